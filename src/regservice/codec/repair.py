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
_BETWEEN: Final = re.compile(r"[、，,;；\n]+")
_BLANK: Final = re.compile(r"\s+")
_SENTENCE: Final = re.compile("[。？！?!]")
_INNER: Final = re.compile(r"[\[\]{}\"]|:\s")
_SPECIAL: Final = re.compile(r"[:#&*!|>%@`]")
_BRACKETS: Final = "[]【】［］()（）{}｛｝"
_WEEKDAY: Final = "1 ... 7"
_PERCENT: Final = "1 ... 100"
_DAY_OF_YEAR: Final = "01-01"
"""Forms of fields that are written in another way too."""

_TIME: Final = r"(上午|早上|下午|晚上)?(\d{1,2}):(\d{2})"
_HOURS: Final = re.compile(f"{_TIME}-{_TIME}")
_NOON: Final = 12
_NAMED_DAY: Final = re.compile("(?:周|星期|礼拜)?([一二三四五六日天1-7])")
_DAYS: Final = {**{day: n for n, day in enumerate("一二三四五六日", 1)}, "天": 7}
_KEY: Final = re.compile(r"([^\s:：]+)([:：])")
_ID: Final = re.compile(r"[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)*")
_DIGITS: Final[Mapping[str, int]] = {
    "两": 2,
    **{digit: value for value, digit in enumerate("一二三四五六七八九", 1)},
    "十": 1,
}
_DIGIT: Final = "[一二两三四五六七八九]"
_NUMERAL: Final = re.compile(
    f"(?:({_DIGIT})千)?(?:零?({_DIGIT})百)?(?:零?({_DIGIT}?十))?(?:零?({_DIGIT}))?"
)
_CLOSE: Final = 0.74
_LETTERS: Final = 2
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
    # What is free text stays as it was written.
    free = shape.kind is Kind.LIST and shape.inner and not shape.inner.choices
    text = value.translate(_INVISIBLE).strip() if free else tidy(value)
    text = text.strip(_QUOTES).strip()
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
    near = likeliest(name, alike)
    allowed = ", ".join(alike)
    params = {"field": name, "near": near, "allowed": allowed}
    mend = Mend(name, near) if near else None
    code = "RS1104" if near else "RS1103"
    return Problem(code, params, where, name, allowed, mend=mend)


def likeliest(name: str, keys: Iterable[str]) -> str:
    """
    Return the key that was probably meant; empty if none is near.

    Examples:
        >>> likeliest("NAME", ["name", "note"]), likeliest("ｎａｍｅ", ["name"])
        ('name', 'name')
        >>> likeliest("应由办主", ["应由承办", "应由主办"])
        '应由主办'
        >>> likeliest("xyz", ["name"])
        ''
    """
    known = list(keys)
    plain = {key.casefold(): key for key in known}
    same = plain.get(tidy(name).casefold())
    near = [same] if same else _swapped(name, known)
    near = near or difflib.get_close_matches(name, known, 1, _LIKELY)
    return near[0] if near else ""


def _swapped(text: str, known: Iterable[str]) -> list[str]:
    """The one word of the same letters, in another order."""
    letters = sorted(text)
    found = [word for word in known if sorted(word) == letters]
    return found if len(found) == 1 and len(text) > 1 else []


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


def _whole(text: str, shape: Shape) -> str | None:
    if shape.form == _WEEKDAY:
        return _weekdays(text)
    if shape.form == _PERCENT:
        text = text.removesuffix("%").strip()
    found = re.fullmatch(r"(-?\d{1,9})(\.0+)?", text.replace(",", ""))
    return found[1] if found else _numeral(text)


def _weekdays(text: str) -> str | None:
    """
    Read weekdays by their names, one or from one to another.

    Examples:
        >>> _weekdays("周五"), _weekdays("1-3"), _weekdays("周六至周日")
        ('5', '1, 2, 3', '6, 7')
        >>> _weekdays("五月"), _weekdays("5-1")
        (None, None)
    """
    named = [_NAMED_DAY.fullmatch(end) for end in text.translate(_DASHES).split("-")]
    ends = [_DAYS.get(day[1]) or int(day[1]) for day in named if day is not None]
    if len(ends) != len(named) or len(ends) > 2:  # noqa: PLR2004 - from one to another
        return None
    return ", ".join(map(str, range(ends[0], ends[-1] + 1))) or None


