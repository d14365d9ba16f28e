"""A package, or an empty template of one, as a workbook that explains itself."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping
from typing import Any, Final

from regservice.codec.bookcells import TRUTHS, Head, cells_of, head_text, heads_of
from regservice.codec.bookheads import REQUIRED
from regservice.codec.plain import rows_of, table_key
from regservice.codec.spec import (
    Kind,
    Shape,
    dimension_names,
    fields_of,
    table_types,
)
from regservice.errors import DataError, Location, MissingExtraError
from regservice.messages import sentence
from regservice.messages.fields import FIELD_WORDS, TABLE_WORDS
from regservice.model.condition import Condition
from regservice.model.package import Contribution

_EPOCH: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed stamp, not a time
_LONGEST: Final = 32_767
_ROWS: Final = 500
LIST_CHARS: Final = 250
"""A drop-down of so many characters stands on a sheet of its own."""

_CHOICES: Final[Mapping[str, str]] = {"zh": "选项", "en": "choices"}
_README: Final[Mapping[str, str]] = {"zh": "说明", "en": "readme"}
_USUAL: Final = (
    *("items", "fields", "authorities", "relations", "rules", "limits"),
    *("documents", "tests"),
)
"""Tables of which a template has an empty sheet."""


def to_workbook(
    package: Contribution, lang: str, file: str = "", *, usual: bool = True
) -> bytes:
    """
    Return a package as a workbook: the same bytes for the same package.

    The tables that it uses come first.

    Args:
        package: The package.
        lang: Language of headers, comments and drop-downs, ``zh`` or ``en``.
        file: What messages call the workbook.
        usual: Whether there are empty sheets for the usual tables that it lacks.

    Raises:
        MissingExtraError: If the extra ``xlsx`` is not installed.
        DataError: If a value is too long for a cell.
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
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": package.manifest.title, "created": _EPOCH})
    writer = _Writer(book, lang, file)
    known = rows_of(package)
    used = [table for table in known if known[table]]
    more = _USUAL if usual else ()
    rows = {table: known[table] for table in dict.fromkeys((*used, *more))}
    writer.readme(rows)
    for table, records in rows.items():
        writer.sheet(table, records)
    writer.choices()
    book.close()
    return stream.getvalue()


