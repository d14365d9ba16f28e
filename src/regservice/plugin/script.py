"""
Where in its source does a package make a row?

The source is parsed, never run. A row that is written out stands where it is written;
one that a loop makes stands where its hook is defined.
"""

from __future__ import annotations

import ast
import contextlib
import datetime as dt
import io
import tokenize
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeGuard

import attrs

from regservice.codec.tree import Path_

Mark = tuple[int, int]
"""Line and column, from 1."""

_CONSTANT: Final = (str, int, bool)
_KEYS: Final = ("id", "code")
"""Keywords that hold the key of a row."""


@attrs.frozen
class Script:
    """
    The calls of one Python file.

    Attributes:
        file: Its path.
        lines: Its lines, as bytes: the parser counts columns in bytes.
        calls: Every call in it.
        defs: Line of each function, and of each variable, by its name.
        twice: Line of a function that another of the same name has taken the place of,
            by its name; only of functions that stand in no other.
        mute: Names of functions that give nothing although they do something.
    """

    file: str
    lines: tuple[bytes, ...]
    calls: tuple[ast.Call, ...]
    defs: Mapping[str, int]
    twice: Mapping[str, int] = attrs.field(factory=dict)
    mute: frozenset[str] = frozenset()

    def marks(self, call: ast.Call) -> dict[Path_, Mark]:
        """Return where a call stands, and each of its keywords, however deep."""
        found = dict(self._marks(call, ()))
        return {path: self._mark(node) for path, node in found.items()}

    def _marks(self, node: ast.AST, path: Path_) -> Iterator[tuple[Path_, ast.expr]]:
        if isinstance(node, ast.expr):
            yield path, node
        if isinstance(node, ast.Call):
            for word in node.keywords:
                if word.arg is not None:
                    yield from self._marks(word.value, (*path, word.arg))
        elif isinstance(node, ast.Tuple | ast.List):
            for number, part in enumerate(node.elts):
                yield from self._marks(part, (*path, number))

    def _mark(self, node: ast.expr | ast.keyword) -> Mark:
        line = self.lines[node.lineno - 1] if node.lineno <= len(self.lines) else b""
        before = line[: node.col_offset].decode("utf-8", "replace")
        return node.lineno, len(before) + 1

    def word(self, call: ast.Call, name: str) -> Mark:
        """Return where a keyword of a call stands; the call itself if it has none."""
        found = [word for word in call.keywords if word.arg == name]
        return self._mark(found[0] if found else call)

    def within(self, at: Mark, text: str, *, own: bool) -> Mark | None:
        """
        Return where a text is written inside a call.

        Args:
            at: Line and column of the call.
            text: The text.
            own: Whether it is the key of the call itself that is sought.
        """
        found = [call for call in self.calls if self._mark(call) == at]
        keys = [w.value for call in found for w in call.keywords if w.arg in _KEYS]
        nodes = keys if own else [node for call in found for node in ast.walk(call)]
        marks = [
            self._mark(node)
            for node in nodes
            if isinstance(node, ast.Constant) and node.value == text
            if own or node not in keys
        ]
        return min(marks, default=None)

    def at(self, span: tuple[int | None, ...]) -> ast.Call | None:
        """Return the call with these first and last lines and columns, in bytes."""
        for call in self.calls:
            ends = (call.lineno, call.end_lineno, call.col_offset, call.end_col_offset)
            if ends == span:
                return call
        return None


_Function = ast.FunctionDef | ast.AsyncFunctionDef


@lru_cache(maxsize=256)
def _parsed(file: str, content: bytes) -> Script:
    tree = ast.parse(content, file)
    nodes = list(ast.walk(tree))
    functions = [node for node in nodes if isinstance(node, _Function)]
    return Script(
        file,
        tuple(content.splitlines()),
        tuple(node for node in nodes if isinstance(node, ast.Call)),
        {
            **{node.id: node.lineno for node in nodes if _is_set(node)},
            **{node.name: node.lineno for node in functions},
        },
        dict(_overridden(tree.body)),
        frozenset(node.name for node in functions if _is_mute(node)),
    )


def _overridden(body: list[ast.stmt]) -> Iterator[tuple[str, int]]:
    """Functions of a module or of a class of it that are defined again below."""
    last: dict[str, int] = {}
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _overridden(node.body)
        elif isinstance(node, _Function):
            if node.name in last:
                yield node.name, last[node.name]
            last[node.name] = node.lineno


