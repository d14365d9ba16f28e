"""Which rows of a calendar do not fit together?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from regservice.model.calendar import CalendarOverride, CalendarPattern, OfficeHours
from regservice.model.package import Row, Tables
from regservice.ruleset.circles import period

Fault = tuple[str, dict[str, Any]]
"""Code of a problem, and what its text needs."""

_WEEK: Final = range(1, 8)


def calendar_faults(tables: Tables) -> Iterator[tuple[str, Row, Fault]]:
    """
    Report years without a notice, and days of which two rows speak.

    Args:
        tables: The rows of all packages.

    Yields:
        The table, the row that is at fault, and the problem.
    """
    for pattern, year in _holes(tables):
        fault = "RS2006", {"calendar": pattern.code, "year": year}
        yield "calendar_patterns", pattern, fault
    spans: dict[tuple[str, int], list[_Span]] = {}
    for override in tables.calendar_overrides:
        first, last = override.first.toordinal(), override.last.toordinal()
        span = _Span(first, last + 1, override)
        spans.setdefault((override.calendar, 0), []).append(span)
    for hours in tables.office_hours:
        span = _Span(*period(hours.validity), hours)
        for weekday in hours.weekdays or _WEEK:
            spans.setdefault((hours.calendar, weekday), []).append(span)
    told = set()
    for same in spans.values():
        for one, other in _overlaps(same):
            if (one.row.id, other.row.id) not in told:
                told.add((one.row.id, other.row.id))
                params = {"calendar": one.row.calendar, "other": one.row.id}
                is_override = isinstance(other.row, CalendarOverride)
                table = "calendar_overrides" if is_override else "office_hours"
                yield table, other.row, ("RS2022", params)


class _Span(NamedTuple):
    """The days of which a row speaks, as half-open ordinals."""

    first: int
    last: int
    row: CalendarOverride | OfficeHours


def _overlaps(spans: list[_Span]) -> Iterator[tuple[_Span, _Span]]:
    """Each span with one that starts before it and ends after it has started."""
    longest: _Span | None = None
    for span in sorted(spans, key=lambda span: (span.first, span.row.id)):
        if longest is not None and span.first < longest.last:
            yield longest, span
        if longest is None or span.last > longest.last:
            longest = span


def _holes(tables: Tables) -> Iterator[tuple[CalendarPattern, int | str]]:
    """Give the years between two notices of a calendar for which there is none."""
    for pattern in tables.calendar_patterns:
        if pattern.base:
            continue  # it takes over the years of the other
        years = {n.year for n in tables.calendar_notices if n.calendar == pattern.code}
        if not years:
            yield pattern, "-"
            continue
        for year in sorted(set(range(min(years), max(years) + 1)) - years):
            yield pattern, year
