"""
Whose answer moves between two rulesets, or between two days of one?

In: two views of the law. Out: the boxes of requests whose answer differs, by what
differs, and the rows that began or ended. Millions of requests, a few boxes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

import attrs

from regservice.core.routing.book import AsOf, Book, View
from regservice.core.routing.precedence import prevailing
from regservice.model.legal import Source
from regservice.model.limit import TimeLimit
from regservice.model.package import Tables, row_key
from regservice.model.vocab import NATIONAL, SourceKind
from regservice.ruleset.boxes import Box, merge
from regservice.ruleset.classes import Held, facts_at, once, sides_of
from regservice.ruleset.digest import plain
from regservice.ruleset.judge import ASK, PATH, ROUTED, At, Judge, Outcome
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

_TABLES: Final = (
    *("documents", "places", "authorities", "relations", "fields", "items"),
    *("matters", "rules", "path_rules", "bypasses", "limits", "programmes"),
    *("offers", "periods", "pause_reasons"),
)


@attrs.frozen(order=True)
class Side:
    """
    One side of what moved.

    Attributes:
        bodies: Ids of bodies, or for limits and states their codes, sorted.
        kinds: Kinds of these bodies, sorted; the same as *bodies* for other things.
        rules: Ids of the rows that say so, sorted.
    """

    bodies: tuple[str, ...]
    kinds: tuple[str, ...]
    rules: tuple[str, ...]


@attrs.frozen
class Move:
    """
    Requests whose answer differs in one aspect, alike in kind.

    Attributes:
        aspect: One of :data:`ASPECTS`; ``basis`` where only the rows changed on
            which the same answer rests.
        before: The answer before; bodies of all boxes together.
        after: The answer after.
        boxes: The requests, merged.
    """

    aspect: str
    before: Side
    after: Side
    boxes: tuple[Box, ...]


@attrs.frozen
class RowChange:
    """
    A row that is there on one side only, or reads otherwise.

    Attributes:
        table: Its table.
        key: Its key.
        change: ``began``, ``ended`` or ``changed``.
    """

    table: str
    key: str
    change: str


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
    compared = tuple(sorted(places))
    answered: set[str] = set()
    found: dict[tuple[object, ...], list[tuple[Side, Side, Box]]] = {}
    items: set[str] = set()
    domains: dict[str, frozenset[str]] = {}
    for period, (before, after) in enumerate(days):
        views = [left.view(AsOf(before)), right.view(AsOf(after))]
        items |= {item.code for view in views for item in view.items}
        if before == after and _alike(*views):
            continue
        for aspect, a, b, sides in _compared(views, compared, domains, answered):
            rules = (a.rules, b.rules) if aspect == "basis" else ()
            key = aspect, a.kinds, b.kinds, rules
            found.setdefault(key, []).append((a, b, Box.of(sides, (period,))))
    products: dict[str, frozenset[str]] = {}
    for book in (left, right):
        for item in book.tables.items:
            known = products.get(item.code, frozenset())
            products[item.code] = known | frozenset(map(str, item.products))
    moves = [
        Move(
            str(key[0]),
            _together(a for a, _, _ in group),
            _together(b for _, b, _ in group),
            tuple(merge((box for _, _, box in group), products, domains)),
        )
        for key, group in found.items()
    ]
    return Diff(
        moves=tuple(
            sorted(moves, key=lambda m: (ASPECTS.index(m.aspect), m.before, m.after))
        ),
        rows=tuple(_rows(left, right, days)),
        days=tuple(days),
        places=tuple(sorted(answered)),
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


def _together(sides: Iterable[Side]) -> Side:
    found = list(sides)
    return Side(
        tuple(sorted({body for side in found for body in side.bodies})),
        found[0].kinds,
        tuple(sorted({rule for side in found for rule in side.rules})),
    )


_Sides = dict[str, frozenset[str]]


def _compared(
    views: Sequence[View],
    places: Sequence[str],
    domains: dict[str, frozenset[str]],
    answered: set[str],
) -> Iterator[tuple[str, Side, Side, _Sides]]:
    """Every box of every place in which an aspect differs."""
    judges = [Judge(view) for view in views]
    for group in make_groups(views, (*PARTS, "limit"), places):
        for axis in group.axes:
            known = domains.get(axis.name, frozenset())
            domains[axis.name] = known | frozenset(axis.told)
        for place in places:
            offered = [_offers(view, group, place) for view in views]
            told: dict[object, list[tuple[str, Side, Side]]] = {}
            found = facts_at(group, place, judges, places) if any(offered) else ()
            for facts, one in once(found, told):
                if one.key not in told:
                    answers = [
                        _answer(judge, one.held[side], one.ats[0])
                        if offered[side]
                        else None
                        for side, judge in enumerate(judges)
                    ]
                    told[one.key] = list(_differences(judges, answers))
                    if any(a is not None and len(a) > 1 for a in answers):
                        answered.add(place)
                    for name, code in one.ats[0].elsewhere:
                        domains[name] = domains.get(name, frozenset()) | {code}
                for aspect, before, after in told[one.key]:
                    for at in one.ats:
                        sides = sides_of(group, facts.numbers, at)
                        yield aspect, before, after, sides


def _offers(view: View, group: Group, place: str) -> bool:
    places = view.book.places
    here = places.within(place) | places.inside(place) | {NATIONAL}
    return any(
        item.code in group.items and not here.isdisjoint(item.enabled)
        for item in view.items
    )


_Answer = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""Aspect to what is answered and the rows that say so."""


