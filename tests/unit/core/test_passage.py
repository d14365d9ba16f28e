"""Who has it first, and facts on which the way hangs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.model.decision import Decision, Question
from regservice.model.vocab import Cause, Level, Status

Ask = Callable[..., Decision]
LOW = {"attributes": {"grade_of_risk": "low"}}
HIGH = {"attributes": {"grade_of_risk": "high"}}


def _path(decision: Decision) -> list[str]:
    return [hop.authority for hop in decision.path]


# --- unknown facts ----------------------------------------------------------


def test_path_rule_that_hangs_on_an_unknown_fact_is_a_question(
    ask: Ask, make: Any
) -> None:
    """Where it would open the way; once the fact is known it does, or it is a gap."""
    book = make.world(
        path_rules=(
            make.hop(
                "one",
                "station",
                "manages",
                "district_amr",
                when=make.when(grade_of_risk="low"),
            ),
            make.hop("two", "district_amr", "guides", "provincial_mpa"),
        )
    )

    found = ask(book)

    assert Question(dimension="grade_of_risk", candidates=("low",)) == found.ask
    assert (Status.NEEDS_INFORMATION, ()) == (found.status, found.path)
    assert (Status.ROUTED, Cause.GAP) == (
        ask(book, **LOW).status,
        ask(book, **HIGH).cause,
    )


def test_path_rules_that_only_together_open_a_way_are_a_question(
    ask: Ask, make: Any
) -> None:
    """Neither alone would change anything; the values of both are asked for."""
    visit, line = "visit", "hotline"
    book = make.world(
        path_rules=[
            make.hop(key, *ends, when=make.when(channel=values))
            for key, ends, values in (
                ("one", ("station", "manages", "district_amr"), (visit,)),
                ("two", ("district_amr", "guides", "provincial_mpa"), (visit, line)),
            )
        ]
    )

    expected = Question(dimension="channel", candidates=(line, visit))
    assert expected == ask(book).ask


def test_fact_of_which_every_value_opens_the_way_is_not_asked_for(
    ask: Ask, make: Any
) -> None:
    """Whatever it is, the rule holds."""
    hops = [
        attrs.evolve(hop, when=make.when(grade_of_risk=("low", "high")))
        for hop in make.tables().path_rules
    ]

    found = ask(make.world(path_rules=hops))

    assert (Status.ROUTED, None) == (found.status, found.ask)
    assert "grade_of_risk" not in found.relied


def test_only_facts_that_change_the_way_are_asked_for(ask: Ask, make: Any) -> None:
    """A row that leads the same way asks nothing, whatever it hangs on."""
    edge = make.edge("p/mpa", "cooperates", "p/d/station")
    hops = (
        make.hop(
            "z-same",
            "station",
            "manages",
            "district_amr",
            when=make.when(applicant="person"),
        ),
        make.hop(
            "direct",
            "station",
            "cooperates",
            "provincial_mpa",
            when=make.when(grade_of_risk="low"),
        ),
    )

    found = ask(make.world(more={"relations": (edge,), "path_rules": hops}))

    assert Question(dimension="grade_of_risk", candidates=("low",)) == found.ask


def test_row_that_alone_would_change_the_way_is_a_question_despite_another(
    ask: Ask, make: Any
) -> None:
    """Together a direct hop and a gateway leave the way as it is."""
    edge = make.edge("p/mpa", "cooperates", "p/d/station")
    hops = (
        make.hop(
            "direct",
            "station",
            "cooperates",
            "provincial_mpa",
            when=make.when(grade_of_risk="low"),
        ),
        make.hop(
            "z-gate",
            "station",
            "manages",
            "district_amr",
            only=True,
            when=make.when(applicant="person"),
        ),
    )

    found = ask(make.world(more={"relations": (edge,), "path_rules": hops}))

    assert Status.NEEDS_INFORMATION is found.status


@pytest.mark.parametrize(
    ("skips", "asked"), [("district_amr", True), ("customs", False)]
)
def test_bypass_that_hangs_on_an_unknown_fact_is_a_question_if_it_moves_the_way(
    ask: Ask, make: Any, *, skips: str, asked: bool
) -> None:
    """One that passes nobody on this way asks nothing."""
    row = make.bypass("b", skips, when=make.when(grade_of_risk="low"))

    found = ask(make.world(bypasses=(row,)))

    assert asked is (found.ask is not None)
    assert asked is (found.status is Status.NEEDS_INFORMATION)


def test_path_rule_that_a_known_fact_excludes_asks_nothing(ask: Ask, make: Any) -> None:
    """It is out, whatever the other facts turn out to be."""
    when = make.when(grade_of_risk="low", product="drug")
    row = make.hop("x", "station", "guides", "provincial_mpa", when=when)
    edge = make.edge("p/mpa", "guides", "p/d/station")
    more = {"path_rules": (row,), "relations": (edge,)}

    assert ask(make.world(more=more)).ask is None


# --- who has it -------------------------------------------------------------


def test_body_that_cannot_pass_it_on_gives_it_to_the_first_contact(
    ask: Ask, make: Any
) -> None:
    """That body then owes the answer; the path shows where it came from."""
    found = ask(make.world(), received_by="p/c/amr")

    assert ["p/c/amr", "p/d/station", "p/d/amr", "p/mpa"] == _path(found)
    assert ("p/d/station", "p/mpa") == (found.loop_owner, found.lead)
    assert ("receive", "p/d/station") in [(s.rule, s.authority) for s in found.steps]


def test_body_elsewhere_only_passes_it_on(ask: Ask, make: Any) -> None:
    """It cannot be the handler of a place that it does not cover."""
    far = make.body("x/station", "station", "340000", level=Level.STATION)
    book = make.world(more={"authorities": (far,)})

    found = ask(book, received_by="x/station", difficulty="basic")

    assert ["x/station", "p/d/station"] == _path(found)
    assert ("p/d/station",) * 3 == (found.handler, found.lead, found.loop_owner)


def test_body_that_cannot_pass_it_on_without_a_first_contact_is_a_gap(
    ask: Ask, make: Any
) -> None:
    """It stays where it was received."""
    rules = (make.rule("l", "lead", "p/mpa"),)

    found = ask(make.world(rules=rules), received_by="p/c/amr")

    assert (Status.FALLBACK, Cause.GAP) == (found.status, found.cause)
    assert ("p/c/amr", ["p/c/amr"]) == (found.handler, _path(found))


def test_body_that_cannot_pass_it_on_asks_for_the_fact_of_the_first_contact(
    ask: Ask, make: Any
) -> None:
    """Who that is hangs on it."""
    when = make.when(grade_of_risk="low")
    rules = (
        make.rule("r", "receive", "station", when=when),
        make.rule("l", "lead", "p/mpa"),
    )

    found = ask(make.world(rules=rules), received_by="p/c/amr")

    assert "grade_of_risk" == found.ask.dimension  # type: ignore[union-attr]


def test_receiving_body_that_a_hop_serves_needs_no_first_contact(
    ask: Ask, make: Any
) -> None:
    """The first contact is not asked where the request can go on."""
    found = ask(make.world(), received_by="p/d/amr")

    assert ["p/d/amr", "p/mpa"] == _path(found)


# --- the level of receipt ---------------------------------------------------


@pytest.fixture
def by_level(make: Any) -> Any:
    """What a station received it answers; what the district did goes up."""
    return make.world(
        rules=(
            make.rule("r", "receive", "station"),
            make.rule("s", "lead", "station", when=make.when(received_level="station")),
            make.rule("d", "lead", "p/mpa", when=make.when(received_level="district")),
        )
    )


@pytest.mark.parametrize(
    ("has_it", "expected"),
    [(None, "p/d/station"), ("p/d/station", "p/d/station"), ("p/d/amr", "p/mpa")],
)
def test_lead_may_hang_on_the_level_that_received_it(
    ask: Ask, by_level: Any, has_it: str | None, expected: str
) -> None:
    """Of the first contact where nobody is said to have it."""
    assert expected == ask(by_level, received_by=has_it).lead


def test_level_is_that_of_the_body_that_received_it_elsewhere(
    ask: Ask, make: Any, by_level: Any
) -> None:
    """Not that of the first contact to which it was passed on."""
    far = make.body("x/amr", "district_amr", "340000")
    book = make.world(rules=by_level.tables.rules, more={"authorities": (far,)})

    found = ask(book, received_by="x/amr")

    assert ("p/mpa", "p/d/station") == (found.lead, found.loop_owner)


def test_level_of_receipt_is_never_asked_for(ask: Ask, make: Any) -> None:
    """It follows from the first contact, whose fact is asked for instead."""
    rules = (
        make.rule("r", "receive", "station", when=make.when(grade_of_risk="low")),
        make.rule("l", "lead", "p/mpa", when=make.when(received_level="station")),
    )

    found = ask(make.world(rules=rules))

    assert Question(dimension="grade_of_risk", candidates=("low",)) == found.ask


def test_without_a_place_even_the_level_is_unknown(ask: Ask, by_level: Any) -> None:
    """The place comes first."""
    assert "place" == ask(by_level, place=None).ask.dimension  # type: ignore[union-attr]
