"""A slip in a YAML file is mended where one reading is left, and only there."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from regservice.codec.mend import mended
from regservice.codec.package import read_package
from regservice.errors import DataError, Problem

MANIFEST: Final = """\
name: demo
title: 虚构
version: "1"
places: ["330000"]
owner: 虚构
"""
ROWS: Final = """\
programmes:
  - code: "demo:list"
    name: 示例清单
    key: true
    places: ["330000"]
    source: {kind: assumed, note: 虚构}

limits:
  - id: demo/reply
    count: 5
    unit: working_day
    modality: must
    legal_effect: service_standard
    goal: reply
    warnings: ["80%"]
    validity: {start: 2025-03-01}
    source: {kind: assumed, note: 虚构}
  - id: demo/other
    count: 10
    unit: working_day
    modality: must
    legal_effect: service_standard
    goal: reply
    validity: {start: 2025-03-01, end: 2026-03-01}
    source:
      kind: assumed
      note: 虚构
"""

SIGNS: Final = [
    ("    unit: working_day\n", "    unit = working_day\n"),
    ("    unit: working_day\n", "    unit => working_day\n"),
    ("    unit: working_day\n", "    unit working_day\n"),
    ("    unit: working_day\n", "    unit: **working_day**\n"),
    ("    unit: working_day\n", "    unit: `working_day`\n"),
    ("    unit: working_day\n", "    unit: 'working_day\"\n"),
    ("    unit: working_day\n", '    unit: "working_day",\n'),
    ("    unit: working_day\n", "    unit: <td>working_day</td>\n"),
    ("    unit: working_day\n", "    unit:&nbsp;working_day\n"),
    ("    unit: working_day\n", "    unit: working_day# 待核对\n"),
    ("    unit: working_day\n", "    unit: Unit.WORKING_DAY\n"),
    ("    unit: working_day\n", "    unit: working_\n      day\n"),
    ("    unit: working_day\n", "+    unit: working_day\n"),
    ("    source: {kind: assumed", "    source: {kind=assumed"),
    ("    source: {kind: assumed, note", "    source: {kind: assumed note"),
    ("note: 虚构}\n  - id: demo/other", "note: 虚构]\n  - id: demo/other"),
    ("note: 虚构}\n  - id: demo/other", "note: 虚构\n  - id: demo/other"),
    (
        "    source: {kind: assumed, note: 虚构}\n\n",
        "    source: [{kind: assumed, note: 虚构}]\n\n",
    ),
    (
        "    source: {kind: assumed, note: 虚构}\n\n",
        "    source: '{kind: assumed, note: 虚构}'\n\n",
    ),
    ('["80%"]', '["80 ％"]'),
]
LAYOUT: Final = [
    ("  - id: demo/other\n", "  - - id: demo/other\n"),
    ("    unit: working_day\n", "      unit: working_day\n"),
    ("    unit: working_day\n", "    unit:\n    working_day\n"),
    ("    validity: {start: 2025-03-01}\n", "    validity:\n    start: 2025-03-01\n"),
    ("    validity: {start: 2025-03-01}\n", "    start: 2025-03-01\n"),
    ("    validity: {start: 2025-03-01}\n", "    validity.start: 2025-03-01\n"),
    (
        "    validity: {start: 2025-03-01, end: 2026-03-01}\n",
        "    validity.start: 2025-03-01\n    validity.end: 2026-03-01\n",
    ),
    (
        "    validity: {start: 2025-03-01, end: 2026-03-01}\n",
        "    validity:\n    start: 2025-03-01\n    end: 2026-03-01\n",
    ),
    ("    legal_effect", "  - legal_effect"),
    ("limits:\n", "[[limits]]\n"),
    (
        '  - code: "demo:list"\n    name',
        '    code: "demo:list"\n    name',
    ),
]
VALUES: Final = [
    ("start: 2025-03-01}", f"start: {text}}}")
    for text in (
        *("2025--03-01", "2025—03—01", "2O25-03-01", "2025年3月1日", "1 Mar 2025"),
        *("二〇二五年三月一日", "2025-03-01（周六）", "2025-03-01."),
        *('"datetime.date(2025, 3, 1)"', '"March 1, 2025"'),
    )
] + [
    ("count: 10\n", "count: 1O\n"),
    ("count: 10\n", "count: 十\n"),
    ("count: 10\n", "count: 10.0\n"),
    ("count: 10\n", "count: 10。\n"),
    ("key: true\n", "key: ■是 □否\n"),
    ("key: true\n", "key: true // 待核对\n"),
    ('["330000"]\n    source', "{330000}\n    source"),
    ('["330000"]\n    source', "{0: 330000}\n    source"),
]


def faults(folder: Path) -> tuple[Problem, ...]:
    """What is wrong with the package."""
    try:
        read_package(folder)
    except DataError as error:
        return error.problems
    return ()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound package."""
    tmp_path.joinpath("package.yaml").write_text(MANIFEST, encoding="utf-8")
    tmp_path.joinpath("rows.yaml").write_text(ROWS, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("right", "wrong"), [*SIGNS, *LAYOUT, *VALUES])
