"""``regservice deadline`` and ``regservice calendar``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


def test_five_working_days_over_the_national_holiday(run: Run) -> None:
    """Eight days off and a make-up Saturday lie between."""
    shape = run(
        "deadline", "--start", "2025-09-30", "--limit", "5 working_day", "--json"
    ).json

    assert "2025-10-14" == shape["due_date"]
    assert "2025-10-14T17:30:00+08:00" == shape["due"]
    assert shape["provisional"] is False
    assert "2025-10-14" in shape["arithmetic"]


def test_an_unpublished_year_is_provisional(run: Run) -> None:
    """Never an exception, never a silent guess."""
    ran = run(
        "deadline", "--start", "2026-12-20", "--limit", "10 working_day", "--json"
    )

    assert 0 == ran.code
    assert ran.json["provisional"] is True
    assert "尚未公布" in ran.json["arithmetic"]


def test_a_licence_window_counts_back(run: Run) -> None:
    """The day of expiry does not count."""
    shape = run(
        "deadline",
        "--start",
        "2026-06-30",
        "--limit",
        "90 working_day",
        "--back",
        "--json",
    ).json

    assert "2026-02-12" == shape["due_date"]


def test_a_pause_moves_the_deadline(run: Run) -> None:
    """Days of the pause do not count; the second day counts again."""
    plain = ("deadline", "--start", "2026-03-02", "--limit", "5 working_day", "--json")
    shape = run(*plain, "--pause", "2026-03-04/2026-03-06").json

    assert "2026-03-09" == run(*plain).json["due_date"]
    assert "2026-03-11" == shape["due_date"]


def test_working_hours_skip_lunch_and_night(run: Run) -> None:
    """Two hours from 11:30 end at 15:00 with lunch from 12:00 to 13:30."""
    shape = run(
        "deadline",
        "--start",
        "2026-03-02T11:30:00+08:00",
        "--limit",
        "2 working_hour",
        "--json",
    ).json

    assert "2026-03-02T15:00:00+08:00" == shape["due"]


@pytest.mark.parametrize(
    "options",
    [
        ("--start", "2019-12-20", "--limit", "10 working_day"),
        ("--start", "2025-02-30", "--limit", "5 working_day"),
        ("--start", "yesterday", "--limit", "5 working_day"),
        ("--start", "2025-09-30", "--limit", "5 fortnight"),
        ("--start", "2025-09-30", "--limit", "-5 working_day"),
        ("--start", "2025-09-30", "--limit", "5"),
        ("--start", "2025-09-30", "--limit", "900000 year"),
        ("--start", "2025-09-30", "--limit", "5 working_day", "--calendar", "moon"),
        ("--start", "2025-09-30", "--limit", "5 working_day", "--pause", "never"),
        ("--start", "2027-06-30", "--limit", "2 working_hour", "--back"),
        (
            "--start",
            "2025-09-30",
            "--limit",
            "5 month",
            "--back",
            "--pause",
            "2025-10-01/2025-10-02",
        ),
    ],
)
def test_a_deadline_that_cannot_be_computed_says_why(
    run: Run, options: tuple[str, ...]
) -> None:
    """Exit code 3, the value at fault, and how to write it."""
    ran = run("deadline", *options)

    assert 3 == ran.code
    assert "[RS3" in ran.err
    assert "改法" in ran.err


def test_a_year_is_told_with_its_notice(run: Run) -> None:
    """Working days per month, days off, make-up days, source."""
    shape = run("calendar", "2026", "--json").json

    assert [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23] == shape["working_days"]
    assert 248 == shape["total"]
    assert "2026-02-14" in shape["makeup_days"]
    assert ["2026-10-01", "2026-10-07"] in shape["days_off"]
    assert "clause" == shape["source"]["kind"]


def test_an_unpublished_year_is_told_to_be_one(run: Run) -> None:
    """What is printed for it is marked as assumed."""
    assert run("calendar", "2027", "--json").json["provisional"] is True
    assert "尚未公布" in run("calendar", "2027").out


def test_a_year_before_the_first_notice_has_no_answer(run: Run) -> None:
    """Nothing is invented for the past."""
    assert 3 == run("calendar", "2020").code
    assert 2 == run("calendar", "soon").code


def test_pause_may_be_told_in_hours(run: Run) -> None:
    """Office minutes are left out of a limit in hours; the sum says so."""
    ran = run(
        *("deadline", "--start", "2026-03-06T09:00+08:00", "--limit", "2 working_hour"),
        *("--pause", "2026-03-06T10:00/2026-03-06T10:30"),
    )

    assert 0 == ran.code
    assert "暂停 30 分;" in ran.out
    assert "2026-03-06 11:30" in ran.out


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-10-10", ("星期六", "调休上班", "09:00-12:00", "cn/2026")),
        ("2026-10-01", ("放假(国庆节)", "关于2026年部分节假日安排的通知")),
        ("2027-01-01", ("固定日期", "尚未公布")),
        ("2026-03-07", ("周休息日",)),
    ],
)
def test_day_is_told_with_the_row_behind_it(
    run: Run, day: str, said: tuple[str, ...]
) -> None:
    """What it is, when the office is open, who says so."""
    ran = run("calendar", day)

    assert 0 == ran.code
    assert all(part in ran.out for part in said)
    assert day == run("calendar", day, "--json").json["day"]


def test_calendar_is_told_as_it_was_known(run: Run) -> None:
    """Before the notice was published its make-up day was a Saturday."""
    ran = run("calendar", "2026-10-10", "--known-at", "2025-11-01", "--lang", "en")

    assert "weekly day of rest" in ran.out


@pytest.mark.parametrize(("day", "code"), [("12345", 2), ("x", 2), ("2026-13-01", 3)])
def test_day_that_is_none_is_told(run: Run, day: str, code: int) -> None:
    """A year that is none is a usage error."""
    assert code == run("calendar", day).code


def test_terms_decide_what_the_law_leaves_open(run: Run) -> None:
    """A Sunday, counted by either reading."""
    start = (
        "deadline",
        "--start",
        "2026-03-08T10:00+08:00",
        "--limit",
        "2 working_day",
    )
    same = run(*start)
    later = run(*start, "--receipt", "next_opening", "--close", "midnight")

    assert "2026-03-10 17:30" in same.out
    assert "2026-03-11 24:00" in later.out
    assert "下次办公时收到" in later.out


def test_start_may_be_a_local_time(run: Run) -> None:
    """As everywhere on the command line; it counts in Asia/Shanghai."""
    told = {
        run("deadline", "--start", start, "--limit", "2 working_hour").out
        for start in ("2026-03-06T09:00", "2026-03-06 09:00", "2026-03-06T01:00Z")
    }

    assert 1 == len(told)
    assert "2026-03-06 11:00" in told.pop()
