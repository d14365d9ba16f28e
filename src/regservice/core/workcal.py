"""
Which days are worked, and what is n working days from here?

One implementation of *add* and *count*, over the sorted working days: in
working units they are inverse, and instalments add up. Beyond the published
years the weekly pattern and the statutory days with a fixed date are assumed,
and the answer is *provisional*; before them there is no answer.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from regservice.errors import CalendarError
from regservice.model.calendar import CalendarNotice, CalendarPattern, OfficeInterval

_YEARS_AHEAD: Final = 30
"""How far beyond the published years a provisional answer is given."""

_DAY: Final = dt.timedelta(days=1)


@attrs.frozen(kw_only=True)
class WorkingCalendar:
    """
    Compiled working days and office hours.

    Attributes:
        code: Code of the calendar.
        first: First day that a notice arranges.
        last: Last day that a notice arranges; later answers are provisional.
        horizon: Last day for which there is any answer.
        hours: Office hours of a working day.
        working: Ordinals of the working days from *first* to *horizon*, sorted.
        off: Ordinals of the days off that a notice names, or that are fixed beyond
            the last notice, sorted.
        makeup: Ordinals of the make-up working days, sorted.

    Examples:
        >>> import datetime as dt
        >>> from regservice.core.workcal import compile_calendar
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
    """

    code: str
    first: dt.date
    last: dt.date
    horizon: dt.date
    hours: tuple[OfficeInterval, ...]
    working: tuple[int, ...] = attrs.field(repr=False)
    off: tuple[int, ...] = attrs.field(repr=False)
    makeup: tuple[int, ...] = attrs.field(repr=False)

    @property
    def minutes_a_day(self) -> int:
        """Office minutes of one working day."""
        return sum(part.closes - part.opens for part in self.hours)

    def is_working(self, day: dt.date) -> bool:
        """
        Tell whether *day* is worked.

        Raises:
            CalendarError: If *day* lies before *first* or after *horizon*.
        """
        self._check(day)
        return _within(self.working, day.toordinal())

    def is_provisional(self, day: dt.date) -> bool:
        """Tell whether an answer that reaches *day* rests on no notice."""
        return day > self.last

    def is_day_off(self, day: dt.date) -> bool:
        """Tell whether *day* is a holiday, by notice or by its fixed date."""
        return _within(self.off, day.toordinal())

    def is_makeup(self, day: dt.date) -> bool:
        """Tell whether *day* is a make-up working day."""
        return _within(self.makeup, day.toordinal())

    def count(self, start: dt.date, end: dt.date) -> int:
        """
        Count the working days in ``(start, end]``; negative if *end* is earlier.

        Raises:
            CalendarError: If a day lies where the calendar has no answer.
        """
        self._check(start)
        self._check(end)
        return bisect_right(self.working, end.toordinal()) - bisect_right(
            self.working, start.toordinal()
        )

    def add(self, start: dt.date, days: int) -> dt.date:
        """
        Return the *days*-th working day after *start*; *start* never counts.

        A negative number goes backward in the same way; 0 gives *start*.

        Raises:
            CalendarError: If a day lies where the calendar has no answer.
        """
        self._check(start)
        if days == 0:
            return start
        if days > 0:
            index = bisect_right(self.working, start.toordinal()) + days - 1
        else:
            index = bisect_left(self.working, start.toordinal()) + days
        if index < 0:
            raise _outside(self, self.first - _DAY)
        if index >= len(self.working):
            raise _outside(self, self.horizon + _DAY)
        return dt.date.fromordinal(self.working[index])

    def roll(self, day: dt.date) -> dt.date:
        """Return *day* if it is worked, else the next working day."""
        return day if self.is_working(day) else self.add(day, 1)

    def closing(self, day: dt.date) -> dt.datetime:
        """Return the end of office hours on *day*, local time."""
        return _at(day, self.hours[-1].closes)

    def add_minutes(self, start: dt.datetime, minutes: int) -> dt.datetime:
        """
        Return the instant at which *minutes* office minutes have passed.

        Time outside office hours does not count. A sum that ends exactly with an
        office interval ends there, not at the next opening.

        Args:
            start: Local time of the calendar.
            minutes: Not negative; 0 gives *start*.

        Raises:
            CalendarError: If a day lies where the calendar has no answer.
        """
        day = start.date()
        self._check(day)
        if minutes == 0:
            return start
        passed = self._minutes_by(start) if self.is_working(day) else 0
        before = bisect_left(self.working, day.toordinal())
        index, rest = divmod(
            before * self.minutes_a_day + passed + minutes - 1, self.minutes_a_day
        )
        if index >= len(self.working):
            raise _outside(self, self.horizon + _DAY)
        return self._instant(dt.date.fromordinal(self.working[index]), rest + 1)

    def _minutes_by(self, moment: dt.datetime) -> int:
        minute = moment.hour * 60 + moment.minute
        return sum(max(0, min(minute, p.closes) - p.opens) for p in self.hours)

    def _instant(self, day: dt.date, minutes: int) -> dt.datetime:
        for part in self.hours[:-1]:
            length = part.closes - part.opens
            if minutes <= length:
                return _at(day, part.opens + minutes)
            minutes -= length
        return _at(day, self.hours[-1].opens + minutes)

    def _check(self, day: dt.date) -> None:
        if not self.first <= day <= self.horizon:
            raise _outside(self, day)


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


def compile_calendar(
    pattern: CalendarPattern, notices: Iterable[CalendarNotice]
) -> WorkingCalendar:
    """
    Compile a weekly pattern and the notices of consecutive years.

    Precedence: make-up day, then day off, then weekly pattern. Beyond the last
    notice the fixed days of the pattern stand in for the days off.

    Args:
        pattern: Weekly pattern, office hours, fixed days.
        notices: At least one; years without a hole (the ruleset checks it).

    Returns:
        The calendar, with an answer from the first year on.
    """
    notices = sorted(notices, key=lambda notice: notice.year)
    first = dt.date(notices[0].year, 1, 1)
    last = dt.date(notices[-1].year, 12, 31)
    horizon = dt.date(last.year + _YEARS_AHEAD, 12, 31)
    makeup = {day.toordinal() for notice in notices for day in notice.workdays}
    off = {
        ordinal
        for notice in notices
        for span in notice.days_off
        for ordinal in range(span.first.toordinal(), span.last.toordinal() + 1)
    }
    fixed = {
        dt.date.fromisoformat(f"{year}-{text}").toordinal()
        for year in range(last.year + 1, horizon.year + 1)
        for text in pattern.fixed_days
    }
    days = range(first.toordinal(), horizon.toordinal() + 1)
    # Weekdays recur every seventh day: whole ranges, not one day after the other.
    weekly = {
        ordinal
        for start in days[:7]
        if dt.date.fromordinal(start).isoweekday() in pattern.weekdays
        for ordinal in range(start, days.stop, 7)
    }
    working = (weekly - off - fixed) | {day for day in makeup if day in days}
    return WorkingCalendar(
        code=pattern.code,
        first=first,
        last=last,
        horizon=horizon,
        hours=pattern.hours,
        working=tuple(sorted(working)),
        off=tuple(sorted(off | fixed)),
        makeup=tuple(sorted(makeup)),
    )
