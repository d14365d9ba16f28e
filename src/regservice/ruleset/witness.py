"""
The smallest request that shows a finding.

A witness is never taken on trust: it is routed by the same function that routes
every request, and facts are dropped from it as long as it still shows the same.
"""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise, product
from typing import Any, Final

import attrs

from regservice.core.routing.book import AsOf, Book, View
from regservice.core.routing.complete import Completed, complete
from regservice.core.routing.route import route
from regservice.core.routing.select import bodies_at
from regservice.model.authority import Authority, Relation
from regservice.model.condition import Condition, Facts
from regservice.model.decision import Decision
from regservice.model.legal import Validity
from regservice.model.request import ServiceRequest
from regservice.model.vocab import (
    NATIONAL,
    Applicant,
    Cause,
    Channel,
    Difficulty,
    Status,
)
from regservice.ruleset.axes import LEVEL
from regservice.ruleset.boxes import Box, Sides

_NOON: Final = dt.time(12)
_TRIES: Final = 200
"""Requests that are tried for a row in one period."""
_DAYS: Final = 4
"""Periods in which they are tried."""
_OWN: Final = ("place", "site", "item", "product", "difficulty", "applicant", "channel")


@attrs.frozen(kw_only=True)
class Witness:
    """
    A request that ``regservice route`` answers in the same way.

    Attributes:
        request: The request, with codes.
        day: The day whose law applies.
        reproduced: Whether routing it shows the finding.
    """

    request: ServiceRequest
    day: dt.date
    reproduced: bool

    @property
    def as_of(self) -> AsOf:
        """The day, with today's knowledge."""
        return AsOf(self.day)

    @property
    def at(self) -> str:
        """The instant to ask for: noon of the day, in China."""
        return f"{self.day.isoformat()}T12:00:00+08:00"

    def facts(self, book: Book) -> Facts:
        """Return the facts of the request."""
        return complete(book, self.request, self.as_of).facts

    @property
    def arguments(self) -> tuple[str, ...]:
        """The arguments of ``regservice route`` that ask for it."""
        request = self.request
        found: list[str] = []
        for name in _OWN:
            value = getattr(request, name)
            if value is not None:
                found += [f"--{name}", str(value)]
        for code in request.programmes:
            found += ["--programme", code]
        for name, value in request.attributes.items():
            found += ["--attr", f"{name}={value}"]
        if request.received_by is not None:
            found += ["--received-by", request.received_by]
        return (*found, "--at", self.at)

    def command(self, packages: Iterable[str] = ()) -> str:
        """Return the command line that asks for it, with folders of packages."""
        loaded = [word for path in packages for word in ("--package", path)]
        return shlex.join(["regservice", "route", *self.arguments, *loaded])


def smallest(  # noqa: PLR0913 - what a finding is made of
    book: Book,
    kind: str,
    boxes: Sequence[Box],
    *,
    rules: Iterable[str] = (),
    role: str | None = None,
    row: Any = None,
) -> Witness | None:
    """
    Find the smallest request that shows a finding.

    Args:
        book: The rows.
        kind: Kind of the finding.
        boxes: The requests concerned; empty if a row is.
        rules: Ids of the rules at fault.
        role: The role without a single holder; ``None`` for other kinds.
        row: The row concerned, if *boxes* is empty.

    Returns:
        The witness: of boxes the closest request if none shows it; ``None`` if none
        was found that shows it of a row.
    """
    test = _Shows(book, kind, frozenset(rules), role, row)
    if not boxes:
        shown = (asked for asked in _of_row(book, row) if test(*asked))
        return next((_witness(*asked, test) for asked in shown), None)
    starts = _of_boxes(book, boxes)
    found = [_witness(*asked, test) for asked in starts if test(*asked)]
    if found:
        return min(found, key=lambda witness: _size(witness.request))
    request, day = starts[0]
    return Witness(request=request, day=day, reproduced=False)


def _witness(request: ServiceRequest, day: dt.date, shows: _Shows) -> Witness:
    less = _reduced(request, day, shows)
    return Witness(request=less, day=day, reproduced=True)


