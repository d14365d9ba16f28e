"""``regservice batch`` routes a ledger and loses no row."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., Any]
AT = ("--at", "2026-03-02T10:00:00+08:00")
HEADERS = ["序号", "诉求内容", "所在区", "联系人"]
ROWS = [
    ["1", "二类医疗器械延续注册要提前多久提交", "徐汇区", "甲"],
    ["2", "", "徐汇区", "乙"],
    ["3", "二类医疗器械延续注册要提前多久提交", "火星", "丙"],
    ["4", '=cmd|"/C calc"!A0', "徐汇区", "+丁"],
    ["5", "二类医疗器械延续注册要提前多久提交", "", "戊"],
]


def write_csv(path: Path, encoding: str = "utf-8") -> Path:
    """Write the ledger as CSV."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([HEADERS, *ROWS])
    return path


def write_xlsx(path: Path) -> Path:
    """Write the ledger as a workbook under a merged title."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["某站诉求台账"])
    sheet.merge_cells("A1:D1")
    sheet.append([])
    for row in [HEADERS, *ROWS]:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            cell.data_type = "s" if cell.value else cell.data_type
    sheet.append(["合计", None, "5"])
    book.save(path)
    return path


def write_jsonl(path: Path) -> Path:
    """Write the ledger as JSON lines."""
    lines = [json.dumps(dict(zip(HEADERS, row, strict=True))) for row in ROWS]
    path.write_text("\n".join(lines), "utf-8")
    return path


WRITERS = {".csv": write_csv, ".xlsx": write_xlsx, ".jsonl": write_jsonl}


@pytest.mark.parametrize("suffix", WRITERS)
def test_every_row_has_an_answer_or_a_problem(
    run: Run, tmp_path: Path, suffix: str
) -> None:
    """The same ledger in three formats gives the same lines, in order."""
    source = WRITERS[suffix](tmp_path / f"in{suffix}")
    ran = run("batch", str(source), str(tmp_path / "out.jsonl"), *AT)
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    shapes = [json.loads(line) for line in lines]

    assert 1 == ran.code
    assert ["1", "2", "3", "4", "5"] == [shape["id"] for shape in shapes]
    assert [
        "routed",
        "error",
        "error",
        "needs_information",
        "needs_information",
    ] == [shape["status"] for shape in shapes]
    assert ["RS4005", "RS3101"] == [shape.get("code") for shape in shapes][1:3]


def test_a_problem_names_the_cell(run: Run, tmp_path: Path) -> None:
    """Sheet and cell of the workbook, as a person finds them."""
    source = write_xlsx(tmp_path / "in.xlsx")
    run("batch", str(source), str(tmp_path / "out.jsonl"), *AT)
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    cells = [json.loads(line)["problems"][0]["cell"] for line in lines[1:3]]

    assert ["Sheet!B5", "Sheet!C6"] == cells


def test_a_workbook_comes_back_with_results_and_without_formulas(
    run: Run, tmp_path: Path
) -> None:
    """The columns of the user stay; no cell is a formula."""
    source = write_xlsx(tmp_path / "in.xlsx")
    run("batch", str(source), str(tmp_path / "out.xlsx"), *AT)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    rows = list(sheet.iter_rows(min_row=2))

    assert HEADERS == [cell.value for cell in rows[0]][:4]
    assert [cell.value for cell in rows[4]][:4] == ROWS[3]
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n"}
    assert all(
        cell.value is None for row in rows for cell in row if cell.data_type == "n"
    )


def test_a_csv_comes_back_safe_to_open(run: Run, tmp_path: Path) -> None:
    """What a spreadsheet would take for a formula is written as text."""
    source = write_csv(tmp_path / "in.csv")
    run("batch", str(source), str(tmp_path / "out.csv"), *AT)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]

    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert "'" + ROWS[3][1] in cells


def test_a_ledger_in_gbk_is_read(run: Run, tmp_path: Path) -> None:
    """Excel in China writes CSV in GBK."""
    source = write_csv(tmp_path / "in.csv", "gbk")
    ran = run("batch", str(source), str(tmp_path / "out.csv"), *AT)

    assert 1 == ran.code
    assert "已分办 1" in ran.err


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("in.xlsx", b"no workbook", "RS4001"),
        ("in.csv", b"", "RS4002"),
        ("in.csv", "序号,诉求内容\n".encode(), "RS4002"),
        ("in.csv", b"a,b\n1,2\n", "RS4003"),
        ("in.csv", "诉求内容,问题\na,b\n".encode(), "RS4010"),
        ("in.jsonl", b"\n\n", "RS4002"),
        ("in.txt", b"x", "RS4004"),
        ("in.csv", b"\xff\xff\xff\x81", "RS1002"),
    ],
)
def test_a_ledger_that_cannot_be_used_says_why(
    run: Run, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    """A clear message, exit code 3, and no file."""
    (tmp_path / name).write_bytes(content)
    ran = run("batch", str(tmp_path / name), str(tmp_path / "out.csv"))

    assert 3 == ran.code
    assert f"[{code}]" in ran.err
    assert not (tmp_path / "out.csv").exists()


def test_a_folder_is_no_ledger(run: Run, tmp_path: Path) -> None:
    """Neither as input nor as output."""
    source = write_csv(tmp_path / "in.csv")
    (tmp_path / "dir.csv").mkdir()

    assert 3 == run("batch", str(tmp_path), str(tmp_path / "out.csv")).code
    assert 3 == run("batch", str(source), str(tmp_path / "dir.csv"), *AT).code
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]


def test_the_input_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    """A result goes to a file of its own."""
    source = write_csv(tmp_path / "in.csv")
    before = source.read_bytes()
    ran = run("batch", str(source), str(source))

    assert 3 == ran.code
    assert "[RS4008]" in ran.err
    assert before == source.read_bytes()


def test_a_line_that_is_no_object_is_kept(run: Run, tmp_path: Path) -> None:
    """Broken JSON is a row with a problem."""
    (tmp_path / "in.jsonl").write_text('{"text": "a"}\nnot json\n[1]\n', "utf-8")
    run("batch", str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl"), *AT)
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()

    assert [
        None,
        "RS4007",
        "RS4007",
    ] == [json.loads(line).get("code") for line in lines]


def test_columns_of_intake_fields_are_used(run: Run, tmp_path: Path) -> None:
    """A column headed by an intake field states its value."""
    (tmp_path / "in.jsonl").write_text(
        json.dumps(
            {
                "text": "医疗器械延续注册要提前多久",
                "place": "徐汇区",
                "医疗器械管理类别": "第三类",
            }
        ),
        "utf-8",
    )
    run("batch", str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl"), *AT)
    shape = json.loads((tmp_path / "out.jsonl").read_text("utf-8"))

    assert "national/nmpa" == shape["competent"]["id"]


def test_a_sheet_that_is_not_read_is_told(run: Run, tmp_path: Path) -> None:
    """A cover sheet is passed over; a second ledger is named."""
    book = openpyxl.Workbook()
    book.active.append(["封面"])
    for title in ("三月", "四月"):
        sheet = book.create_sheet(title)
        sheet.append(HEADERS)
        sheet.append(ROWS[0])
    book.save(tmp_path / "in.xlsx")
    source, target = str(tmp_path / "in.xlsx"), str(tmp_path / "out.jsonl")
    ran = run("batch", source, target, *AT)

    assert 0 == ran.code
    assert "“四月”没有读" in ran.err
    assert "封面" not in ran.err
    assert "联系人" in ran.err


def test_deadlines_of_a_ledger_go_into_a_calendar(run: Run, tmp_path: Path) -> None:
    """One entry for each row that is timed; the same again when it is run again."""
    source, target = write_csv(tmp_path / "in.csv"), tmp_path / "out.ics"
    run("batch", str(source), str(target), *AT)
    first = target.read_bytes()
    run("batch", str(source), str(target), *AT)

    assert first == target.read_bytes()
    assert 1 <= first.count(b"BEGIN:VEVENT") <= len(ROWS)
    assert first.count(b"BEGIN:VEVENT") == len(set(_uids(first)))
    assert "答复".encode() in first


def _uids(content: bytes) -> list[bytes]:
    return [line for line in content.splitlines() if line.startswith(b"UID:")]
