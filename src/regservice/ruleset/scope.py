"""
A package speaks only for its places.

Rows that may say where they apply are narrowed to the places of the package
if they do not; rows that name a place outside are refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Any

import attrs

from regservice.core.places import PlaceIndex
from regservice.errors import Location, Problem
from regservice.model.authority import Authority, Place, Relation
from regservice.model.calendar import CalendarNotice, CalendarOverride, OfficeHours
from regservice.model.catalogue import IntakeField, Matter, Programme, ServiceItem
from regservice.model.limit import Period, TimeLimit
from regservice.model.package import (
    Contribution,
    Manifest,
    Row,
    Tables,
    row_key,
)
from regservice.model.rule import Bypass, PathRule, Rule
from regservice.model.vocab import NATIONAL
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


def check_scope(
    contribution: Contribution,
    tables: Tables,
    origins: Origins,
    *,
    places: PlaceIndex | None = None,
) -> Iterator[Problem]:
    """
    Report the rows of a package that reach outside its places.

    Args:
        contribution: The package.
        tables: The rows of all packages, for the place tree.
        origins: Where rows stand.
        places: That tree, if the caller has it; ``None`` to make it.
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
    allowed = ", ".join(manifest.places)
    for attribute in attrs.fields(Tables):
        table = attribute.name
        for row in getattr(contribution.tables, table):
            named = _outside(row, outside, own)
            if named is not None:
                key = row_key(row)
                known = (table, key) in origins
                far = f": {', '.join(named[:_LISTED])}" if named else ""
                yield Problem(
                    "RS2003",
                    {"key": key, "places": allowed, "far": far},
                    where(origins, table, key) if known else Location(manifest.name),
                    f"{table}:{key}",
                )


def _outside(
    row: Any, outside: AbstractSet[str], own: AbstractSet[str]
) -> list[str] | None:
    """The places outside that a row names; ``None`` if it does not reach there."""
    if isinstance(row, Relation):
        return [] if row.subject not in own and row.object not in own else None
    if isinstance(row, CalendarNotice | CalendarOverride | OfficeHours):
        return [] if row.calendar not in own else None
    named: Iterable[str] = ()
    if isinstance(row, Place):
        named = row.located_in or (row.code,)
    elif isinstance(row, Authority | Programme):
        named = row.places
    elif isinstance(row, IntakeField):
        named = () if row.places == (NATIONAL,) else row.places
    elif isinstance(row, ServiceItem):
        named = row.enabled
    elif isinstance(row, _BOUND):
        test = row.when.get("place")
        named = test.values if test else ()
    return [place for place in named if place in outside] or None
