"""Indexes and searches agree with networkx and with the plain definition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise

import networkx as nx
from hypothesis import example, given
from hypothesis import strategies as st

from regservice.core.hierarchy import LINES, Hierarchy, Line
from regservice.core.places import PlaceIndex
from regservice.model.authority import Authority, Place, Relation
from regservice.model.legal import Source, Validity
from regservice.model.vocab import Level, RelationType, SourceKind
from regservice.ruleset.circles import Link, find_circles, may_turn
from regservice.ruleset.roots import find_roots

START = dt.date(2026, 1, 1)
DAYS = [START + dt.timedelta(days=number) for number in range(4)]
SOURCE = Source(kind=SourceKind.ASSUMED, note="test")
NAMES = "abcdefg"
TYPES = (RelationType.GUIDES, RelationType.MANAGES, RelationType.ADMINISTERS)
CODES = ("national", *(f"33000{number}" for number in range(6)))


@st.composite
def validities(draw: st.DrawFn) -> Validity:
    """Any period of the four days, open ones too."""
    first, last = sorted(draw(st.tuples(st.integers(0, 4), st.integers(0, 4))))
    return Validity(
        DAYS[first - 1] if first else None,
        START + dt.timedelta(days=last + 1) if last < 4 else None,
    )


BODIES = st.builds(
    lambda key, kind, functions, places, validity: Authority(
        id=key,
        name=key,
        kind=kind,
        functions=functions,
        level=Level.DISTRICT,
        places=places,
        source=SOURCE,
        validity=validity,
    ),
    st.sampled_from(NAMES),
    st.sampled_from(["station", "nmpa"]),
    st.sampled_from([(), ("customs",), ("nmpa", "customs")]),
    st.lists(st.sampled_from(CODES), min_size=1, max_size=3).map(tuple),
    validities(),
)
EDGES = st.builds(
    lambda kind, a, b, validity: Relation(
        type=kind, subject=a, object=b, source=SOURCE, validity=validity
    ),
    st.sampled_from(TYPES),
    st.sampled_from([*NAMES, "z"]),
    st.sampled_from(NAMES),
    validities(),
)
HIERARCHIES = st.builds(
    Hierarchy.of,
    st.lists(BODIES, max_size=9, unique_by=lambda body: body.id),
    st.lists(EDGES, max_size=14, unique_by=lambda edge: edge.id),
)


def _by_networkx(
    found: Hierarchy, start: str, end: str, day: dt.date, admits: Callable[..., object]
) -> tuple[tuple[str, Relation, object], ...] | None:
    """The definition: of all shortest ways the first by the ids of its bodies."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from((start, end))
    alive = {body.id: body for body in found.on(day)}
    for edge in found.relations:
        if day not in edge.validity or not {edge.subject, edge.object} <= set(alive):
            continue
        for a, b in ((edge.subject, edge.object), (edge.object, edge.subject)):
            rule = admits(edge, alive[a], alive[b])
            if rule is not None and not graph.has_edge(a, b):
                graph.add_edge(a, b, hop=(b, edge, rule))
    try:
        way = min(map(tuple, nx.all_shortest_paths(graph, start, end)))
    except nx.NetworkXNoPath:
        return None
    return tuple(graph.edges[a, b]["hop"] for a, b in pairwise(way))


@given(
    found=HIERARCHIES,
    start=st.sampled_from([*NAMES, "y"]),
    end=st.sampled_from([*NAMES, "y"]),
    day=st.sampled_from(DAYS),
    closed=st.sets(st.tuples(st.sampled_from(TYPES), st.booleans()), max_size=3),
)
def test_way_is_the_one_that_networkx_finds(
    found: Hierarchy,
    start: str,
    end: str,
    day: dt.date,
    closed: set[tuple[RelationType, bool]],
) -> None:
    """Over any edges, on any day, whichever types are closed in a direction."""

    def admits(edge: Relation, a: Authority, _: Authority) -> str | None:
        down = a.id == edge.subject
        return None if (edge.type, down) in closed else f"{edge.type}/{down}"

    expected = _by_networkx(found, start, end, day, admits)

    assert expected == found.path(start, end, day, admits)


@given(
    found=HIERARCHIES,
    functions=st.lists(st.sampled_from(["station", "nmpa", "customs", "samr"])),
    place=st.sampled_from([*CODES, "999999"]),
    day=st.sampled_from(DAYS),
)
def test_bodies_of_a_place_are_those_that_a_search_finds(
    found: Hierarchy, functions: list[str], place: str, day: dt.date
) -> None:
    """The index leaves none out and adds none."""
    expected = tuple(
        body
        for body in found.on(day)
        if place in body.places and any(body.performs(f) for f in functions)
    )

    assert expected == found.performing(functions, place, day)


