"""A comparison names exactly the requests whose answer moves."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from regservice.core.routing.book import AsOf
from regservice.model.decision import Decision
from regservice.model.request import ServiceRequest
from regservice.model.vocab import Status
from regservice.ruleset.diff import ASPECTS, Diff, diff
from tests.property.nation import DAYS
from tests.property.worlds import World, lies_in, requests, worlds

ANSWERED = ASPECTS[:-1]
"""What can move for a request; that it rests on other rows is no move."""
NOBODY = {"gap", "dead_end"}
"""Told apart in a comparison; a request gets the same answer."""


def _told(found: Decision) -> dict[str, object]:
    """What a request is told, by aspect."""
    if found.status is Status.NEEDS_INFORMATION:
        return {"status": "ask"}
    limits = [due.limit for due in found.limits]
    told: dict[str, object] = {
        "status": str(found.cause or found.status),
        "limit": sorted((str(x.goal), x.count, str(x.unit)) for x in limits),
    }
    if found.status is not Status.ROUTED:
        return told
    copies = tuple(body for body in found.copies if body != found.lead)
    return {
        **told,
        "receive": found.loop_owner,
        "handler": found.handler,
        "lead": found.lead,
        "co": found.co_handlers,
        "copy": copies,
    }


def _moved(before: Decision, after: Decision) -> set[str]:
    left, right = _told(before), _told(after)
    return {a for a in ANSWERED if (left.get(a) or ()) != (right.get(a) or ())}


def _named(found: Diff, asked: ServiceRequest, programmes: frozenset[str]) -> set[str]:
    return {
        move.aspect
        for move in found.moves
        for box in move.boxes
        if move.aspect in ANSWERED
        and {*move.before.bodies, *move.after.bodies} != NOBODY
        and lies_in(asked, box, programmes)
    }


def _without(world: World, number: int) -> World:
    """The same country without one rule of its region."""
    nation, region = world.contributions
    gone = region.tables.rules[number % len(region.tables.rules)].id
    rules = tuple(
        attrs.evolve(row, exception_to=tuple(k for k in row.exception_to if k != gone))
        for row in region.tables.rules
        if row.id != gone
    )
    tables = attrs.evolve(region.tables, rules=rules)
    return World.of((nation, attrs.evolve(region, tables=tables)))


@st.composite
def pairs(draw: Any) -> tuple[World, World, dt.date, dt.date]:
    """Two countries on one day, or one country on two."""
    world, number = draw(worlds()), draw(st.integers(0, 9))
    day, later = (draw(st.sampled_from(DAYS)) for _ in range(2))
    if number < 3:
        return world, world, day, later
    return world, _without(world, number), day, day


@settings(max_examples=40)
@given(data=st.data())
def test_boxes_hold_exactly_the_requests_whose_answer_moves(
    data: st.DataObject,
) -> None:
    """Aspect by aspect, for requests inside of the boxes and outside."""
    left, right, day, later = data.draw(pairs())
    found = diff(left.book, right.book, [(day, later)], left.places)
    programmes = left.programmes(day, limits=True)
    programmes |= right.programmes(later, limits=True)

    for _ in range(12):
        asked = data.draw(requests(left))
        before, after = left.route(asked, AsOf(day)), right.route(asked, AsOf(later))

        assert _moved(before, after) == _named(found, asked, programmes)


@settings(max_examples=20)
@given(world=worlds(), day=st.sampled_from(DAYS))
def test_nothing_moves_between_a_ruleset_and_itself(world: World, day: dt.date) -> None:
    """Neither requests nor rows; a note, which is not normative, moves nothing."""
    nation, region = world.contributions
    rules = tuple(attrs.evolve(row, note="other") for row in region.tables.rules)
    tables = attrs.evolve(region.tables, rules=rules)
    noted = World.of((nation, attrs.evolve(region, tables=tables)))

    assert not diff(world.book, noted.book, [(day, day)], world.places)
    assert not diff(world.book, world.book, [(day, day)], world.places)


@settings(max_examples=15)
@given(data=st.data())
def test_way_back_names_the_same_requests(data: st.DataObject) -> None:
    """Before and after change places, and nothing else does."""
    left, right, day, later = data.draw(pairs())
    there = diff(left.book, right.book, [(day, later)], left.places)
    back = diff(right.book, left.book, [(later, day)], left.places)

    def boxes(found: Diff, *, turned: bool) -> set[object]:
        return {
            (m.aspect, *((m.after, m.before) if turned else (m.before, m.after)), box)
            for m in found.moves
            for box in m.boxes
        }

    assert boxes(there, turned=False) == boxes(back, turned=True)
