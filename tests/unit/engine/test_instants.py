"""How days and instants are read, and which are refused."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regservice.engine.instants import parse_date, parse_instant, typed
from regservice.errors import DataError


def _code(text: str | dt.datetime) -> str:
    with pytest.raises(DataError) as caught:
        parse_instant(text)
    return caught.value.problems[0].code


@given(st.dates())
def test_every_day_is_an_instant_or_out_of_range(day: dt.date) -> None:
    """From the first day on which Beijing time has whole minutes."""
    text = typed(day.isoformat())

    if day < dt.date(1901, 1, 1):
        assert "RS3208" == _code(text)
    else:
        assert day == parse_instant(text).date()
        assert re.search(r"[+]\d\d:\d\d$", parse_instant(text).isoformat())


@pytest.mark.parametrize(
    "text",
    [
        "1900-12-31T23:00Z"[:16] + "+08:00",
        "9999-12-31T23:00-08:00",
        "0001-01-01 00:00Z",
    ],
)
def test_instant_out_of_range_is_told_as_it_was_written(text: str) -> None:
    with pytest.raises(DataError, match=re.escape(text)):
        parse_instant(text)

    assert "RS3208" == _code(text)


def test_python_instant_out_of_range_is_told_too() -> None:
    assert "RS3208" == _code(dt.datetime(1, 1, 1, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    "text", ["", " ", "2026-03-02", "2026-02-30", "20260302", "2026-03-02T10:00"]
)
def test_text_without_offset_is_no_instant(text: str) -> None:
    assert "RS3201" == _code(text)


@given(st.dates())
def test_day_is_read_in_one_form_alone(day: dt.date) -> None:
    """Not in those that a library knows beside it."""
    year, week, weekday = day.isocalendar()

    assert day == parse_date(f" {day.isoformat()} ")
    for other in (f"{day:%Y%m%d}", f"{year:04}-W{week:02}-{weekday}"):
        with pytest.raises(DataError):
            parse_date(other)
