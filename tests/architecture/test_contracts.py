"""The floors hold, and a violation of each contract is seen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

LINT = "import sys; from importlinter.cli import lint_imports_command as c; c()"

PLANTS = {
    "floors": ("core/places.py", "import regservice.engine.load"),
    "core-floors": ("core/classify.py", "import regservice.core.routing.route"),
    "acyclic": ("model/fields.py", "import regservice.model.rule"),
    "pure": ("core/workcal/calendar.py", "import os"),
    "core-no-texts": ("core/limits.py", "import regservice.messages"),
    "door-networkx": ("explain/words.py", "import networkx"),
    "door-pendulum": ("core/limits.py", "import pendulum"),
    "door-pluggy": ("ruleset/compile.py", "import pluggy"),
    "door-codec": ("plugin/manager.py", "import ruamel.yaml"),
}
"""Contract to a line that breaks it, and the module where the line is planted."""


def _lint(folder: Path, *contracts: str) -> tuple[int, str]:
    words = [word for contract in contracts for word in ("--contract", contract)]
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A copy of the source and of the contracts, to plant a line in."""
    ignored = shutil.ignore_patterns("__pycache__", "*.yaml", "*.xlsx")
    shutil.copytree(root / "src", tmp_path / "src", ignore=ignored)
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def _ids(root: Path) -> set[str]:
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return {c["id"] for c in settings["tool"]["importlinter"]["contracts"]}


def test_all_contracts_are_kept(root: Path) -> None:
    """Upper floors import lower ones, and each library has one door."""
    code, output = _lint(root)

    assert 0 == code, output


def test_every_contract_is_put_to_the_test(root: Path) -> None:
    """A new contract needs a line that breaks it."""
    assert set(PLANTS) == _ids(root)


@pytest.mark.parametrize("contract", PLANTS)
def test_planted_violation_is_seen(copy: Path, contract: str) -> None:
    """A contract that sees nothing protects nothing."""
    file, line = PLANTS[contract]
    path = copy / "src" / "regservice" / file
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n{line}\n", encoding="utf-8")

    code, output = _lint(copy, contract)

    assert 1 == code, output
    assert "BROKEN" in output
    assert Path(file).stem in output


def test_new_module_must_be_given_a_floor(copy: Path) -> None:
    """The floors are exhaustive: nothing stands beside them."""
    home = copy / "src" / "regservice" / "helpers"
    home.mkdir()
    (home / "__init__.py").write_text('"""Beside."""\n', encoding="utf-8")

    code, output = _lint(copy, "floors")

    assert 1 == code, output
    assert "regservice.helpers" in output
