"""
The authorities and their relations as a dated, typed multigraph.

The only door to networkx, which is imported when a graph is first asked for;
every other answer comes from plain indexes that are built when first needed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs

from regservice.model.authority import Authority, Place, Relation
from regservice.model.vocab import RelationType

if TYPE_CHECKING:
    import networkx as nx

Admits = Callable[[Relation, Authority, Authority], str | None]
"""Gives the id of the path rule that lets a request cross an edge, or ``None``."""

Way = tuple[tuple[str, Relation, str], ...]
"""For each hop the body entered, the relation crossed and the path rule."""


class Line(StrEnum):
    """A line of supervision: the organisation's, or that of the profession."""

    ORGANISATIONAL = "organisational"
    PROFESSIONAL = "professional"


LINES: Final[Mapping[Line, frozenset[RelationType]]] = {
    Line.ORGANISATIONAL: frozenset({RelationType.ADMINISTERS}),
    Line.PROFESSIONAL: frozenset({RelationType.GUIDES, RelationType.MANAGES}),
}
"""
The relations that make up each line, from the superior to the body.

A station is managed by its district bureau, which the municipal regulator
guides: one professional line. Who appoints and pays is another matter.
"""


@attrs.frozen
class Hierarchy:
    """
    Bodies and edges, as of any day.

    Attributes:
        authorities: Bodies by id, sorted.
        relations: Edges, sorted by id.
        located_in: Places by code to the places that contain them; tells which of
            several superiors is the nearest. Without it their ids decide.
    """

    authorities: Mapping[str, Authority]
    relations: tuple[Relation, ...]
    located_in: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        authorities: Iterable[Authority],
        relations: Iterable[Relation],
        places: Iterable[Place] = (),
    ) -> Hierarchy:
        """Index the rows."""
        return cls(
            {body.id: body for body in sorted(authorities, key=lambda body: body.id)},
            tuple(sorted(relations, key=lambda edge: edge.id)),
            {place.code: place.located_in for place in places},
        )

    def on(self, day: dt.date) -> tuple[Authority, ...]:
        """Return the bodies that exist on *day*, sorted by id."""
        return tuple(body for body in self.authorities.values() if day in body.validity)

    def performing(
        self, functions: Iterable[str], place: str, day: dt.date
    ) -> tuple[Authority, ...]:
        """
        Return the bodies with one of *functions* that cover exactly *place*.

        Args:
            functions: Kinds or functions, any of which will do.
            place: Code of the place that a body must name among its own.
            day: The day on which it must exist.

        Returns:
            The bodies, sorted by id.
        """
        here = self._by_place.get(place, {})
        found = {
            body.id: body
            for function in functions
            for body in here.get(function, ())
            if day in body.validity
        }
        return tuple(found[key] for key in sorted(found))

    def nearest(
        self, functions: Iterable[str], rings: Iterable[Iterable[str]], day: dt.date
    ) -> tuple[Authority, ...]:
        """
        Return the bodies with one of *functions* that cover a place, the nearest.

        Args:
            functions: Kinds or functions, any of which will do.
            rings: The place, then what contains it, ring by ring.
            day: The day on which a body must exist.

        Returns:
            All bodies of the nearest ring that has any, sorted by id: empty if
            there is none at all, several if the ring does not decide.
        """
        wanted = tuple(functions)
        for ring in rings:
            found = {b.id: b for m in ring for b in self.performing(wanted, m, day)}
            if found:
                return tuple(found[key] for key in sorted(found))
        return ()

    def touching(self, body_id: str) -> tuple[Relation, ...]:
        """Return all edges of a body, of any type, direction and day, by id."""
        return tuple(self._edges.get(body_id, ()))

    def successors(self, body_id: str, day: dt.date) -> tuple[Relation, ...]:
        """
        Say who has taken over from a body, as of *day*.

        A merger gives each of the old bodies the same one, a split gives one body
        several. Who acts in an interim period is named by an edge with a validity
        of its own. A successor may have ended too: ask again for it.

        Returns:
            The ``succeeds`` edges in force whose object is the body, sorted by id.
        """
        edges = self._inward.get(body_id, {}).get(RelationType.SUCCEEDS, ())
        return tuple(edge for edge in edges if day in edge.validity)

    def superiors(
        self,
        body_id: str,
        day: dt.date,
        line: Line,
        functions: Collection[str] = (),
    ) -> tuple[Relation, ...]:
        """
        Return the edges from the superiors of a body in one line, nearest first.

        Args:
            body_id: Id of the body; of one that is not there none are found.
            day: The day on which bodies and edges must exist.
            line: The line of supervision.
            functions: In which function the body is spoken of, if in a certain one.

        Returns:
            Edges whose object is the body. Of several superiors the one comes first
            whose places contain those of the body most closely; of those the one
            that has a function in question, then a drug regulator, then by id.
        """
        body = self._alive(body_id, day)
        if body is None:
            return ()
        types = self._inward.get(body_id, {})
        found = [
            edge
            for kind in LINES[line]
            for edge in types.get(kind, ())
            if day in edge.validity and self._alive(edge.subject, day)
        ]
        if len(found) > 1:
            above = [_distances(place, self.located_in) for place in body.places]
            asked = (functions, _REGULATORS)
            found.sort(
                key=lambda edge: (
                    self._distance(edge.subject, above),
                    *(not self._is_any(edge.subject, kinds) for kinds in asked),
                    edge.id,
                )
            )
        return tuple(found)

    def ladder(
        self, body_id: str, day: dt.date, functions: Collection[str] = ()
    ) -> tuple[Relation, ...]:
        """
        Return the edges along which a question escalates, rung by rung, to a root.

        It follows the professional line and, at a body that has no superior there,
        the organisational one. No body comes twice, not even among rows that no
        ruleset has checked.

        Args:
            body_id: Id of the body at the foot.
            day: The day on which bodies and edges must exist.
            functions: In which function the body at the foot acts, if it is known.

        Returns:
            Edges; the subject of each is the next body up. Empty for a root.
        """
        rungs: list[Relation] = []
        seen = {body_id}
        while True:
            at = rungs[-1].subject if rungs else body_id
            above = (
                edge
                for line in (Line.PROFESSIONAL, Line.ORGANISATIONAL)
                for edge in self.superiors(at, day, line, functions)
                if edge.subject not in seen
            )
            rung = next(above, None)
            if rung is None:
                return tuple(rungs)
            rungs.append(rung)
            seen.add(rung.subject)

    def path(self, start: str, end: str, day: dt.date, admits: Admits) -> Way | None:
        """
        Find the shortest way a request may take.

        Args:
            start: Id of the body that has the request.
            end: Id of the body that must get it.
            day: The day on which bodies and edges must exist.
            admits: Called for each edge that is looked at, in either direction.

        Returns:
            For each hop the body entered, the relation crossed and the id of the
            path rule; ``None`` if no way is admitted. Of several shortest ways
            the first by body ids is taken, so that no order of packages counts.
        """
        if start == end:
            return ()
        if self._alive(start, day) is None or self._alive(end, day) is None:
            return None
        into = self._neighbours(end)
        came: dict[str, tuple[str, Relation, str]] = {}
        level = [start]
        # The bodies of a level stand in the order of the first way to each, so the
        # first that reaches a body lies on the first of the shortest ways to it.
        while level:
            for body in level:
                hop = self._hop((body, end), into.get(body, ()), day, admits)
                if hop is not None:
                    came[end] = (body, *hop)
                    return _trace(came, start, end)
            reached: list[str] = []
            for body in level:
                around = self._neighbours(body)
                for other in sorted(around.keys() - came.keys() - {start}):
                    hop = self._hop((body, other), around[other], day, admits)
                    if hop is not None:
                        came[other] = (body, *hop)
                        reached.append(other)
            level = reached
        return None

    def graph(self, day: dt.date | None = None) -> nx.MultiDiGraph[str]:
        """
        Build the graph as a frozen networkx multigraph.

        Args:
            day: Only what exists on that day; ``None`` for all rows.

        Returns:
            Nodes are ids with the record as ``authority``; edges are keyed by the
            id of the relation, with the record as ``relation``. Beside the record
            stand its plain parts: ``kind``, ``level`` and ``type`` as texts,
            ``start`` and ``end`` as dates or ``None``.
        """
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for key, body in self.authorities.items():
            if day is None or day in body.validity:
                graph.add_node(
                    key,
                    authority=body,
                    kind=body.kind,
                    level=str(body.level),
                    start=body.validity.start,
                    end=body.validity.end,
                )
        for edge in self.relations:
            ends = edge.subject, edge.object
            if day is None or (
                day in edge.validity and all(end in graph for end in ends)
            ):
                graph.add_edge(
                    *ends,
                    key=edge.id,
                    relation=edge,
                    type=str(edge.type),
                    start=edge.validity.start,
                    end=edge.validity.end,
                )
        return nx.freeze(graph)

    def _alive(self, key: str, day: dt.date) -> Authority | None:
        body = self.authorities.get(key)
        return body if body is not None and day in body.validity else None

    def _neighbours(self, key: str) -> dict[str, list[Relation]]:
        """Neighbour to the edges between it and a body, in the order of their ids."""
        found: dict[str, list[Relation]] = {}
        for edge in self._edges.get(key, ()):
            other = edge.object if edge.subject == key else edge.subject
            found.setdefault(other, []).append(edge)
        return found

    def _hop(
        self,
        ends: tuple[str, str],
        edges: Iterable[Relation],
        day: dt.date,
        admits: Admits,
    ) -> tuple[Relation, str] | None:
        """The first of the edges between two bodies that may be crossed."""
        a, b = (self._alive(key, day) for key in ends)
        if a is None or b is None:
            return None
        for edge in edges:
            if day in edge.validity:
                rule = admits(edge, a, b)
                if rule is not None:
                    return edge, rule
        return None

    def _is_any(self, key: str, functions: Iterable[str]) -> bool:
        return any(self.authorities[key].performs(kind) for kind in functions)

    def _distance(self, key: str, above: Sequence[Mapping[str, int]]) -> float:
        """How many rings up a body contains all of some places."""
        places = self.authorities[key].places
        return max(
            min((rings[place] for place in places if place in rings), default=_FAR)
            for rings in above
        )

    @cached_property
    def _by_place(self) -> dict[str, dict[str, list[Authority]]]:
        """Place to function to bodies, in the order of their ids."""
        index: dict[str, dict[str, list[Authority]]] = {}
        for body in self.authorities.values():
            for place in dict.fromkeys(body.places):
                here = index.setdefault(place, {})
                for function in {body.kind, *body.functions}:
                    here.setdefault(function, []).append(body)
        return index

    @cached_property
    def _inward(self) -> dict[str, dict[RelationType, list[Relation]]]:
        """Body to type to the edges whose object it is, in the order of their ids."""
        index: dict[str, dict[RelationType, list[Relation]]] = {}
        for edge in self.relations:
            index.setdefault(edge.object, {}).setdefault(edge.type, []).append(edge)
        return index

    @cached_property
    def _edges(self) -> dict[str, list[Relation]]:
        """Body to its edges, in the order of their ids."""
        index: dict[str, list[Relation]] = {}
        for edge in self.relations:
            for key in dict.fromkeys((edge.subject, edge.object)):
                index.setdefault(key, []).append(edge)
        return index


_FAR: Final = float("inf")
_REGULATORS: Final = ("provincial_mpa", "nmpa")


def _distances(place: str, located_in: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The places that contain *place*, with how many rings up they do."""
    rings: dict[str, int] = {}
    ring = [place]
    while ring:
        number = rings[next(reversed(rings))] + 1 if rings else 0
        rings.update(dict.fromkeys(ring, number))
        parents = (parent for code in ring for parent in located_in.get(code, ()))
        ring = [code for code in dict.fromkeys(parents) if code not in rings]
    return rings


def _trace(came: Mapping[str, tuple[str, Relation, str]], start: str, end: str) -> Way:
    """Walk back from the end by the body from which each was reached."""
    way = []
    at = end
    while at != start:
        before, edge, rule = came[at]
        way.append((at, edge, rule))
        at = before
    return tuple(reversed(way))
