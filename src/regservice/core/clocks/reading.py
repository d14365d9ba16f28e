"""How does a clock stand at some moment: due when, how much is left, and why?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

import attrs

from regservice.core.clocks.clock import (
    Breach,
    Clock,
    Ended,
    Outcome,
    Timing,
    in_force,
    tick,
)
from regservice.core.clocks.marks import moment_of, total_of
from regservice.core.clocks.revision import Revision, revision
from regservice.core.clocks.sweep import planned
from regservice.core.limits import OFFICE_TIME, WALL_TIME, Reckoning
from regservice.core.tally import minutes_by_kind
from regservice.core.workcal.calendar import WorkingCalendar
from regservice.errors import CalendarError
from regservice.model.grounds import Deemed
from regservice.model.vocab import ClockStatus, Partial, Unit

_MINUTE: Final = dt.timedelta(minutes=1)


@attrs.frozen(kw_only=True)
class Reading:
    """
    How a clock stands at some moment.

    Attributes:
        clock: The clock.
        now: The moment; not before the last event.
        status: How it stands.
        due: When it is due; ``None`` while it stands still, and if it is not timed.
        if_resumed: When it would be due if it were resumed now; ``None`` unless it
            stands still.
        provisional: Whether *due* rests on days that no notice has arranged: then it
            is never overdue by itself.
        told: When it was due, as it was recorded; ``None`` if it was not.
        unit: In what the next three are told: working or other minutes, working or
            calendar days; ``None`` if it is not timed.
        total: How long the count is.
        used: How much of it has passed.
        remaining: How much is left after today, or this minute; negative if it has
            run out. What has passed and what is left are all of it.
        minutes: Office minutes that are left; ``None`` if it is not timed, or if the
            calendar does not reach so far.
        next: The next moment at which something changes by itself; ``None`` if
            nothing does.
        sum: The deadline with its arithmetic; ``None`` if it is not timed. For a clock
            that stands still, as if it did not; for one whose end was recorded, as the
            data of today have it, which may be another end.
        kinds: For limits in minutes and hours, where the minutes up to *due* went;
            empty for others.
        deemed: What counts as done because nothing was; ``None`` for nothing.
        revision: What has become known since; ``None`` if nothing, or nothing that
            matters.
        ended: How the present cycle ended; ``None`` while it runs.
        past: How the cycles before ended.
        breaches: Counts that ran out before they started anew.
    """

    clock: Clock
    now: dt.datetime
    status: ClockStatus
    due: dt.datetime | None = None
    if_resumed: dt.datetime | None = None
    provisional: bool = False
    told: dt.datetime | None = None
    unit: Unit | None = None
    total: int | None = None
    used: int | None = None
    remaining: int | None = None
    minutes: int | None = None
    next: dt.datetime | None = None
    sum: Reckoning | None = None
    kinds: Mapping[str, int] = attrs.field(factory=dict)
    deemed: Deemed | None = None
    revision: Revision | None = None

    @property
    def ended(self) -> Ended | None:
        """How the present cycle ended; ``None`` while it runs."""
        return self.clock.ended

    @property
    def past(self) -> tuple[Ended, ...]:
        """How the cycles before ended."""
        return self.clock.past

    @property
    def breaches(self) -> tuple[Breach, ...]:
        """Counts that ran out before they started anew."""
        return self.clock.breaches


def read(clock: Clock, now: dt.datetime) -> Reading:
    """
    Read a clock.

    Args:
        clock: The clock.
        now: Local time, to the minute; before the last event it counts as that one,
            because a clock that is set back must not undo what has happened.

    Raises:
        CalendarError: If a day lies where the calendar has no answer.
    """
    now = max(now, clock.changed)
    point = clock.ended.at if clock.ended else now
    counted = in_force(clock, point)
    found = counted.timing
    if found is None:
        return Reading(clock=clock, now=now, status=ClockStatus.NOT_TIMED)
    status = _status(counted, found, now)
    resumed = counted.if_resumed(now) if found.paused else None
    unit = tick(found.sum.unit)
    total = total_of(found.sum)
    point = found.paused or point
    remaining = _between(counted.calendar, point - _left_out(counted), found.sum, unit)
    due = clock.ended.due if clock.ended else found.sum.due
    over = status in (ClockStatus.OVERDUE, ClockStatus.MISSED)
    return Reading(
        clock=clock,
        now=now,
        status=status,
        due=None if status is ClockStatus.PAUSED else due,
        if_resumed=None if resumed is None else resumed.sum.due,
        provisional=found.sum.provisional,
        told=clock.told,
        unit=unit,
        total=total,
        used=total - remaining,
        remaining=remaining,
        minutes=_office_minutes(counted.calendar, point, found.sum.due),
        next=_next(counted, found, now),
        sum=found.anew or found.sum,
        kinds=_kinds(counted, found),
        deemed=clock.limit.deemed if over else None,
        revision=revision(clock, now),
    )


def _left_out(clock: Clock) -> dt.timedelta:
    """The day on which a pause began, if that day will not have counted."""
    unit, timing = clock.limit.unit, clock.timing
    if timing is None or timing.paused is None or unit in (*OFFICE_TIME, *WALL_TIME):
        return dt.timedelta()
    return dt.timedelta(days=clock.limit.terms.partial is not Partial.COUNTED)


def _office_minutes(
    calendar: WorkingCalendar, start: dt.datetime, end: dt.datetime
) -> int | None:
    """Office minutes, as far as the calendar reaches: hours of the clock need none."""
    try:
        return calendar.count_minutes(start, end)
    except CalendarError:
        return None


def _status(clock: Clock, found: Timing, now: dt.datetime) -> ClockStatus:
    if clock.ended is not None:
        return {
            Outcome.MET: ClockStatus.MET,
            Outcome.MISSED: ClockStatus.MISSED,
            Outcome.WITHDRAWN: ClockStatus.NOT_TIMED,
        }[clock.ended.outcome]
    if found.paused:
        return ClockStatus.PAUSED
    if found.is_over(now):
        return ClockStatus.OVERDUE
    risky = any(mark <= now for mark in _warnings(clock, found))
    return ClockStatus.AT_RISK if risky or now > found.sum.due else ClockStatus.RUNNING


def _warnings(clock: Clock, found: Timing) -> list[dt.datetime]:
    """When it comes to be at risk, whenever somebody is told."""
    marks = (moment_of(clock, found.sum, mark) for mark in clock.limit.warnings)
    return [moment for moment in marks if moment is not None]


def _between(
    calendar: WorkingCalendar, point: dt.datetime, sum_: Reckoning, unit: Unit
) -> int:
    """How much is left between a moment and the end."""
    if unit is Unit.WORKING_MINUTE:
        return calendar.count_minutes(point, sum_.due)
    if unit is Unit.MINUTE:
        return (sum_.due - point) // _MINUTE
    # The day on which it is received does not count, nor those before.
    day = max(point.date(), sum_.received)
    if unit is Unit.WORKING_DAY:
        return calendar.count(day, sum_.due_date)
    return (sum_.due_date - day).days


def _kinds(clock: Clock, found: Timing) -> Mapping[str, int]:
    """Where the minutes went; of a clock that stands still, up to then."""
    if found.sum.unit not in (*OFFICE_TIME, *WALL_TIME):
        return {}
    end = found.paused or found.sum.due
    pauses = [(p.first, p.resumed or end) for p in clock.pauses]
    if found.sum.unit in OFFICE_TIME:
        return minutes_by_kind(clock.calendar, clock.since, end, pauses)
    span = (end - clock.since) // _MINUTE
    paused = found.sum.excluded if not found.paused else 0
    return {"span": span, "worked": span - paused, "paused": paused}


def _next(clock: Clock, found: Timing, now: dt.datetime) -> dt.datetime | None:
    if clock.ended is not None or found.paused:
        return None
    moments = [
        action.at for after in (False, True) for action in planned(clock, after=after)
    ]
    moments += [*_warnings(clock, found), found.sum.due]
    return min((at for at in moments if at > now), default=None)
