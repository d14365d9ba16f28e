"""Code that names holders comes with a package, or the package stays outside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regservice.plugin.found import Found
from regservice.plugin.manager import collect

Install = Callable[..., Path]

CODE = """\
from pathlib import Path

from regservice.model.legal import Source
from regservice.model.rule import Strategy
from regservice.model.vocab import SourceKind
from regservice.plugin import hookimpl


@hookimpl
def regservice_package():
    return Path({folder!r})


@hookimpl
def regservice_strategies():
    return [{strategy}]
"""

GOOD = (
    'Strategy(id="zj/pick", version="2", choose=lambda facts: "zj/mpa",'
    ' source=Source(kind=SourceKind.ASSUMED, note="x"))'
)


@pytest.fixture
def found(install: Install, packages: Any) -> Callable[[str], Found]:
    """Install a package that returns a strategy, and collect it."""

    def run(strategy: str) -> Found:
        folder = str(packages.region())
        install("acme-picks", CODE.format(folder=folder, strategy=strategy))
        return next(p for p in collect() if p.name == "acme-picks")

    return run


def test_strategies_come_with_their_package(found: Callable[[str], Found]) -> None:
    """By id and version; the function is not called."""
    package = found(GOOD)

    assert package.contribution is not None
    assert [("zj/pick", "2")] == [
        (strategy.id, strategy.version) for strategy in package.contribution.strategies
    ]


def test_what_is_no_strategy_quarantines_the_package(
    found: Callable[[str], Found],
) -> None:
    """With what it returned instead."""
    package = found('"pick"')

    assert package.contribution is None
    assert "RS2105" == package.problems[0].code
    assert "'pick'" in package.problems[0].message("en")
    assert "Strategy" == package.problems[0].params["allowed"]
