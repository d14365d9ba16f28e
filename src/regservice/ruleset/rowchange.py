"""
Which rows began, ended or changed between two rulesets, or two days of one?

In: two sets of rows. Out: the keys of the rows that differ, table by table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

import attrs

from regservice.core.routing.book import Book
from regservice.model.package import Tables, row_key
from regservice.ruleset.digest import plain

_TABLES: Final = tuple(
    table.name
    for table in attrs.fields(Tables)
    if table.metadata.get("normative", True)
)
"""Tables whose rows apply; of others a change changes nothing."""


@attrs.frozen
class RowChange:
    """
    A row that is there on one side only, or reads otherwise.

    Attributes:
        table: Its table.
        key: Its key.
        change: ``began``, ``ended`` or ``changed``.
    """

    table: str
    key: str
    change: str


def row_changes(
    left: Book, right: Book, days: tuple[dt.date, dt.date]
) -> Iterator[RowChange]:
    """Rows in force on a day of one side only, or that read otherwise."""
    same = left is right
    for table in _TABLES:
        rows = [
            {
                row_key(row): row
                for row in getattr(book.tables, table)
                if not same or _in_force(row, day)
            }
            for book, day in zip((left, right), days, strict=True)
        ]
        for key in sorted(rows[0].keys() | rows[1].keys()):
            a, b = rows[0].get(key), rows[1].get(key)
            if a is None or b is None:
                yield RowChange(table, key, "began" if a is None else "ended")
            elif not same and plain(a) != plain(b):
                yield RowChange(table, key, "changed")


def _in_force(row: Any, day: dt.date) -> bool:
    validity = getattr(row, "validity", None)
    return validity is None or day in validity
