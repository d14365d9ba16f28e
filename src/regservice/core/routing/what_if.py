"""
Which single change would move the answer?

Every change is tried on the request itself, by the function that routes requests;
nothing is inferred from the rules alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.route import route
from regservice.model.catalogue import IntakeField
from regservice.model.condition import parse_span
from regservice.model.decision import Decision
from regservice.model.request import Override, ServiceRequest
from regservice.model.vocab import (
    NATIONAL,
    Applicant,
    Channel,
    Difficulty,
    Modality,
    Product,
    Role,
    Status,
)

_OWN = ("difficulty", "product", "applicant", "channel", "item", "place", "site")


@attrs.frozen(kw_only=True)
class Change:
    """
    One change that moves the answer.

    Attributes:
        dimension: What is changed; ``at`` for the day, ``override`` for setting a
            rule of principle aside.
        before: Its value; ``None`` if it was not stated.
        after: Its new value.
        decision: The answer then.
    """

    dimension: str
    before: str | None
    after: str
    decision: Decision = attrs.field(repr=False)


def what_if(
    book: Book,
    request: ServiceRequest,
    as_of: AsOf,
    received: dt.datetime,
    decision: Decision,
) -> Iterator[Change]:
    """
    Try every single change, the smallest first.

    A fact of the case comes before the product and the item, these before the place,
    and the place before the day: what is nearer to the question is smaller.

    Args:
        book: The rows.
        request: With codes for names.
        as_of: The two time axes.
        received: Local time of receipt.
        decision: What was decided on the request.

    Yields:
        The changes that give another lead, handler, status or cause.
    """
    answer = _answer(decision)
    told = {name: f.value for name, f in decision.findings.items() if f.value}
    for dimension, before, after, changed, day in _changes(book, request, as_of, told):
        found = route(book, changed, attrs.evolve(as_of, day=day), received)
        if found.status is Status.NEEDS_INFORMATION or (
            # Elsewhere, or for another matter, having no answer is no answer.
            found.status is Status.FALLBACK and dimension in {"place", "item", "at"}
        ):
            continue
        if _answer(found) != answer:
            yield Change(
                dimension=dimension, before=before, after=after, decision=found
            )


def _answer(decision: Decision) -> tuple[object, ...]:
    return decision.status, decision.cause, decision.lead, decision.handler


_Step = tuple[str, str | None, str, ServiceRequest, dt.date]


def _changes(
    book: Book, request: ServiceRequest, as_of: AsOf, told: Mapping[str, str]
) -> Iterator[_Step]:
    tested = _tested(book, as_of)

    def own(name: str, values: tuple[str, ...]) -> Iterator[_Step]:
        before = told.get(name) or getattr(request, name)
        for value in values:
            if value != before:
                given: dict[str, Any] = {name: value}
                if name in ("place", "site") and request.received_by is not None:
                    given["received_by"] = None
                changed = attrs.evolve(request, **given)
                yield name, before, value, changed, as_of.day

    yield from own("difficulty", tuple(map(str, Difficulty)))
    for field in book.tables.fields:
        if field.code in tested and field.code not in _OWN:
            yield from _field(request, field, as_of, told, tested[field.code])
    yield from _programmes(book, request, as_of, tested)
    item = book.items.get(told.get("item") or request.item or "")
    yield from own("product", tuple(map(str, item.products if item else Product)))
    for name, vocabulary in (("applicant", Applicant), ("channel", Channel)):
        yield from own(name, tuple(map(str, vocabulary if name in tested else ())))
    yield from _overrides(book, request, as_of)
    yield from own("item", tuple(i.code for i in book.view(as_of).items))
    if "site" in tested or _reads_site(book, as_of):
        yield from own("site", _around(book, request.site or told.get("place")))
    yield from own("place", _around(book, told.get("place")))
    for day in _days(book, as_of.day):
        yield "at", as_of.day.isoformat(), day.isoformat(), request, day


def _reads_site(book: Book, as_of: AsOf) -> bool:
    view = book.view(as_of)
    rows = (*view.rules[Role.RECEIVE], *view.rules[Role.LEAD])
    return any(row.holder.reads == "site" for row in rows)


def _tested(book: Book, as_of: AsOf) -> dict[str, set[str]]:
    """The dimensions that some rule tests, with the values that it names."""
    view, found = book.view(as_of), dict[str, set[str]]()
    for test in (test for when in view.conditions for test in when.tests):
        found.setdefault(test.dimension, set()).update(test.values)
    return found


def _field(
    request: ServiceRequest,
    field: IntakeField,
    as_of: AsOf,
    told: Mapping[str, str],
    tested: set[str],
) -> Iterator[_Step]:
    before = told.get(field.code)
    values = [value.code for value in field.values]
    for span in filter(None, map(parse_span, sorted(tested if not values else ()))):
        low, high = span
        near = (
            *(low, high),
            None if high is None else high + 1,
            None if low is None else low - 1,
        )
        values += [str(n) for n in near if n is not None and field.has(str(n))]
    if not field.values and before is not None:
        values.sort(key=lambda value: abs(int(value) - int(before)))
    for value in dict.fromkeys(values):
        if value != before:
            attributes = {**request.attributes, field.code: value}
            changed = attrs.evolve(request, attributes=attributes)
            yield field.code, before, value, changed, as_of.day


def _programmes(
    book: Book, request: ServiceRequest, as_of: AsOf, tested: Mapping[str, set[str]]
) -> Iterator[_Step]:
    """Onto a programme, or off it."""
    here = ", ".join(request.programmes) or None
    for row in book.view(as_of).programmes:
        if row.code in tested.get("programme", set()):
            codes = set(request.programmes) ^ {row.code}
            changed = attrs.evolve(request, programmes=tuple(sorted(codes)))
            after = ", ".join(sorted(codes)) or "-"
            yield "programme", here, after, changed, as_of.day


def _overrides(book: Book, request: ServiceRequest, as_of: AsOf) -> Iterator[_Step]:
    """Setting aside a rule of principle."""
    view = book.view(as_of)
    soft = [r.id for r in view.path_rules if r.modality is Modality.IN_PRINCIPLE]
    soft += [r.id for r in view.rules[Role.LEAD] if r.modality is Modality.IN_PRINCIPLE]
    for rule in sorted(set(soft) - {override.rule for override in request.overrides}):
        override = Override(rule=rule, actor="-", reason="-")
        changed = attrs.evolve(request, overrides=(*request.overrides, override))
        yield "override", None, rule, changed, as_of.day


def _around(book: Book, place: str | None) -> tuple[str, ...]:
    """Places of the same province, the nearest first: beside this one, then others."""
    if place is None:
        return ()
    places, around = book.places, book.places.within(place) - {NATIONAL}
    above = set(places.places[place].located_in) - {NATIONAL}

    def far(code: str) -> tuple[bool, int, str]:
        beside = not above.isdisjoint(places.places[code].located_in)
        return not beside, -len(around & places.within(code)), code

    others = around.union(*map(places.inside, around)) - {place}
    return tuple(sorted(others, key=far))


def _days(book: Book, day: dt.date) -> tuple[dt.date, ...]:
    """The nearest break-points, each one later than the day before it."""
    earlier = [d - dt.timedelta(days=1) for d in book.days if d <= day]
    later = [d for d in book.days if d > day]
    return tuple(sorted((*earlier, *later), key=lambda d: abs((d - day).days)))
