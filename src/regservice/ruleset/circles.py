"""
Which links close a circle, on any one day?

Links lead from what stands above to what stands below and hold for a period. A
circle counts only if all its links hold on one day: who once administered may
later be administered. Nothing here is recursive, and the work grows with the
number of links, also where they form one long chain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import attrs

from regservice.model.legal import Validity

EVER: Final = (0, 4_000_000)
"""The period of what has no known start and no known end."""

_BUDGET: Final = 3_000_000
"""Links that are looked at, day by day, before an answer is left open."""
_PASSES: Final = 8
"""How often the links at fault are taken out to look for further circles."""
_SHORT: Final = 64
"""In a longer circle the link that closes it is blamed, without a comparison."""
_SHOWN: Final = 8
"""Members of a circle that a message names; of a longer one both ends."""


class Link(NamedTuple):
    """
    One thing above another.

    Attributes:
        upper: What stands above.
        lower: What stands below.
        first: First day, as an ordinal.
        last: First day on which it no longer holds.
        row: The row that says so.
    """

    upper: str
    lower: str
    first: int
    last: int
    row: Any


@attrs.frozen
class Circle:
    """
    A circle, and the link at fault.

    Attributes:
        link: The link at whose row it is reported.
        trail: Its members, downward, with the first again at the end; of a long one
            some are left out.
    """

    link: Link
    trail: tuple[str, ...]


@attrs.frozen
class Circles:
    """
    What was found.

    Attributes:
        found: The circles. Without their links there is none.
        undecided: One link of each tangle whose days are too many to look at.
    """

    found: tuple[Circle, ...] = ()
    undecided: tuple[Link, ...] = ()


def period(*validities: Validity) -> tuple[int, int]:
    """
    Return the days on which all of *validities* hold, as half-open ordinals.

    Examples:
        >>> period(Validity()) == EVER
        True
    """
    first, last = EVER
    for validity in validities:
        if validity.start is not None:
            first = max(first, validity.start.toordinal())
        if validity.end is not None:
            last = min(last, validity.end.toordinal())
    return first, last


def may_turn(pairs: Iterable[tuple[str, str]]) -> bool:
    """
    Tell whether there is a circle if no day counts; cheaply, for very many rows.

    Args:
        pairs: What stands above, and what below.

    Examples:
        >>> may_turn([("a", "b"), ("b", "c")]), may_turn([("a", "b"), ("b", "a")])
        (False, True)
    """
    above: dict[str, str] = {}
    further: dict[str, list[str]] = {}
    below: dict[str, int] = {}
    for upper, lower in pairs:
        if lower in above:
            further.setdefault(lower, []).append(upper)
        else:
            above[lower] = upper
        below[upper] = below.get(upper, 0) + 1
    # Take away what has nothing below, until nothing is left: or a circle.
    bottoms = [key for key in above if key not in below]
    for bottom in bottoms:
        for upper in (above[bottom], *further.get(bottom, ())):
            below[upper] -= 1
            if not below[upper]:
                del below[upper]
                if upper in above:
                    bottoms.append(upper)
    return bool(below)


def find_circles(
    links: Sequence[Link], rank: Callable[[str], int] = lambda _: 0
) -> Circles:
    """
    Find the circles among *links*.

    Of the links of a circle the one is blamed that turns the order of ranks round
    most; if none does, the one that closes the circle, seen from where it is entered.

    Args:
        links: The links; each holds on one day at least.
        rank: Rank of a thing; what stands above should have the smaller one.

    Returns:
        Each circle once, and circles that share members one by one.

    Examples:
        >>> from itertools import pairwise
        >>> links = [Link(a, b, *EVER, None) for a, b in pairwise("abcb")]
        >>> [circle.trail for circle in find_circles(links).found]
        [('b', 'c', 'b')]
    """
    found: list[Circle] = []
    undecided: list[Link] = []
    budget = _BUDGET
    for inside, entered in _tangles(links):
        days = _days(inside)
        work = len(days) * len(inside)
        if work > budget:
            undecided.append(min(inside, key=lambda k: (k.upper, k.lower)))
            continue
        budget -= work
        members = {link.lower for link in inside}
        starts = sorted(members, key=lambda key: (key not in entered, rank(key), key))
        removed: set[int] = set()
        for day in days:
            today = [link for link in inside if link.first <= day < link.last]
            found += _circles_of_a_day(today, starts, rank, removed)
    return Circles(tuple(found), tuple(undecided))


def _tangles(links: Sequence[Link]) -> Iterator[tuple[list[Link], set[str]]]:
    """
    Give what is connected in both directions, on whatever days.

    Yields:
        The links of a tangle, and those of its members into which a link from
        outside leads.
    """
    names = _Components(_peeled(links)).names
    inside: dict[int, list[Link]] = {}
    entered: dict[int, set[str]] = {}
    for link in links:
        at = names.get(link.lower)
        if at is None:
            continue
        if names.get(link.upper) == at:
            inside.setdefault(at, []).append(link)
        else:
            entered.setdefault(at, set()).add(link.lower)
    for at, own in inside.items():
        yield own, entered.get(at, set())


def _peeled(links: Sequence[Link]) -> dict[str, list[str]]:
    """Take away, top by top, what is below no circle: mostly everything."""
    below: dict[str, list[str]] = {}
    above: dict[str, int] = {}
    for link in links:
        below.setdefault(link.upper, []).append(link.lower)
        above[link.lower] = above.get(link.lower, 0) + 1
    tops = [key for key in below if key not in above]
    for top in tops:
        for key in below.pop(top, ()):
            above[key] -= 1
            if not above[key]:
                tops.append(key)
    return below


class _Components:
    """Numbers the strongly connected components (Tarjan), without recursion."""

    def __init__(self, below: Mapping[str, Sequence[str]]) -> None:
        self.names: dict[str, int] = {}
        self._below = below
        self._order: dict[str, int] = {}
        self._low: dict[str, int] = {}
        self._waiting: list[str] = []
        self._walk: list[tuple[str, Iterator[str]]] = []
        for root in below:
            if root not in self._order:
                self._enter(root)
            while self._walk:
                self._step()

    def _step(self) -> None:
        at, rest = self._walk[-1]
        down = next(rest, None)
        if down is None:
            self._leave(at)
        elif down not in self._order:
            self._enter(down)
        elif down not in self.names:
            self._low[at] = min(self._low[at], self._order[down])

    def _enter(self, key: str) -> None:
        self._order[key] = self._low[key] = len(self._order)
        self._waiting.append(key)
        self._walk.append((key, iter(self._below.get(key, ()))))

    def _leave(self, key: str) -> None:
        self._walk.pop()
        if self._walk:
            upper = self._walk[-1][0]
            self._low[upper] = min(self._low[upper], self._low[key])
        if self._low[key] == self._order[key]:
            while key not in self.names:
                self.names[self._waiting.pop()] = self._order[key]


def _days(links: Sequence[Link]) -> list[int]:
    """Days that stand for all: one if all links hold on it, else each first day."""
    latest = max(link.first for link in links)
    if latest < min(link.last for link in links):
        return [latest]
    return sorted({link.first for link in links})


def _circles_of_a_day(
    links: Sequence[Link],
    starts: Sequence[str],
    rank: Callable[[str], int],
    removed: set[int],
) -> Iterator[Circle]:
    """Take the links at fault out until no circle is left."""
    ordered = sorted(links, key=lambda link: (rank(link.lower), link.lower))
    for left in reversed(range(_PASSES)):
        below: dict[str, list[Link]] = {}
        for link in ordered:
            if id(link) not in removed:
                below.setdefault(link.upper, []).append(link)
        clean = True
        for size, way in _closing(starts, below):
            clean = False
            # The last pass takes out all that close a circle, so that none is left.
            if size > _SHORT or not left:
                bad = way[-1]
            elif any(id(link) in removed for link in way):
                continue
            else:
                bad = _blamed(way, rank)
            removed.add(id(bad))
            yield Circle(bad, _trail(size, way))
        if clean:
            return


def _closing(
    starts: Sequence[str], below: dict[str, list[Link]]
) -> Iterator[tuple[int, list[Link]]]:
    """
    Walk down, depth first, and see where the walk comes back to itself.

    Yields:
        The length of a circle and its links, of a long one only those at both
        ends; the last one closes it.
    """
    half = _SHOWN // 2
    done: set[str] = set()
    for start in starts:
        if start in done:
            continue
        walk: list[Link] = []
        depth = {start: 0}
        todo = [iter(below.get(start, ()))]
        while todo:
            link = next(todo[-1], None)
            if link is None:
                todo.pop()
                at = walk.pop().lower if walk else start
                del depth[at]
                done.add(at)
            elif link.lower in depth:
                first = depth[link.lower]
                size = len(walk) - first + 1
                if size > _SHORT:
                    yield size, [*walk[first : first + half], *walk[-half:], link]
                else:
                    yield size, [*walk[first:], link]
            elif link.lower not in done:
                walk.append(link)
                depth[link.lower] = len(walk)
                todo.append(iter(below.get(link.lower, ())))


def _blamed(way: Sequence[Link], rank: Callable[[str], int]) -> Link:
    """The link that leads up most; the one that closes the way if none does."""
    steps = [rank(link.upper) - rank(link.lower) for link in way]
    worst = max(steps)
    return way[steps.index(worst)] if worst > 0 else way[-1]


def _trail(size: int, way: Sequence[Link]) -> tuple[str, ...]:
    names = [link.upper for link in way]
    if size > _SHOWN:
        half = _SHOWN // 2
        names = [*names[:half], f"...{size - _SHOWN}...", *names[-half:]]
    else:
        least = names.index(min(names))
        names = [*names[least:], *names[:least]]
    return (*names, names[0])
