"""
Put the keys and choices of a YAML tree into one language, and its quotes in order.

Only what has a meaning is touched; a key that nobody knows stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from regservice.codec.plain import table_key
from regservice.codec.spec import (
    TIMED,
    Kind,
    Shape,
    dimension_names,
    dimension_shape,
    fields_of,
    key_names,
    table_names,
    table_types,
)
from regservice.codec.timed import timed
from regservice.codec.yamlout import needs_quotes
from regservice.codec.yamlparts import Part
from regservice.messages.fields import FIELD_WORDS
from regservice.model.condition import Condition

_BARE: Final[Mapping[Kind, re.Pattern[str]]] = {
    Kind.WHOLE: re.compile(r"-?\d{1,9}"),
    Kind.TRUTH: re.compile("true|false|是|否"),
    Kind.DATE: re.compile(r"\d{4}-\d{2}-\d{2}"),
}
"""What stands without quotes, because it is no text."""


def rename(root: Part, record: type[Any] | None, lang: str | None) -> None:
    """
    Change a tree in place.

    Args:
        root: The document.
        record: The class of a document that is one record; ``None`` for tables.
        lang: ``zh`` or ``en``; ``None`` to see to the quotes alone.
    """
    if record is not None:
        _record(root, record, lang)
        return
    for key, rows in root.pairs:
        table = table_names().get(key.value)
        if table is not None:
            _key(key, table_key(table, lang) if lang else None)
        types = table_types()
        for row in rows.items if table in types else ():
            _record(row, types[str(table)], lang)


def rename_value(part: Part, shape: Shape, lang: str | None) -> None:
    """
    Change a value in place.

    Args:
        part: The value.
        shape: What it is.
        lang: ``zh`` or ``en``; ``None`` to see to the quotes alone.
    """
    if part.kind == "text":
        _text(part, shape, lang)
    elif shape.kind is Kind.LIST and shape.inner is not None:
        for item in part.items:
            rename_value(item, shape.inner, lang)
    elif shape.kind is Kind.RECORD and shape.record is not None:
        _record(part, shape.record, lang)
    elif shape.kind is Kind.CONDITION:
        words = FIELD_WORDS[Condition.__name__]
        for key, values in part.pairs:
            name = dimension_names().get(key.value, key.value)
            if name in words:
                _key(key, _spelt(words[name].key, name, lang))
            rename_value(values, dimension_shape(name), lang)


def chosen(value: str, shape: Shape, lang: str) -> str:
    """
    Return a value that has words of its own, in a language; any other as it is.

    Examples:
        >>> shape = Shape(Kind.CHOICE, choices={"drug": "药品"})
        >>> chosen("药品", shape, "en"), chosen("drug", shape, "zh")
        ('drug', '药品')
    """
    if shape.form in TIMED:
        return timed(value, lang)
    for code, word in shape.choices.items():
        if value in (code, word):
            return word if lang == "zh" else code
    return value


def _record(part: Part, cls: type[Any], lang: str | None) -> None:
    for key, value in part.pairs:
        name = key_names(cls).get(key.value)
        if name is not None:
            spec = fields_of(cls)[name]
            _key(key, _spelt(spec.word.key, name, lang))
            rename_value(value, spec.shape, lang)


def _spelt(chinese: str, english: str, lang: str | None) -> str | None:
    return None if lang is None else chinese if lang == "zh" else english


def _key(key: Part, name: str | None) -> None:
    if name is not None and key.kind == "text" and key.value != name:
        key.value = key.raw = name
        key.style = '"' if needs_quotes(name) else ""
        if key.style:
            key.raw = f'"{name}"'


def _text(part: Part, shape: Shape, lang: str | None) -> None:
    if lang is not None:
        value = chosen(part.value, shape, lang)
        if value != part.value:
            part.value, part.style = value, ""
    bare = _BARE.get(shape.kind)
    if bare is not None:
        if bare.fullmatch(part.value):
            part.style = ""
    elif shape.kind in (Kind.TEXT, Kind.CHOICE) and _is_bare(part):
        part.style = "'"  # written anew, in double quotes


def _is_bare(part: Part) -> bool:
    """Whether a text stands without the quotes that it needs."""
    return not part.style and not part.is_nothing and needs_quotes(part.value)
