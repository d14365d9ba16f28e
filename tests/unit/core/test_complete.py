"""What a request states, says or implies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.complete import Completed, complete
from regservice.model.legal import Validity
from regservice.model.request import ServiceRequest
from regservice.model.vocab import PlaceKey, Product

DAY = dt.date(2026, 3, 2)
Read = Callable[..., Completed]


@pytest.fixture
def book(make: Any) -> Book:
    """The small world, with names of places and an item offered in one province."""
    return make.world(
        places=(
            make.place("national", name="全国"),
            make.place("330000", "national", name="浙江省", aliases=("浙江",)),
            make.place("330100", "330000", name="杭州市"),
            make.place("340000", "national", name="安徽省"),
        ),
        authorities=(),
        relations=(),
        more={
            "fields": (
                make.field(
                    "origin",
                    {"domestic": ["国产"], "imported": ["进口", "国产替代"]},
                    presumed="domestic",
                ),
            ),
            "items": (
                make.item("zj:pilot", keywords=("试点",), enabled=("330000",)),
                make.item("emergency", products=(Product.DRUG, Product.NONE)),
                make.item("feedback", keywords=("表扬",), validity=Validity(None, DAY)),
            ),
        },
    )


@pytest.fixture
def read(book: Book) -> Read:
    """Complete a request in that world."""

    def run(text: str = "", **given: Any) -> Completed:
        return complete(book, ServiceRequest(text=text, **given), AsOf(DAY))

    return run


def test_what_is_stated_beats_what_is_said(read: Read) -> None:
    """The text is read only for what the request leaves open."""
    found = read("器械延续", product="drug", item="training_exchange", place="340000")

    assert ["drug", "training_exchange", "340000"] == [
        found.value(dimension) for dimension in ("product", "item", "place")
    ]
    assert {"stated"} == {found.findings[d].basis for d in ("product", "item", "place")}


@pytest.mark.parametrize(
    ("text", "expected", "candidates"),
    [
        ("杭州市的企业", "330100", ()),
        ("浙江杭州市的企业", "330100", ()),
        ("浙江的企业", "330000", ()),
        ("浙江和安徽省的企业", None, ("330000", "340000")),
        ("全国的企业", None, ()),
        ("企业", None, ()),
    ],
)
def test_place_is_the_most_specific_one_if_it_is_the_only_one(
    read: Read, text: str, expected: str | None, candidates: tuple[str, ...]
) -> None:
    """A place that contains another named one adds nothing; the nation is none."""
    place = read(text).findings["place"]

    assert (expected, candidates) == (place.value, place.candidates)


def test_words_of_an_item_count_only_where_it_is_offered(read: Read) -> None:
    """An item of one province is not heard elsewhere, nor before its place is known."""
    assert ["zj:pilot", None, None] == [
        read("试点", place=place).value("item") for place in ("330100", "340000", None)
    ]


def test_field_of_other_places_is_no_part_of_the_answer(make: Any) -> None:
    """Not even as unknown: whether its region is installed changes nothing here."""
    field = make.field("zj:role", {"leader": ["链主"]}, places=("330000",))
    book = make.world(more={"fields": (field,)})

    def found(place: str | None, **attributes: str) -> str | None:
        request = ServiceRequest(text="链主", place=place, attributes=attributes)
        return complete(book, request, AsOf(DAY)).value("zj:role")

    assert "leader" == found("330000")
    for place in ("340000", None):
        request = ServiceRequest(text="链主", place=place)
        assert "zj:role" not in complete(book, request, AsOf(DAY)).findings
    assert "leader" == found("340000", **{"zj:role": "leader"})


def test_words_of_an_item_count_only_while_it_is_offered(read: Read) -> None:
    """An item that has ended is not heard."""
    assert read("表扬").value("item") is None


def test_words_of_an_item_count_only_for_its_products(read: Read) -> None:
    """An item that does not concern the product is not meant."""
    assert read("培训").value("item") == "training_exchange"
    assert read("培训", product="drug").value("item") is None


@pytest.mark.parametrize(
    ("item", "product", "basis"),
    [
        ("training_exchange", "none", "implied"),
        ("emergency", None, "text"),
        ("renewal", None, "text"),
        ("no_such_item", None, "text"),
    ],
)
def test_item_of_one_product_implies_it(
    read: Read, item: str, product: str | None, basis: str
) -> None:
    """An item of several products implies nothing."""
    found = read(item=item).findings["product"]

    assert (product, basis) == (found.value, found.basis)


def test_product_in_doubt_is_not_implied(read: Read) -> None:
    """Words for two products are a question, whatever the item says."""
    found = read("药品器械", item="training_exchange").findings["product"]

    assert (None, ("device", "drug")) == (found.value, found.candidates)


def test_unknown_product_is_the_same_as_none_stated(read: Read) -> None:
    """Who states that the product is unknown states nothing."""
    assert "device" == read("器械延续", product="unknown").value("product")


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("", {}, ("domestic", "presumed")),
        ("进口器械", {}, ("imported", "text")),
        ("进口转国产", {}, (None, "text")),
        ("进口", {"attributes": {"origin": "domestic"}}, ("domestic", "stated")),
    ],
)
def test_field_presumes_only_where_nothing_is_said(
    read: Read, text: str, given: dict[str, Any], expected: tuple[str | None, str]
) -> None:
    """Doubt is not silence: what is contradictory is asked, not presumed."""
    found = read(text, **given).findings["origin"]

    assert expected == (found.value, found.basis)


def test_facts_have_the_form_that_conditions_read(read: Read) -> None:
    """Places come with all that contains them; the unknown may have any value."""
    facts = read(
        item="renewal",
        place="330100",
        site="340000",
        programmes=("zj:a", "zj:b"),
        applicant="enterprise",
        channel="visit",
        difficulty="basic",
    ).facts

    assert {
        "place": {"330100", "330000", "national"},
        "site": {"340000", "national"},
        "place?": set(),
        "site?": set(),
        "item": {"renewal"},
        "registration_business": {"yes"},
        "programme": {"zj:a", "zj:b"},
        "applicant": {"enterprise"},
        "channel": {"visit"},
        "difficulty": {"basic"},
        "origin": {"domestic"},
        "product?": {"drug", "device"},
        "grade_of_risk?": {"low", "high"},
    } == facts


def test_unknown_product_is_one_that_the_item_concerns(read: Read) -> None:
    """What the item does not concern need not be asked about."""
    assert {"drug", "device"} == read(item="renewal").facts["product?"]
    assert {"none"} == read(item="training_exchange").facts["product"]
    assert "product?" not in read(item="training_exchange").facts


def test_unknown_number_lies_within_its_bounds(make: Any) -> None:
    """As one interval; what is known has no other possibility."""
    field = make.field("staff", {}, lowest=0, highest=100)
    book = make.world(more={"fields": (field,)})

    unknown, known = (
        complete(book, ServiceRequest(attributes=stated), AsOf(DAY)).facts
        for stated in ({}, {"staff": "7"})
    )

    assert {"0..100"} == unknown["staff?"]
    assert ({"7"}, False) == (known["staff"], "staff?" in known)


def test_place_that_is_only_known_roughly_may_be_any_place_in_it(read: Read) -> None:
    """A province may mean any of its places, and is none of them for sure."""
    facts = read(place="330000").facts

    assert {"330000", "national"} == facts["place"]
    assert {"330100"} == facts["place?"]


def test_site_is_the_place_unless_it_is_stated(read: Read) -> None:
    """Without a statement the asker asks about where the asker is."""
    facts = read(place="340000", item="training_exchange").facts

    assert facts["place"] == facts["site"]
    assert {"no"} == facts["registration_business"]


def test_without_place_and_item_nothing_is_known_of_them(read: Read) -> None:
    """No programme is a fact, no place is none."""
    facts = read().facts

    assert {"programme", "origin"} == {name for name in facts if name[-1] != "?"}
    assert frozenset() == facts["programme"]


@pytest.mark.parametrize(
    ("key", "given", "expected"),
    [
        (PlaceKey.HOLDER, {}, ("330000", False)),
        (PlaceKey.SITE, {}, ("330000", True)),
        (PlaceKey.SITE, {"site": "340000"}, ("340000", False)),
        (PlaceKey.ACT, {"site": "340000"}, ("340000", False)),
        (PlaceKey.ACT, {}, ("330000", True)),
        (PlaceKey.AGENT, {}, ("330000", True)),
        (PlaceKey.AGENT, {"attributes": {"agent_place": "340000"}}, ("340000", False)),
        (
            PlaceKey.ISSUER,
            {"attributes": {"issuer_place": "340000"}},
            ("340000", False),
        ),
        (PlaceKey.ISSUER, {"attributes": {"agent_place": "340000"}}, ("330000", True)),
    ],
)
def test_whose_place_is_stated_or_presumed_to_be_the_place_of_the_asker(
    read: Read,
    key: PlaceKey,
    given: dict[str, Any],
    expected: tuple[str, bool],
) -> None:
    """What is presumed is said to be."""
    assert expected == read(place="330000", **given).place_of(key)


def test_value_of_a_dimension_that_nobody_defined_is_none(read: Read) -> None:
    """A fact that no package knows is unknown."""
    assert read().value("no_such_field") is None


def test_world_without_intake_fields_still_reads_what_is_stated(make: Any) -> None:
    """The fields of a core dimension may be missing; then nothing is heard."""
    book = make.world(fields=())

    assert (
        complete(book, ServiceRequest(text="器械"), AsOf(DAY)).value("product") is None
    )
    stated = complete(book, ServiceRequest(product="device"), AsOf(DAY))
    assert "device" == stated.value("product")
