"""When a time limit ends, and how its arithmetic adds up."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from regservice.core.limits import Pause, Reckoning, reckon
from regservice.core.workcal.build import compile_calendar
from regservice.core.workcal.calendar import WorkingCalendar
from regservice.errors import CalendarError
from regservice.model.limit import Terms
from regservice.model.vocab import Close, Receipt, Roll, Unit

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
    midnight = T.combine(end, dt.time()) + dt.timedelta(days=1)
    assert (cal.closing(end) if cal.is_working(end) else midnight) == found.due
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
    """It is revised when the notice comes."""
    forward = reckon(cal, T(2026, 12, 31, 9), 1, Unit.WORKING_DAY)

    assert (True, D(2027, 1, 4)) == (forward.provisional, forward.due_date)


@pytest.mark.parametrize(("start", "worked"), [(2, 1), (5, 2)])
def test_backward_limit_may_end_on_the_first_day_of_the_calendar(
    cal: WorkingCalendar, start: int, worked: int
) -> None:
    """Before it there is nothing to count from."""
    found = reckon(cal, T(2026, 1, start), -worked, Unit.WORKING_DAY)

    assert (D(2026, 1, 1), worked) == (found.due_date, found.worked)
    assert found.span == found.worked + found.weekends


def test_day_after_the_last_notice_is_not_counted_itself(cal: WorkingCalendar) -> None:
    """Counting back from it needs only days that are arranged."""
    found = reckon(cal, T(2027, 1, 1, 9), -3, Unit.WORKING_DAY)

    assert D(2026, 12, 29) == found.due_date


@pytest.mark.parametrize("unit", [Unit.CALENDAR_DAY, Unit.MONTH, Unit.YEAR, Unit.HOUR])
def test_units_that_need_no_notice_run_back_from_anywhere(
    cal: WorkingCalendar, unit: Unit
) -> None:
    """They are not moved, so nothing has to be known."""
    found = reckon(cal, T(2027, 6, 30, 9), -1, unit)

    assert T(2026, 6, 30) <= found.due <= T(2027, 6, 30, 9)


@pytest.mark.parametrize(
    ("start", "receipt", "day", "due"),
    [
        (T(2026, 3, 6, 10), Receipt.NEXT_OPENING, D(2026, 3, 6), D(2026, 3, 9)),
        (T(2026, 3, 6, 7), Receipt.NEXT_OPENING, D(2026, 3, 6), D(2026, 3, 9)),
        (T(2026, 3, 6, 12, 30), Receipt.NEXT_OPENING, D(2026, 3, 6), D(2026, 3, 9)),
        (T(2026, 3, 6, 17), Receipt.NEXT_OPENING, D(2026, 3, 9), D(2026, 3, 10)),
        (T(2026, 3, 8, 10), Receipt.NEXT_OPENING, D(2026, 3, 9), D(2026, 3, 10)),
        (T(2026, 3, 8, 10), Receipt.SAME_DAY, D(2026, 3, 8), D(2026, 3, 9)),
        (T(2026, 3, 6, 17), Receipt.SAME_DAY, D(2026, 3, 6), D(2026, 3, 9)),
    ],
)
def test_arrival_while_closed_counts_by_the_terms(
    cal: WorkingCalendar,
    start: dt.datetime,
    receipt: Receipt,
    day: dt.date,
    due: dt.date,
) -> None:
    """For a Sunday the two readings differ by one day (domain.md 2.2)."""
    found = reckon(cal, start, 1, Unit.WORKING_DAY, terms=Terms(receipt=receipt))

    assert (day, due) == (found.received, found.due_date)


@pytest.mark.parametrize(
    ("roll", "end"),
    [
        (Roll.NEXT, D(2026, 10, 8)),
        (Roll.PREVIOUS, D(2026, 9, 30)),
        (Roll.NONE, D(2026, 10, 2)),
    ],
)
def test_last_day_goes_where_the_terms_say(
    cal: WorkingCalendar, roll: Roll, end: dt.date
) -> None:
    """A day off in the national holiday."""
    found = reckon(cal, T(2026, 9, 28), 4, Unit.CALENDAR_DAY, terms=Terms(roll=roll))

    assert (D(2026, 10, 2), end) == (found.nominal, found.due_date)


@pytest.mark.parametrize(
    ("close", "roll", "due"),
    [
        (Close.OFFICE_HOURS, Roll.NEXT, T(2026, 10, 8, 17)),
        (Close.MIDNIGHT, Roll.NEXT, T(2026, 10, 9)),
        (Close.OFFICE_HOURS, Roll.NONE, T(2026, 10, 3)),
    ],
)
def test_last_day_lasts_as_long_as_the_terms_say(
    cal: WorkingCalendar, close: Close, roll: Roll, due: dt.datetime
) -> None:
    """A day without business ends at midnight."""
    terms = Terms(close=close, roll=roll)

    assert due == reckon(cal, T(2026, 9, 28), 4, Unit.CALENDAR_DAY, terms=terms).due


@pytest.mark.parametrize(
    ("count", "unit", "due"),
    [
        (24, Unit.HOUR, T(2026, 3, 7, 9)),
        (-2, Unit.HOUR, T(2026, 3, 6, 7)),
        (90, Unit.MINUTE, T(2026, 3, 6, 10, 30)),
        (-2, Unit.WORKING_HOUR, T(2026, 3, 5, 15)),
        (-30, Unit.WORKING_MINUTE, T(2026, 3, 5, 16, 30)),
    ],
)
def test_hours_run_through_or_pass_only_in_the_office(
    cal: WorkingCalendar, count: int, unit: Unit, due: dt.datetime
) -> None:
    """Also backward."""
    assert due == reckon(cal, T(2026, 3, 6, 9), count, unit).due


def _at(hour: int, minute: int = 0, day: int = 6) -> dt.datetime:
    return T(2026, 3, day, hour, minute)


@pytest.mark.parametrize(
    ("unit", "count", "pauses", "due", "excluded"),
    [
        (Unit.WORKING_HOUR, 2, [(_at(10), _at(10, 30))], _at(11, 30), 30),
        (Unit.WORKING_HOUR, 2, [(_at(10), _at(14))], _at(15), 180),
        (Unit.WORKING_HOUR, 2, [(_at(11), _at(12))], _at(11), 0),
        (Unit.WORKING_HOUR, 2, [(_at(7), _at(9, 30))], _at(11, 30), 30),
        (Unit.WORKING_HOUR, 2, [(_at(18), _at(9, day=9))], _at(11), 0),
        (Unit.WORKING_MINUTE, 60, [(D(2026, 3, 6), D(2026, 3, 7))], _at(10, 0, 9), 420),
        (Unit.HOUR, 24, [(_at(12), _at(18))], _at(15, day=7), 360),
        (Unit.HOUR, 1, [(_at(10), _at(18))], _at(10), 0),
        (Unit.MINUTE, 90, [(_at(9, 30), _at(9, 45))], _at(10, 45), 15),
        (Unit.CALENDAR_DAY, 3, [(_at(9), _at(9, day=7))], _at(17, day=9), 0),
        (Unit.CALENDAR_DAY, 3, [(_at(9, day=9), _at(9, day=10))], _at(17, day=10), 1),
        (Unit.CALENDAR_DAY, 3, [(_at(9, day=10), _at(9, day=12))], _at(17, day=9), 0),
        (Unit.CALENDAR_DAY, 3, [(_at(9, day=7), _at(17, day=7))], _at(17, day=9), 0),
        (Unit.MONTH, 1, [(_at(9), _at(9, day=9))], T(2026, 4, 8, 17), 2),
    ],
)
def test_pause_moves_the_end_by_what_it_excludes_in_the_unit(
    cal: WorkingCalendar,
    unit: Unit,
    count: int,
    pauses: list[Pause],
    due: dt.datetime,
    excluded: int,
) -> None:
    """Office minutes, minutes of the clock, or whole days; never twice."""
    found = reckon(cal, _at(9), count, unit, [*pauses, *pauses])

    assert (due, excluded) == (found.due, found.excluded)


def test_days_of_two_pauses_are_left_out_once(cal: WorkingCalendar) -> None:
    """Whatever their order."""
    long, short = (D(2026, 3, 3), D(2026, 3, 6)), (D(2026, 3, 4), D(2026, 3, 5))
    ends = {
        reckon(cal, T(2026, 3, 2), 3, Unit.WORKING_DAY, pauses).due_date
        for pauses in ([long], [long, short], [short, long], [long, long])
    }

    assert {D(2026, 3, 10)} == ends


PAUSE = [(D(2026, 3, 3), D(2026, 3, 4))]


@pytest.mark.parametrize(
    ("count", "unit", "pauses", "code"),
    [
        (-1, Unit.WORKING_DAY, PAUSE, "RS3303"),
        (-1, Unit.CALENDAR_DAY, PAUSE, "RS3303"),
        (-1, Unit.HOUR, PAUSE, "RS3303"),
        (10**7, Unit.CALENDAR_DAY, [], "RS3305"),
        (10**12, Unit.CALENDAR_DAY, [], "RS3305"),
        (9999, Unit.YEAR, [], "RS3305"),
        (-9999, Unit.YEAR, [], "RS3305"),
        (10**12, Unit.HOUR, [], "RS3305"),
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


@pytest.mark.parametrize("unit", [Unit.WORKING_DAY, Unit.WORKING_HOUR])
def test_working_time_is_not_counted_back_over_days_that_are_not_arranged(
    cal: WorkingCalendar, unit: Unit
) -> None:
    """A window that closes too late by a guess cannot be mended."""
    with pytest.raises(CalendarError) as caught:
        reckon(cal, T(2027, 1, 4, 9), -3, unit)

    assert ["RS3307"] == [problem.code for problem in caught.value.problems]
