"""What are the words for a source, a body, a value, a question?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from regservice.core.routing.book import Book
from regservice.messages import has_name, name_of, sentence
from regservice.messages.names import QUESTIONS
from regservice.model.catalogue import Matter, Programme
from regservice.model.decision import Competent, Question
from regservice.model.legal import Source
from regservice.model.vocab import SourceKind


def body_name(book: Book, key: str | None, lang: str) -> str:
    """Return the name of a body; English falls back to Chinese."""
    if key is None:
        return "-"
    body = book.hierarchy.authorities[key]
    return (body.name_en or body.name) if lang == "en" else body.name


def place_name(book: Book, code: str | None) -> str:
    """Return the name of a place, or its code."""
    place = book.places.places.get(code or "")
    return place.name if place else (code or "-")


def document_name(book: Book, code: str) -> str:
    """Return how a document is cited: by number if it is a notice, else by name."""
    document = book.documents[code]
    return document.number if "〔" in document.number else document.name


def cut(text: str, width: int | None) -> str:
    """
    Shorten a name to *width* characters; ``None`` leaves it as it is.

    Examples:
        >>> cut("医疗器械监督管理条例", 5), cut("条例", 5)
        ('医疗器械…', '条例')
    """
    return text if width is None or len(text) <= width else text[: width - 1] + "…"


def source_text(book: Book, source: Source, lang: str, width: int | None = None) -> str:
    """
    Name a source for what it is; only a clause reads as law.

    Args:
        book: The rows.
        source: The source.
        lang: ``zh`` or ``en``.
        width: To how many characters names in it are shortened; ``None`` for not.

    Returns:
        Such as ``依据医疗器械监督管理条例第22条`` or ``推定,无明文依据``.
    """
    document = document_name(book, source.document) if source.document else ""
    return sentence(
        f"source.{source.kind}",
        lang,
        document=cut(document, width),
        clause=cut(source.clause, width),
        publisher=cut(source.publisher or document, width),
        office=cut(source.office, width),
        dated=source.dated.isoformat() if source.dated else "",
    )


def source_detail(book: Book, source: Source, lang: str) -> str:
    """Name a source with how it was verified and what must be known of it."""
    parts = [source_text(book, source, lang)]
    if source.kind is SourceKind.CLAUSE and source.verified:
        verified = name_of("verified", source.verified, lang)
        parts.append(sentence("source.verified", lang, verified=verified))
    if source.kind is not SourceKind.CLAUSE and source.note:
        parts.append(f" - {source.note}" if lang == "en" else f":{source.note}")
    return "".join(parts)


def value_name(book: Book, dimension: str, value: str, lang: str) -> str:
    """Return the name of a value of a dimension, or the value itself."""
    if dimension in ("place", "site", "agent_place", "issuer_place"):
        return place_name(book, value)
    if dimension == "item" and value in book.items:
        item = book.items[value]
        return (item.name_en or item.name) if lang == "en" else item.name
    rows: Mapping[str, Matter | Programme] = {
        **(book.matters if dimension == "matter" else {}),
        **(book.programmes if dimension == "programme" else {}),
    }
    if value in rows:
        return rows[value].name
    if dimension == "received_level":
        return name_of("level", value, lang)
    field = book.fields.get(dimension)
    if field is not None and not has_name(dimension, value):
        return next((v.name for v in field.values if v.code == value), value)
    return name_of(dimension, value, lang)


def dimension_name(book: Book, dimension: str, lang: str) -> str:
    """Return the name of a dimension."""
    field = book.fields.get(dimension)
    if field is not None and not has_name("dimension", dimension):
        return field.name
    return name_of("dimension", dimension, lang)


_LISTED: Final = 4


def values_text(book: Book, dimension: str, values: Sequence[str], lang: str) -> str:
    """List the names of values, and count those that would make it too long."""
    shown = values if len(values) <= _LISTED + 1 else values[:_LISTED]
    names = [value_name(book, dimension, value, lang) for value in shown]
    text = ("、" if lang == "zh" else ", ").join(names)
    if len(shown) == len(values):
        return text
    return sentence("values.more", lang, text=text, count=len(values))


def question_text(book: Book, question: Question, lang: str) -> str:
    """Put the one question to ask into words."""
    field = book.fields.get(question.dimension)
    pair = QUESTIONS.get(question.dimension)
    if pair is not None:
        text = pair[0 if lang == "zh" else 1]
    elif field is not None and lang == "zh":
        text = field.question
    else:
        text = f"{dimension_name(book, question.dimension, lang)}?"
    candidates = question.candidates
    if field is not None:
        # In Chinese the question of an intake field names its values itself.
        values = tuple(value.code for value in field.values)
        candidates = () if lang == "zh" else candidates if pair else values
    if not candidates:
        return text
    choices = values_text(book, question.dimension, candidates, lang)
    return text + sentence("ask.choices", lang, choices=choices)


def competent_name(book: Book, competent: Competent, lang: str) -> str:
    """Name who decides; where no body is known, say why instead of guessing."""
    if competent.authority is not None:
        return body_name(book, competent.authority, lang)
    limb = competent.limb
    if limb.says:
        return limb.says
    if limb.designated:
        return sentence(
            "competent.undesignated", lang, place=place_name(book, competent.place)
        )
    functions = ("、" if lang == "zh" else ", ").join(
        name_of("kind", function, lang) for function in limb.functions
    )
    return sentence(
        "competent.unresolved" if competent.place else "competent.no_place",
        lang,
        tier=name_of("tier", str(limb.tier), lang),
        functions=functions,
    )
