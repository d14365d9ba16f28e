"""
The clocks of a request, and of many: which of them does an event concern?

An event names a goal, or concerns all clocks of its request that it fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from regservice.core.clocks.clock import Clock
from regservice.core.clocks.fold import TYPED, fold, has_seen, refused, start
from regservice.core.workcal.almanac import Almanac
from regservice.errors import ClockError
from regservice.model.event import ClockEvent, EventKind
from regservice.model.limit import Period, TimeLimit

Limits = Mapping[str, TimeLimit | Period]
"""Limits by id."""

Clocks = Mapping[str, Clock]
"""The clocks of one request by the id of the limit with which they started."""


def take(
    clocks: Clocks, event: ClockEvent, limits: Limits, almanac: Almanac
) -> dict[str, Clock]:
    """
    Let an event happen to the clocks of its request.

    Args:
        clocks: The clocks; they stay as they are.
        event: What happened. One that has been taken already changes nothing.
        limits: The limits that it may name.
        almanac: The calendars.

    Returns:
        The clocks after it.

    Raises:
        ClockError: If the event comes out of order, concerns no clock, does not say
            which one has stopped, or fits none.
        CalendarError: If a day lies where the calendar has no answer.
    """
    # All of them are looked at: an id must not be there twice.
    if any([has_seen(clock, event) for clock in clocks.values()]):  # noqa: C419
        return dict(clocks)
    last = max((clock.changed for clock in clocks.values()), default=event.at)
    if event.at < last:
        raise refused("RS3401", event, last=f"{last:%Y-%m-%d %H:%M}")
    if event.event is EventKind.START and event.limit not in clocks:
        limit = limits.get(event.limit)
        if limit is None:
            known = sorted(key for key in limits if not key.startswith(TYPED))
            allowed = ", ".join(["5 working_day", *known])
            raise refused("RS3407", event, limit=event.limit, allowed=allowed)
        return {**clocks, limit.id: start(event, limit, almanac)}
    found, errors = dict(clocks), []
    for key in _concerned(clocks, event):
        try:
            found[key] = fold(clocks[key], event, limits)
        except ClockError as error:
            if event.goal:
                raise
            errors.append(error)
    if found == clocks:
        raise errors[0]
    return found


def _concerned(clocks: Clocks, event: ClockEvent) -> list[str]:
    """The clocks that an event concerns, if it fits them."""
    if event.event is EventKind.START:
        return [event.limit]
    if event.event is EventKind.RECORD:
        if event.limit in clocks:
            return [event.limit]
        allowed = ", ".join(sorted(clocks)) or "-"
        raise refused("RS3407", event, limit=event.limit, allowed=allowed)
    keys = [key for key, c in clocks.items() if event.goal in ("", c.goal)]
    if not keys:
        goals = ", ".join(sorted({clock.goal for clock in clocks.values()})) or "-"
        raise refused("RS3413", event, goal=event.goal or "-", allowed=goals)
    running = sorted({clocks[key].goal for key in keys if not clocks[key].ended})
    if (event.due or event.event is EventKind.STOP) and len(running) > 1:
        raise refused("RS3414", event, allowed=", ".join(running))
    return keys


def replay(
    events: Iterable[ClockEvent], limits: Limits, almanac: Almanac
) -> tuple[Clock, ...]:
    """
    Let events happen to the clocks of many requests.

    Args:
        events: What happened; of each request in order.
        limits: The limits that they may name.
        almanac: The calendars.

    Returns:
        The clocks, in the order in which they started.

    Raises:
        ClockError: If an event does not fit; see :func:`take`.
        CalendarError: If a day lies where the calendar has no answer.
    """
    cases: dict[str, dict[str, Clock]] = {}
    for event in events:
        clocks = cases.get(event.case, {})
        cases[event.case] = take(clocks, event, limits, almanac)
    return tuple(clock for clocks in cases.values() for clock in clocks.values())
