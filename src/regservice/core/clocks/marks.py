"""When are the moments at which somebody is warned, or a clock is escalated?"""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from regservice.core.clocks.clock import Clock, tick
from regservice.core.limits import (
    OFFICE_TIME,
    WALL_TIME,
    Reckoning,
    add_calendar,
    last_moment,
    reckon,
)
from regservice.errors import CalendarError
from regservice.model.amount import Mark
from regservice.model.vocab import Roll, Unit

_MINUTE: Final = dt.timedelta(minutes=1)
_MINUTES: Final = {Unit.WORKING_HOUR: 60, Unit.HOUR: 60}


def total_of(sum_: Reckoning) -> int:
    """
    Return how long a count is, in the ticks in which its parts are told.

    Of calendar days, months and years it is the days up to the last one that are not
    left out, the days of a roll included.
    """
    unit = sum_.unit
    if unit in (*OFFICE_TIME, *WALL_TIME):
        return sum_.count * _MINUTES.get(unit, 1)
    if unit is Unit.WORKING_DAY:
        return sum_.count
    return (sum_.due_date - sum_.received).days - sum_.excluded


def moment_of(clock: Clock, sum_: Reckoning, mark: Mark) -> dt.datetime | None:
    """
    Return when a mark is reached.

    Args:
        clock: The clock.
        sum_: When it is due.
        mark: The mark. So many percent are reached with the first whole tick by which
            at least that much has been used.

    Returns:
        The moment; ``None`` if it lies before the count began, or where the calendar
        has no answer. Whether it lies on the way is seen on the timeline, because
        days and hours cannot be compared otherwise.
    """
    try:
        found = _offset(clock, sum_, mark) if mark.amount else _share(clock, sum_, mark)
    except CalendarError:
        return None
    return found if found >= clock.since else None


def _share(clock: Clock, sum_: Reckoning, mark: Mark) -> dt.datetime:
    if mark.percent == 100:  # noqa: PLR2004 - all of it
        return sum_.due
    unit = tick(sum_.unit)
    share = -(-total_of(sum_) * mark.percent // 100)
    pauses = [(p.first, p.resumed) for p in clock.pauses if p.resumed is not None]
    terms = attrs.evolve(clock.limit.terms, roll=Roll.NONE)
    return reckon(clock.calendar, clock.since, share, unit, pauses, terms=terms).due


def _offset(clock: Clock, sum_: Reckoning, mark: Mark) -> dt.datetime:
    amount = mark.amount
    assert amount is not None  # noqa: S101 - the caller has looked
    unit, many = amount.unit, mark.sign * amount.count
    if unit in OFFICE_TIME:
        return clock.calendar.add_minutes(sum_.due, many * _MINUTES.get(unit, 1))
    if unit in WALL_TIME:
        return sum_.due + many * _MINUTES.get(unit, 1) * _MINUTE
    if unit is Unit.WORKING_DAY:
        day = clock.calendar.add(sum_.due_date, many)
    else:
        day = add_calendar(sum_.due_date, many, unit)
    return last_moment(clock.calendar, day, clock.limit.terms)
