"""
Is the right body named, and is it said why the tempting one is not?

The territory of the branches is that of a report of 2020-11-30. What nobody reported
is not guessed: the airport has no branch.
"""

from __future__ import annotations

from typing import Any

import pytest

import regservice as rs

AT = "2026-03-02T10:00:00+08:00"
ZONE = "beijing/bda/commerce-finance"
DISTRICTS = {
    "110101": "dongcheng", "110102": "xicheng", "110105": "chaoyang",
    "110106": "fengtai", "110107": "shijingshan", "110108": "haidian",
    "110109": "mentougou", "110111": "fangshan", "110112": "tongzhou",
    "110113": "shunyi", "110114": "changping", "110115": "daxing",
    "110116": "huairou", "110117": "pinggu", "110118": "miyun", "110119": "yanqing",
}  # fmt: skip
BRANCHES = {
    1: ["110101", "110102", "110105"],
    2: ["110106", "110107", "110108", "110109"],
    3: ["110111", "110112", "110115", "110000-bda", "110111-yanshan"],
    4: ["110114", "110116", "110119"],
    5: ["110113", "110117", "110118", "110113-tianzhu"],
}
"""What each branch covers; Yanshan and Tianzhu lie in Fangshan and Shunyi."""
COVERED = {place: number for number, places in BRANCHES.items() for place in places}


def production(engine: rs.Engine, **given: Any) -> rs.Route:
    """Ask about a defect found in production."""
    base = {
        "text": "药品GMP符合性检查的缺陷整改有争议",
        "item": "quality_system",
        "product": "drug",
        "difficulty": "complex",
    }
    return engine.route(rs.ServiceRequest(**{**base, **given}), at=AT)


def first_contact(place: str) -> str:
    own = {
        "110000-bda": ZONE,
        "110000-airport": "beijing/airport/amr",
        "110111-yanshan": "beijing/yanshan/amr",
        "110113-tianzhu": "beijing/shunyi/amr",
    }
    return own.get(place) or f"beijing/{DISTRICTS[place]}/amr"


@pytest.mark.parametrize("place", COVERED)
@pytest.mark.parametrize("item", ["quality_system", "production_license"])
def test_production_goes_to_the_branch_that_covers_the_place(
    beijing: rs.Engine, place: str, item: str
):
    """And is decided by the municipal regulator, whose organ the branch is."""
    found = production(beijing, place=place, item=item)

    branch = f"beijing/branch-{COVERED[place]}"
    assert (branch, branch) == (found.decision.handler, found.decision.lead)
    assert (first_contact(place), branch) == found.path
    assert found.competent is not None
    assert "beijing/mpa" == found.competent.authority


@pytest.mark.parametrize("place", COVERED)
def test_no_other_branch_and_no_bureau_leads_production(beijing: rs.Engine, place: str):
    """The other four take other places; the bureau answers what is basic."""
    found = production(beijing, place=place)

    for number in set(BRANCHES) - {COVERED[place]}:
        said = found.why_not(f"beijing/branch-{number}")
        assert ("nearer", f"beijing/branch-{COVERED[place]}") == (
            said.reason,
            said.other,
        )
    bureau = found.why_not(first_contact(place))
    assert "failed" == bureau.reason
    assert bureau.failed is not None
    assert ("difficulty", ("basic",)) == (bureau.failed.dimension, bureau.failed.values)
    above = found.why_not("beijing/mpa")
    assert ("beaten", "beijing/complex-production-supervision") == (
        above.reason,
        above.beaten_by,
    )


def test_the_development_zone_is_not_daxing(beijing: rs.Engine):
    """Its production goes to the third branch, and it is said why not elsewhere."""
    found = production(beijing, place="北京经开区")

    assert "beijing/branch-3" == found.decision.lead
    daxing = found.why_not("大兴区市场监管局")
    assert ("nearer", ZONE) == (daxing.reason, daxing.other)
    assert "大兴区市场监督管理局" in found.explain(why_not="大兴区市场监管局")
    assert "只适用于基础问题" in found.explain(why_not="经开区商务金融局")
    assert "2020-11-30" in found.reason()
    assert "其后可能已调整" in found.explain()


