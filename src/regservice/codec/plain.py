"""
Records as plain data, in Chinese or English keys: the way back of the structure.

What is as by default is left out, so that a row says what it says and no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

import attrs

from regservice.codec.spec import (
    MANIFEST_TABLE,
    Kind,
    Shape,
    dimension_names,
    dimension_shape,
    fields_of,
    row_types,
)
from regservice.codec.timed import timed
from regservice.messages.fields import FIELD_WORDS, TABLE_WORDS
from regservice.model.amount import Amount, Mark
from regservice.model.calendar import OfficeInterval
from regservice.model.condition import Condition
from regservice.model.decisiontest import TESTS
from regservice.model.package import Contribution

LANGUAGES: Final = ("zh", "en")
"""Languages of keys."""


def rows_of(package: Contribution) -> dict[str, tuple[Any, ...]]:
    """Return the rows of each table, the manifest first and decision tests last."""
    tables = {name: getattr(package.tables, name) for name in row_types()}
    return {MANIFEST_TABLE: (package.manifest,), **tables, TESTS: package.tests}


def plain_tables(package: Contribution, lang: str) -> dict[str, list[dict[str, Any]]]:
    """
    Return the rows of a package, table by table, the manifest first.

    Args:
        package: The package.
        lang: ``zh`` or ``en``; of keys and of values that are chosen from a list.

    Returns:
        Name of the table to rows; tables without rows are left out. Values are texts,
        whole numbers, truths, dates, lists and mappings.
    """
    return {
        table_key(table, lang): [plain_record(row, lang) for row in rows]
        for table, rows in rows_of(package).items()
        if rows
    }


def table_key(table: str, lang: str) -> str:
    """Return the name of a table in a language."""
    return TABLE_WORDS[table].key if lang == "zh" else table


def plain_record(record: Any, lang: str) -> dict[str, Any]:
    """
    Return one record.

    Examples:
        >>> from regservice.model.authority import Place
        >>> plain_record(Place(code="310104", name="徐汇区"), "en")
        {'code': '310104', 'name': '徐汇区'}
    """
    found = {}
    for name, spec in fields_of(record.__class__).items():
        value = getattr(record, name)
        if spec.is_required or value != spec.default:
            key = spec.word.key if lang == "zh" else name
            found[key] = _plain(value, spec.shape, lang)
    return found


def _plain(value: Any, shape: Shape, lang: str) -> Any:
    if isinstance(value, tuple):
        inner = shape.inner or shape
        return [_plain(part, inner, lang) for part in value]
    return _single(value, shape, lang)


def _single(value: Any, shape: Shape, lang: str) -> Any:
    if isinstance(value, Condition):
        return _condition(value, lang)
    if shape.kind is Kind.CHOICE:
        text = value.value if isinstance(value, Enum) else value
        return shape.choices.get(text, text) if lang == "zh" else text
    if shape.kind is Kind.RECORD and value is not None:
        return plain_record(value, lang)
    if isinstance(value, OfficeInterval):
        return "-".join(f"{n // 60:02}:{n % 60:02}" for n in attrs.astuple(value))
    if isinstance(value, Amount | Mark):
        return timed(str(value), lang)
    return dict(value) if isinstance(value, Mapping) else value


def _condition(condition: Condition, lang: str) -> Mapping[str, list[str]]:
    found = {}
    names = set(dimension_names().values())
    words = FIELD_WORDS[Condition.__name__]
    for test in condition.tests:
        shape = dimension_shape(test.dimension)
        chinese = lang == "zh" and test.dimension in names
        key = words[test.dimension].key if chinese else test.dimension
        found[key] = _plain(test.values, shape, lang)
    return found
