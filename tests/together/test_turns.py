"""What a proof keeps from one period to the next stays as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise
from random import Random

from regservice.core.routing.book import AsOf
from regservice.core.routing.route import route
from regservice.engine.engine import Engine
from regservice.ruleset.sweep import periods_of, scope_of
from regservice.ruleset.turns import Turns
from tests.property.test_turns import places_of, who
from tests.together.asking import Asker, received

REQUESTS = 40
"""How many are asked for each day on which something starts or ends."""


def _moved(
    whole: Engine, at: Callable[[dt.date], AbstractSet[str] | None]
) -> Iterator[str]:
    """Requests about places where nothing turns, which are answered otherwise."""
    book = whole.book
    places = scope_of(book, whole.ruleset.manifests)
    texts = [text for item in book.tables.items for text in item.examples]
    asker = Asker(book, Random("turns"), places, sorted(book.items), texts)
    days = periods_of(book)
    for before, day in pairwise(days):
        turned = at(day)
        for _ in range(0 if turned is None else REQUESTS):
            request = asker.request()
            if turned is not None and turned.isdisjoint(places_of(request)):
                one, other = (
                    who(route(book, request, AsOf(on), received(on)))
                    for on in (before, day)
                )
                if one != other:
                    yield f"{day} {request}"


def test_nothing_turns_where_it_is_not_said_to(whole: Engine) -> None:
    """On every day on which a row of some package starts or ends."""
    assert [] == [*_moved(whole, Turns(whole.book).at)]


def test_a_turn_that_is_not_told_is_seen(whole: Engine) -> None:
    """The measure finds it when all turns are kept quiet."""
    assert next(_moved(whole, lambda _: frozenset()), None)
