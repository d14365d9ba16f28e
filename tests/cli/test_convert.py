"""``regservice convert``, ``fmt`` and ``plugins schema`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from regservice.codec.package import read_package
from tests.cli.conftest import Run

ROWS = """\
# 虚构
places:
- {code: 310104, name: '徐汇区'} # 一行
"""


@pytest.fixture
def package(packages: Any) -> Path:
    """A small package, not in order."""
    return Path(packages.one(ROWS))


def test_convert_goes_through_all_formats(
    run: Run, package: Path, tmp_path: Path
) -> None:
    """Folder, workbook and folder again hold the same rows."""
    book, folder = tmp_path / "a.xlsx", tmp_path / "a"

    done = run("convert", str(package), str(book), "--keys", "zh")
    again = run("convert", str(book), str(folder))
    module = run("convert", str(folder), str(tmp_path / "a.py"))

    assert (0, 0, 0) == (done.code, again.code, module.code)
    assert "rows.yaml" in done.err
    assert "" == again.err
    assert "地区:" in (folder / "places.yaml").read_text("utf-8")
    assert read_package(package).tables == read_package(folder).tables
    assert "Place(" in (tmp_path / "a.py").read_text("utf-8")


def test_convert_never_overwrites(run: Run, package: Path, tmp_path: Path) -> None:
    """With a message that says what to do."""
    (tmp_path / "a.xlsx").touch()

    done = run("convert", str(package), str(tmp_path / "a.xlsx"))

    assert 3 == done.code
    assert "RS1025" in done.err
    assert "改法" in done.err
    assert 0 == (tmp_path / "a.xlsx").stat().st_size


def test_convert_json(run: Run, package: Path, tmp_path: Path) -> None:
    """Says how many rows were written, and what was left behind."""
    done = run("convert", str(package), str(tmp_path / "a"), "--json")

    assert {"places": 1} == done.json["rows"]
    assert "en" == done.json["keys"]
    assert ["rows.yaml"] == done.json["left_behind"]["comments"]
    assert 1 == done.json["schema_version"]


def test_convert_names_columns_of_remarks(
    run: Run, package: Path, tmp_path: Path
) -> None:
    """They stay in the workbook."""
    import openpyxl

    book = tmp_path / "a.xlsx"
    run("convert", str(package), str(book))
    work = openpyxl.load_workbook(book)
    work["places"].cell(1, work["places"].max_column + 1, "# mine")
    work.save(book)

    done = run("convert", str(book), str(tmp_path / "b"), "--lang", "en")

    assert 0 == done.code
    assert "places!# mine" in done.err


@pytest.mark.parametrize("source", ["nowhere", "."])
def test_convert_of_what_is_no_package(
    run: Run, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is an error with a way out."""
    monkeypatch.chdir(tmp_path)

    done = run("convert", source, "out")

    assert 3 == done.code
    assert "改法" in done.err
    assert [] == list(tmp_path.iterdir())


def test_fmt_checks_shows_and_changes(run: Run, package: Path) -> None:
    """First it tells, then it does, then there is nothing to do."""
    before = (package / "rows.yaml").read_text("utf-8")

    checked = run("fmt", str(package), "--check")
    shown = run("fmt", str(package), "--diff")
    kept = (package / "rows.yaml").read_text("utf-8")
    done = run("fmt", str(package))
    again = run("fmt", str(package), "--check")

    assert (1, 0, 0, 0) == (checked.code, shown.code, done.code, again.code)
    assert "rows.yaml" in checked.out
    assert '+  - {code: "310104", name: "徐汇区"} # 一行' in shown.out
    assert before == kept
    assert (package / "rows.yaml").read_text("utf-8").startswith("# 虚构\nplaces:\n")
    assert [] == [path for path in package.iterdir() if path.name.startswith(".")]


def test_fmt_puts_all_files_into_one_language(run: Run, package: Path) -> None:
    """The manifest too; records are the same."""
    before = read_package(package)

    done = run("fmt", str(package), "--keys", "zh", "--json")

    after = read_package(package)
    assert 2 == len(done.json["changed"])
    assert "包名: one" in (package / "package.yaml").read_text("utf-8")
    assert before.tables == after.tables
    assert before.manifest == after.manifest


def test_fmt_of_a_workbook(run: Run, package: Path, tmp_path: Path) -> None:
    """Only its keys are ever changed."""
    book = tmp_path / "a.xlsx"
    run("convert", str(package), str(book), "--keys", "en")

    same = run("fmt", str(book), "--check")
    done = run("fmt", str(book), "--keys", "zh", "--diff")
    changed = run("fmt", str(book), "--keys", "zh")

    assert (0, 0, 0) == (same.code, done.code, changed.code)
    assert "a.xlsx" in done.out
    assert read_package(package).tables == read_package(book).tables


def test_fmt_goes_on_after_a_fault(run: Run, package: Path) -> None:
    """The other files are put into order; the fault is told with its place."""
    (package / "bad.yaml").write_text("rules: [\n", "utf-8")

    done = run("fmt", str(package))

    assert 3 == done.code
    assert "RS1003" in done.err
    assert "bad.yaml:" in done.err
    assert "rows.yaml" in done.out


def test_fmt_of_nothing(run: Run, tmp_path: Path) -> None:
    """A folder that is no package is never walked through."""
    done = run("fmt", str(tmp_path))

    assert 3 == done.code
    assert "RS1008" in done.err


def test_schema_is_written(run: Run, tmp_path: Path) -> None:
    """Two files, in the language that was asked for."""
    done = run("plugins", "schema", "--keys", "zh", "--out", str(tmp_path / "s"))

    assert 0 == done.code
    tables, manifest = (
        json.loads((tmp_path / "s" / name).read_text("utf-8"))
        for name in ("regservice.schema.json", "regservice-package.schema.json")
    )
    assert "机构" in tables["properties"]
    assert "包名" in manifest["required"]
