"""The examples in docstrings run, in every module."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import regservice

MODULES = [
    "regservice",
    *sorted(
        info.name
        for info in pkgutil.walk_packages(regservice.__path__, "regservice.")
        if not info.name.endswith("__main__")
    ),
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_the_module_run(name: str) -> None:
    """What a docstring shows is what happens."""
    results = doctest.testmod(importlib.import_module(name))

    assert 0 == results.failed


def test_there_are_examples() -> None:
    """An empty run would show nothing."""
    finder = doctest.DocTestFinder()
    found = sum(
        len(test.examples)
        for name in MODULES
        for test in finder.find(importlib.import_module(name))
    )

    assert found > 30
