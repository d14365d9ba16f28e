"""
Start an engine from a pack, without importing or compiling any package.

What the pack was made from is compared with what is installed before its rows are
used: a stale pack is refused.
"""

from __future__ import annotations

import os
from typing import Literal

from regservice.codec.packfile import MAX_BYTES, load
from regservice.core.routing.book import Book
from regservice.engine.engine import Engine
from regservice.engine.pack import Pack
from regservice.errors import DataError, file_error
from regservice.plugin.found import Found
from regservice.plugin.installation import differences, survey
from regservice.ruleset.ruleset import Ruleset


def load_pack(
    path: str | os.PathLike[str], *, stale: Literal["refuse", "accept"] = "refuse"
) -> Engine:
    """
    Start an engine from a pack.

    Nothing of a package is imported or compiled. ``engine.packages`` names the
    packages without their rows, which the pack holds as one.

    Args:
        path: The file.
        stale: Whether a pack is refused that does not fit what is installed: the
            library, the distributions, or a file of a package. A folder that was
            given to :func:`regservice.load` is looked for where it was then.

    Returns:
        The engine; it routes like the one that was saved.

    Raises:
        DataError: If the file cannot be read, is no pack, is damaged, was made by
            another version, or is stale; with every difference.
    """
    file = os.fspath(path)
    pack = load(_content(file), Pack, file)
    if stale != "accept":
        now = survey(
            [part.folder for part in pack.installation.parts if part.folder],
            discover=pack.installation.discovered,
        )
        problems = differences(pack.installation, now, file)
        if problems:
            raise DataError(tuple(problems))
    ruleset = Ruleset(
        Book.of(pack.tables),
        pack.digest,
        pack.manifests,
        {(table, key): origin for table, key, origin in pack.origins},
        {(table, key): origin for table, key, origin in pack.superseded},
    )
    found = tuple(
        Found(name=name, version=version, origin=origin, manifest=manifest)
        for name, version, origin, manifest in pack.packages
    )
    return Engine(ruleset, found, pack.installation)


def _content(file: str) -> bytes:
    try:
        with open(file, "rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise file_error(error, file) from None
