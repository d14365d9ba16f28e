"""Two questions that tempt one to name the wrong body: what says no to it?"""

from __future__ import annotations

from typing import Any

import pytest

import regservice as rs
from regservice.core.routing.why_not import WhyNot
from regservice.model.vocab import PlaceKey, SourceKind

AT = "2026-03-02T10:00:00+08:00"

FILING: dict[str, Any] = {
    "item": "product_filing",
    "product": "cosmetic",
    "place": "310115",
    "attributes": {"cosmetic_kind": "ordinary", "origin": "domestic"},
}
"""A domestic ordinary cosmetic, filed from Pudong, where there is a station."""

AGENT: dict[str, Any] = {
    "text": "进口器械境内代理人履行义务不到位被要求整改",
    "item": "inspection_enforcement",
    "product": "device",
    "place": "310101",
    "attributes": {"origin": "imported", "agent_place": "310101"},
}
"""The agent of an imported device, in Huangpu, where there is none."""


def ask(engine: rs.Engine, facts: dict[str, Any], difficulty: str) -> rs.Route:
    return engine.route(rs.ServiceRequest(difficulty=difficulty, **facts), at=AT)


def failed(why: WhyNot) -> tuple[str | None, tuple[str, ...]]:
    """The dimension whose test failed, and what holds instead."""
    return why.failed and why.failed.dimension, why.actual


def test_a_cosmetic_filing_is_decided_by_the_city_not_by_the_district(
    shanghai: rs.Engine,
):
    """The law gives it to the province; the district only answers."""
    for difficulty in ("basic", "complex"):
        route = ask(shanghai, FILING, difficulty)
        assert route.competent is not None
        assert "cosmetic_ordinary_domestic" == route.competent.matter.code
        assert "shanghai/mpa" == route.competent.authority
        assert SourceKind.CLAUSE is route.competent.limb.source.kind
        assert route.competent.limb.source.document == "CSAR"


def test_a_station_does_not_take_a_cosmetic_filing_for_the_product(
    shanghai: rs.Engine,
):
    """Its mandate is drugs and devices, by the clause."""
    route = ask(shanghai, FILING, "basic")

    why = route.why_not("shanghai/pudong/station")

    assert ("product", ("cosmetic",)) == failed(why)
    assert why.source is not None
    assert (SourceKind.CLAUSE, "SH-STATION-2024") == (
        why.source.kind,
        why.source.document,
    )
    assert "shanghai/pudong/station" not in route.path


def test_a_district_does_not_lead_a_complex_cosmetic_filing(shanghai: rs.Engine):
    """It answers what can be answered on the spot, and no more."""
    route = ask(shanghai, FILING, "complex")

    why = route.why_not("shanghai/pudong/amr")

    assert ("difficulty", ("complex",)) == failed(why)
    assert ("shanghai/pudong/amr", "shanghai/mpa") == route.path


def test_the_nation_does_not_lead_an_ordinary_cosmetic_filing(shanghai: rs.Engine):
    """Special cosmetics are the nation's; ordinary ones are not."""
    special = {**FILING, "item": "product_registration"}
    special["attributes"] = {"cosmetic_kind": "special", "origin": "domestic"}

    why = ask(shanghai, FILING, "complex").why_not("national/nmpa")
    other = ask(shanghai, special, "complex").competent

    assert "no_rule" == why.reason
    assert other is not None
    assert "national/nmpa" == other.authority


@pytest.mark.parametrize("asker", ["310101", "310104", "320000"])
def test_an_agent_is_under_the_regulator_of_its_own_place(
    shanghai: rs.Engine, asker: str
):
    """Wherever the question comes from: in the city, or from another province."""
    facts = {**AGENT, "place": asker}

    route = ask(shanghai, facts, "complex")

    assert route.competent is not None
    assert "device_import_agent" == route.competent.matter.code
    assert PlaceKey.AGENT is route.competent.limb.place
    assert "shanghai/mpa" == route.competent.authority
    assert route.competent.limb.source.document == "MDREG"


def test_an_agent_elsewhere_is_not_under_the_regulator_of_the_city(
    shanghai: rs.Engine,
):
    """The place of the asker does not count."""
    attributes = {**AGENT["attributes"], "agent_place": "320000"}

    competent = ask(shanghai, {**AGENT, "attributes": attributes}, "complex").competent

    assert competent is not None
    assert "320000" == competent.place
    assert competent.authority is None


def test_no_station_takes_the_agent_in_huangpu(shanghai: rs.Engine):
    """The opinion does not address Huangpu: the place is what fails."""
    route = ask(shanghai, AGENT, "basic")

    why = route.why_not("shanghai/xuhui/station")

    assert "place" == failed(why)[0]
    assert "310101" in failed(why)[1]
    assert "shanghai/huangpu/amr" == route.decision.handler


def test_the_district_does_not_lead_what_the_agent_disputes(shanghai: rs.Engine):
    """It receives, and liaises with the city, which leads and decides."""
    route = ask(shanghai, AGENT, "complex")

    why = route.why_not("shanghai/huangpu/amr")

    assert ("difficulty", ("complex",)) == failed(why)
    assert ("shanghai/huangpu/amr", "shanghai/mpa") == route.path
    assert "shanghai/mpa" == route.decision.lead


def test_the_yearly_report_of_an_agent_goes_to_the_city(shanghai: rs.Engine):
    """That of a distributor goes to the district."""
    found = {}
    for role in ("agent", "distributor"):
        facts = {**AGENT, "item": "quality_system", "text": "年度自查报告交到哪里"}
        facts["attributes"] = {**AGENT["attributes"], "self_check_role": role}
        competent = ask(shanghai, facts, "basic").competent
        assert competent is not None
        found[role] = competent.authority

    assert {"agent": "shanghai/mpa", "distributor": "shanghai/huangpu/amr"} == found
