"""Read a data package: a folder of YAML files and workbooks, or one workbook."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from regservice._version import __version__
from regservice.codec.files import (
    BOOK,
    MANIFEST,
    is_data,
    is_manifest,
    is_misnamed,
    manifests_in,
)
from regservice.codec.keys import canonical, canonical_record
from regservice.codec.repair import unknown
from regservice.codec.spec import (
    MANIFEST_TABLE,
    fields_of,
    key_names,
    row_types,
    table_names,
    table_types,
)
from regservice.codec.structure import structure
from regservice.codec.tree import Path_, Tree
from regservice.codec.versions import admits
from regservice.codec.workbook import read_workbook
from regservice.codec.yamltree import read_yaml
from regservice.errors import DataError, Edit, Location, Mend, Problem
from regservice.model.decisiontest import TESTS, DecisionTest, field_key
from regservice.model.package import Contribution, Manifest, Origin, Tables, row_key

_Places = list[tuple[str, Location]]
"""Keys of a row, and of the fields of a test, and where they stand."""

_MISFITS: Final = 4
"""With so many faults a row of a workbook is more likely none, or has moved."""

_OPEN: Final = "~$"
"""With this begin the names of the files that Excel keeps of a workbook in use."""


def read_package(folder: Path) -> Contribution:
    """
    Read a data package.

    Args:
        folder: Holds ``package.yaml``, or a workbook ``package.xlsx`` with a sheet for
            the manifest, and any number of other ``*.yaml`` (or ``*.yml``) files and
            workbooks; or the one workbook that is all of it.

    Returns:
        Manifest, rows, decision tests and where they stand.

    Raises:
        DataError: With every fault of every file.
        MissingExtraError: If there are workbooks, and the extra ``xlsx`` is missing.
    """
    files = package_files(folder)
    if not files:
        code = "RS1007" if folder.is_dir() else "RS1008"
        raise DataError.of(code, Location(str(folder)), file=MANIFEST)
    problems = list(_unread(folder))
    if problems:
        raise DataError(tuple(problems))  # what names its rows is not to blame
    manifests: list[tuple[Location, Manifest]] = []
    rows: dict[str, list[Any]] = {table: [] for table in table_types()}
    places: list[tuple[str, str, Location]] = []
    for path in files:
        for table, row, found in _document(path, problems):
            rows[table].append(row)
            if table == MANIFEST_TABLE:
                manifests.append((found[0][1], row))
            else:
                places += [(table, key, where) for key, where in found]
    problems += named_twice(rows[TESTS], places)
    manifest = _only(files, manifests, problems)
    if problems or manifest is None:
        raise DataError(tuple(problems))
    origins = tuple(
        (table, key, _origin(manifest.name, where)) for table, key, where in places
    )
    tables = Tables(**{table: tuple(rows[table]) for table in row_types()})
    return Contribution(
        manifest=manifest, tables=tables, origins=origins, tests=tuple(rows[TESTS])
    )


def named_twice(
    tests: Iterable[DecisionTest], places: Iterable[tuple[str, str, Location]]
) -> Iterator[Problem]:
    """
    Give the problems of decision tests of one package that have the same id.

    Args:
        tests: The tests.
        places: Table, key and place of rows and of the fields of tests.
    """
    counts = Counter(test.id for test in tests)
    where: dict[str, list[Location]] = {}
    for table, key, at in places:
        if table == TESTS and counts[key] > 1:
            where.setdefault(key, []).append(at)
    for key, (first, *others) in where.items():
        for at in others:
            params = {"key": key, "table": TESTS, "other": str(first)}
            yield Problem("RS2001", params, at, f"{TESTS}:{key}")


def package_files(folder: Path) -> list[Path]:
    """
    Return the files of a package, the one with the manifest first.

    Args:
        folder: A folder, or a workbook.

    Returns:
        The files; none if *folder* is no package.

    Examples:
        >>> package_files(Path("no/such/folder"))
        []
    """
    if folder.suffix.lower() == BOOK and folder.is_file():
        return [folder]
    heads = [folder / name for name in manifests_in(str(folder))]
    if not heads:
        # Never walk through a folder that is no package: it may be a whole disk.
        return []
    others = [
        path
        for path in folder.rglob("*.*")
        if is_data(path.name) and path not in heads and not path.name.startswith(_OPEN)
    ]
    # Workbooks come last: they are slow to read.
    books = {path: path.suffix.lower() == BOOK for path in others}
    return [*heads, *sorted(others, key=lambda path: (books[path], path))]


def _unread(folder: Path) -> Iterator[Problem]:
    """Files whose rows nobody would miss before an answer is wrong."""
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        if is_misnamed(path.name):
            params = {"file": path.name, "want": path.stem}
            yield Problem("RS1028", params, Location(str(path)))
        elif path.is_symlink() and path.is_dir() and _holds_data(path):
            # Who follows links may walk in circles, or through a whole disk.
            yield Problem("RS1035", {"file": path.name}, Location(str(path)))


def _holds_data(folder: Path) -> bool:
    return any(any(map(is_data, names)) for _, _, names in os.walk(folder))


def _origin(package: str, where: Location) -> Origin:
    return Origin(
        package=package,
        file=where.file,
        line=where.line,
        column=where.column,
        cell=where.cell,
    )


def _only(
    files: list[Path],
    manifests: list[tuple[Location, Manifest]],
    problems: list[Problem],
) -> Manifest | None:
    """The manifest, of which there has to be one."""
    if len(manifests) > 1:
        where, _ = manifests[1]
        problems.append(Problem("RS1023", {"other": str(manifests[0][0])}, where))
    if not manifests and not problems:
        book = str(files[0])
        problems.append(Problem("RS1024", {"file": book}, Location(book)))
    return manifests[0][1] if manifests else None


def _document(
    path: Path, problems: list[Problem]
) -> Iterator[tuple[str, Any, _Places]]:
    """The rows of one file, and the manifest if it is there."""
    try:
        if path.suffix.lower() == BOOK:
            tree, found = read_workbook(path)
        else:
            tree, found = read_yaml(path), []
    except DataError as error:
        problems.extend(error.problems)
        return
    if is_manifest(path.name) and path.suffix.lower() != BOOK:
        tree = _bare(tree)
        tree, more = canonical_record(tree, Manifest)
        _must_fit(tree, ())
        manifest, faults = structure(tree, (), Manifest)
        problems.extend([*found, *more, *faults])
        if manifest is not None:
            yield MANIFEST_TABLE, manifest, [(MANIFEST_TABLE, tree.where(()))]
        return
    tree, more = canonical(tree)
    problems.extend([*found, *more])
    yield from _rows(tree, problems)


def _bare(tree: Tree) -> Tree:
    """A manifest that stands below the name of its table, as in a workbook."""
    data = tree.data
    if not isinstance(data, dict) or len(data) != 1:
        return tree
    ((key, inner),) = data.items()
    if table_names().get(key) != MANIFEST_TABLE or not isinstance(inner, dict):
        return tree
    return tree.below(key)


def _must_fit(tree: Tree, path: Path_) -> None:
    """Refuse a manifest that is written for another version, and say no more of it."""
    other = unfit(tree, path)
    if other is not None:
        # Its other fields may be those of another version: nothing more is said.
        raise DataError((other,))


def unfit(tree: Tree, path: Path_ = ()) -> Problem | None:
    """
    Return the problem of a manifest that is written for another version.

    Args:
        tree: The document.
        path: Where the manifest stands in it, with ``name`` and ``requires``.

    Returns:
        ``None`` if it is written for this version, or does not say.
    """
    data = tree.data
    for step in path:
        data = data[step]
    wanted = data.get("requires") if isinstance(data, dict) else None
    if not isinstance(wanted, str):
        return None
    where = tree.where((*path, "requires"))
    try:
        if admits(wanted, __version__):
            return None
    except ValueError as error:
        params = attrs.asdict(error.args[0])
        return Problem("RS1105", params, where, "requires", params["allowed"])
    name = str(data.get("name"))
    params = {"name": name, "wanted": wanted, "here": __version__}
    return Problem("RS2107", params, where, "requires")


def _rows(tree: Tree, problems: list[Problem]) -> Iterator[tuple[str, Any, _Places]]:
    if tree.data is None:
        return
    types = table_types()
    if not isinstance(tree.data, dict):
        allowed = ", ".join(types)
        problems.append(Problem("RS1101", {}, tree.where(()), "", allowed))
        return
    for table, entries in tree.data.items():
        where = tree.where((table,), key=True)
        if table not in types:
            problems.append(unknown(table, table_names(), where))
            continue
        if entries is None:
            continue
        if not isinstance(entries, list):
            params = {"field": table, "value": str(entries)[:40]}
            mend = _as_rows(tree, table, entries, types[table])
            problems.append(Problem("RS1105", params, where, table, "- ...", mend=mend))
            continue
        faults: dict[int, list[Problem]] = {}
        for index in range(len(entries)):
            if table == MANIFEST_TABLE:
                _must_fit(tree, (table, index))
            row, found = structure(tree, (table, index), types[table])
            faults[index] = _in_cells(found)
            if row is not None:
                yield table, row, _places(tree, table, index, row)
        problems.extend(_in_table(faults, entries, types[table]))


def _in_table(
    faults: Mapping[int, list[Problem]], entries: list[Any], cls: type
) -> Iterator[Problem]:
    """The faults of rows; one of two rows that were one, and of a value in a column."""
    seen: set[tuple[str, str, str]] = set()
    halves = [
        index
        for index in faults
        if _is_half(faults[index])
        and _is_half(faults.get(index + 1, []))
        and _are_one(entries[index], entries[index + 1], cls)
    ]
    for index, found in faults.items():
        if index in halves:
            continue
        if index - 1 in halves:
            yield _second_half(found[0], entries[index])
            continue
        for problem in found:
            column = problem.where.cell.rpartition("!")[2].rstrip("0123456789")
            same = column, problem.code, str(problem.params.get("value"))
            if not column or same not in seen or problem.code != "RS1105":
                yield problem
            seen.add(same)


def _is_half(found: list[Problem]) -> bool:
    """Whether nothing is wrong with a row but what is missing."""
    return bool(found) and all(p.code in ("RS1102", "RS1030") for p in found)


def _are_one(first: Any, second: Any, cls: type) -> bool:
    """Whether two rows have together all that one needs, and nothing twice."""
    if not isinstance(first, dict) or not isinstance(second, dict):
        return False
    needed = {spec.name for spec in fields_of(cls).values() if spec.is_required}
    return not first.keys() & second.keys() and needed <= {*first, *second}


def _second_half(problem: Problem, row: Any) -> Problem:
    """A row that is the rest of the one before it: its dash is too many."""
    at = problem.where
    mend = None
    if at.line and at.column > len("- "):
        mend = Mend("- ", "  ", at.line, at.column - len("- "))
    params = {"key": next(iter(row), "")}
    return attrs.evolve(problem, code="RS1033", params=params, mend=mend)


def _in_cells(problems: list[Problem]) -> list[Problem]:
    """One problem of a cell, and one of a row of which nearly nothing fits."""
    if not problems or not problems[0].where.cell:
        return problems
    cells: dict[str, Problem] = {}
    for problem in problems:
        cells.setdefault(f"{problem.where.cell}{problem.code}", problem)
    found = [*cells.values()]
    if len(found) < _MISFITS:
        return found
    names = [p.where.cell.rpartition("!")[2] for p in found]
    params = {"cells": "、".join(names), "count": len(names)}
    return [attrs.evolve(found[0], code="RS1032", params=params, mend=None)]


def _as_rows(tree: Tree, table: str, entries: Any, cls: type) -> Mend | None:
    """How rows that stand below their ids become a list; none if they are no rows."""
    key = next((name for name in ("id", "code") if name in fields_of(cls)), "")
    if isinstance(entries, dict) and entries.keys() <= {*key_names(cls)}:
        at = tree.where((table, next(iter(entries))), key=True)
        old, column = next(iter(entries)), at.column - len("- ")
        return Mend(f"  {old}", f"- {old}", at.line, column) if column > 0 else None
    if not key or not isinstance(entries, dict) or not entries:
        return None
    word = fields_of(cls)[key].word.key if tree.spelt else key
    edits = []
    for name, row in entries.items():
        at = tree.where((table, name), key=True)
        inner = next(iter(row), None) if isinstance(row, dict) else None
        below = tree.where((table, name, inner), key=True) if inner else at
        if below.line != at.line + 1 or below.column != at.column + len("- "):
            return None
        edits.append(Edit(f"{name}:", f"- {word}: {name}", at.line, at.column))
    return Mend(
        edits[0].old, edits[0].new, edits[0].line, edits[0].column, tuple(edits[1:])
    )


def _places(tree: Tree, table: str, index: int, row: Any) -> _Places:
    """Where a row stands; of a test also each field, and each entry of a list."""
    if table == MANIFEST_TABLE:
        return [(table, tree.where((table, index)))]
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
