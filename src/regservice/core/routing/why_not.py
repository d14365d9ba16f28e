"""Why is a body not the lead of this request?"""

from __future__ import annotations

from typing import Final

import attrs

from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.complete import Completed, complete
from regservice.core.routing.gather import rows_of
from regservice.core.routing.path import at_level, received
from regservice.core.routing.precedence import beaten_by
from regservice.core.routing.select import select
from regservice.model.authority import Authority
from regservice.model.condition import Test
from regservice.model.decision import Decision
from regservice.model.legal import Source
from regservice.model.request import ServiceRequest
from regservice.model.rule import Holder, Rule
from regservice.model.vocab import Cause, Role, Status

_ORDER: Final = (
    *("set_aside", "dead_end", "not_known", "beaten", "conflict", "failed", "unknown"),
    *("nearer", "not_in_force"),
)


@attrs.frozen(kw_only=True)
class WhyNot:
    """
    The first thing that stands between a body and the lead.

    Attributes:
        authority: Id of the body.
        reason: ``is_lead``, ``is_handler``, ``is_co_handler``, ``not_there`` (the body
            does not exist that day), ``failed`` (a condition), ``unknown`` (a fact is
            missing), ``beaten`` (another rule takes precedence), ``nearer`` (the rule
            takes another body here), ``set_aside`` (by the request), ``not_known``
            (its document had not been issued then), ``not_in_force``, ``dead_end`` (no
            way leads there), ``conflict`` or ``no_rule``.
        rule: The rule that comes closest; ``None`` if none names the body.
        source: What that rule leans on.
        failed: The first test that failed, or whose fact is unknown.
        actual: The values that hold for it, sorted.
        beaten_by: Id of the rule that took precedence.
        other: Id of the body that the rule takes here.
    """

    authority: str
    reason: str
    rule: str | None = None
    source: Source | None = None
    failed: Test | None = None
    actual: tuple[str, ...] = ()
    beaten_by: str | None = None
    other: str | None = None


def why_not(
    book: Book,
    request: ServiceRequest,
    as_of: AsOf,
    decision: Decision,
    authority: str,
) -> WhyNot:
    """
    Say why *authority* does not lead.

    Args:
        book: The rows.
        request: With codes for names.
        as_of: The two time axes.
        decision: What was decided on the request.
        authority: Id of the body.

    Returns:
        The first failed condition of the rule that comes closest, or the rule that
        beat it, or that no rule names the body.
    """
    body = book.hierarchy.authorities[authority]
    if decision.lead == authority and decision.status is Status.ROUTED:
        return WhyNot(authority=authority, reason="is_lead")
    if as_of.day not in body.validity:
        return WhyNot(authority=authority, reason="not_there")
    closest = _closest(book, request, as_of, body, decision)
    if closest is not None:
        return closest
    for held, reason in (
        ((decision.handler,), "is_handler"),
        (decision.co_handlers, "is_co_handler"),
    ):
        if authority in held:
            return WhyNot(authority=authority, reason=reason)
    return WhyNot(authority=authority, reason="no_rule")


def _closest(  # noqa: C901 - one branch for each thing that stands in the way
    book: Book,
    request: ServiceRequest,
    as_of: AsOf,
    body: Authority,
    decision: Decision,
) -> WhyNot | None:
    """The rule that would name the body with the least change."""
    completed = complete(book, request, as_of)
    if completed.value("place") is not None:
        completed = at_level(book, completed, received(book, completed, as_of))
    view = book.view(as_of)
    rows = rows_of(view, Role.LEAD, completed)
    holding = [row for row in rows if row.when.holds(completed.facts)]
    known = {row.id for row in rows}
    ranked: list[tuple[int, int, str, WhyNot]] = []
    for row in book.tables.rules:
        if row.role is not Role.LEAD:
            continue
        here = select(view, row.holder, completed.where).bodies
        if body.id not in here and not _could(row.holder, body):
            continue
        found = WhyNot(authority=body.id, reason="", rule=row.id, source=row.source)
        failed = row.when.failed(completed.facts)
        if row.id not in known:
            found = attrs.evolve(found, reason=_absent(row, completed, as_of))
            away = len(failed) + (body.id not in here) * 2
            if found.reason == "not_in_force":
                away = 99  # what is in force speaks first
            ranked.append((away, _ORDER.index(found.reason), row.id, found))
            continue
        unknown = row.when.unknown(completed.facts)
        if here and body.id not in here and row.holder.functions:
            # Whatever else holds, the rule would take another body here.
            other = here[0] if len(here) == 1 else None
            found = attrs.evolve(found, reason="nearer", other=other)
        elif failed:
            facts = completed.facts.get(failed[0].dimension, frozenset())
            found = attrs.evolve(
                found,
                reason="failed",
                failed=failed[0],
                actual=tuple(sorted(facts)),
            )
        elif body.id not in here:
            other = here[0] if len(here) == 1 else None
            found = attrs.evolve(found, reason="nearer", other=other)
        elif unknown:
            found = attrs.evolve(found, reason="unknown", failed=unknown[0])
        else:
            found = _held(found, row, holding, decision)
        away = len(failed) + (body.id not in here) * 2
        ranked.append((away, _ORDER.index(found.reason), row.id, found))
    return min(ranked, key=lambda entry: entry[:3])[3] if ranked else None


def _held(found: WhyNot, row: Rule, holding: list[Rule], decision: Decision) -> WhyNot:
    """The rule holds and names the body, and still it does not lead."""
    winner = beaten_by(row, holding)
    if winner is not None:
        return attrs.evolve(found, reason="beaten", beaten_by=winner)
    clash = decision.cause is Cause.CONFLICT
    return attrs.evolve(found, reason="conflict" if clash else "dead_end")


def _absent(row: Rule, completed: Completed, as_of: AsOf) -> str:
    """Why a rule is not among those that count."""
    if row.id in completed.set_aside:
        return "set_aside"
    return "not_known" if as_of.day in row.validity else "not_in_force"


def _could(holder: Holder, body: Authority) -> bool:
    """Whether a holder can mean the body at all, somewhere."""
    if holder.authority is not None:
        return holder.authority == body.id
    return any(body.performs(function) for function in holder.functions)
