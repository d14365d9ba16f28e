"""Which bodies came closest to the lead, and what stood against each."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from regservice.core.routing.against import reject
from regservice.core.routing.book import AsOf
from regservice.core.routing.complete import complete
from regservice.core.routing.route import route
from regservice.core.routing.why_not import why_not
from regservice.model.condition import Test
from regservice.model.decision import Rejected
from regservice.model.request import Override, ServiceRequest
from regservice.model.vocab import Cause, Modality, Product

DAY = dt.date(2026, 3, 2)
PAST = dt.date(2025, 1, 1)


def _rejected(make: Any, *rules: Any, **given: Any) -> tuple[Rejected, ...]:
    book, as_of = make.world(rules=rules), AsOf(DAY)
    request = ServiceRequest(
        place="330102", item="renewal", product="device", difficulty="complex"
    )
    asked = complete(book, request, as_of)
    return reject(book, asked, as_of, lead="p/mpa", **given)


def test_rejected_bodies_are_named_with_the_first_test_that_failed(make: Any) -> None:
    """Of several rules for a body the closest one speaks for it."""
    far = make.rule(
        "a", "lead", "station", when=make.when(difficulty="basic", product="drug")
    )
    near = make.rule("b", "lead", "station", when=make.when(difficulty="basic"))
    same = make.rule("c", "lead", "station", when=make.when(product="drug"))

    found = _rejected(make, far, near, same)

    assert [("p/d/station", "b", Test("difficulty", ("basic",)), None)] == [
        (r.authority, r.rule, r.failed, r.beaten_by) for r in found
    ]


def test_rejected_body_may_have_been_beaten_by_an_exception(make: Any) -> None:
    """The rule that took precedence is named."""
    found = _rejected(
        make,
        make.rule("a", "lead", "station"),
        make.rule("b", "lead", "p/mpa", exception_to=("a",)),
    )

    assert [("p/d/station", None, "b")] == [
        (r.authority, r.failed, r.beaten_by) for r in found
    ]


def test_neither_the_lead_nor_a_rule_elsewhere_was_rejected(make: Any) -> None:
    """A rule for another place is no candidate; a winner is not rejected."""
    found = _rejected(
        make,
        make.rule("a", "lead", "station", when=make.when(place="340000")),
        make.rule("b", "lead", "station", when=make.when(site="340000")),
        make.rule("c", "lead", "p/mpa", when=make.when(product="drug")),
        make.rule("d", "lead", "p/c/amr"),
    )

    assert () == found


def test_closest_rejections_come_first_and_are_few(make: Any) -> None:
    """At most as many as asked for, by failed tests and then by id."""
    one = make.when(difficulty="basic")
    two = make.when(difficulty="basic", product="drug")
    rules = (
        make.rule("a", "lead", "top/nmpa", when=two),
        make.rule("b", "lead", "p/d/station", when=one),
        make.rule("c", "lead", "p/c/amr", when=one),
    )

    assert ["p/c/amr", "p/d/station", "top/nmpa"] == [
        r.authority for r in _rejected(make, *rules)
    ]
    assert ["p/c/amr"] == [r.authority for r in _rejected(make, *rules, limit=1)]


def _asked(
    make: Any, *rules: Any, known: dt.date | None = None, **given: Any
) -> tuple[Cause | None, list[tuple[str, str, str]]]:
    """Ask, and see that ``why_not`` gives each body the same reason."""
    documents = make.document(), make.document("LATE", issued=DAY)
    book = make.world(
        rules=(make.rule("r", "receive", "station"), *rules),
        more={"documents": documents[1:]},
    )
    base = {"place": "330102", "item": "renewal", "product": "device"}
    request = ServiceRequest(**{**base, "difficulty": "complex", **given})
    as_of = AsOf(DAY, known)
    found = route(book, request, as_of, dt.datetime.combine(DAY, dt.time(10)))
    for entry in found.rejected:
        why = why_not(book, request, as_of, found, entry.authority)
        assert (entry.reason, entry.rule, entry.failed, entry.beaten_by) == (
            why.reason,
            why.rule,
            why.failed,
            why.beaten_by,
        )
    told = [(entry.authority, entry.reason, entry.rule) for entry in found.rejected]
    return found.cause, told


def test_rule_that_was_set_aside_speaks_before_one_that_failed(make: Any) -> None:
    """It is why the body did not get it."""
    drug = make.when(product="drug")
    rules = (
        make.rule("soft", "lead", "p/mpa", modality=Modality.IN_PRINCIPLE),
        make.rule("drug", "lead", "p/mpa", when=drug),
    )
    aside = (Override(rule="soft", actor="a", reason="b"),)

    assert (Cause.GAP, [("p/mpa", "set_aside", "soft")]) == (
        _asked(make, *rules, overrides=aside)
    )


def test_rule_whose_document_was_not_known_says_so(make: Any) -> None:
    rules = (
        make.rule("late", "lead", "p/mpa", source=make.clause("LATE")),
        make.rule("drug", "lead", "p/mpa", when=make.when(product="drug")),
    )

    assert (Cause.GAP, [("p/mpa", "not_known", "late")]) == (
        _asked(make, *rules, known=PAST)
    )


def test_rule_that_was_not_known_and_would_not_have_held_is_not_told(
    make: Any,
) -> None:
    """Its document kept nobody out."""
    drug = make.when(product="drug")
    late = make.rule("late", "lead", "p/mpa", source=make.clause("LATE"), when=drug)

    assert (Cause.GAP, []) == _asked(make, late, known=PAST)


def test_rules_that_clash_and_a_body_that_no_way_leads_to_are_told(make: Any) -> None:
    """Neither failed a test."""
    clash = make.rule("a", "lead", "p/mpa"), make.rule("b", "lead", "p/c/amr")

    assert (
        Cause.CONFLICT,
        [("p/c/amr", "conflict", "b"), ("p/mpa", "conflict", "a")],
    ) == _asked(make, *clash)
    assert (Cause.GAP, [("top/nmpa", "dead_end", "far")]) == (
        _asked(make, make.rule("far", "lead", "top/nmpa"))
    )


def test_rule_for_an_item_of_some_places_is_no_candidate_for_others(make: Any) -> None:
    """Whether a package of items is installed changes no answer about other items."""
    rules = (
        make.rule("own", "lead", "station", when=make.when(item="ip", product="drug")),
        make.rule("core", "lead", "p/c/amr", when=make.when(item="training_exchange")),
    )
    items = (
        make.item(),
        make.item("training_exchange"),
        make.item("ip", enabled=("330000",)),
    )
    as_of = AsOf(DAY)
    book = make.world(rules=rules, items=items)

    def told(item: str) -> list[str]:
        request = ServiceRequest(place="330102", item=item, product="device")
        asked = complete(book, request, as_of)
        return [r.authority for r in reject(book, asked, as_of, lead="p/mpa")]

    assert ["p/c/amr"] == told("renewal")
    assert ["p/c/amr", "p/d/station"] == told("ip")


@pytest.mark.parametrize("body", ["p/mpa", "p/d/station"])
def test_nobody_was_rejected_where_nobody_is_to_have_it(make: Any, body: str) -> None:
    """Out of scope is no fault of a rule."""
    book = make.world()
    request = ServiceRequest(place="330102", item="renewal", product=Product.OTHER)
    as_of = AsOf(DAY)
    found = route(book, request, as_of, dt.datetime.combine(DAY, dt.time(10)))

    assert (Cause.OUT_OF_SCOPE, ()) == (found.cause, found.rejected)
    assert "out_of_scope" == why_not(book, request, as_of, found, body).reason
