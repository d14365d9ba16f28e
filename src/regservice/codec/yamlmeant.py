"""
What was meant by a row of YAML that no parser takes, if there is no doubt?

A guess counts only if the row can be read with it and has keys that are known, and if
no other guess of its kind makes another row of it that its fields take as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from regservice.codec.keys import canonical_record
from regservice.codec.prescan import known_keys
from regservice.codec.spec import MANIFEST_TABLE, table_names, table_types
from regservice.codec.structure import structure
from regservice.codec.tree import Tree
from regservice.codec.yamlparts import NULLS
from regservice.codec.yamlslips import GUESSES
from regservice.errors import Location, Mend

_ROW: Final = re.compile(r"^(?: *- |[^\s#])")
_ALIAS: Final = re.compile(r"(?<=[\s:\[,{-])\*[\w-]+(?=[\s,\]}]|$)")
_MOST: Final = 120
_LONGEST: Final = 500


def meant_row(
    text: str, lines_blamed: Sequence[int], file: str
) -> tuple[Location, Mend] | None:
    r"""
    Return what was meant by a row that cannot be read.

    Args:
        text: The file.
        lines_blamed: The lines that may be to blame, from 1.
        file: What messages call it.

    Returns:
        The place and the repair; ``None`` if there is none, or more than one.

    Examples:
        >>> meant_row("rules:\n  - id: a/b\n    note: **x**\n", [3], "a.yaml")[1]
        Mend(old='**x**', new='"**x**"')
        >>> meant_row("rules:\n  - - id: a/b\n    note: x\n", [3], "a.yaml")[1]
        Mend(old='- - ', new='- ')
    """
    lines = text.splitlines()
    spots = [n for n in dict.fromkeys(lines_blamed) if 0 < n <= len(lines)]
    if not spots or any(len(lines[n - 1]) > _LONGEST for n in spots):
        return None
    # What is said to be at fault first; then where the parser found out.
    return _meant(lines, spots[:1], file) or _meant(lines, spots, file)


def _meant(
    lines: Sequence[str], spots: Sequence[int], file: str
) -> tuple[Location, Mend] | None:
    for spot in (*spots, *(_before(lines, spot) for spot in spots)):
        line = lines[spot - 1] if spot else ""
        bare = line.strip()
        if line[:1] == " " and bare.endswith(":") and bare[:-1] in table_names():
            return Location(file, spot, 1), Mend(line, bare)
        if bare in table_names():
            return Location(file, spot, 1), Mend(line, f"{bare}:")
    start, end = _row(lines, min(spots), max(spots))
    top = max((n for n in range(start) if lines[n][:1] not in " #\n"), default=start)
    found = _guessed(lines, spots, (start, end), file)
    # Perhaps the head of the table is to blame, or all lines of the row.
    found = found or _guessed(lines, [top + 1], (top, end), file)
    found = found or _shifted(lines, top, (start, end), file)
    for spot in spots:
        if not found and lines[spot - 1].lstrip().startswith("- "):
            found = _shifted(lines, top, _below(lines, spot), file)
    return found


def _below(lines: Sequence[str], line: int) -> tuple[int, int]:
    """A line and all that is indented more."""
    depth = _depth(lines[line - 1])
    ends = (n for n in range(line, len(lines)) if lines[n].strip())
    return line - 1, next((n for n in ends if _depth(lines[n]) <= depth), len(lines))


def _shifted(
    lines: Sequence[str], top: int, row: tuple[int, int], file: str
) -> tuple[Location, Mend] | None:
    """The one step by which a row, or all of it but its first line, is misplaced."""
    start, end = row
    if end - top > _MOST or _read("\n".join(lines[top:end])) is not None:
        return None
    found: list[tuple[Any, Location, Mend]] = []
    for first in (start, start + 1):
        old = lines[first:end]
        depths = [_depth(line) for line in old if line.strip()]
        for step in (2, -2, 1, -1, 3, -3, 4, -4):
            if not depths or min(depths) + step < 0:
                continue
            new = [_moved(line, step) for line in old]
            data = _read("\n".join([*lines[top:first], *new]))
            if data is not None and data not in [known for known, _, _ in found]:
                mend = Mend("\n".join(old), "\n".join(new))
                found.append((data, Location(file, first + 1, 1), mend))
    return found[0][1:] if len(found) == 1 else None


def _moved(line: str, step: int) -> str:
    if not line.strip():
        return line
    return " " * step + line if step > 0 else line[-step:]


def _guessed(
    lines: Sequence[str], blamed: Sequence[int], part_of: tuple[int, int], file: str
) -> tuple[Location, Mend] | None:
    start, end = part_of
    spots = [*blamed]
    spots += [
        n
        for n in (start + 1, *(_before(lines, spot) for spot in blamed))
        if n > start and n not in spots
    ]
    if end - start > _MOST or _read("\n".join(lines[start:end])) is not None:
        return None  # too long, or at fault elsewhere
    table = next((n for n in range(start, -1, -1) if lines[n][:1] not in " #-"), 0)
    cls = _class(lines[table])
    spots = [spot for spot in spots if len(lines[spot - 1]) <= _LONGEST]
    for guesses in GUESSES:
        found: list[tuple[Any, Location, Mend]] = []
        for spot in spots:
            line = lines[spot - 1]
            for column, mend in guesses(line, lines[start : spot - 1]):
                new = line[:column] + mend.new + line[column + len(mend.old) :]
                part = [*lines[start : spot - 1], new, *lines[spot:end]]
                data = _read("\n".join(part))
                if data is not None and data not in [known for known, _, _ in found]:
                    found.append((data, Location(file, spot, column + 1), mend))
        if found:
            # Of several the one that its fields take.
            left = [_faults(data, cls) for data, _, _ in found]
            best = left.index(min(left))
            return found[best][1:] if left.count(left[best]) == 1 else None
    return None


def _class(head: str) -> type:
    """What the rows below a head are; a manifest if it is that of no table."""
    name = table_names().get(head.partition(":")[0].strip(" []"), MANIFEST_TABLE)
    return table_types()[name]


def _faults(data: Any, cls: type) -> int:
    """How much is wrong with rows."""
    if isinstance(data, dict) and len(data) == 1:
        (inner,) = data.values()
        data = inner if isinstance(inner, list) else data
    count = 0
    for row in data if isinstance(data, list) else [data]:
        tree, twice = canonical_record(Tree.of("", row, {}), cls)
        count += len(twice) + len(structure(tree, (), cls)[1])
    return count


def _row(lines: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """First line, from 0, and the line behind the row in which lines lie."""
    depths = [_depth(line) for line in lines if line.lstrip().startswith("- ")]
    if not depths:
        return 0, len(lines)
    heads = [
        n
        for n, line in enumerate(lines)
        # A row may stand a little deeper than the first one.
        if _ROW.match(line) and _depth(line) <= depths[0] + 1
    ]
    start = max((n for n in heads if n < first), default=0)
    behind = min((n for n in heads if n >= last), default=len(lines))
    return start, behind


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _before(lines: Sequence[str], line: int) -> int:
    """The line before one that says anything; 0 if there is none."""
    said = (n for n in range(line - 1, 0, -1) if lines[n - 1].strip())
    return next(said, 0)


def _read(text: str) -> Any:
    """What a parser makes of a row; none if it refuses it, or a key is unknown."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        # What an alias stands for may lie outside of the row.
        node = YAML(typ="safe", pure=True).compose(_ALIAS.sub("alias", text))
    except (YAMLError, RecursionError, ValueError):
        return None
    return None if node is None or not _is_known(node) else _plain(node)


