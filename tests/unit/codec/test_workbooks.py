"""A package as a workbook: what stands where, and what is wrong in which cell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from regservice.codec.bookout import to_workbook
from regservice.codec.mend import mended
from regservice.codec.package import read_package
from regservice.errors import DataError, Problem
from regservice.model.package import Contribution

Sheets = dict[str, Sequence[Sequence[Any]]]
Book = Callable[[Sheets], Path]

HEAD = ("代码*", "名称*", "产品类别", "是否注册业务", "依据.种类", "依据.备注")
ROW = ("xh:ip", "知产", "药品、医疗器械", "否", "推定", "虚构")
MANIFEST = (
    ("包名", "标题", "版本", "适用地区", "负责单位"),
    ("demo", "虚构", "1", "310000", "虚构"),
)
GOOD: Sheets = {"规则包": MANIFEST, "服务事项": (HEAD, ROW)}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Write a workbook."""

    def write(sheets: Sheets) -> Path:
        made = openpyxl.Workbook()
        made.remove(made.active)
        for name, rows in sheets.items():
            sheet = made.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
        path = tmp_path / "规则.xlsx"
        made.save(path)
        return path

    return write


def _problems(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(DataError) as caught:
        read_package(path)
    for problem in caught.value.problems:
        assert problem.where.file == str(path)
        assert not re.search(r"{\w+}", problem.message("zh") + problem.fix("en"))
    return caught.value.problems


def test_chinese_workbook_is_a_package(book: Book) -> None:
    """Its rows are those that English YAML would give."""
    package = read_package(book(GOOD))
    (item,) = package.tables.items

    assert ("demo", ("310000",)) == (package.manifest.name, package.manifest.places)
    assert ("xh:ip", ["drug", "device"]) == (item.code, list(item.products))
    assert item.registration_business is False
    assert ("服务事项!A2",) == tuple(origin.cell for *_, origin in package.origins)


@pytest.mark.parametrize(
    ("column", "value", "code", "cell", "field"),
    [
        (2, "药", "RS1105", "服务事项!C2", "服务事项[0].产品类别[0]"),
        (3, "也许", "RS1105", "服务事项!D2", "服务事项[0].是否注册业务"),
        (1, "", "RS1102", "服务事项!B2", "服务事项[0].名称"),
        (0, "知产", "RS1105", "服务事项!A2", "服务事项[0].代码"),
        (5, "", "RS1109", "服务事项!F2", "服务事项[0].依据.备注"),
    ],
)
def test_cell_that_is_wrong_is_named(
    book: Book, column: int, value: str, code: str, cell: str, field: str
) -> None:
    """One message, in the words of the header."""
    row = [*ROW]
    row[column] = value
    (problem,) = _problems(book({**GOOD, "服务事项": (HEAD, row)}))

    assert (code, cell, field) == (problem.code, problem.where.cell, problem.field)


@pytest.mark.parametrize(
    ("sheets", "code", "cell"),
    [
        ({"服务事相": (HEAD, ROW)}, "RS1104", "服务事相!A1"),
        ({"别的": (HEAD, ROW)}, "RS1103", "别的!A1"),
        ({"服务事项": (("代码", "名称称", *HEAD[2:]), ROW)}, "RS1104", "服务事项!B1"),
        ({"服务事项": ((*HEAD[:5], "依据.说明"), ROW)}, "RS1103", "服务事项!F1"),
        ({"服务事项": ((*HEAD, "name"), (*ROW, "x"))}, "RS1006", "服务事项!G1"),
        ({"服务事项": (HEAD[1:], ROW[1:], ROW[1:])}, "RS1102", "服务事项!A1"),
        ({"服务事项": (HEAD, (*ROW, "丢"))}, "RS1021", "服务事项!G2"),
    ],
)
def test_sheet_or_header_that_is_wrong_is_told_once(
    book: Book, sheets: Sheets, code: str, cell: str
) -> None:
    """However many rows stand below."""
    rows = {"规则包": MANIFEST, **sheets}
    (problem,) = _problems(book(rows))

    assert (code, cell) == (problem.code, problem.where.cell)


def test_package_has_one_manifest(book: Book, tmp_path: Path) -> None:
    """None and two are faults."""
    (problem,) = _problems(book({"服务事项": (HEAD, ROW)}))
    assert problem.code == "RS1024"
    (problem,) = _problems(book({"规则包": (*MANIFEST, MANIFEST[1])}))
    assert ("RS1023", "规则包!A3") == (problem.code, problem.where.cell)


def test_what_explains_is_not_read(book: Book) -> None:
    """Sheets, columns and rows that hold remarks."""
    rows = ((*HEAD, "#备注"), ("# 以下为虚构",), (*ROW, "记一笔"), ())
    package = read_package(book({**GOOD, "服务事项": rows, "说明": (("随便",),)}))

    assert ["xh:ip"] == [item.code for item in package.tables.items]


def test_cell_may_hold_yaml(book: Book) -> None:
    """What is more than a list of texts."""
    head = (*HEAD[:4], "依据", "关键词")
    row = (*ROW[:4], "{种类: 推定, 备注: 虚构}", '["a、b", c]')
    (item,) = read_package(book({**GOOD, "服务事项": (head, row)})).tables.items

    assert ("虚构", ("a、b", "c")) == (item.source.note, item.keywords)
    (problem,) = _problems(
        book({**GOOD, "服务事项": (head, (*ROW[:4], "{种类: 推定", ""))})
    )
    assert ("RS1019", "服务事项!E2") == (problem.code, problem.where.cell)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_workbook_explains_itself(book: Book, tmp_path: Path, lang: str) -> None:
    """Required headers are marked, choices drop down, comments say what goes in."""
    package = read_package(book(GOOD))
    path = tmp_path / "out.xlsx"
    content = to_workbook(package, lang)
    path.write_bytes(content)
    made = openpyxl.load_workbook(path)
    sheet = made["服务事项" if lang == "zh" else "items"]
    heads = {str(cell.value): cell for cell in sheet[1]}

    assert content == to_workbook(package, lang)
    assert package.tables == read_package(path).tables
    head = "依据.种类*" if lang == "zh" else "source.kind*"
    assert heads[head].comment is not None
    choices = [str(rule.formula1) for rule in sheet.data_validations.dataValidation]
    assert any(("推定" if lang == "zh" else "assumed") in text for text in choices)
    readme = made["说明" if lang == "zh" else "readme"]
    said = " ".join(str(cell.value) for row in readme.rows for cell in row)
    assert all(f"{key}" in said for key in ("代码*" if lang == "zh" else "code*",))


def test_what_is_too_long_for_a_cell_is_refused(package: Contribution) -> None:
    """Nothing is cut off."""
    with pytest.raises(DataError) as caught:
        to_workbook(package, "zh", "x.xlsx")
    assert caught.value.problems[0].code == "RS1022"


@pytest.fixture
def package(book: Book) -> Contribution:
    """A note of more characters than a cell takes."""
    folder = book(GOOD).parent / "long"
    folder.mkdir()
    (folder / "package.yaml").write_text(
        'name: x\ntitle: x\nversion: "1"\nplaces: ["310000"]\nowner: x\n'
        f"note: {'长' * 40_000}\n",
        "utf-8",
    )
    return read_package(folder)


HOURS: Sheets = {
    "工作日历": (
        ("代码*", "名称*", "星期*", "办公时间*", "固定假日", "依据.种类", "依据.备注"),
        ("demo:cal", "虚构", "1、2、3、4、5", "09:00-12:00", "01-01", "推定", "虚构"),
    ),
}
FAULTS_OF_CELLS = [
    ("C2", "1-5"),
    ("C2", "周一至周五"),
    ("D2", "上午9:00-12:00"),
    ("E2", "1月1日"),
    ("E2", dt.date(2026, 1, 1)),
]


@pytest.mark.parametrize(("cell", "value"), FAULTS_OF_CELLS)
def test_cell_that_can_only_mean_one_thing_is_mended(
    book: Book, cell: str, value: Any
) -> None:
    """Weekdays and hours as people say them; a day of the year that became a date."""
    path = book({"规则包": MANIFEST, **HOURS})
    sound = read_package(path).tables
    made = openpyxl.load_workbook(path)
    made["工作日历"][cell].value = value
    made.save(path)
    (problem,) = _problems(path)

    for file, content in mended([problem]).items():
        file.write_bytes(content)

    assert ("RS1105", f"工作日历!{cell}") == (problem.code, problem.where.cell)
    assert sound == read_package(path).tables


def test_number_is_read_as_it_is_shown(book: Book) -> None:
    """What shows 100% holds 1, and is not one per cent."""
    head = (
        "代码*",
        "名称*",
        "重点*",
        "跟踪比例",
        "适用地区*",
        "依据.种类",
        "依据.备注",
    )
    row = ("demo:list", "虚构", "否", 100, "310000", "推定", "虚构")
    path = book({"规则包": MANIFEST, "专项": (head, row)})
    sound = read_package(path).tables
    made = openpyxl.load_workbook(path)
    made["专项"]["D2"].value = 1
    made["专项"]["D2"].number_format = "0%"
    made.save(path)
    (problem,) = _problems(path)

    for file, content in mended([problem]).items():
        file.write_bytes(content)

    assert ("RS1105", "专项!D2") == (problem.code, problem.where.cell)
    assert "100%" in problem.message()
    assert sound == read_package(path).tables


def test_headers_that_stand_there_twice_are_told_once(book: Book) -> None:
    """They were copied with the rows."""
    rows = (HEAD, ROW, tuple(head.rstrip("*") for head in HEAD))

    (problem,) = _problems(book({**GOOD, "服务事项": rows}))

    assert ("RS1006", "服务事项!A3") == (problem.code, problem.where.cell)
