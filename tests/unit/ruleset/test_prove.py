"""What a proof finds, once each, and what it does not claim."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.core.routing.route import route
from regservice.model.legal import Validity
from regservice.model.rule import Holder, Strategy
from regservice.model.vocab import Modality, Product, Role
from regservice.ruleset.finding import Finding, Kind
from regservice.ruleset.prove import Proof, Verdict, prove

NEXT = dt.date(2027, 1, 1)
Rules = Callable[..., Any]


def _kinds(proof: Proof) -> list[tuple[str, tuple[str, ...]]]:
    return [(str(found.kind), found.rules) for found in proof.findings]


def _only(ruleset: Any) -> Finding:
    """The one finding, with a request that shows it."""
    proof = prove(ruleset)
    (found,) = proof.findings
    assert (Verdict.FINDINGS, False) == (proof.verdict, proof.is_clean)
    return found


def _side(found: Finding, name: str) -> list[set[str] | None]:
    return [side and set(side) for side in (box.get(name) for box in found.boxes)]


def test_sound_rules_are_proved_clean(province: Rules) -> None:
    proof = prove(province())

    assert (Verdict.CLEAN, True, (), ()) == (
        proof.verdict,
        proof.is_clean,
        proof.findings,
        proof.unprovable,
    )
    assert ("330000", "330100", "330102") == proof.places
    assert {"difficulty": 2} == dict(proof.dimensions)
    assert 0 < proof.classes
    assert 0 < proof.nodes


def test_gap_is_told_with_the_requests_that_nobody_takes(
    make: Any, province: Rules
) -> None:
    base = make.tables().rules
    found = _only(province(rules=base[:2]))

    assert (Kind.GAP, Role.LEAD, ()) == (found.kind, found.role, found.rules)
    assert [{"complex"}] == _side(found, "difficulty")
    assert [{"renewal", "training_exchange"}] == _side(found, "item")
    assert [{"330102"}] == _side(found, "place")
    assert found.witness
    assert found.witness.reproduced


def test_two_gaps_that_do_not_touch_are_two_findings(
    make: Any, province: Rules
) -> None:
    items = [
        make.item(code, products=(Product.DRUG,)) for code in ("post_market", "renewal")
    ]
    rules = (
        make.rule("receive", "receive", "station"),
        make.rule(
            "one",
            "lead",
            "station",
            when=make.when(item="renewal", difficulty="basic"),
        ),
        make.rule(
            "two",
            "lead",
            "station",
            when=make.when(item="post_market", difficulty="complex"),
        ),
    )

    proof = prove(province(items=items, rules=rules))

    assert [("gap", ()), ("gap", ())] == _kinds(proof)


def test_conflict_is_one_finding_however_many_classes_it_touches(
    make: Any, province: Rules
) -> None:
    rules = (
        make.rule("drugs", "lead", "p/d/amr", when=make.when(product="drug")),
        make.rule("co", "co", "p/mpa", when=make.when(grade_of_risk="low")),
    )

    found = _only(province(more={"rules": rules}))

    assert (Kind.CONFLICT, Role.LEAD) == (found.kind, found.role)
    assert {"drugs"} < set(found.rules)
    assert {"p/d/amr", "p/d/station", "p/mpa"} == set(found.bodies)
    assert [{"drug"}] == _side(found, "product")
    assert [None] == _side(found, "grade_of_risk")
    assert ("rules", "drugs") == found.row


def test_two_nearest_bodies_are_a_conflict_about_the_bodies(
    make: Any, province: Rules
) -> None:
    second = make.body("p/d/second", "station", "330102")

    found = _only(province(more={"authorities": (second,)}))

    assert (Kind.CONFLICT, ("p/d/second", "p/d/station")) == (found.kind, found.bodies)
    assert "authorities" == (found.row or ("", ""))[0]


def test_two_nearest_bodies_are_one_cause_in_whatever_role_they_clash(
    make: Any, province: Rules
) -> None:
    """By the selectors of several rules, too: none of them is the row to mend."""
    second = make.body("p/c/second", "city_amr", "330100")
    drugs = make.when(product="drug")
    devices = make.when(product="device", difficulty="complex")
    rules = (
        make.rule(
            "drugs", "receive", "city_amr", when=drugs, exception_to=("receive",)
        ),
        make.rule("a", "lead", "city_amr", when=devices, exception_to=("hard",)),
        make.rule("b", "lead", "city_amr industry_authority", when=devices),
    )

    built = province(more={"authorities": (second,), "rules": rules})
    found = _only(built)

    assert (Kind.CONFLICT, ("authorities", "p/c/second")) == (found.kind, found.row)
    assert ("a", "b", "drugs") == found.rules
    assert found.witness
    assert found.witness.reproduced
    asked = found.witness.request, found.witness.as_of
    noon = dt.datetime.combine(found.witness.day, dt.time(12))
    steps = route(built.book, *asked, noon).steps
    assert str(found.role) in {step.outcome for step in steps}


def test_selector_that_finds_nobody_is_a_gap_about_its_rule(
    make: Any, province: Rules
) -> None:
    base = make.tables().rules
    none = make.rule("none", "lead", "customs", when=make.when(difficulty="complex"))

    found = _only(province(rules=(*base[:2], none)))

    assert (Kind.GAP, ("none",), ("rules", "none")) == (
        found.kind,
        found.rules,
        found.row,
    )


def test_lead_without_a_way_is_a_dead_end(make: Any, province: Rules) -> None:
    found = _only(province(path_rules=make.tables().path_rules[:1]))

    assert Kind.DEAD_END is found.kind
    assert {"p/d/station", "p/mpa"} == set(found.bodies)
    assert [{"complex"}] == _side(found, "difficulty")


def test_ways_that_end_at_one_edge_are_one_dead_end(make: Any, province: Rules) -> None:
    """Whether they start at the station or at the bureau."""
    base = make.tables()
    over = tuple(
        attrs.evolve(edge, validity=Validity(end=dt.date(2025, 1, 1)))
        if edge.subject == "p/mpa"
        else edge
        for edge in base.relations
    )
    rules = (
        make.rule(
            "hard-drugs",
            "receive",
            "district_amr",
            when=make.when(product="drug", difficulty="complex"),
            exception_to=("receive",),
        ),
        *base.rules,
    )

    found = _only(province(rules=rules, relations=over))

    assert (Kind.DEAD_END, "relations") == (found.kind, (found.row or ("",))[0])
    assert {"p/d/station", "p/d/amr", "p/mpa"} == set(found.bodies)


def test_edge_that_has_ended_is_named_for_a_dead_end(
    make: Any, province: Rules
) -> None:
    edges = (
        make.edge("p/mpa", "guides", "p/d/amr", validity=Validity(None, NEXT)),
        make.edge("p/d/amr", "manages", "p/d/station"),
    )

    found = _only(province(relations=edges))

    assert ("relations", edges[0].id) == found.row
    assert [(1,)] == [box.periods for box in found.boxes]
    assert found.witness
    assert NEXT == found.witness.day


def test_rule_that_is_always_beaten_is_shadowed(make: Any, province: Rules) -> None:
    rules = (
        make.rule("late", "lead", "p/d/amr", when=make.when(difficulty="basic")),
        make.rule("over", "lead", "p/d/station", exception_to=("late", "basic")),
    )
    base = make.tables().rules

    proof = prove(province(rules=(base[0], base[2], *rules, base[1])))

    assert ("shadowed_rule", ("late",)) in _kinds(proof)


@pytest.mark.parametrize("place", [{}, {"site": "330102"}])
@pytest.mark.parametrize("other", ["p/mpa", "p/d/station"])
def test_rule_that_decides_by_excluding_has_a_say(
    make: Any, province: Rules, place: dict[str, str], other: str
) -> None:
    """It gives way, but so does another because of it: unless that says the same."""
    basic = make.when(difficulty="basic", **place)
    rules = (
        make.rule("high", "lead", other, specificity=5),
        make.rule("low", "lead", "p/d/station", specificity=3),
        make.rule("out", "lead", "p/mpa", when=basic, exception_to=("high",)),
    )
    base = make.tables().rules[0]

    proof = prove(province(rules=(base, *rules)))

    shadowed = {f.rules for f in proof.findings if f.kind is Kind.SHADOWED_RULE}
    assert (("out",) in shadowed) is (other == "p/d/station")
    assert (("low",) in shadowed) is False


@pytest.mark.parametrize(
    "when",
    [
        {"product": "cosmetic"},
        {"received_level": "national"},
        {"item": "training_exchange", "product": "drug"},
        {"item": "renewal", "registration_business": "no"},
    ],
)
def test_rule_that_can_never_hold_is_shadowed(
    make: Any, province: Rules, when: dict[str, str]
) -> None:
    rule = make.rule("never", "lead", "p/d/amr", when=make.when(**when))

    found = _only(province(more={"rules": (rule,)}))

    assert (Kind.SHADOWED_RULE, ("rules", "never")) == (found.kind, found.row)


def test_bypass_that_never_stands_is_shadowed(make: Any, province: Rules) -> None:
    never = make.bypass("never", "city_amr", when=make.when(product="cosmetic"))

    found = _only(province(more={"bypasses": (never,)}))

    assert (Kind.SHADOWED_RULE, ("bypasses", "never")) == (found.kind, found.row)


def test_rule_of_another_place_is_no_matter_here(make: Any, province: Rules) -> None:
    rules = (
        make.rule("there", "co", "p/mpa", when=make.when(place="340000")),
        make.rule("f", "fallback", "p/mpa", when=make.when(product="cosmetic")),
    )

    assert prove(province(more={"rules": rules})).is_clean


def test_rule_about_sites_of_another_place_is_no_matter_here(
    make: Any, province: Rules
) -> None:
    """A package of items speaks of sites whose region may not be installed."""
    rule = make.rule("there", "co", "p/mpa", when=make.when(site="340000"))

    assert prove(province(more={"rules": (rule,)})).is_clean


def test_national_rule_is_not_shadowed_where_no_region_answers(
    make: Any, province: Rules
) -> None:
    built = province(rules=())
    everywhere = attrs.evolve(
        built,
        book=make.world(
            rules=(make.rule("co", "co", "p/mpa", modality=Modality.MAY),),
            path_rules=(),
            relations=(),
        ),
        manifests=(make.manifest("nation"),),
    )

    proof = prove(everywhere)

    assert ((), ()) == (proof.places, proof.findings)


def test_body_that_no_request_reaches_is_told(make: Any, province: Rules) -> None:
    bodies = (
        make.body("p/old", "provincial_mpa", "330000", validity=Validity(None, NEXT)),
        make.body("p/else", "customs", "330000"),
        make.body("q/mpa", "provincial_mpa", "340000"),
    )

    found = _only(province(more={"authorities": bodies}))

    assert (Kind.UNREACHABLE_BODY, ("p/old",)) == (found.kind, found.bodies)
    assert ("authorities", "p/old") == found.row


@pytest.mark.parametrize(("where", "told"), [("340000", False), ("330102", True)])
def test_body_is_missed_only_where_a_rule_names_its_function(
    make: Any, province: Rules, where: str, told: bool
) -> None:
    """A rule for another province gives nothing to do here."""
    body = make.body("p/tax", "customs", "330000")
    rule = make.rule("there", "co", "customs", when=make.when(place=where, item="x"))
    places = (make.place("340000", "national"),)

    proof = prove(
        province(more={"authorities": (body,), "rules": (rule,), "places": places})
    )

    found = {f.bodies for f in proof.findings if f.kind is Kind.UNREACHABLE_BODY}
    assert ({("p/tax",)} if told else set()) == found


@pytest.mark.parametrize(("site", "told"), [("340000", False), ("330102", True)])
def test_body_is_missed_only_where_a_rule_names_it_for_the_site(
    make: Any, province: Rules, site: str, told: bool
) -> None:
    """A rule about sites of another province gives nothing to do here either."""
    body = make.body("p/tax", "customs", "330000")
    when = make.when(place="330000", site=site, item="x")
    rule = make.rule("there", "co", "customs", when=when)

    proof = prove(province(more={"authorities": (body,), "rules": (rule,)}))

    found = {f.bodies for f in proof.findings if f.kind is Kind.UNREACHABLE_BODY}
    assert ({("p/tax",)} if told else set()) == found


def test_bypass_over_a_gateway_is_a_path_violation_at_the_bypass(
    make: Any, province: Rules
) -> None:
    gate = make.hop(
        "a-gate",
        "station",
        "manages",
        "district_amr",
        only=True,
        when=make.when(registration_business="yes"),
    )
    past = make.bypass("z-pass", "district_amr")

    found = _only(province(more={"path_rules": (gate,), "bypasses": (past,)}))

    assert (Kind.PATH_VIOLATION, ("bypasses", "z-pass")) == (found.kind, found.row)
    assert ("a-gate", "z-pass") == found.rules
    assert [{"renewal"}] == _side(found, "item")
    assert found.witness
    assert found.witness.reproduced


def test_each_bypass_over_a_gateway_is_told_by_its_own_name(
    make: Any, province: Rules
) -> None:
    gate = make.hop("gate", "station", "manages", "district_amr", only=True)
    passes = [
        make.bypass(key, "district_amr", when=make.when(product=key))
        for key in ("drug", "device", "none")
    ]

    proof = prove(province(more={"path_rules": (gate,), "bypasses": passes}))

    assert {("bypasses", key) for key in ("drug", "device", "none")} == {
        found.row for found in proof.findings
    }
    assert {Kind.PATH_VIOLATION} == {found.kind for found in proof.findings}


@pytest.mark.parametrize("table", ["rules", "path_rules", "relations", "limits"])
@pytest.mark.parametrize(
    ("modality", "told"),
    [
        (Modality.MUST, True),
        (Modality.IN_PRINCIPLE, True),
        (Modality.IF_NEEDED, True),
        (Modality.MAY, False),
        (Modality.ENCOURAGED, False),
        (Modality.REPORTED, False),
    ],
)
def test_row_that_commands_must_say_on_what_it_leans(
    make: Any, province: Rules, table: str, modality: Modality, *, told: bool
) -> None:
    built = province(limits=(make.limit("limit"),))
    rows = getattr(built.book.tables, table)
    strict = attrs.evolve(rows[-1], modality=modality, note="strict")
    lawful = attrs.evolve(strict, source=make.clause())

    assumed = prove(province(**{"limits": (), table: (*rows[:-1], strict)}))
    sourced = prove(province(**{"limits": (), table: (*rows[:-1], lawful)}))

    assert [(table, strict.id)] * told == [found.row for found in assumed.findings]
    assert sourced.is_clean


def test_rule_with_a_strategy_is_unprovable_and_never_clean(
    make: Any, province: Rules
) -> None:
    strategy = Strategy(
        id="s", version="1", choose=lambda _: "p/mpa", source=make.source()
    )
    chosen = attrs.evolve(
        make.rule("chosen", "lead", "p/mpa", when=make.when(difficulty="complex")),
        holder=Holder(strategy="s"),
    )

    proof = prove(
        province(rules=(*make.tables().rules[:2], chosen), strategies=(strategy,))
    )

    assert (("chosen",), False) == (proof.unprovable, proof.is_clean)
    assert not [f for f in proof.findings if f.kind in {Kind.GAP, Kind.CONFLICT}]


def test_spent_budget_is_undecided_whatever_was_found(
    make: Any, province: Rules
) -> None:
    for ruleset in (province(), province(rules=make.tables().rules[:2])):
        proof = prove(ruleset, 1)

        assert (Verdict.UNDECIDED, False) == (proof.verdict, proof.is_clean)


def test_programmes_that_were_not_all_combined_are_undecided(
    make: Any, province: Rules
) -> None:
    codes = [f"p:p{n}" for n in range(9)]
    rules = [
        make.rule(f"r{n}", "co", "p/mpa", when=make.when(programme=code))
        for n, code in enumerate(codes)
    ]
    programmes = [make.programme(code, "330000") for code in codes]

    proof = prove(province(more={"rules": rules, "programmes": programmes}))

    assert (Verdict.UNDECIDED, ("programme",)) == (proof.verdict, proof.partial)