@attrs.frozen
class _Shows:
    """Tells whether routing a request shows the finding."""

    book: Book
    kind: str
    rules: frozenset[str]
    role: str | None
    row: Any

    def __call__(self, request: ServiceRequest, day: dt.date) -> bool:
        received = dt.datetime.combine(day, _NOON)
        found = route(self.book, request, AsOf(day), received)
        if self.kind == "path_violation" and not self._gates_hold(request, day):
            return False
        return self._shown(found, complete(self.book, request, AsOf(day)), AsOf(day))

    def _gates_hold(self, request: ServiceRequest, day: dt.date) -> bool:
        """Whether the gateways at fault bind the request at all."""
        facts = complete(self.book, request, AsOf(day)).facts
        rows = self.book.view(AsOf(day)).path_rules
        return all(row.when.holds(facts) for row in rows if row.id in self.rules)

    def _fell(self, found: Decision) -> bool:
        """Whether it fell back for the reason of the finding, by the same rules."""
        cause = Cause.CONFLICT if self.kind == "conflict" else Cause.GAP
        if found.status is not Status.FALLBACK or found.cause is not cause:
            return False
        role = "lead" if self.kind == "dead_end" else self.role
        stood = {s.rule for s in found.steps if s.outcome == s.role == role}
        if not self.rules:
            return not stood
        return len(stood & self.rules) >= min(
            2 if cause is Cause.CONFLICT else 1, len(self.rules)
        )

    def _shown(self, found: Decision, asked: Completed, as_of: AsOf) -> bool:
        if self.kind in {"gap", "dead_end", "conflict"}:
            return self._fell(found)
        if found.status is not Status.ROUTED:
            return False
        if self.kind == "path_violation":
            return self._leads_past(found)
        if self.kind == "unreachable_body":
            return self.row.id not in [hop.authority for hop in found.path]
        standing = {step.rule for step in found.steps if step.outcome != "gave_way"}
        has_a_say = self.row.id in standing
        if self.kind == "shadowed_rule":
            # It is meant for the request all the same.
            tests = [test for test in self.row.when.tests if test.dimension != LEVEL]
            return not has_a_say and all(test.holds(asked.facts) for test in tests)
        if isinstance(self.row, Relation):
            has_a_say |= self._crossed(found) or self._selected(found, asked, as_of)
        return has_a_say

    def _crossed(self, found: Decision) -> bool:
        """Whether the way goes over the relation, in either direction."""
        ends = {self.row.subject, self.row.object}
        return any(
            {before.authority, after.authority} == ends
            and after.relation is self.row.type
            for before, after in pairwise(found.path)
        )

    def _selected(self, found: Decision, asked: Completed, as_of: AsOf) -> bool:
        """Whether a rule that stands names a body by the relation."""
        named = {(step.rule, step.authority) for step in found.steps}
        ends = self.row.subject, self.row.object
        for rule in self.book.tables.rules:
            holder, place = rule.holder, asked.where.of(rule.holder)
            if holder.relation is self.row.type and place is not None:
                of = attrs.evolve(holder, relation=None, of=(), functions=holder.of)
                known = bodies_at(self.book.view(as_of), of, place)
                pairs = zip(ends, reversed(ends), strict=True)
                if any((rule.id, b) in named and known == (a,) for a, b in pairs):
                    return True
        return False

    def _leads_past(self, found: Decision) -> bool:
        """Whether a bypass at fault was taken; without one, a hop at fault."""
        bypasses = self.rules & {row.id for row in self.book.tables.bypasses}
        used = {hop.bypass if bypasses else hop.rule for hop in found.path}
        return not used.isdisjoint(bypasses or self.rules)


def _of_boxes(book: Book, boxes: Sequence[Box]) -> list[tuple[ServiceRequest, dt.date]]:
    """A request of each box, in its latest period, smaller boxes of facts first."""
    from regservice.ruleset.sweep import periods_of

    days = periods_of(book)
    ranked = sorted(boxes, key=lambda box: (len(box.sides), -box.periods[-1]))
    found = []
    for box in ranked[:5]:
        day = days[box.periods[-1]]
        found.append((_request(book, dict(box.sides), day), day))
    return found


def _of_row(book: Book, row: Any) -> Iterator[tuple[ServiceRequest, dt.date]]:
    """Requests that a row is meant for, in the latest period it is in force first."""
    from regservice.ruleset.sweep import periods_of

    validity: Validity = row.validity
    places = _places(book, _meant_for(book, row))
    for day in [day for day in reversed(periods_of(book)) if day in validity][:_DAYS]:
        chances = _spread(_chances(book, row, day), places)
        asked = (_asked(book, sides, place, day) for sides, place in chances)
        found = ((request, day) for request in asked if request is not None)
        yield from islice(found, _TRIES)


def _chances(book: Book, row: Any, day: dt.date) -> list[Sides]:
    """What a row asks for, alone and together with what other rows ask for."""
    own = _sides(getattr(row, "when", Condition()))
    view = book.view(AsOf(day))
    more = [_sides(when) for when in _conditions(view)]
    for name, values in _beside(book, day).items():
        field = book.fields.get(name)
        last = {str(field.highest)} if field and not field.values else set()
        more += [{name: frozenset({value})} for value in sorted(values | last)]
    for item, hard in product(view.items, map(str, Difficulty)):
        more.append({"item": frozenset({item.code}), "difficulty": frozenset({hard})})
    found: list[Sides] = []
    for sides in ({}, *more):
        both = {**sides, **own}
        found += [both] if both not in found else []
    return found


def _sides(when: Condition) -> Sides:
    return {test.dimension: frozenset(test.values) for test in when.tests}


