"""
A package speaks only for its places.

Rows that may say where they apply are narrowed to the places of the package
if they do not; rows that name a place outside are refused. A row that supersedes one
of another package holds outside where that one held, neither more nor less.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

import attrs

from regservice.core.places import PlaceIndex
from regservice.errors import Location, Problem
from regservice.model.authority import Authority, Place, Relation
from regservice.model.calendar import CalendarNotice, CalendarOverride, OfficeHours
from regservice.model.catalogue import (
    IntakeField,
    Matter,
    Offer,
    Programme,
    ServiceItem,
)
from regservice.model.limit import Period, TimeLimit
from regservice.model.package import (
    Contribution,
    Manifest,
    Row,
    Tables,
    row_key,
)
from regservice.model.rule import Bypass, PathRule, Rule
from regservice.model.vocab import NATIONAL, RelationType
from regservice.ruleset.located import Origins, where

_BOUND = (Matter, Rule, PathRule, Bypass, TimeLimit, Period)
_LISTED = 5


def bind(row: Row, manifest: Manifest) -> Row:
    """
    Narrow a row that says nothing about places to those of its package.

    Examples:
        >>> from regservice.model.authority import Place
        >>> row = Place(code="310104", name="x")
        >>> bind(row, None) is row
        True
    """
    if not isinstance(row, (IntakeField, *_BOUND)) or NATIONAL in manifest.places:
        return row
    if isinstance(row, IntakeField):
        silent = row.places == (NATIONAL,)
        return attrs.evolve(row, places=manifest.places) if silent else row
    if row.when.get("place") is None:
        return attrs.evolve(row, when=row.when.narrowed("place", manifest.places))
    return row


def stand_in(row: Row, other: Row) -> Row:
    """
    Let a row that says nothing about places hold where *other* holds.

    Args:
        row: As its package brings it.
        other: The row that it replaces, bound to the places of its own package.
    """
    if isinstance(row, IntakeField) and isinstance(other, IntakeField):
        silent = row.places == (NATIONAL,)
        return attrs.evolve(row, places=other.places) if silent else row
    if isinstance(row, _BOUND) and isinstance(other, _BOUND):
        test = other.when.get("place")
        if test is not None and row.when.get("place") is None:
            return attrs.evolve(row, when=row.when.narrowed("place", test.values))
    return row


def check_scope(
    contribution: Contribution,
    tables: Tables,
    origins: Origins,
    *,
    places: PlaceIndex | None = None,
    superseded: Mapping[tuple[str, str], Row] | None = None,
) -> Iterator[Problem]:
    """
    Report the rows of a package that reach outside its places.

    Args:
        contribution: The package.
        tables: The rows of all packages, for the place tree.
        origins: Where rows stand.
        places: That tree, if the caller has it; ``None`` to make it.
        superseded: Rows of others that rows of this package replace, bound.
    """
    manifest = contribution.manifest
    if NATIONAL in manifest.places:
        return
    places = places or PlaceIndex.of(tables.places)
    inside = frozenset(manifest.places).union(*map(places.inside, manifest.places))
    # A place that does not exist is reported where names are checked.
    outside = places.places.keys() - inside
    own = {body.id for body in contribution.tables.authorities}
    own |= {pattern.code for pattern in contribution.tables.calendar_patterns}
    covered = {body.id: body.places for body in tables.authorities}
    allowed = ", ".join(manifest.places)

    def problem(code: str, table: str, key: str, far: Iterable[str]) -> Problem:
        known = (table, key) in origins
        at = where(origins, table, key) if known else Location(manifest.name)
        named = ", ".join([*far][:_LISTED])
        params = {"key": key, "places": allowed, "far": named and f": {named}"}
        if code == "RS2034":
            params = {"key": key, "far": named}
        return Problem(code, params, at, f"{table}:{key}")

    for attribute in attrs.fields(Tables):
        table = attribute.name
        for row in getattr(contribution.tables, table):
            key = row_key(row)
            old = superseded.get((table, key)) if superseded else None
            if old is not None:
                reach, had = (
                    _reach(one, outside, places) for one in (stand_in(row, old), old)
                )
                if reach - had:
                    yield problem("RS2003", table, key, sorted(reach - had))
                if had - reach:
                    yield problem("RS2034", table, key, sorted(had - reach))
                continue
            named = _outside(row, outside, own, covered)
            if named is not None:
                yield problem("RS2003", table, key, named)


def _reach(row: Any, outside: AbstractSet[str], places: PlaceIndex) -> AbstractSet[str]:
    """The places outside at which a row holds."""
    named: Iterable[str] = (NATIONAL,)
    if isinstance(row, _BOUND):
        test = row.when.get("place")
        named = test.values if test else named
    elif isinstance(row, Authority | Programme | IntakeField | Offer):
        named = row.places
    elif isinstance(row, ServiceItem):
        named = row.enabled
    if NATIONAL in named:
        return outside
    return {place for place in outside if not places.within(place).isdisjoint(named)}


def _between_others(
    row: Relation,
    outside: AbstractSet[str],
    own: AbstractSet[str],
    covered: Mapping[str, Iterable[str]],
) -> list[str] | None:
    """
    What is between bodies of others is for them to say.

    But a delegation decides only where the body is that it names: there a region may
    say what has been handed on to it, by whomever.
    """
    if row.subject in own or row.object in own:
        return None
    if row.type is not RelationType.DELEGATES or row.object not in covered:
        return []
    return [place for place in covered[row.object] if place in outside] or None


def _outside(
    row: Any,
    outside: AbstractSet[str],
    own: AbstractSet[str],
    covered: Mapping[str, Iterable[str]],
) -> list[str] | None:
    """The places outside that a row names; ``None`` if it does not reach there."""
    if isinstance(row, Relation):
        return _between_others(row, outside, own, covered)
    if isinstance(row, CalendarNotice | CalendarOverride | OfficeHours):
        return [] if row.calendar not in own else None
    named: Iterable[str] = ()
    if isinstance(row, Place):
        named = row.located_in or (row.code,)
    elif isinstance(row, Authority | Programme | Offer):
        named = row.places
    elif isinstance(row, IntakeField):
        named = () if row.places == (NATIONAL,) else row.places
    elif isinstance(row, ServiceItem):
        named = row.enabled
    elif isinstance(row, _BOUND):
        test = row.when.get("place")
        named = test.values if test else ()
    return [place for place in named if place in outside] or None
