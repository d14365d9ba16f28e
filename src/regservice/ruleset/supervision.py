"""
Are the lines of supervision and of succession sound?

Nobody stands above himself, whoever is led has one root, no relation holds when its
ends do not exist, and who succeeds whom comes to an end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from regservice.core.hierarchy import LINES, Line
from regservice.errors import Problem
from regservice.model.authority import Authority, Relation
from regservice.model.legal import Validity
from regservice.model.package import Tables
from regservice.model.vocab import Level, RelationType
from regservice.ruleset.circles import (
    EVER,
    Circles,
    Link,
    find_circles,
    may_turn,
    period,
)
from regservice.ruleset.located import Origins, problem_at
from regservice.ruleset.roots import find_roots

_RANKS: Final[Mapping[Level, int]] = {
    Level.NATIONAL: 0,
    Level.PROVINCIAL: 1,
    Level.CITY: 2,
    Level.BRANCH: 3,
    Level.EXTERNAL: 3,
    Level.DISTRICT: 4,
    Level.STATION: 5,
    Level.POINT: 6,
}
"""From the top down: tells which row of a circle leads up."""


def check_supervision(tables: Tables, origins: Origins) -> Iterator[Problem]:
    """
    Report relations that cannot be, each fault once, at the row of the relation.

    Args:
        tables: The rows of all packages.
        origins: Where rows stand.
    """
    bodies = {body.id: body for body in tables.authorities}
    check = _Check(bodies, origins)
    edges: dict[RelationType, list[Relation]] = {}
    for edge in tables.relations:
        if edge.subject == edge.object:
            yield check.problem(edge, "RS2013", body=edge.subject, type=edge.type)
            continue
        a, b = bodies.get(edge.subject), bodies.get(edge.object)
        # A name of nothing is reported where names are checked.
        if a is None or b is None:
            continue
        # Whoever is succeeded may be gone.
        ends = (a,) if edge.type is RelationType.SUCCEEDS else (a, b)
        if check.meet(edge, ends):
            edges.setdefault(edge.type, []).append(edge)
        else:
            yield check.problem(edge, "RS2015", **_apart(edge, ends))
    succession = check.circles(edges.get(RelationType.SUCCEEDS, ()))
    yield from check.reported(succession, "RS2012")
    sound: list[list[Relation]] = []
    for line, code in ((Line.ORGANISATIONAL, "RS2004"), (Line.PROFESSIONAL, "RS2011")):
        own = [edge for kind in sorted(LINES[line]) for edge in edges.get(kind, ())]
        circles = check.circles(own)
        yield from check.reported(circles, code)
        # Where circles may be left nobody climbs; it has been said.
        if not circles.undecided:
            bad = {id(circle.link.row) for circle in circles.found}
            sound.append([edge for edge in own if id(edge) not in bad])
            # Who is led has one superior in the end; guidance may come from several
            # systems, each with a root of its own.
            if line is Line.ORGANISATIONAL:
                yield from check.roots(sound[-1])
    if len(sound) == len(LINES) and all(sound):
        both = check.circles([edge for own in sound for edge in own])
        yield from check.reported(both, "RS2016")


def _apart(edge: Relation, ends: Sequence[Authority]) -> dict[str, Any]:
    """Which ends are not there while the edge holds, and when they are."""
    gone = [end for end in ends if _never(period(edge.validity, end.validity))]
    named = ", ".join(f"{end.id} ({_dates(end.validity)})" for end in gone or ends)
    return {"bodies": named, "period": _dates(edge.validity)}


def _never(span: tuple[int, int]) -> bool:
    return span[0] >= span[1]


def _dates(validity: Validity) -> str:
    return f"{validity.start or ''}..{validity.end or ''}"


@attrs.frozen
class _Check:
    bodies: Mapping[str, Authority]
    origins: Origins
    # When dated relations hold, by identity; all others hold for ever.
    _spans: dict[int, tuple[int, int]] = attrs.field(factory=dict, init=False)

    def problem(self, edge: Relation, code: str, **params: Any) -> Problem:
        return problem_at(self.origins, "relations", edge, code, **params)

    def meet(self, edge: Relation, ends: Iterable[Authority]) -> bool:
        """Tell whether the ends are there on a day on which the edge holds."""
        span = period(edge.validity, *(body.validity for body in ends))
        if _never(span):
            return False
        # Successors are followed also to one that is gone again.
        if edge.type is RelationType.SUCCEEDS:
            span = period(edge.validity)
        if span != EVER:
            self._spans[id(edge)] = span
        return True

    def circles(self, edges: Sequence[Relation]) -> Circles:
        # Rows are many and circles few: nothing is built before one is possible.
        if not may_turn((edge.subject, edge.object) for edge in edges):
            return Circles()
        links = self._links(edges)
        return find_circles(links, lambda key: _RANKS[self.bodies[key].level])

    def reported(self, circles: Circles, code: str) -> Iterator[Problem]:
        for circle in circles.found:
            edge = circle.link.row
            cycle = " > ".join(circle.trail)
            yield self.problem(edge, code, relation=edge.type, cycle=cycle)
        for link in circles.undecided:
            yield self.problem(link.row, "RS2017", body=link.lower)

    def roots(self, edges: Sequence[Relation]) -> Iterator[Problem]:
        if len({edge.object for edge in edges}) == len(edges):
            return
        found = find_roots(self._links(edges), self._order)
        for link, first, second in found.second:
            names = {"body": link.lower, "first": first, "second": second}
            yield self.problem(link.row, "RS2014", **names)
        if found.undecided is not None:
            link = found.undecided
            yield self.problem(link.row, "RS2017", body=link.lower)

    def _links(self, edges: Iterable[Relation]) -> list[Link]:
        spans = self._spans
        return [Link(e.subject, e.object, *spans.get(id(e), EVER), e) for e in edges]

    def _order(self, link: Link) -> tuple[Any, ...]:
        """
        Of several superiors the one of the package of the body comes first, then
        the one that was written first: the row after it adds the other root.
        """
        edge: Relation = link.row
        body = self.origins.get(("authorities", edge.object))
        row = self.origins.get(("relations", edge.id))
        if body is None or row is None:
            return (False, "", 0, 0, edge.id)
        other = row.package != body.package
        return (other, row.file, row.line, row.column, edge.id)
