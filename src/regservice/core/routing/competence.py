"""
Step 2: find the matter, and who decides it by law.

Information for everybody: difficulty and key flag never move it, entrustment
leaves the decider where it is, and it does not by itself move the request.
"""

from __future__ import annotations

import attrs

from regservice.core.classify import classify
from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.complete import Completed
from regservice.core.routing.missing import missing
from regservice.model.authority import Relation
from regservice.model.catalogue import Competence, Matter
from regservice.model.decision import Competent, Question
from regservice.model.vocab import DelegationMode, RelationType


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


def find_competence(book: Book, completed: Completed, as_of: AsOf) -> CompetenceResult:
    """Find the matter that the request is about, and its decider on that day."""
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
    unknown = missing(matter.when.unknown(completed.facts))
    if unknown is not None:
        return CompetenceResult(ask=unknown)
    return decide_matter(book, matter, completed, as_of)


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
    return missing(test for test in tests if test)


def decide_matter(
    book: Book, matter: Matter, completed: Completed, as_of: AsOf
) -> CompetenceResult:
    """
    Find the limbs of *matter* that apply, and their bodies.

    Args:
        book: The rows.
        matter: The matter.
        completed: Supplies attributes and places.
        as_of: The day on which bodies must exist, and what was known.

    Returns:
        The decider, or the missing fact.
    """
    main = [limb for limb in matter.competence if limb.main]
    holding = [limb for limb in main if limb.when.holds(completed.facts)]
    undecided = [
        test
        for limb in main
        if limb not in holding and not limb.when.failed(completed.facts)
        for test in limb.when.unknown(completed.facts)
    ]
    if len(holding) != 1 or undecided:
        return CompetenceResult(ask=missing(undecided))
    also = tuple(
        resolve_limb(book, matter, limb, completed, as_of)
        for limb in matter.competence
        if not limb.main and limb.when.holds(completed.facts)
    )
    return CompetenceResult(
        competent=resolve_limb(book, matter, holding[0], completed, as_of), also=also
    )


def resolve_limb(
    book: Book,
    matter: Matter,
    limb: Competence,
    completed: Completed,
    as_of: AsOf,
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
    day = as_of.day
    bodies = book.hierarchy.performing(limb.functions, place.code, day) if place else ()
    reading = None
    if place is not None and place.tier is not limb.tier:
        reading = place.source
    if limb.designated and len(bodies) == 1:
        # The clause says that somebody designates; this says who was designated.
        reading = bodies[0].source
    principal = bodies[0].id if len(bodies) == 1 else None
    edges = delegations(book, matter.code, principal, code, as_of)
    taken = [edge for edge in edges if transfers(edge)]
    if len(taken) == 1:
        reading = taken[0].source
    return Competent(
        matter=matter,
        limb=limb,
        authority=taken[0].object if len(taken) == 1 else principal,
        place=place.code if place else code,
        key=limb.place,
        presumed=presumed,
        reading=reading,
        delegations=edges,
    )


def delegations(
    book: Book, matter: str, principal: str | None, place: str | None, as_of: AsOf
) -> tuple[Relation, ...]:
    """
    Return the delegations of *matter* by *principal* to bodies that cover *place*.

    Returns:
        The edges in force, to the nearest bodies, sorted by id.
    """
    if principal is None or place is None:
        return ()
    view, bodies = book.view(as_of), book.hierarchy.authorities
    edges = [
        edge
        for edge in book.hierarchy.touching(principal)
        if edge.type is RelationType.DELEGATES
        and edge.subject == principal
        and matter in edge.matters
        and view.knows(edge)
        and view.is_alive(edge.object)
    ]
    for ring in book.places.rings(place):
        here = [e for e in edges if not set(ring).isdisjoint(bodies[e.object].places)]
        if here:
            return tuple(sorted(here, key=lambda edge: edge.id))
    return ()


def transfers(edge: Relation) -> bool:
    """
    Tell whether a delegation moves the decision itself.

    Entrustment (委托) leaves it with the principal (行政许可法 第24条). Empowerment and
    devolution move it, but only where a clause says so, and only as a whole.
    """
    return (
        edge.mode in (DelegationMode.EMPOWERS, DelegationMode.DEVOLVES)
        and edge.source.is_law
        and not edge.steps
    )
