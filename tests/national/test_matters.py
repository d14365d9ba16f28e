"""
Does the data say of every matter what the competence study says?

`expected_matters.yaml` was written from the study by hand. Where the two differ,
the study decides.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest
from ruamel.yaml import YAML

import regservice as rs
from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.competence import decide_matter
from regservice.core.routing.complete import complete
from regservice.model.catalogue import Competence, Matter
from regservice.model.condition import Condition
from regservice.model.legal import Source
from regservice.model.vocab import NATIONAL, DocumentStatus, PlaceKey, SourceKind

DAY = dt.date(2026, 3, 2)
EXPECTED: Mapping[str, Any] = YAML(typ="safe").load(
    Path(__file__).with_name("expected_matters.yaml").read_text(encoding="utf-8")
)
CASES = [
    pytest.param(number, case, id=f"{number}-{row['code']}-{n}")
    for number, row in EXPECTED.items()
    for n, case in enumerate(row["cases"], 1)
]
TIERS = {
    "P": ("province", {"provincial_mpa"}),
    "C": ("prefecture", {"city_amr", "district_amr"}),
    "D": ("county", {"district_amr", "city_amr"}),
}

WITHOUT_MATTER = {
    "progress_query",  # asks about an application, not about a power
}
"""Items that no matter belongs to."""

IN_PACKAGES = {
    "ad_compliance", "business_registration", "ip", "medical_insurance",
    "quality_development", "standards",
}  # fmt: skip
"""Items that matters name and packages of their own bring."""

NOBODY = {
    ("drug_change_minor", "origin=imported"),
    ("device_change_registration", "device_class=1 origin=domestic"),
    ("device_change_filing", "device_class=1 origin=domestic"),
    ("device_renewal", "device_class=1 origin=domestic"),
    ("device_emergency_reg", "device_class=1 origin=domestic"),
}
"""Where no limb holds: the study is silent, or class 1 is filed, never registered."""


def matter_of(book: Book, number: str) -> Matter:
    return next(m for m in book.tables.matters if m.number == number)


def facts(case: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    return {key: frozenset({value}) for key, value in case.get("if", {}).items()}


def main_limbs(matter: Matter, known: Mapping[str, frozenset[str]]) -> list[Competence]:
    return [limb for limb in matter.competence if limb.main and limb.when.holds(known)]


def the_limb(book: Book, number: str, case: Mapping[str, Any]) -> Competence:
    (limb,) = main_limbs(matter_of(book, number), facts(case))
    return limb


decided = pytest.mark.parametrize(
    ("number", "case"), [p for p in CASES if p.values[1].get("who") != "nobody"]
)


def test_the_matters_are_the_142_rows_of_the_study(national: rs.Engine):
    """Numbers run A01-A41, B01-B41, C01-C16, D01-D30, E01-E14 without a hole."""
    groups = {"A": 41, "B": 41, "C": 16, "D": 30, "E": 14}
    numbers = [f"{g}{n:02d}" for g, last in groups.items() for n in range(1, last + 1)]

    found = {m.number: m.code for m in national.book.tables.matters}

    assert 142 == len(numbers) == len(national.book.tables.matters)
    assert {number: EXPECTED[number]["code"] for number in numbers} == found


@decided
def test_a_matter_is_decided_by_the_body_that_the_law_names(
    national: rs.Engine, number: str, case: Mapping[str, Any]
):
    """Tier and function, or the body, or the words of the study."""
    limb = the_limb(national.book, number, case)

    if "says" in case:
        assert case["says"] in limb.says
        assert limb.body is None
        return
    who = case["who"]
    if who == "N" or who.startswith("national/"):
        assert ("nation", "national/nmpa" if who == "N" else who) == (
            str(limb.tier),
            limb.body,
        )
        return
    tier, functions = TIERS.get(who) or (who.split()[0], set(who.split()[1:]))
    assert (tier, functions) == (str(limb.tier), set(limb.functions))


@decided
def test_the_place_that_decides_is_the_one_of_the_study(
    national: rs.Engine, number: str, case: Mapping[str, Any]
):
    """Holder, site, agent, place of the act, or back to the issuer."""
    limb = the_limb(national.book, number, case)

    if "at" in case:
        assert PlaceKey(case["at"]) is limb.place
    else:
        assert not limb.functions


@decided
def test_a_decider_is_designated_by_others_only_for_advertisements(
    national: rs.Engine, number: str, case: Mapping[str, Any]
):
    """Each province names its reviewer of drug and device advertisements."""
    limb = the_limb(national.book, number, case)

    assert case.get("designated", False) is limb.designated


@decided
def test_only_what_was_seen_in_a_law_of_the_nation_is_a_clause(
    national: rs.Engine, number: str, case: Mapping[str, Any]
):
    """Own knowledge, superseded texts and texts of one region are assumptions."""
    source = the_limb(national.book, number, case).source

    if case["seen"] not in ("read", "page"):
        assert SourceKind.ASSUMED is source.kind
        return
    document, article = case["law"].split()
    assert (SourceKind.CLAUSE, case["seen"]) == (source.kind, str(source.verified))
    assert document == source.document
    assert f"第{article}条" in source.clause


@decided
def test_confidence_is_that_of_the_study(
    national: rs.Engine, number: str, case: Mapping[str, Any]
):
    """High, medium or low, limb by limb."""
    assert case["sure"] == str(the_limb(national.book, number, case).confidence)


@pytest.mark.parametrize(
    ("number", "case"), [p for p in CASES if p.values[1].get("who") == "nobody"]
)
def test_nobody_is_named_where_the_study_is_silent(
    national: rs.Engine, number: str, case: Mapping[str, Any]
):
    """An open answer stays open."""
    assert [] == main_limbs(matter_of(national.book, number), facts(case))


@pytest.mark.parametrize(("number", "case"), CASES)
def test_the_engine_finds_the_limb_of_the_case(
    national: rs.Engine, number: str, case: Mapping[str, Any]
):
    """The same answer comes out of the competence step for a firm in Jiangsu."""
    book = national.book
    matter = matter_of(book, number)
    stated = dict(case.get("if", {}))
    product = stated.pop("product", None)
    request = rs.ServiceRequest(place="320000", product=product, attributes=stated)

    result = decide_matter(book, matter, complete(book, request, AsOf(DAY)), AsOf(DAY))

    if case.get("who") == "nobody":
        assert result.competent is None
        return
    assert result.competent is not None
    assert the_limb(book, number, case) == result.competent.limb


@pytest.mark.parametrize("number", EXPECTED)
def test_every_national_technical_body_is_named(national: rs.Engine, number: str):
    """As a reviewer of the matter, or in a limb that decides nothing."""
    expected = {f"national/{key}" for key in EXPECTED[number].get("technical", ())}
    matter = matter_of(national.book, number)

    beside = {limb.body for limb in matter.competence if not limb.main and limb.body}

    assert set(matter.technical) <= expected
    assert expected <= set(matter.technical) | beside


def parts(record: Any) -> Iterator[Source]:
    if isinstance(record, Source):
        yield record
    elif attrs.has(type(record)):
        for attribute in attrs.fields(type(record)):
            yield from parts(getattr(record, attribute.name))
    elif isinstance(record, tuple):
        for part in record:
            yield from parts(part)


def test_no_clause_of_a_superseded_document_is_shown_as_law(national: rs.Engine):
    """A text that was replaced is history."""
    documents = national.book.documents
    superseded = {
        code
        for code, document in documents.items()
        if document.status is DocumentStatus.SUPERSEDED
    }

    cited = {s.document for s in parts(national.book.tables) if s.is_law}

    assert {"DALR19"} == superseded
    assert set() == cited & superseded


def test_every_clause_names_an_article(national: rs.Engine):
    """Only a notice of days off is cited as a whole."""
    article = re.compile(r"第[\d一二三四五六七八九十]+[条章]")

    vague = {
        (s.document, s.clause)
        for s in parts(national.book.tables)
        if s.is_law and not article.search(s.clause)
    }

    assert {(f"HOL-{year}", "全文") for year in range(2023, 2027)} == vague


def domain(book: Book, dimension: str, matter: Matter) -> tuple[str, ...]:
    if dimension == "product":
        return tuple(map(str, matter.products))
    if dimension == "place":
        return tuple(book.places.places)
    return tuple(value.code for value in book.fields[dimension].values)


def boxes(book: Book, matter: Matter) -> Iterator[dict[str, frozenset[str]]]:
    """Every combination of the facts on which the decider depends."""
    conditions: list[Condition] = [limb.when for limb in matter.competence]
    tested = sorted({t.dimension for when in conditions for t in when.tests})
    within = {t.dimension: t.values for t in matter.when.tests if t.dimension in tested}
    values = [within.get(d) or domain(book, d, matter) for d in tested]
    for combination in itertools.product(*values):
        yield {d: frozenset({v}) for d, v in zip(tested, combination, strict=True)}


def test_one_main_limb_at_most_holds_for_any_facts(national: rs.Engine):
    """Two deciders for the same facts would be a guess."""
    book = national.book

    double = [
        (matter.code, known)
        for matter in book.tables.matters
        for known in boxes(book, matter)
        if len(main_limbs(matter, known)) > 1
    ]

    assert [] == double


def test_a_main_limb_holds_for_all_facts_but_the_stated_ones(national: rs.Engine):
    """A gap in the matrix is one that the study left."""
    book = national.book

    gaps = {
        (matter.code, " ".join(f"{d}={min(v)}" for d, v in sorted(known.items())))
        for matter in book.tables.matters
        for known in boxes(book, matter)
        if not main_limbs(matter, known)
    }

    assert NOBODY == gaps


def test_national_rows_name_no_regional_body(national: rs.Engine):
    """A province is reached by function, never by name."""
    named = {
        limb.body
        for matter in national.book.tables.matters
        for limb in matter.competence
        if limb.body
    }

    assert {"national"} == {body.split("/")[0] for body in named}


def test_every_item_has_a_matter_or_is_known_to_have_none(national: rs.Engine):
    """A question about an item can name who decides, or there is nothing to decide."""
    book = national.book
    covered = {item for matter in book.tables.matters for item in matter.items}

    assert WITHOUT_MATTER == set(book.items) - covered
    assert IN_PACKAGES == covered - set(book.items)


def test_a_matter_concerns_a_product_of_its_item(national: rs.Engine):
    """Otherwise no question would ever reach it."""
    book = national.book

    unreachable = [
        (matter.code, item)
        for matter in book.tables.matters
        for item in matter.items
        if item in book.items
        and matter.products
        and set(matter.products).isdisjoint(book.items[item].products)
    ]

    assert [] == unreachable


def test_an_item_asks_for_exactly_the_facts_on_which_its_matters_hang(
    national: rs.Engine,
):
    """A field more would be asked in vain, a field less never."""
    book = national.book
    hang: dict[str, set[str]] = {code: set() for code in book.items}
    for matter in book.tables.matters:
        conditions = [matter.when, *(limb.when for limb in matter.competence)]
        tested = {t.dimension for when in conditions for t in when.tests}
        for item in book.items.keys() & set(matter.items):
            if not set(matter.products).isdisjoint(book.items[item].products):
                hang[item] |= tested - {"product", "place"}

    assert hang == {code: set(item.fields) for code, item in book.items.items()}


def test_a_word_speaks_for_one_item_only(national: rs.Engine):
    """Words of items are disjoint."""
    owners: dict[str, set[str]] = defaultdict(set)
    for item in national.book.tables.items:
        for word in item.keywords:
            owners[word.lower()].add(item.code)

    assert {} == {word: codes for word, codes in owners.items() if len(codes) > 1}


def test_a_word_is_listed_once(national: rs.Engine):
    """A doubled word is a slip of the pen."""
    rows = [
        *((item.code, item.keywords) for item in national.book.tables.items),
        *(
            (f"{field.code}={value.code}", value.keywords)
            for field in national.book.tables.fields
            for value in field.values
        ),
        *((matter.code, matter.keywords) for matter in national.book.tables.matters),
    ]

    assert [] == [key for key, words in rows if len(words) != len(set(words))]


def test_a_word_speaks_for_one_value_of_a_field_only(national: rs.Engine):
    """Words of the values of a field are disjoint."""
    clashes = [
        (field.code, one.code, other.code)
        for field in national.book.tables.fields
        for one, other in itertools.combinations(field.values, 2)
        if set(one.keywords) & set(other.keywords)
    ]

    assert [] == clashes


def test_every_example_of_an_item_is_a_question_about_it(national: rs.Engine):
    """Examples classify to their own item, by their words alone."""
    book = national.book

    strays = {
        example: found
        for item in book.tables.items
        for example in item.examples
        if (
            found := complete(book, rs.ServiceRequest(text=example), AsOf(DAY)).value(
                "item"
            )
        )
        != item.code
    }

    assert {} == strays


def test_one_matter_at_most_is_usual_for_an_item_and_a_product(national: rs.Engine):
    """What is meant when nothing tells is one thing, or told apart by a fact."""
    usual: dict[tuple[str, str], list[Matter]] = defaultdict(list)
    for matter in national.book.tables.matters:
        for item, product in itertools.product(matter.items, matter.products):
            if matter.usual:
                usual[item, str(product)].append(matter)

    def told_apart(one: Matter, other: Matter) -> bool:
        tests = {t.dimension: set(t.values) for t in one.when.tests}
        return any(
            tests.get(t.dimension, set(t.values)).isdisjoint(t.values)
            for t in other.when.tests
        )

    assert [] == [
        (key, one.code, other.code)
        for key, matters in usual.items()
        for one, other in itertools.combinations(matters, 2)
        if not told_apart(one, other)
    ]


def test_every_place_condition_of_a_matter_is_that_of_shanghai(national: rs.Engine):
    """One row of the study holds in one region only."""
    local = {
        matter.number: test.values
        for matter in national.book.tables.matters
        if (test := matter.when.get("place"))
    }

    assert {"B40": ("310000",)} == local
    assert NATIONAL not in local["B40"]
