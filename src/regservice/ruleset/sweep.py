"""
Visit every class of requests that the rules distinguish, in every period.

In: a ruleset. Out: what becomes of each class that is not simply routed, and which
rules and bodies ever had a say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

import attrs

from regservice.core.routing.book import AsOf, Book, View
from regservice.model.package import Manifest
from regservice.model.vocab import NATIONAL, Role
from regservice.ruleset.axes import LEVEL
from regservice.ruleset.classes import facts_at, once, read_elsewhere, sides_of, spots
from regservice.ruleset.grid import Cell, cells
from regservice.ruleset.held import Parts
from regservice.ruleset.judge import At, Judge, Outcome
from regservice.ruleset.says import Says
from regservice.ruleset.space import Group, Node, make_groups
from regservice.ruleset.turns import Turns

PARTS: Final = ("receive", "lead", "co", "copy", "path", "bypass")
_NONE: Final = Parts()


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
        won: Ids of the rules and bypasses that had a say somewhere: they stood, or
            the answer would have been another one without them.
        reached: Ids of the bodies that some class reaches.
        joined: Period, kind of a first contact and kind of another lead between
            which some way was open, to the kinds on the first such way.
        passed: Ids of the path rules by which some way goes; ``None`` at its start.
        classes: How many classes of requests were decided.
        nodes: How many nodes the diagrams have.
        finished: Whether the budget sufficed.
        partial: Dimensions of which not every combination was decided.
        dimensions: Dimension to the values that were told apart.
    """

    strays: list[Stray] = attrs.Factory(list)
    won: set[str] = attrs.Factory(set)
    reached: set[str] = attrs.Factory(set)
    joined: dict[tuple[int, str, str], tuple[str, ...]] = attrs.Factory(dict)
    passed: set[str | None] = attrs.Factory(set)
    classes: int = 0
    nodes: int = 0
    finished: bool = True
    partial: set[str] = attrs.Factory(set)
    dimensions: dict[str, frozenset[str]] = attrs.Factory(dict)


def scope_of(book: Book, manifests: tuple[Manifest, ...]) -> tuple[str, ...]:
    """
    Return the places for which the packages answer, sorted.

    These are the places that regional packages declare, with all inside; the whole
    nation if a rule of first contact or lead speaks for every place. A place of
    which neither a body nor a place inside is known is left out: a package of items
    may be ready for it, but nobody is there yet who could answer.
    """
    roots = {p for m in manifests if NATIONAL not in m.places for p in m.places}
    for rule in book.tables.rules:
        if rule.role in (Role.LEAD, Role.RECEIVE):
            test = rule.when.get("place")
            roots |= {NATIONAL} if test is None else set(test.values)
    known = {
        code
        for body in book.tables.authorities
        for place in body.places
        if place != NATIONAL
        for code in (place, *book.places.within(place), *book.places.inside(place))
    }
    if known - {NATIONAL}:
        roots = {code for code in roots if code in known or book.places.inside(code)}
    inside = {code for root in roots for code in book.places.inside(root)}
    return tuple(sorted((roots | inside) - {NATIONAL}))


def periods_of(book: Book) -> tuple[dt.date, ...]:
    """Return a day of each period: the day before all break-points, then each one."""
    if not book.days:
        return (dt.date(2000, 1, 1),)
    return (book.days[0] - dt.timedelta(days=1), *book.days)


def sweep(
    book: Book,
    places: tuple[str, ...],
    budget: int,
    asked: Collection[str] | None = None,
    items: Collection[str] | None = None,
) -> Swept:
    """
    Decide every class of requests.

    Args:
        book: The rows.
        places: Codes of the places that count.
        budget: How many classes may be decided.
        asked: Codes of the places of those who ask; ``None`` for all.
        items: Codes of the items that are asked for; ``None`` for all.

    Returns:
        What was seen.
    """
    swept, turns = Swept(), Turns(book)
    for number, day in enumerate(periods_of(book)):
        view = book.view(AsOf(day))
        # Boxes tell the periods of what is found: then nothing may be left out.
        turned = turns.at(day) if number and not swept.strays else None
        visitor = _Visitor(swept, view, number, places)
        visitor.wanted = frozenset(places if asked is None else asked)
        visitor.items = items
        visitor.visit_all(budget, turned)
        if swept.strays and turned is not None:
            swept.strays.clear()
            visitor.visit_all(budget, None)
        if not swept.finished:
            return swept
        groups = visitor.groups
        swept.nodes += sum(group.size for group in groups)
        for group in groups:
            for axis in group.axes:
                if not axis.is_whole:
                    swept.partial.add(axis.name)
                known = swept.dimensions.get(axis.name, frozenset())
                swept.dimensions[axis.name] = known | frozenset(axis.told)
    return swept


