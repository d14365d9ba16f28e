"""
Does each line of supervision lead up to one root?

A body may have several superiors, if the same root stands above them all. Periods
are followed up the line, so that superiors of different times are never compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import attrs

from regservice.ruleset.circles import Link

_BUDGET: Final = 1_000_000
"""Periods that are looked at before an answer is left open."""

Piece = tuple[int, int, str]
"""First day, first day no longer, and the root that stands above on them."""


@attrs.frozen
class Roots:
    """
    What was found.

    Attributes:
        second: Each link that leads up to another root than those before it, with
            the first root and the second.
        undecided: The link at which the periods became too many; ``None`` if none.
    """

    second: tuple[tuple[Link, str, str], ...] = ()
    undecided: Link | None = None


def find_roots(links: Iterable[Link], order: Callable[[Link], Any]) -> Roots:
    """
    Find the links that add a second root.

    Args:
        links: The links of one line, free of circles.
        order: Which of several links to one body comes first: the others are
            measured by it.

    Returns:
        The links at fault; what stands below them is not reported again.

    Examples:
        >>> from regservice.ruleset.circles import EVER
        >>> links = [Link(a, "c", *EVER, None) for a in "ab"]
        >>> [found[1:] for found in find_roots(links, lambda link: link.upper).second]
        [('a', 'b')]
    """
    above: dict[str, list[Link]] = {}
    for link in links:
        above.setdefault(link.lower, []).append(link)
    shared = [own for own in above.values() if _overlap(own)]
    for own in shared:
        own.sort(key=order)
    climb = _Climb(above)
    second: list[tuple[Link, str, str]] = []
    for own in shared:
        known: list[Piece] = []
        for link in own:
            pieces = climb.pieces(link.upper, link.first, link.last, cost=len(known))
            if pieces is None:
                return Roots(tuple(second), link)
            other = _differing(known, pieces)
            if other is not None:
                second.append((link, *other))
                continue
            for first, last, root in pieces:
                left = _without([(first, last)], known)
                known += [(start, end, root) for start, end in left]
    return Roots(tuple(second))


def _overlap(links: Sequence[Link]) -> bool:
    """Tell whether any two links hold on one day."""
    if len(links) < 2:  # noqa: PLR2004 - it takes two
        return False
    ordered = sorted((link.first, link.last) for link in links)
    return any(one[1] > other[0] for one, other in pairwise(ordered))


def _without(
    spans: Iterable[tuple[int, int]], taken: Iterable[Piece]
) -> list[tuple[int, int]]:
    """Cut what is taken out of some spans of days."""
    left = list(spans)
    for first, last, _ in taken:
        if not left:
            break
        left = [
            part
            for start, end in left
            for part in ((start, min(end, first)), (max(start, last), end))
            if part[0] < part[1]
        ]
    return left


def _differing(
    known: Sequence[Piece], pieces: Sequence[Piece]
) -> tuple[str, str] | None:
    """The two roots of the first day on which they differ."""
    found = [
        (max(first, start), root, other)
        for first, last, root in known
        for start, end, other in pieces
        if root != other and max(first, start) < min(last, end)
    ]
    return min(found)[1:] if found else None


class _Climb:
    """Climbs from bodies to their roots, and remembers what it found."""

    def __init__(self, above: Mapping[str, Sequence[Link]]) -> None:
        self._above = above
        self._known: dict[Piece, tuple[Piece, ...]] = {}
        self._left = _BUDGET

    def pieces(
        self, body: str, first: int, last: int, *, cost: int
    ) -> tuple[Piece, ...] | None:
        """
        Return the roots of *body* in a period, day by day.

        Args:
            body: Id of the body.
            first: First day.
            last: First day no longer.
            cost: What the caller will do with each piece; counts as work, too.

        Returns:
            The pieces, sorted; ``None`` if it takes too long to tell.
        """
        asked = (first, last, body)
        todo = [asked]
        while todo:
            at = todo[-1]
            if at in self._known:
                todo.pop()
                continue
            steps = self._steps(*at)
            if self._left < 0:
                return None
            new = [s for s, is_root in steps if not is_root and s not in self._known]
            if new:
                todo += new
                continue
            self._known[at] = _joined(
                piece
                for step, is_root in steps
                for piece in ((step,) if is_root else self._known[step])
            )
            self._left -= len(self._known[at])
            todo.pop()
        self._left -= cost * len(self._known[asked])
        return self._known[asked]

    def _steps(self, first: int, last: int, body: str) -> list[tuple[Piece, bool]]:
        """Cut a period by the first superior of each day; without one, a root."""
        steps: list[tuple[Piece, bool]] = []
        free = [(first, last)]
        for link in self._above.get(body, ()):
            self._left -= len(free)
            if not free or self._left < 0:
                break
            taken = (link.first, link.last, link.upper)
            steps += [
                ((max(start, link.first), min(end, link.last), link.upper), False)
                for start, end in free
                if max(start, link.first) < min(end, link.last)
            ]
            free = _without(free, [taken])
        steps += [((start, end, body), True) for start, end in free]
        return sorted(steps)


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Put adjacent pieces with one root together."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1][1:] == (piece[0], piece[2]):
            found[-1] = (found[-1][0], *piece[1:])
        else:
            found.append(piece)
    return tuple(found)
