"""Does installing Beijing change anything outside Beijing?"""

from __future__ import annotations

import itertools
from typing import Any

import attrs
import pytest

import regservice as rs
from regservice.model.package import Tables, row_key

AT = "2026-03-02T10:00:00+08:00"
NAME = "regservice-region-beijing"
TABLES = [attribute.name for attribute in attrs.fields(Tables)]
ELSEWHERE = ["天津市", "河北省", "上海市", None]
"""Both neighbours, another municipality, and no place at all."""


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
def test_without_beijing_every_other_row_is_the_same(
    beijing: rs.Engine, nation: rs.Engine, table: str
):
    """Uninstalling takes away the rows of Beijing and touches no other."""
    own = rows(beijing, table, NAME)
    others = {k: r for k, r in rows(beijing, table).items() if k not in own}

    assert rows(nation, table) == others


def test_every_rule_is_bound_to_beijing(beijing: rs.Engine):
    """What says nothing of places holds in the places of the package only."""
    places = beijing.book.places

    for table in ("rules", "path_rules"):
        for key, row in rows(beijing, table, NAME).items():
            test = row.when.get("place")
            assert test is not None, key
            assert all("110000" in places.within(code) for code in test.values), key


@pytest.mark.parametrize("place", ELSEWHERE)
def test_stated_requests_have_the_same_answer_elsewhere(
    beijing: rs.Engine, nation: rs.Engine, place: str | None
):
    """All items and products, basic and complex."""
    for item, product, difficulty in itertools.product(
        nation.book.items, ("drug", "device", "cosmetic", "none"), ("basic", "complex")
    ):
        facts = {
            "item": item, "product": product, "difficulty": difficulty, "place": place,
        }  # fmt: skip
        assert answer(nation, **facts) == answer(beijing, **facts), facts
