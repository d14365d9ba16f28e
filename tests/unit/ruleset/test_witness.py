"""The smallest request that shows a finding."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.core.routing.book import AsOf
from regservice.core.routing.route import route
from regservice.model.request import ServiceRequest
from regservice.model.rule import Holder
from regservice.model.vocab import Cause, Modality, RelationType, Status
from regservice.ruleset.boxes import Box
from regservice.ruleset.finding import Kind
from regservice.ruleset.prove import prove
from regservice.ruleset.witness import Witness, parse_number, smallest

DAY = dt.date(2026, 3, 2)
NOON = dt.time(12)
Rules = Callable[..., Any]


def _box(*periods: int, **sides: str) -> Box:
    return Box.of({k: frozenset(v.split()) for k, v in sides.items()}, periods or (0,))


def _stated(witness: Witness) -> dict[str, Any]:
    request = witness.request
    own = ("item", "product", "difficulty", "site", "applicant", "channel")
    stated = {name: getattr(request, name) for name in own}
    return {k: str(v) for k, v in stated.items() if v} | dict(request.attributes)


def _gap(province: Rules, make: Any, **when: Any) -> Any:
    """Rules that leave out the requests under a condition."""
    facts = {
        "difficulty": ["basic", "complex"],
        "product": ["drug", "device", "none"],
        "grade_of_risk": ["low", "high"],
    }
    name, missing = next(iter(when.items()))
    kept = [value for value in facts[name] if value != missing]
    rules = (
        make.rule("receive", "receive", "station"),
        make.rule("lead", "lead", "station", when=make.when(**{name: kept})),
        make.rule("risk", "co", "p/mpa", when=make.when(grade_of_risk="low")),
    )
    return province(rules=rules)


def test_facts_without_which_it_shows_the_same_are_dropped(
    make: Any, province: Rules
) -> None:
    (found,) = prove(_gap(province, make, difficulty="complex")).findings

    assert found.witness
    assert {"item", "difficulty"} == set(_stated(found.witness))
    assert "complex" == found.witness.request.difficulty


def test_facts_that_no_rule_tests_are_never_stated(make: Any, province: Rules) -> None:
    (found,) = prove(_gap(province, make, grade_of_risk="high")).findings

    assert found.witness
    assert "high" == _stated(found.witness)["grade_of_risk"]
    assert {"item", "grade_of_risk"} == set(_stated(found.witness))


def test_witness_states_what_the_box_leaves_open_but_the_rules_ask_for(
    make: Any, province: Rules
) -> None:
    """A box over all of a dimension; without it there would be a question."""
    built = province(path_rules=())
    (found,) = [f for f in prove(built).findings if f.kind is Kind.DEAD_END]
    assert found.witness

    without = ServiceRequest(item="renewal", place="330102")
    asked = route(built.book, without, AsOf(DAY), dt.datetime.combine(DAY, NOON))

    assert Status.NEEDS_INFORMATION is asked.status
    assert found.witness.reproduced
    assert "complex" == found.witness.request.difficulty


def test_day_is_one_of_the_last_period_of_a_box(make: Any, province: Rules) -> None:
    built = province(rules=())

    found = smallest(
        built.book, "gap", [_box(0, place="330102", item="renewal", product="drug")]
    )

    assert found
    assert (dt.date(2000, 1, 1), True) == (found.day, found.reproduced)


def test_request_that_does_not_show_it_says_so(province: Rules) -> None:
    box = _box(place="330102", item="renewal", product="drug", difficulty="basic")

    found = smallest(province().book, "conflict", [box])

    assert found
    assert not found.reproduced


def test_product_belongs_to_the_item(make: Any, province: Rules) -> None:
    """A box may hold products that only another of its items concerns."""
    box = _box(
        place="330102", item="training_exchange renewal", product="none drug device"
    )

    found = smallest(province(rules=()).book, "gap", [box])
    other = smallest(
        province(rules=()).book, "gap", [_box(place="330102", item="training_exchange")]
    )

    assert found
    assert other
    assert "renewal" == found.request.item
    assert found.request.product in {None, "drug", "device"}
    assert other.request.product in {None, "none"}


def test_narrow_place_is_preferred(province: Rules) -> None:
    box = _box(place="330000 330102", item="renewal")

    found = smallest(province(rules=()).book, "gap", [box])

    assert found
    assert "330102" == found.request.place


def test_row_that_no_request_can_use_has_none(make: Any, province: Rules) -> None:
    rule = make.rule("never", "lead", "p/mpa", when=make.when(item="post_market"))

    assert smallest(province().book, "shadowed_rule", (), row=rule) is None


@pytest.mark.parametrize(
    ("side", "stated"),
    [
        ({"staff": "10..49"}, {"staff": "10"}),
        ({"staff": "7"}, {"staff": "7"}),
        ({"agent_place": "330100"}, {"agent_place": "330100"}),
    ],
)
def test_sides_of_a_box_become_facts_of_the_request(
    make: Any, province: Rules, side: dict[str, str], stated: dict[str, str]
) -> None:
    box = _box(place="330102", item="renewal", **side)

    # Nothing is dropped from what shows nothing.
    found = smallest(province().book, "conflict", [box])

    assert found
    assert stated.items() <= found.request.attributes.items()


def test_programmes_of_a_box_are_stated_one_by_one(make: Any, province: Rules) -> None:
    box = _box(place="330102", item="renewal", programme="p:a+p:b")

    found = smallest(province().book, "conflict", [box])

    assert found
    assert ("p:a", "p:b") == found.request.programmes


def test_arguments_ask_for_the_request(make: Any) -> None:
    request = ServiceRequest(
        place="330102",
        site="330100",
        item="renewal",
        product="drug",
        difficulty="basic",
        applicant="person",
        channel="visit",
        programmes=("p:a", "p:b"),
        attributes={"staff": "7"},
        received_by="p/d/amr",
    )
    found = Witness(request=request, day=DAY, reproduced=True)

    words = shlex.split(found.command(["my region"]))

    expected = (
        "--place 330102 --site 330100 --item renewal --product drug"
        " --difficulty basic --applicant person --channel visit"
        " --programme p:a --programme p:b --attr staff=7 --received-by p/d/amr"
        " --at 2026-03-02T12:00:00+08:00"
    )
    assert expected == " ".join(found.arguments)
    assert ["regservice", "route", *found.arguments, "--package", "my region"] == words


@pytest.mark.parametrize(
    ("value", "number"),
    [("10..49", "10"), ("50..", "50"), ("..9", "9"), ("-5..3", "-5"), ("low", "low")],
)
def test_interval_is_stated_by_its_first_number(value: str, number: str) -> None:
    assert number == parse_number(value)


def test_conflict_is_shown_as_a_conflict_and_a_gap_as_a_gap(
    make: Any, province: Rules
) -> None:
    more = make.rule("more", "lead", "p/d/amr")
    conflict = province(more={"rules": (more,)})
    gap = province(rules=make.tables().rules[:2])

    for built, cause in ((conflict, Cause.CONFLICT), (gap, Cause.GAP)):
        (found,) = prove(built).findings
        assert found.witness
        asked = found.witness.request, found.witness.as_of
        received = dt.datetime.combine(found.witness.day, NOON)
        assert cause is route(built.book, *asked, received).cause


def test_way_through_the_gateway_does_not_show_the_way_past_it(
    make: Any, province: Rules
) -> None:
    """Without the programme the request takes the gateway as it must."""
    gate = make.hop("gate", "station", "manages", "district_amr", only=True)
    past = make.bypass("past", "district_amr", when=make.when(programme="p:a"))
    more = {
        "path_rules": (gate,),
        "bypasses": (past,),
        "programmes": (make.programme("p:a", "330000"),),
    }

    (found,) = prove(province(more=more)).findings

    assert Kind.PATH_VIOLATION is found.kind
    assert found.witness
    assert ("p:a",) == found.witness.request.programmes


def _of(built: Any, key: str) -> Witness:
    """The witness of what is found about a row; it shows it."""
    (found,) = [f for f in prove(built).findings if (f.row or ("", ""))[1] == key]
    assert found.witness
    assert found.witness.reproduced
    return found.witness


def test_rule_is_shown_at_another_place_where_the_first_shows_nothing(
    make: Any, province: Rules
) -> None:
    """At the first place nobody has the first contact."""
    basic = make.when(difficulty="basic", place=["330101", "330102"])
    rules = (
        make.rule("late", "lead", "p/d/amr", when=basic),
        make.rule("over", "lead", "p/d/station", when=basic, exception_to=("late",)),
    )
    more = {"places": (make.place("330101", "330100"),), "rules": rules}

    found = _of(province(more=more), "late")

    assert "330102" == found.request.place
    assert "basic" == found.request.difficulty


def test_row_is_shown_by_a_value_that_no_rule_names(make: Any, province: Rules) -> None:
    base = make.tables().rules
    high = make.when(difficulty="complex", grade_of_risk="high")
    over = make.rule("over", "lead", "p/d/amr", when=high, exception_to=("hard",))
    strict = attrs.evolve(base[2], modality=Modality.MUST, note="strict")

    found = _of(province(rules=(*base[:2], strict, over)), "hard")

    assert "low" == found.request.attributes["grade_of_risk"]


@pytest.mark.parametrize("other", ["p/mpa", "p/other"])
def test_relation_is_shown_by_the_rule_that_names_a_body_by_it(
    make: Any, province: Rules, other: str
) -> None:
    """Nobody goes over it, and no body is found by it from another one."""
    edge = make.edge(
        other, "counterpart", "p/ind", modality=Modality.MUST, note="strict"
    )
    by_it = Holder(
        functions=("industry_authority",),
        relation=RelationType.COUNTERPART,
        of=("provincial_mpa",),
    )
    more = {
        "authorities": (
            make.body("p/ind", "industry_authority", "330000"),
            make.body("p/other", "provincial_mpa", "340000"),
        ),
        "relations": (edge, make.edge("p/mpa", "counterpart", "p/ind")),
        "rules": (make.rule("co", "co", by_it, when=make.when(programme="p:a")),),
        "programmes": (make.programme("p:a", "330000"),),
    }
    if other == "p/mpa":
        more["relations"] = (edge,)
        assert ("p:a",) == _of(province(more=more), edge.id).request.programmes
    else:
        (found,) = prove(province(more=more)).findings
        assert (edge.id, None) == ((found.row or ("", ""))[1], found.witness)


def test_relation_is_shown_by_a_way_down_as_by_a_way_up(
    make: Any, province: Rules
) -> None:
    edge = make.edge(
        "p/mpa", "dispatches", "p/branch", modality=Modality.MUST, note="strict"
    )
    more = {
        "authorities": (make.body("p/branch", "inspection_branch", "330000"),),
        "relations": (edge,),
        "rules": (
            make.rule(
                "branch",
                "lead",
                "inspection_branch",
                when=make.when(programme="p:a"),
                exception_to=("basic", "hard"),
            ),
        ),
        "programmes": (make.programme("p:a", "330000"),),
        "path_rules": (
            make.hop("down", "provincial_mpa", "dispatches", "inspection_branch"),
        ),
    }

    assert ("p:a",) == _of(province(more=more), edge.id).request.programmes
