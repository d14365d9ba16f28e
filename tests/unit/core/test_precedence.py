"""Exceptions, declared specificity, and joint handling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.core.routing.precedence import beaten_by, standing
from regservice.model.decision import Decision
from regservice.model.vocab import Cause, Status

Ask = Callable[..., Decision]


def _ids(rows: list[Any]) -> list[str]:
    return [row.id for row in rows]


def test_highest_declared_specificity_stands(make: Any) -> None:
    """Whatever the order of the rows."""
    rows = [
        make.rule(key, "lead", "station", specificity=n) for n, key in enumerate("ab")
    ]

    for given in (rows, rows[::-1]):
        assert (["b"], ["a"]) == tuple(map(_ids, standing(given)))


def test_equal_specificity_tells_nothing_apart(make: Any) -> None:
    """Of equals each stands, and none beats another."""
    rows = [make.rule(key, "lead", "station", specificity=3) for key in "ab"]

    assert (["a", "b"], []) == tuple(map(_ids, standing(rows)))
    assert beaten_by(rows[0], rows) is None


def test_exception_counts_before_specificity(make: Any) -> None:
    """A high number gives way to an exception too, and then counts no more."""
    high = make.rule("high", "lead", "station", specificity=9)
    exception = make.rule("except", "lead", "p/mpa", exception_to=("high",))
    middle = make.rule("middle", "lead", "nmpa", specificity=1)

    stay, gone = standing([high, exception])
    others, _ = standing([high, exception, middle])

    assert (["except"], ["high"]) == (_ids(stay), _ids(gone))
    assert ["middle"] == _ids(others)


def test_nothing_stands_where_nothing_holds() -> None:
    """No row, no winner."""
    assert ([], []) == standing([])


def test_rule_that_beats_is_named(make: Any) -> None:
    """The exception first, else the first of the more specific by id."""
    low = make.rule("low", "lead", "station")
    high = [make.rule(key, "lead", "p/mpa", specificity=1) for key in "ba"]
    exception = make.rule("except", "lead", "nmpa", exception_to=("low",))

    assert "a" == beaten_by(low, [low, *high])
    assert "except" == beaten_by(low, [low, *high, exception])
    assert beaten_by(high[0], [low, *high]) is None


def test_more_specific_rule_settles_what_would_be_a_conflict(
    ask: Ask, make: Any
) -> None:
    """The other gives way, and is among the rejected."""
    rows = (
        make.rule("r", "receive", "station"),
        make.rule("a", "lead", "station"),
        make.rule("b", "lead", "p/mpa"),
    )
    raised = attrs.evolve(rows[2], specificity=1)

    tied, settled = (
        ask(make.world(rules=(*rows[:2], row))) for row in (rows[2], raised)
    )

    assert (Status.FALLBACK, Cause.CONFLICT) == (tied.status, tied.cause)
    assert "p/mpa" == settled.lead
    assert [("p/d/station", "b")] == [
        (r.authority, r.beaten_by) for r in settled.rejected
    ]
    assert ("a", "gave_way") in [(s.rule, s.outcome) for s in settled.steps]


@pytest.mark.parametrize(("specificity", "asked"), [(0, False), (1, True), (2, True)])
def test_less_specific_rule_that_might_hold_asks_nothing(
    ask: Ask, make: Any, *, specificity: int, asked: bool
) -> None:
    """It could not change the answer; one that is as specific could."""
    might = make.rule(
        "b",
        "lead",
        "p/mpa",
        specificity=specificity,
        when=make.when(grade_of_risk="low"),
    )
    rules = (
        make.rule("r", "receive", "station"),
        make.rule("a", "lead", "station", specificity=1),
        might,
    )

    assert asked is (ask(make.world(rules=rules)).ask is not None)


def test_less_specific_exception_that_might_hold_is_a_question(
    ask: Ask, make: Any
) -> None:
    """An exception beats whatever the number."""
    might = make.rule(
        "b", "lead", "p/mpa", exception_to=("a",), when=make.when(grade_of_risk="low")
    )
    rules = (
        make.rule("r", "receive", "station"),
        make.rule("a", "lead", "station", specificity=1),
        might,
    )

    found = ask(make.world(rules=rules))

    assert "grade_of_risk" == found.ask.dimension  # type: ignore[union-attr]


def test_co_handlers_are_collected_whatever_their_specificity(
    ask: Ask, make: Any
) -> None:
    """One body beside the lead does not exclude another."""
    rules = (
        make.rule("c1", "co", "p/c/amr", specificity=5),
        make.rule("c2", "co", "top/nmpa"),
    )

    found = ask(make.world(more={"rules": rules}))

    assert ("p/c/amr", "top/nmpa") == found.co_handlers


def test_joint_handler_is_a_co_handler_whose_consent_is_needed(
    ask: Ask, make: Any
) -> None:
    """The step says so; a body that only helps is not among them."""
    rules = (
        make.rule("c1", "co", "p/c/amr", joint=True),
        make.rule("c2", "co", "top/nmpa"),
    )

    found = ask(make.world(more={"rules": rules}))

    assert (("p/c/amr", "top/nmpa"), ("p/c/amr",)) == (found.co_handlers, found.joint)
    assert [("c1", "joint"), ("c2", "co")] == [
        (s.rule, s.outcome) for s in found.steps if s.rule in {"c1", "c2"}
    ]


def test_lead_does_not_consent_to_itself(ask: Ask, make: Any) -> None:
    """A rule that names the lead as joint handler adds nobody."""
    row = make.rule("c", "co", "p/mpa", joint=True)

    found = ask(make.world(more={"rules": (row,)}))

    assert ((), ()) == (found.co_handlers, found.joint)
