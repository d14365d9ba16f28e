"""The answers that the package was ordered for, question by question."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

import regservice as rs

AT = "2026-03-02T10:00:00+08:00"
QUESTION = "二类医疗器械延续注册要提前多久提交"


def route(engine: rs.Engine, at: str = AT, **given: Any) -> rs.Route:
    base = {"text": QUESTION, "place": "徐汇区"}
    return engine.route(rs.ServiceRequest(**{**base, **given}), at=at)


def ids(found: rs.Route) -> dict[str, str | None]:
    return {
        name: body and body.id
        for name, body in (
            ("handler", found.handler),
            ("lead", found.lead),
            ("loop_owner", found.loop_owner),
        )
    }


def rejected(found: rs.Route, body: str) -> dict[str, Any]:
    (entry,) = [e for e in found.as_json()["rejected"] if e["id"] == body]
    return entry


def test_a_basic_question_is_answered_by_the_station_citing_the_clause(
    shanghai: rs.Engine,
):
    """The station answers, and says who decides and by which article."""
    found = route(shanghai)

    assert "routed" == found.status
    assert {"shanghai/xuhui/station"} == set(ids(found).values())
    assert ("shanghai/xuhui/station",) == found.path
    assert found.competent is not None
    assert "shanghai/mpa" == found.competent.authority
    assert "沪药监械注〔2024〕25号一(一)、二(三)" in found.reason()
    assert "医疗器械监督管理条例第22条" in found.reason()
    assert "上海市药品监督管理局" in found.reason()


def test_the_question_is_understood_without_any_hint(shanghai: rs.Engine):
    """Item, product, class and difficulty come from its words."""
    request = route(shanghai).as_json()["request"]

    assert ("renewal", "device", "basic", "310104") == tuple(
        request[key] for key in ("item", "product", "difficulty", "place")
    )
    assert "2" == request["attributes"]["device_class"]


def test_a_complex_question_leaves_the_station_through_the_bureau(
    shanghai: rs.Engine,
):
    """The bureau handles, the municipality leads, the station closes the loop."""
    found = route(shanghai, difficulty="complex")

    assert {
        "handler": "shanghai/xuhui/amr",
        "lead": "shanghai/mpa",
        "loop_owner": "shanghai/xuhui/station",
    } == ids(found)
    assert (
        "shanghai/xuhui/station",
        "shanghai/xuhui/amr",
        "shanghai/mpa",
    ) == found.path
    assert "沪药监械注〔2024〕25号一(三)" in found.reason()


@pytest.mark.parametrize("difficulty", ["basic", "complex"])
def test_class_three_is_decided_nationally_and_still_handled_locally(
    shanghai: rs.Engine, difficulty: str
):
    """Who answers and who decides are two things."""
    found = route(
        shanghai, text="三类医疗器械延续注册要提前多久提交", difficulty=difficulty
    )

    assert found.competent is not None
    assert "national/nmpa" == found.competent.authority
    assert str(ids(found)["handler"]).startswith("shanghai/xuhui/")


@pytest.mark.parametrize("difficulty", ["basic", "complex"])
@pytest.mark.parametrize("place", ["黄浦区", "静安区", "虹口区", "杨浦区", "崇明区"])
def test_in_a_district_without_address_no_station_is_named(
    shanghai: rs.Engine, place: str, difficulty: str
):
    """Neither as handler nor on the way nor among the rejected."""
    found = route(shanghai, place=place, difficulty=difficulty)

    answer = json.dumps(found.as_json(), ensure_ascii=False)

    assert "routed" == found.status
    assert str(ids(found)["handler"]).endswith("/amr")
    assert [] == re.findall(r"shanghai/\w+/station", answer)
    assert "服务工作站" not in found.reason()


def test_a_cosmetic_is_not_taken_by_the_station_and_the_clause_says_why(
    shanghai: rs.Engine,
):
    """The mandate is drugs and devices."""
    found = route(shanghai, text="特殊化妆品延续要提前多久提交", product="cosmetic")

    entry = rejected(found, "shanghai/xuhui/station")

    assert "shanghai/xuhui/amr" == ids(found)["handler"]
    assert ("clause", "SH-STATION-2024") == (
        entry["source"]["kind"],
        entry["source"]["document"],
    )
    assert "化妆品" in entry["because"]


def test_a_drug_before_the_opinion_is_outside_the_earlier_scope(
    shanghai: rs.Engine,
):
    """The opinion itself says that the stations were for devices alone before."""
    found = route(
        shanghai,
        "2023-06-01T10:00:00+08:00",
        text="药品再注册要提前多久提交",
        product="drug",
    )

    entry = rejected(found, "shanghai/xuhui/station")

    assert "shanghai/xuhui/amr" == ids(found)["handler"]
    assert ("clause", "SH-STATION-2024", "一(一)") == tuple(
        entry["source"][key] for key in ("kind", "document", "clause")
    )


def test_a_drug_since_the_opinion_is_taken_by_the_station(shanghai: rs.Engine):
    """The scope was widened on 24 January 2024."""
    given = {"text": "药品再注册要提前多久提交", "product": "drug"}

    eve = route(shanghai, "2024-01-23T10:00:00+08:00", **given)
    day = route(shanghai, "2024-01-24T10:00:00+08:00", **given)

    assert "shanghai/xuhui/amr" == ids(eve)["handler"]
    assert "shanghai/xuhui/station" == ids(day)["handler"]


def test_without_a_place_the_one_question_is_where(shanghai: rs.Engine):
    """Nobody is guessed."""
    found = route(shanghai, place=None)

    assert "needs_information" == found.status
    assert {None} == set(ids(found).values())
    assert found.decision.ask is not None
    assert "place" == found.decision.ask.dimension
    assert "哪个区" in str(found.ask())


def test_a_place_in_the_question_is_enough(shanghai: rs.Engine):
    """Names of districts are read from the text."""
    found = route(shanghai, place=None, text=f"我们在临港，{QUESTION}？")

    assert "shanghai/lingang/station" == ids(found)["handler"]


@pytest.mark.parametrize(
    ("matter", "place", "authority"),
    [
        ("device_class1_filing", "徐汇区", "shanghai/xuhui/amr"),
        ("device_class2_registration", "徐汇区", "shanghai/mpa"),
        ("device_class3_registration", "徐汇区", "national/nmpa"),
        ("ad_review_device", "北京市", None),
    ],
)
def test_the_decider_of_a_matter_is_told_on_demand(
    shanghai: rs.Engine, matter: str, place: str, authority: str | None
):
    """District, municipality, nation, or nobody known."""
    result = shanghai.who(matter, place=place, at=AT)

    assert result.competent is not None
    assert authority == result.competent.authority
    assert (matter == "ad_review_device") is result.competent.limb.designated


def test_the_reason_is_given_in_english_too(shanghai: rs.Engine):
    """One sentence, with the same bodies."""
    sentence = route(shanghai, difficulty="complex").reason("en")

    assert sentence
    assert sentence != route(shanghai, difficulty="complex").reason("zh")
