"""What every package has to fulfil, of Shanxi as it is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from regservice.levels.finding import Finding, Level, LevelRule
from regservice.levels.subject import Subject, open_subject
from regservice.testing.conformance import PackageConformance, rules_up_to, told

NAME = "regservice-region-shanxi"
UNREVIEWED = "S06"
"""Who reviewed it, and since when it is in use, is not for its authors to say."""


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
    [
        rule
        for rule in rules_up_to(Level.GOLD)
        if rule.level is not Level.BRONZE and rule.id != UNREVIEWED
    ],
    ids=lambda rule: rule.id,
)
def test_every_rule_of_silver_and_gold_holds_but_the_review(
    subject: Subject, rule: LevelRule
) -> None:
    """Silver and gold wait for the review alone."""
    found = [Finding(rule.id, fault) for fault in rule.judge(subject)]

    assert not found, told(rule, found)
