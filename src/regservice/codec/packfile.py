"""
Records in one file of plain JSON, from which a process starts fast.

Three lines: the version of the format with a checksum of the rest, a head that
names the schema, and the content. The checksum finds accidents, not forgery: who
writes a file can write its checksum too. Therefore every column is checked for
its type and every record by its own validators, and a hostile file can say
nothing that a hostile package could not. Nothing in a file is ever run.
"""

from __future__ import annotations

import hashlib
import json
from typing import Final, TypeVar

from regservice._version import __version__
from regservice.codec.packcells import MisfitError
from regservice.codec.packschema import Layout
from regservice.errors import DataError, Location, Problem

T = TypeVar("T")

MAX_BYTES: Final = 64_000_000
"""Larger files are refused, so that none can fill the memory."""

_MAGIC: Final = b"regservice-pack"
_VERSION: Final = b"1"


def dump(record: object) -> bytes:
    """
    Return the content of a file that holds *record*.

    Equal records give equal bytes, on every machine.

    Args:
        record: An attrs record of data: texts, numbers, dates, enumerations,
            tuples, mappings, and records of these.

    Raises:
        DataError: If a field holds what its annotation does not say.
        TypeError: If an annotation names a type that is no data.

    Examples:
        >>> from regservice.model.legal import Validity
        >>> dump(Validity()).split()[:2]
        [b'regservice-pack', b'1']
    """
    layout = Layout(type(record))
    head = {"library": __version__, "schema": layout.schema}
    try:
        lines = [
            json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode()
            for part in (head, layout.dump(record))
        ]
    except (MisfitError, UnicodeEncodeError) as error:
        field = error.field if isinstance(error, MisfitError) else ""
        raise DataError((Problem("RS3506", field=field),)) from None
    rest = b"".join(line + b"\n" for line in lines)
    return b" ".join((_MAGIC, _VERSION, _sum(rest))) + b"\n" + rest


def load(content: bytes, cls: type[T], file: str) -> T:
    """
    Return the record of class *cls* in the content of a file.

    Args:
        content: The bytes.
        cls: The class that :func:`dump` was given a record of.
        file: Name of the file, for messages.

    Raises:
        DataError: If it is no pack, was made for other classes, or is damaged.

    Examples:
        >>> from regservice.model.legal import Validity
        >>> load(dump(Validity()), Validity, "x.pack") == Validity()
        True
        >>> load(b"Ledger", Validity, "x.pack")
        Traceback (most recent call last):
        ...
        regservice.errors.DataError: [RS3501] x.pack: 不是规则集文件
    """
    where = Location(file)
    if len(content) > MAX_BYTES:
        raise DataError.of("RS3505", where, limit=MAX_BYTES)
    first, _, rest = content.partition(b"\n")
    magic, *facts = first.split(b" ")
    if magic != _MAGIC:
        raise DataError.of("RS3501", where)
    if facts[:1] != [_VERSION]:
        found = b" ".join(facts[:1]).decode("ascii", "replace")[:20]
        raise DataError.of("RS3503", where, found=found, pack=file)
    if facts[1:] != [_sum(rest)]:
        raise DataError.of("RS3502", where, pack=file)
    layout = Layout(cls)
    head, _, body = rest.partition(b"\n")
    made_by, schema = _head(head)
    if schema != layout.schema:
        raise DataError.of("RS3503", Location(file, 2), found=made_by, pack=file)
    try:
        record: T = layout.load(json.loads(body.decode()))
    except MisfitError as error:
        problem = Problem("RS3504", {"pack": file}, Location(file, 3), error.field)
        raise DataError((problem,)) from None
    except (ValueError, RecursionError):
        raise DataError.of("RS3504", Location(file, 3), pack=file) from None
    return record


def _sum(rest: bytes) -> bytes:
    return b"sha256:" + hashlib.sha256(rest).hexdigest().encode()


def _head(line: bytes) -> tuple[str, str]:
    """Version of the library and schema; empty where they are not stated."""
    try:
        head = json.loads(line.decode())
        return str(head["library"])[:20], str(head["schema"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return "", ""
