"""
Which package brings which row, and what of keys that several of them claim?

No package wins by its name or its place in a list. A row replaces that of another
package if its own says so, with a clause; else each of them is named, and none counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final

import attrs

from regservice.errors import Location, Problem
from regservice.model.package import (
    Contribution,
    Manifest,
    Origin,
    Tables,
    row_key,
)
from regservice.model.supersession import Supersession
from regservice.model.vocab import NATIONAL
from regservice.ruleset.scope import bind, stand_in

_SHOWN: Final = 5
"""So many keys of rows are told of a file that is a copy."""

Key = tuple[str, str]
"""Table and key of a row."""

STRATEGIES: Final = "strategies"
"""What strategies are called where they stand beside tables."""


@attrs.frozen
class Claim:
    """
    One row of one package.

    Attributes:
        manifest: That of the package.
        table: The table of the row.
        row: The row, as the package brings it.
        origin: Where it stands.
    """

    manifest: Manifest
    table: str
    row: Any
    origin: Origin

    @property
    def package(self) -> str:
        """Name of the package."""
        return self.manifest.name

    @property
    def key(self) -> str:
        """Key of the row."""
        return row_key(self.row)

    @property
    def where(self) -> Location:
        """File, line and column; the package of a row that was made in Python."""
        at = self.origin
        return Location(at.file or self.package, at.line, at.column, at.cell)

    def against(self, others: Iterable[Claim]) -> Problem:
        """Make the problem of this row, which names all *others* with their places."""
        named = "; ".join(self._seen(other) for other in others)
        params = {"table": self.table, "key": self.key, "other": named}
        return Problem("RS2001", params, self.where, f"{self.table}:{self.key}")

    def _seen(self, other: Claim) -> str:
        inside = other.package == self.package or not other.origin.file
        return str(other.where) if inside else f"{other.package} ({other.where})"


Clash = tuple[Claim, ...]
"""Rows with one key of which none replaces the others, by package."""


@attrs.frozen
class Gathered:
    """
    The rows of several packages.

    Attributes:
        rows: Table to key to row, bound to the places of its package; strategies too.
        origins: Where each row stands.
        superseded: Rows that were replaced; the key leads to the row in their stead.
        clashes: Keys that several rows claim; of each the first is among the rows.
        problems: What is wrong with supersessions.
    """

    rows: Mapping[str, Mapping[str, Any]]
    origins: Mapping[Key, Origin]
    superseded: Mapping[Key, Claim]
    clashes: tuple[Clash, ...]
    problems: tuple[Problem, ...]


def claims_of(contribution: Contribution) -> Iterator[Claim]:
    """
    Give every row of a package, with where it stands.

    Args:
        contribution: The package.
    """
    stands: dict[Key, list[Origin]] = {}
    for table, key, found in contribution.origins:
        stands.setdefault((table, key), []).append(found)
    manifest = contribution.manifest
    nowhere = Origin(package=manifest.name)
    for table, rows in _tables(contribution):
        for row in rows:
            # Of two rows with one key each has its own place, in the same order.
            places = stands.get((table, row_key(row)))
            yield Claim(manifest, table, row, places.pop(0) if places else nowhere)


def keys_of(contribution: Contribution) -> Iterator[Key]:
    """
    Give table and key of every row of a package.

    Args:
        contribution: The package.
    """
    for table, rows in _tables(contribution):
        yield from ((table, row_key(row)) for row in rows)


def _tables(contribution: Contribution) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for attribute in attrs.fields(Tables):
        yield attribute.name, getattr(contribution.tables, attribute.name)
    yield STRATEGIES, contribution.strategies


def gather(contributions: Sequence[Contribution]) -> Gathered:
    """
    Put the rows of packages together.

    Args:
        contributions: The packages, each once, sorted by name.
    """
    rows: dict[str, dict[str, Any]] = {a.name: {} for a in attrs.fields(Tables)}
    rows[STRATEGIES] = {}
    origins: dict[Key, Origin] = {}
    several: set[Key] = set()
    for contribution in contributions:
        for claim in claims_of(contribution):
            table, key = claim.table, claim.key
            if key in rows[table]:
                several.add((table, key))
            else:
                rows[table][key] = bind(claim.row, claim.manifest)
                origins[table, key] = claim.origin
    superseded: dict[Key, Claim] = {}
    clashes: list[Clash] = []
    orders = _orders(contributions)
    # Rows are many; only those of keys in question are looked at a second time.
    asked = several | orders.keys()
    claims = _claims(contributions, asked) if asked else {}
    for at, found in sorted(claims.items()):
        replacing, others = _parted(found, orders.get(at, {}))
        clashes += [part for part in (replacing, others) if len(part) > 1]
        if len(replacing) == len(others) == 1:
            (new,), (old,) = replacing, others
            superseded[at] = attrs.evolve(old, row=bind(old.row, old.manifest))
            rows[at[0]][at[1]] = stand_in(new.row, superseded[at].row)
            origins[at] = new.origin
    problems = tuple(_void(orders, claims))
    return Gathered(rows, origins, superseded, tuple(clashes), problems)


def doubled(clashes: Iterable[Clash]) -> Iterator[Problem]:
    """
    Report clashes, each once for each row too many.

    Several rows of one file that all stand in another file of the package have one
    cause, and are reported once: the file is a copy.

    Args:
        clashes: The rows; one of a national package counts as the one that was there.
    """
    copies: dict[tuple[str, str], list[Clash]] = {}
    for clash in clashes:
        first, *more = sorted(
            clash, key=lambda claim: NATIONAL not in claim.manifest.places
        )
        one, other, *rest = first, *more
        files = one.origin.file, other.origin.file
        if not rest and one.package == other.package and all(files):
            copies.setdefault(files, []).append((one, other))
            continue
        for claim in more:
            yield claim.against(found for found in (first, *more) if found is not claim)
    for (file, again), pairs in copies.items():
        if file == again or len(pairs) == 1:
            for one, other in pairs:
                yield other.against([one])
        else:
            yield _copied(file, [other for _, other in pairs])


def _copied(file: str, claims: Sequence[Claim]) -> Problem:
    """Make the problem of rows that all stand in another file too."""
    keys = [claim.key for claim in claims]
    more = ", ..." if len(keys) > _SHOWN else ""
    params = {"count": len(keys), "other": file}
    params["keys"] = ", ".join(keys[:_SHOWN]) + more
    return Problem("RS2038", params, claims[0].where, claims[0].table)


def _claims(
    contributions: Iterable[Contribution], keys: AbstractSet[Key]
) -> dict[Key, list[Claim]]:
    found: dict[Key, list[Claim]] = {}
    for contribution in contributions:
        for claim in claims_of(contribution):
            at = claim.table, claim.key
            if at in keys:
                found.setdefault(at, []).append(claim)
    return found


_Orders = Mapping[Key, Mapping[str, Claim]]
"""Row to the packages that supersede it, and where they say so."""


def _orders(contributions: Iterable[Contribution]) -> _Orders:
    found: dict[Key, dict[str, Claim]] = {}
    for contribution in contributions:
        if contribution.tables.supersessions:
            for claim in claims_of(contribution):
                row = claim.row
                if isinstance(row, Supersession):
                    by = found.setdefault((row.table, row.key), {})
                    by.setdefault(claim.package, claim)
    return found


def _parted(claims: Sequence[Claim], by: Mapping[str, Claim]) -> tuple[Clash, Clash]:
    """
    Rows that replace, and rows that are there.

    Several that replace are reported as supersessions of one row, not again as rows.
    """
    replacing = tuple(claim for claim in claims if claim.package in by)
    others = tuple(claim for claim in claims if claim.package not in by)
    return (replacing if len(by) == 1 else ()), others


def _void(orders: _Orders, claims: Mapping[Key, Sequence[Claim]]) -> Iterator[Problem]:
    """Supersessions that replace nothing, or by nothing."""
    for (table, key), by in orders.items():
        homes = {claim.package for claim in claims.get((table, key), ())}
        for package, order in by.items():
            if homes <= by.keys():
                code = "RS2033"
            elif package not in homes:
                code = "RS2032"
            else:
                continue
            params = {"kind": table, "key": key}
            yield Problem(code, params, order.where, f"{order.table}:{order.key}")
