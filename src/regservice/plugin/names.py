"""
What was meant by a name that a module of Python does not know, if there is no doubt?

A constant in small letters, a word of a closed vocabulary without its quotes, an equals
sign struck twice, an import that is missing, a word of the language in other letters.
"""

from __future__ import annotations

import ast
import builtins
import keyword
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from regservice.codec.spec import fields_of
from regservice.codec.words import alike
from regservice.errors import Location, Mend
from regservice.messages.fields import FIELD_WORDS
from regservice.plugin.imports import missing_import
from regservice.plugin.literals import Records
from regservice.plugin.script import callee

_CONSTANTS: Final = {
    **{word: word.capitalize() for word in ("true", "false", "none")},
    **dict.fromkeys(("null", "nil", "undefined"), "None"),
    **dict.fromkeys(("TRUE", "是"), "True"),
    **dict.fromkeys(("FALSE", "否"), "False"),
    **dict.fromkeys(("NULL", "NONE", "无", "空"), "None"),
}
_UNKNOWN: Final = re.compile(r"name '(\w+)' is not defined")


def meant_name(
    reason: str, file: str, line: int, records: Records
) -> tuple[Location, Mend] | None:
    """
    Return what was meant by a name that a module does not know.

    Args:
        reason: What Python says.
        file: The module.
        line: The line that was run.
        records: The classes of records by name.

    Returns:
        The place and the repair; ``None`` if something else can have been meant.
    """
    found = _UNKNOWN.search(reason)
    if found is None:
        return None
    try:
        content = Path(file).read_text("utf-8-sig")
        tree = ast.parse(content)
    except (OSError, UnicodeDecodeError, SyntaxError, ValueError):
        return None
    name, lines = found[1], content.split("\n")
    nodes = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == name]
    node = min(nodes, key=lambda node: abs(node.lineno - line), default=None)
    if node is None:
        return None
    text = lines[node.lineno - 1].encode()[: node.col_offset].decode()
    where = Location(file, node.lineno, len(text) + 1)
    mend = missing_import(name, tree, lines, records) or (
        _as_field(node, tree, lines[node.lineno - 1][len(text) :], records)
        or _as_word(node, tree)
    )
    return None if mend is None else (where, mend)


def _as_field(
    node: ast.Name, tree: ast.Module, text: str, records: Records
) -> Mend | None:
    """A word of a vocabulary or a key without quotes, or a field with ``==``."""
    pairs = [n for n in ast.walk(tree) if isinstance(n, ast.Dict)]
    if any(key is node for pair in pairs for key in pair.keys):
        return Mend(node.id, repr(node.id))
    for call in (n for n in ast.walk(tree) if isinstance(n, ast.Call)):
        cls = records.get(callee(call))
        if cls is None or cls.__name__ not in FIELD_WORDS:
            continue
        specs = fields_of(cls)
        for word in call.keywords:
            spec = specs.get(word.arg or "")
            if word.value is node and spec:
                code = spec.shape.code_of(node.id)
                if code:
                    return Mend(node.id, repr(code))
        for part in call.args:
            if isinstance(part, ast.Compare) and part.left is node:
                sign = re.match(rf"{node.id}\s*==\s*", text)
                if sign and node.id in specs:
                    return Mend(sign[0], f"{node.id}=")
    return None


def _as_word(node: ast.Name, tree: ast.Module) -> Mend | None:
    """A constant, a word of the language, or a name of the module, misspelt."""
    opens = any(
        isinstance(part, ast.Expr)
        and (part.lineno, part.col_offset) == (node.lineno, node.col_offset)
        for part in ast.walk(tree)
    )
    known = {*_bound(tree), *vars(builtins), *(keyword.kwlist if opens else ())}
    dates = [name for name in _bound(tree) if name in ("dt", "datetime")]
    if node.id in ("date", "Date") and dates:
        return Mend(node.id, f"{dates[0]}.date")
    new = _CONSTANTS.get(node.id) or alike(node.id, known)
    return None if new is None else Mend(node.id, new)


def _bound(tree: ast.Module) -> Iterator[str]:
    """The names that a module binds at its top."""
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (t.id for t in node.targets if isinstance(t, ast.Name))
