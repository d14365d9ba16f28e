"""Read the folder of a data package: manifest and tables."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any, Final, get_args

import attrs

from regservice.codec.structure import structure
from regservice.codec.yamltree import Tree, read_yaml
from regservice.errors import DataError, Location, Problem
from regservice.model.decisiontest import TESTS, DecisionTest, field_key
from regservice.model.package import Contribution, Manifest, Origin, Tables, row_key

MANIFEST: Final = "package.yaml"
"""File name of the manifest."""

_ROW_TYPES: Final[dict[str, Any]] = {
    table.name: get_args(table.type)[0]
    for table in attrs.fields(attrs.resolve_types(Tables))
} | {TESTS: DecisionTest}


def read_package(folder: Path) -> Contribution:
    """
    Read a data package.

    Args:
        folder: Holds ``package.yaml`` and any number of other ``*.yaml`` files,
            each a mapping from table name to rows, or from ``tests`` to decision
            tests.

    Returns:
        Manifest, rows, tests and where they stand.

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
        for table, row, places in _rows(tree, problems):
            rows[table].append(row)
            name = manifest.name if manifest else folder.name
            for key, where in places:
                origin = Origin(
                    package=name, file=where.file, line=where.line, column=where.column
                )
                origins.append((table, key, origin))
    if problems or manifest is None:
        raise DataError(tuple(problems))
    tests = tuple(rows.pop(TESTS))
    tables = Tables(**{table: tuple(found) for table, found in rows.items()})
    return Contribution(
        manifest=manifest, tables=tables, origins=tuple(origins), tests=tests
    )


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
    manifest, found = structure(tree, (), Manifest)
    problems.extend(found)
    return manifest


_Places = list[tuple[str, Location]]
"""Keys of a row, and of the fields of a test, and where they stand."""


def _rows(tree: Tree, problems: list[Problem]) -> list[tuple[str, Any, _Places]]:
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
                result.append((table, row, _places(tree, table, index, row)))
    return result


def _places(tree: Tree, table: str, index: int, row: Any) -> _Places:
    """Where a row stands; of a test also each field, and each entry of a list."""
    if table != TESTS:
        return [(row_key(row), tree.where((table, index)))]
    paths: list[tuple[str | int, ...]] = [()]
    for name, value in tree.data[table][index].items():
        inner = list(value) if isinstance(value, dict) else []
        inner += list(range(len(value))) if isinstance(value, list) else []
        paths += [(name,), *((name, part) for part in inner)]
    return [
        (field_key(row.id, *path), tree.where((table, index, *path))) for path in paths
    ]
