"""
The fingerprint of a set of rows.

It covers what is normative: never notes, provenance, load order or grouping.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from enum import Enum
from json.encoder import encode_basestring, encode_basestring_ascii
from operator import attrgetter
from types import NoneType
from typing import Any, Final, get_type_hints

import attrs

from regservice.model.package import Row, Tables, row_key
from regservice.model.rule import Strategy

_DIGITS: Final = 16
"""How much of the fingerprint of a row is told."""
_BATCH: Final = 1024
"""Rows whose text is made at a time."""
_JSON: Final = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode


def plain(value: Any) -> Any:
    """
    Return the normative content of a record as JSON values.

    Examples:
        >>> from regservice.model.legal import Validity
        >>> plain(Validity())
        {'end': None, 'start': None}
    """
    names = _NORMATIVE[type(value)]
    if names:
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        # No list in a row has an order that means anything.
        return sorted(map(plain, value), key=json.dumps)
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, dt.date) else value


def edition_of(row: Row) -> str:
    """
    Return the fingerprint of one row, by which a log recognises it.

    Notes do not count; anything else does.

    Examples:
        >>> from regservice.model.authority import Place
        >>> edition_of(Place(code="310104", name="徐汇区"))[:7]
        'sha256:'
    """
    found = hashlib.sha256(_JSON(plain(row)).encode())
    return "sha256:" + found.hexdigest()[:_DIGITS]


class _Normative(dict[type, tuple[str, ...]]):
    """Record type to the fields that state what applies, sorted; none of others."""

    def __missing__(self, cls: type) -> tuple[str, ...]:
        fields = attrs.fields(cls) if attrs.has(cls) else ()
        names = (f.name for f in fields if f.metadata.get("normative", True))
        self[cls] = found = tuple(sorted(names))
        return found


_NORMATIVE: Final = _Normative()


def digest(tables: Tables, strategies: Iterable[Strategy] = ()) -> str:
    """
    Return the fingerprint of *tables* as ``sha256:`` and 64 hex digits.

    Of *strategies* ids and versions count, since their code cannot be read.

    Rows are sorted by key, and lists within a row by content. The text that is
    hashed is one JSON object of tables; it is made some rows at a time, because
    that of a whole country would fill the memory.
    """
    found = hashlib.sha256()
    comma = "{"
    for table in _NORMATIVE[Tables]:
        found.update(f"{comma}{encode_basestring(table)}: {{".encode())
        rows = {row_key(row): row for row in getattr(tables, table)}
        keys = sorted(rows)
        for start in range(0, len(keys), _BATCH):
            part = keys[start : start + _BATCH]
            texts = _texts([rows[key] for key in part])
            named = zip(map(encode_basestring, part), texts, strict=True)
            found.update(b", " if start else b"")
            found.update(", ".join(map("%s: %s".__mod__, named)).encode())
        found.update(b"}")
        comma = ", "
    found.update(b"}")
    for line in sorted(f"\n{s.id}@{s.version}" for s in strategies):
        found.update(line.encode())
    return "sha256:" + found.hexdigest()


def _texts(records: Sequence[Any]) -> Iterable[str]:
    """
    Write :func:`plain` of records of one type as JSON, without making it first.

    Field by field instead of record by record: a field holds values of few types,
    mostly texts, so that nearly all of the work is done by library functions.
    """
    template, paths = _LAYOUTS[type(records[0])]
    # With a single path the value itself would be read.
    columns = list(zip(*map(attrgetter(*paths, paths[0]), records), strict=True))[:-1]
    return map(template.__mod__, zip(*map(_column, columns), strict=True))


def _column(values: Sequence[Any]) -> Iterable[str]:
    types = set(map(type, values))
    if all(issubclass(kind, str) for kind in types):
        return map(encode_basestring, values)
    if types == {NoneType}:
        return ["null"] * len(values)
    if types == {tuple} and not any(values):
        return ["[]"] * len(values)
    return map(_text, values)


def _text(value: Any) -> str:
    if isinstance(value, tuple) and all(isinstance(part, str) for part in value):
        parts = sorted(value, key=encode_basestring_ascii) if value[1:] else value
        return f"[{', '.join(map(encode_basestring, parts))}]"
    if _NORMATIVE[type(value)]:
        return next(iter(_texts([value])))
    return _JSON(plain(value))


class _Layouts(dict[type, tuple[str, list[str]]]):
    """Record type to its JSON with the values left out, and the paths of those."""

    def __missing__(self, cls: type) -> tuple[str, list[str]]:
        hints = get_type_hints(cls)
        heads: list[str] = []
        paths: list[str] = []
        for name in _NORMATIVE[cls]:
            # A record that is always there is written with the one that holds it.
            whole = isinstance(hints[name], type) and _NORMATIVE[hints[name]]
            template, inner = self[hints[name]] if whole else ("%s", [""])
            heads.append(f"{encode_basestring(name)}: {template}")
            paths += [f"{name}.{path}".rstrip(".") for path in inner]
        self[cls] = found = f"{{{', '.join(heads)}}}", paths
        return found


_LAYOUTS: Final = _Layouts()
