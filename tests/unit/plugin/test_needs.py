"""What a package leans on comes with it, or is missed by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from regservice.plugin.manager import collect

MANIFEST = """\
name: {name}
title: 虚构
version: "1"
places: ["310104"]
owner: 虚构
needs: [{needs}]
"""


def _package(folder: Path, name: str, needs: str) -> Path:
    home = folder / name
    home.mkdir()
    text = MANIFEST.format(name=name, needs=needs)
    (home / "package.yaml").write_text(text, "utf-8")
    return home


@pytest.mark.parametrize("isolate", [False, True])
def test_installed_package_that_is_needed_is_there(
    tmp_path: Path, isolate: bool
) -> None:
    """Though nobody looks for installed ones, and however its name is written."""
    home = _package(tmp_path, "one", "regservice_region.shanghai")
    found = collect(home, discover=False, isolate=isolate)

    names = ["regservice-national", "regservice-region-shanghai", "one"]
    assert names == [each.name for each in found]
    assert all(each.contribution is not None for each in found)
    assert isolate is found[1].isolated


def test_package_given_beside_is_enough(tmp_path: Path) -> None:
    """And what that one needs is there too."""
    one = _package(tmp_path, "one", "two")
    two = _package(tmp_path, "two", "regservice-region-shanghai")
    found = collect([one, two], discover=False)

    assert {"one", "two", "regservice-region-shanghai"} < {each.name for each in found}
    assert not any(each.problems for each in found)


def test_what_is_nowhere_is_named(tmp_path: Path) -> None:
    """The package is set aside; the others work."""
    one = _package(tmp_path, "one", "nowhere, regservice-region-shanghai")
    *others, found = collect(one, discover=False)
    (problem,) = found.problems

    assert ("RS2117", "nowhere") == (problem.code, problem.params["needs"])
    assert found.contribution is None
    assert all(each.contribution is not None for each in others)


def test_needed_package_that_is_faulty_is_missed(tmp_path: Path) -> None:
    """It is there, but gives no rows."""
    one = _package(tmp_path, "one", "two")
    two = _package(tmp_path, "two", "")
    (two / "rows.yaml").write_text("rules: 1\n", "utf-8")
    found = {each.name: each for each in collect([one, two], discover=False)}

    assert ["RS2117"] == [problem.code for problem in found["one"].problems]
