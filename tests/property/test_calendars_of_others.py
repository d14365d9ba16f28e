"""The working calendar agrees with public calendars on every day of its years."""

from __future__ import annotations

import datetime as dt

import chinese_calendar
import holidays
import pytest

import regservice

YEARS = (2023, 2024, 2025, 2026)


def _days(year: int) -> list[dt.date]:
    first = dt.date(year, 1, 1)
    length = (dt.date(year + 1, 1, 1) - first).days
    return [first + dt.timedelta(days=n) for n in range(length)]


@pytest.mark.parametrize("year", YEARS)
def test_every_day_is_worked_where_chinese_calendar_says_so(
    engine: regservice.Engine, year: int
) -> None:
    """The first oracle: the tables of chinesecalendar."""
    working = engine.book.calendars["cn"].is_working
    days = _days(year)

    expected = {day: chinese_calendar.is_workday(day) for day in days}

    assert expected == {day: working(day) for day in days}


@pytest.mark.parametrize("year", YEARS)
def test_every_day_is_worked_where_holidays_says_so(
    engine: regservice.Engine, year: int
) -> None:
    """The second oracle: holidays, which knows the make-up days by itself."""
    china = holidays.country_holidays("CN", years=year)
    working = engine.book.calendars["cn"].is_working
    days = _days(year)

    expected = {day: china.is_working_day(day) for day in days}

    assert expected == {day: working(day) for day in days}


def test_calendar_covers_the_years_that_were_compared(
    engine: regservice.Engine,
) -> None:
    """No published year is left out of the comparison."""
    first, last = engine.calendar("cn").coverage

    assert (YEARS[0], YEARS[-1]) == (first.year, last.year)
