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
    in_time,
    tick,
)
from regservice.core.clocks.marks import moment_of, total_of
from regservice.core.clocks.revision import Revision, revision
from regservice.core.clocks.sweep import planned
from regservice.core.limits import OFFICE_TIME, WALL_TIME, Reckoning
from regservice.core.tally import minutes_by_kind
from regservice.core.workcal.calendar import WorkingCalendar
from regservice.model.grounds import Deemed
from regservice.model.vocab import ClockStatus, Unit

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
        unit: In what the next three are told: working or other minutes, working or
            calendar days; ``None`` if it is not timed.
        total: How long the count is.
        used: How much of it has passed.
        remaining: How much is left after today, or this minute; negative if it has
            run out. What has passed and what is left are all of it.
        minutes: Office minutes that are left; ``None`` if it is not timed.
        next: The next moment at which something changes by itself; ``None`` if
            nothing does.
        sum: The deadline with its arithmetic; ``None`` if it is not timed. For a clock
            that stands still, as if it did not.
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
    found = clock.timing
    if found is None:
        return Reading(clock=clock, now=now, status=ClockStatus.NOT_TIMED)
    status = _status(clock, found, now)
    point = clock.ended.at if clock.ended else now
    point = min(point, found.paused or point)
    due = clock.ended.due if clock.ended else found.sum.due
    unit = tick(found.sum.unit)
    total = total_of(found.sum)
    remaining = _between(clock.calendar, point, found.sum, unit)
    resumed = clock.if_resumed(now) if found.paused and not clock.ended else None
    over = status in (ClockStatus.OVERDUE, ClockStatus.MISSED)
    return Reading(
        clock=clock,
        now=now,
        status=status,
        due=None if status is ClockStatus.PAUSED else due,
        if_resumed=None if resumed is None else resumed.sum.due,
        provisional=found.sum.provisional,
        unit=unit,
        total=total,
        used=total - remaining,
        remaining=remaining,
        minutes=clock.calendar.count_minutes(point, found.sum.due),
        next=_next(clock, found, now),
        sum=found.sum,
        kinds=_kinds(clock, found),
        deemed=clock.limit.deemed if over else None,
        revision=revision(clock, now),
    )


def _status(clock: Clock, found: Timing, now: dt.datetime) -> ClockStatus:
    if clock.ended is not None:
        return {
            Outcome.MET: ClockStatus.MET,
            Outcome.MISSED: ClockStatus.MISSED,
            Outcome.WITHDRAWN: ClockStatus.NOT_TIMED,
        }[clock.ended.outcome]
    if found.paused:
        return ClockStatus.PAUSED
    late = in_time(clock, now).timing
    if late is not None and late.is_over(now):
        return ClockStatus.OVERDUE
    marks = (moment_of(clock, found.sum, mark) for mark in clock.limit.warnings)
    if now > found.sum.due or any(mark and mark <= now for mark in marks):
        return ClockStatus.AT_RISK
    return ClockStatus.RUNNING


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
    return min((at for at in (*moments, found.sum.due) if at > now), default=None)
