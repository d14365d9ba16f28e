"""``regservice plugins why``: which package brings this, and what leans on it?"""

from __future__ import annotations

import datetime as dt
import difflib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import attrs
import click

from regservice.cli.app import Localised, command
from regservice.cli.output import Output
from regservice.engine.engine import Engine
from regservice.errors import EXIT_DONE, Location, UnknownNameError
from regservice.messages import name_of
from regservice.model.package import Row, Tables, row_key
from regservice.plugin.found import Found
from regservice.ruleset.located import where
from regservice.ruleset.uses import uses

TABLES = tuple(attribute.name for attribute in attrs.fields(Tables))
"""Names of the tables."""

_NEAR = 3
"""So many names that may have been meant are told."""


def make_why(output: Output) -> Localised:
    """Make the command."""
    made = command(
        output,
        "plugins.why",
        click.Argument(["code"]),
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=(
            "regservice plugins why renewal",
            "regservice plugins why regservice-national --json",
        ),
        callback=lambda **options: _run(output, **options),
    )
    made.name = "why"
    return made


def _run(output: Output, code: str, *, as_json: bool) -> int:
    engine = output.engine(strict=output.strict, afresh=True)
    packages = [found for found in engine.packages if code in _names(found)]
    rows = list(_rows(engine, code))
    if not packages and not rows:
        near = difflib.get_close_matches(code, _known(engine), _NEAR, 0.6)
        hint = f" ({', '.join(near)}?)" if near else ""
        raise UnknownNameError.of("RS4114", name=code, near=hint)
    shapes = [_row(engine, table, row) for table, row in rows]
    told = [_package(engine, found, output.lang) for found in packages]
    if as_json:
        output.json(
            {"schema_version": 1, "asked": code, "rows": shapes, "packages": told}
        )
        return EXIT_DONE
    for found, shape in zip(packages, told, strict=True):
        _print_package(output, found, shape)
    for shape in shapes:
        _print_row(output, shape)
    return EXIT_DONE


def _names(found: Found) -> set[str]:
    manifest = found.manifest
    return {found.name, *([manifest.name, manifest.title] if manifest else ())}


def _rows(engine: Engine, code: str) -> Iterator[tuple[str, Row]]:
    for table in TABLES:
        for row in getattr(engine.book.tables, table):
            if code == row_key(row) or code in _called(row):
                yield table, row


def _called(row: Row) -> set[str]:
    single = {str(getattr(row, name, "")) for name in ("name", "name_en", "number")}
    return (single | set(getattr(row, "aliases", ()))) - {""}


def _known(engine: Engine) -> list[str]:
    known = {name for found in engine.packages for name in _names(found)}
    for table in TABLES:
        for row in getattr(engine.book.tables, table):
            known |= {row_key(row), *_called(row)}
    return sorted(known)


def _row(engine: Engine, table: str, row: Row) -> dict[str, Any]:
    return {
        **_at(engine, table, row_key(row)),
        "name": str(getattr(row, "name", "")),
        "named_by": [
            _at(engine, *use) for use in uses(engine.book.tables, table, row_key(row))
        ],
    }


def _at(engine: Engine, table: str, key: str) -> dict[str, Any]:
    """A row: its package, and where it stands."""
    origins = engine.ruleset.origins
    at = where(origins, table, key)
    origin = origins.get((table, key))
    name = origin.package if origin else ""
    versions = {m.name: m.version for m in engine.ruleset.manifests}
    return {
        "table": table,
        "key": key,
        "package": name,
        "version": versions.get(name, ""),
        "file": at.file,
        "line": at.line or None,
        "column": at.column or None,
        "cell": at.cell or None,
    }


def _package(engine: Engine, found: Found, lang: str) -> dict[str, Any]:
    manifest = found.manifest
    name = manifest.name if manifest else ""
    keys = [k for k, origin in engine.ruleset.origins.items() if origin.package == name]
    counts = Counter(table for table, _ in keys)
    starts, ends = _days(engine, set(keys))
    return {
        "name": found.name,
        "version": found.version or (manifest.version if manifest else ""),
        "origin": found.origin,
        "loaded": manifest is not None,
        "title": manifest and manifest.title,
        "owner": manifest and manifest.owner,
        "places": list(manifest.places) if manifest else [],
        "tables": {table: counts[table] for table in TABLES if counts[table]},
        "first": min(starts, default=None),
        "last": max(ends, default=None),
        "problems": [problem.as_json(lang) for problem in found.problems],
    }


def _days(engine: Engine, keys: set[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """The first and last days that rows state, as far as they state any."""
    starts: list[dt.date] = []
    ends: list[dt.date] = []
    for table in TABLES:
        for row in getattr(engine.book.tables, table):
            validity = getattr(row, "validity", None)
            if validity is not None and (table, row_key(row)) in keys:
                starts += [validity.start] if validity.start else []
                ends += [validity.end] if validity.end else []
    return [d.isoformat() for d in starts], [d.isoformat() for d in ends]


def _print_package(output: Output, found: Found, shape: dict[str, Any]) -> None:
    values = {**shape, "places": ", ".join(shape["places"])}
    if not shape["loaded"]:
        output.line(output.text("plugins.why.out", **values))
        for problem in found.problems:
            output.line(output.problem_text(problem))
        return
    output.line(output.text("plugins.why.package", **values))
    for table, count in shape["tables"].items():
        name = name_of("table", table, output.lang)
        output.line(output.text("plugins.why.table", table=name, count=count))
    ever = output.text("plugins.why.ever")
    span = {"first": shape["first"] or ever, "last": shape["last"] or ever}
    output.line(output.text("plugins.why.span", **span))


def _print_row(output: Output, shape: dict[str, Any]) -> None:
    table = name_of("table", shape["table"], output.lang)
    head = {**shape, "table": table, "where": _shown(shape)}
    output.line(output.text("plugins.why.row", **head))
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for use in shape["named_by"]:
        groups.setdefault((use["package"], use["table"]), []).append(use)
    code = "plugins.why.used" if groups else "plugins.why.unused"
    output.line(output.text(code))
    for (package, name), found in sorted(groups.items()):
        output.line(
            output.text(
                "plugins.why.use",
                package=package,
                table=name_of("table", name, output.lang),
                count=len(found),
                key=found[0]["key"],
                where=_shown(found[0]),
            )
        )


def _shown(shape: dict[str, Any]) -> str:
    at = (shape["file"], shape["line"] or 0, shape["column"] or 0, shape["cell"] or "")
    return str(Location(*at))
