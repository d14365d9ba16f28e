"""
Which values of a fact do the rules tell apart?

A number falls into intervals, programmes into combinations; of everything else each
value is one of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import Final

import attrs

from regservice.model.catalogue import IntakeField
from regservice.model.condition import Test, in_span, parse_span
from regservice.model.vocab import Applicant, Channel, Difficulty, Level

LEVEL: Final = "received_level"
"""The fact that nobody states: it follows from the first contact."""
_FIRST: Final = ("product", "difficulty", "applicant", "channel")
_ENUMERATED: Final[Mapping[str, tuple[str, ...]]] = {
    "difficulty": tuple(map(str, Difficulty)),
    "received_level": tuple(map(str, Level)),
    "applicant": tuple(map(str, Applicant)),
    "channel": tuple(map(str, Channel)),
}
_NOWHERE: Final[Mapping[str, AbstractSet[str]]] = {}
_TOGETHER: Final = 8
"""Programmes told apart by every combination; beyond, by at most two at a time."""


@attrs.frozen(eq=False)
class Axis:
    """
    A dimension with the values that its rows tell apart.

    Attributes:
        name: The dimension.
        values: Its values; for a number one point of each interval, for programmes
            the codes of a combination joined by ``+``.
        told: What each value stands for: an interval for a number, else itself.
        is_whole: Whether nothing that rules tell apart is left out.
    """

    name: str
    values: tuple[str, ...]
    told: tuple[str, ...]
    is_whole: bool = True


def axes_of(
    tests: Iterable[Test],
    fields: Sequence[Mapping[str, IntakeField]],
    sites: Sequence[str],
    run: Mapping[str, AbstractSet[str]] = _NOWHERE,
) -> list[Axis]:
    """
    Return the dimensions that rows test, beside item, product and place.

    Args:
        tests: The tests of the rows.
        fields: The intake fields by code, of each of the compared sides.
        sites: Codes of the places that a site may lie in.
        run: Programme to the places where it is run; of one that is not there it is
            unknown. No request is on two that have no place in common.

    Returns:
        The axes, in the order of asking.
    """
    found: dict[str, list[Test]] = {}
    for test in tests:
        found.setdefault(test.dimension, []).append(test)
    for known in ("item", "registration_business", "place", "product"):
        found.pop(known, None)
    order = sorted(found, key=lambda d: (d == LEVEL, d not in _FIRST, d))
    return [
        _programmes(name, found[name], run)
        if name == "programme"
        else _axis(name, found[name], [f[name] for f in fields if name in f], sites)
        for name in order
    ]


def _axis(
    name: str, tests: list[Test], fields: Sequence[IntakeField], sites: Sequence[str]
) -> Axis:
    if name == "site":
        return Axis(name, tuple(sites), tuple(sites))
    ends = [end for field in fields for end in (field.lowest, field.highest)]
    bounds = [end for end in ends if end is not None]
    if bounds:
        return _number(name, tests, (min(bounds), max(bounds)))
    codes = dict.fromkeys(value.code for field in fields for value in field.values)
    values = _ENUMERATED.get(name) or tuple(codes)
    return Axis(name, values, values)


def _number(name: str, tests: list[Test], bounds: tuple[int, int]) -> Axis:
    """Cut the bounds of a number where some test begins or ends."""
    low, high = bounds
    cuts = {low}
    for test in tests:
        for span in filter(None, map(parse_span, test.values)):
            cuts |= {low if span[0] is None else span[0]}
            cuts |= {high + 1 if span[1] is None else span[1] + 1}
    starts = sorted(cut for cut in cuts if in_span(cut, (low, high)))
    ends = [*(start - 1 for start in starts[1:]), high]
    return Axis(
        name,
        tuple(map(str, starts)),
        tuple(
            str(a) if a == b else f"{a}..{b}" for a, b in zip(starts, ends, strict=True)
        ),
    )


def _programmes(
    name: str, tests: list[Test], run: Mapping[str, AbstractSet[str]]
) -> Axis:
    """Combinations of programmes that some row tells apart, none first."""
    alike: dict[tuple[bool, ...], str] = {}
    for code in sorted({value for test in tests for value in test.values}):
        alike.setdefault(tuple(code in test.values for test in tests), code)
    chosen: dict[tuple[str, ...], None] = {(): None}
    is_whole = True
    for codes in _together(sorted(alike.values()), run):
        most = len(codes) if len(codes) <= _TOGETHER else 2
        is_whole = is_whole and most == len(codes)
        for size in range(1, most + 1):
            chosen |= dict.fromkeys(combinations(codes, size))
    values = tuple("+".join(codes) for codes in chosen)
    return Axis(name, values, values, is_whole=is_whole)


def _together(
    codes: Iterable[str], run: Mapping[str, AbstractSet[str]]
) -> list[list[str]]:
    """The programmes of each part of the country that shares some with no other."""
    groups: list[tuple[AbstractSet[str] | None, list[str]]] = []
    for code in codes:
        places, own = run.get(code), [code]
        apart = []
        for others, known in groups:
            if places is None or others is None or not places.isdisjoint(others):
                own = [*known, *own]
                places = None if places is None or others is None else places | others
            else:
                apart.append((others, known))
        groups = [*apart, (places, own)]
    return [sorted(known) for _, known in groups]
