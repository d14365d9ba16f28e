"""Decision tests are items of pytest: collected, chosen, and failing in words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from regservice.errors import DataError
from regservice.testing.pytest_plugin import decision_tests

ROOT = Path(__file__).resolve().parents[3]
SHANGHAI = str(ROOT / "plugins" / "regservice-region-shanghai")
PLUGIN = ("-p", "regservice.testing.pytest_plugin", "-p", "no:cacheprovider")

TESTS = """\
tests:
  - id: draft/good
    text: 二类医疗器械延续注册要提前多久提交
    place: 徐汇区
    at: 2026-03-02
    handler: 徐汇工作站
  - id: draft/bad
    text: 二类医疗器械延续注册要提前多久提交
    place: 徐汇区
    at: 2026-03-02
    handler: 市药监局
  - id: draft/wrong
    text: 二类医疗器械延续注册要提前多久提交
    place: 徐汇区
    at: 2026-03-02
    handler: 徐汇站
"""
MODULE = f"""\
from regservice.testing.pytest_plugin import decision_tests

test_decisions = decision_tests("draft", beside=[{SHANGHAI!r}])
"""


@pytest.fixture
def folder(packages: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the package ``draft``."""
    home: Path = packages.one(TESTS, name="draft", places='"310104"')
    return home.parent


def start(folder: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_each_test_is_an_item_that_fails_in_words(folder: Path) -> None:
    """By the option; expected, actual, line and reason, and no traceback."""
    code, out = start(
        folder,
        *(*PLUGIN, "--regservice-package", "draft", "--regservice-beside", SHANGHAI),
    )

    assert 1 == code
    assert "1 passed" in out
    assert "2 failed" in out
    assert "regservice::draft/good" in out
    for part in ("≠ 实际", "rows.yaml:11:14", "最接近的规则", "[RS3101]", "引擎的理由"):
        assert part in out
    assert "Traceback" not in out
    assert "def runtest" not in out


def test_keyword_chooses_among_them(folder: Path) -> None:
    """As among any items; the setting names the package."""
    settings = f"[pytest]\nregservice_packages = draft {SHANGHAI}\n"
    (folder / "pytest.ini").write_text(settings, "utf-8")

    code, out = start(folder, *PLUGIN, "-k", "draft/good or basic-in-lingang")

    assert 0 == code, out
    assert "2 passed" in out
    assert "deselected" in out


def test_module_calls_for_them(folder: Path) -> None:
    """Without the plugin; the failure reads the same."""
    (folder / "test_draft.py").write_text(MODULE, "utf-8")

    code, out = start(folder, "-p", "no:cacheprovider")

    assert 1 == code
    assert "PASSED test_draft.py::test_decisions[draft/good]" in out
    assert "rows.yaml:11:14" in out
    assert "Traceback" not in out


def test_without_a_package_nothing_is_added(folder: Path) -> None:
    """The plugin alone changes no run."""
    code, out = start(folder, *PLUGIN)

    assert 5 == code
    assert "no tests ran" in out


@pytest.mark.parametrize("package", ["nowhere", "empty"])
def test_package_without_tests_is_a_usage_error(packages: Any, package: str) -> None:
    """It may have been left out of the wheel: silence would pass."""
    packages.one("", name="empty")

    code, out = start(packages.base, *PLUGIN, "--regservice-package", package)

    assert 4 == code
    assert {"nowhere": "RS1008", "empty": "RS2707"}[package] in out


def test_module_without_tests_fails(packages: Any) -> None:
    """When it is imported."""
    with pytest.raises(DataError, match="RS2707"):
        decision_tests(str(packages.one("")))


def test_kit_is_light() -> None:
    """It does not load pytest until it is asked for."""
    code = "import sys, regservice.testing; sys.exit('pytest' in sys.modules)"

    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode
