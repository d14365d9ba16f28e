"""
Which word that is known was meant by another text, if there is no doubt?

Two texts that differ in signs, width and capitals alone are the same word. A slip of
letters is one only where no other word is near.
"""

from __future__ import annotations

import difflib
import html
import re
import unicodedata
import urllib.parse
from collections.abc import Iterable, Iterator
from typing import Final

INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u2060\xad"))
"""Signs that nobody sees."""

_LONGEST: Final = 500
_CLOSE: Final = 0.74
_MORE: Final = 2
_LIKELY: Final = 0.6
_SHORTEST: Final = 3
_LETTERS_OF: Final = {"O": "0", "o": "0", "l": "1", "I": "1"}
_NUMBER: Final = re.compile(r"(?<![A-Za-z0-9])(?=[OolI]*\d)[0-9OolI]+(?![A-Za-z0-9])")
_LETTERS: Final = str.maketrans(_LETTERS_OF)
DASHES: Final = str.maketrans(dict.fromkeys("~～–—−‐‑―至", "-"))
"""Other strokes to the one that belongs there."""

_TAGGED: Final = re.compile(r"<(\w+)[^<>]*>([^<>]+)</\1>", re.DOTALL)
_WRAPPED: Final = re.compile(r"([*_`~]{1,3})([^*_`~]+)\1")
_LOOKALIKE: Final = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04cf"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425"
    "\u03bf\u03b1\u03bd\u03c1\u03b9",
    "aeopcyxijsdlABEKMHOPCTXoavpi",
)
_OTHER: Final = re.compile("[\u0370-\u052f]")
_LABEL: Final = re.compile(r"^[^\s:：\d]{1,16}[:：]\s*(?=\S)")
_NUMBERED: Final = re.compile(r"^[（(]?\d{1,2}[)）.、．]\s*(?=[^\d\s])|^[•·●▪◆]\s*")
_REMARK: Final = re.compile(r"\s*(?:#|//|/\*|<!--|--\s|\s--).*$", re.DOTALL)
_PERCENTED: Final = re.compile("%[0-9A-Fa-f]{2}")
_ESCAPED: Final = re.compile(r"\\u([0-9A-Fa-f]{4})")
_MEMBER: Final = re.compile(r"[A-Z]\w*\.[A-Z][A-Z_0-9]*")
_SIGNS: Final = re.compile(r"[\W_]+")


def tidy(text: str) -> str:
    """
    Return a text in ordinary letters, without what cannot be seen.

    Examples:
        >>> tidy("　３１０１０４ ")
        '310104'
    """
    return unicodedata.normalize("NFKC", text.translate(INVISIBLE)).strip()


def latin(text: str) -> str:
    """
    Return a text with Latin letters for those of other alphabets that look the same.

    Examples:
        >>> latin("c\u043eunt"), latin("\u5305\u0441"), latin("\u043e\u043d")
        ('count', '包c', 'он')
    """
    found = tidy(text).translate(_LOOKALIKE)
    mixed = re.search("[A-Za-z]", text) or _OTHER.search(text) is None
    return found if mixed or not _OTHER.search(found) else text


def as_digits(text: str) -> str:
    """
    Return a text with digits for the letters that look like them, between digits.

    Examples:
        >>> as_digits("2O25-l1-0I"), as_digits("Oil"), as_digits("v10")
        ('2025-11-01', 'Oil', 'v10')
    """
    return _NUMBER.sub(lambda found: found[0].translate(_LETTERS), text)


def readings(text: str) -> Iterator[str]:
    r"""
    Give what a text may say without a remark behind it, or what escaped its signs.

    Examples:
        >>> list(readings("station# TODO")), list(readings("xu%2Fmpa"))
        (['station# TODO', 'station'], ['xu%2Fmpa', 'xu/mpa'])
        >>> list(readings("Level.DISTRICT"))
        ['Level.DISTRICT', 'district']
        >>> list(readings("\\u63a8\\u5b9a"))
        ['\\u63a8\\u5b9a', '推定']
    """
    yield text
    if (remark := _REMARK.search(text)) and remark.start():
        yield text[: remark.start()]
    for lead in (_LABEL, _NUMBERED):
        if (found := lead.match(text)) and found.end() < len(text):
            yield text[found.end() :]
    if _PERCENTED.search(text):
        yield urllib.parse.unquote(text)
    if _ESCAPED.search(text):
        yield _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    if _MEMBER.fullmatch(text):
        yield text.rpartition(".")[2].lower()


def skeleton(text: str) -> str:
    """
    Return what is left of a name without signs, width and capitals.

    Examples:
        >>> skeleton("《XU－Guide》") == skeleton("xu_guide")
        True
        >>> skeleton("xu/mpa") == skeleton("xump/a")
        False
    """
    return _SIGNS.sub("-", latin(text).casefold()).strip("-")


def plain(text: str) -> str:
    """
    Return a text without what a web page, a chat or a form has put around it.

    Examples:
        >>> plain("<b>县级</b>"), plain("**must**"), plain("3&nbsp;"), plain("3。")
        ('县级', 'must', '3', '3')
        >>> plain("a > b"), plain("**")
        ('a > b', '**')
    """
    bare = tidy(html.unescape(text.replace('\\"', '"')))
    while (found := _TAGGED.fullmatch(bare)) or (found := _WRAPPED.fullmatch(bare)):
        bare = found[2].strip()
    return bare.rstrip("。.;；，,、") or bare


def same_word(text: str, known: Iterable[str]) -> str | None:
    """
    Return the one word that differs from a text in signs and capitals alone.

    Examples:
        >>> same_word("XU/MPA", ["xu/mpa", "xu/mpb"])
        'xu/mpa'
        >>> same_word("a.b", ["a-b", "a/b"]) is None
        True
    """
    bare = skeleton(text)
    found = [word for word in known if word != text and skeleton(word) == bare]
    return found[0] if bare and len(found) == 1 else None


def alike(text: str, known: Iterable[str]) -> str | None:
    """
    Return the one word that was meant: with other signs or capitals, or by a slip.

    Examples:
        >>> alike("Date", ["date", "time"]), alike("Placce", ["Place", "Rule"])
        ('date', 'Place')
        >>> alike("x", ["y"]) is None
        True
    """
    words = sorted({*known} - {text})
    if len(text) > _LONGEST:
        return None
    found = (same_word(said, words) for said in readings(latin(text)))
    return next(filter(None, found), None) or slip_of(text, words)


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
    same = plain.get(latin(name).casefold())
    near = [same] if same else _swapped(name, known)
    near = near or difflib.get_close_matches(name, known, 1, _LIKELY)
    return near[0] if near else ""


def slip_of(text: str, known: Iterable[str]) -> str | None:
    """
    Return the one word of which a text can be a slip.

    Examples:
        >>> slip_of("dfe", ["def", "del"]), slip_of("rreturn", ["return", "try"])
        ('def', 'return')
        >>> slip_of("mat", ["may", "must"]) is None
        True
    """
    words = list(known)
    return next(iter(_swapped(text, words)), None) or nearest(text, words)


def _swapped(text: str, known: Iterable[str]) -> list[str]:
    """The one word of the same letters, in another order."""
    letters = sorted(text)
    found = [word for word in known if sorted(word) == letters]
    return found if len(found) == 1 and len(text) > 1 else []


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
    alike = [name for name in near if abs(len(name) - len(text)) <= _MORE]
    return alike[0] if len(near) == len(alike) == 1 else None
