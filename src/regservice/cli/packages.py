"""``regservice plugins list`` and ``regservice doctor``."""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Final

import attrs
import click

from regservice.cli.app import Localised, LocalisedGroup, command
from regservice.cli.output import Output
from regservice.cli.plugins_facts import facts_of
from regservice.cli.schema import make_schema
from regservice.engine.engine import Engine
from regservice.engine.instants import now
from regservice.errors import EXIT_DONE, EXIT_FINDINGS
from regservice.model.vocab import NATIONAL
from regservice.plugin.found import Found

EXTRAS = {
    "xlsx": ("openpyxl", "python_calamine", "xlsxwriter"),
    "report": ("jinja2",),
    "columns": ("numpy",),
    "ical": ("icalendar",),
}
"""Extra to the modules that it brings."""


SHIPPING: Final = ("new", "check", "build", "index", "why", "docs")
"""Commands of the group that have a module of their own."""


LISTED: Final = (
    *("head.package", "head.version", "head.origin", "head.state", "head.places"),
    *("head.owner", "head.items", "head.rows", "head.read_ms"),
)
"""Headings of the list."""


def make_plugins(output: Output) -> LocalisedGroup:
    """Make the group ``plugins``."""
    group = LocalisedGroup(
        name="plugins", help=output.text("plugins.help"), no_args_is_help=True
    )
    group.output = output
    group.modules = {name: f"plugins_{name}" for name in SHIPPING}
    listing = command(
        output,
        "plugins",
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=("regservice plugins list", "regservice plugins list --json"),
        callback=lambda **options: _list(output, **options),
    )
    listing.name, listing.help = "list", output.text("plugins.list")
    group.add_command(listing)
    group.add_command(make_schema(output))
    return group


def _list(output: Output, *, as_json: bool) -> int:
    engine = output.engine(strict=output.strict, afresh=True, isolate=True)
    if as_json:
        output.json(
            {
                "schema_version": 1,
                "ruleset": engine.digest,
                "packages": [
                    {
                        **_shape(found, output.lang),
                        **attrs.asdict(facts_of(engine, found)),
                    }
                    for found in engine.packages
                ],
            }
        )
        return EXIT_DONE
    output.table(
        LISTED,
        (
            (
                found.name,
                _version(found),
                found.origin,
                output.text(f"plugins.{found.state}"),
                ", ".join(found.manifest.places) if found.manifest else "",
                found.manifest.owner if found.manifest else "",
                *facts_of(engine, found).cells(),
            )
            for found in engine.packages
        ),
    )
    for found in engine.problems:
        for problem in found.problems:
            output.hint(output.problem_text(problem))
        if found.origin == "entry_point":
            output.hint(output.text("plugins.disable", name=found.name))
    say_isolated(output, engine.packages)
    return EXIT_DONE


def say_isolated(output: Output, packages: Iterable[Found]) -> None:
    """Say on stderr which packages were read in a process of their own."""
    names = ", ".join(found.name for found in packages if found.isolated)
    if names:
        output.hint(output.text("plugins.isolated", names=names))


def _version(found: Found) -> str:
    return found.version or (found.manifest.version if found.manifest else "")


def _shape(found: Found, lang: str) -> dict[str, object]:
    manifest = found.manifest
    return {
        "name": found.name,
        "version": _version(found),
        "origin": found.origin,
        "loaded": manifest is not None,
        "state": found.state,
        "isolated": found.isolated,
        "title": manifest and manifest.title,
        "places": list(manifest.places) if manifest else [],
        "owner": manifest and manifest.owner,
        "problems": [problem.as_json(lang) for problem in found.problems],
    }


_AHEAD: Final = dt.timedelta(days=60)
"""How long before a calendar ends the doctor says so."""


@attrs.frozen
class _Finding:
    ok: bool
    text: str
    fix: str = ""
    soon: bool = False
    """Whether it will have to be mended soon."""


