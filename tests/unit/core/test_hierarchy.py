"""The bodies and their relations, as of any day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest

from regservice.core.hierarchy import Hierarchy
from regservice.model.authority import Authority, Relation
from regservice.model.legal import Validity

DAY = dt.date(2026, 3, 2)
NEXT = DAY + dt.timedelta(days=1)
Build = Callable[..., Hierarchy]


@pytest.fixture
def build() -> Build:
    """Build a hierarchy of bodies and edges."""

    def of(bodies: list[Authority], *edges: Relation) -> Hierarchy:
        return Hierarchy.of(bodies, edges)

    return of


def test_bodies_exist_from_their_first_day_to_the_day_before_their_end(
    make: Any, build: Build
) -> None:
    """Validity is half-open, and the bodies come sorted."""
    bodies = build(
        [
            make.body("b", "station", "330101"),
            make.body("a", "station", "330101", validity=Validity(NEXT)),
            make.body("c", "station", "330101", validity=Validity(None, NEXT)),
        ]
    )

    assert ["b", "c"] == [body.id for body in bodies.on(DAY)]
    assert ["a", "b"] == [body.id for body in bodies.on(NEXT)]


def test_performing_takes_any_of_the_functions_at_exactly_that_place(
    make: Any, build: Build
) -> None:
    """A body of the province does not count as one of the district."""
    bodies = build(
        [
            make.body("p", "district_amr", "330000"),
            make.body("d2", "district_amr", "330101", functions=("company_registry",)),
            make.body("d1", "company_registry", "330101", "330102"),
            make.body("d3", "station", "330101"),
        ]
    )

    found = bodies.performing(("company_registry", "quality_authority"), "330101", DAY)

    assert ["d1", "d2"] == [body.id for body in found]


def test_nearest_stops_at_the_first_ring_that_has_any(make: Any, build: Build) -> None:
    """The province is asked only where no district has the function."""
    bodies = build(
        [
            make.body("p", "station", "330000"),
            make.body("one", "station", "330101"),
            make.body("two", "station", "330102"),
            make.body("top", "nmpa", "330000"),
        ]
    )

    district = (("330101",), ("330000",))
    zone = (("330100-zone",), ("330102", "330101"), ("330000",))

    def names(what: str, rings: tuple[tuple[str, ...], ...]) -> list[str]:
        return [b.id for b in bodies.nearest((what,), rings, DAY)]

    assert ["one"] == names("station", district)
    assert ["one", "two"] == names("station", zone)
    assert ["top"] == names("nmpa", zone)
    assert [] == names("samr", district)
    assert [] == names("station", ())


def _any(edge: Relation, _a: Authority, _b: Authority) -> str | None:
    return f"over-{edge.type}"


def test_path_is_the_shortest_and_of_equals_the_first_by_ids(
    make: Any, build: Build
) -> None:
    """No order of packages counts where two ways are equally long."""
    bodies = [make.body(key, "station", "330101") for key in "abcdz"]
    edges = [
        make.edge("c", "guides", "z"),
        make.edge("a", "guides", "c"),
        make.edge("a", "guides", "b"),
        make.edge("b", "guides", "z"),
        make.edge("a", "guides", "d"),
    ]

    way = build(bodies, *edges).path("a", "z", DAY, _any)
    same = build(bodies[::-1], *edges[::-1]).path("a", "z", DAY, _any)

    assert way == same
    assert [("b", "over-guides"), ("z", "over-guides")] == [
        (body, rule) for body, _, rule in way or ()
    ]


def test_path_crosses_an_edge_in_the_direction_that_is_admitted(
    make: Any, build: Build
) -> None:
    """Edges may be crossed upward, if a path rule says so."""

    def upward(_edge: Relation, start: Authority, _end: Authority) -> str | None:
        return "up" if start.id == "low" else None

    bodies = [make.body("top", "nmpa", "330000"), make.body("low", "station", "330101")]
    found = build(bodies, make.edge("top", "guides", "low"))

    assert ("top", "up") == (found.path("low", "top", DAY, upward) or ())[0][::2]
    assert found.path("top", "low", DAY, upward) is None


def test_path_takes_the_first_admitted_of_parallel_edges(
    make: Any, build: Build
) -> None:
    """Parallel edges are looked at in the order of their ids."""
    edges = [make.edge("a", "manages", "b"), make.edge("a", "guides", "b")]
    found = build([make.body(key, "station", "330101") for key in "ab"], *edges)

    way = found.path("a", "b", DAY, _any)

    assert ["over-guides"] == [rule for _, _, rule in way or ()]


@pytest.mark.parametrize(
    ("edge", "body"),
    [
        ({"validity": Validity(NEXT)}, {}),
        ({}, {"validity": Validity(NEXT)}),
    ],
)
def test_path_uses_only_what_exists_on_the_day(
    make: Any, build: Build, edge: dict[str, Any], body: dict[str, Any]
) -> None:
    """Neither an edge nor a body is used before it exists."""
    found = build(
        [make.body("a", "station", "330101"), make.body("b", "nmpa", "330000", **body)],
        make.edge("a", "guides", "b", **edge),
    )

    assert found.path("a", "b", DAY, _any) is None
    assert found.path("a", "b", NEXT, _any) is not None


def test_edge_to_a_body_that_is_not_there_is_not_crossed(
    make: Any, build: Build
) -> None:
    """An edge into nothing leads nowhere."""
    found = build([make.body("a", "station", "330101")], make.edge("a", "guides", "b"))

    assert found.path("a", "b", DAY, _any) is None


def test_path_of_a_body_to_itself_has_no_hop(make: Any, build: Build) -> None:
    """Who has it already need not send it."""
    found = build([make.body("a", "station", "330101")])

    assert () == found.path("a", "a", DAY, _any)


def test_graph_holds_all_rows_and_cannot_be_changed(make: Any, build: Build) -> None:
    """The graph is read-only; parallel edges are kept apart by the id."""
    edges = [make.edge("a", "manages", "b"), make.edge("a", "guides", "b")]
    graph = build([make.body(key, "station", "330101") for key in "ba"], *edges).graph()

    assert ["a", "b"] == list(graph.nodes)
    assert sorted(edge.id for edge in edges) == [k for *_, k in graph.edges(keys=True)]
    assert graph.nodes["a"]["authority"].id == "a"
    with pytest.raises(nx.NetworkXError):
        graph.add_node("c")
