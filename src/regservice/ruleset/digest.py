"""
The fingerprint of a set of rows.

It covers what is normative: never notes, provenance, load order or grouping.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable
from enum import Enum
from json.encoder import encode_basestring, encode_basestring_ascii
from operator import attrgetter
from types import NoneType
from typing import Any, Final, get_type_hints

import attrs

from regservice.model.package import Tables, row_key
from regservice.model.rule import Strategy

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
    hashed is one JSON object of tables; it is made row by row, because that of a
    whole country would fill the memory.
    """
    found = hashlib.sha256()
    writers = _Writers()
    comma = "{"
    for table in sorted(field.name for field in attrs.fields(Tables)):
        found.update(f"{comma}{encode_basestring(table)}: {{".encode())
        rows = {row_key(row): row for row in getattr(tables, table)}
        inner = ""
        for key in sorted(rows):
            text = writers[type(rows[key])](rows[key])
            found.update(f"{inner}{encode_basestring(key)}: {text}".encode())
            inner = ", "
        found.update(b"}")
        comma = ", "
    found.update(b"}")
    for named in sorted(f"\n{s.id}@{s.version}" for s in strategies):
        found.update(named.encode())
    return "sha256:" + found.hexdigest()


class _Writers(dict[type, Callable[[Any], str]]):
    """
    Type to what writes :func:`plain` of its values as JSON.

    Rows are made of few types, and texts are most of what they hold: neither the
    plain values nor more than one text a row are made first.
    """

    def __missing__(self, cls: type) -> Callable[[Any], str]:
        if issubclass(cls, str):
            write: Callable[[Any], str] = encode_basestring
        elif cls is tuple:
            write = _list_text
        elif cls is NoneType:
            write = _null
        elif _NORMATIVE[cls]:
            write = self._of_record(cls)
        else:
            write = _other_text
        self[cls] = write
        return write

    def _of_record(self, cls: type) -> Callable[[Any], str]:
        template, paths = _layout(cls)
        # With a single path it would give the value itself.
        read = attrgetter(*paths, paths[0])

        def write(record: Any) -> str:
            parts = read(record)[:-1]
            return template % tuple([self[type(part)](part) for part in parts])

        return write


def _layout(cls: type) -> tuple[str, list[str]]:
    """The JSON of a record with its values left out, and the paths of those."""
    hints = get_type_hints(cls)
    heads: list[str] = []
    paths: list[str] = []
    for name in _NORMATIVE[cls]:
        # A record that is always there is written with the one that holds it.
        whole = isinstance(hints[name], type) and _NORMATIVE[hints[name]]
        template, inner = _layout(hints[name]) if whole else ("%s", [""])
        heads.append(f"{encode_basestring(name)}: {template}")
        paths += [f"{name}.{path}".rstrip(".") for path in inner]
    return f"{{{', '.join(heads)}}}", paths


def _null(_: None) -> str:
    return "null"


def _other_text(value: Any) -> str:
    return _JSON(plain(value))


def _list_text(value: tuple[Any, ...]) -> str:
    if not value:
        return "[]"
    if not all(isinstance(part, str) for part in value):
        return _other_text(value)
    parts = sorted(value, key=encode_basestring_ascii) if value[1:] else value
    return f"[{', '.join(map(encode_basestring, parts))}]"
