"""One YAML file of a package, with everything in it that can be mutated."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any, Final

import attrs
from ruamel.yaml import YAML

from regservice.codec.spec import (
    FieldSpec,
    Kind,
    dimension_names,
    fields_of,
    key_names,
    table_names,
    table_types,
)
from regservice.model.package import Manifest
from tests.corpus.bases import Base
from tests.corpus.kinds import Mutant, Truth

MANIFEST: Final = "package.yaml"


@attrs.frozen
class Spot:
    """
    A key with its value, or a part of a list.

    Attributes:
        path: Table, and English keys down to it; indexes are left out.
        row: Number of the row in its table.
        key: The key as it is written; empty for a part of a list.
        at: Offset of the key; of a part, of its value.
        start: Offset of the value.
        end: Offset behind it.
        node: The parsed value.
        spec: The field; ``None`` where it is none, as in a condition.
        record: Offset at which the record of the field begins.
        flow: Whether it stands in brackets.
    """

    path: tuple[str, ...]
    row: int
    key: str
    at: int
    start: int
    end: int
    node: Any = attrs.field(repr=False)
    spec: FieldSpec | None = attrs.field(repr=False)
    record: int
    flow: bool

    @property
    def name(self) -> str:
        """English name of the field; of a part, of its list."""
        return self.path[-1]

    @property
    def kind(self) -> Kind | None:
        """What kind of value its field holds."""
        return self.spec.shape.kind if self.spec else None

    @property
    def is_scalar(self) -> bool:
        """Whether its value is a text."""
        return bool(self.node.id == "scalar")

    @property
    def is_plain(self) -> bool:
        """Whether its value is a text without quotes on one line."""
        mark = self.node.start_mark.line == self.node.end_mark.line
        return self.is_scalar and not self.node.style and mark and bool(self.node.value)


class YamlDoc:
    """A file of a base."""

    def __init__(self, base: Base, name: str) -> None:
        """Take the file of that name."""
        self.base, self.name = base, name
        self.text = base.files[name].decode()
        node = YAML(typ="safe", pure=True).compose(self.text)
        self._seen: set[int] = set()
        self.tables: list[Spot] = []
        if name == MANIFEST:
            self.spots = list(self._record(node, (), 0, Manifest))
        else:
            self.spots = list(self._tables(node))

    @property
    def zh(self) -> bool:
        """Whether its keys are Chinese."""
        return any(not spot.key.isascii() for spot in [*self.tables, *self.spots])

    def _tables(self, node: Any) -> Iterator[Spot]:
        types = table_types()
        for key, value in node.value:
            table = table_names()[key.value]
            start = key.start_mark.index
            ends = value.start_mark.index, value.end_mark.index
            self.tables.append(
                Spot((table,), 0, key.value, start, *ends, value, None, 0, flow=False)
            )
            for index, row in enumerate(value.value):
                yield from self._record(row, (table,), index, types[table])

    def _record(
        self, node: Any, path: tuple[str, ...], row: int, cls: type
    ) -> Iterator[Spot]:
        if id(node) in self._seen or node.id != "mapping":
            return
        self._seen.add(id(node))
        names, specs = key_names(cls), fields_of(cls)
        for key, value in node.value:
            name = names[key.value]
            yield from self._field(node, key, value, (*path, name), row, specs[name])

    def _field(
        self,
        home: Any,
        key: Any,
        value: Any,
        path: tuple[str, ...],
        row: int,
        spec: FieldSpec | None,
    ) -> Iterator[Spot]:
        if id(value) in self._seen or self.text[value.start_mark.index] in "&*":
            return
        ends = value.start_mark.index, value.end_mark.index
        at, begins = key.start_mark.index, home.start_mark.index
        flow = bool(home.flow_style)
        yield Spot(path, row, key.value, at, *ends, value, spec, begins, flow)
        shape = spec and spec.shape
        record = shape and (shape.record or (shape.inner and shape.inner.record))
        if value.id == "sequence":
            self._seen.add(id(value))
            for part in value.value:
                if record:
                    yield from self._record(part, path, row, record)
                elif part.id == "scalar":
                    ends = part.start_mark.index, part.end_mark.index
                    deep = bool(value.flow_style)
                    yield Spot(path, row, "", ends[0], *ends, part, spec, begins, deep)
        elif record:
            yield from self._record(value, path, row, record)
        elif shape and shape.kind is Kind.CONDITION and value.id == "mapping":
            for inner, values in value.value:
                name = dimension_names().get(inner.value, inner.value)
                yield from self._field(value, inner, values, (*path, name), row, None)

    def line(self, offset: int) -> int:
        """Return the line of an offset, from 1."""
        return self.text.count("\n", 0, offset) + 1

    def column(self, offset: int) -> int:
        """Return the column of an offset, from 1."""
        return offset - (self.text.rfind("\n", 0, offset) + 1) + 1

    def line_start(self, offset: int) -> int:
        """Return the offset at which the line begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Return the offset at which the next line begins."""
        found = self.text.find("\n", offset)
        return len(self.text) if found < 0 else found + 1

    def block_line(self, spot: Spot) -> bool:
        """Whether a key and its value are a whole line, and not the first of a row."""
        before = self.text[self.line_start(spot.at) : spot.at]
        after = self.text[spot.end : self.line_end(spot.end)]
        one = self.line(spot.at) == self.line(max(spot.start, spot.end - 1))
        return not before.strip() and not after.strip() and one and bool(spot.key)

    def rows(self) -> list[tuple[Spot, int, int]]:
        """Return table, first and last offset of each row that is a block of lines."""
        found = []
        for table in self.tables:
            for row in table.node.value:
                start = self.line_start(row.start_mark.index)
                lead = self.text[start : row.start_mark.index]
                if not row.flow_style and re.fullmatch(r" *- +", lead):
                    end = row.end_mark.index
                    while self.text[end - 1] in " \n":
                        end -= 1
                    body = re.sub(r"(\n *#[^\n]*)+$", "", self.text[start:end])
                    found.append((table, start, self.line_end(start + len(body) - 1)))
        return found

    def edit(
        self,
        start: int,
        end: int,
        new: str,
        *at: int,
        columns: tuple[int, int] | None = None,
        mends: bool = False,
        sound: bool = False,
        more: dict[str, bytes] | None = None,
    ) -> Mutant:
        """
        Make a mutant.

        Args:
            start: Offset of what is replaced.
            end: Offset behind it.
            new: What stands there instead.
            at: Offsets, in the text as it was, of the lines of the fault; none for
                the line of *start*.
            columns: As in :class:`Truth`.
            mends: As there.
            sound: As there.
            more: Other files that are changed.
        """
        content = (self.text[:start] + new + self.text[end:]).encode()
        lines = frozenset(self.line(offset) for offset in at or (start,))
        truth = Truth(self.name, lines, columns, mends=mends, sound=sound)
        files = {**self.base.files, self.name: content, **(more or {})}
        return Mutant(self.base, files, truth)

    def value(self, spot: Spot, new: str, **known: Any) -> Mutant:
        """Make a mutant with another value, to be blamed where that begins."""
        columns = self.column(spot.start), self.column(spot.start) + len(new)
        return self.edit(spot.start, spot.end, new, columns=columns, **known)

    def renamed(self, spot: Spot, new: str, **known: Any) -> Mutant:
        """Make a mutant with another key."""
        columns = self.column(spot.at), self.column(spot.at) + len(new)
        end = spot.at + len(self.text[spot.at :].split(":")[0])
        return self.edit(spot.at, end, new, columns=columns, **known)


_DOCS: Final[dict[tuple[str, str], YamlDoc]] = {}


def open_yaml(base: Base, rng: random.Random) -> YamlDoc:
    """Open a file of a base, seldom that of the manifest or of decision tests."""
    names = [name for name in base.files if name != MANIFEST]
    name = rng.choice([*names, *names, MANIFEST])
    return doc_of(base, name)


def doc_of(base: Base, name: str) -> YamlDoc:
    """Open a file of a base by its name."""
    key = base.name, name
    if key not in _DOCS:
        _DOCS[key] = YamlDoc(base, name)
    return _DOCS[key]
