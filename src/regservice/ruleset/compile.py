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
from regservice.errors import DataError, Problem
from regservice.model.package import (
    Contribution,
    Manifest,
    Origin,
    Tables,
    row_key,
)
from regservice.model.rule import Strategy
from regservice.model.vocab import NATIONAL
from regservice.ruleset.claims import (
    STRATEGIES,
    Gathered,
    Key,
    claims_of,
    doubled,
    gather,
)
from regservice.ruleset.digest import digest, plain
from regservice.ruleset.located import where
from regservice.ruleset.programmes import check_programmes
from regservice.ruleset.promises import check_promises
from regservice.ruleset.references import check_references
from regservice.ruleset.ruleset import Ruleset
from regservice.ruleset.scope import check_scope, stand_in
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
    return examine(contributions).frozen()


@attrs.frozen
class Examined:
    """
    The rows of several packages, checked together.

    Attributes:
        tables: The rows, sorted by key.
        strategies: The strategies.
        manifests: The packages, sorted by name.
        gathered: Which package brings which row, and what clashes.
        problems: Every fault, sorted by place.
    """

    tables: Tables
    strategies: tuple[Strategy, ...]
    manifests: tuple[Manifest, ...]
    gathered: Gathered
    problems: tuple[Problem, ...]

    def frozen(self) -> Ruleset:
        """
        Return the ruleset.

        Raises:
            DataError: With every fault that was found.
        """
        if self.problems:
            raise DataError(self.problems)
        return Ruleset(
            Book.of(self.tables, self.strategies),
            digest(self.tables, self.strategies),
            self.manifests,
            self.gathered.origins,
            {at: claim.origin for at, claim in self.gathered.superseded.items()},
        )


def examine(contributions: Iterable[Contribution]) -> Examined:
    """
    Check all rows together.

    Args:
        contributions: One for each package, in any order.

    Returns:
        The rows, with every fault that was found.
    """
    problems: list[Problem] = []
    unique = _unique(contributions, problems)
    if not any(NATIONAL in c.manifest.places for c in unique):
        problems.append(Problem("RS2009"))
    found = gather(unique)
    problems.extend(doubled(found.clashes))
    problems.extend(found.problems)
    tables = _tables({t: rows for t, rows in found.rows.items() if t != STRATEGIES})
    problems.extend(check_references(tables, found.origins))
    problems.extend(check_supervision(tables, found.origins))
    strategies = found.rows[STRATEGIES]
    problems.extend(_unnamed(strategies.keys(), tables, found.origins))
    superseded = {at: claim.row for at, claim in found.superseded.items()}
    problems.extend(_check_places(unique, tables, found.origins, problems, superseded))
    return Examined(
        tables,
        tuple(strategies.values()),
        tuple(c.manifest for c in unique),
        found,
        ordered(problems),
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
    added = gather([draft])
    problems = [*doubled(added.clashes)]
    before = {
        table: {row_key(row): row for row in found}
        for table, found in attrs.asdict(base.book.tables, recurse=False).items()
    }
    rows = {table: {**found, **added.rows[table]} for table, found in before.items()}
    orders = {(row.table, row.key) for row in draft.tables.supersessions}
    superseded: dict[Key, Any] = {}
    for claim in claims_of(draft):
        at = claim.table, claim.key
        old = before.get(claim.table, {}).get(claim.key)
        if at in orders and old is not None:
            superseded[at] = old
            rows[claim.table][claim.key] = stand_in(claim.row, old)
    tables = _tables(rows)
    known = {**base.origins, **added.origins}
    problems.extend(check_references(tables, known))
    problems.extend(check_supervision(tables, known))
    problems.extend(_check_places([draft], tables, known, problems, superseded))
    strategies = {**base.book.strategies, **added.rows[STRATEGIES]}
    problems.extend(_unnamed(strategies.keys(), tables, known))
    if problems:
        raise DataError(ordered(problems))
    return Ruleset(
        Book.of(tables, strategies.values()),
        digest(tables, strategies.values()),
        tuple(sorted((*base.manifests, draft.manifest), key=lambda m: m.name)),
        known,
        {**base.superseded, **{at: base.origins[at] for at in superseded}},
    )


def _tables(rows: Mapping[str, Mapping[str, Any]]) -> Tables:
    """Each table sorted by key."""
    return Tables(
        **{t: tuple(found[key] for key in sorted(found)) for t, found in rows.items()}
    )


def _check_places(
    contributions: Iterable[Contribution],
    tables: Tables,
    origins: Mapping[Key, Origin],
    known: Iterable[Problem],
    superseded: Mapping[Key, Any],
) -> list[Problem]:
    """What lies where; nothing can be said of it while places lie in themselves."""
    if any(p.code == "RS2004" and p.field.startswith("places:") for p in known):
        return []
    places = PlaceIndex.of(tables.places)
    problems = list(check_programmes(tables, origins, places))
    problems += check_promises(tables, origins, places)
    for contribution in contributions:
        own = {(row.table, row.key) for row in contribution.tables.supersessions}
        problems += check_scope(
            contribution,
            tables,
            _stands(contribution, origins),
            places=places,
            superseded={at: row for at, row in superseded.items() if at in own},
        )
    return problems


def _stands(
    contribution: Contribution, origins: Mapping[Key, Origin]
) -> Mapping[Key, Origin]:
    """Where its own rows stand, even those in whose stead others count."""
    if not contribution.origins:
        return origins
    return {(table, key): origin for table, key, origin in contribution.origins}


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


def ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """
    Return problems by place, each once.

    Args:
        problems: In any order.
    """
    # Equal problems have equal texts; many rows made in Python share one place.
    unique = {(p, tuple(map(str, p.params.items()))): p for p in problems}
    return tuple(
        sorted(
            unique.values(),
            key=lambda p: (p.where.file, p.where.line, p.where.column, p.code, p.field),
        )
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
