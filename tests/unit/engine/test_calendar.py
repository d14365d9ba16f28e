"""The calendar as people use it: dates and instants in, pendulum out."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pendulum
import pytest

import regservice
from regservice.core.workcal.almanac import DayKind
from regservice.engine.calendar import Calendar
from regservice.errors import CalendarError, DataError, UnknownNameError

HERE = "Asia/Shanghai"


@pytest.fixture(scope="module")
def cal(national: regservice.Engine) -> Calendar:
    """The national calendar."""
    return national.calendar()


@pytest.mark.parametrize(
    "start",
    [
        "2025-09-30T17:00+08:00",
        "2025-09-30T09:00Z",
        pendulum.datetime(2025, 9, 30, 17, tz=HERE),
        pendulum.datetime(2025, 9, 30, 5, tz="America/New_York"),
        dt.datetime(2025, 9, 30, 9, tzinfo=dt.UTC),
        dt.datetime(2025, 9, 30, 17, 0, 59, tzinfo=dt.timezone(dt.timedelta(hours=8))),
    ],
)
def test_instant_is_read_in_every_form(cal: Calendar, start: Any) -> None:
    """Of any zone; seconds do not count."""
    end = cal.add_minutes(start, 60)

    assert pendulum.datetime(2025, 10, 9, 9, 30, tz=HERE) == end
    assert (pendulum.DateTime, HERE) == (type(end), end.timezone_name)
    assert 60 == cal.count_minutes(start, end)
    assert pendulum.datetime(2025, 9, 30, 17, tz=HERE) == cal.add_minutes(end, -60)


def test_next_opening_is_an_instant(cal: Calendar) -> None:
    """From Saturday to Monday."""
    opens = cal.next_open("2026-03-07T10:00+08:00")

    assert "2026-03-09T09:00:00+08:00" == opens.isoformat()


@pytest.mark.parametrize("moment", ["2025-09-30T17:00", "2025-09-30", "x", ""])
def test_instant_without_an_offset_is_refused(cal: Calendar, moment: str) -> None:
    """Nobody guesses a zone."""
    with pytest.raises(DataError) as caught:
        cal.add_minutes(moment, 1)

    assert ["RS3201"] == [problem.code for problem in caught.value.problems]


# --- windows ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("expiry", "opens", "closes"),
    [
        ("2026-06-30", "2026-02-12", "2026-05-18"),
        ("2026-12-31", "2026-08-21", "2026-11-19"),
    ],
)
def test_window_counts_back_from_an_expiry(
    cal: Calendar, expiry: str, opens: str, closes: str
) -> None:
    """The vectors of domain.md 2.4."""
    found = cal.window(expiry, "90 working_day", "30 working_day")

    assert (opens, closes) == tuple(map(str, found))


def test_window_that_closes_before_it_opens_is_refused(cal: Calendar) -> None:
    """The longer one comes first."""
    with pytest.raises(DataError) as caught:
        cal.window("2026-06-30", "30 working_day", "90 working_day")

    assert ["RS3207"] == [problem.code for problem in caught.value.problems]


def test_window_into_a_year_without_a_notice_is_refused(cal: Calendar) -> None:
    """A window that closes too late by a guess cannot be mended."""
    with pytest.raises(CalendarError) as caught:
        cal.window("2027-06-30", "90 working_day", "30 working_day")

    assert ["RS3307"] == [problem.code for problem in caught.value.problems]


# --- what was known ---------------------------------------------------------


@pytest.mark.parametrize(
    "known",
    [
        "2025-11-03",
        "2025-11-03T23:59+08:00",
        dt.date(2025, 11, 3),
        pendulum.datetime(2025, 11, 3, 12, tz=HERE),
    ],
)
def test_calendar_is_that_of_what_was_known(
    national: regservice.Engine, known: Any
) -> None:
    """Before the notice of 2026 that year was provisional."""
    before, today = national.calendar(known_at=known), national.calendar()

    assert ("2025-12-31", "2026-12-31") == (
        str(before.coverage[1]),
        str(today.coverage[1]),
    )
    assert before.is_provisional("2026-10-10")
    assert DayKind.WEEKLY is before.day("2026-10-10").kind
    assert DayKind.MAKEUP is today.day("2026-10-10").kind
    assert before.notice(2026) is None
    assert today.notice(2026) is not None


def test_calendar_that_is_not_there_is_told(national: regservice.Engine) -> None:
    """With those that are."""
    with pytest.raises(UnknownNameError) as caught:
        national.calendar("xx")

    assert "(cn)" in str(caught.value)


# --- machines ---------------------------------------------------------------

SUMS = """\
import regservice
cal = regservice.load(discover=False).calendar()
print(cal.add("2025-09-30", 5), cal.add_minutes("2026-02-13T16:00+08:00", 300),
      cal.next_open("2026-10-01T00:00Z"), cal.count("2024-01-01", "2026-12-31"),
      cal.deadline("2026-09-30T23:30+08:00", "15 calendar_day").due,
      cal.day("2026-02-28").kind)
import datetime as dt
from regservice.model.event import ClockEvent
log = [
    ClockEvent(case="c", event=event, at=dt.datetime(2026, *at), **more)
    for event, at, more in [
        ("start", (9, 24), {"limit": "10 working_day"}),
        ("exclude", (9, 28, 9), {"reason": "testing"}),
        ("resume", (10, 9, 23, 30), {}),
    ]
]
cases = regservice.load(discover=False).clocks(log)
print(cases.as_json("2026-10-30T00:00Z"), cases.sweep("2026-10-30T00:00Z"))
"""


def test_answers_hang_on_no_zone_and_no_seed_of_the_machine(root: Path) -> None:
    """UTC, Urumqi, New York; two seeds of hashes."""
    said = set()
    for zone, seed in (
        ("UTC", "0"),
        ("Asia/Urumqi", "1"),
        ("America/New_York", "0"),
        ("Asia/Shanghai", "1"),
    ):
        environment = {"TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{root}/src"}
        done = subprocess.run(
            [sys.executable, "-c", SUMS],
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=True,
        )
        said.add(done.stdout)

    assert 1 == len(said)
    assert "2025-10-14" in said.pop()
