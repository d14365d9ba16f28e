"""The decision tests of the package, as it is installed; do they see faults?"""

from __future__ import annotations

import pytest

from regservice.cases.coverage import TABLES, cover
from regservice.cases.outcome import Result
from regservice.cases.suite import Suite
from regservice.levels.mutation import mutants
from regservice.levels.subject import Subject, open_subject
from regservice.testing.pytest_plugin import decision_tests, run_tests

NAME = "regservice-item-medical-insurance"
NEEDED = ("rules", "path_rules")

test_decisions = decision_tests(NAME)


@pytest.fixture(scope="module")
def ran() -> tuple[Suite, list[Result]]:
    """The suite, and what came of each test."""
    return run_tests([NAME])


def test_every_row_that_routes_is_used(ran: tuple[Suite, list[Result]]) -> None:
    """All rules and path rules; a lost file of tests shows too."""
    suite, results = ran

    found = cover(suite.contributions, results)

    assert 100 == found.percent
    assert [] == [row.key for row in found.unused if row.table in NEEDED]
    assert set(NEEDED) <= set(TABLES)


def test_no_row_can_be_changed_unseen() -> None:
    """Without any one of them, or with the hand-over turned, some test fails."""
    subject = open_subject(NAME)
    assert isinstance(subject, Subject)

    found = list(mutants(subject, NEEDED))

    assert {"dropped", "turned"} == {mutant.what for mutant in found}
    assert [] == [(m.table, m.key, m.what) for m in found if not m.is_seen]
