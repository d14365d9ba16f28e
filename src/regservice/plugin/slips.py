"""
By which small slips may a line of Python have become what it is?

Each guess changes one sign or one word of the language, never a name or a text of the
author. None of them counts by itself: see :mod:`regservice.plugin.meant`.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterator
from typing import Final

from regservice.codec.words import slip_of
from regservice.codec.yamlslips import Guess, brackets_instead
from regservice.errors import Mend

_HIDDEN: Final = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\#.*""")
_WORD: Final = re.compile(r"(?<![\w.])[A-Za-z]{2,}(?![\w.])")
_LANGUAGE: Final = sorted({*keyword.kwlist, *map(str.lower, keyword.kwlist)})
_FOREIGN: Final = dict.fromkeys(("function", "func", "fn", "fun", "sub"), "def")
_IMPORT: Final = re.compile(
    r"^import \{?\s*([\w, ]+?)\s*\}? from ['\"]?([\w.]+)['\"]?;?\s*$"
)
_JOINED: Final = re.compile(r"^(\s*)(def|import|from|return)(?=[\w(\[{'\"])")
_GIVEN: Final = re.compile(
    r"(?<![\w.'\"\-])([a-z_]\w*(?:[ \-]\w+)*)(\s*(?:===?|:=|=>|->|<-|=:|:|=)\s*)(?=\S)"
)
_TYPED: Final = re.compile(r"(?<![\w.])([a-z_]\w*)\s*:\s*[\w.\[\], |]+?\s*=\s*(?!=)")
_UNBRACKETED: Final = re.compile(
    r"^\s*\w+\s*=\s*((?:'[^']*'|\"[^\"]*\")(?:\s*,\s*(?:'[^']*'|\"[^\"]*\"))+)(?=\s*,?\s*$)"
)
_UNJOINED: Final = re.compile(r"(?<![\w.])([a-z_]\w*)\s+(?=[\0\d(\[{])")
_QUOTED: Final = re.compile(r"(['\"](\w[\w:]*)['\"])\s*(?:[:=]|=>|==)\s*")
_GAP: Final = re.compile(
    r"(?<=[\w\0)\]}])\s+(?=[\w\0(\[{])|(?<=[\0)\]}])(?=[\w(\[{])|(?<=[)\]}])(?=\0)"
)
_ENDS: Final = re.compile(
    r"(?<=[=(\[{,:\s])['\"](?=\w)|(?<=\w)['\"](?=\s*(?:[,)\]}:]|$))"
)
"""Quotes at the beginning or the end of a text."""

_NOUGHTS: Final = re.compile(r"(?<![\w.])0+(?=[1-9]\d*\b)")
_HEADING: Final = re.compile(r"\s*(async|def|class|if|elif|else|for|while|with|try)\b")
_NO_BRACKETS: Final = re.compile(r"^\s*def\s+(\w+)\W*$")
_PROMPT: Final = re.compile(r"^(>>> ?|\.\.\. ?|\+ ?|\d+[:|]? )")
_OPENS: Final = "([{"
_CLOSES: Final = ")]}"
_SIGNS: Final = re.compile(r"[^\w\s\0]")


def _visible(text: str) -> str:
    r"""
    Blank out texts and remarks, so that columns stay.

    Examples:
        >>> _visible("f('a', b)  # c")
        'f(\x00\x00\x00, b)  \x00\x00\x00'
    """
    return _HIDDEN.sub(lambda found: "\0" * len(found[0]), text)


def _words(text: str) -> Iterator[Guess]:
    """A word of the language in other letters, or grown together with the next."""
    for found in _WORD.finditer(_visible(text)):
        word = found[0]
        new = _FOREIGN.get(word) or slip_of(word.lower(), _LANGUAGE)
        if word.lower() in _LANGUAGE:
            new = word.lower()
        if new and new != word and not keyword.iskeyword(word):
            yield found.start(), Mend(word, new)
    for found in re.finditer(
        r"\b(?:new|const|let|var|await|public|static)\s+", _visible(text)
    ):
        yield found.start(), Mend(found[0], "")
    called = _IMPORT.match(text)
    if called:
        yield 0, Mend(text, f"from {called[2]} import {called[1]}")
    joined = _JOINED.match(text)
    if joined:
        yield joined.start(2), Mend(joined[2], f"{joined[2]} ")


def equals(text: str) -> Iterator[Guess]:
    """
    Guess that a field has another sign than =, or joins its words by another than _.

    Examples:
        >>> [mend.new for _, mend in equals("name == 'x', ")]
        ['name=']
    """
    for found in _GIVEN.finditer(_visible(text)):
        name, sign = found.groups()
        new = re.sub(r"[ \-]", "_", name)
        if new != name or sign.strip() != "=":
            yield found.start(), Mend(name + sign, f"{new}=")
    for found in _TYPED.finditer(_visible(text)):
        yield found.start(), Mend(found[0], f"{found[1]}=")
    for found in _UNBRACKETED.finditer(text):
        yield found.start(1), Mend(found[1], f"({found[1]})")
    for found in _UNJOINED.finditer(_visible(text)):
        if not keyword.iskeyword(found[1]):
            yield found.start(), Mend(found[0], f"{found[1]}=")
    for found in _QUOTED.finditer(text):
        yield found.start(), Mend(found[0], f"{found[2]}=")
        yield found.start(), Mend(found[0], f"{found[1]}: ")


