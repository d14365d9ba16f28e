"""When a time limit ends, and how its arithmetic adds up."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from regservice.core.limits import Pause, Reckoning, reckon
from regservice.core.workcal import WorkingCalendar, compile_calendar
from regservice.errors import CalendarError
from regservice.model.vocab import Unit

D = dt.date
T = dt.datetime


@pytest.fixture(scope="module")
def cal(make: Any) -> WorkingCalendar:
    """1 to 7 October 2026 are off, Saturday 10 October is made up for."""
    return compile_calendar(make.pattern(), [make.notice(2026, D(2026, 10, 10))])


def _sum(found: Reckoning) -> dict[str, int]:
    return {
        name: getattr(found, name)
        for name in ("span", "worked", "makeup", "holidays", "weekends", "paused")
    }


def test_limit_ends_on_the_working_day_that_completes_it(cal: WorkingCalendar) -> None:
    """Five working days from the day before a holiday, with a make-up day."""
    found = reckon(cal, T(2026, 9, 30, 10), 5, Unit.WORKING_DAY)

    assert T(2026, 10, 13, 17, 0) == found.due
    assert {
        "span": 13,
        "worked": 5,
        "makeup": 1,
        "holidays": 7,
        "weekends": 1,
        "paused": 0,
    } == _sum(found)
    assert (False, found.due_date) == (found.provisional, found.nominal)


def test_receipt_after_hours_or_on_a_day_off_counts_from_the_next_working_day(
    cal: WorkingCalendar,
) -> None:
    """The day of the start never counts, whatever its hour."""
    starts = [T(2026, 3, 6, 8), T(2026, 3, 6, 23), T(2026, 3, 7, 9), T(2026, 3, 8, 9)]

    dues = {reckon(cal, start, 1, Unit.WORKING_DAY).due_date for start in starts}

    assert {D(2026, 3, 9)} == dues


def test_pause_moves_the_end_by_the_working_days_it_excludes(
    cal: WorkingCalendar,
) -> None:
    """The day on which counting resumes counts again."""
    pauses: list[Pause] = [
        (D(2026, 3, 3), D(2026, 3, 5)),
        (D(2026, 3, 7), D(2026, 3, 8)),
    ]

    found = reckon(cal, T(2026, 3, 2, 10), 3, Unit.WORKING_DAY, pauses)

    assert D(2026, 3, 9) == found.due_date
    assert {
        "span": 7,
        "worked": 3,
        "makeup": 0,
        "holidays": 0,
        "weekends": 2,
        "paused": 2,
    } == _sum(found)


def test_empty_pause_changes_nothing(cal: WorkingCalendar) -> None:
    """A pause that ends on its first day excludes none."""
    day = D(2026, 3, 4)
    start = T(2026, 3, 2, 10)

    assert reckon(cal, start, 3, Unit.WORKING_DAY) == reckon(
        cal, start, 3, Unit.WORKING_DAY, [(day, day)]
    )


def test_backward_limit_ends_that_many_working_days_before(
    cal: WorkingCalendar,
) -> None:
    """The expiry itself does not count; the sum adds up backward too."""
    found = reckon(cal, T(2026, 10, 12, 0), -3, Unit.WORKING_DAY)

    assert D(2026, 10, 8) == found.due_date
    assert (4, 3, 1, 0, 1) == tuple(_sum(found).values())[:5]


@pytest.mark.parametrize(
    ("start", "count", "unit", "nominal", "end"),
    [
        (T(2026, 3, 2, 9), 4, Unit.CALENDAR_DAY, D(2026, 3, 6), D(2026, 3, 6)),
        (T(2026, 3, 2, 9), 5, Unit.CALENDAR_DAY, D(2026, 3, 7), D(2026, 3, 9)),
        (T(2026, 9, 30, 9), 2, Unit.CALENDAR_DAY, D(2026, 10, 2), D(2026, 10, 8)),
        (T(2026, 1, 31, 9), 1, Unit.MONTH, D(2026, 2, 28), D(2026, 3, 2)),
        (T(2026, 3, 31, 9), 1, Unit.MONTH, D(2026, 4, 30), D(2026, 4, 30)),
        (T(2026, 12, 15, 9), 1, Unit.MONTH, D(2027, 1, 15), D(2027, 1, 15)),
        (T(2028, 2, 29, 9), 1, Unit.YEAR, D(2029, 2, 28), D(2029, 2, 28)),
        (T(2026, 3, 31, 9), -1, Unit.MONTH, D(2026, 2, 28), D(2026, 2, 28)),
        (T(2026, 6, 1, 9), -5, Unit.CALENDAR_DAY, D(2026, 5, 27), D(2026, 5, 27)),
        (T(2027, 3, 1, 9), -1, Unit.YEAR, D(2026, 3, 1), D(2026, 3, 1)),
    ],
)
def test_calendar_units_count_every_day_and_roll_forward_only(
    cal: WorkingCalendar,
    start: dt.datetime,
    count: int,
    unit: Unit,
    nominal: dt.date,
    end: dt.date,
) -> None:
    """A last day that is not worked moves to the next; a backward one stays."""
    found = reckon(cal, start, count, unit)

    assert (nominal, end) == (found.nominal, found.due_date)
    assert cal.closing(end) == found.due
    assert found.span == found.worked + found.holidays + found.weekends


@pytest.mark.parametrize(
    ("count", "unit", "expected"),
    [
        (8, Unit.WORKING_HOUR, T(2026, 3, 9, 10, 0)),
        (30, Unit.WORKING_MINUTE, T(2026, 3, 6, 9, 30)),
    ],
)
def test_working_time_ends_within_office_hours(
    cal: WorkingCalendar, count: int, unit: Unit, expected: dt.datetime
) -> None:
    """Hours and minutes pass only while the office is open."""
    found = reckon(cal, T(2026, 3, 6, 9), count, unit)

    assert (expected, expected.date()) == (found.due, found.nominal)


def test_limit_that_reaches_beyond_the_notices_is_provisional(
    cal: WorkingCalendar,
) -> None:
    """It is revised when the notice comes; a backward one from there is too."""
    forward = reckon(cal, T(2026, 12, 31, 9), 1, Unit.WORKING_DAY)
    backward = reckon(cal, T(2027, 1, 4, 9), -3, Unit.WORKING_DAY)

    assert (True, D(2027, 1, 4)) == (forward.provisional, forward.due_date)
    assert (True, D(2026, 12, 29)) == (backward.provisional, backward.due_date)


PAUSE = [(D(2026, 3, 3), D(2026, 3, 4))]


@pytest.mark.parametrize(
    ("count", "unit", "pauses", "code"),
    [
        (-1, Unit.WORKING_HOUR, [], "RS3304"),
        (-1, Unit.WORKING_MINUTE, [], "RS3304"),
        (-1, Unit.WORKING_DAY, PAUSE, "RS3303"),
        (1, Unit.CALENDAR_DAY, PAUSE, "RS3303"),
        (1, Unit.WORKING_HOUR, PAUSE, "RS3303"),
        (10**7, Unit.CALENDAR_DAY, [], "RS3305"),
        (10**12, Unit.CALENDAR_DAY, [], "RS3305"),
        (9999, Unit.YEAR, [], "RS3305"),
        (-9999, Unit.YEAR, [], "RS3305"),
        (200, Unit.YEAR, [], "RS3301"),
        (-99, Unit.CALENDAR_DAY, [], "RS3301"),
        (10**6, Unit.WORKING_DAY, [], "RS3301"),
        (9, Unit.WORKING_DAY, [(D(2026, 3, 3), D(2099, 1, 1))], "RS3301"),
    ],
)
def test_limit_without_a_meaning_is_an_error(
    cal: WorkingCalendar, count: int, unit: Unit, pauses: list[Pause], code: str
) -> None:
    """No combination is answered by a guess."""
    with pytest.raises(CalendarError) as caught:
        reckon(cal, T(2026, 3, 2, 10), count, unit, pauses)

    assert [code] == [problem.code for problem in caught.value.problems]
