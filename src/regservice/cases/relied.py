"""On which rows does an answer rest?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from regservice.model.decision import Applied, Decision
from regservice.model.legal import Source

_TOLD: Final = frozenset(
    {"gave_way", "set_aside", "not_running", "not_run_here", "does_not_fit"}
)
"""Outcomes of rows that are told although the answer does not rest on them."""


def used(decision: Decision) -> Iterator[Applied]:
    """Return the steps of the rows on which an answer rests."""
    return (step for step in decision.steps if step.outcome not in _TOLD)


def sources(decision: Decision) -> Iterator[Source]:
    """Return the sources of these rows."""
    return (step.source for step in used(decision))


def cited(source: Source) -> str:
    """
    Write a source as a test names it: kind, document, clause; a clause without kind.

    Examples:
        >>> cited(Source(kind="assumed", document="X", note="by analogy"))
        'assumed X'
    """
    kind = "" if source.is_law else str(source.kind)
    return " ".join(filter(None, (kind, source.document, source.clause)))
