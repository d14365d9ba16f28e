"""What is a level, what is a rule of it, and what is found where it does not hold?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import attrs

from regservice.errors import Location, Problem
from regservice.messages.levels import rule_text

if TYPE_CHECKING:
    from regservice.levels.subject import Subject


class Level(StrEnum):
    """The levels, from the lowest."""

    BRONZE = "bronze"
    SILVER = "silver"
    GOLD = "gold"
    PLATINUM = "platinum"


@attrs.frozen
class Fault:
    """
    What a rule says against a package.

    Attributes:
        where: Where it stands.
        params: What the texts of the rule need.
        problem: A problem that others found, which says it in its own words; ``None``
            for the words of the rule.
    """

    where: Location
    params: Mapping[str, Any] = attrs.field(factory=dict)
    problem: Problem | None = None


@attrs.frozen
class LevelRule:
    """
    One rule.

    Attributes:
        id: Its id, such as ``B03``.
        level: The level to which it belongs.
        judge: Gives what speaks against a package; nothing if it holds.
    """

    id: str
    level: Level
    judge: Callable[[Subject], Iterator[Fault]]


@attrs.frozen
class Finding:
    """
    Where a rule does not hold, and what to do.

    Attributes:
        rule: Id of the rule.
        fault: What it says.
    """

    rule: str
    fault: Fault

    @property
    def where(self) -> Location:
        """Where it stands."""
        return self.fault.where

    def message(self, lang: str = "zh") -> str:
        """Say what is found."""
        problem = self.fault.problem
        if problem is not None:
            return f"[{problem.code}] {problem.message(lang)}"
        return rule_text(self.rule, "finding", lang, self.fault.params)

    def fix(self, lang: str = "zh") -> str:
        """Say what to do."""
        if self.fault.problem is not None:
            return self.fault.problem.fix(lang)
        return rule_text(self.rule, "fix", lang, self.fault.params)
