"""How does a clock stand, and how does that add up?"""

from __future__ import annotations

from collections.abc import Mapping

from regservice.core.clocks.clock import REROUTED, Outcome, Stretch
from regservice.core.clocks.reading import Reading
from regservice.core.clocks.revision import Revision
from regservice.core.clocks.sweep import Action, ActionKind
from regservice.core.routing.book import Book
from regservice.explain.arithmetic import arithmetic, length_text
from regservice.explain.days import until
from regservice.explain.words import source_detail
from regservice.messages import name_of, sentence
from regservice.model.limit import Period
from regservice.model.vocab import ClockStatus


def clock_text(book: Book, found: Reading, lang: str) -> str:
    """
    Say how a clock stands, with its sum and its source.

    Args:
        book: Names the sources.
        found: The reading.
        lang: ``zh`` or ``en``.

    Returns:
        One line with the status, and some indented lines with the reasons.
    """
    lines = _sum(found, lang)
    if found.told is not None:
        lines.append(sentence("clock.told", lang, due=until(found.told)))
    lines += [_pause(book, pause, lang) for pause in found.clock.pauses]
    if found.clock.extended and found.unit:
        lines.append(
            sentence(
                "clock.extended",
                lang,
                extended=f"{found.clock.extended} "
                + name_of("unit", str(found.clock.limit.unit), lang),
                grants=", ".join(found.clock.grants),
            )
        )
    if found.deemed is not None:
        from_ = "clock.deemed.retroactive" if found.deemed.retroactive else ""
        lines.append(
            sentence(
                "clock.deemed",
                lang,
                outcome=found.deemed.outcome,
                from_=sentence(from_, lang) if from_ else "",
                source=source_detail(book, found.deemed.source, lang),
            )
        )
    lines += [
        sentence("clock.breach", lang, cycle=fact.cycle, due=until(fact.due))
        for fact in found.breaches
    ]
    lines += [
        sentence(
            "clock.past",
            lang,
            cycle=ended.cycle,
            outcome=name_of("clock_outcome", ended.outcome, lang),
            at=f"{ended.at:%Y-%m-%d %H:%M}",
        )
        for ended in found.past
    ]
    if found.revision is not None:
        lines += revision_lines(found.revision, lang)
    if found.next is not None:
        lines.append(sentence("clock.next", lang, next=until(found.next)))
    source = source_detail(book, found.clock.limit.source, lang)
    effect = name_of("legal_effect", found.clock.limit.legal_effect, lang)
    lines.append(f"{effect}; {source}")
    return "\n".join([_head(book, found, lang), *(f"  {line}" for line in lines)])


def period_text(book: Book, row: Period, lang: str) -> str:
    """Say how long a stage of a matter may take by law."""
    return sentence(
        "period.row",
        lang,
        id=row.id,
        stage=name_of("stage", row.stage, lang),
        count=row.count,
        unit=name_of("unit", str(row.unit), lang),
        start=name_of("start_event", row.starts, lang),
        why=source_detail(book, row.source, lang),
        note=f"; {row.note}" if row.note else "",
    )


def goal_name(book: Book, goal: str, lang: str) -> str:
    """Name what a clock is for: a goal of a request, or a stage of a matter."""
    matter, colon, stage = goal.partition(":")
    if not colon:
        return name_of("goal", goal, lang)
    row = book.matters.get(matter)
    name = row.name if row is not None else matter
    return f"{name} {name_of('stage', stage, lang)}"


def _head(book: Book, found: Reading, lang: str) -> str:
    clock = found.clock
    parts = [
        sentence(
            "clock.head",
            lang,
            case=clock.case,
            goal=goal_name(book, clock.goal, lang),
            limit=clock.limit.id,
            status=name_of("clock_status", found.status, lang),
        )
    ]
    if clock.cycle > 1:
        parts.append(sentence("clock.cycle", lang, cycle=clock.cycle))
    if found.due is not None:
        parts.append(sentence("clock.due", lang, due=until(found.due)))
        if found.provisional:
            parts.append(sentence("clock.provisional", lang))
    if found.ended is not None:
        at = f"{found.ended.at:%Y-%m-%d %H:%M}"
        parts.append(sentence("clock.ended", lang, at=at))
        if found.ended.outcome is Outcome.WITHDRAWN:
            parts.append(sentence("clock.withdrawn", lang))
    return "".join(parts)


def _sum(found: Reading, lang: str) -> list[str]:
    """The arithmetic, and how much of it has been used."""
    if found.sum is None or found.unit is None or found.total is None:
        return []
    last = found.clock.calendar.last
    text = arithmetic(
        found.sum, last, lang, found.kinds, due=found.status is not ClockStatus.PAUSED
    )
    total = length_text(found.total, found.unit, lang)
    remaining, used = found.remaining or 0, found.used or 0
    if remaining < 0:
        over = length_text(-remaining, found.unit, lang)
        code = "clock.over.provisional" if found.provisional else "clock.over"
        spent = sentence(code, lang, total=total, over=over)
    else:
        spent = sentence(
            "clock.used",
            lang,
            used=length_text(used, found.unit, lang),
            total=total,
            remaining=length_text(remaining, found.unit, lang),
        )
    lines = [text, spent]
    if found.if_resumed is not None:
        lines.append(sentence("clock.resumed", lang, due=until(found.if_resumed)))
    return lines


def _pause(book: Book, pause: Stretch, lang: str) -> str:
    rows = {row.code: row for row in book.tables.pause_reasons}
    row = rows.get(pause.reason)
    name = name_of("clock_event", REROUTED, lang)
    source = "-"
    if row is not None:
        name = (row.name_en or row.name) if lang == "en" else row.name
        source = source_detail(book, row.source, lang)
    text = sentence(
        "clock.pause",
        lang,
        reason=name,
        first=f"{pause.first:%Y-%m-%d %H:%M}",
        resumed=f"{pause.resumed:%Y-%m-%d %H:%M}"
        if pause.resumed
        else sentence("clock.pause.now", lang),
        source=source,
    )
    if row is not None and row.notice:
        text += "; " + sentence("clock.notice", lang)
    return text


def revision_lines(row: Revision, lang: str) -> list[str]:
    """Say what would change, and why."""
    new = until(row.new.due) if row.new else sentence("clock.not_timed", lang)
    lines = [
        sentence(
            "clock.revision",
            lang,
            old=until(row.old.due),
            new=new,
            rows=", ".join(row.rows),
        )
    ]
    if row.late:
        lines.append(sentence("clock.revision.late", lang))
    return lines


def action_text(action: Action, lang: str) -> str:
    """Say what is to be done, from when on, and under which key."""
    code = f"action.{action.kind}"
    if action.kind is ActionKind.ESCALATE and not action.up:
        code += ".self"
    params: Mapping[str, object] = {
        "outcome": action.outcome,
        "up": action.up,
        "new": until(action.new) if action.new else "",
    }
    what = sentence(code, lang, **params)
    return f"{action.at:%Y-%m-%d %H:%M} {action.case} {action.rung}: {what}"
