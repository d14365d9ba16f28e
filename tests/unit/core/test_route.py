"""Who must take a request, and along which path."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.model.decision import Decision
from regservice.model.legal import Validity
from regservice.model.vocab import Cause, Product, RelationType, Role, Status

DAY = dt.date(2026, 3, 2)
Ask = Callable[..., Decision]


def _bodies(decision: Decision) -> tuple[str | None, str | None, str | None]:
    return decision.handler, decision.lead, decision.loop_owner


def _outcomes(decision: Decision) -> list[tuple[str, str]]:
    return [(step.rule, step.outcome) for step in decision.steps]


def test_basic_question_ends_at_the_station(ask: Ask, make: Any) -> None:
    """Who receives it answers it; the path has no hop."""
    found = ask(make.world(), difficulty="basic")

    assert (Status.ROUTED, None, None) == (found.status, found.cause, found.ask)
    assert ("p/d/station",) * 3 == _bodies(found)
    assert ["p/d/station"] == [hop.authority for hop in found.path]


def test_hard_question_goes_up_and_stops_where_the_hop_is_liaison(
    ask: Ask, make: Any
) -> None:
    """The handler is the last body to which it was handed over."""
    found = ask(make.world())

    assert ("p/d/amr", "p/mpa", "p/d/station") == _bodies(found)
    assert [
        ("p/d/station", None, None, True),
        ("p/d/amr", RelationType.MANAGES, "to-district", True),
        ("p/mpa", RelationType.GUIDES, "to-province", False),
    ] == [(h.authority, h.relation, h.rule, h.hands_over) for h in found.path]
    assert [
        ("receive", "receive"),
        ("hard", "lead"),
        ("to-district", "handed_over"),
        ("to-province", "liaison"),
    ] == _outcomes(found)


def test_handing_over_after_a_liaison_does_not_move_the_handler(
    ask: Ask, make: Any
) -> None:
    """A body that only liaised cannot hand over what it does not have."""
    found = ask(
        make.world(
            path_rules=(
                make.hop("one", "station", "manages", "district_amr", hands_over=False),
                make.hop("two", "district_amr", "guides", "provincial_mpa"),
            )
        )
    )

    assert ("p/d/station", "p/mpa", "p/d/station") == _bodies(found)


def test_body_that_has_it_is_where_the_path_starts(ask: Ask, make: Any) -> None:
    """Who received it needs no rule of first contact."""
    found = ask(make.world(), received_by="p/d/amr")

    assert ("p/d/amr", "p/mpa", "p/d/amr") == _bodies(found)
    assert "receive" not in [rule for rule, _ in _outcomes(found)]


@pytest.mark.parametrize(
    ("given", "dimension", "candidates"),
    [
        ({"item": None}, "item", ()),
        (
            {"item": None, "product": None, "text": "延续培训"},
            "item",
            ("renewal", "training_exchange"),
        ),
        ({"place": None}, "place", ()),
        ({"item": None, "place": None}, "item", ()),
        ({"difficulty": None}, "difficulty", ("basic", "complex")),
    ],
)
def test_missing_fact_is_the_one_question(
    ask: Ask,
    make: Any,
    given: dict[str, Any],
    dimension: str,
    candidates: tuple[str, ...],
) -> None:
    """Item and place come first; nobody is named while a fact is missing."""
    found = ask(make.world(), **given)

    assert (Status.NEEDS_INFORMATION, None) == (found.status, found.cause)
    assert (None, None, None) == _bodies(found)
    assert (dimension, candidates) == (found.ask.dimension, found.ask.candidates)  # type: ignore[union-attr]
    assert () == found.path


def test_place_that_is_too_rough_is_asked_about(ask: Ask, make: Any) -> None:
    """A rule for a district makes the city ask which district it is."""
    rules = (
        make.rule("r", "receive", "station", when=make.when(place="330102")),
        make.rule("l", "lead", "p/mpa"),
    )

    found = ask(make.world(rules=rules), place="330100")

    assert Status.NEEDS_INFORMATION is found.status
    assert ("place", ("330102",)) == (found.ask.dimension, found.ask.candidates)  # type: ignore[union-attr]


def test_first_contact_that_hangs_on_a_fact_is_asked_about(ask: Ask, make: Any) -> None:
    """The lead alone is not enough to route."""
    rules = (
        make.rule("r", "receive", "station", when=make.when(grade_of_risk="low")),
        make.rule("l", "lead", "p/mpa"),
    )

    found = ask(make.world(rules=rules))

    assert (Status.NEEDS_INFORMATION, "grade_of_risk") == (
        found.status,
        found.ask.dimension,  # type: ignore[union-attr]
    )


def test_open_matter_does_not_hold_up_the_request(ask: Ask, make: Any) -> None:
    """Only the competent authority is open: it is routed, and asked all the same."""
    matters = (
        make.matter("a", make.limb(says="x"), when=make.when(grade_of_risk="low")),
        make.matter("b", make.limb(says="y"), when=make.when(grade_of_risk="high")),
    )

    found = ask(make.world(matters=matters))

    assert (Status.ROUTED, None) == (found.status, found.competent)
    assert "grade_of_risk" == found.ask.dimension  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("rules", "cause"),
    [
        ((("r", "receive", "station"),), Cause.GAP),
        ((("l", "lead", "p/mpa"),), Cause.GAP),
        ((("r", "receive", "station"), ("l", "lead", "customs")), Cause.GAP),
        ((("r", "receive", "customs"), ("l", "lead", "p/mpa")), Cause.GAP),
        (
            (
                ("r", "receive", "station"),
                ("l", "lead", "p/mpa"),
                ("m", "lead", "nmpa"),
            ),
            Cause.CONFLICT,
        ),
        (
            (("r", "receive", "station district_amr"), ("l", "lead", "p/mpa")),
            Cause.CONFLICT,
        ),
    ],
)
def test_gap_and_conflict_fall_back_to_a_named_body_with_the_cause(
    ask: Ask, make: Any, rules: tuple[tuple[str, str, str], ...], cause: Cause
) -> None:
    """It is said that nobody was found, and who is to find out."""
    book = make.world(
        rules=(
            *(make.rule(*row) for row in rules),
            make.rule("f", "fallback", "district_amr"),
        )
    )

    found = ask(book)

    assert (Status.FALLBACK, cause) == (found.status, found.cause)
    assert ("p/d/amr",) * 3 == _bodies(found)
    assert ("f", "fallback") in _outcomes(found)


def test_without_an_admitted_path_it_falls_back(ask: Ask, make: Any) -> None:
    """A lead that cannot be reached is a gap, and it stays where it was received."""
    fallback = make.rule("f", "fallback", "district_amr")
    book = make.world(path_rules=(), more={"rules": (fallback,)})

    found = ask(book, received_by="p/d/station")

    assert (Status.FALLBACK, Cause.GAP) == (found.status, found.cause)
    assert ("p/d/station", "p/d/amr", "p/d/station") == _bodies(found)
    assert ["p/d/station"] == [hop.authority for hop in found.path]


@pytest.mark.parametrize(
    "given",
    [
        {"when": "registration_business"},
        {"validity": Validity(None, DAY)},
        {"leaves": "customs"},
        {"enters": "customs"},
        {"over": RelationType.GUIDES},
    ],
)
def test_path_rule_admits_only_what_it_says(
    ask: Ask, make: Any, given: dict[str, Any]
) -> None:
    """Condition, validity, both ends and the relation must fit."""
    if "when" in given:
        given = {"when": make.when(registration_business="no")}
    row = make.hop("one", "station", "manages", "district_amr")
    other = make.hop("two", "district_amr", "guides", "provincial_mpa")
    found = ask(make.world(path_rules=(attrs.evolve(row, **given), other)))

    assert Cause.GAP is found.cause


def test_first_of_two_fitting_path_rules_is_named(ask: Ask, make: Any) -> None:
    """Of rules that admit the same hop the first by id is shown."""
    rows = (
        make.hop("b", "station", "manages", "district_amr"),
        make.hop("a", "station", "manages", "district_amr"),
        make.hop("c", "district_amr", "guides", "provincial_mpa"),
    )

    assert "a" == ask(make.world(path_rules=rows)).path[1].rule


def test_nobody_falls_back_where_no_package_has_a_body(ask: Ask, make: Any) -> None:
    """Without a fallback the answer names nobody, and says so."""
    found = ask(make.world(rules=()))

    assert (Status.FALLBACK, Cause.GAP) == (found.status, found.cause)
    assert (None, None, None) == _bodies(found)
    assert () == found.path


def test_what_is_out_of_scope_goes_to_the_fallback_whatever_the_rules(
    ask: Ask, make: Any
) -> None:
    """Rules are not asked who takes what nobody here takes."""
    book = make.world(
        more={
            "items": (make.item("out_of_scope", products=(Product.NONE,)),),
            "rules": (make.rule("f", "fallback", "district_amr"),),
        }
    )

    found = ask(book, item="out_of_scope")

    assert (Status.FALLBACK, Cause.OUT_OF_SCOPE) == (found.status, found.cause)
    assert "p/d/amr" == found.lead


def test_co_handlers_do_not_repeat_the_lead(ask: Ask, make: Any) -> None:
    """Copies are a list of their own."""
    rules = (
        make.rule("c1", "co", "p/mpa"),
        make.rule("c2", "co", "p/c/amr"),
        make.rule("k", "copy", "top/nmpa"),
    )

    found = ask(make.world(more={"rules": rules}))

    assert (("p/c/amr",), ("top/nmpa",)) == (found.co_handlers, found.copies)
    assert {Role.CO, Role.COPY} <= {step.role for step in found.steps}


def test_copies_do_not_name_the_lead(ask: Ask, make: Any) -> None:
    """Neither in the answer nor in its explanation, nor is a fact asked for that."""
    old = make.body("p/old", "customs", "330000", validity=Validity(None, DAY))
    low = make.when(grade_of_risk="low")
    more = {
        "authorities": (old,),
        "relations": (make.edge("p/mpa", "succeeds", "p/old"),),
        "rules": (
            make.rule("k1", "copy", "p/mpa"),
            make.rule("k2", "copy", "p/old"),
            make.rule("k3", "copy", "top/nmpa"),
            make.rule("k4", "copy", "p/mpa", when=low),
        ),
    }

    found = ask(make.world(more=more))

    assert ("p/mpa", ("top/nmpa",)) == (found.lead, found.copies)
    assert ["k3"] == [step.rule for step in found.steps if step.role is Role.COPY]
    assert "succeeded" not in {step.outcome for step in found.steps}
    assert found.ask is None


def test_rejected_bodies_are_part_of_the_answer(ask: Ask, make: Any) -> None:
    """Why not elsewhere is said in the same record."""
    assert [("p/d/station", "basic")] == [
        (entry.authority, entry.rule) for entry in ask(make.world()).rejected
    ]