def _spread(
    sides: Sequence[Sides], places: Sequence[str]
) -> Iterator[tuple[Sides, str]]:
    """Every pair, the first of both before the later ones of either."""
    for total in range(len(sides) + len(places) - 1):
        for n in range(max(0, total - len(places) + 1), min(total + 1, len(sides))):
            yield sides[n], places[total - n]


def _asked(book: Book, sides: Sides, place: str, day: dt.date) -> ServiceRequest | None:
    """A request at a place; ``None`` if that is not what is asked for."""
    within = book.places.within(place)
    if within.isdisjoint(sides.get("place", within)):
        return None
    business = sides.get("registration_business", frozenset({"yes", "no"}))
    for item in book.view(AsOf(day)).items:
        products = frozenset(map(str, item.products))
        if (
            item.code in sides.get("item", {item.code})
            and ("yes" if item.registration_business else "no") in business
            and not products.isdisjoint(sides.get("product", products))
            and not {*within, NATIONAL}.isdisjoint(item.enabled)
        ):
            facts = {k: v for k, v in sides.items() if k != "registration_business"}
            here = {"place": frozenset({place}), "item": frozenset({item.code})}
            return _request(book, {**facts, **here}, day)
    return None


def _meant_for(book: Book, row: Any) -> tuple[str, ...]:
    """Codes of the places of a row: its own, or those of the lower end of an edge."""
    if isinstance(row, Relation):
        return book.hierarchy.authorities[row.object].places
    if isinstance(row, Authority):
        return row.places
    test = row.when.get("place")
    return test.values if test else (NATIONAL,)


def _places(book: Book, codes: Iterable[str]) -> list[str]:
    """The places within some places, the narrow ones first."""
    inside = {c for code in codes for c in (code, *book.places.inside(code))}
    return sorted(
        inside - {NATIONAL}, key=lambda code: (bool(book.places.inside(code)), code)
    )


def _request(
    book: Book, sides: Mapping[str, frozenset[str]], day: dt.date
) -> ServiceRequest:
    """A request that takes the first value of each side, and states all that counts."""
    own: dict[str, Any] = {}
    attributes: dict[str, str] = {}
    item = book.items[min(sides.get("item") or sorted(book.items))]
    products = [str(p) for p in item.products]
    chosen = [p for p in products if p in sides.get("product", products)]
    for name, values in {**_beside(book, day), **sides}.items():
        value = min(values, key=lambda text: (".." in text, text))
        if name in _OWN:
            own[name] = value
        elif name == "programme":
            own["programmes"] = tuple(code for code in value.split("+") if code)
        elif name != LEVEL:
            attributes[name] = parse_number(value)
    own["product"] = (chosen or sorted(sides.get("product", ())))[0]
    own["place"] = min(
        sides["place"], key=lambda code: (bool(book.places.inside(code)), code)
    )
    return ServiceRequest(**own, attributes=attributes)


def _conditions(view: View) -> list[Condition]:
    """Those of the rows in force that decide, limits aside."""
    conditions = [row.when for rows in view.rules.values() for row in rows]
    conditions += [row.when for row in view.path_rules]
    return conditions + [row.when for row in view.bypasses]


def _beside(book: Book, day: dt.date) -> dict[str, frozenset[str]]:
    """Any value of each fact that some row tests on that day."""
    conditions = _conditions(book.view(AsOf(day)))
    tested = {test.dimension for when in conditions for test in when.tests}
    found = {
        "difficulty": tuple(map(str, Difficulty)),
        "applicant": tuple(map(str, Applicant)),
        "channel": tuple(map(str, Channel)),
    }
    for code, field in book.fields.items():
        values = tuple(value.code for value in field.values)
        found.setdefault(code, values or (str(field.lowest),))
    return {name: frozenset(v) for name, v in found.items() if name in tested}


def parse_number(value: str) -> str:
    """
    Return the first number of an interval; of anything else the text itself.

    Examples:
        >>> parse_number("10..49"), parse_number("..9"), parse_number("low")
        ('10', '9', 'low')
    """
    low, dots, high = value.partition("..")
    return low or (high if dots else value)


def _reduced(request: ServiceRequest, day: dt.date, shows: _Shows) -> ServiceRequest:
    """Drop every fact without which it still shows the same."""
    for name in ("product", "difficulty", "applicant", "channel", "site"):
        if getattr(request, name) is not None:
            changed: Any = {name: None}
            less = attrs.evolve(request, **changed)
            request = less if shows(less, day) else request
    for name in request.attributes:
        kept = {k: v for k, v in request.attributes.items() if k != name}
        less = attrs.evolve(request, attributes=kept)
        request = less if shows(less, day) else request
    for code in request.programmes:
        others = tuple(p for p in request.programmes if p != code)
        less = attrs.evolve(request, programmes=others)
        request = less if shows(less, day) else request
    return request


def _size(request: ServiceRequest) -> int:
    own = sum(getattr(request, name) is not None for name in _OWN)
    return own + len(request.attributes) + len(request.programmes)
