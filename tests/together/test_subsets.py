"""Any subset of the packages in any order: the digest of that subset."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest

from regservice.model.package import Contribution
from regservice.ruleset.settle import settle
from tests.together.conftest import HOMES


@pytest.mark.parametrize("seed", range(12))
def test_subset_has_one_digest_in_any_order(
    ground: Contribution, packages: Mapping[str, Contribution], seed: int
) -> None:
    """All of it fits, whatever is left out: no package leans on another one."""
    chance = Random(seed)
    names = chance.sample(sorted(packages), chance.randint(0, len(packages)))
    again = chance.sample(names, len(names))

    first, second = (
        settle([ground], [], [packages[name] for name in order])
        for order in (names, again)
    )

    assert {} == dict(first.set_aside)
    assert first.ruleset.digest == second.ruleset.digest


def test_each_package_stands_alone_and_changes_the_digest(
    ground: Contribution, packages: Mapping[str, Contribution]
) -> None:
    """So a subset is told from every other one."""
    digests = {settle([ground], [], []).ruleset.digest}
    for package in packages.values():
        settled = settle([ground], [package], [])
        digests.add(settled.ruleset.digest)

    assert len(HOMES) + 1 == len(digests)
