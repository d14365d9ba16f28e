"""The item alone, and in five regions; nothing from outside this folder."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import regservice as rs

ITEM = "regservice_item_quality_development"
REGIONS = [
    f"regservice_region_{name}"
    for name in ("beijing", "jiangsu", "shandong", "shanghai", "shanxi")
]


def folder(module: str) -> Path:
    """Return the tables of an installed package."""
    return Path(str(import_module(module).__file__)).parent / "data"


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whatever is cached is cached in a folder of this run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def alone() -> rs.Engine:
    """The national rows and those of the item: no region is installed."""
    return rs.load([folder(ITEM)], discover=False, strict=True)


@pytest.fixture(scope="session")
def regions() -> rs.Engine:
    """The five regions without the item."""
    return rs.load(map(folder, REGIONS), discover=False, strict=True)


@pytest.fixture(scope="session")
def five() -> rs.Engine:
    """The five regions with the item."""
    return rs.load(map(folder, [*REGIONS, ITEM]), discover=False, strict=True)
