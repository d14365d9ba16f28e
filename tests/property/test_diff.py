"""A comparison names exactly the requests whose answer moves."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from regservice.core.routing.book import AsOf
from regservice.explain.moves import side_words
from regservice.model.decision import Applied, Decision
from regservice.model.legal import Source, Validity
from regservice.model.vocab import Cause, Role, SourceKind, Status
from regservice.ruleset.answers import Side
from regservice.ruleset.diff import ASPECTS, Diff, diff
from tests.property.nation import DAYS, clause
from tests.property.worlds import World, lies_in, requests, worlds

ANSWERED = ASPECTS[:-1]
"""What can move for a request; that it rests on other rows is no move."""
NOBODY = {"gap", "dead_end"}
"""Told apart in a comparison; a request gets the same answer."""
_CODES = {Status.NEEDS_INFORMATION: "ask", Cause.OUT_OF_SCOPE: "not_offered"}
Found = dict[str, tuple[tuple[str, ...], frozenset[str]]]
"""Aspect to what a request is told, and the sources on which that rests."""


def _told(found: Decision) -> Found:
    state = found.cause or found.status
    told: Found = {"status": ((_CODES.get(state, str(state)),), frozenset())}
    if found.status is Status.NEEDS_INFORMATION:
        return told
    limits = [due.limit for due in found.limits]
    told["limit"] = (
        tuple(
            sorted(
                f"{x.goal} {x.count or 0} {x.unit or '-'} {x.legal_effect}"
                for x in limits
            )
        ),
        frozenset(map(_basis, (limit.source for limit in limits))),
    )
    if found.status is not Status.ROUTED:
        return told
    steps = {
        role: [s for s in found.steps if s.role is role and s.outcome != "gave_way"]
        for role in Role
    }
    beside = [step for step in steps[Role.CO] if step.authority != found.lead]
    hops = [
        step
        for step in found.steps
        if step.outcome in {"handed_over", "passed"} and step.authority in _until(found)
    ]

    def named(bodies: tuple[str | None, ...], rows: list[Applied]) -> Any:
        return bodies, frozenset(_basis(row.source) for row in rows)

    return {
        **told,
        "receive": named((found.loop_owner,), steps[Role.RECEIVE]),
        "handler": named((found.handler,), hops or steps[Role.LEAD]),
        "lead": named((found.lead,), steps[Role.LEAD]),
        "co": named(found.co_handlers, beside),
        "copy": named(found.copies, steps[Role.COPY]),
    }


def _until(found: Decision) -> set[str]:
    """The bodies to which it was handed over, up to the handler."""
    bodies = [hop.authority for hop in found.path]
    return {*bodies[1 : bodies.index(str(found.handler)) + 1]}


def _kinds(world: World, side: Side) -> list[str]:
    known = world.book.hierarchy.authorities
    return sorted(known[body].kind if body in known else body for body in side.bodies)


def _basis(source: Source | None) -> str:
    assert source is not None
    if source.kind is SourceKind.ASSUMED:
        return "assumed"
    return repr(attrs.evolve(source, note=""))


def _expected(before: Found, after: Found) -> tuple[set[str], set[str]]:
    """The aspects that moved, and those that rest on another source."""
    nothing = (), frozenset[str]()
    pairs = {a: (before.get(a, nothing), after.get(a, nothing)) for a in ANSWERED}
    moved = {aspect for aspect, (a, b) in pairs.items() if a[0] != b[0]}
    return moved, {a for a in pairs.keys() - moved if pairs[a][0][1] != pairs[a][1][1]}


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


def _on_other_grounds(world: World, number: int) -> World:
    """The same country with another source for some rules."""
    nation, region = world.contributions
    rows = [
        attrs.evolve(row, source=clause("NEW")) if number >> place & 1 else row
        for place, row in enumerate(region.tables.rules)
    ]
    tables = attrs.evolve(region.tables, rules=tuple(rows))
    return World.of((nation, attrs.evolve(region, tables=tables)))


def _with_others_leading(world: World, _: int) -> World:
    """The same country, where the rules of the lead have changed their holders."""
    nation, region = world.contributions
    rules = region.tables.rules
    leads = [row for row in rules if row.role is Role.LEAD]
    turned = {
        row.id: attrs.evolve(row, holder=other.holder)
        for row, other in zip(leads, [*leads[1:], leads[0]], strict=True)
    }
    rows = tuple(turned.get(row.id, row) for row in rules)
    tables = attrs.evolve(region.tables, rules=rows)
    return World.of((nation, attrs.evolve(region, tables=tables)))


def _offering_less(world: World, number: int) -> World:
    """The same country, where an item is offered in some places, or later."""
    nation, region = world.contributions
    change = (
        {"enabled": ("330102",)},
        {"enabled": ("340000",)},
        {"validity": Validity(DAYS[1])},
    )[number % 3]
    first, *others = nation.tables.items
    items = (attrs.evolve(first, **change), *others)
    tables = attrs.evolve(nation.tables, items=items)
    return World.of((attrs.evolve(nation, tables=tables), region))


@st.composite
def pairs(draw: Any) -> tuple[World, World, dt.date, dt.date]:
    """Two countries on one day, or one country on two."""
    world, number = draw(worlds()), draw(st.integers(0, 9))
    day, later = (draw(st.sampled_from(DAYS)) for _ in range(2))
    if number < 3:
        return world, world, day, later
    changes = _without, _on_other_grounds, _with_others_leading, _offering_less
    make = draw(st.sampled_from(changes))
    two = [world, make(world, number)]
    if draw(st.booleans()):
        two.reverse()
    return two[0], two[1], day, day


@settings(max_examples=60)
@given(data=st.data())
def test_boxes_hold_exactly_the_requests_whose_answer_moves(
    data: st.DataObject,
) -> None:
    """
    Aspect by aspect, for requests inside of the boxes and outside.

    Each is named once an aspect, with what it is told and the sources of that.
    """
    left, right, day, later = data.draw(pairs())
    found = diff(left.book, right.book, [(day, later)], left.places)
    programmes = left.programmes(day, limits=True)
    programmes |= right.programmes(later, limits=True)

    for _ in range(12):
        asked = data.draw(requests(left))
        before = _told(left.route(asked, AsOf(day)))
        after = _told(right.route(asked, AsOf(later)))
        moved, rests = _expected(before, after)

        hits = [
            move
            for move in found.moves
            if {*move.before.bodies, *move.after.bodies} != NOBODY
            if any(lies_in(asked, box, programmes) for box in move.boxes)
        ]

        named = [aspect for move in hits for aspect in move.of or (move.aspect,)]
        assert sorted(moved | rests) == sorted(named)
        assert rests == {aspect for move in hits for aspect in move.of}
        for move in hits:
            if move.aspect == "status":
                continue
            kinds = [_kinds(left, move.before), _kinds(right, move.after)]
            for world, side, told in (
                (left, move.before, before),
                (right, move.after, after),
            ):
                basis = {_basis(world.book.sources[rule]) for rule in side.rules}
                for aspect in move.of or (move.aspect,):
                    bodies, sources = told.get(aspect, ((), frozenset()))
                    assert {*bodies} <= {*side.bodies}
                    # Nobody could tell from it who comes after whom.
                    if not move.of and kinds[0] == kinds[1]:
                        assert bodies == side.bodies
                    assert basis == sources


@settings(max_examples=40)
@given(data=st.data())
def test_no_move_reads_as_if_nothing_moved(data: st.DataObject) -> None:
    """Where bodies of one kind change places, they are named."""
    left, right, day, later = data.draw(pairs())
    found = diff(left.book, right.book, [(day, later)], left.places)

    for move in found.moves:
        before, after = side_words(found, move, "zh")
        assert (before == after) is (move.aspect == "basis")


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
