"""What the README shows runs as printed."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest

from regservice.cli import main

ROOT = Path(__file__).resolve().parents[2]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
PAGES = [*READMES, *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of one language."""
    return re.findall(rf"```{language}\n(.*?)```", page.read_text("utf-8"), re.DOTALL)


def commands() -> list[str]:
    """The commands of this tool in console blocks, whole lines without pipes."""
    lines = [
        line.removeprefix("$ ")
        for page in READMES
        for block in blocks(page, "console")
        for line in block.splitlines()
    ]
    ours = {line for line in lines if line.startswith("regservice ")}
    return sorted(line for line in ours if not re.search(r"[|<>…]|DIR|NAME", line))


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_hello_world_prints_what_is_printed(name: str) -> None:
    """Three lines, and the sentence below them."""
    page = ROOT / name
    (code,) = blocks(page, "python")
    expected = blocks(page, "text")[0]
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream):
        exec(compile(code, name, "exec"), {})  # noqa: S102 - it is our own README

    assert 3 == len([line for line in code.splitlines() if line])
    assert expected == stream.getvalue()


@pytest.mark.parametrize("line", commands())
def test_the_commands_of_the_pages_run(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each exits with 0 in a folder that holds examples and plugins."""
    for name in ("examples", "plugins"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)

    assert 0 == main(shlex.split(line, comments=True)[1:])


def test_pictures_of_the_pages_are_there() -> None:
    """No broken picture, and none from outside."""
    for page in PAGES:
        for target in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).is_file(), (page, target)
