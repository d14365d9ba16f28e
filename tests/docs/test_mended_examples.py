"""What ``explain`` says of ``check --fix`` is what it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from regservice.cli import main
from regservice.codec.examples import Attempt, Example, Mending, example_of, mending
from regservice.messages.problems import PROBLEMS
from regservice.plugin.manager import collect

pytestmark = pytest.mark.usefixtures("national_is_read_once")


def _example(code: str) -> Example:
    found = example_of(code)
    assert found is not None
    return found


def _checked(attempt: Attempt) -> str:
    """The data package that is checked; empty if none is."""
    words = attempt.run[0].split()[1:] if len(attempt.run) == 1 else []
    is_data = words[:1] == ["check"] and not words[1].endswith(".py")
    return words[1] if is_data and not (attempt.python or attempt.refused) else ""


MENDED = [code for code in sorted(PROBLEMS) if mending(code) != Mending.NEVER]
READ = [
    code
    for code in sorted(PROBLEMS)
    if code.startswith(("RS10", "RS11"))
    if code not in MENDED and _checked(_example(code).bad)
]
"""Codes of what is told while a package is read."""


@pytest.mark.parametrize("code", MENDED)
def test_bad_example_is_mended_into_the_good_one(
    code: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Byte for byte, and nothing is left to be said."""
    example = _example(code)
    example.bad.write(tmp_path / "bad")
    example.good.write(tmp_path / "good")
    monkeypatch.chdir(tmp_path / "bad")

    before, after = (
        main(["check", "region", "--no-proof", *more]) for more in ([], ["--fix"])
    )

    assert ("regservice check region",) == example.bad.run
    assert (3, 0) == (before, after), capsys.readouterr().out
    for name in example.good.files:
        good = (tmp_path / "good" / name).read_bytes()
        assert good == (tmp_path / "bad" / name).read_bytes()


@pytest.mark.parametrize("code", READ)
def test_what_is_for_people_comes_without_a_mend(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is wrong with the package that the bad example checks."""
    bad = _example(code).bad
    bad.write(tmp_path)
    monkeypatch.chdir(tmp_path)

    *_, found = collect([_checked(bad)], discover=False)

    assert found.problems
    assert [] == [p.code for p in found.problems if p.mend]
