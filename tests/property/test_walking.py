"""The calendar engine and an oracle that walks agree, on calendars of any kind."""

from __future__ import annotations

import datetime as dt
import os
import random  # noqa: TID251 - the cases of a test, from a seed that is drawn
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from regservice.core.clocks.reading import read
from regservice.core.limits import reckon
from regservice.core.tally import minutes_by_kind
from regservice.core.workcal.almanac import Almanac
from regservice.core.workcal.build import Layer, compile_calendar
from regservice.core.workcal.calendar import WorkingCalendar
from regservice.model.calendar import (
    CalendarNotice,
    CalendarOverride,
    CalendarPattern,
    DaySpan,
    OfficeHours,
    OfficeInterval,
)
from regservice.model.legal import Source, Validity
from regservice.model.limit import Terms
from regservice.model.vocab import Close, Partial, Roll, SourceKind, Unit
from tests.property import walking
from tests.property.logs import (
    accepted,
    almanac_of,
    events_of,
    limit_of,
    spans_of,
)
from tests.property.walking import Rows

CASES = int(os.environ.get("REGSERVICE_CASES", "8000"))
"""How many sums are compared, in all."""
OF_A_CALENDAR = 100
YEARS = (2025, 2026)
SOURCE = Source(kind=SourceKind.ASSUMED, note="generated")
FIRST, LAST = dt.date(2025, 1, 1), dt.date(2028, 3, 31)

DAYS = st.dates(FIRST, LAST)
ARRANGED = st.dates(FIRST, dt.date(2026, 12, 31))


