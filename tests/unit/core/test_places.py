"""Where a place lies, and at which place a tier is exercised."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from regservice.core.places import PlaceIndex
from regservice.model.vocab import Tier


@pytest.fixture
def index(make: Any) -> PlaceIndex:
    """A zone that straddles two districts of one city, and a municipality."""
    return PlaceIndex.of(
        (
            make.place("national", tier=Tier.NATION),
            make.place("330000", "national", tier=Tier.PROVINCE),
            make.place("330100", "330000", tier=Tier.PREFECTURE),
            make.place("330101", "330100", tier=Tier.COUNTY),
            make.place("330102", "330100", tier=Tier.COUNTY),
            make.place("330100-zone", "330102", "330101", "999999"),
            make.place("310000", "national", tier=Tier.PROVINCE),
            make.place(
                "310104",
                "310000",
                tier=Tier.COUNTY,
                stands_for=(Tier.PREFECTURE,),
                source=make.source(),
            ),
        )
    )


def test_rings_go_outward_and_name_each_place_once(index: PlaceIndex) -> None:
    """The nearest ring counts; unknown parents are left out."""
    assert (
        ("330100-zone",),
        ("330101", "330102"),
        ("330100",),
        ("330000",),
        ("national",),
    ) == index.rings("330100-zone")


def test_rings_of_an_unknown_place_are_empty(index: PlaceIndex) -> None:
    """What is not in the tree lies nowhere."""
    assert () == index.rings("999999")
    assert frozenset() == index.within("999999")


def test_rings_end_although_places_lie_in_one_another(make: Any) -> None:
    """A cycle, which the ruleset reports, does not hang the index."""
    index = PlaceIndex.of(
        (make.place("330000", "340000"), make.place("340000", "330000"))
    )

    assert (("330000",), ("340000",)) == index.rings("330000")


def test_within_is_the_place_and_all_that_contains_it(index: PlaceIndex) -> None:
    """A rule for a province holds in its districts."""
    assert {"310104", "310000", "national"} == index.within("310104")


@pytest.mark.parametrize(
    ("code", "tier", "expected"),
    [
        ("330102", Tier.COUNTY, "330102"),
        ("330102", Tier.PREFECTURE, "330100"),
        ("310104", Tier.PREFECTURE, "310104"),
        ("310104", Tier.PROVINCE, "310000"),
        ("330100-zone", Tier.COUNTY, None),
        ("330100-zone", Tier.PREFECTURE, "330100"),
        ("310000", Tier.COUNTY, None),
        ("999999", Tier.NATION, None),
    ],
)
def test_tier_is_exercised_at_the_one_nearest_place_that_reads_as_it(
    index: PlaceIndex, code: str, tier: Tier, expected: str | None
) -> None:
    """Two places that are equally near give none: nobody guesses."""
    found = index.at_tier(code, tier)

    assert expected == (found.code if found else None)


def test_inside_is_all_that_lies_in_a_place_without_itself(index: PlaceIndex) -> None:
    """The other way round than what contains it."""
    assert {"330101", "330102", "330100-zone"} == index.inside("330100")
    assert {"330100-zone"} == index.inside("330101")
    assert frozenset() == index.inside("310104")
    assert frozenset() == index.inside("999999")


def test_answers_are_remembered(index: PlaceIndex) -> None:
    """The same question is answered from memory, and alike."""
    for ask in (index.rings, index.within, index.inside):
        assert ask("330100") is ask("330100")
    assert PlaceIndex(index.places) == index


def test_memory_of_a_deep_tree_is_bounded(make: Any) -> None:
    """All answers of a chain of places would not fit: the rest is made anew."""
    codes = ["national", *(f"330000-z{number}" for number in range(100))]
    chain = [make.place("national")]
    chain += [make.place(code, above) for above, code in pairwise(codes)]
    index = PlaceIndex.of(chain)

    for code in codes:
        assert (
            codes.index(code) + 1 == len(index.rings(code)) == len(index.within(code))
        )
        assert len(codes) - codes.index(code) - 1 == len(index.inside(code))
    assert index.rings(codes[-1]) is not index.rings(codes[-1])
