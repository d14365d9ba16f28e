"""
What was meant by a value that does not fit, if there is no doubt?

Full-width letters, other ways to write a date, a word that is one letter off: such
faults are mended by machine. Whatever needs a decision is left to people.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Final

from regservice.codec.moments import read_moment
from regservice.codec.spec import Kind, Shape
from regservice.errors import Location, Mend, Problem

_TRUTHS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("yes", "y", "on", "1", "是的", "有", "√"), "true"),
    **dict.fromkeys(("no", "n", "off", "0", "不是", "无", "×"), "false"),
}
_DASHES: Final = str.maketrans(dict.fromkeys("~–—−‐‑至", "-"))
_QUOTES: Final = "\"'“”‘’「」『』《》"
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u2060\xad"))
_BETWEEN: Final = re.compile(r"[、，,;；\s]+")
_BRACKETS: Final = "[]【】［］()（）{}｛｝"
_HOURS: Final = re.compile(r"\d{1,2}:\d{2}-\d{1,2}:\d{2}")
_KEY: Final = re.compile(r"([^\s:：]+)([:：])")
_ID: Final = re.compile(r"[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)*")
_CLOSE: Final = 0.74
_LIKELY: Final = 0.6
_SHORTEST: Final = 3


def tidy(text: str) -> str:
    """
    Return a text in ordinary letters, without what cannot be seen.

    Examples:
        >>> tidy("　３１０１０４ ")
        '310104'
    """
    return unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).strip()


def repaired(value: Any, shape: Shape) -> str | None:
    """
    Return how a value has to be written, as YAML has it.

    Args:
        value: What was written.
        shape: What is expected.

    Returns:
        The text; ``None`` if it is not clear what was meant.

    Examples:
        >>> repaired("2024年1月24日", Shape(Kind.DATE))
        '2024-01-24'
        >>> repaired("drug、device", Shape(Kind.LIST, inner=Shape(Kind.TEXT)))
        '[drug, device]'
        >>> repaired("soon", Shape(Kind.DATE)) is None
        True
    """
    if not isinstance(value, str):
        return None
    text = tidy(value).strip(_QUOTES).strip()
    found = _REPAIRS[shape.kind](text, shape) if shape.kind in _REPAIRS else None
    return found if found != value else None


def unknown(name: str, known: Iterable[str], where: Location) -> Problem:
    """
    Make the problem of a key that does not exist.

    Args:
        name: The key.
        known: The keys that there are; those in the same letters are shown.
        where: Where it stands.

    Returns:
        The problem; if one key is near, it asks for that one.
    """
    alike = [key for key in known if key.isascii() is name.isascii()]
    near = difflib.get_close_matches(name, alike, 1, _LIKELY)
    allowed = ", ".join(alike)
    params = {"field": name, "near": near[0] if near else "", "allowed": allowed}
    mend = Mend(name, near[0]) if near else None
    code = "RS1104" if near else "RS1103"
    return Problem(code, params, where, name, allowed, mend=mend)


def wanted(text: str, keys: Iterable[str]) -> tuple[str, Mend] | None:
    """
    Say why a text is no mapping although it was meant as one.

    Args:
        text: What was read.
        keys: The keys that the mapping may have.

    Returns:
        The code of the problem, and how to mend it; ``None`` if it looks like a text.

    Examples:
        >>> wanted("名称：知产", ["名称"])
        ('RS1004', Mend(old='名称：', new='名称: '))
    """
    found = _KEY.match(text)
    if found is None or found[1] not in keys:
        return None
    if found[2] == ":":
        return "RS1016", Mend(found[1] + ":", found[1] + ": ")
    return "RS1004", Mend(found[1] + found[2], found[1] + ": ")


def _truth(text: str, _: Shape) -> str | None:
    return _TRUTHS.get(text.lower())


def _whole(text: str, _: Shape) -> str | None:
    found = re.fullmatch(r"(-?\d{1,9})(\.0+)?", text.replace(",", ""))
    return found[1] if found else None


def _date(text: str, _: Shape) -> str | None:
    moment, assumed = read_moment(text, 1)
    if moment is None or assumed or moment.hour or moment.minute:
        return None
    return moment.date().isoformat()


def _choice(text: str, shape: Shape) -> str | None:
    words = {**{word: word for word in shape.choices.values()}}
    words |= {code: code for code in shape.choices}
    same = text.lower().replace(" ", "_").replace("-", "_")
    return same if same in words else nearest(text, words)


def nearest(text: str, known: Iterable[str]) -> str | None:
    """
    Return the one word that is so near that no other can be meant.

    Examples:
        >>> nearest("statoin", ["station", "district"])
        'station'
        >>> nearest("mat", ["may", "must"]) is None
        True
    """
    names = list(known)
    if len(text) < _SHORTEST:
        return None
    near = difflib.get_close_matches(text, names, 2, _CLOSE)
    return near[0] if len(near) == 1 else None


def _text(text: str, shape: Shape) -> str | None:
    if shape.form.startswith("09:00"):
        hours = text.translate(_DASHES).replace(" ", "")
        return hours if _HOURS.fullmatch(hours) else None
    plain = text.lower().replace("\\", "/").replace(" ", "-")
    return plain if _ID.fullmatch(plain) else None


def _list(text: str, shape: Shape) -> str | None:
    inner = shape.inner
    if inner is None or inner.kind in (Kind.RECORD, Kind.CONDITION):
        return None
    parts = [part for part in _BETWEEN.split(text.strip(_BRACKETS)) if part]
    known = [part.strip(_QUOTES) for part in parts]
    if not known or any(char in part for part in known for char in ":#[]{}&*!|>%@`"):
        return None
    return f"[{', '.join(map(_listed, known))}]"


def _listed(text: str) -> str:
    return f'"{text}"' if text[0].isdigit() or text.lower() in _TRUTHS else text


_REPAIRS: Final = {
    Kind.TRUTH: _truth,
    Kind.WHOLE: _whole,
    Kind.DATE: _date,
    Kind.CHOICE: _choice,
    Kind.TEXT: _text,
    Kind.LIST: _list,
}
