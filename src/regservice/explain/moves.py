"""What moved between two rulesets, or two days, in words?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from regservice.core.places import PlaceIndex
from regservice.core.routing.book import Book
from regservice.explain.boxes import box_words, period_words
from regservice.explain.words import body_name, source_text
from regservice.messages import name_of, sentence
from regservice.model.legal import Source
from regservice.model.package import row_key
from regservice.ruleset.answers import Side
from regservice.ruleset.diff import Diff, Move
from regservice.ruleset.rowchange import RowChange

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
    names = _names(found.left, found.right)
    moved = [move for move in found.moves if move.aspect != "basis"]
    rests = [move for move in found.moves if move.aspect == "basis"]
    if moved:
        lines.append(sentence("diff.moved", lang))
        for move in moved:
            lines += _move(found, names, move, lang)
    if rests:
        lines.append(sentence("diff.basis", lang))
        for move in rests:
            lines += _move(found, names, move, lang)
    if found.rows:
        lines.append(sentence("diff.rows", lang))
        lines += [f"  {text}" for text in _rows(found, lang)]
    return lines


def _move(found: Diff, names: Book, move: Move, lang: str) -> Iterator[str]:
    before, after = side_words(found, move, lang)
    aspects = (name_of("aspect", a, lang) for a in move.of or (move.aspect,))
    yield "  " + sentence(
        "diff.rests" if move.of else "diff.move",
        lang,
        aspect=_listed(aspects, lang),
        before=before,
        after=after,
    )
    for code, book, side in (
        ("diff.was", found.left, move.before),
        ("diff.is", found.right, move.after),
    ):
        why = _sources(book, side, lang)
        if why:
            yield "    " + sentence(code, lang, why=why)
    for box in move.boxes:
        words = box_words(names, box, found.places, found.items, lang)
        when = ""
        if len(found.days) > 1:
            days = [day for _, day in found.days]
            when = f" ({period_words(days, box.periods, lang)})"
        yield f"    - {words}{when}"


def _names(left: Book, right: Book) -> Book:
    """The rows after, with the names of what there was before only."""
    fields = {**left.fields, **right.fields}
    for code in left.fields.keys() & right.fields.keys():
        field = right.fields[code]
        gone = [v for v in left.fields[code].values if not field.has(v.code)]
        if field.values:
            fields[code] = attrs.evolve(field, values=(*field.values, *gone))
    return attrs.evolve(
        right,
        places=PlaceIndex({**left.places.places, **right.places.places}),
        items={**left.items, **right.items},
        fields=fields,
        matters={**left.matters, **right.matters},
        programmes={**left.programmes, **right.programmes},
    )


def side_words(found: Diff, move: Move, lang: str) -> tuple[str, str]:
    """
    Say what the answer was and is: one body by name, several by their kinds.

    Where both would read alike, more is told: the names of all, then their ids.
    """
    sides = (found.left, move.before), (found.right, move.after)
    for more in range(3):
        before, after = (_side(book, move, side, more, lang) for book, side in sides)
        if before != after or move.of:
            break
    return before, after


def _side(book: Book, move: Move, side: Side, more: int, lang: str) -> str:
    if move.aspect == "status":
        return ", ".join(name_of("outcome", code, lang) for code in side.bodies)
    if not side.bodies:
        return sentence("diff.nobody", lang)
    if "limit" in (move.aspect, *move.of):
        return ", ".join(_limit(code, more, lang) for code in side.bodies)
    if not more and len(side.bodies) > len(side.kinds):
        return _listed(_kinds(book, side, lang), lang)
    names = {body: body_name(book, body, lang) for body in side.bodies}
    if more > 1:
        for body, name in names.items():
            names[body] = sentence("diff.body", lang, name=name, id=body)
    return _listed(names.values(), lang)


def _kinds(book: Book, side: Side, lang: str) -> Iterator[str]:
    kinds = [book.hierarchy.authorities[body].kind for body in side.bodies]
    for kind in side.kinds:
        name = name_of("kind", kind, lang)
        yield sentence("diff.kind", lang, kind=name, count=kinds.count(kind))


def _limit(code: str, more: int, lang: str) -> str:
    goal, count, unit, effect = code.split()
    untimed = "diff.not_timed_as" if more else "diff.not_timed"
    return sentence(
        "diff.limit" if count != "0" else untimed,
        lang,
        goal=name_of("goal", goal, lang),
        count=count,
        unit=name_of("unit", unit, lang),
        effect=name_of("legal_effect", effect, lang),
    )


def _listed(texts: Iterable[str], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(texts)


def _sources(book: Book, side: Side, lang: str) -> str:
    texts = {source_text(book, book.sources[rule], lang) for rule in side.rules}
    return _listed(sorted(texts), lang)


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
        listed = _listed(
            (
                name if count == 1 else f"{name} ×{count}"
                for name, count in counted.items()
            ),
            lang,
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
    return next(row for row in rows if row_key(row) == change.key), book
