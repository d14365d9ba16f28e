"""Are the bodies, places and relations of Beijing those of the sources?"""

from __future__ import annotations

import datetime as dt

import networkx as nx
import pytest

import regservice as rs
from regservice.core.hierarchy import LINES, Line
from regservice.model.authority import Relation
from regservice.model.vocab import RelationType, SourceKind, Tier

TODAY = dt.date(2026, 3, 2)
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
BUREAUX = {f"beijing/{name}/amr" for name in DISTRICTS.values()}
PEERS = {"beijing/airport/amr", "beijing/yanshan/amr", "beijing/bda/commerce-finance"}
ZONES = {"110000-airport", "110000-bda", "110111-yanshan"}


def edges(engine: rs.Engine, kind: RelationType, subject: str) -> list[Relation]:
    return [
        edge
        for edge in engine.book.hierarchy.relations
        if edge.type is kind and edge.subject == subject and TODAY in edge.validity
    ]


def test_sixteen_districts_stand_for_the_prefecture_tier(beijing: rs.Engine):
    """By their code; each has a bureau, named by its district, and no other."""
    places = beijing.book.places.places
    bodies = beijing.book.hierarchy.authorities

    assert 16 == len(DISTRICTS)
    for code, name in DISTRICTS.items():
        assert Tier.COUNTY is places[code].tier
        assert places[code].reads_as(Tier.PREFECTURE)
        body = bodies[f"beijing/{name}/amr"]
        assert (code,) == body.places
        assert f"{places[code].name}市场监督管理局" == body.name


def test_zones_have_no_code_and_no_tier_of_their_own(beijing: rs.Engine):
    """What they read as is inferred and said to be."""
    places = beijing.book.places.places

    for code in ZONES:
        place = places[code]
        assert place.tier is None
        assert place.source is not None
        assert SourceKind.ASSUMED is place.source.kind
        assert place.reads_as(Tier.PREFECTURE)
    assert not places["110113-tianzhu"].reads_as(Tier.PREFECTURE)
    assert ("110111",) == places["110111-yanshan"].located_in
    assert ("110113",) == places["110113-tianzhu"].located_in


def test_whoever_sits_beside_the_district_bureaux_is_named_as_unverified(
    beijing: rs.Engine,
):
    """Airport, Yanshan and an economic bureau that performs the bureau's function."""
    bodies = beijing.book.hierarchy.authorities

    for key in PEERS:
        assert bodies[key].performs("district_amr")
        assert SourceKind.REPORT is bodies[key].source.kind
        assert "未核实" in bodies[key].note
    assert "other_authority" == bodies["beijing/bda/commerce-finance"].kind


@pytest.mark.parametrize("number", BRANCHES)
def test_a_branch_covers_several_bureaux_by_a_dated_report(
    beijing: rs.Engine, number: int
):
    """As the report lists them; only Yanshan is inferred."""
    own = {
        "110000-bda": "beijing/bda/commerce-finance",
        "110111-yanshan": "beijing/yanshan/amr",
    }
    expected = {
        own.get(place) or f"beijing/{DISTRICTS[place]}/amr"
        for place in BRANCHES[number]
        if place != "110113-tianzhu"
    }

    found = edges(beijing, RelationType.COVERS, f"beijing/branch-{number}")

    assert expected == {edge.object for edge in found}
    assert len(found) > 1
    for edge in found:
        assert dt.date(2020, 12, 1) == edge.validity.start
        if edge.object != "beijing/yanshan/amr":
            assert dt.date(2020, 11, 30) == edge.source.dated


def test_every_district_is_covered_once_and_the_airport_never(beijing: rs.Engine):
    """Nobody is under two branches."""
    covered = [
        edge.object
        for number in BRANCHES
        for edge in edges(beijing, RelationType.COVERS, f"beijing/branch-{number}")
    ]

    assert len(covered) == len(set(covered))
    assert BUREAUX | PEERS == {*covered, "beijing/airport/amr"}
    assert "beijing/airport/amr" not in covered


def test_the_market_regulator_stands_above_the_drug_regulator(beijing: rs.Engine):
    """In the organisational line; the professional one goes to the nation."""
    hierarchy = beijing.book.hierarchy

    above = hierarchy.superiors("beijing/mpa", TODAY, Line.ORGANISATIONAL)
    profession = hierarchy.superiors("beijing/mpa", TODAY, Line.PROFESSIONAL)

    assert ["beijing/amr"] == [edge.subject for edge in above]
    assert SourceKind.REPORT is above[0].source.kind
    assert ["national/nmpa"] == [edge.subject for edge in profession]


