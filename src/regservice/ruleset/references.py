"""Does every name in a row name something, and do the rows fit together?"""

from __future__ import annotations

import difflib
import heapq
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from regservice.codec.words import same_word
from regservice.errors import Problem
from regservice.model.authority import Place
from regservice.model.catalogue import IntakeField, Matter
from regservice.model.condition import Condition, parse_span
from regservice.model.legal import Source
from regservice.model.package import Row, Tables, row_key
from regservice.model.rule import Rule
from regservice.model.vocab import (
    Applicant,
    Channel,
    Difficulty,
    Level,
    Modality,
    Product,
    Verification,
)
from regservice.ruleset.calendars import Fault, calendar_faults
from regservice.ruleset.circles import EVER, Link, find_circles, may_turn, period
from regservice.ruleset.located import Origins, problem_at
from regservice.ruleset.parts import conditions_and_sources

_COMPARED: Final = 200_000
"""Names that are compared to find those that were meant, in all."""
_LISTED: Final = 30
"""Allowed values that a message lists at most."""


@attrs.frozen
class _Names:
    """Everything that a row may name, by kind."""

    known: Mapping[str, frozenset[str]]
    dimensions: Mapping[str, frozenset[str]]
    unchecked: frozenset[str]
    numbers: Mapping[str, IntakeField]
    _listed: dict[str, str] = attrs.field(factory=dict, init=False)
    _left: list[int] = attrs.field(factory=lambda: [_COMPARED], init=False)

    @classmethod
    def of(cls, tables: Tables) -> _Names:
        known = {
            a.name: frozenset(row_key(r) for r in getattr(tables, a.name))
            for a in attrs.fields(Tables)
            if a.name not in _NAMELESS
        }
        dimensions = {
            f.code: frozenset(v.code for v in f.values) for f in tables.fields
        }
        numbers = {f.code: f for f in tables.fields if not f.values}
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
            "received_level": frozenset(map(str, Level)),
        }
        unchecked = frozenset(
            d.code for d in tables.documents if d.verified is Verification.OWN
        )
        return cls(known, dimensions, unchecked, numbers)

    def near(self, name: str, known: Collection[str]) -> str:
        """The name that was meant, as far as there is time to look for it."""
        if len(known) > self._left[0]:
            return ""
        self._left[0] -= len(known)
        same = same_word(name, known)
        near = [same] if same else difflib.get_close_matches(name, known, 1, 0.6)
        return f" ({near[0]}?)" if near else ""

    def listed(self, dimension: str) -> str:
        """The first values of a dimension, for a message."""
        if dimension not in self._listed:
            values = self.dimensions[dimension]
            first = heapq.nsmallest(_LISTED, values)
            more = ["..."] if len(values) > _LISTED else []
            self._listed[dimension] = ", ".join([*first, *more])
        return self._listed[dimension]


def check_references(tables: Tables, origins: Origins) -> Iterator[Problem]:
    """
    Report every name that names nothing, and rows that do not fit together.

    Args:
        tables: The rows of all packages.
        origins: Where rows stand.
    """
    names = _Names.of(tables)
    for attribute in attrs.fields(Tables):
        table = attribute.name
        rows = getattr(tables, table)
        for check in (_named, _deeper, _parts):
            for row, (code, params) in check(table, rows, names):
                yield problem_at(origins, table, row, code, **params)
    for row in tables.fields:
        if row.code in RESERVED:
            yield problem_at(origins, "fields", row, "RS2019", key=row.code)
    for row, (code, params) in _gateways(tables):
        yield problem_at(origins, "path_rules", row, code, **params)
    for row, (code, params) in _other_roles(tables):
        yield problem_at(origins, "rules", row, code, **params)
    for table, row, (code, params) in _circles(tables):
        yield problem_at(origins, table, row, code, **params)
    for table, row, (code, params) in calendar_faults(tables):
        yield problem_at(origins, table, row, code, **params)


RESERVED: Final = frozenset(
    {"item", "place", "site", "programme", "applicant", "channel", "received_level"}
    | {"received_by", "registration_business", "agent_place", "issuer_place"}
)
"""What an intake field must not be called: conditions mean something else by it."""

Found = Iterator[tuple[Row, Fault]]


def _named(table: str, rows: Sequence[Row], names: _Names) -> Found:
    """Names that stand in a field of their own."""
    for field, kind in named_fields(table, rows):
        known = names.known[kind]
        for row in rows:
            value = getattr(row, field)
            for key in value if isinstance(value, tuple) else (value,):
                if key is not None and key not in known:
                    yield row, _missing(names, kind, key)


def _deeper(table: str, rows: Sequence[Row], names: _Names) -> Found:
    """Bodies that are named deeper in a row."""
    if table in ("rules", "matters"):
        for row in rows:
            for key in named_bodies(row):
                if key not in names.known["authorities"]:
                    yield row, _missing(names, "authorities", key)


