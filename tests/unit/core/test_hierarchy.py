"""The bodies and their relations, as of any day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest

from regservice.core.hierarchy import Hierarchy, Line
from regservice.model.authority import Authority, Relation
from regservice.model.legal import Validity

DAY = dt.date(2026, 3, 2)
NEXT = DAY + dt.timedelta(days=1)
BEFORE, SINCE = Validity(None, NEXT), Validity(NEXT)
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


def test_path_between_bodies_that_are_not_there_is_none(
    make: Any, build: Build
) -> None:
    """Neither the first body nor the last may be missing."""
    found = build(
        [
            *(make.body(key, "station", "330101") for key in "ab"),
            make.body("gone", "station", "330101", validity=Validity(NEXT)),
        ],
        make.edge("a", "guides", "gone"),
        make.edge("gone", "guides", "b"),
    )

    assert found.path("a", "nobody", DAY, _any) is None
    assert found.path("gone", "b", DAY, _any) is None
    assert found.path("a", "b", DAY, _any) is None
    assert found.path("a", "b", NEXT, _any) is not None


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


def test_graph_tells_the_plain_parts_of_its_rows(make: Any, build: Build) -> None:
    """For whoever selects by networkx, without knowing the records."""
    bodies = [make.body("a", "nmpa", "330000", validity=BEFORE), *_stations(make, "b")]
    graph = build(bodies, make.edge("a", "guides", "b", validity=SINCE)).graph()

    node = {key: value for key, value in graph.nodes["a"].items() if key != "authority"}
    assert {"kind": "nmpa", "level": "district", "start": None, "end": NEXT} == node
    (edge,) = graph.edges(data=True)
    assert ("guides", NEXT, None) == tuple(edge[2][k] for k in ("type", "start", "end"))
    assert "a>guides>b>@2026-03-03" == edge[2]["relation"].id


def test_graph_of_a_day_holds_what_exists_on_it(make: Any, build: Build) -> None:
    """An edge needs both of its ends and its own validity."""
    bodies = [
        *_stations(make, "ab"),
        make.body("old", "station", "330101", validity=BEFORE),
    ]
    found = build(
        bodies,
        make.edge("a", "guides", "b", validity=SINCE),
        make.edge("a", "guides", "old"),
        make.edge("a", "guides", "nobody"),
    )

    today, tomorrow = found.graph(DAY), found.graph(NEXT)

    assert (["a", "b", "old"], [("a", "old")]) == (list(today), list(today.edges()))
    assert (["a", "b"], [("a", "b")]) == (list(tomorrow), list(tomorrow.edges()))


def _stations(make: Any, keys: str) -> list[Authority]:
    return [make.body(key, "station", "330101") for key in keys]


def test_touching_gives_all_edges_of_a_body(make: Any, build: Build) -> None:
    """Of any type, direction and day, by id; one to itself once."""
    edges = [
        make.edge("b", "guides", "a", validity=SINCE),
        make.edge("a", "supports", "b"),
        make.edge("a", "cooperates", "a"),
        make.edge("b", "guides", "c"),
    ]
    found = build(_stations(make, "abc"), *edges)

    assert [
        "a>cooperates>a>@always",
        "a>supports>b>@always",
        "b>guides>a>@2026-03-03",
    ] == [edge.id for edge in found.touching("a")]
    assert () == found.touching("nobody")


def _ids(edges: tuple[Relation, ...]) -> list[str]:
    return [edge.subject for edge in edges]


def test_merger_gives_each_old_body_the_same_successor(make: Any, build: Build) -> None:
    """From the day on which the edge is in force."""
    edges = [make.edge("new", "succeeds", old, validity=SINCE) for old in "ab"]
    bodies = [
        *(make.body(old, "station", "330101", validity=BEFORE) for old in "ab"),
        make.body("new", "station", "330101", validity=SINCE),
    ]
    found = build(bodies, *edges)

    assert [] == _ids(found.successors("a", DAY))
    assert (
        ["new"]
        == _ids(found.successors("a", NEXT))
        == _ids(found.successors("b", NEXT))
    )
    assert [] == _ids(found.successors("new", NEXT))


def test_split_gives_one_body_several_successors(make: Any, build: Build) -> None:
    """Sorted, whatever the order of the rows."""
    edges = [make.edge(new, "succeeds", "old") for new in "cab"]
    found = build(_stations(make, "abc"), *edges)

    assert ["a", "b", "c"] == _ids(found.successors("old", DAY))
    assert () == found.successors("nobody", DAY)


def test_interim_body_acts_until_the_successor_does(make: Any, build: Build) -> None:
    """An interim period is an edge with a validity of its own."""
    first, last = dt.date(2018, 3, 17), dt.date(2018, 9, 1)
    edges = [
        make.edge("interim", "succeeds", "old", validity=Validity(first, last)),
        make.edge("new", "succeeds", "old", validity=Validity(last)),
    ]
    found = build([make.body("new", "nmpa", "330000")], *edges)

    assert [[], ["interim"], ["interim"], ["new"]] == [
        _ids(found.successors("old", day))
        for day in (
            first - dt.timedelta(days=1),
            first,
            last - dt.timedelta(days=1),
            last,
        )
    ]


def test_lines_of_supervision_are_kept_apart(make: Any, build: Build) -> None:
    """Who guides or manages is no answer to who administers."""
    edges = [
        make.edge("g", "guides", "x"),
        make.edge("m", "manages", "x"),
        make.edge("a", "administers", "x"),
        make.edge("s", "supports", "x"),
        make.edge("x", "guides", "y"),
    ]
    found = build(_stations(make, "agmsxy"), *edges)

    assert ["g", "m"] == _ids(found.superiors("x", DAY, Line.PROFESSIONAL))
    assert ["a"] == _ids(found.superiors("x", DAY, Line.ORGANISATIONAL))
    assert [] == _ids(found.superiors("g", DAY, Line.PROFESSIONAL))


def test_superior_exists_and_so_does_the_body(make: Any, build: Build) -> None:
    """Bodies and edges are those of the day."""
    bodies = [
        *_stations(make, "xab"),
        make.body("gone", "station", "330101", validity=SINCE),
    ]
    found = build(
        bodies,
        make.edge("a", "guides", "x", validity=BEFORE),
        make.edge("b", "guides", "x", validity=SINCE),
        make.edge("gone", "guides", "x"),
        make.edge("a", "guides", "gone"),
    )

    def above(key: str, day: dt.date) -> list[str]:
        return _ids(found.superiors(key, day, Line.PROFESSIONAL))

    assert [["a"], ["b", "gone"]] == [above("x", DAY), above("x", NEXT)]
    assert [[], ["a"]] == [above("gone", DAY), above("gone", NEXT)]
    assert [] == above("nobody", DAY)


PLACES = (
    ("330101-zone", "330101", "330102"),
    ("330101", "330100"),
    ("330102", "330100"),
    ("330100", "330000"),
    ("330000", "national"),
)


@pytest.mark.parametrize(
    ("body", "above", "expected"),
    [
        (("330101",), {"a": "national", "b": "330000", "c": "330101"}, "cba"),
        (("330101",), {"a": "330102", "b": "national"}, "ba"),
        (("330101",), {"b": "330000", "a": "330000"}, "ab"),
        (("330101-zone",), {"a": "330100", "b": "330102"}, "ba"),
        (("330101", "330102"), {"a": "330101", "b": "330100"}, "ba"),
        (("340000",), {"b": "330000", "a": "national"}, "ab"),
    ],
)
def test_nearest_superior_comes_first(
    make: Any, body: tuple[str, ...], above: dict[str, str], expected: str
) -> None:
    """The one whose places contain those of the body most closely; then by id."""
    bodies = [make.body(key, "station", place) for key, place in above.items()]
    edges = [make.edge(key, "guides", "x") for key in above]
    places = [make.place(*codes) for codes in PLACES]
    found = Hierarchy.of([*bodies, make.body("x", "station", *body)], edges, places)
    blind = Hierarchy.of([*bodies, make.body("x", "station", *body)], edges)

    nearest = found.superiors("x", DAY, Line.PROFESSIONAL)

    assert list(expected) == _ids(nearest)
    assert nearest[:1] == found.ladder("x", DAY)
    assert sorted(above) == sorted(_ids(blind.superiors("x", DAY, Line.PROFESSIONAL)))


def test_places_that_lie_in_one_another_do_not_hang_the_ladder(make: Any) -> None:
    """The ruleset reports them; an unchecked hierarchy must end too."""
    places = [make.place("330101", "330102"), make.place("330102", "330101")]
    bodies = [make.body(key, "station", "330101") for key in "ab"]
    edges = [make.edge(key, "guides", "x") for key in "ba"]
    low = make.body("x", "station", "330102")

    found = Hierarchy.of([*bodies, low], edges, places)

    assert ["a"] == _ids(found.ladder("x", DAY))


def test_ladder_follows_the_profession_and_then_the_organisation(
    make: Any, build: Build
) -> None:
    """Station, bureau, municipal regulator, nation; then who administers that."""
    edges = [
        make.edge("bureau", "manages", "station"),
        make.edge("town", "administers", "bureau"),
        make.edge("mpa", "guides", "bureau"),
        make.edge("nmpa", "guides", "mpa"),
        make.edge("amr", "administers", "mpa"),
        make.edge("samr", "administers", "nmpa"),
    ]
    keys = ("station", "bureau", "town", "mpa", "amr", "nmpa", "samr")
    found = build([make.body(key, "station", "330101") for key in keys], *edges)

    ladder = found.ladder("station", DAY)

    assert ["bureau", "mpa", "nmpa", "samr"] == _ids(ladder)
    assert ["station", "bureau", "mpa", "nmpa"] == [edge.object for edge in ladder]
    assert [] == _ids(found.ladder("samr", DAY))


def test_ladder_comes_back_to_the_profession(make: Any, build: Build) -> None:
    """A branch without a guide is administered by a body that has one."""
    edges = [make.edge("b", "administers", "a"), make.edge("c", "guides", "b")]

    assert ["b", "c"] == _ids(build(_stations(make, "abc"), *edges).ladder("a", DAY))


def test_ladder_repeats_nobody(make: Any, build: Build) -> None:
    """Rows that no ruleset has checked may run in circles."""
    edges = [
        make.edge("b", "guides", "a"),
        make.edge("a", "guides", "b"),
        make.edge("c", "guides", "b"),
        make.edge("a", "administers", "c"),
        make.edge("c", "guides", "c"),
    ]

    assert ["b", "c"] == _ids(build(_stations(make, "abc"), *edges).ladder("a", DAY))


def test_ladder_climbs_a_line_of_any_length(make: Any, build: Build) -> None:
    """Without recursion, and looking at the bodies on it alone."""
    keys = [f"b{number:04}" for number in range(3000)]
    bodies = [make.body(key, "station", "330101") for key in keys]
    edges = [make.edge(a, "administers", b) for a, b in pairwise(keys)]

    assert keys[-2::-1] == _ids(build(bodies, *edges).ladder(keys[-1], DAY))


def test_shanghai_escalates_to_the_nation(engine: Any) -> None:
    """The shipped rows: each rung is a superior, the last one a root."""
    hierarchy = engine.book.hierarchy

    ladder = hierarchy.ladder("shanghai/xuhui/station", DAY)

    assert ["shanghai/xuhui/amr", "shanghai/mpa", "national/nmpa", "national/samr"] == (
        _ids(ladder)
    )


def test_ladder_keeps_to_the_line_of_what_is_asked(make: Any, build: Build) -> None:
    """Of superiors that are equally near by function, then who regulates drugs."""
    bodies = [
        make.body("bureau", "district_amr", "330102"),
        make.body("a-ip", "ip_authority", "330000"),
        make.body("b-mpa", "provincial_mpa", "330000"),
        make.body(
            "c-amr", "provincial_amr", "330000", functions=("quality_authority",)
        ),
    ]
    edges = [make.edge(body.id, "guides", "bureau") for body in bodies[1:]]
    found = build(bodies, *edges)

    for functions, first in (
        ((), "b-mpa"),
        (("district_amr",), "b-mpa"),
        (("quality_authority",), "c-amr"),
        (("ip_authority", "district_amr"), "a-ip"),
    ):
        assert [first] == _ids(found.ladder("bureau", DAY, functions))
