"""A document as plain data, whatever file it stood in, and where each part stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Self

import attrs

from regservice.errors import Location

_SEP: Final = "\x1f"

Path_ = tuple[str | int, ...]
"""Keys and indexes from the top of a document to a part of it."""

Place = tuple[int, int] | str
"""Line and column, or sheet and cell of a workbook such as ``时限!B4``."""


def path_name(path: Path_) -> str:
    """Return a path as one text, the key of marks."""
    return _SEP.join(map(str, path))


@attrs.frozen
class Tree:
    """
    A document: plain data and where each part of it stands.

    Attributes:
        file: Name of the file, for messages.
        data: Dictionaries, lists, texts and ``None``.
        marks: Where each value stands, and each key (with a leading ``?``), by path
            as it was written.
        spelt: How a key was written, by the path in English keys; only of those that
            were written otherwise.
    """

    file: str
    data: Any
    marks: Mapping[str, Place] = attrs.field(repr=False)
    spelt: Mapping[str, str] = attrs.field(factory=dict, repr=False)

    @classmethod
    def of(cls, file: str, data: Any, marks: Mapping[Path_, Place]) -> Self:
        """Make a tree of data from elsewhere, with the marks by path."""
        return cls(file, data, {path_name(path): mark for path, mark in marks.items()})

    def below(self, key: str) -> Tree:
        """Return the document that stands under a key."""
        lead = f"{key}{_SEP}"
        marks: dict[str, Place] = {}
        for name, mark in self.marks.items():
            bare = name.removeprefix("?")
            if bare.startswith(lead):
                sign = "?" * (name != bare)
                marks[sign + bare.removeprefix(lead)] = mark
            elif bare == key:
                marks[""] = mark
        return attrs.evolve(self, data=self.data[key], marks=marks)

    def where(self, path: Path_, *, key: bool = False) -> Location:
        """
        Return where the value at *path* stands, or the key that leads to it.

        A path that does not exist gives the nearest part that does.
        """
        written = self.written(path, self.spelt)
        for end in range(len(path), -1, -1):
            name = path_name(written[:end])
            mark = self.marks.get("?" + name) if key else None
            mark = mark or self.marks.get(name)
            if mark is not None:
                return self._location(mark)
        return Location(self.file)

    def key_at(self, path: Path_, spelt: Mapping[str, str]) -> Location:
        """Return where a key stands, whose parents are called by *spelt*."""
        name = path_name((*self.written(path[:-1], spelt), path[-1]))
        mark = self.marks.get("?" + name) or self.marks.get(name)
        return Location(self.file) if mark is None else self._location(mark)

    def shown(self, path: Path_) -> str:
        """
        Return a path as people read it, in the keys that they wrote.

        Examples:
            >>> Tree("x", None, {}).shown(("rules", 2, "when"))
            'rules[2].when'
        """
        steps = self.written(path, self.spelt)
        return "".join(
            f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps
        ).removeprefix(".")

    def _location(self, mark: Place) -> Location:
        if isinstance(mark, str):
            return Location(self.file, cell=mark)
        return Location(self.file, *mark)

    @staticmethod
    def written(path: Path_, spelt: Mapping[str, str]) -> Path_:
        """Return a path in the keys that were written."""
        return tuple(_steps(path, spelt)) if spelt else path


def _steps(path: Path_, spelt: Mapping[str, str]) -> Iterator[str | int]:
    for end, step in enumerate(path, 1):
        yield spelt.get(path_name(path[:end]), step)
