"""
Which formulas of a workbook have no result saved with them?

A program that writes workbooks leaves them to be reckoned by whoever opens them next.
Until then their cells are empty for every reader.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from typing import Any, Final

_SHEETS: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_FORMULA: Final = re.compile(rb"<f[ >/]|t=\"e\"")
_ERROR: Final = re.compile(r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)")
_CONSTANT: Final = re.compile(r"=\s*(?:\"([^\"]*)\"|(-?\d+(?:\.\d+)?))\s*")


def unreckoned(content: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """
    Return the cells whose formulas have no result, or an error for one.

    Args:
        content: A workbook.

    Returns:
        Sheet to row and column, from 0, to the formula; only sheets that have any.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [name for name in archive.namelist() if _SHEETS.fullmatch(name)]
        if not any(_FORMULA.search(archive.read(name)) for name in parts):
            return {}  # nearly all: to open it twice more takes its time
    formulas, results = (_opened(content, data_only=known) for known in (False, True))
    found: dict[str, dict[tuple[int, int], str]] = {}
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                saved = results[sheet.title].cell(cell.row, cell.column).value
                error = str(saved or cell.value or "")
                if cell.data_type == "e" or _ERROR.fullmatch(error):
                    saved = None
                elif cell.data_type != "f":
                    continue
                if saved is None:
                    at = cell.row - 1, cell.column - 1
                    found.setdefault(sheet.title, {})[at] = str(cell.value)
    return found


def constant(formula: str) -> str | None:
    """
    Return what a formula comes to that only names a value.

    Examples:
        >>> constant('="310104"'), constant("=5"), constant("=A1")
        ('310104', '5', None)
    """
    found = _CONSTANT.fullmatch(formula)
    return None if found is None else (found[1] or found[2] or "")


def _opened(content: bytes, *, data_only: bool) -> Any:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(content), data_only=data_only)
