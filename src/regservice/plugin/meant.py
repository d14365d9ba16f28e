"""
What was meant by a module of Python that does not run, if there is no doubt?

A guess counts only if the statement can be read with it, and if no other guess of its
kind would make another statement of it.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Collection, Sequence
from typing import Final

import attrs

from regservice.codec.whole import restored
from regservice.errors import Edit, Location, Mend
from regservice.plugin.brackets import left_open, not_opened
from regservice.plugin.slips import SLIPS, equals

_FENCE: Final = re.compile(r"^```\w*$")
_STATEMENT: Final = re.compile(
    r"^(@|def |class |import |from |async |[A-Z_a-z]+ *[:=])"
)
_BINDS: Final = re.compile(
    r"^(?:import|from|def|class|[A-Za-z_]\w*\s*[:=]).*", re.MULTILINE
)
_MOST: Final = 400
"""Lines of one statement that are read again and again; a longer one is left."""

_CLOSE: Final = {"(": ")", "[": "]", "{": "}"}
_UNCLOSED: Final = re.compile(r"'([(\[{])' was never closed \(\S+ line (\d+)\)")
_LONGEST: Final = 500
"""Longer lines are left."""

_LINE: Final = re.compile(r"on line (\d+)")
_AFTER: Final = "positional argument follows keyword"
_UNINDENTED: Final = (
    "unindent",
    "unexpected indent",
    "expected an indented",
    "of tabs",
)


@attrs.frozen
class _Part:
    """
    A statement of a module.

    Attributes:
        lines: Its lines.
        known: The names that it may use.
        file: The module.
        start: How many lines come before it.
        spots: The lines that may be to blame, from 1.
    """

    lines: list[str]
    known: Collection[str]
    file: str
    start: int
    spots: Sequence[int]

    def where(self, line: int, column: int) -> Location:
        """The place of one of its lines in the module."""
        return Location(self.file, self.start + line, column)


def meant_line(
    content: bytes, file: str, line: int, reason: str = "", end: int = 0
) -> tuple[Location, Mend] | None:
    r"""
    Return what was meant by a line that the parser refuses.

    Args:
        content: The module.
        file: Its name, for the place.
        line: Number of the line, from 1.
        reason: What the parser says.
        end: Last line of what it says this of; 0 if it does not say.

    Returns:
        The place and the repair; ``None`` if there is none with which the statement,
        or what stands before the next fence, can be read, or more than one.

    Examples:
        >>> meant_line(b"dict(role 1 2)\n", "a.py", 1) is None
        True
        >>> meant_line(b"dict(\n  role: 1,\n)\n", "a.py", 2)[1]
        Mend(old='role: ', new='role=')
        >>> meant_line(b"dfe f():\n  pass\n", "a.py", 1)[1]
        Mend(old='dfe', new='def')
    """
    try:
        lines = content.decode().splitlines()
    except UnicodeDecodeError:
        return None
    if not 0 < line <= len(lines):
        return None
    if _FENCE.match(lines[line - 1]):
        return _unfenced(lines, file, line)
    start, behind = _statement(lines, line)
    body = lines[start : min(behind, start + _MOST)]
    known = {*re.findall(r"\w+", " ".join(_BINDS.findall("\n".join(lines))))}
    opened = left_open(content)
    others = [opened, not_opened(content), *map(int, _LINE.findall(reason))]
    # Between two parts there is a comma, where the first ends.
    others += [n for n in range(line, end) if lines[n - 1].rstrip()[-1:] in ")]}"]
    spots = _spots(body, line - start, [n - start for n in others], reason)
    part = _Part(body, known | {*vars(builtins)}, file, start, spots)
    return (
        _as_a_whole(content.decode(), file)
        or _slipped(part, opened, reason)
        or _both_brackets(part)
        or _never_closed(part, reason)
        or _indented(part, line - start, reason)
    )


def _slipped(part: _Part, opened: int, reason: str) -> tuple[Location, Mend] | None:
    """The one slip of a kind with which a statement can be read."""
    lines = part.lines
    for slips in (equals,) if _AFTER in reason else SLIPS:
        found: dict[str, tuple[Location, Mend]] = {}
        for spot in part.spots:
            text = lines[spot - 1]
            for column, mend in slips(text):
                new = text[:column] + mend.new + text[column + len(mend.old) :]
                tree = _read([*lines[: spot - 1], new, *lines[spot:]], part.known)
                if tree:
                    found.setdefault(tree, (part.where(spot, column + 1), mend))
        if found:
            # The depth of lines tells which bracket is meant.
            best = [one for one in found.values() if one[0].line == opened]
            best = best or [*found.values()]
            return _at_opening(*best[0], opened) if len(best) == 1 else None
    return None


def _at_opening(where: Location, mend: Mend, opened: int) -> tuple[Location, Mend]:
    """A bracket that is lost is told where it should have been closed."""
    grown = len(mend.new) > len(mend.old) and set(mend.new) & {*")]}"}
    if not opened or where.line <= opened or not grown:
        return where, mend
    there = attrs.evolve(mend, line=where.line, column=where.column)
    return attrs.evolve(where, line=opened, column=0), there


def _as_a_whole(text: str, file: str) -> tuple[Location, Mend] | None:
    """What a terminal or a mail has put before every line."""
    for other in restored(text):
        if _read(other.splitlines()):
            return Location(file, 1, 1), Mend(text, other)
    return None


def _both_brackets(part: _Part) -> tuple[Location, Mend] | None:
    """A call whose brackets are both of another kind."""
    for spot in part.spots:
        text = part.lines[spot - 1]
        opening = re.search(r"(?<=\w)(?:[\[{]|\(\{)(?=\s*$)", text)
        below = enumerate(part.lines[spot:], spot + 1)
        ends = (n for n, line in below if _depth(line) <= _depth(text))
        end = next(ends, 0)
        closing = part.lines[end - 1] if end else ""
        if not opening or closing.lstrip()[:1] not in ("}", "]"):
            continue
        column = _depth(closing)
        old = closing[column : column + len(opening[0])]
        new = [*part.lines]
        new[spot - 1] = f"{text[: opening.start()]}({text[opening.end() :]}"
        new[end - 1] = f"{closing[:column]}){closing[column + len(old) :]}"
        if _read(new, part.known):
            edit = Edit(old, ")", part.start + end, column + 1)
            mend = Mend(opening[0], "(", also=(edit,))
            return part.where(spot, opening.start() + 1), mend
    return None


def _never_closed(part: _Part, reason: str) -> tuple[Location, Mend] | None:
    """A bracket that stands alone on a line that is lost, at the end of a statement."""
    found = _UNCLOSED.search(reason)
    line = int(found[2]) - part.start if found else 0
    if not found or not 0 < line <= len(part.lines):
        return None
    last = max(n for n, text in enumerate(part.lines, 1) if text.strip())
    text = part.lines[last - 1]
    blanks = " " * _depth(part.lines[line - 1])
    new = f"{text}\n{blanks}{_CLOSE[found[1]]}"
    if not _read([*part.lines[: last - 1], new, *part.lines[last:]], part.known):
        return None
    mend = Mend(text, new, part.start + last)
    return part.where(line, 1), mend


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _unfenced(lines: list[str], file: str, line: int) -> tuple[Location, Mend] | None:
    """What a chat has put around the code."""
    rest = [*lines[: line - 1], "", *lines[line:]]
    ends = [n for n, other in enumerate(rest) if _FENCE.match(other)]
    if not _read(rest[: ends[0]] if ends else rest):
        return None
    return Location(file, line, 1), Mend(lines[line - 1], "")


def _statement(lines: Sequence[str], line: int) -> tuple[int, int]:
    """First line, from 0, and the line behind the statement in which a line lies."""
    heads = [n for n, text in enumerate(lines) if _STATEMENT.match(text)]
    start = max((n for n in heads if n < line), default=0)
    while start and lines[start - 1].startswith("@"):
        start -= 1
    behind = (n for n in heads if n >= line and not lines[start].startswith("@"))
    if lines[start].startswith("@"):
        named = next((n for n in heads if n > start and lines[n][:1] != "@"), start)
        behind = (n for n in heads if n > max(named, line - 1))
    end = min(behind, default=len(lines))
    last = next((n for n in range(end - 1, start, -1) if lines[n].strip()), start)
    if lines[last].lstrip().startswith("@"):
        # A mark that is indented belongs to the function below it.
        end = min((n for n in heads if n > end), default=len(lines))
    return start, end


def _spots(
    part: Sequence[str], line: int, others: Sequence[int], reason: str
) -> list[int]:
    """The lines of a statement that may be to blame, from 1."""
    if _AFTER in reason:
        above = range(line, 0, -1)
        return [spot for spot in above if len(part[spot - 1]) <= _LONGEST]
    before = next((n for n in range(line - 1, 0, -1) if part[n - 1].strip()), 0)
    spots = dict.fromkeys((line, before, *others))
    good = (spot for spot in spots if 0 < spot <= len(part))
    return [spot for spot in good if len(part[spot - 1]) <= _LONGEST]


def _indented(part: _Part, line: int, reason: str) -> tuple[Location, Mend] | None:
    """The one depth near by at which a line, or the one before it, can be read."""
    if not any(words in reason for words in _UNINDENTED) or not line:
        return None
    said = (n for n in range(line - 1, 0, -1) if part.lines[n - 1].strip())
    return _at_depth(part, line) or _at_depth(part, next(said, line))


def _at_depth(part: _Part, line: int) -> tuple[Location, Mend] | None:
    lines = part.lines
    text = lines[line - 1]
    body = text.lstrip()
    depths = {_depth(other) for other in lines[:line] if other}
    depths |= {depth + 4 for depth in depths}
    found: dict[str, str] = {}
    for depth in sorted(depths, key=lambda depth: abs(depth - _depth(text))):
        new = " " * depth + body
        tree = _read([*lines[: line - 1], new, *lines[line:]], part.known)
        if tree:
            found.setdefault(tree, new)
    if len(found) != 1:
        return None
    (new,) = found.values()
    return part.where(line, 1), Mend(text, new)


def _read(lines: Sequence[str], known: Collection[str] = ()) -> str:
    """What a parser makes of lines; empty if it refuses them, or they name nothing."""
    try:
        tree = ast.parse("\n".join(lines))
        compile(tree, "<guess>", "exec")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return ""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    set_ = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    args = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    if known and any(node.id not in {*known, *set_, *args} for node in names):
        return ""
    # Which of the two a field takes is said of the value.
    return ast.dump(tree).replace("List(", "Tuple(")
