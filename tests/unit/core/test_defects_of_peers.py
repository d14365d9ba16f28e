"""Defects that users of other systems report, each named after its report."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from regservice.core.limits import reckon
from regservice.core.workcal.build import compile_calendar
from regservice.core.workcal.calendar import WorkingCalendar
from regservice.errors import CalendarError
from regservice.model.calendar import DaySpan
from regservice.model.vocab import Unit

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
