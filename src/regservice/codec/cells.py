"""Read the cells of a workbook, a CSV file or a file of JSON lines."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from regservice.codec.formulas import unreckoned
from regservice.codec.percents import shown_in_percent
from regservice.errors import DataError, Location, MissingExtraError, file_error

_MAX_BYTES: Final = 50_000_000

Cell = str | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta
"""A value as the file has it; an empty text where there is none."""


@attrs.frozen
class Grid:
    """
    The cells of one sheet.

    Attributes:
        file: Name of the file, for messages.
        sheet: Name of the sheet; empty for a text file.
        rows: Cells by row; rows may differ in length.
        first: Number of the first row in the file, from 1.
        turned: Whether its rows are the columns of the file.
        unreckoned: Formulas without a saved result, by row and column from 0.
    """

    file: str
    sheet: str
    rows: tuple[tuple[Cell, ...], ...]
    first: int = 1
    turned: bool = False
    unreckoned: Mapping[tuple[int, int], str] = attrs.field(factory=dict)

    def where(self, row: int, column: int) -> Location:
        """Return the place of a cell: ``sheet!B4``, or line and column."""
        if self.turned:
            row, column = column, row
        if self.sheet:
            name = f"{self.sheet}!{column_letters(column)}{row + self.first}"
            return Location(self.file, cell=name)
        return Location(self.file, row + self.first, column + 1)


def column_letters(column: int) -> str:
    """
    Return the letters of a column, counted from 0.

    Examples:
        >>> column_letters(0), column_letters(27)
        ('A', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_text(cell: Cell) -> str:
    r"""
    Return a cell as a text, without control characters and outer blanks.

    Examples:
        >>> cell_text(12.0), cell_text("  甲\x07 ")
        ('12', '甲')
    """
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    text = str(cell)
    return "".join(c for c in text if c >= " " or c in "\t\n\r").strip()


def read_content(path: Path) -> bytes:
    """
    Read a file of limited size.

    Raises:
        DataError: If it cannot be read, or is too large.
    """
    try:
        if path.is_file() and path.stat().st_size > _MAX_BYTES:
            raise DataError.of("RS1005", Location(str(path)), limit=_MAX_BYTES)
        return path.read_bytes()
    except OSError as error:
        raise file_error(error, str(path)) from None


def decode(content: bytes, file: str) -> str:
    """
    Decode UTF-8 or UTF-16 with a mark, UTF-8, or else GBK as Excel writes it in China.

    Raises:
        DataError: If it is none of them.
    """
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DataError.of("RS1002", Location(file))


def read_xlsx(path: Path) -> list[Grid]:
    """
    Read the sheets that have any cell; merged cells repeat their value.

    Raises:
        MissingExtraError: If the extra ``xlsx`` is not installed.
        DataError: If it is no workbook.
    """
    content = read_content(path)
    try:
        import python_calamine
    except ImportError:
        raise MissingExtraError.of("RS5001", extra="xlsx") from None
    grids = []
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        percents = shown_in_percent(content)
        formulas = unreckoned(content)
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            rows = [list(row) for row in sheet.to_python(skip_empty_area=False)]
            for (row, column), shown in percents.get(name, {}).items():
                if row < len(rows) and column < len(rows[row]):
                    rows[row][column] = shown
            if any(cell != "" for row in rows for cell in row):
                for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
                    _spread(rows, top, left, bottom, right)
                cells = tuple(map(tuple, rows))
                unsaved = formulas.get(name, {})
                grids.append(Grid(path.name, name, cells, unreckoned=unsaved))
    except Exception as error:  # noqa: BLE001 - the reader has errors of many kinds
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise DataError.of("RS4001", Location(str(path)), reason=reason) from None
    if not grids:
        raise DataError.of("RS4002", Location(str(path)))
    return grids


def _spread(
    rows: list[list[Any]], top: int, left: int, bottom: int, right: int
) -> None:
    """A cell merged over rows speaks for each; a title over columns only once."""
    if left != right:
        return
    for row in rows[top + 1 : bottom + 1]:
        if left < len(row) and row[left] == "":
            row[left] = rows[top][left]


def read_csv(path: Path) -> list[Grid]:
    """
    Read a CSV file with commas, semicolons or tabs.

    Raises:
        DataError: If it cannot be read.
    """
    text = decode(read_content(path), str(path))
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise DataError.of("RS4001", Location(str(path)), reason=str(error)) from None
    return [Grid(path.name, "", tuple(map(tuple, rows)))]


def read_jsonl(path: Path) -> list[tuple[Location, dict[str, Any] | str]]:
    """
    Read one JSON object from each line that is not blank.

    Returns:
        For each line where it stands, and its object, or why it is none.

    Raises:
        DataError: If the file cannot be read.
    """
    text = decode(read_content(path), str(path))
    rows: list[tuple[Location, dict[str, Any] | str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = Location(path.name, number)
        try:
            value = json.loads(line, object_pairs_hook=_once)
        except (ValueError, RecursionError) as error:
            rows.append((where, str(error)))
            continue
        rows.append((where, value if isinstance(value, dict) else '[ ], 1, "…" ≠ { }'))
    return rows


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of which each key stands there once: none is dropped silently."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"“{twice}” × 2")
    return found


READERS: Final[dict[str, Callable[[Path], list[Grid]]]] = {
    ".xlsx": read_xlsx,
    ".csv": read_csv,
}
"""File suffix to the reader of its sheets."""
