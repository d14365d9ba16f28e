"""What every package has to fulfil, of the item as it is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from regservice.levels.finding import Finding, LevelRule
from regservice.levels.judge import RULES
from regservice.levels.subject import Subject, open_subject
from regservice.testing.conformance import PackageConformance

NAME = "regservice-item-business-registration"
BY_OTHERS = "S06"
"""Who has reviewed the package, and from when it holds, its authors do not say."""


class TestConformance(PackageConformance):
    package = NAME
    source = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def subject() -> Subject:
    """The package beside all that is installed."""
    found = open_subject(NAME)
    assert isinstance(found, Subject)
    return found


@pytest.mark.parametrize(
    "rule", [r for r in RULES if r.id != BY_OTHERS], ids=lambda rule: rule.id
)
def test_every_other_rule_of_every_level_holds(
    subject: Subject, rule: LevelRule
) -> None:
    """Up to platinum."""
    found = [Finding(rule.id, fault).message() for fault in rule.judge(subject)]

    assert [] == found
