"""The module of hooks of a package, with every line that can be mutated."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import Final

import attrs

from regservice.codec.spec import FieldSpec, fields_of
from regservice.messages.fields import FIELD_WORDS
from regservice.plugin.blame import RECORDS
from tests.corpus.bases import SCRIPT, Base
from tests.corpus.kinds import Mutant, Truth

_FIELD: Final = re.compile(r"( *)(\w+)=(.*)")
_OPENS: Final = re.compile(r"(\w+)\($")


@attrs.frozen
class Line:
    """
    A line with a keyword of a record.

    Attributes:
        number: Its number, from 1.
        cls: Class of the record.
        call: Line on which the call of the record begins.
        top: Class of the row in which the record stands.
        begins: Line on which the row begins.
        indent: Blanks before it.
        name: The keyword.
        value: What stands behind it, without the last comma.
    """

    number: int
    cls: type
    call: int
    top: str
    begins: int
    indent: str
    name: str
    value: str

    @property
    def spec(self) -> FieldSpec:
        """The field."""
        return fields_of(self.cls)[self.name]


class ScriptDoc:
    """A module."""

    def __init__(self, base: Base) -> None:
        """Take its lines."""
        self.base = base
        self.text = base.files[SCRIPT].decode()
        self.lines = self.text.split("\n")
        self.fields = list(self._fields())

    def _fields(self) -> Iterator[Line]:
        calls: list[tuple[str, int]] = []
        for number, line in enumerate(self.lines, 1):
            field = _FIELD.fullmatch(line)
            if field and calls:
                (name, at), (top, begins) = calls[-1], calls[0]
                value = field[3].removesuffix(",")
                if name in FIELD_WORDS:
                    cls = RECORDS[name]
                    yield Line(number, cls, at, top, begins, *field.groups()[:2], value)
            if re.match(r" *\)", line) and calls:
                calls.pop()
            opens = _OPENS.search(line)
            if opens and opens[1] in RECORDS:
                calls.append((opens[1], number))

    def chosen(self, rng: random.Random, test: Callable[[Line], object]) -> Line | None:
        """Return one of the lines that pass a test."""
        found = [line for line in self.fields if test(line)]
        return rng.choice(found) if found else None

    def hooks(self) -> list[tuple[int, str]]:
        """Return number and name of the lines that define hooks of rows."""
        return [
            (number, found[1])
            for number, line in enumerate(self.lines, 1)
            if (found := re.match(r"def (regservice_(?!package)\w+)\(\):", line))
        ]

    def end_of(self, hook: int) -> int:
        """Return the number of the last line of the hook that is defined there."""
        return (
            next(n for n in range(hook, len(self.lines)) if self.lines[n] == "    ]")
            + 1
        )

    def row_of(self, line: Line) -> tuple[int, int]:
        """Return first and last line of the row in which a line stands."""
        closing = next(
            n
            for n in range(line.begins, len(self.lines) + 1)
            if self.lines[n - 1] == "        ),"
        )
        return line.begins, closing

    def done(
        self, lines: list[str], *at: int, mends: bool = False, sound: bool = False
    ) -> Mutant:
        """Make the mutant with other lines."""
        truth = Truth(SCRIPT, frozenset(at), mends=mends, sound=sound)
        return Mutant(self.base, {SCRIPT: "\n".join(lines).encode()}, truth)

    def edit(self, number: int, new: str, *at: int, **known: bool) -> Mutant:
        """Make the mutant with another line, to be blamed there if nowhere else."""
        lines = [*self.lines]
        lines[number - 1] = new
        return self.done(lines, *(at or (number,)), **known)

    def without(self, number: int, *at: int) -> Mutant:
        """Make the mutant that lacks a line."""
        return self.done([*self.lines[: number - 1], *self.lines[number:]], *at)

    def value(self, line: Line, new: str, **known: bool) -> Mutant:
        """Make the mutant with another value of a field."""
        return self.edit(line.number, f"{line.indent}{line.name}={new},", **known)


def open_script(base: Base, _: random.Random) -> ScriptDoc:
    """Open the module of a base."""
    return ScriptDoc(base)
