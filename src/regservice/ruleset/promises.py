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
from regservice.model.limit import TimeLimit
from regservice.model.package import Tables
from regservice.model.vocab import NATIONAL, LegalEffect, Receipt, Unit
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
    found: dict[str, int] = {}
    for code, hours in rows:
        minutes = sum(part.closes - part.opens for part in hours)
        if minutes:
            found[code] = min(found.get(code, minutes), minutes)
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
    later = row.terms.receipt is Receipt.NEXT_OPENING
    if later and law.terms.receipt is Receipt.SAME_DAY and kind != "office":
        return False
    same = row.calendar == law.calendar
    if kind == demanded:
        return many <= most and (same or kind == "wall") and row.terms == law.terms
    if kind == "office" and same:
        # Full days of the shortest kind, and what is left of the day of the start.
        kind, many = "working", -(-many // shortest[row.calendar])
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
