"""
Steps 3 and 4: gather the rules that hold, and select the one holder.

No winner by order: a rule gives way only to one that declares itself its
exception. Two winners are a conflict, none is a gap, and a rule that hangs on
an unknown fact is a question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import attrs

from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.competence import missing
from regservice.core.routing.complete import Completed
from regservice.model.decision import Applied, Question, Rejected
from regservice.model.rule import Holder, Rule, TimeLimit
from regservice.model.vocab import Cause, Role

Ranked = TypeVar("Ranked", Rule, TimeLimit)


@attrs.frozen
class Gathered:
    """
    What the rules of one role say.

    Attributes:
        rules: The rules that hold and did not give way.
        authority: The one body that they name; ``None`` otherwise.
        cause: ``gap`` or ``conflict`` where there is no such body.
        ask: The missing fact on which the answer hangs; ``None`` if none does.
        steps: Rules used, and rules that gave way.
    """

    rules: tuple[Rule, ...] = ()
    authority: str | None = None
    cause: Cause | None = None
    ask: Question | None = None
    steps: tuple[Applied, ...] = ()


def prevailing(rows: Sequence[Ranked]) -> tuple[list[Ranked], list[Ranked]]:
    """Split *rows* into those that stay and those that give way to another."""
    beaten = {key for row in rows for key in row.exception_to}
    return (
        [row for row in rows if row.id not in beaten],
        [row for row in rows if row.id in beaten],
    )


def resolve_holder(
    book: Book, holder: Holder, completed: Completed, as_of: AsOf
) -> tuple[str, ...]:
    """
    Return the bodies that *holder* can mean here.

    Returns:
        One id; none if no body has the function; several if the nearest ring does
        not decide.
    """
    if holder.authority is not None:
        body = book.hierarchy.authorities[holder.authority]
        return (body.id,) if as_of.day in body.validity else ()
    place, _ = completed.place_of(holder.place)
    if place is None:
        return ()
    rings = book.places.rings(place)
    found = book.hierarchy.nearest(holder.functions, rings, as_of.day)
    return tuple(body.id for body in found)


def gather(book: Book, role: Role, completed: Completed, as_of: AsOf) -> Gathered:
    """Gather the rules of *role* and select their holder."""
    rows = [row for row in book.tables.rules if row.role is role]
    rows = as_of.in_force(book, rows)
    holding = [row for row in rows if row.when.holds(completed.facts)]
    winners, losers = prevailing(holding)
    named = {row.id: resolve_holder(book, row.holder, completed, as_of) for row in rows}
    steps = tuple(
        Applied(rule=row.id, role=role, source=row.source, outcome="gave_way")
        for row in losers
    ) + tuple(
        Applied(
            rule=row.id,
            role=role,
            authority=named[row.id][0] if len(named[row.id]) == 1 else None,
            source=row.source,
            outcome=str(role),
        )
        for row in winners
    )
    bodies = {body for row in winners for body in named[row.id]}
    ask = _open_question(rows, holding, named, completed)
    cause = None
    if len(bodies) != 1:
        cause = Cause.CONFLICT if bodies else Cause.GAP
    return Gathered(
        rules=tuple(winners),
        authority=bodies.pop() if len(bodies) == 1 else None,
        cause=cause,
        ask=ask,
        steps=steps,
    )


def _open_question(
    rows: Sequence[Rule],
    holding: Sequence[Rule],
    named: Mapping[str, tuple[str, ...]],
    completed: Completed,
) -> Question | None:
    """A rule that might still hold, and would change the answer, is a question."""
    beaten = {key for row in holding for key in row.exception_to}
    bodies = {body for row in prevailing(holding)[0] for body in named[row.id]}
    might = [
        row.when
        for row in rows
        if row not in holding
        and row.id not in beaten
        and not row.when.failed(completed.facts)
        and (not holding or set(named[row.id]) != bodies)
    ]
    return missing(might, completed)


def collect(
    book: Book, role: Role, completed: Completed, as_of: AsOf
) -> tuple[tuple[str, ...], tuple[Applied, ...]]:
    """Return all bodies that rules of *role* name, sorted, and the rules."""
    rows = as_of.in_force(book, [r for r in book.tables.rules if r.role is role])
    winners, _ = prevailing([r for r in rows if r.when.holds(completed.facts)])
    steps = tuple(
        Applied(
            rule=row.id,
            role=role,
            authority=body,
            source=row.source,
            outcome=str(role),
        )
        for row in winners
        for body in resolve_holder(book, row.holder, completed, as_of)
    )
    return tuple(sorted({step.authority for step in steps if step.authority})), steps


def reject(
    book: Book,
    completed: Completed,
    as_of: AsOf,
    *,
    lead: str | None,
    limit: int = 5,
) -> tuple[Rejected, ...]:
    """
    Name the bodies that came closest to the lead, and what stood against them.

    A rule for another place is no candidate. Of several rules that name a body
    the one with the fewest failed tests speaks for it.

    Args:
        book: The rows.
        completed: The request.
        as_of: The two time axes.
        lead: The body that has the lead; ``None`` if there is none.
        limit: How many to name at most.

    Returns:
        The rejected bodies, closest first.
    """
    rows = as_of.in_force(
        book, [row for row in book.tables.rules if row.role is Role.LEAD]
    )
    holding = [row for row in rows if row.when.holds(completed.facts)]
    best: dict[str, tuple[int, str, Rejected]] = {}
    for row in rows:
        failed = row.when.failed(completed.facts)
        if any(test.dimension in ("place", "site") for test in failed):
            continue
        beaten_by = next((r.id for r in holding if row.id in r.exception_to), None)
        if not failed and beaten_by is None:
            continue
        for body in resolve_holder(book, row.holder, completed, as_of):
            entry = (
                len(failed),
                row.id,
                Rejected(
                    authority=body,
                    rule=row.id,
                    source=row.source,
                    failed=failed[0] if failed else None,
                    actual=tuple(sorted(completed.facts[failed[0].dimension]))
                    if failed
                    else (),
                    beaten_by=None if failed else beaten_by,
                ),
            )
            if body != lead and (body not in best or entry[:2] < best[body][:2]):
                best[body] = entry
    ranked = sorted(best.values(), key=lambda e: (e[0], e[2].authority))
    return tuple(entry[2] for entry in ranked[:limit])
