"""Why not another body, and what would move the answer, in words?"""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.what_if import Change
from regservice.core.routing.why_not import WhyNot
from regservice.explain.words import (
    body_name,
    dimension_name,
    question_text,
    source_text,
    value_name,
    values_text,
)
from regservice.messages import name_of, sentence
from regservice.model.decision import Decision
from regservice.model.vocab import Status


class Answered(Protocol):
    """A decision with the day for which it was made."""

    @property
    def decision(self) -> Decision:
        """What was decided."""

    @property
    def as_of(self) -> AsOf:
        """The day whose law was read."""


def why_not_text(book: Book, found: WhyNot, answered: Answered, lang: str) -> str:
    """
    Say why a body is not the lead.

    Args:
        book: The rows.
        found: What stands against it.
        answered: The decision on the request.
        lang: ``zh`` or ``en``.
    """
    decision = answered.decision
    name = body_name(book, found.authority, lang)
    if (
        found.reason in {"no_rule", "unknown"}
        and found.failed is None
        and decision.status is Status.NEEDS_INFORMATION
        and decision.ask is not None
    ):
        question = question_text(book, decision.ask, lang)
        return sentence("why_not.asked", lang, name=name, question=question)
    test = found.failed
    return sentence(
        f"why_not.{found.reason}",
        lang,
        name=name,
        lead=body_name(book, decision.lead, lang),
        day=answered.as_of.day.isoformat(),
        rule=found.rule,
        beaten_by=found.beaten_by,
        other=body_name(book, found.other, lang),
        why=source_text(book, found.source, lang) if found.source else "-",
        dimension=dimension_name(book, test.dimension, lang) if test else "",
        actual=values_text(book, test.dimension, found.actual, lang) if test else "",
        allowed=values_text(book, test.dimension, test.values, lang) if test else "",
    )


def change_text(
    book: Book, decision: Decision, change: Change | None, lang: str
) -> str:
    """
    Say which change moves the answer, and to what.

    Args:
        book: The rows.
        decision: What was decided.
        change: The change; ``None`` if none moves it.
        lang: ``zh`` or ``en``.
    """
    if change is None:
        return sentence("what_if.nothing", lang)
    aspect = "lead" if change.decision.lead != decision.lead else "handler"
    old, new = (
        body_name(book, getattr(found, aspect), lang)
        for found in (decision, change.decision)
    )
    if Status.ROUTED not in {decision.status, change.decision.status} or (
        decision.status is not change.decision.status
    ):
        aspect = "status"
        old, new = (
            _outcome(book, found, lang) for found in (decision, change.decision)
        )
    unstated = sentence("what_if.unstated", lang)
    before, after = (
        _value(book, change.dimension, value, lang) if value else unstated
        for value in (change.before, change.after)
    )
    return sentence(
        "what_if.override" if change.dimension == "override" else "what_if.change",
        lang,
        dimension=dimension_name(book, change.dimension, lang),
        before=before,
        after=after,
        aspect=name_of("aspect", aspect, lang),
        old=old,
        new=new,
    )


def _outcome(book: Book, decision: Decision, lang: str) -> str:
    """What came of a request: who leads, or why nobody does."""
    if decision.status is Status.ROUTED:
        return body_name(book, decision.lead, lang)
    if decision.cause is not None:
        return name_of("cause", decision.cause, lang)
    return name_of("status", decision.status, lang)


def _value(book: Book, dimension: str, value: str, lang: str) -> str:
    if dimension == "at":
        return dt.date.fromisoformat(value).isoformat()
    if dimension == "programme":
        return ", ".join(
            value_name(book, dimension, c, lang) for c in value.split(", ")
        )
    return value_name(book, dimension, value, lang)
