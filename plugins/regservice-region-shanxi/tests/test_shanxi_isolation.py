"""Does installing Shanxi change anything outside Shanxi?"""

from __future__ import annotations

import itertools
from typing import Any

import attrs
import pytest

import regservice as rs
from regservice.model.package import Tables, row_key
from regservice.ruleset.digest import digest

AT = "2026-03-02T10:00:00+08:00"
NAME = "regservice-region-shanxi"
TABLES = [attribute.name for attribute in attrs.fields(Tables)]
ELSEWHERE = ["北京市", "江苏省", "陕西省", "内蒙古自治区", None]
"""Four provinces, two of them neighbours, and no place at all."""
WORDS = [
    "我公司是链主企业，普通化妆品备案需要哪些材料",
    "我们镇是特色专业镇，园区是一谷三园，二类器械延续注册要提前多久提交",
    "两个型号大同小异，二类器械注册单元怎么划分",
    "为了长治久安，药品再注册要提前多久提交",
]


def answer(engine: rs.Engine, **facts: Any) -> tuple[Any, dict[str, Any]]:
    route = engine.route(rs.ServiceRequest(**facts), at=AT)
    found = route.as_json()
    del found["ruleset"]
    return route.decision, found


def rows(engine: rs.Engine, table: str, package: str | None = None) -> dict[str, Any]:
    origins = engine.ruleset.origins
    return {
        row_key(row): row
        for row in getattr(engine.book.tables, table)
        if package is None or origins[table, row_key(row)].package == package
    }


@pytest.mark.parametrize("table", TABLES)
def test_without_shanxi_every_other_row_is_the_same(
    shanxi: rs.Engine, nation: rs.Engine, table: str
):
    """Uninstalling takes away the rows of Shanxi and touches no other."""
    own = rows(shanxi, table, NAME)
    others = {k: r for k, r in rows(shanxi, table).items() if k not in own}

    assert rows(nation, table) == others


def test_the_national_fingerprint_does_not_depend_on_shanxi(
    shanxi: rs.Engine, nation: rs.Engine
):
    """The rows of the nation within both have the digest of the nation alone."""
    tables = {
        table: tuple(
            row
            for key, row in rows(shanxi, table).items()
            if key not in rows(shanxi, table, NAME)
        )
        for table in TABLES
    }

    assert nation.digest == digest(Tables(**tables))
    assert nation.digest != shanxi.digest


def test_every_rule_of_shanxi_is_bound_to_shanxi(shanxi: rs.Engine):
    """What says nothing of places holds in the places of the package only."""
    places = shanxi.book.places

    for table in ("rules", "path_rules"):
        for key, row in rows(shanxi, table, NAME).items():
            test = row.when.get("place")
            assert test is not None, key
            assert all("140000" in places.within(code) for code in test.values), key


def test_examples_have_the_same_answer_elsewhere(shanxi: rs.Engine, nation: rs.Engine):
    """Every example of the catalogue, in turn in four provinces and nowhere."""
    examples = [text for item in nation.book.tables.items for text in item.examples]

    for text, place in zip(examples, itertools.cycle(ELSEWHERE), strict=False):
        asked = {"text": text, "place": place}
        assert answer(nation, **asked) == answer(shanxi, **asked)


@pytest.mark.parametrize("place", ELSEWHERE)
@pytest.mark.parametrize("text", WORDS)
def test_words_of_shanxi_mean_nothing_elsewhere(
    shanxi: rs.Engine, nation: rs.Engine, text: str, place: str | None
):
    """Not the role in a chain, not towns, not common words that are also cities."""
    asked = {"text": text, "place": place}

    assert answer(nation, **asked) == answer(shanxi, **asked)
