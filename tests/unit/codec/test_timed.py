"""Units of time are words of the language in which a package is written."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import attrs
import pytest
from openpyxl import load_workbook

from regservice.codec.bookfmt import format_book
from regservice.codec.bookout import to_workbook
from regservice.codec.plain import plain_tables
from regservice.codec.spec import table_names
from regservice.codec.timed import timed
from regservice.codec.yamlfmt import format_yaml
from regservice.codec.yamlout import to_yaml
from regservice.model.amount import Amount, Mark
from regservice.model.vocab import Unit


@pytest.mark.parametrize("unit", Unit)
def test_there_and_back(unit: Unit) -> None:
    for text in (str(Amount(2, unit)), f"-2 {unit}", f"+2 {unit}"):
        chinese = timed(text, "zh")

        assert unit not in chinese
        assert text == timed(chinese, "en") == timed(text, "en")
        assert chinese == timed(chinese, "zh")


@pytest.mark.parametrize("text", ["80%", "", "soon", "2 fortnights", "工作日"])
def test_what_has_no_unit_stays(text: str) -> None:
    assert [text, text] == [timed(text, lang) for lang in ("zh", "en")]


@pytest.mark.parametrize(("lang", "other"), [("zh", "en"), ("en", "zh")])
def test_formatting_translates_them(
    small: tuple[Any, ...], tmp_path: Path, lang: str, other: str
) -> None:
    """In YAML and in a workbook, alone and in a list."""
    warned = (Mark.read("80%"), Mark.read("-2 working_day"))
    rows = small[1].tables.limits
    assert rows
    limits = tuple(attrs.evolve(row, warnings=warned) for row in rows)
    package = attrs.evolve(
        small[1], tables=attrs.evolve(small[1].tables, limits=limits)
    )
    word = {"zh": "-2 工作日", "en": "-2 working_day"}

    source = {
        key: found
        for key, found in plain_tables(package, other).items()
        if "limits" == table_names().get(key)
    }
    text = to_yaml(source)
    assert word[other] in text
    done = format_yaml(text, lang=lang)
    assert word[lang] in done
    assert word[other] not in done

    book = tmp_path / "package.xlsx"
    book.write_bytes(to_workbook(package, other))
    content = format_book(book, lang)
    assert content is not None
    cells = _cells(content)
    assert any(word[lang] in cell for cell in cells)
    assert not any(word[other] in cell for cell in cells)


def _cells(content: bytes) -> list[str]:
    book = load_workbook(io.BytesIO(content))
    return [
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row
    ]
