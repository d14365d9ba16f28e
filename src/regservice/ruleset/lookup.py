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

    Examples:
        >>> found = Answer("routed", "b", ("a", "b"), ("r", "s"))
        >>> found.handler, found.receive, found.lead
        ('b', 'a', 'b')
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


Bare = tuple[str, str | None, tuple[str, ...], tuple[str, ...]]
"""An answer without its names, which would cost a seventh of a call."""

Leaves = tuple["array[int]", "array[int]"]
"""For each row the number of a root; for each root the leaf of each combination."""

Resolver = Callable[..., Bare]
"""Called with place, item and one value for each dimension that was named."""


def resolver(
    layout: Layout,
    columns: Mapping[tuple[str, ...], int],
    items: Mapping[str, Leaves],
    otherwise: Resolver,
) -> Resolver:
    """
    Make the function that reads the arrays.

    Args:
        layout: The arrays.
        columns: The number of each combination of facts.
        items: The leaves of each item.
        otherwise: Called where the arrays do not hold the answer.
    """
    places, rows = layout.places, layout.rows
    ends_of, rules_of = layout.ends, layout.rules
    bodies, width = layout.bodies, len(columns)

    def resolve(place: str, item: str, *values: str) -> Bare:
        try:
            number = places[place]
            roots, leaves = items[item]
            leaf = leaves[roots[rows[number]] * width + columns[values]]
            receive, hops, _, up, skips, _ = ends_of[leaf]
            at, count = receive[number], hops[number]
            path: tuple[str, ...]
            if count == 1:  # most ways are short
                handler = bodies[up[at]]
                path = bodies[at], handler
            elif not count:
                handler = bodies[at]
                path = (handler,)
            elif skips or count > 4:  # noqa: PLR2004
                path = along(layout, ends_of[leaf], number)
                handler = path[-1]
            else:
                second = up[at]
                third = up[second]
                if count == 2:  # noqa: PLR2004
                    handler = bodies[third]
                    path = bodies[at], bodies[second], handler
                elif count == 3:  # noqa: PLR2004
                    handler = bodies[up[third]]
                    path = bodies[at], bodies[second], bodies[third], handler
                else:
                    last = up[third]
                    handler = bodies[up[last]]
                    path = (
                        bodies[at],
                        bodies[second],
                        bodies[third],
                        bodies[last],
                        handler,
                    )
            return ROUTED, handler, path, rules_of[leaf]
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
    receive, hops, lead, up, skips, _ = ends
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


def remembering(resolve: Resolver, most: int) -> Resolver:
    """Remember answers; a record of the order of use would cost more than it saves."""
    left = most

    @lru_cache(None)
    def remembered(*asked: str) -> Bare:
        nonlocal left
        if not left:
            remembered.cache_clear()
            left = most
        left -= 1
        return resolve(*asked)

    return remembered


def flat(
    layout: Layout, dimensions: tuple[str, ...]
) -> tuple[dict[tuple[str, ...], int], dict[str, Leaves]]:
    """Number the combinations of the stated facts, and list the leaves of each item."""
    known = dict(zip(layout.axes, layout.codes, strict=True))
    values = [
        tuple(v for v in known.get(name, ()) if (name, v) != OUTSIDE)
        for name in dimensions
    ]
    if prod(map(len, values)) > _MANY:
        values = [()]
    combinations = list(product(*values))
    stated = [dict(zip(dimensions, c, strict=True)) for c in combinations]
    found: dict[int, Leaves] = {}
    for roots, nodes in layout.groups.values():
        if id(nodes) not in found:
            leaves = [walk(layout, node, facts) for node in nodes for facts in stated]
            found[id(nodes)] = roots, narrow_signed(leaves)
    return (
        {combination: number for number, combination in enumerate(combinations)},
        {item: found[id(nodes)] for item, (_, nodes) in layout.groups.items()},
    )


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
