"""Fewer boxes that say the same, and boxes that belong together."""

from __future__ import annotations

import pytest

from regservice.ruleset.boxes import Box, clusters, merge

PRODUCTS = {
    "renewal": frozenset({"drug", "device"}),
    "training": frozenset({"drug", "none"}),
}
DOMAINS = {"difficulty": frozenset({"basic", "complex"})}


def _box(*periods: int, **sides: str) -> Box:
    base = {"place": "a", "item": "renewal"}
    named = {name: frozenset(v.split()) for name, v in {**base, **sides}.items()}
    return Box.of(named, periods or (0,))


def _merged(*boxes: Box) -> list[Box]:
    return merge(boxes, PRODUCTS, DOMAINS)


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        ((_box(place="a"), _box(place="b")), [_box(place="a b")]),
        ((_box(0), _box(1)), [_box(0, 1)]),
        ((_box(difficulty="basic"), _box(difficulty="complex")), [_box()]),
        ((_box(risk="low"), _box(risk="high")), [_box(risk="low high")]),
        ((_box(product="drug"), _box(product="device")), [_box()]),
        ((_box(product="drug device none"),), [_box()]),
        ((_box(), _box(item="training")), [_box(item="renewal training")]),
        (
            (_box(product="drug"), _box(item="training", product="drug")),
            [_box(item="renewal training", product="drug")],
        ),
        (
            (
                _box(difficulty="basic", place="a"),
                _box(difficulty="complex", place="a"),
                _box(difficulty="basic", place="b"),
                _box(difficulty="complex", place="b"),
            ),
            [_box(place="a b")],
        ),
    ],
)
def test_boxes_that_differ_in_one_dimension_are_one(
    boxes: tuple[Box, ...], expected: list[Box]
) -> None:
    assert expected == _merged(*boxes)


def test_items_are_joined_after_all_that_tells_their_classes_apart() -> None:
    """A tree that asks more of one item than of another still gives one box."""
    domains = {**DOMAINS, "grade": frozenset("12"), "trade": frozenset("xy")}
    both = frozenset({"drug", "device"})
    products = {"a": both, "b": both, "c": both | {"none"}}
    asked = {
        "a": [{"trade": t} for t in "xy"],
        "b": [{"trade": t} for t in "xy"],
        "c": [{"trade": t, "grade": g} for t in "xy" for g in "12"],
    }
    boxes = [
        _box(item=item, product=product, difficulty=difficulty, **more)
        for item in products
        for product in products[item]
        for difficulty in ("basic", "complex")
        for more in (
            asked[item] if (product, difficulty) == ("drug", "basic") else [{}]
        )
    ]

    assert [_box(item="a b c")] == merge(boxes, products, domains)


@pytest.mark.parametrize(
    "boxes",
    [
        (_box(place="a", difficulty="basic"), _box(place="b", difficulty="complex")),
        (_box(place="a"), _box(1, place="b")),
        (_box(product="drug"), _box(item="training", product="none")),
        (_box(product="device"), _box(item="training", product="drug")),
    ],
)
def test_boxes_that_differ_in_two_stay_two(boxes: tuple[Box, ...]) -> None:
    assert 2 == len(_merged(*boxes))


def test_products_that_another_item_concerns_do_no_harm_to_the_first() -> None:
    """No request for renewal is about none, so the joint box may hold it."""
    boxes = (_box(product="drug device"), _box(item="training", product="drug none"))

    assert [_box(item="renewal training")] == _merged(*boxes)


def test_place_and_item_are_always_told() -> None:
    (found,) = merge(
        [_box(place="a b")], PRODUCTS, {"place": frozenset("ab"), **DOMAINS}
    )

    assert ({"a", "b"}, {"renewal"}) == (found.get("place"), found.get("item"))
    assert found.get("difficulty") is None


def test_nothing_merges_into_nothing() -> None:
    assert [] == _merged()


@pytest.mark.parametrize(
    ("boxes", "sizes"),
    [
        ((_box(risk="low"), _box(risk="high")), [2]),
        ((_box(risk="low"), _box(item="training", risk="high")), [1, 1]),
        ((_box(place="a"), _box(place="b")), [2]),
        ((_box(place="a", risk="low"), _box(place="b", risk="high")), [2]),
        (
            (
                _box(risk="low", difficulty="basic"),
                _box(risk="high", difficulty="complex"),
                _box(risk="low", difficulty="complex"),
            ),
            [3],
        ),
        ((), []),
    ],
)
def test_boxes_that_touch_are_one_cluster(
    boxes: tuple[Box, ...], sizes: list[int]
) -> None:
    assert sizes == [len(group) for group in clusters(boxes)]
