"""The integers of an index, and what each of them means."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import Final, Union

import attrs

from regservice.model.rule import Bypass, PathRule

UNDECIDED: Final = -1
"""Instead of a node: the facts do not decide, the reference must."""

Way = tuple[str, tuple[str, ...]]
"""The handler, and the bodies on the way."""


class Everywhere:
    """
    The same number at every place.

    Examples:
        >>> Everywhere(7)[1_000]
        7
    """

    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        """Keep the number."""
        self.number = number

    def __getitem__(self, place: int) -> int:
        """Whatever the place."""
        return self.number


Numbers = Union["array[int]", Everywhere]
"""One number for each place."""

FAR: Final = 255
"""Instead of a number of hops: there are more, none, or nobody counted them."""


@attrs.frozen(eq=False)
class Lane:
    """
    What opens the ways of some leaves.

    Attributes:
        paths: The path rules that hold.
        bypasses: The bypasses that stand.
        ways: Ways that were searched, by the numbers of both ends.
    """

    paths: tuple[PathRule, ...]
    bypasses: tuple[Bypass, ...]
    ways: dict[tuple[int, int], Way] = attrs.field(factory=dict)


Ends = tuple[
    Numbers,
    Numbers,
    Numbers | None,
    "array[int]",
    frozenset[int],
    Lane,
]
"""
The first contact of a leaf; how many hops the lead is above it; the lead, ``None``
where the hops tell; for each body the one hop that is open to it, nothing where ways
must be searched; the numbers of the kinds of bodies that are passed; the lane. Whoever
is nobody has a number beyond all bodies.
"""

NOWHERE: Final[Ends] = (
    array("B"),
    array("B"),
    None,
    array("B"),
    frozenset(),
    Lane((), ()),
)
"""The ends of no leaf: they have no place."""


Roots = tuple["array[int]", "array[int]"]
"""For each row the number of a root, and where each of these stands in the cells."""


@attrs.frozen(eq=False, kw_only=True)
class Layout:
    """
    The arrays of an index.

    Attributes:
        places: Place to its number.
        rows: Number of the row of each place; places that decide alike share one.
        groups: Item to its roots; items that decide alike share them.
        cells: For each node its axis, then a node for each value. A leaf is -2 less
            its number, :data:`UNDECIDED` is none.
        axes: Names of the axes.
        codes: For each axis value to number.
        ends: For each leaf its ends, and the way up between them; then
            :data:`NOWHERE`.
        rules: Ids of the rules of each leaf.
        bodies: Ids of the bodies.
        kinds: Number of the kind of each body.
        elsewhere: Places beside that of the asker that some holder reads.
    """

    places: Mapping[str, int]
    rows: array[int]
    groups: Mapping[str, Roots]
    cells: array[int]
    axes: tuple[str, ...]
    codes: tuple[Mapping[str, int], ...]
    ends: tuple[Ends, ...]
    rules: tuple[tuple[str, ...], ...]
    bodies: tuple[str, ...]
    kinds: array[int]
    elsewhere: frozenset[str]


def narrow(numbers: Sequence[int]) -> array[int]:
    """
    Store numbers that are not negative in as few bytes as they need.

    Examples:
        >>> narrow([1, 2]).typecode, narrow([70_000]).typecode
        ('B', 'I')
    """
    most = max(numbers, default=0)
    return array("B" if most < 1 << 8 else "H" if most < 1 << 16 else "I", numbers)


def narrow_signed(numbers: Sequence[int]) -> array[int]:
    """
    Store numbers in as few bytes as they need, two at least.

    Examples:
        >>> narrow_signed([-1, 2]).typecode, narrow_signed([-40_000]).typecode
        ('h', 'i')
    """
    most = max(max(numbers, default=0), -1 - min(numbers, default=0))
    return array("h" if most < 1 << 15 else "i", numbers)
