"""What a proof says is what happens to requests, and the other way round."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from regservice.core.routing.book import AsOf
from regservice.model.vocab import Status
from regservice.ruleset.finding import Finding, Kind
from regservice.ruleset.prove import prove
from tests.property.worlds import World, lies_in, requests, worlds

CAUSES = {Kind.GAP: "gap", Kind.DEAD_END: "gap", Kind.CONFLICT: "conflict"}
"""Kinds of findings that leave a request without a body, and what it is told."""


def _left_alone(findings: tuple[Finding, ...]) -> list[Finding]:
    return [found for found in findings if found.kind in CAUSES]


@settings(max_examples=50)
@given(data=st.data())
def test_request_falls_back_exactly_where_the_proof_says_so(
    data: st.DataObject,
) -> None:
    """Nobody falls back outside of the boxes, and nobody is routed inside of them."""
    world = data.draw(worlds())
    proof = prove(world.ruleset)

    for _ in range(12):
        asked = data.draw(requests(world))
        period = data.draw(st.integers(0, len(world.days) - 1))
        day = world.days[period]
        found = world.route(asked, AsOf(day))

        told = {str(found.cause)} if found.status is not Status.ROUTED else set()
        assert told == {
            CAUSES[finding.kind]
            for finding in _left_alone(proof.findings)
            for box in finding.boxes
            if period in box.periods and lies_in(asked, box, world.programmes(day))
        }
        if proof.is_clean:
            assert Status.ROUTED is found.status


@settings(max_examples=25)
@given(world=worlds())
def test_finding_about_requests_has_a_request_that_shows_it(world: World) -> None:
    """Routed by the same function as every request; it lies in a box, too."""
    for finding in _left_alone(prove(world.ruleset).findings):
        witness = finding.witness
        assert witness is not None
        assert witness.reproduced

        found = world.route(witness.request, witness.as_of)

        assert (Status.FALLBACK, CAUSES[finding.kind]) == (found.status, found.cause)


@settings(max_examples=25)
@given(world=worlds())
def test_proof_is_the_same_whatever_it_has_seen_before(world: World) -> None:
    """Remembered selections and ways change no verdict and no box."""
    assert prove(world.ruleset) == prove(World.of(world.contributions).ruleset)
