"""
Read YAML as text with positions.

Only the node graph is taken from the parser: every scalar stays the text that
was written, so that ``0012``, ``17:30`` and ``on`` mean what their author wrote
and the type of the field decides. A parse is cached by the hash of the bytes,
because pure Python needs about half a millisecond for each line.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Self

import attrs

from regservice.codec.cache import cache_folder
from regservice.errors import DataError, Location, file_error

_MAX_BYTES: Final = 5_000_000
_MAX_NODES: Final = 300_000
_MAX_DEPTH: Final = 30
_CACHE_VERSION: Final = b"1"
_SEP: Final = "\x1f"
_WIDE_COLON: Final = re.compile(r"[^:#\"']*?\uff1a")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")

Path_ = tuple[str | int, ...]


@attrs.frozen
class Tree:
    """
    A YAML document: plain data and where each part of it stands.

    Attributes:
        file: Name of the file, for messages.
        data: Dictionaries, lists, texts and ``None``.
        marks: Line and column of each value, and of each key (with a leading
            ``?``), by path.
    """

    file: str
    data: Any
    marks: dict[str, tuple[int, int]] = attrs.field(repr=False)

    @classmethod
    def of(cls, file: str, data: Any, marks: Mapping[Path_, tuple[int, int]]) -> Self:
        """Make a tree of data from elsewhere, with the marks by path."""
        return cls(file, data, {_name(path): mark for path, mark in marks.items()})

    def where(self, path: Path_, *, key: bool = False) -> Location:
        """
        Return where the value at *path* stands, or the key that leads to it.

        A path that does not exist gives the nearest part that does.
        """
        for end in range(len(path), -1, -1):
            name = _name(path[:end])
            mark = self.marks.get("?" + name) if key else None
            mark = mark or self.marks.get(name)
            if mark is not None:
                return Location(self.file, *mark)
        return Location(self.file)


def _name(path: Path_) -> str:
    return _SEP.join(map(str, path))


def read_yaml(path: Path, name: str | None = None) -> Tree:
    """
    Read a YAML file.

    Args:
        path: The file.
        name: How messages call it; its path if ``None``.

    Returns:
        The tree; an empty file gives ``None`` as data.

    Raises:
        DataError: If the file cannot be read, is no UTF-8, is too large or deep, is
            no YAML, or has a key twice.
    """
    file = name or str(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise file_error(error, file) from None
    if len(content) > _MAX_BYTES:
        raise DataError.of("RS1005", Location(file), limit=_MAX_BYTES)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise DataError.of("RS1002", Location(file, line)) from None
    cached = _cache_file(content)
    known = _from_cache(cached)
    if known is None:
        known = _parse(text, file)
        _to_cache(cached, known)
    return Tree(file, known["data"], known["marks"])


def _parse(text: str, file: str) -> dict[str, Any]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except YAMLError as error:
        raise _syntax_error(error, text, file) from None
    except RecursionError:
        raise DataError.of("RS1005", Location(file), limit=_MAX_DEPTH) from None
    reader = _Reader(file)
    data = None if node is None else reader.convert(node, ())
    return {"data": data, "marks": reader.marks}


def _syntax_error(error: Any, text: str, file: str) -> DataError:
    """Parsers blame a line after the full-width colon: look at those before."""
    marks = [
        mark
        for mark in (
            getattr(error, "context_mark", None),
            getattr(error, "problem_mark", None),
        )
        if mark is not None
    ]
    lines = text.splitlines()
    for line in (mark.line - back for mark in marks for back in range(3)):
        found = _WIDE_COLON.match(lines[line]) if 0 <= line < len(lines) else None
        if found is not None:
            return DataError.of("RS1004", Location(file, line + 1, found.end()))
    where = (
        Location(file, marks[-1].line + 1, marks[-1].column + 1)
        if marks
        else Location(file)
    )
    reason = getattr(error, "problem", None) or str(error).splitlines()[0]
    return DataError.of("RS1003", where, reason=str(reason))


class _Reader:
    """Turns parser nodes into plain data, within limits."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.marks: dict[str, tuple[int, int]] = {}
        self._nodes = 0

    def convert(self, node: Any, path: Path_) -> Any:
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        self._nodes += 1
        if self._nodes > _MAX_NODES or len(path) > _MAX_DEPTH:
            limit = _MAX_DEPTH if len(path) > _MAX_DEPTH else _MAX_NODES
            raise DataError.of("RS1005", Location(self.file, line, column), limit=limit)
        self.marks[_name(path)] = (line, column)
        if node.id == "scalar":
            if _SURROGATES.search(node.value):
                at = Location(self.file, line, column)
                raise DataError.of("RS1003", at, reason="surrogate")
            plain = node.style not in ("'", '"', "|", ">")
            return None if plain and node.value in ("", "~", "null") else node.value
        if node.id == "sequence":
            return [self.convert(n, (*path, i)) for i, n in enumerate(node.value)]
        data: dict[str, Any] = {}
        for key, value in node.value:
            at = Location(self.file, key.start_mark.line + 1, key.start_mark.column + 1)
            if key.id != "scalar":
                raise DataError.of("RS1003", at, reason="complex key")
            if key.value in data:
                raise DataError.of("RS1006", at, key=key.value)
            self.marks["?" + _name((*path, key.value))] = (at.line, at.column)
            data[key.value] = self.convert(value, (*path, key.value))
            if data[key.value] is None and not value.value:
                # The parser puts an empty value where the next token stands.
                self.marks[_name((*path, key.value))] = (at.line, at.column)
        return data


def _cache_file(content: bytes) -> Path | None:
    digest = hashlib.sha256(_CACHE_VERSION + content).hexdigest()
    folder = cache_folder()
    return Path(folder, f"{digest}.json") if folder else None


def _from_cache(path: Path | None) -> dict[str, Any] | None:
    """What was parsed before; an entry of any other shape counts as none."""
    if path is None:
        return None
    try:
        known = json.loads(path.read_text("utf-8"))
        marks = {str(k): (int(v[0]), int(v[1])) for k, v in known["marks"].items()}
        return {"data": known["data"], "marks": marks}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _to_cache(path: Path | None, known: dict[str, Any]) -> None:
    """Best effort: a home that cannot be written only costs time."""
    if path is None:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(known, file, ensure_ascii=False)
        Path(name).replace(path)
    except OSError:
        return