@attrs.frozen(eq=False)
class _Leaf:
    """A leaf: the number of how it comes out, and its rows."""

    number: int
    parts: Parts


_Below = tuple[list[_Leaf], list[tuple[str, Parts]]]
"""Leaves that come out differently, and rows that let others stand, with the leaf."""

_Found = tuple[At, Outcome]
"""The places that selectors read, and what becomes of requests there."""


class _Visitor:
    def __init__(
        self, swept: Swept, view: View, period: int, sites: tuple[str, ...]
    ) -> None:
        self.swept, self.view, self.period = swept, view, period
        self.sites = sites
        self.budget = 0
        self.turned: AbstractSet[str] | None = None
        self.wanted = frozenset(sites)
        self.items: Collection[str] | None = None
        self.groups = groups = make_groups([view], PARTS, sites)
        self.judge = Judge(view)
        self.says = Says(self.judge, sites, swept.won)
        offered = {item.code: frozenset(item.enabled) for item in view.items}
        self.enabled = [offered[group.items[0]] for group in groups]
        self.late: dict[tuple[int, int], bool] = {}
        self.far = [_reads_elsewhere(group) for group in groups]
        self.signatures: dict[object, int] = {}
        self.distinct: dict[tuple[int, int], _Below] = {}

    def visit_all(self, budget: int, turned: AbstractSet[str] | None) -> None:
        """
        Decide all classes of requests, until the budget is spent.

        Args:
            budget: How many classes may be decided.
            turned: Where an answer may be another one than in the period before;
                ``None`` for everywhere.
        """
        self.budget, self.turned = budget, turned
        for cell in cells(self.groups, self.view.book.places):
            if cell.place in self.wanted:
                self.visit(cell)
                if not self.swept.finished:
                    return

    def visit(self, cell: Cell) -> None:
        """Decide all classes of requests of one place."""
        place, places = cell.place, self.view.book.places
        around = places.within(place) | places.inside(place) | {NATIONAL}
        decided: dict[int, tuple[_Found, ...]] = {}
        # It was decided in the period before, and nothing has changed here.
        is_settled = self.turned is not None and place not in self.turned
        for number, root in enumerate(cell.roots):
            if around.isdisjoint(self.enabled[number]):
                continue
            if is_settled and not self.far[number]:
                continue
            group = self.groups[number]
            if self.items is not None and set(group.items).isdisjoint(self.items):
                continue
            if number in cell.rough or self._is_late(number, root):
                self._each(group, place)
            else:
                distinct, deciding = self._distinct(number, root)
                self.says.weigh(deciding, place, self.turned)
                for leaf in distinct:
                    outcomes = decided.get(leaf.number)
                    if outcomes is None:
                        outcomes = self._decide(leaf.parts, place)
                        decided[leaf.number] = outcomes
                    for found in outcomes:
                        self._stray(group, root, leaf, found)
            if not self.swept.finished:
                return

    def _is_late(self, number: int, root: Node) -> bool:
        """
        Tell whether rows below *root* test the site or the level of receipt.

        Rows of the group that cannot hold there, as those of another region, do not
        count: most places need no look at each class.
        """
        known = self.late.get((number, id(root)))
        if known is not None:
            return known
        names = [axis.name for axis in self.groups[number].axes]
        seen, stack, late = {id(root)}, [root], False
        while stack and not late:
            node = stack.pop()
            late = node.axis >= 0 and names[node.axis] in {"site", LEVEL}
            fresh = [child for child in node.children if id(child) not in seen]
            seen.update(map(id, fresh))
            stack += fresh
        self.late[number, id(root)] = late
        return late

    def _distinct(self, number: int, root: Node) -> _Below:
        """What of the leaves below *root* comes out in different ways."""
        known = self.distinct.get((number, id(root)))
        if known is not None:
            return known
        group, found, seen = self.groups[number], dict[int, _Leaf](), set[int]()
        deciding: dict[object, tuple[str, Parts]] = {}
        stack = [root]
        while stack:
            node = stack.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            stack.extend(node.children)
            if node.axis < 0:
                leaf = self._leaf(group, node)
                self.swept.won |= leaf.parts.stands
                found.setdefault(leaf.number, leaf)
                for key, rest in leaf.parts.deciding:
                    way = key, leaf.parts.stands, rest.stands, leaf.number
                    deciding.setdefault(way, (key, leaf.parts))
        known = list(found.values()), list(deciding.values())
        self.distinct[number, id(root)] = known
        return known

    def _leaf(self, group: Group, node: Node) -> _Leaf:
        parts = group.parts(node.alive)
        return _Leaf(self._number(parts), parts)

    def _number(self, parts: Parts) -> int:
        """Parts with one number come out alike at every place."""
        return self.signatures.setdefault(parts.signature, len(self.signatures))

    def _decide(self, parts: Parts, place: str) -> tuple[_Found, ...]:
        """The outcomes at a place; one for each other place that a selector reads."""
        rules = (*parts.receive, *parts.lead, *parts.co, *parts.copy)
        found = []
        choices = dict.fromkeys(read_elsewhere(rules), self.sites)
        for at in spots(place, choices, self.turned):
            outcome = self.judge.decide(parts, _NONE, at)
            found.append((at, outcome))
            self._count(outcome, parts, at)
        return tuple(found)

    def _count(self, outcome: Outcome, parts: Parts, at: At) -> None:
        self.swept.classes += 1
        self._is_enough()
        for hop in outcome.path:
            self.swept.reached.add(hop.authority)
            self.swept.passed.add(hop.rule)
        if outcome.receive is not None:
            self.swept.reached.add(outcome.receive)
        if len(outcome.path) > 1:
            known_bodies = self.view.book.hierarchy.authorities
            first, last = outcome.path[0].authority, outcome.path[-1].authority
            pair = self.period, known_bodies[first].kind, known_bodies[last].kind
            if pair not in self.swept.joined:
                kinds = (known_bodies[hop.authority].kind for hop in outcome.path)
                self.swept.joined[pair] = tuple(kinds)
        for rules in (parts.co, parts.copy):
            for _, bodies in self.judge.collected(rules, at):
                self.swept.reached |= set(bodies)
        for name, code in at.elsewhere:
            known = self.swept.dimensions.get(name, frozenset())
            self.swept.dimensions[name] = known | {code}

    def _is_enough(self) -> bool:
        """Whether the budget is spent."""
        if self.swept.classes + len(self.swept.strays) > self.budget:
            self.swept.finished = False
        return not self.swept.finished

    def _each(self, group: Group, place: str) -> None:
        """Decide one by one: a rough place, or rules on site or level of receipt."""
        decided: dict[object, Outcome] = {}
        seen: dict[object, bool] = {}
        found = facts_at(group, place, [self.judge], self.sites, self.turned)
        for facts, one in once(found, seen):
            held = one.held[0]
            key = self._number(held.parts), held.may, one.first
            outcome = decided.get(key)
            if outcome is None:
                outcome = self.judge.decide(held.parts, held.may, one.ats[0])
                decided[key] = outcome
                self._count(outcome, held.parts, one.ats[0])
            if one.key not in seen:
                seen[one.key] = not outcome.is_sound
                self.swept.won |= held.parts.stands
                for name, _ in held.parts.deciding:
                    self.says.weigh_at(name, held, one.ats[0])
            for at in () if outcome.is_sound else one.ats:
                sides = sides_of(group, facts.numbers, at)
                self._add(_by(held.parts, outcome), sides)
            if self._is_enough():
                return

    def _stray(self, group: Group, root: Node, leaf: _Leaf, found: _Found) -> None:
        """Add every class below *root* that comes out as *leaf* does."""
        at, outcome = found
        if outcome.is_sound:
            return
        for node, numbers in group.leaves(root):
            same = self._leaf(group, node)
            if same.number == leaf.number:
                self._add(_by(same.parts, outcome), sides_of(group, numbers, at))
            if self._is_enough():
                return

    def _add(self, outcome: Outcome, sides: Mapping[str, frozenset[str]]) -> None:
        stray = Stray(outcome, tuple(sorted(sides.items())), self.period)
        self.swept.strays.append(stray)


def _reads_elsewhere(group: Group) -> bool:
    """Whether an answer may hang on another place than that of the asker."""
    return any(axis.name == "site" for axis in group.axes) or bool(
        read_elsewhere(row.record for row in group.rows)
    )


def _by(parts: Parts, outcome: Outcome) -> Outcome:
    """Name the rules of the role that has no single holder."""
    rules = {Role.RECEIVE: parts.receivers, Role.LEAD: parts.leaders}
    named = rules.get(outcome.role, ()) if outcome.role else ()
    found = tuple(sorted(row.id for row in named))
    return attrs.evolve(outcome, rules=found or outcome.rules)


def strays(swept: Swept) -> Iterator[Stray]:
    """Return the strays in a stable order."""
    yield from sorted(
        swept.strays,
        key=lambda s: (s.period, [(n, sorted(v)) for n, v in s.sides]),
    )