def _gateways(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """A hop that opens where a gateway is set aside, which only a principle can be."""
    soft = {
        row.id
        for row in tables.path_rules
        if row.only and row.modality is Modality.IN_PRINCIPLE
    }
    known = {row.id for row in tables.path_rules}
    for row in tables.path_rules:
        for key in row.instead_of:
            if key in known - soft:
                allowed = ", ".join(sorted(soft)) or "-"
                yield row, ("RS2018", {"key": key, "allowed": allowed})


def _other_roles(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """A rule gives way to rules of its own role alone."""
    roles = {row.id: row.role for row in tables.rules}
    for row in tables.rules:
        for key in row.exception_to:
            if roles.get(key, row.role) is not row.role:
                yield row, ("RS2021", {"key": key, "role": str(roles[key])})


def _parts(_: str, rows: Sequence[Row], names: _Names) -> Found:
    """Conditions and sources, wherever they stand."""
    for row in rows:
        for part in conditions_and_sources(row):
            if isinstance(part, Condition):
                for fault in _condition(part, names):
                    yield row, fault
            elif part.document is not None:
                for fault in _source(part, part.document, names):
                    yield row, fault


def _missing(names: _Names, kind: str, key: str) -> Fault:
    near = names.near(key, names.known[kind])
    return "RS2002", {"kind": kind, "key": key, "near": near}


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
    "offers": {"places": "places"},
    "matters": {"technical": "authorities"},
    "path_rules": {"instead_of": "path_rules"},
    "limits": {"calendar": "calendar_patterns", "pauses": "pause_reasons"},
    "periods": {
        "calendar": "calendar_patterns",
        "pauses": "pause_reasons",
        "matter": "matters",
    },
    "programmes": {"places": "places"},
    "statements": {"about": "authorities"},
    "calendar_patterns": {"base": "calendar_patterns"},
    "calendar_notices": {"calendar": "calendar_patterns"},
    "calendar_overrides": {"calendar": "calendar_patterns"},
    "office_hours": {"calendar": "calendar_patterns"},
}
"""
Table and field to the table that the field names rows of.

A matter or an offer may name items of packages that are not installed: it is law
whether or not a region offers the item, and a region may be ready for it.
"""

_NAMELESS: Final = frozenset(
    {"relations", "calendar_notices", "calendar_overrides", "office_hours"}
    | {"supersessions"}
)
"""Tables whose rows no other row names."""


def named_fields(table: str, rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Give the fields of a table that name rows, and of which table."""
    yield from _REFERENCES.get(table, {}).items()
    if rows and _has_exceptions(rows[0]):
        yield "exception_to", table


def _has_exceptions(row: Row) -> bool:
    return any(field.name == "exception_to" for field in attrs.fields(type(row)))


def named_bodies(row: Row) -> Iterator[str]:
    """Give the bodies that are named deeper in a row."""
    if isinstance(row, Rule) and row.holder.authority is not None:
        yield row.holder.authority
    if isinstance(row, Matter):
        yield from (limb.body for limb in row.competence if limb.body is not None)


def _condition(condition: Condition, names: _Names) -> Iterator[Fault]:
    for test in condition.tests:
        name = test.dimension
        if name not in names.dimensions:
            near = names.near(name, names.dimensions)
            yield "RS2002", {"kind": "fields", "key": name, "near": near}
            continue
        number = names.numbers.get(name)
        for value in test.values:
            if number is None and value in names.dimensions[name]:
                continue
            if number is not None and _fits(value, number):
                continue
            allowed = f"{number.lowest}..{number.highest}" if number else None
            shown = names.listed(name) if allowed is None else allowed
            near = names.near(value, names.dimensions[name]) if number is None else ""
            params = {"dimension": name, "value": value, "allowed": shown}
            yield "RS2005", {**params, "near": near}


def _fits(value: str, number: IntakeField) -> bool:
    """An interval must be one, run forward, and reach into the bounds."""
    span = parse_span(value)
    if span is None:
        return False
    low = number.lowest if span[0] is None else span[0]
    high = number.highest if span[1] is None else span[1]
    if low is None or high is None or low > high:
        return False
    return number.has(str(low)) and number.has(str(high))


def _source(source: Source, document: str, names: _Names) -> Iterator[Fault]:
    if document not in names.known["documents"]:
        near = names.near(document, names.known["documents"])
        yield "RS2008", {"key": document, "near": near}
    elif source.is_law and document in names.unchecked:
        yield "RS2010", {"key": f"{document} {source.clause}"}


def _circles(tables: Tables) -> Iterator[tuple[str, Row, Fault]]:
    """No place lies in itself, and no row is an exception to its own exception."""
    for attribute in attrs.fields(Tables):
        table = attribute.name
        rows = getattr(tables, table)
        if table == "places":
            relation, links = "located_in", _containment(rows)
        elif table == "documents":
            relation = "successor"
            links = [
                Link(row.successor, row.code, *EVER, row)
                for row in rows
                if row.successor
            ]
        elif table == "calendar_patterns":
            relation = "base"
            links = [Link(row.base, row.code, *EVER, row) for row in rows if row.base]
        elif rows and _has_exceptions(rows[0]):
            named = {row_key(row): row for row in rows}
            relation, links = "exception_to", list(_exceptions(named))
        else:
            continue
        circles = find_circles(links)
        for circle in circles.found:
            params = {"relation": relation, "cycle": " > ".join(circle.trail)}
            yield table, circle.link.row, ("RS2004", params)
        for link in circles.undecided:
            yield table, link.row, ("RS2017", {"body": link.upper})


def _containment(rows: Sequence[Place]) -> list[Link]:
    """A place stands below what it lies in, whatever the validity of either."""
    pairs = ((parent, row.code) for row in rows for parent in row.located_in)
    if not may_turn(pairs):
        return []
    return [
        Link(parent, row.code, *EVER, row) for row in rows for parent in row.located_in
    ]


def _exceptions(rows: Mapping[str, Any]) -> Iterator[Link]:
    """An exception stands above the rows that give way, while both are in force."""
    for key, row in rows.items():
        for other in row.exception_to:
            if other in rows:
                first, last = period(row.validity, rows[other].validity)
                if first < last:
                    yield Link(key, other, first, last, row)
