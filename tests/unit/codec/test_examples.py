"""Examples are read as data; a good one says what differs from the bad one."""

from __future__ import annotations

from pathlib import Path

import pytest

from regservice.codec import examples
from regservice.codec.examples import Attempt, base, example_of

TWO = """\
RS7701:
  cause: [原因, cause]
  bad:
    files: {a.csv: "1", b.csv: "2"}
    encodings: {a.csv: gb18030}
    refused: {a.csv: EACCES}
    without: |
      one
      two
    shows: out.csv
    run: |
      regservice a
      regservice b
  good:
    files: {b.csv: "3", c.csv: ~}
RS7702:
  cause: [原因, cause]
  bad: {python: "1 / 0", installed: site}
  good: {run: regservice a}
"""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rs77.yaml").write_text(TWO, "utf-8")
    (tmp_path / "rs77-more.yaml").write_text("", "utf-8")
    monkeypatch.setattr(examples, "FOLDER", tmp_path)


def test_good_example_takes_over_what_it_does_not_say() -> None:
    """Files and commands, but not what stood in the way."""
    example = example_of("RS7701")

    assert example is not None
    assert ("原因", "cause") == example.cause
    assert ("one", "two") == example.bad.without
    assert {"a.csv": "1", "b.csv": "3", "c.csv": None} == example.good.files
    assert ("regservice a", "regservice b") == example.good.run
    assert ("out.csv",) == example.good.shows
    assert ((), {}, {}) == (
        example.good.without,
        example.good.refused,
        example.good.encodings,
    )


def test_good_example_that_does_something_else_does_only_that() -> None:
    """A command instead of code."""
    example = example_of("RS7702")

    assert example is not None
    assert ("", ("regservice a",), "site") == (
        example.good.python,
        example.good.run,
        example.good.installed,
    )


@pytest.mark.parametrize("code", ["RS7703", "RS9901"])
def test_code_without_example_has_none(code: str) -> None:
    """Whether or not there is a file of its range."""
    assert example_of(code) is None


def test_files_are_written_as_they_are_encoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In folders of their own; what is taken away is not written."""
    monkeypatch.undo()
    attempt = Attempt(
        files={"x/a.csv": "诉求", "region/rules.yaml": None},
        encodings={"x/a.csv": "gb18030"},
        run=("regservice check region",),
    )

    attempt.write(tmp_path / "out")

    written = {
        path.relative_to(tmp_path / "out").as_posix()
        for path in (tmp_path / "out").rglob("*")
        if path.is_file()
    }
    assert {"x/a.csv", *base()} - {"region/rules.yaml"} == written
    assert "诉求".encode("gb18030") == (tmp_path / "out/x/a.csv").read_bytes()
    assert not Attempt(run=("regservice items",)).stands_on_base
