"""
The rows of a ruleset, indexed for reading.

In: the tables of all packages. Out: the same rows by key, the place tree, the
hierarchy and the compiled calendars. Nothing is decided here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

import attrs

from regservice.core.hierarchy import Hierarchy
from regservice.core.places import PlaceIndex
from regservice.core.workcal import WorkingCalendar, compile_calendar
from regservice.model.catalogue import IntakeField, Matter, Programme, ServiceItem
from regservice.model.legal import Document, Source, Validity
from regservice.model.package import Tables


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
        calendars: Compiled calendars by code.
    """

    tables: Tables
    documents: Mapping[str, Document]
    fields: Mapping[str, IntakeField]
    items: Mapping[str, ServiceItem]
    matters: Mapping[str, Matter]
    programmes: Mapping[str, Programme]
    places: PlaceIndex
    hierarchy: Hierarchy
    calendars: Mapping[str, WorkingCalendar]

    @classmethod
    def of(cls, tables: Tables) -> Book:
        """Index *tables*, which the ruleset has checked."""
        places = PlaceIndex.of(tables.places)
        return cls(
            tables=tables,
            documents={row.code: row for row in tables.documents},
            fields={row.code: row for row in tables.fields},
            items={row.code: row for row in tables.items},
            matters={row.code: row for row in tables.matters},
            programmes={row.code: row for row in tables.programmes},
            places=places,
            hierarchy=Hierarchy.of(tables.authorities, tables.relations),
            calendars={
                pattern.code: compile_calendar(
                    pattern,
                    [n for n in tables.calendar_notices if n.calendar == pattern.code],
                )
                for pattern in tables.calendar_patterns
            },
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
            if self.day in row.validity and self._was_known(book, row.source)
        ]

    def _was_known(self, book: Book, source: Source) -> bool:
        if self.known is None or source.document is None:
            return True
        document = book.documents[source.document]
        issued = document.issued or document.effective
        return issued is None or issued <= self.known
