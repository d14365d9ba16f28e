"""
The tests that a package of a service item has to pass, as a class to inherit from.

In the tests of a package::

    from regservice.testing.items import ItemConformance


    class TestItem(ItemConformance):
        package = "regservice-item-ip"
        item = "ip"
        offered = {"310000": "2024-01-24"}
        others = ("审评等待期间还能补充资料吗？",)
        fresh = ("想给新的导管申请专利，先找哪里？",)

The item is asked for alone, beside all packages that are installed, and beside them
without it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Final

import attrs

from regservice.engine.engine import Engine
from regservice.levels.subject import Subject
from regservice.model.catalogue import ServiceItem
from regservice.model.request import ServiceRequest
from regservice.ruleset.compile import compile_ruleset
from regservice.testing.conformance import subject_of

_REASONS: Final = frozenset({"failed", "beaten", "no_rule", "nearer", "is_co_handler"})
"""Why a body that is there does not lead."""


@attrs.frozen
class Tempting:
    """
    A body that one may well think of, and that is the wrong one.

    Attributes:
        place: Who asks is there.
        product: About what.
        stated: The value of the fact on which the matters of the item hang; empty
            for not stated.
        body: Id of the tempting body.
        lead: Id of the one that leads.
        difficulty: How the question is graded.
    """

    place: str
    product: str
    stated: str
    body: str
    lead: str
    difficulty: str = "complex"


class ItemConformance:
    """
    Tests of a package that brings one item and leaves the bodies to the regions.

    Attributes:
        package: Name of the installed distribution, or a path.
        beside: Paths of packages that are loaded too.
        item: Code of its item.
        offered: Place to the first day on which the item is offered there.
        by_law: The places at which a clause says so; elsewhere it is configuration.
        elsewhere: A place where it is not offered.
        place: The place of those who ask in words.
        at: When they ask.
        others: Questions that share words with the item and are not about it.
        fresh: Questions about it in words that no example has.
        fact: The intake field on which its matters hang; empty for none.
        matters: A product, a value of *fact*, and the matter that is meant then.
        wrong: Bodies that are tempting, and who leads instead.
    """

    package: ClassVar[str] = ""
    beside: ClassVar[Sequence[str]] = ()
    item: ClassVar[str] = ""
    offered: ClassVar[Mapping[str, str]] = {}
    by_law: ClassVar[Iterable[str]] = ()
    elsewhere: ClassVar[str] = "330000"
    place: ClassVar[str] = "310104"
    at: ClassVar[str] = "2026-03-02T10:00:00+08:00"
    others: ClassVar[Sequence[str]] = ()
    fresh: ClassVar[Sequence[str]] = ()
    fact: ClassVar[str] = ""
    matters: ClassVar[Sequence[tuple[str, str, str]]] = ()
    wrong: ClassVar[Sequence[Tempting]] = ()

    def test_it_leans_on_no_other_package(self) -> None:
        """It compiles alone, and who the bodies are is for the regions to say."""
        tables, engine = self.subject().tables, self.alone()

        assert () == self.subject().manifest.needs
        assert ((), ()) == (tables.authorities, tables.relations)
        assert self.row() in engine.book.tables.items

    def test_its_rules_name_functions_and_where_it_speaks(self) -> None:
        """No body by its id, and no place inside a region."""
        tables, places = self.subject().tables, set(self.subject().manifest.places)

        assert tables.rules
        assert {None} == {rule.holder.authority for rule in tables.rules}
        rows = [(row.id, row.when) for row in tables.rules]
        rows += [(row.id, row.when) for row in tables.path_rules]
        for key, when in rows:
            tests = [test for test in map(when.get, ("place", "site")) if test]
            assert all(set(test.values) <= places for test in tests), key

    def test_it_is_offered_from_a_day_on(self) -> None:
        """The day before it is out of scope; on the day the body alone is missing."""
        assert self.offered
        for place, first in self.offered.items():
            request = ServiceRequest(
                item=self.item, product="drug", difficulty="basic", place=place
            )
            day = dt.date.fromisoformat(first)
            before, after = (
                self.alone().route(request, at=f"{at}T10:00:00+08:00")
                for at in (day - dt.timedelta(days=1), day)
            )

            assert "out_of_scope" == before.decision.cause, place
            assert "gap" == after.decision.cause, place
            assert after.handler is None, place

    def test_it_is_said_where_a_text_asks_for_it(self) -> None:
        """Elsewhere it is configuration, and said to be."""
        offers = self.subject().tables.offers

        assert set(self.offered) == {place for row in offers for place in row.places}
        for row in offers:
            is_law = set(row.places) <= set(self.by_law)
            assert is_law is row.source.is_law, row.id
            assert is_law or "may" == row.modality, row.id

    def test_its_words_are_heard_only_where_it_is_offered(self) -> None:
        """Nobody elsewhere is taken to it by them."""
        engine, texts = self.subject().engine, self.row().examples

        assert {self.item} == {self.read(engine, text, self.place) for text in texts}
        found = {self.read(engine, text, self.elsewhere) for text in texts}
        assert self.item not in found

    def test_no_word_belongs_to_two_items(self) -> None:
        """Over all packages that are installed."""
        owners: dict[str, set[str]] = {}
        for item in self.subject().engine.book.tables.items:
            for word in item.keywords:
                owners.setdefault(word.casefold(), set()).add(item.code)

        shared = {w: o for w, o in owners.items() if len(o) > 1 and self.item in o}
        assert {} == shared

    def test_questions_about_something_else_are_not_taken(self) -> None:
        """They are read as before the item came."""
        with_it, without = self.subject().engine, self.subject().without

        assert self.others
        for text in self.others:
            found = self.read(with_it, text, self.place)
            assert self.item != found, text
            assert self.read(without, text, self.place) == found, text

    def test_fresh_questions_are_read(self) -> None:
        """Not the examples alone."""
        engine = self.subject().engine

        assert self.fresh
        found = {text: self.read(engine, text, self.place) for text in self.fresh}
        assert dict.fromkeys(self.fresh, self.item) == found

    def test_what_is_stated_tells_the_matter(self) -> None:
        """Nobody is told who decides about another matter than the one meant."""
        for product, stated, matter in self.matters:
            given = {"product": product, "attributes": {self.fact: stated}}
            route = self.ask(place=self.place, difficulty="complex", **given)

            assert route.competent is not None, stated
            assert matter == route.competent.matter.code, stated

    def test_without_the_fact_no_matter_is_presumed(self) -> None:
        """It is asked for."""
        for product in sorted({product for product, _, _ in self.matters}):
            route = self.ask(place=self.place, difficulty="complex", product=product)

            assert route.decision.ask is not None, product
            assert self.fact == route.decision.ask.dimension, product
            assert route.competent is None, product

    def test_tempting_bodies_are_told_why_not(self) -> None:
        """They neither lead nor have the request, and the explanation says why."""
        assert self.wrong
        for one in self.wrong:
            route = self.ask(
                place=one.place,
                product=one.product,
                difficulty=one.difficulty,
                attributes={self.fact: one.stated} if one.stated else {},
            )
            told = route.explain(why_not=one.body).splitlines()[-1]
            name = route.book.hierarchy.authorities[one.body].name

            assert route.lead is not None, told
            assert one.lead == route.lead.id, told
            assert one.body not in {route.lead.id, route.handler and route.handler.id}
            assert told.startswith(name)
            assert route.why_not(one.body).reason in _REASONS, told

    def subject(self) -> Subject:
        """Return the package; the test fails in words if it does not load."""
        return subject_of(self.package, tuple(self.beside))

    def row(self) -> ServiceItem:
        """Return its item."""
        (found,) = (r for r in self.subject().tables.items if r.code == self.item)
        return found

    def alone(self) -> Engine:
        """Return the national rows and those of the package."""
        subject = self.subject()
        return Engine(compile_ruleset([*subject.ground, subject.contribution]), ())

    def ask(self, **given: Any) -> Any:
        """Return the answer to a request for the item, beside all packages."""
        request = ServiceRequest(item=self.item, **given)
        return self.subject().engine.route(request, at=self.at)

    def read(self, engine: Engine, text: str, place: str) -> str | None:
        """Return the item that a question is taken for."""
        route = engine.route(ServiceRequest(text=text, place=place), at=self.at)
        return route.decision.findings["item"].value
