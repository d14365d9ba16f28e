"""Read a package that has one table file, and list its faults."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regservice.codec.package import read_package
from regservice.errors import DataError, Problem

Faults = Callable[[str], list[Problem]]


@pytest.fixture
def faults(packages: Any) -> Faults:
    """Return a function that reads a table file and gives its faults."""

    def read(text: str) -> list[Problem]:
        with pytest.raises(DataError) as caught:
            read_package(packages.one(text))
        return list(caught.value.problems)

    return read
