"""Defects that users of other systems report, each named after its report."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from regservice.core.clocks.cases import replay
from regservice.core.clocks.fold import fold
from regservice.core.clocks.reading import read
from regservice.core.clocks.sweep import ActionKind, sweep
from regservice.core.limits import reckon
from regservice.core.workcal.build import compile_calendar
from regservice.core.workcal.calendar import WorkingCalendar
from regservice.errors import CalendarError
from regservice.model.calendar import DaySpan
from regservice.model.vocab import ClockStatus, Goal, OnReroute, StartEvent, Unit
from tests.unit.core.clocking import almanac, clock, event, limit, marks, rungs, started

D, T = dt.date, dt.datetime


@pytest.fixture(scope="module")
def cal(make: Any) -> WorkingCalendar:
    """1 to 7 October 2026 are off, Saturday 10 October is made up for."""
    return compile_calendar(make.pattern(), [make.notice(2026, D(2026, 10, 10))])


def test_lunch_is_not_working_time(cal: WorkingCalendar) -> None:
    """frappe/helpdesk#2212, chatwoot#14009: one interval a day counted lunch."""
    assert 0 == cal.count_minutes(T(2026, 3, 2, 12), T(2026, 3, 2, 13))
    assert T(2026, 3, 2, 13, 30) == cal.add_minutes(T(2026, 3, 2, 11, 30), 60)


def test_day_off_never_makes_a_deadline_earlier(make: Any) -> None:
    """django-helpdesk: more holidays made it fire sooner."""
    plain = compile_calendar(make.pattern(), [make.notice(2026)])
    for first in range(1, 29):
        more = DaySpan(first=D(2026, 3, first), last=D(2026, 3, first), name="x")
        spans = (*make.notice(2026).days_off, more)
        fewer = compile_calendar(make.pattern(), [make.notice(2026, days_off=spans)])
        for days in (1, 5, 20):
            assert plain.add(D(2026, 3, 2), days) <= fewer.add(D(2026, 3, 2), days)


def test_makeup_day_never_makes_a_deadline_later(make: Any) -> None:
    """rickar/cal#106, workalendar#628: worked weekends were impossible or missing."""
    plain = compile_calendar(make.pattern(), [make.notice(2026)])
    for day in (D(2026, 3, 7), D(2026, 3, 8), D(2026, 10, 10)):
        more = compile_calendar(make.pattern(), [make.notice(2026, day)])
        assert more.is_working(day)
        assert more.add(D(2026, 3, 2), 10) <= plain.add(D(2026, 3, 2), 10)
        assert more.add(D(2026, 10, 8), 2) <= plain.add(D(2026, 10, 8), 2)


def test_office_may_be_open_until_midnight(make: Any) -> None:
    """zammad#3180: 23:59 lost a minute every night."""
    from regservice.model.calendar import OfficeInterval

    hours = (OfficeInterval(opens=0, closes=1440),)
    cal = compile_calendar(make.pattern(hours=hours), [make.notice(2026)])

    assert 1440 == cal.count_minutes(T(2026, 3, 2), T(2026, 3, 3))
    assert T(2026, 3, 3) == cal.add_minutes(T(2026, 3, 2), 1440)
    assert T(2026, 3, 3, 0, 1) == cal.add_minutes(T(2026, 3, 2, 23, 59), 2)


def test_pause_over_a_weekend_excludes_no_working_day(cal: WorkingCalendar) -> None:
    """glpi#10594, erpnext PR#47029: measuring and adding knew different days."""
    weekend = [(D(2026, 3, 7), D(2026, 3, 9))]
    plain = reckon(cal, T(2026, 3, 5), 3, Unit.WORKING_DAY)

    assert plain.due == reckon(cal, T(2026, 3, 5), 3, Unit.WORKING_DAY, weekend).due


def test_overlapping_pauses_count_once(cal: WorkingCalendar) -> None:
    """erpnext PR#47884: time on hold was added wrongly."""
    one = (D(2026, 3, 3), D(2026, 3, 6))
    two = (D(2026, 3, 5), D(2026, 3, 7))
    whole = (D(2026, 3, 3), D(2026, 3, 7))
    found = [
        reckon(cal, T(2026, 3, 2), 5, Unit.WORKING_DAY, pauses)
        for pauses in ([one, two], [two, one], [whole])
    ]

    assert 1 == len({(sum_.due, sum_.paused) for sum_ in found})


