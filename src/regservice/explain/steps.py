"""Why in full: facts, rules, path, limits, and why not elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from regservice.core.routing.book import Book
from regservice.core.routing.competence import transfers
from regservice.explain.days import until
from regservice.explain.words import (
    body_name,
    competent_name,
    dimension_name,
    document_name,
    place_name,
    question_text,
    source_detail,
    source_text,
    value_name,
    values_text,
)
from regservice.messages import name_of, sentence
from regservice.model.authority import Relation
from regservice.model.decision import (
    Applied,
    Competent,
    Decision,
    Due,
    Finding,
    Rejected,
)


def because(book: Book, rejected: Rejected, lang: str) -> str:
    """Say why a body did not get the lead, with the source of its rule."""
    test, winner = rejected.failed, rejected.beaten_by
    outranked = winner and not _excepts(book, rejected.rule, {winner})
    return sentence(
        "outranked.body" if outranked else f"rejected.{rejected.reason}",
        lang,
        rule=winner or rejected.rule,
        dimension=dimension_name(book, test.dimension, lang) if test else "",
        actual=values_text(book, test.dimension, rejected.actual, lang) or "-"
        if test
        else "",
        allowed=values_text(book, test.dimension, test.values, lang) if test else "",
        why=source_text(book, rejected.source, lang),
    )


def _excepts(book: Book, rule: str, others: Collection[str]) -> bool:
    """Whether one of the *others* is declared an exception to a rule or limit."""
    return any(
        rule in row.exception_to
        for rows in (book.tables.rules, book.tables.limits)
        for row in rows
        if row.id in others
    )


def step_text(book: Book, step: Applied, beside: Iterable[Applied], lang: str) -> str:
    """Say what came of a row, used *beside* others."""
    programme = book.programmes.get(step.rule)
    used = {other.rule for other in beside}
    outranked = step.outcome == "gave_way" and not _excepts(book, step.rule, used)
    return sentence(
        "outranked.step" if outranked else f"step.{step.outcome}",
        lang,
        authority=body_name(book, step.authority, lang),
        share=programme.tracking if programme else "",
        note=step.note,
    )


def limit_text(book: Book, due: Due, lang: str) -> str:
    """Say what limit runs and when it ends, with its source."""
    limit = due.limit
    code = "limit.due" if due.due else "limit.uncovered"
    code = "limit.waiting" if due.is_waiting else code
    text = sentence(
        code if limit.count else "limit.not_timed",
        lang,
        goal=name_of("goal", limit.goal, lang),
        count=limit.count,
        unit=name_of("unit", str(limit.unit), lang),
        due=until(due.due) if due.due else "",
        start=name_of("start_event", limit.starts, lang),
        why=source_detail(book, limit.source, lang),
    )
    provisional = sentence("limit.provisional", lang) if due.provisional else ""
    return text + provisional


def _delegation(book: Book, edge: Relation, lang: str) -> str:
    """Say to whom the matter is delegated, and whether that moves the decision."""
    steps = ("、" if lang == "zh" else ", ").join(
        name_of("matter_step", step, lang) for step in edge.steps
    )
    return sentence(
        "competent.devolved" if transfers(edge) else f"competent.{edge.mode}",
        lang,
        body=body_name(book, edge.object, lang),
        principal=body_name(book, edge.subject, lang),
        steps=steps or sentence("competent.all_steps", lang),
        why=source_detail(book, edge.source, lang),
    )


def competent_lines(book: Book, competent: Competent, lang: str) -> list[str]:
    """Say who decides the matter by law, and on what readings that rests."""
    lines = [
        sentence(
            "long.matter_says" if competent.limb.says else "long.matter",
            lang,
            matter=competent.matter.name,
            competent=competent_name(book, competent, lang),
        )
        + (f" [{competent.limb.part}]" if competent.limb.part else ""),
        "  " + source_detail(book, competent.limb.source, lang),
    ]
    moved = [e for e in competent.delegations if e.source is competent.reading]
    if competent.reading is not None and not moved:
        lines.append(
            "  "
            + sentence(
                "competent.designation"
                if competent.limb.designated
                else "competent.reading",
                lang,
                place=place_name(book, competent.place),
                body=body_name(book, competent.authority, lang),
                tier=name_of("tier", str(competent.limb.tier), lang),
                why=source_detail(book, competent.reading, lang),
            )
        )
    lines += ["  " + _delegation(book, edge, lang) for edge in competent.delegations]
    if competent.presumed:
        key = name_of("place_key", competent.key, lang)
        lines.append("  " + sentence("competent.presumed", lang, key=key))
    return lines


def _fact(book: Book, finding: Finding, lang: str) -> str:
    words = "、".join(dict.fromkeys(e.text for e in finding.evidence))
    return sentence(
        f"long.fact_{finding.basis}",
        lang,
        name=dimension_name(book, finding.dimension, lang),
        value=value_name(book, finding.dimension, str(finding.value), lang),
        words=words,
    )


def _path_lines(book: Book, decision: Decision, lang: str) -> list[str]:
    """The way, who owes the answer, whom to turn to, and on what that rests."""
    lines = []
    if decision.path:
        way = " -> ".join(body_name(book, h.authority, lang) for h in decision.path)
        lines += [sentence("long.path", lang), f"  {way}"]
        owner = body_name(book, decision.loop_owner, lang)
        lines.append("  " + sentence("long.loop", lang, owner=owner))
    if decision.ladder:
        way = " -> ".join(body_name(book, r.authority, lang) for r in decision.ladder)
        lines.append("  " + sentence("long.ladder", lang, way=way))
    if decision.relied:
        facts = ("、" if lang == "zh" else ", ").join(
            f"{dimension_name(book, name, lang)}={_relied(book, name, value, lang)}"
            for name, value in decision.relied.items()
        )
        lines.append(sentence("long.relied", lang, facts=facts))
    return lines


def _relied(book: Book, name: str, value: str, lang: str) -> str:
    codes = value.split(", ") if value else []
    return values_text(book, name, codes, lang) or "-"


def known_text(book: Book, day: dt.date, left_out: Iterable[str], lang: str) -> str:
    """Say up to which day documents were read, and which were left out by that."""
    names = [document_name(book, code) for code in left_out]
    key = "long.left_out" if names else "long.nothing_left_out"
    documents = ("、" if lang == "zh" else ", ").join(names)
    return sentence(key, lang, day=day.isoformat(), documents=documents)


def explain_lines(book: Book, decision: Decision, lang: str) -> list[str]:
    """
    Explain a decision in full.

    Args:
        book: The rows.
        decision: The decision.
        lang: ``zh`` or ``en``.

    Returns:
        Lines of text; headings are flush left, details indented by two.
    """
    lines = [sentence("long.facts", lang)]
    lines += [
        "  " + _fact(book, finding, lang)
        for finding in decision.findings.values()
        if finding.value is not None
    ]
    if decision.competent is not None:
        lines += competent_lines(book, decision.competent, lang)
        for limb in decision.also:
            lines += competent_lines(book, limb, lang)
        period = decision.competent.matter.statutory_limit
        if period:
            lines.append("  " + sentence("long.statutory", lang, period=period))
    elif decision.handler is not None:
        lines.append(sentence("long.no_matter", lang))
    lines += _path_lines(book, decision, lang)
    if decision.steps:
        lines.append(sentence("long.steps", lang))
    lines += [
        f"  {step_text(book, step, decision.steps, lang)} [{step.rule}]"
        f" {source_detail(book, step.source, lang)}"
        for step in decision.steps
    ]
    if decision.limits:
        lines.append(sentence("long.limits", lang))
        lines += ["  " + limit_text(book, due, lang) for due in decision.limits]
    if decision.rejected:
        lines.append(sentence("long.rejected", lang))
        lines += [
            f"  {body_name(book, entry.authority, lang)}: {because(book, entry, lang)}"
            for entry in decision.rejected
        ]
    if decision.ask is not None:
        question = question_text(book, decision.ask, lang)
        lines.append(sentence("long.ask", lang, question=question))
    return lines
