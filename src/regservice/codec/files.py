"""Which files make a data package? Nothing else is here: every start asks."""

from __future__ import annotations

import os
from typing import Final

MANIFEST: Final = "package.yaml"
"""File name of the manifest."""

BOOK: Final = ".xlsx"
"""File suffix of workbooks."""

MANIFESTS: Final = (MANIFEST, "package.yml", "package.xlsx", "规则包.xlsx")
"""Each of these makes a folder a package; a workbook holds the manifest as a sheet."""

SUFFIXES: Final = (".yaml", ".yml", BOOK)
"""Endings of the files of a package, in any case."""

_HIDDEN: Final = ".txt"
"""What an editor adds to a name where the system does not show it."""


def is_manifest(name: str) -> bool:
    """
    Tell whether a file of that name makes its folder a package.

    Examples:
        >>> is_manifest("package.YML"), is_manifest("rules.yaml")
        (True, False)
    """
    return name.lower() in MANIFESTS


def manifests_in(folder: str) -> list[str]:
    """
    Return the names of the files that make a folder a package, the first one first.

    Examples:
        >>> manifests_in("no/such/folder")
        []
    """
    try:
        names = sorted(filter(is_manifest, os.listdir(folder)))
    except OSError:
        return []
    found = [name for name in names if os.path.isfile(os.path.join(folder, name))]
    return sorted(found, key=lambda name: MANIFESTS.index(name.lower()))


def is_data(name: str) -> bool:
    """
    Tell whether a file of that name is one of a package.

    Examples:
        >>> is_data("rules.YAML"), is_data("README.md")
        (True, False)
    """
    return name.lower().endswith(SUFFIXES)


def is_misnamed(name: str) -> bool:
    """
    Tell whether a file of that name was meant to be one of a package.

    Examples:
        >>> is_misnamed("rules.yaml.txt"), is_misnamed("notes.txt")
        (True, False)
    """
    plain = name.lower()
    return plain.endswith(_HIDDEN) and is_data(plain.removesuffix(_HIDDEN))
