"""
Mend files where a machine can: text by place, workbooks by cell.

Nothing is kept that does not help: who calls reads the files again, and puts back
what was there if they are not better.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from regservice.codec.cells import decode
from regservice.codec.files import BOOK
from regservice.errors import (
    DataError,
    Edit,
    Mend,
    MissingExtraError,
    Problem,
    file_error,
)

_LOOSE: Final = " \n\"'"
_GBK: Final = "RS1002"


def mended(problems: Iterable[Problem]) -> dict[Path, bytes]:
    """
    Return the files as they would be, mended.

    Args:
        problems: Where something is wrong; those without a mend are left.

    Returns:
        File to its new content; only files of which something changes.

    Raises:
        DataError: If a file cannot be read any more.
        MissingExtraError: If a workbook has to be mended, and the extra ``xlsx`` is
            missing.
    """
    todo: dict[Path, list[Problem]] = {}
    for problem in problems:
        if problem.mend is not None or problem.code == _GBK:
            todo.setdefault(Path(problem.where.file), []).append(problem)
    found = {}
    for path, faults in todo.items():
        try:
            before = path.read_bytes()
        except OSError as error:
            raise file_error(error, str(path)) from None
        if path.suffix.lower() == BOOK:
            after = _in_book(before, faults)
        else:
            after = _in_text(before, faults)
        if after is not None and after != before:
            found[path] = after
    return found


def _in_text(content: bytes, problems: list[Problem]) -> bytes | None:
    if any(problem.code == _GBK for problem in problems):
        try:
            return decode(content, "").encode()
        except DataError:
            return None
    text = content.decode("utf-8-sig")
    lines = text.splitlines(keepends=True)
    # From the end on, so that the places before stay where they are.
    order: dict[tuple[int, int], Mend | Edit] = {}
    for problem in problems:
        mend, at = problem.mend, problem.where
        if mend is not None:
            own = (mend.line, mend.column) if mend.line else (at.line, at.column)
            order[own] = mend
            order |= {(edit.line, edit.column): edit for edit in mend.also}
    for (line, column), change in sorted(order.items(), key=_place, reverse=True):
        if 0 < line <= len(lines):
            rest = "".join(lines[line - 1 :])
            lines[line - 1 :] = [_replaced(rest, column - 1, change)]
    return "".join(lines).encode()


def _place(item: tuple[tuple[int, int], object]) -> tuple[int, int]:
    return item[0]


def _replaced(line: str, column: int, mend: Mend | Edit) -> str:
    """A line and what is below it with one text replaced, in or without quotes."""
    column = max(column, 0)
    for quote in ("", '"', "'"):
        # A text may have been broken over lines where it has a blank.
        old = re.escape(quote + mend.old + quote).replace(r"\ ", r"\s+")
        found = re.compile(old).match(line, column)
        if found is not None:
            # A list, or what is put in quotes anew, takes the place of the quotes too.
            keep = "" if mend.new[:1] in ("[", "{", '"') else quote
            return line[:column] + keep + mend.new + keep + line[found.end() :]
    end = _end(line, column, mend.old) if mend.old[:1] in ("[", "{") else 0
    return line[:column] + mend.new + line[end:] if end else line


def _end(line: str, column: int, old: str) -> int:
    """Where a list or a mapping ends, whatever quotes and blanks it has; 0 if not."""
    rest = [char for char in old if char not in _LOOSE]
    for place in range(column, len(line)):
        if line[place] in _LOOSE:
            continue
        if line[place] != rest.pop(0):
            return 0
        if not rest:
            return place + 1
    return 0


def _in_book(content: bytes, problems: list[Problem]) -> bytes | None:
    try:
        import openpyxl
    except ImportError:
        raise MissingExtraError.of("RS5001", extra="xlsx") from None
    book = openpyxl.load_workbook(io.BytesIO(content))
    formulas = {
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    if formulas - {problem.where.cell for problem in problems}:
        return None  # what they come to would be lost
    changed = False
    for problem in problems:
        name, _, cell = problem.where.cell.rpartition("!")
        if problem.mend is None or name not in book.sheetnames:
            continue
        changed |= _in_cell(book[name], cell, problem.mend)
    if not changed:
        return None
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _in_cell(sheet: Any, cell: str, mend: Mend) -> bool:
    if mend.old == sheet.title:
        sheet.title = mend.new
        return True
    held = sheet[cell].value
    if isinstance(held, dt.date) or (
        isinstance(held, int | float) and "%" in sheet[cell].number_format
    ):
        # It holds something else than it shows.
        sheet[cell].value = int(mend.new) if mend.new.isdigit() else mend.new
        sheet[cell].number_format = "General" if mend.new.isdigit() else "@"
        return True
    value = str(held or "")
    new = mend.new
    if new.startswith("[") and not value.startswith(("[", "{")):
        new = new[1:-1].replace('"', "")  # a cell needs no brackets
    if mend.old not in value:
        return False
    sheet[cell].value = value.replace(mend.old, new, 1)
    return True
