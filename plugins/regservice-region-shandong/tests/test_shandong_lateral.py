"""Does a question about production quality travel sideways, and no other question?"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import regservice as rs
from regservice.model.vocab import RelationType, SourceKind

AT = "2026-03-02T10:00:00+08:00"
MEETING = "2022-07-08T10:00:00+08:00"
EVE = "2022-07-07T10:00:00+08:00"

CITY = "shandong/jining/amr"
BRANCH = "shandong/branch-6"
PROVINCE = "shandong/mpa"
COUNTIES = {
    "370811": "rencheng", "370812": "yanzhou", "370826": "weishan", "370827": "yutai",
    "370828": "jinxiang", "370829": "jiaxiang", "370830": "wenshang",
    "370831": "sishui", "370832": "liangshan", "370881": "qufu", "370883": "zoucheng",
}  # fmt: skip
COMMANDING = {
    RelationType.ADMINISTERS, RelationType.GUIDES, RelationType.MANAGES,
    RelationType.DISPATCHES, RelationType.DELEGATES,
}  # fmt: skip


def route(engine: rs.Engine, at: str = AT, **given: Any) -> rs.Route:
    base = {
        "text": "无菌灌装偏差调查的结论,企业和检查组意见不一致",
        "place": "曲阜市",
        "product": "drug",
        "item": "quality_system",
        "difficulty": "complex",
    }
    return engine.route(rs.ServiceRequest(**{**base, **given}), at=at)


def test_question_from_qufu_goes_sideways_at_the_city(shandong: rs.Engine) -> None:
    """County to city by guidance, city to branch by cooperation, the county follows."""
    found = route(shandong)

    hops = [(hop.authority, hop.relation) for hop in found.decision.path]
    assert [
        ("shandong/qufu/amr", None),
        (CITY, RelationType.GUIDES),
        (BRANCH, RelationType.COOPERATES),
    ] == hops
    assert (BRANCH, BRANCH) == (found.decision.lead, found.decision.handler)
    assert "shandong/qufu/amr" == found.decision.loop_owner
    assert found.competent is not None
    assert PROVINCE == found.competent.authority


@pytest.mark.parametrize(
    ("body", "because"),
    [
        ("shandong/qufu/amr", "只适用于基础问题"),
        (CITY, "只适用于医疗器械"),
        (PROVINCE, "让位于 shandong/complex-production-quality"),
        ("shandong/yanzhou/amr", "取最近的机构,此处是曲阜市市场监督管理局"),
        ("national/nmpa", "没有规则提到它"),
    ],
)
def test_tempting_bodies_do_not_lead_and_it_is_told_why(
    shandong: rs.Engine, body: str, because: str
) -> None:
    """The bureau asked, its superior, the decider, a neighbour, the nation."""
    found = route(shandong)

    assert body != found.decision.lead
    assert because in found.explain(why_not=body)


def test_at_the_level_of_the_city_the_county_is_left_out(shandong: rs.Engine) -> None:
    """The bureau of the city takes it and passes it on itself."""
    found = route(shandong, place="济宁市")

    assert (CITY, BRANCH) == found.path
    assert CITY == found.decision.loop_owner
    assert "只适用于" in found.explain(why_not=CITY)


@pytest.mark.parametrize("place", COUNTIES)
def test_every_county_goes_the_same_way(shandong: rs.Engine, place: str) -> None:
    """Over its own bureau and no other."""
    found = route(shandong, place=place)

    assert (f"shandong/{COUNTIES[place]}/amr", CITY, BRANCH) == found.path


def test_no_edge_commands_between_branch_and_bureaus(shandong: rs.Engine) -> None:
    """The branch is nobody's superior here, and no bureau is its."""
    local = {CITY, *(f"shandong/{name}/amr" for name in COUNTIES.values())}

    between = {
        edge.type
        for edge in shandong.book.hierarchy.relations
        if {edge.subject, edge.object} <= local | {BRANCH}
        and BRANCH in (edge.subject, edge.object)
    }

    assert {RelationType.COOPERATES} == between
    assert not between & COMMANDING


def test_above_the_branch_stands_the_provincial_regulator(shandong: rs.Engine) -> None:
    """And nothing stands under it."""
    edges = [
        (edge.subject, edge.object)
        for edge in shandong.book.hierarchy.relations
        if edge.type in COMMANDING and BRANCH in (edge.subject, edge.object)
    ]

    assert [(PROVINCE, BRANCH)] == edges


@pytest.mark.parametrize("place", ["曲阜市", "济宁市"])
def test_route_begins_on_the_day_of_the_meeting(
    shandong: rs.Engine, place: str
) -> None:
    """Before it no working edge was found, and the provincial regulator leads."""
    before = route(shandong, EVE, place=place)
    after = route(shandong, MEETING, place=place)

    assert (PROVINCE, BRANCH) == (before.decision.lead, after.decision.lead)
    assert BRANCH not in before.path
    assert PROVINCE not in after.path


def test_working_edge_is_what_the_report_says(shandong: rs.Engine) -> None:
    """A report of the twelfth on a meeting of the eighth, never law."""
    (edge,) = [
        edge
        for edge in shandong.book.hierarchy.relations
        if (edge.subject, edge.object) == (CITY, BRANCH)
    ]

    assert SourceKind.REPORT is edge.source.kind
    assert dt.date(2022, 7, 12) == edge.source.dated
    assert dt.date(2022, 7, 8) == edge.validity.start
    assert "reported" == edge.modality


@pytest.mark.parametrize("product", ["device", "cosmetic", "combination", "none"])
@pytest.mark.parametrize(
    "item", ["production_license", "quality_system", "post_market"]
)
def test_branch_takes_drugs_alone(shandong: rs.Engine, product: str, item: str) -> None:
    """The meeting was about makers of drugs; its powers were not found."""
    found = route(
        shandong, product=product, item=item, attributes={"device_class": "2"}
    )

    assert "routed" == found.status
    assert BRANCH not in found.path


def test_branch_never_leads_a_basic_question(shandong: rs.Engine) -> None:
    """Whatever it is about: the bureau that is asked answers."""
    for item in sorted(set(shandong.book.items) - {"out_of_scope", "emergency"}):
        for product in ("drug", "device", "cosmetic", "combination", "none"):
            found = route(shandong, item=item, product=product, difficulty="basic")
            assert ("shandong/qufu/amr",) == found.path, (item, product)


def test_meeting_moves_production_quality_alone(shandong: rs.Engine) -> None:
    """What the diff of the two days shows as led by the branch."""
    found = shandong.diff(before="2022-07-07", after="2022-07-08")

    boxes = [
        box
        for move in found.moves
        if move.aspect == "lead" and move.after.bodies == (BRANCH,)
        for box in move.boxes
    ]

    assert boxes
    for box in boxes:
        assert {"drug"} == box.get("product")
        assert {"complex"} == box.get("difficulty")
        assert set(box.get("item") or ()) <= {
            "production_license",
            "quality_system",
            "post_market",
            "inspection_enforcement",
        }
