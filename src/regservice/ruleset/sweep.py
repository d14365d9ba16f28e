"""
Visit every class of requests that the rules distinguish, in every period.

In: a ruleset. Out: what becomes of each class that is not simply routed, and which
rules and bodies ever had a say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

import attrs

from regservice.core.routing.book import AsOf, Book, View
from regservice.core.routing.precedence import prevailing, standing
from regservice.model.package import Manifest
from regservice.model.rule import Rule
from regservice.model.vocab import NATIONAL, Role
from regservice.ruleset.grid import Cell, cells
from regservice.ruleset.judge import ASK, ELSEWHERE, ROUTED, Judge, Outcome, Parts
from regservice.ruleset.space import Group, Node, make_groups

PARTS: Final = ("receive", "lead", "co", "copy", "path", "bypass")
_NONE: Final = Parts((), (), (), ())


@attrs.frozen
class Stray:
    """
    A class of requests that is not simply routed.

    Attributes:
        outcome: What becomes of it.
        sides: Dimension to its values.
        period: Number of the period.
    """

    outcome: Outcome
    sides: tuple[tuple[str, frozenset[str]], ...]
    period: int


@attrs.define
class Swept:
    """
    What a sweep has seen.

    Attributes:
        strays: Classes that are not simply routed.
        won: Ids of the rules and bypasses that stood somewhere.
        crossed: Ids of the path rules that some way used.
        reached: Ids of the bodies that some class reaches.
        classes: How many classes of requests were decided.
        nodes: How many nodes the diagrams have.
        finished: Whether the budget sufficed.
        dimensions: Dimension to the values that were told apart.
    """

    strays: list[Stray] = attrs.Factory(list)
    won: set[str] = attrs.Factory(set)
    crossed: set[str] = attrs.Factory(set)
    reached: set[str] = attrs.Factory(set)
    classes: int = 0
    nodes: int = 0
    finished: bool = True
    dimensions: dict[str, frozenset[str]] = attrs.Factory(dict)


def scope_of(book: Book, manifests: tuple[Manifest, ...]) -> tuple[str, ...]:
    """
    Return the places for which the packages answer, sorted.

    These are the places that regional packages declare, with all inside; the whole
    nation if a rule of first contact or lead speaks for every place.
    """
    roots = {p for m in manifests if NATIONAL not in m.places for p in m.places}
    for rule in book.tables.rules:
        if rule.role in (Role.LEAD, Role.RECEIVE):
            test = rule.when.get("place")
            roots |= {NATIONAL} if test is None else set(test.values)
    inside = {code for root in roots for code in book.places.inside(root)}
    return tuple(sorted((roots | inside) - {NATIONAL}))


def periods_of(book: Book) -> tuple[dt.date, ...]:
    """Return a day of each period: the day before all break-points, then each one."""
    if not book.days:
        return (dt.date(2000, 1, 1),)
    return (book.days[0] - dt.timedelta(days=1), *book.days)


def sweep(book: Book, places: tuple[str, ...], budget: int) -> Swept:
    """
    Decide every class of requests.

    Args:
        book: The rows.
        places: Codes of the places that count.
        budget: How many classes may be decided.

    Returns:
        What was seen.
    """
    swept = Swept()
    for number, day in enumerate(periods_of(book)):
        view = book.view(AsOf(day))
        visitor = _Visitor(swept, view, number, places, budget)
        groups = visitor.groups
        wanted = frozenset(places)
        for cell in cells(groups, book.places):
            if cell.place in wanted:
                visitor.visit(cell)
                if not swept.finished:
                    return swept
        swept.nodes += sum(group.size for group in groups)
        for group in groups:
            for axis in group.axes:
                known = swept.dimensions.get(axis.name, frozenset())
                swept.dimensions[axis.name] = known | frozenset(axis.told)
    return swept


@attrs.frozen(eq=False)
class _Leaf:
    """A leaf: the number of how it comes out, its rows, the ids of those that stand."""

    number: int
    parts: Parts
    stands: frozenset[str]


_Found = tuple[str, Outcome]
"""A site, empty if it does not matter, and what becomes of requests with it."""


class _Visitor:
    def __init__(
        self, swept: Swept, view: View, period: int, sites: tuple[str, ...], budget: int
    ) -> None:
        self.swept, self.view, self.period = swept, view, period
        self.sites, self.budget = sites, budget
        self.groups = groups = make_groups([view], PARTS, sites)
        self.judge = Judge(view)
        offered = {item.code: frozenset(item.enabled) for item in view.items}
        self.enabled = [offered[group.items[0]] for group in groups]
        self.late = [
            any(axis.name in ("site", "received_level") for axis in group.axes)
            for group in groups
        ]
        self.signatures: dict[object, int] = {}
        self.distinct: dict[tuple[int, int], list[_Leaf]] = {}

    def visit(self, cell: Cell) -> None:
        """Decide all classes of requests of one place."""
        place, places = cell.place, self.view.book.places
        around = places.within(place) | places.inside(place) | {NATIONAL}
        decided: dict[int, tuple[_Found, ...]] = {}
        for number, root in enumerate(cell.roots):
            if around.isdisjoint(self.enabled[number]):
                continue
            group = self.groups[number]
            if self.late[number] or number in cell.rough:
                self._each(group, place)
            else:
                for leaf in self._distinct(number, root):
                    outcomes = decided.get(leaf.number)
                    if outcomes is None:
                        outcomes = self._decide(leaf.parts, place)
                        decided[leaf.number] = outcomes
                    for found in outcomes:
                        self._stray(group, root, leaf, place, found)
            if not self.swept.finished:
                return

    def _distinct(self, number: int, root: Node) -> list[_Leaf]:
        """One leaf for each way in which leaves below *root* come out."""
        known = self.distinct.get((number, id(root)))
        if known is not None:
            return known
        group, found, seen = self.groups[number], dict[int, _Leaf](), set[int]()
        stack = [root]
        while stack:
            node = stack.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            stack.extend(node.children)
            if node.axis < 0:
                leaf = self._leaf(group, node)
                self.swept.won |= leaf.stands
                found.setdefault(leaf.number, leaf)
        known = self.distinct[number, id(root)] = list(found.values())
        return known

    def _leaf(self, group: Group, node: Node) -> _Leaf:
        parts = Parts.of(group.holding(node.alive))
        co = frozenset(row.holder for row in (*parts.co, *parts.copy))
        signature = parts.signature(), co
        number = self.signatures.setdefault(signature, len(self.signatures))
        return _Leaf(number, parts, _stands(parts))

    def _decide(self, parts: Parts, place: str) -> tuple[_Found, ...]:
        """The outcomes at a place; one for each site if that matters."""
        by_site = any(
            row.holder.by_site for row in (*parts.receive, *parts.lead, *parts.co)
        )
        outcomes = []
        for site in self.sites if by_site else (place,):
            outcome = self.judge.decide(parts, _NONE, place, site)
            outcomes.append((site if by_site else "", outcome))
            self._count(outcome, parts, place, site)
        return tuple(outcomes)

    def _count(self, outcome: Outcome, parts: Parts, place: str, site: str) -> None:
        self.swept.classes += 1
        if self.swept.classes + len(self.swept.strays) > self.budget:
            self.swept.finished = False
        for hop in outcome.path:
            self.swept.reached.add(hop.authority)
            if hop.rule is not None:
                self.swept.crossed.add(hop.rule)
        if outcome.receive is not None:
            self.swept.reached.add(outcome.receive)
        for rules in (parts.co, parts.copy):
            for _, bodies in self.judge.collected(rules, place, site):
                self.swept.reached |= set(bodies)

    def _each(self, group: Group, place: str) -> None:
        """Decide leaf by leaf: a rough place, or rules on site or level of receipt."""
        certain, may = group.certain(place), group.open(place)
        for node, numbers in group.leaves(group.node(certain | may)):
            parts = Parts.of(group.holding(node.alive & certain))
            maybe = Parts.of(group.holding(node.alive & may))
            self.swept.won |= _stands(parts)
            levels = _values(group, numbers, "received_level") or (None,)
            by_site = any(r.holder.by_site for r in (*parts.receive, *parts.lead))
            sites = _values(group, numbers, "site")
            for site in sites or (self.sites if by_site else (place,)):
                for level in levels:
                    outcome = self.judge.decide(parts, maybe, place, site, level)
                    self._count(outcome, parts, place, site)
                    if outcome.kind not in (ROUTED, ASK, ELSEWHERE):
                        named = site if sites or by_site else ""
                        self._add(group, numbers, place, (named, outcome))
                    if not self.swept.finished:
                        return

    def _stray(
        self, group: Group, root: Node, leaf: _Leaf, place: str, found: _Found
    ) -> None:
        """Add every class below *root* that comes out as *leaf* does."""
        site, outcome = found
        if outcome.kind in (ROUTED, ASK, ELSEWHERE):
            return
        for node, numbers in group.leaves(root):
            same = self._leaf(group, node)
            if same.number == leaf.number:
                rules = tuple(sorted(r.id for r in _role(same.parts, outcome)))
                named = attrs.evolve(outcome, rules=rules or outcome.rules)
                self._add(group, numbers, place, (site, named))

    def _add(
        self,
        group: Group,
        numbers: dict[str, tuple[int, ...]],
        place: str,
        found: _Found,
    ) -> None:
        site, outcome = found
        sides = {
            "place": frozenset({place}),
            "item": frozenset(group.items),
            "product": frozenset(group.products),
        }
        if site:
            sides["site"] = frozenset({site})
        sides |= {k: v for k, v in group.told(numbers).items() if k != "site"}
        stray = Stray(outcome, tuple(sorted(sides.items())), self.period)
        self.swept.strays.append(stray)


def _role(parts: Parts, outcome: Outcome) -> list[Rule]:
    """The rules of the role that has no single holder."""
    if outcome.role is Role.RECEIVE:
        return standing(list(parts.receive))[0]
    if outcome.role is Role.LEAD:
        return standing(list(parts.lead))[0]
    return []


def _values(
    group: Group, numbers: dict[str, tuple[int, ...]], name: str
) -> tuple[str, ...]:
    axis = next((axis for axis in group.axes if axis.name == name), None)
    if axis is None or name not in numbers:
        return ()
    return tuple(axis.values[number] for number in numbers[name])


def _stands(parts: Parts) -> frozenset[str]:
    rules = [
        *standing(list(parts.receive))[0],
        *standing(list(parts.lead))[0],
        *prevailing(list(parts.co))[0],
        *prevailing(list(parts.copy))[0],
    ]
    bypasses, _ = standing(list(parts.bypasses))
    return frozenset([*(row.id for row in rules), *(row.id for row in bypasses)])


def strays(swept: Swept) -> Iterator[Stray]:
    """Return the strays in a stable order."""
    yield from sorted(
        swept.strays,
        key=lambda s: (s.period, [(n, sorted(v)) for n, v in s.sides]),
    )
