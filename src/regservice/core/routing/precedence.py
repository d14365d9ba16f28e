"""
Which of the rows that hold stand?

No winner by order: a row gives way only to one that declares itself its
exception, or that declares a higher specificity.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from regservice.model.limit import TimeLimit
from regservice.model.rule import Bypass, Rule

Ranked = TypeVar("Ranked", Rule, TimeLimit, Bypass)
Graded = TypeVar("Graded", Rule, Bypass)


def prevailing(rows: Sequence[Ranked]) -> tuple[list[Ranked], list[Ranked]]:
    """Split *rows* into those that stay and those that give way to an exception."""
    beaten = {key for row in rows for key in row.exception_to}
    return (
        [row for row in rows if row.id not in beaten],
        [row for row in rows if row.id in beaten],
    )


def standing(rows: Sequence[Graded]) -> tuple[list[Graded], list[Graded]]:
    """
    Split *rows* into those that stand and those that give way.

    Exceptions count first; of what stays, the highest declared specificity stands.
    """
    gone = {key for row in rows for key in row.exception_to}
    stay = [row for row in rows if row.id not in gone]
    top = max((row.specificity for row in stay), default=0)
    return (
        [row for row in stay if row.specificity == top],
        [row for row in rows if row.id in gone or row.specificity < top],
    )


def beaten_by(row: Graded, holding: Iterable[Graded]) -> str | None:
    """Return the id of the row of *holding* to which *row* gives way, if any."""
    rows = list(holding)
    for other in rows:
        if row.id in other.exception_to:
            return other.id
    stay, _ = standing(rows)
    higher = (other.id for other in stay if other.specificity > row.specificity)
    return min(higher, default=None)
