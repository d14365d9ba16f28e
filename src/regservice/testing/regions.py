"""
The tests that show that a region changes nothing outside, as a class to inherit from.

In the tests of a package::

    from regservice.testing.regions import RegionIsolation


    class TestIsolation(RegionIsolation):
        package = "regservice-region-shanghai"
        words = ("我公司在徐汇区，产品在浙江生产",)

What is installed is asked with the package and without it: in every province and
outside of them all answers have to be alike, explanations included.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, ClassVar, Final

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regservice.engine.engine import Engine
from regservice.levels.subject import Subject
from regservice.model.package import Tables, row_key
from regservice.model.request import ServiceRequest
from regservice.model.vocab import Difficulty, Product, Tier
from regservice.testing.conformance import subject_of

_TABLES: Final = tuple(attribute.name for attribute in attrs.fields(Tables))
_BOUND: Final = ("rules", "path_rules", "limits", "bypasses")
_FEW: Final = 4
_QUESTIONS: Final = 60
_MOST: Final = 6
"""Words of one question."""


class RegionIsolation:
    """
    Tests of a package that speaks for a region and for no other place.

    Attributes:
        package: Name of the installed distribution, or a path.
        beside: Paths of packages that are loaded too.
        elsewhere: Codes of the places that are asked about everything; the first
            provinces outside by default.
        words: Texts that may tempt: words of the region that mean something else
            elsewhere.
        at: When they ask.
    """

    package: ClassVar[str] = ""
    beside: ClassVar[Sequence[str]] = ()
    elsewhere: ClassVar[Sequence[str]] = ()
    words: ClassVar[Sequence[str]] = ()
    at: ClassVar[str] = "2026-03-02T10:00:00+08:00"

    def test_every_row_of_others_is_the_same(self) -> None:
        """Installing it adds its own rows and touches no other."""
        subject = self.subject()
        for table in _TABLES:
            rest = {
                key: row
                for key, row in _rows(subject.engine, table).items()
                if not self.is_own(table, key)
            }
            assert _rows(subject.without, table) == rest, table

    def test_every_rule_is_bound_to_the_region(self) -> None:
        """What says nothing of places holds in the places of the package only."""
        subject = self.subject()
        for table in _BOUND:
            for key, row in _rows(subject.engine, table).items():
                test = row.when.get("place")
                if self.is_own(table, key):
                    assert test is not None, key
                    assert set(test.values) <= subject.inside, key

    def test_examples_have_the_same_answer_elsewhere(self) -> None:
        """Every example of every item, in turn in each place and nowhere."""
        places = itertools.cycle([*self.asked(), None])
        for item in self.subject().without.book.tables.items:
            for text in item.examples:
                self.compare(text=text, place=next(places))

    def test_words_have_the_same_answer_elsewhere(self) -> None:
        """What means something in the region means nothing in any other."""
        for text, place in itertools.product(self.words, [*self.outside(), None]):
            self.compare(text=text, place=place)

    def test_stated_requests_have_the_same_answer_elsewhere(self) -> None:
        """All items and products, however difficult, each in one of the places."""
        items, places = self.subject().without.book.items, [*self.asked(), None]
        for (i, item), (j, product), (k, difficulty) in itertools.product(
            enumerate(items), enumerate(Product), enumerate(Difficulty)
        ):
            place = places[(i + j + k) % len(places)]
            facts = {"item": item, "product": product, "difficulty": difficulty}
            self.compare(place=place, **facts)

    @settings(
        max_examples=_QUESTIONS,
        deadline=None,
        suppress_health_check=[HealthCheck.differing_executors],
    )
    @given(data=st.data())
    def test_any_question_has_the_same_answer_elsewhere(
        self, data: st.DataObject
    ) -> None:
        """Random words of items and of the bodies of the region, products and days."""
        words = st.lists(st.sampled_from(self.heard()), max_size=_MOST)
        day = data.draw(st.dates(dt.date(2023, 1, 1), dt.date(2027, 12, 31)))
        self.compare(
            at=f"{day.isoformat()}T10:00:00+08:00",
            text="".join(data.draw(words)),
            place=data.draw(st.sampled_from(self.outside())),
            product=data.draw(st.sampled_from([None, *Product])),
        )

    def subject(self) -> Subject:
        """Return the package; the test fails in words if it does not load."""
        return subject_of(self.package, tuple(self.beside))

    def is_own(self, table: str, key: str) -> bool:
        """Whether a row comes from the package."""
        subject = self.subject()
        origin = subject.engine.ruleset.origins[table, key]
        return origin.package == subject.manifest.name

    def outside(self) -> Sequence[str]:
        """Return the provinces outside the region."""
        subject = self.subject()
        places = subject.without.book.places.places.values()
        found = [place.code for place in places if place.tier is Tier.PROVINCE]
        return [code for code in found if self.is_outside(code)]

    def is_outside(self, place: str) -> bool:
        """Whether a place neither lies in the region nor holds it."""
        subject = self.subject()
        inside = subject.inside
        return place not in inside and inside.isdisjoint(
            subject.engine.book.places.inside(place)
        )

    def asked(self) -> Sequence[str]:
        """Return the places that are asked about everything."""
        return self.elsewhere or self.outside()[:_FEW]

    def heard(self) -> Sequence[str]:
        """Return the words of which random questions are made."""
        return _heard(self.subject())

    def compare(self, *, at: str = "", **facts: Any) -> None:
        """Ask with the package and without it; the test fails if that is not alike."""
        subject, request = self.subject(), ServiceRequest(**facts)
        without, with_it = (
            _answer(engine, request, at or self.at)
            for engine in (subject.without, subject.engine)
        )
        assert without == with_it, facts


def _answer(engine: Engine, request: ServiceRequest, at: str) -> tuple[Any, ...]:
    route = engine.route(request, at=at)
    found = route.as_json()
    del found["ruleset"]
    return route.decision, route.reason(), found


def _rows(engine: Engine, table: str) -> Mapping[str, Any]:
    return {row_key(row): row for row in getattr(engine.book.tables, table)}


@cache
def _heard(subject: Subject) -> Sequence[str]:
    return list(dict.fromkeys(_words(subject)))


def _words(subject: Subject) -> Iterator[str]:
    """Keywords of all items, names of the bodies and places of the package."""
    for item in subject.engine.book.tables.items:
        yield from item.keywords
    yield from (body.name for body in subject.tables.authorities)
    yield from (place.name for place in subject.tables.places)
