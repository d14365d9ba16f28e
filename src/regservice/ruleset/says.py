"""
Has a row that gives way a say all the same?

It may make others give way, so that another one stands than would without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

import attrs

from regservice.ruleset.classes import Held, read_elsewhere, spots
from regservice.ruleset.held import Parts
from regservice.ruleset.judge import At, Judge


@attrs.frozen(eq=False)
class Says:
    """
    Finds the rows without which some answer would be another one.

    Attributes:
        judge: Tells the answers.
        sites: Codes of the places that another place may be.
        won: Ids of the rows that have a say; those that are found are added.
    """

    judge: Judge
    sites: Sequence[str]
    won: set[str]

    def weigh(
        self,
        deciding: Iterable[tuple[str, Parts]],
        place: str,
        turned: AbstractSet[str] | None,
    ) -> None:
        """
        Weigh rows at all that may be meant at a place.

        Args:
            deciding: Id of each row, with what holds.
            place: Code of the place of the asker.
            turned: Only what lies in one of these counts; ``None`` for everywhere.
        """
        for key, parts in deciding:
            if key not in self.won:
                rules = (*parts.receive, *parts.lead, *parts.co, *parts.copy)
                choices = dict.fromkeys(read_elsewhere(rules), self.sites)
                for at in spots(place, choices, turned):
                    self.weigh_at(key, Held(parts, Parts()), at)

    def weigh_at(self, key: str, held: Held, at: At) -> None:
        """Weigh one of the rows that hold at one place."""
        if key not in self.won:
            rest = dict(held.parts.deciding)[key]
            without = self.judge.answers(rest, held.may, at)
            if without != self.judge.answers(held.parts, held.may, at):
                self.won.add(key)
