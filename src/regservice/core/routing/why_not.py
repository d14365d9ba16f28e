"""Why is a body not the lead of this request?"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from regservice.core.routing.against import Obstacle, Obstacles
from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.complete import complete
from regservice.core.routing.path import at_level, received
from regservice.core.routing.select import select
from regservice.model.authority import Authority
from regservice.model.condition import Test
from regservice.model.decision import Decision
from regservice.model.legal import Source
from regservice.model.request import ServiceRequest
from regservice.model.rule import Holder, Rule
from regservice.model.vocab import Cause, Role, Status


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
            way leads there), ``conflict``, ``out_of_scope`` (nobody is to have it) or
            ``no_rule``.
        rule: The rule that comes closest; ``None`` if none names the body.
        source: What that rule leans on.
        failed: The first test that failed, or whose fact is unknown; ``None`` if the
            rule holds, and the answer hangs on a fact all the same.
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
    if decision.cause is Cause.OUT_OF_SCOPE:
        return WhyNot(authority=authority, reason="out_of_scope")
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


def _closest(
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
    waits = decision.status is Status.NEEDS_INFORMATION
    obstacles = Obstacles.of(book, completed, as_of, decision.cause, waits=waits)
    ranked: list[tuple[int, int, str, WhyNot]] = []
    for row in book.tables.rules:
        if row.role is not Role.LEAD:
            continue
        here = select(view, row.holder, completed.where).bodies
        if body.id not in here and not _could(row.holder, body):
            continue
        found = obstacles.to(row)
        other = None
        if _takes_another(row, here, body, found):
            # Whatever else holds, the rule would take another body here.
            other = here[0] if len(here) == 1 else None
            found = Obstacle("nearer", found.away)
        away = found.away + (body.id not in here) * 2
        if found.reason == "not_in_force":
            away = 99  # what is in force speaks first
        why = WhyNot(
            authority=body.id,
            reason=found.reason,
            rule=row.id,
            source=row.source,
            failed=found.failed,
            actual=found.actual,
            beaten_by=found.beaten_by,
            other=other,
        )
        ranked.append((away, obstacles.rank(found.reason), row.id, why))
    return min(ranked, key=lambda entry: entry[:3])[3] if ranked else None


def _takes_another(
    row: Rule, here: Sequence[str], body: Authority, found: Obstacle
) -> bool:
    """Whether the rule counts, and would take a body here that is another."""
    if body.id in here or found.reason in {"set_aside", "not_known", "not_in_force"}:
        return False
    if found.failed is not None and found.failed.dimension in {"place", "site"}:
        return False  # a rule for another place takes nobody here
    return found.reason != "failed" or bool(here and row.holder.functions)


def _could(holder: Holder, body: Authority) -> bool:
    """Whether a holder can mean the body at all, somewhere."""
    if holder.authority is not None:
        return holder.authority == body.id
    return any(body.performs(function) for function in holder.functions)
