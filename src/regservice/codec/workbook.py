"""
A package as a workbook: one sheet a table, one row a record.

A header is a key, or keys with dots for what lies deeper: ``依据.文件``,
``when.product``. A list is several texts with ``、`` ``;`` or line breaks between;
whatever is more than that stands in its cell as it would in YAML, in brackets.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from regservice.codec.bookheads import (
    REQUIRED,
    STEPS,
    UnknownHeadError,
    field_of,
    other_dot,
    upright,
)
from regservice.codec.cells import Cell, Grid, cell_text, read_xlsx
from regservice.codec.formulas import constant
from regservice.codec.pairing import grouped
from regservice.codec.repair import unknown
from regservice.codec.spec import (
    MANIFEST_TABLE,
    Kind,
    Shape,
    fields_of,
    table_names,
    table_types,
)
from regservice.codec.tree import Path_, Place, Tree, path_name
from regservice.codec.yamltree import parse_text
from regservice.errors import DataError, Location, Mend, Problem

UNREAD: Final = ("说明", "readme", "选项", "choices")
"""Sheets that explain the workbook, or hold its drop-downs, and no rows."""

_BETWEEN: Final = re.compile(r"[、;；,，]")
_SHOWN: Final = 40
_HINT: Final = re.compile(r"\s*(?:[（(][^（(）)]*[）)]|[:：])\s*$")
"""What people write behind a header."""

_SEVERAL: Final = 2
_DEEP: Final = (Kind.RECORD, Kind.CONDITION, Kind.MAPPING)
_OPENS: Final = ("[", "{", '"')


@attrs.frozen
class _Column:
    """Where the cells of a column belong in a row, by the keys of its header."""

    path: tuple[str, ...]
    shape: Shape


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
        self._lost: set[tuple[str, int]] = set()

    def sheet(self, grid: Grid) -> None:
        name = grid.sheet.strip()
        table = table_names().get(name)
        if table == MANIFEST_TABLE:
            grid = upright(grid)
        if table is None:
            self.problems.append(unknown(name, table_names(), grid.where(0, 0)))
            return
        if not grid.rows:
            return
        before = len(self.problems)
        self._formulas(grid)
        if len(self.problems) > before:
            return
        columns = self._columns(grid, table)
        if len(self.problems) > before:
            return  # each row would lack what no header leads to
        self._mark((name,), grid.where(0, 0))
        self._rows(name, grid, columns)

    def _rows(self, name: str, grid: Grid, columns: Mapping[int, _Column]) -> None:
        rows = self.data[name] = []
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
            whole = self._headless(grid, number)
            if whole and len(self.problems) == faults:
                rows.append(row)  # else it would lack what could not be read

    def _formulas(self, grid: Grid) -> None:
        """What has no result would count as empty."""
        for (row, column), formula in grid.unreckoned.items():
            known = constant(formula)
            mend = None if known is None else Mend(formula, known)
            params = {"value": formula[:_SHOWN]}
            where = grid.where(row, column)
            self.problems.append(Problem("RS1034", params, where, mend=mend))

    def _headless(self, grid: Grid, number: int) -> bool:
        """Tell whether no cell stands under no header, where it would be lost."""
        whole = True
        heads = [cell_text(cell) for cell in grid.rows[0]]
        for index, cell in enumerate(grid.rows[number]):
            bare = index >= len(heads) or not heads[index]
            if not cell_text(cell) or not bare:
                continue
            whole = False
            if (grid.sheet, index) not in self._lost:
                self._lost.add((grid.sheet, index))
                params = {"value": cell_text(cell)[:_SHOWN]}
                where = grid.where(number, index)
                self.problems.append(Problem("RS1021", params, where))
        return whole

    def _columns(self, grid: Grid, table: str) -> dict[int, _Column]:
        before = len(self.problems)
        found: dict[int, _Column] = {}
        taken: dict[tuple[str, ...], str] = {}  # in English keys
        for index, cell in enumerate(grid.rows[0]):
            head = _HINT.sub("", cell_text(cell).rstrip(REQUIRED + "＊ "))
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
            found[index] = _Column(tuple(STEPS.split(head)), shape)
        if len(self.problems) > before:
            new = self.problems[before:]
            odd = [p for p in new if p.code == "RS1103"]
            twice = [p for p in new if p.code == "RS1006"]
            same: dict[str, Problem] = {}  # a list over several columns
            for problem in new:
                near = problem.params.get("near") or problem.where.cell
                same.setdefault(f"{problem.code}{near}", problem)
            new = [p for p in new if p.code != "RS1104" or p in same.values()]
            others = [p for p in new if p not in [*odd, *twice]]
            # Headers of another table, or of two rows, are one fault.
            both = [*(odd[:1] if len(odd) < _SEVERAL else [grouped(odd)]), *twice[:1]]
            self.problems[before:] = [*both[:1], *others] if twice else [*others, *both]
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
            problem = other_dot(head, cls, where)
            if problem is not None:
                self.problems.append(problem)
                return None
            problem = unknown(error.step, error.known, where)
            if problem.code == "RS1103":
                params = {**problem.params, "field": head}
                problem = attrs.evolve(problem, params=params, field=head)
            self.problems.append(problem)
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
            mend = _closed(cell_text(cell))
            self.problems += [
                attrs.evolve(problem, where=where, mend=mend)
                for problem in error.problems
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


def _closed(text: str) -> Mend | None:
    """The list or the record in a cell with the one bracket that it lacks."""
    found = []
    for close in "]}":
        try:
            parse_text(text + close)
        except DataError:
            continue
        found.append(Mend(text, text + close))
    return found[0] if len(found) == 1 else None


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
