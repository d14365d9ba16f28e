"""How much does a package bring, and how long does it take to read?"""

from __future__ import annotations

import os
import time
from pathlib import Path

import attrs

from regservice.codec.files import manifests_in
from regservice.codec.package import read_package
from regservice.engine.engine import Engine
from regservice.errors import RegserviceError
from regservice.plugin.found import Found


@attrs.frozen
class Facts:
    """
    What is measured of a package.

    Attributes:
        items: Number of service items.
        rows: Number of all rows.
        read_milliseconds: How long its tables take to be read once more, with what
            was kept of earlier times; ``None`` where no folder holds them.
    """

    items: int
    rows: int
    read_milliseconds: int | None

    def cells(self) -> tuple[str, str, str]:
        """Return the cells of a table."""
        spent = self.read_milliseconds
        return str(self.items), str(self.rows), "" if spent is None else str(spent)


def facts_of(engine: Engine, found: Found) -> Facts:
    """
    Count the rows of a package, and read its tables again; no code of it runs.

    Args:
        engine: Compiled from the packages themselves.
        found: One of its packages.
    """
    name = found.manifest.name if found.manifest else ""
    keys = [
        (table, origin)
        for (table, _), origin in engine.ruleset.origins.items()
        if origin.package == name
    ]
    files = {origin.file for _, origin in keys if origin.file}
    items = sum(table == "items" for table, _ in keys)
    return Facts(items, len(keys), _milliseconds(files))


def _milliseconds(files: set[str]) -> int | None:
    try:
        common = Path(os.path.commonpath(files))
    except ValueError:  # no file at all, or files of several drives
        return None
    homes = [at for at in (common, *common.parents) if manifests_in(str(at))]
    if not homes and not common.is_file():
        return None
    before = time.perf_counter()
    try:
        read_package(homes[0] if homes else common)
    except RegserviceError:
        return None
    return round((time.perf_counter() - before) * 1000)
