"""
Boxes of requests, and fewer boxes that say the same.

A box names for each dimension the values that it holds; a dimension that it does not
name holds any. Two boxes that differ in one dimension only are one box.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs

ITEM: Final = "item"
PRODUCT: Final = "product"
_ALWAYS: Final = (ITEM, PRODUCT, "place")

Sides = Mapping[str, frozenset[str]]


@attrs.frozen(cache_hash=True)
class Box:
    """
    A set of requests.

    Attributes:
        sides: Dimension to the values that it holds, sorted by dimension. ``place``
            and ``item`` are always among them.
        periods: Numbers of the periods between two break-points, sorted.
    """

    sides: tuple[tuple[str, frozenset[str]], ...]
    periods: tuple[int, ...]

    @classmethod
    def of(cls, sides: Sides, periods: Iterable[int]) -> Box:
        """Make a box."""
        return cls(tuple(sorted(sides.items())), tuple(sorted(periods)))

    def get(self, dimension: str) -> frozenset[str] | None:
        """Return the values of a dimension; ``None`` if any will do."""
        return next((held for name, held in self.sides if name == dimension), None)


Products = Mapping[str, frozenset[str]]
"""Item to the products that it concerns."""

Domains = Mapping[str, frozenset[str]]
"""Dimension to all the values that are told apart."""


def merge(boxes: Iterable[Box], products: Products, domains: Domains) -> list[Box]:
    """
    Say the same with fewer boxes.

    Args:
        boxes: Disjoint boxes.
        products: What cannot be asked for may lie in a box without being part of it.
        domains: A dimension of which a box holds all values is left out.

    Returns:
        The merged boxes, in a stable order.
    """
    # Most boxes live through many rounds.
    plain = functools.cache(functools.partial(_plain, products, domains))
    order = functools.cache(_order)
    found = set(map(plain, boxes))
    while True:
        before = len(found)
        found = _join_periods(found)
        # Items last: once they lie in other boxes no other side agrees any more.
        names = {name for box in found for name, _ in box.sides} - {"place", ITEM}
        for name in ("place", *sorted(names), ITEM):
            # Only which items join hangs on the order.
            ordered = sorted(found, key=order) if name == ITEM else found
            found = set(map(plain, _join(ordered, name, products)))
            if name != ITEM and len(found) < before:
                break
        if len(found) == before:
            return sorted(found, key=order)


def _plain(products: Products, domains: Domains, box: Box) -> Box:
    """Leave out what any value will do for, products that its items concern too."""
    sides = [
        (name, values)
        for name, values in box.sides
        if name in _ALWAYS or values != domains.get(name)
    ]
    chosen, items = box.get(PRODUCT), box.get(ITEM)
    if chosen is not None and items is not None:
        possible = frozenset(p for item in items for p in products[item])
        if possible <= chosen:
            sides.remove((PRODUCT, chosen))
    return Box(tuple(sides), box.periods)


def _join_periods(boxes: Iterable[Box]) -> set[Box]:
    alike: dict[tuple[tuple[str, frozenset[str]], ...], set[int]] = {}
    for box in boxes:
        alike.setdefault(box.sides, set()).update(box.periods)
    return {Box(sides, tuple(sorted(found))) for sides, found in alike.items()}


def _join(boxes: Iterable[Box], name: str, products: Products) -> set[Box]:
    """Join the boxes that agree on all but one dimension, in the order given."""
    alike: dict[object, list[Box]] = {}
    for box in boxes:
        loose = (name, PRODUCT) if name == ITEM else (name,)
        rest = tuple(side for side in box.sides if side[0] not in loose)
        asked = len(rest) == len(box.sides)
        alike.setdefault((rest, box.periods, asked), []).append(box)
    joined: set[Box] = set()
    for group in alike.values():
        joined |= _united(group, name, products) if len(group) > 1 else {group[0]}
    return joined


def _united(group: Sequence[Box], name: str, products: Products) -> set[Box]:
    if name != ITEM:
        values = [box.get(name) for box in group]
        if any(found is None for found in values):
            return set(group)
        union = frozenset(v for found in values if found is not None for v in found)
        sides = ((n, union if n == name else held) for n, held in group[0].sides)
        return {Box(tuple(sides), group[0].periods)}
    # Items join if the union of their products adds none that one of them concerns.
    done: list[Box] = []
    for box in group:
        for number, other in enumerate(done):
            both = _with_products(box, other, products)
            if both is not None:
                done[number] = both
                break
        else:
            done.append(box)
    return set(done)


def _with_products(box: Box, other: Box, products: Products) -> Box | None:
    items = [b.get(ITEM) or frozenset() for b in (box, other)]
    chosen = [
        b.get(PRODUCT) or frozenset(p for i in own for p in products[i])
        for b, own in zip((box, other), items, strict=True)
    ]
    union = chosen[0] | chosen[1]
    for own, held in zip(items, chosen, strict=True):
        if any(union & products[item] - held for item in own):
            return None
    sides = {**dict(box.sides), ITEM: items[0] | items[1], PRODUCT: union}
    return Box.of(sides, box.periods)


def _order(box: Box) -> tuple[object, ...]:
    return (box.periods, tuple((name, _sorted(values)) for name, values in box.sides))


@functools.lru_cache(maxsize=4096)
def _sorted(values: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(values))


def clusters(boxes: Sequence[Box]) -> list[list[Box]]:
    """
    Put boxes together that touch: those that lie apart in one dimension at most.

    Returns:
        The clusters, each in the order given.
    """
    home = list(range(len(boxes)))

    def root(number: int) -> int:
        while home[number] != number:
            number = home[number]
        return number

    for a, box in enumerate(boxes):
        for b in range(a):
            if _apart(box, boxes[b]) <= 1:
                home[root(a)] = root(b)
    found: dict[int, list[Box]] = {}
    for number, box in enumerate(boxes):
        found.setdefault(root(number), []).append(box)
    return list(found.values())


def _apart(box: Box, other: Box) -> int:
    """In how many dimensions two boxes have nothing in common."""
    theirs = dict(other.sides)
    return sum(
        values.isdisjoint(theirs[name])
        for name, values in box.sides
        if name in theirs and name != "place"
    )