def _is_known(node: Any) -> bool:
    """Whether the keys of a row are known; deeper ones may be names of somebody."""
    if node.id == "mapping" and len(node.value) == 1:
        ((_, inner),) = node.value
        node = inner if inner.id == "sequence" else node  # a table
    rows = node.value if node.id == "sequence" else [node]
    tops = [row for row in rows if row.id == "mapping"]
    if len(tops) < len(rows) or not tops:
        return False
    keys = [key.value for row in tops for key, _ in row.value]
    if not all(isinstance(key, str) for key in keys):
        return False
    inner = [
        key.value
        for row in tops
        for _, value in row.value
        if value.id == "mapping"
        for key, _ in value.value
    ]
    good = all(key in known_keys() for key in keys)
    twice = any(len(row.value) > len({k.value for k, _ in row.value}) for row in tops)
    named = (isinstance(key, str) and _is_name(key) for key in inner)
    return good and not twice and all(named)


def _is_name(key: str) -> bool:
    return key in known_keys() or re.fullmatch(r"[\w:-]+", key) is not None


def _plain(node: Any) -> Any:
    if node.id == "scalar":
        return None if node.style is None and node.value in NULLS else str(node.value)
    if node.id == "sequence":
        return [_plain(part) for part in node.value]
    return {_key(key): _plain(value) for key, value in node.value}


def _key(node: Any) -> str:
    return str(node.value)
