"""What is a mutation, and what is known of the fault that it makes?"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs

from tests.corpus.bases import Base, Files, bases

FOLDER: Final = "."
"""Stands for the folder of the package where a file is missing."""

_TRIES: Final = 60


@attrs.frozen
class Truth:
    """
    The fault of a mutant.

    Attributes:
        file: Where it is; :data:`FOLDER` if a file is missing.
        lines: Its line; several if it lies between them, as a cycle does.
        columns: First and last column of it in a YAML file; ``None`` if that has no
            meaning.
        cells: Its cell in a workbook, such as ``items!B4``; several as for lines.
        mends: Whether a machine can mend it without a decision.
        sound: Whether it is none: nothing may be said, and the records are the same.
    """

    file: str
    lines: frozenset[int] = frozenset()
    columns: tuple[int, int] | None = None
    cells: frozenset[str] = frozenset()
    mends: bool = False
    sound: bool = False


@attrs.frozen
class Mutant:
    """
    A package with one fault.

    Attributes:
        base: The package without it.
        files: Its files.
        truth: The fault.
    """

    base: Base
    files: Files = attrs.field(repr=False)
    truth: Truth


Make = Callable[[Any, random.Random], "Mutant | None"]
"""Makes a mutant of a document, or none where it has no place for the fault."""


@attrs.frozen
class Kind:
    """
    One kind of mutation.

    Attributes:
        name: Its name.
        door: The door to which it belongs.
        open: Makes of a base the document that *make* takes.
        make: The mutation.
    """

    name: str
    door: str
    open: Callable[[Base, random.Random], Any]
    make: Make

    def mutants(self, count: int, seed: int) -> Iterator[Mutant]:
        """Give so many mutants of a fixed seed, as different as the bases allow."""
        rng = random.Random(f"{self.door}:{self.name}:{seed}")  # noqa: S311 - a fixed draw
        known = list(bases(self.door))
        seen: set[tuple[tuple[str, bytes], ...]] = set()
        for _ in range(_TRIES * count):
            if len(seen) == count:
                return
            mutant = self.make(self.open(rng.choice(known), rng), rng)
            if mutant is None:
                continue
            content = tuple(sorted(mutant.files.items()))
            if content not in seen:
                seen.add(content)
                yield mutant


class Register:
    """Collects the kinds of one file."""

    def __init__(self, door: str, open_: Callable[[Base, random.Random], Any]) -> None:
        """Take the door, and what opens its bases."""
        self.kinds: list[Kind] = []
        self._door, self._open = door, open_

    def __call__(self, make: Make) -> Make:
        """Add a kind; its name is that of the function."""
        self.kinds.append(Kind(make.__name__, self._door, self._open, make))
        return make
