"""
What is in a pack, and how is an engine saved to one?

A pack is data: the rows of all packages in one file, with what they were made
from, so that whoever starts from it can tell whether it is stale.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from regservice.codec.packfile import dump
from regservice.errors import DataError, Location
from regservice.model.package import Manifest, Origin, Tables
from regservice.plugin.installation import Installation

if TYPE_CHECKING:
    from regservice.engine.engine import Engine


@attrs.frozen(kw_only=True)
class Pack:
    """
    What one file holds.

    Attributes:
        digest: Fingerprint of the normative rows.
        tables: The rows of all packages.
        manifests: Their manifests, sorted by name.
        origins: Table and key of each row, and where it was written.
        superseded: The same of rows that another package has replaced.
        packages: Name, version, origin and manifest of each sound package.
        installation: What the engine was loaded from.
    """

    digest: str
    tables: Tables
    manifests: tuple[Manifest, ...]
    origins: tuple[tuple[str, str, Origin], ...]
    superseded: tuple[tuple[str, str, Origin], ...]
    packages: tuple[tuple[str, str, str, Manifest | None], ...]
    installation: Installation


def save(engine: Engine, path: str | os.PathLike[str]) -> None:
    """
    Write an engine to a pack, whole or not at all.

    Quarantined packages are left out; ``engine.problems`` lists them.

    Args:
        engine: Made by :func:`regservice.load` or :func:`regservice.load_pack`.
        path: The file; what was there is replaced.

    Raises:
        DataError: If the engine was put together by hand, if it holds strategies,
            which are code, or if the file cannot be written.

    Examples:
        >>> import tempfile, regservice as rs
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     save(rs.load(discover=False), f"{folder}/rules.pack")
        ...     rs.load_pack(f"{folder}/rules.pack").digest[:7]
        'sha256:'
    """
    from pathlib import Path

    from regservice.exports.files import write_bytes

    where = Location(os.fspath(path))
    if engine.installation is None:
        raise DataError.of("RS3507", where)
    strategies = sorted(engine.book.strategies)
    if strategies:
        raise DataError.of("RS3508", where, names=", ".join(strategies))
    pack = Pack(
        digest=engine.digest,
        tables=engine.book.tables,
        manifests=engine.ruleset.manifests,
        origins=_stated(engine.ruleset.origins),
        superseded=_stated(engine.ruleset.superseded),
        packages=tuple(
            (found.name, found.version, found.origin, found.manifest)
            for found in engine.packages
            if found.state == "loaded"
        ),
        installation=engine.installation,
    )
    write_bytes(Path(path), dump(pack))


def _stated(origins: Mapping[tuple[str, str], Origin]) -> tuple[Any, ...]:
    return tuple((*key, origins[key]) for key in sorted(origins))
