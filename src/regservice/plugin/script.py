"""
Where in its source does a package make a row?

The source is parsed, never run. A row that is written out stands where it is written;
one that a loop makes stands where its hook is defined.
"""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeGuard

import attrs

from regservice.codec.tree import Path_
from regservice.plugin.markers import PROJECT

Mark = tuple[int, int]
"""Line and column, from 1."""

_CONSTANT: Final = (str, int, bool)
_KEYS: Final = ("id", "code")
"""Keywords that hold the key of a row."""


Function = ast.FunctionDef | ast.AsyncFunctionDef


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
        imports: What is imported, with its module, to the name that it has here.
        functions: The functions by name.
    """

    file: str
    lines: tuple[bytes, ...]
    calls: tuple[ast.Call, ...]
    defs: Mapping[str, int]
    twice: Mapping[str, int] = attrs.field(factory=dict)
    mute: frozenset[str] = frozenset()
    imports: Mapping[str, str] = attrs.field(factory=dict)
    functions: Mapping[str, Function] = attrs.field(factory=dict)

    def marks(self, call: ast.Call) -> dict[Path_, Mark]:
        """Return where a call stands, and each of its keywords, however deep."""
        found = dict(self._marks(call, ()))
        return {path: self.mark(node) for path, node in found.items()}

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

    def mark(self, node: ast.expr | ast.keyword) -> Mark:
        """Return where a part of the file begins."""
        line = self.lines[node.lineno - 1] if node.lineno <= len(self.lines) else b""
        before = line[: node.col_offset].decode("utf-8", "replace")
        return node.lineno, len(before) + 1

    def text(self, node: ast.expr | ast.keyword, until: ast.expr | None = None) -> str:
        """Return how a part is written, to its end or to where another begins."""
        last, end = node.end_lineno or 0, node.end_col_offset or 0
        if until is not None:
            last, end = until.lineno, until.col_offset
        lines = list(self.lines[node.lineno - 1 : last])
        if not lines:
            return ""
        lines[-1] = lines[-1][:end]
        lines[0] = lines[0][node.col_offset :]
        return b"\n".join(lines).decode("utf-8", "replace")

    def name_of(self, dotted: str) -> str:
        """Return how something imported is called here; empty if it is not there."""
        home, _, name = dotted.rpartition(".")
        here = self.imports.get(home)
        return self.imports.get(dotted) or (f"{here}.{name}" if here else "")

    def called(self, name: str) -> str:
        """Return how a record is called here, whichever module it is taken from."""
        for dotted, here in self.imports.items():
            home, _, last = dotted.rpartition(".")
            if last == name and home.partition(".")[0] == PROJECT:
                return here
        return self.name_of(f"{ROWS}.{name}")

    def word(self, call: ast.Call, name: str) -> Mark:
        """Return where a keyword of a call stands; the call itself if it has none."""
        found = [word for word in call.keywords if word.arg == name]
        return self.mark(found[0] if found else call)

    def within(self, at: Mark, text: str, *, own: bool) -> Mark | None:
        """
        Return where a text is written inside a call.

        Args:
            at: Line and column of the call.
            text: The text.
            own: Whether it is the key of the call itself that is sought.
        """
        found = [call for call in self.calls if self.mark(call) == at]
        keys = [w.value for call in found for w in call.keywords if w.arg in _KEYS]
        nodes = keys if own else [node for call in found for node in ast.walk(call)]
        marks = [
            self.mark(node)
            for node in nodes
            if isinstance(node, ast.Constant) and str(node.value) == text
            if own or node not in keys
        ]
        return min(marks, default=None)

    def made_in(self, function: str, name: str) -> Mark | None:
        """Return where a function first makes a record of a class of that name."""
        nodes = ast.walk(self.functions[function]) if function in self.functions else ()
        marks = [
            self.mark(node)
            for node in nodes
            if isinstance(node, ast.Call) and callee(node) == name
        ]
        return min(marks, default=None)

    def at(self, span: tuple[int | None, ...]) -> ast.Call | None:
        """Return the call with these first and last lines and columns, in bytes."""
        for call in self.calls:
            ends = (call.lineno, call.end_lineno, call.col_offset, call.end_col_offset)
            if ends == span:
                return call
        return None


_IN_PLACE: Final = frozenset(
    ("append", "clear", "extend", "insert", "remove", "reverse", "sort", "update")
)
"""Methods that change a list, and give nothing."""


def _is_changed(value: ast.expr | None) -> bool:
    return (
        isinstance(value, ast.Call)
        and isinstance(value.func, ast.Attribute)
        and value.func.attr in _IN_PLACE
    )


_GIVES = (ast.Yield, ast.YieldFrom, ast.Raise)
ROWS: Final = f"{PROJECT}.rows"
"""The module in which all records are, under one name each."""


@lru_cache(maxsize=256)
def _parsed(file: str, content: bytes) -> Script:
    tree = ast.parse(content, file)
    nodes = list(ast.walk(tree))
    functions = [node for node in nodes if isinstance(node, Function)]
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
        dict(_imports(nodes)),
        {node.name: node for node in functions},
    )


def _imports(nodes: list[ast.AST]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            home = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            for alias in node.names:
                yield home + alias.name, alias.asname or alias.name


def _overridden(body: list[ast.stmt]) -> Iterator[tuple[str, int]]:
    """Functions of a module or of a class of it that are defined again below."""
    last: dict[str, int] = {}
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _overridden(node.body)
        elif isinstance(node, Function):
            if node.name in last:
                yield node.name, last[node.name]
            last[node.name] = node.lineno


def _is_mute(function: Function) -> bool:
    """Whether a function makes rows or gives names to them, and gives nothing back."""
    parts = [part for node in function.body for part in ast.walk(node)]
    made = any(
        _is_set(part) or (isinstance(part, ast.Call) and callee(part)[:1].isupper())
        for part in parts
    )
    if not made or any(isinstance(part, _GIVES) for part in parts):
        return False
    returns = [part for part in parts if isinstance(part, ast.Return)]
    if returns and all(_is_changed(found.value) for found in returns):
        return True
    # A bare return says that nothing is given, but for what is written behind it.
    return all(r.value is None and r in function.body[:-1] for r in returns)


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
