"""
The whole sequence: complete, matter, gather, select, path, limits.

In: the rows, a request with codes, the two time axes and the instant of
receipt. Out: a decision with everything it rests on. A pure function.
"""

from __future__ import annotations

import datetime as dt

import attrs

from regservice.core.limits import reckon
from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.competence import (
    CompetenceResult,
    find_competence,
    missing,
)
from regservice.core.routing.complete import Completed, complete
from regservice.core.routing.gather import (
    Gathered,
    collect,
    gather,
    prevailing,
    reject,
)
from regservice.errors import CalendarError
from regservice.model.authority import Authority, Relation
from regservice.model.decision import (
    Applied,
    Decision,
    Due,
    Finding,
    Hop,
    Question,
)
from regservice.model.request import ServiceRequest
from regservice.model.vocab import Cause, Role, Status


def route(
    book: Book, request: ServiceRequest, as_of: AsOf, received: dt.datetime
) -> Decision:
    """
    Decide who must take a request, along which path, by when.

    Args:
        book: The rows.
        request: With codes for names.
        as_of: The day whose law applies, and what was known.
        received: Local time of receipt; the clock starts there.

    Returns:
        The decision.
    """
    completed = complete(book, request, as_of)
    competence = find_competence(book, completed, as_of.day)
    programmes, steps = _programmes(book, completed, as_of)
    base = Decision(
        status=Status.NEEDS_INFORMATION,
        findings=_relevant(completed, competence),
        competent=competence.competent,
        also=competence.also,
        programmes=programmes,
        is_key=completed.value("item") == "emergency"
        or any(book.programmes[code].key for code in programmes),
        steps=(*_competence_steps(competence), *steps),
        ask=competence.ask,
    )
    ask = _first_question(completed)
    if ask is not None:
        return attrs.evolve(base, ask=ask)
    if completed.value("item") == "out_of_scope":
        base = attrs.evolve(base, competent=None, also=(), ask=None)
        return _fallback(
            book, base, completed, as_of, received, cause=Cause.OUT_OF_SCOPE
        )
    lead = gather(book, Role.LEAD, completed, as_of)
    receive = _received(book, completed, as_of)
    ask = lead.ask or receive.ask
    if ask is not None:
        return attrs.evolve(base, ask=ask)
    base = attrs.evolve(base, steps=(*base.steps, *receive.steps, *lead.steps))
    cause = lead.cause or receive.cause
    if lead.authority is None or receive.authority is None:
        return _fallback(
            book, base, completed, as_of, received, cause=cause or Cause.GAP
        )
    path = _path(book, completed, as_of, receive.authority, lead.authority)
    has_it = completed.request.received_by
    if path is not None and has_it not in (None, receive.authority):
        path = (Hop(authority=str(has_it)), *path)
    if path is None:
        return _fallback(book, base, completed, as_of, received, cause=Cause.GAP)
    co_handlers, co_steps = collect(book, Role.CO, completed, as_of)
    copies, copy_steps = collect(book, Role.COPY, completed, as_of)
    limits, limit_steps, ask = _limits(book, completed, as_of, received)
    return attrs.evolve(
        base,
        status=Status.ROUTED,
        handler=_owner(path),
        lead=lead.authority,
        loop_owner=receive.authority,
        co_handlers=tuple(b for b in co_handlers if b != lead.authority),
        copies=copies,
        path=path,
        limits=limits,
        steps=(
            *base.steps,
            *_path_steps(book, path),
            *co_steps,
            *copy_steps,
            *limit_steps,
        ),
        rejected=reject(book, completed, as_of, lead=lead.authority),
        ask=base.ask or ask,
    )


def _relevant(completed: Completed, competence: CompetenceResult) -> dict[str, Finding]:
    """What was stated or said; what was presumed only where the matter needs it."""
    matter = competence.competent.matter if competence.competent else None
    conditions = (
        (matter.when, *(limb.when for limb in matter.competence)) if matter else ()
    )
    tested = {test.dimension for when in conditions for test in when.tests}
    return {
        dimension: finding
        for dimension, finding in completed.findings.items()
        if finding.basis != "presumed" or dimension in tested
    }


def _first_question(completed: Completed) -> Question | None:
    """Place and item are always needed: without them there is nothing to route."""
    for dimension in ("item", "place"):
        if completed.value(dimension) is None:
            candidates = completed.findings[dimension].candidates
            return Question(dimension=dimension, candidates=candidates)
    return None


def _received(book: Book, completed: Completed, as_of: AsOf) -> Gathered:
    """Whoever there has it; else the first contact that the rules name."""
    has_it = completed.request.received_by
    if has_it is not None and _covers(book, has_it, completed):
        return Gathered(authority=has_it)
    return gather(book, Role.RECEIVE, completed, as_of)


def _covers(book: Book, key: str, completed: Completed) -> bool:
    """A body elsewhere only passes a request on; it cannot be its handler."""
    here = completed.facts.get("place", frozenset())
    return not here.isdisjoint(book.hierarchy.authorities[key].places)


