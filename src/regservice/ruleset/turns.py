"""
Where can an answer change from one period to the next?

A proof looks at every period. What was decided before need not be decided again for
places at which no row starts or ends, as long as all that a request there can reach
stays as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any, Final

import attrs

from regservice.core.routing.book import Book
from regservice.model.authority import Authority, Place, Relation
from regservice.model.catalogue import Offer, Programme, ServiceItem
from regservice.model.vocab import NATIONAL

_DATED: Final = (
    *("places", "authorities", "relations", "items", "offers", "programmes"),
    *("rules", "path_rules", "bypasses", "limits"),
)


@attrs.frozen(eq=False)
class Turns:
    """
    The days on which something changes, and where.

    Attributes:
        book: The rows.
    """

    book: Book

    def at(self, day: dt.date) -> AbstractSet[str] | None:
        """
        Return the places at which an answer may be another one from *day* on.

        Args:
            day: A day on which some row starts or ends.

        Returns:
            Codes, with whole regions; ``None`` if it may be so anywhere.
        """
        found: set[str] = set()
        for row in self._rows(day):
            places = self._places(row)
            if places is None or NATIONAL in places:
                return None
            for code in places:
                found |= self._region(code)
        return frozenset(found)

    def _rows(self, day: dt.date) -> Iterator[Any]:
        for table in _DATED:
            for row in getattr(self.book.tables, table):
                if day in (row.validity.start, row.validity.end):
                    yield row

    def _places(self, row: Any) -> Iterable[str] | None:
        """Where a row counts; ``None`` for everywhere."""
        if isinstance(row, Place):
            return None
        if isinstance(row, Authority | Programme | Offer):
            # A body without a place is one that others name, wherever they are.
            return row.places or None
        if isinstance(row, ServiceItem):
            return row.enabled or None
        if isinstance(row, Relation):
            # What a national body and a regional one do together concerns the region.
            return self._ends(row) - {NATIONAL} or None
        test = row.when.get("place")
        return None if test is None else test.values

    def _ends(self, row: Relation) -> set[str]:
        return self._homes(row.subject) | self._homes(row.object)

    def _homes(self, body: str) -> set[str]:
        return set(self.book.hierarchy.authorities[body].places)

    def _region(self, code: str) -> AbstractSet[str]:
        """The parts of the country whose bodies are linked with those of a place."""
        top = self._top(code)
        return next((whole for tops, whole in self._linked if top in tops), frozenset())

    def _top(self, code: str) -> str:
        """The place below the nation in which a place lies."""
        within = self.book.places.within
        around = within(code) - {NATIONAL}
        return min((c for c in around if within(c) <= {c, NATIONAL}), default=code)

    @cached_property
    def _linked(self) -> list[tuple[AbstractSet[str], AbstractSet[str]]]:
        """Provinces that rows connect past the nation, with all places in them."""
        inside = self.book.places.inside
        places = self.book.tables.places
        groups = [{code} for code in {self._top(place.code) for place in places}]
        for codes in self._joining():
            tops = set(map(self._top, codes))
            met = [group for group in groups if not group.isdisjoint(tops)]
            if len(met) > 1:
                groups = [group for group in groups if group not in met]
                groups.append(set().union(*met))
        return [(tops, tops.union(*map(inside, tops))) for tops in groups]

    def _joining(self) -> Iterator[set[str]]:
        """Places that an edge has to do with, or a rule and the body that it names."""
        for row in self.book.tables.relations:
            yield self._ends(row) - {NATIONAL}
        everywhere = {place.code for place in self.book.tables.places} - {NATIONAL}
        for rule in self.book.tables.rules:
            homes = self._homes(rule.holder.authority) if rule.holder.authority else ()
            named = set(homes) - {NATIONAL}
            if named:
                test = rule.when.get("place")
                asked = everywhere if test is None else set(test.values)
                yield named | (everywhere if NATIONAL in asked else asked)
