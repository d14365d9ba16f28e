"""Engines with what is installed, and with this item alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import regservice_item_ip

import regservice as rs

NAME = "regservice-item-ip"


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whatever is cached is cached in a folder of this run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def every() -> rs.Engine:
    """All that is installed: the item, and the regions that have the bodies."""
    return rs.load(strict=True)


@pytest.fixture(scope="session")
def alone() -> rs.Engine:
    """The national rows and those of the item: no region is installed."""
    data = Path(regservice_item_ip.__file__).parent / "data"
    return rs.load([data], discover=False, strict=True)


@pytest.fixture(scope="session")
def nation() -> rs.Engine:
    """The national rows alone."""
    return rs.load(discover=False)
