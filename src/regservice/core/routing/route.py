"""
The whole sequence: complete, matter, gather, select, path, limits.

In: the rows, a request with codes, the two time axes and the instant of
receipt. Out: a decision with everything it rests on. A pure function.
"""

from __future__ import annotations

import datetime as dt

import attrs

from regservice.core.routing.against import reject
from regservice.core.routing.book import AsOf, Book, View
from regservice.core.routing.competence import CompetenceResult, find_competence
from regservice.core.routing.complete import Completed, complete
from regservice.core.routing.gather import Gathered, collect, further, gather
from regservice.core.routing.path import at_level, pass_on, received
from regservice.core.routing.relied import relied
from regservice.core.routing.steps import (
    competence_steps,
    ladder,
    override_steps,
    path_steps,
)
from regservice.core.routing.timing import limits_of
from regservice.core.routing.way import owner
from regservice.model.condition import Condition
from regservice.model.decision import Applied, Decision, Finding, Hop, Question
from regservice.model.request import ServiceRequest
from regservice.model.vocab import NATIONAL, Cause, Product, Role, Status


def route(  # noqa: PLR0911 - each step of the sequence may end it
    book: Book, request: ServiceRequest, as_of: AsOf, since: dt.datetime
) -> Decision:
    """
    Decide who must take a request, along which path, by when.

    Args:
        book: The rows.
        request: With codes for names.
        as_of: The day whose law applies, and what was known.
        since: Local time of receipt; the clock starts there.

    Returns:
        The decision.
    """
    completed = complete(book, request, as_of)
    competence = find_competence(book, completed, as_of)
    programmes, steps = _programmes(book, completed, as_of)
    base = Decision(
        status=Status.NEEDS_INFORMATION,
        findings=_relevant(book.view(as_of), completed, competence),
        competent=competence.competent,
        also=competence.also,
        programmes=programmes,
        is_key=completed.value("item") == "emergency"
        or any(book.programmes[code].key for code in programmes),
        steps=(*competence_steps(competence), *steps),
        ask=competence.ask,
    )
    ask = _first_question(completed)
    if ask is not None:
        return attrs.evolve(base, ask=ask)
    if not _is_offered(book, completed, as_of):
        base = attrs.evolve(base, competent=None, also=(), ask=None)
        return _fallback(book, base, completed, as_of, since, cause=Cause.OUT_OF_SCOPE)
    receive = received(book, completed, as_of)
    if receive.authority is None and receive.ask is None:
        return _nobody(book, base, completed, as_of, since, receive)
    completed = at_level(book, completed, receive)
    lead = gather(book, Role.LEAD, completed, as_of)
    ask = lead.ask or receive.ask
    if ask is not None:
        return attrs.evolve(base, ask=ask)
    overrides = override_steps(book, completed, as_of)
    base = attrs.evolve(
        base, steps=(*base.steps, *overrides, *receive.steps, *lead.steps)
    )
    if lead.authority is None:
        return _nobody(book, base, completed, as_of, since, lead)
    way = pass_on(book, completed, as_of, str(receive.authority), lead.authority)
    if way.ask is not None:
        return attrs.evolve(base, ask=way.ask)
    if way.path is None:
        return _nobody(book, base, completed, as_of, since, Gathered())
    co_handlers, co_steps = collect(book, Role.CO, completed, as_of)
    joint = {s.authority for s in co_steps if s.outcome == "joint"} - {lead.authority}
    copies, copy_steps = collect(book, Role.COPY, completed, as_of)
    copy_steps = tuple(s for s in copy_steps if s.authority != lead.authority)
    limits, limit_steps, ask = limits_of(book, completed, as_of, since)
    ask = base.ask or ask
    for role, known in ((Role.CO, co_handlers), (Role.COPY, copies)):
        there = (*known, lead.authority)
        ask = ask or further(book, role, completed, as_of, there)
    return attrs.evolve(
        base,
        status=Status.ROUTED,
        handler=owner(way.path),
        lead=lead.authority,
        loop_owner=way.loop_owner,
        co_handlers=tuple(b for b in co_handlers if b != lead.authority),
        joint=tuple(sorted(body for body in joint if body is not None)),
        copies=tuple(b for b in copies if b != lead.authority),
        path=way.path,
        ladder=ladder(book, lead.authority, lead.rules, as_of),
        limits=limits,
        relied=relied(book.view(as_of), completed, _conditions(competence)),
        steps=(
            *base.steps,
            *way.steps,
            *path_steps(book, way.path),
            *co_steps,
            *copy_steps,
            *limit_steps,
        ),
        rejected=reject(book, completed, as_of, lead=lead.authority),
        ask=ask,
    )