@given(found=HIERARCHIES, day=st.sampled_from(DAYS), body=st.sampled_from(NAMES))
def test_ladder_climbs_superiors_to_a_body_that_has_no_other(
    found: Hierarchy, day: dt.date, body: str
) -> None:
    """Each rung joins the one before; nobody comes twice; the profession goes first."""
    ladder = found.ladder(body, day)

    rungs = [body, *(edge.subject for edge in ladder)]
    assert [edge.object for edge in ladder] == rungs[:-1]
    assert len(set(rungs)) == len(rungs)
    for number, edge in enumerate(ladder):
        seen = set(rungs[: number + 1])
        above = [
            superior
            for line in (Line.PROFESSIONAL, Line.ORGANISATIONAL)
            for superior in found.superiors(edge.object, day, line)
            if superior.subject not in seen
        ]
        assert edge == above[0]
    above_all = {e.subject for k in Line for e in found.superiors(rungs[-1], day, k)}
    assert above_all <= set(rungs)


@given(found=HIERARCHIES, day=st.sampled_from(DAYS))
def test_ladder_ends_at_a_root_where_no_line_turns(
    found: Hierarchy, day: dt.date
) -> None:
    """The law that the checks of a ruleset are for."""
    types = LINES[Line.PROFESSIONAL] | LINES[Line.ORGANISATIONAL]
    edges = [e for e in found.relations if day in e.validity and e.type in types]
    if may_turn((edge.subject, edge.object) for edge in edges):
        return

    for body in found.authorities:
        ladder = found.ladder(body, day)
        top = ladder[-1].subject if ladder else body
        assert all(not found.superiors(top, day, line) for line in Line)


PLACES = st.lists(
    st.builds(
        lambda code, above: Place(code=code, name=code, located_in=above),
        st.sampled_from(CODES),
        st.lists(st.sampled_from([*CODES, "999999"]), max_size=3).map(tuple),
    ),
    unique_by=lambda place: place.code,
)


@given(places=PLACES, code=st.sampled_from([*CODES, "999999"]))
def test_places_inside_are_those_within_which_it_lies(
    places: list[Place], code: str
) -> None:
    """Two ways to ask one thing; asked twice, the answer is the same."""
    index = PlaceIndex.of(places)
    expected = {c for c in index.places if code in index.within(c)} - {code}

    assert expected == index.inside(code) == index.inside(code)
    assert index.within(code) == {c for ring in index.rings(code) for c in ring}
    assert PlaceIndex.of(places[::-1]).rings(code) == index.rings(code)


LINKS = st.lists(
    st.builds(
        lambda a, b, days: Link(a, b, min(days), max(days), None),
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda d: d[0] != d[1]),
    ),
    max_size=14,
)


def _graph(links: list[Link], day: int) -> nx.DiGraph[str]:
    pairs = [(k.upper, k.lower) for k in links if k.first <= day < k.last]
    return nx.DiGraph(pairs)


@given(links=LINKS, ranks=st.lists(st.integers(0, 2), min_size=7, max_size=7))
@example([Link("a", "b", 0, 2, None), Link("b", "a", 2, 3, None)], [0] * 7)
def test_circles_are_found_exactly_on_the_days_that_have_one(
    links: list[Link], ranks: list[int]
) -> None:
    """Something is blamed if a day has a circle; without what is blamed none has."""
    found = find_circles(links, lambda key: ranks[NAMES.index(key)]).found

    turning = [not nx.is_directed_acyclic_graph(_graph(links, day)) for day in range(6)]
    assert any(turning) is bool(found)
    bad = {id(circle.link) for circle in found}
    rest = [link for link in links if id(link) not in bad]
    for day in range(6):
        assert nx.is_directed_acyclic_graph(_graph(rest, day))
    for circle in found:
        assert circle.trail[0] == circle.trail[-1]
        together = [
            day
            for day in range(6)
            if all(_graph(links, day).has_edge(a, b) for a, b in pairwise(circle.trail))
        ]
        assert together


@given(links=LINKS)
def test_second_roots_are_found_exactly_where_there_are_any(links: list[Link]) -> None:
    """What is blamed adds a root on a day of its own; without such links none is."""
    bad = {id(circle.link) for circle in find_circles(links).found}
    rest = [link for link in links if id(link) not in bad]
    while True:
        found = find_roots(rest, lambda link: (link.upper, link.first, link.last))
        assert found.undecided is None
        for link, *_ in found.second:
            assert any(
                link.lower in _doubled(rest, day)
                for day in range(link.first, link.last)
            )
        if not found.second:
            break
        # To take a link out for all its days may leave a body alone on another.
        second = {id(link) for link, *_ in found.second}
        rest = [link for link in rest if id(link) not in second]

    assert not any(_doubled(rest, day) for day in range(6))


def _doubled(links: list[Link], day: int) -> set[str]:
    """The bodies with two roots on a day."""
    graph = _graph(links, day)
    roots = {node for node in graph if not graph.in_degree(node)}
    return {n for n in graph if len(roots & (nx.ancestors(graph, n) | {n})) > 1}
