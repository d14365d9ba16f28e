"""Bodies share a box only where there are too many, the lowest floors first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from regservice.exports.fold import LIMIT, Edge, Node, fold, folded
from regservice.model.authority import Authority, Relation
from regservice.model.vocab import Level

Nation = Callable[..., tuple[list[Authority], list[Relation]]]


def _fold(
    bodies: list[Authority],
    edges: list[Relation],
    *kept: str,
    limit: int = LIMIT,
) -> dict[str, Node]:
    pairs: list[Edge] = [(e.subject, e.object, str(e.type)) for e in edges]
    return fold({body.id: body for body in bodies}, pairs, kept, limit)


def _counts(homes: dict[str, Node]) -> Counter[tuple[str, int]]:
    nodes = {node.key: node for node in homes.values()}
    return Counter((node.kind, len(node.members)) for node in nodes.values())


def test_few_bodies_have_a_box_each(nation: Nation) -> None:
    """Up to the limit nothing is folded."""
    bodies, edges = nation(3, 2, 8)

    homes = _fold(bodies, edges, limit=len(bodies))

    assert {body.id: 1 for body in bodies} == {
        key: len(node.members) for key, node in homes.items()
    }
    assert [] == list(folded(homes.values()))


def test_bodies_that_look_alike_go_first(nation: Nation) -> None:
    """The stations of each county; the counties keep their boxes."""
    homes = _fold(*nation(3, 2, 8), limit=20)

    assert {
        ("nmpa", 1): 1,
        ("provincial_mpa", 1): 3,
        ("district_amr", 1): 6,
        ("station", 8): 6,
    } == _counts(homes)


def test_nothing_is_folded_beyond_what_is_needed(nation: Nation) -> None:
    """One county's stations are enough to come down to the limit."""
    bodies, edges = nation(3, 2, 8)

    homes = _fold(bodies, edges, limit=len(bodies) - 7)

    assert 1 == _counts(homes)["station", 8]


def test_lower_floors_are_folded_before_upper_ones(nation: Nation) -> None:
    """A whole nation fits, with its provinces still apart."""
    homes = _fold(*nation(31, 12, 10))

    assert {
        ("nmpa", 1): 1,
        ("provincial_mpa", 1): 31,
        ("district_amr", 372): 1,
        ("station", 3720): 1,
    } == _counts(homes)


def test_upper_floors_follow_where_they_must(nation: Nation) -> None:
    """More provinces than boxes share one, of their kind under one superior."""
    assert {("nmpa", 1): 1, ("provincial_mpa", 80): 1} == _counts(
        _fold(*nation(80, 0, 0))
    )


def test_bodies_on_the_way_keep_their_boxes(nation: Nation) -> None:
    """The others of their kind are folded without them."""
    way = ("n/p05/d03/s02", "n/p05/d03", "n/p05", "n")

    homes = _fold(*nation(31, 12, 10), *way)

    assert [(key,) for key in way] == [
        tuple(body.id for body in homes[key].members) for key in way
    ]
    assert 1 == _counts(homes)["station", 3719]


def test_way_longer_than_the_limit_is_kept(nation: Nation) -> None:
    """It is what the picture is for; all else shares one box."""
    bodies, edges = nation(9, 2, 2)
    way = [body.id for body in bodies if body.kind == "provincial_mpa"]

    homes = _fold(bodies, edges, *way, limit=5)

    assert [1] * 9 == [len(homes[key].members) for key in way]
    assert [1 + 18 + 36] == [len(n.members) for n in set(folded(homes.values()))]


def test_no_order_of_rows_counts(nation: Nation) -> None:
    """The same boxes, whichever package came first."""
    bodies, edges = nation(7, 5, 3)

    assert _fold(bodies, edges, limit=25) == _fold(bodies[::-1], edges[::-1], limit=25)


def test_bodies_that_nothing_connects_are_folded_by_kind(make: Any) -> None:
    """Alike is also what stands alone; then what is of one level; then the rest."""
    bodies = [
        make.body("a", "customs", "330101"),
        make.body("b", "customs", "330102"),
        make.body("c", "nmpa", "330102"),
        make.body("d", "samr", "national", level=Level.NATIONAL),
    ]

    def boxes(limit: int) -> list[str]:
        homes = _fold(bodies, [], limit=limit)
        return sorted({node.name("en") for node in homes.values()})

    assert ["c", "d", "×2 customs"] == boxes(3)
    assert ["d", "×3 district"] == boxes(2)
    assert ["×4 other bodies"] == boxes(1)


def test_box_tells_what_it_holds(make: Any) -> None:
    """The first names, and a mark that there are more."""
    bodies = [make.body(f"b{n}", "station", f"33010{9 - n}") for n in range(9)]
    node = Node("b0", tuple(bodies))

    assert "×9 工作站" == node.name("zh")
    assert "×9 工作站: b0, b1, b2, b3, b4, b5, b6, b7, …" == node.title("zh")
    assert "×2 service station: b0, b1" == Node("b0", tuple(bodies[:2])).title("en")
    assert "b3 (b3)" == Node("b3", (bodies[3],)).title("zh")
    assert "330101" == node.row


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((Level.STATION, Level.PROVINCIAL), Level.PROVINCIAL),
        ((Level.POINT,), Level.POINT),
    ],
)
def test_box_stands_at_the_highest_level_of_its_bodies(
    make: Any, levels: tuple[Level, ...], expected: Level
) -> None:
    """So that what is above it stays above it."""
    bodies = [
        make.body(str(level), "station", "330101", level=level) for level in levels
    ]

    assert expected is Node(bodies[0].id, tuple(bodies)).level
