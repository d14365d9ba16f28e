"""Laws of clocks, for logs and calendars of any kind."""

from __future__ import annotations

import datetime as dt
import random  # noqa: TID251 - the cases of a test, from a seed that is drawn

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regservice.core.clocks.cases import replay, take
from regservice.core.clocks.clock import Clock, Outcome, in_force
from regservice.core.clocks.facts import facts
from regservice.core.clocks.reading import read
from regservice.core.clocks.revision import revisions
from regservice.core.clocks.sweep import ActionKind, sweep
from regservice.core.limits import reckon
from regservice.core.workcal.almanac import Almanac
from regservice.errors import CalendarError
from regservice.model.event import ClockEvent, EventKind
from regservice.model.limit import Terms, TimeLimit
from regservice.model.vocab import ClockStatus, Close, Partial, Roll, Unit
from tests.property import logs
from tests.property.test_walking import calendars, ordinary
from tests.property.walking import Rows

STARTS = st.builds(
    dt.datetime.combine,
    st.dates(dt.date(2026, 1, 1), dt.date(2026, 11, 30)),
    st.builds(dt.time, st.integers(0, 23), st.integers(0, 59)),
)
TERMS = st.builds(
    Terms,
    close=st.sampled_from(Close),
    roll=st.sampled_from(Roll),
    partial=st.sampled_from(Partial),
)
World = tuple[Almanac, TimeLimit, list[ClockEvent], Clock]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A calendar, a limit, a log that fits it, and the clock after it."""
    rows: Rows = draw(calendars())
    chance = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311 - no secret
    unit = draw(st.sampled_from(Unit))
    almanac = logs.almanac_of(rows)
    code, count = rows.pattern.code, draw(st.integers(1, 12))
    limit = logs.limit_of(code, count, unit, draw(TERMS), chance)
    log = logs.others_of(draw(STARTS), chance, draw(st.integers(0, 8)))
    taken, clock = logs.accepted(log, limit, almanac)
    return almanac, limit, taken, clock


@given(world=worlds(), cut=st.integers(0, 20))
def test_a_part_and_then_the_rest_is_the_whole(world: World, cut: int) -> None:
    """And what comes twice changes nothing."""
    almanac, limit, events, clock = world
    limits = {limit.id: limit}
    clocks: dict[str, Clock] = {}
    for event in events[:cut]:
        clocks = take(clocks, event, limits, almanac)
    for event in events:  # the first part once more
        clocks = take(clocks, event, limits, almanac)

    assert clocks[limit.id] == clock
    assert (clock,) == replay(events, limits, almanac)


@given(world=worlds(), later=st.lists(st.integers(0, 40_000), min_size=2, max_size=4))
def test_later_sweep_says_what_an_earlier_one_said(
    world: World, later: list[int]
) -> None:
    """The same keys and moments, in order; nothing before its time."""
    *_, clock = world
    moments = sorted(clock.changed + dt.timedelta(minutes=many) for many in later)
    before: list[tuple[object, dt.datetime]] = []
    for now in moments:
        found = sweep([clock], now)
        listed = [(action.key, action.at) for action in found]
        assert found == sweep([clock, clock][:1], now)
        assert len(listed) == len(dict(listed))
        assert [a.reached for a in found] == sorted(a.reached for a in found)
        assert all(at <= now for _, at in listed)
        assert set(before) <= set(listed)
        before = listed


@given(world=worlds(), later=st.integers(0, 60_000))
def test_parts_of_a_reading_add_up(world: World, later: int) -> None:
    """What is used and what is left, and where the minutes went."""
    *_, clock = world
    reading = read(clock, clock.changed + dt.timedelta(minutes=later))

    assert reading.sum is not None
    assert reading.total == (reading.used or 0) + (reading.remaining or 0)
    if reading.unit in (Unit.WORKING_DAY, Unit.WORKING_MINUTE, Unit.MINUTE):
        scale = 60 if clock.limit.unit in (Unit.HOUR, Unit.WORKING_HOUR) else 1
        assert reading.total == ((clock.count or 0) + clock.extended) * scale
    kinds = dict(reading.kinds)
    kinds.pop("makeup", None)
    if kinds:
        assert kinds.pop("span") == sum(kinds.values())
        assert all(many >= 0 for many in kinds.values())
    if kinds and clock.paused_since is None:
        assert reading.total == kinds["worked"]
    if reading.next is not None:
        assert reading.next > reading.now


@given(world=worlds(), later=st.integers(0, 60_000))
def test_used_days_are_those_that_were_worked(world: World, later: int) -> None:
    """Counted one by one: worked, not left out, after the day of receipt."""
    *_, clock = world
    reading = read(clock, clock.changed + dt.timedelta(minutes=later))
    if reading.unit is not Unit.WORKING_DAY or reading.sum is None:
        return
    if clock.paused_since is not None or (reading.remaining or 0) < 0:
        return
    from tests.property.walking import left_out

    at = clock.ended.at if clock.ended else reading.now
    # A pause that begins after the end takes nothing.
    pauses = [
        (pause.first, pause.resumed)
        for pause in clock.pauses
        if pause.resumed is not None and pause.first < reading.sum.due
    ]
    partial = str(clock.limit.terms.partial)
    day, used = reading.sum.received, 0
    while day < at.date():
        day += dt.timedelta(days=1)
        used += clock.calendar.is_working(day) and not left_out(day, pauses, partial)

    assert used == reading.used


@given(world=worlds(), later=st.integers(0, 200_000))
def test_what_has_ended_stays_as_it_ended(world: World, later: int) -> None:
    """Whenever it is read, and nothing is to be revised."""
    *_, clock = world
    if clock.ended is None:
        return
    now = clock.changed + dt.timedelta(minutes=later)

    assert read(clock, clock.changed).status is read(clock, now).status
    assert () == revisions([clock], now)
    kinds = {
        action.kind for action in sweep([clock], now) if action.cycle == clock.cycle
    }
    assert kinds <= {ActionKind.BREACH}
    assert (ActionKind.BREACH in kinds) is (
        clock.ended.outcome is Outcome.MISSED
        or any(fact.cycle == clock.cycle for fact in clock.breaches)
    )


@given(world=worlds(), later=st.integers(0, 200_000))
def test_overdue_is_what_a_sweep_says_ran_out(world: World, later: int) -> None:
    """One of them never without the other; never while it stands still."""
    *_, clock = world
    now = clock.changed + dt.timedelta(minutes=later)
    reading = read(clock, now)
    leg = f"#{clock.leg}" if clock.leg else ""
    key = ("c", "reply", clock.cycle, f"x/reply:breach{leg}")
    ran_out = key in {action.key for action in sweep([clock], now)}

    late = (ClockStatus.OVERDUE, ClockStatus.MISSED)
    assert ran_out is (reading.status in late)
    if reading.status is ClockStatus.OVERDUE:
        assert reading.due is not None
        assert reading.due < now
        assert not reading.provisional
    if reading.status is ClockStatus.PAUSED:
        assert reading.due is None


@settings(max_examples=50)
@given(world=worlds(), begin=st.integers(0, 5000), length=st.integers(0, 5000))
def test_pause_moves_the_end_by_the_time_it_takes(
    world: World, begin: int, length: int
) -> None:
    """In working minutes, and in minutes of the clock; before any roll."""
    almanac, limit, events, _ = world
    for unit in (Unit.WORKING_MINUTE, Unit.MINUTE):
        row = attrs.evolve(limit, unit=unit, count=300, warnings=(), ladder=())
        start = events[0]
        first = start.at + dt.timedelta(minutes=begin)
        resumed = first + dt.timedelta(minutes=length)
        pause = ClockEvent(case="c", at=first, event=EventKind.EXCLUDE, reason="a")
        resume = ClockEvent(case="c", at=resumed, event=EventKind.RESUME)
        (plain,) = replay([start], {row.id: row}, almanac)
        due = read(plain, start.at).due
        assert due is not None
        (clock,) = replay([start, pause, resume], {row.id: row}, almanac)
        moved = read(clock, resumed).due
        if first >= due:
            assert due == moved
        elif unit is Unit.MINUTE:
            assert due + dt.timedelta(minutes=length) == moved
        else:
            cal = clock.calendar
            assert cal.add_minutes(due, cal.count_minutes(first, resumed)) == moved


@given(world=worlds())
def test_clock_ends_where_its_limit_ends(world: World) -> None:
    """A clock to which nothing happened is the limit itself."""
    almanac, limit, events, _ = world
    (clock,) = replay(events[:1], {limit.id: limit}, almanac)
    assert limit.count is not None
    assert limit.unit is not None
    plain = reckon(
        clock.calendar, clock.since, limit.count, limit.unit, terms=limit.terms
    )

    assert plain == read(clock, clock.since).sum


def test_laws_can_tell_a_broken_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: a pause that keeps ticking, and a sweep that forgets."""
    almanac = logs.almanac_of(ordinary())
    chance = random.Random(1)  # noqa: S311 - no secret
    limit = logs.limit_of("cn", 2, Unit.WORKING_DAY, Terms(), chance)
    start = next(logs.events_of(dt.datetime(2025, 3, 3, 10), chance, 0))  # noqa: DTZ001 - local
    (clock,) = replay([start], {limit.id: limit}, almanac)
    world = almanac, limit, [start], clock

    def pauses() -> None:
        law = test_pause_moves_the_end_by_the_time_it_takes
        law.hypothesis.inner_test(world=world, begin=30, length=90)

    def sweeps() -> None:
        law = test_later_sweep_says_what_an_earlier_one_said
        law.hypothesis.inner_test(world=world, later=[0, 3000, 30_000])

    pauses()
    sweeps()
    monkeypatch.setattr(
        "regservice.core.clocks.clock.reckon",
        lambda *args, terms: reckon(*args[:4], terms=terms),
    )
    with pytest.raises(AssertionError):
        pauses()
    monkeypatch.undo()
    monkeypatch.setattr(
        "tests.property.test_clocks.sweep",
        lambda clocks, now, honest=sweep: honest(clocks, now)[-1:],
    )
    with pytest.raises(AssertionError):
        sweeps()


