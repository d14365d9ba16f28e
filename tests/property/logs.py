"""Random logs of one clock, and calendars as the core holds them."""

from __future__ import annotations

import datetime as dt
import random  # noqa: TID251 - the cases of a test, from a seed that is drawn
from collections.abc import Iterator

from regservice.core.clocks.cases import take
from regservice.core.clocks.clock import Clock
from regservice.core.workcal.almanac import Almanac
from regservice.errors import CalendarError, ClockError
from regservice.model.amount import Amount, Mark
from regservice.model.event import ClockEvent, EventKind
from regservice.model.grounds import Escalation, Extension, Restart
from regservice.model.legal import Source
from regservice.model.limit import Terms, TimeLimit
from regservice.model.package import Tables
from regservice.model.vocab import (
    Goal,
    LegalEffect,
    Modality,
    OnReroute,
    Reminders,
    SourceKind,
    Unit,
)
from tests.property.walking import Rows

SOURCE = Source(kind=SourceKind.ASSUMED, note="generated")


def almanac_of(rows: Rows) -> Almanac:
    """The calendars of some rows, those below included."""
    layers = [rows]
    while layers[-1].below is not None:
        layers.append(layers[-1].below)
    return Almanac(
        Tables(
            calendar_patterns=tuple(layer.pattern for layer in layers),
            calendar_notices=tuple(row for one in layers for row in one.notices),
            calendar_overrides=tuple(row for one in layers for row in one.overrides),
            office_hours=tuple(row for one in layers for row in one.hours),
        ),
        {},
    )


def limit_of(
    calendar: str, count: int, unit: Unit, terms: Terms, chance: random.Random
) -> TimeLimit:
    """A limit that knows all that may happen to one."""
    return TimeLimit(
        id="x/reply",
        goal=Goal.REPLY,
        count=count,
        unit=unit,
        terms=terms,
        calendar=calendar,
        pauses=("a", "b"),
        extensions=(Extension(code="more", count=7, times=3, source=SOURCE),),
        restarts=(Restart(code="anew", count=4, source=SOURCE),),
        warnings=(Mark.read("60%"), Mark(sign=-1, amount=Amount(1, Unit.WORKING_DAY))),
        ladder=(
            Escalation(at=Mark.read("90%"), up=1),
            Escalation(at=Mark.read("+2 working_day"), up=2),
        ),
        reminders=chance.choice(list(Reminders)),
        on_reroute=chance.choice(list(OnReroute)),
        legal_effect=LegalEffect.INTERNAL,
        modality=Modality.MAY,
        source=SOURCE,
    )


def events_of(
    start: dt.datetime, chance: random.Random, many: int
) -> Iterator[ClockEvent]:
    """A start and *many* events after it, which need not fit."""

    def event(at: dt.datetime, kind: EventKind, **parts: object) -> ClockEvent:
        return ClockEvent(case="c", at=at, event=kind, **parts)  # type: ignore[arg-type]

    yield event(start, EventKind.START, limit="x/reply")
    at = start
    for _ in range(many):
        at += dt.timedelta(minutes=chance.randrange(0, 3000))
        reason = chance.choice(["a", "b"])
        yield chance.choice(
            [
                event(at, EventKind.EXCLUDE, reason=reason),
                event(at, EventKind.RESUME, reason=reason),
                event(
                    at,
                    EventKind.EXTEND,
                    ground="more",
                    amount=chance.randrange(1, 8),
                    reason="r",
                    by="b",
                ),
            ]
        )


def others_of(
    start: dt.datetime, chance: random.Random, many: int
) -> Iterator[ClockEvent]:
    """Any events at all."""
    for event in events_of(start, chance, many):
        yield event
        kind = chance.choice(
            [
                EventKind.RESTART,
                EventKind.REROUTE,
                EventKind.STOP,
                EventKind.REOPEN,
                EventKind.WITHDRAW,
                EventKind.REVISE,
                EventKind.RESUME,
                EventKind.EXTEND,
            ]
        )
        if chance.randrange(3):
            continue
        parts = {
            EventKind.RESTART: {"ground": "anew"},
            EventKind.REROUTE: {"to": "b"},
            EventKind.REVISE: {"reason": "r"},
            EventKind.EXTEND: {"ground": "more", "reason": "r", "by": "b"},
        }.get(kind, {})
        yield ClockEvent(case="c", at=event.at, event=kind, **parts)  # type: ignore[arg-type]


def accepted(
    events: Iterator[ClockEvent], row: TimeLimit, almanac: Almanac
) -> tuple[list[ClockEvent], Clock]:
    """The events that fit, and the clock after them."""
    clocks: dict[str, Clock] = {}
    taken = []
    for event in events:
        try:
            after = take(clocks, event, {row.id: row}, almanac)
        except (ClockError, CalendarError):
            continue
        if after != clocks:  # the same event twice is one
            taken.append(event)
        clocks = after
    return taken, clocks[row.id]


def spans_of(
    events: list[ClockEvent],
) -> tuple[list[tuple[dt.datetime, dt.datetime]], int]:
    """What a log leaves out, up to its last event, and by how much it lengthens."""
    open_: dict[str, dt.datetime] = {}
    spans, more = [], 0
    for event in events:
        if event.event is EventKind.EXCLUDE:
            open_[event.reason] = event.at
        elif event.event is EventKind.RESUME:
            spans.append((open_.pop(event.reason), event.at))
        elif event.event is EventKind.EXTEND:
            more += event.amount or 0
    return [*spans, *((begin, events[-1].at) for begin in open_.values())], more
