"""Why a body is not the lead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.core.routing.book import AsOf
from regservice.core.routing.route import route
from regservice.core.routing.why_not import WhyNot, why_not
from regservice.model.condition import Test
from regservice.model.legal import Validity
from regservice.model.request import Override, ServiceRequest
from regservice.model.rule import Holder, Strategy
from regservice.model.vocab import Level, Modality, PlaceKey, RelationType

DAY = dt.date(2026, 3, 2)
OVER = Validity(None, DAY)
Explain = Callable[..., WhyNot]


@pytest.fixture
def why(make: Any) -> Explain:
    """Say why a body does not lead, with the given lead rules."""

    def run(
        body: str,
        *rules: Any,
        known: dt.date | None = None,
        more: dict[str, Any] | None = None,
        choose: Any = None,
        **given: Any,
    ) -> WhyNot:
        receive = make.rule("receive", "receive", "station")
        base = rules or make.tables().rules[1:]
        book = make.world(rules=(receive, *base), more=more)
        if choose is not None:
            found = Strategy(id="s", version="1", choose=choose, source=make.source())
            book = attrs.evolve(book, strategies={"s": found})
        values = {
            "place": "330102",
            "item": "renewal",
            "product": "device",
            "difficulty": "complex",
        }
        request, as_of = ServiceRequest(**{**values, **given}), AsOf(DAY, known)
        decision = route(book, request, as_of, dt.datetime.combine(DAY, dt.time(10)))
        return why_not(book, request, as_of, decision, body)

    return run


def test_lead_is_told_that_it_leads(why: Explain) -> None:
    """There is nothing to explain."""
    assert WhyNot(authority="p/mpa", reason="is_lead") == why("p/mpa")


def test_body_that_does_not_exist_that_day_is_not_there(
    why: Explain, make: Any
) -> None:
    """Whatever the rules say of it."""
    old = make.body("p/old", "customs", "330102", validity=OVER)
    rule = make.rule("l", "lead", "p/old")

    found = why("p/old", rule, more={"authorities": (old,)})

    assert WhyNot(authority="p/old", reason="not_there") == found


def test_first_failed_test_of_the_rule_is_named(why: Explain) -> None:
    """With what holds instead, and on what the rule leans."""
    found = why("p/d/station")

    assert ("failed", "basic", Test("difficulty", ("basic",)), ("complex",)) == (
        found.reason,
        found.rule,
        found.failed,
        found.actual,
    )
    assert found.source is not None


def test_of_several_rules_the_one_that_comes_closest_speaks(
    why: Explain, make: Any
) -> None:
    """The fewest failed tests, then the id."""
    two = make.when(difficulty="basic", product="drug")
    one = make.when(difficulty="basic")
    rules = (
        make.rule("a", "lead", "station", when=two),
        make.rule("c", "lead", "station", when=one),
        make.rule("b", "lead", "p/d/station", when=one),
        make.rule("z", "lead", "p/mpa"),
    )

    assert "b" == why("p/d/station", *rules).rule


def test_missing_fact_stands_between(why: Explain, make: Any) -> None:
    """The test whose fact is unknown is named."""
    when = make.when(grade_of_risk="low")
    rules = (
        make.rule("a", "lead", "station", when=when),
        make.rule("b", "lead", "p/mpa"),
    )

    found = why("p/d/station", *rules)

    assert ("unknown", "a", Test("grade_of_risk", ("low",)), ()) == (
        found.reason,
        found.rule,
        found.failed,
        found.actual,
    )


def test_rule_that_holds_waits_for_the_fact_on_which_the_answer_hangs(
    why: Explain, make: Any
) -> None:
    """A way is not even looked for before that is known."""
    low = make.when(grade_of_risk="low")
    rules = (
        make.rule("a", "lead", "p/mpa"),
        make.rule("b", "lead", "p/d/amr"),
        make.rule("x", "lead", "station", when=low, exception_to=("a", "b")),
        make.rule("y", "lead", "p/d/amr", exception_to=("a",)),
        make.rule("z", "lead", "p/mpa", when=low, exception_to=("y",)),
    )

    holds, hangs = (why(body, *rules) for body in ("p/d/amr", "p/mpa"))

    assert ("unknown", None) == (holds.reason, holds.failed)
    # "a" gives way already; what is waited for speaks first.
    assert ("unknown", "z") == (hangs.reason, hangs.rule)


@pytest.mark.parametrize("winner", [{"exception_to": ("a",)}, {"specificity": 1}])
def test_rule_that_beat_it_is_named(
    why: Explain, make: Any, winner: dict[str, Any]
) -> None:
    """An exception, or a more specific one."""
    rules = make.rule("a", "lead", "station"), make.rule("b", "lead", "p/mpa", **winner)

    found = why("p/d/station", *rules)

    assert ("beaten", "a", "b") == (found.reason, found.rule, found.beaten_by)


def test_body_that_is_named_beside_another_is_in_conflict(
    why: Explain, make: Any
) -> None:
    """Its rule holds, nothing beats it, and still it does not lead."""
    rules = make.rule("a", "lead", "station"), make.rule("b", "lead", "p/mpa")

    found = why("p/d/station", *rules)

    assert ("conflict", "a") == (found.reason, found.rule)


def test_rule_that_takes_a_nearer_body_names_it(why: Explain, make: Any) -> None:
    """The function is the same, the place another."""
    far = make.body("x/station", "station", "340000", level=Level.STATION)
    rule = make.rule("a", "lead", "station")

    found = why("x/station", rule, more={"authorities": (far,)})

    assert ("nearer", "a", "p/d/station") == (found.reason, found.rule, found.other)


def test_rule_that_means_the_body_itself_comes_closer_than_a_nearer_one(
    why: Explain, make: Any
) -> None:
    """Of one failed test and another place the test is the smaller change."""
    far = make.body("x/station", "station", "340000", level=Level.STATION)
    rules = (
        make.rule("a", "lead", "station"),
        make.rule("b", "lead", "x/station", when=make.when(difficulty="basic")),
    )

    found = why("x/station", *rules, more={"authorities": (far,)})

    assert ("failed", "b") == (found.reason, found.rule)


def test_rule_that_takes_several_bodies_or_none_names_no_nearer_one(
    why: Explain, make: Any
) -> None:
    """No single body stands in the way."""
    far = make.body("x/station", "station", "340000", level=Level.STATION)
    rule = make.rule("a", "lead", "station district_amr")

    found = why("x/station", rule, more={"authorities": (far,)})

    assert ("nearer", None) == (found.reason, found.other)


def test_rule_for_another_place_takes_nobody_here(why: Explain, make: Any) -> None:
    """It is the place that failed, not a nearer body that was taken."""
    near = Holder(functions=("district_amr", "city_amr"))
    rule = make.rule("a", "lead", near, when=make.when(place="340000"))

    found = why("p/c/amr", rule)

    assert ("failed", "a", None) == (found.reason, found.rule, found.other)
    assert Test("place", ("340000",)) == found.failed


def test_body_elsewhere_is_told_that_another_is_nearer(why: Explain, make: Any) -> None:
    """No other fact of the case would bring the request there."""
    far = make.body("x/station", "station", "340000", level=Level.STATION)
    rule = make.rule("a", "lead", "station", when=make.when(product="drug"))

    found = why("x/station", rule, more={"authorities": (far,)})

    assert ("nearer", "p/d/station") == (found.reason, found.other)


@pytest.mark.parametrize(
    ("validity", "known", "reason"),
    [
        (OVER, None, "not_in_force"),
        (Validity(), DAY - dt.timedelta(days=1), "not_known"),
    ],
    ids=["over", "unknown"],
)
def test_rule_that_is_not_in_force_is_named_as_such(
    why: Explain, make: Any, validity: Validity, known: dt.date | None, reason: str
) -> None:
    """Over, not yet begun, or not known by then."""
    source = make.clause("NEW")
    rules = (
        make.rule("a", "lead", "station", validity=validity, source=source),
        make.rule("b", "lead", "p/mpa"),
    )
    more = {"documents": (make.document("NEW", issued=DAY),)}

    found = why("p/d/station", *rules, more=more, known=known)

    assert (reason, "a") == (found.reason, found.rule)


def test_rule_that_was_set_aside_is_named_as_such(why: Explain, make: Any) -> None:
    """It would have named the body."""
    soft = Modality.IN_PRINCIPLE
    rules = (
        make.rule("a", "lead", "station", modality=soft),
        make.rule("b", "lead", "p/mpa"),
    )
    aside = (Override(rule="a", actor="值班室", reason="急件"),)

    found = why("p/d/station", *rules, overrides=aside)

    assert ("set_aside", "a") == (found.reason, found.rule)


def test_rule_in_force_speaks_before_one_that_is_not(why: Explain, make: Any) -> None:
    """However many of its tests fail."""
    far = make.when(difficulty="basic", product="drug")
    rules = (
        make.rule("a", "lead", "station", validity=OVER),
        make.rule("b", "lead", "station", when=far),
        make.rule("c", "lead", "p/mpa"),
    )

    assert "b" == why("p/d/station", *rules).rule


def test_handler_that_no_rule_names_is_told_that_it_handles(why: Explain) -> None:
    """It was handed over to it on the way."""
    assert WhyNot(authority="p/d/amr", reason="is_handler") == why("p/d/amr")


def test_co_handler_is_told_that_it_helps(why: Explain, make: Any) -> None:
    """It is beside the lead already."""
    rules = make.rule("l", "lead", "p/mpa"), make.rule("c", "co", "p/c/amr")

    assert WhyNot(authority="p/c/amr", reason="is_co_handler") == why("p/c/amr", *rules)


def test_body_that_no_rule_names_is_told_so(why: Explain) -> None:
    """Nothing comes close."""
    assert WhyNot(authority="top/nmpa", reason="no_rule") == why("top/nmpa")


def test_rule_of_another_role_says_nothing_of_the_lead(why: Explain, make: Any) -> None:
    """To receive is not to lead."""
    rule = make.rule("l", "lead", "p/d/amr")

    assert "no_rule" == why("p/d/station", rule).reason


def test_body_that_succeeds_the_named_one_is_found_through_it(
    why: Explain, make: Any
) -> None:
    """The rule names it although it does not write its id."""
    more = {
        "authorities": (make.body("p/old", "nmpa", "330000", validity=OVER),),
        "relations": (make.edge("p/c/amr", "succeeds", "p/old"),),
    }
    rules = (
        make.rule("a", "lead", "p/old", when=make.when(difficulty="basic")),
        make.rule("b", "lead", "p/mpa"),
    )

    found = why("p/c/amr", *rules, more=more)

    assert ("failed", "a") == (found.reason, found.rule)


def test_body_that_a_strategy_names_is_found_through_it(
    why: Explain, make: Any
) -> None:
    """Of other bodies a strategy says nothing."""
    holder = Holder(strategy="s")
    rules = (
        make.rule("a", "lead", holder, when=make.when(difficulty="basic")),
        make.rule("b", "lead", "p/mpa"),
    )

    named, other = (
        why(body, *rules, choose=lambda _: "p/c/amr")
        for body in ("p/c/amr", "top/nmpa")
    )

    assert ("failed", "a") == (named.reason, named.rule)
    assert "no_rule" == other.reason


def test_body_of_a_relation_is_found_by_its_function(why: Explain, make: Any) -> None:
    """Although it stands in no such relation here."""
    far = make.body("x/industry", "district_industry", "340000")
    holder = Holder(
        functions=("district_industry",),
        relation=RelationType.COUNTERPART,
        of=("district_amr",),
    )
    rules = make.rule("a", "lead", holder), make.rule("b", "lead", "p/mpa")

    found = why("x/industry", *rules, more={"authorities": (far,)})

    assert ("nearer", None) == (found.reason, found.other)


def test_place_that_the_rule_reads_is_the_one_that_counts(
    why: Explain, make: Any
) -> None:
    """The body at the site is named, that of the asker is not."""
    far = make.body("x/amr", "district_amr", "340000")
    holder = Holder(functions=("district_amr",), place=PlaceKey.SITE)
    rules = (
        make.rule("a", "lead", holder),
        make.rule("b", "lead", "p/mpa", specificity=1),
    )

    here, there = (
        why(body, *rules, more={"authorities": (far,)}, site="340000")
        for body in ("p/d/amr", "x/amr")
    )

    assert ("nearer", "x/amr") == (here.reason, here.other)
    assert ("beaten", "b") == (there.reason, there.beaten_by)


def test_level_of_receipt_counts_as_a_fact(why: Explain, make: Any) -> None:
    """Who received it may be what stood in the way."""
    rules = (
        make.rule("a", "lead", "p/c/amr", when=make.when(received_level="city")),
        make.rule("b", "lead", "p/mpa", when=make.when(received_level="station")),
    )

    found = why("p/c/amr", *rules)

    assert (Test("received_level", ("city",)), ("station",)) == (
        found.failed,
        found.actual,
    )


def test_without_a_place_the_facts_of_the_case_still_speak(why: Explain) -> None:
    """Where nothing is near, the rule that names it by function is told."""
    found = why("p/d/station", place=None, difficulty="complex")

    assert ("failed", "basic") == (found.reason, found.rule)


def test_body_that_a_fallback_names_does_not_lead_by_a_rule(
    why: Explain, make: Any
) -> None:
    """It has the request, but nobody was found to lead it."""
    fallback = make.rule("f", "fallback", "district_amr")
    rule = make.rule("l", "lead", "customs")

    assert "is_handler" == why("p/d/amr", rule, fallback).reason


def test_rule_that_was_not_known_and_would_not_have_held_failed(
    why: Explain, make: Any
) -> None:
    """Had it been known, it would not have applied either."""
    drug = make.when(product="drug")
    rules = (
        make.rule("a", "lead", "p/c/amr", when=drug, source=make.clause("NEW")),
        make.rule("b", "lead", "p/mpa"),
    )
    more = {"documents": (make.document("NEW", issued=DAY),)}

    found = why("p/c/amr", *rules, more=more, known=DAY - dt.timedelta(days=1))

    assert ("failed", "a") == (found.reason, found.rule)
