"""
Does every promise keep within the law?

A limit that is only promised must not be longer than a statutory one for the same
goal that can hold for the same request. Lengths in different units are compared as
far as that can be done for every day; what cannot be shown is refused, because it
would be seen only when a deadline has been missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from regservice.core.places import PlaceIndex
from regservice.errors import Problem
from regservice.model.condition import Span, parse_span
from regservice.model.limit import USUAL, TimeLimit
from regservice.model.package import Tables
from regservice.model.vocab import NATIONAL, LegalEffect, OnReroute, Unit
from regservice.ruleset.circles import period
from regservice.ruleset.located import Origins, problem_at

_SCALE: Final[Mapping[Unit, tuple[str, int]]] = {
    Unit.WORKING_MINUTE: ("office", 1),
    Unit.WORKING_HOUR: ("office", 60),
    Unit.MINUTE: ("wall", 1),
    Unit.HOUR: ("wall", 60),
    Unit.WORKING_DAY: ("working", 1),
    Unit.CALENDAR_DAY: ("calendar", 1),
    Unit.MONTH: ("months", 1),
    Unit.YEAR: ("months", 12),
}
"""Units that can be compared with each other, and how long they are."""

_SHORTEST_MONTH: Final = 28
_LONGEST_MONTH: Final = 31
_MINUTES_A_DAY: Final = 24 * 60


def check_promises(
    tables: Tables, origins: Origins, places: PlaceIndex
) -> Iterator[Problem]:
    """
    Report every promised limit that may end after a statutory one.

    Args:
        tables: The rows of all packages, bound to the places of their packages.
        origins: Where rows stand.
        places: The place tree.
    """
    timed = [row for row in tables.limits if row.count is not None]
    statutory = [row for row in timed if row.legal_effect is LegalEffect.STATUTORY]
    if not statutory:
        return
    shortest = _shortest_days(tables)
    for row in timed:
        if row.legal_effect is LegalEffect.STATUTORY:
            continue
        for law in statutory:
            if _may_meet(row, law, places) and not _is_within(row, law, shortest):
                params = {
                    "key": row.id,
                    "promised": f"{row.count} {row.unit}",
                    "other": law.id,
                    "allowed": f"<= {law.count} {law.unit}",
                }
                yield problem_at(origins, "limits", row, "RS2023", **params)


def _shortest_days(tables: Tables) -> Mapping[str, int]:
    """The fewest office minutes that a working day has, by calendar."""
    rows = [(row.code, row.hours) for row in tables.calendar_patterns]
    rows += [(row.calendar, row.hours) for row in tables.office_hours]
    rows += [(row.calendar, row.hours) for row in tables.calendar_overrides]
    own: dict[str, int] = {}
    for code, hours in rows:
        minutes = sum(part.closes - part.opens for part in hours)
        if minutes:
            own[code] = min(own.get(code, minutes), minutes)
    bases = {row.code: row.base for row in tables.calendar_patterns}
    found = {}
    for code in bases:
        chain: list[str] = []
        below: str | None = code
        while below in bases and below not in chain:
            chain.append(below)
            below = bases[below]
        found[code] = min(own[one] for one in chain)
    return found


def _may_meet(row: TimeLimit, law: TimeLimit, places: PlaceIndex) -> bool:
    """Whether both can hold for one request, for the same goal."""
    first, last = period(row.validity, law.validity)
    return (
        row.goal is law.goal
        and first < last
        and not any(
            _are_apart(test.dimension, test.values, other.values, places)
            for test in row.when.tests
            if (other := law.when.get(test.dimension)) is not None
        )
    )


def _are_apart(
    dimension: str, one: tuple[str, ...], other: tuple[str, ...], places: PlaceIndex
) -> bool:
    if dimension in ("place", "site"):
        return not any(_share(a, b, places) for a in one for b in other)
    if not set(one).isdisjoint(other):
        return False
    spans = [parse_span(value) for value in one], [parse_span(value) for value in other]
    return not any(_overlap(a, b) for a in spans[0] for b in spans[1] if a and b)


def _share(one: str, other: str, places: PlaceIndex) -> bool:
    if NATIONAL in (one, other) or one == other:
        return True
    known = places.places
    if one not in known or other not in known:
        return True  # reported where names are checked
    return other in places.within(one) or one in places.within(other)


def _overlap(one: Span, other: Span) -> bool:
    lows = [low for low, _ in (one, other) if low is not None]
    highs = [high for _, high in (one, other) if high is not None]
    return not lows or not highs or max(lows) <= min(highs)


def _is_within(row: TimeLimit, law: TimeLimit, shortest: Mapping[str, int]) -> bool:
    """Whether *row* surely ends no later than *law*."""
    if row.unit is None or law.unit is None or row.count is None or law.count is None:
        return True  # nothing is promised, or nothing demanded
    (kind, size), (demanded, unit) = _SCALE[row.unit], _SCALE[law.unit]
    many, most = row.count * size, law.count * unit
    if not _is_as_strict(row, law):
        return False
    if kind == demanded:
        alike = kind == "wall" or (row.calendar, row.terms) == (law.calendar, law.terms)
        return many <= most and alike
    # Of other terms than usual nothing is shown.
    usual = law.terms == USUAL and (row.terms == USUAL or kind in ("office", "wall"))
    if not usual or (kind != "wall" and row.calendar != law.calendar):
        return False
    if kind == "office":
        # Full days of the shortest kind, and what is left of the day of the start.
        kind, many = "working", -(-many // shortest.get(row.calendar, 1))
        if demanded == "working":
            return many <= most
    if kind == "wall":
        # The first day does not count, so that it is longer than a day.
        kind, many = "calendar", -(-many // _MINUTES_A_DAY) + 1
    if kind == "months":
        kind, many = "calendar", many * _LONGEST_MONTH
    if demanded == "months":
        demanded, most = "calendar", most * _SHORTEST_MONTH
    # So many working days are never fewer calendar days.
    return kind == "calendar" and demanded in ("calendar", "working") and many <= most


def _is_as_strict(row: TimeLimit, law: TimeLimit) -> bool:
    """Whether nothing lengthens *row* that does not lengthen *law*."""
    return (
        row.starts is law.starts
        and {*row.pauses} <= {*law.pauses}
        and {*row.extensions} <= {*law.extensions}
        and {*row.restarts} <= {*law.restarts}
        and row.on_reroute in (OnReroute.CONTINUE, law.on_reroute)
    )
