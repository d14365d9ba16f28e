"""
One period of the law as integers, for very many requests.

The decision diagrams are laid out in one array, rows of places that decide alike
are stored once, a selector is one number a place. What the index cannot decide from
the facts that it is given it hands to the readable resolver, which stays the
reference: both agree, and a test holds them to it.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from itertools import product
from math import prod
from typing import Any, Final, NamedTuple

from regservice.core.routing import way
from regservice.core.routing.book import View
from regservice.core.routing.complete import complete
from regservice.core.routing.precedence import standing
from regservice.core.routing.route import route
from regservice.model.decision import Decision
from regservice.model.request import ServiceRequest
from regservice.model.vocab import Product, Status
from regservice.ruleset.arrays import UNDECIDED, Layout
from regservice.ruleset.facts import check_names, check_values
from regservice.ruleset.layout import lay_out

ROUTED: Final = "routed"
_FEW: Final = 65_536
"""Ways that are remembered at one time, for one set of path rules."""

_MANY: Final = 4_096
"""Combinations of facts for which a resolver makes a table."""

_NOON: Final = dt.time(12)
_OUTSIDE: Final = ("product", str(Product.OTHER))
"""What is no product of the catalogue may be nobody's business at all."""
_BESIDE: Final = ("site", "applicant", "channel")


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