def _numeral(text: str) -> str | None:
    """
    Read a number in Chinese letters, up to 九千九百九十九.

    Examples:
        >>> _numeral("二十"), _numeral("十五"), _numeral("一百零二"), _numeral("两年")
        ('20', '15', '102', None)
    """
    found = _NUMERAL.fullmatch(text)
    if not text or found is None:
        return None
    sizes = zip((1000, 100, 10, 1), found.groups(default=""), strict=True)
    return str(sum(size * _DIGITS[part[0]] for size, part in sizes if part))


def _date(text: str, _: Shape) -> str | None:
    moment, assumed = read_moment(text, 1)
    if moment is None or assumed or moment.hour or moment.minute:
        return None
    return moment.date().isoformat()


def _choice(text: str, shape: Shape) -> str | None:
    words = {**{word: word for word in shape.choices.values()}}
    words |= {code: code for code in shape.choices}
    same = text.lower().replace(" ", "_").replace("-", "_")
    if same in words:
        return same
    parts = _BLANK.split(text)
    several = len(parts) > 1 and words.keys() >= set(parts)
    return ", ".join(parts) if several else nearest(text, words)


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
    # A slip adds or loses a letter or two; what is longer says more.
    alike = [name for name in near if abs(len(name) - len(text)) <= _LETTERS]
    return alike[0] if len(near) == len(alike) == 1 else None


def _text(text: str, shape: Shape) -> str | None:
    if shape.form.startswith("09:00"):
        return _hours(text.translate(_DASHES).replace(" ", ""))
    if shape.form == _DAY_OF_YEAR:
        moment, _ = read_moment(text, 1)
        return None if moment is None else f"{moment:%m-%d}"
    plain = text.lower().replace("\\", "/")
    return plain if _ID.fullmatch(plain) else None


def _hours(text: str) -> str | None:
    """
    Read office hours, also with a word for the half of the day.

    Examples:
        >>> _hours("上午9:00-下午5:30"), _hours("下午1:30-5:00"), _hours("9:00-12:00")
        ('09:00-17:30', None, '09:00-12:00')
    """
    found = _HOURS.fullmatch(text)
    if found is None:
        return None
    ends = []
    for word, hour, minute in (found.groups()[:3], found.groups()[3:]):
        late = word in {"下午", "晚上"} and int(hour) < _NOON
        ends.append((int(hour) + _NOON * late, minute))
    # After a word for the afternoon it is open which half the other end is in.
    if ends[0] >= ends[1]:
        return None
    return "-".join(f"{hour:02}:{minute}" for hour, minute in ends)


def _list(text: str, shape: Shape) -> str | None:
    inner = shape.inner
    if inner is None or inner.kind in (Kind.RECORD, Kind.CONDITION):
        return None
    whole = text.strip(_BRACKETS)
    if inner.form == _WEEKDAY:
        days = [_weekdays(part.strip()) for part in _BETWEEN.split(whole)]
        return f"[{', '.join(map(str, days))}]" if all(days) else None
    # A sentence has signs of its own.
    parts = [whole] if _SENTENCE.search(whole) else _BETWEEN.split(whole)
    known = [part.strip().strip(_QUOTES) for part in parts if part.strip()]
    words = {*inner.choices, *inner.choices.values()}
    if len(known) == 1 and words.issuperset(_BLANK.split(known[0])):
        known = _BLANK.split(known[0])
    if not known or any(_INNER.search(part) for part in known):
        return None
    return f"[{', '.join(map(_listed, known))}]"


def _listed(text: str) -> str:
    is_odd = text[:1].isdigit() or text.lower() in _TRUTHS or _SPECIAL.search(text)
    return f'"{text}"' if is_odd else text


_REPAIRS: Final = {
    Kind.TRUTH: _truth,
    Kind.WHOLE: _whole,
    Kind.DATE: _date,
    Kind.CHOICE: _choice,
    Kind.TEXT: _text,
    Kind.LIST: _list,
}
