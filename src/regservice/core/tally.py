"""Where did the time go? Every day, or minute, between two points under one heading."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from regservice.core.workcal.calendar import WorkingCalendar

_DAY: Final = dt.timedelta(days=1)
_MINUTE: Final = dt.timedelta(minutes=1)

TALLY: Final = ("span", "worked", "makeup", "holidays", "weekends", "paused")
"""The parts of a sum of days: worked, holidays, weekends and paused are the span."""

MINUTES: Final = (
    "span",
    "worked",
    "breaks",
    "nights",
    "holidays",
    "weekends",
    "paused",
    "makeup",
)
"""The parts of a sum of minutes; those between the first and the last are the span."""


def days_by_kind(
    calendar: WorkingCalendar,
    begin: dt.date,
    end: dt.date,
    pauses: Sequence[tuple[dt.date, dt.date]],
) -> dict[str, int]:
    """
    Put every day of a span under one heading.

    Args:
        calendar: The working calendar.
        begin: The day that does not count.
        end: The last day; earlier than *begin* if it was counted back.
        pauses: Days that are left out: from the first up to but without the second.
            They do not overlap.

    Returns:
        The parts of :data:`TALLY`.
    """
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
    return dict(zip(TALLY, found, strict=True))


def minutes_by_kind(
    calendar: WorkingCalendar,
    begin: dt.datetime,
    end: dt.datetime,
    pauses: Iterable[tuple[dt.datetime, dt.datetime]] = (),
) -> dict[str, int]:
    """
    Put every minute between two instants under one heading.

    Args:
        calendar: The working calendar.
        begin: The first instant.
        end: The last one, not earlier.
        pauses: What is left out, in any order; it may overlap.

    Returns:
        The parts of :data:`MINUTES`: office minutes, breaks between office hours of
        one day, nights around them, days off by notice, other days that are not
        worked, office minutes that are left out; and of the office minutes, those of
        make-up days.

    Raises:
        CalendarError: If a day lies where the calendar has no answer.

    Examples:
        >>> from regservice.core.workcal.build import compile_calendar
        >>> from regservice.model.calendar import *
        >>> from regservice.model.legal import Source
        >>> src = Source(kind="assumed", note="example")
        >>> hours = OfficeInterval(opens=540, closes=720), OfficeInterval(
        ...     opens=780, closes=1020)
        >>> off = DaySpan(first=dt.date(2026, 1, 1), last=dt.date(2026, 1, 1), name="x")
        >>> cal = compile_calendar(
        ...     CalendarPattern(code="x", name="x", weekdays=(1, 2, 3, 4, 5),
        ...                     hours=hours, source=src),
        ...     [CalendarNotice(calendar="x", year=2026, days_off=(off,), source=src)])
        >>> minutes_by_kind(cal, dt.datetime(2026, 3, 2, 10), dt.datetime(2026, 3, 3))
        {'span': 840, 'worked': 360, 'breaks': 60, 'nights': 420, 'holidays': 0, \
'weekends': 0, 'paused': 0, 'makeup': 0}
    """
    found = dict.fromkeys(MINUTES, 0)
    found["span"] = (end - begin) // _MINUTE
    spans = _apart(pauses)
    day = begin.date()
    while day <= end.date():
        low = max(begin, dt.datetime.combine(day, dt.time()))
        high = min(end, dt.datetime.combine(day + _DAY, dt.time()))
        hours = calendar.hours_on(day) if low < high else ()
        if not hours:
            kind = "holidays" if calendar.is_day_off(day) else "weekends"
            found[kind] += (high - low) // _MINUTE
            day += _DAY
            continue
        opens, closes = (
            dt.datetime.combine(day, dt.time()) + minutes * _MINUTE
            for minutes in (hours[0].opens, hours[-1].closes)
        )
        open_ = calendar.count_minutes(low, high)
        inner = max(min(high, closes) - max(low, opens), dt.timedelta()) // _MINUTE
        paused = sum(
            calendar.count_minutes(max(a, low), min(b, high))
            for a, b in spans
            if a < high and low < b
        )
        found["worked"] += open_ - paused
        found["makeup"] += (open_ - paused) * calendar.is_makeup(day)
        found["paused"] += paused
        found["breaks"] += inner - open_
        found["nights"] += (high - low) // _MINUTE - inner
        day += _DAY
    return found


def _apart(
    pauses: Iterable[tuple[dt.datetime, dt.datetime]],
) -> list[tuple[dt.datetime, dt.datetime]]:
    """Pauses without what they share with those before."""
    found: list[tuple[dt.datetime, dt.datetime]] = []
    for first, resumed in sorted(pauses):
        low = max(first, found[-1][1]) if found else first
        if low < resumed:
            found.append((low, resumed))
    return found


def _within(ordinals: Sequence[int], low: dt.date, high: dt.date) -> int:
    """How many of *ordinals*, which are sorted, lie in ``(low, high]``."""
    return bisect_right(ordinals, high.toordinal()) - bisect_right(
        ordinals, low.toordinal()
    )
