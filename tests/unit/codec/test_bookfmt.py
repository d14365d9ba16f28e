"""A workbook changes its language in place, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from regservice.codec.bookfmt import format_book
from regservice.codec.bookout import to_workbook
from regservice.codec.convert import differences
from regservice.codec.formatting import formatted
from regservice.codec.package import read_package
from regservice.exports.files import rewrite
from regservice.model.package import Contribution


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    """The language of the workbook before."""
    return str(request.param)


@pytest.fixture
def book(tmp_path: Path, small: tuple[Contribution, ...], lang: str) -> Path:
    """A package of a region as a workbook."""
    path = tmp_path / "region.xlsx"
    path.write_bytes(to_workbook(small[1], lang))
    return path


@pytest.fixture
def turned(lang: str) -> str:
    """The other language."""
    return {"zh": "en", "en": "zh"}[lang]


def test_records_are_the_same(
    book: Path, turned: str, small: tuple[Contribution, ...], tmp_path: Path
) -> None:
    """Sheets, headers and choices are those of a workbook in that language."""
    content = format_book(book, turned)
    assert content is not None
    book.write_bytes(content)
    fresh = tmp_path / "fresh.xlsx"
    fresh.write_bytes(to_workbook(small[1], turned))

    assert [] == differences(small[1], read_package(book))
    found, wanted = (openpyxl.load_workbook(path) for path in (book, fresh))
    shown = [one.title for one in wanted if one.sheet_state == "visible"]
    assert shown == [one.title for one in found if one.sheet_state == "visible"]
    for sheet in shown[1:]:
        heads = [[cell.value for cell in one[sheet][1]] for one in (wanted, found)]
        assert heads[0] == heads[1]


def _choices(work: Any, rule: str) -> list[str]:
    """What a drop-down offers, wherever the list stands."""
    if rule.startswith('"'):
        assert len(rule) <= 255, "Excel refuses the file"
        return rule.strip('"').split(",")
    sheet, _, cells = rule.partition("!")
    return [row[0].value for row in work[sheet.strip("'")][cells.replace("$", "")]]


def test_dropdowns_speak_the_language(
    book: Path, turned: str, small: tuple[Contribution, ...], tmp_path: Path
) -> None:
    """Those in the rule itself, and those that name a sheet."""
    book.write_bytes(format_book(book, turned) or b"")
    fresh = tmp_path / "fresh.xlsx"
    fresh.write_bytes(to_workbook(small[1], turned))

    found, wanted = (
        {
            (sheet.title, str(rule.sqref)): _choices(work, rule.formula1)
            for sheet in work.worksheets
            for rule in sheet.data_validations.dataValidation
        }
        for work in map(openpyxl.load_workbook, (book, fresh))
    )

    assert wanted
    assert wanted == found


def test_what_others_put_into_it_stays(book: Path, lang: str, turned: str) -> None:
    """Colours, comments, widths, columns of remarks and sheets of one's own."""
    work = openpyxl.load_workbook(book)
    name = {"zh": "机构", "en": "authorities"}[lang]
    sheet = work[name]
    sheet["A2"].fill = PatternFill("solid", fgColor="00FF00")
    sheet["A2"].comment = Comment("待核对", "")
    sheet.column_dimensions["A"].width = 33
    last = sheet.max_column + 1
    sheet.cell(1, last, "# 我的备注")
    sheet.cell(2, last, "是")
    work.create_sheet("# 草稿")["B2"] = "药品"
    work.save(book)

    book.write_bytes(format_book(book, turned) or b"")

    work = openpyxl.load_workbook(book)
    sheet = work[{"en": "机构", "zh": "authorities"}[lang]]
    assert sheet["A2"].fill.fgColor.rgb == "0000FF00"
    assert sheet["A2"].comment.text == "待核对"
    assert sheet.column_dimensions["A"].width == 33
    assert ["# 我的备注", "是"] == [sheet.cell(n, last).value for n in (1, 2)]
    assert "药品" == work["# 草稿"]["B2"].value


def test_second_time_changes_nothing(book: Path, lang: str, turned: str) -> None:
    """Nor does the language that it has."""
    assert format_book(book, lang) is None

    found = formatted(book, turned)
    rewrite(found.path, found.after)

    assert found.is_changed
    assert not formatted(book, turned).is_changed
    assert not formatted(book).is_changed
