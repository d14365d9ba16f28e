"""
How does a clock stand after all that happened to it?

A clock is the fold of its events. It never holds a due moment: that is reckoned anew,
from the events and from the calendar as it was known when the count began.
"""

from __future__ import annotations

import datetime as dt
import functools
from enum import StrEnum

import attrs
from attrs import field

from regservice.core.limits import Reckoning, reckon
from regservice.core.workcal.almanac import Almanac
from regservice.core.workcal.calendar import WorkingCalendar
from regservice.model.event import ClockEvent
from regservice.model.limit import Period, TimeLimit
from regservice.model.vocab import Unit

REROUTED = "reroute"
"""Why a clock stands still that waits for the next body to take the request over."""


class Outcome(StrEnum):
    """How a cycle of a clock ended."""

    MET = "met"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"


@attrs.frozen(kw_only=True)
class Ended:
    """
    A cycle that is over: a fact, which no later calendar or policy changes.

    Attributes:
        limit: The limit at that time.
        cycle: Which one, from 1.
        leg: Which count of it, from 0.
        at: When it ended.
        due: When it was due; ``None`` if it was not timed.
        outcome: How it ended.
        provisional: Whether *due* rested on days that no notice had arranged.
    """

    limit: TimeLimit | Period
    cycle: int
    leg: int
    at: dt.datetime
    due: dt.datetime | None
    outcome: Outcome
    provisional: bool = False


@attrs.frozen(kw_only=True)
class Breach:
    """
    A count that ran out before it started anew: a fact too.

    Attributes:
        limit: The limit at that time.
        cycle: In which cycle.
        leg: Which count of the cycle, from 0.
        due: When it was due.
    """

    limit: TimeLimit | Period
    cycle: int
    leg: int
    due: dt.datetime


@attrs.frozen(kw_only=True)
class Stretch:
    """
    Time that is left out.

    Attributes:
        first: From this instant on.
        resumed: Up to but without this one; ``None`` while it lasts.
        reason: Code of the pause reason.
    """

    first: dt.datetime
    resumed: dt.datetime | None
    reason: str


@attrs.frozen(kw_only=True)
class Clock:
    """
    One limit of one request, after some events.

    Attributes:
        case: Which request.
        limit: The limit as it was when the clock started, or was moved to it.
        almanac: The calendars.
        known: The calendar counts as it was known on this day.
        since: From when the present count runs.
        count: Its length without extensions, in the unit of the limit; ``None`` if it
            is not timed.
        ground: On which ground it was started anew; empty if it was not, or for
            another reason.
        cycle: Which cycle, from 1; reopening starts the next one.
        leg: Which count of the cycle, from 0; restarting starts the next one.
        extended: By how much the present count has been lengthened.
        grants: Grounds of the extensions of this cycle, in order.
        pauses: What is left out of the present count.
        changed: When the last event happened.
        told: When the present count was due, as it was recorded when it had run out or
            ended; ``None`` while nobody has recorded it.
        ended: How the present cycle ended; ``None`` while it runs.
        past: How the cycles before ended.
        breaches: Counts that ran out before they started anew.
        events: All events, in order.
    """

    case: str
    limit: TimeLimit | Period
    almanac: Almanac = field(eq=False, repr=False)
    known: dt.date
    since: dt.datetime
    count: int | None
    ground: str = ""
    cycle: int = 1
    leg: int = 0
    extended: int = 0
    grants: tuple[str, ...] = ()
    pauses: tuple[Stretch, ...] = ()
    changed: dt.datetime
    told: dt.datetime | None = None
    ended: Ended | None = None
    past: tuple[Ended, ...] = ()
    breaches: tuple[Breach, ...] = ()
    events: tuple[ClockEvent, ...] = field(default=(), repr=False)

    @property
    def key(self) -> tuple[str, str]:
        """Case and id of the limit."""
        return self.case, self.limit.id

    @property
    def goal(self) -> str:
        """What it is for."""
        return self.limit.purpose

    @property
    def calendar(self) -> WorkingCalendar:
        """The calendar by which it counts."""
        return self.almanac.known(self.limit.calendar, self.known)

    @property
    def open(self) -> tuple[Stretch, ...]:
        """The pauses that last."""
        return tuple(pause for pause in self.pauses if pause.resumed is None)

    @property
    def paused_since(self) -> dt.datetime | None:
        """When the time began that is left out up to now; ``None`` if it runs."""
        since = min((pause.first for pause in self.open), default=None)
        for pause in sorted(self.pauses, key=lambda pause: pause.first, reverse=True):
            # One pause may have taken over from another.
            if since and pause.resumed and pause.first < since <= pause.resumed:
                since = pause.first
        return since

    @functools.cached_property
    def timing(self) -> Timing | None:
        """
        When it is due, and whether it stands still; ``None`` if it is not timed.

        Raises:
            CalendarError: If a day lies where the calendar has no answer.
        """
        return self._timing(self.paused_since)

    def if_resumed(self, at: dt.datetime) -> Timing | None:
        """
        Reckon when it is due as if it were resumed.

        Args:
            at: When; not before the last event.

        Returns:
            The timing; ``None`` if it is not timed.

        Raises:
            CalendarError: If a day lies where the calendar has no answer.
        """
        found = self._timing(at)
        return found and Timing(found.sum, None)

    def _timing(self, until: dt.datetime | None) -> Timing | None:
        """Leave out what has been left out up to some moment, but not later."""
        unit = self.limit.unit
        if self.count is None or unit is None:
            return None
        spans = [
            (pause.first, min(filter(None, (pause.resumed, until))))
            for pause in self.pauses
            if until is None or pause.first < until
        ]
        sum_ = reckon(
            self.calendar,
            self.since,
            self.count + self.extended,
            unit,
            spans,
            terms=self.limit.terms,
        )
        if self.told is not None:
            # Where the day ends at 24:00, the moment is the first of the next day.
            day = (self.told - dt.timedelta(minutes=1)).date()
            fact = attrs.evolve(
                sum_, due=self.told, due_date=day, nominal=day, provisional=False
            )
            return Timing(fact, None, sum_)
        return Timing(sum_, until if until is not None and until < sum_.due else None)