class _Writer:
    """Writes sheet by sheet."""

    def __init__(self, book: Any, lang: str, file: str) -> None:
        self.book, self.lang, self.file = book, lang, file
        base = {"text_wrap": True, "valign": "top", "num_format": "@"}
        self.text = book.add_format(base)
        self.head = book.add_format(
            {"bold": True, "border": 1, "bg_color": "#D9E2F0", "num_format": "@"}
        )
        self.must = book.add_format(
            {"bold": True, "border": 1, "bg_color": "#F8CBAD", "num_format": "@"}
        )
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.lists: dict[tuple[str, ...], str] = {}

    def readme(self, rows: Mapping[str, tuple[Any, ...]]) -> None:
        sheet = self.book.add_worksheet(_README[self.lang])
        sheet.set_column(0, 0, 22)
        sheet.set_column(1, 1, 28)
        sheet.set_column(2, 2, 90)
        lines: list[tuple[str, ...]] = [
            (sentence("workbook.title", self.lang),),
            *((line,) for line in sentence("workbook.how", self.lang).split("\n")),
            (),
        ]
        for table in rows:
            word = TABLE_WORDS[table]
            lines.append((table_key(table, self.lang), "", self._meaning(word)))
            cls = table_types()[table]
            for name, spec in fields_of(cls).items():
                mark = REQUIRED if spec.is_required else ""
                key = head_text(cls, (name,), self.lang) + mark
                lines.append(("", key, self._meaning(spec.word)))
        for number, line in enumerate(lines):
            for column, text in enumerate(line):
                style = self.title if number == 0 else None
                sheet.write_string(number, column, text, style)
        sheet.protect()

    def sheet(self, table: str, records: tuple[Any, ...]) -> None:
        cls = table_types()[table]
        heads = heads_of(cls, records)
        sheet = self.book.add_worksheet(table_key(table, self.lang))
        for column, (head, shape) in enumerate(heads.items()):
            self._head(sheet, column, cls, head, shape)
        for number, record in enumerate(records, 1):
            for column, cell in enumerate(cells_of(record, heads, self.lang)):
                if isinstance(cell, int):
                    sheet.write_number(number, column, cell, self.text)
                elif cell is not None:
                    if len(cell) > _LONGEST:
                        where = Location(self.file)
                        raise DataError.of("RS1022", where, limit=_LONGEST)
                    sheet.write_string(number, column, cell, self.text)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, len(records)), len(heads) - 1)

    def _head(
        self, sheet: Any, column: int, cls: type, head: Head, shape: Shape
    ) -> None:
        required = _is_required(cls, head)
        text = head_text(cls, head, self.lang) + (REQUIRED if required else "")
        sheet.write_string(0, column, text, self.must if required else self.head)
        sheet.set_column(column, column, max(12, min(40, 2 * len(text))), self.text)
        sheet.write_comment(
            0, column, self._comment(cls, head, shape), {"x_scale": 2, "author": ""}
        )
        words = self._words(shape)
        if words:
            rule: dict[str, Any] = {"validate": "list", "source": self._list(words)}
            if shape.kind is Kind.LIST or not shape.is_closed:
                # Several values, or others, may be written too.
                rule["error_type"] = "information"
            sheet.data_validation(1, column, _ROWS, column, rule)

    def _words(self, shape: Shape) -> tuple[str, ...]:
        if shape.kind is Kind.TRUTH:
            return TRUTHS[self.lang]
        inner = shape.inner or shape
        if self.lang == "zh":
            return tuple(inner.choices.values())
        return tuple(inner.choices)

    def _list(self, words: tuple[str, ...]) -> list[str] | str:
        """A short list in the rule itself, a long one on a sheet of its own."""
        if sum(len(word) + 1 for word in words) < LIST_CHARS:
            return list(words)
        if words not in self.lists:
            letter = chr(ord("A") + len(self.lists))
            name = _CHOICES[self.lang]
            self.lists[words] = f"='{name}'!${letter}$1:${letter}${len(words)}"
        return self.lists[words]

    def choices(self) -> None:
        if not self.lists:
            return
        sheet = self.book.add_worksheet(_CHOICES[self.lang])
        for column, words in enumerate(self.lists):
            for number, word in enumerate(words):
                sheet.write_string(number, column, word)
        sheet.hide()

    def _comment(self, cls: type, head: Head, shape: Shape) -> str:
        lines = list(self._meanings(cls, head))
        words = self._words(shape)
        if words:
            lines.append(sentence("workbook.allowed", self.lang) + ", ".join(words))
        form = (shape.inner or shape).form
        if form:
            lines.append(sentence("workbook.form", self.lang) + form)
        if shape.kind is Kind.LIST:
            lines.append(sentence("workbook.list", self.lang))
        return "\n".join(lines)

    def _meanings(self, cls: type, head: Head) -> Iterable[str]:
        shape = Shape(Kind.RECORD, record=cls)
        for step in head:
            if shape.record is not None:
                spec = fields_of(shape.record)[step]
                yield self._meaning(spec.word)
                shape = spec.shape
            elif shape.kind is Kind.CONDITION and step in dimension_names():
                yield self._meaning(FIELD_WORDS[Condition.__name__][step])

    def _meaning(self, word: Any) -> str:
        return str(word.meaning if self.lang == "zh" else word.meaning_en)


def _is_required(cls: type, head: Head) -> bool:
    """A column of which every row must have a cell."""
    spec = fields_of(cls)[head[0]]
    if len(head) == 1 or not spec.is_required or spec.shape.record is None:
        return len(head) == 1 and spec.is_required
    return fields_of(spec.shape.record)[head[1]].is_required
