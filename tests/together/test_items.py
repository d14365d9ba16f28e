"""Has each rule of all packages enough tests, and each item enough examples?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from regservice.cases.suite import Suite
from regservice.engine.engine import Engine
from regservice.model.package import Contribution
from tests.together.conftest import HOMES

NAMES = [home.parents[2].name for home in HOMES]
FEWEST = 3
"""Decision tests whose answer tells of a rule."""


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_has_three_tests(
    whole: Engine, packages: Mapping[str, Contribution], name: str
) -> None:
    """Their answers tell of the rule, whether it stood or gave way."""
    package = packages[name]
    told: Counter[str] = Counter()
    for result in Suite(whole, (package,)).results():
        decision = result.route.decision if result.route else None
        told.update({step.rule for step in decision.steps} if decision else ())

    rules = [rule.id for rule in package.tables.rules]
    assert {} == {rule: told[rule] for rule in rules if told[rule] < FEWEST}


@pytest.mark.parametrize("name", [name for name in NAMES if "-item-" in name])
def test_item_says_what_to_bring_and_how_one_asks(
    packages: Mapping[str, Contribution], name: str
) -> None:
    """Twelve examples at least, each once; what to bring is a working list."""
    (item,) = packages[name].tables.items

    assert len(set(item.examples)) == len(item.examples) >= 12
    assert item.bring
    assert "工作清单" in item.source.note
    assert () == item.enabled
