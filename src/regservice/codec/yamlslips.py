"""
By which small slips may a line of YAML have become what no parser takes?

Each guess changes a sign or the depth of the line. None of them counts by itself: see
:mod:`regservice.codec.yamlmeant`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from regservice.codec.prescan import known_keys
from regservice.codec.yamlout import double_quoted
from regservice.errors import Mend

Guess = tuple[int, Mend]
"""Column, from 0, and what is changed there."""

_PAIR: Final = re.compile(r"^(\s*(?:- +)*[^\s:\"'\[\]{},#]+:\s+)(\S.*?)\s*(?=\s#|$)")
_UNPAIRED: Final = re.compile(
    r"^(\s*(?:- +)*)([^\s:\"'\[\]{},#=;；→]+)(\s*(?:->|=>|:=|[=;；→]|\s)\s*)(?=\S)"
)
_HIDDEN: Final = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|(?<=\s)#.*""")
_TOML: Final = re.compile(r"^\[+\s*([^\s\[\]]+)\s*\]+\s*:?\s*$")
_WRAPPED: Final = re.compile(r"([*`]{1,3})[^*`]+\1")
_AGAIN: Final = re.compile(r"^(\s*(?:- +)*)([^\s:\"'\[\]{},#]+)(:\s*\2:\s*)")
_INNER: Final = re.compile(r"[^\s:\"'\[\]{},#]+: \S")
_DASHES: Final = re.compile(r"^(\s*)(- +-\s+)")
_NARROW: Final = dict(zip("［］｛｝【】（）", "[]{}[]()", strict=True))
_OPENS: Final = "[{"
_CLOSES: Final = "]}"


def _visible(line: str) -> str:
    """Blank out what is quoted, and remarks, so that columns stay."""
    return _HIDDEN.sub(lambda found: "\0" * len(found[0]), line)


def _dashes(line: str, _: Sequence[str]) -> Iterator[Guess]:
    found = _DASHES.match(line)
    if found:
        yield found.start(2), Mend(found[2], "- ")


def _pairs(line: str, _: Sequence[str]) -> Iterator[Guess]:
    """Another sign than a colon, or none, between a key and its value."""
    found = _UNPAIRED.match(line)
    if found and found[2] in known_keys():
        yield found.start(2), Mend(found[2] + found[3], f"{found[2]}: ")
    found = _TOML.match(line)
    if found and found[1] in known_keys():
        yield 0, Mend(line, f"{found[1]}:")


def _twice(line: str, _: Sequence[str]) -> Iterator[Guess]:
    """A key struck twice."""
    found = _AGAIN.match(line)
    if found:
        yield (
            found.start(2),
            Mend(found[2] + found[3], found[3].lstrip(": ").rstrip() + " "),
        )


def _bare(line: str, _: Sequence[str]) -> Iterator[Guess]:
    """A record without its braces, or a list with dashes on one line."""
    found = _PAIR.match(line)
    if not found:
        return
    value = found[2]
    if _INNER.match(value):
        yield found.start(2), Mend(value, f"{{{value}}}")
    parts = [part.strip() for part in re.split(r"(?:^|\s)-\s+", value.strip("[]"))]
    if value.startswith(("- ", "[- ", "[ - ")):
        texts = [part.rstrip(", ") for part in parts if part]
        yield found.start(2), Mend(value, f"[{', '.join(texts)}]")


def _quoted(line: str, _: Sequence[str]) -> Iterator[Guess]:
    """A text that needs quotes."""
    found = _PAIR.match(line)
    if found and (found[2][0].isalnum() or _WRAPPED.fullmatch(found[2])):
        yield found.start(2), Mend(found[2], double_quoted(found[2]))


def _signs(line: str, _: Sequence[str]) -> Iterator[Guess]:
    """A sign of a difference or of a mail before the line."""
    found = re.match(r"[+>|<] ?(?= *[\w-])", line)
    if found:
        yield 0, Mend(found[0], "")
        yield 0, Mend(found[0][0], "")


