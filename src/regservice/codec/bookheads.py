"""Which field does the header of a workbook name?"""

from __future__ import annotations

import re
from typing import Final

import attrs

from regservice.codec.cells import Grid, cell_text
from regservice.codec.spec import (
    MANIFEST_TABLE,
    Kind,
    Shape,
    dimension_names,
    dimension_shape,
    fields_of,
    key_names,
    table_types,
)
from regservice.errors import Location, Mend, Problem

REQUIRED: Final = "*"
"""Mark behind a header whose cells must be filled."""

STEPS: Final = re.compile(r"[.．。]")
"""Signs between the steps of a header, from record to record."""

_JOINTS: Final = re.compile(r"\s*(?:->|[-/_·:：>—–、,，|\s])\s*")
"""Other signs between them."""

_FEWEST: Final = 3


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
    for step in STEPS.split(head):
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


def other_dot(head: str, cls: type, where: Location) -> Problem | None:
    """
    Return the problem of a header whose steps are joined by another sign than a dot.

    Args:
        head: The header.
        cls: The record of a row.
        where: Where it stands.
    """
    for found in _JOINTS.finditer(head):
        near = f"{head[: found.start()]}.{head[found.end() :]}"
        try:
            field_of(near, cls)
        except UnknownHeadError:
            continue
        params = {"field": head, "near": near, "allowed": near}
        return Problem("RS1104", params, where, head, near, mend=Mend(head, near))
    return None


def upright(grid: Grid) -> Grid:
    """
    Return a manifest with its keys below each other as one with its keys in a row.

    Args:
        grid: The sheet of the manifest; as it is if its keys stand in a row.
    """
    names = key_names(table_types()[MANIFEST_TABLE])
    heads = [cell_text(row[0]).rstrip(REQUIRED) if row else "" for row in grid.rows]
    across = [cell_text(cell).rstrip(REQUIRED) for cell in grid.rows[0][1:]]
    known = [head for head in heads if head in names]
    if len(known) < _FEWEST or any(cell in names for cell in across):
        return grid
    width = max(len(row) for row in grid.rows)
    rows = [
        (*row, *[""] * (width - len(row))) if head in names else ("",) * width
        for head, row in zip(heads, grid.rows, strict=True)
    ]
    return attrs.evolve(grid, rows=tuple(zip(*rows, strict=True)), turned=True)
