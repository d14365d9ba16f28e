"""
What do the rows of a calendar come to, day by day?

A dated override beats a make-up day, that beats a day off, that beats the weekly
pattern. A calendar that builds on another one takes over what that one says of days,
and puts its own rows above it.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

import attrs

from regservice.core.workcal.calendar import Shape, WorkingCalendar
from regservice.model.calendar import (
    CalendarNotice,
    CalendarOverride,
    CalendarPattern,
    OfficeHours,
)

_YEARS_AHEAD: Final = 30
"""How far beyond the published years a provisional answer is given."""


@attrs.frozen(kw_only=True)
class Layer:
    """
    The rows of one calendar, as far as they are known.

    Attributes:
        pattern: Its pattern.
        notices: Its notices, one a year.
        overrides: Its overrides; no two for one day (the ruleset checks it).
        hours: Its other office hours; no two for one day (the ruleset checks it).
    """

    pattern: CalendarPattern
    notices: tuple[CalendarNotice, ...] = ()
    overrides: tuple[CalendarOverride, ...] = ()
    hours: tuple[OfficeHours, ...] = ()


def compile_calendar(
    pattern: CalendarPattern,
    notices: Iterable[CalendarNotice],
    overrides: Iterable[CalendarOverride] = (),
    hours: Iterable[OfficeHours] = (),
    base: Sequence[Layer] = (),
) -> WorkingCalendar:
    """
    Compile a weekly pattern and the rows of its calendar.

    Beyond the last notice the fixed days of the pattern stand in for the days off.

    Args:
        pattern: Weekly pattern, office hours, fixed days.
        notices: At most one a year, without a hole between two years (the ruleset
            checks it). The years of the undermost calendar are those for which there
            are firm answers, so it has one at least.
        overrides: What holds on certain days whatever the others say.
        hours: Other office hours.
        base: The calendars below, the undermost first.

    Returns:
        The calendar, with an answer from the first year on.
    """
    own = Layer(
        pattern=pattern,
        notices=tuple(notices),
        overrides=tuple(overrides),
        hours=tuple(hours),
    )
    layers = [*base, own]
    years = [notice.year for notice in layers[0].notices]
    first, last = dt.date(min(years), 1, 1), dt.date(max(years), 12, 31)
    horizon = dt.date(last.year + _YEARS_AHEAD, 12, 31)
    days = range(first.toordinal(), horizon.toordinal() + 1)
    worked = _weekly(pattern, days)
    off: set[int] = set()
    makeup: set[int] = set()
    special: dict[int, Shape] = {}
    for layer in layers:
        closed = {*_named_days(layer), *_fixed(layer.pattern, last.year, horizon.year)}
        made = {day.toordinal() for notice in layer.notices for day in notice.workdays}
        worked = (worked - closed) | {day for day in made if day in days}
        off, makeup = (off - made) | (closed - made), (makeup - closed) | made
        # What is said below of a day that this layer speaks of no longer holds.
        for day in special.keys() & (closed | made):
            del special[day]
        for row in layer.overrides:
            for day in _days(row.first, row.last):
                if day not in days:
                    continue
                special[day] = row.hours
                worked.discard(day)
                off.discard(day)
                if row.hours:
                    worked.add(day)
                else:
                    makeup.discard(day)
                    off.add(day)
    return _counted(own, first, last, horizon, sorted(worked), special, off, makeup)


def _counted(  # noqa: PLR0913, PLR0917 - the parts of one calendar
    layer: Layer,
    first: dt.date,
    last: dt.date,
    horizon: dt.date,
    worked: list[int],
    special: dict[int, Shape],
    off: set[int],
    makeup: set[int],
) -> WorkingCalendar:
    """Add the days and their minutes up."""
    usual = layer.pattern.hours
    numbers: dict[Shape, int] = {usual: 0}
    other = {**_other_hours(layer.hours, worked), **special}
    shape = array("H", bytes(2 * len(worked)))
    if other:
        for index, day in enumerate(worked):
            if day in other:
                shape[index] = numbers.setdefault(other[day], len(numbers))
    minutes = [sum(part.closes - part.opens for part in hours) for hours in numbers]
    begin = first.toordinal()
    flags = bytearray(horizon.toordinal() - begin + 2)
    for day in worked:
        flags[day - begin + 1] = 1
    return WorkingCalendar(
        code=layer.pattern.code,
        first=first,
        last=last,
        horizon=horizon,
        hours=usual,
        working=array("I", worked),
        rank=array("H", accumulate(flags)),
        opened=array("I", accumulate((minutes[n] for n in shape), initial=0)),
        shapes=tuple(numbers),
        shape=shape,
        passed=tuple(map(_passed, numbers)),
        ends=tuple(array("H", (m + 1 for m in _minutes(hours))) for hours in numbers),
        off=array("I", sorted(off)),
        makeup=array("I", sorted(makeup)),
    )


def _minutes(hours: Shape) -> Iterator[int]:
    """The minutes of the day in which the office is open."""
    for part in hours:
        yield from range(part.opens, part.closes)


def _passed(hours: Shape) -> array[int]:
    flags = bytearray(24 * 60)
    for minute in _minutes(hours):
        flags[minute] = 1
    return array("H", accumulate(flags, initial=0))


def _days(first: dt.date, last: dt.date) -> range:
    return range(first.toordinal(), last.toordinal() + 1)


def _weekly(pattern: CalendarPattern, days: range) -> set[int]:
    """Weekdays recur every seventh day: whole ranges, not one day after the other."""
    return {
        ordinal
        for start in days[:7]
        if dt.date.fromordinal(start).isoweekday() in pattern.weekdays
        for ordinal in range(start, days.stop, 7)
    }


def _named_days(layer: Layer) -> Iterator[int]:
    for notice in layer.notices:
        for span in notice.days_off:
            yield from _days(span.first, span.last)


def _fixed(pattern: CalendarPattern, last: int, horizon: int) -> Iterator[int]:
    """The days that stand in where no notice is known."""
    for year in range(last + 1, horizon + 1):
        for text in pattern.fixed_days:
            yield dt.date.fromisoformat(f"{year}-{text}").toordinal()


def _other_hours(rows: Iterable[OfficeHours], worked: list[int]) -> dict[int, Shape]:
    """The days whose hours are not the usual ones."""
    return {
        day: row.hours
        for row in rows
        for day in worked
        if dt.date.fromordinal(day) in row.validity
        and (not row.weekdays or dt.date.fromordinal(day).isoweekday() in row.weekdays)
    }
