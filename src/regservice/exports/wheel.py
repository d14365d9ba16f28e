"""
What is in a wheel, and which bytes is it?

The same content gives the same bytes on every machine: entries are sorted, carry a
fixed time and fixed rights, and are stored, because what a compressor makes of a text
depends on its version.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from regservice.errors import DataError, Location

EARLIEST: Final = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
"""The time of every file in a wheel, unless another is given: the first of a zip."""
_LATEST: Final = dt.datetime(2107, 12, 31, tzinfo=dt.UTC)

_RIGHTS: Final = 0o100644 << 16
_UNIX: Final = 3
_WHEEL: Final = """\
Wheel-Version: 1.0
Generator: regservice
Root-Is-Purelib: true
Tag: py3-none-any
"""


@attrs.frozen(kw_only=True)
class Wheel:
    """
    A distribution, ready to be written.

    Attributes:
        name: Name of the distribution, as its authors write it.
        version: Version in the form of PEP 440.
        metadata: The heads of ``METADATA``, in order; line breaks become blanks.
        description: What follows the heads; empty for nothing.
        entry_points: Group to name to object.
        files: Path in the installed environment to content.
        licences: File name to content.
    """

    name: str
    version: str
    metadata: tuple[tuple[str, str], ...] = ()
    description: str = ""
    entry_points: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)
    files: Mapping[str, bytes] = attrs.field(factory=dict, repr=False)
    licences: Mapping[str, bytes] = attrs.field(factory=dict, repr=False)

    @property
    def file(self) -> str:
        """
        How the file is called.

        Examples:
            >>> Wheel(name="regservice-region-x", version="2026.1").file
            'regservice_region_x-2026.1-py3-none-any.whl'
        """
        return f"{self._stem}-py3-none-any.whl"

    @property
    def _stem(self) -> str:
        return f"{module_name(self.name)}-{self.version}"


def module_name(name: str) -> str:
    """
    Return a name of a distribution as files and modules spell it.

    Examples:
        >>> module_name("Regservice-Region.X")
        'regservice_region_x'
    """
    return re.sub(r"[-_.]+", "_", name).lower()


def wheel_bytes(wheel: Wheel, stamp: dt.datetime = EARLIEST) -> bytes:
    """
    Return the file of a wheel.

    Args:
        wheel: What is in it.
        stamp: The time that its files bear; what a zip cannot say is moved to the
            first or last time that it can.

    Returns:
        The same bytes for the same content and *stamp*.

    Raises:
        DataError: If two files have one name where letters are composed otherwise,
            or where case does not count.

    Examples:
        >>> wheel_bytes(Wheel(name="x", version="1"))[:2]
        b'PK'
    """
    entries = _entries(wheel)
    moment = min(max(stamp.astimezone(dt.UTC), EARLIEST), _LATEST).timetuple()[:6]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in entries:
            entry = zipfile.ZipInfo(name, moment)
            entry.create_system = _UNIX
            entry.external_attr = _RIGHTS
            archive.writestr(entry, content)
    return stream.getvalue()


def _entries(wheel: Wheel) -> list[tuple[str, bytes]]:
    """Files in order; the record of them comes last, as the standard asks."""
    info = f"{wheel._stem}.dist-info"  # noqa: SLF001 - the name of its own folder
    beside = {
        "METADATA": _metadata(wheel).encode(),
        "WHEEL": _WHEEL.encode(),
        "entry_points.txt": _entry_points(wheel.entry_points).encode(),
        **{f"licenses/{name}": found for name, found in wheel.licences.items()},
    }
    named = [
        *_composed(wheel.files),
        *_composed({f"{info}/{name}": text for name, text in beside.items() if text}),
    ]
    rows = [f"{_quoted(name)},sha256={_hash(text)},{len(text)}" for name, text in named]
    record = f"{info}/RECORD"
    text = "\n".join([*rows, f"{_quoted(record)},,", ""])
    return [*named, (record, text.encode())]


def _composed(files: Mapping[str, bytes]) -> list[tuple[str, bytes]]:
    """Names as most systems spell them; macOS takes letters and marks apart."""
    found: dict[str, bytes] = {}
    known: dict[str, str] = {}
    for name, content in files.items():
        composed = unicodedata.normalize("NFC", name)
        other = known.setdefault(composed.casefold(), name)
        if other != name:
            raise DataError.of("RS4105", Location(name), other=other)
        found[composed] = content
    return sorted(found.items())


def _quoted(name: str) -> str:
    return f'"{name.replace(chr(34), chr(34) * 2)}"' if set(name) & set(',"') else name


def _hash(content: bytes) -> str:
    digest = hashlib.sha256(content).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _metadata(wheel: Wheel) -> str:
    heads = [
        ("Metadata-Version", "2.4"),
        ("Name", wheel.name),
        ("Version", wheel.version),
        *wheel.metadata,
        *(("License-File", name) for name in sorted(wheel.licences)),
    ]
    lines = [f"{name}: {_line(value)}\n" for name, value in heads if value]
    body = f"\n{wheel.description}" if wheel.description else ""
    return "".join(lines) + body


def _entry_points(groups: Mapping[str, Mapping[str, str]]) -> str:
    parts = [
        "\n".join([f"[{_line(group)}]", *_pairs(found), ""])
        for group, found in sorted(groups.items())
        if found
    ]
    return "\n".join(parts)


def _pairs(found: Mapping[str, str]) -> list[str]:
    return [
        f"{_line(name)} = {_line(target)}" for name, target in sorted(found.items())
    ]


def _line(text: str) -> str:
    """One line: a line break in a title must not become a head of its own."""
    return " ".join(text.split())


def stamp_of(epoch: str) -> dt.datetime:
    """
    Read the time that ``SOURCE_DATE_EPOCH`` names; empty means the usual one.

    Raises:
        DataError: If it is no number of seconds.

    Examples:
        >>> stamp_of("1767225600").isoformat(), stamp_of("") == EARLIEST
        ('2026-01-01T00:00:00+00:00', True)
    """
    if not epoch:
        return EARLIEST
    if not re.fullmatch(r"\d{1,12}", epoch, re.ASCII):
        raise DataError.of("RS4106", value=epoch[:_SHOWN])
    return min(dt.timedelta(seconds=int(epoch)), _LATEST - _UNIX_EPOCH) + _UNIX_EPOCH


_SHOWN: Final = 40
_UNIX_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def licences_among(files: Iterable[str]) -> list[str]:
    """
    Return which names at the top of a folder hold the terms of use.

    Examples:
        >>> licences_among(["LICENSE", "NOTICE.txt", "rows.yaml"])
        ['LICENSE', 'NOTICE.txt']
    """
    return sorted(name for name in files if _LICENCE.match(name))


_LICENCE: Final = re.compile(r"(LICEN[CS]E|COPYING|NOTICE|许可)", re.IGNORECASE)
