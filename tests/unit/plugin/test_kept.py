"""What is installed is compiled once, and anew as soon as anything of it changes."""

from __future__ import annotations

import importlib
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import regservice
from regservice.engine import compiled as compiling
from regservice.engine import unpack
from regservice.engine.compiled import compiled
from regservice.engine.engine import Engine

Install = Callable[..., Path]

CODE = """\
from pathlib import Path
from regservice.plugin import hookimpl

@hookimpl
def regservice_package():
    return Path({folder!r})
"""

ROWS = """\
documents:
  - {{code: {code}, name: 试验办法, status: in_force, verified: read,
     checked_on: 2026-01-01}}
"""


def _folder(packages: Any, code: str = "ACME") -> Path:
    folder: Path = packages.one(ROWS.format(code=code), code.lower(), '"330000"')
    return folder


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this test alone, with the files that were parsed before."""
    folder = tmp_path / "cache" / "regservice"
    folder.mkdir(parents=True)
    for parsed in Path(os.environ["XDG_CACHE_HOME"], "regservice").glob("*.json"):
        shutil.copy(parsed, folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder


@pytest.fixture
def compiles(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """One entry for each time that packages are compiled."""
    times = []

    def counted(*args: Any, **options: Any) -> Engine:
        times.append(True)
        return compiled(*args, **options)

    monkeypatch.setattr(compiling, "compiled", counted)
    return times


@pytest.fixture
def region(install: Install, packages: Any, cache: Path) -> Path:
    """The tables of an installed package, which lie outside its code."""
    del cache
    folder = _folder(packages)
    install("acme-x", CODE.format(folder=str(folder)))
    return folder


def _packs(cache: Path) -> list[Path]:
    return sorted(cache.glob("rules-*.pack"))


# --- the same engine --------------------------------------------------------


@pytest.mark.usefixtures("region")
def test_later_start_is_the_first_one_again(compiles: list[bool]) -> None:
    """Rows, digest, origins, packages and what was installed."""
    first, later = regservice.load(), regservice.load()

    assert [True] == compiles
    assert first.book.tables == later.book.tables
    assert first.ruleset.origins == later.ruleset.origins
    assert first.ruleset.manifests == later.ruleset.manifests
    assert first.digest == later.digest
    assert first.packages == later.packages
    assert first.installation == later.installation


def test_installed_and_built_in_packages_are_kept_apart(
    region: Path, cache: Path
) -> None:
    """One file each; a later start does not add to them."""
    names = {
        discover: {f.name for f in regservice.load(discover=discover).packages}
        for discover in (True, False, True, False)
    }

    assert region.is_dir()
    assert {"acme-x"} <= names[True]
    assert {"regservice-national"} == names[False]
    assert 2 == len(_packs(cache))


def test_folders_that_are_given_are_read_each_time(
    packages: Any, cache: Path, compiles: list[bool]
) -> None:
    """Drafts change; nothing is kept of them."""
    folder = _folder(packages)

    for _ in range(2):
        regservice.load(folder, discover=False)

    assert [True, True] == compiles
    assert [] == _packs(cache)


# --- what changes is seen ---------------------------------------------------


def _edit(folder: Path) -> None:
    rows = folder / "rows.yaml"
    text = rows.read_text("utf-8")
    assert "试验" in text
    rows.write_text(text.replace("试验", "别的"), encoding="utf-8")


def _names(engine: Engine) -> set[str]:
    return {row.name for row in engine.book.tables.documents}


def test_edited_table_is_read_anew(region: Path, compiles: list[bool]) -> None:
    """Although the folder lies outside the code of the distribution."""
    before = regservice.load()
    _edit(region)
    after = regservice.load()
    again = regservice.load()

    assert [True, True] == compiles
    assert before.digest != after.digest
    assert "别的办法" in _names(after)
    assert after.digest == again.digest


def test_a_start_that_does_not_compare_would_answer_by_old_rows(
    region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the test above."""
    before = regservice.load()
    _edit(region)
    monkeypatch.setattr(unpack, "differences", lambda *_: [])

    assert before.digest == regservice.load().digest


