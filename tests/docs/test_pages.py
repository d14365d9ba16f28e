"""The pages run from top to bottom, as a reader would follow them."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import regservice
from regservice.cli import main
from regservice.cli.app import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    page
    for folder in ("tutorial", "how-to", "reference", "explanation")
    for page in sorted((ROOT / "docs" / folder).glob("*.md"))
]
STORIES = {
    "ask-why-not",
    "change-one-limit",
    "compare-two-days",
    "keep-the-clocks",
    "prove-a-region",
    "route-very-many",
    "ship-a-package",
    "ship-an-item",
    "start-from-a-pack",
    "test-a-package",
    "when-packages-clash",
    "write-decision-tests",
}
"""Pages that must have something to run, and say what comes of it."""

_ELSEWHERE = {"demo"}
"""Commands that have a test of their own."""

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"# ([\w./-]+\.yaml)\n")


def alike(expected: str, actual: str) -> bool:
    """
    Compare what is printed; ``…`` stands for anything.

    Examples:
        >>> alike("a … d", "a b c d"), alike("a", "b")
        (True, False)
    """
    parts = (re.escape(part) for part in expected.strip().split("…"))
    return re.fullmatch(".*?".join(parts), actual.strip(), re.DOTALL) is not None


@attrs.define
class Reader:
    """
    Somebody who types what a page shows, in a folder with examples and plugins.

    Attributes:
        names: What Python knows by now.
        printed: What the last Python block printed.
        code: The exit code of the last command.
        done: How many commands and Python blocks were run.
    """

    names: dict[str, Any] = attrs.Factory(lambda: {"regservice": regservice})
    printed: str = ""
    code: int = 0
    done: int = 0

    def read(self, language: str, text: str) -> None:
        """Do what a block says, or compare it with what came before."""
        if language == "yaml":
            self._write(text)
        elif language == "console":
            for line, expected in sessions(text):
                self._type(line, expected)
        elif language == "python":
            self.done += 1
            stream = io.StringIO()
            with contextlib.redirect_stdout(stream):
                exec(compile(text, "page", "exec"), self.names)  # noqa: S102 - our own
            self.printed = stream.getvalue()
        elif language == "text":
            self._compare(text, self.printed)

    @staticmethod
    def _write(text: str) -> None:
        """A block that begins with the name of a file is that file."""
        named = _FILE.match(text)
        if named is not None:
            file = Path(named[1])
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")

    def _type(self, line: str, expected: str) -> None:
        words = shlex.split(line, comments=True)
        if words[:2] == ["cp", "-r"]:
            shutil.copytree(words[2], words[3])
            return
        if line == "echo $?":
            assert expected.strip() == str(self.code), line
            self.code = 0
            return
        ours = set(COMMANDS) - {"test"}  # with run.py: the tests of the project
        if words[:2] == ["python3", "run.py"] and words[2] in ours:
            words = ["regservice", *words[2:]]
        if words[0] != "regservice" or words[1] in _ELSEWHERE:
            return
        assert 0 == self.code, "an exit code that is not 0 must be told"
        stream = io.StringIO()
        with contextlib.redirect_stdout(stream):
            self.code = main(words[1:])
        self.done += 1
        if expected:
            self._compare(expected, stream.getvalue())

    def _compare(self, expected: str, actual: str) -> None:
        assert alike(expected, actual), f"printed:\n{actual}\nexpected:\n{expected}"


def follow(blocks: Iterable[tuple[str, str]]) -> Reader:
    """Read blocks in order; the last command has ended well too."""
    reader = Reader()
    for language, text in blocks:
        reader.read(language, text)
    assert 0 == reader.code, "an exit code that is not 0 must be told"
    return reader


def sessions(text: str) -> Iterator[tuple[str, str]]:
    """Give each line that is typed, with the lines that are printed below it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        line, _, printed = part.partition("\n")
        yield line, printed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_runs_as_printed(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Commands end as told, Python runs, and what is printed is what is shown."""
    for name in ("examples", "plugins"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)

    reader = follow(_BLOCK.findall(page.read_text("utf-8")))

    assert page.stem not in STORIES or reader.done


def test_stories_are_pages() -> None:
    """A page that was renamed would not be looked at."""
    assert STORIES <= {page.stem for page in PAGES}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("console", "$ regservice check nowhere\n", id="exit-code"),
        pytest.param("console", "$ regservice items\nnothing\n", id="output"),
        pytest.param("python", "raise SystemError\n", id="python"),
        pytest.param("text", "never printed\n", id="text"),
    ],
)
def test_page_that_does_not_run_is_found(language: str, text: str) -> None:
    """What is wrong in a page is seen."""
    with pytest.raises((AssertionError, SystemError)):
        follow([(language, text)])
