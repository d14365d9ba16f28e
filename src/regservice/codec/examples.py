"""
Which examples show an error, a bad one and the smallest mended one?

They are data, in ``messages/examples``: what is given and what is run. Only
``regservice explain``, the page of errors and the tests read them.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import attrs

from regservice import messages
from regservice.codec.yamltree import read_yaml
from regservice.errors import MissingExtraError

Sheets = Mapping[str, Sequence[Sequence[str]]]
"""Sheet to its rows."""

FOLDER: Final = Path(messages.__file__).parent / "examples"
"""Where the examples lie: ``base.yaml``, and one file for a hundred of codes."""

BASE: Final = "region"
"""The folder of the sound package on which examples stand."""

_ALWAYS: Final = ("RS1004", "RS1012", "RS1013", "RS1014", "RS1016", "RS1017")
"""Codes that come with a mend wherever they are told."""

_SOMETIMES: Final = (
    *("RS1002", "RS1003", "RS1015", "RS1019"),
    *("RS1033", "RS1104", "RS1105"),
)
"""Codes that come with one where only one thing can have been meant."""


class Mending(StrEnum):
    """Whether ``regservice check --fix`` mends what has a code."""

    ALWAYS = "always"
    SOMETIMES = "sometimes"
    NEVER = "never"


@attrs.frozen(kw_only=True)
class Attempt:
    """
    What is given and what is run.

    Attributes:
        files: Name to text, beside those of the base package; ``None`` takes a file
            of it away.
        encodings: Name to encoding, of files that are not UTF-8.
        sheets: Name of a workbook to its sheets; ``None`` takes it away.
        python: Code, for what no command does; it runs before the commands.
        run: Command lines.
        shows: Files that hold what was found, for commands that write it there.
        installed: Folder that stands on the path as if it had been installed; empty
            for none.
        without: Modules that cannot be imported, as if an extra were missing.
        refused: File to the error of the system (such as ``EACCES``) that meets
            whoever opens it.
        environment: Variables that are set.
    """

    files: Mapping[str, str | None] = attrs.field(factory=dict, hash=False)
    encodings: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    sheets: Mapping[str, Sheets | None] = attrs.field(factory=dict, hash=False)
    python: str = ""
    run: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    installed: str = ""
    without: tuple[str, ...] = ()
    refused: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    environment: Mapping[str, str] = attrs.field(factory=dict, hash=False)

    @property
    def stands_on_base(self) -> bool:
        """Whether the base package is used."""
        return any(BASE in text for text in (*self.run, self.python))

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Give every file with its bytes, those of the base package first."""
        texts = {**(base() if self.stands_on_base else {}), **self.files}
        for name, text in texts.items():
            if text is not None:
                yield name, text.encode(self.encodings.get(name, "utf-8"))
        for name, sheets in self.sheets.items():
            if sheets is not None:
                yield name, _workbook(sheets)

    def write(self, folder: Path) -> None:
        """
        Write the files below *folder*.

        Raises:
            OSError: If a file cannot be written.
            MissingExtraError: If there is a workbook, and the extra ``xlsx`` is
                missing.
        """
        for name, content in self.contents():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


@attrs.frozen(kw_only=True)
class Example:
    """
    Why an error happens, how to bring it about, and how to do it right.

    Attributes:
        code: The code.
        cause: Why it happens, in Chinese and in English.
        bad: Gives this error, and no other.
        good: The same, mended: gives none.
    """

    code: str
    cause: tuple[str, str]
    bad: Attempt
    good: Attempt


def base() -> dict[str, str]:
    """
    Return the files of the sound package on which examples stand.

    Examples:
        >>> sorted(base())[0]
        'region/bodies.yaml'
    """
    return dict(_read(FOLDER / "base.yaml"))


def example_of(code: str) -> Example | None:
    """
    Return the example of a code, or ``None``.

    Examples:
        >>> example_of("RS1001").bad.run
        ('regservice batch ledgr.csv out.csv --package region',)
        >>> example_of("RS99") is None
        True
    """
    for path in _files(code):
        found = _read(path)
        if code in found:
            return _example(code, found[code])
    return None


def mending(code: str) -> Mending:
    """
    Say whether ``regservice check --fix`` mends what has a code.

    Examples:
        >>> str(mending("RS1014")), str(mending("RS1105")), str(mending("RS2602"))
        ('always', 'sometimes', 'never')
    """
    if code in _ALWAYS:
        return Mending.ALWAYS
    return Mending.SOMETIMES if code in _SOMETIMES else Mending.NEVER


def _workbook(sheets: Sheets) -> bytes:
    """A workbook whose cells are texts, as people type codes and dates."""
    try:
        import openpyxl
    except ImportError:
        raise MissingExtraError.of("RS5001", extra="xlsx") from None
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@functools.cache
def _read(path: Path) -> Mapping[str, Any]:
    """What stands in a file, which is a part of the library."""
    return read_yaml(path, path.name).data or {}


def _files(code: str) -> list[Path]:
    """The files of a hundred of codes: ``rs10.yaml``, ``rs10-more.yaml``."""
    return sorted(FOLDER.glob(f"{code[:4].lower()}*.yaml"))


def _example(code: str, found: Mapping[str, Any]) -> Example:
    chinese, english = found["cause"]
    bad = _attempt(found["bad"])
    own = _attempt(found["good"])
    acts = own if own.run or own.python else bad
    good = attrs.evolve(
        own,  # what stood in the way of the bad one is not there unless it says so
        files={**bad.files, **own.files},
        sheets={**bad.sheets, **own.sheets},
        run=acts.run,
        python=acts.python,
        shows=own.shows or bad.shows,
        installed=own.installed or bad.installed,
    )
    return Example(code=code, cause=(chinese, english), bad=bad, good=good)


def _attempt(found: Mapping[str, Any]) -> Attempt:
    plain: dict[str, Any] = dict(found)
    for name in ("run", "shows", "without"):
        plain[name] = tuple(str(plain.get(name) or "").splitlines())
    return Attempt(**plain)
