"""
Put sheets, headers and choices of a workbook into one language, in place.

Styles, comments, widths and the columns of others stay; drop-downs follow.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from regservice.codec.bookcells import TRUTHS, head_text
from regservice.codec.bookheads import REQUIRED, UnknownHeadError, field_of
from regservice.codec.bookout import LIST_CHARS
from regservice.codec.cells import column_letters, read_content
from regservice.codec.plain import table_key
from regservice.codec.rename import chosen, rename_value
from regservice.codec.spec import (
    TIMED,
    Kind,
    Shape,
    table_names,
    table_types,
)
from regservice.codec.workbook import UNREAD
from regservice.codec.yamlfmt import flow_text
from regservice.codec.yamlparts import parts_of
from regservice.errors import DataError, Location, MissingExtraError

_HEAD: Final = re.compile(rf"(.*?)([{re.escape(REQUIRED)}＊\s]*)", re.DOTALL)
_SIGNS: Final = re.compile(r"(\s*[、;；,，\n]\s*)")
_NAMES: Final = {name: pair for pair in (UNREAD[:2], UNREAD[2:]) for name in pair}
"""Sheets that are not read, by each name, with their Chinese and English name."""


def format_book(path: Path, lang: str) -> bytes | None:
    """
    Return a workbook in keys and choices of one language.

    Args:
        path: The workbook.
        lang: ``zh`` or ``en``.

    Returns:
        Its content; ``None`` if nothing has to change.

    Raises:
        DataError: If it is no workbook.
        MissingExtraError: If the extra ``xlsx`` is not installed.
    """
    try:
        import openpyxl
    except ImportError:
        raise MissingExtraError.of("RS5001", extra="xlsx") from None
    content = read_content(path)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    except Exception as error:  # noqa: BLE001 - the reader has errors of many kinds
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise DataError.of("RS4001", Location(str(path)), reason=reason) from None
    editor = _Editor(lang)
    for sheet in book.worksheets:
        editor.sheet(sheet)
    editor.references(book)
    if not editor.changed:
        return None
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


class _Editor:
    """Changes sheet by sheet."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.changed = False
        self.titles: dict[str, str] = {}

    def sheet(self, sheet: Any) -> None:
        name = sheet.title.strip()
        pair = _NAMES.get(name.lower())
        if pair is not None:
            self._title(sheet, pair[self.lang == "en"])
            if pair[0] == UNREAD[2]:
                self._choices(sheet)
            return
        table = table_names().get(name)
        if table is None:
            return
        self._title(sheet, table_key(table, self.lang))
        rows = sheet.iter_rows()
        shapes = self._heads(next(rows, ()), table_types()[table])
        for row in rows:
            for cell in row:
                shape = shapes.get(cell.column)
                if shape is not None and isinstance(cell.value, str):
                    self._set(cell, self.value(cell.value, shape))
        for rule in sheet.data_validations.dataValidation:
            columns = [block.min_col for block in rule.sqref.ranges]
            known = [shapes[column] for column in columns if column in shapes]
            if rule.type == "list" and known:
                self._rule(rule, known[0], sheet.parent)

    def _heads(self, cells: Iterable[Any], cls: type) -> dict[int, Shape]:
        """Rename the headers, and say how the cells below each are written."""
        shapes: dict[int, Shape] = {}
        for cell in cells:
            text, mark = _split(cell.value)
            try:
                path, shapes[cell.column] = field_of(text, cls)
            except UnknownHeadError:
                continue  # a column of somebody else
            self._set(cell, head_text(cls, path, self.lang) + mark)
        return shapes

    def value(self, text: str, shape: Shape) -> str:
        """Return a cell in the language."""
        if shape.kind is Kind.TRUTH:
            return self._truth(text)
        if text.startswith(("[", "{")) and shape.kind in _DEEP:
            root = parts_of(text)
            if root is None:
                return text
            before = flow_text(root)
            rename_value(root, shape, self.lang)
            after = flow_text(root)
            return text if before == after else after
        if shape.kind is Kind.CHOICE or shape.form in TIMED:
            return chosen(text.strip(), shape, self.lang) if text.strip() else text
        inner = shape.inner if shape.kind is Kind.LIST else None
        if inner and (inner.choices or inner.form in TIMED):
            return "".join(
                piece if _SIGNS.fullmatch(piece) else chosen(piece, inner, self.lang)
                for piece in _SIGNS.split(text)
            )
        return text

    def _truth(self, text: str) -> str:
        for words in TRUTHS.values():
            if text.strip().lower() in words:
                return TRUTHS[self.lang][words.index(text.strip().lower())]
        return text

    def _rule(self, rule: Any, shape: Shape, book: Any) -> None:
        """The choices of a drop-down that stand in the rule itself."""
        found = str(rule.formula1 or "")
        if not (found.startswith('"') and found.endswith('"')):
            return
        inner = Shape(Kind.TRUTH) if shape.kind is Kind.TRUTH else shape.inner or shape
        words = [self.value(word, inner) for word in found[1:-1].split(",")]
        if words != found[1:-1].split(","):
            short = sum(len(word) + 1 for word in words) < LIST_CHARS
            listed = f'"{",".join(words)}"'
            rule.formula1 = listed if short else self._listed(book, words)
            self.changed = True

    def _listed(self, book: Any, words: list[str]) -> str:
        """A list that is too long for a rule, on the sheet for such lists."""
        names = UNREAD[2:]
        title = next((name for name in names if name in book.sheetnames), None)
        if title is None:
            title = names[self.lang == "en"]
            book.create_sheet(title).sheet_state = "hidden"
        sheet = book[title]
        columns = [[c.value for c in cells if c.value] for cells in sheet.iter_cols()]
        known = (n for n, found in enumerate(columns, 1) if found in ([], words))
        number = next(known, len(columns) + 1)
        for row, word in enumerate(words, 1):
            sheet.cell(row, number, word)
        letter = column_letters(number - 1)
        return f"'{title}'!${letter}$1:${letter}${len(words)}"

    def _choices(self, sheet: Any) -> None:
        """Long lists stand column by column on a sheet of their own."""
        from regservice.messages.fields import VALUE_WORDS

        for column in sheet.iter_cols():
            words = [cell.value for cell in column if isinstance(cell.value, str)]
            for known in VALUE_WORDS.values():
                if words and set(words) <= {*known, *known.values()}:
                    shape = Shape(Kind.CHOICE, choices=known)
                    for cell in column:
                        if isinstance(cell.value, str):
                            self._set(cell, chosen(cell.value, shape, self.lang))
                    break

    def _title(self, sheet: Any, name: str) -> None:
        if sheet.title != name and name not in sheet.parent.sheetnames:
            self.titles[sheet.title] = name
            sheet.title = name
            self.changed = True

    def references(self, book: Any) -> None:
        """Let rules that name a sheet name it by its new title."""
        for sheet in book.worksheets:
            for rule in sheet.data_validations.dataValidation:
                for old, new in self.titles.items():
                    for name in (f"'{old}'!", f"{old}!"):
                        if rule.formula1 and rule.formula1.startswith(name):
                            rest = rule.formula1.removeprefix(name)
                            rule.formula1 = f"'{new}'!{rest}"

    def _set(self, cell: Any, text: str) -> None:
        if cell.value != text:
            cell.value = text
            cell.data_type = "s"
            self.changed = True


_DEEP: Final = (Kind.LIST, Kind.RECORD, Kind.CONDITION)


def _split(value: Any) -> tuple[str, str]:
    """A header without its mark, and the mark."""
    found = _HEAD.fullmatch(str(value or ""))
    return (found[1].strip(), found[2]) if found else ("", "")
