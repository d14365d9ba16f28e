"""``regservice check --fix``: mend what a machine can, and show what was done."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from regservice.cli.output import Output
from regservice.codec.mend import mended
from regservice.errors import Problem
from regservice.exports.files import write_bytes

_ROUNDS: Final = 20


def fix(
    output: Output,
    check: Callable[[], Sequence[Problem]],
    show: Callable[[str], None],
) -> int:
    """
    Mend files until nothing is left that a machine can mend.

    A file is only changed if fewer faults remain than before; what does not help is
    put back.

    Args:
        output: The language.
        check: Reads the packages again and returns what is wrong.
        show: Prints a line of what has been changed.

    Returns:
        How many faults were mended.
    """
    problems = check()
    first, originals = len(problems), dict[Path, bytes]()
    for _ in range(_ROUNDS):
        files = mended(problems)
        if not files:
            break
        before = {path: path.read_bytes() for path in files}
        _write(files)
        after = check()
        # Behind a file that cannot be read there may be more.
        if len(after) >= len(problems) and not _is_further(problems, after):
            _write(before)
            break
        originals = {**before, **originals}
        problems = after
    for path, content in sorted(originals.items()):
        for line in _changes(output, path, content):
            show(line)
    return max(first - len(problems), len(originals))


def _is_further(before: Sequence[Problem], after: Sequence[Problem]) -> bool:
    """Whether the faults that were mended are gone, although others came to light."""
    old = {(p.code, p.where, p.field) for p in before if p.mend or p.code == "RS1002"}
    new = {(p.code, p.where, p.field) for p in after}
    return old.isdisjoint(new)


def _write(files: Mapping[Path, bytes]) -> None:
    for path, content in files.items():
        write_bytes(path, content)


def _changes(output: Output, path: Path, before: bytes) -> list[str]:
    """The change of a text as lines; of a workbook its name."""
    after = path.read_bytes()
    try:
        old, new = (text.decode().splitlines() for text in (before, after))
    except UnicodeDecodeError:
        return [output.text("check.mended", file=path)]
    name = str(path)
    return list(difflib.unified_diff(old, new, name, name, lineterm="", n=0))
