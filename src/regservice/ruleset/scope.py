"""
A package speaks only for its places.

Rows that may say where they apply are narrowed to the places of the package
if they do not; rows that name a place outside are refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from regservice.core.places import PlaceIndex
from regservice.errors import Location, Problem
from regservice.model.authority import Authority, Place, Relation
from regservice.model.calendar import CalendarNotice
from regservice.model.catalogue import IntakeField, Matter, Programme, ServiceItem
from regservice.model.package import (
    Contribution,
    Manifest,
    Origin,
    Row,
    Tables,
    row_key,
)
from regservice.model.rule import PathRule, Rule, TimeLimit
from regservice.model.vocab import NATIONAL

_BOUND = (Matter, Rule, PathRule, TimeLimit)


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
    origins: Mapping[tuple[str, str], Origin],
) -> Iterator[Problem]:
    """
    Report the rows of a package that reach outside its places.

    Args:
        contribution: The package.
        tables: The rows of all packages, for the place tree.
        origins: Where rows stand.
    """
    manifest = contribution.manifest
    if NATIONAL in manifest.places:
        return
    places = PlaceIndex.of(tables.places)
    own = {body.id for body in contribution.tables.authorities}
    own |= {pattern.code for pattern in contribution.tables.calendar_patterns}
    for attribute in attrs.fields(Tables):
        for row in getattr(contribution.tables, attribute.name):
            if _reaches_out(row, manifest.places, places, own):
                key = row_key(row)
                origin = origins.get((attribute.name, key))
                yield Problem(
                    "RS2003",
                    {"key": key, "places": ", ".join(manifest.places)},
                    Location(origin.file, origin.line, origin.column)
                    if origin
                    else Location(manifest.name),
                    attribute.name,
                )


def _reaches_out(
    row: Any,
    allowed: Iterable[str],
    places: PlaceIndex,
    own: set[str],
) -> bool:
    if isinstance(row, Relation):
        return row.subject not in own and row.object not in own
    if isinstance(row, CalendarNotice):
        return row.calendar not in own
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
    inside = set(allowed)
    # A place that does not exist is reported where names are checked.
    around = (places.within(place) for place in named)
    return any(inside.isdisjoint(rings) for rings in around if rings)
