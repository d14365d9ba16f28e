"""What is not offered here, and what contradicts itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from regservice.model.decision import Decision, Question
from regservice.model.legal import Validity
from regservice.model.vocab import Cause, Product, Status

DAY = dt.date(2026, 3, 2)
Ask = Callable[..., Decision]


def _offered(make: Any, **kw: Any) -> Any:
    return make.world(more={"items": (make.item("zj:pilot", **kw),)})


@pytest.mark.parametrize(
    ("enabled", "place", "cause"),
    [
        (("340000",), "330102", Cause.OUT_OF_SCOPE),
        (("330000",), "330102", None),
        (("330102",), "330102", None),
        (("330000", "340000"), "330102", None),
    ],
)
def test_item_is_out_of_scope_where_it_is_not_offered(
    ask: Ask, make: Any, enabled: tuple[str, ...], place: str, cause: Cause | None
) -> None:
    """Offered in a province is offered in its districts."""
    found = ask(_offered(make, enabled=enabled), item="zj:pilot", place=place)

    assert cause is found.cause


def test_item_may_be_offered_in_a_part_of_a_rough_place(ask: Ask, make: Any) -> None:
    """The city is not refused for what one of its districts offers."""
    book = _offered(make, enabled=("330102",))

    found = ask(book, item="zj:pilot", place="330100")

    assert Cause.OUT_OF_SCOPE is not found.cause


@pytest.mark.parametrize(
    ("validity", "cause"),
    [
        (Validity(DAY), None),
        (Validity(None, DAY), Cause.OUT_OF_SCOPE),
        (Validity(DAY + dt.timedelta(days=1)), Cause.OUT_OF_SCOPE),
    ],
)
def test_item_is_out_of_scope_while_it_is_not_in_force(
    ask: Ask, make: Any, validity: Validity, cause: Cause | None
) -> None:
    """The last day is the day before the end."""
    assert cause is ask(_offered(make, validity=validity), item="zj:pilot").cause


def test_item_is_out_of_scope_before_its_document_was_known(
    ask: Ask, make: Any
) -> None:
    """Items are read on both axes of time, as rules are."""
    item = make.item("zj:pilot", source=make.clause("NEW"))
    more = {"items": (item,), "documents": (make.document("NEW", issued=DAY),)}
    before = DAY - dt.timedelta(days=1)

    assert [None, Cause.OUT_OF_SCOPE] == [
        ask(make.world(more=more), item="zj:pilot", known=known).cause
        for known in (DAY, before)
    ]


@pytest.mark.parametrize(
    ("products", "cause"),
    [
        ((Product.DRUG,), Cause.OUT_OF_SCOPE),
        ((Product.DRUG, Product.OTHER), None),
    ],
)
def test_product_that_nobody_here_regulates_is_out_of_scope(
    ask: Ask, make: Any, products: tuple[Product, ...], cause: Cause | None
) -> None:
    """Unless the item is for such products too."""
    book = _offered(make, products=products)

    assert cause is ask(book, item="zj:pilot", product="other").cause


def test_out_of_scope_names_no_decider_and_asks_nothing(ask: Ask, make: Any) -> None:
    """An open matter does not matter any more."""
    matters = [
        make.matter(
            code,
            make.limb(says="x"),
            items=("zj:pilot",),
            when=make.when(grade_of_risk=value),
        )
        for code, value in (("a", "low"), ("b", "high"))
    ]
    item = make.item("zj:pilot", enabled=("340000",))
    book = make.world(matters=matters, more={"items": (item,)})

    found = ask(book, item="zj:pilot")

    assert (Status.FALLBACK, None, None) == (found.status, found.competent, found.ask)


# --- contradictions ---------------------------------------------------------


def _drug_rules(make: Any) -> tuple[Any, ...]:
    when = make.when(product="drug")
    return make.rule("r", "receive", "station"), make.rule(
        "l", "lead", "p/mpa", when=when
    )


def test_item_that_does_not_concern_the_product_is_a_question_not_a_gap(
    ask: Ask, make: Any
) -> None:
    """One of the two is meant otherwise; the products of the item would settle it."""
    item = make.item("zj:pilot", products=(Product.DRUG, Product.COSMETIC))
    book = make.world(rules=_drug_rules(make), more={"items": (item,)})

    found = ask(book, item="zj:pilot", product="device")

    expected = Question(dimension="product", candidates=("drug", "cosmetic"))
    assert (Status.NEEDS_INFORMATION, None, expected) == (
        found.status,
        found.cause,
        found.ask,
    )


def test_gap_without_a_contradiction_stays_a_gap(ask: Ask, make: Any) -> None:
    """A product that the item concerns is no contradiction."""
    found = ask(make.world(rules=_drug_rules(make)), product="device")

    assert (Status.FALLBACK, Cause.GAP) == (found.status, found.cause)


def test_contradiction_that_some_rule_takes_is_routed(ask: Ask, make: Any) -> None:
    """Whoever takes it as it is need not ask."""
    item = make.item("zj:pilot", products=(Product.DRUG,))

    found = ask(make.world(more={"items": (item,)}), item="zj:pilot", product="device")

    assert (Status.ROUTED, "p/mpa") == (found.status, found.lead)


def test_gap_without_a_product_is_no_contradiction(ask: Ask, make: Any) -> None:
    """What nobody stated contradicts nothing."""
    rules = (make.rule("r", "receive", "station"),)

    found = ask(make.world(rules=rules), product=None)

    assert (Cause.GAP, None) == (found.cause, found.ask)
