"""On which facts the one body of a role hangs; each way to come out is tried."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from regservice.model.condition import Test, points
from regservice.model.decision import Question
from regservice.model.vocab import Status
from tests.unit.conftest import Make

Ask = Callable[..., Any]
MAKE = Make()


def _asked(ask: Ask, *rules: Any, **given: Any) -> Question | None:
    first = MAKE.rule("r", "receive", "station")
    fields = (
        MAKE.field("grade_of_risk", {"high": [], "low": []}),
        MAKE.field("shape", {"flat": [], "long": [], "round": []}),
        MAKE.field("staff", {}, lowest=0, highest=100),
    )
    found = ask(MAKE.world(rules=(first, *rules), fields=fields), **given)
    assert (found.ask is None) is (found.status is Status.ROUTED)
    return found.ask  # type: ignore[no-any-return]


def _lead(key: str, holder: str, specificity: int = 0, *beats: str, **when: Any) -> Any:
    return MAKE.rule(
        *(key, "lead", holder),
        specificity=specificity,
        exception_to=beats,
        when=MAKE.when(**when),
    )


def test_exception_for_the_same_body_may_let_another_win(ask: Ask) -> None:
    """It takes away what wins now; the next body is another."""
    rules = (_lead("a", "p/mpa", 5), _lead("b", "p/d/amr", 3))
    exception = _lead("x", "p/mpa", 0, "a", grade_of_risk="low")

    assert Question(dimension="grade_of_risk", candidates=("low",)) == (
        _asked(ask, *rules, exception)
    )
    assert _asked(ask, *rules, exception, attributes={"grade_of_risk": "high"}) is None


def test_exception_that_gives_way_itself_still_excludes(ask: Ask) -> None:
    """What it beats is not revived; so its fact counts, though it never wins."""
    rules = (
        _lead("a", "p/mpa"),
        _lead("b", "p/d/amr", 0, "x", "c"),
        _lead("c", "p/mpa"),
        _lead("x", "p/c/amr", 0, "a", grade_of_risk="low"),
    )

    assert "grade_of_risk" == getattr(_asked(ask, *rules), "dimension", None)


def test_exception_to_what_does_not_win_is_not_asked_for(ask: Ask) -> None:
    """The more specific rule wins either way."""
    rules = (
        _lead("a", "p/mpa", 1),
        _lead("b", "p/d/amr"),
        _lead("x", "p/c/amr", 0, "b", grade_of_risk="low"),
    )

    assert _asked(ask, *rules) is None


def test_only_the_fact_that_turns_the_answer_is_asked_for(ask: Ask) -> None:
    """The shape decides; the grade of risk, which comes first, does not."""
    rules = (
        _lead("a", "p/mpa", grade_of_risk="high"),
        _lead("b", "p/mpa"),
        _lead("c", "p/d/amr", 1, "a", shape="flat"),
    )

    assert Question(dimension="shape", candidates=("flat",)) == _asked(ask, *rules)


def test_values_that_lead_to_one_body_are_not_told_apart(ask: Ask) -> None:
    """Whatever the number, one of two rules stands that name the same body."""
    both = (
        _lead("a", "p/mpa"),
        _lead("few", "p/d/amr", 1, staff="..9"),
        _lead("many", "district_amr", 1, staff="10.."),
    )

    assert "staff" == getattr(_asked(ask, *both), "dimension", None)  # no rule to cite
    assert _asked(ask, *both, _lead("all", "p/d/amr", 1)) is None
    assert "staff" == getattr(_asked(ask, *both[:2]), "dimension", None)


def test_too_many_ways_are_not_tried(ask: Ask) -> None:
    """Then every open fact counts, and the first of them is asked for."""
    many = [_lead(f"x{n}", "p/d/amr", 1, agent_place=f"3301{n:02d}") for n in range(13)]

    found = _asked(ask, _lead("a", "p/mpa"), *many)

    assert found is not None
    assert ("agent_place", 13) == (found.dimension, len(found.candidates))


def test_limit_whose_exception_gives_way_itself_still_loses_to_it(
    ask: Ask, make: Any
) -> None:
    """The length hangs on the grade of risk, though the exception never runs."""
    limits = (
        make.limit("usual"),
        make.limit("sure", 3, exception_to=("special",)),
        make.limit(
            *("special", 1),
            exception_to=("usual",),
            when=make.when(grade_of_risk="low"),
        ),
    )

    found = ask(make.world(limits=limits))

    assert ["sure"] == [due.limit.id for due in found.limits]
    assert Question(dimension="grade_of_risk", candidates=("low",)) == found.ask


def test_points_tell_all_tests_of_a_number_apart() -> None:
    """Both ends of each interval, and what lies just beyond; within what can be."""
    tests = (Test("staff", ("..4", "7")), Test("staff", ("9..",)))

    assert ["0", "4", "5", "6", "7", "8", "9"] == points(frozenset({"0..9"}), tests)
    assert ["a", "b"] == points(frozenset({"b", "a"}), tests)
