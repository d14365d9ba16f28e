"""
When does a time limit end?

Working units run on the working calendar, calendar units count every day, hours and
minutes that are not working ones run through nights and holidays. The day of the start
never counts, an hour starts at its moment (民法典 第201条, which administrative
practice borrows). What the law leaves open is a term of the limit.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from regservice.core.workcal.calendar import WorkingCalendar
from regservice.errors import CalendarError
from regservice.model.rule import USUAL, Terms
from regservice.model.vocab import Close, Receipt, Roll, Unit

_DAY: Final = dt.timedelta(days=1)
_MINUTES: Final = {
    Unit.WORKING_MINUTE: 1,
    Unit.WORKING_HOUR: 60,
    Unit.MINUTE: 1,
    Unit.HOUR: 60,
}
"""Units that end at a moment of a day, in minutes."""

OFFICE_TIME: Final = (Unit.WORKING_MINUTE, Unit.WORKING_HOUR)
"""Units that only pass while the office is open."""

WALL_TIME: Final = (Unit.MINUTE, Unit.HOUR)
"""Units that run through nights and holidays."""

_ARRANGED: Final = (*OFFICE_TIME, Unit.WORKING_DAY)
"""Units that cannot be counted without the notices."""

_TALLY: Final = ("span", "worked", "makeup", "holidays", "weekends", "paused")

Pause = tuple[dt.date, dt.date]
"""Days that do not count: from the first, up to but without the second."""


@attrs.frozen(kw_only=True)
class Reckoning:
    """
    A deadline with its arithmetic: every day between start and end is accounted.

    Attributes:
        start: Local instant at which the limit starts.
        received: The day that counts as that of the receipt; it is not counted.
        count: Length in *unit*; negative when it runs backward.
        unit: What one tick is.
        due_date: The last day.
        due: The last moment; for units of days as the terms say. Where the day ends
            at 24:00, it is the first moment of the next day.
        provisional: Whether a day is involved that no notice has arranged yet.
        span: Days after *received* up to *due_date* (before it, if backward).
        worked: Of these, working days that count.
        makeup: Of *worked*, make-up working days.
        holidays: Of *span*, days off that a notice names.
        weekends: Of *span*, other days that are not worked.
        paused: Of *span*, working days that a pause excludes. All six are 0 for units
            that run through nights and holidays.
        nominal: The day before any roll.
    """

    start: dt.datetime
    received: dt.date
    count: int
    unit: Unit
    due_date: dt.date
    due: dt.datetime
    provisional: bool
    span: int
    worked: int
    makeup: int
    holidays: int
    weekends: int
    paused: int
    nominal: dt.date


def reckon(  # noqa: PLR0913 - the parts of a limit
    calendar: WorkingCalendar,
    start: dt.datetime,
    count: int,
    unit: Unit,
    pauses: Sequence[Pause] = (),
    *,
    terms: Terms = USUAL,
) -> Reckoning:
    """
    Compute the end of a limit.

    Args:
        calendar: The working calendar.
        start: Local instant of the start.
        count: Length in *unit*, not 0; negative to count back from an expiry,
            whose own day does not count.
        unit: What one tick is.
        pauses: Days that do not count, in any order; days of two pauses are left out
            once. Only with working days, forward.
        terms: What the law leaves open: when something counts as received, until when
            the last day lasts, and where a last day goes that is not worked.

    Raises:
        CalendarError: If a day lies where the calendar has no answer, if *unit*,
            direction and *pauses* do not go together, or if working time is counted
            back from days that no notice arranges yet.
    """
    if pauses and (unit is not Unit.WORKING_DAY or count < 0):
        raise CalendarError.of("RS3303", unit=str(unit))
    day = received(calendar, start, terms) if count > 0 else start.date()
    spans = merged(pauses)
    if count < 0 and unit in _ARRANGED and calendar.is_provisional(day - _DAY):
        # A window that closes too late by a guess cannot be mended afterwards.
        raise CalendarError.of(
            "RS3307", day=str(day), calendar=calendar.code, last=str(calendar.last)
        )
    if unit in WALL_TIME:
        return _through(start, count, unit)
    if unit in OFFICE_TIME:
        due = calendar.add_minutes(start, count * _MINUTES[unit])
        day, nominal = start.date(), due.date()
        end = nominal
    elif unit is Unit.WORKING_DAY:
        nominal = end = _add_without(calendar, day, count, spans)
        due = _last_moment(calendar, end, terms)
    else:
        nominal = _add_calendar(day, count, unit)
        end = _rolled(calendar, nominal, terms) if count > 0 else nominal
        due = _last_moment(calendar, end, terms)
    return Reckoning(
        start=start,
        received=day,
        count=count,
        unit=unit,
        due_date=end,
        due=due,
        provisional=calendar.is_provisional(max(day, end)),
        nominal=nominal,
        **_tally(calendar, day, end, spans),
    )


def received(
    calendar: WorkingCalendar, start: dt.datetime, terms: Terms = USUAL
) -> dt.date:
    """
    Return the day on which something counts as received.

    Args:
        calendar: The working calendar.
        start: When it arrived.
        terms: Whether what arrives while the office is closed counts as received on
            that day, or when it opens next (domain.md 2.2, point 1).

    Raises:
        CalendarError: If a day lies where the calendar has no answer.
    """
    day = start.date()
    if terms.receipt is Receipt.SAME_DAY:
        return day
    return calendar.next_open(start).date()


def merged(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """
    Join pauses that overlap or touch, in order; empty ones are left out.

    Examples:
        >>> import datetime as dt
        >>> days = [dt.date(2026, 3, n) for n in range(1, 9)]
        >>> joined = merged([(days[3], days[6]), (days[1], days[4])])
        >>> [(a.day, b.day) for a, b in joined]
        [(2, 7)]
    """
    found: list[Pause] = []
    for first, resumed in sorted(pauses):
        if first >= resumed:
            continue
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], resumed)
        else:
            found.append((first, resumed))
    return tuple(found)


def _last_moment(calendar: WorkingCalendar, day: dt.date, terms: Terms) -> dt.datetime:
    """The end of business on a day that has any, else the end of the day."""
    hours = calendar.hours_on(day) if terms.close is Close.OFFICE_HOURS else ()
    if hours:
        return calendar.closing(day)
    return dt.datetime.combine(day, dt.time()) + _DAY


def _rolled(calendar: WorkingCalendar, day: dt.date, terms: Terms) -> dt.date:
    if terms.roll is Roll.NONE:
        return day
    return calendar.roll(day, 1 if terms.roll is Roll.NEXT else -1)


def _through(start: dt.datetime, count: int, unit: Unit) -> Reckoning:
    """A limit for which it does not matter what a calendar says."""
    try:
        due = start + dt.timedelta(minutes=count * _MINUTES[unit])
    except OverflowError:
        raise CalendarError.of("RS3305", count=count, unit=str(unit)) from None
    return Reckoning(
        start=start,
        received=start.date(),
        count=count,
        unit=unit,
        due_date=due.date(),
        due=due,
        provisional=False,
        nominal=due.date(),
        **dict.fromkeys(_TALLY, 0),
    )


def _add_calendar(day: dt.date, count: int, unit: Unit) -> dt.date:
    # It brings the locales of the machine along, and few limits run in months.
    import calendar as months

    try:
        if unit is Unit.CALENDAR_DAY:
            return day + count * _DAY
        total = day.year * 12 + day.month - 1
        total += count * (12 if unit is Unit.YEAR else 1)
        year, month = divmod(total, 12)
        last = months.monthrange(year, month + 1)[1]
        return dt.date(year, month + 1, min(day.day, last))
    except (OverflowError, ValueError):
        raise CalendarError.of("RS3305", count=count, unit=str(unit)) from None


def _add_without(
    calendar: WorkingCalendar, day: dt.date, count: int, pauses: Sequence[Pause]
) -> dt.date:
    """Each pause before the end so far moves it by the working days it excludes."""
    end = calendar.add(day, count)
    for first, resumed in pauses:
        if first > end:
            break
        # The day of the start does not count anyway.
        excluded = calendar.count(max(first - _DAY, day), max(resumed - _DAY, day))
        count += excluded
        end = calendar.add(day, count)
    return end


def _tally(
    calendar: WorkingCalendar, begin: dt.date, end: dt.date, pauses: Sequence[Pause]
) -> dict[str, int]:
    """Put every day of the span under one heading."""
    low, high = (begin, end) if begin <= end else (end - _DAY, begin - _DAY)
    parts = [
        (max(first - _DAY, low), min(resumed - _DAY, high)) for first, resumed in pauses
    ]
    out = [(a, b) for a, b in parts if a < b]
    span = (high - low).days
    if low < calendar.first:  # the span begins with the first day that has an answer
        worked = calendar.count(low + _DAY, high) + calendar.is_working(low + _DAY)
    else:
        worked = calendar.count(low, high)
    paused = sum(calendar.count(a, b) for a, b in out)
    makeup = _within(calendar.makeup, low, high)
    holidays = _within(calendar.off, low, high)
    makeup -= sum(_within(calendar.makeup, a, b) for a, b in out)
    weekends = span - worked - holidays
    found = span, worked - paused, makeup, holidays, weekends, paused
    return dict(zip(_TALLY, found, strict=True))


def _within(ordinals: Sequence[int], low: dt.date, high: dt.date) -> int:
    """How many of *ordinals*, which are sorted, lie in ``(low, high]``."""
    return bisect_right(ordinals, high.toordinal()) - bisect_right(
        ordinals, low.toordinal()
    )
