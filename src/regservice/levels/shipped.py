"""Which files of a package are installed, or would be: and are they what they say?"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import Final

import attrs

from regservice.codec.package import package_files
from regservice.errors import DataError, Problem
from regservice.exports.data_wheel import CHANGES, data_wheel
from regservice.exports.source_wheel import PROJECT, source_wheel
from regservice.exports.wheel import Wheel, wheel_bytes
from regservice.model.package import Manifest
from regservice.plugin.sources import GROUP

COMPILED: Final = (".so", ".pyd", ".dll", ".dylib", ".c", ".pyx")
"""Endings of files that are no pure Python."""

_HELD: Final = ("RECORD", "METADATA", "WHEEL", "INSTALLER", "REQUESTED")
_LICENCES: Final = "licenses"


@attrs.frozen(kw_only=True)
class Shipped:
    """
    What of a package is installed, or would be.

    Attributes:
        wheel: The files and metadata; ``None`` if no wheel can be made of it.
        faults: File, and code of what is wrong with it.
        problems: Why no wheel can be made of it.
        root: The folder from which its code is imported; empty for where Python looks.
        folder: The folder in which readme and record of changes lie, if it is known.
        is_plain: Whether all of it is data, and the code is that of the builder.
    """

    wheel: Wheel | None = None
    faults: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    root: str = ""
    folder: Path | None = None
    is_plain: bool = False


def shipped(
    asked: str, home: Path | None, manifest: Manifest, needs: Sequence[Manifest] = ()
) -> Shipped:
    """
    Build the wheel of a package, or read the one that is installed.

    Args:
        asked: Its path, or the name of a distribution.
        home: Where its tables are; ``None`` if all rows are Python.
        manifest: Its manifest.
        needs: The packages without which it does not compile.

    Returns:
        What is in it, with all that is wrong.
    """
    path = Path(asked)
    if not path.exists():
        source = _source(home)
        if source is None:
            return _installed(asked, home)
        path = source
    if path.suffix == ".py":
        faults = ((asked, "script"),)
        return Shipped(faults=faults, root=str(path.parent), folder=path.parent)
    try:
        plain = path == home or not (path / PROJECT).is_file()
        if plain:
            one, two = (data_wheel(path, manifest, needs) for _ in range(2))
        else:
            bare = manifest if home else None
            one, two = (source_wheel(path, bare) for _ in range(2))
        same = wheel_bytes(one) == wheel_bytes(two)
    except DataError as error:
        return Shipped(problems=error.problems, folder=path)
    return Shipped(
        wheel=one,
        faults=(*_wrong(one, home), *(() if same else ((one.file, "differs"),))),
        root="" if plain else str(path / "src"),
        folder=path.parent if path.is_file() else path,
        is_plain=plain,
    )


def _source(home: Path | None) -> Path | None:
    """The source folder of a package that is installed from where it is edited."""
    for at in home.parents if home else ():
        if at.name == "src" and (at.parent / PROJECT).is_file():
            return at.parent
    return None


def _wrong(wheel: Wheel, home: Path | None) -> Iterator[tuple[str, str]]:
    for name in wheel.files:
        if name.endswith(COMPILED):
            yield name, "compiled"
    held = set(wheel.files.values())
    for path in package_files(home) if home else ():
        if path.read_bytes() not in held:
            yield str(path), "missing"


def _installed(name: str, home: Path | None) -> Shipped:
    """What the record of a distribution lists, as far as it is still so."""
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return Shipped(faults=((name, "unknown"),))
    files: dict[str, bytes] = {}
    licences: dict[str, bytes] = {}
    faults: list[tuple[str, str]] = []
    for file in found.files or ():
        path, text = Path(str(found.locate_file(file))), file.as_posix()
        if path.suffix == ".pyc" or path.name in _HELD:
            continue
        if not path.is_file():
            faults.append((text, "gone"))
            continue
        content = path.read_bytes()
        if file.hash and file.hash.value != _hash(content, file.hash.mode):
            faults.append((text, "altered"))
        if ".dist-info/" not in text:
            files[text] = content
        elif f"/{_LICENCES}/" in text or "LICEN" in text.upper():
            licences[path.name] = content
    points = {p.name: p.value for p in found.entry_points if p.group == GROUP}
    wheel = Wheel(
        name=found.metadata["Name"],
        version=found.version,
        metadata=tuple(
            (key, str(found.metadata[key]))
            for key in ("License", "License-Expression")
            if key in found.metadata
        ),
        description=str(found.metadata.json.get("description", "")),
        entry_points={GROUP: points},
        files=files,
        licences=licences,
    )
    return Shipped(wheel=wheel, faults=(*faults, *_wrong(wheel, home)))


def _hash(content: bytes, mode: str) -> str:
    digest = hashlib.new(mode, content).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def changes_of(found: Shipped) -> str:
    """Return the record of changes of a package, or its description for want of it."""
    for file, content in found.wheel.files.items() if found.wheel else ():
        if file.rpartition("/")[2] in CHANGES:
            return content.decode("utf-8", "replace")
    for name in CHANGES:
        if found.folder is not None and (found.folder / name).is_file():
            return (found.folder / name).read_text("utf-8", "replace")
    return readme_of(found)


def readme_of(found: Shipped) -> str:
    """Return the description of a package; empty if it has none."""
    return found.wheel.description if found.wheel else ""
