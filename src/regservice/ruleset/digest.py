"""
The fingerprint of a set of rows.

It covers what is normative: never notes, provenance, load order or grouping.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from enum import Enum
from typing import Any

import attrs

from regservice.model.package import Tables, row_key


def plain(value: Any) -> Any:
    """
    Return the normative content of a record as JSON values.

    Examples:
        >>> from regservice.model.legal import Validity
        >>> plain(Validity())
        {'end': None, 'start': None}
    """
    if attrs.has(type(value)):
        return {
            a.name: plain(getattr(value, a.name))
            for a in sorted(attrs.fields(type(value)), key=lambda a: a.name)
            if a.metadata.get("normative", True)
        }
    if isinstance(value, tuple):
        # No list in a row has an order that means anything.
        return sorted((plain(part) for part in value), key=json.dumps)
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, dt.date) else value


def digest(tables: Tables) -> str:
    """
    Return the fingerprint of *tables* as ``sha256:`` and 64 hex digits.

    Rows are sorted by key, and lists within a row by content.
    """
    content = {
        table.name: {row_key(row): plain(row) for row in getattr(tables, table.name)}
        for table in attrs.fields(Tables)
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
