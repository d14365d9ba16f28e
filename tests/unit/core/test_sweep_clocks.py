"""What is to be done by now: in order, once, and not at midnight."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

from regservice.core.clocks.fold import fold
from regservice.core.clocks.reading import read
from regservice.core.clocks.revision import revisions
from regservice.core.clocks.sweep import ActionKind, sweep
from regservice.core.workcal.almanac import Almanac
from regservice.errors import ClockError
from regservice.model.calendar import DaySpan
from regservice.model.grounds import Deemed
from regservice.model.legal import Validity
from regservice.model.vocab import (
    ClockStatus,
    Goal,
    LegalEffect,
    OnReroute,
    Reminders,
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
    rungs,
    started,
)

START = T(2026, 3, 2, 10)
DUE = T(2026, 3, 9, 17)
LADDER = {
    "warnings": marks("50%", "-1 working_day"),
    "ladder": rungs("80%", "100%", "+1 working_day", "+3 working_day"),
}


@pytest.fixture(scope="module")
def cal(make: Any) -> Almanac:
    """The year 2026."""
    return almanac(make)


def _done(found: Any, now: dt.datetime) -> list[tuple[str, str]]:
    return [
        (action.rung.split(":")[1], f"{action.at:%m-%d %H:%M}")
        for action in sweep([found], now)
    ]


def test_after_a_long_time_all_rungs_come_in_order(cal: Almanac) -> None:
    """As if each had been seen when it was due; reminders in office hours."""
    found = clock(cal, limit(**LADDER), started(START))

    assert [
        ("warn@50%", "03-06 09:00"),
        ("warn@-1 working_day", "03-09 09:00"),
        ("up1@80%", "03-09 09:00"),
        ("breach", "03-09 17:00"),
        ("up2@100%", "03-10 09:00"),
        ("up3@+1 working_day", "03-11 09:00"),
        ("up4@+3 working_day", "03-13 09:00"),
    ] == _done(found, T(2026, 6, 1))


def test_nothing_comes_early(cal: Almanac) -> None:
    """On the last minute nothing has run out."""
    found = clock(cal, limit(**LADDER), started(START))

    assert [] == _done(found, T(2026, 3, 6, 8, 59))
    assert [("warn@50%", "03-06 09:00")] == _done(found, T(2026, 3, 6, 9))
    assert "breach" not in dict(_done(found, DUE))
    assert "breach" in dict(_done(found, DUE + dt.timedelta(minutes=1)))


def test_reminders_at_any_time_if_the_row_says_so(cal: Almanac) -> None:
    """Some want to be woken."""
    row = limit(4, Unit.HOUR, warnings=marks("50%"), reminders=Reminders.ANY_TIME)
    found = clock(cal, row, started(T(2026, 3, 6, 23)))

    assert ("warn@50%", "03-07 01:00") == _done(found, T(2026, 3, 7, 2))[0]
    quiet = attrs.evolve(row, reminders=Reminders.OFFICE_HOURS)
    found = clock(cal, quiet, started(T(2026, 3, 6, 23)))
    assert ("warn@50%", "03-09 09:00") == _done(found, T(2026, 3, 10))[0]


def test_mark_before_the_beginning_never_comes(cal: Almanac) -> None:
    """Seen on the timeline: days and hours cannot be compared otherwise."""
    row = limit(2, Unit.WORKING_HOUR, warnings=marks("-1 working_day", "-1 month"))

    assert ["breach"] == [k for k, _ in _done(clock(cal, row, started(START)), DUE)]


@pytest.mark.parametrize(
    ("mark", "at"),
    [
        ("-90 working_minute", "03-09 15:30"),
        ("-2 hour", "03-09 15:00"),
        ("-1 calendar_day", "03-09 09:00"),
        ("-1 minute", "03-09 16:59"),
    ],
)
def test_marks_in_any_unit(cal: Almanac, mark: str, at: str) -> None:
    """The evening of Sunday becomes Monday morning."""
    found = clock(cal, limit(warnings=marks(mark)), started(START))

    assert [(f"warn@{mark}", at)] == _done(found, DUE)


def test_mark_beyond_all_years_is_left_out(cal: Almanac) -> None:
    """The others come all the same."""
    row = limit(ladder=rungs("+900 year", "+999999 hour"))
    found = clock(cal, row, started(START))

    assert ["breach"] == [k for k, _ in _done(found, T(2026, 6, 1))]
    assert read(found, T(2026, 6, 1)).next == DUE + dt.timedelta(hours=999_999)


def test_nothing_comes_of_what_is_not_timed(cal: Almanac) -> None:
    """Ever."""
    assert () == sweep([clock(cal, limit(None), started(START))], T(2030, 1, 1))


def test_standing_still_nothing_new_comes(cal: Almanac) -> None:
    """What had come before stays."""
    row = limit(**LADDER)
    pause = event("exclude", T(2026, 3, 6, 9), reason="testing")
    found = clock(cal, row, started(START), pause)

    assert ["warn@50%"] == [k for k, _ in _done(found, T(2026, 6, 1))]


def test_finished_in_time_nothing_comes(cal: Almanac) -> None:
    """Finished late, that it ran out stays to be recorded; nobody is reminded."""
    row = limit(**LADDER)
    met = clock(cal, row, started(START), event("stop", T(2026, 3, 4)))
    missed = clock(cal, row, started(START), event("stop", T(2026, 3, 20)))

    assert [] == _done(met, T(2026, 6, 1))
    assert [("breach", "03-09 17:00")] == _done(missed, T(2026, 6, 1))


def test_keys_stay_the_same_through_cycles_and_counts(cal: Almanac) -> None:
    """What ran out in an earlier cycle or count keeps its key."""
    events = [started(START), event("restart", T(2026, 3, 10), ground="whole")]
    first = sweep([clock(cal, limit(), events[0])], T(2026, 3, 10))
    again = sweep([clock(cal, limit(), *events)], T(2026, 4, 1))

    assert first[0].key == again[0].key == ("c", "reply", 1, "x/reply:breach")
    assert ("c", "reply", 1, "x/reply:breach#1") == again[1].key

    events += [event("stop", T(2026, 4, 1)), event("reopen", T(2026, 4, 2))]
    last = sweep([clock(cal, limit(), *events)], T(2026, 6, 1))
    assert [action.key for action in again] == [action.key for action in last[:2]]
    assert ("c", "reply", 2, "x/reply:breach") == last[2].key


def test_extended_limit_warns_again_by_its_new_end(cal: Almanac) -> None:
    """With a key of its own, because somebody may have been warned of the old end."""
    row = limit(warnings=marks("-1 working_day"))
    more = event("extend", T(2026, 3, 4), ground="hard", reason="r", by="b")
    found = clock(cal, row, started(START), more)

    assert [("warn@-1 working_day+", "03-11 09:00")] == _done(found, T(2026, 3, 11, 9))


def test_silence_counts_as_an_answer_where_the_law_says_so(cal: Almanac) -> None:
    """Deemed at the end, whether somebody answers afterwards or not."""
    row = limit(
        legal_effect=LegalEffect.STATUTORY,
        deemed=Deemed(outcome="视为同意", source=SRC),
    )
    open_ = clock(cal, row, started(START))
    late = clock(cal, row, started(START), event("stop", T(2026, 3, 20)))

    for found in (open_, late):
        actions = sweep([found], T(2026, 6, 1))
        assert ["breach", "deem"] == [str(a.kind) for a in actions]
        assert "视为同意" == actions[1].outcome
        deemed = read(found, T(2026, 6, 1)).deemed
        assert deemed is not None
    assert read(open_, DUE).deemed is None


def test_provisional_end_breaches_nothing(cal: Almanac) -> None:
    """Reminders before it come; nothing after it does."""
    row = limit(
        legal_effect=LegalEffect.STATUTORY,
        deemed=Deemed(outcome="视为同意", source=SRC),
        **LADDER,
    )
    found = clock(cal, row, started(T(2026, 12, 29, 9)))
    kinds = {action.kind for action in sweep([found], T(2027, 6, 1))}

    assert kinds == {ActionKind.WARN, ActionKind.ESCALATE}
    assert all(a.up < 2 for a in sweep([found], T(2027, 6, 1)))


def test_edition_that_moves_nothing_asks_for_nothing(make: Any) -> None:
    """Days off after the end."""
    usual = make.notice(2026, D(2026, 10, 10), published=D(2025, 11, 4))
    more = DaySpan(first=D(2026, 6, 1), last=D(2026, 6, 2), name="x")
    spans = (*usual.days_off, more)
    revised = make.notice(2026, published=D(2026, 3, 4), edition=2, days_off=spans)
    found = clock(almanac(make, usual, revised), limit(), started(START))

    assert () == sweep([found], T(2026, 3, 5))
    assert () == revisions([found], T(2026, 3, 5))


# --- change -----------------------------------------------------------------


@pytest.fixture
def longer(make: Any) -> Almanac:
    """On 4 March it becomes known that 5 and 6 March are off too."""
    usual = make.notice(2026, D(2026, 10, 10), published=D(2025, 11, 4))
    more = DaySpan(first=D(2026, 3, 5), last=D(2026, 3, 6), name="x")
    spans = (*usual.days_off, more)
    revised = make.notice(
        2026, D(2026, 10, 10), published=D(2026, 3, 4), edition=2, days_off=spans
    )
    return almanac(make, usual, revised)


def test_new_edition_asks_for_a_revision(longer: Almanac) -> None:
    """With the old end and the new one; until then the clock stays as it is."""
    found = clock(longer, limit(), started(START))
    assert [] == list(sweep([found], T(2026, 3, 3)))

    (action,) = sweep([found], T(2026, 3, 4, 12))

    assert ActionKind.REVISE is action.kind
    assert (DUE, T(2026, 3, 11, 17)) == (action.due, action.new)
    assert D(2026, 3, 4) == action.known
    (row,) = revisions([found], T(2026, 3, 4, 12))
    assert ("cn/2026/2",) == row.rows
    assert row.new is not None
    assert (DUE, T(2026, 3, 11, 17)) == (row.old.due, row.new.due)

    after = clock(longer, limit(), started(START), row.event(T(2026, 3, 4, 12), "new"))
    assert T(2026, 3, 11, 17) == read(after, after.changed).due
    assert [] == list(sweep([after], T(2026, 3, 5)))
    assert () == revisions([after], T(2026, 3, 5))


def test_what_was_known_in_time_keeps_it_from_running_out(longer: Almanac) -> None:
    """Though nobody revised it: it runs on by the end that was put off."""
    found = clock(longer, limit(), started(START))

    for now, status in (
        (T(2026, 3, 10), ClockStatus.RUNNING),
        (T(2026, 3, 11, 17), ClockStatus.RUNNING),
        (T(2026, 3, 11, 17, 1), ClockStatus.OVERDUE),
    ):
        assert status is read(found, now).status
        late = status is ClockStatus.OVERDUE
        kinds = [a.kind for a in sweep([found], now)]
        assert kinds == [ActionKind.REVISE, ActionKind.BREACH][: 1 + late]
        if not late:
            reading = read(found, now)
            assert T(2026, 3, 11, 17) == reading.due
            assert reading.revision is not None
            assert DUE == reading.revision.old.due
            assert (reading.remaining or 0) >= 0
    pause = event("exclude", T(2026, 3, 10, 9), reason="testing")
    paused = clock(longer, limit(), started(START), pause)
    assert ClockStatus.PAUSED is read(paused, T(2026, 3, 20)).status
    stopped = clock(longer, limit(), started(START), event("stop", T(2026, 3, 11, 17)))
    assert ClockStatus.MET is read(stopped, stopped.changed).status
    assert T(2026, 3, 11, 17) == read(stopped, stopped.changed).due


def test_edition_that_brings_the_end_forward_counts_from_the_revision(
    make: Any,
) -> None:
    """Saturday 7 March is made up for: what was told stays until somebody revises."""
    usual = make.notice(2026, D(2026, 10, 10), published=D(2025, 11, 4))
    for known in (D(2026, 3, 4), D(2026, 3, 8)):
        days = D(2026, 10, 10), D(2026, 3, 7)
        earlier = make.notice(2026, *days, published=known, edition=2)
        cal = almanac(make, usual, earlier)
        found = clock(cal, limit(), started(START))
        for now in (T(2026, 3, 8, 12), DUE):
            reading = read(found, now)
            assert (ClockStatus.RUNNING, DUE) == (reading.status, reading.due)
            (action,) = sweep([found], now)
            assert (ActionKind.REVISE, T(2026, 3, 7, 17)) == (action.kind, action.new)
        late = read(found, DUE + dt.timedelta(minutes=1))
        assert (ClockStatus.OVERDUE, DUE) == (late.status, late.due)
        stopped = clock(cal, limit(), started(START), event("stop", DUE))
        assert ClockStatus.MET is read(stopped, DUE).status
        after = clock(
            cal, limit(), started(START), event("revise", T(2026, 3, 8, 12), reason="r")
        )
        assert ClockStatus.OVERDUE is read(after, T(2026, 3, 8, 12)).status


def test_moving_the_beginning_alone_is_an_extension_without_a_ground(
    cal: Almanac,
) -> None:
    """And another limit from now on is another count, with keys of its own."""
    found = clock(cal, limit(warnings=marks("40%")), started(START))
    rows = {"x/reply": found.limit, "x/new": limit(8, id="x/new")}
    same = event("revise", T(2026, 3, 5), limit="x/reply", reason="r", from_start=False)
    with pytest.raises(ClockError, match="RS3417"):
        fold(found, same, rows)
    other = event("revise", T(2026, 3, 5), limit="x/new", reason="r", from_start=False)
    moved = fold(found, other, rows)
    assert (1, T(2026, 3, 17, 17)) == (moved.leg, read(moved, moved.changed).due)
    more = event("extend", T(2026, 3, 4), ground="hard", reason="r", by="b")
    longer = fold(found, more, rows)
    assert moved.timing == fold(longer, other, rows).timing


def test_moving_a_clock_that_stands_still(cal: Almanac) -> None:
    """The pause goes on if the new limit knows its reason; else it is refused."""
    pause = event("exclude", T(2026, 3, 3, 9), reason="testing")
    found = clock(cal, limit(), started(START), pause)
    rows = {
        "x/new": limit(8, id="x/new"),
        "x/none": limit(8, id="x/none", pauses=()),
    }
    move = {"reason": "r", "from_start": False}
    at = T(2026, 3, 5, 9)
    moved = fold(found, event("revise", at, limit="x/new", **move), rows)
    reading = read(moved, T(2026, 3, 20, 9))
    assert (0, 8, ClockStatus.PAUSED) == (
        reading.used,
        reading.remaining,
        reading.status,
    )
    with pytest.raises(ClockError, match="RS3404"):
        fold(found, event("revise", at, limit="x/none", **move), rows)


def test_revision_keeps_the_limit_of_a_restart(cal: Almanac) -> None:
    """Three days, not the whole of the new limit, if it has the same ground."""
    anew = event("restart", T(2026, 3, 4), ground="supplied")
    found = clock(cal, limit(), started(START), anew)
    longer = limit(9, warnings=marks("50%"))

    (row,) = revisions([found], T(2026, 3, 5), {"x/reply": longer})
    assert row.new is not None
    assert T(2026, 3, 9, 17) == row.old.due == row.new.due
    none = limit(9, restarts=())
    (row,) = revisions([found], T(2026, 3, 5), {"x/reply": none})
    assert row.new is not None
    assert T(2026, 3, 17, 17) == row.new.due


@pytest.mark.parametrize(
    "ends", [[event("stop", T(2026, 3, 3))], [event("withdraw", T(2026, 3, 3))]]
)
def test_what_has_ended_is_not_revised(longer: Almanac, ends: Any) -> None:
    """A fact."""
    found = clock(longer, limit(), started(START), *ends)

    assert () == revisions([found], T(2026, 3, 20))
    assert DUE == found.ended.due if found.ended else False


def test_what_ran_out_before_it_was_known_is_not_revised(longer: Almanac) -> None:
    """A breach is a fact too."""
    found = clock(longer, limit(1), started(START))  # due on 3 March

    assert [ActionKind.BREACH] == [a.kind for a in sweep([found], T(2026, 3, 20))]
    assert () == revisions([found], T(2026, 3, 20))
    assert () == revisions([clock(longer, limit(None), started(START))], DUE)


def test_new_policy_is_listed_and_moved_to_by_an_event(cal: Almanac) -> None:
    """From where the count began, with its pauses, unless the event says otherwise."""
    pause = event("exclude", T(2026, 3, 3, 9), reason="testing")
    resume = event("resume", T(2026, 3, 4, 9))
    found = clock(cal, limit(), started(START), pause, resume)
    shorter = limit(3)
    (row,) = revisions([found], T(2026, 3, 5, 9), {"x/reply": shorter})

    assert ("x/reply",) == row.rows
    assert row.new is not None
    assert (T(2026, 3, 10, 17), T(2026, 3, 6, 17)) == (row.old.due, row.new.due)
    assert not row.late
    assert revisions([found], T(2026, 3, 9, 9), {"x/reply": shorter})[0].late

    base = (started(START), pause, resume)
    at = T(2026, 3, 5, 9)
    for parts, due in (
        ({}, T(2026, 3, 6, 17)),
        ({"keep_pauses": False}, T(2026, 3, 5, 17)),
        ({"from_start": False}, T(2026, 3, 10, 17)),
    ):
        move = event("revise", at, limit="x/reply", reason="r", **parts)
        limits = {"x/reply": shorter}
        moved = fold(clock(cal, limit(), *base), move, limits)
        assert due == read(moved, at).due


def test_row_that_ended_is_succeeded_by_the_one_that_began_then(cal: Almanac) -> None:
    """For the same goal, under the same condition; if there is only one."""
    end = D(2026, 3, 4)
    old = limit(validity=Validity(end=end))
    new = limit(3, id="x/new", validity=Validity(start=end))
    other = limit(2, id="x/other", goal=Goal.ACCEPT, validity=Validity(start=end))
    late = limit(2, id="x/late", validity=Validity(start=D(2026, 4, 1)))
    rows = {row.id: row for row in (old, new, other, late)}
    found = clock(cal, old, started(START))

    assert () == revisions([found], T(2026, 3, 3, 9), rows)
    (row,) = revisions([found], T(2026, 3, 4, 9), rows)
    assert (("x/new",), "x/new") == (row.rows, row.limit)
    moved = fold(found, row.event(T(2026, 3, 4, 9), "new policy"), rows)
    assert T(2026, 3, 5, 17) == read(moved, moved.changed).due
    twice = {**rows, "x/twin": limit(9, id="x/twin", validity=Validity(start=end))}
    assert () == revisions([found], T(2026, 3, 4, 9), twice)


def test_new_policy_without_a_limit(cal: Almanac) -> None:
    """It would not be timed any more; a row that is gone changes nothing."""
    found = clock(cal, limit(), started(START))
    (row,) = revisions([found], T(2026, 3, 3), {"x/reply": limit(None)})

    assert row.new is None
    assert () == revisions([found], T(2026, 3, 3), {})


def test_extension_is_not_moved_to_another_unit(cal: Almanac) -> None:
    """So many days cannot become so many hours."""
    more = event("extend", T(2026, 3, 3), ground="hard", reason="r", by="b")
    found = clock(cal, limit(), started(START), more)
    hours = {"x/reply": limit(9, Unit.WORKING_HOUR)}
    move = event("revise", T(2026, 3, 4), limit="x/reply", reason="r")

    with pytest.raises(ClockError, match="RS3403"):
        fold(found, move, hours)


def test_reroute_that_restarts_counts_by_what_is_known_then(longer: Almanac) -> None:
    """A new count, and the breach of the old one if there was one."""
    row = limit(on_reroute=OnReroute.RESTART)
    found = clock(longer, row, started(START), event("reroute", T(2026, 3, 4), to="b"))

    assert T(2026, 3, 13, 17) == read(found, found.changed).due
