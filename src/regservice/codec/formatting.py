"""Which files of a package are not in order, and what would be in their place?"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import attrs

from regservice.codec.bookfmt import format_book
from regservice.codec.cells import read_content
from regservice.codec.files import BOOK, is_manifest
from regservice.codec.keys import canonical
from regservice.codec.workbook import read_workbook
from regservice.codec.yamlfmt import format_yaml
from regservice.errors import DataError, Location


@attrs.frozen
class Formatted:
    """
    One file.

    Attributes:
        path: The file.
        before: Its content.
        after: What it should be.
    """

    path: Path
    before: bytes = attrs.field(repr=False)
    after: bytes = attrs.field(repr=False)

    @property
    def is_changed(self) -> bool:
        """Whether it is not in order."""
        return self.before != self.after


def formatted(path: Path, lang: str | None = None) -> Formatted:
    """
    Work out what a file should be; nothing is written.

    Args:
        path: A YAML file or a workbook.
        lang: Language of keys and choices; ``None`` to leave them, which leaves a
            workbook as it is.

    Raises:
        DataError: If it cannot be read, or would read otherwise afterwards.
        MissingExtraError: If a workbook is to be changed, and the extra is missing.
    """
    before = read_content(path)
    if path.suffix.lower() != BOOK:
        try:
            text = before.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = before[: error.start].count(b"\n") + 1
            raise DataError.of("RS1002", Location(str(path), line)) from None
        head = is_manifest(path.name)
        done = format_yaml(text, str(path), is_manifest=head, lang=lang)
        return Formatted(path, before, done.encode())
    after = format_book(path, lang) if lang is not None else None
    if after is None:
        return Formatted(path, before, before)
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder, path.name)
        draft.write_bytes(after)
        if _meaning(draft) != _meaning(path):
            raise DataError.of("RS1027", Location(str(path)))
    return Formatted(path, before, after)


def _meaning(path: Path) -> tuple[Any, list[str]]:
    tree, problems = read_workbook(path)
    tree, more = canonical(tree)
    return tree.data, [problem.code for problem in (*problems, *more)]
