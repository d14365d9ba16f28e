"""
At which line of a module of Python is something wrong with its brackets?

The parser finds out where another bracket closes. What stands in brackets is indented
more than the line on which they begin, and a bracket that begins a line closes one
whose line is indented as much: the lines tell what the signs do not.
"""

from __future__ import annotations

import contextlib
import io
import tokenize
from collections.abc import Iterator
from typing import Final

import attrs

_OPENS: Final = ("(", "[", "{")
_CLOSES: Final = (")", "]", "}")
_SILENT: Final = (
    *(tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT, tokenize.ENCODING),
    *(tokenize.INDENT, tokenize.DEDENT),
)


@attrs.define
class _Open:
    """A bracket: where it begins, and its arguments so far."""

    line: int
    depth: int
    named: bool = False
    begins: int = 0
    words: list[str] = attrs.Factory(list)
    behind: int = 0


def left_open(content: bytes) -> int:
    r"""
    Return the line of a bracket that should have been closed there; 0 if there is none.

    Examples:
        >>> left_open(b"f(\n    a=(1,\n    b=2,\n)\n")
        2
    """
    opened: list[_Open] = []
    last = 0
    for token in _tokens(content):
        (line, column), sign = token.start, token.string
        closes = sign in _CLOSES
        # A bracket that closes may stand below the line that it closes.
        if opened and line > last and column < opened[-1].depth + (not closes):
            return opened[-1].line
        if sign in _OPENS:
            opened.append(_Open(line, _depth(token.line)))
        elif closes and opened:
            opened.pop()
        last = token.end[0]
    return 0


def not_opened(content: bytes) -> int:
    r"""
    Return the line on which a bracket should have been opened; 0 if there is none.

    Examples:
        >>> not_opened(b"f(\n    g\n        a=1,\n    ),\n)\n")
        2
        >>> not_opened(b"f(\n    a=1, 2),\n    b=3,\n)\n")
        2
    """
    opened: list[_Open] = []
    depths: dict[int, int] = {}
    last = 0
    for token in _tokens(content):
        (line, column), sign = token.start, token.string
        if line > last and sign not in _CLOSES:
            depths[column] = line
        if sign in _OPENS:
            opened.append(_Open(line, _depth(token.line)))
        elif sign in _CLOSES and opened:
            found = opened.pop()
            begins = not token.line[:column].strip()
            if begins and column > found.depth and found.line < line:
                return depths.get(column, line)
            mixed = token.line.lstrip()[:1] not in _CLOSES
            if not begins and mixed and found.line < line:
                return line
        last = token.end[0]
    return 0


def nameless(content: bytes, line: int) -> int:
    r"""
    Return the line of an argument without a name behind one that has a name.

    Args:
        content: The module.
        line: The line on which the call ends, as the parser says.

    Examples:
        >>> nameless(b"f(\n    a=1,\n    2,\n    b=3,\n)\n", 5)
        3
    """
    opened: list[_Open] = []
    for token in _tokens(content):
        sign = token.string
        if sign in _CLOSES and opened:
            found = opened.pop()
            _take(found)
            if found.behind and token.start[0] >= line:
                return found.behind
        elif sign == "," and opened:
            _take(opened[-1])
            continue
        if opened:
            opened[-1].begins = opened[-1].begins or token.start[0]
            opened[-1].words.append(sign)
        if sign in _OPENS:
            opened.append(_Open(token.start[0], 0))
    return 0


def _take(call: _Open) -> None:
    """Look at the argument that ends here."""
    if not call.words:
        return
    if call.words[1:2] == ["="]:
        call.named = True
    elif call.named and call.words[0][:1] != "*":
        call.behind = call.behind or call.begins
    call.words, call.begins = [], 0


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _tokens(content: bytes) -> Iterator[tokenize.TokenInfo]:
    """What a module is made of, as far as it can be read."""
    with contextlib.suppress(tokenize.TokenError, SyntaxError, ValueError):
        for token in tokenize.tokenize(io.BytesIO(content).readline):
            if token.type not in _SILENT:
                yield token
