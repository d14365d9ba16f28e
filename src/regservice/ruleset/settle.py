"""
Which packages fit together, and who is set aside where they do not?

Those that were asked for by name must fit. Of the others a package at fault is set
aside, and whoever leans on it; where sound packages clash, all of them: none wins.
Nothing depends on the order in which they are found.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

import attrs

from regservice.errors import DataError, Problem
from regservice.model.package import Contribution
from regservice.ruleset.claims import Key, keys_of
from regservice.ruleset.compile import Examined, examine, ordered
from regservice.ruleset.ruleset import Ruleset

_BETWEEN: Final = frozenset(
    {"RS2004", "RS2011", "RS2012", "RS2014", "RS2016", "RS2017", "RS2022"}
)
"""Faults of several rows together, of which the message stands at one."""

_NAMED_BY: Final[Mapping[str, str]] = {
    "place": "places",
    "site": "places",
    "item": "items",
    "programme": "programmes",
}
"""Dimension to the table that its values are rows of."""

Blame = dict[str, tuple[Problem, ...]]
"""Name of a package to its faults."""

Owners = Mapping[Key, AbstractSet[str]]
"""Row to the packages that bring it."""


@attrs.frozen
class Settled:
    """
    What came of several packages.

    Attributes:
        ruleset: That of the packages which fit.
        set_aside: Name of each other package to its faults.
    """

    ruleset: Ruleset
    set_aside: Mapping[str, tuple[Problem, ...]]


def settle(
    ground: Sequence[Contribution],
    asked: Sequence[Contribution],
    others: Sequence[Contribution],
) -> Settled:
    """
    Compile the packages that fit together.

    Args:
        ground: What all stand on, the national package: never set aside.
        asked: Packages that were asked for by name: they must fit.
        others: Packages that may be set aside.

    Returns:
        The ruleset, and why a package is not in it.

    Raises:
        DataError: If a package that must be there is at fault, or clashes with
            another; with every fault that concerns it.
    """
    court = _Court(tuple(ground))
    must = _names(asked)
    left = [*asked, *others]
    reasons: Blame = {}
    gone: dict[Key, set[str]] = {}
    while True:
        seen = court.examine(left)
        if not seen.problems:
            return Settled(seen.frozen(), reasons)
        blamed = court.blamed(left, seen)
        if not blamed or must & blamed.keys():
            raise DataError(_refused(seen, blamed, must, gone, reasons))
        for name, problems in blamed.items():
            reasons[name] = tuple(_leaning(p, gone) for p in problems)
        for at, names in _owners(left, blamed).items():
            gone.setdefault(at, set()).update(names)
        left = [c for c in left if c.manifest.name not in blamed]


def _refused(
    seen: Examined,
    blamed: Blame,
    must: AbstractSet[str],
    gone: Owners,
    reasons: Blame,
) -> tuple[Problem, ...]:
    """All faults but those of packages that can be set aside; and what they lean on."""
    own = [p for name in sorted(blamed.keys() & must) for p in blamed[name]]
    spared = [p for name in blamed.keys() - must for p in blamed[name] if p not in own]
    found = [*own, *(p for p in seen.problems if p not in spared)]
    leaned = {name for p in found for at in _missing(p) for name in gone.get(at, ())}
    found = [_leaning(p, gone) for p in found]
    return ordered([*found, *(p for name in leaned for p in reasons[name])])


@attrs.frozen
class _Court:
    """Finds who is at fault among packages that all stand on the same ground."""

    ground: tuple[Contribution, ...]

    def examine(self, members: Iterable[Contribution]) -> Examined:
        return examine([*self.ground, *members])

    def blamed(self, members: Sequence[Contribution], seen: Examined) -> Blame:
        """Who goes first: whoever is at fault alone, before those it clashes with."""
        twice: Blame = {
            p.params["name"]: (p,) for p in seen.problems if p.code == "RS2007"
        }
        if twice:
            return twice
        claimed = _claimed(seen, _names(members))
        if claimed:
            alone = self.alone(members, claimed)
            return alone or self.elsewhere(members, claimed) or claimed
        found = _Homes.of(members).sorted(seen.problems)
        shared = [p for p in seen.problems if p.code in _BETWEEN]
        if shared or not found:
            for name, problem in self.cured(members, shared or seen.problems):
                if problem not in found.setdefault(name, []):
                    found[name].append(problem)
        blamed = {name: tuple(problems) for name, problems in found.items()}
        return (self.alone(members, blamed) if len(blamed) > 1 else {}) or blamed

    def alone(self, members: Sequence[Contribution], suspects: Blame) -> Blame:
        """Suspects that have faults even where no other suspect is."""
        found: Blame = {}
        for name in sorted(suspects):
            away = suspects.keys() - {name}
            company = [c for c in members if c.manifest.name not in away]
            seen = self.examine(company)
            own = _Homes.of(company).sorted(seen.problems)
            if name in own:
                # What it lacks without the others is no reason that one can read.
                lent = _owners(members, away)
                real = [p for p in own[name] if not _leans(p, lent)]
                found[name] = tuple(real) or suspects[name]
            else:
                found |= _claimed(seen, {name})
        return found

    def elsewhere(self, members: Sequence[Contribution], claimed: Blame) -> Blame:
        """
        Packages at fault that claim nothing of others.

        They go before a clash is decided: who leans on them has no part in it.
        """
        rest = [c for c in members if c.manifest.name not in claimed]
        seen = self.examine(rest)
        if not seen.problems:
            return {}
        away = _owners(members, claimed)
        return {
            name: problems
            for name, problems in self.blamed(rest, seen).items()
            if not all(_leans(p, away) for p in problems)
        }

    def cured(
        self, members: Sequence[Contribution], problems: Sequence[Problem]
    ) -> Iterator[tuple[str, Problem]]:
        """Packages without which a fault would not be."""
        for name in sorted(_names(members)):
            others = [c for c in members if c.manifest.name != name]
            left = self.examine(others).problems
            yield from ((name, p) for p in problems if p not in left)


def _names(members: Iterable[Contribution]) -> set[str]:
    return {c.manifest.name for c in members}


def _claimed(seen: Examined, names: AbstractSet[str]) -> Blame:
    """Packages that claim one key: the row of each against those of the others."""
    found: dict[str, list[Problem]] = {}
    for clash in seen.gathered.clashes:
        for claim in clash:
            others = [one for one in clash if one.package != claim.package]
            if others and claim.package in names:
                found.setdefault(claim.package, []).append(claim.against(others))
    return {name: tuple(problems) for name, problems in found.items()}


@attrs.frozen
class _Homes:
    """Whose is a fault: by the file in which it stands, else by the row."""

    files: Mapping[str, str]
    rows: Mapping[str, AbstractSet[str]]

    @classmethod
    def of(cls, members: Iterable[Contribution]) -> _Homes:
        files: dict[str, str] = {}
        rows: dict[str, set[str]] = {}
        for contribution in members:
            name = contribution.manifest.name
            files[name] = name
            files |= {o.file: name for _, _, o in contribution.origins if o.file}
            for table, key in keys_of(contribution):
                rows.setdefault(f"{table}:{key}", set()).add(name)
        return cls(files, rows)

    def sorted(self, problems: Iterable[Problem]) -> dict[str, list[Problem]]:
        """The faults of each package that has some."""
        found: dict[str, list[Problem]] = {}
        for problem in problems:
            home = self.files.get(problem.where.file)
            for name in {home} if home else self.rows.get(problem.field, ()):
                found.setdefault(name, []).append(problem)
        return found


def _owners(members: Iterable[Contribution], names: Container[str]) -> Owners:
    """Rows that are brought by some of the packages, and by which."""
    found: dict[Key, set[str]] = {}
    for contribution in members:
        if contribution.manifest.name in names:
            for at in keys_of(contribution):
                found.setdefault(at, set()).add(contribution.manifest.name)
    return found


def _leans(problem: Problem, owners: Owners) -> bool:
    """Whether what is missing is a row of these packages."""
    return any(at in owners for at in _missing(problem))


def _missing(problem: Problem) -> tuple[Key, ...]:
    """The row that would have to be there; none if the fault is another one."""
    params = problem.params
    if problem.code in ("RS2002", "RS2033"):
        return ((params["kind"], params["key"]),)
    if problem.code == "RS2008":
        return (("documents", params["key"]),)
    if problem.code == "RS2005" and params["dimension"] in _NAMED_BY:
        return ((_NAMED_BY[params["dimension"]], params["value"]),)
    return ()


def _leaning(problem: Problem, gone: Owners) -> Problem:
    """Say of what is missing that it is in a package which was set aside."""
    for at in _missing(problem):
        if at in gone:
            others = ", ".join(sorted(gone[at]))
            params = {"kind": at[0], "key": at[1], "other": others}
            return attrs.evolve(problem, code="RS2035", params=params, allowed="")
    return problem
