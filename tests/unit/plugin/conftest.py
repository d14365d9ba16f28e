"""Distributions as they lie on disk: a module and its dist-info folder."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """
    Return a function that puts a distribution with one entry point on the path.

    The module is called like the distribution, with underscores.
    """
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    modules: list[str] = []

    def run(name: str, code: str, *, version: str = "1.0", target: str = "") -> Path:
        module = name.replace("-", "_")
        modules.append(module)
        home = site / module
        home.mkdir()
        (home / "__init__.py").write_text(code, encoding="utf-8")
        info = site / f"{module}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
            encoding="utf-8",
        )
        (info / "entry_points.txt").write_text(
            f"[regservice]\n{name} = {target or module}\n", encoding="utf-8"
        )
        importlib.invalidate_caches()
        return home

    yield run
    for module in modules:
        sys.modules.pop(module, None)
