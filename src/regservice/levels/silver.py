"""Is a package fit to be kept by others than its authors?"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from regservice.cases.coverage import cover
from regservice.codec.bookout import to_workbook
from regservice.codec.files import MANIFEST
from regservice.codec.package import read_package
from regservice.codec.plain import plain_record, plain_tables, rows_of
from regservice.codec.yamlout import to_yaml
from regservice.errors import DataError, Location
from regservice.levels.finding import Fault
from regservice.levels.shipped import changes_of, readme_of
from regservice.levels.subject import Subject
from regservice.model.limit import TimeLimit
from regservice.model.package import Contribution
from regservice.model.request import ServiceRequest
from regservice.model.vocab import NATIONAL, SourceKind
from regservice.ruleset.sweep import scope_of

SHORTEST: Final = 100
"""Characters of a readme that says something."""

COVERED: Final = ("rules", "path_rules", "bypasses", "limits")
"""Tables of which tests have to touch every row."""

_UNKNOWN: Final = "out_of_scope"


def doors_agree(subject: Subject) -> Iterator[Fault]:
    """S01."""
    package = subject.contribution
    before = rows_of(package)
    with tempfile.TemporaryDirectory() as folder:
        for door, write in (("xlsx", _workbook), ("YAML", _tables)):
            try:
                after = rows_of(read_package(write(package, Path(folder))))
            except DataError as error:
                for problem in error.problems:
                    yield Fault(Location(problem.where.cell or door), problem=problem)
                continue
            for table, rows in before.items():
                if after[table] != rows:
                    yield Fault(subject.at_manifest, {"door": door, "table": table})


def _workbook(package: Contribution, folder: Path) -> Path:
    file = folder / "package.xlsx"
    file.write_bytes(to_workbook(package, "zh", file.name))
    return file


def _tables(package: Contribution, folder: Path) -> Path:
    tables = plain_tables(package, "zh")
    home = folder / "yaml"
    home.mkdir()
    tables = dict(list(tables.items())[1:])
    manifest = to_yaml(plain_record(package.manifest, "en"))
    (home / MANIFEST).write_text(manifest, "utf-8")
    (home / "rows.yaml").write_text(to_yaml(tables), "utf-8")
    return home


def _limits(subject: Subject) -> Iterator[TimeLimit]:
    return (row for row in subject.tables.limits if row.count is not None)


def limits_say_what_pauses(subject: Subject) -> Iterator[Fault]:
    """S02."""
    for row in _limits(subject):
        if not row.pauses and not row.note:
            yield Fault(subject.at("limits", row.id), {"key": row.id})


def limits_warn(subject: Subject) -> Iterator[Fault]:
    """S03."""
    for row in _limits(subject):
        for field in ("warnings", "ladder"):
            if not getattr(row, field):
                yield Fault(
                    subject.at("limits", row.id), {"key": row.id, "field": field}
                )


def limits_are_grounded(subject: Subject) -> Iterator[Fault]:
    """S04."""
    for row in subject.tables.limits:
        source = row.source
        reasoned = source.document is not None and bool(source.clause)
        if source.kind is SourceKind.ASSUMED and not reasoned:
            yield Fault(subject.at("limits", row.id), {"key": row.id})


def rows_are_covered(subject: Subject) -> Iterator[Fault]:
    """S05."""
    for row in cover([subject.contribution], subject.results).unused:
        if row.table in COVERED:
            yield Fault(row.where, {"table": row.table, "key": row.key})


def is_signed(subject: Subject) -> Iterator[Fault]:
    """S06."""
    for field in ("reviewer", "effective"):
        if not getattr(subject.manifest, field):
            yield Fault(subject.at_manifest, {"field": field})


def unknown_goes_somewhere(subject: Subject) -> Iterator[Fault]:
    """S07."""
    if _UNKNOWN not in subject.book.items:
        return
    answering = set(scope_of(subject.book, subject.engine.ruleset.manifests))
    for place in sorted(answering & subject.inside):
        request = ServiceRequest(item=_UNKNOWN, place=place)
        route = subject.engine.route(request, at=subject.instant)
        if route.handler is None and route.decision.ask is None:
            yield Fault(subject.at("places", place), {"place": place})


def has_readme(subject: Subject) -> Iterator[Fault]:
    """S08."""
    count = len(readme_of(subject.shipped).strip())
    if count < SHORTEST:
        yield Fault(subject.at_manifest, {"count": count})


def examples_are_recognised(subject: Subject) -> Iterator[Fault]:
    """S09."""
    for row in subject.tables.items:
        taken = (o.places for o in subject.tables.offers if o.item == row.code)
        places = [*row.enabled, *chain.from_iterable(taken)]
        place = None if NATIONAL in places or not places else places[0]
        for text in row.examples:
            request = ServiceRequest(text=text, place=place)
            route = subject.engine.route(request, at=subject.instant)
            finding = route.decision.findings.get("item")
            found = finding and finding.value
            if found != row.code:
                params = {"text": text, "found": found or "-", "key": row.code}
                yield Fault(subject.at("items", row.code), params)


def changes_are_recorded(subject: Subject) -> Iterator[Fault]:
    """S10."""
    version = subject.manifest.version
    heading = re.compile(
        rf"^#+\s.*(?<![\w.]){re.escape(version)}(?![\w.])", re.MULTILINE
    )
    if not heading.search(changes_of(subject.shipped)):
        yield Fault(subject.at_manifest, {"version": version})
