"""
How fast is working time counted, beside the peers, in one interleaved run?

The national calendar; peers that know no make-up days are given every day off as a
holiday of a week without weekends. Equal answers are asserted before anything is timed.
Figures are ratios of medians; absolute times are of one shared machine.

    python benchmarks/worktime.py [--runs 15] [--json FILE] [--table FILE]
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import json
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import businesstimedelta as btd
import chinese_calendar
import holidays
import numpy as np
import pandas as pd
import pendulum

import regservice
from regservice.core.limits import reckon
from regservice.core.workcal.build import compile_calendar
from regservice.model.calendar import CalendarNotice, DaySpan
from regservice.model.legal import Source
from regservice.model.vocab import SourceKind, Unit

GOALS = {
    "businesstimedelta / deadline in minutes": (180.0, ">="),
    "pandas CustomBusinessHour / deadline in hours": (95.0, ">="),
    "with 1 pause / without": (2.0, "<="),
    "with 2 pauses / without": (3.0, "<="),
    "with 4 pauses / without": (5.0, "<="),
    "numpy.busday_offset / batch of days": (30.0, ">="),
    "one by one / batch of minutes": (20.0, ">="),
}
"""Name of a ratio to what it should be, where that was laid down."""

FIRST, LAST = dt.date(2023, 1, 1), dt.date(2028, 12, 31)
WEEK = "Mon Tue Wed Thu Fri Sat Sun"
ROWS = 100_000
EDGES = {(9, 0), (12, 0), (13, 30), (17, 30)}
"""When the office opens and closes."""


class Cases:
    """The same sums for everybody, in the form that each takes."""

    def __init__(self, calendar: regservice.Calendar, count: int) -> None:
        """Draw them from two years that are arranged."""
        chance = random.Random(7)  # noqa: S311 - the cases, not a secret
        core = calendar.working
        self.naive, self.aware, self.minutes = [], [], []
        self.days, self.many = [], []
        begin = dt.datetime(2024, 1, 1)  # noqa: DTZ001 - local time of the calendar
        while len(self.naive) < count:
            start = begin + dt.timedelta(minutes=chance.randrange(900 * 1440))
            minutes = 60 * chance.randint(1, 60)
            end = core.add_minutes(start, minutes)
            # At an edge of office hours each library has a convention of its own.
            if (end.hour, end.minute) in EDGES:
                continue
            self.naive.append(start)
            self.minutes.append(minutes)
            self.aware.append(pendulum.instance(start, tz="Asia/Shanghai"))
            self.days.append(start.date())
            self.many.append(chance.randint(1, 60))


def off_days(calendar: regservice.Calendar) -> list[dt.date]:
    """Every day that is not worked."""
    days = (FIRST + dt.timedelta(days=n) for n in range((LAST - FIRST).days + 1))
    return [day for day in days if not calendar.is_working(day)]


def scalar(calendar: regservice.Calendar, cases: Cases) -> dict[str, Callable[[], Any]]:
    """One sum after the other; slow contenders take the first ones only."""
    off = off_days(calendar)
    everyday = list(range(7))
    rules = btd.Rules(
        [
            btd.WorkDayRule(
                start_time=dt.time(9),
                end_time=dt.time(17, 30),
                working_days=everyday,
            ),
            btd.LunchTimeRule(
                start_time=dt.time(12),
                end_time=dt.time(13, 30),
                working_days=everyday,
            ),
            btd.HolidayRule(dict.fromkeys(off, "off")),
        ]
    )
    hours = pd.offsets.CustomBusinessHour(
        weekmask=WEEK, holidays=off, start=["09:00", "13:30"], end=["12:00", "17:30"]
    )
    china = holidays.country_holidays("CN", years=range(2023, 2028))

    def by_chinese_calendar(day: dt.date, many: int) -> dt.date:
        back = 0 if chinese_calendar.is_workday(day) else 1
        found: dt.date = chinese_calendar.find_workday(many - back, day)
        return found

    few = 200
    minutes = list(zip(cases.aware, cases.minutes, strict=True))
    naive = list(zip(cases.naive, cases.minutes, strict=True))[:few]
    stamps = [(pd.Timestamp(start), n // 60) for start, n in naive]
    days = list(zip(cases.days, cases.many, strict=True))
    add = calendar.add_minutes
    return {
        "deadline": lambda: [add(a, n) for a, n in minutes],
        "businesstimedelta": lambda: [
            a + btd.BusinessTimeDelta(rules, hours=n // 60) for a, n in naive
        ],
        "pandas CustomBusinessHour": lambda: [a + hours * n for a, n in stamps],
        "working days": lambda: [calendar.add(a, n) for a, n in days],
        "holidays": lambda: [
            china.get_nth_working_day(a, n) for a, n in days[: few * 5]
        ],
        "chinesecalendar": lambda: [by_chinese_calendar(a, n) for a, n in days[:50]],
    }


def paused(calendar: regservice.Calendar, cases: Cases) -> dict[str, Callable[[], Any]]:
    """A limit of many working days with some pauses of a week in it."""
    core, unit = calendar.working, Unit.WORKING_DAY

    def run(pauses: int) -> Callable[[], Any]:
        sums = []
        for start in cases.naive[:2000]:
            first = start.date() + dt.timedelta(days=3)
            step = dt.timedelta(days=9)
            week = dt.timedelta(days=7)
            spans = [(first + n * step, first + n * step + week) for n in range(pauses)]
            sums.append((start, spans))
        return lambda: [reckon(core, start, 60, unit, spans) for start, spans in sums]

    return {f"{n} pauses": run(n) for n in (0, 1, 2, 4)}


def batch(calendar: regservice.Calendar) -> dict[str, Callable[[], Any]]:
    """Whole columns."""
    chance = np.random.default_rng(3)
    columns, core = calendar.columns(), calendar.working
    low = (dt.date(2024, 1, 1) - dt.date(1970, 1, 1)).days
    days = chance.integers(low, low + 900, ROWS).astype("int32")
    many = chance.integers(1, 61, ROWS).astype("int32")
    minutes = (days * 1440 + chance.integers(0, 1440, ROWS)).astype("int32")
    long = chance.integers(1, 3600, ROWS).astype("int32")
    busy = np.busdaycalendar("1111111", np.array(off_days(calendar), "datetime64[D]"))
    dates = days.astype("datetime64[D]")
    epoch = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - local time of the calendar
    some = [
        (epoch + dt.timedelta(minutes=int(m)), int(n))
        for m, n in zip(minutes[:2000], long[:2000], strict=True)
    ]
    return {
        "batch of days": lambda: columns.add(days, many),
        "numpy.busday_offset": lambda: np.busday_offset(
            dates, many, roll="backward", busdaycal=busy
        ),
        "batch of minutes": lambda: columns.add_minutes(minutes, long),
        "one by one": lambda: [core.add_minutes(start, n) for start, n in some],
    }


def check(found: dict[str, Any]) -> None:
    """All answers to one sum are the same."""
    ours = [moment.naive() for moment in found["deadline"]]
    theirs = (
        [a.replace(tzinfo=None) for a in found["businesstimedelta"]],
        [a.to_pydatetime() for a in found["pandas CustomBusinessHour"]],
    )
    for name, peer in zip(("businesstimedelta", "pandas"), theirs, strict=True):
        if peer != ours[: len(peer)]:
            raise SystemExit(f"{name} answers otherwise")
    days = found["working days"]
    for name in ("holidays", "chinesecalendar"):
        if found[name] != days[: len(found[name])]:
            raise SystemExit(f"{name} answers otherwise")
    numpy = found["numpy.busday_offset"].astype("int32")
    if not (numpy == found["batch of days"]).all():
        raise SystemExit("numpy answers otherwise")


def compiling() -> dict[str, float]:
    """Milliseconds and bytes of a compiled calendar of six years."""
    pattern = regservice.load(discover=False).book.tables.calendar_patterns[0]
    source = Source(kind=SourceKind.ASSUMED, note="benchmark")
    span = [
        DaySpan(first=dt.date(y, 10, 1), last=dt.date(y, 10, 7), name="x")
        for y in range(2021, 2027)
    ]
    notices = [
        CalendarNotice(calendar="cn", year=d.first.year, days_off=(d,), source=source)
        for d in span
    ]
    times = []
    for _ in range(15):
        start = time.perf_counter()
        made = compile_calendar(pattern, notices)
        times.append(time.perf_counter() - start)
    parts = (made.working, made.rank, made.opened, made.shape, made.off, made.makeup)
    parts += (*made.passed, *made.ends)
    return {
        "milliseconds": statistics.median(times) * 1e3,
        "bytes": float(sum(map(sys.getsizeof, parts))),
    }


def compare(runs: int) -> dict[str, Any]:
    """Time all contenders in turn, in shuffled order."""
    calendar = regservice.load(discover=False).calendar()
    cases = Cases(calendar, 2000)
    contenders = {
        **scalar(calendar, cases),
        **paused(calendar, cases),
        **batch(calendar),
    }
    first = {name: run() for name, run in contenders.items()}
    check(first)
    sizes = {name: len(found) for name, found in first.items()}
    times: dict[str, list[float]] = {name: [] for name in contenders}
    shuffle = random.Random(5)  # noqa: S311 - the order of runs, not a secret
    for _ in range(runs):
        for name in shuffle.sample(sorted(times), len(times)):
            gc.collect()
            start = time.perf_counter()
            contenders[name]()
            times[name].append((time.perf_counter() - start) / sizes[name])
    each = {name: statistics.median(found) * 1e6 for name, found in times.items()}
    pairs = {
        "businesstimedelta / deadline in minutes": ("businesstimedelta", "deadline"),
        "pandas CustomBusinessHour / deadline in hours": (
            "pandas CustomBusinessHour",
            "deadline",
        ),
        "holidays / working days": ("holidays", "working days"),
        "chinesecalendar / working days": ("chinesecalendar", "working days"),
        "with 1 pause / without": ("1 pauses", "0 pauses"),
        "with 2 pauses / without": ("2 pauses", "0 pauses"),
        "with 4 pauses / without": ("4 pauses", "0 pauses"),
        "numpy.busday_offset / batch of days": ("numpy.busday_offset", "batch of days"),
        "one by one / batch of minutes": ("one by one", "batch of minutes"),
    }
    return {
        "ratios": {name: each[a] / each[b] for name, (a, b) in pairs.items()},
        "microseconds": each,
        "compiled": compiling(),
        "python": platform.python_version(),
    }


def _goal(name: str) -> str:
    value, sign = GOALS.get(name, (0.0, ""))
    return f"{sign} {value:.0f} x" if sign else ""


def table(result: dict[str, Any]) -> str:
    """The figures as a table for the documentation."""
    rows = [
        (name, f"{value:.1f} x", _goal(name))
        for name, value in result["ratios"].items()
    ]
    made = result["compiled"]
    rows.append(
        ("compiling six years", f"{made['milliseconds']:.0f} ms", "<= 20 ms"),
    )
    rows.append(
        ("compiled calendar", f"{made['bytes'] / 1000:.0f} KB", "<= 200 KB"),
    )
    lines = ["| figure | measured | goal |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows), ""])


def main() -> None:
    """Run, print, and write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--table", type=Path)
    asked = parser.parse_args()
    result = compare(asked.runs)
    text = json.dumps(result, indent=2) + "\n"
    sys.stdout.write(text + table(result))
    if asked.json:
        asked.json.write_text(text, encoding="utf-8")
    if asked.table:
        asked.table.write_text(table(result), encoding="utf-8")


if __name__ == "__main__":
    main()
