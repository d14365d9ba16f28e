"""Which fact is missing, and which values would settle it?"""

from __future__ import annotations

from collections.abc import Iterable

from regservice.model.condition import Test
from regservice.model.decision import Question

RANKED = ("place", "item", "product", "difficulty")
"""The facts that are asked for first."""


def missing(tests: Iterable[Test]) -> Question | None:
    """
    Return the first dimension of *tests* on unknown facts, with its possible values.

    Returns:
        ``None`` if there is none, or it follows from another.
    """
    values: dict[str, set[str]] = {}
    for test in tests:
        if test.dimension != "received_level":
            # That follows from who receives it, which is asked for first.
            values.setdefault(test.dimension, set()).update(test.values)
    if not values:
        return None
    first = min(values, key=lambda dimension: (rank(dimension), dimension))
    return Question(dimension=first, candidates=tuple(sorted(values[first])))


def rank(dimension: str) -> int:
    """Return the place of a dimension in the order of asking."""
    return RANKED.index(dimension) if dimension in RANKED else len(RANKED)
