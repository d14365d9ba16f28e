"""
Which distributions announce a package, by their metadata as it lies on the disk?

As the survey of what is installed asks this at every start, importlib.metadata is only
imported where ``sys.path`` is more than plain folders.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib.machinery import PathFinder
from typing import Any, Final

from regservice.plugin.sources import GROUP

_INFO: Final = (".dist-info", ".egg-info")
_ALIKE: Final = str.maketrans("._", "--")

Announced = tuple[str, str, list[str]]
"""Name and version of a distribution, and the modules of its entry points."""


def announced() -> Iterator[Announced]:
    """As importlib.metadata does: the first of one name on the path counts."""
    paths: list[Any] = sys.path  # others may have put anything there
    odd = any(
        not isinstance(path, str) or path.endswith(".egg") or os.path.isfile(path)
        for path in paths
    )
    others = any(
        hasattr(finder, "find_distributions")
        for finder in sys.meta_path
        if finder is not PathFinder
    )
    known = set()
    for found in _by_importlib() if odd or others else _by_folder():
        # Names are the same whatever their case, dots, dashes and underlines.
        words = found[0].lower().translate(_ALIKE).split("-")
        key = "-".join(filter(None, words))
        if key not in known:
            known.add(key)
            yield found


def _by_importlib() -> Iterator[Announced]:
    """The long way, for zip files and eggs on the path and finders of others."""
    from importlib import metadata

    for found in metadata.distributions():
        try:
            modules = [e.module for e in found.entry_points if e.group == GROUP]
        except (TypeError, ValueError):  # whoever imports it says that it is unreadable
            continue
        if modules:
            yield found.name, found.version, modules


def _by_folder() -> Iterator[Announced]:
    for folder in dict.fromkeys(path or "." for path in sys.path):
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        for info in sorted(name for name in names if name.endswith(_INFO)):
            at = os.path.join(folder, info)
            modules = _modules(_read(os.path.join(at, "entry_points.txt")))
            if modules:
                name = "METADATA" if info.endswith(_INFO[0]) else "PKG-INFO"
                heads = _read(os.path.join(at, name)).partition("\n\n")[0]
                yield _head(heads, "name"), _head(heads, "version"), modules


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def _head(heads: str, name: str) -> str:
    for line in heads.splitlines():
        key, _, value = line.partition(":")
        if key.lower() == name:
            return value.strip()
    return ""


def _modules(text: str) -> list[str]:
    r"""
    Return the modules that the entry points of the group name.

    Examples:
        >>> _modules("[other]\nx = y:z\n[regservice]\na = b.c:d [e]\n")
        ['b.c']
    """
    section, found = "", []
    for raw in text.splitlines():
        line = raw.strip()
        if line.startswith("["):
            section = line.strip("[]")
        elif section == GROUP and "=" in line and not line.startswith(("#", ";")):
            value = line.partition("=")[2]
            found.append(value.replace("[", ":").partition(":")[0].strip())
    return found
