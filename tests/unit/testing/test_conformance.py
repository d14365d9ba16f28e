"""The class of tests that packages inherit: it passes, and fails in words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import regservice
from regservice.errors import DataError, Location
from regservice.levels.finding import Fault, Finding, Level
from regservice.levels.judge import RULES
from regservice.testing.conformance import rules_up_to, told
from regservice.testing.fakes import PLACE, fake_engine, fake_nation, fake_package

MODULE = """\
from regservice.testing.conformance import PackageConformance


class TestConformance(PackageConformance):
    package = "{package}"
    source = "{source}"
"""


def start(folder: Path, package: str, source: str = "") -> tuple[int, str]:
    text = MODULE.format(package=package, source=source)
    (folder / "test_it.py").write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", "test_it.py"],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_package_that_lacks_rules_fails_in_words(packages: Any, tmp_path: Path) -> None:
    """One case for each rule, each with place and fix; no traceback."""
    rows = (
        "authorities:\n  - {id: other/x, name: 虚构, kind: customs, level: external,\n"
        '     places: ["330000"], source: {kind: assumed, note: 虚构}}\n'
    )
    home = packages.one(rows, name="drawn", places='"330000"')
    bigger = tmp_path / "source"
    bigger.mkdir()
    for file in home.iterdir():
        (bigger / file.name).write_bytes(file.read_bytes())
    (bigger / "more.yaml").write_text("documents: []\n", "utf-8")

    code, out = start(tmp_path, str(home), str(bigger))

    assert 1 == code
    assert "test_rule_of_the_level_holds[B02]" in out
    for said in ("B03 编号用自己的前缀", "rows.yaml:2", "改法: 改为以 drawn/ 开头"):
        assert said in out
    assert "more.yaml" in out
    assert "Traceback" not in out
    assert "PASSED test_it.py::TestConformance::test_order_of_packages" in out
    assert "PASSED test_it.py::TestConformance::test_uninstalling" in out


def test_package_that_does_not_load_is_told_once_a_test(
    packages: Any, tmp_path: Path
) -> None:
    """With the problem, its line and its fix."""
    home = packages.one("rules:\n  - {id: one/rule}\n")

    code, out = start(tmp_path, str(home))

    assert 1 == code
    assert "rows.yaml:2" in out
    assert "[RS1030]" in out
    assert "Traceback" not in out
    assert " 0 passed" not in out


def test_rules_up_to_a_level() -> None:
    """All of it and below."""
    assert list(RULES) == rules_up_to(Level.PLATINUM)
    assert {Level.BRONZE, Level.SILVER} == {
        rule.level for rule in rules_up_to(Level.SILVER)
    }


def test_many_findings_are_counted() -> None:
    """Twenty are shown, then a number."""
    rule = rules_up_to(Level.BRONZE)[-1]
    found = [Finding(rule.id, Fault(Location("x")))] * 23

    assert told(rule, found).endswith("... +3")


def test_fakes_fit_together() -> None:
    """Two regions beside one nation: proved, and each keeps its own answers."""
    engine = fake_engine(fake_package(), fake_package("other", "980000"))
    asked = {"text": "器械延续要哪些材料", "product": "device"}

    here = engine.route(
        regservice.ServiceRequest(place="990001", **asked),
        at="2026-03-02T10:00:00+08:00",
    )
    there = engine.route(
        regservice.ServiceRequest(place="980001", **asked),
        at="2026-03-02T10:00:00+08:00",
    )

    assert "fake/station" == here.decision.handler
    assert "other/station" == there.decision.handler
    assert engine.prove().is_clean


def test_fakes_are_checked_like_any_rows() -> None:
    """A package that names nothing is refused."""
    base = fake_package().tables.relations

    with pytest.raises(DataError, match="RS2002"):
        fake_engine(fake_package(authorities=[], relations=base))
    assert fake_nation().manifest.places == ("national",)
    assert PLACE in {place.code for place in fake_nation().tables.places}
