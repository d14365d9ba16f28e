"""The holiday that was lengthened while it ran: what was known counts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import chinese_calendar
import pytest

import regservice
from regservice.core.clocks.cases import replay
from regservice.core.clocks.clock import Clock
from regservice.core.clocks.reading import read
from regservice.core.clocks.revision import revisions
from regservice.core.clocks.sweep import ActionKind, sweep
from regservice.engine.calendar import Calendar
from regservice.model.event import ClockEvent, EventKind
from regservice.model.legal import Source
from regservice.model.limit import TimeLimit
from regservice.model.vocab import Goal, LegalEffect, Modality, SourceKind, Unit

T = dt.datetime  # local time, as the core has it
HOME = Path(__file__).parent / "january_2020"


@pytest.fixture(scope="module")
def engine() -> regservice.Engine:
    """The national rows and the two notices."""
    return regservice.load(HOME, discover=False)


def _known(engine: regservice.Engine, day: str | None = None) -> Calendar:
    return engine.calendar("cn2020", known_at=day)


def test_revised_year_agrees_with_a_public_calendar(engine: regservice.Engine) -> None:
    """On every day; the library knows the revised notice alone."""
    cal = _known(engine)
    days = [dt.date(2020, 1, 1) + dt.timedelta(days=n) for n in range(366)]

    assert [chinese_calendar.is_workday(day) for day in days] == [
        cal.is_working(day) for day in days
    ]


@pytest.mark.parametrize(
    ("start", "count", "before", "after"),
    [
        ("2020-01-20", 3, "2020-01-23", "2020-01-23"),
        ("2020-01-20", 4, "2020-01-31", "2020-02-03"),
        ("2020-01-20", 5, "2020-02-01", "2020-02-04"),
        ("2020-01-21", 15, "2020-02-17", "2020-02-19"),
    ],
)
def test_limit_that_ran_over_it_ends_later_once_it_was_known(
    engine: regservice.Engine, start: str, count: int, before: str, after: str
) -> None:
    """A limit that had ended before stays as it was."""
    ends = [str(_known(engine, day).add(start, count)) for day in ("2020-01-25", None)]

    assert [before, after] == ends


def test_day_is_explained_as_it_was_known(engine: regservice.Engine) -> None:
    """1 February: made up for, then off; each with its notice."""
    then = _known(engine, "2020-01-25").day("2020-02-01")
    now = _known(engine, "2020-01-26").day("2020-02-01")

    assert (True, "HOL-2020") == (then.working, then.source.document)
    assert (False, "HOL-2020-2", "春节(延长)") == (
        now.working,
        now.source.document,
        now.name,
    )


LIMITS = {
    "open": "5 working_day",
    "answered": "3 working_day",
    "late": "2 working_day",
}


def _log() -> list[ClockEvent]:
    """Three questions of 20 January: one answered, one late, one open."""
    begin = T(2020, 1, 20, 10)
    log = [
        ClockEvent(case=case, event=EventKind.START, limit=f"x/{case}", at=begin)
        for case in LIMITS
    ]
    log.append(ClockEvent(case="answered", event=EventKind.STOP, at=T(2020, 1, 23, 9)))
    return log


def _clocks(engine: regservice.Engine, *more: ClockEvent) -> dict[str, Clock]:
    limits = {
        f"x/{case}": TimeLimit(
            id=f"x/{case}",
            goal=Goal.REPLY,
            count=int(text.split()[0]),
            unit=Unit.WORKING_DAY,
            calendar="cn2020",
            legal_effect=LegalEffect.SERVICE_STANDARD,
            modality=Modality.MAY,
            source=Source(kind=SourceKind.ASSUMED, note="invented"),
        )
        for case, text in LIMITS.items()
    }
    log = [*_log(), *more]
    return {c.case: c for c in replay(log, limits, engine.book.calendars)}


def test_open_clocks_are_revised_with_an_event_and_closed_ones_left(
    engine: regservice.Engine,
) -> None:
    """On 26 January the holiday became longer."""
    clocks = _clocks(engine)
    before = {case: read(c, c.changed) for case, c in clocks.items()}
    assert ["02-01", "01-23", "01-22"] == [
        f"{r.due:%m-%d}" for r in before.values() if r.due
    ]
    assert () == revisions(clocks.values(), T(2020, 1, 25, 12))

    (found,) = revisions(clocks.values(), T(2020, 1, 28, 9))

    assert "open" == found.clock.case
    assert found.new is not None
    assert (dt.date(2020, 2, 1), dt.date(2020, 2, 4)) == (
        found.old.due_date,
        found.new.due_date,
    )
    assert ("cn2020/2020/2",) == found.rows
    actions = sweep(clocks.values(), T(2020, 1, 28, 9))
    assert [("late", ActionKind.BREACH), ("open", ActionKind.REVISE)] == [
        (action.case, action.kind) for action in actions
    ]

    event = found.event(T(2020, 1, 28, 9), "国务院办公厅延长春节假期")
    after = _clocks(engine, event)
    assert after["open"].known == dt.date(2020, 1, 28)
    assert read(after["open"], T(2020, 2, 3, 9)).due == T(2020, 2, 4, 17, 30)
    for case in ("answered", "late"):
        assert read(after[case], T(2020, 2, 10)) == read(clocks[case], T(2020, 2, 10))