def test_the_economic_bureau_of_the_zone_leads_what_is_not_production(
    beijing: rs.Engine,
):
    """What is basic, filing of class I and policies; only by inference."""
    for item, difficulty in (
        ("quality_system", "basic"),
        ("product_filing", "complex"),
        ("policy_funding", "complex"),
    ):
        found = production(
            beijing,
            place="110000-bda",
            item=item,
            product="device",
            difficulty=difficulty,
            attributes={"device_class": "1"},
        )
        assert ZONE == found.decision.lead, item
        assert "推定" in found.reason()
        assert "is_lead" == found.why_not(ZONE).reason
        assert "nearer" == found.why_not("beijing/daxing/amr").reason, item


def test_at_the_airport_no_branch_is_guessed(beijing: rs.Engine):
    """The report does not list it: the municipal regulator leads."""
    found = production(beijing, place="北京机场地区")

    assert "beijing/mpa" == found.decision.lead
    assert ("beijing/airport/amr", "beijing/mpa") == found.path
    for number in BRANCHES:
        said = found.why_not(f"beijing/branch-{number}")
        assert "failed" == said.reason
        assert said.failed is not None
        assert said.failed.dimension in {"site", "place"}
    assert "failed" == found.why_not("机场分局").reason
    assert "nearer" == found.why_not("beijing/shunyi/amr").reason


def test_yanshan_has_a_bureau_of_its_own_inside_fangshan(beijing: rs.Engine):
    """It takes what Fangshan would take, and Fangshan is told to be farther."""
    basic = production(beijing, place="燕山地区", difficulty="basic")
    complex_ = production(beijing, place="燕山地区")

    assert "beijing/yanshan/amr" == basic.decision.lead
    assert "beijing/branch-3" == complex_.decision.lead
    fangshan = basic.why_not("房山区市场监管局")
    assert ("nearer", "beijing/yanshan/amr") == (fangshan.reason, fangshan.other)
    assert "beijing/fangshan/amr" == production(
        beijing, place="房山区", difficulty="basic"
    ).decision.lead  # fmt: skip


def test_tianzhu_is_taken_by_shunyi(beijing: rs.Engine):
    """It has no body of its own; the airport is another place."""
    basic = production(beijing, place="天竺综保区", difficulty="basic")

    assert "beijing/shunyi/amr" == basic.decision.lead
    airport = basic.why_not("机场分局")
    assert ("nearer", "beijing/shunyi/amr") == (airport.reason, airport.other)


@pytest.mark.parametrize("body", ["health", "healthcare-security"])
def test_who_helps_in_the_pilot_zone_does_not_lead(beijing: rs.Engine, body: str):
    """Health and insurance take part; the drug regulator leads; NMPA decides."""
    found = production(
        beijing,
        item="import_urgent",
        place="天竺综保区",
        programmes=("beijing:tianzhu_rare_disease",),
        attributes={"authorized_zone": "no"},
    )

    assert "beijing/mpa" == found.decision.lead
    assert f"beijing/{body}" in found.decision.co_handlers
    assert "is_co_handler" == found.why_not(f"beijing/{body}").reason
    assert found.competent is not None
    assert "national/nmpa" == found.competent.authority


def test_the_enforcement_team_is_given_nothing(beijing: rs.Engine):
    """It attends the meeting; what it handles was not found."""
    for item in ("inspection_enforcement", "complaint_report", "emergency"):
        found = production(
            beijing,
            item=item,
            place="海淀区",
            attributes={"inspection_subject": "production"},
        )
        assert "routed" == found.status
        assert "no_rule" == found.why_not("beijing/enforcement-team").reason


@pytest.mark.parametrize(
    ("site", "lead", "path"),
    [
        ("110000-bda", "branch-3", ("haidian/amr", "mpa", "branch-3")),
        ("110108", "branch-2", ("haidian/amr", "branch-2")),
        ("110000-airport", "mpa", ("haidian/amr", "mpa")),
        ("130000", "mpa", ("haidian/amr", "mpa")),
    ],
)
def test_it_is_the_production_site_that_counts(
    beijing: rs.Engine, site: str, lead: str, path: tuple[str, ...]
):
    """An enterprise of Haidian with a plant elsewhere; outside Beijing no branch."""
    found = production(
        beijing, place="110108", site=site, item="production_license"
    )  # fmt: skip

    assert f"beijing/{lead}" == found.decision.lead
    assert tuple(f"beijing/{part}" for part in path) == found.path