def _is_mute(function: _Function) -> bool:
    """Whether a function gives names to what it makes, and then gives nothing back."""
    gives = (ast.Return, ast.Yield, ast.YieldFrom, ast.Raise)
    made = [name for node in function.body for name in ast.walk(node) if _is_set(name)]
    return bool(made) and not any(isinstance(n, gives) for n in ast.walk(function))


def _is_set(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def read_script(file: str) -> Script:
    """
    Read a Python file; one that cannot be read or parsed has no calls.

    Examples:
        >>> read_script("no/such/file.py").calls
        ()
    """
    try:
        return _parsed(file, Path(file).read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError):
        return Script(file, (), (), {})


def left_open(content: bytes) -> int:
    r"""
    Return the line of a bracket that should have been closed there; 0 if there is none.

    What stands in brackets is indented more than the line on which they begin.

    Examples:
        >>> left_open(b"f(\n    a=(1,\n    b=2,\n)\n")
        2
    """
    opened: list[tuple[int, int]] = []
    last = 0
    with contextlib.suppress(tokenize.TokenError, SyntaxError, ValueError):
        for token in tokenize.tokenize(io.BytesIO(content).readline):
            (line, column), sign = token.start, token.string
            if token.type in (tokenize.NL, tokenize.COMMENT):
                continue
            closes = token.type == tokenize.OP and sign in ")]}"
            # A bracket that closes may stand below the line that it closes.
            if opened and line > last and column < opened[-1][1] + (not closes):
                return opened[-1][0]
            if token.type == tokenize.OP and sign in "([{":
                opened.append((line, len(token.line) - len(token.line.lstrip())))
            elif closes and opened:
                opened.pop()
            last = token.end[0]
    return 0


def callee(call: ast.Call) -> str:
    """
    Return the last name of what is called, such as the class of a row.

    Examples:
        >>> callee(ast.parse("model.Place(code='310104')", mode="eval").body)
        'Place'
    """
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


class Written:
    """
    Finds the call that wrote a row, by the constants that it names.

    Examples:
        >>> Written(read_script("no/such/file.py")).marks(object())
        {(): (0, 0)}
    """

    def __init__(self, script: Script, line: int = 0) -> None:
        """Take the file, and the line for rows that are not written out."""
        self.script = script
        self._elsewhere: dict[Path_, Mark] = {(): (line, 0)}
        self._index: dict[tuple[str, str, str], list[int]] = {}
        self._counts: dict[int, int] = {}
        for number, call in enumerate(script.calls):
            name, constants = callee(call), list(_constants(call))
            self._counts[number] = len(constants)
            for word, value in constants:
                self._index.setdefault((name, word, value), []).append(number)

    def marks(self, row: object) -> dict[Path_, Mark]:
        """
        Return line and column of a row and of its fields.

        All constants of a call must be those of the row, and its key must be one
        of them if the row has one. Of several calls the one with the most wins.
        """
        name, hits = type(row).__name__, dict[int, int]()
        for word, value in _values(row):
            for number in self._index.get((name, word, value), ()):
                hits[number] = hits.get(number, 0) + 1
        whole = [number for number in hits if hits[number] == self._counts[number]]
        for key in {word for word, _ in _values(row)} & {"id", "code"}:
            mine = self._index.get((name, key, str(getattr(row, key))), ())
            whole = [number for number in whole if number in mine]
        if not whole:
            return self._elsewhere
        best = max(whole, key=lambda number: (hits[number], -number))
        return self.script.marks(self.script.calls[best])


def _constants(call: ast.Call) -> Iterator[tuple[str, str]]:
    for word in call.keywords:
        value = word.value
        if not word.arg or not isinstance(value, ast.Constant):
            continue
        if isinstance(value.value, _CONSTANT):
            yield word.arg, str(value.value)


def _values(row: Any) -> Iterator[tuple[str, str]]:
    """The plain values of a row; of what is of any other class nothing is known."""
    for attribute in attrs.fields(type(row)) if attrs.has(type(row)) else ():
        value = getattr(row, attribute.name, None)
        if type(value) in _CONSTANT or isinstance(value, dt.date):
            yield attribute.name, str(value)
