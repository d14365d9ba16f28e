"""
Which keys stand on the wrong level: beside a record to which they belong, not in it?

``start`` beside ``name``, ``source.kind`` as in the header of a workbook, ``start``
below an empty ``validity`` but not indented: each is one fault, however many keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, Final

import attrs

from regservice.codec.spec import FieldSpec, Kind, fields_of, key_names
from regservice.errors import Edit, Mend, Problem
from regservice.messages.fields import FIELD_WORDS

_DEEP: Final = (Kind.RECORD, Kind.CONDITION, Kind.MAPPING)
_STEP: Final = 2
"""Blanks by which a level is indented."""


def nested(
    problems: Iterable[Problem], data: Mapping[str, Any], cls: type, home: str
) -> list[Problem]:
    """
    Make one problem of the keys that stand beside the record that they belong in.

    Args:
        problems: Of one record, as they were found.
        data: The record, in English keys where those are known.
        cls: Its class.
        home: Its path, as problems show it.

    Returns:
        The problems; those of such keys together, with a mend if their lines follow
        one another.
    """
    found = list(problems)
    if cls.__name__ not in FIELD_WORDS:
        return found
    if len(data) == 1 and found and _is_wrapped(data, cls):
        odd = [p for p in found if p.code in ("RS1103", "RS1104")] or found
        return [attrs.evolve(odd[0], mend=None)]
    groups: dict[str, list[tuple[Problem, str]]] = {}
    for problem in found:
        if problem.code == "RS1103" and problem.field == f"{home}.{_key(problem)}":
            field, inner = _belongs(_key(problem), data, cls)
            if field:
                groups.setdefault(field, []).append((problem, inner))
    for field, keys in groups.items():
        keys.sort(key=lambda pair: pair[0].where.line)
        gone = {id(problem) for problem, _ in keys}
        found = [problem for problem in found if id(problem) not in gone]
        names = {f"{home}.{key}" for key in fields_of(cls)[field].keys}
        empty = field in data
        at = next((p for p in found if p.field in names), None) if empty else None
        found = [p for p in found if p.field not in names]
        found.append(_together(keys, _written(keys, fields_of(cls)[field]), at))
    return found


def _is_wrapped(data: Mapping[str, Any], cls: type) -> bool:
    """Whether a row stands below one key more, such as the name of its kind."""
    ((key, inner),) = data.items()
    names = key_names(cls)
    return key not in names and isinstance(inner, dict) and inner.keys() <= {*names}


def _key(problem: Problem) -> str:
    return str(problem.params.get("key") or problem.params["field"])


def _belongs(key: str, data: Mapping[str, Any], cls: type) -> tuple[str, str]:
    """The field whose value a key belongs in, and the key there; else empty texts."""
    names, specs = key_names(cls), fields_of(cls)
    head, _, rest = key.partition(".")
    field = names.get(head, "")
    if rest and field and specs[field].shape.kind in _DEEP and field not in data:
        return field, rest
    owners = [
        name
        for name, spec in specs.items()
        if spec.shape.kind is Kind.RECORD
        and spec.shape.record is not None
        and spec.shape.record.__name__ in FIELD_WORDS
        and key in key_names(spec.shape.record)
        and data.get(name) is None
    ]
    # An empty one is the one that is meant.
    owners = [name for name in owners if name in data] or owners
    return (owners[0], key) if len(owners) == 1 else ("", "")


def _written(keys: list[tuple[Problem, str]], spec: FieldSpec) -> str:
    """The field as its neighbours are written."""
    first = _key(keys[0][0])
    if "." in first:
        return first.partition(".")[0]
    return spec.name if first.isascii() else spec.word.key


def _together(
    keys: list[tuple[Problem, str]], field: str, at: Problem | None
) -> Problem:
    first, inner = keys[0]
    lines = [problem.where.line for problem, _ in keys]
    column = first.where.column
    follow = all(after == before + 1 for before, after in pairwise(lines))
    whole = bool(lines[0]) and follow
    if at is not None:
        whole = whole and lines[0] == at.where.line + 1
    blanks = " " * (column - 1 + _STEP)
    new = f"  {inner}" if at is not None else f"{field}:\n{blanks}{inner}"
    also = tuple(
        Edit(_key(p), f"  {rest}", p.where.line, p.where.column) for p, rest in keys[1:]
    )
    mend = Mend(_key(first), new, lines[0], column, also) if whole else None
    if at is not None:
        return attrs.evolve(at, mend=mend)
    params = {**first.params, "field": _key(first), "near": f"{field}.{inner}"}
    return attrs.evolve(first, code="RS1104", params=params, mend=mend)
