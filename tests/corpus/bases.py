"""The sound packages that are mutated: hand-written and written by machine."""

from __future__ import annotations

import datetime as dt
import functools
import inspect
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any, Final

import attrs

from regservice.codec.bookout import to_workbook
from regservice.codec.package import read_package
from regservice.codec.plain import plain_tables, rows_of
from regservice.codec.yamlout import to_yaml
from regservice.model.condition import Condition
from regservice.model.package import Contribution
from regservice.plugin.hooks import HOOKS, classes_of
from regservice.plugin.rows import TABLES

HERE: Final = Path(__file__).parent / "packages"
SHANGHAI: Final = (
    Path(__file__)
    .parents[2]
    .joinpath("plugins/regservice-region-shanghai/src/regservice_region_shanghai/data")
)
HOMES: Final = {"region": HERE / "region", "item": HERE / "item", "city": SHANGHAI}
BOOK: Final = "package.xlsx"
SCRIPT: Final = "package.py"

Files = Mapping[str, bytes]
"""Name of a file in the folder of a package to its content."""


@attrs.frozen
class Base:
    """
    A sound package.

    Attributes:
        name: Which package, and how it is written.
        door: ``yaml``, ``book`` or ``python``.
        files: Its files.
        package: Its records.
    """

    name: str
    door: str
    files: Files = attrs.field(repr=False)
    package: Contribution = attrs.field(repr=False)


@functools.cache
def package(name: str) -> Contribution:
    """Return the records of one of the packages."""
    return read_package(HOMES[name])


def bases(door: str) -> tuple[Base, ...]:
    """Return the packages as one door has them; the small ones stand there twice."""
    small = "region", "item"
    if door == "yaml":
        written = [written_yaml(name, lang) for name in small for lang in ("zh", "en")]
        hand = [hand_yaml(name) for name in ("region", "item", "region", "item")]
        return (*hand, *written, hand_yaml("city"), written_yaml("city", "zh"))
    if door == "book":
        books = [book(name, lang) for name in small for lang in ("zh", "en")]
        return (*books, *books, *books, book("city", "zh"))
    return tuple(script(name) for name in small)


@functools.cache
def hand_yaml(name: str) -> Base:
    """Return a package as people wrote it, with comments and anchors."""
    files = {
        path.name: path.read_bytes() for path in sorted(HOMES[name].glob("*.yaml"))
    }
    return Base(f"{name}-hand", "yaml", files, package(name))


@functools.cache
def written_yaml(name: str, lang: str) -> Base:
    """Return a package as it is written from records, a file for each table."""
    tables = plain_tables(package(name), lang)
    files = {}
    for number, (table, rows) in enumerate(tables.items()):
        if number == 0:
            files["package.yaml"] = to_yaml(rows[0]).encode()
        else:
            files[f"t{number:02}.yaml"] = to_yaml({table: rows}).encode()
    return Base(f"{name}-{lang}", "yaml", files, package(name))


@functools.cache
def book(name: str, lang: str) -> Base:
    """Return a package as a workbook."""
    files = {BOOK: to_workbook(package(name), lang)}
    return Base(f"{name}-{lang}-xlsx", "book", files, package(name))


@functools.cache
def script(name: str) -> Base:
    """Return a package as a module of hooks."""
    rows = package(name)
    return Base(f"{name}-py", "python", {SCRIPT: to_script(rows).encode()}, rows)


def to_script(rows: Contribution) -> str:
    """
    Return hooks that give the records of a package.

    Args:
        rows: The package.
    """
    names: set[tuple[str, str]] = set()
    parts = [
        "",
        "",
        "@hookimpl",
        "def regservice_package():",
        f"    return {_call(rows.manifest, names, 1)}",
    ]
    for hook in HOOKS:
        tables = [TABLES[cls] for cls in classes_of(hook) if cls in TABLES]
        known = rows_of(rows)
        records = [row for table in tables for row in known[table]]
        if records:
            parts += ["", "", "@hookimpl", f"def {hook}():", "    return ["]
            parts += [f"        {_call(row, names, 2)}," for row in records]
            parts += ["    ]"]
    heads = ['"""虚构的规则包。"""', "", "import datetime as dt", ""]
    heads += [f"from {home} import {name}" for home, name in sorted(names)]
    return "\n".join([*heads, "from regservice.plugin import hookimpl", *parts, ""])


def _call(value: Any, names: set[tuple[str, str]], depth: int) -> str:
    """A value as an expression; each field of a record stands on a line of its own."""
    cls = type(value)
    if isinstance(value, Condition):
        names.add((cls.__module__, cls.__name__))
        tests = {test.dimension: list(test.values) for test in value.tests}
        return f"Condition.of({tests!r})"
    if isinstance(value, Enum):
        return repr(value.value)
    if isinstance(value, dt.date):
        return f"dt.date({value.year}, {value.month}, {value.day})"
    if isinstance(value, tuple):
        inner = ", ".join(_call(part, names, depth) for part in value)
        return f"({inner}{',' if len(value) == 1 else ''})"
    if not attrs.has(cls):
        return repr(value)
    home = inspect.getmodule(cls)
    assert home is not None
    names.add((home.__name__, cls.__name__))
    margin = "    " * (depth + 1)
    fields = [
        f"{margin}{field.name}={_call(getattr(value, field.name), names, depth + 1)},\n"
        for field in attrs.fields(cls)
        if field.init and getattr(value, field.name) != _default(field)
    ]
    return f"{cls.__name__}(\n{''.join(fields)}{'    ' * depth})"


def _default(field: Any) -> Any:
    factory = isinstance(field.default, attrs.Factory)  # type: ignore[arg-type]
    return field.default.factory() if factory else field.default
