"""A clock is the fold of its events."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from regservice.core.clocks.cases import replay, take
from regservice.core.clocks.clock import Clock, Outcome
from regservice.core.clocks.reading import read
from regservice.core.workcal.almanac import Almanac
from regservice.errors import CalendarError, ClockError
from regservice.model.amount import Amount
from regservice.model.event import ClockEvent
from regservice.model.grounds import Extension
from regservice.model.limit import TimeLimit
from regservice.model.vocab import (
    ClockStatus,
    Goal,
    OnReroute,
    StartEvent,
    Unit,
)
from tests.unit.core.clocking import (
    SRC,
    D,
    T,
    almanac,
    clock,
    event,
    limit,
    marks,
    started,
)

START = T(2026, 3, 2, 10)  # a Monday; the five days end on 9 March at 17:00
DUE = T(2026, 3, 9, 17)


@pytest.fixture(scope="module")
def cal(make: Any) -> Almanac:
    """The year 2026."""
    return almanac(make)


def _due(cal: Almanac, *events: ClockEvent, row: TimeLimit | None = None) -> Any:
    found = clock(cal, row or limit(), started(START), *events)
    return read(found, found.changed).due


def test_stop_ends_the_pauses(cal: Almanac) -> None:
    """A clock that stood still is done in time, by the end that it would have had."""
    pause = event("exclude", T(2026, 3, 4, 11), reason="supplement")
    found = clock(cal, limit(), started(START), pause, event("stop", T(2026, 3, 20)))
    reading = read(found, T(2026, 5, 1))

    assert (ClockStatus.MET, ()) == (reading.status, found.open)
    assert T(2026, 3, 25, 17) == reading.due
    assert reading.ended is not None
    assert reading.due == reading.ended.due


def test_end_that_was_told_stays(cal: Almanac) -> None:
    """Whatever becomes known later: the outcome is that of the day."""
    for due, status in ((T(2026, 3, 4), "missed"), (T(2026, 3, 6), "met")):
        stop = event("stop", T(2026, 3, 5), due=due)
        reading = read(clock(cal, limit(), started(START), stop), T(2026, 5, 1))
        assert (status, due) == (reading.status, reading.due)


def test_goal_of_a_start_is_that_of_its_limit(cal: Almanac) -> None:
    """Another one is a mistake."""
    _refused("RS3418", cal, limit(), started(START, goal="accept"))
    assert clock(cal, limit(), started(START, goal="reply")).goal == "reply"


# --- start, pause, resume ---------------------------------------------------


def test_start_and_stop(cal: Almanac) -> None:
    """Done on the last day while the office is open, or a minute later."""
    for at, status in ((DUE, ClockStatus.MET), (T(2026, 3, 9, 17, 1), "missed")):
        found = clock(cal, limit(), started(START), event("stop", at))
        reading = read(found, T(2026, 6, 1))
        assert (status, DUE) == (reading.status, reading.due)
        assert reading.next is None


def test_pause_leaves_its_time_out(cal: Almanac) -> None:
    """From Wednesday to Friday: two days."""
    events = (
        event("exclude", T(2026, 3, 4, 11), reason="supplement"),
        event("resume", T(2026, 3, 6, 11), reason="supplement"),
    )

    assert T(2026, 3, 11, 17) == _due(cal, *events)


def test_paused_clock_is_not_due(cal: Almanac) -> None:
    """However long: it is told when it would be due if it were resumed."""
    found = clock(
        cal,
        limit(),
        started(START),
        event("exclude", T(2026, 3, 4, 11), reason="supplement"),
    )
    reading = read(found, T(2026, 4, 1, 9))

    assert ClockStatus.PAUSED is reading.status
    assert reading.due is None
    assert reading.next is None
    assert T(2026, 4, 6, 17) == reading.if_resumed
    assert (5, 1, 4) == (reading.total, reading.used, reading.remaining)


def test_two_pauses_at_a_time(cal: Almanac) -> None:
    """It runs again when the last of them has ended; what they share counts once."""
    events = [
        event("exclude", T(2026, 3, 3, 9), reason="supplement"),
        event("exclude", T(2026, 3, 4, 9), reason="testing"),
        event("resume", T(2026, 3, 5, 9), reason="supplement"),
    ]
    found = clock(cal, limit(), started(START), *events)

    assert ClockStatus.PAUSED is read(found, T(2026, 3, 5, 10)).status
    assert T(2026, 3, 3, 9) == found.paused_since

    after = event("resume", T(2026, 3, 6, 9), reason="testing")
    assert T(2026, 3, 12, 17) == _due(cal, *events, after)


def test_resume_without_a_reason_ends_all_pauses(cal: Almanac) -> None:
    """As somebody writes it who does not care which."""
    found = clock(
        cal,
        limit(),
        started(START),
        event("exclude", T(2026, 3, 3, 9), reason="supplement"),
        event("exclude", T(2026, 3, 4, 9), reason="testing"),
        event("resume", T(2026, 3, 5, 9)),
    )

    assert found.open == ()


def test_pause_after_the_end_stops_nothing(cal: Almanac) -> None:
    """It is overdue all the same, and stays so when it is resumed."""
    events = (
        started(START),
        event("exclude", T(2026, 3, 9, 17, 30), reason="supplement"),
    )
    for more in ((), (event("resume", T(2026, 3, 20, 9)),)):
        reading = read(clock(cal, limit(), *events, *more), T(2026, 3, 20, 9))
        assert (ClockStatus.OVERDUE, DUE) == (reading.status, reading.due)


def test_pause_told_afterwards(cal: Almanac) -> None:
    """It counts from when it was, not from when it was told."""
    early = event("exclude", T(2026, 3, 4, 11), reason="supplement")
    late = event(
        "exclude", T(2026, 3, 6, 9), reason="supplement", since=T(2026, 3, 4, 11)
    )
    resume = event("resume", T(2026, 3, 6, 11))

    assert _due(cal, early, resume) == _due(cal, late, resume)


def test_start_told_afterwards(cal: Almanac) -> None:
    """The same."""
    told = started(T(2026, 3, 5, 9), since=START)

    assert DUE == read(clock(cal, limit(), told), T(2026, 3, 5, 9)).due


# --- extend, restart --------------------------------------------------------


def test_extension_by_what_its_ground_allows(cal: Almanac) -> None:
    """Half of five days is two; one may be taken as well."""
    why = {"ground": "hard", "reason": "complex", "by": "head of office"}
    at = T(2026, 3, 4)

    assert T(2026, 3, 11, 17) == _due(cal, event("extend", at, **why))
    assert T(2026, 3, 10, 17) == _due(cal, event("extend", at, amount=1, **why))


@pytest.mark.parametrize(
    ("code", "events"),
    [
        ("RS3405", [("extend", T(2026, 3, 4), {"ground": "other"})]),
        ("RS3410", [("extend", T(2026, 3, 4), {"ground": "hard", "amount": 3})]),
        ("RS3412", [("extend", T(2026, 3, 9, 17, 1), {"ground": "hard"})]),
        (
            "RS3406",
            [
                ("extend", T(2026, 3, 4), {"ground": "hard"}),
                ("extend", T(2026, 3, 5), {"ground": "hard"}),
            ],
        ),
        ("RS3405", [("restart", T(2026, 3, 4), {"ground": "other"})]),
    ],
)
def test_extension_is_bounded(cal: Almanac, code: str, events: list[Any]) -> None:
    """By its ground, its length, its number, and by the end."""
    made = [
        event(k, at, **{**({"reason": "r", "by": "b"} if k == "extend" else {}), **p})
        for k, at, p in events
    ]
    _refused(code, cal, limit(), started(START), *made)


def test_extension_that_must_be_asked_for_in_time(cal: Almanac) -> None:
    """A working day before the end, by the clock; while it stands still at any time."""
    ground = Extension(
        code="asked", count=5, before=Amount.read("1 working_day"), source=SRC
    )
    row = limit(extensions=(ground,))
    why = {"ground": "asked", "reason": "r", "by": "b"}

    assert T(2026, 3, 16, 17) == _due(
        cal, event("extend", T(2026, 3, 6, 17), **why), row=row
    )
    late = event("extend", T(2026, 3, 6, 17, 1), **why)
    _refused("RS3411", cal, row, started(START), late)

    pause = event("exclude", T(2026, 3, 6, 9), reason="testing")
    found = clock(cal, row, started(START), pause, late)
    assert 5 == found.extended


def test_restart_with_a_limit_of_its_own(cal: Almanac) -> None:
    """Three days from the day after; a pause before it no longer matters."""
    events = (
        event("exclude", T(2026, 3, 4), reason="supplement"),
        event("resume", T(2026, 3, 9, 10)),
        event("restart", T(2026, 3, 9, 10), ground="supplied"),
    )

    assert T(2026, 3, 12, 17) == _due(cal, *events)
    again = event("restart", T(2026, 3, 9, 10), ground="whole")
    assert T(2026, 3, 16, 17) == _due(cal, *events[:2], again)


def test_restart_does_not_end_a_pause(cal: Almanac) -> None:
    """Nobody said that it has ended: the new count stands still from the beginning."""
    events = (
        event("exclude", T(2026, 3, 4), reason="supplement"),
        event("restart", T(2026, 3, 9, 10), ground="supplied"),
    )
    found = clock(cal, limit(), started(START), *events)
    reading = read(found, T(2026, 3, 20))
    assert (ClockStatus.PAUSED, 3, 0) == (reading.status, reading.total, reading.used)

    resume = event("resume", T(2026, 3, 16, 9), reason="supplement")
    assert T(2026, 3, 18, 17) == _due(cal, *events, resume)


def test_restart_keeps_the_breach(cal: Almanac) -> None:
    """Counting anew buys time, and no forgiveness."""
    found = clock(
        cal,
        limit(),
        started(START),
        event("restart", T(2026, 3, 10, 10), ground="whole"),
    )
    (breach,) = read(found, found.changed).breaches

    assert (1, 0, DUE) == (breach.cycle, breach.leg, breach.due)


# --- re-route, reopen, withdraw ---------------------------------------------


@pytest.mark.parametrize(
    ("how", "status", "due"),
    [
        (OnReroute.CONTINUE, ClockStatus.RUNNING, DUE),
        (OnReroute.HOLD, ClockStatus.PAUSED, None),
        (OnReroute.RESTART, ClockStatus.RUNNING, T(2026, 3, 11, 17)),
    ],
)
def test_reroute(cal: Almanac, how: OnReroute, status: str, due: Any) -> None:
    """As the row says."""
    row = limit(on_reroute=how)
    found = clock(cal, row, started(START), event("reroute", T(2026, 3, 4), to="b"))
    reading = read(found, found.changed)

    assert (status, due) == (reading.status, reading.due)


def test_reroute_that_holds_twice_is_resumed_once(cal: Almanac) -> None:
    """The next body takes it over, and time runs again."""
    row = limit(on_reroute=OnReroute.HOLD)
    found = clock(
        cal,
        row,
        started(START),
        event("reroute", T(2026, 3, 4), to="b"),
        event("reroute", T(2026, 3, 5), to="c"),
        event("resume", T(2026, 3, 6)),
    )

    assert T(2026, 3, 11, 17) == read(found, found.changed).due


def test_reopening_starts_a_cycle(cal: Almanac) -> None:
    """The one before stays as it ended."""
    found = clock(
        cal,
        limit(),
        started(START),
        event("stop", T(2026, 3, 4)),
        event("reopen", T(2026, 3, 20)),
    )
    reading = read(found, found.changed)

    assert (2, ClockStatus.RUNNING) == (found.cycle, reading.status)
    assert T(2026, 3, 27, 17) == reading.due
    assert [Outcome.MET] == [ended.outcome for ended in reading.past]


def test_withdrawal_is_neither_met_nor_missed(cal: Almanac) -> None:
    """Unless it had run out before."""
    for at, status, outcome in (
        (T(2026, 3, 4), ClockStatus.NOT_TIMED, Outcome.WITHDRAWN),
        (T(2026, 3, 10), ClockStatus.MISSED, Outcome.MISSED),
    ):
        found = clock(cal, limit(), started(START), event("withdraw", at))
        reading = read(found, at)
        assert reading.ended is not None
        assert (status, outcome) == (reading.status, reading.ended.outcome)


# --- readings ---------------------------------------------------------------


def test_no_limit_is_a_valid_answer(cal: Almanac) -> None:
    """It starts and stops, and is never due."""
    found = clock(cal, limit(None), started(START))
    assert ClockStatus.NOT_TIMED is read(found, T(2030, 1, 1)).status
    found = clock(cal, limit(None), started(START), event("stop", T(2026, 3, 4)))
    reading = read(found, found.changed)
    assert ClockStatus.NOT_TIMED is reading.status
    assert reading.ended is not None


def test_warnings_make_it_at_risk(cal: Almanac) -> None:
    """From the end of the fourth of five days on."""
    row = limit(warnings=marks("80%", "-1 working_hour"))
    found = clock(cal, row, started(START))

    assert ClockStatus.RUNNING is read(found, T(2026, 3, 6, 16, 59)).status
    assert ClockStatus.AT_RISK is read(found, T(2026, 3, 6, 17)).status
    assert ClockStatus.OVERDUE is read(found, T(2026, 3, 9, 17, 1)).status
    # Reminders wait for the office to open.
    nexts = (
        (T(2026, 3, 5), T(2026, 3, 6, 17)),  # from then on it is at risk
        (T(2026, 3, 6, 17), T(2026, 3, 9, 9)),
        (T(2026, 3, 9, 9), T(2026, 3, 9, 16)),
        (T(2026, 3, 9, 16), DUE),
        (DUE, None),
    )
    for now, then in nexts:
        assert then == read(found, now).next


def test_reading_before_the_last_event_is_that_of_the_event(cal: Almanac) -> None:
    """A clock on the wall that is set back undoes nothing."""
    found = clock(cal, limit(), started(START), event("stop", T(2026, 3, 4)))

    assert read(found, T(2026, 3, 4)) == read(found, T(2026, 3, 1))


@pytest.mark.parametrize(
    ("unit", "count", "now", "due", "total", "used"),
    [
        (Unit.WORKING_DAY, 5, T(2026, 3, 5, 12), DUE, 5, 3),
        (Unit.WORKING_HOUR, 8, T(2026, 3, 2, 14), T(2026, 3, 3, 11), 480, 180),
        (Unit.WORKING_MINUTE, 30, T(2026, 3, 2, 12), T(2026, 3, 2, 10, 30), 30, 120),
        (Unit.HOUR, 24, T(2026, 3, 2, 20), T(2026, 3, 3, 10), 1440, 600),
        (Unit.CALENDAR_DAY, 5, T(2026, 3, 5, 12), T(2026, 3, 9, 17), 7, 3),
        (Unit.MONTH, 1, T(2026, 3, 12), T(2026, 4, 2, 17), 31, 10),
    ],
)
def test_used_and_remaining(
    cal: Almanac, unit: Unit, count: int, now: Any, due: Any, total: int, used: int
) -> None:
    """In days or in minutes; the days of a roll are days too."""
    reading = read(clock(cal, limit(count, unit), started(START)), now)

    assert (due, total, used) == (reading.due, reading.total, reading.used)
    assert total == used + (reading.remaining or 0)
    if unit in (Unit.WORKING_HOUR, Unit.HOUR):
        kinds = dict(reading.kinds)
        kinds.pop("makeup", None)
        assert total == kinds["worked"]
        assert kinds.pop("span") == sum(kinds.values())


def test_hours_of_the_clock_need_no_calendar(cal: Almanac) -> None:
    """Office minutes cannot be told then; all else can."""
    begin = T(2010, 3, 2, 10)
    reading = read(clock(cal, limit(5, Unit.HOUR), started(begin)), begin)

    assert (300, None) == (reading.remaining, reading.minutes)


def test_minutes_of_a_clock_that_stands_still(cal: Almanac) -> None:
    """Up to then, and for hours of the clock too."""
    for unit, paused in ((Unit.WORKING_HOUR, 120), (Unit.HOUR, 1320)):
        found = clock(
            cal,
            limit(30, unit),
            started(START),
            event("exclude", T(2026, 3, 2, 11), reason="testing"),
            event("resume", T(2026, 3, 2, 14)),
        )
        kinds = dict(read(found, found.changed).kinds)
        assert kinds["paused"] == (120 if unit is Unit.WORKING_HOUR else 180)
        again = clock(
            cal,
            limit(30, unit),
            *found.events,
            event("exclude", T(2026, 3, 3, 12), reason="testing"),
        )
        kinds = dict(read(again, T(2026, 3, 5)).kinds)
        kinds.pop("makeup", None)
        assert kinds.pop("span") == sum(kinds.values()) == 26 * 60
        assert paused


# --- refusals ---------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("code", "events"),
    [
        ("RS3401", [("stop", T(2026, 3, 2, 9), {})]),
        ("RS3402", [("stop", T(2026, 3, 4), {"id": "1"})]),
        ("RS3403", [("resume", T(2026, 3, 4), {})]),
        ("RS3403", [("resume", T(2026, 3, 4), {"reason": "testing"})]),
        ("RS3403", [("reopen", T(2026, 3, 4), {})]),
        ("RS3403", [("start", T(2026, 3, 4), {"limit": "x/reply"})]),
        ("RS3403", [("stop", T(2026, 3, 4), {}), ("stop", T(2026, 3, 5), {})]),
        (
            "RS3403",
            [
                ("exclude", T(2026, 3, 4), {"reason": "testing"}),
                ("exclude", T(2026, 3, 5), {"reason": "testing"}),
            ],
        ),
        ("RS3404", [("exclude", T(2026, 3, 4), {"reason": "weather"})]),
        ("RS3407", [("start", T(2026, 3, 4), {"limit": "x/other"})]),
        ("RS3407", [("revise", T(2026, 3, 4), {"limit": "x/o", "reason": "r"})]),
        (
            "RS3409",
            [("exclude", T(2026, 3, 4), {"reason": "testing", "since": T(2026, 3, 1)})],
        ),
        (
            "RS3412",
            [("exclude", T(2026, 3, 20), {"reason": "testing", "since": START})],
        ),
        ("RS3412", [("revise", T(2026, 3, 20), {"reason": "r"})]),
        ("RS3413", [("stop", T(2026, 3, 4), {"goal": "accept"})]),
    ],
)
def test_event_that_does_not_fit(cal: Almanac, code: str, events: list[Any]) -> None:
    """Refused as a whole, with what would fit."""
    first = started(START, id="1")
    made = [event(kind, at, **parts) for kind, at, parts in events]

    error = _refused(code, cal, limit(), first, *made)

    assert "c" in str(error)


def test_event_without_a_clock(cal: Almanac) -> None:
    """Nothing has started."""
    _refused("RS3413", cal, limit(), event("stop", START))


def test_limit_that_starts_on_something_else(cal: Almanac) -> None:
    """A decision is not counted from receipt if it starts on acceptance."""
    row = limit(starts=StartEvent.ACCEPTED)

    _refused("RS3408", cal, row, started(START, on="received"))
    assert clock(cal, row, started(START, on="accepted")).since == START


def test_limit_beyond_all_years_is_refused_at_once(cal: Almanac) -> None:
    """Not when somebody reads it."""
    with pytest.raises(CalendarError):
        clock(cal, limit(999_999), started(START))


def test_event_that_comes_twice_counts_once(cal: Almanac) -> None:
    """With and without an id, and even after others."""
    pause = event("exclude", T(2026, 3, 4), reason="testing")
    resume = event("resume", T(2026, 3, 5), id="7")
    once = clock(cal, limit(), started(START), pause, resume)

    assert once == clock(
        cal, limit(), started(START), pause, pause, resume, pause, resume
    )


# --- several clocks ---------------------------------------------------------


def _both(cal: Almanac, *events: ClockEvent) -> tuple[Clock, ...]:
    accept = limit(2, id="x/accept", goal=Goal.ACCEPT, pauses=("testing",))
    limits = {"x/reply": limit(), "x/accept": accept}
    first = (started(START), event("start", START, limit="x/accept"))
    return replay((*first, *events), limits, cal)


def test_event_without_a_goal_concerns_all_that_it_fits(cal: Almanac) -> None:
    """A reason that only one of them knows pauses that one."""
    for reason, open_ in (("testing", [1, 1]), ("supplement", [1, 0])):
        found = _both(cal, event("exclude", T(2026, 3, 3), reason=reason))
        assert open_ == [len(clock.open) for clock in found]


def test_event_with_a_goal_concerns_that_one(cal: Almanac) -> None:
    """And is refused if it does not fit there."""
    done = event("stop", T(2026, 3, 3), goal="accept")
    reply, accept = _both(cal, done)

    assert reply.ended is None
    assert accept.ended is not None
    with pytest.raises(ClockError, match="RS3404"):
        _both(cal, event("exclude", T(2026, 3, 3), goal="accept", reason="supplement"))


def test_what_has_been_done_must_be_said(cal: Almanac) -> None:
    """Two clocks run: which has stopped? With one left there is no question."""
    with pytest.raises(ClockError, match="RS3414"):
        _both(cal, event("stop", T(2026, 3, 3)))
    done = event("stop", T(2026, 3, 3), goal="accept")
    found = _both(cal, done, event("stop", T(2026, 3, 4)))
    assert all(clock.ended for clock in found)


def test_order_holds_for_the_request_as_a_whole(cal: Almanac) -> None:
    """Also between events of different clocks."""
    done = event("stop", T(2026, 3, 3), goal="accept")
    with pytest.raises(ClockError, match="RS3401"):
        _both(cal, done, event("exclude", START, goal="reply", reason="testing"))


def test_taking_an_event_leaves_the_clocks_alone(cal: Almanac) -> None:
    """Immutable, and other requests have other clocks."""
    limits = {"x/reply": limit()}
    before = take({}, started(START), limits, cal)
    after = take(before, event("stop", T(2026, 3, 3)), limits, cal)

    assert before["x/reply"].ended is None
    assert after["x/reply"].ended is not None
    other = ClockEvent(case="d", event=started(START).event, at=START, limit="x/reply")
    assert ["c", "d"] == [c.case for c in replay((started(START), other), limits, cal)]


def test_clock_of_a_year_without_data_never_runs_out(cal: Almanac) -> None:
    """It is provisional, and at risk; done late it is not missed."""
    begin = T(2026, 12, 28, 9)
    found = clock(cal, limit(), started(begin))
    reading = read(found, T(2027, 2, 1))

    assert reading.provisional
    assert ClockStatus.AT_RISK is reading.status
    done = clock(cal, limit(), started(begin), event("stop", T(2027, 2, 1)))
    assert ClockStatus.MET is read(done, done.changed).status
    assert done.ended is not None
    assert done.ended.provisional


def test_dates_of_the_fixture_are_what_they_are_said_to_be() -> None:
    """A Monday."""
    assert 1 == D(2026, 3, 2).isoweekday()
    assert isinstance(START, dt.datetime)
