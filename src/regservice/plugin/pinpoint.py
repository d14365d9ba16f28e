"""
Where in a row does the name stand of which a problem speaks?

Rows are checked together long after they were read, when it is only known where each
begins. Nobody needs to know more of a sound package: only for a fault its file is read
once more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import attrs

from regservice.codec.files import BOOK
from regservice.codec.spec import dimension_names, key_names, table_names, table_types
from regservice.codec.tree import Path_, Tree
from regservice.codec.workbook import read_workbook
from regservice.codec.yamltree import read_yaml
from regservice.errors import Location, Mend, Problem, RegserviceError
from regservice.plugin.script import read_script

_KEY: Final = "key"
_SOUGHT: Final[dict[str, Callable[[Any], str]]] = {
    "RS2002": lambda params: params[_KEY],
    "RS2003": lambda params: params["far"].removeprefix(": ").partition(", ")[0],
    "RS2005": lambda params: params["value"],
    "RS2008": lambda params: params[_KEY],
    "RS2010": lambda params: params[_KEY].partition(" ")[0],
    "RS2018": lambda params: params[_KEY],
    "RS2021": lambda params: params[_KEY],
    "RS2035": lambda params: params[_KEY],
    "RS2036": lambda params: params["near"],
    "RS2037": lambda params: params[_KEY],
}
"""Code to the text, in the row, of which its message speaks."""

_SPAN: Final = re.compile(r"(\d+)\s*[-~—–至到]+\s*(\d+)")
_BOUNDS: Final = re.compile(r"(-?\d+|None)\.\.(-?\d+|None)")

_OWN: Final = ("RS2036",)
"""Codes that speak of the key of the row itself."""


def pinpointed(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """
    Let problems of a row stand at the very value.

    Args:
        problems: Those that stand at the beginning of a row.

    Returns:
        The same; each that could be found, at its value or its cell.
    """
    trees = cache(_tree)
    return tuple(_pinpointed(problem, trees) for problem in problems)


def _pinpointed(problem: Problem, trees: Callable[[str], Tree | None]) -> Problem:
    seek, at = _SOUGHT.get(problem.code), problem.where
    text = seek(problem.params) if seek else ""
    if not text:
        return problem
    own = problem.code in _OWN
    if at.file.endswith(".py"):
        mark = read_script(at.file).within((at.line, at.column), text, own=own)
        where = Location(at.file, *mark) if mark else at
    else:
        tree = trees(at.file)
        within = problem.params.get("dimension", "")
        where = (tree and _found(tree, at, text, within, own=own)) or at
    mend = problem.mend or _meant(problem, text)
    return attrs.evolve(problem, where=where, mend=mend)


def _meant(problem: Problem, text: str) -> Mend | None:
    """The one name that differs in small and capital letters; a span for a span."""
    near = str(problem.params.get("near", "")).strip(" (?)")
    if near.casefold() == text.casefold():
        return Mend(text, near)
    span = _SPAN.fullmatch(unicodedata.normalize("NFKC", text))
    bounds = _BOUNDS.fullmatch(str(problem.params.get("allowed", "")))
    if problem.code == "RS2005" and span and bounds:
        return Mend(text, f"{span[1]}..{span[2]}")
    return None


def _tree(file: str) -> Tree | None:
    """A file as it was written; none if it cannot be read, or is none."""
    try:
        path = Path(file)
        return (
            read_workbook(path)[0] if path.suffix.lower() == BOOK else read_yaml(path)
        )
    except (RegserviceError, OSError):
        return None


def _found(
    tree: Tree, at: Location, text: str, dimension: str, *, own: bool
) -> Location | None:
    for table, rows in (tree.data if isinstance(tree.data, dict) else {}).items():
        for index in range(len(rows) if isinstance(rows, list) else 0):
            if tree.where((table, index)) == at:
                hits = list(_hits(rows[index], (table, index), text))
                if own:
                    hits = [hit for hit in hits if _is_key(hit[0])]
                else:
                    hits = [hit for hit in hits if not _is_key(hit[0])]
                # Of equal texts the one below its dimension is meant.
                hits.sort(key=lambda hit: not _is_below(hit[0], dimension))
                return tree.where(hits[0][0], key=hits[0][1]) if hits else None
    return None


def _is_below(path: Path_, dimension: str) -> bool:
    return any(dimension_names().get(str(step), step) == dimension for step in path)


def _is_key(path: Path_) -> bool:
    """Whether it is the key of the row itself."""
    if len(path) != len(("table", "index", "field")):
        return False
    cls = table_types().get(table_names().get(str(path[0]), ""))
    return cls is not None and key_names(cls).get(str(path[-1])) in ("id", "code")


def _hits(value: Any, path: Path_, text: str) -> Iterator[tuple[Path_, bool]]:
    """Where a text stands, and whether as a key."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == text:
                yield (*path, key), True
            yield from _hits(inner, (*path, key), text)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _hits(inner, (*path, index), text)
    elif value == text:
        yield path, False
