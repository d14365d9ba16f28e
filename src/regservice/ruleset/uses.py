"""Which rows does a row name, and which rows name it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from regservice.model.catalogue import Matter
from regservice.model.condition import Condition
from regservice.model.package import Row, Tables, row_key
from regservice.ruleset.parts import conditions_and_sources
from regservice.ruleset.references import named_bodies, named_fields

_VALUES: Final[Mapping[str, str]] = {
    "place": "places",
    "site": "places",
    "item": "items",
    "programme": "programmes",
}
"""Dimension whose values are keys of rows, to their table."""


def named_rows(table: str, row: Row) -> Iterator[tuple[str, str]]:
    """
    Give the rows that a row names, whether they exist or not.

    Args:
        table: The table of the row.
        row: The row.

    Returns:
        Table and key of each, in the order in which they stand; some twice.

    Examples:
        >>> from regservice.model.authority import Place
        >>> row = Place(code="310104", name="徐汇区", located_in=("310000",))
        >>> list(named_rows("places", row))
        [('places', '310000')]
    """
    for field, kind in named_fields(table, (row,)):
        value = getattr(row, field)
        keys = value if isinstance(value, tuple) else (value,)
        yield from ((kind, key) for key in keys if key is not None)
    yield from (("authorities", key) for key in named_bodies(row))
    if isinstance(row, Matter):
        yield from (("items", key) for key in row.items)
    for part in conditions_and_sources(row):
        if isinstance(part, Condition):
            yield from _tested(part)
        elif part.document is not None:
            yield "documents", part.document


def _tested(condition: Condition) -> Iterator[tuple[str, str]]:
    for test in condition.tests:
        yield "fields", test.dimension
        if test.dimension in _VALUES:
            yield from ((_VALUES[test.dimension], value) for value in test.values)


def uses(tables: Tables, table: str, key: str) -> list[tuple[str, str]]:
    """
    Return the rows that name a row.

    Args:
        tables: All rows.
        table: The table of the row.
        key: Its key.

    Returns:
        Table and key of each, in the order of the tables; the row itself is left out.
    """
    return [
        (name, row_key(row))
        for name in (attribute.name for attribute in attrs.fields(Tables))
        for row in getattr(tables, name)
        if (name, row_key(row)) != (table, key)
        and (table, key) in set(named_rows(name, row))
    ]
