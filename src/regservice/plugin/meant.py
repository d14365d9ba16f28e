"""
What was meant by a line of Python that does not run, if there is no doubt?

A repair of a line counts only if the whole module can be read with it: a colon for an
equals sign, noughts before a number, a fence that a chat has put around the code.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from regservice.codec.repair import nearest
from regservice.errors import Location, Mend

_CONSTANTS: Final = {
    **{word: word.capitalize() for word in ("true", "false", "none")},
    "null": "None",
}
_KEYWORD: Final = re.compile(r"^\s*([a-z_]+\s*:\s*)(?=\S)")
_NOUGHTS: Final = re.compile(r"(?<![\w.\"'])0+(?=[1-9]\d*\b)")
_FENCE: Final = re.compile(r"^```\w*$")
_UNKNOWN: Final = re.compile(r"name '(\w+)' is not defined")


def meant_line(content: bytes, file: str, line: int) -> tuple[Location, Mend] | None:
    r"""
    Return what was meant by a line that the parser refuses.

    Args:
        content: The module.
        file: Its name, for the place.
        line: Number of the line, from 1.

    Returns:
        The place and the repair; ``None`` if there is none with which the module, or
        what stands before the next fence, can be read.

    Examples:
        >>> meant_line(b"f(role 1)\n", "a.py", 1) is None
        True
        >>> meant_line(b"f(\n  role: 1,\n)\n", "a.py", 2)[1]
        Mend(old='role: ', new='role=')
    """
    try:
        lines = content.decode().splitlines()
    except UnicodeDecodeError:
        return None
    if not 0 < line <= len(lines):
        return None
    text = lines[line - 1]
    for column, mend in _tries(text):
        changed = text[:column] + mend.new + text[column + len(mend.old) :]
        whole = [*lines[: line - 1], changed, *lines[line:]]
        ends = [n for n, other in enumerate(whole) if _FENCE.match(other)]
        if _can_be_read(whole[: ends[0]] if _FENCE.match(text) and ends else whole):
            return Location(file, line, column + 1), mend
    return None


def _tries(text: str) -> Iterator[tuple[int, Mend]]:
    if _FENCE.match(text):
        yield 0, Mend(text, "")
    keyword = _KEYWORD.match(text)
    if keyword is not None:
        old = keyword[1]
        yield keyword.start(1), Mend(old, old.rstrip(": ") + "=")
    found = _NOUGHTS.search(text)
    if found is not None:
        old = text[found.start() :]
        yield found.start(), Mend(old, _NOUGHTS.sub("", old))


def _can_be_read(lines: list[str]) -> bool:
    try:
        ast.parse("\n".join(lines))
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
    return True


def meant_name(reason: str, file: str, line: int) -> tuple[Location, Mend] | None:
    """
    Return what was meant by a name that a module does not know.

    Args:
        reason: What Python says.
        file: The module.
        line: The line that was run.

    Returns:
        The place and the name, if it is a constant in small letters or so near to one
        name of the module that no other can be meant; ``None`` otherwise.
    """
    found = _UNKNOWN.search(reason)
    if found is None:
        return None
    try:
        content = Path(file).read_text("utf-8-sig")
        tree = ast.parse(content)
    except (OSError, UnicodeDecodeError, SyntaxError, ValueError):
        return None
    name = found[1]
    new = _CONSTANTS.get(name) or nearest(name, {*_bound(tree), *vars(builtins)})
    spots = [
        (node.lineno, node.col_offset)
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == name
    ]
    nearby = min(spots, key=lambda spot: abs(spot[0] - line), default=None)
    if new is None or nearby is None:
        return None
    at, offset = nearby
    text = content.split("\n")[at - 1].encode()[:offset].decode()
    return Location(file, at, len(text) + 1), Mend(name, new)


def _bound(tree: ast.Module) -> Iterator[str]:
    """The names that a module binds at its top."""
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (t.id for t in node.targets if isinstance(t, ast.Name))