def _with_facts(
    events: list[ClockEvent], limit: TimeLimit, almanac: Almanac
) -> list[ClockEvent]:
    """The log of somebody who writes down what is known, and what has become a fact."""
    limits, written = {limit.id: limit}, [attrs.evolve(events[0], known=KNOWN)]
    clocks = take({}, written[0], limits, almanac)
    for event in events[1:]:
        told = list(facts(clocks.values(), event.at))
        for fact in told:
            clocks = take(clocks, fact, limits, almanac)
        (clock,) = clocks.values()
        counted = in_force(clock, event.at)
        found = counted.timing
        if found is not None and found.paused:
            found = counted.if_resumed(event.at)
        if event.event is not EventKind.REOPEN and found and not found.sum.provisional:
            event = attrs.evolve(event, due=found.sum.due)  # noqa: PLW2901 - the same
        clocks = take(clocks, event, limits, almanac)
        written += [*told, event]
    end = clocks[limit.id].changed + dt.timedelta(days=40)
    return [*written, *facts(clocks.values(), end)]


KNOWN = dt.date(2025, 12, 31)


def _facts(clock: Clock) -> list[tuple[object, ...]]:
    ends = [(e.cycle, e.leg, e.due, e.outcome) for e in (*clock.past, clock.ended) if e]
    ran_out = [(b.cycle, b.leg, b.due) for b in clock.breaches]
    return [*ends, *ran_out, (clock.told,)]


@given(world=worlds(), rows=calendars())
def test_what_was_recorded_stays_under_any_calendar(world: World, rows: Rows) -> None:
    """Other rows, such as a notice that was loaded late, change no fact of the log."""
    almanac, limit, events, _ = world
    limit = attrs.evolve(limit, calendar="cn")
    events, _ = logs.accepted(iter(events), limit, almanac)
    try:
        log = _with_facts(events, limit, almanac)
        (before,) = replay(log, {limit.id: limit}, almanac)
        (after,) = replay(log, {limit.id: limit}, logs.almanac_of(rows))
    except CalendarError:
        return  # the years that are arranged end
    if not any(e and e.provisional for e in (*before.past, before.ended)):
        assert _facts(before) == _facts(after)