def test_edited_code_is_read_anew(
    install: Install, packages: Any, cache: Path, compiles: list[bool]
) -> None:
    """A hook may return another folder then."""
    one, two = _folder(packages), _folder(packages, "OTHER")
    home = install("acme-x", CODE.format(folder=str(one)))
    before = regservice.load()
    text = CODE.format(folder=str(two)) + "# edited\n"
    (home / "__init__.py").write_text(text, encoding="utf-8")
    sys.modules.pop("acme_x")
    importlib.invalidate_caches()
    after = regservice.load()

    assert [True, True] == compiles
    assert before.digest != after.digest
    assert 1 == len(_packs(cache))


def test_package_that_is_gone_is_gone(region: Path, tmp_path: Path) -> None:
    """And comes back with its rows."""
    site, away = tmp_path / "site", tmp_path / "away"
    before = regservice.load()
    shutil.move(site, away)
    without = regservice.load()
    shutil.move(away, site)

    assert region.is_dir()
    assert "acme-x" not in {found.name for found in without.packages}
    assert before.digest == regservice.load().digest


# --- what is not kept -------------------------------------------------------


def test_quarantine_is_not_kept(
    install: Install, packages: Any, cache: Path, tmp_path: Path
) -> None:
    """What was missing may be there the next time, and no file of the package shows."""
    code = f"import acme_helper\n{CODE.format(folder=str(_folder(packages)))}"
    install("acme-x", code)
    broken = regservice.load()
    assert ["acme-x"] == [found.name for found in broken.problems]
    assert [] == _packs(cache)

    (tmp_path / "site" / "acme_helper.py").write_text("")
    importlib.invalidate_caches()

    assert () == regservice.load().problems
    assert 1 == len(_packs(cache))


def test_strategies_are_not_kept(install: Install, packages: Any, cache: Path) -> None:
    """They are code."""
    strategy = """
from regservice.model.legal import Source
from regservice.model.rule import Strategy

@hookimpl
def regservice_strategies():
    source = Source(kind="assumed", note="x")
    yield Strategy(id="acme/x", version="1", choose=lambda _: None, source=source)
"""
    install("acme-x", CODE.format(folder=str(_folder(packages))) + strategy)
    engine = regservice.load()

    assert ["acme/x"] == [*engine.book.strategies]
    assert ["acme/x"] == [*regservice.load().book.strategies]
    assert [] == _packs(cache)


@pytest.mark.usefixtures("region")
def test_damaged_file_is_made_anew(cache: Path, compiles: list[bool]) -> None:
    """Cut, empty, or something else."""
    whole = regservice.load()
    (file,) = _packs(cache)
    content = file.read_bytes()
    for damaged in (content[:-9], b"", b"\x00\xff", content.replace(b"acme", b"ACME")):
        file.write_bytes(damaged)
        assert whole.digest == regservice.load().digest
        assert content == file.read_bytes()

    assert 5 == len(compiles)


@pytest.mark.parametrize("shape", ["file", "folder", "none"])
def test_cache_that_cannot_be_written_costs_only_time(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    compiles: list[bool],
    shape: str,
) -> None:
    """No cache, a file in its place, a folder in place of the pack."""
    base = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(base))
    if shape == "file":
        base.write_text("")
    if shape == "folder":
        regservice.load(discover=False)
        (file,) = _packs(base / "regservice")
        file.unlink()
        file.mkdir()
        (file / "inner").write_text("")
        compiles.clear()
    if shape == "none":
        monkeypatch.delenv("XDG_CACHE_HOME")
        monkeypatch.delenv("LOCALAPPDATA", raising=False)
        monkeypatch.setattr("os.path.expanduser", lambda path: path)

    digests = {regservice.load(discover=False).digest for _ in range(2)}

    assert 1 == len(digests)
    assert [True, True] == compiles
