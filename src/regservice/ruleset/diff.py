"""
Whose answer moves between two rulesets, or between two days of one?

In: two views of the law. Out: the boxes of requests whose answer differs, by what
differs, and the rows that began or ended. Millions of requests, a few boxes.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Final

import attrs

from regservice.core.routing.book import AsOf, Book, View
from regservice.model.vocab import NATIONAL
from regservice.ruleset.answers import NOT_OFFERED, Answer, Answers, Side, Told
from regservice.ruleset.boxes import Box, Sides, merge
from regservice.ruleset.classes import facts_at, once, sides_of
from regservice.ruleset.judge import ASK
from regservice.ruleset.rowchange import RowChange, row_changes
from regservice.ruleset.space import Group, make_groups
from regservice.ruleset.sweep import PARTS

ASPECTS: Final = (
    "status",
    "receive",
    "handler",
    "lead",
    "co",
    "copy",
    "limit",
    "basis",
)
"""What can move, in the order in which it is told."""


@attrs.frozen(kw_only=True)
class Move:
    """
    Requests whose answer differs in one aspect, alike in kind.

    Attributes:
        aspect: One of :data:`ASPECTS`; ``basis`` where the same answer rests on
            another source.
        of: Of ``basis`` the aspects that rest on it; empty otherwise.
        before: The answer before; bodies of all boxes together.
        after: The answer after.
        boxes: The requests, merged.
    """

    aspect: str
    of: tuple[str, ...] = ()
    before: Side
    after: Side
    boxes: tuple[Box, ...]


@attrs.frozen(kw_only=True)
class Diff:
    """
    What moved.

    Attributes:
        moves: Requests whose answer moved.
        rows: Rows that began, ended or changed.
        days: First day of each compared period, of both sides.
        places: Codes of the places that were compared.
        items: Codes of the items that were compared.
        left: The rows before.
        right: The rows after.
    """

    moves: tuple[Move, ...]
    rows: tuple[RowChange, ...]
    days: tuple[tuple[dt.date, dt.date], ...]
    places: tuple[str, ...]
    items: tuple[str, ...]
    left: Book = attrs.field(repr=False)
    right: Book = attrs.field(repr=False)

    def __bool__(self) -> bool:
        """Whether anything moved."""
        return bool(self.moves or self.rows)


def diff(
    left: Book,
    right: Book,
    days: Sequence[tuple[dt.date, dt.date]],
    places: Iterable[str],
) -> Diff:
    """
    Compare two sets of rows, day by day.

    Args:
        left: The rows before.
        right: The rows after.
        days: Pairs of days, left and right, that are compared.
        places: Codes of the places that count.

    Returns:
        What moved.
    """
    comparison = _Comparison(tuple(sorted(places)))
    found: dict[tuple[object, ...], list[tuple[_Change, Box]]] = {}
    items: set[str] = set()
    for period, (before, after) in enumerate(days):
        views = [left.view(AsOf(before)), right.view(AsOf(after))]
        items |= {item.code for view in views for item in view.items}
        if before == after and _alike(*views):
            continue
        for change, sides in comparison.of(views):
            box = Box.of(sides, (period,))
            found.setdefault(change.sort, []).append((change, box))
    products: dict[str, frozenset[str]] = {}
    for book in (left, right):
        for item in book.tables.items:
            known = products.get(item.code, frozenset())
            products[item.code] = known | frozenset(map(str, item.products))
    moves = [
        _move(part, products, comparison.domains)
        for group in found.values()
        for part in _apart(group, (left, right))
    ]
    return Diff(
        moves=tuple(sorted(moves, key=_order)),
        rows=tuple(row_changes(left, right, days[-1])),
        days=tuple(days),
        places=tuple(sorted(comparison.answered)),
        items=tuple(sorted(items - {"out_of_scope"})),
        left=left,
        right=right,
    )


_IN_FORCE: Final = attrgetter("rules", "path_rules", "bypasses", "limits", "items")
_WHOLE: Final = attrgetter("places", "fields", "authorities", "relations")


def _alike(left: View, right: View) -> bool:
    """Whether all rows are the same on one day, so that nothing can have moved."""
    tables = left.book.tables, right.book.tables
    return bool(
        _IN_FORCE(left) == _IN_FORCE(right) and _WHOLE(tables[0]) == _WHOLE(tables[1])
    )


@attrs.frozen
class _Change:
    """What moved for one class of requests: a move without its boxes."""

    aspect: str
    of: tuple[str, ...]
    before: Told
    after: Told

    @property
    def sort(self) -> tuple[object, ...]:
        """Changes of one sort are told together: alike in kind, on the same basis."""
        sides = ((told.side.kinds, told.basis) for told in (self.before, self.after))
        return self.aspect, self.of, *sides


_Found = Sequence[tuple[_Change, Box]]


def _apart(group: _Found, books: tuple[Book, Book]) -> list[_Found]:
    """One group, or one for each pair of answers where both sides read alike."""
    aspect, kinds = group[0][0].aspect, group[0][0].before.side.kinds
    if aspect == "basis" or kinds != group[0][0].after.side.kinds:
        return [group]
    before, after = (
        Counter(book.hierarchy.authorities[body].kind for body in side.bodies)
        for book, side in zip(books, _sides(group), strict=True)
    )
    if before != after:
        return [group]
    parts: dict[object, list[tuple[_Change, Box]]] = {}
    for change, box in group:
        key = change.before.side.bodies, change.after.side.bodies
        parts.setdefault(key, []).append((change, box))
    return list(parts.values())


def _move(
    group: _Found,
    products: Mapping[str, frozenset[str]],
    domains: Mapping[str, frozenset[str]],
) -> Move:
    before, after = _sides(group)
    return Move(
        aspect=group[0][0].aspect,
        of=group[0][0].of,
        before=before,
        after=after,
        boxes=tuple(merge((box for _, box in group), products, domains)),
    )


def _order(move: Move) -> tuple[object, ...]:
    aspects = [ASPECTS.index(aspect) for aspect in (move.aspect, *move.of)]
    return aspects, move.before, move.after


def _sides(group: _Found) -> tuple[Side, Side]:
    return (
        _together(change.before for change, _ in group),
        _together(change.after for change, _ in group),
    )


def _together(told: Iterable[Told]) -> Side:
    found = [one.side for one in told]
    return Side(
        tuple(sorted({body for side in found for body in side.bodies})),
        found[0].kinds,
        tuple(sorted({rule for side in found for rule in side.rules})),
    )


_NOBODY: Final = Told()


@attrs.frozen
class _Comparison:
    """
    Compares class by class, and remembers what came up.

    Attributes:
        places: Codes of the places that count.
        answered: Those of them in which some request is answered, or moves.
        domains: Dimension to all the values that are told apart.
    """

    places: Sequence[str]
    answered: set[str] = attrs.Factory(set)
    domains: dict[str, frozenset[str]] = attrs.Factory(dict)

    def of(self, views: Sequence[View]) -> Iterator[tuple[_Change, Sides]]:
        """Go through every box of every place in which an aspect differs."""
        answers = [Answers(view) for view in views]
        for group in make_groups(views, (*PARTS, "limit"), self.places):
            for axis in group.axes:
                self._knows(axis.name, axis.told)
            enabled = [_enabled(view, group) for view in views]
            for place in self.places:
                offered = [
                    not _around(view, place).isdisjoint(codes)
                    for view, codes in zip(views, enabled, strict=True)
                ]
                if any(offered):
                    yield from self._at(group, place, answers, offered)

    def _at(
        self,
        group: Group,
        place: str,
        answers: Sequence[Answers],
        offered: Sequence[bool],
    ) -> Iterator[tuple[_Change, Sides]]:
        judges = [
            side.judge if here else None
            for side, here in zip(answers, offered, strict=True)
        ]
        answer = [cache(side.of) for side in answers]
        told: dict[object, list[_Change]] = {}
        found = facts_at(group, place, judges, self.places)
        for facts, one in once(found, told):
            if one.key not in told:
                at = one.ats[0]
                pair = [
                    answer[side](held.parts, held.may, at if offered[side] else None)
                    for side, held in enumerate(one.held)
                ]
                told[one.key] = list(_differences(*pair))
                if told[one.key] or any(map(_is_answer, pair)):
                    self.answered.add(place)
                for name, code in at.elsewhere:
                    self._knows(name, [code])
            for change in told[one.key]:
                for at in one.ats:
                    yield change, sides_of(group, facts.numbers, at)

    def _knows(self, name: str, values: Iterable[str]) -> None:
        self.domains[name] = self.domains.get(name, frozenset()).union(values)


def _enabled(view: View, group: Group) -> frozenset[str]:
    items = (item for item in view.items if item.code in group.items)
    return frozenset(code for item in items for code in item.enabled)


def _around(view: View, place: str) -> frozenset[str]:
    places = view.book.places
    return places.within(place) | places.inside(place) | {NATIONAL}


def _is_answer(answer: Answer) -> bool:
    (status,) = answer["status"].side.bodies
    return status not in {ASK, NOT_OFFERED}


def _differences(before: Answer, after: Answer) -> Iterator[_Change]:
    """The aspects that differ; of the others those that rest on another source."""
    rests: dict[object, list[_Change]] = {}
    for aspect in ASPECTS[:-1]:
        a, b = before.get(aspect, _NOBODY), after.get(aspect, _NOBODY)
        change = _Change(aspect, (), a, b)
        if a.side.bodies != b.side.bodies:
            yield change
        elif a.basis != b.basis and aspect != "status":
            rests.setdefault(change.sort[2:], []).append(change)
    for alike in rests.values():
        yield _Change(
            "basis",
            tuple(change.aspect for change in alike),
            Told(_together(change.before for change in alike), alike[0].before.basis),
            Told(_together(change.after for change in alike), alike[0].after.basis),
        )
