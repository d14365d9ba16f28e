"""Does installing Shanghai change anything outside Shanghai?"""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import regservice as rs
from regservice.model.package import Tables, row_key
from regservice.testing.regions import RegionIsolation

NAME = "regservice-region-shanghai"
TABLES = [attribute.name for attribute in attrs.fields(Tables)]


class TestIsolation(RegionIsolation):
    package = NAME
    elsewhere = ("110000", "320000", "330000", "810000")


def rows(engine: rs.Engine, table: str) -> dict[str, Any]:
    origins = engine.ruleset.origins
    return {
        row_key(row): row
        for row in getattr(engine.book.tables, table)
        if origins[table, row_key(row)].package == NAME
    }


@pytest.mark.parametrize("table", TABLES)
def test_every_row_of_shanghai_is_named_as_its_own(shanghai: rs.Engine, table: str):
    """Ids begin with the region, places lie in it, documents are local."""
    own = rows(shanghai, table)
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


def test_names_of_districts_are_known_only_with_shanghai(
    shanghai: rs.Engine, nation: rs.Engine
):
    """Uninstalled, a district is an unknown name and not a wrong place."""
    with pytest.raises(rs.UnknownNameError):
        nation.names.resolve("place", "徐汇区")

    assert "310104" == shanghai.names.resolve("place", "上海市徐汇区")
