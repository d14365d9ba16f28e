"""Does every name in a row name something, and do the rows fit together?"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from regservice.errors import Location, Problem
from regservice.model.condition import Condition
from regservice.model.legal import Source
from regservice.model.package import Origin, Tables, row_key
from regservice.model.rule import Rule, TimeLimit
from regservice.model.vocab import (
    Applicant,
    Channel,
    Difficulty,
    Product,
    RelationType,
    Verification,
)

Origins = Mapping[tuple[str, str], Origin]


@attrs.frozen
class _Names:
    """Everything that a row may name, by kind."""

    known: Mapping[str, frozenset[str]]
    dimensions: Mapping[str, frozenset[str]]
    unchecked: frozenset[str]

    @classmethod
    def of(cls, tables: Tables) -> _Names:
        known = {
            a.name: frozenset(row_key(r) for r in getattr(tables, a.name))
            for a in attrs.fields(Tables)
        }
        dimensions = {
            f.code: frozenset(v.code for v in f.values) for f in tables.fields
        }
        dimensions |= {
            "place": known["places"],
            "site": known["places"],
            "item": known["items"],
            "programme": known["programmes"],
            "product": frozenset(map(str, Product)),
            "difficulty": frozenset(map(str, Difficulty)),
            "applicant": frozenset(map(str, Applicant)),
            "channel": frozenset(map(str, Channel)),
            "registration_business": frozenset({"yes", "no"}),
        }
        unchecked = frozenset(
            d.code for d in tables.documents if d.verified is Verification.OWN
        )
        return cls(known, dimensions, unchecked)


def check_references(tables: Tables, origins: Origins) -> Iterator[Problem]:
    """
    Report every name that names nothing, and rows that do not fit together.

    Args:
        tables: The rows of all packages.
        origins: Where rows stand.
    """
    names = _Names.of(tables)
    for attribute in attrs.fields(Tables):
        for row in getattr(tables, attribute.name):
            at = _At(attribute.name, row_key(row), origins)
            yield from _named(row, attribute.name, names, at)
            for condition in _parts(row, Condition):
                yield from _condition(condition, names, at)
            for source in _parts(row, Source):
                yield from _source(source, names, at)
    yield from _cycles(tables, origins)
    yield from _calendars(tables, origins)


@attrs.frozen
class _At:
    table: str
    key: str
    origins: Origins

    def problem(self, code: str, **params: Any) -> Problem:
        origin = self.origins.get((self.table, self.key))
        where = (
            Location(origin.file or origin.package, origin.line, origin.column)
            if origin
            else Location(f"{self.table}:{self.key}")
        )
        allowed = str(params.get("allowed", ""))
        return Problem(code, params, where, f"{self.table}:{self.key}", allowed)


def _near(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), 1, 0.6)
    return f" ({near[0]}?)" if near else ""


def _missing(
    at: _At, names: _Names, kind: str, keys: Iterable[str]
) -> Iterator[Problem]:
    for key in keys:
        if key not in names.known[kind]:
            yield at.problem(
                "RS2002", kind=kind, key=key, near=_near(key, names.known[kind])
            )


_REFERENCES: Mapping[str, Mapping[str, str]] = {
    "documents": {"successor": "documents"},
    "places": {"located_in": "places"},
    "authorities": {"places": "places"},
    "relations": {
        "subject": "authorities",
        "object": "authorities",
        "matters": "matters",
    },
    "items": {"enabled": "places", "fields": "fields"},
    "matters": {"items": "items", "technical": "authorities"},
    "rules": {"exception_to": "rules"},
    "limits": {"exception_to": "limits", "calendar": "calendar_patterns"},
    "programmes": {"places": "places"},
    "calendar_notices": {"calendar": "calendar_patterns"},
}
"""Table and field to the table that the field names rows of."""

# Items of packages that are not installed may be named by a matter: the matter
# is law whether or not a region offers the item.
_OPTIONAL = frozenset({("matters", "items")})


def _named(
    row: Any,
    table: str,
    names: _Names,
    at: _At,
) -> Iterator[Problem]:
    for field, kind in _REFERENCES.get(table, {}).items():
        value = getattr(row, field)
        keys = value if isinstance(value, tuple) else (value,)
        if (table, field) not in _OPTIONAL:
            yield from _missing(at, names, kind, (k for k in keys if k is not None))
    if table == "rules" and row.holder.authority is not None:
        yield from _missing(at, names, "authorities", (row.holder.authority,))
    if table == "matters":
        bodies = (limb.body for limb in row.competence if limb.body is not None)
        yield from _missing(at, names, "authorities", bodies)


def _parts(value: Any, cls: type) -> Iterator[Any]:
    """Walk a record for its parts of one class."""
    if isinstance(value, cls):
        yield value
    elif attrs.has(type(value)):
        for attribute in attrs.fields(type(value)):
            yield from _parts(getattr(value, attribute.name), cls)
    elif isinstance(value, tuple):
        for part in value:
            yield from _parts(part, cls)


def _condition(condition: Condition, names: _Names, at: _At) -> Iterator[Problem]:
    for test in condition.tests:
        if test.dimension not in names.dimensions:
            yield at.problem(
                "RS2002",
                kind="fields",
                key=test.dimension,
                near=_near(test.dimension, names.dimensions),
            )
            continue
        known = names.dimensions[test.dimension]
        for value in test.values:
            if value not in known:
                shown = ", ".join(sorted(known)[:30])
                yield at.problem(
                    "RS2005", dimension=test.dimension, value=value, allowed=shown
                )


def _source(source: Source, names: _Names, at: _At) -> Iterator[Problem]:
    if source.document is None:
        return
    if source.document not in names.known["documents"]:
        near = _near(source.document, names.known["documents"])
        yield at.problem("RS2008", key=source.document, near=near)
    elif source.is_law and source.document in names.unchecked:
        yield at.problem("RS2010", key=f"{source.document} {source.clause}")


def _cycles(tables: Tables, origins: Origins) -> Iterator[Problem]:
    """No body may stand above itself in one line of supervision."""
    for kind, rows, table in (
        (
            str(RelationType.ADMINISTERS),
            [
                (e.object, e.subject)
                for e in tables.relations
                if e.type is RelationType.ADMINISTERS
            ],
            "authorities",
        ),
        (
            "located_in",
            [(p.code, parent) for p in tables.places for parent in p.located_in],
            "places",
        ),
        ("exception_to", _exceptions(tables.rules), "rules"),
        ("exception_to", _exceptions(tables.limits), "limits"),
    ):
        cycle = _find_cycle(rows)
        if cycle:
            at = _At(table, cycle[0], origins)
            yield at.problem("RS2004", relation=kind, cycle=" > ".join(cycle))


def _exceptions(rows: Iterable[Rule | TimeLimit]) -> list[tuple[str, str]]:
    return [(row.id, other) for row in rows for other in row.exception_to]


def _find_cycle(edges: Iterable[tuple[str, str]]) -> list[str]:
    """Strip leaves until nothing is left, or only what hangs on a cycle."""
    above: dict[str, set[str]] = defaultdict(set)
    for lower, upper in edges:
        above[lower].add(upper)
    while True:
        free = {node for node, ups in above.items() if not ups & above.keys()}
        if not free:
            break
        above = defaultdict(set, {n: u for n, u in above.items() if n not in free})
    if not above:
        return []
    node, trail = min(above), []
    while node not in trail:
        trail.append(node)
        node = min(above[node] & above.keys())
    return [*trail[trail.index(node) :], node]


def _calendars(tables: Tables, origins: Origins) -> Iterator[Problem]:
    for pattern in tables.calendar_patterns:
        years = {n.year for n in tables.calendar_notices if n.calendar == pattern.code}
        at = _At("calendar_patterns", pattern.code, origins)
        if not years:
            yield at.problem("RS2006", calendar=pattern.code, year="-")
            continue
        for year in sorted(set(range(min(years), max(years) + 1)) - years):
            yield at.problem("RS2006", calendar=pattern.code, year=year)
