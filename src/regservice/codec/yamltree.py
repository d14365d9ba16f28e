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
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

import attrs

from regservice.codec.cache import cache_folder
from regservice.codec.prescan import (
    control,
    entity,
    half_quoted,
    known_keys,
    odd,
    spaced,
    suspects,
)
from regservice.codec.tree import Path_, Tree, path_name
from regservice.codec.unclosed import unclosed
from regservice.codec.whole import restored
from regservice.codec.yamlmeant import meant_row
from regservice.errors import DataError, Location, Mend, Problem, file_error

_MAX_BYTES: Final = 5_000_000
_MAX_NODES: Final = 300_000
_MAX_DEPTH: Final = 30
_SHOWN: Final = 40
_CACHE_VERSION: Final = b"5"
_EARLIER: Final = ("end of stream", "could not find expected ':'")
"""What a parser says of a fault that lies before the place where it says so."""

_BEFORE: Final = re.compile(r"([+>|<])\s{2,}\w")
"""What a difference or a mail has put before a line."""

_FENCE: Final = re.compile(r"```\w*\s*$")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


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


def parse_text(text: str) -> Any:
    """
    Read a text as YAML, such as the content of a cell.

    Raises:
        DataError: If it is none.

    Examples:
        >>> parse_text("{product: [drug], n: 0012}")
        {'product': ['drug'], 'n': '0012'}
    """
    return _parse(text, "")["data"]


def _parse(text: str, file: str) -> dict[str, Any]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    escaped = control(text, file) or (entity(text, file) if "&" in text else None)
    if escaped is not None:
        raise DataError((escaped,))
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except YAMLError as error:
        plain = spaced(text) if "\t" in text else text
        if plain != text:
            return _parse(plain, file)
        raise _mended(_syntax_error(error, text, file), error, text) from None
    except RecursionError:
        raise DataError.of("RS1005", Location(file), limit=_MAX_DEPTH) from None
    strange = node is not None and not _is_ours(node)
    if strange and (other := _restored(text)):
        raise DataError((_told_whole(Location(file, 1, 1), text, other),))
    reader = _Reader(file)
    data = None if node is None else reader.convert(node, ())
    if reader.problems:
        raise DataError(tuple(reader.problems))
    return {"data": data, "marks": reader.marks}


def _syntax_error(error: Any, text: str, file: str) -> DataError:
    """Parsers blame a later line: look for what stands before by mistake."""
    marks = [
        mark
        for mark in (
            getattr(error, "context_mark", None),
            getattr(error, "problem_mark", None),
        )
        if mark is not None
    ]
    last = max((mark.line + 1 for mark in marks), default=0)
    before = [p for p in suspects(text, file) if p.where.line <= last]
    lines = text.splitlines()
    fence = next((n for n, line in enumerate(lines, 1) if _FENCE.match(line)), 0)
    if fence and marks and fence == marks[-1].line + 1:
        # A chat has put it around the text.
        shown = lines[fence - 1].rstrip()
        problem = Problem("RS1003", {"reason": shown}, Location(file, fence, 1))
        return DataError((attrs.evolve(problem, mend=Mend(shown, "")),))
    opened = unclosed(text, file)
    if opened and opened.where.line not in {p.where.line for p in before}:
        mend = half_quoted(lines[opened.where.line - 1], opened.where.column)
        return DataError((attrs.evolve(opened, mend=mend),))
    if before:
        nearest = max(problem.where.line for problem in before)
        return DataError(tuple(p for p in before if p.where.line == nearest)[:1])
    reason = getattr(error, "problem", None) or str(error).splitlines()[0]
    # What is never closed is reported where the file ends, and a key without a colon
    # where the next one stands: both begin in the context.
    mark = marks[-1] if marks else None
    while (
        mark is not None
        and len(marks) > 1
        and (mark.line >= len(lines) or any(sign in str(reason) for sign in _EARLIER))
    ):
        marks.pop()
        mark = marks[-1]
    where = Location(file, mark.line + 1, mark.column + 1) if mark else Location(file)
    return DataError.of("RS1003", where, reason=str(reason))


