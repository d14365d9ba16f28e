"""Which rules hold, and whom they name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.complete import complete
from regservice.core.routing.gather import (
    Gathered,
    collect,
    gather,
    prevailing,
    resolve_holder,
)
from regservice.model.decision import Question
from regservice.model.legal import Validity
from regservice.model.request import ServiceRequest
from regservice.model.rule import Holder
from regservice.model.vocab import Cause, PlaceKey, Role

DAY = dt.date(2026, 3, 2)
Lead = Callable[..., Gathered]
Completed = Any


def _request(book: Book, **given: Any) -> Completed:
    base = {"place": "330102", "item": "renewal", "product": "device"}
    return complete(book, ServiceRequest(**{**base, **given}), AsOf(DAY))


@pytest.fixture
def lead(make: Any) -> Lead:
    """Gather the lead rules that are given, in the small world."""

    def run(*rules: Any, known: dt.date | None = None, **given: Any) -> Gathered:
        book = make.world(rules=rules)
        return gather(book, Role.LEAD, _request(book, **given), AsOf(DAY, known))

    return run


def test_rule_gives_way_only_to_a_declared_exception(make: Any) -> None:
    """Neither order nor the number of tests takes precedence."""
    general = make.rule("general", "lead", "station")
    special = make.rule("special", "lead", "p/mpa", exception_to=("general", "other"))

    assert ([special], [general]) == prevailing([general, special])
    assert ([general], []) == prevailing([general])


def test_one_rule_names_the_lead(lead: Lead, make: Any) -> None:
    """The row that was used is kept with its source."""
    rule = make.rule("a", "lead", "station")

    found = lead(rule, make.rule("b", "co", "p/mpa"))

    assert ("p/d/station", None, None) == (found.authority, found.cause, found.ask)
    assert (rule,) == found.rules
    assert [("a", "p/d/station", "lead")] == [
        (step.rule, step.authority, step.outcome) for step in found.steps
    ]


def test_no_rule_is_a_gap(lead: Lead, make: Any) -> None:
    """Nobody is named where no rule holds."""
    found = lead(make.rule("a", "lead", "station", when=make.when(product="drug")))

    assert (None, Cause.GAP, None) == (found.authority, found.cause, found.ask)


def test_two_rules_that_name_two_bodies_are_a_conflict(lead: Lead, make: Any) -> None:
    """No winner by order."""
    rules = make.rule("a", "lead", "station"), make.rule("b", "lead", "p/mpa")

    assert [Cause.CONFLICT] * 2 == [lead(*rules).cause, lead(*rules[::-1]).cause]


def test_two_rules_that_name_one_body_agree(lead: Lead, make: Any) -> None:
    """Agreement is no conflict."""
    found = lead(
        make.rule("a", "lead", "station"), make.rule("b", "lead", "p/d/station")
    )

    assert ("p/d/station", None) == (found.authority, found.cause)


def test_exception_settles_what_would_be_a_conflict(lead: Lead, make: Any) -> None:
    """Only an exception that itself applies takes precedence."""
    general = make.rule("a", "lead", "station")
    special = make.rule(
        "b", "lead", "p/mpa", exception_to=("a",), when=make.when(difficulty="complex")
    )

    hard, easy = (lead(general, special, difficulty=d) for d in ("complex", "basic"))

    assert "p/mpa" == hard.authority
    assert [("a", "gave_way"), ("b", "lead")] == [
        (s.rule, s.outcome) for s in hard.steps
    ]
    assert "p/d/station" == easy.authority


def test_rule_that_hangs_on_an_unknown_fact_is_a_question(
    lead: Lead, make: Any
) -> None:
    """A rule that might hold and would change the answer is asked about."""
    might = make.rule(
        "b", "lead", "p/mpa", exception_to=("a",), when=make.when(difficulty="complex")
    )

    found = lead(make.rule("a", "lead", "station"), might)

    assert Question(dimension="difficulty", candidates=("complex",)) == found.ask


def test_question_comes_also_where_no_rule_holds_yet(lead: Lead, make: Any) -> None:
    """A missing fact comes before a gap; its values are gathered over the rules."""
    found = lead(
        make.rule("a", "lead", "station", when=make.when(difficulty="basic")),
        make.rule("b", "lead", "p/mpa", when=make.when(difficulty="complex")),
    )

    assert ("basic", "complex") == found.ask.candidates  # type: ignore[union-attr]


def test_fact_that_cannot_change_the_answer_is_not_asked_for(
    lead: Lead, make: Any
) -> None:
    """A rule that names the same body, or has given way already, asks nothing."""
    same = make.rule("b", "lead", "p/d/station", when=make.when(difficulty="complex"))
    beaten = make.rule("c", "lead", "p/mpa", when=make.when(difficulty="complex"))
    sure = make.rule("a", "lead", "station", exception_to=("c",))

    assert lead(sure, same, beaten).ask is None


def test_rule_that_a_known_fact_excludes_asks_nothing(lead: Lead, make: Any) -> None:
    """What is excluded does not depend on anything any more."""
    excluded = make.rule(
        "b", "lead", "p/mpa", when=make.when(difficulty="complex", product="drug")
    )

    assert lead(make.rule("a", "lead", "station"), excluded).ask is None


@pytest.mark.parametrize(
    ("holder", "expected"),
    [
        (Holder(authority="p/mpa"), ("p/mpa",)),
        (Holder(functions=("provincial_mpa",)), ("p/mpa",)),
        (Holder(functions=("station", "district_amr")), ("p/d/amr", "p/d/station")),
        (Holder(functions=("customs",)), ()),
        (Holder(functions=("station",), place=PlaceKey.SITE), ()),
        (Holder(functions=("city_amr",), place=PlaceKey.SITE), ("p/c/amr",)),
    ],
)
def test_selector_means_the_nearest_bodies_with_the_function(
    make: Any, holder: Holder, expected: tuple[str, ...]
) -> None:
    """Whose place is meant is part of the selector."""
    book = make.world()
    asked = _request(book, site="330100")

    assert expected == resolve_holder(book, holder, asked, AsOf(DAY))


def test_selector_without_a_place_means_nobody(make: Any) -> None:
    """Where the place is unknown nothing is near."""
    book = make.world()
    asked = _request(book, place=None)

    assert () == resolve_holder(book, Holder(functions=("nmpa",)), asked, AsOf(DAY))


def test_body_that_does_not_exist_on_the_day_is_not_named(make: Any) -> None:
    """A rule that names a body names it while it exists."""
    later = make.body(
        "p/new", "customs", "330000", validity=Validity(dt.date(2027, 1, 1))
    )
    book = make.world(more={"authorities": (later,)})
    asked = _request(book)

    for holder in (Holder(authority="p/new"), Holder(functions=("customs",))):
        assert () == resolve_holder(book, holder, asked, AsOf(DAY))


@pytest.mark.parametrize(
    ("holder", "cause"),
    [("customs", Cause.GAP), ("station district_amr", Cause.CONFLICT)],
)
def test_selector_that_does_not_decide_is_a_gap_or_a_conflict(
    lead: Lead, make: Any, holder: str, cause: Cause
) -> None:
    """No body is a gap, two are a conflict, and the step names neither."""
    found = lead(make.rule("a", "lead", holder))

    assert (None, cause) == (found.authority, found.cause)
    assert [None] == [step.authority for step in found.steps]


def test_rule_counts_only_in_force_and_once_known(lead: Lead, make: Any) -> None:
    """A rule that is over, or that nobody could know, is not there."""
    over = make.rule("a", "lead", "station", validity=Validity(None, DAY))
    book = make.world(
        documents=(make.document("LAW", issued=DAY),),
        rules=(make.rule("b", "lead", "station", source=make.clause("LAW")),),
    )
    before = AsOf(DAY, DAY - dt.timedelta(days=1))

    assert Cause.GAP is lead(over).cause
    assert Cause.GAP is gather(book, Role.LEAD, _request(book), before).cause
    assert gather(book, Role.LEAD, _request(book), AsOf(DAY)).cause is None


def test_collected_bodies_are_all_that_prevailing_rules_name(make: Any) -> None:
    """Co-handlers may be several; a rule whose body is missing adds none."""
    book = make.world(
        rules=(
            make.rule("a", "co", "station district_amr"),
            make.rule("b", "co", "p/mpa"),
            make.rule("c", "co", "p/mpa"),
            make.rule("d", "co", "top/nmpa"),
            make.rule("e", "co", "customs", exception_to=("d",)),
            make.rule("f", "co", "top/nmpa", when=make.when(product="drug")),
            make.rule("g", "copy", "top/nmpa"),
        )
    )

    bodies, steps = collect(book, Role.CO, _request(book), AsOf(DAY))

    assert ("p/d/amr", "p/d/station", "p/mpa") == bodies
    assert ["a", "a", "b", "c"] == [step.rule for step in steps]
