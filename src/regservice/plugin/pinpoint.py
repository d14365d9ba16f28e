"""
Where in a row does the name stand of which a problem speaks?

Rows are checked together long after they were read, when it is only known where each
begins. Nobody needs to know more of a sound package: only for a fault its file is read
once more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import attrs

from regservice.codec.files import BOOK
from regservice.codec.spec import (
    dimension_names,
    dimension_shape,
    key_names,
    table_names,
    table_types,
)
from regservice.codec.tree import Path_, Tree
from regservice.codec.words import alike, as_digits, skeleton, tidy
from regservice.codec.workbook import read_workbook
from regservice.codec.yamltree import read_yaml
from regservice.errors import Location, Mend, Problem, RegserviceError
from regservice.plugin.script import read_script

_KEY: Final = "key"


def _over(params: Any) -> str:
    """The number of a promise that is too long; empty if it differs otherwise."""
    lengths = [
        re.search(r"(\d+) (\w+)", str(params[p])) for p in ("promised", "allowed")
    ]
    mine, law = lengths
    too_long = mine and law and (mine[2] != law[2] or int(mine[1]) > int(law[1]))
    return mine[1] if mine and too_long else ""


_SOUGHT: Final[dict[str, Callable[[Any], str]]] = {
    "RS2002": lambda params: params[_KEY],
    "RS2003": lambda params: params["far"].removeprefix(": ").partition(", ")[0],
    "RS2004": lambda params: params["cycle"].split(" > ")[-2],
    "RS2005": lambda params: params["value"],
    "RS2008": lambda params: params[_KEY],
    "RS2010": lambda params: params[_KEY].partition(" ")[0],
    "RS2013": lambda params: params["body"],
    "RS2018": lambda params: params[_KEY],
    "RS2021": lambda params: params[_KEY],
    "RS2023": _over,
    "RS2035": lambda params: params[_KEY],
    "RS2036": lambda params: params["near"],
    "RS2037": lambda params: params[_KEY],
}
"""Code to the text, in the row, of which its message speaks."""

_SPAN: Final = re.compile(
    r"(\d+)\s*(?:[-~—–−至到]+|\.{3,}|[。…·]{2,}|…|\.\s+\.)\s*(\d+)"
)
_BOUNDS: Final = re.compile(r"(-?\d+|None)\.\.(-?\d+|None)")

_TRUTHS: Final = {
    **dict.fromkeys(("true", "是", "1", "y", "on"), "yes"),
    **dict.fromkeys(("false", "否", "0", "n", "off"), "no"),
}
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
    found: dict[object, Problem] = {}
    for number, problem in enumerate(problems):
        told = _pinpointed(problem, trees)
        # Several values of one cell that are all none are one fault.
        same = told.code == "RS2005" and told.where.cell
        found.setdefault((told.where, told.code) if same else number, told)
    return tuple(found.values())


def named_in(file: Path, text: str) -> Location | None:
    """
    Return the first place of a file at which a text stands by itself.

    Args:
        file: YAML, a workbook, or a module of Python.
        text: The text.

    Examples:
        >>> named_in(Path("no/such/file.yaml"), "x") is None
        True
    """
    if file.suffix == ".py":
        script = read_script(str(file))
        marks = [script.within(script.mark(c), text, own=False) for c in script.calls]
        mark = min(filter(None, marks), default=None)
        return Location(str(file), *mark) if mark else None
    tree = _tree(str(file))
    hits = [] if tree is None else list(_hits(tree.data, (), text))
    return tree.where(hits[0][0], key=hits[0][1]) if tree and hits else None


def _pinpointed(problem: Problem, trees: Callable[[str], Tree | None]) -> Problem:
    seek, at = _SOUGHT.get(problem.code), problem.where
    if problem.code == "RS2001" and at.file.endswith(".py"):
        mark = _id_of(problem)
        return (
            attrs.evolve(problem, where=Location(at.file, *mark)) if mark else problem
        )
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


def _id_of(problem: Problem) -> tuple[int, int] | None:
    """The id of a row that is given twice, if no more than that is alike."""
    at, script = problem.where, read_script(problem.where.file)
    first = re.search(r":(\d+):(\d+)$", str(problem.params["other"]))
    marks = [(at.line, at.column), first and (int(first[1]), int(first[2]))]
    rows = [
        script.text(c) for mark in marks for c in script.calls if script.mark(c) == mark
    ]
    if len({*rows}) < len(marks):
        return None
    return script.within((at.line, at.column), problem.params[_KEY], own=True)


def _meant(problem: Problem, text: str) -> Mend | None:
    """The one name that differs in signs or capitals; a slip in a fixed word."""
    params = problem.params
    near = str(params.get("near", "")).strip(" (?)")
    allowed = str(params.get("allowed", ""))
    named = near and re.fullmatch(rf"{re.escape(near)}\s*[(（].*[)）]", text)
    fixed = params.get("kind") == "fields" and near in dimension_names().values()
    if fixed and alike(text, [near]):
        return Mend(text, near)
    if near and (named or skeleton(near) == skeleton(text)):
        return Mend(text, near)
    closed = dimension_shape(str(params.get("dimension"))).inner
    if closed and closed.choices:
        word = alike(text, [*closed.choices, *closed.choices.values()])
        return Mend(text, closed.code_of(word)) if word else None
    if params.get("dimension") == "registration_business":
        word = _TRUTHS.get(text.lower())
        return Mend(text, word) if word else None
    span = _SPAN.fullmatch(as_digits(tidy(text)))
    if problem.code == "RS2005" and span and _BOUNDS.fullmatch(allowed):
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
