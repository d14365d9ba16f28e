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
    What opens the ways of some leaves.

    Attributes:
        paths: The path rules that hold.
        bypasses: The bypasses that stand.
        ways: Ways that were searched, by the numbers of both ends.
    """

    paths: tuple[PathRule, ...]
    bypasses: tuple[Bypass, ...]
    ways: dict[tuple[int, int], Way] = attrs.field(factory=dict)


Ends = tuple[End, End, Union["array[int]", None], frozenset[int], str, Lane]
"""
The first contact and the lead of a leaf; for each body the one hop that is open to
it, beyond all bodies for none, or ``None`` where ways must be searched; the numbers
of the kinds of bodies that are passed; the rule of the first contact; the lane.
"""


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
        ends: For each leaf its ends, and the way up between them.
        rules: Ids of the rules of each leaf; only that of the lead, where one rule
            stands for each end and no bypass.
        bodies: Ids of the bodies.
        kinds: Number of the kind of each body.
        elsewhere: Places beside that of the asker that some holder reads.
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
    ends: tuple[Ends, ...]
    rules: tuple[str | tuple[str, ...], ...]
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
