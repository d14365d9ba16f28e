"""Rules that every module keeps, and what importing the library costs."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import regservice

LONGEST = 400
HEAVY = (
    "networkx", "pendulum", "pluggy", "ruamel", "rich", "openpyxl", "xlsxwriter",
    "python_calamine", "cattrs", "click", "jinja2",
)  # fmt: skip
CLOCKS = {
    (owner, name)
    for owner in ("datetime", "date", "dt", "pendulum")
    for name in ("now", "today", "utcnow")
} | {("time", name) for name in ("time", "time_ns", "monotonic", "localtime")}
CLOCK = "src/regservice/engine/instants.py"
ROOT = Path(__file__).resolve().parents[2]
MODULES = [
    path.relative_to(ROOT).as_posix()
    for folder in ("src", "plugins")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if not {"build", "dist", "tests"} & set(path.relative_to(ROOT).parts)
]


def _tree(root: Path, module: str) -> ast.Module:
    return ast.parse((root / module).read_text(encoding="utf-8"), module)


def test_modules_are_found() -> None:
    """The rules below would hold of nothing."""
    assert CLOCK in MODULES
    assert any(module.startswith("plugins/") for module in MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_module_is_short_and_says_which_question_it_answers(
    root: Path, module: str
) -> None:
    """One question a module; a longer one answers two."""
    text = (root / module).read_text(encoding="utf-8")

    assert len(text.splitlines()) <= LONGEST
    assert ast.get_docstring(_tree(root, module))


@pytest.mark.parametrize("module", [m for m in MODULES if m != CLOCK])
def test_module_reads_no_clock(root: Path, module: str) -> None:
    """The instant is always an argument; one module alone reads the clock."""
    calls = {
        (ast.unparse(node.func.value).split(".")[-1], node.func.attr)
        for node in ast.walk(_tree(root, module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }

    assert not calls & CLOCKS


def test_clock_is_read_in_one_place(root: Path) -> None:
    """The check above can see a clock."""
    calls = [
        ast.unparse(node.func)
        for node in ast.walk(_tree(root, CLOCK))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]

    assert 1 == calls.count("dt.datetime.now")


@pytest.mark.parametrize(
    "name", ["utils", "helpers", "common", "misc", "managers", "util", "helper"]
)
def test_no_module_is_called_by_what_it_is_not(name: str) -> None:
    """Names say which question a module answers."""
    assert [] == [module for module in MODULES if Path(module).stem == name]


def _loaded(code: str, root: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        env={**os.environ, "PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize(
    "code",
    [
        "import regservice",
        "import regservice as rs; rs.ServiceRequest(text='x')",
        "import regservice as rs; rs.DataError",
        "import regservice.rows",
    ],
)
def test_import_is_light(root: Path, code: str) -> None:
    """Nothing is loaded before it is needed."""
    assert not _loaded(code, root) & set(HEAVY)


def test_light_import_can_tell_a_heavy_one(root: Path) -> None:
    """The engine does load what it needs."""
    assert {"cattrs", "pluggy"} <= _loaded("import regservice.engine.compiled", root)


PUBLIC = [
    "Calendar",
    "CalendarError",
    "ClockError",
    "ClockEvent",
    "DataError",
    "Engine",
    "MissingExtraError",
    "Override",
    "Problem",
    "QuarantineError",
    "RegserviceError",
    "Route",
    "ServiceRequest",
    "UnknownNameError",
    "__version__",
    "load",
    "load_pack",
]


def test_public_names_are_these() -> None:
    """A name that comes or goes is a decision: SemVer speaks of these."""
    assert PUBLIC == regservice.__all__
    assert set(PUBLIC) <= set(dir(regservice))


@pytest.mark.parametrize("name", PUBLIC)
def test_public_name_can_be_had(name: str) -> None:
    """Every name is loaded when it is first named, and is called so."""
    found = getattr(regservice, name)

    assert name == getattr(found, "__name__", name)


def test_name_that_is_not_public_is_an_error() -> None:
    """As in any module."""
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = regservice.no_such_name
