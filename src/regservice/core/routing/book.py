"""
The rows of a ruleset, indexed for reading.

In: the tables of all packages. Out: the same rows by key, the place tree, the
hierarchy and the compiled calendars. Nothing is decided here.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Protocol, TypeVar

import attrs

from regservice.core.hierarchy import Hierarchy
from regservice.core.places import PlaceIndex
from regservice.core.workcal.almanac import Almanac
from regservice.model.authority import Relation
from regservice.model.catalogue import (
    IntakeField,
    Matter,
    Offer,
    Programme,
    ServiceItem,
)
from regservice.model.condition import Condition, Facts
from regservice.model.legal import Document, Source, Validity
from regservice.model.limit import TimeLimit
from regservice.model.package import Tables
from regservice.model.rule import Bypass, PathRule, Rule, Strategy
from regservice.model.vocab import Applicant, Channel, Difficulty, Role


class Dated(Protocol):
    """A row with a source and a validity."""

    @property
    def source(self) -> Source:
        """What the row leans on."""

    @property
    def validity(self) -> Validity:
        """When it is in force."""


DatedRow = TypeVar("DatedRow", bound=Dated)


@attrs.frozen
class Book:
    """
    An indexed set of rows.

    Attributes:
        tables: All rows, each table sorted by key.
        documents: The document register by code.
        fields: Intake fields by code.
        items: Service items by code.
        matters: Matters by code.
        programmes: Programmes by code.
        places: The place tree.
        hierarchy: Bodies and edges.
        calendars: Working calendars by code, as they are known today or were once.
        strategies: Registered code by id; empty for most rulesets.
    """

    tables: Tables
    documents: Mapping[str, Document]
    fields: Mapping[str, IntakeField]
    items: Mapping[str, ServiceItem]
    matters: Mapping[str, Matter]
    programmes: Mapping[str, Programme]
    places: PlaceIndex
    hierarchy: Hierarchy
    calendars: Almanac = attrs.field(eq=False, repr=False)
    strategies: Mapping[str, Strategy]
    sources: Mapping[str, Source] = attrs.field(repr=False)
    """Sources of rules, path rules, bypasses and limits, by id."""
    days: tuple[dt.date, ...] = attrs.field(repr=False)
    """Days on which some row starts or ends, sorted: between two nothing changes."""
    issues: tuple[dt.date, ...] = attrs.field(repr=False)
    """Days on which some document became known, sorted."""
    _views: dict[tuple[int, int], View] = attrs.field(
        factory=dict, init=False, eq=False, repr=False
    )

    @classmethod
    def of(cls, tables: Tables, strategies: Iterable[Strategy] = ()) -> Book:
        """Index *tables*, which the ruleset has checked."""
        places = PlaceIndex.of(tables.places)
        documents = {row.code: row for row in tables.documents}
        return cls(
            tables=tables,
            documents=documents,
            fields={row.code: row for row in tables.fields},
            items={row.code: row for row in tables.items},
            matters={row.code: row for row in tables.matters},
            programmes={row.code: row for row in tables.programmes},
            places=places,
            hierarchy=Hierarchy.of(tables.authorities, tables.relations, tables.places),
            calendars=Almanac(tables, documents),
            strategies={row.id: row for row in strategies},
            sources={
                row.id: row.source
                for rows in (
                    *(tables.rules, tables.path_rules),
                    *(tables.bypasses, tables.limits),
                )
                for row in rows
            },
            days=_break_points(tables),
            issues=tuple(
                sorted({day for row in tables.documents if (day := row.known_since)})
            ),
        )

    @cached_property
    def possible(self) -> Facts:
        """The values that each fact can have; the bounds of a number, as one."""
        values: dict[str, Iterable[str]] = {
            "difficulty": map(str, Difficulty),
            "applicant": map(str, Applicant),
            "channel": map(str, Channel),
        }
        for code, field in self.fields.items():
            values[code] = [value.code for value in field.values]
            if field.lowest is not None:
                values[code] = (f"{field.lowest}..{field.highest}",)
        return {name: frozenset(found) for name, found in values.items()}

    def view(self, as_of: AsOf) -> View:
        """Return the rows that are in force and known, made once a period."""
        known = -1 if as_of.known is None else bisect_right(self.issues, as_of.known)
        key = bisect_right(self.days, as_of.day), known
        view = self._views.get(key)
        if view is None:
            view = self._views[key] = View.of(self, as_of)
        return view


def _break_points(tables: Tables) -> tuple[dt.date, ...]:
    """The first day of each period in which the same rows are in force."""
    dated = (
        *(tables.places, tables.authorities, tables.relations, tables.items),
        *(tables.rules, tables.path_rules, tables.bypasses, tables.limits),
        *(tables.programmes, tables.offers),
    )
    days = {
        day
        for rows in dated
        for row in rows
        for day in (row.validity.start, row.validity.end)
        if day is not None
    }
    return tuple(sorted(days))


def _offered(
    items: Iterable[ServiceItem], offers: Iterable[Offer]
) -> tuple[ServiceItem, ...]:
    """The items that are offered anywhere, with all places where they are."""
    taken: dict[str, set[str]] = {}
    for offer in offers:
        taken.setdefault(offer.item, set()).update(offer.places)
    found = (
        attrs.evolve(item, enabled=tuple(sorted({*item.enabled, *more})))
        if (more := taken.get(item.code))
        else item
        for item in items
    )
    return tuple(item for item in found if item.enabled)


@attrs.frozen(eq=False)
class View:
    """
    What is in force on a day, as far as it was known.

    Attributes:
        book: All rows.
        as_of: A day of the period, and up to when documents were known.
        rules: Rules by role.
        path_rules: Path rules.
        bypasses: Bypasses.
        limits: Time limits.
        programmes: Programmes.
        items: Service items, each with the places where it is offered.
    """

    book: Book = attrs.field(repr=False)
    as_of: AsOf
    rules: Mapping[Role, tuple[Rule, ...]]
    path_rules: tuple[PathRule, ...]
    bypasses: tuple[Bypass, ...]
    limits: tuple[TimeLimit, ...]
    programmes: tuple[Programme, ...]
    items: tuple[ServiceItem, ...]

    @classmethod
    def of(cls, book: Book, as_of: AsOf) -> View:
        """Filter the tables of *book*."""
        tables = book.tables

        def in_force(rows: Iterable[DatedRow]) -> tuple[DatedRow, ...]:
            return tuple(as_of.in_force(book, rows))

        rules = in_force(tables.rules)
        return cls(
            book=book,
            as_of=as_of,
            rules={role: tuple(r for r in rules if r.role is role) for role in Role},
            path_rules=in_force(tables.path_rules),
            bypasses=in_force(tables.bypasses),
            limits=in_force(tables.limits),
            programmes=in_force(tables.programmes),
            items=_offered(in_force(tables.items), in_force(tables.offers)),
        )

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """The bodies, and the edges as far as their documents were known."""
        whole = self.book.hierarchy
        if self.as_of.known is None:
            return whole
        known = (
            edge
            for edge in whole.relations
            if self.as_of.was_known(self.book, edge.source)
        )
        return attrs.evolve(whole, relations=tuple(known))

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """What the rules of all roles test, and those of the way."""
        return (
            *(row.when for rows in self.rules.values() for row in rows),
            *(row.when for row in self.path_rules),
            *(row.when for row in self.bypasses),
        )

    @cached_property
    def testing(self) -> Mapping[str, Sequence[Condition]]:
        """For each dimension the conditions that test it, limits' among them."""
        found: dict[str, list[Condition]] = {}
        for when in (*self.conditions, *(row.when for row in self.limits)):
            for test in when.tests:
                found.setdefault(test.dimension, []).append(when)
        return found

    @property
    def day(self) -> dt.date:
        """A day of the period."""
        return self.as_of.day

    def is_alive(self, body: str) -> bool:
        """Tell whether a body exists."""
        return self.day in self.book.hierarchy.authorities[body].validity

    def knows(self, edge: Relation) -> bool:
        """Tell whether an edge holds, and its document was known."""
        return self.day in edge.validity and self.as_of.was_known(
            self.book, edge.source
        )


@attrs.frozen
class AsOf:
    """
    The two time axes of a question.

    Attributes:
        day: The day whose law applies.
        known: The day up to which documents had been issued; ``None`` for today's
            knowledge.
    """

    day: dt.date
    known: dt.date | None = None

    def in_force(self, book: Book, rows: Iterable[DatedRow]) -> list[DatedRow]:
        """Return the rows in force on *day* whose document was known by *known*."""
        return [
            row
            for row in rows
            if self.day in row.validity and self.was_known(book, row.source)
        ]

    def was_known(self, book: Book, source: Source) -> bool:
        """Tell whether the document of *source* had been issued by then."""
        if self.known is None or source.document is None:
            return True
        since = book.documents[source.document].known_since
        return since is None or since <= self.known
