"""Does the item of standards stand alone, and who is not to take it?"""

from __future__ import annotations

from typing import Any

import pytest

import regservice as rs
from regservice.model.package import row_key

NAME = "regservice-item-standards"
ITEM = "standards"
PLACES = {"110000", "140000", "310000", "320000", "370000"}
AT = "2026-03-02T10:00:00+08:00"
STARTS = {
    "310000": ("2024-01-24", "2024-01-23"),
    "110000": ("2026-01-01", "2025-12-31"),
    "140000": ("2026-01-01", "2025-12-31"),
    "320000": ("2026-01-01", "2025-12-31"),
    "370000": ("2026-01-01", "2025-12-31"),
}
"""Place to the first day and the day before."""

OTHERS = [
    "强制性标准更新以后，延续注册要不要重新检验？",
    "产品技术要求引用的行业标准改版了，要做变更注册吗？",
    "国家药品标准提高以后，我们要做补充申请吗？",
    "检验报告不符合药典要求怎么办？",
    "标签上的执行标准写错了，会怎么罚？",
    "没有国家标准的产品，注册检验用什么方法？",
]
"""Questions that share words with this item and are not about it."""

FRESH = [
    "我们协会想立一个团标，需要到市里登记吗？",
    "怎么加入医用电器标委会？",
    "企业标准领跑者什么时候申报？",
    "参与标准制定能不能算业绩？",
    "标准起草单位的排名怎么定？",
]
"""Questions about this item, written after its words."""

WRONG: list[tuple[dict[str, Any], str, str]] = [
    (
        {
            "place": "310104",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"standard_level": "local"},
        },
        "shanghai/mpa",
        "shanghai/amr",
    ),
    (
        {
            "place": "310104",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"standard_level": "local"},
        },
        "shanghai/xuhui/station",
        "shanghai/amr",
    ),
    (
        {
            "place": "310104",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"standard_level": "industry"},
        },
        "shanghai/amr",
        "shanghai/mpa",
    ),
    (
        {
            "place": "310104",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"standard_level": "drug"},
        },
        "national/nmpa",
        "shanghai/mpa",
    ),
    (
        {
            "place": "310104",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"standard_level": "national_recommended"},
        },
        "national/samr",
        "shanghai/amr",
    ),
    (
        {
            "place": "110108",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"standard_level": "local"},
        },
        "beijing/mpa",
        "beijing/amr",
    ),
    (
        {
            "place": "320281",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"standard_level": "local"},
        },
        "jiangsu/mpa",
        "jiangsu/amr",
    ),
    (
        {
            "place": "320281",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"standard_level": "drug"},
        },
        "jiangsu/amr",
        "jiangsu/mpa",
    ),
    (
        {
            "place": "370881",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"standard_level": "local"},
        },
        "shandong/mpa",
        "shandong/amr",
    ),
    (
        {
            "place": "370881",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"standard_level": "industry"},
        },
        "shandong/amr",
        "shandong/mpa",
    ),
    (
        {
            "place": "140100",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"standard_level": "local"},
        },
        "shanxi/mpa",
        "shanxi/amr",
    ),
    (
        {
            "place": "140100",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"standard_level": "group"},
        },
        "shanxi/amr",
        "shanxi/taiyuan/amr",
    ),
]
"""The question, a body that is tempting but wrong, and the one that leads."""


def own(engine: rs.Engine, table: str) -> list[Any]:
    """The rows of this package in a table."""
    origins = engine.ruleset.origins
    return [
        row
        for row in getattr(engine.book.tables, table)
        if origins[table, row_key(row)].package == NAME
    ]


def item_of(engine: rs.Engine, text: str, place: str = "310104") -> str | None:
    """The item that a question is read as."""
    route = engine.route(rs.ServiceRequest(text=text, place=place), at=AT)
    return route.decision.findings["item"].value


def test_it_stands_without_any_region(alone: rs.Engine) -> None:
    """It compiles alone, leans on no other package and brings no body."""
    (manifest,) = (m for m in alone.ruleset.manifests if m.name == NAME)

    assert () == alone.problems
    assert () == manifest.needs
    assert PLACES == set(manifest.places)
    assert [[], []] == [own(alone, table) for table in ("authorities", "relations")]


def test_it_names_functions_and_provinces_alone(alone: rs.Engine) -> None:
    """Who performs a function is for the regions to say."""
    rules = own(alone, "rules")

    assert rules
    assert {None} == {rule.holder.authority for rule in rules}
    for row in (*rules, *own(alone, "path_rules")):
        test = row.when.get("place")
        assert test is not None
        assert set(test.values) <= PLACES, row.id


@pytest.mark.parametrize("place", sorted(STARTS))
def test_it_is_offered_from_a_day_on(alone: rs.Engine, place: str) -> None:
    """The day before it is out of scope; on the day the body alone is missing."""
    asked = rs.ServiceRequest(
        item=ITEM, product="drug", difficulty="basic", place=place
    )

    after, before = (
        alone.route(asked, at=f"{day}T10:00:00+08:00") for day in STARTS[place]
    )

    assert ("fallback", "out_of_scope") == (before.status, before.decision.cause)
    assert ("fallback", "gap") == (after.status, after.decision.cause)
    assert after.handler is None


def test_only_shanghai_has_a_text_that_encourages_it(alone: rs.Engine) -> None:
    """The other regions are configuration, and said to be."""
    offers = own(alone, "offers")

    found = {
        offer.places: (offer.source.is_law, str(offer.modality)) for offer in offers
    }

    assert (True, "encouraged") == found.pop(("310000",))
    assert {(False, "may")} == set(found.values())
    assert PLACES - {"310000"} == {place for places in found for place in places}


def test_its_words_are_heard_only_where_it_is_offered(five: rs.Engine) -> None:
    """In Zhejiang nobody is taken there by them."""
    (item,) = own(five, "items")

    assert ITEM not in {item_of(five, text, "330000") for text in item.examples}
    assert {ITEM} == {item_of(five, text) for text in item.examples}


def test_examples_and_papers_are_enough(alone: rs.Engine) -> None:
    """Twelve examples at least, each once; what to bring is a working list."""
    (item,) = own(alone, "items")

    assert len(set(item.examples)) == len(item.examples) >= 12
    assert item.bring
    assert "工作清单" in item.source.note


@pytest.mark.parametrize("text", OTHERS)
def test_a_question_about_something_else_is_not_taken(
    regions: rs.Engine, five: rs.Engine, text: str
) -> None:
    """It is read as before the item came."""
    assert item_of(regions, text) == item_of(five, text) != ITEM


@pytest.mark.parametrize("text", FRESH)
def test_a_fresh_question_is_read(five: rs.Engine, text: str) -> None:
    """In words that are not in an example."""
    assert ITEM == item_of(five, text)


@pytest.mark.parametrize(("given", "wrong", "lead"), WRONG)
def test_the_tempting_body_is_told_why_not(
    five: rs.Engine, given: dict[str, Any], wrong: str, lead: str
) -> None:
    """It neither leads nor has the request, and the explanation says why."""
    route = five.route(rs.ServiceRequest(item=ITEM, **given), at=AT)

    told = route.explain(why_not=wrong).splitlines()[-1]

    assert route.lead is not None
    assert lead == route.lead.id
    assert wrong not in {route.lead.id, route.handler and route.handler.id}
    assert told.startswith(five.book.hierarchy.authorities[wrong].name)
    assert route.why_not(wrong).reason in {"failed", "beaten", "no_rule", "nearer"}, (
        told
    )