@attrs.frozen
class Timing:
    """
    When a clock is due, and whether it stands still.

    Attributes:
        sum: The deadline with its arithmetic; for one that stands still, of the time
            up to then.
        paused: Since when it stands still; ``None`` if it runs. A pause that begins
            when the limit has ended stops nothing.
        anew: What the data of today make of a deadline that was recorded, of which
            then only the end is that of *sum*; ``None`` if it was not.
    """

    sum: Reckoning
    paused: dt.datetime | None
    anew: Reckoning | None = None

    def is_over(self, now: dt.datetime) -> bool:
        """Tell whether it has run out by *now*, as far as that is certain."""
        return not self.paused and not self.sum.provisional and now > self.sum.due

    def is_due_with(self, other: Timing) -> bool:
        """Tell whether both are due at the same moment, and as certainly."""
        mine, others = self.sum, other.sum
        return (mine.due, mine.provisional) == (others.due, others.provisional)


def in_force(clock: Clock, now: dt.datetime) -> Clock:
    """
    Return a clock by the calendar that decides whether it has run out.

    A clock counts by the calendar that it was given until it is revised. But what was
    published while it ran must not make it overdue: once its end has passed, editions
    count that were known by then and put the end off. None brings it forward.

    Args:
        clock: The clock.
        now: What is published later does not count.

    Raises:
        CalendarError: If a day lies where the calendar has no answer.
    """
    found = clock.timing
    if found is None or found.anew or found.paused or now <= found.sum.due:
        return clock
    for day in clock.almanac.editions(clock.limit.calendar):
        if clock.known < day <= min(now, found.sum.due).date():
            other = attrs.evolve(clock, known=day)
            if other.timing and other.timing.sum.due >= found.sum.due:
                clock, found = other, other.timing
    return clock


def is_over(clock: Clock, now: dt.datetime) -> bool:
    """
    Tell whether a clock has run out by *now*, as far as that is certain.

    Raises:
        CalendarError: If a day lies where the calendar has no answer.
    """
    found = in_force(clock, now).timing
    return found is not None and found.is_over(now)


def length_of(limit: TimeLimit | Period, ground: str) -> int | None:
    """
    Return how long a count is.

    Args:
        limit: The limit.
        ground: Why it was started anew; empty if it was not, or for another reason.

    Returns:
        Its length in the unit of the limit; ``None`` if it is not timed.
    """
    rows = (row for row in limit.restarts if row.code == ground)
    row = next(rows, None)
    return limit.count if row is None else row.count or limit.count


def tick(unit: Unit) -> Unit:
    """
    Return in what the used and the remaining part of a limit are told.

    Examples:
        >>> tick(Unit.WORKING_HOUR), tick(Unit.MONTH)
        (<Unit.WORKING_MINUTE: 'working_minute'>, <Unit.CALENDAR_DAY: 'calendar_day'>)
    """
    return {
        Unit.WORKING_HOUR: Unit.WORKING_MINUTE,
        Unit.HOUR: Unit.MINUTE,
        Unit.MONTH: Unit.CALENDAR_DAY,
        Unit.YEAR: Unit.CALENDAR_DAY,
    }.get(unit, unit)
