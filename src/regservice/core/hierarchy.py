"""
The authorities and their relations as a dated, typed multigraph.

The only door to networkx, which is imported when a graph is first needed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from regservice.model.authority import Authority, Relation

if TYPE_CHECKING:
    import networkx as nx

Admits = Callable[[Relation, Authority, Authority], str | None]
"""Gives the id of the path rule that lets a request cross an edge, or ``None``."""


@attrs.frozen
class Hierarchy:
    """
    Bodies and edges, as of any day.

    Attributes:
        authorities: Bodies by id, sorted.
        relations: Edges, sorted by id.
    """

    authorities: Mapping[str, Authority]
    relations: tuple[Relation, ...]

    @classmethod
    def of(
        cls, authorities: Iterable[Authority], relations: Iterable[Relation]
    ) -> Hierarchy:
        """Index the rows."""
        return cls(
            {body.id: body for body in sorted(authorities, key=lambda body: body.id)},
            tuple(sorted(relations, key=lambda edge: edge.id)),
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
        wanted = tuple(functions)
        return tuple(
            body
            for body in self.on(day)
            if place in body.places and any(body.performs(f) for f in wanted)
        )

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

    def path(
        self, start: str, end: str, day: dt.date, admits: Admits
    ) -> tuple[tuple[str, Relation, str], ...] | None:
        """
        Find the shortest way a request may take.

        Args:
            start: Id of the body that has the request.
            end: Id of the body that must get it.
            day: The day on which bodies and edges must exist.
            admits: Called for each edge in both directions.

        Returns:
            For each hop the body entered, the relation crossed and the id of the
            path rule; ``None`` if no way is admitted. Of several shortest ways
            the first by body ids is taken, so that no order of packages counts.
        """
        import networkx as nx

        graph = nx.DiGraph()
        graph.add_nodes_from((start, end))
        alive = {body.id: body for body in self.on(day)}
        for edge in self.relations:
            if day not in edge.validity or not {edge.subject, edge.object} <= set(
                alive
            ):
                continue
            for a, b in ((edge.subject, edge.object), (edge.object, edge.subject)):
                rule = admits(edge, alive[a], alive[b])
                if rule is not None and not graph.has_edge(a, b):
                    graph.add_edge(a, b, hop=(b, edge, rule))
        try:
            ways = nx.all_shortest_paths(graph, start, end)
            way = min(tuple(way) for way in ways)
        except nx.NetworkXNoPath:
            return None
        return tuple(graph.edges[a, b]["hop"] for a, b in pairwise(way))

    def graph(self) -> nx.MultiDiGraph[str]:
        """
        Build the whole graph as a frozen networkx multigraph.

        Returns:
            Nodes are ids with the record as ``authority``; edges are keyed by the
            id of the relation, with the record as ``relation``.
        """
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for key, body in self.authorities.items():
            graph.add_node(key, authority=body)
        for edge in self.relations:
            graph.add_edge(edge.subject, edge.object, key=edge.id, relation=edge)
        return nx.freeze(graph)
