"""What has been met or missed, and recorded, stays whatever becomes known later."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

from regservice.core.clocks.clock import Outcome
from regservice.core.clocks.facts import facts
from regservice.core.clocks.reading import read
from regservice.core.clocks.sweep import sweep
from regservice.core.workcal.almanac import Almanac
from regservice.errors import ClockError
from regservice.model.event import ClockEvent
from regservice.model.limit import TimeLimit
from regservice.model.vocab import ClockStatus
from tests.unit.core.clocking import D, T, almanac, clock, event, limit, started

START = T(2026, 3, 2, 10)  # a Monday; the five days end on 9 March at 17:00
DUE = T(2026, 3, 9, 17)


@pytest.fixture(scope="module")
def cal(make: Any) -> Almanac:
    """The year 2026."""
    return almanac(make)


def _refused(
    code: str, cal: Almanac, row: TimeLimit, *events: ClockEvent
) -> ClockError:
    with pytest.raises(ClockError) as caught:
        clock(cal, row, *events)
    assert code == caught.value.problems[0].code
    for lang in ("zh", "en"):
        text = caught.value.problems[0].message(lang) + caught.value.problems[0].fix(
            lang
        )
        assert "?" not in text
        assert "{" not in text
    return caught.value


def _late(make: Any) -> Almanac:
    """A day off on 5 March, which came into the packages after everything."""
    return almanac(make, overrides=(make.override("5", D(2026, 3, 5)),))


def _record(at: dt.datetime, due: dt.datetime, **parts: Any) -> ClockEvent:
    return event("record", at, **{"limit": "x/reply", "due": due, **parts})


def test_recorded_end_of_a_cycle_stays(cal: Almanac, make: Any) -> None:
    """It is judged anew by what is recorded, and by nothing that came later."""
    at, moved = T(2026, 3, 9, 17, 30), T(2026, 3, 10, 17)
    for kind, outcome in (("stop", "met"), ("withdraw", "withdrawn")):
        log = [started(START), event(kind, at)]
        assert clock(cal, limit(), *log).ended.outcome == "missed"
        (fact,) = facts([clock(_late(make), limit(), *log)], T(2026, 3, 11))
        found = clock(cal, limit(), *log, fact)
        reading = read(found, T(2026, 5, 1))
        assert (outcome, moved) == (found.ended.outcome, reading.due)
        assert (moved, DUE) == (reading.told, reading.sum.due)
        assert () == facts([found], T(2026, 5, 1))
        assert reading.remaining == 1
        other = clock(_late(make), limit(), *log, fact)
        assert found.ended == other.ended


def test_recorded_breach_stays(cal: Almanac, make: Any) -> None:
    """A holiday that is known now does not undo what ran out then."""
    log = [started(START)]
    (fact,) = facts([clock(cal, limit(), *log)], T(2026, 3, 10, 9))
    late = clock(_late(make), limit(), *log, fact)
    reading = read(late, T(2026, 3, 10, 9))

    assert (ClockStatus.OVERDUE, DUE) == (reading.status, reading.due)
    assert [(DUE, "x/reply:breach")] == [
        (action.due, action.rung) for action in sweep([late], T(2026, 3, 10, 9))
    ]
    stopped = clock(_late(make), limit(), *log, fact, event("stop", T(2026, 3, 10, 10)))
    assert (Outcome.MISSED, DUE) == (stopped.ended.outcome, stopped.ended.due)
    anew = clock(
        _late(make),
        limit(),
        *log,
        fact,
        event("restart", T(2026, 3, 10, 10), ground="whole"),
    )
    assert ([DUE], None) == ([lost.due for lost in anew.breaches], anew.told)
    again = event("reopen", T(2026, 3, 11))
    reopened = clock(
        _late(make), limit(), *log, fact, event("stop", T(2026, 3, 10, 10)), again
    )
    assert reopened.told is None


def test_nothing_is_a_fact_before_its_time(cal: Almanac) -> None:
    """Neither while it runs, nor with a provisional end, nor without an end."""
    running = clock(cal, limit(), started(START))
    assert () == facts([running], DUE)
    far = clock(cal, limit(250), started(START))
    assert () == facts([far], T(2027, 12, 1))
    timeless = clock(cal, limit(None), started(START))
    assert () == facts([timeless], T(2027, 12, 1))


def test_event_may_tell_the_end_up_to_then(cal: Almanac) -> None:
    """By it is judged whether the event comes in time; afterwards it is forgotten."""
    more = event(
        "extend", T(2026, 3, 10), ground="hard", reason="r", by="b", due=T(2026, 3, 10)
    )
    found = clock(cal, limit(), started(START), more)
    assert (2, None) == (found.extended, found.told)
    late = attrs.evolve(more, due=DUE)
    _refused("RS3412", cal, limit(), started(START), late)


@pytest.mark.parametrize(
    ("code", "log"),
    [
        ("RS3420", [event("stop", T(2026, 3, 5), due=DUE)]),
        ("RS3421", [_record(T(2026, 3, 10), DUE), _record(T(2026, 3, 11), START)]),
        ("RS3422", [_record(T(2026, 3, 9), DUE)]),
        ("RS3407", [_record(T(2026, 3, 10), DUE, limit="x/other")]),
    ],
)
def test_record_of_no_fact(cal: Almanac, code: str, log: list[ClockEvent]) -> None:
    """Not timed, told otherwise before, not run out yet, no such clock."""
    row = limit(None) if code == "RS3420" else limit()
    _refused(code, cal, row, started(START), *log)


def test_start_tells_by_which_notice_it_counts(make: Any) -> None:
    """What was published then, but came later into the packages, revises it."""
    cal = almanac(
        make,
        make.notice(2026, D(2026, 10, 10), published=D(2025, 11, 4)),
        overrides=(make.override("5", D(2026, 3, 5), published=D(2026, 2, 1)),),
    )
    pinned = clock(cal, limit(), started(START, known=D(2025, 11, 4)))
    assert T(2026, 3, 10, 17) == read(clock(cal, limit(), started(START)), START).due
    reading = read(pinned, START)
    assert reading.due == DUE
    assert reading.revision is not None
    assert T(2026, 3, 10, 17) == reading.revision.new.due
