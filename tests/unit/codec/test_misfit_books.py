"""Rows, headers and formulas of a workbook that do not fit are told once."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest

from regservice.codec.mend import mended
from regservice.codec.package import read_package
from regservice.errors import DataError, Problem

Sheets = dict[str, Sequence[Sequence[Any]]]

HEAD: Final = ("代码*", "名称*", "产品类别", "是否注册业务", "依据.种类", "依据.备注")
ROW: Final = ("xh:ip", "知产", "药品、医疗器械", "否", "推定", "虚构")
MANIFEST: Final = (
    ("包名", "标题", "版本", "适用地区", "负责单位"),
    ("demo", "虚构", "1", "310000", "虚构"),
)


def written(tmp_path: Path, sheets: Sheets) -> Path:
    """Write a workbook."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    path = tmp_path / "规则.xlsx"
    made.save(path)
    return path


def faults(path: Path) -> tuple[Problem, ...]:
    """What is wrong with it."""
    try:
        read_package(path)
    except DataError as error:
        return error.problems
    return ()


def told(path: Path) -> list[tuple[str, str]]:
    """Codes and cells."""
    return [(p.code, p.where.cell) for p in faults(path)]


def test_manifest_may_stand_upright(tmp_path: Path) -> None:
    """Keys below each other, with or without a title above them."""
    pairs = [*zip(*MANIFEST, strict=True)]
    for rows in (pairs, [("项目", "内容"), *pairs]):
        path = written(tmp_path, {"规则包": rows, "服务事项": (HEAD, ROW)})

        assert ("demo", ("310000",)) == (
            read_package(path).manifest.name,
            read_package(path).manifest.places,
        )


def test_fault_of_an_upright_manifest_stands_in_its_cell(tmp_path: Path) -> None:
    """Not where it would stand if it lay."""
    pairs = [*zip(*MANIFEST, strict=True)]
    pairs[3] = ("适用地区", "上海")
    path = written(tmp_path, {"规则包": pairs, "服务事项": (HEAD, ROW)})

    assert [("RS1105", "规则包!B4")] == told(path)


def test_headers_of_another_table_are_one_fault(tmp_path: Path) -> None:
    """However many there are."""
    head = (*HEAD, "甲乙丙丁", "戊己庚辛", "壬癸子丑")
    path = written(tmp_path, {"规则包": MANIFEST, "服务事项": (head, ROW)})

    (problem,) = faults(path)

    assert ("RS1031", "服务事项!G1") == (problem.code, problem.where.cell)
    assert "甲乙丙丁、戊己庚辛、壬癸子丑" in problem.message("zh")


def test_row_of_hints_is_one_fault(tmp_path: Path) -> None:
    """A row that fits nowhere has moved, or is none."""
    head = (*HEAD, "申请主体", "开通地区")
    hints = (
        "必填 代码",
        "必填",
        "选填项",
        "选填项",
        "选填项",
        "选填",
        "选填项",
        "选填项",
    )
    path = written(tmp_path, {"规则包": MANIFEST, "服务事项": (head, hints, ROW)})

    (problem,) = faults(path)

    assert ("RS1032", None) == (problem.code, problem.mend)
    assert problem.where.cell.endswith("2")


def test_value_that_is_wrong_in_a_whole_column_is_told_once(tmp_path: Path) -> None:
    """The first cell stands for the others; another value is another fault."""
    rows = [(f"xh:{n}", "知产", "乙丙丁", "否", "推定", "虚构") for n in "abc"]
    rows[2] = (*rows[2][:2], "戊己庚", *rows[2][3:])
    path = written(tmp_path, {"规则包": MANIFEST, "服务事项": (HEAD, *rows)})

    assert [("RS1105", "服务事项!C2"), ("RS1105", "服务事项!C4")] == told(path)


@pytest.mark.parametrize(
    "name", ["（三）服务事项", "3. 服务事项", "服务事项(2)", "服务事项表"]
)
def test_number_of_a_sheet_is_taken_off(name: str, tmp_path: Path) -> None:
    """What a sheet is called is clear."""
    path = written(tmp_path, {"规则包": MANIFEST, name: (HEAD, ROW)})
    (problem,) = faults(path)

    path.write_bytes(mended([problem])[path])

    assert () == faults(path)
    assert 1 == len(read_package(path).tables.items)


@pytest.mark.parametrize(
    ("formula", "known"), [('="xh:ip"', True), ('=CONCATENATE("xh:", "ip")', False)]
)
def test_formula_without_a_result_is_told(
    formula: str, known: bool, tmp_path: Path
) -> None:
    """It would be read as an empty cell; a constant one is mended."""
    row = (formula, *ROW[1:])
    path = written(tmp_path, {"规则包": MANIFEST, "服务事项": (HEAD, row)})
    (problem,) = faults(path)
    assert ("RS1034", "服务事项!A2") == (problem.code, problem.where.cell)

    changed = mended([problem])

    assert known is (path in changed)
    if known:
        path.write_bytes(changed[path])
        assert "xh:ip" == read_package(path).tables.items[0].code


def test_formula_beside_a_mend_keeps_the_workbook(tmp_path: Path) -> None:
    """What another formula comes to would be lost."""
    row = ('="xh:ip"', "知产", *ROW[2:4], "推定", "=A2")
    path = written(tmp_path, {"规则包": MANIFEST, "服务事项": (HEAD, row)})

    assert {} == mended(faults(path))


def test_saved_results_of_formulas_are_read(tmp_path: Path) -> None:
    """A workbook that a spreadsheet saved is sound."""
    path = written(tmp_path, {"规则包": MANIFEST, "服务事项": (HEAD, ROW)})
    content = path.read_bytes()
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w") as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet2.xml"):
                start = part.index(b'<c r="A2"')
                end = part.index(b"</c>", start) + 4
                cell = b'<c r="A2" t="str"><f>"xh:ip"</f><v>xh:ip</v></c>'
                part = part[:start] + cell + part[end:]
            new.writestr(name, part)
    path.write_bytes(stream.getvalue())

    assert "xh:ip" == read_package(path).tables.items[0].code
