"""An index beside the readable resolver, which is its reference."""

from __future__ import annotations

import datetime as dt
from typing import Any

from regservice.core.routing.book import AsOf
from regservice.ruleset.index import Index
from regservice.ruleset.lookup import Answer, Bare

DAY = dt.date(2026, 3, 2)
HARD = {"difficulty": "complex"}


def index_of(book: Any, day: dt.date = DAY) -> Index:
    """The rules in force on a day."""
    return Index.of(getattr(book, "book", book).view(AsOf(day)))


def refers(index: Index) -> list[tuple[str, ...]]:
    """Write down what is referred to the readable resolver."""
    seen: list[tuple[str, ...]] = []
    refer = index._refer

    def noted(place: str, item: str, facts: Any) -> Bare:
        seen.append((place, item))
        return refer(place, item, facts)

    index._refer = noted  # type: ignore[method-assign]
    return seen


def both(
    index: Index, place: str = "330102", item: str = "renewal", **facts: str
) -> tuple[Answer, Bare]:
    """What the index says, and what the reference does."""
    return index.route(place, item, **facts), index._refer(place, item, facts)
