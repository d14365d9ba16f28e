"""The answers that the package was ordered for, and why the tempting body is wrong."""

from __future__ import annotations

from typing import Any

import pytest

import regservice as rs
from regservice.model.vocab import SourceKind

AT = "2026-03-02T10:00:00+08:00"
DAY_OF_FORUM = "2025-02-20T15:00:00+08:00"
HOSPITAL: dict[str, Any] = {
    "text": "我院是药物临床试验机构，知情同意书的版本管理应当怎样做",
    "item": "clinical_trial",
    "product": "drug",
    "applicant": "medical_institution",
    "place": "太原市",
    "site": "太原市",
}
AT_FORUM: dict[str, Any] = {
    "channel": "face_to_face",
    "applicant": "enterprise",
    "programmes": ("山西医药企业座谈会",),
    "place": "晋中市",
}


def route(engine: rs.Engine, at: str = AT, **given: Any) -> rs.Route:
    return engine.route(rs.ServiceRequest(**given), at=at)


def rejected(found: rs.Route, body: str) -> dict[str, Any]:
    (entry,) = [e for e in found.as_json()["rejected"] if e["id"] == body]
    return entry


@pytest.mark.parametrize("difficulty", ["basic", "complex"])
def test_a_trial_question_of_a_hospital_is_led_by_the_province(
    shanxi: rs.Engine, difficulty: str
):
    """Whatever its difficulty, and with the daily supervision told beside it."""
    found = route(shanxi, **HOSPITAL, difficulty=difficulty)

    assert found.lead is not None
    assert "shanxi/mpa" == found.lead.id
    assert found.competent is not None
    assert "national/nmpa" == found.competent.authority
    (supervisor,) = found.decision.also
    assert "shanxi/mpa" == supervisor.authority
    assert supervisor.limb.source.is_law


def test_the_city_is_refused_a_basic_trial_question_and_told_why(shanxi: rs.Engine):
    """It would answer any other basic question; here a rule goes before it."""
    found = route(shanxi, **HOSPITAL, difficulty="basic")

    entry = rejected(found, "shanxi/taiyuan/amr")

    assert ("beaten", "shanxi/basic") == (entry["reason"], entry["rule"])
    assert "shanxi/clinical-trial" in entry["because"]
    assert "临床试验机构由省级日常监管" in found.explain()
    assert "shanxi/clinical-trial" in found.explain(why_not="太原市市场监管局")


def test_the_city_is_refused_a_complex_trial_question_and_told_why(shanxi: rs.Engine):
    """It answers what is basic."""
    found = route(shanxi, **HOSPITAL, difficulty="complex")

    entry = rejected(found, "shanxi/taiyuan/amr")

    assert "shanxi/basic" == entry["rule"]
    assert "难易程度" in entry["because"]


@pytest.mark.parametrize(
    ("difficulty", "words"),
    [("basic", "只适用于复杂问题"), ("complex", "只适用于监督检查与执法")],
)
def test_the_branch_is_refused_a_trial_question_and_told_why(
    shanxi: rs.Engine, difficulty: str, words: str
):
    """Though it sits in the same city: it inspects, and trials are not on its list."""
    found = route(shanxi, **HOSPITAL, difficulty=difficulty)

    why = found.explain(why_not="shanxi/branch-1")

    assert words in why
    assert "中国食品药品网2022-05-10报道" in why
    assert "非法律依据" in why


def test_the_health_commission_decides_research_that_is_no_registration(
    shanxi: rs.Engine,
):
    """The boundary: research of the hospital's own, by assumption."""
    asked = {**HOSPITAL, "text": "研究者发起的非注册临床研究IIT怎样立项"}

    found = route(shanxi, **asked, difficulty="basic")

    assert found.competent is not None
    assert "shanxi/health" == found.competent.authority
    assert SourceKind.ASSUMED is found.competent.limb.source.kind


@pytest.mark.parametrize(
    ("item", "given", "competent"),
    [
        ("fast_track", {}, "national/nmpa"),
        ("product_registration", {"drug_kind": "ordinary"}, "national/nmpa"),
        ("product_registration", {"drug_kind": "preparation"}, "shanxi/mpa"),
        ("distribution_license", {"trade_form": "wholesale"}, "shanxi/mpa"),
    ],
)
def test_being_raised_at_the_forum_moves_no_power(
    shanxi: rs.Engine, item: str, given: dict[str, str], competent: str
):
    """The province takes and answers it; the law says who decides."""
    found = route(
        shanxi,
        DAY_OF_FORUM,
        **AT_FORUM,
        item=item,
        product="drug",
        difficulty="complex",
        attributes=given,
    )

    assert {"shanxi/mpa"} == {
        body and body.id for body in (found.handler, found.lead, found.loop_owner)
    }
    assert ("shanxi/mpa/division",) == found.decision.co_handlers
    assert found.competent is not None
    assert competent == found.competent.authority


def test_the_forum_is_for_those_who_were_there(shanxi: rs.Engine):
    """Enterprises, trial institutions and associations; nobody else is reported."""
    basic = {"item": "renewal", "product": "device", "difficulty": "basic"}

    found = {
        who: route(shanxi, **{**AT_FORUM, "applicant": who}, **basic).decision
        for who in (
            *("enterprise", "medical_institution", "association"),
            *("research_institute", "person"),
        )
    }

    assert {
        "enterprise": "shanxi/mpa",
        "medical_institution": "shanxi/mpa",
        "association": "shanxi/mpa",
        "research_institute": "shanxi/jinzhong/amr",
        "person": "shanxi/jinzhong/amr",
    } == {who: decision.lead for who, decision in found.items()}


def test_without_a_city_the_one_question_is_where(shanxi: rs.Engine):
    """The eleven cities, not the towns and parks, settle it."""
    found = route(shanxi, item="renewal", product="device", difficulty="basic",
                  place="山西省")  # fmt: skip

    assert "needs_information" == found.status
    assert found.decision.ask is not None
    assert "place" == found.decision.ask.dimension
    assert {None} == {found.handler, found.lead}
