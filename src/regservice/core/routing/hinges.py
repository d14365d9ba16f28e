"""
On which unknown facts does the one body hang that the rules of a role name?

Every way in which the open rules can come out is tried: a fact is asked for if the
answer is another for some of its values, and not if all of them lead to the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, product
from math import prod
from typing import Final, TypeVar

from regservice.core.routing.precedence import standing
from regservice.model.condition import Facts, Test, points
from regservice.model.rule import Rule

_MOST: Final = 2_048
"""Ways to come out that are tried; with more of them every open fact counts."""

_FEW: Final = 12
"""So many tests that can hold together are more ways than are tried."""

Row = TypeVar("Row")
Tests = tuple[Test, ...]
"""Of a row that may hold those whose facts are unknown, at least one."""

_Choice = frozenset[Test]
"""Tests that hold together, of one dimension."""


def hinges(
    holding: Sequence[Rule],
    pending: Sequence[tuple[Rule, Tests]],
    amount: Callable[[Sequence[Rule]], object],
    facts: Facts,
) -> Tests:
    """
    Return the open tests on whose facts it hangs what the rules amount to.

    Args:
        holding: The rules that hold.
        pending: The rules that may hold, each with its open tests.
        amount: What rules that win amount to: equal for equal answers.
        facts: What is known; what an unknown fact can be stands under its name
            with a question mark.

    Returns:
        The tests; empty if the rules that hold say already what the answer is.

    Examples:
        >>> from types import SimpleNamespace as Row
        >>> sure = Row(id="a", specificity=0, exception_to=(), holder="x")
        >>> more = Row(id="b", specificity=1, exception_to=(), holder="y")
        >>> test = Test("staff", ("10..",))
        >>> found = hinges(
        ...     [sure], [(more, (test,))], lambda w: {r.holder for r in w}, {}
        ... )
        >>> found == (test,)
        True
    """
    sure, likely, rows = _relevant(holding, pending)
    if sure and all(amount([row]) == amount(sure) for row in likely):
        return ()
    return turning(rows, lambda more: amount(standing([*holding, *more])[0]), facts)


def turning(
    pending: Sequence[tuple[Row, Tests]],
    outcome: Callable[[Sequence[Row]], object],
    facts: Facts,
) -> Tests:
    """
    Return the open tests that turn the outcome, of all ways to come out.

    Args:
        pending: The rows that may hold, each with its open tests, at least one.
        outcome: What comes of it if some of them hold.
        facts: As for :func:`hinges`.

    Returns:
        The tests; empty if all of them make no difference to the rows that hold.
        With too many ways to try, all.
    """
    tests = dict.fromkeys(test for _, open_ in pending for test in open_)
    sides: dict[str, list[Test]] = {}
    for test in tests:
        sides.setdefault(test.dimension, []).append(test)
    choices = [_choices(side, facts) for side in sides.values()]
    if prod(map(len, choices)) > _MOST:
        return tuple(tests)
    found: dict[tuple[_Choice, ...], object] = {}
    for choice in product(*choices):
        true = frozenset[Test]().union(*choice)
        more = [row for row, open_ in pending if true.issuperset(open_)]
        found[choice] = outcome(more)
    names = {name for n, name in enumerate(sides) if _turns(found, n)}
    if not names and outcome(()) not in found.values():
        return tuple(tests)  # it comes out alike, but by which row is not known
    return tuple(test for test in tests if test.dimension in names)


def _relevant(
    holding: Sequence[Rule], pending: Sequence[tuple[Rule, Tests]]
) -> tuple[list[Rule], list[Rule], list[tuple[Rule, Tests]]]:
    """
    Find the rules that have a say.

    Returns:
        The most specific of those that hold and give way to none that may hold, or
        nothing; the rules that may win; and the pending ones that may win, or to
        which one of these gives way.
    """
    gone = {key for row in holding for key in row.exception_to}
    maybe = gone | {key for row, _ in pending for key in row.exception_to}
    stays = [row for row in holding if row.id not in maybe]
    least = max((row.specificity for row in stays), default=0)
    likely = [
        row
        for row in (*holding, *(row for row, _ in pending))
        if row.id not in gone and row.specificity >= least
    ]
    ids = {row.id for row in likely}
    say = [
        (row, tests)
        for row, tests in pending
        if row.id in ids or not ids.isdisjoint(row.exception_to)
    ]
    return [row for row in stays if row.specificity == least], likely, say


def _choices(tests: Sequence[Test], facts: Facts) -> Sequence[_Choice]:
    """Which tests of one dimension can hold together."""
    name = tests[0].dimension
    possible = facts.get(f"{name}?")
    if possible is None or name in facts:
        # Of a place that is known roughly several tests may hold at once.
        few = tests[:_FEW]
        sizes = range(len(few) + 1)
        return [frozenset(c) for size in sizes for c in combinations(few, size)]
    return list(
        {
            frozenset(t for t in tests if t.holds({name: frozenset({value})})): None
            for value in points(possible, tests)
        }
    )


def _turns(found: Mapping[tuple[_Choice, ...], object], side: int) -> bool:
    """Whether another choice on one side changes what the rules amount to."""
    seen: dict[tuple[_Choice, ...], object] = {}
    return any(
        seen.setdefault(choice[:side] + choice[side + 1 :], amount) != amount
        for choice, amount in found.items()
    )
