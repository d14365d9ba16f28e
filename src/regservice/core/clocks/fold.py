"""
What does an event make of a clock?

One function an event. Whatever an event does not fit is refused as a whole, and the
clock stays as it was. What has been met or missed stays so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from regservice.core.clocks.clock import (
    REROUTED,
    Breach,
    Clock,
    Ended,
    Outcome,
    Stretch,
    in_force,
    is_over,
    length_of,
)
from regservice.core.clocks.marks import moment_of
from regservice.core.workcal.almanac import Almanac
from regservice.errors import ClockError
from regservice.model.amount import Mark
from regservice.model.event import ClockEvent, EventKind
from regservice.model.limit import Period, TimeLimit
from regservice.model.vocab import OnReroute

TYPED = "typed/"
"""With what the ids of limits begin that were made of an amount in a log."""


def start(event: ClockEvent, limit: TimeLimit | Period, almanac: Almanac) -> Clock:
    """
    Start a clock.

    Args:
        event: Its ``start``.
        limit: The limit that it names.
        almanac: The calendars.

    Returns:
        The clock, which counts by the calendar as it was known then.

    Raises:
        ClockError: If the limit does not start on what happened.
        CalendarError: If a day lies where the calendar has no answer.
    """
    if event.on and event.on != limit.starts:
        raise refused(
            "RS3408", event, limit=limit.id, on=event.on, allowed=str(limit.starts)
        )
    if event.goal and event.goal != limit.purpose:
        raise refused(
            "RS3418", event, limit=limit.id, goal=event.goal, allowed=limit.purpose
        )
    clock = Clock(
        case=event.case,
        limit=limit,
        almanac=almanac,
        known=event.known or event.at.date(),
        since=event.since or event.at,
        count=limit.count,
        changed=event.at,
        events=(event,),
    )
    return _with_an_end(clock)


def has_seen(clock: Clock, event: ClockEvent) -> bool:
    """
    Tell whether a clock has taken an event already.

    Raises:
        ClockError: If another event with its id has been taken.
    """
    for known in clock.events:
        if known == event:
            return True
        if event.id and known.id == event.id:
            raise refused("RS3402", event)
    return False


def fold(
    clock: Clock,
    event: ClockEvent,
    limits: Mapping[str, TimeLimit | Period],
) -> Clock:
    """
    Take one event.

    Args:
        clock: The clock; it stays as it is.
        event: What happened, not before the last one;
            :func:`~regservice.core.clocks.cases.take` sees to that.
        limits: Limits by id, to which ``revise`` may move the clock.

    Returns:
        The clock after it.

    Raises:
        ClockError: If the event does not fit.
        CalendarError: If a day lies where the calendar has no answer.
    """
    allowed = _AFTER_END if clock.ended else _RUNNING
    if event.event not in allowed:
        raise _unfit(clock, event)
    clock = _told(clock, event)
    if event.event is EventKind.REVISE:
        after = _revised(clock, event, limits)
    else:
        after = _TAKE[event.event](clock, event)
    is_fact = after.ended or (after.told and after.told < event.at)
    return _with_an_end(
        attrs.evolve(
            after,
            changed=event.at,
            told=after.told if is_fact else None,
            events=(*clock.events, event),
        )
    )


def _told(clock: Clock, event: ClockEvent) -> Clock:
    """Judge a clock by the end that an event tells, whatever it would be today."""
    if event.due is None:
        return clock
    due, told = f"{event.due:%Y-%m-%d %H:%M}", clock.told
    if clock.timing is None:
        raise refused("RS3420", event, limit=clock.limit.id, due=due)
    if told is not None and told != event.due:
        raise refused("RS3421", event, due=due, told=f"{told:%Y-%m-%d %H:%M}")
    if event.event is EventKind.RECORD and not clock.ended and event.due >= event.at:
        raise refused("RS3422", event, due=due)
    return attrs.evolve(clock, told=event.due)


def _with_an_end(clock: Clock) -> Clock:
    """Refuse what cannot be reckoned when it happens, not when it is read."""
    _ = clock.timing
    return clock


def _excluded(clock: Clock, event: ClockEvent) -> Clock:
    limit, first = clock.limit, event.since or event.at
    if event.reason not in limit.pauses:
        allowed = ", ".join(limit.pauses) or "-"
        raise refused(
            "RS3404", event, limit=limit.id, reason=event.reason, allowed=allowed
        )
    if any(pause.reason == event.reason for pause in clock.open):
        raise _unfit(clock, event)
    if first < clock.since:
        since = f"{clock.since:%Y-%m-%d %H:%M}"
        raise refused("RS3409", event, first=f"{first:%Y-%m-%d %H:%M}", since=since)
    if first < event.at:
        _must_not_be_over(clock, event)
    pause = Stretch(first=first, resumed=None, reason=event.reason)
    return attrs.evolve(clock, pauses=(*clock.pauses, pause))


def _resumed(clock: Clock, event: ClockEvent) -> Clock:
    ends = [p for p in clock.open if event.reason in ("", p.reason)]
    if not ends:
        raise _unfit(clock, event)
    pauses = tuple(
        attrs.evolve(p, resumed=event.at) if p in ends else p for p in clock.pauses
    )
    return attrs.evolve(clock, pauses=pauses)


def _extended(clock: Clock, event: ClockEvent) -> Clock:
    limit = clock.limit
    found = next((row for row in limit.extensions if row.code == event.ground), None)
    if found is None or clock.count is None:
        allowed = ", ".join(row.code for row in limit.extensions) or "-"
        raise refused(
            "RS3405", event, limit=limit.id, ground=event.ground, allowed=allowed
        )
    if clock.grants.count(found.code) >= found.times:
        raise refused("RS3406", event, ground=found.code, times=found.times)
    most = found.most(clock.count)
    amount = most if event.amount is None else event.amount
    if not 1 <= amount <= most:
        unit = str(limit.unit)
        raise refused("RS3410", event, amount=amount, most=most, unit=unit)
    now = clock.timing
    _must_not_be_over(clock, event)
    if found.before is not None and now is not None and not now.paused:
        latest = moment_of(clock, now.sum, Mark(sign=-1, amount=found.before))
        if latest is None or event.at > latest:
            before = str(found.before)
            raise refused("RS3411", event, ground=found.code, before=before)
    return attrs.evolve(
        clock, extended=clock.extended + amount, grants=(*clock.grants, found.code)
    )


def _restarted(clock: Clock, event: ClockEvent) -> Clock:
    rows = clock.limit.restarts
    found = next((row for row in rows if row.code == event.ground), None)
    if found is None:
        allowed = ", ".join(row.code for row in rows) or "-"
        raise refused(
            "RS3405", event, limit=clock.limit.id, ground=event.ground, allowed=allowed
        )
    return _anew(clock, event.at, found.code)


def _rerouted(clock: Clock, event: ClockEvent) -> Clock:
    if clock.limit.on_reroute is OnReroute.RESTART:
        return _anew(clock, event.at, "")
    held = any(pause.reason == REROUTED for pause in clock.open)
    if clock.limit.on_reroute is OnReroute.HOLD and not held:
        pause = Stretch(first=event.at, resumed=None, reason=REROUTED)
        return attrs.evolve(clock, pauses=(*clock.pauses, pause))
    return clock


def _anew(clock: Clock, at: dt.datetime, ground: str) -> Clock:
    """Count from *at*; that the count before had run out stays a fact."""
    now, breaches = in_force(clock, at).timing, clock.breaches
    if now is not None and now.is_over(at):
        lost = Breach(
            limit=clock.limit, cycle=clock.cycle, leg=clock.leg, due=now.sum.due
        )
        breaches = (*breaches, lost)
    return attrs.evolve(
        clock,
        known=max(clock.known, at.date()),
        since=at,
        count=length_of(clock.limit, ground),
        ground=ground,
        leg=clock.leg + 1,
        extended=0,
        pauses=_still_open(clock, at),
        told=None,
        breaches=breaches,
    )


def _still_open(clock: Clock, at: dt.datetime) -> tuple[Stretch, ...]:
    """The pauses that last, as far as they belong to a count that begins then."""
    return tuple(attrs.evolve(pause, first=at) for pause in clock.open)


def _ended(clock: Clock, event: ClockEvent) -> Clock:
    pauses = tuple(
        attrs.evolve(pause, resumed=pause.resumed or event.at) for pause in clock.pauses
    )
    return _judged(attrs.evolve(clock, pauses=pauses), event)


def _recorded(clock: Clock, _event: ClockEvent) -> Clock:
    """By now the end is told; if the cycle is over, judge anew how it ended."""
    if clock.ended is None:
        return clock
    ends = (EventKind.STOP, EventKind.WITHDRAW)
    last = next(event for event in reversed(clock.events) if event.event in ends)
    return _judged(clock, last)


def _judged(clock: Clock, event: ClockEvent) -> Clock:
    """Keep how a cycle ended with an event."""
    now = in_force(clock, event.at).timing
    is_late = now is not None and now.is_over(event.at)
    outcome = Outcome.MISSED if is_late else Outcome.MET
    if event.event is EventKind.WITHDRAW and not is_late:
        outcome = Outcome.WITHDRAWN
    ended = Ended(
        limit=clock.limit,
        cycle=clock.cycle,
        leg=clock.leg,
        at=event.at,
        due=None if now is None else now.sum.due,
        outcome=outcome,
        provisional=now is not None and now.sum.provisional,
    )
    return attrs.evolve(clock, ended=ended)


def _reopened(clock: Clock, event: ClockEvent) -> Clock:
    past = clock.past if clock.ended is None else (*clock.past, clock.ended)
    return attrs.evolve(
        clock,
        known=max(clock.known, event.at.date()),
        since=event.at,
        count=clock.limit.count,
        ground="",
        cycle=clock.cycle + 1,
        leg=0,
        extended=0,
        grants=(),
        pauses=(),
        told=None,
        ended=None,
        past=past,
    )


def _revised(
    clock: Clock, event: ClockEvent, limits: Mapping[str, TimeLimit | Period]
) -> Clock:
    _must_not_be_over(clock, event)
    known = max(clock.known, event.known or event.at.date())
    if not event.limit:
        return attrs.evolve(clock, known=known)
    limit = limits.get(event.limit)
    if limit is None or limit.purpose != clock.goal:
        allowed = sorted(
            key
            for key, row in limits.items()
            if row.purpose == clock.goal and not key.startswith(TYPED)
        )
        raise refused(
            "RS3407", event, limit=event.limit, allowed=", ".join(allowed) or "-"
        )
    if event.from_start and clock.extended and limit.unit is not clock.limit.unit:
        # So many working days cannot become so many hours.
        raise _unfit(clock, event)
    if not event.from_start and limit == clock.limit:
        # Nothing would change but the beginning: an extension without a ground.
        raise refused("RS3417", event, limit=limit.id)
    for pause in clock.open:
        if pause.reason not in (*limit.pauses, REROUTED):
            reasons = ", ".join(limit.pauses) or "-"
            raise refused(
                "RS3404", event, limit=limit.id, reason=pause.reason, allowed=reasons
            )
    moved = attrs.evolve(
        clock, limit=limit, known=known, count=length_of(limit, clock.ground)
    )
    if not event.from_start:
        return attrs.evolve(
            moved,
            since=event.at,
            leg=clock.leg + 1,
            extended=0,  # of the count before
            pauses=_still_open(clock, event.at),
        )
    kept = clock.pauses if event.keep_pauses else clock.open
    return attrs.evolve(moved, pauses=kept)


def _must_not_be_over(clock: Clock, event: ClockEvent) -> None:
    """What was missed is a fact that is not told otherwise afterwards."""
    now = in_force(clock, event.at)
    found = now.timing
    if found is not None and is_over(now, event.at):
        raise refused("RS3412", event, due=f"{found.sum.due:%Y-%m-%d %H:%M}")


def refused(code: str, event: ClockEvent, **params: Any) -> ClockError:
    """Return the error that refuses an event."""
    return ClockError.of(
        code,
        case=event.case,
        event=str(event.event),
        at=f"{event.at:%Y-%m-%d %H:%M}",
        **params,
    )


def _unfit(clock: Clock, event: ClockEvent) -> ClockError:
    if clock.ended:
        fits, state = _AFTER_END, "ended"
    else:
        fits, state = _RUNNING, "paused" if clock.open else "running"
    return refused(
        "RS3403",
        event,
        limit=clock.limit.id,
        state=state,
        allowed=", ".join(kind for kind in fits if kind is not event.event) or "-",
    )


_TAKE: Final[Mapping[EventKind, Callable[[Clock, ClockEvent], Clock]]] = {
    EventKind.EXCLUDE: _excluded,
    EventKind.RESUME: _resumed,
    EventKind.EXTEND: _extended,
    EventKind.RESTART: _restarted,
    EventKind.REROUTE: _rerouted,
    EventKind.REOPEN: _reopened,
    EventKind.STOP: _ended,
    EventKind.WITHDRAW: _ended,
    EventKind.RECORD: _recorded,
}

_AFTER_END: Final[tuple[EventKind, ...]] = (EventKind.REOPEN, EventKind.RECORD)
_RUNNING: Final[tuple[EventKind, ...]] = tuple(
    kind for kind in EventKind if kind not in (EventKind.START, EventKind.REOPEN)
)
