"""
Which days are worked, and what is n working days or office minutes from here?

One implementation of *add* and *count*, over running totals: in working units they
are inverse, instalments add up, and each takes a few look-ups, whatever the length.
Beyond the published years the weekly pattern and the statutory days with a fixed date
are assumed, and the answer is *provisional*; before them there is no answer.
"""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

import attrs

from regservice.errors import CalendarError
from regservice.model.calendar import OfficeInterval

_DAY: Final = dt.timedelta(days=1)
_MIDNIGHT: Final = 24 * 60

Landed = TypeVar("Landed")

Shape = tuple[OfficeInterval, ...]
"""The office hours of a day, in order."""


@attrs.frozen(kw_only=True)
class WorkingCalendar:
    """
    Compiled working days and office hours, as far as they are known on some day.

    Local times are naive, to the minute; what stands below the minute is ignored.

    Attributes:
        code: Code of the calendar.
        first: First day that a notice arranges.
        last: Last day that a notice arranges; later answers are provisional.
        horizon: Last day for which there is any answer.
        hours: Office hours of an ordinary working day.
        working: Ordinals of the working days from *first* to *horizon*, sorted.
        rank: For each day from the one before *first*: how many working days there
            are up to and including it.
        opened: For each working day, and after the last: the office minutes of all
            working days before it.
        shapes: The office hours that working days have, those of *hours* first.
        shape: For each working day the number of its shape.
        passed: For each shape and minute of the day: the office minutes before it.
        ends: For each shape: the minutes of the day at which its office minutes end.
        off: Ordinals of the days off that a notice names, or that are fixed beyond
            the last notice, sorted.
        makeup: Ordinals of the make-up working days, sorted.

    Examples:
        >>> import datetime as dt
        >>> from regservice.core.workcal.build import compile_calendar
        >>> from regservice.model.calendar import *
        >>> from regservice.model.legal import Source
        >>> src = Source(kind="assumed", note="example")
        >>> cal = compile_calendar(
        ...     CalendarPattern(code="x", name="x", weekdays=(1, 2, 3, 4, 5),
        ...                     hours=(OfficeInterval(opens=540, closes=1020),),
        ...                     source=src),
        ...     [CalendarNotice(calendar="x", year=2025, source=src, days_off=(
        ...         DaySpan(first=dt.date(2025, 10, 1), last=dt.date(2025, 10, 8),
        ...                 name="x"),), workdays=(dt.date(2025, 10, 11),))])
        >>> cal.add(dt.date(2025, 9, 30), 5)
        datetime.date(2025, 10, 14)
        >>> cal.add_minutes(dt.datetime(2025, 9, 30, 16, 30), 60)
        datetime.datetime(2025, 10, 9, 9, 30)
    """

    code: str
    first: dt.date
    last: dt.date
    horizon: dt.date
    hours: Shape
    working: array[int] = attrs.field(repr=False)
    rank: array[int] = attrs.field(repr=False)
    opened: array[int] = attrs.field(repr=False)
    shapes: tuple[Shape, ...] = attrs.field(repr=False)
    shape: array[int] = attrs.field(repr=False)
    passed: tuple[array[int], ...] = attrs.field(repr=False)
    ends: tuple[array[int], ...] = attrs.field(repr=False)
    off: array[int] = attrs.field(repr=False)
    makeup: array[int] = attrs.field(repr=False)
    shifted: Callable[[int, int, int], tuple[int, int]] = attrs.field(
        init=False, eq=False, repr=False
    )
    """
    What :meth:`add_minutes` does, in integers: takes the ordinal of a day, a minute of
    it and a number of office minutes, and gives the day and minute where they end.
    """

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "shifted", self.shifting(lambda *landed: landed))

    def shifting(
        self, land: Callable[[int, int], Landed]
    ) -> Callable[[int, int, int], Landed]:
        """
        Return what shifts by office minutes, and ends as the caller wants it.

        One function with everything at hand: looking it up takes as long again.

        Args:
            land: Given the ordinal of a day and a minute of it, makes the answer.

        Returns:
            A function of the ordinal of a day, a minute of it, and a number of office
            minutes.
        """
        base, rank, opened = self.first.toordinal() - 1, self.rank, self.opened
        size, many, working, shape = (
            len(rank),
            len(self.working),
            self.working,
            self.shape,
        )
        # Lists hand out numbers that are there; arrays make them.
        passed, ends = [*map(list, self.passed)], [*map(list, self.ends)]
        alike = len(ends[0]) if len(ends) == 1 else 0
        one, until = passed[0], ends[0]

        def shifted(day: int, minute: int, minutes: int) -> Landed:
            place = day - base
            if not 0 < place < size:
                raise _outside(self, dt.date.fromordinal(day))
            if not minutes:
                return land(day, minute)
            before = rank[place - 1]
            is_worked = rank[place] != before
            # The last of these minutes, or the first one backward.
            at = minutes - 1 if minutes > 0 else minutes
            if alike:
                at += before * alike + (one[minute] if is_worked else 0)
                index = at // alike
            else:
                today = passed[shape[before]][minute] if is_worked else 0
                at += opened[before] + today
                index = bisect_right(opened, at) - 1
            if not 0 <= index < many:
                edge = self.first - _DAY if index < 0 else self.horizon + _DAY
                raise _outside(self, edge)
            if alike:
                end = until[at - index * alike]
            else:
                end = ends[shape[index]][at - opened[index]]
            if minutes < 0:
                return land(working[index], end - 1)
            if end < _MIDNIGHT:
                return land(working[index], end)
            return land(working[index] + 1, 0)

        return shifted

    # --- days ---------------------------------------------------------------

    def is_working(self, day: dt.date) -> bool:
        """
        Tell whether *day* is worked.

        Raises:
            CalendarError: If *day* lies before *first* or after *horizon*.
        """
        place = self._place(day)
        return self.rank[place] > self.rank[place - 1]

    def is_provisional(self, day: dt.date) -> bool:
        """Tell whether an answer that reaches *day* rests on no notice."""
        return day > self.last

    def is_day_off(self, day: dt.date) -> bool:
        """Tell whether *day* is a holiday, by notice or by its fixed date."""
        return _within(self.off, day.toordinal())

    def is_makeup(self, day: dt.date) -> bool:
        """Tell whether *day* is a make-up working day."""
        return _within(self.makeup, day.toordinal())

    def hours_on(self, day: dt.date) -> Shape:
        """
        Return the office hours of *day*; none if it is not worked.

        Raises:
            CalendarError: If *day* lies where the calendar has no answer.
        """
        before, upto = self._ranks(day)
        return self.shapes[self.shape[before]] if upto > before else ()

    def count(self, start: dt.date, end: dt.date) -> int:
        """
        Count the working days in ``(start, end]``; negative if *end* is earlier.

        Raises:
            CalendarError: If a day lies where the calendar has no answer.
        """
        return self.rank[self._place(end)] - self.rank[self._place(start)]

    def add(self, start: dt.date, days: int) -> dt.date:
        """
        Return the *days*-th working day after *start*; *start* never counts.

        A negative number goes backward in the same way; 0 gives *start*.

        Raises:
            CalendarError: If a day lies where the calendar has no answer.
        """
        before, upto = self._ranks(start)
        if days > 0:
            index = upto + days - 1
        elif days:
            index = before + days
        else:
            return start
        return self._day(index)

    def roll(self, day: dt.date, direction: int = 1) -> dt.date:
        """
        Return *day* if it is worked, else the next working day.

        Args:
            day: The day.
            direction: 1 for the next working day, -1 for the one before.

        Raises:
            CalendarError: If a day lies where the calendar has no answer.
        """
        return day if self.is_working(day) else self.add(day, direction)

    # --- minutes ------------------------------------------------------------

    def closing(self, day: dt.date) -> dt.datetime:
        """
        Return the end of office hours on *day*, which is worked.

        Raises:
            CalendarError: If it lies where the calendar has no answer.
        """
        return _at(day, (self.hours_on(day) or self.hours)[-1].closes)

    def next_open(self, moment: dt.datetime) -> dt.datetime:
        """
        Return *moment* if the office is open then, else the next opening.

        Raises:
            CalendarError: If a day lies where the calendar has no answer.
        """
        day, minute = moment.date(), moment.hour * 60 + moment.minute
        for part in self.hours_on(day):
            if minute < part.closes:
                return moment if minute >= part.opens else _at(day, part.opens)
        day = self.add(day, 1)
        return _at(day, self.hours_on(day)[0].opens)

    def count_minutes(self, start: dt.datetime, end: dt.datetime) -> int:
        """
        Count the office minutes between two instants; negative if *end* is earlier.

        Raises:
            CalendarError: If a day lies where the calendar has no answer.
        """
        return self._total(end) - self._total(start)

    def add_minutes(self, start: dt.datetime, minutes: int) -> dt.datetime:
        """
        Return the instant at which *minutes* office minutes have passed.

        Time outside office hours does not count. A sum that ends exactly with an
        office interval ends there, not at the next opening; backward, one that ends
        exactly with the beginning of an interval ends there.

        Args:
            start: Local time of the calendar.
            minutes: 0 gives *start*, a negative number goes backward.

        Raises:
            CalendarError: If a day lies where the calendar has no answer.
        """
        day, minute = self.shifted(
            start.toordinal(), start.hour * 60 + start.minute, minutes
        )
        return dt.datetime.combine(
            dt.date.fromordinal(day), dt.time(minute // 60, minute % 60)
        )

    def _total(self, moment: dt.datetime) -> int:
        """Office minutes from *first* up to *moment*."""
        before, upto = self._ranks(moment.date())
        if upto == before:
            return self.opened[before]
        passed = self.passed[self.shape[before]]
        return self.opened[before] + passed[moment.hour * 60 + moment.minute]

    # --- look-up ------------------------------------------------------------

    def _place(self, day: dt.date) -> int:
        """Where *day* stands in *rank*; the day before *first* stands at 0."""
        place = day.toordinal() - self.first.toordinal() + 1
        if not 0 < place < len(self.rank):
            raise _outside(self, day)
        return place

    def _ranks(self, day: dt.date) -> tuple[int, int]:
        """How many working days lie before *day*, and up to and including it."""
        place = self._place(day)
        return self.rank[place - 1], self.rank[place]

    def _day(self, index: int) -> dt.date:
        if index < 0:
            raise _outside(self, self.first - _DAY)
        if index >= len(self.working):
            raise _outside(self, self.horizon + _DAY)
        return dt.date.fromordinal(self.working[index])


def _within(ordinals: Sequence[int], ordinal: int) -> bool:
    index = bisect_left(ordinals, ordinal)
    return index < len(ordinals) and ordinals[index] == ordinal


def _at(day: dt.date, minute: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minute)


def _outside(calendar: WorkingCalendar, day: dt.date) -> CalendarError:
    return CalendarError.of(
        "RS3301",
        day=str(day),
        calendar=calendar.code,
        first=str(calendar.first),
        horizon=str(calendar.horizon),
    )