def _answer(judge: Judge, held: Held, at: At) -> _Answer:
    parts = held.parts
    outcome = judge.decide(parts, held.may, at)
    if outcome.kind == ASK:
        return {"status": ((outcome.kind,), ())}
    # A way past a gateway is a way: the proof says what is wrong with it.
    kind = ROUTED if outcome.kind == PATH else outcome.kind
    leads = tuple(row.id for row in parts.leaders)
    rules = leads if kind == ROUTED else outcome.rules
    answer: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
        "status": ((kind,), rules)
    }
    limits = _limits(parts.limits, held.may.limits)
    answer["limit"] = (
        tuple(
            sorted(
                f"{row.goal} {row.count or 0} {row.unit or '-'} {row.legal_effect}"
                for row in limits
            )
        ),
        tuple(sorted(row.id for row in limits)),
    )
    if kind != ROUTED:
        return answer
    receivers = tuple(sorted(row.id for row in parts.receivers))
    answer["receive"] = _one(outcome.receive), receivers
    answer["lead"] = _one(outcome.lead), leads
    answer["handler"] = _one(outcome.handler), _hops(outcome) or leads
    for aspect, rows in (("co", parts.co), ("copy", parts.copy)):
        named = judge.collected(rows, at)
        bodies = {b for _, found in named for b in found if b != outcome.lead}
        answer[aspect] = tuple(sorted(bodies)), tuple(sorted(r.id for r, _ in named))
    return answer


def _limits(holding: Sequence[TimeLimit], may: Sequence[TimeLimit]) -> list[TimeLimit]:
    """The limits that run; one that a rough place leaves open is not given out."""
    beaten = {key for row in holding for key in row.exception_to}
    open_ = {key for row in may if row.id not in beaten for key in row.exception_to}
    return [row for row in prevailing(list(holding))[0] if row.id not in open_]


def _one(body: str | None) -> tuple[str, ...]:
    return () if body is None else (body,)


def _hops(outcome: Outcome) -> tuple[str, ...]:
    """The path rules that handed the request over to its handler."""
    used: list[str] = []
    for hop in outcome.path[1:]:
        if not hop.hands_over:
            break
        used += [row for row in (hop.bypass, hop.rule) if row is not None]
    return tuple(sorted(used))


def _differences(
    judges: Sequence[Judge], answers: Sequence[_Answer | None]
) -> Iterator[tuple[str, Side, Side]]:
    """The aspects that differ; the basis only where none does."""
    before, after = (
        {"status": (("not_offered",), ())} if answer is None else answer
        for answer in answers
    )
    moved = False
    nothing: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    for aspect in ASPECTS[:-1]:
        a, b = before.get(aspect, nothing), after.get(aspect, nothing)
        if a[0] != b[0]:
            moved = True
            yield aspect, _side(judges[0], a), _side(judges[1], b)
    if moved:
        return
    for aspect in ("lead", "receive", "handler", "co", "copy", "limit"):
        a, b = before.get(aspect, nothing), after.get(aspect, nothing)
        if a[0] and _rests_on(judges[0], a[1]) != _rests_on(judges[1], b[1]):
            yield "basis", _side(judges[0], a), _side(judges[1], b)
            return


def _side(judge: Judge, answer: tuple[tuple[str, ...], tuple[str, ...]]) -> Side:
    known = judge.view.book.hierarchy.authorities
    kinds = {known[body].kind if body in known else body for body in answer[0]}
    return Side(answer[0], tuple(sorted(kinds)), answer[1])


def _rests_on(judge: Judge, rules: Iterable[str]) -> set[str]:
    """
    What the rows lean on; other rows with the same source are no change.

    One inference is as good as another: only what somebody laid down counts.
    """
    return {_basis(judge.view.book.sources[rule]) for rule in rules}


@lru_cache(maxsize=4096)
def _basis(source: Source) -> str:
    return "assumed" if source.kind is SourceKind.ASSUMED else str(plain(source))


def _rows(
    left: Book, right: Book, days: Sequence[tuple[dt.date, dt.date]]
) -> Iterator[RowChange]:
    """Rows in force on the last day of one side only, or that read otherwise."""
    before, after = days[-1]
    same = left is right
    for table in attrs.fields(Tables):
        if table.name not in _TABLES:
            continue
        rows = [
            {
                row_key(row): row
                for row in getattr(book.tables, table.name)
                if not same or _in_force(row, day)
            }
            for book, day in ((left, before), (right, after))
        ]
        for key in sorted(rows[0].keys() | rows[1].keys()):
            a, b = rows[0].get(key), rows[1].get(key)
            if a is None or b is None:
                yield RowChange(table.name, key, "began" if a is None else "ended")
            elif not same and plain(a) != plain(b):
                yield RowChange(table.name, key, "changed")


def _in_force(row: Any, day: dt.date) -> bool:
    validity = getattr(row, "validity", None)
    return validity is None or day in validity
