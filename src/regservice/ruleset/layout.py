"""From the decision diagrams of a view to the arrays of an index."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from regservice.core.routing import way
from regservice.core.routing.book import View
from regservice.core.routing.precedence import standing
from regservice.core.routing.select import bodies_at
from regservice.model.rule import Bypass, Holder, PathRule
from regservice.model.vocab import NATIONAL, PlaceKey, Role
from regservice.ruleset.arrays import (
    FAR,
    NOWHERE,
    UNDECIDED,
    Ends,
    Everywhere,
    Lane,
    Layout,
    Numbers,
    Roots,
    narrow,
    narrow_signed,
)
from regservice.ruleset.axes import LEVEL, Axis
from regservice.ruleset.classes import read_elsewhere
from regservice.ruleset.grid import cells, parents_first
from regservice.ruleset.held import Parts
from regservice.ruleset.judge import At, Judge
from regservice.ruleset.space import Group, Node, make_groups

_PARTS: Final = ("receive", "lead", "path", "bypass")


def lay_out(view: View) -> Layout:
    """Lay the rows of *view* out in arrays."""
    return _Compiler(view).compile()


class _Numbers(dict[str, int]):
    """Codes of a number: the interval in which it lies."""

    def __init__(self, starts: Sequence[str], last: int) -> None:
        super().__init__((start, n + 1) for n, start in enumerate(starts))
        self._starts = [int(start) for start in starts]
        self._last = last

    def __missing__(self, text: str) -> int:
        number = int(text) if text.removeprefix("-").isdigit() else self._last + 1
        if not self._starts[0] <= number <= self._last:
            raise KeyError(text)
        return bisect_right(self._starts, number)


class _Programmes(dict[str, int]):
    """Codes of combinations of programmes, whatever their order."""

    def __missing__(self, text: str) -> int:
        ordered = "+".join(sorted(set(text.split("+"))))
        if ordered == text:
            raise KeyError(text)
        return self[ordered]


class _Compiler:
    def __init__(self, view: View) -> None:
        hierarchy = view.book.hierarchy
        self.view, self.judge = view, Judge(view)
        self.places = tuple(sorted(view.book.places.places))
        self.order = parents_first(view.book.places)
        self.bodies = tuple(hierarchy.authorities)
        self.nobody = len(self.bodies)
        self.numbers = {body: n for n, body in enumerate(self.bodies)}
        kinds = sorted({body.kind for body in hierarchy.authorities.values()})
        self.kinds = {kind: n for n, kind in enumerate(kinds)}
        self.functions = {
            f for body in hierarchy.authorities.values() for f in body.functions
        }
        self.cells: list[int] = []
        self.at: dict[int, int] = {}
        self.leaves: dict[object, int] = {}
        self.ends: list[Ends] = []
        self.rules: list[tuple[str, ...]] = []
        self.selectors: dict[frozenset[Holder], Numbers] = {}
        self.ups: dict[tuple[str, ...], array[int]] = {}
        self.hops: dict[object, tuple[Numbers, Numbers | None]] = {}
        self.known_lanes: dict[object, tuple[Lane, array[int], frozenset[int]]] = {}
        self.known_ends: dict[object, Ends] = {}
        self.axes: dict[str, int] = {}
        self.codes: list[dict[str, int]] = []

    def compile(self) -> Layout:
        groups = make_groups([self.view], _PARTS, self.places)
        for group in groups:
            for axis in group.axes:
                self._code(axis)
        rows, classes = self._rows(groups)
        *roots, none = map(_roots, zip(*rows, strict=True))
        items = {
            item: found
            for group, found in zip(groups, roots, strict=True)
            for item in group.items
        }
        for item in self.view.book.tables.items:
            items.setdefault(item.code, none)
        authorities = self.view.book.hierarchy.authorities.values()
        return Layout(
            places={code: n for n, code in enumerate(self.places)},
            rows=narrow(classes),
            groups=items,
            cells=narrow_signed(self.cells),
            axes=tuple(self.axes),
            codes=tuple(self.codes),
            ends=(*self.ends, NOWHERE),
            rules=tuple(self.rules),
            bodies=self.bodies,
            kinds=narrow([self.kinds[body.kind] for body in authorities]),
            elsewhere=frozenset(
                read_elsewhere(
                    row
                    for role in (Role.RECEIVE, Role.LEAD)
                    for row in self.view.rules[role]
                )
            ),
        )

    def _code(self, axis: Axis) -> None:
        """Number the values of an axis from 1; products differ from group to group."""
        number = self.axes.setdefault(axis.name, len(self.axes))
        if number == len(self.codes):
            field = self.view.book.fields.get(axis.name)
            plain = {value: n + 1 for n, value in enumerate(axis.values)}
            if axis.name == "programme":
                plain = _Programmes(plain)
            elif field is not None and not field.values:
                plain = _Numbers(axis.values, int(field.highest or 0))
            self.codes.append(plain)
        for value in axis.values:
            self.codes[number].setdefault(value, len(self.codes[number]) + 1)

    def _rows(self, groups: Sequence[Group]) -> tuple[list[tuple[int, ...]], list[int]]:
        """The roots of each place; places that decide alike share one row."""
        places = self.view.book.places
        offered = {item.code: frozenset(item.enabled) for item in self.view.items}
        enabled = [offered[group.items[0]] for group in groups]
        late = {
            number
            for number, group in enumerate(groups)
            if any(axis.name in {"site", LEVEL} for axis in group.axes)
        }
        local = [n for n, codes in enumerate(enabled) if NATIONAL not in codes]
        laid: dict[int, tuple[int, ...]] = {}
        rows: dict[tuple[int, ...], int] = {}
        classes: dict[str, int] = {}
        for cell in cells(groups, places):
            known = laid.get(id(cell.roots))
            if known is None:
                pairs = zip(groups, cell.roots, strict=True)
                known = tuple(self._place(group, root) for group, root in pairs)
                laid[id(cell.roots)] = known = (*known, UNDECIDED)
            open_ = cell.rough | late
            if cell.place == NATIONAL:  # no place to route by: it is asked for
                open_ = frozenset(range(len(groups)))
            if local:
                here = places.within(cell.place)
                open_ |= {n for n in local if here.isdisjoint(enabled[n])}
            row = known
            if open_:
                numbered = enumerate(known)
                row = tuple(UNDECIDED if n in open_ else node for n, node in numbered)
            classes[cell.place] = rows.setdefault(row, len(rows))
        return list(rows), [classes[place] for place in self.places]

    def _place(self, group: Group, node: Node) -> int:
        """Lay out a node and all below it; return where it stands."""
        known = self.at.get(id(node))
        if known is not None:
            return known
        if node.axis < 0:
            made = self._leaf(group.parts(node.alive))
        else:
            axis = group.axes[node.axis]
            number = self.axes[axis.name]
            codes = self.codes[number]
            children = [self._place(group, child) for child in node.children]
            cells = [UNDECIDED] * len(codes)
            for value, child in zip(axis.values, children, strict=True):
                cells[codes[value] - 1] = child
            made = len(self.cells)
            self.cells += [number, *cells]
        self.at[id(node)] = made
        return made

    def _leaf(self, parts: Parts) -> int:
        """Number of a leaf: -2 and below; -1 where the reference must say."""
        receive, lead = parts.receivers, parts.leaders
        if any(row.holder.strategy for row in (*receive, *lead)):
            return UNDECIDED
        bypasses = tuple(standing(list(parts.bypasses))[0])
        firsts, leads, passed = (
            sorted(row.id for row in rows) for rows in (receive, lead, bypasses)
        )
        rules = (*firsts, *leads, *passed)
        key = rules, tuple(row.id for row in parts.paths)
        known = self.leaves.get(key)
        if known is None:
            holders = (
                frozenset(row.holder for row in receive),
                frozenset(row.holder for row in lead),
            )
            lane, up, skips = self._lane(parts.paths, bypasses)
            same = (*holders, id(lane))
            if same not in self.known_ends:
                start, end = map(self._selector, holders)
                hops, above = self._count(start, end, up)
                self.known_ends[same] = (start, hops, above, up, skips, lane)
            self.ends.append(self.known_ends[same])
            self.rules.append(rules)
            known = self.leaves[key] = -1 - len(self.rules)
        return known

    def _lane(
        self, paths: tuple[PathRule, ...], bypasses: tuple[Bypass, ...]
    ) -> tuple[Lane, array[int], frozenset[int]]:
        """What opens the ways, and the way up if that is all there is to them."""
        skipped = frozenset(skip for row in bypasses for skip in row.skips)
        plain = all(r.hands_over for r in paths) and skipped.isdisjoint(self.functions)
        # Bypasses that pass the same bodies lead the same way.
        same = tuple(row.id for row in paths), skipped
        known = self.known_lanes.get(same)
        if known is None:
            up = self._up(paths) if plain else array("B")
            skips = frozenset(self.kinds[k] for k in skipped if k in self.kinds)
            known = self.known_lanes[same] = Lane(paths, bypasses), up, skips
        return known

    def _up(self, paths: tuple[PathRule, ...]) -> array[int]:
        """For each body the one hop that is open to it; nobody if none or several."""
        key = tuple(row.id for row in paths)
        known = self.ups.get(key)
        if known is not None:
            return known
        ways, hierarchy = way.Ways(self.view, paths), self.view.book.hierarchy
        bodies = hierarchy.authorities
        up = [self.nobody] * len(bodies)
        for body in bodies.values():
            if not self.view.is_alive(body.id):
                continue
            found = set()
            for edge in hierarchy.touching(body.id):
                other = edge.object if edge.subject == body.id else edge.subject
                if self.view.is_alive(other) and ways.admits(edge, body, bodies[other]):
                    found.add(self.numbers[other])
            if len(found) == 1:
                up[self.numbers[body.id]] = found.pop()
        self.ups[key] = narrow(_without_rounds(up, self.nobody))
        return self.ups[key]

    def _count(
        self, receive: Numbers, lead: Numbers, up: array[int]
    ) -> tuple[Numbers, Numbers | None]:
        """How many hops the lead is above the first contact; who it is, if needed."""
        if not up or isinstance(lead, Everywhere):
            return Everywhere(FAR), lead
        key = id(receive), id(lead), id(up)
        if key not in self.hops:
            hops, nobody, needed = bytearray(), self.nobody, False
            for place in range(len(self.places)):
                at, end, count = receive[place], lead[place], 0
                while at not in (end, nobody):
                    at, count = up[at], count + 1
                known = at != nobody and count < FAR
                needed |= not known and nobody not in (receive[place], end)
                hops.append(count if known else FAR)
            self.hops[key] = array("B", hops), lead if needed else None
        return self.hops[key]

    def _selector(self, holders: frozenset[Holder]) -> Numbers:
        """Number of the body that each place gets."""
        known = self.selectors.get(holders)
        if known is None:
            known = self.selectors[holders] = self._selected(holders)
        return known

    def _selected(self, holders: frozenset[Holder]) -> Numbers:
        if len(holders) == 1:
            (holder,) = holders
            if holder.authority is not None and self.view.is_alive(holder.authority):
                return Everywhere(self.numbers[holder.authority])
            if (
                holder.functions
                and holder.place is PlaceKey.HOLDER
                and holder.tier is None
                and holder.relation is None
            ):
                return self._nearest(holder)
        return narrow([self._body(holders, place) for place in self.places])

    def _nearest(self, holder: Holder) -> array[int]:
        """What is nearest to a place is there, or is nearest to what contains it."""
        book, wanted = self.view.book, holder.functions
        own: dict[str, list[int]] = {}
        for number, body in enumerate(book.hierarchy.authorities.values()):
            if self.view.is_alive(body.id) and any(body.performs(f) for f in wanted):
                for place in dict.fromkeys(body.places):
                    own.setdefault(place, []).append(number)
        found: dict[str, int] = {}
        for place in self.order:
            here, above = own.get(place), book.places.places[place].located_in
            if here is not None:
                found[place] = here[0] if len(here) == 1 else self.nobody
            elif len(above) == 1 and above[0] in found:
                found[place] = found[above[0]]
            else:
                found[place] = self._body(frozenset({holder}), place)
        return narrow([found[place] for place in self.places])

    def _body(self, holders: frozenset[Holder], place: str) -> int:
        found = {
            body
            for holder in holders
            for body in (
                bodies_at(self.view, holder, place)
                if holder.functions
                else self.judge.select(holder, At(place)).bodies
            )
        }
        return self.numbers[found.pop()] if len(found) == 1 else self.nobody


def _roots(nodes: Sequence[int]) -> Roots:
    """Number the nodes of one group, of which many rows share each."""
    numbers = {node: n for n, node in enumerate(dict.fromkeys(nodes))}
    return narrow([numbers[node] for node in nodes]), narrow_signed([*numbers])


def _without_rounds(up: list[int], nobody: int) -> list[int]:
    """Close the hops that lead round in a circle: such ways must be searched."""
    state = bytearray(nobody)
    for first in range(nobody):
        trail, at = [], first
        while at != nobody and not state[at]:
            state[at] = 1
            trail.append(at)
            at = up[at]
        if at != nobody and state[at] == 1:
            for body in trail[trail.index(at) :]:
                up[body] = nobody
        for body in trail:
            state[body] = 2
    return up
