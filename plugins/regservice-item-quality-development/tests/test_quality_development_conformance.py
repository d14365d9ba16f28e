"""What every package has to fulfil, of the item as it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from regservice.levels.finding import Finding, Level, LevelRule
from regservice.levels.judge import RULES
from regservice.levels.subject import Subject, open_subject
from regservice.testing.conformance import PackageConformance

NAME = "regservice-item-quality-development"

ELSEWHERE: Final = {
    "S06": "who has reviewed it, and from when it holds, its authors do not say",
    "P01": "every change of a row is tried beside the decision tests",
    "P04": "an item shares the places of every region",
}
"""Rules that are not judged here, and why."""

JUDGED = [r for r in RULES if r.level is not Level.BRONZE and r.id not in ELSEWHERE]


class TestConformance(PackageConformance):
    package = NAME
    source = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def subject() -> Subject:
    """The package beside all that is installed."""
    found = open_subject(NAME)
    assert isinstance(found, Subject)
    return found


@pytest.mark.parametrize("rule", JUDGED, ids=lambda rule: rule.id)
def test_rule_of_a_higher_level_holds(subject: Subject, rule: LevelRule) -> None:
    """Silver, gold and platinum."""
    found = [Finding(rule.id, fault).message() for fault in rule.judge(subject)]

    assert [] == found
