"""Does the item of advertising stand alone, and who is not to take it?"""

from __future__ import annotations

from typing import Any

import pytest

import regservice as rs
from regservice.model.package import row_key

NAME = "regservice-item-advertising"
ITEM = "ad_compliance"
PREFIX = "advertising"
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


def own(engine: rs.Engine, table: str) -> list[Any]:
    """The rows of this package in a table."""
    origins = engine.ruleset.origins
    return [
        row
        for row in getattr(engine.book.tables, table)
        if origins[table, row_key(row)].package == NAME
    ]


def asked(at: str = AT, **given: Any) -> dict[str, Any]:
    """A request for this item, and when it is asked."""
    return {"request": rs.ServiceRequest(item=ITEM, **given), "at": at}


def test_it_stands_without_any_region(alone: rs.Engine, nation: rs.Engine) -> None:
    """It compiles alone, adds rows, and leans on no other package."""
    (manifest,) = (m for m in alone.ruleset.manifests if m.name == NAME)

    assert () == alone.problems
    assert nation.digest != alone.digest
    assert () == manifest.needs
    assert set(manifest.places) == PLACES
    assert [] == own(alone, "authorities")
    assert [] == own(alone, "relations")


def test_it_names_functions_and_provinces_alone(alone: rs.Engine) -> None:
    """Who performs a function is for the regions to say."""
    rules = own(alone, "rules")

    assert rules
    assert all(rule.holder.authority is None for rule in rules)
    for rule in (*rules, *own(alone, "path_rules")):
        test = rule.when.get("place")
        assert test is not None, rule.id
        assert set(test.values) <= PLACES, rule.id


@pytest.mark.parametrize("place", sorted(STARTS))
def test_it_is_offered_from_a_day_on(alone: rs.Engine, place: str) -> None:
    """The day before it is out of scope; on the day the body alone is missing."""
    first, eve = STARTS[place]
    given = {"product": "drug", "difficulty": "basic", "place": place}

    before = alone.route(**asked(f"{eve}T10:00:00+08:00", **given))
    after = alone.route(**asked(f"{first}T10:00:00+08:00", **given))

    assert ("fallback", "out_of_scope") == (before.status, before.decision.cause)
    assert ("fallback", "gap") == (after.status, after.decision.cause)
    assert after.handler is None


def test_it_is_offered_nowhere_else(every: rs.Engine) -> None:
    """Neither is it known by its words elsewhere."""
    texts = [
        t for row in every.book.tables.items if row.code == ITEM for t in row.examples
    ]

    for text in texts:
        route = every.route(rs.ServiceRequest(text=text, place="浙江省"), at=AT)
        found = route.decision.findings["item"].value
        assert found != ITEM, text


def test_only_shanghai_has_a_text_that_asks_for_it(alone: rs.Engine) -> None:
    """The other regions are configuration, and said to be."""
    for offer in own(alone, "offers"):
        is_shanghai = offer.places == ("310000",)
        assert offer.source.is_law is is_shanghai
        assert ("encouraged" if is_shanghai else "may") == offer.modality


def test_no_word_belongs_to_two_items(every: rs.Engine) -> None:
    """Over all packages that are installed."""
    owners: dict[str, set[str]] = {}
    for item in every.book.tables.items:
        for word in item.keywords:
            owners.setdefault(word.casefold(), set()).add(item.code)

    assert {} == {w: o for w, o in owners.items() if len(o) > 1 and ITEM in o}


def test_examples_and_papers_are_enough(alone: rs.Engine) -> None:
    """Twelve examples at least, each once; and what one has to bring."""
    (item,) = own(alone, "items")

    assert len(set(item.examples)) == len(item.examples) >= 12
    assert item.bring
    assert "工作清单" in item.source.note
    assert () == item.enabled


