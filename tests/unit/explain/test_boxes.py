"""Boxes of requests in words."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest

from regservice.explain.boxes import box_words
from regservice.model.authority import Place
from regservice.model.vocab import Tier
from regservice.ruleset.boxes import Box

DISTRICTS = tuple(f"31010{n}" for n in range(1, 8))
ALL = frozenset({"310000", *DISTRICTS})


@pytest.fixture
def say(make: Any) -> Any:
    """Say which places a box holds, of a city with seven districts and one beside."""
    places = (
        Place(code="national", name="全国", tier=Tier.NATION),
        Place(code="310000", name="沪", located_in=("national",), tier=Tier.PROVINCE),
        Place(code="110000", name="北", located_in=("national",), tier=Tier.PROVINCE),
        *(Place(code=c, name=c[-1], located_in=("310000",)) for c in DISTRICTS),
    )
    book = make.world(places=places, authorities=(), relations=())

    def run(*codes: str, lang: str = "zh", among: Collection[str] = ALL) -> str:
        box = Box(sides=(("place", frozenset(codes)),), periods=(0,))
        return box_words(book, box, among, (), lang).partition(":")[2].strip()

    return run


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (ALL, "全部"),
        (DISTRICTS, "沪所辖各地"),
        ({"310000"}, "只写到沪"),
        ({"310101"}, "1"),
        (ALL - {"310103"}, "沪(除3)"),
        ({*DISTRICTS} - {"310103", "310104"}, "沪所辖各地(除3、4)"),
        ({"310000", "310101", "310102"}, "只写到沪、1、2"),
        ({"310101", "310102"}, "1、2"),
    ],
)
def test_places_are_told_by_what_holds_them(
    say: Any, codes: set[str], expected: str
) -> None:
    """A city without its districts is a request that names no district."""
    assert expected == say(*codes)


def test_only_place_of_what_holds_it_is_told_by_its_name(say: Any) -> None:
    """It is shorter than what holds it."""
    assert "1" == say("310101", among=("310000", "310101"))
    assert "全部" == say("310000", "310101", among=("310000", "310101"))


def test_place_that_was_not_looked_at_is_told_all_the_same(say: Any) -> None:
    """Nothing is answered where only the province is known, but a site may lie so."""
    assert "北、只写到沪" == say("310000", "110000", among=DISTRICTS)


def test_places_read_alike_in_english(say: Any) -> None:
    assert "every place within 沪" == say(*DISTRICTS, lang="en")
    assert "沪 (all but 3)" == say(*(ALL - {"310103"}), lang="en")
    assert "沪 and no nearer place" == say("310000", lang="en")
