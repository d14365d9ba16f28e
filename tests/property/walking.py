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


def left_out(day: dt.date, pauses: Pauses, partial: str) -> bool:
    """Whether a pause leaves the day out."""
    opens = dt.datetime.combine(day, dt.time())
    ends = opens + ONE
    for a, b in pauses:
        if partial == "beginning" and a.date() <= day < b.date():
            return True
        if partial == "left_out" and max(a, opens) < min(b, ends):
            return True
        if partial == "counted" and a <= opens and ends <= b:
            return True
    return False


def close(rows: Rows, day: dt.date, *, office: bool) -> dt.datetime:
    """The last moment of a day."""
    hours = hours_of(rows, day) if office else ()
    minutes = hours[-1].closes if hours else DAY
    return dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minutes)


@attrs.frozen(kw_only=True)
class Days:
    """A limit of days, walked; a pause that begins after its end takes nothing."""

    rows: Rows
    pauses: Pauses
    working: bool
    step: int = 0
    partial: str = "beginning"
    office: bool = True

    def due(self, start: dt.date, days: int) -> dt.date:
        """Take the pauses one by one, as they begin."""
        order = sorted(self.pauses)
        for many in range(len(order) + 1):
            nominal = self._nominal(start, days, order[:many])
            day = self.rolled(nominal)
            while day <= start and not hours_of(self.rows, nominal):
                nominal += ONE  # nothing ends before it begins
                day = nominal if hours_of(self.rows, nominal) else day
            last = close(self.rows, day, office=self.office)
            if many == len(order) or order[many][0] >= last:
                return day
        raise AssertionError

    def _nominal(self, day: dt.date, days: int, pauses: Pauses) -> dt.date:
        while days:
            day += ONE
            counts = not self.working or bool(hours_of(self.rows, day))
            days -= counts and not left_out(day, pauses, self.partial)
        return day

    def rolled(self, day: dt.date) -> dt.date:
        """Walk to the nearest working day that no pause leaves out."""

        def good(day: dt.date) -> bool:
            if not hours_of(self.rows, day):
                return False
            last = close(self.rows, day, office=self.office)
            earlier = [p for p in self.pauses if p[0] < last]
            return self.step < 0 or not left_out(day, earlier, self.partial)

        while self.step and not good(day):
            day += self.step * ONE
        return day


def due_minute(
    rows: Rows, moment: dt.datetime, minutes: int, pauses: Pauses
) -> dt.datetime:
    """Walk until that many office minutes have passed that no pause covers."""
    at = _number(moment)
    spans = [(_number(a), _number(b)) for a, b in pauses]
    while minutes:
        if _open(rows, at):
            minutes -= not any(a <= at < b for a, b in spans)
        at += 1
    return _moment(at)


def due_through(moment: dt.datetime, minutes: int, pauses: Pauses) -> dt.datetime:
    """Walk until that many minutes have passed that no pause covers."""
    at = _number(moment)
    spans = [(_number(a), _number(b)) for a, b in pauses]
    while minutes:
        minutes -= not any(a <= at < b for a, b in spans)
        at += 1
    return _moment(at)


def add_months(day: dt.date, months: int) -> dt.date:
    """Walk into the month, and to the same day of it or its last."""
    at = day
    for _ in range(months):
        month = at.month
        while at.month == month:
            at += ONE
    month, found = at.month, at
    while at.month == month and at.day <= day.day:
        found = at
        at += ONE
    return found


def kinds_of_minutes(
    rows: Rows, start: dt.datetime, end: dt.datetime, pauses: Pauses
) -> dict[str, int]:
    """Walk from one moment to the other and say of each minute what it is."""
    names = ["span", "worked", "breaks", "nights", "holidays", "weekends"]
    names += ["paused", "makeup"]
    found = dict.fromkeys(names, 0)
    spans = [(_number(a), _number(b)) for a, b in pauses]
    for at in range(_number(start), _number(end)):
        found["span"] += 1
        day, minute = dt.date.fromordinal(at // DAY), at % DAY
        hours = hours_of(rows, day)
        if not hours:
            found["holidays" if _is_off(rows, day) else "weekends"] += 1
        elif _open(rows, at):
            paused = any(a <= at < b for a, b in spans)
            found["paused" if paused else "worked"] += 1
            found["makeup"] += not paused and _is_makeup(rows, day)
        elif hours[0].opens <= minute < hours[-1].closes:
            found["breaks"] += 1
        else:
            found["nights"] += 1
    return found


def _is_off(rows: Rows, day: dt.date) -> bool:
    """Whether a closed day is named by a row, not by the weekly pattern alone."""
    arranged = day.year <= rows.last_year
    layer: Rows | None = rows
    while layer is not None:
        spans = [span for notice in layer.notices for span in notice.days_off]
        if any(span.first <= day <= span.last for span in [*spans, *layer.overrides]):
            return True
        if not arranged and day.strftime("%m-%d") in layer.pattern.fixed_days:
            return True
        layer = layer.below
    return False


def _is_makeup(rows: Rows, day: dt.date) -> bool:
    """Whether a day is worked because a notice says that it makes up for another."""
    arranged = day.year <= rows.last_year
    layer: Rows | None = rows
    while layer is not None:
        if any(o.first <= day <= o.last and not o.hours for o in layer.overrides):
            return False
        if any(day in notice.workdays for notice in layer.notices):
            return True
        spans = [span for notice in layer.notices for span in notice.days_off]
        if any(span.first <= day <= span.last for span in spans):
            return False
        if not arranged and day.strftime("%m-%d") in layer.pattern.fixed_days:
            return False
        layer = layer.below
    return False
