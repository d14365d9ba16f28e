"""Where nothing turns on a day, requests are answered as on the day before."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regservice.core.routing.book import AsOf
from regservice.model.decision import Decision
from regservice.model.request import ServiceRequest
from regservice.ruleset.prove import prove
from regservice.ruleset.turns import Turns
from tests.property.worlds import World, requests, worlds

TWO = worlds(most=2)


def who(found: Decision) -> tuple[object, ...]:
    """Return what a proof has to know of an answer."""
    hops = tuple(hop.authority for hop in found.path)
    return found.status, found.cause, found.lead, found.handler, hops, found.co_handlers


def places_of(request: ServiceRequest) -> set[str]:
    """Return the places that a request speaks of."""
    others = (request.attributes.get(f"{key}_place") for key in ("agent", "issuer"))
    return {code for code in (request.place, request.site, *others) if code}


def _asked(data: st.DataObject, world: World) -> tuple[ServiceRequest, int]:
    asked = data.draw(requests(world))
    return asked, data.draw(st.integers(1, len(world.days) - 1))


@settings(max_examples=50)
@given(data=st.data())
def test_nothing_turns_where_it_is_not_said_to(data: st.DataObject) -> None:
    """Over two regions that may know of each other."""
    world = data.draw(TWO)
    turns = Turns(world.book)

    for _ in range(12):
        asked, number = _asked(data, world)
        turned = turns.at(world.days[number])
        if turned is not None and turned.isdisjoint(places_of(asked)):
            before, after = (
                who(world.route(asked, AsOf(world.days[n])))
                for n in (number - 1, number)
            )
            assert before == after


@settings(max_examples=20)
@given(world=TWO)
def test_proof_is_that_of_every_period(world: World) -> None:
    """What is kept from the period before changes neither verdict nor findings."""
    kept = prove(world.ruleset)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Turns, "at", lambda *_: None)
        whole = prove(world.ruleset)

    assert (kept.verdict, kept.findings) == (whole.verdict, whole.findings)
