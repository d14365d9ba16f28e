"""On which facts an answer rests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.model.decision import Decision
from regservice.model.request import Override
from regservice.model.rule import Holder, Strategy
from regservice.model.vocab import Modality, PlaceKey, Status

Ask = Callable[..., Decision]
ALWAYS = {"place": "330102", "item": "renewal", "product": "device"}


def _with(make: Any, *rules: Any, **more: Any) -> Any:
    base = make.rule("r", "receive", "station"), make.rule("l", "lead", "p/mpa")
    return make.world(rules=(*base, *rules), more=more)


def test_answer_always_rests_on_place_item_and_product(ask: Ask, make: Any) -> None:
    """In the order in which they are asked for, whatever the rules test."""
    found = ask(_with(make))

    assert list(ALWAYS.items()) == [(k, found.relied[k]) for k in found.relied]
    assert ["place", "item", "product"] == list(found.relied)


def test_fact_that_nobody_stated_is_not_relied_on(ask: Ask, make: Any) -> None:
    """Neither the product nor what a rule for the same body would test."""
    rule = make.rule("c", "lead", "p/mpa", when=make.when(grade_of_risk="low"))

    found = ask(_with(make, rule), product=None)

    assert ["place", "item"] == list(found.relied)


@pytest.mark.parametrize("role", ["co", "copy"])
def test_body_that_a_missing_fact_would_bring_in_is_relied_on_to_be_left_out(
    ask: Ask, make: Any, role: str
) -> None:
    """An empty value; who states the fact may get another answer."""
    when = make.when(grade_of_risk="low", applicant="person")
    book = _with(make, make.rule("c", role, "p/c/amr", when=when))

    found = ask(book)

    assert {**ALWAYS, "applicant": ""} == found.relied
    assert "applicant" not in ask(book, attributes={"grade_of_risk": "high"}).relied


@pytest.mark.parametrize("role", ["lead", "co", "copy"])
def test_rule_that_holds_rests_on_all_that_it_tests(
    ask: Ask, make: Any, role: str
) -> None:
    """Of every role that is part of the answer."""
    when = make.when(grade_of_risk="low", difficulty="complex")
    book = _with(make, make.rule("x", role, "p/mpa", when=when))

    found = ask(book, attributes={"grade_of_risk": "low"})

    assert {**ALWAYS, "difficulty": "complex", "grade_of_risk": "low"} == found.relied


def test_rule_that_does_not_hold_rests_on_one_failed_test(ask: Ask, make: Any) -> None:
    """The one that would be asked for first."""
    when = make.when(grade_of_risk="low", difficulty="basic")
    book = _with(make, make.rule("x", "lead", "nmpa", when=when))

    found = ask(book, attributes={"grade_of_risk": "high"})

    assert {**ALWAYS, "difficulty": "complex"} == found.relied


def test_failed_test_of_a_fact_that_is_relied_on_anyway_adds_nothing(
    ask: Ask, make: Any
) -> None:
    """Another rule rests on the risk already, and the risk excludes this one too."""
    book = _with(
        make,
        make.rule("c", "co", "p/c/amr", when=make.when(grade_of_risk="high")),
        make.rule(
            "x", "lead", "nmpa", when=make.when(grade_of_risk="low", difficulty="basic")
        ),
    )

    found = ask(book, attributes={"grade_of_risk": "high"})

    assert {**ALWAYS, "grade_of_risk": "high"} == found.relied


def test_rows_on_the_way_are_relied_on_like_rules(ask: Ask, make: Any) -> None:
    """Path rules and bypasses, whether they hold or not."""
    book = _with(
        make,
        path_rules=(
            make.hop("x", "customs", "guides", "nmpa", when=make.when(channel="visit")),
        ),
        bypasses=(make.bypass("b", "customs", when=make.when(applicant="person")),),
    )

    found = ask(book, channel="visit", applicant="enterprise")

    assert {**ALWAYS, "channel": "visit", "applicant": "enterprise"} == found.relied


def test_conditions_of_the_matter_and_its_limbs_are_relied_on(
    ask: Ask, make: Any
) -> None:
    """Who decides is a part of the answer."""
    limbs = (
        make.limb(says="x", when=make.when(difficulty="complex")),
        make.limb(says="y", when=make.when(difficulty="basic")),
    )
    matter = make.matter("m", *limbs, when=make.when(grade_of_risk="low"))

    found = ask(_with(make, matters=(matter,)), attributes={"grade_of_risk": "low"})

    assert {**ALWAYS, "difficulty": "complex", "grade_of_risk": "low"} == found.relied


def test_registration_business_follows_from_the_item(ask: Ask, make: Any) -> None:
    """It is no fact of its own."""
    when = make.when(registration_business="yes")
    book = _with(make, make.rule("c", "co", "p/c/amr", when=when))

    assert ALWAYS == ask(book).relied


@pytest.mark.parametrize(
    ("key", "given", "name"),
    [
        (PlaceKey.SITE, {"site": "330100"}, "site"),
        (PlaceKey.ACT, {"site": "330100"}, "site"),
        (PlaceKey.AGENT, {"attributes": {"agent_place": "330100"}}, "agent_place"),
        (PlaceKey.ISSUER, {"attributes": {"issuer_place": "330100"}}, "issuer_place"),
    ],
)
def test_place_that_a_selection_reads_is_relied_on(
    ask: Ask, make: Any, key: PlaceKey, given: dict[str, Any], name: str
) -> None:
    """Although no condition tests it; its code, not all that contains it."""
    rule = make.rule("c", "co", Holder(functions=("city_amr",), place=key))

    assert {**ALWAYS, name: "330100"} == ask(_with(make, rule), **given).relied


def test_site_that_is_presumed_is_the_place_of_the_asker(ask: Ask, make: Any) -> None:
    """What was read is what is relied on."""
    rule = make.rule("c", "co", Holder(functions=("city_amr",), place=PlaceKey.SITE))

    assert "330102" == ask(_with(make, rule)).relied["site"]


def test_selection_of_a_rule_that_does_not_hold_reads_nothing(
    ask: Ask, make: Any
) -> None:
    """Only its failed test counts."""
    holder = Holder(functions=("city_amr",), place=PlaceKey.SITE)
    rule = make.rule("c", "co", holder, when=make.when(product="drug"))

    assert ALWAYS == ask(_with(make, rule), site="330100").relied


def test_strategy_rests_on_every_known_fact(ask: Ask, make: Any) -> None:
    """What it looks at cannot be told, so all that it might see is listed."""
    strategy = Strategy(
        id="s", version="1", choose=lambda _: "p/c/amr", source=make.source()
    )
    rule = make.rule("c", "co", Holder(strategy="s"))
    book = attrs.evolve(_with(make, rule), strategies={"s": strategy})

    found = ask(book, channel="visit", attributes={"grade_of_risk": "low"})

    assert {
        **ALWAYS,
        "difficulty": "complex",
        "channel": "visit",
        "grade_of_risk": "low",
        "programme": "",
        "received_level": "station",
        "site": "330102",
    } == found.relied


def test_body_that_received_it_is_relied_on(ask: Ask, make: Any) -> None:
    """Another body would have given another path."""
    assert {**ALWAYS, "received_by": "p/d/amr"} == ask(
        _with(make), received_by="p/d/amr"
    ).relied


def test_rules_that_were_set_aside_are_relied_on(ask: Ask, make: Any) -> None:
    """By id, sorted; actor and reason move nothing."""
    rules = [
        make.rule(key, "lead", "nmpa", modality=Modality.IN_PRINCIPLE) for key in "xy"
    ]
    overrides = [Override(rule=key, actor="a", reason="b") for key in "yx"]

    found = ask(_with(make, *rules), overrides=overrides)

    assert {**ALWAYS, "override": "x, y"} == found.relied


def test_requests_that_agree_on_the_relied_facts_are_routed_alike(
    ask: Ask, make: Any
) -> None:
    """Whatever else they state."""
    book = _with(
        make, make.rule("x", "lead", "nmpa", when=make.when(difficulty="basic"))
    )
    base = ask(book, attributes={"grade_of_risk": "low"})

    others = [
        ask(book, attributes={"grade_of_risk": "high"}),
        ask(book, channel="visit", applicant="person"),
        ask(book, programmes=("t:none",), text="器械"),
    ]

    for other in others:
        assert base.relied == other.relied
        assert (base.lead, base.handler, base.path) == (
            other.lead,
            other.handler,
            other.path,
        )


def test_answer_that_is_not_routed_relies_on_nothing_yet(ask: Ask, make: Any) -> None:
    """A question and a gap rest on what is not there."""
    question, gap = ask(_with(make), place=None), ask(make.world(rules=()))

    assert Status.ROUTED not in {question.status, gap.status}
    assert ({}, {}) == (question.relied, gap.relied)