def test_the_five_branches_are_organs_of_the_drug_regulator(beijing: rs.Engine):
    """No more and no fewer, and not before they worked."""
    found = edges(beijing, RelationType.ADMINISTERS, "beijing/mpa")

    assert {f"beijing/branch-{n}" for n in BRANCHES} == {e.object for e in found}
    alive = {body.id for body in beijing.book.hierarchy.on(dt.date(2020, 11, 30))}
    assert alive.isdisjoint(edge.object for edge in found)


def test_guidance_is_a_clause_for_districts_and_inferred_for_zones(
    beijing: rs.Engine,
):
    """The law speaks of bureaux; what the zones have is unverified."""
    found = edges(beijing, RelationType.GUIDES, "beijing/mpa")

    assert BUREAUX | PEERS == {edge.object for edge in found}
    law = {edge.object for edge in found if edge.source.is_law}
    assert BUREAUX == law


@pytest.mark.parametrize("kind", [RelationType.GUIDES, RelationType.COOPERATES])
@pytest.mark.parametrize("body", ["amr", "ip", "health", "healthcare-security"])
def test_first_contacts_reach_the_bodies_of_the_items(
    beijing: rs.Engine, kind: RelationType, body: str
):
    """Market regulator and IP office guide; health and insurance cooperate."""
    guides = body in {"amr", "ip"}
    wanted = BUREAUX | PEERS if guides is (kind is RelationType.GUIDES) else set()

    found = edges(beijing, kind, f"beijing/{body}")

    assert wanted == {edge.object for edge in found}
    assert all(edge.source.kind is SourceKind.ASSUMED for edge in found)


def test_the_three_medicals_cooperate(beijing: rs.Engine):
    """The drug regulator with health and insurance, as the meeting reports."""
    found = edges(beijing, RelationType.COOPERATES, "beijing/mpa")

    reported = {e.object for e in found if e.source.kind is SourceKind.REPORT}
    assert {"beijing/health", "beijing/healthcare-security"} <= reported


def test_beijing_cooperates_with_both_neighbours_and_hands_them_nothing(
    beijing: rs.Engine,
):
    """Edges to bodies that cover no place, and no rule of first contact or path."""
    bodies = beijing.book.hierarchy.authorities
    partners = {"beijing/partner/tianjin-mpa", "beijing/partner/hebei-mpa"}

    found = {
        edge.object: edge
        for edge in edges(beijing, RelationType.COOPERATES, "beijing/mpa")
    }

    assert partners <= found.keys()
    for key in partners:
        assert SourceKind.REPORT is found[key].source.kind
        assert SourceKind.ASSUMED is bodies[key].source.kind
        assert () == bodies[key].places
    assert [] == [r for r in beijing.book.tables.path_rules if r.over == "cooperates"]
    for place in ("120000", "130000"):
        asked = rs.ServiceRequest(
            item="renewal", product="drug", difficulty="complex", place=place
        )
        answer = beijing.route(asked, at="2026-03-02T10:00:00+08:00")
        assert answer.lead is None


@pytest.mark.parametrize("place", ["110108", "110000-bda"])
def test_a_question_about_drugs_escalates_to_the_drug_regulator(
    beijing: rs.Engine, place: str
):
    """Though the market regulator and the IP office guide the same bureau."""
    asked = rs.ServiceRequest(
        item="renewal", product="drug", difficulty="basic", place=place
    )

    found = beijing.route(asked, at="2026-03-02T10:00:00+08:00")

    assert "beijing/mpa" == found.decision.ladder[0].authority


def test_supervision_is_acyclic_and_ends_at_the_stated_roots(beijing: rs.Engine):
    """As networkx sees the whole graph today."""
    graph = beijing.book.hierarchy.graph(TODAY)
    lines = {str(kind) for kinds in LINES.values() for kind in kinds}
    supervision = nx.DiGraph(
        (a, b) for a, b, data in graph.edges(data=True) if data["type"] in lines
    )
    organisation = nx.DiGraph(
        (a, b)
        for a, b, data in graph.edges(data=True)
        if data["type"] == "administers" and b.startswith("beijing/")
    )

    assert nx.is_directed_acyclic_graph(supervision)
    assert nx.is_arborescence(organisation)
    assert ["beijing/amr"] == [n for n, d in organisation.in_degree() if d == 0]
    own = {n for n in supervision if n.startswith("beijing/")}
    roots = {n for n in own if not supervision.in_degree(n)}
    assert {"beijing/amr", "beijing/ip"} == roots
