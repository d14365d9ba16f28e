"""
What was meant by a value that does not fit, if there is no doubt?

Full-width letters, other ways to write a date, a word that is one letter off: such
faults are mended by machine. Whatever needs a decision is left to people.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from regservice.codec.moments import read_moment
from regservice.codec.spec import MOMENT, Kind, Shape
from regservice.codec.words import (
    DASHES,
    INVISIBLE,
    alike,
    as_digits,
    latin,
    likeliest,
    plain,
    readings,
)
from regservice.errors import Location, Mend, Problem

_TRUTHS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("yes", "y", "on", "1", "是的", "有", "√"), "true"),
    **dict.fromkeys(("no", "n", "off", "0", "不是", "无", "×"), "false"),
}
_TICKED: Final = re.compile(r"[■☑✓✔√●◉▣]\s*(是|否|有|无|yes|no)", re.IGNORECASE)
_QUOTES: Final = "\"'“”‘’「」『』《》"
_LONGEST: Final = 2_000
"""A longer value is no word, number or date, and would take its time."""

_BETWEEN: Final = re.compile(r"[、，,;；\n]+")
_JOINED: Final = re.compile(r"\s+(?:and|or)\s+|\s*[、，,;；/&+|及和与或]\s*|\s+")
_BLANK: Final = re.compile(r"\s+")
_SENTENCE: Final = re.compile("[。？！?!]")
_INNER: Final = re.compile(r"[\[\]{}\"]|:\s")
_SPECIAL: Final = re.compile(r"[:#&*!|>%@`]")
_BRACKETS: Final = "[]【】［］()（）{}｛｝"
_WEEKDAY: Final = "1 ... 7"
_PERCENT: Final = "1 ... 100"
_DAY_OF_YEAR: Final = "01-01"
"""Forms of fields that are written in another way too."""

_CODE: Final = re.compile(r"[a-z0-9][a-z0-9_:/-]*")
_CODE_NAMED: Final = re.compile(r"(\d{6}(?:-[a-z-]+)?)\s*(?:\([^()]*\)|[一-鿿]+)")
"""A code of a place with its name behind it."""

_CALLED: Final = re.compile(r"^(?:\w+\.)*date\(\s*(\d+),\s*(\d+),\s*(\d+)\s*\)$")
_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_MONTH: Final = f"(?P<month>(?:{'|'.join(_MONTHS)})[a-z]*)"
_ENGLISH: Final = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH}\.?,?[ -](?P<year>\d{{4}})",
    re.IGNORECASE,
)
_AMERICAN: Final = re.compile(
    rf"{_MONTH}\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
    re.IGNORECASE,
)
_ORDINALS: Final = "〇一二三四五六七八九"
_ZERO: Final = {ord("零"): "0", ord("○"): "0", ord("O"): "0"}
_YEAR: Final = re.compile(f"[{_ORDINALS}零○O]{{4}}(?=年)")
_MEASURED: Final = re.compile("[一二三四五六七八九十]{1,3}(?=[月日号时点])")
_WORD_BEHIND: Final = re.compile(r"\s*(?:起施行|起|止|施行|生效|印发|发布)$")
_DAY_NAMED: Final = re.compile(r"\s*[(（]?(?:周|星期|礼拜)[一二三四五六日天][)）]?")
_PART_OF_DAY: Final = re.compile("上午|早上|下午|晚上")
_REPEATED: Final = re.compile(r"([-./年月])\1+")
_TIME: Final = r"(上午|早上|下午|晚上)?(\d{1,2})[:点时](\d{2})?分?"
_HOURS: Final = re.compile(f"{_TIME}-{_TIME}")
_NOON: Final = 12
_RUN: Final = 3
"""So many weekdays run together are no other number."""

_NAMED_DAY: Final = re.compile("(?:周|星期|礼拜)?([一二三四五六日天1-7])")
_DAYS: Final = {**{day: n for n, day in enumerate("一二三四五六日", 1)}, "天": 7}
_NUMBERED: Final = re.compile(
    r"^[（(]?[0-9一二三四五六七八九十]{1,3}[）).．、_ -]+"
    r"|[（(][0-9]+[）)]$|\s*表$|\s*sheet$",
    re.IGNORECASE,
)
"""What people put before or behind the name of a sheet or a table."""

_KEY: Final = re.compile(r"([^\s:：=]+?)\s*([:：=])\s*")
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
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        whole = _list(value[0], shape) if shape.inner else None
        return whole.strip("[]") if whole and "," in whole else None
    if not isinstance(value, str):
        return None if shape.inner is None else _listed_otherwise(value, shape.inner)
    if len(value) > _LONGEST:
        return None
    # What is free text stays as it was written.
    free = shape.kind is Kind.LIST and shape.inner and not shape.inner.choices
    text = value.translate(INVISIBLE).strip() if free else plain(value)
    repair = _REPAIRS.get(shape.kind)
    for reading in readings(text.strip(_QUOTES).strip()) if repair else ():
        found = repair(reading, shape) if repair else None
        if found is not None and found != value:
            return found
    return None


def _listed_otherwise(value: Any, inner: Shape) -> str | None:
    """A list in braces, with or without numbers; what it says is not looked at."""
    if not isinstance(value, dict) or not value or inner.kind is Kind.RECORD:
        return None
    keys, parts = [*value], [*value.values()]
    numbers = [str(n) for n in range(len(keys))], [str(n + 1) for n in range(len(keys))]
    if all(part is None for part in parts):
        parts = keys
    elif keys not in numbers:
        return None
    if not all(isinstance(part, str) for part in parts):
        return None
    return f"[{', '.join(map(_listed, parts))}]"


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
    keys = list(known)
    same = [key for key in keys if key.isascii() is latin(name).isascii()]
    bare = _NUMBERED.sub("", plain(name))
    near = bare if bare in keys else likeliest(name, same)
    allowed = ", ".join(same)
    params = {"field": name, "near": near, "allowed": allowed}
    sure = near and (near == bare or alike(name, [near]) is not None)
    mend = Mend(name, near) if sure else None
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
    codes = {":": "RS1016", "：": "RS1004", "=": "RS1012"}
    return codes[found[2]], Mend(found[0], f"{found[1]}: ")


def _truth(text: str, _: Shape) -> str | None:
    ticked = _TICKED.findall(text)
    word = ticked[0] if len(ticked) == 1 else text
    known = {**_TRUTHS, "true": "true", "false": "false", "是": "true", "否": "false"}
    return known.get(word.lower().removesuffix("。"))


def _whole(text: str, shape: Shape) -> str | None:
    if shape.form == _WEEKDAY:
        return _weekdays(text)
    if shape.form == _PERCENT:
        text = text.removesuffix("%").strip()
    number = re.sub(r"(?<=\d)[, _](?=\d{3}\b)|\s", "", as_digits(text))
    number = number.removeprefix("+").rstrip(".,;")
    found = re.fullmatch(r"(-?\d{1,9})(\.0+)?", number)
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
    if len(text) >= _RUN and text in "1234567":
        return ", ".join(text)
    named = [_NAMED_DAY.fullmatch(end) for end in text.translate(DASHES).split("-")]
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
    moment = _moment(text)
    if moment is None or moment.hour or moment.minute:
        return None
    return moment.date().isoformat()


def _moment(text: str) -> dt.datetime | None:
    """
    Read a date or a time in one of the ways in which people write them.

    Examples:
        >>> str(_moment("二〇二四年一月二十四日")), str(_moment("2025--03-O1(周六)"))
        ('2024-01-24 00:00:00', '2025-03-01 00:00:00')
        >>> str(_moment("2026年3月2日下午3点"))
        '2026-03-02 15:00:00'
    """
    late = "下午" in text or "晚" in text
    bare = _DAY_NAMED.sub("", as_digits(text.translate(DASHES)))
    bare = _WORD_BEHIND.sub("", bare)
    bare = _PART_OF_DAY.sub(" ", _YEAR.sub(_year, bare))
    bare = _MEASURED.sub(lambda found: _numeral(found[0]) or found[0], bare)
    bare = _REPEATED.sub(r"\1", bare).strip("-.,;/ ")
    bare = re.sub(r"\s*([-./年月])\s*", r"\1", bare)
    if called := _CALLED.search(bare):
        bare = "-".join(called.groups())
    if english := _ENGLISH.fullmatch(bare) or _AMERICAN.fullmatch(bare):
        month = _MONTHS.index(english["month"][:3].lower()) + 1
        bare = f"{english['year']}-{month}-{english['day']}"
    moment, assumed = read_moment(bare, 1)
    if moment is None or assumed:
        return None
    return moment + dt.timedelta(hours=_NOON) * (late and moment.hour < _NOON)


def _year(found: re.Match[str]) -> str:
    """A year in Chinese digits."""
    return found[0].translate({ord(d): str(n) for n, d in enumerate(_ORDINALS)} | _ZERO)


def _choice(text: str, shape: Shape) -> str | None:
    words = {**{word: word for word in shape.choices.values()}}
    words |= {code: code for code in shape.choices}
    same = text.lower().replace(" ", "_").replace("-", "_")
    if same in words:
        return same
    parts = _JOINED.split(text)
    codes = {shape.code_of(part) for part in parts}
    if len(codes) == 1 and all(codes) and len(parts) > 1:
        return codes.pop()  # in both languages
    several = len(parts) > 1 and words.keys() >= set(parts)
    return ", ".join(parts) if several else alike(text, words)


def _text(text: str, shape: Shape) -> str | None:
    if shape.form.startswith("09:00"):
        return _hours(text.translate(DASHES).replace(" ", ""))
    if shape.form == _DAY_OF_YEAR:
        moment, _ = read_moment(text, 1)
        return None if moment is None else f"{moment:%m-%d}"
    if shape.form == MOMENT:
        moment = _moment(text)
        return None if moment is None else f"{moment:%Y-%m-%dT%H:%M}"
    bare = text.lower().replace("\\", "/")
    if named := _CODE_NAMED.fullmatch(bare):
        return named[1]
    bare = re.sub(r"^(\d+)\.0+$", r"\1", bare)
    return (
        bare
        if _ID.fullmatch(bare) or (bare != text and _CODE.fullmatch(bare))
        else None
    )


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
        ends.append((int(hour) + _NOON * late, minute or "00"))
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
