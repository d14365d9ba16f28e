"""
Tables as workbook, CSV or JSON lines, safe to open.

A text is never written so that a spreadsheet takes it for a formula. Workbooks
are the same bytes for the same table.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from regservice.errors import MissingExtraError

_EPOCH: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed stamp, not a time
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|")
_WIDEST: Final = 60
_CELL: Final = 32_000


def safe(text: str) -> str:
    """
    Make a text harmless in a CSV file that a spreadsheet opens.

    Examples:
        >>> safe("=HYPERLINK(1)"), safe("普通")
        ("'=HYPERLINK(1)", '普通')
    """
    return "'" + text if text.lstrip(" ").startswith(_FORMULA) else text


def to_csv(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return a CSV file in UTF-8 with a mark, as Excel in China reads it."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([safe(head) for head in heads])
    writer.writerows([[safe(cell) for cell in row] for row in rows])
    return stream.getvalue().encode("utf-8-sig")


def to_jsonl(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Return one JSON object a line."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return "".join(lines).encode("utf-8")


def to_xlsx(
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    own: int,
) -> bytes:
    """
    Return a workbook with one sheet, texts only.

    Args:
        title: Name of the sheet and first line.
        heads: Headers.
        rows: Cells under the headers.
        own: Number of leading columns that come from the user; the rest are results
            and are shaded.

    Raises:
        MissingExtraError: If the extra ``xlsx`` is not installed.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise MissingExtraError.of("RS5001", extra="xlsx") from None
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": title, "created": _EPOCH})
    sheet = book.add_worksheet(title[:31])
    head_style = book.add_format({"bold": True, "bg_color": "#D9E2F0", "border": 1})
    own_style = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    result_style = book.add_format(
        {"text_wrap": True, "valign": "top", "border": 1, "bg_color": "#F5F5F5"}
    )
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    for column, head in enumerate(heads):
        sheet.write_string(1, column, head, head_style)
        widest = max([len(head), *(len(row[column]) for row in rows)])
        sheet.set_column(column, column, min(_WIDEST, 2 * widest + 2))
    for number, row in enumerate(rows, 2):
        for column, cell in enumerate(row):
            style = own_style if column < own else result_style
            sheet.write_string(number, column, cell[:_CELL], style)
    sheet.freeze_panes(2, 0)
    sheet.autofilter(1, 0, 1 + len(rows), len(heads) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    book.close()
    return stream.getvalue()
