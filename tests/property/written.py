"""Rows as the files of a data package; what is written is read as the same rows."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any

import attrs

from regservice.model.amount import Amount, Mark
from regservice.model.condition import Condition
from regservice.model.package import Contribution, Tables


def plain(value: Any) -> Any:
    """Return a record as an author would write it, without what is not said."""
    if isinstance(value, Condition):
        return {test.dimension: list(test.values) for test in value.tests}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mark | Amount | dt.date):
        return str(value)
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if attrs.has(type(value)):
        pairs = {a.name: getattr(value, a.name) for a in attrs.fields(type(value))}
        return {k: plain(v) for k, v in pairs.items() if v is not None}
    return value


def files_of(package: Contribution, homes: Mapping[str, str]) -> dict[str, str]:
    """
    Return a package as files, in YAML that is JSON too.

    Args:
        package: The package.
        homes: Table to the file that holds it.
    """
    files: dict[str, dict[str, Any]] = {}
    for attribute in attrs.fields(Tables):
        rows = getattr(package.tables, attribute.name)
        if rows:
            home = files.setdefault(homes.get(attribute.name, "rows.yaml"), {})
            home[attribute.name] = plain(rows)
    manifest = {"package.yaml": plain(package.manifest)}
    return {
        name: json.dumps(data, ensure_ascii=False, indent=1)
        for name, data in {**manifest, **files}.items()
    }


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write files in the order in which they stand."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
