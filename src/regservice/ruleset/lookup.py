"""
Which answer do the arrays of an index hold for a place, an item and some facts?

One function with everything at hand: a method that looks each part up on its object
takes twice as long.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import product
from math import prod
from typing import Final, NamedTuple

from regservice.model.vocab import Product
from regservice.ruleset.arrays import FAR, UNDECIDED, Ends, Layout, narrow_signed

ROUTED: Final = "routed"
_MANY: Final = 4_096
"""Combinations of facts for which a resolver makes a table."""

OUTSIDE: Final = ("product", str(Product.OTHER))
"""What is no product of the catalogue may be nobody's business at all."""


class Answer(NamedTuple):
    """
    Who takes a request, and by which rules.

    Attributes:
        kind: ``routed``; else the status or the cause that the reference gave.
        handler: Id of the body that owns it now; ``None`` if nobody.
        path: Ids of the bodies on the way, from the first contact, who owes the
            answer, to the lead; empty unless it is routed.
        rules: Ids of the rules and bypasses that stand: of the first contact, of the
            lead, then bypasses, each sorted.
    """

    kind: str
    handler: str | None
    path: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def receive(self) -> str | None:
        """Id of the first contact, who owes the answer."""
        return self.path[0] if self.path else None

    @property
    def lead(self) -> str | None:
        """Id of the body that is accountable for the substance."""
        return self.path[-1] if self.path else None


Resolver = Callable[..., Answer]
"""Called with place, item and one value for each dimension that was named."""


def resolver(
    layout: Layout,
    columns: Mapping[tuple[str, ...], int],
    leaves: array[int],
    otherwise: Resolver,
) -> Resolver:
    """
    Make the function that reads the arrays.

    Args:
        layout: The arrays.
        columns: Where the leaves for a combination of facts start.
        leaves: The leaf for each combination and each root.
        otherwise: Called where the arrays do not hold the answer.
    """
    places, items, rows, roots = layout.places, layout.groups, layout.rows, layout.roots
    ends_of, rules_of, bodies = layout.ends, layout.rules, layout.bodies
    new, answer = tuple.__new__, Answer

    def resolve(place: str, item: str, *values: str) -> Answer:
        try:
            number = places[place]
            leaf = leaves[roots[rows[number] + items[item]] + columns[values]]
            ends = receive, hops, _, up, skips, first, _ = ends_of[leaf]
            at, count = receive[number], hops[number]
            path: tuple[str, ...]
            if not count:
                path = (bodies[at],)
            elif count == 1:
                path = bodies[at], bodies[up[at]]
            elif skips or count > 3:  # noqa: PLR2004 - most ways are short
                path = along(layout, ends, number)
            elif count == 2:  # noqa: PLR2004
                second = up[at]
                path = bodies[at], bodies[second], bodies[up[second]]
            else:
                second = up[at]
                third = up[second]
                path = bodies[at], bodies[second], bodies[third], bodies[up[third]]
            rules = rules_of[leaf]
            if first is not None:
                rules = first, rules  # type: ignore[assignment]  # one text
            return new(answer, (ROUTED, path[-1], path, rules))
        except LookupError:
            pass  # not stated, nobody there, or no single hop up
        return otherwise(place, item, *values)

    return resolve


def along(layout: Layout, ends: Ends, place: int) -> tuple[str, ...]:
    """
    The bodies on the way from the first contact to the lead, hop by hop.

    Raises:
        LookupError: If one of them is nobody, or no single hop leads up.
    """
    receive, hops, lead, up, skips, _, _ = ends
    bodies, kinds = layout.bodies, layout.kinds
    at, count = receive[place], hops[place]
    end = len(bodies) if lead is None else lead[place]
    if count == FAR:
        count = -1
    path = [bodies[at]]
    while count and at != end:
        at, count = up[at], count - 1
        if not (skips and count and at != end and kinds[at] in skips):
            path.append(bodies[at])
    return tuple(path)


def standing_at(layout: Layout, leaf: int) -> tuple[str, ...]:
    """Ids of the rules of a leaf."""
    rules, first = layout.rules[leaf], layout.ends[leaf][5]
    return rules if isinstance(rules, tuple) else (str(first), rules)


def remembering(resolve: Resolver, most: int) -> Resolver:
    """Remember answers; a record of the order of use would cost more than it saves."""
    left = most

    @lru_cache(None)
    def remembered(*asked: str) -> Answer:
        nonlocal left
        if not left:
            remembered.cache_clear()
            left = most
        left -= 1
        return resolve(*asked)

    return remembered


def flat(
    layout: Layout, dimensions: tuple[str, ...]
) -> tuple[dict[tuple[str, ...], int], array[int]]:
    """The leaf for each combination of the stated facts and each root."""
    known = dict(zip(layout.axes, layout.codes, strict=True))
    values = [
        tuple(v for v in known.get(name, ()) if (name, v) != OUTSIDE)
        for name in dimensions
    ]
    if prod(map(len, values)) > _MANY:
        values = [()]
    columns: dict[tuple[str, ...], int] = {}
    leaves: list[int] = []
    for combination in product(*values):
        columns[combination] = len(leaves)
        facts = dict(zip(dimensions, combination, strict=True))
        leaves += [walk(layout, node, facts) for node in layout.nodes]
    return columns, narrow_signed(leaves)


def walk(layout: Layout, node: int, facts: Mapping[str, str]) -> int:
    """Number of the leaf below a node; -1 if the facts do not lead to one."""
    cells = layout.cells
    while node >= 0:
        axis = cells[node]
        value = facts.get(layout.axes[axis])
        if value is None:
            return UNDECIDED
        try:
            node = cells[node + layout.codes[axis][value]]
        except KeyError:
            return UNDECIDED
    return UNDECIDED if node == UNDECIDED else -2 - node
