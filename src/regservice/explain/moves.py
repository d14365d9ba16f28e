"""What moved between two rulesets, or two days, in words?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from regservice.core.routing.book import Book
from regservice.explain.boxes import box_words, period_words
from regservice.explain.words import body_name, source_text
from regservice.messages import name_of, sentence
from regservice.model.legal import Source
from regservice.ruleset.diff import Diff, Move, RowChange, Side

_COUNTED: Final = ("relations",)
"""Tables whose rows are counted by kind instead of being listed."""


def diff_lines(found: Diff, lang: str) -> list[str]:
    """
    Say what moved.

    Args:
        found: The comparison.
        lang: ``zh`` or ``en``.

    Returns:
        Lines of text; headings are flush left, details indented by two or four.
    """
    if not found:
        return [sentence("diff.nothing", lang)]
    lines: list[str] = []
    moved = [move for move in found.moves if move.aspect != "basis"]
    rests = [move for move in found.moves if move.aspect == "basis"]
    if moved:
        lines.append(sentence("diff.moved", lang))
        for move in moved:
            lines += _move(found, move, lang)
    if rests:
        lines.append(sentence("diff.basis", lang))
        for move in rests:
            lines += _move(found, move, lang)
    if found.rows:
        lines.append(sentence("diff.rows", lang))
        lines += [f"  {text}" for text in _rows(found, lang)]
    return lines


def _move(found: Diff, move: Move, lang: str) -> Iterator[str]:
    aspect = name_of("aspect", move.aspect, lang)
    before = side_words(found.left, move, move.before, lang)
    after = side_words(found.right, move, move.after, lang)
    if move.aspect == "basis":
        yield f"  {after}"
    else:
        yield "  " + sentence(
            "diff.move", lang, aspect=aspect, before=before, after=after
        )
    for code, book, side in (
        ("diff.was", found.left, move.before),
        ("diff.is", found.right, move.after),
    ):
        why = _sources(book, side, lang)
        if why:
            yield "    " + sentence(code, lang, why=why)
    for box in move.boxes:
        words = box_words(found.right, box, found.places, found.items, lang)
        when = ""
        if len(found.days) > 1:
            days = [day for _, day in found.days]
            when = f" ({period_words(days, box.periods, lang)})"
        yield f"    - {words}{when}"


def side_words(book: Book, move: Move, side: Side, lang: str) -> str:
    """Name one body, or what kind of bodies they are if they are several."""
    if move.aspect == "status":
        return ", ".join(name_of("outcome", code, lang) for code in side.bodies)
    if move.aspect == "limit" and side.bodies:
        return ", ".join(_limit(code, lang) for code in side.bodies)
    if not side.bodies:
        return sentence("diff.nobody", lang)
    if len(side.bodies) <= len(side.kinds):
        return "、".join(body_name(book, body, lang) for body in side.bodies)
    return "、".join(
        sentence(
            "diff.kind",
            lang,
            kind=name_of("kind", kind, lang),
            count=sum(
                book.hierarchy.authorities[body].kind == kind for body in side.bodies
            ),
        )
        for kind in side.kinds
    )


def _limit(code: str, lang: str) -> str:
    goal, count, unit, effect = code.split()
    return sentence(
        "diff.limit" if count != "0" else "diff.not_timed",
        lang,
        goal=name_of("goal", goal, lang),
        count=count,
        unit=name_of("unit", unit, lang),
        effect=name_of("legal_effect", effect, lang),
    )


def _sources(book: Book, side: Side, lang: str) -> str:
    texts = {source_text(book, book.sources[rule], lang) for rule in side.rules}
    return ("、" if lang == "zh" else ", ").join(sorted(texts))


def _rows(found: Diff, lang: str) -> Iterator[str]:
    """Rows by document, those of a table that has many counted."""
    groups: dict[tuple[str, str, str, str], list[str]] = {}
    for change in found.rows:
        row, book = _row(found, change)
        source: Source | None = getattr(row, "source", None)
        why = source_text(book, source, lang) if source is not None else ""
        name = getattr(row, "name", "") or change.key
        if change.table in _COUNTED:
            name = name_of("relation", row.type, lang)
        groups.setdefault((change.change, change.table, why, ""), []).append(name)
    for (change_, table, why, _), names in groups.items():
        counted: Mapping[str, int] = {n: names.count(n) for n in dict.fromkeys(names)}
        listed = ("、" if lang == "zh" else ", ").join(
            name if count == 1 else f"{name} ×{count}"
            for name, count in counted.items()
        )
        yield sentence(
            f"diff.{change_}",
            lang,
            table=name_of("table", table, lang),
            names=listed,
            why=f"({why})" if why and lang == "zh" else (f" ({why})" if why else ""),
        )


def _row(found: Diff, change: RowChange) -> tuple[Any, Book]:
    book = found.left if change.change == "ended" else found.right
    rows = getattr(book.tables, change.table)
    key = change.key
    return next(
        r for r in rows if getattr(r, "code", getattr(r, "id", "")) == key
    ), book
