"""Limits, periods, and what may be done to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regservice.model.amount import Amount, Mark
from regservice.model.grounds import Deemed, Escalation, Extension, Restart
from regservice.model.vocab import Goal, LegalEffect, Rounding, Stage, Unit

Read = Callable[[BaseException], tuple[str, str]]


@pytest.mark.parametrize(
    "text", ["5", "working_day", "0 working_day", "5 fortnight", ""]
)
def test_amount_has_a_number_and_a_unit(code_of: Read, text: str) -> None:
    """Anything else is told with an example."""
    with pytest.raises(ValueError, match="RS1105") as caught:
        Amount.read(text)

    assert "5 working_day" in caught.value.args[0].allowed


@pytest.mark.parametrize("text", ["80", "0%", "1000%", "2 working_day", "- x", "early"])
def test_mark_is_a_share_or_a_distance(text: str) -> None:
    """With a sign, or with per cent."""
    with pytest.raises(ValueError, match="RS1105"):
        Mark.read(text)


@pytest.mark.parametrize("text", ["80%", "100%", "-2 working_day", "+5 hour"])
def test_mark_is_written_as_it_is_read(text: str) -> None:
    """Its text is part of the keys of actions."""
    assert text == str(Mark.read(text))
    assert Mark.read(f" {text} ") == Mark.read(text)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "RS1112"),
        ({"count": 3, "fraction": "1/2"}, "RS1112"),
        ({"fraction": "half"}, "RS1105"),
        ({"fraction": "3/2"}, "RS1105"),
        ({"fraction": "1/0"}, "RS1105"),
        ({"count": 0}, "RS1105"),
        ({"count": 3, "times": 0}, "RS1105"),
    ],
)
def test_extension_says_how_long(make: Any, given: dict[str, Any], code: str) -> None:
    """In one way, and never more than the limit itself."""
    with pytest.raises(ValueError, match=code):
        Extension(code="x", source=make.source(), **given)


@pytest.mark.parametrize(
    ("rounding", "limit", "most"),
    [
        (Rounding.DOWN, 200, 66),
        (Rounding.UP, 200, 67),
        (Rounding.DOWN, 60, 20),
        (Rounding.UP, 60, 20),
        (Rounding.DOWN, 2, 0),
        (Rounding.UP, 2, 1),
    ],
)
def test_third_of_a_limit(make: Any, rounding: Rounding, limit: int, most: int) -> None:
    """Rounded as the row says (domain.md 2.2, point 5)."""
    row = Extension(code="x", fraction="1/3", rounding=rounding, source=make.source())

    assert most == row.most(limit)


def test_extension_by_a_number(make: Any) -> None:
    """Whatever the limit is."""
    assert 10 == Extension(code="x", count=10, source=make.source()).most(3)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"count": None, "pauses": ("a",)}, "RS1106", "count"),
        ({"count": None, "warnings": (Mark.read("80%"),)}, "RS1106", "count"),
        ({"pauses": ("a", "a")}, "RS1113", "pauses"),
        ({"pauses": ("A b",)}, "RS1105", "pauses"),
        ({"warnings": (Mark.read("80%"), Mark.read("80%"))}, "RS1113", "warnings"),
        ({"warnings": (Mark.read("100%"),)}, "RS1105", "warnings"),
        ({"warnings": (Mark.read("+1 hour"),)}, "RS1105", "warnings"),
        ({"ladder": (Escalation(at=Mark.read("80%")),) * 2}, "RS1113", "ladder"),
        ({"deemed": "x"}, "RS1105", "legal_effect"),
        ({"unit": None}, "RS1106", "unit"),
    ],
)
def test_limit_that_makes_no_sense(
    make: Any, code_of: Read, given: dict[str, Any], code: str, field: str
) -> None:
    """Told with the field at fault."""
    if "deemed" in given:
        given = {"deemed": Deemed(outcome="x", source=make.source())}
    with pytest.raises(ValueError, match=code) as caught:
        make.limit("l", **{**given, **({"unit": None} if "count" in given else {})})

    assert (code, field) == code_of(caught.value)


def test_grounds_are_told_apart_by_code(make: Any) -> None:
    """Two of one code would be one too many."""
    extension = Extension(code="x", count=1, source=make.source())
    restart = Restart(code="x", source=make.source())
    for given in ({"extensions": (extension,) * 2}, {"restarts": (restart,) * 2}):
        with pytest.raises(ValueError, match="RS1113"):
            make.limit("l", **given)
    assert make.limit("l", extensions=(extension,), restarts=(restart,))


def test_rung_goes_up_or_nowhere(make: Any) -> None:
    """Not down."""
    with pytest.raises(ValueError, match="RS1105"):
        Escalation(at=Mark.read("80%"), up=-1)


def test_purpose_tells_limits_of_requests_from_periods_of_matters(make: Any) -> None:
    """They never have the same."""
    limit, period = make.limit("l"), make.period("p", stage=Stage.REVIEW)

    assert (Goal.REPLY, "m:review") == (limit.purpose, period.purpose)
    assert LegalEffect.STATUTORY is period.legal_effect
    assert Unit.WORKING_DAY is period.unit
    assert "r" == make.pause_reason("r").name
