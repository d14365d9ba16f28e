"""Do the shipped notices give the working days and deadlines of the study?"""

from __future__ import annotations

import datetime as dt

import pytest

import regservice as rs
from regservice.errors import CalendarError
from regservice.model.vocab import SourceKind, Verification

WORKED = {
    2023: (18, 20, 23, 20, 21, 21, 21, 23, 20, 19, 22, 21),
    2024: (22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22),
    2025: (19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23),
    2026: (21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23),
}
"""Working days of each month, counted from the official lists."""

MAKE_UP = {
    2023: ("01-28", "01-29", "04-23", "05-06", "06-25", "10-07", "10-08"),
    2024: ("02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"),
    2025: ("01-26", "02-08", "04-27", "09-28", "10-11"),
    2026: ("01-04", "02-14", "02-28", "05-09", "09-20", "10-10"),
}
"""Weekend days that are worked."""

FORWARD = [
    ("2024-02-09", 1, "2024-02-18"),  # lands on a make-up Sunday
    ("2024-02-08", 5, "2024-02-21"),  # the eve of the new year was worked
    ("2024-09-30", 5, "2024-10-12"),  # make-up Saturday
    ("2025-01-27", 20, "2025-03-03"),
    ("2025-04-30", 5, "2025-05-12"),
    ("2025-09-30", 5, "2025-10-14"),  # eight days off, then a worked Saturday
    ("2025-12-31", 5, "2026-01-08"),  # crosses the year; 01-04 is a worked Sunday
    ("2026-02-13", 1, "2026-02-14"),
    ("2026-02-13", 5, "2026-02-27"),
    ("2026-02-14", 5, "2026-02-28"),  # starts and ends on make-up days
    ("2026-04-30", 20, "2026-06-01"),
    ("2026-09-30", 60, "2026-12-29"),  # the review of a class 2 device
]

BACKWARD = [
    ("2026-06-30", 90, "2026-02-12"),
    ("2026-06-30", 30, "2026-05-18"),
    ("2026-12-31", 90, "2026-08-21"),
    ("2026-12-31", 30, "2026-11-19"),
]
"""Renewal windows: the day of expiry does not count."""

ROLLED = [
    ("2026-09-20", 15, "2026-10-05", "2026-10-08"),
    ("2025-01-20", 15, "2025-02-04", "2025-02-05"),
    ("2024-04-04", 3, "2024-04-07", "2024-04-07"),  # a worked Sunday: no roll
]
"""Calendar days: the nominal end, and the end after the roll."""

NUMBERS = {
    2023: ("HOL-2023", "国办发明电〔2022〕16号"),
    2024: ("HOL-2024", "国办发明电〔2023〕7号"),
    2025: ("HOL-2025", "国办发明电〔2024〕12号"),
    2026: ("HOL-2026", ""),
}
"""Document and number of the notice of each year; that of 2026 is unknown."""


@pytest.fixture(scope="module")
def cn(national: rs.Engine) -> rs.Calendar:
    """The calendar of the national package."""
    return national.calendar("cn")


def days_of(year: int, month: int) -> list[dt.date]:
    first = dt.date(year, month, 1)
    days = (first + dt.timedelta(days=n) for n in range(31))
    return [day for day in days if day.month == month]


@pytest.mark.parametrize("year", WORKED)
def test_each_month_has_the_working_days_of_the_notice(cn: rs.Calendar, year: int):
    """Twelve months of a year, counted day by day."""
    worked = tuple(
        sum(cn.is_working(day) for day in days_of(year, month))
        for month in range(1, 13)
    )

    assert WORKED[year] == worked


@pytest.mark.parametrize(
    ("year", "total"), [(2023, 249), (2024, 251), (2025, 248), (2026, 248)]
)
def test_a_year_has_the_working_days_of_its_months(
    cn: rs.Calendar, year: int, total: int
):
    """Counting the whole year gives the sum."""
    days = cn.count(f"{year}-01-01", f"{year}-12-31")  # the first day is a day off

    assert total == sum(WORKED[year]) == days


