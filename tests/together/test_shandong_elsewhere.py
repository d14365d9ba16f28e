"""Is a report of an act in another region taken there, with that region's package?"""

from __future__ import annotations

from pathlib import Path

import pytest
import regservice_region_shandong

import regservice as rs
from regservice.codec.package import read_package

PLUGINS = Path(__file__).parents[2] / "plugins"
DAYS = ["2019-06-03", "2024-06-03", "2025-04-19", "2025-04-20", "2026-03-02"]

OWN = ("shandong/complaint-elsewhere", "shandong/complaint-report-before-2020")


def data(region: str) -> Path:
    """The tables of a package of this repository."""
    module = f"regservice_region_{region}"
    return PLUGINS / f"regservice-region-{region}" / "src" / module / "data"


@pytest.fixture(scope="module")
def beside() -> rs.Engine:
    """Shandong beside a municipality with districts and a province without them."""
    here = Path(regservice_region_shandong.__file__).parent / "data"
    return rs.load([here, data("shanghai"), data("shanxi")], discover=False)


def report(engine: rs.Engine, site: str, day: str, place: str = "曲阜市") -> rs.Route:
    return engine.route(
        rs.ServiceRequest(
            text="举报一家药店销售过期药品",
            item="complaint_report",
            product="drug",
            place=place,
            site=site,
        ),
        at=f"{day}T10:00:00+08:00",
    )


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(
    ("site", "body"),
    [
        ("徐汇区", "shanghai/xuhui/amr"),  # its district is listed
        ("太原市", "shanxi/taiyuan/amr"),  # its city is listed
        ("上海市", "shanghai/mpa"),  # the district was not said
        ("山西省", "shanxi/mpa"),  # no more than the province is known
    ],
)
def test_act_elsewhere_is_taken_there(
    beside: rs.Engine, site: str, body: str, day: str
) -> None:
    """By the nearest body that is listed, at last the provincial regulator."""
    found = report(beside, site, day)

    assert "routed" == found.status
    assert (body,) == found.path
    assert (body, body) == (found.decision.lead, found.decision.loop_owner)
    used = {step.rule: step for step in found.decision.steps if step.outcome == "lead"}
    (step,) = used.values()
    assert step.rule in OWN
    assert not step.source.is_law


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("body", ["shandong/mpa", "shandong/qufu/amr", "national/nmpa"])
def test_bodies_at_home_do_not_take_it(beside: rs.Engine, body: str, day: str) -> None:
    """Where the reporter sits, and who stands above, does not count."""
    found = report(beside, "山西省", day)

    assert body not in found.path
    assert found.explain(why_not=body)


@pytest.mark.parametrize("site", ["浙江省", "香港特别行政区"])
@pytest.mark.parametrize("day", DAYS)
def test_region_without_a_package_is_not_guessed(
    beside: rs.Engine, site: str, day: str
) -> None:
    """Whoever was asked first finds out; no neighbour is named instead."""
    found = report(beside, site, day)

    assert ("fallback", "gap") == (found.status, found.decision.cause)
    assert ("shandong/qufu/amr",) == found.path


@pytest.mark.parametrize("day", DAYS)
def test_act_at_home_stays_at_home(beside: rs.Engine, day: str) -> None:
    """Other packages beside it change nothing."""
    found = report(beside, "兖州区", day)

    assert ("shandong/yanzhou/amr",) == found.path


def test_every_other_province_is_listed(beside: rs.Engine) -> None:
    """A province that joins the register must join the row too."""
    tables = read_package(Path(regservice_region_shandong.__file__).parent / "data")
    rules = {rule.id: rule for rule in tables.tables.rules}
    provinces = {
        code
        for code, place in beside.book.places.places.items()
        if place.tier == "province"
    }

    test = rules["shandong/complaint-elsewhere"].when.get("site")

    assert test is not None
    assert provinces - {"370000"} == set(test.values) - {"370800"}
