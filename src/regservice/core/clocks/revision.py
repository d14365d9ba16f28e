"""What does a new calendar, or a new policy, make of clocks that run?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import attrs

from regservice.core.clocks.clock import Clock, in_force, length_of
from regservice.core.limits import Reckoning
from regservice.core.workcal.almanac import Almanac
from regservice.model.event import ClockEvent, EventKind
from regservice.model.limit import Period, TimeLimit


@attrs.frozen(kw_only=True)
class Revision:
    """
    A clock that would be due at another moment.

    Attributes:
        clock: The clock as it stands.
        old: When it is due; for one that stands still, as if it did not.
        new: When it would be; ``None`` if it would not be timed any more.
        known: The day whose knowledge of the calendar *new* rests on.
        limit: Id of the limit whose row has changed; empty if it has not.
        rows: What has become known: keys of notices and overrides, and the id of the
            limit.
        late: Whether it would be overdue at once; then it has to be decided from when
            the new row counts.
    """

    clock: Clock
    old: Reckoning
    new: Reckoning | None
    known: dt.date
    limit: str = ""
    rows: tuple[str, ...]
    late: bool = False

    def event(self, at: dt.datetime, reason: str) -> ClockEvent:
        """
        Return the event that revises the clock.

        Args:
            at: When.
            reason: Why, in words.
        """
        return ClockEvent(
            case=self.clock.case,
            at=at,
            event=EventKind.REVISE,
            goal=self.clock.goal,
            limit=self.limit,
            known=self.known,
            reason=reason,
        )


def revision(
    clock: Clock,
    now: dt.datetime,
    limits: Mapping[str, TimeLimit | Period] | None = None,
    almanac: Almanac | None = None,
) -> Revision | None:
    """
    Say what a clock would be by what is known now.

    Args:
        clock: The clock.
        now: What is published later does not count.
        limits: Limits by id, as they are now; ``None`` for the one that it has. One
            that has ended is succeeded by the only one that began then, for the same
            goal or stage and under the same condition.
        almanac: The calendars, as they are now; ``None`` for those that it has.

    Returns:
        The revision; ``None`` if the clock has ended or run out, which are facts, or
        if nothing would change.

    Raises:
        CalendarError: If a day lies where the calendar has no answer.
    """
    if clock.ended is not None:
        return None
    before = clock.timing
    certain = in_force(clock, now).timing
    if before is None or certain is None or certain.is_over(now):
        return None
    row = clock.limit if limits is None else _present(clock.limit, limits, now)
    changed = row != clock.limit
    calendars = almanac or clock.almanac
    known = max(now.date(), clock.known)
    moved = attrs.evolve(
        clock,
        limit=row,
        count=length_of(row, clock.ground),
        almanac=calendars,
        known=known,
    )
    after = moved.timing
    if after is not None and after.is_due_with(before) and not changed:
        return None
    published = calendars.became_known(row.calendar, clock.known, known)
    return Revision(
        clock=clock,
        old=before.sum,
        new=None if after is None else after.sum,
        known=known,
        limit=row.id if changed else "",
        # A row may have been known before it came into these packages.
        rows=tuple(found.id for found in published) + ((row.id,) if changed else ())
        or (row.calendar,),
        late=after is not None and after.is_over(now),
    )


def revisions(
    clocks: Iterable[Clock],
    now: dt.datetime,
    limits: Mapping[str, TimeLimit | Period] | None = None,
    almanac: Almanac | None = None,
) -> tuple[Revision, ...]:
    """
    List the clocks that would be due at another moment by what is known now.

    Args:
        clocks: The clocks; those that have ended or run out stay as they are.
        now: What is published later does not count.
        limits: Limits by id, as they are now; ``None`` for those that they have.
        almanac: The calendars, as they are now; ``None`` for those that they have.

    Returns:
        The revisions, by case and limit.

    Raises:
        CalendarError: If a day lies where the calendar has no answer.
    """
    ordered = sorted(clocks, key=lambda clock: clock.key)
    found = (revision(clock, now, limits, almanac) for clock in ordered)
    return tuple(row for row in found if row is not None)


def _present(
    row: TimeLimit | Period, limits: Mapping[str, TimeLimit | Period], now: dt.datetime
) -> TimeLimit | Period:
    """What has become of a row: changed, succeeded, or the same."""
    known = limits.get(row.id, row)
    if now.date() in known.validity or known.validity.end is None:
        return known
    after = [
        other
        for other in limits.values()
        if (other.purpose, other.when) == (row.purpose, row.when)
        and other.validity.start == known.validity.end
    ]
    return after[0] if len(after) == 1 else known
