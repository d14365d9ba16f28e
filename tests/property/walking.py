"""
Working time counted by walking: day by day, minute by minute.

The oracle of the calendar engine, written from the rules alone: it uses no running
totals, no sets of days, and nothing of the core.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence

import attrs

from regservice.model.calendar import (
    CalendarNotice,
    CalendarOverride,
    CalendarPattern,
    OfficeHours,
    OfficeInterval,
)

ONE = dt.timedelta(days=1)
DAY = 24 * 60


@attrs.frozen(eq=False)
class Rows:
    """The rows of one calendar; *below* are those of the calendar it builds on."""

    pattern: CalendarPattern
    notices: Sequence[CalendarNotice] = ()
    overrides: Sequence[CalendarOverride] = ()
    hours: Sequence[OfficeHours] = ()
    below: Rows | None = None

    @property
    def last_year(self) -> int:
        """The last year that is arranged."""
        root = self
        while root.below is not None:
            root = root.below
        return max(notice.year for notice in root.notices)


def hours_of(rows: Rows, day: dt.date) -> Sequence[OfficeInterval]:
    """The office hours of a day; none if it is not worked."""
    arranged = day.year <= rows.last_year
    layer: Rows | None = rows
    while layer is not None:
        for override in layer.overrides:
            if override.first <= day <= override.last:
                return override.hours
        if any(day in notice.workdays for notice in layer.notices):
            return _usual(rows, day)
        if any(
            span.first <= day <= span.last
            for notice in layer.notices
            for span in notice.days_off
        ):
            return ()
        if not arranged and day.strftime("%m-%d") in layer.pattern.fixed_days:
            return ()
        layer = layer.below
    return _usual(rows, day) if day.isoweekday() in rows.pattern.weekdays else ()


def _usual(rows: Rows, day: dt.date) -> Sequence[OfficeInterval]:
    for row in rows.hours:
        if day in row.validity and day.isoweekday() in (row.weekdays or range(1, 8)):
            return row.hours
    return rows.pattern.hours


def add(rows: Rows, day: dt.date, days: int) -> dt.date:
    """Walk until that many working days have been met."""
    step = ONE if days > 0 else -ONE
    left = abs(days)
    while left:
        day += step
        left -= bool(hours_of(rows, day))
    return day


def count(rows: Rows, start: dt.date, end: dt.date) -> int:
    """Walk from one day to the other and count the working days met."""
    if end < start:
        return -count(rows, end, start)
    found = 0
    while start < end:
        start += ONE
        found += bool(hours_of(rows, start))
    return found


@functools.lru_cache(20_000)
def _minutes(rows: Rows, day: int) -> bytes:
    """For each minute of a day whether the office is open in it."""
    found = bytearray(DAY)
    for part in hours_of(rows, dt.date.fromordinal(day)):
        for minute in range(part.opens, part.closes):
            found[minute] = 1
    return bytes(found)


def _open(rows: Rows, minute: int) -> int:
    return _minutes(rows, minute // DAY)[minute % DAY]


def _number(moment: dt.datetime) -> int:
    """Minutes since the beginning of all days."""
    return moment.toordinal() * DAY + moment.hour * 60 + moment.minute


def _moment(number: int) -> dt.datetime:
    day = dt.datetime.fromordinal(number // DAY)
    return day.replace(hour=number % DAY // 60, minute=number % 60)


def add_minutes(rows: Rows, moment: dt.datetime, minutes: int) -> dt.datetime:
    """Walk until that many office minutes have passed."""
    at, left = _number(moment), abs(minutes)
    while left:
        if minutes < 0:
            at -= 1
        left -= _open(rows, at)
        if minutes > 0:
            at += 1
    return _moment(at)


def count_minutes(rows: Rows, start: dt.datetime, end: dt.datetime) -> int:
    """Walk from one moment to the other and count the office minutes."""
    if end < start:
        return -count_minutes(rows, end, start)
    return sum(_open(rows, at) for at in range(_number(start), _number(end)))


def next_open(rows: Rows, moment: dt.datetime) -> dt.datetime:
    """Walk until the office is open."""
    at = _number(moment)
    while not _open(rows, at):
        at += 1
    return _moment(at)


Pauses = Sequence[tuple[dt.datetime, dt.datetime]]


def due_day(rows: Rows, day: dt.date, days: int, pauses: Pauses) -> dt.date:
    """Walk until that many working days have been met that no pause covers."""
    while days:
        day += ONE
        paused = any(a.date() <= day < b.date() for a, b in pauses)
        days -= bool(hours_of(rows, day)) and not paused
    return day


def due_minute(
    rows: Rows, moment: dt.datetime, minutes: int, pauses: Pauses
) -> dt.datetime:
    """Walk until that many office minutes have passed that no pause covers."""
    at = _number(moment)
    spans = [(_number(a), _number(b)) for a, b in pauses]
    while minutes:
        if not any(a <= at < b for a, b in spans):
            minutes -= _open(rows, at)
        at += 1
    return _moment(at)


def nominal_day(day: dt.date, days: int, pauses: Pauses) -> dt.date:
    """Walk until that many days have been met that no pause covers."""
    while days:
        day += ONE
        days -= not any(a.date() <= day < b.date() for a, b in pauses)
    return day


def rolled(rows: Rows, day: dt.date, step: int) -> dt.date:
    """Walk to the nearest working day in one direction."""
    while step and not hours_of(rows, day):
        day += step * ONE
    return day
