"""Engines with and without Jiangsu; nothing from outside this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import regservice_region_jiangsu

import regservice as rs


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whatever is cached is cached in a folder of this run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def jiangsu() -> rs.Engine:
    """The national rows and those of Jiangsu."""
    data = Path(regservice_region_jiangsu.__file__).parent / "data"
    return rs.load([data], discover=False)


@pytest.fixture(scope="session")
def nation() -> rs.Engine:
    """The national rows alone: Jiangsu is not installed."""
    return rs.load(discover=False)
