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
    near = sorted(
        (place, number)
        for number, result in enumerate(subject.results)
        if result.ok and (place := _nearness(result, mutant)) is not None
    )
    return any(
        not run(engine, subject.results[number].test, places).ok for _, number in near
    )


def _nearness(result: Result, mutant: Mutant) -> int | None:
    """
    Tell how much a row has to do with an answer, so that the nearest is asked first.

    It has if the answer tells of it, used or not; if the question names it; and if
    the answer is a question, as any row with a condition may be the reason to ask.

    Returns:
        0 if the answer leans on it, 1 if it only tells of it, 2 if it might; ``None``
        if it cannot matter.
    """
    test, route = result.test, result.route
    if route is None:
        return 2
    decision = route.decision
    used = {*test.overrides, *decision.programmes}
    used |= {step.rule for step in decision.steps}
    for competent in (decision.competent, *decision.also):
        used |= {row.id for row in competent.delegations} if competent else set()
    if mutant.key in used:
        return 0
    if mutant.key in {row.rule for row in decision.rejected}:
        return 1
    might = decision.ask is not None and mutant.table != "relations"
    return 2 if might else None
