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

End = Union[int, "array[int]"]
"""Number of a body, or one number a place; beyond all bodies for nobody."""


@attrs.frozen(eq=False)
class Lane:
    """
    The hops that are open under one set of path rules and bypasses.

    Attributes:
        up: For each body the one hop that is open to it; beyond all bodies for none.
        is_plain: Whether each hop hands over, and kinds tell who is passed.
        skips: Numbers of the kinds of bodies that are passed.
        paths: The path rules that hold.
        bypasses: The bypasses that stand.
    """

    up: array[int]
    is_plain: bool
    skips: frozenset[int]
    paths: tuple[PathRule, ...]
    bypasses: tuple[Bypass, ...]


class Ways(dict[int, tuple[str, ...]]):
    """
    The ways that are known along one lane: both ends, as one number, to the ids.

    Attributes:
        lane: The hops that are open.
    """

    __slots__ = ("lane",)

    def __init__(self, lane: Lane) -> None:
        """Know no way yet."""
        super().__init__()
        self.lane = lane


@attrs.frozen(eq=False, kw_only=True)
class Layout:
    """
    The arrays of an index.

    Attributes:
        places: Place to its number.
        groups: Item to the number of its group.
        width: How many groups there are.
        classes: Class of each place.
        roots: For each class and group the number of its root.
        nodes: Where each root stands in *cells*.
        cells: For each node its axis, then a node for each value. A leaf is -2 less
            its number, :data:`UNDECIDED` is none.
        axes: Names of the axes.
        codes: For each axis value to number.
        ends: For each leaf the first contact, the lead, and the ways that are known
            between bodies and hand the request over to the lead.
        rules: Ids of the rules of each leaf.
        bodies: Ids of the bodies.
        kinds: Number of the kind of each body.
    """

    places: Mapping[str, int]
    groups: Mapping[str, int]
    width: int
    classes: array[int]
    roots: array[int]
    nodes: array[int]
    cells: array[int]
    axes: tuple[str, ...]
    codes: tuple[Mapping[str, int], ...]
    ends: tuple[tuple[End, End, Ways], ...]
    rules: tuple[tuple[str, ...], ...]
    bodies: tuple[str, ...]
    kinds: array[int]


def narrow(numbers: Sequence[int]) -> array[int]:
    """
    Store numbers that are not negative in as few bytes as they need.

    Examples:
        >>> narrow([1, 2]).typecode, narrow([70_000]).typecode
        ('B', 'I')
    """
    most = max(numbers, default=0)
    return array("B" if most < 1 << 8 else "H" if most < 1 << 16 else "I", numbers)
