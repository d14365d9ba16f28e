"""
Contributions in, one immutable ruleset out, or every fault at once.

The order of the contributions carries no meaning, and a package that is found
twice with the same content counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from regservice.core.routing.book import Book
from regservice.errors import DataError, Location, Problem
from regservice.model.package import Contribution, Manifest, Origin, Tables, row_key
from regservice.model.vocab import NATIONAL
from regservice.ruleset.digest import digest, plain
from regservice.ruleset.references import check_references
from regservice.ruleset.scope import bind, check_scope


@attrs.frozen
class Ruleset:
    """
    The frozen compile of all packages.

    Attributes:
        book: The rows, indexed.
        digest: Fingerprint of the normative rows.
        manifests: The packages, sorted by name.
        origins: Where each row stands, by table and key.
    """

    book: Book = attrs.field(repr=False)
    digest: str
    manifests: tuple[Manifest, ...]
    origins: Mapping[tuple[str, str], Origin] = attrs.field(repr=False, hash=False)


def compile_ruleset(contributions: Iterable[Contribution]) -> Ruleset:
    """
    Check all rows together and freeze them.

    Args:
        contributions: One for each package, in any order.

    Returns:
        The ruleset.

    Raises:
        DataError: With every fault that was found.
    """
    problems: list[Problem] = []
    unique = _unique(contributions, problems)
    if not any(NATIONAL in c.manifest.places for c in unique):
        problems.append(Problem("RS2009"))
    origins: dict[tuple[str, str], Origin] = {}
    rows: dict[str, dict[str, Any]] = {a.name: {} for a in attrs.fields(Tables)}
    for contribution in unique:
        problems.extend(_take(contribution, rows, origins))
    tables = Tables(
        **{t: tuple(found[key] for key in sorted(found)) for t, found in rows.items()}
    )
    problems.extend(check_references(tables, origins))
    for contribution in unique:
        problems.extend(check_scope(contribution, tables, origins))
    if problems:
        raise DataError(tuple(_ordered(problems)))
    return Ruleset(
        Book.of(tables),
        digest(tables),
        tuple(c.manifest for c in unique),
        origins,
    )


def where(origins: Mapping[tuple[str, str], Origin], table: str, key: str) -> Location:
    """Return where a row stands, for a message."""
    origin = origins.get((table, key))
    if origin is None:
        return Location(f"{table}:{key}")
    return Location(origin.file or origin.package, origin.line, origin.column)


def _ordered(problems: list[Problem]) -> list[Problem]:
    return sorted(
        dict.fromkeys(problems),
        key=lambda p: (p.where.file, p.where.line, p.where.column, p.code, p.field),
    )


def _unique(
    contributions: Iterable[Contribution], problems: list[Problem]
) -> list[Contribution]:
    """Once each, sorted by name; the same name with other content is a fault."""
    known: dict[str, Contribution] = {}
    for contribution in contributions:
        name = contribution.manifest.name
        other = known.setdefault(name, contribution)
        if other is not contribution and _content(other) != _content(contribution):
            files = ", ".join(
                sorted({_home(other), _home(contribution)} - {""}) or (name,)
            )
            problems.append(Problem("RS2007", {"name": name, "files": files}))
    return [known[name] for name in sorted(known)]


def _home(contribution: Contribution) -> str:
    return next((o.file for _, _, o in contribution.origins if o.file), "")


def _content(contribution: Contribution) -> Any:
    tables = {
        a.name: sorted(
            (row_key(r), str(plain(r))) for r in getattr(contribution.tables, a.name)
        )
        for a in attrs.fields(Tables)
    }
    return plain(contribution.manifest), tables


def _take(
    contribution: Contribution,
    rows: dict[str, dict[str, Any]],
    origins: dict[tuple[str, str], Origin],
) -> Iterable[Problem]:
    """Add the rows, bound to the places of the package; report double keys."""
    name = contribution.manifest.name
    stands: dict[tuple[str, str], list[Origin]] = {}
    for table, key, found in contribution.origins:
        stands.setdefault((table, key), []).append(found)
    for attribute in attrs.fields(Tables):
        table = attribute.name
        for row in getattr(contribution.tables, table):
            key = row_key(row)
            # Of two rows with one key each has its own place, in the same order.
            places = stands.get((table, key)) or [Origin(package=name)]
            origin = places.pop(0)
            if key in rows[table]:
                other = where(origins, table, key)
                yield Problem(
                    "RS2001",
                    {"table": table, "key": key, "other": str(other)},
                    Location(origin.file or name, origin.line, origin.column),
                    table,
                )
                continue
            rows[table][key] = bind(row, contribution.manifest)
            origins[table, key] = origin
