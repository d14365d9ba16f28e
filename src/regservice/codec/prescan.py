"""
Which sign in a YAML file is there by mistake, although it looks right?

Full-width punctuation, blanks that are none, tabs, quotes of a word processor: a
parser blames a later line, or takes them silently for text. What stands in quotes,
in comments and in blocks of text is never looked at.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterator
from typing import Final

import attrs

from regservice.codec.spec import (
    Kind,
    fields_of,
    key_names,
    table_names,
    table_types,
)
from regservice.errors import Location, Mend, Problem

_BLANKS: Final = "\u3000\xa0\u1680\u2000-\u200a\u202f\u205f\u200b\ufeff"
_LEAD: Final = re.compile(rf"[ \t{_BLANKS}]*")
_INDENT: Final = re.compile(rf"([ \t{_BLANKS}]*)((?:[-－—–][ \t{_BLANKS}]*)*)")
_BULLET: Final = re.compile(
    rf"([•·●○◦▪■◆◇*+]|[(（]?[0-9一二三四五六七八九十]{{1,3}}[.．、)）])[ {_BLANKS}]*"
)
_SPACED: Final = re.compile(r"^( *(?:- +)*[^\s:\"'\[\]{},#]+:)([ \t]*\t[ \t]*)(?=\S)")
_EDGE: Final = re.compile(rf"^[{_BLANKS}]+|[{_BLANKS}]+$")
_KEY: Final = re.compile(r"([^\s:：\"'\[\]{},#]+)([:：])(.?)")
_MARK: Final = re.compile(r"[|>][+-]?[1-9]?[+-]?\s*(#.*)?$")
_QUOTED: Final = re.compile(r"^[“‘＂＇]([^”’＂＇]*?)[”’＂＇\"']$")
_HALF: Final = re.compile(r"\"([^\"\\”＂]*)[”＂]|'([^'’＇]*)[’＇]")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CHINESE_LOST: Final = re.compile("[\x80-\x9f]")
_LONGEST: Final = 2_000
_ENTITY: Final = re.compile(r"&(?:nbsp|quot|amp|lt|gt|apos|#\d{2,5});")
_IN_QUOTES: Final = re.compile(
    r"""(?:[^"']|"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')*(?:"(?:[^"\\]|\\.)*|'(?:[^']|'')*)$"""
)
"""A line up to a place that lies in quotes."""

_SEPARATOR: Final = re.compile(r"[，、；]|;(?=\s)")
_OPEN: Final = {"［": "[", "【": "[", "｛": "{"}
_SHUT: Final = {"］": "]", "】": "]", "｝": "}"}
_WIDTH: Final = {"\t": 2, "\u3000": 2, "\u200b": 0, "\ufeff": 0}
_PLAIN: Final = {"\u3000": "  ", "\u200b": "", "\ufeff": ""}


@functools.cache
def known_keys() -> frozenset[str]:
    """Return every key that any record of a data package may have."""
    found = set(table_names())
    todo = [*table_types().values()]
    seen: set[type] = set()
    while todo:
        cls = todo.pop()
        if cls in seen:
            continue
        seen.add(cls)
        found |= set(key_names(cls))
        for spec in fields_of(cls).values():
            inner = spec.shape.inner or spec.shape
            if inner.kind is Kind.RECORD and inner.record is not None:
                todo.append(inner.record)
    return frozenset(found)


def suspects(text: str, file: str) -> Iterator[Problem]:
    """
    Give what looks like the cause of a file that is no YAML, line by line.

    Args:
        text: The file.
        file: What messages call it.
    """
    usual = 0
    for number, line in _outside_blocks(text):
        found = _INDENT.match(line)
        assert found is not None  # noqa: S101 - it may be empty
        blanks, dashes = found.groups()
        rest = line[found.end() :]
        if rest.startswith("#"):
            continue
        at = Location(file, number)
        yield from _lead(at, blanks, dashes, usual)
        if rest:
            yield from _suspects(at, found.end(), dashes, rest)
            opens = rest.split(" #")[0].rstrip().endswith((":", "："))
            usual = len(_straight(blanks, dashes, usual)) + 2 * opens


def _outside_blocks(text: str) -> Iterator[tuple[int, str]]:
    """Number and text of each line that does not lie in a block of text."""
    block = -1
    for number, line in enumerate(text.splitlines(), 1):
        found = _LEAD.match(line)
        blanks = found.end() if found else 0
        if 0 <= block < blanks:
            continue
        if line[blanks : blanks + 1] != "#":
            block = blanks if _MARK.search(line) else -1
        yield number, line


def spaced(text: str) -> str:
    r"""
    Return a text with blanks for the tabs between a key and its value.

    They are allowed there, but the parser does not know it. Columns stay.

    Examples:
        >>> spaced("a:\t1\nb: |\n  c:\t2\n")
        'a: 1\nb: |\n  c:\t2\n'
    """
    lines = text.splitlines(keepends=True)
    for number, line in _outside_blocks(text):
        found = _SPACED.match(line)
        if found is not None:
            gap = " " * len(found[2])
            lines[number - 1] = found[1] + gap + lines[number - 1][found.end() :]
    return "".join(lines)


def control(text: str, file: str) -> Problem | None:
    r"""
    Return the problem of a sign that no text may hold.

    Args:
        text: The file.
        file: What messages call it.

    Examples:
        >>> str(control("a: 1\x0bb: 2", "x").where), control("a: 1", "x") is None
        ('x:1:5', True)
    """
    found = _CONTROL.search(text)
    if found is None or _CHINESE_LOST.search(text):
        return None
    line = text.count("\n", 0, found.start()) + 1
    column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
    # A word processor breaks lines with it.
    new = "\n" if found[0] in "\x0b\x0c" else ""
    params = {"code": f"U+{ord(found[0]):04X}"}
    at = Location(file, line, column)
    return Problem("RS1013", params, at, mend=Mend(found[0], new))


def entity(text: str, file: str) -> Problem | None:
    """
    Return the problem of a sign as a web page writes it, outside of quotes.

    Args:
        text: The file.
        file: What messages call it.

    Examples:
        >>> entity("a: [&quot;b&quot;]", "x").mend
        Mend(old='&quot;b&quot;]', new='"b"]')
        >>> entity("a: '&quot;'", "x") is None
        True
    """
    for number, line in _outside_blocks(text):
        found = _ENTITY.search(line) if len(line) <= _LONGEST else None
        before = line[: found.start()] if found else ""
        if found is None or "#" in before or _IN_QUOTES.match(before):
            continue
        rest = line[found.start() :]
        new = html.unescape(rest).replace("\xa0", " ")
        params = {"found": found[0], "want": html.unescape(found[0]).strip() or "␣"}
        at = Location(file, number, found.start() + 1)
        return Problem("RS1012", params, at, mend=Mend(rest, new))
    return None


def half_quoted(line: str, column: int) -> Mend | None:
    """
    Return the mend of a text whose quote is closed by one of another kind.

    Args:
        line: The line.
        column: Where the text begins, from 1.

    Examples:
        >>> half_quoted('a: "b”', 4)
        Mend(old='"b”', new='"b"')
    """
    found = _HALF.match(line, column - 1)
    if found is None or line[found.end() :].split(" #", maxsplit=1)[0].strip():
        return None
    return Mend(found[0], found[0][:-1] + found[0][0])


def _straight(blanks: str, dashes: str, usual: int) -> str:
    """
    What comes before the text of a line, in the signs that belong there.

    A line that is indented by what is no blank stands as the line before it.
    """
    signs = "".join({"－": "-", "—": "-", "–": "-"}.get(char, char) for char in dashes)
    marks = re.sub(r"-[^-]*", "- ", signs) if re.search("[^ -]", signs) else signs
    if not blanks.strip(" "):
        return blanks + marks
    width = usual if not dashes else sum(_WIDTH.get(char, 1) for char in blanks)
    return " " * width + marks


def _lead(at: Location, blanks: str, dashes: str, usual: int) -> Iterator[Problem]:
    lead = blanks + dashes
    new = _straight(blanks, dashes, usual)
    first = next((n for n, char in enumerate(lead) if char not in " -"), None)
    if first is None:
        return
    char = lead[first]
    place = Location(at.file, at.line, first + 1)
    mend = Mend(lead[first:], new[first:])
    if char == "\t":
        yield Problem("RS1014", {}, place, mend=mend)
    elif char in "－—–":
        yield attrs.evolve(_punctuation(place, char, "-"), mend=mend)
    else:
        yield attrs.evolve(_blank(place, char), mend=mend)


def _suspects(line: Location, start: int, dashes: str, rest: str) -> Iterator[Problem]:
    at = Location(line.file, line.line, start + 1)
    if rest[0] == "＃":
        yield _punctuation(at, "＃", "#")
        return
    bullet = _BULLET.match(rest)
    key = bullet and _KEY.match(rest[bullet.end() :])
    if bullet and key and key[1] in known_keys():
        mend = Mend(bullet[0], "- ")
        if bullet[0].startswith("+  ") and at.column == 1:
            mend = Mend("+", "")  # of a difference: it stood in no list
        yield attrs.evolve(_punctuation(at, bullet[1], "-"), mend=mend)
        return
    if dashes.endswith("-"):
        key = _KEY.match(rest)
        if key is not None and key[1] in known_keys():
            dash = Location(line.file, line.line, start)
            yield Problem("RS1017", {}, dash, mend=Mend("-", "- "))
    yield from _keys(at, rest)


def _keys(at: Location, rest: str) -> Iterator[Problem]:
    found = _KEY.match(rest)
    if found is None:
        return
    key, colon, after = found.groups()
    place = Location(at.file, at.line, at.column + len(key))
    if colon == "：":
        new = ":" if after in ("", " ") else ": "
        yield Problem("RS1004", {}, place, mend=Mend(colon, new))
    elif after not in ("", " ", "\t") and key in known_keys():
        yield Problem("RS1016", {"key": key}, place, mend=Mend(":", ": "))
    value = rest[found.end(2) :].lstrip()
    start = at.column + len(rest) - len(value)
    if value[:1] in _OPEN:
        problem = _punctuation(
            Location(at.file, at.line, start), value[0], _OPEN[value[0]]
        )
        body = value.split(" #")[0].rstrip()
        if body[-1] in _SHUT:
            both = f"{_OPEN[body[0]]}{body[1:-1]}{_SHUT[body[-1]]}"
            problem = attrs.evolve(problem, mend=Mend(body, both))
        yield problem


def odd(value: str, at: Location, *, in_list: bool) -> Problem | None:
    """
    Say what is odd about a text without quotes that a parser takes as it is.

    Args:
        value: The text.
        at: Where it begins.
        in_list: Whether it is a part of a list in brackets.

    Returns:
        The problem; ``None`` if it is an ordinary text.

    Examples:
        >>> odd("专利，商标", Location("x", 1, 9), in_list=True).code
        'RS1012'
        >>> odd("专利，商标", Location("x", 1, 9), in_list=False) is None
        True
    """
    edge = _EDGE.search(value)
    if edge is not None:
        if edge.start():
            at = Location(at.file, at.line, at.column + edge.start())
        return _blank(at, edge[0])
    quoted = _QUOTED.match(value)
    if quoted is not None:
        mend = Mend(value, f'"{quoted[1]}"') if '"' not in quoted[1] else None
        return Problem("RS1015", {"value": value}, at, mend=mend)
    found = _SEPARATOR.search(value) if in_list else None
    if found is not None:
        place = Location(at.file, at.line, at.column + found.start())
        return _punctuation(place, found[0], ", ")
    comment = re.search(r"\s＃", value)
    if comment is not None:
        place = Location(at.file, at.line, at.column + comment.start() + 1)
        return _punctuation(place, "＃", "#")
    return None


def _punctuation(at: Location, found: str, want: str) -> Problem:
    params = {"found": found, "want": want.strip()}
    return Problem("RS1012", params, at, mend=Mend(found, want))


def _blank(at: Location, found: str) -> Problem:
    new = "".join(
        {"\u3000": "  ", "\u200b": "", "\ufeff": ""}.get(c, " ") for c in found
    )
    params = {"code": f"U+{ord(found[0]):04X}"}
    return Problem("RS1013", params, at, mend=Mend(found, new))