def _commas(line: str, _: Sequence[str]) -> Iterator[Guess]:
    """Commas of another keyboard between the parts of a list or a record."""
    code = _visible(line)
    for each in re.finditer("[［］｛｝【】（）]", code):
        yield each.start(), Mend(each[0], _NARROW[each[0]])
    found = [*re.finditer("[，、；;]\\s*", code)]
    if found and ("[" in code or "{" in code):
        for each in found:
            yield each.start(), Mend(line[each.start() : each.end()], ", ")
        start, end = found[0].start(), found[-1].end()
        old = line[start:end]
        yield start, Mend(old, re.sub("[，、；;]\\s*", ", ", old))


def _remarks(line: str, before: Sequence[str]) -> Iterator[Guess]:
    """A remark without its sign, where nothing else has begun that it could go on."""
    if any(other.strip() and not other.startswith("#") for other in before):
        return
    body = line.lstrip()
    if body and ":" not in body and not body.startswith(("-", "#")):
        yield len(line) - len(body), Mend(body, f"# {body}")


def _ends(line: str, _: Sequence[str]) -> Iterator[Guess]:
    """A comma or semicolon behind a value, or a sign before a line."""
    code = _visible(line).rstrip("\0 ")
    if code[-1:] in {",", ";", "，", "；", "。", "、"}:
        yield len(code) - 1, Mend(code[-1], "")


def _depths(line: str, before: Sequence[str]) -> Iterator[Guess]:
    """A line that is indented too much or too little."""
    body = line.lstrip(" ")
    old = len(line) - len(body)
    depths = {len(other) - len(other.lstrip(" ")) for other in before if other.strip()}
    depths |= {
        len(other) - len(other.lstrip(" -")) for other in before if "- " in other
    }
    if before and before[-1].rstrip().endswith(":"):
        depths = {len(before[-1]) - len(before[-1].lstrip(" -")) + 2}
    for depth in sorted(depths - {old}):
        yield 0, Mend(line, " " * depth + body)


def _quotes(line: str, _: Sequence[str]) -> Iterator[Guess]:
    """A quote of another kind, one that is lost, or one too many."""
    if "\\" in line:
        return  # whether it was meant to escape anything is for people to say
    for place, char in enumerate(line):
        if char in "\"'":
            yield place, Mend(char, "'" if char == '"' else '"')
            if line.count(char) % 2:
                yield place, Mend(char, "")
    for quote in "\"'":
        if line.count(quote) % 2:
            end = len(line.rstrip())
            yield end - 1, Mend(line[end - 1], line[end - 1] + quote)
            for found in re.finditer(r"\s*[,\]}]", line):
                yield found.start(), Mend(found[0], quote + found[0])


def brackets_instead(code: str, opens: str, closes: str) -> Iterator[Guess]:
    """
    Guess at each bracket: another kind, none at all, or one more before its end.

    Args:
        code: A text in which only brackets of the language are left.
        opens: Those that open.
        closes: Those that close.

    Examples:
        >>> [mend.new for _, mend in brackets_instead("[", "[{", "]}")]
        ['{', '']
    """
    for column, char in enumerate(code):
        for kinds in (opens, closes):
            if char in kinds:
                yield from ((column, Mend(char, c)) for c in kinds if c != char)
                yield column, Mend(char, "")
        if char in closes:
            yield from ((column, Mend(char, close + char)) for close in closes)


def _brackets(line: str, _: Sequence[str]) -> Iterator[Guess]:
    """A bracket of another kind, one too many, or one that is lost; a lost comma."""
    code = _visible(line)
    yield from brackets_instead(code, _OPENS, _CLOSES)
    end = len(code.rstrip())
    if end:
        for close in _CLOSES:
            yield end - 1, Mend(line[end - 1], line[end - 1] + close)
    found = _PAIR.match(line)
    if found:
        for opening in _OPENS:
            yield found.start(2), Mend(found[2], opening + found[2])
    for gap in re.finditer(r"(?<=[\w\0\]}]) +(?=[\w\0\[{])", code):
        yield gap.start(), Mend(gap[0], ", ")


GUESSES: Final[tuple[Callable[[str, Sequence[str]], Iterator[Guess]], ...]] = (
    *(_dashes, _twice, _pairs, _signs, _commas, _ends, _bare),
    *(_brackets, _quotes, _depths, _quoted, _remarks),
)
"""Kinds of slips, the likelier ones first."""
