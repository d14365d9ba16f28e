"""Laws of counting working days, hours and minutes."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import regservice
from regservice.core.limits import (
    OFFICE_TIME,
    WALL_TIME,
    Pause,
    Reckoning,
    add_calendar,
    reckon,
)
from regservice.core.workcal.calendar import WorkingCalendar
from regservice.model.limit import Terms
from regservice.model.vocab import Roll, Unit

DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2028, 12, 31))
COUNTS = st.integers(0, 250)
MOMENTS = st.builds(
    dt.datetime.combine,
    DAYS,
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)
ONE = dt.timedelta(days=1)
T = dt.datetime


@pytest.fixture(scope="module")
def cal(engine: regservice.Engine) -> WorkingCalendar:
    """The national calendar."""
    return engine.book.calendars["cn"]


@given(day=DAYS, days=COUNTS)
@example(day=dt.date(2025, 9, 30), days=5)
def test_count_is_the_inverse_of_add(
    cal: WorkingCalendar, day: dt.date, days: int
) -> None:
    """Adding n working days and counting them gives n, forward and backward."""
    assert days == cal.count(day, cal.add(day, days))


@given(day=DAYS, days=COUNTS)
def test_counting_backward_mirrors_forward(
    cal: WorkingCalendar, day: dt.date, days: int
) -> None:
    """From a working day, n days on and n days back is where one was."""
    assume(cal.is_working(day))

    assert day == cal.add(cal.add(day, days), -days)
    assert day == cal.add(cal.add(day, -days), days)


@given(day=DAYS, days=st.integers(1, 250))
def test_end_is_a_working_day_after_the_start(
    cal: WorkingCalendar, day: dt.date, days: int
) -> None:
    """A limit in working days never ends on a day off."""
    end, begin = cal.add(day, days), cal.add(day, -days)

    assert begin < day < end
    assert cal.is_working(end)
    assert cal.is_working(begin)


@given(day=DAYS, parts=st.lists(st.integers(0, 40), max_size=6))
def test_instalments_add_up(
    cal: WorkingCalendar, day: dt.date, parts: list[int]
) -> None:
    """Several limits one after the other end where their sum does."""
    found = day
    for part in parts:
        found = cal.add(found, part)

    assert cal.add(day, sum(parts)) == found


@given(start=DAYS, middle=DAYS, end=DAYS)
def test_counts_add_up_over_any_middle(
    cal: WorkingCalendar, start: dt.date, middle: dt.date, end: dt.date
) -> None:
    """Counting has a sign, and a way back undoes a way forth."""
    assert cal.count(start, end) == cal.count(start, middle) + cal.count(middle, end)
    assert cal.count(start, end) == -cal.count(end, start)


@given(start=DAYS, length=st.integers(0, 60))
def test_count_is_the_number_of_working_days_one_by_one(
    cal: WorkingCalendar, start: dt.date, length: int
) -> None:
    """The prefix sums agree with looking at every day."""
    days = [start + n * ONE for n in range(1, length + 1)]

    assert sum(map(cal.is_working, days)) == cal.count(start, start + length * ONE)


def _walk(cal: WorkingCalendar, start: dt.datetime, minutes: int) -> dt.datetime:
    """The oracle: walk minute by minute and count those of office hours."""
    moment = start
    while minutes:
        minute = moment.hour * 60 + moment.minute
        if cal.is_working(moment.date()) and any(
            part.opens <= minute < part.closes for part in cal.hours
        ):
            minutes -= 1
        moment += dt.timedelta(minutes=1)
    return moment


@given(start=MOMENTS, minutes=st.integers(0, 1000))
@example(start=T(2025, 9, 30, 17, 0), minutes=30)
@example(start=T(2026, 3, 6, 9, 0), minutes=180)
@example(start=T(2026, 3, 6, 12, 0), minutes=1)
def test_office_minutes_agree_with_a_walk_minute_by_minute(
    cal: WorkingCalendar, start: dt.datetime, minutes: int
) -> None:
    """The sum ends with the minute that completes it."""
    assert _walk(cal, start, minutes) == cal.add_minutes(start, minutes)


@given(start=MOMENTS, one=st.integers(0, 900), two=st.integers(0, 900))
def test_minutes_add_up(
    cal: WorkingCalendar, start: dt.datetime, one: int, two: int
) -> None:
    """Minutes in instalments end where their sum does."""
    assert cal.add_minutes(start, one + two) == cal.add_minutes(
        cal.add_minutes(start, one), two
    )


def _adds_up(found: Reckoning) -> bool:
    return found.span == found.worked + found.holidays + found.weekends + found.paused


LONGEST = {
    Unit.WORKING_MINUTE: (5000, 0),
    Unit.WORKING_HOUR: (300, 0),
    Unit.WORKING_DAY: (250, 200),
    Unit.CALENDAR_DAY: (400, 300),
    Unit.MONTH: (60, 12),
    Unit.YEAR: (10, 1),
    Unit.MINUTE: (5000, 5000),
    Unit.HOUR: (300, 300),
}
"""Unit to the longest limit forward and backward that is drawn."""

_MOMENTS = (*OFFICE_TIME, *WALL_TIME)
LENGTHS = st.sampled_from(Unit).flatmap(
    lambda unit: st.tuples(
        st.just(unit),
        st.integers(-LONGEST[unit][1], LONGEST[unit][0]).filter(bool),
    )
)


@given(start=MOMENTS, length=LENGTHS)
def test_every_day_between_start_and_end_is_accounted_for(
    cal: WorkingCalendar, start: dt.datetime, length: tuple[Unit, int]
) -> None:
    """Working days, days off and weekends add up to the span, in every unit."""
    unit, count = length
    counted_back = count < 0 and unit in (*OFFICE_TIME, Unit.WORKING_DAY)
    assume(not (counted_back and cal.is_provisional(start.date() - ONE)))

    found = reckon(cal, start, count, unit)

    assert _adds_up(found)
    if unit not in WALL_TIME:
        assert found.span == abs((found.due_date - start.date()).days)
    assert found.makeup <= found.worked
    last = found.due if unit in _MOMENTS else found.due - ONE / 86400
    assert last.date() == found.due_date
    if unit is Unit.WORKING_DAY:
        assert abs(count) == found.worked


PAUSES = st.lists(
    st.builds(lambda a, n: (a, a + n * ONE), DAYS, st.integers(0, 40)), max_size=4
)


@given(start=MOMENTS, count=st.integers(1, 60), pauses=PAUSES)
def test_pause_moves_the_end_by_exactly_the_working_days_it_excludes(
    cal: WorkingCalendar, start: dt.datetime, count: int, pauses: list[Pause]
) -> None:
    """What a pause excludes is added at the end, however pauses overlap."""
    found = reckon(cal, start, count, Unit.WORKING_DAY, pauses)

    assert _adds_up(found)
    assert count == found.worked
    assert cal.add(start.date(), count + found.paused) == found.due_date
    assert not any(first <= found.due_date < last for first, last in pauses)


@given(start=MOMENTS, count=st.integers(1, 400))
def test_calendar_limit_ends_on_the_first_working_day_not_before_its_nominal_end(
    cal: WorkingCalendar, start: dt.datetime, count: int
) -> None:
    """Only days that are not worked lie between the nominal and the real end."""
    found = reckon(cal, start, count, Unit.CALENDAR_DAY)
    skipped = (found.due_date - found.nominal).days

    assert found.nominal == start.date() + count * ONE
    assert cal.is_working(found.due_date)
    assert not any(cal.is_working(found.nominal + n * ONE) for n in range(skipped))


@given(day=DAYS, months=st.integers(-200, 200))
@example(day=dt.date(2028, 2, 29), months=12)
@example(day=dt.date(2026, 1, 31), months=1)
def test_months_end_on_the_same_day_or_on_the_last(day: dt.date, months: int) -> None:
    """So many months on; the last day stands in where there is no such day (民法典)."""
    found = add_calendar(day, months, Unit.MONTH)

    assert months == (found.year - day.year) * 12 + found.month - day.month
    assert found.day == day.day or (found.day < day.day and (found + ONE).day == 1)
    if months % 12 == 0:
        assert found == add_calendar(day, months // 12, Unit.YEAR)


@given(start=MOMENTS, count=st.integers(1, 400), roll=st.sampled_from(Roll))
def test_roll_leaps_over_what_is_not_worked_and_nothing_else(
    cal: WorkingCalendar, start: dt.datetime, count: int, roll: Roll
) -> None:
    """Onward or back from the nominal end, never to the start or before it."""
    found = reckon(cal, start, count, Unit.CALENDAR_DAY, terms=Terms(roll=roll))
    low, high = sorted((found.nominal, found.due_date))

    assert found.due_date > start.date()
    if roll is Roll.NONE or cal.is_working(found.nominal):
        assert found.nominal == found.due_date
        return
    assert cal.is_working(found.due_date)
    between = (low + n * ONE for n in range(1, (high - low).days))
    assert not any(map(cal.is_working, between))
    if found.due_date > found.nominal and roll is Roll.PREVIOUS:
        # There was no day to go back to.
        assert not any(
            cal.is_working(start.date() + n * ONE)
            for n in range(1, (found.nominal - start.date()).days)
        )


@given(start=MOMENTS, one=st.integers(1, 60), two=st.integers(1, 60))
def test_longer_limit_does_not_end_earlier(
    cal: WorkingCalendar, start: dt.datetime, one: int, two: int
) -> None:
    """Limits are monotone in their length."""
    short, long = sorted((one, two))

    for unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH, Unit.WORKING_HOUR):
        assert reckon(cal, start, short, unit).due <= reckon(cal, start, long, unit).due
