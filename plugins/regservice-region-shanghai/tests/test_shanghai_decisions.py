"""The decision tests of the package, as it is installed; do they see faults?"""

from __future__ import annotations

import attrs
import pytest

from regservice.cases.coverage import TABLES, cover
from regservice.cases.outcome import Result
from regservice.cases.reading import Places
from regservice.cases.relied import used
from regservice.cases.suite import Suite, run
from regservice.core.routing.book import Book
from regservice.engine.engine import Engine
from regservice.model.package import row_key
from regservice.testing.pytest_plugin import decision_tests, run_tests

NAME = "regservice-region-shanghai"
NEEDED = ("rules", "path_rules", "limits", "programmes")

test_decisions = decision_tests(NAME)


@pytest.fixture(scope="module")
def ran() -> tuple[Suite, list[Result]]:
    """The suite, and what came of each test."""
    return run_tests([NAME])


def test_every_row_that_routes_is_used(ran: tuple[Suite, list[Result]]) -> None:
    """All rules, path rules, limits and programmes; a lost file of tests shows too."""
    suite, results = ran

    found = cover(suite.contributions, results)

    assert 100 == found.percent
    assert [] == [row.key for row in found.unused if row.table in NEEDED]
    assert set(NEEDED) <= set(TABLES)


@pytest.mark.parametrize("table", NEEDED)
def test_no_row_can_be_dropped_unseen(
    ran: tuple[Suite, list[Result]], table: str
) -> None:
    """Without any one of them some test fails."""
    suite, results = ran
    (contribution,) = suite.contributions
    tables = suite.engine.book.tables
    unseen = []

    for row in getattr(contribution.tables, table):
        key = row_key(row)
        kept = tuple(r for r in getattr(tables, table) if row_key(r) != key)
        book = Book.of(attrs.evolve(tables, **{table: kept}))
        ruleset = attrs.evolve(suite.engine.ruleset, book=book)
        engine = Engine(ruleset, suite.engine.packages)
        concerned = (r for r in results if r.route and _rests(r, key))
        if all(_passes(engine, suite, result) for result in concerned):
            unseen.append(key)

    assert [] == unseen


def _rests(result: Result, key: str) -> bool:
    """Whether the answer uses the row, or the question sets it aside."""
    assert result.route is not None
    if key in result.test.overrides:
        return True
    return any(step.rule == key for step in used(result.route.decision))


def _passes(engine: Engine, suite: Suite, result: Result) -> bool:
    (contribution,) = suite.contributions
    return run(engine, result.test, Places.of(contribution)).ok
