"""
A package as a workbook: one sheet a table, one row a record.

A header is a key, or keys with dots for what lies deeper: ``依据.文件``,
``when.product``. A list is several texts with ``、`` ``;`` or line breaks between;
whatever is more than that stands in its cell as it would in YAML, in brackets.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import attrs

from regservice.codec.cells import Cell, Grid, cell_text, read_xlsx
from regservice.codec.repair import unknown
from regservice.codec.spec import (
    Kind,
    Shape,
    dimension_names,
    dimension_shape,
    fields_of,
    key_names,
    table_names,
    table_types,
)
from regservice.codec.tree import Path_, Place, Tree, path_name
from regservice.codec.yamltree import parse_text
from regservice.errors import DataError, Location, Problem

UNREAD: Final = ("说明", "readme", "选项", "choices")
"""Sheets that explain the workbook, or hold its drop-downs, and no rows."""

REQUIRED: Final = "*"
"""Mark behind a header whose cells must be filled."""

_BETWEEN: Final = re.compile(r"[、;；,，]")
_SHOWN: Final = 40
_STEPS: Final = re.compile(r"[.．。]")
_DEEP: Final = (Kind.RECORD, Kind.CONDITION, Kind.MAPPING)
_OPENS: Final = ("[", "{", '"')


@attrs.frozen
class _Column:
    """Where the cells of a column belong in a row, by the keys of its header."""

    path: tuple[str, ...]
    shape: Shape


class UnknownHeadError(LookupError):
    """
    A header names no field.

    Attributes:
        step: The part of it that is unknown.
        known: What could stand there.
    """

    def __init__(self, step: str, known: list[str]) -> None:
        """Keep both for the message."""
        super().__init__(step)
        self.step = step
        self.known = known


def field_of(head: str, cls: type) -> tuple[tuple[str, ...], Shape]:
    """
    Return the English keys that a header names, and the shape of its cells.

    Args:
        head: Keys in either language, with dots from record to record.
        cls: The record of a row.

    Raises:
        UnknownHeadError: If it names no field.

    Examples:
        >>> from regservice.model.authority import Place
        >>> field_of("有效期.start", Place)[0]
        ('validity', 'start')
    """
    path: list[str] = []
    shape = Shape(Kind.RECORD, record=cls)
    for step in _STEPS.split(head):
        if shape.kind is Kind.RECORD and shape.record is not None:
            names = key_names(shape.record)
            if step not in names:
                raise UnknownHeadError(step, list(names))
            shape = fields_of(shape.record)[names[step]].shape
            path.append(names[step])
        elif shape.kind is Kind.CONDITION:
            name = dimension_names().get(step, step)
            shape = dimension_shape(name)
            path.append(name)
        elif shape.kind is Kind.MAPPING:
            shape = Shape(Kind.TEXT)
            path.append(step)
        else:
            raise UnknownHeadError(head, [])
    return tuple(path), shape


def read_workbook(path: Path) -> tuple[Tree, list[Problem]]:
    """
    Read a workbook.

    Args:
        path: The ``.xlsx`` file.

    Returns:
        A document of tables in the keys of the headers, and what is wrong with its
        sheets, headers and cells.

    Raises:
        MissingExtraError: If the extra ``xlsx`` is not installed.
        DataError: If it is no workbook.
    """
    file = str(path)
    reader = _Reader(file)
    for grid in _grids(path):
        if grid.sheet.strip().lower() not in UNREAD:
            reader.sheet(attrs.evolve(grid, file=file))
    return Tree(file, reader.data, reader.marks), reader.problems


def _grids(path: Path) -> list[Grid]:
    try:
        return read_xlsx(path)
    except DataError as error:
        if error.problems[0].code != "RS4002":
            raise
        return []  # an empty workbook: what is missing is said of the package


class _Reader:
    """Takes sheet by sheet."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.data: dict[str, list[dict[str, Any]]] = {}
        self.marks: dict[str, Place] = {}
        self.problems: list[Problem] = []

    def sheet(self, grid: Grid) -> None:
        name = grid.sheet.strip()
        table = table_names().get(name)
        if table is None:
            self.problems.append(unknown(name, table_names(), grid.where(0, 0)))
            return
        if not grid.rows:
            return
        before = len(self.problems)
        columns = self._columns(grid, table)
        if len(self.problems) > before:
            return  # each row would lack what no header leads to
        rows = self.data[name] = []
        self._mark((name,), grid.where(0, 0))
        for number, cells in enumerate(grid.rows[1:], 1):
            if _is_blank(cells) or str(cells[0]).lstrip().startswith("#"):
                continue
            if _is_head(cells, grid.rows[0]):
                head = next(filter(None, map(cell_text, cells)))
                where = grid.where(number, 0)
                self.problems.append(Problem("RS1006", {"key": head}, where, head))
                continue
            path = (name, len(rows))
            self._mark(path, grid.where(number, 0))
            row: dict[str, Any] = {}
            faults = len(self.problems)
            for index, column in columns.items():
                cell = cells[index] if index < len(cells) else ""
                where = grid.where(number, index)
                if cell_text(cell) == "":
                    # What is missing is missing here.
                    self._mark((*path, *column.path), where)
                    continue
                self._put(row, column, cell, path, where)
            self._headless(grid, number)
            if len(self.problems) == faults:
                rows.append(row)  # else it would lack what could not be read

    def _headless(self, grid: Grid, number: int) -> None:
        """A cell under no header would be lost."""
        heads = [cell_text(cell) for cell in grid.rows[0]]
        for index, cell in enumerate(grid.rows[number]):
            if cell_text(cell) and (index >= len(heads) or not heads[index]):
                params = {"value": cell_text(cell)[:_SHOWN]}
                where = grid.where(number, index)
                self.problems.append(Problem("RS1021", params, where))

    def _columns(self, grid: Grid, table: str) -> dict[int, _Column]:
        before = len(self.problems)
        found: dict[int, _Column] = {}
        taken: dict[tuple[str, ...], str] = {}  # in English keys
        for index, cell in enumerate(grid.rows[0]):
            head = cell_text(cell).rstrip(REQUIRED + "＊ ")
            if not head or head.startswith("#"):
                continue
            where = grid.where(0, index)
            known = self._field(head, table_types()[table], where)
            if known is None:
                continue
            path, shape = known
            if path in taken:
                params = {"key": f"{taken[path]} / {head}"}
                self.problems.append(Problem("RS1006", params, where, head))
                continue
            taken[path] = head
            found[index] = _Column(tuple(_STEPS.split(head)), shape)
        if len(self.problems) > before:
            return found  # the one that is missing may be the one that is misspelt
        there = {path[0] for path in taken}
        for spec in fields_of(table_types()[table]).values():
            if spec.is_required and spec.name not in there:
                key = spec.name if grid.sheet.isascii() else spec.word.key
                params = {"field": key}
                self.problems.append(Problem("RS1102", params, grid.where(0, 0), key))
        return found

    def _field(
        self, head: str, cls: type, where: Location
    ) -> tuple[tuple[str, ...], Shape] | None:
        """Find the field that a header names, from record to record."""
        try:
            return field_of(head, cls)
        except UnknownHeadError as error:
            self.problems.append(unknown(error.step, error.known, where))
            return None

    def _put(
        self,
        row: dict[str, Any],
        column: _Column,
        cell: Cell,
        path: Path_,
        where: Location,
    ) -> None:
        try:
            value = _value(cell, column.shape)
        except DataError as error:
            self.problems += [
                attrs.evolve(problem, where=where) for problem in error.problems
            ]
            return
        home = row
        for depth, step in enumerate(column.path[:-1], 1):
            inner = home.setdefault(step, {})
            if not isinstance(inner, dict):
                params = {"key": ".".join(column.path[:depth])}
                self.problems.append(Problem("RS1006", params, where))
                return
            home = inner
            self.marks.setdefault(path_name((*path, *column.path[:depth])), where.cell)
        home[column.path[-1]] = value
        self._mark((*path, *column.path), where)

    def _mark(self, path: Path_, where: Location) -> None:
        self.marks[path_name(path)] = where.cell


