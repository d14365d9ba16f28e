"""Which body a holder means: by tier, by relation, by strategy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.core.routing.book import AsOf
from regservice.core.routing.complete import complete
from regservice.core.routing.select import Selected, select
from regservice.model.condition import Facts
from regservice.model.decision import Decision, Question
from regservice.model.legal import Validity
from regservice.model.request import ServiceRequest
from regservice.model.rule import Holder, Strategy
from regservice.model.vocab import Cause, PlaceKey, RelationType, Status, Tier

DAY = dt.date(2026, 3, 2)
OVER = Validity(None, DAY)
Pick = Callable[..., Selected]
Ask = Callable[..., Decision]
PARTNER = Holder(
    functions=("district_industry",),
    relation=RelationType.COUNTERPART,
    of=("district_amr",),
)


@pytest.fixture
def pick(make: Any) -> Pick:
    """Select in the small world, with more rows."""

    def run(
        holder: Holder,
        *,
        choose: Callable[[Facts], Any] | None = None,
        known: dt.date | None = None,
        more: dict[str, Any] | None = None,
        **given: Any,
    ) -> Selected:
        found = {"s": _strategy(make, choose)} if choose else {}
        book = attrs.evolve(make.world(more=more), strategies=found)
        as_of = AsOf(DAY, known)
        request = ServiceRequest(**{"place": "330102", "item": "renewal", **given})
        return select(book.view(as_of), holder, complete(book, request, as_of).where)

    return run


def _strategy(make: Any, choose: Callable[[Facts], Any]) -> Strategy:
    return Strategy(id="s", version="1", choose=choose, source=make.source())


# --- by tier ----------------------------------------------------------------


def test_tier_takes_the_body_at_that_tier_not_the_nearest(pick: Pick) -> None:
    """The city bureau, although the district bureau is nearer."""
    both = ("city_amr", "district_amr")

    assert ("p/d/amr",) == pick(Holder(functions=both)).bodies
    assert ("p/c/amr",) == pick(Holder(functions=both, tier=Tier.PREFECTURE)).bodies


def test_tier_without_a_body_there_is_not_taken_from_further_up(pick: Pick) -> None:
    """Powers of one tier are not exercised by another."""
    assert () == pick(Holder(functions=("nmpa",), tier=Tier.PROVINCE)).bodies


def test_tier_below_a_rough_place_names_the_places_that_would_settle_it(
    pick: Pick,
) -> None:
    """Of a city its districts, where they have such a body."""
    county = Holder(functions=("district_amr",), tier=Tier.COUNTY)

    assert Selected((), inside=("330102",)) == pick(county, place="330100")


@pytest.mark.parametrize(
    ("place", "given"),
    [
        (PlaceKey.HOLDER, {"place": "330102"}),
        (PlaceKey.SITE, {"site": "330102"}),
        (PlaceKey.ACT, {"site": "330102"}),
        (PlaceKey.AGENT, {"attributes": {"agent_place": "330102"}}),
        (PlaceKey.ISSUER, {"attributes": {"issuer_place": "330102"}}),
    ],
)
def test_selector_reads_the_place_whose_it_says(
    pick: Pick, place: PlaceKey, given: dict[str, Any]
) -> None:
    """Asker, site, agent and issuer may be in four places."""
    holder = Holder(functions=("district_amr",), place=place)

    assert ("p/d/amr",) == pick(holder, **{"place": "340000", **given}).bodies


# --- by relation ------------------------------------------------------------


def _partner(make: Any, **edge: Any) -> dict[str, Any]:
    ends = ("p/d/amr", "x/industry")[:: edge.pop("turn", 1)]
    body = edge.pop("body", {})
    kind = edge.pop("kind", "district_industry")
    type_ = edge.pop("type_", "counterpart")
    return {
        "authorities": (make.body("x/industry", kind, "340000", **body),),
        "relations": (make.edge(ends[0], type_, ends[1], **edge),),
    }


@pytest.mark.parametrize("turn", [1, -1])
def test_related_body_is_found_in_either_direction_and_need_not_cover_the_place(
    pick: Pick, make: Any, turn: int
) -> None:
    """The nearest body at the other end is what ties it to the place."""
    assert ("x/industry",) == pick(PARTNER, more=_partner(make, turn=turn)).bodies


@pytest.mark.parametrize(
    "edge",
    [
        {"validity": OVER},
        {"body": {"validity": OVER}},
        {"kind": "customs"},
        {"type_": "cooperates"},
    ],
)
def test_related_body_must_fit_and_the_relation_hold(
    pick: Pick, make: Any, edge: dict[str, Any]
) -> None:
    """Type, day, life and function of the body: each is needed."""
    assert () == pick(PARTNER, more=_partner(make, **edge)).bodies


def test_relation_counts_once_its_document_was_known(pick: Pick, make: Any) -> None:
    """Nobody could have gone by an edge before it was published."""
    more = {
        **_partner(make, source=make.clause("NEW")),
        "documents": (make.document("NEW", issued=DAY),),
    }
    before = DAY - dt.timedelta(days=1)

    assert [("x/industry",), ()] == [
        pick(PARTNER, more=more, known=known).bodies for known in (DAY, before)
    ]


def test_relation_to_two_bodies_that_are_equally_near_means_nobody(
    pick: Pick, make: Any
) -> None:
    """Whose counterpart is meant is not guessed."""
    either = attrs.evolve(PARTNER, of=("district_amr", "station"))

    assert () == pick(either, more=_partner(make)).bodies


# --- by strategy ------------------------------------------------------------


def test_strategy_names_a_body_from_the_known_facts(pick: Pick) -> None:
    """It sees what conditions see."""

    def choose(facts: Facts) -> str:
        return "p/mpa" if "330100" in facts["place"] else "top/nmpa"

    one, other = (
        pick(Holder(strategy="s"), choose=choose, place=place).bodies
        for place in ("330102", "340000")
    )

    assert (("p/mpa",), ("top/nmpa",)) == (one, other)


def _fails(facts: Facts) -> str:
    raise ZeroDivisionError(facts)


@pytest.mark.parametrize(
    "choose",
    [_fails, lambda _: None, lambda _: 42, lambda _: "p/unknown", lambda _: ["p/mpa"]],
    ids=["fails", "none", "number", "unknown", "list"],
)
def test_strategy_that_fails_or_talks_nonsense_names_nobody(
    pick: Pick, choose: Callable[[Facts], Any]
) -> None:
    """A faulty strategy is a gap, not a crash."""
    assert Selected(()) == pick(Holder(strategy="s"), choose=choose)


def test_strategy_cannot_name_a_body_that_is_gone(pick: Pick, make: Any) -> None:
    """Nor one that is not there yet."""
    more = {"authorities": (make.body("p/old", "customs", "330000", validity=OVER),)}

    assert () == pick(Holder(strategy="s"), choose=lambda _: "p/old", more=more).bodies


def test_strategy_that_fails_costs_its_own_rule_only(ask: Ask, make: Any) -> None:
    """Another rule still leads; alone it is a gap."""
    lost = make.rule("lost", "lead", Holder(strategy="s"))
    receive = make.rule("receive", "receive", "station")
    sure = make.rule("sure", "lead", "p/mpa")
    alone, beside = (
        attrs.evolve(
            make.world(rules=(receive, lost, *rest)),
            strategies={"s": _strategy(make, _fails)},
        )
        for rest in ((), (sure,))
    )

    assert (Status.FALLBACK, Cause.GAP) == (ask(alone).status, ask(alone).cause)
    assert (Status.ROUTED, "p/mpa") == (ask(beside).status, ask(beside).lead)


# --- places that are only known roughly --------------------------------------


@pytest.mark.parametrize(
    ("key", "given", "dimension"),
    [
        (PlaceKey.HOLDER, {"place": "330100"}, "place"),
        (PlaceKey.SITE, {"place": "330102", "site": "330100"}, "site"),
        (
            PlaceKey.AGENT,
            {"place": "330102", "attributes": {"agent_place": "330100"}},
            "agent_place",
        ),
    ],
)
def test_body_that_covers_a_part_of_a_rough_place_makes_it_a_question(
    ask: Ask, make: Any, key: PlaceKey, given: dict[str, Any], dimension: str
) -> None:
    """The place that the selector reads is asked for, not that of the asker."""
    lead = Holder(functions=("district_amr",), place=key)
    rules = (make.rule("l", "lead", lead),)

    found = ask(make.world(rules=rules), received_by="p/c/amr", **given)

    assert Question(dimension=dimension, candidates=("330102",)) == found.ask


def test_of_two_rough_places_that_of_the_asker_is_asked_for_first(
    ask: Ask, make: Any
) -> None:
    """In the order in which all facts are asked for."""
    rules = [
        make.rule(key, "lead", Holder(functions=("district_amr",), place=place))
        for key, place in (("a", PlaceKey.SITE), ("b", PlaceKey.HOLDER))
    ]

    found = ask(make.world(rules=rules), received_by="p/c/amr", place="330100")

    assert "place" == found.ask.dimension  # type: ignore[union-attr]
