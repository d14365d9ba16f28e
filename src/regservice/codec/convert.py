"""
Write a package anew, as YAML, workbook or Python, and see that it is the same.

A target appears as a whole or not at all, and never in the place of another.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from regservice.codec.bookout import to_workbook
from regservice.codec.files import BOOK, MANIFEST
from regservice.codec.package import package_files, read_package
from regservice.codec.plain import plain_tables, rows_of, table_key
from regservice.codec.pyout import from_python, to_python
from regservice.codec.spec import MANIFEST_TABLE, table_types
from regservice.codec.workbook import read_workbook
from regservice.codec.yamlout import to_yaml
from regservice.codec.yamltree import read_yaml
from regservice.errors import DataError, Location, file_error
from regservice.model.package import Contribution

MODULE: Final = ".py"
"""File suffix of packages that are written in Python."""

_FILES: Final[Mapping[str, str]] = {
    "fields": "items",
    "offers": "items",
    "relations": "authorities",
    "bypasses": "paths",
    "path_rules": "paths",
    "periods": "limits",
    "pause_reasons": "limits",
    "calendar_patterns": "calendar",
    "calendar_notices": "calendar",
    "calendar_overrides": "calendar",
    "office_hours": "calendar",
}
"""Table to its YAML file, where that is not called as the table."""


def write_package(package: Contribution, target: Path, lang: str) -> None:
    """
    Write a package to a place where nothing is yet.

    Args:
        package: The package.
        target: ``*.xlsx`` for a workbook, ``*.py`` for a Python module, any other
            name for a folder of YAML files.
        lang: Language of the keys, ``zh`` or ``en``; a module has none.

    Raises:
        DataError: If *target* exists, cannot be written, or would read back otherwise.
        MissingExtraError: If a workbook is asked for, and the extra is missing.
    """
    if target.exists() or target.is_symlink():
        raise DataError.of("RS1025", Location(str(target)))
    try:
        folder = target.parent
        with tempfile.TemporaryDirectory(prefix=".regservice-", dir=folder) as at:
            draft = Path(at, target.name)
            _write(package, draft, lang)
            _compare(package, _read(draft), target)
            if target.exists():
                raise DataError.of("RS1025", Location(str(target)))
            draft.rename(target)
    except OSError as error:
        raise file_error(error, str(target), writing=True) from None


def differences(one: Contribution, other: Contribution) -> list[str]:
    """
    Return the tables whose rows differ, whatever their order.

    Examples:
        >>> from regservice.model.package import Manifest, Tables
        >>> manifest = Manifest(name="x", title="示例", version="1",
        ...                     places=("310104",), owner="虚构")
        >>> package = Contribution(manifest=manifest, tables=Tables())
        >>> differences(package, package)
        []
    """
    others = rows_of(other)
    return [
        table
        for table, rows in rows_of(one).items()
        if rows != others[table] and Counter(rows) != Counter(others[table])
    ]


def language_of(path: Path) -> str:
    """
    Return the language of most keys of a package: ``zh`` or ``en``.

    Args:
        path: A folder or a workbook; ``en`` for any other.

    Raises:
        DataError: If a file cannot be read.
    """
    keys = [key for file in package_files(path) for key in _keys(_data(file))]
    chinese = sum(not key.isascii() for key in keys)
    return "zh" if 2 * chinese > len(keys) else "en"


def _data(file: Path) -> Any:
    if file.suffix.lower() == BOOK:
        return read_workbook(file)[0].data
    return read_yaml(file).data


def _keys(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _keys(value)
    elif isinstance(data, list):
        for value in data:
            yield from _keys(value)


def _write(package: Contribution, draft: Path, lang: str) -> None:
    suffix = draft.suffix.lower()
    if suffix == BOOK:
        draft.write_bytes(to_workbook(package, lang, draft.name))
    elif suffix == MODULE:
        _put(draft, to_python(package))
    else:
        draft.mkdir()
        for name, text in yaml_files(package, lang).items():
            _put(draft / name, text)


def yaml_files(package: Contribution, lang: str) -> dict[str, str]:
    """
    Return a package as YAML files: name to text, the manifest first.

    Args:
        package: The package.
        lang: Language of the keys.
    """
    tables = plain_tables(package, lang)
    (manifest,) = tables[table_key(MANIFEST_TABLE, lang)]
    files: dict[str, dict[str, Any]] = {}
    for table in table_types():
        rows = tables.get(table_key(table, lang))
        if rows and table != MANIFEST_TABLE:
            name = f"{_FILES.get(table, table)}.yaml"
            files.setdefault(name, {})[table_key(table, lang)] = rows
    return {
        MANIFEST: to_yaml(manifest),
        **{name: to_yaml(rows) for name, rows in files.items()},
    }


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _read(draft: Path) -> Contribution:
    if draft.suffix.lower() == MODULE:
        return from_python(draft.read_text(encoding="utf-8"), draft.name)
    return read_package(draft)


def _compare(package: Contribution, found: Contribution, target: Path) -> None:
    tables = differences(attrs.evolve(package, strategies=()), found)
    if tables:
        where = Location(str(target))
        raise DataError.of("RS1026", where, tables=", ".join(tables))
