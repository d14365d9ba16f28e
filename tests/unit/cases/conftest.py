"""Suites of a few tests, against the rules of Shanghai."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import regservice
from regservice.cases.outcome import Outcome, Result
from regservice.cases.suite import Suite
from regservice.codec.package import read_package

QUESTION = """\
tests:
  - id: one/asked
    text: 二类医疗器械延续注册要提前多久提交
    place: 徐汇区
    at: 2026-03-02T10:00
"""


@pytest.fixture
def suite_of(packages: Any, engine: regservice.Engine) -> Callable[[str | Path], Suite]:
    """Make a suite of a table of tests, or of the folder of a package."""

    def make(text: str | Path) -> Suite:
        folder = text if isinstance(text, Path) else packages.one(text)
        return Suite(engine, (read_package(folder),))

    return make


@pytest.fixture
def result_of(suite_of: Callable[[str], Suite]) -> Callable[..., Result]:
    """Run the usual question with what is expected, or another one."""

    def run(expected: str, base: str = QUESTION) -> Result:
        (result,) = suite_of(f"{base}    {expected}\n").results()
        return result

    return run


@pytest.fixture
def outcome_of(result_of: Callable[..., Result]) -> Callable[..., Outcome]:
    """Run the usual question with one expectation."""

    def run(expected: str, base: str = QUESTION) -> Outcome:
        result = result_of(expected, base)
        assert () == result.problems
        (outcome,) = result.outcomes
        return outcome

    return run
