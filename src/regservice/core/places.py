"""Where does a place lie, and at which place is a statutory tier exercised?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

import attrs

from regservice.model.authority import Place
from regservice.model.vocab import Tier

_KEPT: Final = 16
"""Codes that are remembered for each place of the tree, on average, at most."""


@attrs.frozen
class PlaceIndex:
    """
    The place tree of a ruleset; a place that straddles has several parents.

    Attributes:
        places: Places by code.
    """

    places: Mapping[str, Place]
    _rings: dict[str, tuple[tuple[str, ...], ...]] = attrs.field(
        factory=dict, init=False, eq=False, repr=False
    )
    _within: dict[str, frozenset[str]] = attrs.field(
        factory=dict, init=False, eq=False, repr=False
    )
    _inside: dict[str, frozenset[str]] = attrs.field(
        factory=dict, init=False, eq=False, repr=False
    )
    # How many codes the three remember together: a list, so that it can count.
    _kept: list[int] = attrs.field(
        factory=lambda: [0], init=False, eq=False, repr=False
    )

    @classmethod
    def of(cls, places: Iterable[Place]) -> PlaceIndex:
        """Index *places* by code."""
        return cls({place.code: place for place in places})

    def rings(self, code: str) -> tuple[tuple[str, ...], ...]:
        """
        Return the place itself, then what contains it, ring by ring.

        Returns:
            Rings of sorted codes, nearest first; each code once, in its nearest
            ring. Unknown parents are left out.
        """
        known = self._rings.get(code)
        if known is not None:
            return known
        rings: list[tuple[str, ...]] = []
        seen: set[str] = set()
        ring = {code} & self.places.keys()
        while ring:
            rings.append(tuple(sorted(ring)))
            seen |= ring
            ring = {
                parent
                for member in ring
                for parent in self.places[member].located_in
                if parent in self.places
            } - seen
        found = tuple(rings)
        if self._may_keep(len(seen)):
            self._rings[code] = found
        return found

    def within(self, code: str) -> frozenset[str]:
        """Return *code* and all that contains it."""
        known = self._within.get(code)
        if known is not None:
            return known
        found = frozenset(member for ring in self.rings(code) for member in ring)
        if self._may_keep(len(found)):
            self._within[code] = found
        return found

    def inside(self, code: str) -> frozenset[str]:
        """Return all places that lie in *code*, without itself."""
        known = self._inside.get(code)
        if known is not None:
            return known
        seen: set[str] = set()
        ring = {code} & self.places.keys()
        while ring:
            seen |= ring
            ring = {c for m in ring for c in self._children.get(m, ())} - seen
        found = frozenset(seen - {code})
        if self._may_keep(len(found)):
            self._inside[code] = found
        return found

    def at_tier(self, code: str, tier: Tier) -> Place | None:
        """
        Return the nearest place at or above *code* that reads as *tier*.

        Returns:
            The place, or ``None`` if there is none or two are equally near.
        """
        for ring in self.rings(code):
            found = [m for m in ring if self.places[m].reads_as(tier)]
            if found:
                return self.places[found[0]] if len(found) == 1 else None
        return None

    def _may_keep(self, codes: int) -> bool:
        """Tell whether an answer may be remembered: deep trees have long ones."""
        # Unknown codes have empty answers; whoever asks for many gets none kept.
        if not codes or self._kept[0] + codes > _KEPT * len(self.places):
            return False
        self._kept[0] += codes
        return True

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        """Place to the places that lie directly in it."""
        index: dict[str, list[str]] = {}
        for code, place in self.places.items():
            for parent in dict.fromkeys(place.located_in):
                index.setdefault(parent, []).append(code)
        return index
