"""Where does a row stand, and what is said about it there?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from regservice.errors import Location, Problem
from regservice.model.package import Origin, Row, row_key

Origins = Mapping[tuple[str, str], Origin]
"""Where each row stands, by table and key."""


def where(origins: Origins, table: str, key: str) -> Location:
    """
    Return where a row stands, for a message.

    Returns:
        File, line and column; the package of a row that was made in Python; table
        and key of a row of which nothing is known.
    """
    origin = origins.get((table, key))
    if origin is None:
        return Location(f"{table}:{key}")
    return Location(
        origin.file or origin.package, origin.line, origin.column, origin.cell
    )


def problem_at(
    origins: Origins, table: str, row: Row, code: str, /, **params: Any
) -> Problem:
    """Make the problem of a row, located where the row stands."""
    key = row_key(row)
    allowed = str(params.get("allowed", ""))
    return Problem(code, params, where(origins, table, key), f"{table}:{key}", allowed)
