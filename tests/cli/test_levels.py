"""``plugins check``: the level, what is lacking and where, and the badge."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regservice.levels.badge import badge
from regservice.levels.finding import Level
from regservice.levels.judge import RULES

Run = Callable[..., Any]


@pytest.fixture
def region(root: Path, tmp_path: Path) -> str:
    """The package of Shandong, as if nobody had reviewed it."""
    copy = tmp_path / "regservice-region-shandong"
    shutil.copytree(root / "plugins" / copy.name, copy)
    (manifest,) = copy.glob("src/*/data/package.yaml")
    rows = manifest.read_text("utf-8").splitlines(keepends=True)
    kept = [row for row in rows if not row.startswith(("reviewer:", "effective:"))]
    assert len(rows) == len(kept) + 2
    manifest.write_text("".join(kept), "utf-8")
    return str(copy)


def test_every_rule_is_told_with_what_to_do(run: Run, region: str) -> None:
    """The level asked for holds; the next is judged, what lies above it is not."""
    ran = run("plugins", "check", region)

    assert 0 == ran.code
    assert all(f" {rule.id} " in ran.out for rule in RULES)
    assert "√ B09" in ran.out
    assert "× S06" in ran.out
    assert "- P01" in ran.out
    assert "package.yaml" in ran.out
    ran.out.encode("gbk")
    assert "铜" in ran.out.splitlines()[-1]


def test_level_that_is_not_reached_is_a_finding(
    run: Run, region: str, tmp_path: Path
) -> None:
    """By exit code, and in JSON; the badge shows the level that was reached."""
    file = tmp_path / "level.svg"
    asked = ("--level", "silver", "--json", "--badge", str(file))

    ran = run("plugins", "check", region, *asked)

    assert str(file) in ran.err
    assert badge(Level.BRONZE) == file.read_text("utf-8")
    found = ran.json
    assert 1 == ran.code
    assert found["schema_version"] == 1
    assert ("silver", "bronze", False) == (found["asked"], found["level"], found["ok"])
    rules = {rule["id"]: rule for rule in found["rules"]}
    assert {rule.id for rule in RULES} == rules.keys()
    assert rules["S06"]["ok"] is False
    assert "reviewer" in rules["S06"]["findings"][0]["message"]
    assert rules["S06"]["findings"][0]["file"].endswith("package.yaml")
    assert rules["S05"]["ok"] is True
    assert rules["P01"]["ok"] is None


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "铜级也够不到"), ("en", "does not reach bronze")]
)
def test_what_does_not_load_reaches_nothing(
    run: Run, packages: Any, lang: str, said: str
) -> None:
    """The problem, its line and its fix; all other rules stay open."""
    home = packages.one("rules:\n  - {id: one/rule, role: lead}\n")

    ran = run("plugins", "check", str(home), "--lang", lang)

    assert 1 == ran.code
    assert "× B01" in ran.out
    assert "rows.yaml:2" in ran.out
    assert "- B02" in ran.out
    assert said in ran.out.splitlines()[-1]


@pytest.mark.parametrize("beside", [False, True])
def test_unknown_package_is_told(run: Run, packages: Any, *, beside: bool) -> None:
    """Neither a path nor an installed name; or none to stand beside."""
    home = str(packages.one("documents: []\n"))
    words = [home, "--package", "nowhere"] if beside else ["no-such-package"]

    ran = run("plugins", "check", *words)

    assert 3 == ran.code
    assert "RS1008" in ran.err


@pytest.mark.parametrize("level", [None, *Level])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_badge_stands_alone(level: Level | None, lang: str) -> None:
    """Well-formed, titled, without an address but that of SVG itself."""
    text = badge(level, lang)

    root = ET.fromstring(text)  # noqa: S314 - our own
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == root.get("aria-label")
    assert text.count("http") == 1


def test_badge_of_another_kind_is_refused(run: Run, region: str) -> None:
    """Before anything is judged."""
    ran = run("plugins", "check", region, "--badge", "level.png")

    assert 2 == ran.code
    assert ".svg" in ran.err