WRONG: list[tuple[dict[str, Any], str, str]] = [
    (
        {
            "place": "310104",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"ad_stage": "review"},
        },
        "shanghai/mpa",
        "shanghai/amr",
    ),
    (
        {
            "place": "310104",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"ad_stage": "review"},
        },
        "shanghai/xuhui/station",
        "shanghai/amr",
    ),
    (
        {
            "place": "310104",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"ad_stage": "published"},
        },
        "shanghai/amr",
        "shanghai/xuhui/amr",
    ),
    (
        {
            "place": "310104",
            "product": "cosmetic",
            "difficulty": "complex",
            "attributes": {"ad_stage": "review"},
        },
        "shanghai/amr",
        "shanghai/xuhui/amr",
    ),
    (
        {
            "place": "320281",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"ad_stage": "review"},
        },
        "jiangsu/mpa",
        "jiangsu/amr",
    ),
    (
        {
            "place": "110108",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"ad_stage": "review"},
        },
        "beijing/mpa",
        "beijing/haidian/amr",
    ),
    (
        {
            "place": "110108",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"ad_stage": "review"},
        },
        "beijing/amr",
        "beijing/haidian/amr",
    ),
    (
        {
            "place": "370881",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"ad_stage": "review"},
        },
        "shandong/mpa",
        "shandong/qufu/amr",
    ),
    (
        {
            "place": "140100",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"ad_stage": "review"},
        },
        "shanxi/mpa",
        "shanxi/taiyuan/amr",
    ),
]
"""The question, a body that is tempting but wrong, and the one that leads."""

OTHERS = [
    "化妆品功效宣称摘要在哪里上传？",
    "直播间卖化妆品要办什么手续？",
    "法规宣传资料在哪里下载？",
    "说明书和标签的内容可以改吗？",
    "能请老师到园区做一次法规宣讲吗？",
]
"""Questions that share words with this item and are not about it."""

FRESH = [
    "想在地铁里给口罩打广告，要先批吗？",
    "短视频里介绍药品算不算广告？",
    "广告里能写治愈率吗？",
    "宣传册上能印患者故事吗？",
    "广告文案被平台下架了，去哪里申诉？",
]
"""Questions about this item, written after its words."""

MATTERS: list[tuple[str, str, str]] = [
    ("drug", "review", "ad_review_drug"),
    ("device", "review", "ad_review_device"),
    ("device", "published", "ad_supervision"),
]
"""A product, what is stated, and the matter of the law that is meant then."""


def item_of(engine: rs.Engine, text: str) -> str | None:
    """The item that a question from Xuhui is read as."""
    route = engine.route(rs.ServiceRequest(text=text, place="310104"), at=AT)
    return route.decision.findings["item"].value


@pytest.mark.parametrize("text", OTHERS)
def test_questions_of_other_items_are_left_to_them(every: rs.Engine, text: str) -> None:
    """A word of this item in them is not what they are about."""
    assert ITEM != item_of(every, text)


@pytest.mark.parametrize("text", FRESH)
def test_questions_in_other_words_are_recognised(every: rs.Engine, text: str) -> None:
    """Not the examples alone."""
    assert ITEM == item_of(every, text)


@pytest.mark.parametrize(("product", "stated", "matter"), MATTERS)
def test_what_is_stated_tells_the_matter_without_any_words(
    every: rs.Engine, product: str, stated: str, matter: str
) -> None:
    """Nobody is told who decides about another matter than the one that is meant."""
    given = {"product": product, "place": "310104", "difficulty": "complex"}
    route = every.route(**asked(**given, attributes={"ad_stage": stated}))

    assert route.competent is not None
    assert matter == route.competent.matter.code


def test_without_the_fact_no_matter_is_presumed(every: rs.Engine) -> None:
    """It is asked for."""
    given = {"product": "drug", "place": "310104", "difficulty": "complex"}
    route = every.route(**asked(**given))

    assert route.decision.ask is not None
    assert "ad_stage" == route.decision.ask.dimension
    assert route.competent is None


@pytest.mark.parametrize(("given", "wrong", "lead"), WRONG)
def test_the_tempting_body_is_told_why_not(
    every: rs.Engine, given: dict[str, Any], wrong: str, lead: str
) -> None:
    """It neither leads nor has the request, and the explanation names the reason."""
    route = every.route(**asked(**given))

    name = every.book.hierarchy.authorities[wrong].name
    told = route.explain(why_not=wrong).splitlines()[-1]
    assert route.lead is not None
    assert lead == route.lead.id
    assert wrong not in {route.lead.id, route.handler and route.handler.id}
    assert told.startswith(name)
    assert any(word in told for word in ("不适用", "没有规则", "让位于", "协办")), told
