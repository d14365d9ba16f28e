"""Is a package fit for use?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from regservice.errors import Location
from regservice.explain.findings import problems as finding_problems
from regservice.levels.finding import Fault
from regservice.levels.probe import effects
from regservice.levels.subject import Subject, keyed
from regservice.model.decisiontest import TESTS
from regservice.model.legal import Source
from regservice.model.vocab import ITEM_CODES, Verification
from regservice.plugin.sources import GROUP
from regservice.ruleset.parts import conditions_and_sources

SLOWEST: Final = 1500
"""Milliseconds that the tables of a package may take to be read."""

_PLACEHOLDER: Final = re.compile(
    r"待填|待定|TODO|TBD|FIXME|XXX|\?\?|\.\.\.", re.IGNORECASE
)
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
_KINDS: Final = re.compile(r"^regservice-((region|item|data|package)-)?")
_BY_SLASH: Final = (
    *("authorities", "rules", "path_rules", "bypasses", "limits", "periods"),
    *("calendar_overrides", "office_hours", "offers", "statements", TESTS),
)
_BY_COLON: Final = ("fields", "items", "matters", "pause_reasons", "programmes")


def manifest_is_complete(subject: Subject) -> Iterator[Fault]:
    """B02."""
    from packaging.version import InvalidVersion, Version

    manifest = subject.manifest
    values = {"title": manifest.title, "owner": manifest.owner}
    bad = [name for name, value in values.items() if _PLACEHOLDER.search(value)]
    if not _CHINESE.search(manifest.title):
        bad.append("title")
    try:
        Version(manifest.version)
    except InvalidVersion:
        bad.append("version")
    for name in dict.fromkeys(bad):
        params = {"field": name, "value": getattr(manifest, name)}
        yield Fault(subject.at_manifest, params)


def prefix_of(name: str) -> str:
    """
    Return with what the ids of a package begin.

    Examples:
        >>> prefix_of("regservice-region-shanghai"), prefix_of("acme-rules")
        ('shanghai', 'acme-rules')
    """
    return _KINDS.sub("", name).replace("_", "-").replace(".", "-")


def ids_bear_the_prefix(subject: Subject) -> Iterator[Fault]:
    """B03."""
    prefix = prefix_of(subject.manifest.name)
    replaced = {(row.table, row.key) for row in subject.tables.supersessions}
    rows = [(table, key) for table, key, _ in subject.rows(*_BY_SLASH[:-1], *_BY_COLON)]
    rows += [(TESTS, test.id) for test in subject.contribution.tests]
    for table, key in rows:
        slashed = table in _BY_SLASH
        start = f"{prefix}/" if slashed else f"{prefix.replace('-', '_')}:"
        known = table == "items" and key in ITEM_CODES
        if not key.startswith(start) and not known and (table, key) not in replaced:
            params = {"table": table, "key": key, "prefix": start}
            yield Fault(subject.at(table, key), params)


def _sources(subject: Subject) -> Iterator[tuple[str, str, Source]]:
    """Table and key of each row, with each of its sources."""
    for table, key, row in subject.rows():
        for part in conditions_and_sources(row):
            if isinstance(part, Source):
                yield table, key, part


def documents_are_complete(subject: Subject) -> Iterator[Fault]:
    """B04."""
    cited = {source.document for _, _, source in _sources(subject) if source.is_law}
    for row in subject.tables.documents:
        if row.code not in cited:
            continue
        lacks = [] if row.issuer else ["issuer"]
        lacks += [] if row.issued or row.effective else ["issued"]
        for field in lacks:
            yield Fault(
                subject.at("documents", row.code), {"key": row.code, "field": field}
            )


def clauses_are_read(subject: Subject) -> Iterator[Fault]:
    """B05."""
    documents = subject.book.documents
    for table, key, source in _sources(subject):
        document = documents.get(source.document or "")
        if not source.is_law or document is None:
            continue
        known = document.verified
        if source.verified is Verification.READ and known is not Verification.READ:
            params = {
                "table": table,
                "key": key,
                "document": source.document,
                "clause": source.clause,
                "verified": known,
            }
            yield Fault(subject.at(table, key), params)


def items_are_recognisable(subject: Subject) -> Iterator[Fault]:
    """B06."""
    for row in subject.tables.items:
        for field in ("keywords", "examples"):
            if not getattr(row, field):
                yield Fault(
                    subject.at("items", row.code), {"key": row.code, "field": field}
                )


def items_are_tested(subject: Subject) -> Iterator[Fault]:
    """B07."""
    asked = set(tested_items(subject))
    package = {"package": subject.asked}
    for row in subject.tables.items:
        if row.code not in asked:
            yield Fault(subject.at("items", row.code), {"key": row.code, **package})
    if not subject.contribution.tests and not subject.tables.items:
        name = subject.manifest.name
        yield Fault(subject.at_manifest, {"key": name, **package})


def tested_items(subject: Subject) -> Iterator[str]:
    """Yield the item that the answer to each test recognised."""
    for result in subject.results:
        finding = result.route and result.route.decision.findings.get("item")
        if finding and finding.value is not None:
            yield finding.value


def tests_pass(subject: Subject) -> Iterator[Fault]:
    """B08."""
    for result in subject.results:
        for problem in result.problems:
            yield Fault(problem.where, problem=problem)
        for outcome in () if result.problems else result.outcomes:
            if not outcome.ok:
                params = {
                    "key": result.test.id,
                    "field": outcome.field,
                    "expected": ", ".join(outcome.expected),
                    "actual": ", ".join(outcome.actual) or "-",
                    "package": subject.asked,
                }
                yield Fault(outcome.where, params)


def is_proved(subject: Subject) -> Iterator[Fault]:
    """B09."""
    proof = subject.proof
    folders = () if subject.found.origin == "entry_point" else (subject.asked,)
    for found in finding_problems(subject.engine.ruleset, proof, subject.lang, folders):
        yield Fault(found.where, problem=found)
    own = {row.id for row in subject.tables.rules}
    for key in proof.unprovable:
        if key in own:
            yield Fault(subject.at("rules", key), {"key": key})


def loads_fast(subject: Subject) -> Iterator[Fault]:
    """B10."""
    if subject.milliseconds > SLOWEST:
        params = {"milliseconds": subject.milliseconds, "limit": SLOWEST}
        yield Fault(subject.at_manifest, params)


def builds_alike(subject: Subject) -> Iterator[Fault]:
    """B11."""
    for problem in subject.shipped.problems:
        yield Fault(problem.where, problem=problem)
    for file, what in subject.shipped.faults:
        yield Fault(Location(file), {"file": file, "what": what})


def leaves_no_trace(subject: Subject) -> Iterator[Fault]:
    """B12."""
    at = subject.at_manifest
    again = subject.again
    if again is None or keyed(again.tables) != keyed(subject.tables):
        yield Fault(at, {"what": "unsteady"})
    replaced = {(row.table, row.key) for row in subject.tables.supersessions}
    own = {(table, key) for table, key, _ in subject.rows()} | replaced
    before, after = keyed(subject.without.book.tables), keyed(subject.book.tables)
    for table, key in sorted(before.keys() | after.keys()):
        at_key = table, key
        if at_key not in own and before.get(at_key) != after.get(at_key):
            yield Fault(at, {"what": "foreign", "table": table, "key": key})


def imports_quietly(subject: Subject) -> Iterator[Fault]:
    """B13."""
    found = subject.shipped
    modules: list[str] = []
    if found.wheel is not None and not found.is_plain:
        named = found.wheel.entry_points.get(GROUP, {}).values()
        modules = sorted({target.partition(":")[0] for target in named})
    elif subject.asked.endswith(".py"):
        modules = [Path(subject.asked).stem]
    for module in modules:
        for what, detail, where in effects(module, found.root):
            at = where if where.file else Location(module)
            yield Fault(at, {"module": module, "what": what, "detail": detail})


def terms_are_stated(subject: Subject) -> Iterator[Fault]:
    """B14."""
    wheel = subject.shipped.wheel
    heads = dict(wheel.metadata) if wheel else {}
    stated = heads.get("License-Expression") or heads.get("License")
    if not (stated or (wheel and wheel.licences)):
        yield Fault(subject.at_manifest)
