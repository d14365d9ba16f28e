"""Which files make a data package? Nothing else is here: every start asks."""

from __future__ import annotations

from typing import Final

MANIFEST: Final = "package.yaml"
"""File name of the manifest."""

BOOK: Final = ".xlsx"
"""File suffix of workbooks."""

MANIFESTS: Final = (MANIFEST, "package.xlsx", "规则包.xlsx")
"""Each of these makes a folder a package; a workbook holds the manifest as a sheet."""

SUFFIXES: Final = (".yaml", BOOK)
"""Endings of the files of a package."""
