"""
Does a row that counts on a programme hold only where that programme is run?

A request states the programmes that it is on; whether they are run there, on that
day, and for such requests, only the row can say. A row that is wider than its
programme would take the word of a request for what cannot be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from regservice.core.places import PlaceIndex
from regservice.errors import Problem
from regservice.model.catalogue import IntakeField, Programme, ServiceItem
from regservice.model.condition import Condition, Test, parse_span
from regservice.model.legal import Validity
from regservice.model.package import Tables
from regservice.model.vocab import NATIONAL
from regservice.ruleset.circles import period
from regservice.ruleset.located import Origins, problem_at
from regservice.ruleset.parts import conditions_and_sources

_TABLES = ("matters", "rules", "path_rules", "bypasses", "limits", "periods")
_PLACES = ("place", "site")


@attrs.frozen
class _Known:
    places: PlaceIndex
    programmes: Mapping[str, Programme]
    items: Mapping[str, Mapping[str, frozenset[str]]]
    numbers: Mapping[str, IntakeField]


def check_programmes(
    tables: Tables, origins: Origins, places: PlaceIndex
) -> Iterator[Problem]:
    """
    Report every row that counts on a programme where that is not run.

    Args:
        tables: The rows of all packages, bound to the places of their packages.
        origins: Where rows stand.
        places: The place tree.
    """
    known = _Known(
        places,
        {row.code: row for row in tables.programmes},
        {row.code: _implied(row) for row in tables.items},
        {row.code: row for row in tables.fields if not row.values},
    )
    for table in _TABLES:
        for row in getattr(tables, table):
            for code, wider in _wider(row, known):
                params = {"key": code, "wider": wider}
                yield problem_at(origins, table, row, "RS2020", **params)


def _wider(row: Any, known: _Known) -> Iterator[tuple[str, str]]:
    """The programmes that a row outreaches, and what the row should say."""
    for part in conditions_and_sources(row):
        if not isinstance(part, Condition):
            continue
        asked = part.get("programme")
        both = Condition((*part.tests, *row.when.tests))  # a limb, and its matter
        for code in asked.values if asked else ():
            programme = known.programmes.get(code)
            if programme is None:
                continue  # reported where names are checked
            run = Test("place", programme.places)
            wider = [
                f"{test.dimension}: [{', '.join(test.values)}]"
                for test in (run, *programme.when.tests)
                if not _is_implied(test, both.get(test.dimension), both, known)
            ]
            if not _lies_in(getattr(row, "validity", Validity()), programme.validity):
                wider.append(f"validity: {_text(programme.validity)}")
            if wider:
                yield code, ", ".join(wider)


def _implied(item: ServiceItem) -> Mapping[str, frozenset[str]]:
    """What follows from the item alone."""
    return {
        "product": frozenset(map(str, item.products)),
        "registration_business": frozenset(
            {"yes" if item.registration_business else "no"}
        ),
    }


def _lies_in(inner: Validity, outer: Validity) -> bool:
    return period(inner) == period(inner, outer)


def _text(validity: Validity) -> str:
    ends = {"start": validity.start, "end": validity.end}
    return f"{{{', '.join(f'{k}: {v}' for k, v in ends.items() if v)}}}"


def _is_implied(test: Test, own: Test | None, when: Condition, known: _Known) -> bool:
    """Whether all that passes *own*, or the other tests, passes *test*."""
    if test.dimension in _PLACES:
        return NATIONAL in test.values or (
            own is not None
            and all(
                not known.places.within(place).isdisjoint(test.values)
                for place in own.values
                if place in known.places.places
            )
        )
    if own is None:
        items = when.get("item")
        return items is not None and all(
            test.dimension in implied and implied[test.dimension] <= {*test.values}
            for implied in (known.items.get(item, {}) for item in items.values)
        )
    number = known.numbers.get(test.dimension)
    possible = f"{test.dimension}?"
    return all(
        test.holds({possible: frozenset({_bounded(value, number)})})
        for value in own.values
    )


def _bounded(value: str, number: IntakeField | None) -> str:
    """An interval with both its ends; anything else as it is."""
    span = parse_span(value)
    if number is None or span is None:
        return value
    low = number.lowest if span[0] is None else span[0]
    high = number.highest if span[1] is None else span[1]
    return f"{low}..{high}"