def test_one_reading_is_restored(right: str, wrong: str, folder: Path) -> None:
    """One message, a mend or two, and the same rows as before."""
    assert right in ROWS
    tables = read_package(folder).tables
    file = folder / "rows.yaml"
    file.write_text(ROWS.replace(right, wrong, 1), encoding="utf-8")
    problems = faults(folder)
    # What can only be meant so is read so.
    assert len(problems) <= 1

    for _ in range(3):
        changed = mended(problems)
        if not changed:
            break
        file.write_bytes(changed[file])
        problems = faults(folder)

    assert () == problems
    assert tables == read_package(folder).tables


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("    unit: working_day\n", "    unit: wholly\n"),
        ("    unit: working_day\n", '    unit: "a\\科"\n'),
        ("    unit: working_day\n", ""),
        ("start: 2025-03-01}", "start: 1/3/2025}"),
        ("start: 2025-03-01}", "start: 2025-3}"),
        ("count: 10\n", "count: about ten\n"),
        ("count: 10\n", "count: .5\n"),
        ("count: 10\n", "count: 1.5\n"),
        ("count: 10\n", "count: 10,5\n"),
        ("  - id: demo/other\n", "  - ident: demo/other\n"),
        ("    goal: reply\n", "    colour: reply\n    weight: reply\n"),
    ],
)
def test_what_may_mean_something_else_is_left(
    right: str, wrong: str, folder: Path
) -> None:
    """It is told, and no mend is offered."""
    assert right in ROWS
    file = folder / "rows.yaml"
    file.write_text(ROWS.replace(right, wrong, 1), encoding="utf-8")

    problems = faults(folder)

    assert problems
    assert [] == [p.mend for p in problems if p.mend]


def test_file_as_a_whole_is_restored(folder: Path) -> None:
    """Signs before each line, another encoding, a command around it."""
    file = folder / "rows.yaml"
    lines = ROWS.splitlines(keepends=True)
    numbered = "".join(f"{n:3} {line}" for n, line in enumerate(lines, 1))
    for text in (
        *("".join(f"{lead}{line}" for line in lines) for lead in ("> ", "+", "| ")),
        *(numbered, f"cat > rows.yaml <<'EOF'\n{ROWS}EOF\n"),
        ROWS.encode().decode("latin-1"),
    ):
        file.write_text(text, encoding="utf-8", newline="")
        (problem,) = faults(folder)
        file.write_bytes(mended([problem])[file])

        assert () == faults(folder), text[:40]


def test_rows_below_their_ids_become_a_list(folder: Path) -> None:
    """A mapping of rows by their keys is a list of rows that lost its dashes."""
    file = folder / "rows.yaml"
    tables = read_package(folder).tables
    text = ROWS.replace("  - id: demo/reply\n", "  demo/reply:\n")
    text = text.replace("  - id: demo/other\n", "  demo/other:\n")
    file.write_text(text, encoding="utf-8")
    (problem,) = faults(folder)

    file.write_bytes(mended([problem])[file])

    assert tables == read_package(folder).tables


def test_manifest_below_its_name_is_read(folder: Path) -> None:
    """As the table is called in a workbook."""
    indented = "".join(f"  {line}" for line in MANIFEST.splitlines(keepends=True))
    text = f"package:\n{indented}"
    folder.joinpath("package.yaml").write_text(text, encoding="utf-8")

    assert "demo" == read_package(folder).manifest.name


def test_second_half_of_a_row_is_told_once(folder: Path) -> None:
    """Not as what either half lacks."""
    file = folder / "rows.yaml"
    text = ROWS.replace("    legal_effect", "  - legal_effect", 1)
    file.write_text(text, encoding="utf-8")

    (problem,) = faults(folder)

    assert ("RS1033", 13) == (problem.code, problem.where.line)


@pytest.mark.parametrize(("word", "right"), [("bbasic", "basic"), ("wholly_else", "")])
def test_word_of_a_decision_test_is_checked(
    word: str, right: str, folder: Path
) -> None:
    """Unless the test expects the error."""
    test = f"tests:\n  - {{id: demo/a, text: 甲, at: 2026-03-02, difficulty: {word}, "
    file = folder / "tests.yaml"
    file.write_text(f"{test}handler: 甲}}\n", encoding="utf-8")

    (problem,) = faults(folder)

    assert ("RS1105", right) == (problem.code, problem.mend.new if problem.mend else "")
    file.write_text(f"{test}error: RS3103}}\n", encoding="utf-8")
    assert () == faults(folder)