def _is_blank(cells: tuple[Cell, ...]) -> bool:
    return not any(cell_text(cell) for cell in cells)


def _is_head(cells: tuple[Cell, ...], heads: tuple[Cell, ...]) -> bool:
    """Whether a row is the headers once more, with or without their marks."""
    pairs = [
        tuple(cell_text(cell).rstrip(REQUIRED) for cell in pair)
        for pair in zip(cells, heads, strict=False)
    ]
    return len(pairs) > 1 and all(cell == head for cell, head in pairs)


def _value(cell: Cell, shape: Shape) -> Any:
    """What a cell means, as YAML would have it: texts, lists and mappings."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, dt.time):
        return f"{cell:%H:%M}"
    text = cell_text(cell)
    if text.startswith(_OPENS) and _is_yaml(text, shape):
        return parse_text(text)
    if shape.kind is Kind.LIST:
        return list(_parts(text))
    if shape.kind in _DEEP:
        return parse_text(text)
    return text


def _is_yaml(text: str, shape: Shape) -> bool:
    """Whether a text that begins like YAML is meant as such."""
    if text[0] == '"':
        return len(text) > 1 and text[-1] == '"'
    return shape.kind in (Kind.LIST, *_DEEP)


def _parts(text: str) -> Iterator[str]:
    """The texts of a list: by lines if there are several, else by signs between."""
    pieces = text.splitlines() if "\n" in text else _BETWEEN.split(text)
    return (piece.strip() for piece in pieces if piece.strip())
