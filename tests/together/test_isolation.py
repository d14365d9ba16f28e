"""Does a package change an answer outside its places and items?"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Final

import attrs
import pytest

from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.route import route
from regservice.engine.engine import Engine
from regservice.model.package import Contribution
from regservice.ruleset.compile import compile_ruleset
from tests.together.asking import Asker, received
from tests.together.conftest import HOMES

REQUESTS: Final = int(os.environ.get("REGSERVICE_REQUESTS", "2200"))
"""How many requests are asked in all, with a package and without it."""

NAMES: Final = tuple(home.parents[2].name for home in HOMES)


def _outside(package: Contribution, book: Book) -> tuple[list[str], list[str]]:
    """Places and items for which the package does not speak."""
    items = {item.code for item in package.tables.items}
    if items:
        # A package of items speaks for those items alone, wherever it offers them.
        places = [place.code for place in book.tables.places]
        return places, [code for code in sorted(book.items) if code not in items]
    declared = set(package.manifest.places)
    inside = declared.union(*map(book.places.inside, declared))
    own = {place.code for place in package.tables.places}
    places = [
        place.code
        for place in book.tables.places
        if place.code not in inside | own
        and declared.isdisjoint(book.places.within(place.code))
        # What is only known roughly may be meant to lie in the region.
        and declared.isdisjoint(book.places.inside(place.code))
    ]
    return places, sorted(book.items)


def _texts(package: Contribution, others: Sequence[Contribution]) -> list[str]:
    """Questions of the others in which no word of an item of the package stands."""
    items = [item for other in others for item in other.tables.items]
    asked = [text for item in items for text in (*item.examples, *item.keywords)]
    own = [word for item in package.tables.items for word in item.keywords]
    return [text for text in asked if not any(word in text for word in own)]


def _differing(
    whole: Engine, less: Engine, asker: Asker, count: int
) -> Iterator[tuple[str, str]]:
    """Requests that are answered otherwise, each with the day."""
    for _ in range(count):
        request, day = asker.request(), asker.day()
        known = {*less.book.fields} | {"issuer_place", "agent_place"}
        attributes = {k: v for k, v in request.attributes.items() if k in known}
        programmes = tuple(p for p in request.programmes if p in less.book.programmes)
        request = attrs.evolve(request, attributes=attributes, programmes=programmes)
        answers = [
            route(engine.book, request, AsOf(day), received(day))
            for engine in (whole, less)
        ]
        if answers[0] != answers[1]:
            yield str(request), str(day)


@pytest.mark.parametrize("name", NAMES)
def test_package_changes_no_answer_outside_what_it_speaks_for(
    ground: Contribution,
    packages: Mapping[str, Contribution],
    whole: Engine,
    name: str,
) -> None:
    """The whole answer is the same: who, by which way, by when, and why."""
    others = [ground, *(p for key, p in packages.items() if key != name)]
    less = Engine(compile_ruleset(others), ())
    places, items = _outside(packages[name], less.book)
    texts = _texts(packages[name], others)
    asker = Asker(less.book, Random(name), places, items, texts)

    assert [] == [*_differing(whole, less, asker, REQUESTS // len(NAMES))]


def test_change_inside_is_seen(
    ground: Contribution, packages: Mapping[str, Contribution], whole: Engine
) -> None:
    """The measure finds what a package does change: within its own places."""
    for name in NAMES:
        others = [ground, *(p for key, p in packages.items() if key != name)]
        less = Engine(compile_ruleset(others), ())
        package = packages[name]
        items = [item.code for item in package.tables.items]
        codes = items or sorted(less.book.items)
        places = list(package.manifest.places)
        asker = Asker(whole.book, Random(name), places, codes, ["质量体系"])

        assert next(_differing(whole, less, asker, 200), None), name