class Index:
    """
    The rules of one period, compiled; immutable and safe to share.

    Attributes:
        view: The rows that it was made from.
        layout: The arrays.
    """

    def __init__(self, view: View, layout: Layout) -> None:
        """Use :meth:`of`."""
        self.view, self.layout = view, layout

    @classmethod
    def of(cls, view: View) -> Index:
        """Compile the rows of *view*."""
        return cls(view, lay_out(view))

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The facts that can decide, beside place and item."""
        return self.layout.axes

    def route(self, place: str, item: str, **facts: str | None) -> Answer:
        """
        Say who takes a request.

        Args:
            place: Code of the place of the asker.
            item: Code of the service item.
            **facts: Codes by dimension; programmes joined by ``+``.

        Returns:
            The answer; the same as that of the reference.

        Raises:
            KeyError: If *place* or *item* means nothing.
        """
        known = {name: value for name, value in facts.items() if value is not None}
        return self.resolver(*known)(place, item, *known.values())

    def resolver(self, *dimensions: str, remember: int = 0) -> Resolver:
        """
        Make a function that answers many requests which state the same facts.

        Args:
            *dimensions: The facts that are stated beside place and item, in the
                order in which the function takes their codes.
            remember: How many answers it remembers, the latest; 0 for none.

        Returns:
            The function. It raises ``KeyError`` for a place or an item that means
            nothing, :class:`~regservice.errors.UnknownNameError` for a value that its
            fact cannot have, and ``TypeError`` for too few or too many of them.

        Raises:
            UnknownNameError: If there is no such fact.

        Examples:
            >>> import regservice as rs
            >>> index = rs.load(discover=False).index("2026-03-02T10:00:00+08:00")
            >>> resolve = index.resolver("product", "difficulty")
            >>> resolve("110000", "renewal", "device", "basic").kind
            'gap'
        """
        layout = self.layout
        check_names(self.view.book, dimensions)
        resolve: Resolver = partial(self._referred, dimensions)
        if layout.ends and layout.elsewhere.isdisjoint(dimensions):
            resolve = self._resolver(dimensions)
        return lru_cache(remember)(resolve) if remember else resolve

    def _resolver(self, dimensions: tuple[str, ...]) -> Resolver:
        # One function with everything at hand: a method that looks each part up on
        # its object takes twice as long.
        layout = self.layout
        places, items, roots = layout.places, layout.groups, layout.roots
        rows = array("I", (number * layout.width for number in layout.classes))
        columns, size, leaves = _flat(layout, dimensions)
        ends, rules_of = layout.ends, layout.rules
        bodies, kinds = layout.bodies, layout.kinds
        new, answer = tuple.__new__, Answer

        def otherwise(place: str, item: str, values: tuple[str, ...]) -> Answer:
            known = self._known(dimensions, values)
            if _OUTSIDE in known.items():
                return self._refer(place, item, known)
            root = roots[rows[places[place]] + items[item]]
            leaf = _walk(layout, layout.nodes[root], known)
            found = self._found(leaf, places[place]) if leaf >= 0 else None
            return found or self._refer(place, item, known)

        def resolve(place: str, item: str, *values: str) -> Answer:
            number = places[place]
            column = columns.get(values)
            if column is None:
                return otherwise(place, item, values)
            leaf = leaves[roots[rows[number] + items[item]] * size + column]
            receive, lead, up, skips, first, _ = ends[leaf]
            if up is None or leaf < 0:
                return otherwise(place, item, values)
            start = receive if type(receive) is int else receive[number]  # type: ignore[index]
            end = lead if type(lead) is int else lead[number]  # type: ignore[index]
            try:
                way, at = [bodies[start]], start
                while at != end:
                    at = up[at]
                    if not skips or at == end or kinds[at] not in skips:
                        way.append(bodies[at])
            except IndexError:  # nobody there, or no single hop up
                return otherwise(place, item, values)
            rules = rules_of[leaf]
            if type(rules) is str:
                rules = (first, rules)
            return new(answer, (ROUTED, way[-1], tuple(way), rules))

        return resolve

    def _found(self, leaf: int, place: int) -> Answer | None:
        """What a leaf says at a place; ``None`` if it has no single bodies or way."""
        layout = self.layout
        receive, lead, _, _, first, lane = layout.ends[leaf]
        start = receive if isinstance(receive, int) else receive[place]
        end = lead if isinstance(lead, int) else lead[place]
        if len(layout.bodies) in (start, end):
            return None
        known = lane.ways.get((start, end))
        if known is None:
            bodies = layout.bodies
            ways = way.Ways(self.view, lane.paths, lane.bypasses)
            hops = ways.find(bodies[start], bodies[end])
            if hops is None:
                return None
            if len(lane.ways) >= _FEW:
                lane.ways.clear()
            known = way.owner(hops), tuple(hop.authority for hop in hops)
            lane.ways[start, end] = known
        rules = layout.rules[leaf]
        return Answer(
            ROUTED, *known, (first, rules) if isinstance(rules, str) else rules
        )

    def _referred(
        self, dimensions: tuple[str, ...], place: str, item: str, *values: str
    ) -> Answer:
        """As the reference alone says."""
        for code, known in ((place, self.layout.places), (item, self.layout.groups)):
            if code not in known:
                raise KeyError(code)
        return self._refer(place, item, self._known(dimensions, values))

    def _known(
        self, dimensions: tuple[str, ...], values: tuple[str, ...]
    ) -> dict[str, str]:
        """The facts that are stated, each with a value that it can have."""
        if len(values) != len(dimensions):
            message = f"expected place, item and {', '.join(dimensions) or 'no fact'}"
            raise TypeError(message)
        known = dict(zip(dimensions, values, strict=True))
        check_values(self.view.book, known)
        return known

    def _refer(self, place: str, item: str, facts: Mapping[str, str]) -> Answer:
        request = _request(place, item, facts)
        found = self._decided(request)
        if found.status is not Status.ROUTED:
            return Answer(str(found.cause or found.status), None, (), ())
        path = tuple(hop.authority for hop in found.path)
        outcomes = {step.rule: step.outcome for step in found.steps}
        rules = (
            rule
            for wanted in ("receive", "lead")
            for rule in sorted(outcomes)
            if outcomes[rule] == wanted
        )
        return Answer(
            ROUTED, found.handler, path, (*rules, *self._passing(request, path[0]))
        )

    def _passing(self, request: ServiceRequest, receive: str) -> list[str]:
        """Ids of the bypasses that stand, whether or not they pass anybody."""
        view = self.view
        level = view.book.hierarchy.authorities[receive].level
        completed = complete(view.book, request, view.as_of)
        facts = completed.learnt("received_level", str(level)).facts
        rows, _ = standing([row for row in view.bypasses if row.when.holds(facts)])
        return sorted(row.id for row in rows)

    def decision(self, place: str, item: str, **facts: str) -> Decision:
        """
        Decide by the readable resolver, with the whole explanation.

        Args:
            place: As for :meth:`route`.
            item: As for :meth:`route`.
            **facts: As for :meth:`route`.
        """
        return self._decided(_request(place, item, facts))

    def _decided(self, request: ServiceRequest) -> Decision:
        received = dt.datetime.combine(self.view.day, _NOON)
        return route(self.view.book, request, self.view.as_of, received)


def _request(place: str, item: str, facts: Mapping[str, str]) -> ServiceRequest:
    given = dict(facts)
    codes = given.pop("programme", "").split("+")
    own: dict[str, Any] = {
        name: given.pop(name, None) for name in ("product", "difficulty", *_BESIDE)
    }
    given.pop("received_level", None)  # it follows from the first contact
    return ServiceRequest(
        place=place,
        item=item,
        programmes=tuple(code for code in codes if code),
        attributes=given,
        **own,
    )


def _flat(
    layout: Layout, dimensions: tuple[str, ...]
) -> tuple[dict[tuple[str, ...], int], int, array[int]]:
    """The leaf of each root for each combination of the stated facts."""
    known = dict(zip(layout.axes, layout.codes, strict=True))
    values = [
        tuple(v for v in known.get(name, ()) if (name, v) != _OUTSIDE)
        for name in dimensions
    ]
    if prod(map(len, values)) > _MANY:
        values = [()]
    combinations = list(product(*values))
    leaves = array("i")
    for node in layout.nodes:
        for combination in combinations:
            facts = dict(zip(dimensions, combination, strict=True))
            leaves.append(_walk(layout, node, facts))
    return {c: n for n, c in enumerate(combinations)}, len(combinations), leaves


def _walk(layout: Layout, node: int, facts: Mapping[str, str]) -> int:
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
