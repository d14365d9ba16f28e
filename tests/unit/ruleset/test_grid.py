"""The diagrams of all items at every place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from regservice.core.places import PlaceIndex
from regservice.core.routing.book import AsOf
from regservice.ruleset.grid import Cell, cells, parents_first
from regservice.ruleset.space import Group, make_groups

DAY = dt.date(2026, 3, 2)
Rules = Callable[..., Any]


def _grid(ruleset: Any) -> tuple[list[Group], dict[str, Cell]]:
    groups = make_groups([ruleset.book.view(AsOf(DAY))], ("receive", "lead"), ())
    return groups, {cell.place: cell for cell in cells(groups, ruleset.book.places)}


@pytest.fixture
def straddling(make: Any, province: Rules) -> Any:
    """A second district, a zone in both, and a rule for the second one alone."""
    places = (
        make.place("330104", "330100"),
        make.place("330102-zone", "330102", "330104"),
    )
    rule = make.rule("second", "lead", "p/mpa", when=make.when(place="330104"))
    return province(more={"places": places, "rules": (rule,)})


def test_every_place_has_a_cell_after_what_contains_it(straddling: Any) -> None:
    _, found = _grid(straddling)
    order = list(found)

    assert set(straddling.book.places.places) == set(found)
    for code in order:
        above = straddling.book.places.within(code) - {code}
        assert all(order.index(outer) < order.index(code) for outer in above)


def test_place_that_no_rule_names_shares_the_row_of_the_place_above(
    straddling: Any,
) -> None:
    _, found = _grid(straddling)

    assert found["330100"].roots is found["330000"].roots
    assert found["330102"].roots is found["330000"].roots
    assert found["330104"].roots is not found["330000"].roots
    assert found["340000"].roots is found["national"].roots


def test_diagram_of_a_place_is_that_of_the_rows_that_hold_there(
    straddling: Any,
) -> None:
    groups, found = _grid(straddling)

    for place, cell in found.items():
        for group, root in zip(groups, cell.roots, strict=True):
            assert root is group.node(group.certain(place))
    assert found["330102-zone"].roots == found["330104"].roots


def test_place_is_rough_where_a_rule_names_a_place_inside_it(straddling: Any) -> None:
    groups, found = _grid(straddling)
    everything = frozenset(range(len(groups)))

    assert {
        "national": everything,
        "330000": everything,
        "330100": everything,
    } == {place: cell.rough for place, cell in found.items() if cell.rough}


def test_place_without_its_parent_is_on_its_own(make: Any) -> None:
    index = PlaceIndex.of(
        [make.place("330102", "330100"), make.place("330103", "330102")]
    )

    assert ["330102", "330103"] == parents_first(index)


def test_order_is_by_depth_then_by_code(straddling: Any) -> None:
    assert [
        "national",
        "330000",
        "340000",
        "330100",
        "330102",
        "330104",
        "330102-zone",
    ] == parents_first(straddling.book.places)
