"""Plain data as the cells of a row, which read back as the same data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from regservice.codec.cells import cell_text
from regservice.codec.plain import plain_record
from regservice.codec.spec import (
    Kind,
    Shape,
    dimension_names,
    dimension_shape,
    fields_of,
)
from regservice.codec.yamlout import double_quoted, needs_quotes
from regservice.messages.fields import FIELD_WORDS
from regservice.model.condition import Condition

TRUTHS: Final[Mapping[str, tuple[str, str]]] = {
    "zh": ("否", "是"),
    "en": ("false", "true"),
}
"""How false and true are written."""

_BETWEEN: Final[Mapping[str, str]] = {"zh": "、", "en": "; "}
_SPLITS: Final = re.compile(r"[、;；,，\n]")
_ESCAPE: Final = re.compile("_x[0-9A-Fa-f]{4}_")
_PLAIN: Final = re.compile(r"\w[\w./-]*")

Head = tuple[str, ...]
"""English keys from the record down to the field of a column."""


def heads_of(record: type, rows: Sequence[Any]) -> dict[Head, Shape]:
    """
    Return the columns of a table.

    A record that holds no other stands in columns of its own, a condition in one for
    each dimension; what is deeper stands in one cell.

    Args:
        record: The class of the rows.
        rows: The rows; dimensions that only they name get a column too.
    """
    found: dict[Head, Shape] = {}
    for name, spec in fields_of(record).items():
        shape = spec.shape
        if shape.kind is Kind.CONDITION:
            used = {test.dimension for row in rows for test in getattr(row, name).tests}
            known = list(dict.fromkeys(dimension_names().values()))
            for dimension in [*known, *sorted(used - set(known))]:
                found[name, dimension] = dimension_shape(dimension)
        elif shape.kind is Kind.MAPPING:
            for key in sorted({key for row in rows for key in getattr(row, name)}):
                found[name, key] = Shape(Kind.TEXT)
        elif shape.kind is Kind.RECORD and shape.record and is_flat(shape.record):
            for inner, part in fields_of(shape.record).items():
                found[name, inner] = part.shape
        else:
            found[(name,)] = shape
    return found


def is_flat(record: type) -> bool:
    """Tell whether a record holds no other."""
    kinds = [spec.shape for spec in fields_of(record).values()]
    deep = (Kind.RECORD, Kind.CONDITION)
    return not any(
        shape.kind in deep or (shape.inner and shape.inner.kind in deep)
        for shape in kinds
    )


def head_text(record: type, head: Head, lang: str) -> str:
    """
    Return the header of a column.

    Examples:
        >>> from regservice.model.rule import Rule
        >>> head_text(Rule, ("when", "product"), "en")
        'when.product'
    """
    if lang == "en":
        return ".".join(head)
    names, shape = [], Shape(Kind.RECORD, record=record)
    for step in head:
        if shape.kind is Kind.RECORD and shape.record is not None:
            spec = fields_of(shape.record)[step]
            names.append(spec.word.key)
            shape = spec.shape
        elif shape.kind is Kind.CONDITION and step in dimension_names():
            names.append(FIELD_WORDS[Condition.__name__][step].key)
        else:
            names.append(step)
    return ".".join(names)


def cells_of(
    record: Any, heads: Mapping[Head, Shape], lang: str
) -> Iterator[str | int | None]:
    """
    Give the cell of each column of one row.

    Args:
        record: The row.
        heads: The columns.
        lang: ``zh`` or ``en``.

    Returns:
        Texts and whole numbers; ``None`` for an empty cell.
    """
    plain = plain_record(record, lang)
    for head, shape in heads.items():
        *path, last = head_text(type(record), head, lang).split(".")
        home: Any = plain
        for step in path:
            home = home.get(step, {})
        yield _cell(home[last], shape, lang) if last in home else None


def _cell(value: Any, shape: Shape, lang: str) -> str | int:
    if isinstance(value, bool):
        return TRUTHS[lang][value]
    if isinstance(value, int):
        return value
    if isinstance(value, list) and shape.kind is Kind.LIST:
        texts = [_part(part) for part in value]
        if texts and all(map(_is_part, texts)):
            return _BETWEEN[lang].join(texts)
        lines = ",\n ".join(_flow(part) for part in value)
        return f"[{lines}]"
    text = _part(value)
    if not text and not isinstance(value, str):
        return _flow(value)
    return text if _is_safe(text) else quoted(text)


def _part(value: Any) -> str:
    """A part of a list as a text; empty if it is more than that."""
    if isinstance(value, bool | list | Mapping) or value is None:
        return ""
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _is_part(text: str) -> bool:
    return bool(text) and not _SPLITS.search(text) and _is_safe(text)


def _is_safe(text: str) -> bool:
    """Whether a text comes out of a cell as it was put in."""
    return (
        bool(text)
        and text[0] not in '"[{#'
        and text == cell_text(text)
        and all(char.isprintable() or char == "\n" for char in text)
        and not _ESCAPE.search(text)
    )


def quoted(text: str) -> str:
    r"""
    Return a text in quotes, as YAML has it, in signs that no cell changes.

    Examples:
        >>> quoted('a "b"\x07')
        '"a \\"b\\"\\U00000007"'
    """
    return double_quoted(text, hidden="_\ufeff")


def _flow(value: Any) -> str:
    """A value as YAML on one line, in signs that no cell changes."""
    if isinstance(value, Mapping):
        parts = (f"{_flow(key)}: {_flow(part)}" for key, part in value.items())
        return f"{{{', '.join(parts)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, bool):
        return TRUTHS["en"][value]
    if not isinstance(value, str):
        return str(value)
    plain = _PLAIN.fullmatch(value) and not needs_quotes(value)
    return value if plain and not _ESCAPE.search(value) else quoted(value)
