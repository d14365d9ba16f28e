"""An answer rests on the facts that it names, and the ladder ends at a root."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from regservice.core.routing.book import AsOf
from regservice.model.decision import Decision
from regservice.model.request import Override, ServiceRequest
from regservice.model.vocab import Level, Modality, RelationType, Status
from tests.property.worlds import World, requests, worlds

OWN = ("place", "site", "item", "product", "difficulty", "applicant", "channel")
RANKS = (Level.NATIONAL, Level.PROVINCIAL, Level.CITY, Level.DISTRICT, Level.STATION)


def _told(found: Decision) -> tuple[object, ...]:
    bodies = found.handler, found.lead, found.loop_owner, found.co_handlers
    return (*bodies, found.joint, found.copies, found.path)


def _agreeing(world: World, other: ServiceRequest, found: Decision) -> ServiceRequest:
    """
    Another request, with the facts on which an answer rests.

    A product that the item does not concern is a question of its own.
    """
    own: dict[str, Any] = {}
    item = world.book.items[found.relied["item"]]
    if other.product not in item.products:
        own["product"] = None
    attributes = dict(other.attributes)
    for name, value in found.relied.items():
        if name == "programme":
            own["programmes"] = tuple(value.split(", ")) if value else ()
        elif name in OWN:
            own[name] = value or None
        elif not value:
            attributes.pop(name, None)
        elif name == "received_by":
            own["received_by"] = value
        elif name == "override":
            own["overrides"] = tuple(
                Override(rule=rule, actor="o", reason="r") for rule in value.split(", ")
            )
        elif name != "received_level":  # it follows from the first contact
            attributes[name] = value
    return attrs.evolve(other, attributes=attributes, **own)


def _overrides(world: World) -> st.SearchStrategy[tuple[Override, ...]]:
    rows = (*world.book.tables.rules, *world.book.tables.path_rules)
    soft = [row.id for row in rows if row.modality is Modality.IN_PRINCIPLE]
    chosen = st.lists(st.sampled_from(soft), max_size=1)
    return chosen.map(
        lambda rules: tuple(Override(rule=r, actor="a", reason="b") for r in rules)
    )


@settings(max_examples=40)
@given(data=st.data())
def test_requests_that_agree_on_what_is_relied_on_are_routed_alike(
    data: st.DataObject,
) -> None:
    """Whatever else they state, or leave open."""
    world = data.draw(worlds())
    as_of = AsOf(data.draw(st.sampled_from(world.days)))
    bodies = st.sampled_from([body.id for body in world.book.hierarchy.on(as_of.day)])

    for _ in range(5):
        asked = attrs.evolve(
            data.draw(requests(world, complete=data.draw(st.booleans()))),
            received_by=data.draw(st.none() | bodies),
            overrides=data.draw(_overrides(world)),
        )
        found = world.route(asked, as_of)
        if found.status is not Status.ROUTED:
            continue
        for _ in range(5):
            complete = data.draw(st.booleans())
            other = _agreeing(
                world, data.draw(requests(world, complete=complete)), found
            )
            assert _told(found) == _told(world.route(other, as_of))


@settings(max_examples=40)
@given(data=st.data())
def test_ladder_ends_at_a_body_without_superior(data: st.DataObject) -> None:
    """No body comes twice, and each rung is a relation in force to the next."""
    world = data.draw(worlds())
    asked = data.draw(requests(world))
    day = data.draw(st.sampled_from(world.days))
    found = world.route(asked, AsOf(day))
    if found.status is not Status.ROUTED:
        return

    rungs = [str(found.lead), *(rung.authority for rung in found.ladder)]

    supervising = (
        RelationType.ADMINISTERS,
        RelationType.GUIDES,
        RelationType.MANAGES,
    )
    above = {
        (edge.object, edge.subject, edge.type)
        for edge in world.book.tables.relations
        if edge.type in supervising and day in edge.validity
    }
    steps = zip(rungs, found.ladder, strict=False)
    assert {(low, rung.authority, rung.relation) for low, rung in steps} <= above
    assert len(rungs) == len(set(rungs))
    assert rungs[-1] not in {low for low, _, _ in above}
    levels = [RANKS.index(world.book.hierarchy.authorities[b].level) for b in rungs]
    assert levels == sorted(levels, reverse=True)
