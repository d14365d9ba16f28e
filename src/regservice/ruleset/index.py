"""
One period of the law as integers, for very many requests.

The decision diagrams are laid out in one array, rows of places that decide alike
are stored once, a selector is one number a place. What the index cannot decide from
the facts that it is given it hands to the readable resolver, which stays the
reference: both agree, and a test holds them to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from regservice.core.routing import way
from regservice.core.routing.book import View
from regservice.core.routing.complete import complete
from regservice.core.routing.precedence import standing
from regservice.core.routing.route import route
from regservice.model.decision import Decision
from regservice.model.request import ServiceRequest
from regservice.model.vocab import Status
from regservice.ruleset.arrays import Ends, Layout, Way
from regservice.ruleset.facts import check_names, check_values
from regservice.ruleset.layout import lay_out
from regservice.ruleset.lookup import (
    OUTSIDE,
    ROUTED,
    Answer,
    Bare,
    Resolver,
    along,
    flat,
    remembering,
    resolver,
    walk,
)

_FEW: Final = 65_536
"""Ways that are remembered at one time, for one set of path rules."""

_NOON: Final = dt.time(12)
_BESIDE: Final = ("site", "applicant", "channel")


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
        return Answer(*self.resolver(*known)(place, item, *known.values()))

    def resolver(self, *dimensions: str, remember: int = 0) -> Resolver:
        """
        Make a function that answers many requests which state the same facts.

        Args:
            *dimensions: The facts that are stated beside place and item, in the
                order in which the function takes their codes.
            remember: How many answers it remembers before it forgets them all; 0 for
                none.

        Returns:
            The function. It returns the kind, the handler, the path and the rules as a
            bare tuple, which :class:`~regservice.ruleset.lookup.Answer` explains. It
            raises ``KeyError`` for a place or an item that means
            nothing, :class:`~regservice.errors.UnknownNameError` for a value that its
            fact cannot have, and ``TypeError`` for too few or too many of them.

        Raises:
            UnknownNameError: If there is no such fact.

        Examples:
            >>> import regservice as rs
            >>> index = rs.load(discover=False).index("2026-03-02T10:00:00+08:00")
            >>> resolve = index.resolver("product", "difficulty")
            >>> kind, handler, path, rules = resolve(
            ...     "110000", "renewal", "device", "basic"
            ... )
            >>> kind, path
            ('gap', ())
        """
        layout = self.layout
        check_names(self.view.book, dimensions)
        resolve: Resolver = partial(self._referred, dimensions)
        if layout.elsewhere.isdisjoint(dimensions):
            resolve = self._indexed(dimensions)
        return remembering(resolve, remember) if remember else resolve

    def _indexed(self, dimensions: tuple[str, ...]) -> Resolver:
        """As the arrays say; what they leave open, as the reference does."""
        layout = self.layout

        def otherwise(place: str, item: str, *values: str) -> Bare:
            known = self._known(dimensions, values)
            number = layout.places[place]
            roots, nodes = layout.groups[item]
            if OUTSIDE in known.items():
                return self._refer(place, item, known)
            leaf = walk(layout, nodes[roots[layout.rows[number]]], known)
            found = self._found(leaf, number) if leaf >= 0 else None
            return found or self._refer(place, item, known)

        return resolver(layout, *flat(layout, dimensions), otherwise)

    def _found(self, leaf: int, place: int) -> Bare | None:
        """What a leaf says at a place; ``None`` if it has no single bodies or way."""
        layout = self.layout
        ends = layout.ends[leaf]
        try:
            path = along(layout, ends, place)
            known = path[-1], path
        except LookupError:
            searched = self._searched(ends, place)
            if searched is None:
                return None
            known = searched
        return ROUTED, *known, layout.rules[leaf]

    def _searched(self, ends: Ends, place: int) -> Way | None:
        """The way where no single hop leads up; ``None`` if there is none."""
        receive, _, lead, _, _, lane = ends
        if lead is None:
            return None
        bodies, start, end = self.layout.bodies, receive[place], lead[place]
        if len(bodies) in (start, end):
            return None
        known = lane.ways.get((start, end))
        if known is None:
            ways = way.Ways(self.view, lane.paths, lane.bypasses)
            hops = ways.find(bodies[start], bodies[end])
            if hops is None:
                return None
            if len(lane.ways) >= _FEW:
                lane.ways.clear()
            known = way.owner(hops), tuple(hop.authority for hop in hops)
            lane.ways[start, end] = known
        return known

    def _referred(
        self, dimensions: tuple[str, ...], place: str, item: str, *values: str
    ) -> Bare:
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

    def _refer(self, place: str, item: str, facts: Mapping[str, str]) -> Bare:
        request = _request(place, item, facts)
        found = self._decided(request)
        if found.status is not Status.ROUTED:
            return str(found.cause or found.status), None, (), ()
        path = tuple(hop.authority for hop in found.path)
        outcomes = {step.rule: step.outcome for step in found.steps}
        rules = (
            rule
            for wanted in ("receive", "lead")
            for rule in sorted(outcomes)
            if outcomes[rule] == wanted
        )
        passing = self._passing(request, path[0])
        return ROUTED, found.handler, path, (*rules, *passing)

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
