"""Where does a place lie, and at which place is a statutory tier exercised?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from regservice.model.authority import Place
from regservice.model.vocab import Tier


@attrs.frozen
class PlaceIndex:
    """
    The place tree of a ruleset; a place that straddles has several parents.

    Attributes:
        places: Places by code.
    """

    places: Mapping[str, Place]

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
        return tuple(rings)

    def within(self, code: str) -> frozenset[str]:
        """Return *code* and all that contains it."""
        return frozenset(member for ring in self.rings(code) for member in ring)

    def inside(self, code: str) -> frozenset[str]:
        """Return all places that lie in *code*, without itself."""
        return frozenset(c for c in self.places if code in self.within(c)) - {code}

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
