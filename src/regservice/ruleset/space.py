"""
The requests that rules can tell apart, as a decision diagram.

Conditions range over finite sets and intervals, so the requests of one item and one
place fall into finitely many boxes. Each row is a bit; a box is reached by asking
one fact after another and dropping the rows whose test fails. Boxes that leave the
same rows are one node, so the diagram stays small where the rules are many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs

from regservice.core.places import PlaceIndex
from regservice.core.routing.book import View
from regservice.model.catalogue import ServiceItem
from regservice.model.condition import Test
from regservice.model.vocab import Product, Role
from regservice.ruleset.axes import LEVEL, Axis, axes_of
from regservice.ruleset.held import Parts, Record, Row

OUT_OF_SCOPE: Final = "out_of_scope"


@attrs.frozen(eq=False)
class Node:
    """
    A node of a diagram.

    Attributes:
        axis: Number of the axis that it asks for; -1 for a leaf.
        children: One node a value of the axis.
        alive: Of a leaf: the rows whose tests on all asked axes hold.
    """

    axis: int
    children: tuple[Node, ...] = ()
    alive: int = 0


def rows_of(view: View, side: int, parts: Iterable[str]) -> list[Row]:
    """Return the rows of *view* that play one of *parts*."""
    tables: dict[str, Sequence[Record]] = {
        str(role): view.rules[role] for role in Role if role is not Role.FALLBACK
    }
    tables |= {
        "path": view.path_rules,
        "bypass": view.bypasses,
        "limit": view.limits,
    }
    return [Row(record, side, part) for part in parts for record in tables[part]]


class Group:
    """
    Items that all rows treat alike, with the diagram of their requests.

    Attributes:
        items: Codes of the items.
        products: The products that they concern.
        rows: The rows that can hold for them.
        axes: The dimensions that these rows test, in the order of asking.
        sited: Those of the rows that test the site.
    """

    def __init__(
        self,
        items: tuple[str, ...],
        products: tuple[str, ...],
        rows: tuple[Row, ...],
        axes: Sequence[Axis],
        places: Sequence[PlaceIndex],
    ) -> None:
        """Prepare the bit masks of *rows*; *places* has one index a side."""
        self.items, self.products, self.rows = items, products, rows
        self._places = tuple(places)
        tested = {t.dimension for row in rows for t in row.record.when.tests}
        product = Axis("product", products, products)
        self.axes = tuple(
            axis for axis in (product, *axes) if axis.name in tested and axis.values
        )
        everyone = (1 << len(rows)) - 1
        self._admit: list[list[int]] = []
        self._tests: list[int] = []
        for axis in self.axes:
            asking, masks = 0, [everyone] * len(axis.values)
            for bit, row in enumerate(rows):
                test = row.record.when.get(axis.name)
                if test is None:
                    continue
                asking |= 1 << bit
                for number, value in enumerate(axis.values):
                    if not self._holds(test, value, row.side):
                        masks[number] &= ~(1 << bit)
            self._admit.append(masks)
            self._tests.append(asking)
        self.everywhere = 0
        self._at: tuple[dict[str, int], ...] = tuple({} for _ in self._places)
        for bit, row in enumerate(rows):
            test = row.record.when.get("place")
            if test is None:
                self.everywhere |= 1 << bit
                continue
            at = self._at[row.side]
            for code in test.values:
                at[code] = at.get(code, 0) | 1 << bit
        self._own = [
            sum(1 << bit for bit, row in enumerate(rows) if row.side == side)
            for side, _ in enumerate(self._places)
        ]
        self._nodes: dict[tuple[int, int], Node] = {}
        self._parts: dict[tuple[int, int], Parts] = {}
        self.sited = sum(
            1 << bit for bit, row in enumerate(rows) if row.record.when.get("site")
        )

    def _holds(self, test: Test, value: str, side: int) -> bool:
        if test.dimension == "programme":
            return not set(value.split("+")).isdisjoint(test.values)
        if test.dimension == "site":
            places = self._places[side]
            around = places.within(value) | places.inside(value)
            return not around.isdisjoint(test.values)
        return test.holds({test.dimension: frozenset({value})}) is True

    def certain(self, place: str) -> int:
        """Return the rows whose test on the place holds at *place*."""
        alive = self.everywhere
        for at, places in zip(self._at, self._places, strict=True):
            if at:
                for code in places.within(place):
                    alive |= at.get(code, 0)
        return alive

    def codes(self) -> frozenset[str]:
        """Return the places that some row names."""
        return frozenset(code for at in self._at for code in at)

    def open(self, place: str) -> int:
        """Return the rows that may hold too, as *place* is only known roughly."""
        alive = 0
        for at, places in zip(self._at, self._places, strict=True):
            inside = places.inside(place) if at else frozenset()
            if len(at) < len(inside):
                named = (code for code in at if place in places.within(code))
                inside = frozenset(named) - {place}
            for code in inside:
                alive |= at.get(code, 0)
        return alive & ~self.certain(place) if alive else 0

    def node(self, alive: int, depth: int = 0) -> Node:
        """Return the diagram of the rows *alive*, from axis *depth* on."""
        while depth < len(self.axes) and not self._tests[depth] & alive:
            depth += 1
        key = alive, depth
        known = self._nodes.get(key)
        if known is not None:
            return known
        if depth == len(self.axes):
            made = Node(-1, alive=alive)
        else:
            children = tuple(
                self.node(alive & mask, depth + 1) for mask in self._admit[depth]
            )
            same = all(child is children[0] for child in children)
            # Of a site that is only known roughly a test may hold, or may not.
            same = same and self.axes[depth].name != "site"
            made = children[0] if same else Node(depth, children)
        self._nodes[key] = made
        return made

    def is_sure(self, row: Row, site: str) -> bool:
        """Tell whether the test of *row* on the site holds at *site*, not perhaps."""
        test = row.record.when.get("site")
        within = self._places[row.side].within
        return test is None or not within(site).isdisjoint(test.values)

    def asking(self, name: str) -> int:
        """Return the rows that test a dimension."""
        names = [axis.name for axis in self.axes]
        return self._tests[names.index(name)] if name in names else 0

    def alive(self, node: Node, level: str | None = None) -> int:
        """
        Return the rows of a leaf, or of what :meth:`leaves` takes for one.

        Args:
            node: The leaf, or a node that asks for the level of receipt.
            level: That level; ``None`` for the rows of all levels together.
        """
        if node.axis < 0:
            return node.alive
        if level is not None:
            return node.children[self.axes[-1].values.index(level)].alive
        alive = 0
        for child in node.children:
            alive |= child.alive
        return alive

    @property
    def size(self) -> int:
        """How many nodes have been made."""
        return len(self._nodes)

    def told(self, numbers: Mapping[str, tuple[int, ...]]) -> dict[str, frozenset[str]]:
        """Return the sides of a box, from the numbers of its values."""
        return {
            axis.name: frozenset(axis.told[n] for n in numbers[axis.name])
            for axis in self.axes
            if axis.name in numbers
        }

    def holding(self, alive: int) -> list[Row]:
        """Return the rows of a mask."""
        rows = []
        while alive:
            bit = alive & -alive
            rows.append(self.rows[bit.bit_length() - 1])
            alive ^= bit
        return rows

    def parts(self, alive: int, side: int = 0) -> Parts:
        """Return the rows of a mask on one side, by what they do."""
        key = alive & self._own[side], side
        known = self._parts.get(key)
        if known is None:
            known = self._parts[key] = Parts.of(self.holding(key[0]), side)
        return known

    def leaves(self, node: Node) -> Iterator[tuple[Node, dict[str, tuple[int, ...]]]]:
        """
        Walk to every leaf below *node*; the level of receipt is left open.

        Yields:
            The leaf, or the node that asks for the level of receipt, and for each
            axis asked on the way the numbers of the values that lead there. An axis
            that was not asked does not matter.
        """
        name = "" if node.axis < 0 else self.axes[node.axis].name
        if name in {"", LEVEL}:
            yield node, {}
            return
        ways: dict[int, tuple[Node, list[int]]] = {}
        for number, child in enumerate(node.children):
            ways.setdefault(id(child), (child, []))[1].append(number)
        for child, numbers in ways.values():
            for leaf, box in self.leaves(child):
                yield leaf, {name: tuple(numbers), **box}


_Key = tuple[tuple[int, ...], tuple[str, ...], tuple[tuple[int, tuple[str, ...]], ...]]
"""Rows, products and places of an item: items that agree on them are one group."""


def make_groups(
    views: Sequence[View], parts: Sequence[str], sites: Sequence[str]
) -> list[Group]:
    """
    Arrange the rows of one view, or of two that are compared, by items.

    Args:
        views: The views.
        parts: Which rows count.
        sites: Codes of the places that a site may lie in.

    Returns:
        The groups; each item offered in one of the views is in exactly one.
    """
    rows = [r for side, view in enumerate(views) for r in rows_of(view, side, parts)]
    items: dict[str, list[tuple[int, ServiceItem]]] = {}
    for side, view in enumerate(views):
        for item in view.items:
            if item.code != OUT_OF_SCOPE:
                items.setdefault(item.code, []).append((side, item))
    tests = (test for row in rows for test in row.record.when.tests)
    run: dict[str, frozenset[str]] = {}
    for book in (view.book for view in views):
        for row in book.tables.programmes:
            inside = map(book.places.inside, row.places)
            known = run.get(row.code, frozenset())
            run[row.code] = known.union(row.places, *inside)
    axes = axes_of(tests, [view.book.fields for view in views], sites, run)
    places = [view.book.places for view in views]
    by_item = _by_item(rows, items, views)
    alike: dict[_Key, list[str]] = {}
    for code, found in items.items():
        products = {p for _, item in found for p in item.products}
        ordered = tuple(str(p) for p in Product if p in products)
        offered = tuple((side, item.enabled) for side, item in found)
        alike.setdefault((tuple(by_item[code]), ordered, offered), []).append(code)
    groups = []
    for key, codes in alike.items():
        numbers, products_of, _ = key
        chosen = tuple(rows[number] for number in numbers)
        groups.append(Group(tuple(codes), products_of, chosen, axes, places))
    return groups


def _by_item(
    rows: Sequence[Row],
    items: Mapping[str, list[tuple[int, ServiceItem]]],
    views: Sequence[View],
) -> dict[str, list[int]]:
    """The rows that can hold for each item; registration business follows from it."""
    business = {
        (code, side): "yes" if known.registration_business else "no"
        for code, found in items.items()
        for side, view in enumerate(views)
        # What is not offered that day is known all the same.
        for known in [view.book.items.get(code, found[0][1])]
    }
    by_item: dict[str, list[int]] = {code: [] for code in items}
    for number, row in enumerate(rows):
        test = row.record.when.get("item")
        flag = row.record.when.get("registration_business")
        for code in items if test is None else test.values:
            if code in by_item and (
                flag is None or business[code, row.side] in flag.values
            ):
                by_item[code].append(number)
    return by_item
