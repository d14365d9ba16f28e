"""Read the folder of a data package: manifest and tables."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any, Final, get_args

import attrs

from regservice._version import __version__
from regservice.codec.structure import structure
from regservice.codec.versions import admits
from regservice.codec.yamltree import Tree, read_yaml
from regservice.errors import DataError, Location, Problem
from regservice.model.package import Contribution, Manifest, Origin, Tables, row_key

MANIFEST: Final = "package.yaml"
"""File name of the manifest."""

_ROW_TYPES: Final[dict[str, Any]] = {
    table.name: get_args(table.type)[0]
    for table in attrs.fields(attrs.resolve_types(Tables))
}


def read_package(folder: Path) -> Contribution:
    """
    Read a data package.

    Args:
        folder: Holds ``package.yaml`` and any number of other ``*.yaml`` files,
            each a mapping from table name to rows.

    Returns:
        Manifest, rows and where they stand.

    Raises:
        DataError: With every fault of every file.
    """
    if not folder.is_dir():
        raise DataError.of("RS1008", Location(str(folder)))
    problems: list[Problem] = []
    manifest = _manifest(folder, problems)
    if not (folder / MANIFEST).is_file():
        # Never walk through a folder that is no package: it may be a whole disk.
        raise DataError(tuple(problems))
    rows: dict[str, list[Any]] = {table: [] for table in _ROW_TYPES}
    origins: list[tuple[str, str, Origin]] = []
    for path in sorted(folder.rglob("*.yaml")):
        if path.name == MANIFEST:
            continue
        try:
            tree = read_yaml(path)
        except DataError as error:
            problems.extend(error.problems)
            continue
        for table, row, where in _rows(tree, problems):
            rows[table].append(row)
            name = manifest.name if manifest else folder.name
            origin = Origin(
                package=name, file=where.file, line=where.line, column=where.column
            )
            origins.append((table, row_key(row), origin))
    if problems or manifest is None:
        raise DataError(tuple(problems))
    tables = Tables(**{table: tuple(found) for table, found in rows.items()})
    return Contribution(manifest=manifest, tables=tables, origins=tuple(origins))


def _manifest(folder: Path, problems: list[Problem]) -> Manifest | None:
    path = folder / MANIFEST
    if not path.is_file():
        problems.append(Problem("RS1007", {"file": MANIFEST}, Location(str(folder))))
        return None
    try:
        tree = read_yaml(path)
    except DataError as error:
        problems.extend(error.problems)
        return None
    other = unfit(tree)
    if other is not None:
        # Its other fields may be those of another version: nothing more is said.
        raise DataError((other,))
    manifest, found = structure(tree, (), Manifest)
    problems.extend(found)
    return manifest


def unfit(tree: Tree) -> Problem | None:
    """
    Return the problem of a manifest that is written for another version.

    Args:
        tree: The manifest, with ``name`` and ``requires``.

    Returns:
        ``None`` if it is written for this version, or does not say.
    """
    wanted = tree.data.get("requires") if isinstance(tree.data, dict) else None
    if not isinstance(wanted, str):
        return None
    where = tree.where(("requires",))
    try:
        if admits(wanted, __version__):
            return None
    except ValueError as error:
        params = attrs.asdict(error.args[0])
        return Problem("RS1105", params, where, "requires", params["allowed"])
    name = str(tree.data.get("name"))
    params = {"name": name, "wanted": wanted, "here": __version__}
    return Problem("RS2107", params, where, "requires")


def _rows(tree: Tree, problems: list[Problem]) -> list[tuple[str, Any, Location]]:
    if tree.data is None:
        return []
    if not isinstance(tree.data, dict):
        problems.append(
            Problem("RS1101", {}, tree.where(()), "", ", ".join(_ROW_TYPES))
        )
        return []
    result = []
    for table, entries in tree.data.items():
        where = tree.where((table,), key=True)
        if table not in _ROW_TYPES:
            near = difflib.get_close_matches(table, _ROW_TYPES, 1, 0.6)
            params = {"field": table, "near": near[0] if near else ""}
            code = "RS1104" if near else "RS1103"
            allowed = ", ".join(_ROW_TYPES)
            problems.append(
                Problem(code, {**params, "allowed": allowed}, where, table, allowed)
            )
            continue
        if entries is None:
            continue
        if not isinstance(entries, list):
            params = {"field": table, "value": str(entries)[:40]}
            problems.append(Problem("RS1105", params, where, table, "- ..."))
            continue
        for index in range(len(entries)):
            row, found = structure(tree, (table, index), _ROW_TYPES[table])
            problems.extend(found)
            if row is not None:
                result.append((table, row, tree.where((table, index))))
    return result
