"""
Which faults have one cause?

An id that is misspelt where it is defined leaves every row that names it with a name of
nothing. That is one fault, and it stands at the definition, if there is one that is
near and that nobody names; else at the first row that names it. And what is said of a
row because of another one has no weight while that one is at fault itself.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs

from regservice.errors import Problem
from regservice.model.package import Contribution, Row, Tables, row_key
from regservice.ruleset.claims import Key, claims_of
from regservice.ruleset.uses import NAMED_BY, named_rows

_NEAR: Final = 0.6

_MEASURED: Final = {"RS2020": ("programmes", "key"), "RS2023": ("limits", "other")}
"""Code to table and parameter of the row by which a row was measured."""


def missing_row(problem: Problem) -> Key | None:
    """
    Return the row that would have to be there; ``None`` if the fault is another one.

    Examples:
        >>> missing_row(Problem("RS2008", {"key": "MDR"}))
        ('documents', 'MDR')
    """
    params = problem.params
    if problem.code in ("RS2002", "RS2033"):
        return params["kind"], params["key"]
    if problem.code == "RS2008":
        return "documents", params["key"]
    if problem.code == "RS2005" and params["dimension"] in NAMED_BY:
        return NAMED_BY[params["dimension"]], params["value"]
    return None


def by_cause(
    problems: Iterable[Problem], packages: Iterable[Contribution]
) -> tuple[Problem, ...]:
    """
    Make one problem of those that one missing row brings about in one package.

    Args:
        problems: In the order in which they are to be told.
        packages: Those that were read, sound or not.

    Returns:
        The problems; that of a row which several lack stands at the row that was
        meant to be it, if that is clear, else where it is first lacking.
    """
    packages, problems = list(packages), list(problems)
    faulty = {p.field for p in problems if p.code not in _MEASURED} - {""}
    # A relation that is none reaches nowhere.
    void = {p.field for p in problems if p.code == "RS2013"}
    # What names nothing reaches nowhere that could be told.
    lost = {p.field for p in problems if p.code == "RS2002"} - {""}
    taken = {p.params["key"] for p in problems if p.code == "RS2019"}
    problems = [
        p
        for p in problems
        if _measure(p) not in faulty
        and not (p.code == "RS2003" and p.field in lost)
        and not (p.code == "RS2005" and p.params["dimension"] in taken)
        and not (p.code == "RS2003" and p.field in void)
        and not (p.code in _MEASURED and p.field in faulty)
    ]
    homes = {o.file: c for c in packages for _, _, o in c.origins if o.file}
    problems = list(_unless_misnamed(problems, homes))
    found: dict[object, list[Problem]] = {}
    for number, problem in enumerate(problems):
        at = missing_row(problem) if problem.code != "RS2033" else None
        home = homes.get(problem.where.file)
        shared = at is not None and home is not None
        group = (at, home.manifest.name) if shared and home else number
        found.setdefault(group, []).append(problem)
    return tuple(
        _told(own, homes[own[0].where.file]) if len(own) > 1 else own[0]
        for own in found.values()
    )


def _unless_misnamed(
    problems: Sequence[Problem], homes: Mapping[str, Contribution]
) -> Iterator[Problem]:
    """
    Leave out what is missing because it has a name that it must not have.

    That is clear where a package has one such field, and names one that is not there.
    """
    misnamed: dict[str, int] = {}
    missing: dict[str, set[Key]] = {}
    for problem in problems:
        home, at = homes.get(problem.where.file), missing_row(problem)
        if home is not None and problem.code == "RS2019":
            name = home.manifest.name
            misnamed[name] = misnamed.get(name, 0) + 1
        elif home is not None and at is not None and at[0] == "fields":
            missing.setdefault(home.manifest.name, set()).add(at)
    for problem in problems:
        home, at = homes.get(problem.where.file), missing_row(problem)
        name = home.manifest.name if home is not None else ""
        one = misnamed.get(name) == 1 == len(missing.get(name, ()))
        if not (one and at in missing[name]):
            yield problem


def _measure(problem: Problem) -> str:
    """The row by which another was measured, as problems call it; empty if none."""
    table, param = _MEASURED.get(problem.code, ("", ""))
    return f"{table}:{problem.params[param]}" if table else ""


def _told(problems: list[Problem], package: Contribution) -> Problem:
    first = problems[0]
    at = missing_row(first)
    assert at is not None  # noqa: S101 - only such were put together
    kind, key = at
    params = {"kind": kind, "key": key, "count": len(problems), "near": ""}
    for claim in claims_of(package):
        if claim.table == kind and _is_meant(claim.key, at, package.tables):
            params["near"] = claim.key
            field = f"{kind}:{claim.key}"
            return Problem("RS2036", params, claim.where, field)
    params["near"] = first.params.get("near", "")
    return attrs.evolve(first, code="RS2037", params=params)


def _is_meant(name: str, at: Key, tables: Tables) -> bool:
    """Whether a row was meant to be the one that is missing: near it, and not named."""
    kind, key = at
    if not difflib.get_close_matches(key, (name,), 1, _NEAR):
        return False
    others = {row_key(row) for row in getattr(tables, kind)}
    nearest = difflib.get_close_matches(key, others, 1, _NEAR)
    return [name] == nearest and (kind, name) not in set(_named(tables))


def _named(tables: Tables) -> Iterator[Key]:
    for attribute in attrs.fields(Tables):
        rows: tuple[Row, ...] = getattr(tables, attribute.name)
        for row in rows:
            yield from named_rows(attribute.name, row)
