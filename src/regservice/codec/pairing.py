"""
Which faults of one record have the same cause?

A field that is misspelt is missing too; a row that stands in the wrong table lacks
every field of that table: one message tells each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from regservice.codec.spec import fields_of, key_names, table_types
from regservice.codec.words import alike, likeliest
from regservice.errors import Mend, Problem
from regservice.messages.fields import TABLE_WORDS

_FEWEST: Final = 3
_KEYS: Final = ({"id", "code"}, {"编号", "代码"})
"""What the key of a row is called."""

"""So many keys tell to which table a row belongs."""


def misplaced(data: Mapping[str, Any], cls: type) -> tuple[str, str] | None:
    """
    Return the table to which a faulty row belongs, if it cannot be the one it is in.

    Args:
        data: The row, in whatever keys.
        cls: Class of the rows of the table in which it stands.

    Returns:
        The table in which it stands and the one to which it belongs, as they are
        called in its language; ``None`` if it may well belong where it stands.

    Examples:
        >>> from regservice.model.authority import Place
        >>> row = {"id": "a/b", "name": "x", "kind": "station", "level": "station",
        ...        "places": ["310104"], "source": {}}
        >>> misplaced(row, Place)
        ('places', 'authorities')
        >>> misplaced({"code": "310104", "naem": "x"}, Place) is None
        True
    """
    types = table_types()
    here = next((table for table, known in types.items() if known is cls), "")
    strange = set(data) - set(key_names(cls)) if here else set()
    if not strange or len(data) < _FEWEST:
        return None
    tables = [table for table, known in types.items() if _fills(data, known)]
    if not tables:
        return None
    if all(map(str.isascii, strange)):
        return here, tables[0]
    return TABLE_WORDS[here].key, TABLE_WORDS[tables[0]].key


def _fills(data: Mapping[str, Any], cls: type) -> bool:
    """Whether a row has all that a record needs, and nothing else."""
    names = key_names(cls)
    given = {names[key] for key in data if key in names}
    needed = {spec.name for spec in fields_of(cls).values() if spec.is_required}
    return needed <= given and set(data) <= set(names)


def paired(problems: list[Problem]) -> list[Problem]:
    """
    Make one message of a missing field and a surplus one that stands for it.

    Args:
        problems: Of one record, as they were found.

    Examples:
        >>> gone = Problem("RS1102", {"field": "name"}, field="rows[0].name")
        >>> odd = Problem("RS1103", {"field": "naem"}, field="rows[0].naem")
        >>> [(p.code, p.params["near"]) for p in paired([gone, odd])]
        [('RS1104', 'name')]
    """
    missing = {p.field: p for p in problems if p.code == "RS1102"}
    surplus = [p for p in problems if p.code == "RS1103"]
    result = []
    for problem in surplus:
        lacking = _lacking(problem, missing)
        name = problem.params["field"]
        known = problem.allowed.split(", ")
        near = likeliest(name, lacking) or alike(name, known) or ""
        if not near and not lacking:
            near = likeliest(name, known)
        if near:
            missing.pop(lacking.get(near, ""), None)
            # What is only somewhat like it is asked for, and not put in its place.
            sure = alike(name, [near]) is not None
            result.append(_meant(problem, near, Mend(name, near) if sure else None))
        elif len(lacking) == 1 and len([*_beside(problem, surplus)]) == 1:
            # Whether they are the same is for people to say, but for keys of rows.
            ((key, field),) = lacking.items()
            missing.pop(field)
            both = any({name, key} == pair for pair in _KEYS)
            result.append(_meant(problem, key, Mend(name, key) if both else None))
        else:
            result.append(problem)
    kept = [p for p in problems if p.code not in ("RS1102", "RS1103")]
    for problem in kept:
        for key in problem.params.get("keys", ()):
            missing.pop(_lacking(problem, missing).get(key, ""), None)
        if problem.code in (
            "RS1004",
            "RS1012",
            "RS1016",
        ):  # it is there, joined with its value
            lacking = _lacking(problem, missing)
            missing.pop(lacking.get(problem.params.get("field", ""), ""), None)
    return [*_unknown(result), *_together(missing.values()), *kept]


def _unknown(surplus: Iterable[Problem]) -> Iterator[Problem]:
    """One problem of the keys of a record that are near to none."""
    homes: dict[str, list[Problem]] = {}
    for problem in surplus:
        if problem.code == "RS1103":
            homes.setdefault(problem.field.rpartition(".")[0], []).append(problem)
        else:
            yield problem
    for found in homes.values():
        found.sort(key=lambda problem: (problem.where.line, problem.where.column))
        yield found[0] if len(found) == 1 else grouped(found)


def grouped(problems: list[Problem]) -> Problem:
    """
    Make one problem of several keys, or headers, that are unknown.

    Args:
        problems: Two at least, the first one first.
    """
    names = [str(problem.params["field"]) for problem in problems]
    params = {"fields": _listed(names), "count": len(names)}
    params["allowed"] = problems[0].params.get("allowed", problems[0].allowed)
    return attrs.evolve(problems[0], code="RS1031", params=params)


def _listed(names: list[str]) -> str:
    return (", " if all(map(str.isascii, names)) else "、").join(names)


def _together(missing: Iterable[Problem]) -> Iterator[Problem]:
    """One problem of each record that lacks several fields."""
    homes: dict[str, list[Problem]] = {}
    for problem in missing:
        homes.setdefault(problem.field.rpartition(".")[0], []).append(problem)
    for home, found in homes.items():
        if len(found) == 1:
            yield found[0]
            continue
        names = [str(problem.params["field"]) for problem in found]
        params = {"fields": _listed(names), "count": len(names)}
        yield attrs.evolve(found[0], code="RS1030", params=params, field=home)


def _lacking(problem: Problem, missing: Mapping[str, Problem]) -> dict[str, str]:
    """Key and path of the fields that are missing beside one that is surplus."""
    return {p.params["field"]: p.field for p in _beside(problem, missing.values())}


def _beside(problem: Problem, others: Iterable[Problem]) -> Iterator[Problem]:
    home = problem.field.rpartition(".")[0]
    return (other for other in others if other.field.rpartition(".")[0] == home)


def _meant(problem: Problem, near: str, mend: Mend | None) -> Problem:
    params = {**problem.params, "near": near}
    return attrs.evolve(problem, code="RS1104", params=params, mend=mend)
