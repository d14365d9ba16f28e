"""What notices and office rules may say about working days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from regservice.model.calendar import DaySpan, OfficeInterval

Read = Callable[[BaseException], tuple[str, str]]
DAY = dt.date(2026, 5, 1)


def test_span_of_one_day_has_equal_ends() -> None:
    """Both ends of a block of days off are included."""
    assert DAY == DaySpan(first=DAY, last=DAY, name="x").last


@pytest.mark.parametrize(
    ("last", "name", "expected"),
    [
        (DAY - dt.timedelta(days=1), "x", ("RS1107", "last")),
        (DAY, " ", ("RS1106", "name")),
    ],
)
def test_span_runs_forward_and_has_a_name(
    code_of: Read, last: dt.date, name: str, expected: tuple[str, str]
) -> None:
    """A block of days off is called something and does not run backward."""
    with pytest.raises(ValueError, match=expected[0]) as caught:
        DaySpan(first=DAY, last=last, name=name)

    assert expected == code_of(caught.value)


def test_notice_names_days_off_and_is_known_by_its_year(make: Any) -> None:
    """A notice without a day off arranges nothing."""
    assert "cn/2026" == make.notice(2026).id
    with pytest.raises(ValueError, match="RS1106"):
        make.notice(days_off=())


@pytest.mark.parametrize(("opens", "closes"), [(0, 1440), (0, 1), (1439, 1440)])
def test_office_interval_lies_in_one_day(opens: int, closes: int) -> None:
    """Midnight to midnight is the longest interval."""
    found = OfficeInterval(opens=opens, closes=closes)

    assert (opens, closes) == (found.opens, found.closes)


@pytest.mark.parametrize(("opens", "closes"), [(-1, 5), (5, 5), (6, 5), (0, 1441)])
def test_office_interval_that_is_none_is_refused(opens: int, closes: int) -> None:
    """Offices close after they have opened, on the same day."""
    with pytest.raises(ValueError, match="RS1107"):
        OfficeInterval(opens=opens, closes=closes)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"code": ""}, ("RS1106", "code")),
        ({"name": ""}, ("RS1106", "name")),
        ({"weekdays": ()}, ("RS1106", "weekdays")),
        ({"weekdays": (0,)}, ("RS1105", "weekdays")),
        ({"weekdays": (5, 8)}, ("RS1105", "weekdays")),
        ({"hours": ()}, ("RS1106", "hours")),
        ({"fixed_days": ("01-01", "13-01")}, ("RS1105", "fixed_days")),
        ({"fixed_days": ("1月1日",)}, ("RS1105", "fixed_days")),
    ],
)
def test_pattern_refuses_what_is_no_week(
    make: Any, code_of: Read, given: dict[str, Any], expected: tuple[str, str]
) -> None:
    """Weekdays are 1 to 7, fixed days are days of the year."""
    with pytest.raises(ValueError, match=expected[0]) as caught:
        make.pattern(**given)

    assert expected == code_of(caught.value)


def test_office_hours_follow_one_another(make: Any, code_of: Read) -> None:
    """Intervals may touch but not overlap."""
    one, two, three = (
        OfficeInterval(opens=a, closes=b) for a, b in ((1, 5), (5, 9), (8, 10))
    )

    assert (one, two) == make.pattern(hours=(one, two)).hours
    with pytest.raises(ValueError, match="RS1107") as caught:
        make.pattern(hours=(one, two, three))
    assert ("RS1107", "hours") == code_of(caught.value)


def test_override_does_not_end_before_it_begins(make: Any) -> None:
    """As with days off."""
    with pytest.raises(ValueError, match="RS1107"):
        make.override("x", dt.date(2026, 8, 3), dt.date(2026, 8, 2))


def test_hours_of_a_row_are_in_order_on_weekdays_that_exist(make: Any) -> None:
    """Other hours and overrides are held to what patterns are."""
    late, early = (
        OfficeInterval(opens=780, closes=1020),
        OfficeInterval(opens=540, closes=800),
    )

    with pytest.raises(ValueError, match="RS1107"):
        make.office_hours("x", hours=(late, early))
    with pytest.raises(ValueError, match="RS1107"):
        make.override("x", dt.date(2026, 8, 3), hours=(late, early))
    with pytest.raises(ValueError, match="RS1105"):
        make.office_hours("x", weekdays=(0,))


@pytest.mark.parametrize("edition", [0, -1])
def test_editions_are_numbered_from_one(make: Any, edition: int) -> None:
    """The first has no number in its key."""
    with pytest.raises(ValueError, match="RS11"):
        make.notice(2026, edition=edition)

    assert ["cn/2026", "cn/2026/2"] == [make.notice(2026, edition=n).id for n in (1, 2)]


@pytest.mark.parametrize(
    ("opens", "closes", "field"), [(540, 2400, "closes"), (-1, 720, "opens")]
)
def test_end_of_an_interval_that_is_none_is_named(
    code_of: Read, opens: int, closes: int, field: str
) -> None:
    """Whoever wrote it learns which of the two is wrong."""
    with pytest.raises(ValueError, match="RS1107") as caught:
        OfficeInterval(opens=opens, closes=closes)

    assert ("RS1107", field) == code_of(caught.value)
