"""What stands between a rule for the lead and the body that it names?"""

from __future__ import annotations

from typing import Final

import attrs

from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.complete import Completed
from regservice.core.routing.gather import rows_of
from regservice.core.routing.precedence import beaten_by
from regservice.core.routing.select import select
from regservice.model.condition import Test
from regservice.model.decision import Rejected
from regservice.model.rule import Rule
from regservice.model.vocab import NATIONAL, Cause, Role

_ORDER: Final = (
    *("set_aside", "dead_end", "not_known", "beaten", "conflict", "failed", "unknown"),
    *("nearer", "not_in_force"),
)
"""Of rules that are as close the first of these speaks."""

_TOLD: Final = frozenset(_ORDER) - {"unknown", "nearer", "not_in_force"}
"""Reasons for which a body is told unasked: it could have been the lead."""


@attrs.frozen
class Obstacle:
    """
    The first thing that stands against a rule.

    Attributes:
        reason: A code: ``set_aside``, ``not_known``, ``not_in_force``, ``failed``,
            ``unknown``, ``beaten``, ``conflict`` or ``dead_end``.
        away: How many of its tests failed.
        failed: The first of them, or the first whose fact is unknown; ``None`` if
            a fact is missing on which not this rule but the answer hangs.
        actual: The values that hold for it, sorted.
        beaten_by: The rule that took precedence.
    """

    reason: str
    away: int = 0
    failed: Test | None = None
    actual: tuple[str, ...] = ()
    beaten_by: str | None = None


@attrs.frozen
class Obstacles:
    """
    What stands against each rule for the lead of one request.

    Attributes:
        completed: The request.
        as_of: The two time axes.
        cause: Why nobody has the lead; ``None`` if somebody has.
        waits: Whether a fact is missing before anybody has it.
        known: Ids of the rules that count.
        holding: Those of them that hold.
    """

    completed: Completed
    as_of: AsOf
    cause: Cause | None
    waits: bool
    known: frozenset[str]
    holding: tuple[Rule, ...]

    @classmethod
    def of(
        cls,
        book: Book,
        completed: Completed,
        as_of: AsOf,
        cause: Cause | None,
        *,
        waits: bool = False,
    ) -> Obstacles:
        """Gather the rules that count."""
        rows = rows_of(book.view(as_of), Role.LEAD, completed)
        holding = tuple(row for row in rows if row.when.holds(completed.facts))
        known = frozenset(row.id for row in rows)
        return cls(completed, as_of, cause, waits, known, holding)

    def rank(self, reason: str) -> int:
        """Which of two reasons speaks first: what is waited for, if it is."""
        return -1 if self.waits and reason == "unknown" else _ORDER.index(reason)

    def to(self, row: Rule) -> Obstacle:
        """Return the first of them; a rule that holds may stand against another."""
        facts = self.completed.facts
        failed = row.when.failed(facts)
        absent = None if row.id in self.known else self._absent(row)
        # A rule that could not have applied is not kept out by its document.
        if absent and not (absent == "not_known" and failed):
            return Obstacle(absent, len(failed))
        if failed:
            actual = tuple(sorted(facts.get(failed[0].dimension, ())))
            return Obstacle("failed", len(failed), failed[0], actual)
        unknown = row.when.unknown(facts)
        if unknown:
            return Obstacle("unknown", failed=unknown[0])
        winner = beaten_by(row, self.holding)
        if winner is not None:
            return Obstacle("beaten", beaten_by=winner)
        if self.waits:
            return Obstacle("unknown")
        return Obstacle("conflict" if self.cause is Cause.CONFLICT else "dead_end")

    def _absent(self, row: Rule) -> str:
        if row.id in self.completed.set_aside:
            return "set_aside"
        return "not_known" if self.as_of.day in row.validity else "not_in_force"


def reject(  # noqa: PLR0913 - the parts of one answer
    book: Book,
    completed: Completed,
    as_of: AsOf,
    *,
    lead: str | None,
    cause: Cause | None = None,
    limit: int = 5,
) -> tuple[Rejected, ...]:
    """
    Name the bodies that came closest to the lead, and what stood against them.

    A rule for another place is no candidate, nor one for items alone that are
    offered in some places only: a package of items says nothing of other items; nor
    one that was not known yet and would not have held. Of several rules that name a
    body the one with the fewest failed tests speaks for it.

    Args:
        book: The rows.
        completed: The request.
        as_of: The two time axes.
        lead: The body that has the lead; ``None`` if there is none.
        cause: Why there is none; ``None`` if there is.
        limit: How many to name at most.

    Returns:
        The rejected bodies, closest first; none where nobody is to have it.
    """
    if cause is Cause.OUT_OF_SCOPE:
        return ()
    obstacles = Obstacles.of(book, completed, as_of, cause)
    view = book.view(as_of)
    core = {item.code for item in book.tables.items if NATIONAL in item.enabled}
    best: dict[str, tuple[int, int, str, Rejected]] = {}
    for row in book.tables.rules:
        if row.role is not Role.LEAD or as_of.day not in row.validity:
            continue
        failed = row.when.failed(completed.facts)
        if any(test.dimension in ("place", "site") for test in failed):
            continue
        if any(t.dimension == "item" and core.isdisjoint(t.values) for t in failed):
            continue
        if failed and not as_of.was_known(book, row.source):
            continue
        found = obstacles.to(row)
        if found.reason not in _TOLD or (lead and found.reason == "dead_end"):
            continue
        for body in select(view, row.holder, completed.where).bodies:
            rejected = Rejected(
                authority=body,
                rule=row.id,
                source=row.source,
                reason=found.reason,
                failed=found.failed,
                actual=found.actual,
                beaten_by=found.beaten_by,
            )
            entry = (found.away, obstacles.rank(found.reason), row.id, rejected)
            if body != lead and (body not in best or entry[:3] < best[body][:3]):
                best[body] = entry
    ranked = sorted(best.values(), key=lambda e: (e[0], e[3].authority))
    return tuple(entry[3] for entry in ranked[:limit])
