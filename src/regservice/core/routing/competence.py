"""
Step 2: find the matter, and who decides it by law.

Information for everybody: difficulty, key flag and delegation never move it,
and it does not by itself move the request.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from regservice.core.classify import classify
from regservice.core.routing.book import Book
from regservice.core.routing.complete import Completed
from regservice.model.catalogue import Competence, Matter
from regservice.model.condition import Condition
from regservice.model.decision import Competent, Question


@attrs.frozen
class CompetenceResult:
    """
    Who decides, or the fact that is missing.

    Attributes:
        competent: The limb that names the decider; ``None`` if there is no matter
            or a fact is missing.
        also: Further limbs that apply.
        ask: The missing fact; ``None`` if none is.
    """

    competent: Competent | None = None
    also: tuple[Competent, ...] = ()
    ask: Question | None = None


def find_competence(book: Book, completed: Completed, day: dt.date) -> CompetenceResult:
    """Find the matter that the request is about, and its decider on *day*."""
    item, product = completed.value("item"), completed.value("product")
    if item is None:
        return CompetenceResult()
    open_matters = [
        matter
        for matter in book.tables.matters
        if item in matter.items
        and (not matter.products or product is None or product in matter.products)
        and not matter.when.failed(completed.facts)
    ]
    matter = _choose(open_matters, completed.request.text)
    if matter is None:
        return CompetenceResult(ask=_which(open_matters, completed))
    unknown = missing((matter.when,), completed)
    if unknown is not None:
        return CompetenceResult(ask=unknown)
    return decide_matter(book, matter, completed, day)


def _choose(matters: list[Matter], text: str) -> Matter | None:
    """By its own words, else the usual one, else the only one."""
    words = {matter.code: matter.keywords for matter in matters}
    named = classify("matter", text, words).value
    usual = [matter for matter in matters if matter.usual]
    if named is not None:
        return next(matter for matter in matters if matter.code == named)
    if len(usual) == 1:
        return usual[0]
    return matters[0] if len(matters) == 1 else None


def _which(matters: list[Matter], completed: Completed) -> Question | None:
    """Ask for the fact that tells all of them apart, else for the matter itself."""
    if not matters:
        return None
    unknown = [{t.dimension for t in m.when.unknown(completed.facts)} for m in matters]
    shared = set.intersection(*unknown)
    if not shared:
        codes = tuple(sorted(matter.code for matter in matters))
        return Question(dimension="matter", candidates=codes)
    tests = [m.when.get(name) for m in matters for name in sorted(shared)]
    return missing((Condition((test,)) for test in tests if test), completed)


def missing(conditions: Iterable[Condition], completed: Completed) -> Question | None:
    """
    Return the first unknown dimension of *conditions*, with its possible values.

    Returns:
        ``None`` if every dimension is known.
    """
    values: dict[str, set[str]] = {}
    for condition in conditions:
        for test in condition.unknown(completed.facts):
            values.setdefault(test.dimension, set()).update(test.values)
    if not values:
        return None
    first = min(values, key=lambda dimension: (_rank(dimension), dimension))
    return Question(dimension=first, candidates=tuple(sorted(values[first])))


def _rank(dimension: str) -> int:
    order = ("place", "item", "product", "difficulty")
    return order.index(dimension) if dimension in order else len(order)


def decide_matter(
    book: Book, matter: Matter, completed: Completed, day: dt.date
) -> CompetenceResult:
    """
    Find the limbs of *matter* that apply, and their bodies.

    Args:
        book: The rows.
        matter: The matter.
        completed: Supplies attributes and places.
        day: The day on which bodies must exist.

    Returns:
        The decider, or the missing fact.
    """
    main = [limb for limb in matter.competence if limb.main]
    holding = [limb for limb in main if limb.when.holds(completed.facts)]
    undecided = [
        limb.when
        for limb in main
        if limb not in holding and not limb.when.failed(completed.facts)
    ]
    if len(holding) != 1 or undecided:
        return CompetenceResult(ask=missing(undecided, completed))
    also = tuple(
        resolve_limb(book, matter, limb, completed, day)
        for limb in matter.competence
        if not limb.main and limb.when.holds(completed.facts)
    )
    return CompetenceResult(
        competent=resolve_limb(book, matter, holding[0], completed, day), also=also
    )


def resolve_limb(
    book: Book,
    matter: Matter,
    limb: Competence,
    completed: Completed,
    day: dt.date,
) -> Competent:
    """Name the body of one limb, if an installed package has it."""
    code, presumed = completed.place_of(limb.place)
    if presumed and not limb.main:
        # What the asker has to do with another place, only the asker can say.
        code = None
    if not limb.functions:
        return Competent(
            matter=matter,
            limb=limb,
            authority=limb.body,
            place=None,
            key=limb.place,
            presumed=False,
        )
    place = book.places.at_tier(code, limb.tier) if code and limb.tier else None
    bodies = book.hierarchy.performing(limb.functions, place.code, day) if place else ()
    reading = None
    if place is not None and place.tier is not limb.tier:
        reading = place.source
    if limb.designated and len(bodies) == 1:
        # The clause says that somebody designates; this says who was designated.
        reading = bodies[0].source
    return Competent(
        matter=matter,
        limb=limb,
        authority=bodies[0].id if len(bodies) == 1 else None,
        place=place.code if place else code,
        key=limb.place,
        presumed=presumed,
        reading=reading,
    )
