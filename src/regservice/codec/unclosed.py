"""
Which quote or bracket of a YAML file is never closed?

A parser finds out where the file ends, or at the next quote. What belongs to the value
is indented more than the line on which the value begins; a line that is not, or that
looks like a key while a quote is open, tells that it should have been closed before.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from regservice.errors import Location, Problem

_CLOSE: Final = {"[": "]", "{": "}", '"': '"', "'": "'"}
_BLOCK: Final = re.compile(r"(^|[\s:-])[|>][+-]?[1-9]?[+-]?\s*(#.*)?$")
_KEY: Final = re.compile(r"\s*(- +)*[^\s:\"'\[\]{},#]+:(\s|$)|\s*- ")
_ENDS: Final = {
    '"': re.compile(r'(?:[^"\\]|\\.)*"'),
    "'": re.compile(r"(?:[^']|'')*'(?!')"),
}


@attrs.frozen
class _Open:
    sign: str
    line: int
    column: int
    indent: int


def unclosed(text: str, file: str) -> Problem | None:
    r"""
    Return the problem of the first quote or bracket that is never closed.

    Args:
        text: The file, which is no YAML.
        file: What messages call it.

    Examples:
        >>> str(unclosed("a:\n  - b: [c, d\n    e: f\n", "x").where)
        'x:2:8'
        >>> unclosed("a: [b,\n  c]\n", "x") is None
        True
    """
    stack: list[_Open] = []
    block = -1
    for number, line in enumerate(text.splitlines(), 1):
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip() or 0 <= block < indent:
            continue
        block = -1
        if stack and _is_beyond(line, indent, stack[-1]):
            return _problem(stack[-1], file)
        if _BLOCK.search(line) and not stack:
            block = indent
        wrong = _scan(line, number, indent, stack)
        if wrong is not None:
            return _problem(wrong, file)
    return _problem(stack[-1], file) if stack else None


def _is_beyond(line: str, indent: int, opened: _Open) -> bool:
    if opened.sign in _ENDS:
        return bool(_KEY.match(line))
    return indent <= opened.indent and line.strip()[0] not in "]}"


def _scan(line: str, number: int, indent: int, stack: list[_Open]) -> _Open | None:
    """Follow one line; return what another bracket closes in its stead."""
    place, starts = 0, True
    while place < len(line):
        char = line[place]
        if stack and stack[-1].sign in _ENDS:
            found = _ENDS[stack[-1].sign].match(line, place)
            if found is None:
                return None
            stack.pop()
            place, starts = found.end(), False
            continue
        if char == "#" and (place == 0 or line[place - 1] in " \t"):
            return None
        if char in _CLOSE and (starts or (stack and char in "[{")):
            stack.append(_Open(char, number, place + 1, indent))
        elif char in "]}" and stack:
            if _CLOSE[stack[-1].sign] != char:
                return stack[-1]
            stack.pop()
        starts = char in "[{" or (starts and char in " -") or _is_between(line, place)
        place += 1
    return None


def _is_between(line: str, place: int) -> bool:
    """Whether a value begins behind a sign, or behind the blanks after it."""
    before = line[: place + 1].rstrip(" ")
    return before.endswith((":", ",", "-")) and (
        place + 1 >= len(line) or line[place + 1] == " " or before != line[: place + 1]
    )


def _problem(opened: _Open, file: str) -> Problem:
    params = {"found": opened.sign, "want": _CLOSE[opened.sign]}
    return Problem("RS1019", params, Location(file, opened.line, opened.column))
