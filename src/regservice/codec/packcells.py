"""
How are the values of one type written into the cells of a pack, and read back?

A small value is its own cell. Records, tuples, sets and mappings lie in pools:
each value once, in the order of first use, column by column, and the cell is its
number. Columns are checked as a whole, which costs a fraction of checking cells.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from itertools import islice
from typing import Any


class MisfitError(ValueError):
    """
    A value or a cell that does not fit its type.

    Attributes:
        field: Where: class and field, such as ``Source.kind``; empty if unknown.
    """

    def __init__(self, field: str = "") -> None:
        """Keep the field for the message."""
        super().__init__(field)
        self.field = field


class Kind:
    """One type: which values fit, how they are written, how a column is read."""

    def fits(self, value: Any) -> bool:
        """Tell whether *value* is of this type; its parts are not looked at."""
        raise NotImplementedError

    def pack(self, value: Any) -> Any:
        """Return the cell of a value that fits."""
        raise NotImplementedError

    def unpack(self, cells: list[Any]) -> list[Any]:
        """Return the values of *cells*; wrong ones raise an error of some kind."""
        raise NotImplementedError


class Plain(Kind):
    """
    Texts, numbers and truth values: as they are, and of no other type.

    Examples:
        >>> Plain(int).fits(1), Plain(int).fits(True), Plain(float).fits(1)
        (True, False, True)
    """

    def __init__(self, kind: type) -> None:
        """Take ``str``, ``int``, ``bool`` or ``float``."""
        self.kind = kind
        self._types = (int, float) if kind is float else kind

    def fits(self, value: Any) -> bool:
        """A member of a StrEnum is a text, but True is no number."""
        return isinstance(value, self._types) and (
            self.kind is bool or not isinstance(value, bool)
        )

    def pack(self, value: Any) -> Any:
        """Leave subclasses behind."""
        return self.kind(value)

    def unpack(self, cells: list[Any]) -> list[Any]:
        """Give the cells themselves."""
        if set(map(type, cells)) - {self.kind}:
            raise MisfitError
        return cells


class Choice(Kind):
    """Members of an enumeration, by value."""

    def __init__(self, kind: type[Enum]) -> None:
        """Take the enumeration."""
        self._kind = kind
        self._members = {member.value: member for member in kind}

    def fits(self, value: Any) -> bool:
        """A text that is the value of a member will do."""
        return isinstance(value, self._kind) or (
            isinstance(value, str) and value in self._members
        )

    def pack(self, value: Any) -> Any:
        """Give the value of the member."""
        return self._kind(value).value

    def unpack(self, cells: list[Any]) -> list[Any]:
        """Look each value up."""
        return [self._members[cell] for cell in cells]


class Moment(Kind):
    """Dates and times, as ISO 8601."""

    def __init__(self, kind: type[dt.date]) -> None:
        """Take ``date`` or ``datetime``, of which the second is no date here."""
        self._kind = kind

    def fits(self, value: Any) -> bool:
        """A time is no date."""
        return isinstance(value, self._kind) and (
            self._kind is dt.datetime or not isinstance(value, dt.datetime)
        )

    def pack(self, value: Any) -> Any:
        """Give the text."""
        return value.isoformat()

    def unpack(self, cells: list[Any]) -> list[Any]:
        """Read the texts."""
        return list(map(self._kind.fromisoformat, cells))


class Maybe(Kind):
    """A value or ``None``."""

    def __init__(self, inner: Kind) -> None:
        """Take the type of the value."""
        self._inner = inner

    def fits(self, value: Any) -> bool:
        """Nothing fits too."""
        return value is None or self._inner.fits(value)

    def pack(self, value: Any) -> Any:
        """Give ``None`` for nothing."""
        return None if value is None else self._inner.pack(value)

    def unpack(self, cells: list[Any]) -> list[Any]:
        """Read what is there."""
        found = iter(self._inner.unpack([cell for cell in cells if cell is not None]))
        return [None if cell is None else next(found) for cell in cells]


class Pool(Kind):
    """
    A type whose values are stored once each.

    Attributes:
        name: For messages.
        rows: While packing: the cells of each value, and its number.
        values: After reading: the values, in the same order.
    """

    def __init__(self, name: str, kind: Any) -> None:
        """Take the name, and the class of the values."""
        self.name = name
        self.rows: dict[tuple[Any, ...], int] = {}
        self.values: list[Any] = []
        self._kind = kind

    def fits(self, value: Any) -> bool:
        """Look at the class alone."""
        return isinstance(value, self._kind)

    def cells(self, value: Any) -> tuple[Any, ...]:
        """Return the cells of the parts of *value*."""
        raise NotImplementedError

    def dump(self) -> list[Any]:
        """Return the columns."""
        raise NotImplementedError

    def load(self, data: list[Any]) -> None:
        """Read the columns; the pools of the parts have been read."""
        raise NotImplementedError

    def pack(self, value: Any) -> int:
        """Give the number of the value; the same for an equal one."""
        return self.rows.setdefault(self.cells(value), len(self.rows))

    def unpack(self, cells: list[Any]) -> list[Any]:
        """Look the numbers up: equal ones give one shared value."""
        if set(map(type, cells)) - {int} or (cells and min(cells) < 0):
            raise MisfitError
        return list(map(self.values.__getitem__, cells))


class Parts(Pool):
    """Values with a fixed number of parts: records, and tuples of a fixed length."""

    def __init__(
        self,
        name: str,
        kind: type,
        parts: Mapping[str, Kind],
        take: Callable[[Any], Iterable[Any]],
        make: Callable[[int, list[list[Any]]], list[Any]],
    ) -> None:
        """
        Take the types of the parts.

        Args:
            name: For messages.
            kind: Class of the values.
            parts: Type of each part by its name.
            take: Gives the parts of a value, in that order.
            make: Gives the values for their number and the columns of their parts.
        """
        super().__init__(name, kind)
        self._parts = parts
        self._take = take
        self._make = make

    def cells(self, value: Any) -> tuple[Any, ...]:
        """One for each part."""
        cells = []
        for part, name in zip(self._take(value), self._parts, strict=True):
            kind, field = self._parts[name], f"{self.name}.{name}"
            if not kind.fits(part):
                raise MisfitError(field)
            try:
                cells.append(kind.pack(part))
            except MisfitError as error:
                raise MisfitError(error.field or field) from None
        return tuple(cells)

    def dump(self) -> list[Any]:
        """Number of values, then a column for each part."""
        return [len(self.rows), *map(list, zip(*self.rows, strict=True))]

    def load(self, data: list[Any]) -> None:
        """Read column by column."""
        count, *columns = data
        if not self._parts or not count:
            # What has no parts is all alike: there is at most one of it.
            if columns or count not in ({0} if self._parts else {0, 1}):
                raise MisfitError
        elif len(columns) != len(self._parts) or not _are_lists(columns, count):
            raise MisfitError
        found = []
        for name, column in zip(self._parts, columns, strict=False):
            try:
                found.append(self._parts[name].unpack(column))
            except (TypeError, ValueError, LookupError):
                raise MisfitError(f"{self.name}.{name}") from None
        self.values = self._make(count, found)


class Many(Pool):
    """Tuples, sets and mappings of any length, whose parts are of one type."""

    def __init__(
        self,
        name: str,
        kind: Any,
        part: Kind,
        take: Callable[[Any], Iterable[Any]],
        make: Callable[[Iterable[Any]], Any],
    ) -> None:
        """
        Take the type of the parts.

        Args:
            name: For messages.
            kind: Class of the values.
            part: Type of the parts.
            take: Gives the parts of a value.
            make: Makes a value of its parts.
        """
        super().__init__(name, kind)
        self._part = part
        self._take = take
        self._make = make

    def cells(self, value: Any) -> tuple[Any, ...]:
        """One for each part."""
        parts = tuple(self._take(value))
        if not all(map(self._part.fits, parts)):
            raise MisfitError
        return tuple(map(self._part.pack, parts))

    def dump(self) -> list[Any]:
        """The lengths, then the cells of all values in one column."""
        return [list(map(len, self.rows)), [cell for row in self.rows for cell in row]]

    def load(self, data: list[Any]) -> None:
        """Read all parts at once, then cut."""
        lengths, cells = data
        if set(map(type, lengths)) - {int} or (lengths and min(lengths) < 0):
            raise MisfitError
        if not _are_lists([cells], sum(lengths)):
            raise MisfitError
        parts, make = iter(self._part.unpack(cells)), self._make
        self.values = [make(islice(parts, length)) for length in lengths]


class Either(Pool):
    """A value of one of several types, with the number of its type."""

    def __init__(self, name: str, kinds: Sequence[Kind]) -> None:
        """Take the types; the first that fits is taken."""
        super().__init__(name, object)
        self._kinds = kinds

    def fits(self, value: Any) -> bool:
        """One of them must."""
        return any(kind.fits(value) for kind in self._kinds)

    def cells(self, value: Any) -> tuple[Any, ...]:
        """Number of the type, cell of the value."""
        number = next(n for n, kind in enumerate(self._kinds) if kind.fits(value))
        return number, self._kinds[number].pack(value)

    def dump(self) -> list[Any]:
        """The numbers, then the cells."""
        return [[number for number, _ in self.rows], [cell for _, cell in self.rows]]

    def load(self, data: list[Any]) -> None:
        """Read the cells of each type together, and put them back in order."""
        numbers, cells = data
        rows = list(zip(numbers, cells, strict=True))
        if set(map(type, numbers)) - {int} or not {*numbers} <= {
            *range(len(self._kinds))
        }:
            raise MisfitError
        found = [
            iter(kind.unpack([cell for number, cell in rows if number == n]))
            for n, kind in enumerate(self._kinds)
        ]
        self.values = [next(found[number]) for number in numbers]


def _are_lists(columns: list[Any], length: int) -> bool:
    return all(type(column) is list and len(column) == length for column in columns)
