"""
Numbers that a workbook shows in percent, as they are shown.

A cell that shows 80% holds 0.8. Who fills it in means what is to be seen.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from typing import Final

_STYLES: Final = "xl/styles.xml"
_IN_PERCENT: Final = re.compile(rb'numFmtId="(?:9|10)"|%')


def shown_in_percent(content: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """
    Return the cells whose numbers are shown in percent.

    Args:
        content: A workbook.

    Returns:
        Sheet to row and column, from 0, to what is shown; only sheets that have any.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        known = _STYLES in archive.namelist()
        styles = archive.read(_STYLES) if known else b""
    if not _IN_PERCENT.search(styles):
        return {}  # nearly all: to look at each cell would double the time
    import openpyxl

    found: dict[str, dict[tuple[int, int], str]] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                value = cell.value
                if type(value) in (int, float) and "%" in cell.number_format:
                    at = cell.row - 1, cell.column - 1
                    shown = f"{round(100 * value, 6):g}%"
                    found.setdefault(sheet.title, {})[at] = shown
    return found
