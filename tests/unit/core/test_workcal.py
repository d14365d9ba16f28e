"""Working days and office minutes on a compiled calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from regservice.core.workcal.build import compile_calendar
from regservice.core.workcal.calendar import WorkingCalendar
from regservice.errors import CalendarError
from regservice.model.calendar import OfficeInterval

D = dt.date
T = dt.datetime
FRIDAY, SATURDAY, MONDAY = D(2026, 3, 6), D(2026, 3, 7), D(2026, 3, 9)


@pytest.fixture(scope="module")
def cal(make: Any) -> WorkingCalendar:
    """Two years; 1 to 7 October are off, 10 October 2026 is made up for."""
    notices = (make.notice(2026, D(2026, 10, 10)), make.notice(2025))
    return compile_calendar(make.pattern(), notices)


def test_calendar_reaches_from_the_first_notice_to_its_horizon(
    cal: WorkingCalendar,
) -> None:
    """The order of the notices does not matter."""
    assert (D(2025, 1, 1), D(2026, 12, 31)) == (cal.first, cal.last)
    assert D(2056, 12, 31) == cal.horizon
    assert 420 == cal.count_minutes(T(2026, 3, 6), T(2026, 3, 7))


@pytest.mark.parametrize(
    ("day", "working", "off", "makeup"),
    [
        (FRIDAY, True, False, False),
        (SATURDAY, False, False, False),
        (D(2026, 10, 1), False, True, False),
        (D(2026, 10, 3), False, True, False),
        (D(2026, 10, 8), True, False, False),
        (D(2026, 10, 10), True, False, True),
        (D(2027, 1, 1), False, True, False),
        (D(2026, 1, 1), True, False, False),
    ],
)
def test_makeup_day_beats_holiday_beats_weekly_pattern(
    cal: WorkingCalendar, day: dt.date, *, working: bool, off: bool, makeup: bool
) -> None:
    """Fixed days count only beyond the published years."""
    assert (working, off, makeup) == (
        cal.is_working(day),
        cal.is_day_off(day),
        cal.is_makeup(day),
    )


def test_makeup_day_inside_a_block_of_days_off_is_worked(make: Any) -> None:
    """Where a notice says both, the day is worked."""
    both = compile_calendar(make.pattern(), [make.notice(2026, D(2026, 10, 2))])

    assert both.is_working(D(2026, 10, 2))


def test_answers_beyond_the_last_notice_are_provisional(cal: WorkingCalendar) -> None:
    """The last published day is still firm."""
    assert [False, True] == [
        cal.is_provisional(day) for day in (D(2026, 12, 31), D(2027, 1, 1))
    ]


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (FRIDAY, 0, FRIDAY),
        (SATURDAY, 0, SATURDAY),
        (FRIDAY, 1, MONDAY),
        (SATURDAY, 1, MONDAY),
        (MONDAY, -1, FRIDAY),
        (SATURDAY, -1, FRIDAY),
        (D(2026, 9, 30), 3, D(2026, 10, 10)),
        (D(2026, 9, 30), 4, D(2026, 10, 12)),
        (D(2026, 10, 12), -4, D(2026, 9, 30)),
    ],
)
def test_nth_working_day_does_not_count_the_start(
    cal: WorkingCalendar, start: dt.date, days: int, expected: dt.date
) -> None:
    """Forward and backward mirror each other, over holidays and make-up days."""
    assert expected == cal.add(start, days)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (FRIDAY, FRIDAY, 0),
        (FRIDAY, SATURDAY, 0),
        (FRIDAY, MONDAY, 1),
        (MONDAY, FRIDAY, -1),
        (D(2026, 9, 30), D(2026, 10, 12), 4),
    ],
)
def test_count_has_the_end_and_not_the_start(
    cal: WorkingCalendar, start: dt.date, end: dt.date, expected: int
) -> None:
    """The working days in (start, end], with a sign."""
    assert expected == cal.count(start, end)


def test_roll_moves_only_days_that_are_not_worked(cal: WorkingCalendar) -> None:
    """A day that is worked stays."""
    assert [FRIDAY, MONDAY] == [cal.roll(day) for day in (FRIDAY, SATURDAY)]


EARLY, LATE = D(2024, 12, 31), D(2057, 1, 1)


@pytest.mark.parametrize(
    "call",
    [
        lambda c: c.is_working(EARLY),
        lambda c: c.is_working(LATE),
        lambda c: c.add(EARLY, 1),
        lambda c: c.add(LATE, -1),
        lambda c: c.add(EARLY, 0),
        lambda c: c.add(D(2025, 1, 1), -1),
        lambda c: c.add(D(2056, 12, 1), 99),
        lambda c: c.count(EARLY, FRIDAY),
        lambda c: c.count(FRIDAY, LATE),
        lambda c: c.roll(LATE),
        lambda c: c.add_minutes(T(2024, 12, 31, 9), 1),
        lambda c: c.add_minutes(T(2024, 12, 31, 9), 0),
        lambda c: c.add_minutes(T(2056, 12, 1, 9), 999_999),
    ],
)
def test_beyond_its_days_a_calendar_has_no_answer(
    cal: WorkingCalendar, call: Callable[[WorkingCalendar], object]
) -> None:
    """It is an error, never a guess."""
    with pytest.raises(CalendarError) as caught:
        call(cal)

    assert ["RS3301"] == [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("start", "minutes", "expected"),
    [
        (T(2026, 3, 6, 9, 0), 0, T(2026, 3, 6, 9, 0)),
        (T(2026, 3, 7, 3, 0), 0, T(2026, 3, 7, 3, 0)),
        (T(2026, 3, 6, 9, 0), 1, T(2026, 3, 6, 9, 1)),
        (T(2026, 3, 6, 0, 0), 60, T(2026, 3, 6, 10, 0)),
        (T(2026, 3, 6, 9, 0), 180, T(2026, 3, 6, 12, 0)),
        (T(2026, 3, 6, 9, 0), 181, T(2026, 3, 6, 13, 1)),
        (T(2026, 3, 6, 12, 30), 60, T(2026, 3, 6, 14, 0)),
        (T(2026, 3, 6, 9, 0), 420, T(2026, 3, 6, 17, 0)),
        (T(2026, 3, 6, 16, 30), 60, T(2026, 3, 9, 9, 30)),
        (T(2026, 3, 6, 20, 0), 1, T(2026, 3, 9, 9, 1)),
        (T(2026, 3, 7, 10, 0), 30, T(2026, 3, 9, 9, 30)),
        (T(2026, 9, 30, 16, 59), 2, T(2026, 10, 8, 9, 1)),
    ],
)
def test_only_office_minutes_pass(
    cal: WorkingCalendar, start: dt.datetime, minutes: int, expected: dt.datetime
) -> None:
    """Lunch, nights and days off do not count; a full interval ends at its end."""
    assert expected == cal.add_minutes(start, minutes)


def test_office_may_be_open_round_the_clock(make: Any) -> None:
    """The end of the last interval may be midnight."""
    hours = (OfficeInterval(opens=0, closes=1440),)
    cal = compile_calendar(make.pattern(hours=hours), [make.notice(2026)])

    assert T(2026, 3, 7, 0, 0) == cal.add_minutes(T(2026, 3, 6, 0, 0), 1440)
    assert T(2026, 3, 7, 0, 0) == cal.closing(FRIDAY)


def test_closing_is_the_end_of_the_last_interval(cal: WorkingCalendar) -> None:
    """The last moment of a day is the end of office hours."""
    assert T(2026, 3, 6, 17, 0) == cal.closing(FRIDAY)
