"""Whole arrays are counted as one number after the other."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import regservice
from regservice.batch.worktime import Columns
from regservice.core.workcal.calendar import WorkingCalendar
from regservice.errors import CalendarError, MissingExtraError
from tests.property.test_walking import calendars, compiled
from tests.property.walking import Rows

T = dt.datetime
EPOCH = dt.date(1970, 1, 1).toordinal()
DAYS = st.integers(
    dt.date(2026, 4, 1).toordinal() - EPOCH, dt.date(2030, 12, 31).toordinal() - EPOCH
)
MANY = 60


def _day(number: int) -> dt.date:
    return dt.date.fromordinal(number + EPOCH)


def _moment(number: int) -> dt.datetime:
    day = dt.datetime.combine(_day(number // 1440), dt.time())
    return day + dt.timedelta(minutes=number % 1440)


def _number(moment: dt.datetime) -> int:
    days = moment.date().toordinal() - EPOCH
    return days * 1440 + moment.hour * 60 + moment.minute


@settings(max_examples=100)
@given(rows=calendars(), data=st.data())
def test_columns_answer_as_the_calendar_does(rows: Rows, data: st.DataObject) -> None:
    """Days and minutes, forward, backward and by nothing."""
    cal = compiled(rows)
    columns = Columns(cal)
    numbers = st.lists(DAYS, min_size=MANY, max_size=MANY)
    days, ends = (data.draw(numbers) for _ in range(2))
    counts = data.draw(st.lists(st.integers(-20, 90), min_size=MANY, max_size=MANY))
    minutes = [1440 * day + 37 * n % 1440 for n, day in enumerate(days)]

    assert [cal.is_working(_day(d)) for d in days] == columns.is_working(days).tolist()
    assert [cal.count(_day(a), _day(b)) for a, b in zip(days, ends, strict=True)] == (
        columns.count(days, ends).tolist()
    )
    assert [
        cal.add(_day(d), n).toordinal() - EPOCH
        for d, n in zip(days, counts, strict=True)
    ] == columns.add(days, counts).tolist()
    assert [
        _number(cal.add_minutes(_moment(m), 7 * n))
        for m, n in zip(minutes, counts, strict=True)
    ] == columns.add_minutes(minutes, 7 * np.array(counts)).tolist()
    assert [
        cal.count_minutes(_moment(m), _moment(1440 * e))
        for m, e in zip(minutes, ends, strict=True)
    ] == columns.count_minutes(minutes, 1440 * np.array(ends)).tolist()


@pytest.fixture(scope="module")
def cal(engine: regservice.Engine) -> WorkingCalendar:
    """The national calendar."""
    return engine.book.calendars["cn"]


@pytest.mark.parametrize(
    ("one", "many"),
    [
        (lambda c: c.add(dt.date(2022, 12, 31), 1), lambda c: c.add([-9], 1)),
        (lambda c: c.add(dt.date(2023, 1, 1), -1), lambda c: c.add([19358], -1)),
        (
            lambda c: c.add(dt.date(2026, 1, 1), 10**6),
            lambda c: c.add([20454], [10**6]),
        ),
        (
            lambda c: c.count(dt.date(2026, 1, 1), dt.date(2099, 1, 1)),
            lambda c: c.count([20454], [47117]),
        ),
        (
            lambda c: c.add_minutes(T(2026, 1, 1), 10**9),
            lambda c: c.add_minutes([20454 * 1440], [10**9]),
        ),
    ],
)
def test_what_one_cannot_answer_many_cannot(
    cal: WorkingCalendar,
    one: Callable[[Any], object],
    many: Callable[[Any], object],
) -> None:
    """The same code; nothing is left out in silence."""
    for call, counts in ((one, cal), (many, Columns(cal))):
        with pytest.raises(CalendarError) as caught:
            call(counts)
        assert ["RS3301"] == [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize(
    "days",
    [[2**32 + 20454], [-(2**31)], np.array([2**40]), np.array([20454, -(2**63)])],
)
def test_number_that_does_not_fit_is_refused_and_not_cut(
    cal: WorkingCalendar, days: Any
) -> None:
    """Cut to 32 bits it would be an ordinary day."""
    columns = Columns(cal)
    for call in (lambda: columns.add(days, 1), lambda: columns.add([20454], days)):
        with pytest.raises(CalendarError) as caught:
            call()
        assert ["RS3301"] == [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize("days", [[1.5], ["2026-01-01"], np.array(["NaT"], "M8[D]")])
def test_what_is_no_whole_number_is_refused(cal: WorkingCalendar, days: Any) -> None:
    """Nothing is rounded or guessed."""
    with pytest.raises(TypeError, match="expected integers"):
        Columns(cal).add(days, 1)


@pytest.mark.parametrize("days", [20454, np.int64(20454), np.array(20454, "i4")])
def test_single_number_gives_a_single_number(cal: WorkingCalendar, days: Any) -> None:
    """As numpy does it."""
    columns = Columns(cal)

    assert () == np.shape(columns.add(days, 5))
    assert columns.add(days, 5) == columns.add([days], 5)[0]
    assert columns.add_minutes(1440 * days, 5) == columns.add_minutes([1440 * days], 5)


def test_single_number_beside_an_array_holds_for_all_of_it(
    cal: WorkingCalendar,
) -> None:
    """As in numpy; an empty column stays empty."""
    columns = Columns(cal)
    days = np.arange(20454, 20554, dtype="int32")

    assert (columns.add(days, np.full(100, 5)) == columns.add(days, 5)).all()
    assert np.dtype("int32") == columns.add(days, 5).dtype
    assert 0 == len(columns.add(days[:0], 5))
    assert 0 == len(columns.add_minutes(days[:0], 5))
    assert (columns.add(days, 0) == days).all()


def test_missing_library_is_told(
    cal: WorkingCalendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the extra that brings it."""
    monkeypatch.setitem(sys.modules, "numpy", None)

    with pytest.raises(MissingExtraError) as caught:
        Columns(cal)

    (problem,) = caught.value.problems
    assert ("RS5001", "columns") == (problem.code, problem.params["extra"])
    assert "regservice[columns]" in problem.fix("zh")
