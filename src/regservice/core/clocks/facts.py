"""
What has become a fact, and is not yet written in the log?

A log is replayed with the data of today. A notice that comes into the packages after an
event, though it was published before it, would count as known then; what the log itself
tells stays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from regservice.core.clocks.clock import Clock, in_force
from regservice.model.event import ClockEvent, EventKind


def facts(clocks: Iterable[Clock], now: dt.datetime) -> tuple[ClockEvent, ...]:
    """
    List the events that record what has been met or missed by now.

    Args:
        clocks: The clocks.
        now: Local time, to the minute; before the last event of a request it counts
            as that one.

    Returns:
        One ``record`` for each clock that has ended or run out, unless that has been
        recorded; none while its end is provisional, because that is no fact yet.

    Raises:
        CalendarError: If a day lies where the calendar has no answer.
    """
    rows = tuple(clocks)
    last: dict[str, dt.datetime] = {}
    for clock in rows:
        last[clock.case] = max(last.get(clock.case, now), clock.changed)
    found = (_fact(clock, last[clock.case]) for clock in rows if clock.told is None)
    return tuple(event for event in found if event is not None)


def _fact(clock: Clock, now: dt.datetime) -> ClockEvent | None:
    counted = in_force(clock, clock.ended.at if clock.ended else now)
    timing = counted.timing
    if timing is None or timing.sum.provisional:
        return None
    if clock.ended is None and not timing.is_over(now):
        return None
    return ClockEvent(
        case=clock.case,
        at=now,
        event=EventKind.RECORD,
        limit=clock.events[0].limit,
        due=timing.sum.due,
    )
