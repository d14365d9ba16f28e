"""What every package has to fulfil, of Shanxi as it is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from regservice.levels.finding import Finding, Level, LevelRule
from regservice.levels.subject import Subject, open_subject
from regservice.testing.conformance import PackageConformance, rules_up_to, told

NAME = "regservice-region-shanxi"


class TestConformance(PackageConformance):
    package = NAME
    source = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def subject() -> Subject:
    found = open_subject(NAME)
    assert isinstance(found, Subject)
    return found


@pytest.mark.parametrize(
    "rule",
    [rule for rule in rules_up_to(Level.GOLD) if rule.level is not Level.BRONZE],
    ids=lambda rule: rule.id,
)
def test_every_rule_of_silver_and_gold_holds(subject: Subject, rule: LevelRule) -> None:
    """Reviewed within the project, by no regulator, as the manifest says."""
    found = [Finding(rule.id, fault) for fault in rule.judge(subject)]

    assert not found, told(rule, found)
