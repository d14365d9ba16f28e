"""The networkx view of the whole passes networkx's own checks."""

from __future__ import annotations

import networkx as nx
import pytest

from regservice.engine.engine import Engine

ROOTS = {
    "administers": {"national/samr"},
    "guides": {"national/nmpa", "national/samr", "national/cnipa", "national/nhsa"},
}
"""Line of supervision to the bodies at which it may end that are not of a region."""


def _line(engine: Engine, kind: str) -> nx.DiGraph:
    graph = engine.graph
    edges = [(a, b) for a, b, k in graph.edges(data="type") if str(k) == kind]
    return nx.DiGraph(edges)


def test_view_is_frozen_and_has_every_body(whole: Engine) -> None:
    """Who embeds it cannot change it."""
    graph = whole.graph

    assert nx.is_frozen(graph)
    assert {body.id for body in whole.book.tables.authorities} == set(graph)


@pytest.mark.parametrize("kind", sorted(ROOTS))
def test_supervision_is_acyclic_and_ends_at_its_roots(whole: Engine, kind: str) -> None:
    """No body stands above itself; every line ends at a national body or the top."""
    line = _line(whole, kind)
    assert nx.is_directed_acyclic_graph(line)

    roots = {node for node, degree in line.in_degree() if degree == 0}
    national = {node for node in roots if node.startswith("national/")}
    assert national <= ROOTS[kind]
    # What else has nobody above it in this line is the top of its region there.
    levels = {whole.book.hierarchy.authorities[node].level for node in roots - national}
    assert {str(level) for level in levels} <= {"provincial", "city", "district"}


def test_every_body_below_the_nation_hangs_together_with_the_rest(
    whole: Engine,
) -> None:
    """No station, branch or bureau that nothing leads to."""
    graph = whole.graph
    alone = {node for node in nx.isolates(graph) if not node.startswith("national/")}

    assert set() == alone
