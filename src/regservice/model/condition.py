"""
When does a row apply?

A condition is a box: for some dimensions a finite set of admitted values or
intervals of whole numbers, for the others anything. That is all a rule may say,
so that a set of rules can be proved free of gaps and conflicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

import attrs
from attrs import field

from regservice.model.fields import fault, filled

Facts = Mapping[str, frozenset[str]]
"""
What is known of a request: dimension to the values that hold for it.

A dimension that is absent is unknown. ``place`` and ``site`` hold the place
itself and all that contain it; ``programme`` holds every programme. A key that
ends in ``?`` holds what may be true beside: the places inside a place that is
only known roughly; of an unknown dimension every value that it can have, bounds of
a number as one interval.
"""


_SPAN: Final = re.compile(r"(-?\d{1,9})?\.\.(-?\d{1,9})?|(-?\d{1,9})")

Span = tuple[int | None, int | None]
"""Both ends of an interval of whole numbers, inclusive; ``None`` for no end."""


def parse_span(text: str) -> Span | None:
    """
    Read an interval of whole numbers.

    Returns:
        Its ends, or ``None`` if *text* is no interval.

    Examples:
        >>> parse_span("10..49"), parse_span("50.."), parse_span("7")
        ((10, 49), (50, None), (7, 7))
        >>> parse_span("drug") is None, parse_span("..") is None
        (True, True)
    """
    found = _SPAN.fullmatch(text)
    if found is None or text == "..":
        return None
    if found[3]:
        return int(found[3]), int(found[3])
    low, high = (int(end) if end else None for end in found.group(1, 2))
    return low, high


def in_span(number: int, span: Span) -> bool:
    """
    Tell whether *number* lies in *span*.

    Examples:
        >>> in_span(10, (10, None)), in_span(9, (10, None))
        (True, False)
    """
    low, high = span
    return (low is None or low <= number) and (high is None or number <= high)


@lru_cache(maxsize=4096)
def _spans(values: tuple[str, ...]) -> tuple[Span, ...]:
    """The intervals among *values*: only a text with two dots is one."""
    found = (parse_span(value) for value in values if ".." in value)
    return tuple(span for span in found if span is not None)


@lru_cache(maxsize=4096)
def _admits(values: tuple[str, ...], possible: frozenset[str]) -> bool | None:
    """Whether *values* admit all that is possible, nothing of it, or some: ``None``."""
    bounds = _spans(tuple(possible))
    if not bounds:
        if possible.isdisjoint(values):
            return False
        return True if possible.issubset(values) else None
    first, last = (end or 0 for end in bounds[0])
    spans = [span for span in map(parse_span, values) if span is not None]
    after = first
    for low, high in sorted((first if a is None else a, b) for a, b in spans):
        if low <= after:
            after = max(after, last + 1 if high is None else high + 1)
    if after > last:
        return True
    ends = ((first if a is None else a, last if b is None else b) for a, b in spans)
    return None if any(a <= last and b >= first for a, b in ends) else False


def points(possible: frozenset[str], tests: Iterable[Test]) -> list[str]:
    """
    Return values of which each test that can hold of one holds of some.

    Args:
        possible: What the fact can be: values, or one interval of numbers.
        tests: Tests of that fact.

    Returns:
        All values; of numbers those at which some test begins or ceases to hold.

    Examples:
        >>> points(frozenset({"0..9"}), [Test("staff", ("..4", "7"))])
        ['0', '4', '5', '6', '7', '8', '9']
    """
    bounds = _spans(tuple(possible))
    if not bounds:
        return sorted(possible)
    texts = [text for test in tests for text in test.values]
    spans = [span for span in map(parse_span, texts) if span is not None]
    ends = {bounds[0][0] or 0, bounds[0][1] or 0}
    for low, high in spans:
        ends |= set() if low is None else {low - 1, low}
        ends |= set() if high is None else {high, high + 1}
    return [str(end) for end in sorted(ends) if in_span(end, bounds[0])]


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(values))


@attrs.frozen
class Test:
    """
    One side of the box: the dimension and the values that it admits.

    Attributes:
        dimension: ``item``, ``product``, ``difficulty``, ``place`` ... or the
            code of an intake field.
        values: Admitted values, sorted, at least one. For a field that counts, a
            number or an interval such as ``"10..49"``, ``"50.."``, ``"..9"``.
    """

    __test__ = False  # not a pytest class

    dimension: str
    values: tuple[str, ...] = field(converter=_sorted, validator=filled)

    def holds(self, facts: Facts) -> bool | None:
        """
        Tell whether the test holds; ``None`` if that is unknown.

        Examples:
            >>> city = {"place": frozenset({"310000"}),
            ...         "place?": frozenset({"310104", "310101"})}
            >>> Test("place", ("310104",)).holds(city) is None
            True
            >>> Test("place", ("110000",)).holds(city)
            False
            >>> Test("staff", ("10..49",)).holds({"staff": frozenset({"12"})})
            True
            >>> Test("product", ("drug",)).holds({"product?": frozenset({"device"})})
            False
        """
        known = facts.get(self.dimension)
        if known is None:
            possible = facts.get(f"{self.dimension}?")
            return None if possible is None else _admits(self.values, possible)
        if not known.isdisjoint(self.values):
            return True
        for span in _spans(self.values):
            if any(in_span(int(number), span) for number in known):
                return True
        possible = facts.get(f"{self.dimension}?", frozenset())
        return False if possible.isdisjoint(self.values) else None


@attrs.frozen
class Condition:
    """
    A conjunction of tests; with no test it always holds.

    Attributes:
        tests: Sorted by dimension, one test a dimension.

    Examples:
        >>> basic = Condition.of({"difficulty": ["basic"], "product": ["device"]})
        >>> basic.holds({"difficulty": frozenset({"basic"}),
        ...              "product": frozenset({"drug"})})
        False
    """

    tests: tuple[Test, ...] = ()

    @classmethod
    def of(cls, values: Mapping[str, Sequence[str]]) -> Condition:
        """
        Build a condition from dimension to admitted values.

        Raises:
            ValueError: If one text stands where a list of them is wanted.
        """
        for name, admitted in values.items():
            if isinstance(admitted, str):  # a text is iterable too
                raise fault("RS1105", admitted, "[..., ...]", name)
        return cls(tuple(Test(name, tuple(values[name])) for name in sorted(values)))

    def holds(self, facts: Facts) -> bool:
        """Tell whether every test holds."""
        return all(test.holds(facts) for test in self.tests)

    def failed(self, facts: Facts) -> tuple[Test, ...]:
        """Return the tests that do not hold for a known value."""
        return tuple(test for test in self.tests if test.holds(facts) is False)

    def unknown(self, facts: Facts) -> tuple[Test, ...]:
        """Return the tests whose dimension is unknown."""
        return tuple(test for test in self.tests if test.holds(facts) is None)

    def get(self, dimension: str) -> Test | None:
        """Return the test on *dimension*, or ``None`` if any value will do."""
        return next((t for t in self.tests if t.dimension == dimension), None)

    def narrowed(self, dimension: str, values: tuple[str, ...]) -> Condition:
        """Return this condition with a test on *dimension* added or replaced."""
        others = {t.dimension: t.values for t in self.tests if t.dimension != dimension}
        return Condition.of({**others, dimension: values})