@pytest.mark.parametrize("year", MAKE_UP)
def test_weekend_days_are_worked_where_the_notice_says_so_only(
    cn: rs.Calendar, year: int
):
    """Make-up days, and no other Saturday or Sunday."""
    days = (dt.date(year, 1, 1) + dt.timedelta(days=n) for n in range(366))

    worked = tuple(
        f"{day:%m-%d}"
        for day in days
        if day.year == year and day.isoweekday() > 5 and cn.is_working(day)
    )

    assert MAKE_UP[year] == worked


def test_the_eve_of_the_new_year_2024_was_a_working_day(cn: rs.Calendar):
    """Rest was only encouraged on that day."""
    assert cn.is_working("2024-02-09")


@pytest.mark.parametrize(("start", "count", "end"), FORWARD)
def test_a_limit_ends_on_the_working_day_that_completes_it(
    cn: rs.Calendar, start: str, count: int, end: str
):
    """The day of the start does not count."""
    expected = dt.date.fromisoformat(end)

    limit = cn.deadline(start, f"{count} working_day")

    assert expected == limit.due_date == cn.add(start, count)
    assert (count, False) == (cn.count(start, end), limit.provisional)


@pytest.mark.parametrize(("expiry", "count", "day"), BACKWARD)
def test_a_window_is_counted_back_from_the_day_of_expiry(
    cn: rs.Calendar, expiry: str, count: int, day: str
):
    """Between ninety and thirty working days before a licence ends."""
    expected = dt.date.fromisoformat(day)

    limit = cn.deadline(expiry, f"{count} working_day", back=True)

    assert expected == limit.due_date == cn.add(expiry, -count)


@pytest.mark.parametrize(("start", "count", "nominal", "end"), ROLLED)
def test_calendar_days_end_on_the_next_working_day_if_the_last_is_free(
    cn: rs.Calendar, start: str, count: int, nominal: str, end: str
):
    """Days off are counted, but a limit does not end on one."""
    limit = cn.deadline(start, f"{count} calendar_day")

    assert dt.date.fromisoformat(nominal) == limit.nominal
    assert dt.date.fromisoformat(end) == limit.due_date


def test_a_limit_that_reaches_an_unpublished_year_is_provisional(cn: rs.Calendar):
    """Ten working days from 2026-12-20 need the notice for 2027."""
    limit = cn.deadline("2026-12-20", "10 working_day")

    assert limit.provisional
    assert dt.date(2026, 12, 31) < limit.due_date


def test_a_limit_that_ends_on_the_last_published_day_is_certain(cn: rs.Calendar):
    """Nothing of 2027 is needed for it."""
    limit = cn.deadline("2026-12-20", "9 working_day")

    assert (dt.date(2026, 12, 31), False) == (limit.due_date, limit.provisional)


def test_the_calendar_covers_the_four_years_with_a_notice(cn: rs.Calendar):
    """From the first day of 2023 to the last of 2026."""
    assert (dt.date(2023, 1, 1), dt.date(2026, 12, 31)) == cn.coverage


def test_before_the_first_notice_there_is_no_answer(cn: rs.Calendar):
    """The past is not assumed."""
    with pytest.raises(CalendarError, match="RS3301"):
        cn.is_working("2022-12-30")


@pytest.mark.parametrize("year", NUMBERS)
def test_each_year_rests_on_the_notice_of_its_title(national: rs.Engine, year: int):
    """By number where it is known, seen on a public page."""
    notices = national.book.tables.calendar_notices
    (notice,) = [row for row in notices if row.year == year]
    document = national.book.documents[notice.source.document or ""]

    assert NUMBERS[year] == (document.code, document.number)
    assert SourceKind.CLAUSE is notice.source.kind
    assert Verification.PAGE is notice.source.verified
    assert f"{year}年部分节假日安排" in document.name


def test_there_is_one_notice_a_year(national: rs.Engine):
    """Nothing for 2027, since nothing was published."""
    years = [notice.year for notice in national.book.tables.calendar_notices]

    assert [2023, 2024, 2025, 2026] == years


def test_office_hours_are_an_assumption(national: rs.Engine):
    """No national text sets them."""
    (pattern,) = national.book.tables.calendar_patterns

    assert SourceKind.ASSUMED is pattern.source.kind
