"""
What a regional team does in ten minutes, without a network and without Python.

Template, fill in, check, test, build, install, answer: at most seven commands. A fresh
environment sees the library and its dependencies, and pip no index.
"""

from __future__ import annotations

import os
import subprocess
import sysconfig
import time
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Final

import openpyxl
import pytest

ROOT: Final = Path(__file__).resolve().parents[2]
REGION: Final = ROOT / "plugins/regservice-region-shanghai"
SECONDS: Final = 60
COMMANDS: Final = 7
ITEM: Final = ("--place", "徐汇区")
DELEGATION: Final = (
    *("--place", "徐汇区", "--template", "take-over", "--from", "shanghai/mpa"),
    *("--to", "shanghai/xuhui/amr", "--matter", "device_class2_registration"),
)
QUESTION: Final = "虚构的用纸规格怎么定"


class Shell:
    """A person at a terminal, in an environment of their own."""

    def __init__(self, folder: Path) -> None:
        """Make the environment."""
        self.folder = folder
        home = folder / "env"
        venv.create(home, with_pip=True)
        self.python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
        site = next(home.rglob("site-packages"))
        paths = [sysconfig.get_path("purelib"), str(ROOT / "src"), str(REGION / "src")]
        (site / "library.pth").write_text("\n".join(paths) + "\n", "utf-8")
        self.commands = 0
        self.spent = 0.0

    def run(self, *words: str, code: int = 0) -> str:
        """Run one command; it must end with *code*."""
        environment = {**os.environ, "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}
        environment.pop("PYTHONPATH", None)
        begin = time.monotonic()
        done = subprocess.run(
            [str(self.python), "-m", *words],
            capture_output=True,
            check=False,
            cwd=self.folder,
            env=environment,
        )
        self.spent += time.monotonic() - begin
        self.commands += 1
        said = (done.stdout + done.stderr).decode()
        assert code == done.returncode, f"{words}\n{said}"
        return said


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A fresh environment."""
    return Shell(tmp_path)


def _fill_in_workbook(folder: Path) -> None:
    """Type over the example in the cells, as one does in a spreadsheet."""
    path = folder / "规则包.xlsx"
    book = openpyxl.load_workbook(path)
    _type(book["服务事项"], "名称*", "用纸规格咨询(虚构)")
    _type(book["服务事项"], "关键词", "用纸规格")
    _type(book["规则包"], "负责单位*", "虚构单位")
    for row in (2, 3):
        _type(book["用例"], "问题", QUESTION, row)
    book.save(path)


def _type(sheet: object, head: str, text: str, row: int = 2) -> None:
    heads = {cell.value: cell.column for cell in sheet[1]}  # type: ignore[index]
    sheet.cell(row, heads[head]).value = text  # type: ignore[attr-defined]


def _fill_in_text(folder: Path) -> None:
    """Replace the example in YAML or Python files."""
    for path in (*folder.rglob("*.yaml"), *folder.rglob("*.py")):
        text = path.read_text("utf-8")
        for old, new in (
            ("示例事项 one", "用纸规格咨询(虚构)"),
            ("示例one怎么办?", QUESTION),
            ("示例one", "用纸规格"),
            ("示例单位(虚构)", "虚构单位"),
        ):
            text = text.replace(old, new)
        path.write_text(text, "utf-8")


def _ship(
    shell: Shell, form: str, given: tuple[str, ...], fill: Callable[[Path], None]
) -> None:
    """Everything up to the answer."""
    ours = "regservice"
    shell.run(ours, "plugins", "new", "one", form, *given, "--start", "2026-06-01")
    fill(shell.folder / "one")
    shell.run(ours, "check", "one")
    assert "通过" in shell.run(ours, "test", "one")
    shell.run(ours, "plugins", "build", "one", "--out", "dist")
    shell.run("pip", "install", "--no-deps", "--find-links", "dist", "one")


@pytest.mark.parametrize(
    ("form", "fill"),
    [
        ("--xlsx", _fill_in_workbook),
        ("--yaml", _fill_in_text),
        ("--python", _fill_in_text),
    ],
)
def test_new_item_is_answered(
    shell: Shell, form: str, fill: Callable[[Path], None]
) -> None:
    """The same question was nobody's before."""
    _ship(shell, form, ITEM, fill)
    said = shell.run("regservice", "route", QUESTION, *ITEM, "--product", "drug")

    assert "用纸规格咨询(虚构)" in said
    assert "由徐汇区市场监督管理局承办" in said
    assert shell.commands <= COMMANDS
    assert shell.spent <= SECONDS


def test_delegated_matter_is_taken_over(shell: Shell) -> None:
    """Who decides, and to whom it has been handed on."""
    _ship(shell, "--xlsx", DELEGATION, lambda _: None)
    said = shell.run(
        *("regservice", "who", "device_class2_registration", "--place", "徐汇区"),
        *("--attr", "device_class=2", "--at", "2026-07-01"),
    )

    assert "徐汇区市场监督管理局" in said
    assert shell.commands <= COMMANDS
    assert shell.spent <= SECONDS
