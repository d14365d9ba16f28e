"""
A complaint of Beijing about an act in another region: the bodies there take it.

The other packages of this repository are loaded by their folder: bodies of a region
are known only where its package is.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import regservice_region_beijing

import regservice as rs

PLUGINS = Path(__file__).parents[2] / "plugins"
OTHERS = ("jiangsu", "shandong", "shanghai", "shanxi")
DAYS = ("2019-06-03", "2020-01-01", "2025-04-19", "2025-04-20", "2026-03-02")
ZONES = {"110000-airport", "110000-bda", "110111-yanshan"}
"""In Beijing, but with bodies of unverified standing: inferred in the same row."""
HOLDERS = ("district_amr", "city_amr", "provincial_mpa")


@pytest.fixture(scope="module")
def together() -> rs.Engine:
    """Beijing, and the regions of which this repository has a package."""
    folders = [
        PLUGINS / f"regservice-region-{name}/src/regservice_region_{name}/data"
        for name in OTHERS
    ]
    own = Path(regservice_region_beijing.__file__).parent / "data"
    return rs.load([own, *folders], discover=False)


def complaint(engine: rs.Engine, site: str, at: str = "2026-03-02") -> rs.Route:
    asked = rs.ServiceRequest(
        text="举报外地一家药店销售过期药品",
        item="complaint_report",
        product="drug",
        place="海淀区",
        site=site,
    )
    return engine.route(asked, at=f"{at}T10:00:00+08:00")


@pytest.mark.parametrize("at", DAYS)
@pytest.mark.parametrize(
    ("site", "body"),
    [
        ("310104", "shanghai/xuhui/amr"),
        ("310000", "shanghai/mpa"),
        ("370800", "shandong/jining/amr"),
        ("370000", "shandong/mpa"),
        ("140100", "shanxi/taiyuan/amr"),
        ("320000", "jiangsu/mpa"),
    ],
)
def test_the_nearest_body_there_takes_it(
    together: rs.Engine, site: str, body: str, at: str
):
    """A district bureau, else one of a city, else the provincial drug regulator."""
    found = complaint(together, site, at)

    assert "routed" == found.status
    assert (body, body, body) == (
        found.decision.handler,
        found.decision.lead,
        found.decision.loop_owner,
    )
    assert (body,) == found.path
    assert "推定" in found.reason()


def test_every_place_of_the_others_has_somebody_who_takes_it(together: rs.Engine):
    """Whatever is known of a region, a complaint about an act there is not lost."""
    places = together.book.places
    there = [
        code
        for code in places.places
        if any(
            region in places.within(code)
            for region in ("140000", "310000", "320000", "370000")
        )
    ]

    assert len(there) > 40
    for code in there:
        found = complaint(together, code)
        assert "routed" == found.status, code
        body = together.book.hierarchy.authorities[str(found.decision.lead)]
        assert any(body.performs(function) for function in HOLDERS), code
        assert not body.id.startswith("beijing/"), code


def test_nobody_of_beijing_is_named_where_no_body_is_known(together: rs.Engine):
    """Tianjin has no package: the first contact is asked to help, and is no lead."""
    found = complaint(together, "120000")

    assert "fallback" == found.status
    assert ("beijing/haidian/amr",) == found.path
    assert "beijing/receive-complaint-elsewhere" in found.explain()
    assert "is_lead" != found.why_not("beijing/partner/tianjin-mpa").reason


def test_all_other_provinces_are_named_and_beijing_is_not(together: rs.Engine):
    """The codes are those of the national table, none forgotten."""
    places = together.book.places.places
    provinces = {
        code
        for code, place in places.items()
        if place.located_in == ("national",) and code != "110000"
    }

    rules = [
        row for row in together.book.tables.rules
        if row.id.startswith("beijing/") and "complaint-elsewhere" in row.id
    ]  # fmt: skip

    assert 2 == len(rules)
    assert 33 == len(provinces)
    for row in rules:
        test = row.when.get("site")
        assert test is not None
        assert provinces == {code for code in test.values if code in provinces}, row.id
        assert ZONES == set(test.values) - provinces, row.id
