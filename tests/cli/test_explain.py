"""``regservice explain``: what an error code means, with examples that run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regservice.messages.problems import PROBLEMS

Run = Callable[..., Any]


def test_code_is_explained_with_both_examples(run: Run) -> None:
    """Message, fix, cause, files, command, and what it really prints."""
    ran = run("explain", "RS1102")

    assert (0, "") == (ran.code, ran.err)
    for text in (
        "问题:缺少必填字段“{field}”",
        "改法:补上 {field}: ...",
        "原因:",
        "错误的例子",
        "$ regservice check region",
        "region/names.yaml:2:5: [RS1102] programmes[0].name",
        "改好的例子",
        "没有问题",
        "须由人改",
    ):
        assert text in ran.out


def test_explanation_is_english_when_asked_for(run: Run) -> None:
    """What the example prints, too."""
    out = run("explain", "RS1102", "--lang", "en").out

    assert "required field “{field}” is missing" in out
    assert "error: required field “name” is missing" in out
    assert "错误的例子" not in out


@pytest.mark.parametrize("code", ["1102", "rs1102", "[RS1102]", " RS1102 "])
def test_code_may_be_written_in_any_way(run: Run, code: str) -> None:
    """As it is copied from an error, or typed."""
    assert run("explain", code, "--json").json["code"] == "RS1102"


def test_all_codes_are_listed(run: Run) -> None:
    """One line each."""
    ran = run("explain")
    shape = run("explain", "--json").json

    assert sorted(PROBLEMS) == [line.split()[0] for line in ran.out.splitlines()]
    assert "regservice explain RS1102" in ran.err
    assert sorted(PROBLEMS) == [row["code"] for row in shape["codes"]]
    assert 1 == shape["schema_version"]
    assert all(row["message"] and row["fix"] for row in shape["codes"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_unknown_code_names_near_ones_and_the_ranges(run: Run, lang: str) -> None:
    """Nobody has to guess twice."""
    ran = run("explain", "RS1199", "--lang", lang)

    assert (3, "") == (ran.code, ran.out)
    assert "[RS3101]" in ran.err
    assert "RS1109" in ran.err
    assert "RS1101-RS1114" in ran.err
    assert ("错误代码" if lang == "zh" else "error code") in ran.err


def test_json_holds_examples_and_what_they_print(run: Run) -> None:
    """For editors and other programs."""
    shape = run("explain", "RS1002", "--json").json

    assert 1 == shape["schema_version"]
    assert shape["fixable"] is False
    assert "GBK" in shape["cause"]
    assert {"region/names.yaml": "gb18030"} == shape["bad"]["encodings"]
    assert ["RS1002"] == shape["bad"]["codes"]
    assert shape["bad"]["printed"][0].startswith("region/names.yaml:2: [RS1002]")
    assert ([], {}) == (shape["good"]["codes"], shape["good"]["encodings"])
    assert ["regservice check region"] == shape["good"]["run"]


def test_codes_that_can_be_mended_by_the_program_are_marked(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the list that ``check --fix`` keeps."""
    from regservice.cli import explain

    monkeypatch.setattr(explain, "fixable_codes", lambda: frozenset({"RS1102"}))

    assert "check --fix" in run("explain", "RS1102").out
    assert "check --fix" not in run("explain", "RS1103").out
    rows = run("explain", "--json").json["codes"]
    assert ["RS1102"] == [row["code"] for row in rows if row["fixable"]]


def test_examples_can_be_saved_and_tried(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same commands give the same in the folders that were written."""
    ran = run("explain", "RS2602", "--save", str(tmp_path / "try"))
    assert 0 == ran.code
    assert str(tmp_path / "try") in ran.err

    monkeypatch.chdir(tmp_path / "try" / "bad")
    assert "[RS2602]" in run("check", "region").out
    monkeypatch.chdir(tmp_path / "try" / "good")
    assert 0 == run("check", "region").code


def test_code_of_an_example_is_saved(run: Run, tmp_path: Path) -> None:
    """As a script."""
    run("explain", "RS3207", "--save", str(tmp_path))

    script = (tmp_path / "bad" / "example.py").read_text("utf-8")
    assert "calendar.window(" in script
    compile(script, "example.py", "exec")


def test_folder_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    """No traceback."""
    (tmp_path / "file").write_text("x", "utf-8")

    ran = run("explain", "RS1102", "--save", str(tmp_path / "file"))

    assert 3 == ran.code
    assert "[RS1010]" in ran.err


def test_code_without_example_is_explained_by_its_text(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A test demands examples; until there is one the text must do."""
    from regservice.cli import explain

    monkeypatch.setattr(explain, "example_of", lambda _: None)

    assert "缺少必填字段" in run("explain", "RS1102").out
    assert run("explain", "RS1102", "--json").json["bad"] is None
