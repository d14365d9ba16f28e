"""
Which calendars are there, as they were known on some day, and what says so of a day?

A notice that revises another one is a new edition with a day of its own: what was
counted before that day can be counted again, and both sums can be explained.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

import attrs

from regservice.core.workcal.build import Layer, compile_calendar
from regservice.core.workcal.calendar import Shape, WorkingCalendar
from regservice.errors import CalendarError
from regservice.model.calendar import CalendarNotice, CalendarOverride, CalendarPattern
from regservice.model.legal import Document, Source
from regservice.model.package import Tables

Published = TypeVar("Published", CalendarNotice, CalendarOverride)


class DayKind(StrEnum):
    """What makes a day what it is."""

    WEEKLY = "weekly"
    DAY_OFF = "day_off"
    MAKEUP = "makeup"
    FIXED = "fixed"
    OVERRIDE = "override"


@attrs.frozen(kw_only=True)
class Arranged:
    """
    What a calendar says of one day, and which row says it.

    Attributes:
        day: The day.
        kind: What makes it what it is.
        working: Whether it is worked.
        hours: Its office hours; none if it is not worked.
        name: Name of the holiday or of the override; empty for other days.
        calendar: Code of the calendar that says it: it may be the base of the one
            that was asked.
        row: Key of the notice, override or pattern.
        source: On what that row leans.
        provisional: Whether no notice arranges the day yet.
    """

    day: dt.date
    kind: DayKind
    working: bool
    hours: Shape
    name: str = ""
    calendar: str
    row: str
    source: Source
    provisional: bool


class Almanac(Mapping[str, WorkingCalendar]):
    """
    The calendars of a ruleset by code, each compiled when it is first asked for.

    As a mapping it gives what is known today; :meth:`known` what was known once.
    """

    def __init__(self, tables: Tables, documents: Mapping[str, Document]) -> None:
        """
        Take the rows, which the ruleset has checked.

        Args:
            tables: The tables that have to do with calendars.
            documents: The document register by code.
        """
        self._patterns = {row.code: row for row in tables.calendar_patterns}
        self._tables = tables
        self._documents = documents
        known = {self._since(row) for row in self._published()}
        self._days = sorted(day for day in known if day is not None)
        self._made: dict[tuple[str, int], WorkingCalendar] = {}
        self._editions: dict[str, tuple[dt.date, ...]] = {}

    def __getitem__(self, code: str) -> WorkingCalendar:
        """The calendar as it is known today."""
        return self.known(code, None)

    def __iter__(self) -> Iterator[str]:
        """The codes, in the order of the rows."""
        return iter(self._patterns)

    def __len__(self) -> int:
        """How many calendars there are."""
        return len(self._patterns)

    def known(self, code: str, on: dt.date | None) -> WorkingCalendar:
        """
        Return a calendar as it was known on a day.

        Args:
            code: Code of the calendar.
            on: The day; ``None`` for all that is known.

        Raises:
            KeyError: If there is no such calendar.
            CalendarError: If no notice was known yet.
        """
        epoch = len(self._days) if on is None else bisect_right(self._days, on)
        found = self._made.get((code, epoch))
        if found is None:
            *base, own = self.layers(code, on)
            if not (base or [own])[0].notices:
                raise CalendarError.of("RS3306", calendar=code, day=str(on))
            found = compile_calendar(
                own.pattern, own.notices, own.overrides, own.hours, base
            )
            self._made[code, epoch] = found
        return found

    def editions(self, code: str) -> tuple[dt.date, ...]:
        """
        Return the days on which rows of a calendar became known, sorted.

        What has always been known has no day.

        Args:
            code: Code of the calendar; those below it count too.

        Raises:
            KeyError: If there is no such calendar.
        """
        found = self._editions.get(code)
        if found is None:
            codes = {layer.pattern.code for layer in self.layers(code, None)}
            rows = (row for row in self._published() if row.calendar in codes)
            days = {self._since(row) for row in rows}
            found = tuple(sorted(day for day in days if day is not None))
            self._editions[code] = found
        return found

    def became_known(
        self, code: str, after: dt.date, until: dt.date
    ) -> tuple[CalendarNotice | CalendarOverride, ...]:
        """
        Return the rows of a calendar, and of those below, that became known.

        Args:
            code: Code of the calendar.
            after: Later than this day.
            until: Up to and including this day.

        Raises:
            KeyError: If there is no such calendar.
        """
        codes = {layer.pattern.code for layer in self.layers(code, None)}
        rows = self._published()
        return tuple(
            row
            for row in rows
            if row.calendar in codes
            and (since := self._since(row)) is not None
            and after < since <= until
        )

    def layers(self, code: str, on: dt.date | None) -> tuple[Layer, ...]:
        """
        Return the rows of a calendar and of those below, the undermost first.

        Args:
            code: Code of the calendar.
            on: Leave out what became known after it; ``None`` leaves out nothing.

        Raises:
            KeyError: If there is no such calendar.
        """
        pattern = self._patterns[code]
        below = self.layers(pattern.base, on) if pattern.base else ()
        tables = self._tables
        newest: dict[int, CalendarNotice] = {}
        for row in self._visible(tables.calendar_notices, code, on):
            known = newest.get(row.year)
            if known is None or known.edition < row.edition:
                newest[row.year] = row
        own = Layer(
            pattern=pattern,
            notices=tuple(newest[year] for year in sorted(newest)),
            overrides=tuple(self._visible(tables.calendar_overrides, code, on)),
            hours=tuple(row for row in tables.office_hours if row.calendar == code),
        )
        return (*below, own)

    def day(self, code: str, day: dt.date, on: dt.date | None = None) -> Arranged:
        """
        Say what a calendar has for a day, and which row says it.

        Args:
            code: Code of the calendar.
            day: The day.
            on: As for :meth:`known`.

        Raises:
            KeyError: If there is no such calendar.
            CalendarError: If it has no answer for the day, or none was known yet.
        """
        calendar = self.known(code, on)
        hours = calendar.hours_on(day)
        provisional = calendar.is_provisional(day)
        layers = self.layers(code, on)
        kind, name, layer, row = next(
            (
                found
                for layer in reversed(layers)
                if (found := _said(layer, day, fixed=provisional))
            ),
            (DayKind.WEEKLY, "", layers[-1], layers[-1].pattern),
        )
        return Arranged(
            day=day,
            kind=kind,
            working=bool(hours),
            hours=hours,
            name=name,
            calendar=layer.pattern.code,
            row=row.code if isinstance(row, CalendarPattern) else row.id,
            source=row.source,
            provisional=provisional,
        )

    def _published(self) -> tuple[CalendarNotice | CalendarOverride, ...]:
        """The rows that become known some day."""
        tables = self._tables
        return (*tables.calendar_notices, *tables.calendar_overrides)

    def _visible(
        self, rows: Iterable[Published], code: str, on: dt.date | None
    ) -> Iterator[Published]:
        for row in rows:
            since = self._since(row)
            if row.calendar == code and (not on or not since or since <= on):
                yield row

    def _since(self, row: CalendarNotice | CalendarOverride) -> dt.date | None:
        """From when a row is known; ``None`` if always."""
        document = row.source.document
        if row.published or not document or document not in self._documents:
            return row.published
        return self._documents[document].known_since


_Said = tuple[DayKind, str, Layer, CalendarNotice | CalendarOverride | CalendarPattern]


def _said(layer: Layer, day: dt.date, *, fixed: bool) -> _Said | None:
    """What the rows of one layer say of a day; a pattern says it if *fixed*."""
    for override in layer.overrides:
        if override.first <= day <= override.last:
            return DayKind.OVERRIDE, override.name, layer, override
    for notice in layer.notices:
        if day in notice.workdays:
            return DayKind.MAKEUP, "", layer, notice
    for notice in layer.notices:
        for span in notice.days_off:
            if span.first <= day <= span.last:
                return DayKind.DAY_OFF, span.name, layer, notice
    if fixed and f"{day:%m-%d}" in layer.pattern.fixed_days:
        return DayKind.FIXED, "", layer, layer.pattern
    return None