def test_days_are_dates_and_not_86400_seconds(cal: WorkingCalendar) -> None:
    """lennym/moment-business-time#58: an hour at a change of the clock was lost."""
    days = [cal.add(D(2026, 3, 2), n) for n in range(1, 200)]

    assert sorted(set(days)) == days
    assert all(cal.count(D(2026, 3, 2), day) == n for n, day in enumerate(days, 1))


def test_last_day_on_a_holiday_moves_behind_it(cal: WorkingCalendar) -> None:
    """A term does not end on a day without business (民法典 第203条)."""
    found = reckon(cal, T(2026, 9, 28), 4, Unit.CALENDAR_DAY)

    assert (D(2026, 10, 2), D(2026, 10, 8)) == (found.nominal, found.due_date)


def test_year_without_a_notice_is_no_crash_and_no_fact(cal: WorkingCalendar) -> None:
    """chinese-calendar#94, nager/Nager.Date#1075: an error, or a guess sold as law."""
    found = reckon(cal, T(2026, 12, 28), 10, Unit.WORKING_DAY)

    assert found.provisional


def test_week_without_a_working_day_ends(make: Any) -> None:
    """OCA/project#73: no working time at all never came back."""
    with pytest.raises(ValueError, match="RS11"):
        make.pattern(weekdays=())
    off = (DaySpan(first=D(2026, 1, 1), last=D(2026, 12, 31), name="x"),)
    cal = compile_calendar(make.pattern(), [make.notice(2026, days_off=off)])

    assert D(2027, 1, 4) == cal.add(D(2026, 1, 1), 1)
    with pytest.raises(CalendarError):
        cal.add(D(2026, 6, 1), -1)


# --- clocks: a Monday at 10, five working days, so that it is due on 9 March at 17 ----

MONDAY, DUE = T(2026, 3, 2, 10), T(2026, 3, 9, 17)


def test_pause_does_not_keep_ticking(make: Any) -> None:
    """frappe/helpdesk#1554, open-zaak#885: "suspended" changed nothing."""
    pause = event("exclude", T(2026, 3, 3, 9), reason="testing")
    found = clock(almanac(make), limit(), started(MONDAY), pause)

    for days in (1, 30, 200):
        reading = read(found, T(2026, 3, 3, 9) + dt.timedelta(days=days))
        assert (ClockStatus.PAUSED, None) == (reading.status, reading.due)
        assert (0, 5) == (reading.used, reading.remaining)


def test_hold_over_a_weekend_takes_no_working_time(make: Any) -> None:
    """glpi#10594, erpnext PR#47172: a hold from closing to opening added days."""
    events = (
        event("exclude", T(2026, 3, 6, 17), reason="testing"),
        event("resume", T(2026, 3, 9, 9), reason="testing"),
    )
    row = limit(20, Unit.WORKING_HOUR)
    plain = clock(almanac(make), row, started(T(2026, 3, 5, 9)))
    held = clock(almanac(make), row, started(T(2026, 3, 5, 9)), *events)

    assert read(plain, DUE).due == read(held, DUE).due


def test_change_of_policy_keeps_the_pauses(make: Any) -> None:
    """glpi#6902, #15605: another priority, and all pauses were lost."""
    events = (
        started(MONDAY),
        event("exclude", T(2026, 3, 3, 9), reason="testing"),
        event("resume", T(2026, 3, 5, 9), reason="testing"),
    )
    found = clock(almanac(make), limit(), *events)
    move = event("revise", T(2026, 3, 5, 9), limit="x/reply", reason="key request")
    moved = fold(found, move, {"x/reply": limit(3)})

    assert T(2026, 3, 9, 17) == read(moved, moved.changed).due  # and not on 5 March
    assert ClockStatus.RUNNING is read(moved, moved.changed).status


