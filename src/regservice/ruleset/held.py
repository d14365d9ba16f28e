"""The rows that hold for a request, by what they do."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import attrs

from regservice.core.routing.precedence import Ranked, prevailing, standing
from regservice.model.limit import TimeLimit
from regservice.model.rule import Bypass, PathRule, Rule

Record = Rule | PathRule | Bypass | TimeLimit


@attrs.frozen(eq=False)
class Row:
    """
    A row of a ruleset, as one bit of a diagram.

    Attributes:
        record: The row.
        side: Which of the compared views it comes from.
        part: ``receive``, ``lead``, ``co``, ``copy``, ``path``, ``bypass`` or
            ``limit``.
    """

    record: Record
    side: int
    part: str


Signature = tuple[object, ...]
"""What of a leaf decides its outcome at any one place."""


@attrs.frozen(eq=False)
class Parts:
    """The rows that hold in a leaf, by what they do."""

    receive: tuple[Rule, ...] = ()
    lead: tuple[Rule, ...] = ()
    paths: tuple[PathRule, ...] = ()
    bypasses: tuple[Bypass, ...] = ()
    co: tuple[Rule, ...] = ()
    copy: tuple[Rule, ...] = ()
    limits: tuple[TimeLimit, ...] = ()

    @classmethod
    def of(cls, rows: Iterable[Row], side: int = 0) -> Parts:
        """Sort *rows* of one side by what they do."""
        found: dict[str, list[Any]] = {}
        for row in rows:
            if row.side == side:
                found.setdefault(row.part, []).append(row.record)
        return cls(
            receive=tuple(found.get("receive", ())),
            lead=tuple(found.get("lead", ())),
            paths=tuple(found.get("path", ())),
            bypasses=tuple(found.get("bypass", ())),
            co=tuple(found.get("co", ())),
            copy=tuple(found.get("copy", ())),
            limits=tuple(found.get("limit", ())),
        )

    @cached_property
    def receivers(self) -> tuple[Rule, ...]:
        """The rules of first contact that stand."""
        return tuple(standing(list(self.receive))[0])

    @cached_property
    def leaders(self) -> tuple[Rule, ...]:
        """The rules of the lead that stand."""
        return tuple(standing(list(self.lead))[0])

    @cached_property
    def passing(self) -> frozenset[str]:
        """Ids of the bypasses that stand."""
        return passing(self.bypasses)

    @cached_property
    def stands(self) -> frozenset[str]:
        """Ids of the rules and bypasses that stand."""
        others = (*prevailing(list(self.co))[0], *prevailing(list(self.copy))[0])
        rules = (*self.receivers, *self.leaders, *others)
        return self.passing.union(row.id for row in rules)

    @cached_property
    def deciding(self) -> tuple[tuple[str, Parts], ...]:
        """Rows that give way and yet count: what stands without each is another."""
        rows: list[Rule | Bypass] = [*self.receive, *self.lead, *self.co, *self.copy]
        rows += self.bypasses
        losing = [row for row in rows if row.exception_to and row.id not in self.stands]
        held = {row.id for row in rows} if losing else set()
        beating = (r.id for r in losing if not held.isdisjoint(r.exception_to))
        others = ((key, self._without(key)) for key in beating)
        return tuple((key, rest) for key, rest in others if rest.stands != self.stands)

    def _without(self, key: str) -> Parts:
        def left(rows: tuple[Ranked, ...]) -> tuple[Ranked, ...]:
            return tuple(row for row in rows if row.id != key)

        return attrs.evolve(
            self,
            receive=left(self.receive),
            lead=left(self.lead),
            co=left(self.co),
            copy=left(self.copy),
            bypasses=left(self.bypasses),
        )

    @cached_property
    def signature(self) -> Signature:
        """Leaves with one signature come out alike at every place."""
        return (
            frozenset(row.holder for row in self.receivers),
            frozenset(row.holder for row in self.leaders),
            frozenset(row.id for row in self.paths),
            self.passing,
            frozenset(row.holder for row in (*self.co, *self.copy)),
        )


def passing(bypasses: Iterable[Bypass]) -> frozenset[str]:
    """Return the ids of the bypasses that stand."""
    winners, _ = standing(list(bypasses))
    return frozenset(row.id for row in winners)
