"""
Step 5: which way may the request take?

A hop is open where a path rule admits it. A gateway (``only``) closes every other
hop that leaves the same kind of body, unless the request sets it aside. A bypass
passes bodies of some kinds without a stop.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import attrs

from regservice.core.routing.book import View
from regservice.core.routing.precedence import standing
from regservice.model.authority import Authority, Relation
from regservice.model.decision import Hop
from regservice.model.rule import Bypass, PathRule


@attrs.frozen
class Ways:
    """
    The hops that are open to a request.

    Attributes:
        view: The rows in force.
        rules: Path rules that hold.
        bypasses: Bypasses that hold.
        set_aside: Ids of the gateways that the request sets aside.
    """

    view: View
    rules: Sequence[PathRule]
    bypasses: Sequence[Bypass] = ()
    set_aside: Collection[str] = ()

    def admits(self, edge: Relation, a: Authority, b: Authority) -> str | None:
        """Return the id of the path rule that opens a hop, or ``None``."""
        if not self.view.knows(edge):
            return None
        fitting = [
            row
            for row in self.rules
            if row.over is edge.type
            and a.performs(row.leaves)
            and b.performs(row.enters)
        ]
        closed = bool(self.gateways(a))
        fitting = [row for row in fitting if self._is_open(row, closed=closed)]
        return (
            min(fitting, key=lambda row: (not row.only, row.id)).id if fitting else None
        )

    def gateways(self, body: Authority) -> list[PathRule]:
        """Return the gateways that bind a request leaving *body*."""
        return [
            row
            for row in self.rules
            if row.only and row.id not in self.set_aside and body.performs(row.leaves)
        ]

    def _is_open(self, row: PathRule, *, closed: bool) -> bool:
        if row.id in self.set_aside:
            return False
        if row.instead_of and not set(row.instead_of) <= set(self.set_aside):
            return False
        return row.only or not closed

    def find(self, start: str, end: str) -> tuple[Hop, ...] | None:
        """
        Find the shortest way, without the bodies that a bypass passes.

        Returns:
            The hops from *start*, or ``None`` if no way is open.
        """
        first = Hop(authority=start)
        if start == end:
            return (first,)
        way = self.view.book.hierarchy.path(start, end, self.view.day, self.admits)
        if way is None:
            return None
        rules = {row.id: row for row in self.rules}
        hops = (
            first,
            *(
                Hop(
                    authority=body,
                    relation=edge.type,
                    rule=rule,
                    hands_over=rules[rule].hands_over,
                )
                for body, edge, rule in way
            ),
        )
        return self._without_stops(hops)

    def _without_stops(self, hops: tuple[Hop, ...]) -> tuple[Hop, ...]:
        winners, _ = standing(list(self.bypasses))
        skips = {skip: row.id for row in winners for skip in row.skips}
        if not skips:
            return hops
        bodies = self.view.book.hierarchy.authorities
        kept = [hops[0]]
        passed: str | None = None
        handed = False
        for hop in hops[1:]:
            body = bodies[hop.authority]
            by = next((skips[s] for s in sorted(skips) if body.performs(s)), None)
            handed = handed or hop.hands_over
            if by is not None and hop is not hops[-1]:
                passed = by
                continue
            if passed is not None:
                hop = attrs.evolve(hop, bypass=passed, hands_over=handed)  # noqa: PLW2901
            kept.append(hop)
            passed, handed = None, False
        return tuple(kept)


def owner(path: tuple[Hop, ...]) -> str:
    """Return the last body to which the request was handed over without a break."""
    held = path[0].authority
    for hop in path[1:]:
        if not hop.hands_over:
            break
        held = hop.authority
    return held
