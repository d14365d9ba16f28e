"""Compile small packages, and list the faults of those that do not fit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regservice.codec.package import read_package
from regservice.errors import DataError, Problem
from regservice.ruleset.compile import compile_ruleset

Faults = Callable[..., list[Problem]]
SOURCE = "source: {kind: assumed, note: n}"


@pytest.fixture
def faults(packages: Any) -> Faults:
    """
    Return a function that adds a package to the small nation and gives its faults.

    In the text of the package ``$S`` stands for an assumed source.
    """

    def run(text: str, places: str = "national", name: str = "more") -> list[Problem]:
        added = packages.one(text.replace("$S", SOURCE), name, places)
        nation, more = (read_package(home) for home in (packages.nation(), added))
        with pytest.raises(DataError) as caught:
            compile_ruleset([nation, more])
        assert all(
            p.where.file.startswith(str(added)) for p in caught.value.problems
        ), "a fault of the added package was blamed on another file"
        return list(caught.value.problems)

    return run
