"""The holiday that was lengthened while it ran: what was known counts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import chinese_calendar
import pytest

import regservice
from regservice.engine.calendar import Calendar

HOME = Path(__file__).parent / "january_2020"


@pytest.fixture(scope="module")
def engine() -> regservice.Engine:
    """The national rows and the two notices."""
    return regservice.load(HOME, discover=False)


def _known(engine: regservice.Engine, day: str | None = None) -> Calendar:
    return engine.calendar("cn2020", known_at=day)


def test_revised_year_agrees_with_a_public_calendar(engine: regservice.Engine) -> None:
    """On every day; the library knows the revised notice alone."""
    cal = _known(engine)
    days = [dt.date(2020, 1, 1) + dt.timedelta(days=n) for n in range(366)]

    assert [chinese_calendar.is_workday(day) for day in days] == [
        cal.is_working(day) for day in days
    ]


@pytest.mark.parametrize(
    ("start", "count", "before", "after"),
    [
        ("2020-01-20", 3, "2020-01-23", "2020-01-23"),
        ("2020-01-20", 4, "2020-01-31", "2020-02-03"),
        ("2020-01-20", 5, "2020-02-01", "2020-02-04"),
        ("2020-01-21", 15, "2020-02-17", "2020-02-19"),
    ],
)
def test_limit_that_ran_over_it_ends_later_once_it_was_known(
    engine: regservice.Engine, start: str, count: int, before: str, after: str
) -> None:
    """A limit that had ended before stays as it was."""
    ends = [str(_known(engine, day).add(start, count)) for day in ("2020-01-25", None)]

    assert [before, after] == ends


def test_day_is_explained_as_it_was_known(engine: regservice.Engine) -> None:
    """1 February: made up for, then off; each with its notice."""
    then = _known(engine, "2020-01-25").day("2020-02-01")
    now = _known(engine, "2020-01-26").day("2020-02-01")

    assert (True, "HOL-2020") == (then.working, then.source.document)
    assert (False, "HOL-2020-2", "春节(延长)") == (
        now.working,
        now.source.document,
        now.name,
    )