def _mended(fault: DataError, error: Any, text: str) -> DataError:
    """Let the fault of a file that cannot be read stand where a guess mends it."""
    (problem, *_) = fault.problems
    other = _restored(text)
    if other:
        where = Location(problem.where.file, 1, 1)
        return DataError((_told_whole(where, text, other),))
    if problem.mend is not None:
        return fault
    marks = [getattr(error, f"{kind}_mark", None) for kind in ("problem", "context")]
    lines = [problem.where.line, *(mark.line + 1 for mark in marks if mark)]
    found = meant_row(text, lines, problem.where.file)
    if found is None:
        return fault
    return DataError((attrs.evolve(problem, where=found[0], mend=found[1]),))


def _restored(text: str) -> str:
    """The text as it was before something was done to all of it; else empty."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    for other in restored(text):
        try:
            node = YAML(typ="safe", pure=True).compose(other)
        except YAMLError:
            continue
        pairs = node.value if node is not None and node.id == "mapping" else []
        if pairs and all(key.value in known_keys() for key, _ in pairs):
            return other
    return ""


def _is_ours(node: Any) -> bool:
    """Whether any key at the top of a file is known."""
    return node.id == "mapping" and any(
        key.id == "scalar" and key.value in known_keys() for key, _ in node.value
    )


def _told_whole(where: Location, text: str, other: str) -> Problem:
    first = next(line for line in text.splitlines() if line.strip())
    params = {"reason": first[:_SHOWN]}
    lines, others = text.splitlines(), other.splitlines()
    pairs = enumerate(zip_longest(lines, others), 1)
    line = next((n for n, (old, new) in pairs if old != new), 1)
    at = Location(where.file, line, 1)
    return Problem("RS1003", params, at, mend=Mend(text, other, 1))


class _Reader:
    """Turns parser nodes into plain data, within limits."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.marks: dict[str, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self._nodes = 0

    def convert(self, node: Any, path: Path_, *, in_list: bool = False) -> Any:
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        self._nodes += 1
        if self._nodes > _MAX_NODES or len(path) > _MAX_DEPTH:
            limit = _MAX_DEPTH if len(path) > _MAX_DEPTH else _MAX_NODES
            raise DataError.of("RS1005", Location(self.file, line, column), limit=limit)
        self.marks[path_name(path)] = (line, column)
        if node.id == "scalar":
            if _SURROGATES.search(node.value):
                at = Location(self.file, line, column)
                raise DataError.of("RS1003", at, reason="surrogate")
            plain = node.style not in ("'", '"', "|", ">")
            if plain:
                self._look(node, in_list=in_list)
            return None if plain and node.value in ("", "~", "null") else node.value
        if node.id == "sequence":
            flow = bool(node.flow_style)
            return [
                self.convert(part, (*path, index), in_list=flow)
                for index, part in enumerate(node.value)
            ]
        return self._mapping(node, path)

    def _mapping(self, node: Any, path: Path_) -> dict[str, Any]:
        data: dict[str, Any] = {}
        twice: list[Problem] = []
        for key, value in node.value:
            at = Location(self.file, key.start_mark.line + 1, key.start_mark.column + 1)
            if key.id != "scalar":
                raise DataError.of("RS1003", at, reason="complex key")
            if key.style is None:
                self._look(key)
            before = None if path else _BEFORE.match(str(key.value))
            if before:
                params = {"found": before[1], "want": "␣"}
                mend = Mend(before[1], "")
                self.problems.append(Problem("RS1012", params, at, mend=mend))
            if key.value in data:
                twice.append(Problem("RS1006", {"key": key.value}, at))
                continue
            self.marks["?" + path_name((*path, key.value))] = (at.line, at.column)
            data[key.value] = self.convert(value, (*path, key.value))
            empty = data[key.value] is None and not value.value
            if empty or (value.id != "scalar" and not value.flow_style):
                # An empty value stands where the next token is, a block below its key.
                self.marks[path_name((*path, key.value))] = (at.line, at.column)
        if len(twice) > 1 and twice[0].params["key"] == next(iter(data)):
            # It begins as the row before: its dash is missing.
            twice = [attrs.evolve(twice[0], code="RS1018")]
        self.problems += twice
        return data

    def _look(self, node: Any, *, in_list: bool = False) -> None:
        """Note what is odd about a text without quotes."""
        start, end = node.start_mark, node.end_mark
        if start.line != end.line:
            return  # columns would not be those of the file
        at = Location(self.file, start.line + 1, start.column + 1)
        problem = odd(node.value, at, in_list=in_list)
        if problem is not None:
            self.problems.append(problem)


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
