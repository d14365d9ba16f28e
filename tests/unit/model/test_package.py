"""What one package contributes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.model.package import Contribution, Manifest, Origin, Tables, row_key


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"name": "Shanghai"}, ("RS1105", "name")),
        ({"name": "上海"}, ("RS1105", "name")),
        ({"name": "a b"}, ("RS1105", "name")),
        ({"name": ""}, ("RS1105", "name")),
        ({"title": ""}, ("RS1106", "title")),
        ({"version": ""}, ("RS1106", "version")),
        ({"places": ()}, ("RS1106", "places")),
        ({"places": ("31",)}, ("RS1105", "places")),
        ({"owner": ""}, ("RS1106", "owner")),
    ],
)
def test_manifest_says_who_speaks_for_which_places(
    code_of: Callable[[BaseException], tuple[str, str]],
    given: dict[str, Any],
    expected: tuple[str, str],
) -> None:
    """Every part of a manifest but the note is needed."""
    base = {
        "name": "a-b.c",
        "title": "t",
        "version": "1",
        "places": ("national",),
        "owner": "o",
    }

    assert "a-b.c" == Manifest(**base).name
    with pytest.raises(ValueError, match=expected[0]) as caught:
        Manifest(**{**base, **given})
    assert expected == code_of(caught.value)


def test_row_key_is_the_code_or_the_id(make: Any) -> None:
    """Rows are known by what their table calls them by."""
    edge = make.edge("a", "guides", "b")

    assert ["LAW", "310000", "a", "cn/2026", edge.id] == [
        row_key(row)
        for row in (
            make.document(),
            make.place("310000"),
            make.body("a", "station", "310000"),
            make.notice(2026),
            edge,
        )
    ]


def test_contribution_has_no_rows_unless_it_brings_some(make: Any) -> None:
    """Every table is empty by default, and origins are for messages only."""
    bare = Contribution(manifest=make.manifest("a"), tables=Tables())

    assert () == bare.origins
    assert all(() == getattr(bare.tables, a.name) for a in attrs.fields(Tables))
    assert ("", 0, 0, "") == attrs.astuple(Origin(package="a"))[1:]


def test_package_does_not_need_itself() -> None:
    """It is there when it is read."""
    given = {"title": "x", "version": "1", "places": ("310000",), "owner": "x"}
    assert Manifest(name="demo", needs=("other",), **given)

    with pytest.raises(ValueError, match="RS1114"):
        Manifest(name="demo", needs=("other", "demo"), **given)
