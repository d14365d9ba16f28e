"""Do decision tests see it when a row is changed?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from regservice.cases.outcome import Result
from regservice.cases.reading import Places
from regservice.cases.suite import run
from regservice.core.routing.book import Book
from regservice.engine.engine import Engine
from regservice.levels.subject import Subject
from regservice.model.package import row_key
from regservice.model.vocab import RelationType

TABLES: Final = (
    *("rules", "path_rules", "bypasses", "limits", "programmes", "relations"),
)
"""Tables whose rows are changed; of relations only delegations."""


@attrs.frozen
class Mutant:
    """
    A change of one row.

    Attributes:
        table: Its table.
        key: Its key.
        what: ``dropped``, ``longer`` or ``turned``.
        row: What stands in its stead; ``None`` if it is dropped.
        is_seen: Whether some test fails then.
    """

    table: str
    key: str
    what: str
    row: Any = attrs.field(repr=False)
    is_seen: bool = False


def mutants(subject: Subject, tables: Iterable[str] = TABLES) -> Iterator[Mutant]:
    """
    Change each row of a package in turn, and run its tests against the rest.

    Args:
        subject: The package; only those of its tests that pass can see anything.
        tables: Which tables are changed.

    Yields:
        Each change, with whether some test fails.
    """
    for table in tables:
        own = {key for _, key, _ in subject.rows(table)}
        for row in getattr(subject.book.tables, table):
            if row_key(row) not in own:
                continue
            if table == "relations" and row.type is not RelationType.DELEGATES:
                continue
            for mutant in _changes(table, row):
                yield attrs.evolve(mutant, is_seen=_is_seen(subject, mutant))


def _changes(table: str, row: Any) -> Iterator[Mutant]:
    key = row_key(row)
    yield Mutant(table, key, "dropped", None)
    if table == "limits" and row.count is not None:
        yield Mutant(table, key, "longer", attrs.evolve(row, count=row.count + 1))
    if table == "path_rules":
        turned = attrs.evolve(row, hands_over=not row.hands_over)
        yield Mutant(table, key, "turned", turned)


def _is_seen(subject: Subject, mutant: Mutant) -> bool:
    tables = subject.book.tables
    rows = tuple(
        mutant.row if row_key(row) == mutant.key else row
        for row in getattr(tables, mutant.table)
        if mutant.row is not None or row_key(row) != mutant.key
    )
    strategies = subject.book.strategies.values()
    book = Book.of(attrs.evolve(tables, **{mutant.table: rows}), strategies)
    ruleset = attrs.evolve(subject.engine.ruleset, book=book)
    engine = Engine(ruleset, subject.engine.packages)
    places = Places.of(subject.contribution)
    return any(
        not run(engine, result.test, places).ok
        for result in subject.results
        if result.ok and _touches(result, mutant)
    )


def _touches(result: Result, mutant: Mutant) -> bool:
    """
    Tell whether a row can matter to an answer.

    It does if the answer tells of it, used or not; if the question names it; and if
    the answer is a question, as any row with a condition may be the reason to ask.
    """
    test, route = result.test, result.route
    if route is None:
        return True
    decision = route.decision
    if decision.ask is not None and mutant.table != "relations":
        return True
    named = {*test.overrides, *decision.programmes}
    named |= {step.rule for step in decision.steps}
    named |= {row.rule for row in decision.rejected}
    for competent in (decision.competent, *decision.also):
        named |= {row.id for row in competent.delegations} if competent else set()
    return mutant.key in named
