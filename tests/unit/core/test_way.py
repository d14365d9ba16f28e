"""Gateways, hops that are open instead, and bypasses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regservice.core.routing.book import Book
from regservice.model.decision import Decision
from regservice.model.request import Override
from regservice.model.vocab import Cause, Modality, Status

Ask = Callable[..., Decision]
World = Callable[..., Book]


@pytest.fixture
def world(make: Any) -> World:
    """A station that could reach the province directly or over its district."""

    def run(*path_rules: Any, bypasses: tuple[Any, ...] = (), **more: Any) -> Book:
        direct = make.edge("p/mpa", "dispatches", "p/d/station")
        more["relations"] = (direct, *more.get("relations", ()))
        rules = path_rules or make.tables().path_rules
        book: Book = make.world(path_rules=rules, bypasses=bypasses, more=more)
        return book

    return run


@pytest.fixture
def hops(make: Any) -> dict[str, Any]:
    """The direct hop, the two over the district, and the first as a gateway."""
    return {
        "direct": make.hop("direct", "station", "dispatches", "provincial_mpa"),
        "up": make.hop("up", "station", "manages", "district_amr"),
        "on": make.hop("on", "district_amr", "guides", "provincial_mpa"),
        "gate": make.hop(
            "gate",
            "station",
            "manages",
            "district_amr",
            only=True,
            modality=Modality.IN_PRINCIPLE,
        ),
        "instead": make.hop(
            "instead", "station", "dispatches", "provincial_mpa", instead_of=("gate",)
        ),
    }


def _path(decision: Decision) -> list[str]:
    return [hop.authority for hop in decision.path]


def _rules(decision: Decision) -> list[str | None]:
    return [hop.rule for hop in decision.path[1:]]


def _aside(*rules: str) -> tuple[Override, ...]:
    return tuple(Override(rule=r, actor="值班室", reason="急件") for r in rules)


# --- gateways ---------------------------------------------------------------


def test_gateway_closes_every_other_hop_from_there(
    ask: Ask, world: World, hops: dict[str, Any]
) -> None:
    """Without it the shortest way is taken, with it the one that it names."""
    free = ask(world(hops["direct"], hops["up"], hops["on"]))
    bound = ask(world(hops["direct"], hops["gate"], hops["on"]))

    assert ["direct"] == _rules(free)
    assert ["gate", "on"] == _rules(bound)


def test_gateway_binds_only_what_it_is_a_condition_for(
    ask: Ask, world: World, make: Any, hops: dict[str, Any]
) -> None:
    """Business that it is not meant for goes the shortest way."""
    gate = make.hop(
        "gate",
        "station",
        "manages",
        "district_amr",
        only=True,
        when=make.when(registration_business="no"),
    )

    assert ["direct"] == _rules(ask(world(hops["direct"], gate, hops["on"])))


def test_gateway_binds_only_bodies_of_its_kind(
    ask: Ask, world: World, make: Any, hops: dict[str, Any]
) -> None:
    """What leaves the district does not concern the station."""
    gate = make.hop("gate", "district_amr", "guides", "provincial_mpa", only=True)

    assert ["direct"] == _rules(ask(world(hops["direct"], hops["up"], gate)))


def test_each_of_several_gateways_is_open(
    ask: Ask, world: World, make: Any, hops: dict[str, Any]
) -> None:
    """Between them the shorter way is taken."""
    second = make.hop("z-gate", "station", "dispatches", "provincial_mpa", only=True)

    found = ask(world(hops["direct"], hops["gate"], second, hops["on"]))

    assert ["z-gate"] == _rules(found)


def test_gateway_that_leads_nowhere_is_a_gap(
    ask: Ask, world: World, hops: dict[str, Any]
) -> None:
    """Other ways stay closed although one would reach the lead."""
    found = ask(world(hops["direct"], hops["gate"]))

    assert (Status.FALLBACK, Cause.GAP) == (found.status, found.cause)


def test_hop_instead_of_a_gateway_opens_when_that_is_set_aside(
    ask: Ask, world: World, hops: dict[str, Any]
) -> None:
    """Only then, and not merely because it is shorter."""
    book = world(hops["gate"], hops["on"], hops["instead"])

    kept, aside = ask(book), ask(book, overrides=_aside("gate"))

    assert ["gate", "on"] == _rules(kept)
    assert ["instead"] == _rules(aside)


def test_hop_instead_of_a_gateway_that_does_not_bind_stays_closed(
    ask: Ask, world: World, make: Any, hops: dict[str, Any]
) -> None:
    """It is for setting aside, no way of its own."""
    when = make.when(registration_business="no")
    gate = make.hop("gate", "station", "manages", "district_amr", only=True, when=when)

    found = ask(world(gate, hops["up"], hops["on"], hops["instead"]))

    assert ["up", "on"] == _rules(found)


def test_hop_instead_of_two_gateways_needs_both_set_aside(
    ask: Ask, world: World, make: Any, hops: dict[str, Any]
) -> None:
    """One of them still binds."""
    second = make.hop("second", "station", "manages", "district_amr", only=True)
    instead = make.hop(
        "instead",
        "station",
        "dispatches",
        "provincial_mpa",
        instead_of=("gate", "second"),
    )
    book = world(hops["gate"], second, hops["on"], instead)

    one, both = (
        ask(book, overrides=_aside(*r)) for r in (["gate"], ["gate", "second"])
    )

    assert ["second", "on"] == _rules(one)
    assert ["instead"] == _rules(both)


def test_gateway_that_is_set_aside_opens_nothing_itself(
    ask: Ask, world: World, hops: dict[str, Any]
) -> None:
    """A rule that does not count admits no hop."""
    found = ask(world(hops["gate"], hops["on"]), overrides=_aside("gate"))

    assert Cause.GAP is found.cause


def test_setting_aside_stands_in_the_steps_with_actor_and_reason(
    ask: Ask, world: World, hops: dict[str, Any]
) -> None:
    """On the record means in the answer."""
    book = world(hops["gate"], hops["on"], hops["instead"])

    found = ask(book, overrides=_aside("gate"))

    assert [("gate", "值班室: 急件", hops["gate"].source)] == [
        (s.rule, s.note, s.source) for s in found.steps if s.outcome == "set_aside"
    ]


def test_rule_that_is_not_in_force_cannot_be_set_aside(
    ask: Ask, world: World, hops: dict[str, Any]
) -> None:
    """Nothing is recorded where there was nothing to set aside."""
    found = ask(world(hops["direct"]), overrides=_aside("gone"))

    assert "p/mpa" == found.lead
    assert "set_aside" not in {step.outcome for step in found.steps}


@pytest.mark.parametrize("role", ["receive", "lead", "co"])
def test_rule_of_any_role_that_is_set_aside_names_nobody(
    ask: Ask, make: Any, role: str
) -> None:
    """Neither the lead nor those before and beside it."""
    soft = make.rule("soft", role, "p/c/amr", modality=Modality.IN_PRINCIPLE)
    book = make.world(more={"rules": (soft,)})

    found = ask(book, overrides=_aside("soft"))

    assert (Status.ROUTED, "p/mpa", ()) == (found.status, found.lead, found.co_handlers)
    assert ["soft"] == [s.rule for s in found.steps if s.outcome == "set_aside"]


# --- bypasses ---------------------------------------------------------------


def test_bypass_passes_a_body_without_a_stop(ask: Ask, make: Any) -> None:
    """The next hop names it, and so does a step."""
    book = make.world(bypasses=(make.bypass("b", "district_amr"),))

    found = ask(book)

    assert [("p/d/station", None), ("p/mpa", "b")] == [
        (hop.authority, hop.bypass) for hop in found.path
    ]
    assert [("b", "p/mpa")] == [
        (s.rule, s.authority) for s in found.steps if s.outcome == "passed"
    ]


@pytest.mark.parametrize("skipped", ["station", "provincial_mpa", "customs"])
def test_bypass_never_passes_the_first_body_or_the_lead(
    ask: Ask, make: Any, skipped: str
) -> None:
    """Nor whoever is not on the way."""
    book = make.world(bypasses=(make.bypass("b", skipped),))

    found = ask(book)

    assert ["p/d/station", "p/d/amr", "p/mpa"] == _path(found)
    assert {None} == {hop.bypass for hop in found.path}


@pytest.mark.parametrize(
    ("first", "second", "handler"),
    [
        (True, False, "p/mpa"),
        (False, True, "p/mpa"),
        (False, False, "p/d/station"),
    ],
)
def test_request_that_was_handed_over_on_a_passed_hop_is_handed_over(
    ask: Ask, make: Any, *, first: bool, second: bool, handler: str
) -> None:
    """What the passed body would have got goes to the next."""
    book = make.world(
        path_rules=(
            make.hop("one", "station", "manages", "district_amr", hands_over=first),
            make.hop(
                "two", "district_amr", "guides", "provincial_mpa", hands_over=second
            ),
        ),
        bypasses=(make.bypass("b", "district_amr"),),
    )

    assert handler == ask(book).handler


def test_hop_after_the_stop_is_an_ordinary_one(ask: Ask, make: Any) -> None:
    """A bypass does not last beyond the body that it passes."""
    receive = make.rule("r", "receive", "station")
    book = make.world(
        rules=(receive, make.rule("l", "lead", "top/nmpa")),
        bypasses=(make.bypass("b", "district_amr"),),
        more={
            "relations": (make.edge("top/nmpa", "guides", "p/mpa"),),
            "path_rules": (
                make.hop("top", "provincial_mpa", "guides", "nmpa", hands_over=False),
            ),
        },
    )

    assert [
        ("p/d/station", None, True),
        ("p/mpa", "b", True),
        ("top/nmpa", None, False),
    ] == [(h.authority, h.bypass, h.hands_over) for h in ask(book).path]


def test_handing_over_before_a_stop_does_not_last_beyond_it(
    ask: Ask, make: Any
) -> None:
    """What the second bypass passes only liaised."""
    rules = make.rule("r", "receive", "station"), make.rule("l", "lead", "top/samr")
    book = make.world(
        rules=rules,
        bypasses=(make.bypass("b", "district_amr", "nmpa"),),
        more={
            "authorities": (make.body("top/samr", "samr", "national"),),
            "relations": (
                make.edge("top/nmpa", "guides", "p/mpa"),
                make.edge("top/samr", "guides", "top/nmpa"),
            ),
            "path_rules": (
                make.hop("x", "provincial_mpa", "guides", "nmpa", hands_over=False),
                make.hop("y", "nmpa", "guides", "samr", hands_over=False),
            ),
        },
    )

    assert [("p/d/station", True), ("p/mpa", True), ("top/samr", False)] == [
        (hop.authority, hop.hands_over) for hop in ask(book).path
    ]


@pytest.mark.parametrize(
    "winner",
    [{"exception_to": ("b",)}, {"specificity": 1}],
    ids=["exception", "number"],
)
def test_bypass_gives_way_like_a_rule(
    ask: Ask, make: Any, winner: dict[str, Any]
) -> None:
    """To an exception, or to a higher specificity."""
    rows = make.bypass("b", "district_amr"), make.bypass("c", "customs", **winner)

    found = ask(make.world(bypasses=rows))

    assert ["p/d/station", "p/d/amr", "p/mpa"] == _path(found)


def test_bypasses_that_stand_side_by_side_all_count(ask: Ask, make: Any) -> None:
    """Two bodies in a row may be passed by two rows; the last one is named."""
    rules = make.rule("r", "receive", "station"), make.rule("l", "lead", "top/nmpa")
    book = make.world(
        rules=rules,
        bypasses=(make.bypass("b", "district_amr"), make.bypass("c", "provincial_mpa")),
        more={
            "relations": (make.edge("top/nmpa", "guides", "p/mpa"),),
            "path_rules": (make.hop("top", "provincial_mpa", "guides", "nmpa"),),
        },
    )

    assert [("p/d/station", None), ("top/nmpa", "c")] == [
        (hop.authority, hop.bypass) for hop in ask(book).path
    ]
