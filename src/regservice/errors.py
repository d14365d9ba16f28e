"""
What can go wrong, with facts as attributes and a text made on demand.

Every error carries a stable code ``RSxxxx``, the parameters of its message and
where the fault stands; :mod:`regservice.messages` knows the words. Positional
fields let errors survive pickling.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

import attrs

from regservice.messages import fix_text, problem_text

EXIT_DONE = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_INVALID = 3
EXIT_QUARANTINED = 4
EXIT_OVERDUE = 5


@attrs.frozen
class Location:
    """
    Where a fault stands.

    Attributes:
        file: Path or name of the file; empty if there is none.
        line: Line, from 1; 0 if unknown.
        column: Column, from 1; 0 if unknown.
        cell: Sheet and cell of a workbook, such as ``台账!B4``; empty otherwise.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    cell: str = ""

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file}[{self.cell}]"
        numbers = [str(n) for n in (self.line, self.column) if n]
        return ":".join([self.file, *numbers])


@attrs.frozen
class Edit:
    """
    One more change that belongs to a mend.

    Attributes:
        old: What stands there.
        new: What has to stand there instead.
        line: The line, from 1.
        column: The column at which it begins, from 1.
    """

    old: str
    new: str
    line: int
    column: int


@attrs.frozen
class Mend:
    """
    What a machine can do about a fault, without guessing what was meant.

    Attributes:
        old: What stands at the place of the fault.
        new: What has to stand there instead.
        line: Line on which *old* stands, if it is not the place of the fault; else 0.
        column: Column at which it begins there.
        also: What has to be changed with it.
    """

    old: str
    new: str
    line: int = attrs.field(default=0, repr=False)
    column: int = attrs.field(default=1, repr=False)
    also: tuple[Edit, ...] = attrs.field(default=(), repr=False)


@attrs.frozen
class Problem:
    """
    One fault: what, where, what is allowed, how to mend it.

    Attributes:
        code: Stable code, ``RSxxxx``.
        params: What the message texts need.
        where: Where it stands.
        field: The field, as a path such as ``items[2].products``.
        allowed: What is allowed; empty if the text says it.
        severity: ``error`` or ``warning``.
        mend: What ``check --fix`` does about it; ``None`` if a person has to.
    """

    code: str
    params: Mapping[str, Any] = attrs.field(factory=dict, hash=False)
    where: Location = Location()
    field: str = ""
    allowed: str = ""
    severity: str = "error"
    mend: Mend | None = None

    def message(self, lang: str = "zh") -> str:
        """Say what is wrong."""
        return problem_text(self.code, lang, self._values())

    def fix(self, lang: str = "zh") -> str:
        """Say how to mend it."""
        return fix_text(self.code, lang, self._values())

    def _values(self) -> dict[str, Any]:
        return {
            "field": self.field,
            "allowed": self.allowed,
            "about": "",
            **self.params,
        }

    def as_json(self, lang: str = "zh") -> dict[str, Any]:
        """Return the shape that ``regservice check --json`` prints."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.where.file,
            "line": self.where.line or None,
            "column": self.where.column or None,
            "cell": self.where.cell or None,
            "field": self.field,
            "message": self.message(lang),
            "allowed": self.allowed,
            "fix": self.fix(lang),
            "mend": self.mend and attrs.asdict(self.mend, filter=_is_said),
        }


def _is_said(attribute: attrs.Attribute[object], value: object) -> bool:
    """Whether a value is other than what is usual."""
    return value != attribute.default


@attrs.define(slots=False)
class RegserviceError(Exception):
    """
    Base of all errors that users are meant to see.

    Attributes:
        problems: The faults, at least one.
    """

    exit_code: ClassVar[int] = EXIT_INVALID
    _SHOWN: ClassVar[int] = 20

    problems: tuple[Problem, ...]

    @classmethod
    def of(
        cls, code: str, where: Location = Location(), allowed: str = "", **params: Any
    ) -> Self:
        """Build the error for a single fault."""
        return cls((Problem(code, params, where, allowed=allowed),))

    def at(self, where: Location) -> Self:
        """Return the same error, standing at *where* as far as it stands nowhere."""
        return type(self)(
            tuple(
                p if p.where != Location() else attrs.evolve(p, where=where)
                for p in self.problems
            )
        )

    def __str__(self) -> str:
        shown = [f"[{p.code}] {p.where}: {p.message()}" for p in self.problems]
        hidden = len(shown) - self._SHOWN
        return "\n".join(
            shown[: self._SHOWN] + ([f"... +{hidden}"] if hidden > 0 else [])
        )


class DataError(RegserviceError):
    """Data that was given is not usable: a package, a ledger, a name, a date."""


def file_error(error: OSError, file: str, *, writing: bool = False) -> DataError:
    """
    Say in the reader's language why a file could not be read or written.

    Examples:
        >>> print(file_error(FileNotFoundError(), "a.csv"))
        [RS1001] a.csv: 文件或文件夹不存在
    """
    for cls, code in (
        (FileNotFoundError, "RS1001"),
        (PermissionError, "RS1009"),
        (IsADirectoryError, "RS1010"),
        (NotADirectoryError, "RS1010"),
        (FileExistsError, "RS1010"),
    ):
        if isinstance(error, cls):
            return DataError.of(code, Location(file))
    code = "RS4009" if writing else "RS1011"
    return DataError.of(code, Location(file), reason=error.strerror or str(error))


class UnknownNameError(DataError):
    """A name of a place, body, item or matter resolves to nothing."""


class CalendarError(DataError):
    """A date lies where the calendar has no answer."""


class ClockError(DataError):
    """An event does not fit what has happened to a clock before."""


class MissingExtraError(RegserviceError):
    """A feature needs an optional dependency that is not installed."""

    exit_code = EXIT_USAGE


class QuarantineError(RegserviceError):
    """A package was quarantined although ``strict`` was asked for."""

    exit_code = EXIT_QUARANTINED
