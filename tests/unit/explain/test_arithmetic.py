"""How a deadline adds up, in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from regservice.core.limits import reckon
from regservice.core.workcal.build import compile_calendar
from regservice.core.workcal.calendar import WorkingCalendar
from regservice.explain.arithmetic import arithmetic
from regservice.model.vocab import Unit

T = dt.datetime


@pytest.fixture(scope="module")
def cal(make: Any) -> WorkingCalendar:
    """1 to 7 October 2026 are off, 10 October is made up for."""
    return compile_calendar(make.pattern(), [make.notice(2026, dt.date(2026, 10, 10))])


def _text(cal: WorkingCalendar, lang: str, *sum_: Any) -> str:
    return arithmetic(reckon(cal, *sum_), cal.last, lang)


@pytest.mark.parametrize(
    ("sum_", "expected"),
    [
        (
            (T(2026, 9, 30, 10), 5, Unit.WORKING_DAY),
            (
                "自 2026-09-30 起(2026-09-30 当日不计);期间 13 日 = 计入的工作日 5 日"
                "(含调休上班 1 日) + 放假 7 日 + 周末 1 日;到期 2026-10-13 17:00"
            ),
        ),
        (
            (T(2026, 10, 12), -3, Unit.WORKING_DAY),
            (
                "自 2026-10-12 往前倒推(2026-10-12 当日不计);"
                "期间 4 日 = "
                "计入的工作日 3 日(含调休上班 1 日) + 放假 0 日 + 周末 1 日;"
                "到期 2026-10-08 17:00"
            ),
        ),
        (
            (T(2026, 9, 30), 2, Unit.CALENDAR_DAY),
            (
                "自 2026-09-30 起(2026-09-30 当日不计);期间 8 日,不分工作日和休息日;"
                "名义末日 2026-10-02 不上班,顺延至 2026-10-08;到期 2026-10-08 17:00"
            ),
        ),
        (
            (T(2026, 3, 6, 16, 30), 1, Unit.WORKING_HOUR),
            "自 2026-03-06 16:30 起只计办公时间;到期 2026-03-09 09:30",
        ),
    ],
)
def test_every_term_of_the_sum_is_named(
    cal: WorkingCalendar, sum_: tuple[Any, ...], expected: str
) -> None:
    """Start, days by kind, roll and end."""
    assert expected == _text(cal, "zh", *sum_)


def test_paused_days_are_a_term_of_their_own(cal: WorkingCalendar) -> None:
    """They are named only where there are any."""
    pause = [(dt.date(2026, 3, 3), dt.date(2026, 3, 5))]

    assert "+ 暂停 2 日" in _text(cal, "zh", T(2026, 3, 2), 3, Unit.WORKING_DAY, pause)
    assert "+ 2 paused" in _text(cal, "en", T(2026, 3, 2), 3, Unit.WORKING_DAY, pause)
    assert "暂停" not in _text(cal, "zh", T(2026, 3, 2), 3, Unit.WORKING_DAY)


@pytest.mark.parametrize(("lang", "word"), [("zh", "暂定"), ("en", "provisional")])
def test_provisional_end_says_so(cal: WorkingCalendar, lang: str, word: str) -> None:
    """With the last day that a notice arranges."""
    firm = _text(cal, lang, T(2026, 3, 2), 3, Unit.WORKING_DAY)
    open_ = _text(cal, lang, T(2026, 12, 31), 3, Unit.MONTH)

    assert word not in firm
    assert word in open_
    assert "2026-12-31" in open_.rpartition(word)[2]
