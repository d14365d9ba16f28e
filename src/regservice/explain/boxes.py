"""Which requests does a box hold, in words?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from regservice.core.routing.book import Book
from regservice.explain.words import dimension_name, place_name, value_name
from regservice.messages import sentence
from regservice.ruleset.boxes import Box

_ORDER: Final = ("product", "difficulty", "item")
_LISTED: Final = 6
_PLACES: Final = ("place", "site")


def box_words(
    book: Book, box: Box, places: Collection[str], items: Collection[str], lang: str
) -> str:
    """
    Say which requests a box holds.

    Args:
        book: The rows.
        box: The box.
        places: Codes of all places that were looked at.
        items: Codes of all items that were looked at.
        lang: ``zh`` or ``en``.

    Returns:
        Such as ``药品;基础问题;事项:除投诉举报外;地区:全部``.
    """
    sides = dict(box.sides)
    here = frozenset(places)
    everything = {"place": here, "site": here, "item": frozenset(items)}
    if here and here <= sides.get("site", frozenset()):
        del sides["site"]  # wherever the site lies
    names = [*_ORDER, *sorted(set(sides) - {*_ORDER, "place"}), "place"]
    parts = [
        _side(book, name, sides[name], everything.get(name), lang)
        for name in names
        if name in sides
    ]
    return ("; " if lang == "en" else ";").join(parts)


def _side(
    book: Book,
    name: str,
    values: frozenset[str],
    everything: frozenset[str] | None,
    lang: str,
) -> str:
    title = dimension_name(book, name, lang)
    if everything is not None and values >= everything:
        return sentence("box.all", lang, title=title)
    if everything is not None and name in _PLACES:
        texts = list(_regions(book, values, everything, lang))
        return sentence("box.some", lang, title=title, values=_joined(texts, lang))
    rest = (everything or frozenset()) - values
    if everything is not None and len(rest) < len(values) and len(rest) <= _LISTED:
        listed = _listed(book, name, sorted(rest), lang)
        return sentence("box.but", lang, title=title, values=listed)
    return sentence(
        "box.some", lang, title=title, values=_listed(book, name, sorted(values), lang)
    )


def _regions(
    book: Book, values: frozenset[str], everything: frozenset[str], lang: str
) -> Iterator[str]:
    """
    Places by what holds them, as far as that is shorter.

    A place that holds others means itself as a value: that nobody said which of them.
    """
    left = set(values)
    known = everything | values
    inner = {code: book.places.inside(code) & known for code in known}
    for code in sorted(known, key=lambda c: (-len(inner[c]), c)):
        here, lacking = inner[code] & left, inner[code] - values
        if not here or len(lacking) >= len(here) or len(lacking) > _LISTED:
            continue
        if len(here) == 1 and code not in values:
            continue  # it has a name of its own
        left -= {code, *inner[code]}
        text = place_name(book, code)
        if code not in values:
            text = sentence("box.within", lang, place=text)
        if lacking:
            names = _listed(book, "place", sorted(lacking), lang)
            text = sentence("box.except", lang, place=text, values=names)
        yield text
    for code in sorted(left):
        text = place_name(book, code)
        yield sentence("box.roughly", lang, place=text) if inner[code] else text


def _joined(texts: Iterable[str], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(texts)


def _listed(book: Book, name: str, values: Sequence[str], lang: str) -> str:
    return _joined((_value(book, name, value, lang) for value in values), lang)


def _value(book: Book, name: str, value: str, lang: str) -> str:
    if name == "programme":
        if not value:
            return sentence("box.no_programme", lang)
        return "+".join(value_name(book, name, code, lang) for code in value.split("+"))
    return value_name(book, name, value, lang)


def period_words(days: Sequence[dt.date], periods: Sequence[int], lang: str) -> str:
    """
    Say when, for periods that begin on *days*; the first has no beginning.

    Examples:
        >>> days = [dt.date(2019, 12, 31), dt.date(2020, 1, 1), dt.date(2024, 1, 24)]
        >>> period_words(days, [0, 1], "en"), period_words(days, [2], "en")
        ('before 2024-01-24', 'since 2024-01-24')
    """
    spans: list[tuple[int, int]] = []
    for number in periods:
        if spans and spans[-1][1] == number - 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    texts = []
    for first, last in spans:
        start = days[first].isoformat() if first else ""
        end = days[last + 1].isoformat() if last + 1 < len(days) else ""
        code = "box.ever" if not (start or end) else "box.span"
        code = "box.since" if start and not end else code
        code = "box.before" if end and not start else code
        texts.append(sentence(code, lang, start=start, end=end))
    return _joined(texts, lang)
