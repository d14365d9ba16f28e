"""What of a day a pause takes, and a pause after the end."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from regservice.core.limits import reckon
from regservice.core.tally import minutes_by_kind
from regservice.core.workcal.build import compile_calendar
from regservice.core.workcal.calendar import WorkingCalendar
from regservice.model.limit import Terms
from regservice.model.vocab import Close, Partial, Roll, Unit

D, T = dt.date, dt.datetime
MONDAY = T(2026, 3, 2, 10)


@pytest.fixture(scope="module")
def cal(make: Any) -> WorkingCalendar:
    """Monday to Friday, 9 to 12 and 13 to 17."""
    return compile_calendar(make.pattern(), [make.notice(2026)])


@pytest.mark.parametrize(
    ("partial", "first", "resumed", "due"),
    [
        # From Tuesday 10:00 to Thursday 10:00.
        ("beginning", T(2026, 3, 3, 10), T(2026, 3, 5, 10), D(2026, 3, 11)),
        ("left_out", T(2026, 3, 3, 10), T(2026, 3, 5, 10), D(2026, 3, 12)),
        ("counted", T(2026, 3, 3, 10), T(2026, 3, 5, 10), D(2026, 3, 10)),
        # Within one day.
        ("beginning", T(2026, 3, 3, 10), T(2026, 3, 3, 12), D(2026, 3, 9)),
        ("left_out", T(2026, 3, 3, 10), T(2026, 3, 3, 12), D(2026, 3, 10)),
        ("counted", T(2026, 3, 3, 10), T(2026, 3, 3, 12), D(2026, 3, 9)),
        # Whole days: all the same.
        ("beginning", T(2026, 3, 3), T(2026, 3, 5), D(2026, 3, 11)),
        ("left_out", T(2026, 3, 3), T(2026, 3, 5), D(2026, 3, 11)),
        ("counted", T(2026, 3, 3), T(2026, 3, 5), D(2026, 3, 11)),
        # Nothing at all.
        ("left_out", T(2026, 3, 3, 10), T(2026, 3, 3, 10), D(2026, 3, 9)),
    ],
)
def test_day_that_is_partly_paused(
    cal: WorkingCalendar, partial: str, first: T, resumed: T, due: D
) -> None:
    """As the terms say; what the law leaves open (domain.md 2.2, point 4)."""
    terms = Terms(partial=Partial(partial))
    pause = [(first, resumed)]

    assert due == reckon(cal, MONDAY, 5, Unit.WORKING_DAY, pause, terms=terms).due_date


@pytest.mark.parametrize("unit", [Unit.WORKING_DAY, Unit.CALENDAR_DAY])
def test_pause_after_the_end_takes_nothing(cal: WorkingCalendar, unit: Unit) -> None:
    """Though it begins on the last day; a minute before, it takes that day."""
    for minute, days in ((59, 1), (60, 0)):
        begin = T(2026, 3, 3, 16) + dt.timedelta(minutes=minute)
        found = reckon(cal, MONDAY, 1, unit, [(begin, T(2026, 3, 4, 10))])
        assert D(2026, 3, 3 + days) == found.due_date
        assert days == found.excluded


@pytest.mark.parametrize(
    ("roll", "due"),
    [
        (Roll.NEXT, D(2026, 3, 11)),
        (Roll.PREVIOUS, D(2026, 3, 6)),
        (Roll.NONE, D(2026, 3, 7)),
    ],
)
def test_last_day_is_not_rolled_into_a_pause(
    cal: WorkingCalendar, roll: Roll, due: D
) -> None:
    """The nominal end is a Saturday; a pause from Sunday to Wednesday."""
    pause = [(T(2026, 3, 8, 9), T(2026, 3, 11, 9))]
    terms = Terms(roll=roll, close=Close.MIDNIGHT)
    found = reckon(cal, MONDAY, 5, Unit.CALENDAR_DAY, pause, terms=terms)

    assert (D(2026, 3, 7), due, 0) == (found.nominal, found.due_date, found.excluded)


def test_every_minute_has_its_heading(cal: WorkingCalendar) -> None:
    """Friday 16:00 to Monday 10:00, half an hour of it paused twice over."""
    pauses = [
        (T(2026, 3, 6, 16, 30), T(2026, 3, 6, 17, 30)),
        (T(2026, 3, 6, 16, 45), T(2026, 3, 6, 16, 50)),
    ]
    found = minutes_by_kind(cal, T(2026, 3, 6, 16), T(2026, 3, 9, 10), pauses)

    assert {
        "span": 66 * 60,
        "worked": 90,
        "breaks": 0,
        "nights": 16 * 60,
        "holidays": 0,
        "weekends": 48 * 60,
        "paused": 30,
        "makeup": 0,
    } == found
    assert 0 == sum(minutes_by_kind(cal, MONDAY, MONDAY).values())


def test_holiday_and_lunch_have_theirs(cal: WorkingCalendar) -> None:
    """30 September at 11:00 to 8 October at 9:30."""
    found = minutes_by_kind(cal, T(2026, 9, 30, 11), T(2026, 10, 8, 9, 30))

    assert (7 * 1440, 60, 330) == (found["holidays"], found["breaks"], found["worked"])