def _package(output: Output, found: Found) -> _Finding:
    text = output.text("doctor.package", name=found.name, version=_version(found))
    if found.skipped or found.isolated:
        notes = (
            output.text(f"plugins.{found.state}") if found.skipped else "",
            output.text("plugins.apart") if found.isolated else "",
        )
        text += f" ({', '.join(filter(None, notes))})"
    faults = [
        f"{p.where}: {p.message(output.lang)} - {p.fix(output.lang)}"
        for p in found.problems
    ]
    if faults and found.origin == "entry_point":
        faults.append(output.text("plugins.disable", name=found.name))
    return _Finding(not faults, text, "; ".join(faults))


def make_doctor(output: Output) -> Localised:
    """Make ``doctor``."""
    return command(
        output,
        "doctor",
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=("regservice doctor", "regservice doctor --json"),
        callback=lambda **options: _doctor(output, **options),
    )


def _doctor(output: Output, *, as_json: bool) -> int:
    findings = list(
        _findings(output, output.engine(strict=False, afresh=True, isolate=True))
    )
    ok = all(finding.ok for finding in findings)
    if as_json:
        output.json(
            {
                "schema_version": 1,
                "ok": ok,
                "findings": [attrs.asdict(finding) for finding in findings],
            }
        )
    else:
        for finding in findings:
            mark = "×" if not finding.ok else "!" if finding.soon else "√"
            output.line(f"{mark} {finding.text}")
            if not finding.ok or finding.soon:
                output.line(f"    {output.text('fix')}: {finding.fix}")
    return EXIT_DONE if ok else EXIT_FINDINGS


def _sources(output: Output, engine: Engine, today: dt.date) -> _Finding:
    """Whether every document of the register was checked lately enough."""
    documents = engine.book.tables.documents
    late = [row for row in documents if row.good_until < today]
    first = min(documents, key=lambda row: row.good_until)
    if late:
        named = ", ".join(f"{row.code} ({row.checked_on})" for row in late)
        text = output.text("doctor.sources_late", count=len(late), named=named)
        return _Finding(ok=False, text=text, fix=output.text("doctor.sources_fix"))
    text = output.text("doctor.sources", count=len(documents), day=first.good_until)
    soon = first.good_until < today + _AHEAD
    return _Finding(True, text, output.text("doctor.sources_fix"), soon)


def _findings(output: Output, engine: Engine) -> Iterator[_Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield _Finding(ok=True, text=output.text("doctor.python", version=version))
    encoding = (sys.stdout.encoding or "").lower().replace("-", "").replace("_", "")
    yield _Finding(
        encoding.startswith(("utf", "gb", "cp936")),
        output.text("doctor.encoding", encoding=sys.stdout.encoding),
        output.text("doctor.encoding_fix"),
    )
    for extra, modules in EXTRAS.items():
        yield _Finding(
            all(importlib.util.find_spec(module) for module in modules),
            output.text("doctor.extra", extra=extra),
            output.text("doctor.extra_fix", extra=extra),
        )
    today = now().date()
    for calendar in engine.book.calendars.values():
        ok = not calendar.is_provisional(today)
        soon = ok and calendar.is_provisional(today + _AHEAD)
        yield _Finding(
            ok,
            output.text(
                "doctor.calendar",
                code=calendar.code,
                first=calendar.first,
                last=calendar.last,
            ),
            output.text("doctor.calendar_soon" if soon else "doctor.calendar_fix"),
            soon,
        )
    yield _sources(output, engine, today)
    for found in engine.packages:
        yield _package(output, found)
    manifests = engine.ruleset.manifests
    yield _Finding(
        any(NATIONAL not in manifest.places for manifest in manifests),
        output.text("doctor.region"),
        output.text("doctor.region_fix"),
    )
    yield _Finding(
        os.access(".", os.W_OK),
        output.text("doctor.writable"),
        output.text("doctor.writable_fix"),
    )
