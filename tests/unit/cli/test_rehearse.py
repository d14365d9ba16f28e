"""An example runs in a world of its own and leaves none of it behind."""

from __future__ import annotations

import builtins
import io
import os
import sys
from pathlib import Path

import pytest

from regservice.cli.rehearse import rehearse
from regservice.codec.examples import Attempt


def test_system_is_as_it_was_before() -> None:
    """Folder, path, modules, files and environment, also when it fails."""
    before = os.getcwd(), list(sys.path), io.open, builtins.open, os.open  # noqa: PTH109
    attempt = Attempt(
        files={"site/planted_here.py": "x = 1"},
        installed="site",
        without=("json", "no_such_module_at_all"),
        refused={"a.csv": "EACCES"},
        python="import planted_here\nraise ValueError",
    )

    with pytest.raises(ValueError, match=r"^$"):
        rehearse(attempt, "zh")

    after = os.getcwd(), list(sys.path), io.open, builtins.open, os.open  # noqa: PTH109
    assert before == after
    assert "planted_here" not in sys.modules
    assert "no_such_module_at_all" not in sys.modules
    assert sys.modules["json"] is not None


@pytest.mark.parametrize("error", ["EACCES", "ENOSPC", "EIO"])
def test_system_refuses_what_is_to_be_refused(error: str) -> None:
    """However it is opened; nothing else is."""
    attempt = Attempt(
        files={"a.csv": "x", "b.csv": "y"},
        refused={"a.csv": error},
        python=(
            "import errno, os\nfrom pathlib import Path\n"
            "for opened in (open, Path.read_text, lambda f: os.open(f, os.O_RDONLY)):\n"
            "    try:\n        opened(Path('a.csv'))\n"
            "    except OSError as e:\n        print(errno.errorcode[e.errno])\n"
            "print(Path('b.csv').read_text())"
        ),
    )

    assert [error] * 3 + ["y"] == rehearse(attempt, "zh").text.split()


def test_module_that_is_missing_cannot_be_imported() -> None:
    """And can again."""
    attempt = Attempt(without=("xlsxwriter",), python="import xlsxwriter")

    with pytest.raises(ImportError):
        rehearse(attempt, "zh")
    rehearse(Attempt(python="import xlsxwriter"), "zh")


def test_pack_of_the_user_plays_no_part(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Else the example would answer by other rules."""
    monkeypatch.setenv("REGSERVICE_PACK", str(tmp_path / "none.pack"))

    told = rehearse(Attempt(run=("regservice calendar 2026",)), "zh")

    assert (0, ()) == (told.exit_code, told.codes)
    assert str(tmp_path / "none.pack") == os.environ["REGSERVICE_PACK"]


def test_problems_are_told_apart_with_their_lines() -> None:
    """Of all that is printed; folders of this machine are left out."""
    attempt = Attempt(
        files={"region/rules.yaml": "rules: [", "region/limits.yaml": "limits: ["},
        run=("regservice check region",),
    )

    told = rehearse(attempt, "en")

    assert ("RS1019", "RS1019") == told.codes
    assert 3 == told.exit_code
    assert all(p.startswith("region/") and "\n  fix: " in p for p in told.problems)
