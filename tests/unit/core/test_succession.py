"""Who acts for a body that no longer exists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from regservice.core.routing.book import AsOf
from regservice.core.routing.complete import complete
from regservice.core.routing.select import Selected, select
from regservice.model.decision import Decision
from regservice.model.legal import Validity
from regservice.model.request import ServiceRequest
from regservice.model.rule import Holder

DAY = dt.date(2026, 3, 2)
ALIVE = Validity()
OVER = Validity(None, DAY)
OLD = Holder(authority="z/old")
Pick = Callable[..., Selected]
Ask = Callable[..., Decision]


@pytest.fixture
def pick(make: Any) -> Pick:
    """Select in the small world, with more rows."""

    def run(
        holder: Holder, *, known: dt.date | None = None, more: Any, **given: Any
    ) -> Selected:
        book, as_of = make.world(more=more), AsOf(DAY, known)
        request = ServiceRequest(**{"place": "330102", "item": "renewal", **given})
        return select(book.view(as_of), holder, complete(book, request, as_of).where)

    return run


def _bodies(make: Any, **lives: tuple[str, Validity]) -> tuple[Any, ...]:
    return tuple(
        make.body(f"z/{key}", "customs", place, validity=life)
        for key, (place, life) in lives.items()
    )


def test_body_that_exists_is_not_succeeded(pick: Pick, make: Any) -> None:
    """An edge alone does not replace a body."""
    more = {
        "authorities": _bodies(make, old=("330000", ALIVE), new=("330000", ALIVE)),
        "relations": (make.edge("z/new", "succeeds", "z/old"),),
    }

    assert Selected(("z/old",)) == pick(OLD, more=more)


@pytest.mark.parametrize("named", ["z/one", "z/two"])
def test_merger_gives_each_old_body_the_same_successor(
    pick: Pick, make: Any, named: str
) -> None:
    """Rules that name either of them go on to hold."""
    edges = [make.edge("z/new", "succeeds", old) for old in ("z/one", "z/two")]
    more = {
        "authorities": _bodies(
            make, one=("330000", OVER), two=("330000", OVER), new=("330000", ALIVE)
        ),
        "relations": edges,
    }

    found = pick(Holder(authority=named), more=more)

    assert ("z/new",) == found.bodies
    assert [named] == [edge.object for edge in found.via]


@pytest.mark.parametrize(
    ("place", "expected"), [("330102", "z/city"), ("340000", "z/other")]
)
def test_split_is_told_apart_by_the_place(
    pick: Pick, make: Any, place: str, expected: str
) -> None:
    """The successor that covers the place acts; the other is not mentioned."""
    more = _split(make, "330100", "340000")

    found = pick(OLD, more=more, place=place)

    assert (expected,) == found.bodies
    assert [expected] == [edge.subject for edge in found.via]


def _split(make: Any, one: str, two: str) -> dict[str, Any]:
    return {
        "authorities": _bodies(
            make, old=("national", OVER), city=(one, ALIVE), other=(two, ALIVE)
        ),
        "relations": [
            make.edge("z/city", "succeeds", "z/old"),
            make.edge("z/other", "succeeds", "z/old"),
        ],
    }


def test_split_is_told_apart_by_the_nearest_place(pick: Pick, make: Any) -> None:
    """Where both successors cover the place, the one that is closer to it acts."""
    assert ("z/city",) == pick(OLD, more=_split(make, "330100", "330000")).bodies


@pytest.mark.parametrize(
    ("places", "place"),
    [
        (("340000", "340000"), "330102"),
        (("330100", "330100"), "330102"),
        (("330100", "340000"), None),
    ],
)
def test_split_that_the_place_does_not_tell_apart_means_both(
    pick: Pick, make: Any, places: tuple[str, str], place: str | None
) -> None:
    """Two bodies are a conflict; no order settles it."""
    found = pick(OLD, more=_split(make, *places), place=place)

    assert ("z/city", "z/other") == found.bodies
    assert ["z/city", "z/other"] == [edge.subject for edge in found.via]


def test_chain_of_successions_is_followed_to_a_body_that_exists(
    pick: Pick, make: Any
) -> None:
    """Each step of it is told."""
    more = {
        "authorities": _bodies(
            make, old=("330000", OVER), mid=("330000", OVER), new=("330000", ALIVE)
        ),
        "relations": (
            make.edge("z/mid", "succeeds", "z/old"),
            make.edge("z/new", "succeeds", "z/mid"),
        ),
    }

    found = pick(OLD, more=more)

    assert ("z/new",) == found.bodies
    assert ["z/mid", "z/new"] == [edge.subject for edge in found.via]


def test_circle_of_bodies_that_are_all_gone_means_nobody(pick: Pick, make: Any) -> None:
    """It ends, even among rows that no ruleset has checked."""
    more = {
        "authorities": _bodies(make, old=("330000", OVER), mid=("330000", OVER)),
        "relations": (
            make.edge("z/mid", "succeeds", "z/old"),
            make.edge("z/old", "succeeds", "z/mid"),
        ),
    }

    assert () == pick(OLD, more=more).bodies


@pytest.mark.parametrize(
    ("interim", "expected"),
    [(Validity(None, dt.date(2026, 4, 1)), ("z/mid",)), (OVER, ())],
)
def test_interim_body_acts_as_long_as_its_edge_says(
    pick: Pick, make: Any, interim: Validity, expected: tuple[str, ...]
) -> None:
    """Afterwards, without a successor, nobody does."""
    more = {
        "authorities": _bodies(make, old=("330000", OVER), mid=("330000", ALIVE)),
        "relations": (make.edge("z/mid", "succeeds", "z/old", validity=interim),),
    }

    assert expected == pick(OLD, more=more).bodies


def test_successor_is_not_known_before_its_document(pick: Pick, make: Any) -> None:
    """The other axis of time holds for successions too."""
    new = make.clause("NEW")
    more = {
        "documents": (make.document("NEW", issued=DAY),),
        "authorities": _bodies(make, old=("330000", OVER), new=("330000", ALIVE)),
        "relations": (make.edge("z/new", "succeeds", "z/old", source=new),),
    }
    before = DAY - dt.timedelta(days=1)

    assert [("z/new",), ()] == [
        pick(OLD, more=more, known=known).bodies for known in (None, before)
    ]


def test_succession_stands_in_the_steps_before_the_rule(ask: Ask, make: Any) -> None:
    """It is never silent, for the lead as for those beside it."""
    more = {
        "authorities": (make.body("z/old", "nmpa", "330000", validity=OVER),),
        "relations": (make.edge("p/mpa", "succeeds", "z/old"),),
        "rules": (make.rule("beside", "co", "z/old"),),
    }
    rules = (make.rule("r", "receive", "station"), make.rule("l", "lead", "z/old"))

    found = ask(make.world(rules=rules, more=more))

    steps = [(step.outcome, step.authority) for step in found.steps]
    at = steps.index(("lead", "p/mpa"))
    assert ("succeeded", "p/mpa") == steps[at - 1]
    assert ("succeeded", "p/mpa") == steps[steps.index(("co", "p/mpa")) - 1]