def _relevant(
    view: View, completed: Completed, competence: CompetenceResult
) -> dict[str, Finding]:
    """What was stated or said; what was presumed only where something hangs on it."""
    conditions = _conditions(competence)
    tested = {test.dimension for when in conditions for test in when.tests}
    return {
        dimension: finding
        for dimension, finding in completed.findings.items()
        if finding.basis != "presumed"
        or dimension in tested
        or _hangs(view, completed, dimension)
    }


def _hangs(view: View, completed: Completed, dimension: str) -> bool:
    """Whether a row holds by this fact, or fails by it alone."""
    return any(
        all(t.holds(completed.facts) for t in when.tests if t.dimension != dimension)
        for when in view.testing.get(dimension, ())
    )


def _first_question(completed: Completed) -> Question | None:
    """Place and item are always needed: without them there is nothing to route."""
    for dimension in ("item", "place"):
        if completed.value(dimension) is None:
            candidates = completed.findings[dimension].candidates
            return Question(dimension=dimension, candidates=candidates)
    return None


def _conditions(competence: CompetenceResult) -> tuple[Condition, ...]:
    """What the matter and its limbs test."""
    matter = competence.competent.matter if competence.competent else None
    if matter is None:
        return ()
    return (matter.when, *(limb.when for limb in matter.competence))


def _contradiction(book: Book, completed: Completed) -> Question | None:
    """An item that does not concern the product: one of the two is meant otherwise."""
    item = book.items.get(completed.value("item") or "")
    product = completed.value("product")
    if item is None or product is None or product in item.products:
        return None
    return Question(dimension="product", candidates=tuple(map(str, item.products)))


def _is_offered(book: Book, completed: Completed, as_of: AsOf) -> bool:
    """Whether the item is offered there on that day, for something regulated."""
    code = completed.value("item")
    item = next((row for row in book.view(as_of).items if row.code == code), None)
    if item is None or item.code == "out_of_scope":
        return False
    if completed.value("product") == Product.OTHER and (
        Product.OTHER not in item.products
    ):
        return False
    here = completed.facts["place"] | completed.facts["place?"] | {NATIONAL}
    return not here.isdisjoint(item.enabled)


def _programmes(
    book: Book, completed: Completed, as_of: AsOf
) -> tuple[tuple[str, ...], tuple[Applied, ...]]:
    """Programmes that the request is on, and what came of each that it names."""
    here = completed.facts.get("place", frozenset())
    running = book.view(as_of).programmes
    on, steps = [], []
    for code in sorted({*completed.request.programmes} & book.programmes.keys()):
        row = book.programmes[code]
        if row not in running:
            outcome = "not_running"
        elif here.isdisjoint(row.places):
            outcome = "not_run_here"
        elif row.when.failed(completed.facts):
            outcome = "does_not_fit"
        else:
            outcome = "tracked" if row.tracking else "programme"
            on.append(code)
        steps.append(Applied(rule=code, source=row.source, outcome=outcome))
    return tuple(on), tuple(steps)


def _nobody(  # noqa: PLR0913, PLR0917 - the parts of one answer
    book: Book,
    base: Decision,
    completed: Completed,
    as_of: AsOf,
    since: dt.datetime,
    found: Gathered,
) -> Decision:
    """No single holder: a question if item and product contradict each other."""
    ask = _contradiction(book, completed)
    if ask is not None:
        return attrs.evolve(base, ask=ask)
    steps = base.steps
    steps += tuple(step for step in found.steps if step not in steps)
    base = attrs.evolve(base, steps=steps)
    cause = found.cause or Cause.GAP
    return _fallback(book, base, completed, as_of, since, cause=cause)


def _fallback(  # noqa: PLR0913 - the parts of one answer
    book: Book,
    base: Decision,
    completed: Completed,
    as_of: AsOf,
    since: dt.datetime,
    *,
    cause: Cause,
) -> Decision:
    """A named body with the cause, never a guess at who else it might be."""
    fallback = gather(book, Role.FALLBACK, completed, as_of)
    body = completed.request.received_by or fallback.authority
    limits, limit_steps, ask = limits_of(book, completed, as_of, since)
    return attrs.evolve(
        base,
        status=Status.FALLBACK,
        cause=cause,
        handler=body,
        lead=fallback.authority,
        loop_owner=body,
        path=(Hop(authority=body),) if body else (),
        limits=limits,
        steps=(*base.steps, *fallback.steps, *limit_steps),
        rejected=reject(book, completed, as_of, lead=None, cause=cause),
        ask=base.ask or ask,
    )