def test_overlapping_pauses_of_a_clock_count_once(make: Any) -> None:
    """zammad: pauses were keyed by day, and one overwrote or doubled the other."""
    both = (
        event("exclude", T(2026, 3, 3, 9), reason="testing"),
        event("exclude", T(2026, 3, 3, 9), reason="supplement"),
        event("resume", T(2026, 3, 5, 9)),
    )
    one = (both[0], both[2])
    dues = {
        read(clock(almanac(make), limit(), started(MONDAY), *events), DUE).due
        for events in (both, one)
    }

    assert {T(2026, 3, 11, 17)} == dues


def test_group_that_takes_over_is_not_late_already(make: Any) -> None:
    """glpi#1911: handed over at 10:30 with an hour from 9:00."""
    begin, handed = T(2026, 3, 2, 9), T(2026, 3, 2, 10, 30)
    row = limit(1, Unit.WORKING_HOUR, on_reroute=OnReroute.RESTART)
    found = clock(almanac(make), row, started(begin), event("reroute", handed, to="b"))
    assert T(2026, 3, 2, 11, 30) == read(found, handed).due

    own = limit(1, Unit.WORKING_HOUR, id="x/own", starts=StartEvent.ASSIGNED)
    first = event("start", handed, limit="x/own", on="assigned")
    assert T(2026, 3, 2, 11, 30) == read(clock(almanac(make), own, first), handed).due


def test_reminders_do_not_come_at_midnight_or_on_sunday(make: Any) -> None:
    """zammad#4432."""
    row = limit(
        7,
        Unit.CALENDAR_DAY,
        warnings=marks("-2 calendar_day", "-20 hour", "50%"),
        ladder=rungs("+1 calendar_day", "+7 hour"),
    )
    found = clock(almanac(make), row, started(T(2026, 3, 2, 23)))
    cal = found.calendar
    reminders = [
        action
        for action in sweep([found], T(2026, 6, 1))
        if action.kind in (ActionKind.WARN, ActionKind.ESCALATE)
    ]

    assert 5 == len(reminders)
    assert all(action.at == cal.next_open(action.at) for action in reminders)


def test_closed_item_is_not_shown_as_failed(make: Any) -> None:
    """erpnext PR#38745 and others: a finished item went on to be overdue."""
    found = clock(almanac(make), limit(), started(MONDAY), event("stop", DUE))

    for year in (2026, 2027, 2030):
        assert ClockStatus.MET is read(found, T(year, 12, 31)).status
        assert () == sweep([found], T(year, 12, 31))


def test_time_between_solving_and_reopening_is_nobody_s(make: Any) -> None:
    """glpi#23359: it was counted as pending."""
    events = (event("stop", T(2026, 3, 3)), event("reopen", T(2026, 5, 11)))
    found = clock(almanac(make), limit(), started(MONDAY), *events)

    assert T(2026, 5, 18, 17) == read(found, found.changed).due


def test_other_goals_stop_with_their_own_event(make: Any) -> None:
    """chatwoot#10178, zammad#5177: one goal ran on, or ran out, for another."""
    update = limit(2, id="x/update", goal=Goal.PROGRESS_UPDATE)
    limits = {"x/reply": limit(), "x/update": update}
    first = (started(MONDAY), event("start", MONDAY, limit="x/update"))
    done = event("stop", T(2026, 3, 3), goal="progress_update")
    reply, told = replay((*first, done), limits, almanac(make))

    assert ClockStatus.MET is read(told, T(2026, 4, 1)).status
    assert ClockStatus.OVERDUE is read(reply, T(2026, 4, 1)).status
    assert {"x/reply:breach"} == {a.rung for a in sweep([reply, told], T(2026, 4, 1))}


def test_flapping_buys_no_time(make: Any) -> None:
    """frappe/helpdesk PR#3639: pausing and resuming on one day changes nothing."""
    events = []
    for hour in range(9, 17):
        events.append(event("exclude", T(2026, 3, 4, hour), reason="testing"))
        events.append(event("resume", T(2026, 3, 4, hour, 30), reason="testing"))
    found = clock(almanac(make), limit(), started(MONDAY), *events)

    assert read(found, DUE).due == DUE
