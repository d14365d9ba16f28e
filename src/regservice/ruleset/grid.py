"""
The diagrams of all items at every place.

What holds in the place around a place holds in it too, so most places share the row
of the place above them, and only what rules name on the way down is worked out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from regservice.core.places import PlaceIndex
from regservice.ruleset.space import Group, Node

NOTHING: frozenset[int] = frozenset()


@attrs.frozen(eq=False)
class Cell:
    """
    One place.

    Attributes:
        place: Its code.
        roots: For each group its diagram, of the rows that surely hold there; places
            with the same diagrams share the tuple.
        rough: Numbers of the groups of which a row may hold too, as it names a
            place inside.
    """

    place: str
    roots: tuple[Node, ...]
    rough: frozenset[int] = NOTHING


def cells(groups: Sequence[Group], places: PlaceIndex) -> Iterator[Cell]:
    """
    Walk over all places, each after those that contain it.

    Args:
        groups: The groups, of one side.
        places: The place tree.

    Yields:
        A cell for each place.
    """
    named: dict[str, list[int]] = {}
    rough: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        for code in group.codes():
            named.setdefault(code, []).append(number)
            for outer in places.within(code) - {code}:
                rough.setdefault(outer, set()).add(number)
    base = tuple(group.node(group.everywhere) for group in groups)
    known: dict[str, tuple[Node, ...]] = {}
    for place in parents_first(places):
        above = places.places[place].located_in
        if len(above) == 1 and above[0] in known:
            roots, touched = known[above[0]], set(named.get(place, ()))
        else:
            here = places.within(place)
            roots, touched = base, {n for code in here for n in named.get(code, ())}
        if touched:
            row = list(roots)
            for number in touched:
                group = groups[number]
                row[number] = group.node(group.certain(place))
            roots = tuple(row)
        known[place] = roots
        may = rough.get(place)
        yield Cell(
            place,
            roots,
            frozenset(n for n in may if groups[n].open(place)) if may else NOTHING,
        )


def parents_first(places: PlaceIndex) -> list[str]:
    """
    Return all places, each after those that contain it.

    Examples:
        >>> from regservice.model.authority import Place
        >>> inner = Place(code="310104", name="x", located_in=("310000",))
        >>> parents_first(PlaceIndex.of([inner, Place(code="310000", name="y")]))
        ['310000', '310104']
    """
    depth: dict[str, int] = {}
    for place in places.places:
        stack = [place]
        while stack:
            known = places.places
            above = [p for p in known[stack[-1]].located_in if p in known]
            missing = [p for p in above if p not in depth]
            if missing:
                stack += missing
            else:
                depth[stack.pop()] = 1 + max((depth[p] for p in above), default=-1)
    return sorted(depth, key=lambda code: (depth[code], code))
