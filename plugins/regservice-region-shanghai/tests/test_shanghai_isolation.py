"""Does installing Shanghai change anything outside Shanghai?"""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import regservice as rs
from regservice.model.package import Tables, row_key
from regservice.model.vocab import Product
from regservice.ruleset.digest import digest

AT = "2026-03-02T10:00:00+08:00"
NAME = "regservice-region-shanghai"
TABLES = [attribute.name for attribute in attrs.fields(Tables)]
ELSEWHERE = ["北京市", "江苏省", "浙江省", "香港特别行政区", None]
"""Four provinces, and no place at all."""


def answer(engine: rs.Engine, **facts: Any) -> dict[str, Any]:
    found = engine.route(rs.ServiceRequest(**facts), at=AT).as_json()
    del found["ruleset"]
    return found


def rows(engine: rs.Engine, table: str, package: str | None = None) -> dict[str, Any]:
    origins = engine.ruleset.origins
    return {
        row_key(row): row
        for row in getattr(engine.book.tables, table)
        if package is None or origins[table, row_key(row)].package == package
    }


@pytest.mark.parametrize("table", TABLES)
def test_without_shanghai_every_other_row_is_the_same(
    shanghai: rs.Engine, nation: rs.Engine, table: str
):
    """Uninstalling takes away the rows of Shanghai and touches no other."""
    own = rows(shanghai, table, NAME)
    others = {k: r for k, r in rows(shanghai, table).items() if k not in own}

    assert rows(nation, table) == others


@pytest.mark.parametrize("table", TABLES)
def test_every_row_of_shanghai_is_named_as_its_own(shanghai: rs.Engine, table: str):
    """Ids begin with the region, places lie in it, documents are local."""
    own = rows(shanghai, table, NAME)
    prefixes = {
        "authorities": ("shanghai/",),
        "rules": ("shanghai/",),
        "path_rules": ("shanghai/",),
        "limits": ("shanghai/",),
        "programmes": ("shanghai:",),
        "places": ("310",),
        "documents": ("SH-", "ZJ"),
        "statements": ("shanghai/",),
    }.get(table)

    if prefixes is None:
        assert table == "relations" or own == {}
        return
    assert own
    assert all(key.startswith(prefixes) for key in own)


def test_the_national_fingerprint_does_not_depend_on_shanghai(
    shanghai: rs.Engine, nation: rs.Engine
):
    """The rows of the nation within both have the digest of the nation alone."""
    tables = {
        table: tuple(
            row
            for key, row in rows(shanghai, table).items()
            if key not in rows(shanghai, table, NAME)
        )
        for table in TABLES
    }

    assert nation.digest == digest(Tables(**tables))
    assert nation.digest != shanghai.digest


def test_every_rule_of_shanghai_is_bound_to_shanghai(shanghai: rs.Engine):
    """What says nothing of places holds in the places of the package only."""
    places = shanghai.book.places

    for table in ("rules", "path_rules", "limits"):
        for key, row in rows(shanghai, table, NAME).items():
            test = row.when.get("place")
            assert test is not None, key
            assert all("310000" in places.within(code) for code in test.values), key


def test_examples_have_the_same_answer_elsewhere(
    shanghai: rs.Engine, nation: rs.Engine
):
    """Every example of the catalogue, in turn in four provinces and nowhere."""
    examples = [text for item in nation.book.tables.items for text in item.examples]

    for text, place in zip(examples, itertools.cycle(ELSEWHERE), strict=False):
        facts = {"text": text, "place": place}
        assert answer(nation, **facts) == answer(shanghai, **facts), facts


@pytest.mark.parametrize("place", ELSEWHERE)
def test_stated_requests_have_the_same_answer_elsewhere(
    shanghai: rs.Engine, nation: rs.Engine, place: str | None
):
    """All items and products, basic and complex."""
    for item, product, difficulty in itertools.product(
        nation.book.items, ("drug", "device", "cosmetic", "none"), ("basic", "complex")
    ):
        facts = {
            "item": item, "product": product, "difficulty": difficulty, "place": place,
        }  # fmt: skip
        assert answer(nation, **facts) == answer(shanghai, **facts), facts


OUTSIDE = [
    *(f"{n}0000" for n in (11, 12, 13, 14, 15, 21, 22, 23, 32, 33, 34, 35, 36, 37)),
    *(f"{n}0000" for n in (41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54)),
    *(f"{n}0000" for n in (61, 62, 63, 64, 65, 71, 81, 82)),
]
WORDS = st.lists(
    st.sampled_from(
        [
            "二类", "第三类", "医疗器械", "药品", "化妆品", "注册", "延续", "备案",
            "变更", "生产许可证", "经营许可", "临床试验", "多久", "哪些材料", "争议",
            "进口", "召回", "投诉", "培训", "怎么办理", "药店", "跨省", "创新通道",
            "上海市药监局", "工作站",
        ]
    ),
    max_size=6,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    place=st.sampled_from(OUTSIDE),
    words=WORDS,
    product=st.sampled_from([None, *Product]),
    day=st.dates(dt.date(2023, 1, 1), dt.date(2027, 12, 31)),
)
def test_any_question_has_the_same_answer_in_every_other_province(
    shanghai: rs.Engine,
    nation: rs.Engine,
    place: str,
    words: list[str],
    product: Product | None,
    day: dt.date,
):
    """Random words, products and days."""
    request = rs.ServiceRequest(text="".join(words), place=place, product=product)
    at = f"{day.isoformat()}T10:00:00+08:00"

    alone = nation.route(request, at=at)
    both = shanghai.route(request, at=at)

    assert alone.decision == both.decision
    assert alone.reason() == both.reason()


def test_names_of_districts_are_known_only_with_shanghai(
    shanghai: rs.Engine, nation: rs.Engine
):
    """Uninstalled, a district is an unknown name and not a wrong place."""
    with pytest.raises(rs.UnknownNameError):
        nation.names.resolve("place", "徐汇区")

    assert "310104" == shanghai.names.resolve("place", "上海市徐汇区")