def _programmes(
    book: Book, completed: Completed, as_of: AsOf
) -> tuple[tuple[str, ...], tuple[Applied, ...]]:
    """Programmes that the request is on, if they are run there and it fits."""
    here = completed.facts.get("place", frozenset())
    rows = [
        row
        for row in as_of.in_force(book, book.tables.programmes)
        if row.code in completed.request.programmes
        and not here.isdisjoint(row.places)
        and not row.when.failed(completed.facts)
    ]
    steps = tuple(
        Applied(
            rule=row.code,
            source=row.source,
            outcome="tracked" if row.tracking else "programme",
        )
        for row in rows
    )
    return tuple(row.code for row in rows), steps


def _competence_steps(result: CompetenceResult) -> tuple[Applied, ...]:
    steps = []
    for limb in (result.competent, *result.also):
        if limb is None:
            continue
        steps.append(
            Applied(
                rule=limb.matter.code,
                authority=limb.authority,
                source=limb.limb.source,
                outcome="competent" if limb is result.competent else "also_competent",
            )
        )
        if limb.reading is not None:
            steps.append(
                Applied(
                    rule=limb.place or "", source=limb.reading, outcome="tier_reading"
                )
            )
    return tuple(steps)


def _path(
    book: Book, completed: Completed, as_of: AsOf, start: str, end: str
) -> tuple[Hop, ...] | None:
    """Step 5: the shortest way over hops that a path rule admits."""
    first = Hop(authority=start)
    if start == end:
        return (first,)
    rules = {
        row.id: row
        for row in as_of.in_force(book, book.tables.path_rules)
        if row.when.holds(completed.facts)
    }

    def admits(edge: Relation, a: Authority, b: Authority) -> str | None:
        fitting = (
            key
            for key, row in rules.items()
            if row.over is edge.type
            and a.performs(row.leaves)
            and b.performs(row.enters)
        )
        return min(fitting, default=None)

    way = book.hierarchy.path(start, end, as_of.day, admits)
    if way is None:
        return None
    return (
        first,
        *(
            Hop(
                authority=body,
                relation=edge.type,
                rule=rule,
                hands_over=rules[rule].hands_over,
            )
            for body, edge, rule in way
        ),
    )


def _owner(path: tuple[Hop, ...]) -> str:
    """The last body to which the request itself was handed over, from the start."""
    owner = path[0].authority
    for hop in path[1:]:
        if not hop.hands_over:
            break
        owner = hop.authority
    return owner


def _path_steps(book: Book, path: tuple[Hop, ...]) -> tuple[Applied, ...]:
    sources = {row.id: row.source for row in book.tables.path_rules}
    return tuple(
        Applied(
            rule=hop.rule,
            authority=hop.authority,
            source=sources[hop.rule],
            outcome="handed_over" if hop.hands_over else "liaison",
        )
        for hop in path
        if hop.rule is not None
    )


def _limits(
    book: Book, completed: Completed, as_of: AsOf, received: dt.datetime
) -> tuple[tuple[Due, ...], tuple[Applied, ...], Question | None]:
    """
    Step 6: the limits that hold, each with its last moment.

    A limit that a still unknown fact may replace is not given out: "no limit" or
    the wrong limit would be a guess. The fact is asked for instead.
    """
    rows = as_of.in_force(book, book.tables.limits)
    holding = [row for row in rows if row.when.holds(completed.facts)]
    winners, losers = prevailing(holding)
    beaten = {key for row in holding for key in row.exception_to}
    might = [
        row
        for row in rows
        if row not in holding
        and row.id not in beaten
        and not row.when.failed(completed.facts)
    ]
    replaceable = {key for row in might for key in row.exception_to}
    winners = [row for row in winners if row.id not in replaceable]
    dues = []
    for row in winners:
        if row.count is None or row.unit is None:
            dues.append(Due(limit=row, due=None))
            continue
        try:
            sum_ = reckon(book.calendars[row.calendar], received, row.count, row.unit)
            dues.append(Due(limit=row, due=sum_.due, provisional=sum_.provisional))
        except CalendarError:
            dues.append(Due(limit=row, due=None, covered=False))
    steps = [Applied(rule=r.id, source=r.source, outcome="gave_way") for r in losers]
    steps += [Applied(rule=r.id, source=r.source, outcome="limit") for r in winners]
    return tuple(dues), tuple(steps), missing((r.when for r in might), completed)


def _fallback(  # noqa: PLR0913 - the parts of one answer
    book: Book,
    base: Decision,
    completed: Completed,
    as_of: AsOf,
    received: dt.datetime,
    *,
    cause: Cause,
) -> Decision:
    """A named body with the cause, never a guess at who else it might be."""
    fallback = gather(book, Role.FALLBACK, completed, as_of)
    body = completed.request.received_by or fallback.authority
    limits, limit_steps, ask = _limits(book, completed, as_of, received)
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
        rejected=reject(book, completed, as_of, lead=None),
        ask=base.ask or ask,
    )
