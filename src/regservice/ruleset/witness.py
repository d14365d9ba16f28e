"""
The smallest request that shows a finding.

A witness is never taken on trust: it is routed by the same function that routes
every request, and facts are dropped from it as long as it still shows the same.
"""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import attrs

from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.complete import complete
from regservice.core.routing.route import route
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
from regservice.ruleset.boxes import Box

_NOON: Final = dt.time(12)
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
        The witness; ``None`` if no request would use the row.
    """
    starts = _of_boxes(book, boxes) if boxes else _of_row(book, row)
    key, ends = getattr(row, "id", None), None
    if isinstance(row, Relation):
        ends = row.object, row.subject
    test = _Shows(book, kind, frozenset(rules), role, key, ends)
    best: tuple[int, Witness] | None = None
    for request, day in starts:
        if not test(request, day):
            continue
        less = _reduced(request, day, test)
        size = _size(less)
        if best is None or size < best[0]:
            best = size, Witness(request=less, day=day, reproduced=True)
    if best is not None:
        return best[1]
    return next(
        (Witness(request=r, day=day, reproduced=False) for r, day in starts), None
    )


@attrs.frozen
class _Shows:
    """Tells whether routing a request shows the finding."""

    book: Book
    kind: str
    rules: frozenset[str]
    role: str | None
    key: str | None
    ends: tuple[str, str] | None = None

    def __call__(self, request: ServiceRequest, day: dt.date) -> bool:
        received = dt.datetime.combine(day, _NOON)
        found = route(self.book, request, AsOf(day), received)
        if self.kind == "path_violation" and not self._gates_hold(request, day):
            return False
        return self._shown(found)

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

    def _shown(self, found: Decision) -> bool:
        if self.kind in {"gap", "dead_end", "conflict"}:
            return self._fell(found)
        if found.status is not Status.ROUTED:
            return False
        path = [hop.authority for hop in found.path]
        if self.kind == "path_violation":
            return self._leads_past(found)
        if self.kind == "unreachable_body":
            return self.key not in path
        standing = {step.rule for step in found.steps if step.outcome != "gave_way"}
        has_a_say = self.key in standing or self.ends in {*pairwise(path)}
        # A shadowed rule has no say; an unsourced one has.
        return has_a_say is (self.kind == "unsourced_row")

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


def _of_row(book: Book, row: Any) -> list[tuple[ServiceRequest, dt.date]]:
    """Requests that a row is meant for, on the last day it is in force."""
    from regservice.ruleset.sweep import periods_of

    validity: Validity = row.validity
    days = [day for day in periods_of(book) if day in validity]
    condition: Condition = getattr(row, "when", Condition())
    sides = {test.dimension: frozenset(test.values) for test in condition.tests}
    business = sides.pop("registration_business", frozenset({"yes", "no"}))
    sides["place"] = frozenset(_leaf_places(book, _meant_for(book, row)))
    if not days or not sides["place"]:
        return []
    found = []
    for item in book.tables.items:
        flag = "yes" if item.registration_business else "no"
        if flag not in business or item.code not in sides.get("item", {item.code}):
            continue
        for product in sorted(sides.get("product") or item.products):
            for difficulty in sorted(sides.get("difficulty") or ("basic", "complex")):
                full = {
                    **sides,
                    "item": frozenset({item.code}),
                    "product": frozenset({str(product)}),
                    "difficulty": frozenset({difficulty}),
                }
                found.append((_request(book, full, days[-1]), days[-1]))
    return found[:40]


def _meant_for(book: Book, row: Any) -> tuple[str, ...]:
    """Codes of the places of a row: its own, or those of the lower end of an edge."""
    if isinstance(row, Relation):
        return book.hierarchy.authorities[row.object].places
    if isinstance(row, Authority):
        return row.places
    test = row.when.get("place")
    return test.values if test else (NATIONAL,)


def _leaf_places(book: Book, codes: Iterable[str]) -> list[str]:
    inside = {c for code in codes for c in (code, *book.places.inside(code))}
    return sorted(c for c in inside if c != "national" and not book.places.inside(c))


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


def _beside(book: Book, day: dt.date) -> dict[str, frozenset[str]]:
    """Any value of each fact that some row tests on that day."""
    view = book.view(AsOf(day))
    conditions = [row.when for rows in view.rules.values() for row in rows]
    conditions += [row.when for row in view.path_rules]
    conditions += [row.when for row in view.bypasses]
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
