"""Why is it not the body that one would think of first?"""

from __future__ import annotations

from typing import Any

import pytest

import regservice as rs

TODAY = "2026-03-02T10:00:00+08:00"
MPA, BRANCH, SUBCENTRE = "jiangsu/mpa", "jiangsu/wuxi/branch", "jiangsu/wuxi/subcentre"
CITY, COUNTY = "jiangsu/wuxi/amr", "jiangsu/jiangyin/amr"
DIVISION = "jiangsu/mpa/division-review"


def asked(engine: rs.Engine, at: str = TODAY, **given: Any) -> rs.Route:
    base = {"place": "320281", "difficulty": "complex"}
    return engine.route(rs.ServiceRequest(**{**base, **given}), at=at)


def production(engine: rs.Engine, at: str = TODAY, **given: Any) -> rs.Route:
    return asked(engine, at, item="production_license", product="drug", **given)


def registration(engine: rs.Engine, at: str = TODAY, **given: Any) -> rs.Route:
    attributes = {"device_class": "2"}
    return asked(
        engine,
        at,
        item="product_registration",
        product="device",
        attributes=attributes,
        **given,
    )


def session(engine: rs.Engine, **given: Any) -> rs.Route:
    return registration(
        engine,
        channel="face_to_face",
        programmes=("jiangsu:face_to_face",),
        received_by=MPA,
        **given,
    )


def lead(route: rs.Route) -> str:
    assert route.lead is not None
    return route.lead.id


def decider(route: rs.Route) -> str | None:
    assert route.competent is not None
    return route.competent.authority


# A drug-production question from Jiangyin ------------------------------------


@pytest.mark.parametrize(
    ("body", "because"),
    [
        (COUNTY, "难易程度为“复杂问题”,只适用于基础问题"),
        (CITY, "产品类别为“药品”,只适用于医疗器械"),
        (SUBCENTRE, "服务事项"),
        (MPA, "让位于"),
    ],
)
def test_a_production_question_from_jiangyin_is_not_led_by_another_body(
    jiangsu: rs.Engine, body: str, because: str
) -> None:
    """The inspection branch leads it; of each other body the reason is told."""
    route = production(jiangsu)

    text = route.explain(why_not=body)

    assert BRANCH == lead(route)
    assert body != lead(route)
    assert because in text


def test_the_branch_leads_and_the_province_decides(jiangsu: rs.Engine) -> None:
    """The branch acts; the licence is the provincial regulator's by the clause."""
    route = production(jiangsu)

    assert (COUNTY, BRANCH) == route.path
    assert MPA == decider(route)
    assert route.competent is not None
    assert ("DAL", "第41条") == (
        route.competent.limb.source.document,
        route.competent.limb.source.clause,
    )


def test_before_the_branch_is_attested_the_province_leads(jiangsu: rs.Engine) -> None:
    """The report that names it cites a document of 30 December 2024."""
    day = production(jiangsu, "2025-01-01T10:00:00+08:00")
    eve = production(jiangsu, "2024-12-31T10:00:00+08:00")

    assert [BRANCH, MPA] == [lead(day), lead(eve)]
    assert [MPA, MPA] == [decider(day), decider(eve)]
    assert "无锡检查分局" in eve.explain(why_not=BRANCH)


# A class II device registration in Wuxi, with and without the entrustment ----


@pytest.mark.parametrize(
    ("day", "expected", "passed"),
    [
        ("2022-04-25", MPA, SUBCENTRE),
        ("2022-06-30", MPA, SUBCENTRE),
        ("2022-07-01", SUBCENTRE, MPA),
        ("2026-03-02", SUBCENTRE, MPA),
    ],
)
def test_the_subcentre_leads_from_the_day_of_the_entrustment(
    jiangsu: rs.Engine, day: str, expected: str, passed: str
) -> None:
    """Before it the province; the decider is the province all along."""
    route = registration(jiangsu, f"{day}T10:00:00+08:00", place="320200")

    assert expected == lead(route)
    assert MPA == decider(route)
    assert passed != lead(route)
    assert route.why_not(passed) is not None


def test_the_entrustment_is_told_with_its_mode_and_its_day(jiangsu: rs.Engine) -> None:
    """Entrusted, review alone, and nothing the day before."""
    day = registration(jiangsu, "2022-07-01T10:00:00+08:00").competent
    eve = registration(jiangsu, "2022-06-30T10:00:00+08:00").competent

    assert day is not None
    assert eve is not None
    assert [("entrusts", ("review",), SUBCENTRE)] == [
        (str(edge.mode), edge.steps, edge.object) for edge in day.delegations
    ]
    assert () == eve.delegations


@pytest.mark.parametrize("body", [BRANCH, COUNTY, CITY, MPA])
def test_a_registration_question_in_wuxi_is_not_led_by_another_body(
    jiangsu: rs.Engine, body: str
) -> None:
    """The branch is of the same city and another body."""
    route = registration(jiangsu)

    text = route.explain(why_not=body)

    assert SUBCENTRE == lead(route)
    assert jiangsu.book.hierarchy.authorities[body].name in text


@pytest.mark.parametrize("given", [{"device_class": "3"}, {"origin": "imported"}])
def test_what_the_nation_reviews_is_not_led_by_the_subcentre(
    jiangsu: rs.Engine, given: dict[str, str]
) -> None:
    """Class III and imported devices: the province may entrust its own work alone."""
    route = asked(
        jiangsu,
        item="product_registration",
        product="device",
        attributes={"device_class": "2", **given},
    )

    assert MPA == lead(route)
    assert "national/nmpa" == decider(route)
    assert "不适用" in route.explain(why_not=SUBCENTRE)


def test_lianyungang_is_not_among_the_entrusted(jiangsu: rs.Engine) -> None:
    """Its sub-centre helps, and only since it is reported to run."""
    body = "jiangsu/lianyungang/subcentre"
    day = registration(jiangsu, "2023-08-01T10:00:00+08:00", place="320700")
    eve = registration(jiangsu, "2023-07-31T10:00:00+08:00", place="320700")

    assert [MPA, MPA] == [lead(day), lead(eve)]
    assert (body,) == day.decision.co_handlers
    assert () == eve.decision.co_handlers
    assert day.competent is not None
    assert () == day.competent.delegations


# A question answered at a session --------------------------------------------


@pytest.mark.parametrize("body", [SUBCENTRE, BRANCH, COUNTY, CITY])
def test_at_a_session_the_division_answers_and_no_other_body(
    jiangsu: rs.Engine, body: str
) -> None:
    """The same question outside a session is the sub-centre's."""
    route = session(jiangsu)

    text = route.explain(why_not=body)

    assert DIVISION == lead(route)
    assert (MPA, DIVISION) == route.path
    assert route.handler is not None
    assert DIVISION == route.handler.id
    assert jiangsu.book.hierarchy.authorities[body].name in text


def test_outside_a_session_the_division_is_passed_over(jiangsu: rs.Engine) -> None:
    """It is told that the question is on no list of the face-to-face service."""
    route = registration(jiangsu)

    assert SUBCENTRE == lead(route)
    assert "面对面" in route.explain(why_not=DIVISION)


@pytest.mark.parametrize("difficulty", ["basic", "complex"])
def test_the_answer_of_a_session_moves_no_decider(
    jiangsu: rs.Engine, difficulty: str
) -> None:
    """It is reported, not law; the law still names the province."""
    route = session(jiangsu, difficulty=difficulty)

    assert MPA == decider(route)
    assert route.loop_owner is not None
    assert MPA == route.loop_owner.id
    assert "报道" in route.reason()
