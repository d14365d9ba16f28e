"""Which facts are asked for, and which cannot change the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.model.decision import Decision, Question
from regservice.model.vocab import Product, Status

Ask = Callable[..., Decision]


def _rules(make: Any, *rules: Any, **more: Any) -> Any:
    base = make.rule("r", "receive", "station"), make.rule("l", "lead", "p/mpa")
    return make.world(rules=(*base, *rules), more=more)


def _asked(found: Decision) -> tuple[str, tuple[str, ...]] | None:
    return found.ask and (found.ask.dimension, found.ask.candidates)


def test_product_that_the_item_does_not_concern_is_not_asked_for(
    ask: Ask, make: Any
) -> None:
    """A rule for another product cannot hold, whatever the product is."""
    other = make.rule(
        "x", "lead", "nmpa", when=make.when(product="cosmetic"), exception_to=("l",)
    )
    drug = attrs.evolve(other, id="y", when=make.when(product=["drug", "cosmetic"]))

    assert Status.ROUTED is ask(_rules(make, other), product=None).status
    assert ("product", ("cosmetic", "drug")) == (
        _asked(ask(_rules(make, other, drug), product=None))
    )


def test_product_is_not_asked_for_where_all_that_it_can_be_are_treated_alike(
    ask: Ask, make: Any
) -> None:
    """The item concerns drugs and devices; the rule takes both, and more."""
    both = make.rule(
        "x",
        "lead",
        "nmpa",
        when=make.when(product=["drug", "device", "none"]),
        exception_to=("l",),
    )
    hop = make.hop("up", "station", "cooperates", "nmpa")
    edge = make.edge("top/nmpa", "cooperates", "p/d/station")

    found = ask(_rules(make, both, path_rules=(hop,), relations=(edge,)), product=None)

    assert (Status.ROUTED, "top/nmpa") == (found.status, found.lead)
    assert "product" not in found.relied


def test_rule_for_another_product_says_so_even_if_the_product_is_unknown(
    ask: Ask, make: Any
) -> None:
    """It is among the rejected, with nothing on the side of the request."""
    other = make.rule("x", "lead", "p/c/amr", when=make.when(product="cosmetic"))

    (entry,) = ask(_rules(make, other), product=None).rejected

    assert ("p/c/amr", "product", ()) == (
        entry.authority,
        entry.failed and entry.failed.dimension,
        entry.actual,
    )


@pytest.mark.parametrize("role", ["co", "copy"])
def test_fact_that_would_bring_in_another_body_is_asked_for_beside_the_answer(
    ask: Ask, make: Any, role: str
) -> None:
    """It is routed all the same: nobody waits for it."""
    rule = make.rule("c", role, "p/c/amr", when=make.when(grade_of_risk="low"))

    found = ask(_rules(make, rule))
    answered = ask(_rules(make, rule), attributes={"grade_of_risk": "low"})

    assert (Status.ROUTED, ("grade_of_risk", ("low",))) == (
        found.status,
        _asked(found),
    )
    assert ("p/c/amr",) == (*answered.co_handlers, *answered.copies)
    assert answered.ask is None


def test_fact_that_brings_in_nobody_new_is_not_asked_for(ask: Ask, make: Any) -> None:
    """The lead, a body that is there already, nobody, or one that gives way."""
    low = {"when": make.when(grade_of_risk="low")}
    rules = (
        make.rule("lead", "co", "p/mpa", **low),
        make.rule("sure", "co", "p/c/amr", exception_to=("out",)),
        make.rule("again", "co", "p/c/amr", **low),
        make.rule("none", "co", "customs", **low),
        make.rule("out", "co", "nmpa", **low),
    )

    assert ask(_rules(make, *rules)).ask is None


def test_fact_of_the_matter_and_of_the_limit_come_first(ask: Ask, make: Any) -> None:
    """One question at a time."""
    co = make.rule("c", "co", "p/c/amr", when=make.when(applicant="person"))
    limit = make.limit("m", when=make.when(channel="visit"))

    assert ("channel", ("visit",)) == _asked(ask(_rules(make, co, limits=(limit,))))


def test_item_decides_which_products_are_possible(ask: Ask, make: Any) -> None:
    """Of an item for one product that one is implied."""
    rule = make.rule(
        "x", "lead", "nmpa", when=make.when(product="drug"), exception_to=("l",)
    )
    items = (make.item("renewal", products=(Product.DRUG, Product.NONE)),)
    book = make.world(rules=(*_rules(make).tables.rules, rule), items=items)

    assert Question(dimension="product", candidates=("drug",)) == (
        ask(book, product=None).ask
    )


def test_presumed_fact_is_told_where_something_hangs_on_it(ask: Ask, make: Any) -> None:
    """A rule that holds by it, or fails by it alone; a limit, too."""
    fields = (
        *make.tables().fields[:2],
        make.field("grade_of_risk", {"low": [], "high": []}, presumed="low"),
    )
    low, high = (make.when(grade_of_risk=value) for value in ("low", "high"))
    nmpa = make.rule("x", "lead", "nmpa", when=high, exception_to=("l",))
    farther = attrs.evolve(nmpa, when=make.when(grade_of_risk="high", product="drug"))
    limit = make.limit("m", when=low)

    def told(*rules: Any, **more: Any) -> bool:
        found = ask(_rules(make, *rules, fields=fields, **more))
        assert (Status.ROUTED, "p/mpa") == (found.status, found.lead)
        return "grade_of_risk" in found.findings

    assert told(nmpa)
    assert told(make.rule("x", "lead", "p/mpa", when=low, exception_to=("l",)))
    assert told(limits=(limit,))
    assert not told(farther)
    assert not told()
    # A rule for a place hangs on the place first, where that is not known.
    there = attrs.evolve(nmpa, when=make.when(grade_of_risk="low", place="330102"))
    nowhere = ask(_rules(make, there, fields=fields), place=None)
    assert "grade_of_risk" not in nowhere.findings
