"""Why, in one sentence?"""

from __future__ import annotations

from typing import Final

from regservice.core.routing.book import Book
from regservice.core.routing.competence import transfers
from regservice.explain.words import (
    body_name,
    competent_name,
    cut,
    question_text,
    source_text,
)
from regservice.messages import name_of, sentence
from regservice.model.decision import Applied, Decision
from regservice.model.vocab import Cause, Level, Role, SourceKind, Status

LONGEST: Final = 90
"""Characters that a Chinese reason may have."""

_WIDTHS: Final = (24, 16, 12, 8)
"""Characters to which names are shortened, where a reason would be too long."""


def reason(book: Book, decision: Decision, lang: str) -> str:
    """
    Say in one sentence who takes it and on what that rests.

    Args:
        book: The rows.
        decision: The decision.
        lang: ``zh`` or ``en``.

    Returns:
        The sentence. In Chinese the longest form that keeps within
        :data:`LONGEST` characters; sources are left out from the end, the first
        never. Names are shortened where even that is too long.
    """
    if lang != "zh":
        return _forms(book, decision, lang, None)[0]
    for width in (None, *_WIDTHS):
        for form in _forms(book, decision, lang, width):
            if len(form) <= LONGEST:
                return form
    return cut(form, LONGEST)


def _forms(book: Book, decision: Decision, lang: str, width: int | None) -> list[str]:
    if decision.status is Status.NEEDS_INFORMATION and decision.ask is not None:
        question = cut(question_text(book, decision.ask, lang), width and width * 3)
        return [sentence("reason.ask", lang, question=question)]
    main = _main(book, decision, lang, width)
    outcomes = {step.outcome for step in decision.steps}
    if "set_aside" in outcomes:
        main = sentence("reason.aside", lang, main=main)
    weak = _weak_succession(decision)
    if weak is not None:
        how = name_of("reading", weak, lang)
        main = sentence("reason.succeeded", lang, main=main, how=how)
    competent = decision.competent
    if competent is None:
        return [main]
    if competent.limb.says:
        says = sentence("reason.says", lang, says=cut(competent.limb.says, width))
        return [main + says, main]
    name = cut(competent_name(book, competent, lang), width)
    # Who decides by a transfer decides by its clause, and not by that of the limb.
    moved = (
        edge.source
        for edge in competent.delegations
        if transfers(edge) and edge.object == competent.authority
    )
    why = source_text(book, next(moved, competent.limb.source), lang, width)
    reading = competent.reading
    if reading is None or reading.is_law:
        short = sentence("reason.competent_short", lang, competent=name)
    else:
        # The clause names a tier or a designation; that it is this body is less.
        body = name_of("reading", reading.kind, lang)
        why = sentence("reason.reading", lang, why=why, body=body)
        short = sentence("reason.competent", lang, competent=name, why=body)
    full = sentence("reason.competent", lang, competent=name, why=why)
    return [main + full, main + short, main]


def _main(book: Book, decision: Decision, lang: str, width: int | None) -> str:
    handler = cut(body_name(book, decision.handler, lang), width)
    lead = cut(body_name(book, decision.lead, lang), width)
    if decision.status is Status.FALLBACK:
        cause = _cause(decision, lang)
        step = _step(decision, Role.FALLBACK)
        if step is None or decision.handler is None:
            return sentence("reason.nobody", lang, cause=cause)
        why = source_text(book, step.source, lang, width)
        return sentence("reason.fallback", lang, cause=cause, handler=handler, why=why)
    step = _step(decision, Role.LEAD)
    why = source_text(book, step.source, lang, width) if step else ""
    if decision.handler != decision.lead:
        return sentence("reason.lead", lang, handler=handler, lead=lead, why=why)
    level = book.hierarchy.authorities[str(decision.handler)].level
    code = "reason.station" if level is Level.STATION else "reason.same"
    return sentence(code, lang, handler=handler, why=why)


def _cause(decision: Decision, lang: str) -> str:
    """Why nobody leads: a rule that holds may have no body here, or no way to it."""
    led = _step(decision, Role.LEAD) or _step(decision, Role.RECEIVE)
    if decision.cause is not Cause.GAP or led is None:
        return name_of("cause", str(decision.cause), lang)
    if led.authority is None:
        return name_of("outcome", "nobody", lang)
    return name_of("outcome", "dead_end" if led.role is Role.LEAD else "gap", lang)


def _weak_succession(decision: Decision) -> SourceKind | None:
    """How sure it is that the lead succeeds a body that is gone, if not by law."""
    for step in decision.steps:
        if step.outcome == "succeeded" and step.authority == decision.lead:
            return None if step.source.is_law else step.source.kind
    return None


def _step(decision: Decision, role: Role) -> Applied | None:
    return next(
        (s for s in decision.steps if s.role is role and s.outcome == str(role)), None
    )
