"""Which rows of a package did no answer rely on?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from regservice.cases.outcome import Result
from regservice.cases.relied import used
from regservice.errors import Location
from regservice.model.decision import Applied, Decision
from regservice.model.package import Contribution, row_key
from regservice.model.vocab import RelationType
from regservice.ruleset.located import where

TABLES: Final = (
    *("rules", "path_rules", "bypasses", "limits", "relations", "items", "programmes"),
)
"""Tables whose rows are looked at; of relations only delegations."""

RULES: Final = ("rules", "path_rules", "bypasses")
"""Tables whose rows count as rules."""

_BY_OUTCOME: Final = {
    "limit": "limits",
    "handed_over": "path_rules",
    "liaison": "path_rules",
    "passed": "bypasses",
    "entrusted": "relations",
    "devolved": "relations",
    "programme": "programmes",
    "tracked": "programmes",
}
"""What a row came to, and its table; whatever has a role is a rule."""


@attrs.frozen
class Row:
    """
    A row, and whether some answer relied on it.

    Attributes:
        table: Its table.
        key: Its code or id.
        where: Where it is written.
        used: Whether some answer relied on it.
    """

    table: str
    key: str
    where: Location
    used: bool


@attrs.frozen
class Coverage:
    """
    How much of packages their tests touch.

    Attributes:
        rows: The rows, in the order of :data:`TABLES`, by key.
    """

    rows: tuple[Row, ...]

    def counts(self) -> Iterator[tuple[str, int, int]]:
        """Yield each table that has rows, with how many are used and how many are."""
        for table in TABLES:
            rows = [row for row in self.rows if row.table == table]
            if rows:
                yield table, sum(row.used for row in rows), len(rows)

    @property
    def percent(self) -> float:
        """Share of the rules on which some answer relied; 100 if there are none."""
        rules = [row.used for row in self.rows if row.table in RULES]
        return 100 * sum(rules) / len(rules) if rules else 100.0

    @property
    def unused(self) -> tuple[Row, ...]:
        """The rows on which no answer relied."""
        return tuple(row for row in self.rows if not row.used)


def cover(contributions: Iterable[Contribution], results: Iterable[Result]) -> Coverage:
    """
    Say which rows of packages the answers to tests relied on.

    Args:
        contributions: The packages.
        results: What came of the tests; whether they passed does not matter.

    Returns:
        The rows of the packages.
    """
    seen: set[tuple[str, str]] = set()
    for result in results:
        if result.route is not None:
            seen |= set(_touched(result.route.decision))
    rows = [row for contribution in contributions for row in _rows(contribution, seen)]
    rows.sort(key=lambda row: (TABLES.index(row.table), row.key))
    return Coverage(tuple(rows))


def _touched(decision: Decision) -> Iterator[tuple[str, str]]:
    """Table and key of each row on which an answer rests."""
    for step in used(decision):
        table = _table(step)
        if table is not None:
            yield table, step.rule
    item = decision.findings.get("item")
    if item is not None and item.value is not None:
        yield "items", item.value


def _table(step: Applied) -> str | None:
    return "rules" if step.role is not None else _BY_OUTCOME.get(step.outcome)


def _rows(contribution: Contribution, seen: set[tuple[str, str]]) -> Iterator[Row]:
    origins = {(table, key): found for table, key, found in contribution.origins}
    for table in TABLES:
        for row in getattr(contribution.tables, table):
            if table == "relations" and row.type is not RelationType.DELEGATES:
                continue
            key = row_key(row)
            yield Row(table, key, where(origins, table, key), (table, key) in seen)
