"""The workbook of a package, with everything in it that can be mutated."""

from __future__ import annotations

import functools
import io
import random
from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs
import openpyxl
from openpyxl.utils import get_column_letter

from regservice.codec.spec import (
    FieldSpec,
    Kind,
    Shape,
    dimension_names,
    dimension_shape,
    fields_of,
    key_names,
    table_names,
    table_types,
)
from tests.corpus.bases import BOOK, Base
from tests.corpus.kinds import Mutant, Truth


@attrs.frozen
class Head:
    """
    A header.

    Attributes:
        sheet: Name of the sheet.
        column: Number of the column, from 1.
        text: The header without its mark.
        path: Table, and English keys.
        shape: How its cells are written.
        spec: The field of the record that the last key names; none of a condition.
        keys: Every key that could stand there instead of the last one.
    """

    sheet: str
    column: int
    text: str
    path: tuple[str, ...]
    shape: Shape = attrs.field(repr=False)
    spec: FieldSpec | None = attrs.field(repr=False)
    keys: frozenset[str] = attrs.field(repr=False)

    def cell(self, row: int) -> str:
        """Return the name of a cell below, as messages write it."""
        return f"{self.sheet}!{get_column_letter(self.column)}{row}"


@attrs.frozen
class Spot:
    """A cell with a value."""

    head: Head
    row: int
    value: Any

    @property
    def cell(self) -> str:
        """Its name."""
        return self.head.cell(self.row)

    @property
    def path(self) -> tuple[str, ...]:
        """Table and English keys of its field."""
        return self.head.path

    @property
    def kind(self) -> Kind:
        """What kind of value its field holds."""
        return self.head.shape.kind

    @property
    def first(self) -> str:
        """The first cell of its row."""
        return f"{self.head.sheet}!A{self.row}"


class BookDoc:
    """A workbook that may be changed."""

    def __init__(self, base: Base) -> None:
        """Take what is in it; it is only loaded again to be changed."""
        self.base = base
        if base.name not in _KNOWN:
            heads = [
                head
                for sheet in self.book.worksheets
                if sheet.title in table_names()
                for head in self._heads(sheet)
            ]
            _KNOWN[base.name] = heads, [s for head in heads for s in self._spots(head)]
        self.heads, self.spots = _KNOWN[base.name]

    @functools.cached_property
    def book(self) -> Any:
        """The workbook."""
        return openpyxl.load_workbook(io.BytesIO(self.base.files[BOOK]))

    def _heads(self, sheet: Any) -> Iterator[Head]:
        table = table_names()[sheet.title]
        for column, cell in enumerate(sheet[1], 1):
            if cell.value is None:
                continue
            text = str(cell.value).rstrip("*")
            path, spec = [table], None
            shape = Shape(Kind.RECORD, record=table_types()[table])
            keys: frozenset[str] = frozenset()
            for step in text.split("."):
                if shape.record is not None:
                    names = key_names(shape.record)
                    keys = frozenset(names)
                    spec = fields_of(shape.record)[names[step]]
                    path.append(spec.name)
                    shape = spec.shape
                else:
                    name = dimension_names().get(step, step)
                    path.append(name)
                    shape, spec, keys = dimension_shape(name), None, frozenset()
            yield Head(sheet.title, column, text, tuple(path), shape, spec, keys)

    def _spots(self, head: Head) -> Iterator[Spot]:
        sheet = self.book[head.sheet]
        for row in range(2, sheet.max_row + 1):
            value = sheet.cell(row, head.column).value
            if value is not None:
                yield Spot(head, row, value)

    def chosen(self, rng: random.Random, test: Callable[[Spot], object]) -> Spot | None:
        """Return one of the cells that pass a test."""
        found = [spot for spot in self.spots if test(spot)]
        return rng.choice(found) if found else None

    def beside(self, spot: Spot, *path: str) -> Spot | None:
        """Return the cell of another field in the same row."""
        found = [
            other
            for other in self.spots
            if other.row == spot.row and other.path == (spot.path[0], *path)
        ]
        return found[0] if found else None

    def put(self, spot: Spot, value: Any) -> None:
        """Write another value into a cell."""
        self.book[spot.head.sheet].cell(spot.row, spot.head.column).value = value

    def rename(self, head: Head, text: str) -> None:
        """Write another header; its mark stays."""
        cell = self.book[head.sheet].cell(1, head.column)
        mark = "*" if str(cell.value).endswith("*") else ""
        cell.value = text + mark

    def done(self, *cells: str, mends: bool = False, sound: bool = False) -> Mutant:
        """
        Make the mutant of what has been changed.

        Args:
            cells: Where the fault is.
            mends: As in :class:`Truth`.
            sound: As there.
        """
        stream = io.BytesIO()
        self.book.save(stream)
        truth = Truth(BOOK, cells=frozenset(cells), mends=mends, sound=sound)
        return Mutant(self.base, {BOOK: stream.getvalue()}, truth)

    def value(self, spot: Spot, new: Any, *more: str, **known: bool) -> Mutant:
        """Make a mutant with another value in a cell."""
        self.put(spot, new)
        return self.done(spot.cell, *more, **known)


_KNOWN: Final[dict[str, tuple[list[Head], list[Spot]]]] = {}


def open_book(base: Base, _: random.Random) -> BookDoc:
    """Open the workbook of a base."""
    return BookDoc(base)