@st.composite
def hours(draw: st.DrawFn) -> tuple[OfficeInterval, ...]:
    """One to three intervals, which may touch; also round the clock."""
    edges = draw(st.lists(st.integers(0, 96), min_size=2, max_size=6, unique=True))
    edges = sorted(edges)[: len(edges) // 2 * 2]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return tuple(OfficeInterval(opens=15 * a, closes=15 * b) for a, b in pairs)


@st.composite
def notices(draw: st.DrawFn, code: str, year: int) -> CalendarNotice:
    """Days off and make-up days, which may lie in the year before."""
    spans = []
    for first in draw(st.lists(ARRANGED, min_size=1, max_size=4)):
        last = first + dt.timedelta(days=draw(st.integers(0, 9)))
        spans.append(DaySpan(first=first, last=last, name="x"))
    return CalendarNotice(
        calendar=code,
        year=year,
        days_off=tuple(spans),
        workdays=tuple(draw(st.lists(ARRANGED, max_size=4, unique=True))),
        source=SOURCE,
    )


@st.composite
def layers(draw: st.DrawFn, code: str, below: Rows | None) -> Rows:
    """The rows of one calendar: no two overrides, or hours, for one day."""
    pattern = CalendarPattern(
        code=code,
        name=code,
        base=below and below.pattern.code,
        weekdays=tuple(sorted(draw(st.sets(st.integers(1, 7), min_size=1)))),
        hours=draw(hours()),
        fixed_days=tuple(draw(st.sets(st.sampled_from(["01-01", "05-01", "10-03"])))),
        source=SOURCE,
    )
    years = YEARS if below is None else draw(st.sampled_from([(), YEARS, YEARS[:1]]))
    days = sorted(draw(st.sets(DAYS, max_size=4)))
    overrides = tuple(
        CalendarOverride(
            id=f"{code}/{n}",
            calendar=code,
            first=first,
            last=min(first + dt.timedelta(days=draw(st.integers(0, 5))), after),
            name="x",
            hours=draw(st.one_of(st.just(()), hours())),
            source=SOURCE,
        )
        for n, (first, after) in enumerate(
            zip(days, [d - walking.ONE for d in [*days[1:], LAST]], strict=False)
        )
        if first <= after
    )
    turn = draw(DAYS)
    others = (
        OfficeHours(
            id=f"{code}/early",
            calendar=code,
            weekdays=tuple(draw(st.sets(st.integers(1, 7), max_size=2))),
            hours=draw(hours()),
            validity=Validity(end=turn),
            source=SOURCE,
        ),
        OfficeHours(
            id=f"{code}/late",
            calendar=code,
            hours=draw(hours()),
            validity=Validity(start=turn),
            source=SOURCE,
        ),
    )
    return Rows(
        pattern,
        tuple(draw(notices(code, year)) for year in years),
        overrides,
        draw(st.sampled_from([(), others])),
        below,
    )


@st.composite
def calendars(draw: st.DrawFn) -> Rows:
    """A calendar, or one that builds on another."""
    rows = draw(layers("cn", None))
    return draw(layers("zj", rows)) if draw(st.booleans()) else rows


def compiled(rows: Rows) -> WorkingCalendar:
    """What the engine makes of the rows."""
    base = []
    below = rows.below
    while below is not None:
        layer = Layer(
            pattern=below.pattern,
            notices=tuple(below.notices),
            overrides=tuple(below.overrides),
            hours=tuple(below.hours),
        )
        base.insert(0, layer)
        below = below.below
    return compile_calendar(
        rows.pattern, rows.notices, rows.overrides, rows.hours, base
    )


def _limits(
    cal: WorkingCalendar, chance: random.Random, start: dt.datetime
) -> list[tuple[str, Callable[..., Any], Callable[..., Any], Any]]:
    """Limits with pauses, which may overlap, and with all ways to roll."""
    pauses = []
    for _ in range(chance.randrange(4)):
        begin = start + dt.timedelta(minutes=chance.randrange(-2000, 9000))
        pauses.append((begin, begin + dt.timedelta(minutes=chance.randrange(5000))))
    roll, step = chance.choice([(Roll.NEXT, 1), (Roll.PREVIOUS, -1), (Roll.NONE, 0)])
    days = chance.randrange(1, 15)
    terms = Terms(
        roll=roll,
        close=chance.choice(list(Close)),
        partial=chance.choice(list(Partial)),
    )

    def due(count: int, unit: Unit) -> Any:
        return reckon(cal, start, count, unit, pauses, terms=terms)

    def walked(rows: Rows, count: int, *, working: bool) -> dt.date:
        days = walking.Days(
            rows=rows,
            pauses=pauses,
            working=working,
            step=0 if working else step,
            partial=str(terms.partial),
            office=terms.close is Close.OFFICE_HOURS,
        )
        return days.due(start.date(), count)

    end = start + dt.timedelta(minutes=chance.randrange(3000))

    def months(unit: Unit, each: int) -> tuple[Callable[..., Any], ...]:
        plain = Terms(roll=roll)
        return (
            lambda n: reckon(cal, start, n, unit, terms=plain).due_date,
            lambda rows, n: walking.Days(
                rows=rows, pauses=(), working=False, step=step
            ).rolled(walking.add_months(start.date(), n * each)),
        )

    return [
        (
            "days with pauses",
            lambda n: due(n, Unit.WORKING_DAY).due_date,
            lambda rows, n: walked(rows, n, working=True),
            (days,),
        ),
        (
            "minutes with pauses",
            lambda n: due(n, Unit.WORKING_MINUTE).due,
            lambda rows, n: walking.due_minute(rows, start, n, pauses),
            (20 * days,),
        ),
        (
            "calendar days with pauses",
            lambda n: due(n, Unit.CALENDAR_DAY).due_date,
            lambda rows, n: walked(rows, n, working=False),
            (days,),
        ),
        ("months", *months(Unit.MONTH, 1), (days,)),
        ("years", *months(Unit.YEAR, 12), (1,)),
        (
            "hours with pauses",
            lambda n: due(n, Unit.HOUR).due,
            lambda _, n: walking.due_through(start, n * 60, pauses),
            (2 * days,),
        ),
        (
            "kinds of minutes",
            lambda end: minutes_by_kind(cal, start, end, pauses),
            lambda rows, end: walking.kinds_of_minutes(rows, start, end, pauses),
            (end,),
        ),
    ]


def _logs(
    code: str, almanac: Almanac, chance: random.Random, start: dt.datetime
) -> list[tuple[str, Callable[..., Any], Callable[..., Any], Any]]:
    """A clock after some pauses and extensions; what does not fit is left out."""
    step = chance.choice([(Roll.NEXT, 1), (Roll.PREVIOUS, -1), (Roll.NONE, 0)])
    terms = Terms(
        roll=step[0],
        close=chance.choice(list(Close)),
        partial=chance.choice(list(Partial)),
    )
    unit = chance.choice([Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.WORKING_MINUTE])
    most = 200 if unit is Unit.WORKING_MINUTE else 15
    row = limit_of(code, chance.randrange(1, most), unit, terms, chance)
    taken, found = accepted(events_of(start, chance, chance.randrange(6)), row, almanac)

    def clock(_: int) -> dt.datetime | None:
        reading = read(found, found.changed)
        return reading.if_resumed or reading.due

    def walked(rows: Rows, _: int) -> dt.datetime:
        spans, count = spans_of(taken)
        count += row.count or 0
        if unit is Unit.WORKING_MINUTE:
            return walking.due_minute(rows, start, count, spans)
        office = terms.close is Close.OFFICE_HOURS
        limit = walking.Days(
            rows=rows,
            pauses=spans,
            working=unit is Unit.WORKING_DAY,
            step=0 if unit is Unit.WORKING_DAY else step[1],
            partial=str(terms.partial),
            office=office,
        )
        return walking.close(rows, limit.due(start.date(), count), office=office)

    return [("clock", clock, walked, (0,))]


def _windows(
    cal: WorkingCalendar, anchor: dt.date, n: int
) -> list[tuple[str, Callable[..., Any], Callable[..., Any], Any]]:
    """Counted back from a day in a year that is arranged."""
    start = dt.datetime.combine(anchor, dt.time())

    def back(unit: Unit) -> Callable[[int], dt.date]:
        return lambda n: reckon(cal, start, -n, unit).due_date

    return [
        (
            "working days back",
            back(Unit.WORKING_DAY),
            lambda rows, n: walking.add(rows, anchor, -n),
            (n,),
        ),
        (
            "calendar days back",
            back(Unit.CALENDAR_DAY),
            lambda _, n: anchor - n * walking.ONE,
            (n,),
        ),
    ]


def differences(cal: WorkingCalendar, rows: Rows, seed: int, cases: int) -> list[Any]:
    """Sums on which the engine and the oracle disagree."""
    almanac = almanac_of(rows)
    chance = random.Random(seed)  # noqa: S311 - the cases, not a secret
    begin, span = dt.date(2026, 4, 1), 600  # a year of days lies before

    most = min(1000, 3 * sum(part.closes - part.opens for part in cal.hours))

    def day() -> dt.date:
        return begin + dt.timedelta(days=chance.randrange(span))

    def moment() -> dt.datetime:
        minute = chance.randrange(0, 1440, chance.choice([1, 15]))
        return dt.datetime.combine(day(), dt.time(*divmod(minute, 60)))

    def near(start: dt.datetime) -> dt.datetime:
        return start + dt.timedelta(minutes=chance.randrange(-3000, 3000))

    found: list[Any] = []
    for _ in range(cases):
        a, b, n = day(), day(), chance.randrange(-20, 21)
        start, minutes = moment(), chance.randrange(-most, most + 1)
        end = near(start)
        sums: list[tuple[str, Callable[..., Any], Callable[..., Any], Any]] = [
            ("add", cal.add, walking.add, (a, n)),
            ("count", cal.count, walking.count, (a, b)),
            ("hours", cal.hours_on, walking.hours_of, (a,)),
            ("minutes", cal.add_minutes, walking.add_minutes, (start, minutes)),
            ("between", cal.count_minutes, walking.count_minutes, (start, end)),
            ("open", cal.next_open, walking.next_open, (start,)),
        ]
        kind = chance.randrange(8)
        if kind in (0, 1):
            sums = _limits(cal, chance, start)
        elif kind in (2, 3):
            sums = _logs(cal.code, almanac, chance, start)
        elif kind == 4:
            sums = _windows(cal, min(a, cal.last), abs(n) + 1)
        name, engine, oracle, given_ = chance.choice(sums)
        if engine(*given_) != oracle(rows, *given_):
            found.append((name, given_))
    return found


# Not shrunk: the oracle is slow, and the sums that differ are told one by one.
@settings(max_examples=CASES // OF_A_CALENDAR, phases=[Phase.explicit, Phase.generate])
@given(rows=calendars(), seed=st.integers(0, 2**32))
def test_engine_counts_as_one_counts_by_walking(rows: Rows, seed: int) -> None:
    """Days, minutes and limits, forward and backward, with pauses and rolls."""
    assert [] == differences(compiled(rows), rows, seed, OF_A_CALENDAR)


def ordinary() -> Rows:
    """Weekdays with a lunch break, and a week off."""
    morning = OfficeInterval(opens=540, closes=720)
    pattern = CalendarPattern(
        code="cn",
        name="cn",
        weekdays=(1, 2, 3, 4, 5),
        hours=(morning, OfficeInterval(opens=780, closes=1020)),
        source=SOURCE,
    )
    span = DaySpan(first=dt.date(2025, 10, 1), last=dt.date(2025, 10, 7), name="x")
    notice = CalendarNotice(calendar="cn", year=2025, days_off=(span,), source=SOURCE)
    return Rows(pattern, (notice,))


def test_walking_can_tell_a_wrong_calendar(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control: a lunch that counts is seen."""
    rows = ordinary()
    cal = compiled(rows)
    assert [] == differences(cal, rows, 1, 200)

    monkeypatch.setattr(
        walking, "_usual", lambda *_: (OfficeInterval(opens=540, closes=1020),)
    )

    assert {"minutes", "between", "clock"} <= {
        n for n, _ in differences(cal, rows, 1, 400)
    }
