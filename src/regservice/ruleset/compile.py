"""
Contributions in, one immutable ruleset out, or every fault at once.

The order of the contributions carries no meaning, and a package that is found
twice with the same content counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

import attrs

from regservice.core.places import PlaceIndex
from regservice.core.routing.book import Book
from regservice.errors import DataError, Location, Problem
from regservice.model.package import Contribution, Origin, Tables, row_key
from regservice.model.vocab import NATIONAL
from regservice.ruleset.digest import digest, plain
from regservice.ruleset.located import where
from regservice.ruleset.programmes import check_programmes
from regservice.ruleset.promises import check_promises
from regservice.ruleset.references import check_references
from regservice.ruleset.ruleset import Ruleset
from regservice.ruleset.scope import bind, check_scope
from regservice.ruleset.supervision import check_supervision


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
    problems.extend(check_supervision(tables, origins))
    strategies = {s.id: s for c in unique for s in c.strategies}
    problems.extend(_strategies(unique, tables, origins))
    problems.extend(_check_places(unique, tables, origins, problems))
    if problems:
        raise DataError(tuple(_ordered(problems)))
    return Ruleset(
        Book.of(tables, strategies.values()),
        digest(tables, strategies.values()),
        tuple(c.manifest for c in unique),
        origins,
    )


def overlaid(base: Ruleset, draft: Contribution) -> Ruleset:
    """
    Lay the rows of a draft over a ruleset, which stays as it is.

    Args:
        base: The ruleset.
        draft: Its rows replace those with the same key; it may only speak for the
            places that its manifest declares.

    Returns:
        The ruleset with the draft.

    Raises:
        DataError: With every fault that was found.
    """
    origins: dict[tuple[str, str], Origin] = {}
    fresh: dict[str, dict[str, Any]] = {a.name: {} for a in attrs.fields(Tables)}
    problems = list(_take(draft, fresh, origins))
    rows = {
        table: {
            **{row_key(row): row for row in getattr(base.book.tables, table)},
            **added,
        }
        for table, added in fresh.items()
    }
    tables = Tables(
        **{t: tuple(found[key] for key in sorted(found)) for t, found in rows.items()}
    )
    known = {**base.origins, **origins}
    problems.extend(check_references(tables, known))
    problems.extend(check_supervision(tables, known))
    problems.extend(_check_places([draft], tables, known, problems))
    named = set(base.book.strategies) | {s.id for s in draft.strategies}
    problems.extend(_unnamed(named, tables, known))
    if problems:
        raise DataError(tuple(_ordered(problems)))
    strategies = {**base.book.strategies, **{s.id: s for s in draft.strategies}}
    return Ruleset(
        Book.of(tables, strategies.values()),
        digest(tables, strategies.values()),
        tuple(sorted((*base.manifests, draft.manifest), key=lambda m: m.name)),
        known,
    )


def _check_places(
    contributions: Iterable[Contribution],
    tables: Tables,
    origins: Mapping[tuple[str, str], Origin],
    known: Iterable[Problem],
) -> list[Problem]:
    """What lies where; nothing can be said of it while places lie in themselves."""
    if any(p.code == "RS2004" and p.field.startswith("places:") for p in known):
        return []
    places = PlaceIndex.of(tables.places)
    problems = list(check_programmes(tables, origins, places))
    problems += check_promises(tables, origins, places)
    for contribution in contributions:
        problems += check_scope(contribution, tables, origins, places=places)
    return problems


def _strategies(
    contributions: Iterable[Contribution],
    tables: Tables,
    origins: Mapping[tuple[str, str], Origin],
) -> Iterable[Problem]:
    """Every strategy that a rule names is there, and once."""
    home: dict[str, str] = {}
    for contribution in contributions:
        name = contribution.manifest.name
        for strategy in contribution.strategies:
            if strategy.id in home:
                params = {"table": "strategies", "key": strategy.id}
                params["other"] = home[strategy.id]
                yield Problem("RS2001", params, Location(name), "strategies")
            home[strategy.id] = name
    yield from _unnamed(set(home), tables, origins)


def _unnamed(
    known: AbstractSet[str], tables: Tables, origins: Mapping[tuple[str, str], Origin]
) -> Iterable[Problem]:
    """Rules that name a strategy that nobody brings."""
    for row in tables.rules:
        key = row.holder.strategy
        if key is not None and key not in known:
            params = {"kind": "strategies", "key": key, "near": ""}
            at = where(origins, "rules", row.id)
            yield Problem("RS2002", params, at, f"rules:{row.id}")


def _ordered(problems: list[Problem]) -> list[Problem]:
    # Equal problems have equal texts; many rows made in Python share one place.
    unique = {(p, tuple(map(str, p.params.items()))): p for p in problems}
    return sorted(
        unique.values(),
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
    nowhere = Origin(package=name)
    for attribute in attrs.fields(Tables):
        table = attribute.name
        for row in getattr(contribution.tables, table):
            key = row_key(row)
            # Of two rows with one key each has its own place, in the same order.
            places = stands.get((table, key))
            origin = places.pop(0) if places else nowhere
            if key in rows[table]:
                other = where(origins, table, key)
                yield Problem(
                    "RS2001",
                    {"table": table, "key": key, "other": str(other)},
                    Location(origin.file or name, origin.line, origin.column),
                    f"{table}:{key}",
                )
                continue
            rows[table][key] = bind(row, contribution.manifest)
            origins[table, key] = origin
