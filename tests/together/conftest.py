"""All packages that come with the library, read once and loaded together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from regservice.codec.package import read_package
from regservice.engine.engine import Engine
from regservice.model.package import Contribution
from regservice.ruleset.compile import compile_ruleset

ROOT = Path(__file__).resolve().parents[2]
HOMES = sorted(path.parent for path in ROOT.glob("plugins/*/src/*/data/package.yaml"))


@pytest.fixture(scope="session")
def ground() -> Contribution:
    """The national package."""
    return read_package(ROOT / "src" / "regservice" / "national")


@pytest.fixture(scope="session")
def packages() -> Mapping[str, Contribution]:
    """The regional packages and those of items, by name."""
    found = map(read_package, HOMES)
    return {package.manifest.name: package for package in found}


@pytest.fixture(scope="session")
def whole(ground: Contribution, packages: Mapping[str, Contribution]) -> Engine:
    """All of them."""
    return Engine(compile_ruleset([ground, *packages.values()]), ())
