"""Fewer boxes say the same."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product as combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from regservice.ruleset.boxes import Box, clusters, merge

PRODUCTS = {
    "renewal": frozenset({"drug", "device"}),
    "training": frozenset({"drug"}),
    "funding": frozenset({"device", "none"}),
}
SIDES = {
    "place": ("330102", "330103"),
    "item": tuple(PRODUCTS),
    "product": ("drug", "device", "none"),
    "difficulty": ("basic", "complex"),
    "risk": ("low", "high"),
}
DOMAINS = {name: frozenset(SIDES[name]) for name in ("difficulty", "risk")}
PERIODS = (0, 1, 2)
Point = tuple[str, ...]

POINTS = [
    (*values, str(period))
    for values in combinations(*SIDES.values())
    for period in PERIODS
    if values[2] in PRODUCTS[values[1]]
]
"""Every request there can be: product and item belong together."""


def _point_of(box: Box) -> set[Point]:
    sides = [box.get(name) or frozenset(SIDES[name]) for name in SIDES]
    return {
        point
        for point in POINTS
        if int(point[-1]) in box.periods
        and all(value in side for value, side in zip(point, sides, strict=False))
    }


def _held(boxes: Iterable[Box]) -> set[Point]:
    return {point for box in boxes for point in _point_of(box)}


@st.composite
def disjoint_boxes(draw: Any) -> list[Box]:
    """Boxes that have no request in common."""
    boxes: list[Box] = []
    held: set[Point] = set()
    for _ in range(draw(st.integers(0, 8))):
        names = [n for n in SIDES if n in {"place", "item"} or draw(st.booleans())]
        sides = {
            name: frozenset(draw(st.sets(st.sampled_from(SIDES[name]), min_size=1)))
            for name in names
        }
        periods = draw(st.sets(st.sampled_from(PERIODS), min_size=1))
        box = Box.of(sides, periods)
        if held.isdisjoint(_point_of(box)):
            held |= _point_of(box)
            boxes.append(box)
    return boxes


@given(boxes=disjoint_boxes())
def test_merged_boxes_hold_the_same_requests(boxes: list[Box]) -> None:
    """None is lost and none comes in, and there are no more boxes than before."""
    merged = merge(boxes, PRODUCTS, DOMAINS)

    assert _held(boxes) == _held(merged)
    assert len(merged) <= len(boxes)


@given(boxes=disjoint_boxes(), data=st.data())
def test_merged_boxes_do_not_hang_on_the_order(
    boxes: list[Box], data: st.DataObject
) -> None:
    """And merging again changes nothing."""
    merged = merge(boxes, PRODUCTS, DOMAINS)
    mixed = data.draw(st.permutations(boxes))

    assert merged == merge(mixed, PRODUCTS, DOMAINS)
    assert merged == merge(merged, PRODUCTS, DOMAINS)


@given(points=st.sets(st.sampled_from(POINTS), max_size=40))
def test_single_requests_merge_without_loss(points: set[Point]) -> None:
    """The finest boxes there are."""
    boxes = [
        Box.of(
            {
                name: frozenset({value})
                for name, value in zip(SIDES, point, strict=False)
            },
            [int(point[-1])],
        )
        for point in points
    ]

    assert points == _held(merge(boxes, PRODUCTS, DOMAINS))


@given(boxes=disjoint_boxes())
def test_every_box_is_in_one_cluster(boxes: list[Box]) -> None:
    """Clusters are parts of what was given, in its order."""
    found = clusters(boxes)

    assert sorted(map(id, boxes)) == sorted(id(b) for group in found for b in group)
    for group in found:
        assert group == [box for box in boxes if box in group]
