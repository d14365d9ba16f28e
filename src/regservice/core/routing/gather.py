"""
Steps 3 and 4: gather the rules that hold, and select the one holder.

No winner by order: a rule gives way only to one that declares itself its
exception, or a higher specificity. Two winners are a conflict, none is a gap, and
a rule that hangs on an unknown fact is a question.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import attrs

from regservice.core.routing.book import AsOf, Book, View
from regservice.core.routing.complete import Completed
from regservice.core.routing.hinges import Tests, hinges
from regservice.core.routing.missing import missing, rank
from regservice.core.routing.precedence import prevailing, standing
from regservice.core.routing.select import Selected, select
from regservice.model.authority import Relation
from regservice.model.condition import Facts
from regservice.model.decision import Applied, Question
from regservice.model.rule import Holder, Rule
from regservice.model.vocab import Cause, Role


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


def resolve_holder(
    book: Book, holder: Holder, completed: Completed, as_of: AsOf
) -> tuple[str, ...]:
    """
    Return the bodies that *holder* can mean here.

    Returns:
        One id; none if no body has the function; several if the nearest ring does
        not decide.
    """
    return select(book.view(as_of), holder, completed.where).bodies


def rows_of(view: View, role: Role, completed: Completed) -> list[Rule]:
    """Return the rules of a role, without those that the request sets aside."""
    return [row for row in view.rules[role] if row.id not in completed.set_aside]


def gather(book: Book, role: Role, completed: Completed, as_of: AsOf) -> Gathered:
    """Gather the rules of *role* and select their holder."""
    view = book.view(as_of)
    rows = rows_of(view, role, completed)
    holding = [row for row in rows if row.when.holds(completed.facts)]
    named = {
        row.id: select(view, row.holder, completed.where)
        for row in rows
        if not row.when.failed(completed.facts)
    }
    pending = [
        (row, row.when.unknown(completed.facts))
        for row in rows
        if row.id in named and row not in holding
    ]
    ask = missing(hanging(holding, pending, named, completed.facts))
    return settle(role, holding, named, ask)


def settle(
    role: Role,
    holding: Sequence[Rule],
    named: Mapping[str, Selected],
    ask: Question | None,
) -> Gathered:
    """
    Say what the rules that hold amount to.

    Args:
        role: Their role.
        holding: The rules that hold.
        named: The bodies that each can mean here, by rule.
        ask: The fact on which it hangs, if any.

    Returns:
        The one body, or why there is none.
    """
    winners, losers = standing(list(holding))
    authority, cause, inside = _amount(winners, named)
    if ask is None and cause is Cause.GAP and inside:
        # Known only roughly: a body covers some part of it, but not all.
        first = min(inside, key=lambda name: (rank(name), name))
        ask = Question(dimension=first, candidates=tuple(sorted(inside[first])))
    steps = [
        Applied(rule=row.id, role=role, source=row.source, outcome="gave_way")
        for row in losers
    ]
    for row in winners:
        found = named[row.id]
        steps += succession_steps(found.via)
        steps.append(
            Applied(
                rule=row.id,
                role=role,
                authority=found.bodies[0] if len(found.bodies) == 1 else None,
                source=row.source,
                outcome=str(role),
            )
        )
    return Gathered(
        rules=tuple(winners),
        authority=authority,
        cause=cause,
        ask=ask,
        steps=tuple(steps),
    )


def succession_steps(via: Sequence[Relation]) -> list[Applied]:
    """Say which bodies act for one that no longer exists."""
    return [
        Applied(
            rule=edge.id,
            authority=edge.subject,
            source=edge.source,
            outcome="succeeded",
        )
        for edge in via
    ]


def hanging(
    holding: Sequence[Rule],
    pending: Sequence[tuple[Rule, Tests]],
    named: Mapping[str, Selected],
    facts: Facts,
) -> Tests:
    """
    Return the tests on whose unknown facts the one body of a role hangs.

    Args:
        holding: The rules that hold.
        pending: The rules that may hold, with the tests on which that hangs.
        named: The bodies that each can mean here, by rule.
        facts: What is known, and what unknown facts can be.
    """

    def amount(winners: Sequence[Rule]) -> object:
        body, cause, inside = _amount(winners, named)
        return body or (cause, frozenset(inside))

    return hinges(holding, pending, amount, facts)


def _amount(
    winners: Sequence[Rule], named: Mapping[str, Selected]
) -> tuple[str | None, Cause | None, Mapping[str, set[str]]]:
    """The one body, or why there is none; and parts of places that bodies cover."""
    bodies = {body for row in winners for body in named[row.id].bodies}
    inside: dict[str, set[str]] = {}
    for row in winners:
        if named[row.id].inside:
            inside.setdefault(row.holder.reads, set()).update(named[row.id].inside)
    if len(bodies) == 1:
        return bodies.pop(), None, inside
    return None, Cause.CONFLICT if bodies else Cause.GAP, inside


def collect(
    book: Book, role: Role, completed: Completed, as_of: AsOf
) -> tuple[tuple[str, ...], tuple[Applied, ...]]:
    """Return all bodies that rules of *role* name, sorted, and the rules."""
    view = book.view(as_of)
    rows = rows_of(view, role, completed)
    winners, _ = prevailing([r for r in rows if r.when.holds(completed.facts)])
    steps: list[Applied] = []
    bodies = set()
    for row in winners:
        found = select(view, row.holder, completed.where)
        steps += succession_steps(found.via)
        outcome = "joint" if row.joint else str(role)
        for body in found.bodies:
            bodies.add(body)
            steps.append(
                Applied(
                    rule=row.id,
                    role=role,
                    authority=body,
                    source=row.source,
                    outcome=outcome,
                )
            )
    return tuple(sorted(bodies)), tuple(steps)


def further(
    book: Book, role: Role, completed: Completed, as_of: AsOf, bodies: Collection[str]
) -> Question | None:
    """
    Return the fact on which a body beside *bodies* hangs.

    Nobody waits for it: the request is routed, and the fact asked for all the same.
    """
    view = book.view(as_of)
    rows = rows_of(view, role, completed)
    holding = [row for row in rows if row.when.holds(completed.facts)]
    beaten = {key for row in holding for key in row.exception_to}
    return missing(
        test
        for row in rows
        if row not in holding
        and row.id not in beaten
        and not row.when.failed(completed.facts)
        and not {*select(view, row.holder, completed.where).bodies} <= {*bodies}
        for test in row.when.unknown(completed.facts)
    )
