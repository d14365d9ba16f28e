"""The index of a small world, where it decides and where it refers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.model.legal import Validity
from regservice.model.rule import Holder, Strategy
from regservice.model.vocab import PlaceKey, Product
from regservice.ruleset.arrays import NOWHERE
from regservice.ruleset.lookup import Answer
from tests.unit.ruleset.indexed import HARD, both, index_of, refers

Rules = Callable[..., Any]


def test_index_decides_without_the_reference(province: Rules) -> None:
    index = index_of(province())
    seen = refers(index)

    found = index.route("330102", "renewal", difficulty="basic")

    assert Answer("routed", "p/d/station", ("p/d/station",), ("receive", "basic")) == (
        found
    )
    assert ("p/d/station", "p/d/station") == (found.receive, found.lead)
    assert [] == seen


def test_liaison_leaves_it_with_the_body_before(province: Rules) -> None:
    index = index_of(province())
    seen = refers(index)

    found = index.route("330102", "renewal", **HARD)

    assert ("p/d/amr", ("p/d/station", "p/d/amr", "p/mpa")) == found[1:3]
    assert found == index.route("330102", "renewal", **HARD)
    assert [] == seen


def test_way_up_without_liaison_is_followed(make: Any, province: Rules) -> None:
    hops = [attrs.evolve(h, hands_over=True) for h in make.tables().path_rules]
    index = index_of(province(path_rules=hops))
    seen = refers(index)

    found, reference = both(index, **HARD)

    assert ("p/mpa", ("p/d/station", "p/d/amr", "p/mpa")) == found[1:3]
    assert found == reference
    assert 1 == len(seen)


@pytest.mark.parametrize(
    ("place", "item", "facts", "kind"),
    [
        ("330102", "renewal", {}, "needs_information"),
        ("330100", "renewal", HARD, "needs_information"),
        ("340000", "renewal", HARD, "gap"),
        ("national", "renewal", HARD, "needs_information"),
        ("330102", "renewal", {**HARD, "product": "other"}, "out_of_scope"),
    ],
)
def test_what_is_not_simply_routed_is_what_the_reference_says(
    province: Rules, place: str, item: str, facts: dict[str, str], kind: str
) -> None:
    index = index_of(province())

    assert Answer(kind, None, (), ()) == index.route(place, item, **facts)


def test_nobody_answers_for_the_whole_nation_even_if_rules_do(
    make: Any, province: Rules
) -> None:
    rules = (
        make.rule("receive", "receive", "nmpa", when=make.when(place="national")),
        make.rule("lead", "lead", "nmpa", when=make.when(place="national")),
    )
    index = index_of(province(rules=rules, path_rules=()))
    seen = refers(index)

    assert "top/nmpa" == index.route("340000", "renewal").lead
    assert [] == seen
    assert "needs_information" == index.route("national", "renewal").kind


def test_product_that_no_rule_tests_may_still_be_nobodys_business(
    make: Any, province: Rules
) -> None:
    items = (
        *make.tables().items,
        make.item("feedback", products=(Product.OTHER, Product.DRUG)),
    )
    when = make.when(product="drug", item="feedback")
    rule = make.rule("drug", "lead", "p/d/station", when=when)
    hops = [attrs.evolve(h, hands_over=True) for h in make.tables().path_rules]
    index = index_of(province(items=items, path_rules=hops, more={"rules": (rule,)}))

    for item, kind in (("renewal", "out_of_scope"), ("feedback", "routed")):
        found, reference = both(index, item=item, difficulty="basic", product="other")
        assert kind == found.kind
        assert reference == found


def test_rules_that_all_name_a_strategy_are_left_to_the_reference(
    make: Any, province: Rules
) -> None:
    """The arrays hold not a single leaf then."""
    strategy = Strategy(
        id="s", version="1", choose=lambda _: "p/d/station", source=make.source()
    )
    rules = tuple(
        attrs.evolve(make.rule(role, role, "p/mpa"), holder=Holder(strategy="s"))
        for role in ("receive", "lead")
    )
    book = attrs.evolve(make.world(rules=rules), strategies={"s": strategy})
    index = index_of(book)

    assert (NOWHERE,) == index.layout.ends
    assert "p/d/station" == index.route("330102", "renewal").lead


def test_index_of_no_rule_at_all_answers(make: Any, province: Rules) -> None:
    index = index_of(province(rules=(), items=()))

    with pytest.raises(KeyError, match="renewal"):
        index.route("330102", "renewal")


@pytest.mark.parametrize("key", [PlaceKey.SITE, PlaceKey.AGENT, PlaceKey.ISSUER])
def test_place_that_a_selector_reads_is_left_to_the_reference_if_it_is_stated(
    make: Any, province: Rules, key: PlaceKey
) -> None:
    holder = Holder(functions=("station",), place=key)
    rules = [attrs.evolve(row, holder=holder) for row in make.tables().rules[:2]]
    index = index_of(province(rules=rules))
    seen = refers(index)
    fact = {"site": "site", "agent": "agent_place", "issuer": "issuer_place"}[key]

    here = index.route("330102", "renewal", difficulty="basic")
    there = index.route("330102", "renewal", difficulty="basic", **{fact: "340000"})

    assert ("routed", "gap") == (here.kind, there.kind)
    assert [("330102", "renewal")] == seen


def test_rule_on_the_site_or_the_level_is_left_to_the_reference(
    make: Any, province: Rules
) -> None:
    for when in ({"site": "330102"}, {"received_level": "station"}):
        rule = make.rule("more", "lead", "p/d/station", when=make.when(**when))
        index = index_of(province(more={"rules": (rule,)}))
        seen = refers(index)

        found = index.route("330102", "renewal", difficulty="basic")

        assert ("receive", "basic", "more") == found.rules
        assert 1 == len(seen)


def test_bypass_of_a_function_is_searched_for(make: Any, province: Rules) -> None:
    """A body may be passed for what it does, not for what it is."""
    bodies = tuple(
        attrs.evolve(body, functions=("company_registry",))
        if body.id == "p/d/amr"
        else body
        for body in make.tables().authorities
    )
    hops = [attrs.evolve(h, hands_over=True) for h in make.tables().path_rules]
    past = make.bypass("past", "company_registry")
    index = index_of(province(authorities=bodies, path_rules=hops, bypasses=(past,)))

    found, reference = both(index, **HARD)

    assert ("p/d/station", "p/mpa") == found.path
    assert reference == found


def test_bypass_is_named_whether_or_not_it_passes_anybody(
    make: Any, province: Rules
) -> None:
    passes = (
        make.bypass("pass", "district_amr"),
        make.bypass("other", "city_amr"),
        make.bypass("drug", "city_amr", when=make.when(product="drug")),
    )
    index = index_of(province(more={"bypasses": passes}))

    device = {**HARD, "product": "device"}
    for facts in (
        device,
        {**device, "difficulty": "basic"},
        {**device, "product": "drug"},
    ):
        found, reference = both(index, **facts)
        assert reference == found
        assert {"other", "pass"} <= set(found.rules)
        assert ("drug" in found.rules) is (facts["product"] == "drug")


def test_hops_that_lead_round_in_a_circle_end(make: Any, province: Rules) -> None:
    """Up and down are open between two bodies; the lead is reached from neither."""
    edges = (
        *make.tables().relations,
        make.edge("p/mpa", "cooperates", "p/c/amr"),
    )
    hops = (
        make.hop("up", "station", "manages", "district_amr"),
        make.hop("on", "district_amr", "guides", "provincial_mpa"),
        make.hop("down", "provincial_mpa", "guides", "district_amr"),
    )
    rules = (
        make.rule("receive", "receive", "station"),
        make.rule("lead", "lead", "p/c/amr", when=make.when(difficulty="complex")),
        make.rule("mpa", "lead", "p/mpa", when=make.when(difficulty="basic")),
    )
    index = index_of(province(relations=edges, path_rules=hops, rules=rules))

    assert "gap" == index.route("330102", "renewal", **HARD).kind
    for facts in (HARD, {**HARD, "difficulty": "basic"}):
        found, reference = both(index, **facts)
        assert reference == found


def test_known_ways_of_others_are_no_answer_for_a_gap(
    make: Any, province: Rules
) -> None:
    """Nobody at the end of a way is a number like any other."""
    places = (*make.tables().places, make.place("330104", "330100"))
    bodies = (
        make.body("a/amr", "city_amr", "330102"),
        make.body("z/station", "station", "330104"),
    )
    rules = (
        make.rule("receive", "receive", "station"),
        make.rule("lead", "lead", "customs city_amr", when=make.when(place="330102")),
        make.rule("none", "lead", "customs", when=make.when(place="330104")),
    )
    edge = make.edge("a/amr", "supports", "p/d/station")
    hop = make.hop("h", "station", "supports", "city_amr")
    index = index_of(
        province(
            places=places,
            rules=rules,
            path_rules=(hop,),
            more={"authorities": bodies, "relations": (edge,)},
        )
    )

    assert "a/amr" == index.route("330102", "renewal").lead
    assert "gap" == index.route("330104", "renewal").kind
    assert "a/amr" == index.route("330102", "renewal").lead


def test_item_counts_where_and_when_it_is_offered(make: Any, province: Rules) -> None:
    items = (
        make.item("renewal", enabled=("330102",)),
        make.item("post_market", validity=Validity(dt.date(2027, 1, 1))),
    )
    index = index_of(province(items=items))

    for place, item, kind in (
        ("330102", "renewal", "routed"),
        ("340000", "renewal", "out_of_scope"),
        ("330102", "post_market", "out_of_scope"),
    ):
        assert kind == index.route(place, item, difficulty="basic").kind


def test_whole_explanation_can_be_had(province: Rules) -> None:
    index = index_of(province())

    found = index.decision("330102", "renewal", **HARD)

    assert ("p/d/amr", "p/mpa") == (found.handler, found.lead)
    assert found.steps