def _commas(text: str) -> Iterator[Guess]:
    """A comma that is lost, struck twice, or another sign."""
    code = _visible(text)
    for found in re.finditer(r",\s*,+|[;.:!|/\\]\s*,?(?=\s*$)|[;|.](?=\s)", code):
        yield found.start(), Mend(text[found.start() : found.end()], ",")
    for found in _GAP.finditer(code):
        at = found.start() - 1
        yield at, Mend(text[at], f"{text[at]},")
    end = len(code.rstrip())
    if end and code[end - 1] not in ",([{:":
        yield end - 1, Mend(text[end - 1], f"{text[end - 1]},")


def _brackets(text: str) -> Iterator[Guess]:
    """A bracket of another kind, one too many, or one that is not closed."""
    code = _visible(text)
    yield from brackets_instead(code, _OPENS, _CLOSES)
    end = len(code.rstrip())
    at = end - 1 - code[:end].endswith(",")
    if at >= 0:
        last = text[at:end]
        for close in _CLOSES:
            yield at, Mend(last, f"{last[0]}{close}{last[1:]}")
    given = re.search(r"[=:]\s*(?=\S)", code)
    if given:
        for opening in _OPENS:
            yield given.start(), Mend(given[0], f"{given[0]}{opening}")
    if end and (code[end - 1].isalnum()):
        yield end - 1, Mend(text[end - 1], f"{text[end - 1]}(")


def _other_quote(text: str) -> Iterator[Guess]:
    """A quote of another kind."""
    for found in _ENDS.finditer(text):
        char = found[0]
        yield found.start(), Mend(char, "'" if char == '"' else '"')


def _ticks(text: str) -> Iterator[Guess]:
    """Quotes of another language."""
    for found in re.finditer("`([^`'\"]*)`|´([^´'\"]*)´", text):
        yield found.start(), Mend(found[0], repr(found[1] or found[2]))


def _one_quote(text: str) -> Iterator[Guess]:
    """A quote struck twice."""
    for found in re.finditer("''|\"\"", text):
        yield found.start(), Mend(found[0], found[0][0])


def _ending_quote(text: str) -> Iterator[Guess]:
    """A quote that is lost at the end of a text."""
    end = len(text.rstrip())
    for quote in "'\"":
        found = re.search(r"\s*[)\]}]*,?\s*$", text)
        if found and found[0].strip():
            yield found.start(), Mend(found[0], quote + found[0])
        elif end:
            yield end - 1, Mend(text[end - 1], text[end - 1] + quote)
        for found in re.finditer(r"(?<=[^\s'\"])\s*[,:]\s*(?=['\"])", text):
            yield found.start(), Mend(found[0], quote + found[0])


def _first_quote(text: str) -> Iterator[Guess]:
    """A quote that is lost at the beginning of a text."""
    for quote in "'\"":
        for found in re.finditer(r"[=(\[{,:]\s*(?=[^\s'\"])", _visible(text)):
            yield found.start(), Mend(found[0], found[0] + quote)


def _headings(text: str) -> Iterator[Guess]:
    """The colon or the brackets that the head of a block lacks."""
    if not _HEADING.match(text):
        return
    end = len(_visible(text).rstrip("\0 "))
    last = text[end - 1]
    for old, new in ((last, f"{last}:"), (last, ":")):
        yield end - 1, Mend(old, new)
    found = _NO_BRACKETS.match(text)
    if found:
        yield found.start(1), Mend(text[found.start(1) :], f"{found[1]}():")


def _numbers(text: str) -> Iterator[Guess]:
    """Noughts before a number."""
    code = _visible(text)
    found = [*_NOUGHTS.finditer(code)]
    if found:
        start, end = found[0].start(), found[-1].end() + 1
        if "\0" not in code[start:end]:
            old = text[start:end]
            yield start, Mend(old, _NOUGHTS.sub("", old))


def _strays(text: str) -> Iterator[Guess]:
    """A sign that has no business there, or what an editor puts before a line."""
    found = _PROMPT.match(text)
    if found:
        yield 0, Mend(found[0], "")
    for found in re.finditer("//|<!--|--", _visible(text)):
        yield found.start(), Mend(found[0], "#")
    for sign in _SIGNS.finditer(_visible(text)):
        yield sign.start(), Mend(sign[0], "")


SLIPS: Final[tuple[Callable[[str], Iterator[Guess]], ...]] = (
    *(_words, equals, _numbers, _commas, _headings),
    *(_ticks, _other_quote, _one_quote, _ending_quote, _first_quote),
    *(_brackets, _strays),
)
"""Kinds of slips, the likelier ones first."""
