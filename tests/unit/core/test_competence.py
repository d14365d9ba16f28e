"""Who decides the matter by law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.competence import (
    CompetenceResult,
    find_competence,
    missing,
)
from regservice.core.routing.complete import complete
from regservice.model.decision import Question
from regservice.model.request import ServiceRequest
from regservice.model.vocab import PlaceKey, Product, Tier

DAY = dt.date(2026, 3, 2)
Find = Callable[..., CompetenceResult]


@pytest.fixture
def find(make: Any) -> Find:
    """Find who decides in the small world, with the given matters."""

    def run(*matters: Any, more: dict[str, Any] | None = None, **given: Any) -> Any:
        book: Book = make.world(matters=matters, more=more)
        base = {"item": "renewal", "product": "device", "place": "330102"}
        request = ServiceRequest(**{**base, **given})
        return find_competence(book, complete(book, request, AsOf(DAY)), AsOf(DAY))

    return run


@pytest.fixture
def nmpa(make: Any) -> Any:
    """A limb that names the national body."""
    return make.limb(body="top/nmpa", tier=Tier.NATION)


def _code(result: CompetenceResult) -> str | None:
    return result.competent.matter.code if result.competent else None


def test_without_an_item_there_is_no_matter(find: Find, make: Any, nmpa: Any) -> None:
    """Nothing is asked about: the item itself is the question."""
    assert CompetenceResult() == find(make.matter("m", nmpa), item=None)


def test_item_without_a_matter_has_no_decider(find: Find, make: Any, nmpa: Any) -> None:
    """Matters of other items do not count."""
    other = make.matter("m", nmpa, items=("training_exchange",))

    assert CompetenceResult() == find(other)


@pytest.mark.parametrize(
    ("text", "expected"), [("延续甲证", "a"), ("延续乙证", "b"), ("延续", "b")]
)
def test_matter_is_named_by_its_words_or_is_the_usual_one(
    find: Find, make: Any, nmpa: Any, text: str, expected: str
) -> None:
    """Words come first; in silence the usual matter is meant."""
    matters = (
        make.matter("a", nmpa, keywords=("甲证",)),
        make.matter("b", nmpa, keywords=("乙证",), usual=True),
    )

    assert expected == _code(find(*matters, text=text))


def test_only_matter_is_meant_without_a_word(find: Find, make: Any, nmpa: Any) -> None:
    """Where there is no choice nothing need be said."""
    assert "m" == _code(find(make.matter("m", nmpa)))


def test_two_matters_without_a_word_are_a_question(
    find: Find, make: Any, nmpa: Any
) -> None:
    """Neither is chosen by order or by name: it is asked which is meant."""
    one, two = make.matter("b", nmpa), make.matter("a", nmpa)

    assert Question(dimension="matter", candidates=("a", "b")) == find(one, two).ask


def test_fact_that_only_some_matters_hang_on_does_not_tell_them_apart(
    find: Find, make: Any, nmpa: Any
) -> None:
    """It is asked which matter is meant, not for a fact of one of them."""
    some = make.matter("a", nmpa, when=make.when(grade_of_risk="low"))

    found = find(some, make.matter("b", nmpa)).ask

    assert Question(dimension="matter", candidates=("a", "b")) == found


def test_matters_that_a_fact_tells_apart_ask_for_that_fact(
    find: Find, make: Any, nmpa: Any
) -> None:
    """The question lists the values that would settle it."""
    matters = (
        make.matter("a", nmpa, when=make.when(grade_of_risk="low")),
        make.matter("b", nmpa, when=make.when(grade_of_risk="high")),
    )

    assert (
        Question(dimension="grade_of_risk", candidates=("high", "low"))
        == find(*matters).ask
    )
    assert "b" == _code(find(*matters, attributes={"grade_of_risk": "high"}))


def test_only_matter_still_needs_the_facts_of_its_own_condition(
    find: Find, make: Any, nmpa: Any
) -> None:
    """That no other matter is left does not prove the one that is."""
    only = make.matter("a", nmpa, when=make.when(grade_of_risk="low"))

    assert Question(dimension="grade_of_risk", candidates=("low",)) == find(only).ask


def test_matter_of_another_product_is_not_meant(
    find: Find, make: Any, nmpa: Any
) -> None:
    """A matter without products is about any; an unknown product excludes none."""
    drug = make.matter("a", nmpa, products=(Product.DRUG,))
    any_ = make.matter("b", nmpa)

    assert "b" == _code(find(drug, any_))
    assert "a" == _code(find(drug, product=None))


def test_question_asks_for_the_most_basic_fact_first(make: Any) -> None:
    """Place, item, product, difficulty, then the others by name."""
    when = make.when(zone="z", grade_of_risk="low", difficulty="basic")
    again = make.when(zone="y", received_level="city")

    asked = missing((*when.tests, *again.tests))

    assert asked is not None
    assert "difficulty" == asked.dimension
    assert Question(dimension="zone", candidates=("y", "z")) == missing(
        (*when.narrowed("zone", ("z",)).tests[2:], *again.tests)
    )
    assert missing(again.tests[:1]) is None
    assert missing(()) is None


def test_limb_that_names_a_body_needs_no_place(
    find: Find, make: Any, nmpa: Any
) -> None:
    """The national body decides wherever the asker is."""
    found = find(make.matter("m", nmpa), place=None).competent

    assert found is not None
    assert ("top/nmpa", None, False) == (found.authority, found.place, found.presumed)


def test_limb_may_say_in_words_who_decides(find: Find, make: Any) -> None:
    """Where that is no body of the graph, no body is named."""
    found = find(make.matter("m", make.limb(says="the court"))).competent

    assert found is not None
    assert (None, "the court") == (found.authority, found.limb.says)


@pytest.mark.parametrize(
    ("tier", "what", "place", "expected"),
    [
        (Tier.COUNTY, "district_amr", "330102", ("p/d/amr", "330102")),
        (Tier.PREFECTURE, "city_amr", "330102", ("p/c/amr", "330100")),
        (Tier.PROVINCE, "provincial_mpa", "330102", ("p/mpa", "330000")),
        (Tier.PROVINCE, "provincial_mpa", "340000", (None, "340000")),
        (Tier.COUNTY, "district_amr", "340000", (None, "340000")),
        (Tier.PROVINCE, "provincial_mpa", None, (None, None)),
    ],
)
def test_function_is_looked_for_at_the_place_of_its_tier(
    find: Find,
    make: Any,
    tier: Tier,
    what: str,
    place: str | None,
    expected: tuple[str | None, str | None],
) -> None:
    """Without a package for that region nobody is named."""
    limb = make.limb(tier=tier, functions=(what,))

    found = find(make.matter("m", limb), place=place).competent

    assert found is not None
    assert expected == (found.authority, found.place)


def test_two_bodies_at_one_place_name_nobody(find: Find, make: Any) -> None:
    """Which of them decides is not guessed."""
    limb = make.limb(tier=Tier.COUNTY, functions=("district_amr", "station"))

    found = find(make.matter("m", limb)).competent

    assert found is not None
    assert found.authority is None


def test_designated_body_that_nobody_designated_is_not_named(
    find: Find, make: Any
) -> None:
    """Someone must name it region by region; without that the answer says so."""
    limb = make.limb(
        tier=Tier.PROVINCE, functions=("advertising_authority",), designated=True
    )

    found = find(make.matter("m", limb)).competent

    assert found is not None
    assert (None, "330000", True) == (
        found.authority,
        found.place,
        found.limb.designated,
    )


def test_reading_of_a_tier_is_shown_where_it_is_borrowed(find: Find, make: Any) -> None:
    """A district that stands for another tier says on what that rests."""
    why = make.source(note="municipality")
    places = (
        make.place("310000", tier=Tier.PROVINCE),
        make.place(
            "310104",
            "310000",
            tier=Tier.COUNTY,
            stands_for=(Tier.PREFECTURE,),
            source=why,
        ),
    )
    more = {
        "places": places,
        "authorities": (make.body("s/amr", "district_amr", "310104"),),
    }
    prefecture, county = (
        find(
            make.matter("m", make.limb(tier=tier, functions=("district_amr",))),
            more=more,
            place="310104",
        ).competent
        for tier in (Tier.PREFECTURE, Tier.COUNTY)
    )

    assert ("s/amr", why) == (prefecture.authority, prefecture.reading)
    assert ("s/amr", None) == (county.authority, county.reading)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ("330102", True)),
        ({"site": "330100"}, ("330100", False)),
    ],
)
def test_presumed_place_is_said_to_be(
    find: Find, make: Any, given: dict[str, Any], expected: tuple[str, bool]
) -> None:
    """The place of the asker stands in for a site that nobody stated."""
    limb = make.limb(
        tier=Tier.COUNTY,
        functions=("district_amr",),
        place=PlaceKey.SITE,
    )

    found = find(make.matter("m", limb), **given).competent

    assert found is not None
    assert expected == (found.place, found.presumed)


def test_place_of_another_limb_is_not_presumed(
    find: Find, make: Any, nmpa: Any
) -> None:
    """What the asker has to do with another place only the asker can say."""
    beside = make.limb(
        tier=Tier.COUNTY,
        functions=("district_amr",),
        place=PlaceKey.ACT,
        main=False,
    )
    matter = make.matter("m", nmpa, beside)

    (open_,) = find(matter).also
    (stated,) = find(matter, site="330102").also

    assert (None, None, True) == (open_.authority, open_.place, open_.presumed)
    assert ("p/d/amr", "330102", False) == (
        stated.authority,
        stated.place,
        stated.presumed,
    )


def test_limbs_are_chosen_by_facts_and_the_others_shown_beside(
    find: Find, make: Any, nmpa: Any
) -> None:
    """One main limb decides; other limbs that hold are shown, the rest are not."""
    low = make.limb(body="p/mpa", when=make.when(grade_of_risk="low"))
    high = make.limb(body="top/nmpa", when=make.when(grade_of_risk="high"))
    beside = make.limb(says="a", main=False, part="testing")
    not_here = make.limb(says="b", main=False, when=make.when(grade_of_risk="low"))
    matter = make.matter("m", low, high, beside, not_here)

    found = find(matter, attributes={"grade_of_risk": "high"})

    assert "top/nmpa" == found.competent.authority  # type: ignore[union-attr]
    assert ["testing"] == [limb.limb.part for limb in found.also]


@pytest.mark.parametrize("hold", [0, 2])
def test_no_limb_or_two_limbs_name_nobody(find: Find, make: Any, hold: int) -> None:
    """The law as entered does not decide; that is no reason to guess."""
    limbs = [make.limb(body="p/mpa"), make.limb(body="top/nmpa")][:hold]
    failing = make.limb(says="x", when=make.when(product="drug"))

    assert CompetenceResult() == find(make.matter("m", failing, *limbs))


def test_limb_that_hangs_on_an_unknown_fact_asks_for_it(find: Find, make: Any) -> None:
    """Even where one limb holds already, another might."""
    holds = make.limb(body="p/mpa")
    might = make.limb(body="top/nmpa", when=make.when(grade_of_risk="high"))

    found = find(make.matter("m", holds, might))

    assert (None, "grade_of_risk") == (found.competent, found.ask.dimension)  # type: ignore[union-attr]
