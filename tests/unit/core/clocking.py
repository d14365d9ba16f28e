"""What the tests of clocks share: calendars, a limit, and events in few words."""

from __future__ import annotations

import datetime as dt
from typing import Any

from regservice.core.clocks.cases import replay
from regservice.core.clocks.clock import Clock
from regservice.core.workcal.almanac import Almanac
from regservice.model.amount import Mark
from regservice.model.event import ClockEvent, EventKind
from regservice.model.grounds import Escalation, Extension, Restart
from regservice.model.legal import Source
from regservice.model.limit import TimeLimit
from regservice.model.package import Tables
from regservice.model.vocab import Goal, LegalEffect, Modality, SourceKind, Unit

SRC = Source(kind=SourceKind.ASSUMED, note="invented")
D, T = dt.date, dt.datetime


def almanac(make: Any, *notices: Any, overrides: Any = ()) -> Almanac:
    """1 to 7 October 2026 are off, Saturday 10 October is made up for."""
    notices = notices or (make.notice(2026, D(2026, 10, 10)),)
    tables = Tables(
        calendar_patterns=(make.pattern(code="cn"),),
        calendar_notices=notices,
        calendar_overrides=overrides,
    )
    return Almanac(tables, {})


def limit(
    count: int | None = 5, unit: Unit = Unit.WORKING_DAY, **parts: Any
) -> TimeLimit:
    """A limit with two pause reasons, two extensions and a restart."""
    usual: dict[str, Any] = {
        "id": "x/reply",
        "goal": Goal.REPLY,
        "legal_effect": LegalEffect.SERVICE_STANDARD,
        "modality": Modality.MUST,
        "source": SRC,
    }
    if count is not None:
        usual |= {
            "pauses": ("supplement", "testing"),
            "extensions": (
                Extension(code="hard", fraction="1/2", source=SRC),
                Extension(code="twice", count=2, times=2, source=SRC),
            ),
            "restarts": (
                Restart(code="supplied", count=3, source=SRC),
                Restart(code="whole", source=SRC),
            ),
        }
        usual["unit"] = unit
    return TimeLimit(count=count, **{**usual, **parts})


def marks(*texts: str) -> tuple[Mark, ...]:
    """Warnings."""
    return tuple(map(Mark.read, texts))


def rungs(*texts: str) -> tuple[Escalation, ...]:
    """A ladder; each rung goes one step further up."""
    return tuple(
        Escalation(at=Mark.read(text), up=n) for n, text in enumerate(texts, 1)
    )


def event(kind: str, at: dt.datetime, **parts: Any) -> ClockEvent:
    """An event of case ``c``."""
    return ClockEvent(case="c", event=EventKind(kind), at=at, **parts)


def started(at: dt.datetime, **parts: Any) -> ClockEvent:
    """The start of ``x/reply``."""
    return event("start", at, **{"limit": "x/reply", **parts})


def clock(cal: Almanac, row: TimeLimit, *events: ClockEvent) -> Clock:
    """The only clock after some events."""
    (found,) = replay(events, {row.id: row}, cal)
    return found
