"""
What is to be done about clocks by now: warn, escalate, record that they ran out?

A sweep has no memory. It lists all that has come due, each time again and in order,
each with a key that never changes: who acts takes every key once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

import attrs

from regservice.core.clocks.clock import (
    Breach,
    Clock,
    Outcome,
    in_force,
    is_over,
)
from regservice.core.clocks.marks import moment_of
from regservice.errors import CalendarError
from regservice.model.vocab import Reminders

_ALL = 100


class ActionKind(StrEnum):
    """What is to be done."""

    REVISE = "revise"
    WARN = "warn"
    BREACH = "breach"
    DEEM = "deem"
    ESCALATE = "escalate"


@attrs.frozen(kw_only=True)
class Action:
    """
    One thing that is to be done about a clock.

    Attributes:
        kind: What.
        case: Which request.
        goal: What the clock is for.
        cycle: In which cycle.
        rung: Which limit, and what of it: ``sh/reply:warn@80%``, ``sh/reply:breach``.
        reached: When it came due.
        at: From when on it is to be done; reminders wait for the office to open if the
            limit says so.
        due: When the clock is due.
        up: How many steps up the ladder of the request an escalation goes.
        outcome: What counts as done; empty unless something is deemed.
        known: With ``revise``, the day on which a calendar became known by which the
            clock is due at *new*; ``None`` with others.
        new: With ``revise``, when it would be due; ``None`` with others.
    """

    kind: ActionKind
    case: str
    goal: str
    cycle: int
    rung: str
    reached: dt.datetime
    at: dt.datetime
    due: dt.datetime
    up: int = 0
    outcome: str = ""
    known: dt.date | None = None
    new: dt.datetime | None = None

    @property
    def key(self) -> tuple[str, str, int, str]:
        """What makes it the same action, whenever and how often it is listed."""
        return self.case, self.goal, self.cycle, self.rung


def sweep(clocks: Iterable[Clock], now: dt.datetime) -> tuple[Action, ...]:
    """
    List all that has come due.

    Args:
        clocks: The clocks.
        now: Local time, to the minute.

    Returns:
        The actions, in the order in which they came due. A later sweep of the same
        clocks lists them again; an earlier one lists no others.

    Raises:
        CalendarError: If a day lies where the calendar has no answer.
    """
    found = [action for clock in clocks for action in actions(clock, now)]
    order = list(ActionKind)
    return tuple(
        sorted(found, key=lambda a: (a.reached, a.case, order.index(a.kind), a.rung))
    )


def actions(clock: Clock, now: dt.datetime) -> Iterator[Action]:
    """
    Give what has come due about one clock, in no order.

    Raises:
        CalendarError: If a day lies where the calendar has no answer.
    """
    now = max(now, clock.changed)
    yield from (action for fact in clock.breaches for action in _breached(clock, fact))
    for ended in (*clock.past, clock.ended):
        if ended and ended.outcome is Outcome.MISSED and ended.due:
            fact = Breach(
                limit=ended.limit, cycle=ended.cycle, leg=ended.leg, due=ended.due
            )
            yield from _breached(clock, fact)
    if clock.ended is not None:
        return
    yield from _revised(clock, now)
    coming = list(planned(clock, after=False))
    if is_over(clock, now):
        coming += planned(in_force(clock, now), after=True)
    yield from (action for action in coming if action.at <= now)


def planned(clock: Clock, *, after: bool) -> Iterator[Action]:
    """
    Give what will come due about a clock that runs, if nothing happens to it.

    Args:
        clock: The clock.
        after: What comes when it has run out, else what comes before. Nothing comes
            after an end that is provisional, or while the clock stands still.

    Raises:
        CalendarError: If a day lies where the calendar has no answer.
    """
    found = clock.timing
    if found is None or (after and (found.paused or found.sum.provisional)):
        return
    reminders = [(ActionKind.WARN, f"warn@{m}", m, 0) for m in clock.limit.warnings]
    reminders += [
        (ActionKind.ESCALATE, f"up{r.up}@{r.at}", r.at, r.up)
        for r in clock.limit.ladder
    ]
    # A lengthened count has another end, of which somebody has to be warned anew.
    again = "+" * len(clock.grants)
    for kind, what, mark, up in reminders:
        at = moment_of(clock, found.sum, mark)
        if at is None or (mark.sign > 0 or mark.percent >= _ALL) is not after:
            continue
        if found.paused is None or at <= found.paused:
            due, sent = found.sum.due, _sent(clock, at)
            yield _action(clock, kind, what + again, (at, sent), due, up=up)
    if after:
        due = found.sum.due
        fact = Breach(limit=clock.limit, cycle=clock.cycle, leg=clock.leg, due=due)
        yield from _breached(clock, fact)


def _revised(clock: Clock, now: dt.datetime) -> Iterator[Action]:
    """Each edition that became known before the clock ran out, and moves it."""
    before = clock.timing
    if before is None:
        return
    for day in clock.almanac.editions(clock.limit.calendar):
        opens = dt.datetime.combine(day, dt.time())
        if not clock.known < day <= now.date() or is_over(clock, opens):
            continue
        after = attrs.evolve(clock, known=day).timing
        if after and not after.is_due_with(before):
            yield _action(
                clock,
                ActionKind.REVISE,
                f"revise@{day}",
                (max(opens, clock.changed),) * 2,
                before.sum.due,
                known=day,
                new=after.sum.due,
            )


def _breached(clock: Clock, fact: Breach) -> Iterator[Action]:
    """That it ran out, and what counts as done then."""
    more = f"#{fact.leg}" if fact.leg else ""
    deemed = fact.limit.deemed
    kinds = [(ActionKind.BREACH, "")]
    if deemed is not None:
        kinds.append((ActionKind.DEEM, deemed.outcome))
    for kind, outcome in kinds:
        yield Action(
            kind=kind,
            case=clock.case,
            goal=fact.limit.purpose,
            cycle=fact.cycle,
            rung=f"{fact.limit.id}:{kind}{more}",
            reached=fact.due,
            at=fact.due,
            due=fact.due,
            outcome=outcome,
        )


def _action(
    clock: Clock,
    kind: ActionKind,
    what: str,
    moments: tuple[dt.datetime, dt.datetime],
    due: dt.datetime,
    **more: Any,
) -> Action:
    leg = f"#{clock.leg}" if clock.leg else ""
    return Action(
        kind=kind,
        case=clock.case,
        goal=clock.goal,
        cycle=clock.cycle,
        rung=f"{clock.limit.id}:{what}{leg}",
        reached=moments[0],
        at=moments[1],
        due=due,
        **more,
    )


def _sent(clock: Clock, at: dt.datetime) -> dt.datetime:
    """When a reminder may be sent that falls due then."""
    if clock.limit.reminders is Reminders.ANY_TIME:
        return at
    try:
        return clock.calendar.next_open(at)
    except CalendarError:  # beyond all years; nobody will see it
        return at
