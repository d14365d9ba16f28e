"""
Which import, or which name in another module, was meant?

Only the standard library's dates and this library are looked at: what other modules
have is theirs, and to look at it would run their code.
"""

from __future__ import annotations

import ast
import pkgutil
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import regservice
from regservice.codec.words import alike
from regservice.errors import Location, Mend
from regservice.plugin.literals import Records
from regservice.plugin.script import ROWS

_USUAL: Final = {
    "dt": "import datetime as dt",
    "datetime": "import datetime",
    "hookimpl": "from regservice.plugin import hookimpl",
}
"""The imports that every module of a package has."""

_CANNOT: Final = re.compile(r"cannot import name '(\w+)' from '([\w.]+)'")
_NO_MODULE: Final = re.compile(r"No module named '([\w.]+)'")
_NO_ATTRIBUTE: Final = re.compile(
    r"(?:module|type object) '([\w.]+)' has no attribute '(\w+)'"
)
_OURS: Final = regservice.__name__

Meant = tuple[Location, Mend]


def missing_import(
    name: str, tree: ast.Module, lines: list[str], records: Records
) -> Mend | None:
    """
    Return the import that a module lacks; it is put before the first that it has.

    Args:
        name: What the module does not know.
        tree: The module.
        lines: Its lines.
        records: The classes of records by name.
    """
    usual = _USUAL.get(name)
    if usual is None and name in records:
        usual = f"from {ROWS} import {name}"
    home = next(
        (
            node
            for node in tree.body
            if isinstance(node, ast.Import | ast.ImportFrom)
            and getattr(node, "module", "") != "__future__"
        ),
        None,
    )
    if usual is None or home is None:
        return None
    first = lines[home.lineno - 1]
    return Mend(first, f"{usual}\n{first}", home.lineno)


def meant_import(reason: str, file: str, line: int, records: Records) -> Meant | None:
    """
    Return what was meant by a module, or a name in one, that does not exist.

    Args:
        reason: What Python says.
        file: The module that imports or names it.
        line: The line that was run.
        records: The classes of records by name.
    """
    try:
        text = Path(file).read_text("utf-8-sig").split("\n")[line - 1]
    except (OSError, UnicodeDecodeError, IndexError):
        return None
    old, new = _cannot(reason, records) or _no_module(reason, text, records)
    before = r"(?<!\w)"
    if not old and (found := _NO_ATTRIBUTE.search(reason)):
        old, before = found[2], r"\."
        new = alike(old, _names(found[1], records)) or ""
    spots = [*re.finditer(rf"{before}({re.escape(old)})(?!\w)", text)] if new else []
    if not spots:
        return None
    # What is imported stands behind the module.
    spot = spots[-1 if " import " in text and "." not in old else 0]
    return Location(file, line, spot.start(1) + 1), Mend(old, new)


def _cannot(reason: str, records: Records) -> tuple[str, str] | None:
    """A name that its module lacks: it stands in another, or is written otherwise."""
    found = _CANNOT.search(reason)
    if found is None:
        return None
    name, home = found.groups()
    if name in records and home.startswith(_OURS):
        return home, ROWS
    return name, alike(name, _names(home, records)) or ""


def _no_module(reason: str, text: str, records: Records) -> tuple[str, str]:
    found = _NO_MODULE.search(reason)
    if found is None:
        return "", ""
    names = re.findall(r"\w+", text.partition(" import ")[2])
    ours = names and all(name in records for name in names)
    dotted = re.search(r"(?:from|import)\s+([\w.]+)", text)
    old = dotted[1] if dotted else found[1]
    if ours:
        return old, ROWS
    near = alike(old, {"datetime", *_modules()})
    return old, near or ""


def _modules() -> Iterable[str]:
    """The modules of this library, without importing them."""
    yield _OURS
    for part in pkgutil.walk_packages(regservice.__path__, f"{_OURS}."):
        if part.name.count(".") == 1 or part.name.startswith(f"{_OURS}.model."):
            yield part.name


def _names(home: str, records: Records) -> list[str]:
    """What a module or a record offers; nothing of modules that are not looked at."""
    known: Any = records.get(home)
    if home == "datetime" or home.partition(".")[0] == _OURS:
        known = sys.modules.get(home)
        if type(known) is not ModuleType:
            return []
    return [name for name in dir(known) if not name.startswith("_")] if known else []
