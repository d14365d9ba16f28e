"""Are the bodies and relations of Jiangsu those that the sources name?"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest

import regservice as rs
from regservice.model.authority import Relation
from regservice.model.vocab import (
    DelegationMode,
    Modality,
    RelationType,
    SourceKind,
    Tier,
)

REPORT = dt.date(2025, 1, 1)
"""The first day of the first year in which the report can have been written."""

UNVEILED = dt.date(2022, 4, 26)
ENTRUSTED = dt.date(2022, 7, 1)
EVE = dt.timedelta(days=1)
WUXI = {"320205", "320206", "320211", "320213", "320214", "320281", "320282"}
SUBCENTRES = {"wuxi", "xuzhou", "changzhou", "suzhou", "lianyungang", "taizhou"}


def edges(engine: rs.Engine, type_: str, day: dt.date = REPORT) -> list[Relation]:
    return [
        edge
        for edge in engine.book.hierarchy.relations
        if edge.type is RelationType(type_)
        and "jiangsu/" in edge.subject + edge.object
        and day in edge.validity
    ]


def pairs(engine: rs.Engine, type_: str, day: dt.date = REPORT) -> set[tuple[str, str]]:
    return {(edge.subject, edge.object) for edge in edges(engine, type_, day)}


def own(engine: rs.Engine, kind: str) -> set[str]:
    bodies = engine.book.hierarchy.authorities.values()
    return {b.id for b in bodies if b.kind == kind and b.id.startswith("jiangsu/")}


def test_wuxi_has_its_districts_and_county_level_cities(jiangsu: rs.Engine) -> None:
    """GB/T 2260; Jiangyin and Yixing are counties, whatever their names say."""
    places = jiangsu.book.places.places

    inside = {code for code, row in places.items() if "320200" in row.located_in}

    assert WUXI == inside
    assert {Tier.COUNTY} == {places[code].tier for code in inside}
    assert Tier.PREFECTURE is places["320200"].tier
    assert "320000" in jiangsu.book.places.within("320281")


def test_no_place_stands_for_another_tier(jiangsu: rs.Engine) -> None:
    """Jiangsu is no municipality."""
    rows = jiangsu.book.places.places.values()

    assert {()} == {row.stands_for for row in rows if row.code.startswith("32")}


def test_branch_and_subcentre_are_two_bodies_for_one_city(jiangsu: rs.Engine) -> None:
    """The report lists them side by side."""
    bodies = jiangsu.book.hierarchy.authorities
    branch, centre = bodies["jiangsu/wuxi/branch"], bodies["jiangsu/wuxi/subcentre"]

    assert ("inspection_branch", "review_subcentre") == (branch.kind, centre.kind)
    assert ("320200",) == branch.places == centre.places
    assert branch.name != centre.name
    assert set() == {*branch.functions} | {*centre.functions}
    assert {"jiangsu/wuxi/branch"} == own(jiangsu, "inspection_branch")


def test_the_bureau_of_jiangyin_is_a_county_bureau_under_wuxi(
    jiangsu: rs.Engine,
) -> None:
    """Of the other districts no bureau is named, and none is made up."""
    bodies = jiangsu.book.hierarchy.authorities

    assert {"jiangsu/jiangyin/amr"} == own(jiangsu, "district_amr")
    assert ("320281",) == bodies["jiangsu/jiangyin/amr"].places
    assert ("jiangsu/wuxi/amr", "jiangsu/jiangyin/amr") in pairs(jiangsu, "guides")


def test_the_province_guides_every_city_bureau_by_the_clause(
    jiangsu: rs.Engine,
) -> None:
    """It guides them, and commands none of them."""
    cities = own(jiangsu, "city_amr")
    guided = [e for e in edges(jiangsu, "guides") if e.subject == "jiangsu/mpa"]

    assert cities == {edge.object for edge in guided}
    assert {("MDREG", "第6条", Modality.MUST)} == {
        (e.source.document, e.source.clause, e.modality) for e in guided
    }
    commanded = {o for s, o in pairs(jiangsu, "administers") if s == "jiangsu/mpa"}
    assert set() == cities & commanded


def test_the_line_runs_up_to_the_nation(jiangsu: rs.Engine) -> None:
    """County, city, province, nation; the market regulator administers beside it."""
    ladder = jiangsu.book.hierarchy.ladder("jiangsu/jiangyin/amr", REPORT)

    assert [
        "jiangsu/wuxi/amr",
        "jiangsu/mpa",
        "national/nmpa",
        "national/samr",
    ] == [edge.subject for edge in ladder]
    assert ("jiangsu/amr", "jiangsu/mpa") in pairs(jiangsu, "administers")


def test_three_divisions_have_descriptive_names_only(jiangsu: rs.Engine) -> None:
    """The report says 相关处室; it names none."""
    bodies = jiangsu.book.hierarchy.authorities
    divisions = own(jiangsu, "division")

    assert 3 == len(divisions)
    assert {("jiangsu/mpa", key) for key in divisions} <= pairs(jiangsu, "administers")
    for key in divisions:
        assert "相关处室" in bodies[key].name
        assert "未点名" in bodies[key].note
        assert SourceKind.REPORT is bodies[key].source.kind


def test_gaochun_has_the_only_station(jiangsu: rs.Engine) -> None:
    """Others are reported to exist, but not by name."""
    station = jiangsu.book.hierarchy.authorities["jiangsu/gaochun/station"]

    assert {station.id} == own(jiangsu, "station")
    assert (dt.date(2022, 8, 18), dt.date(2022, 8, 19)) == (
        station.validity.start,
        station.source.dated,
    )


def test_six_subcentres_belong_to_the_province(jiangsu: rs.Engine) -> None:
    """Since the day of the report; each covers the bureau of its own city."""
    expected = {f"jiangsu/{city}/subcentre" for city in SUBCENTRES}

    assert expected == own(jiangsu, "review_subcentre")
    assert {("jiangsu/mpa", key) for key in expected} <= pairs(
        jiangsu, "administers", UNVEILED
    )
    assert set() == pairs(jiangsu, "covers", UNVEILED - EVE)
    assert {(f"jiangsu/{c}/subcentre", f"jiangsu/{c}/amr") for c in SUBCENTRES} | {
        ("jiangsu/wuxi/subcentre", "jiangsu/jiangyin/amr")
    } == pairs(jiangsu, "covers", UNVEILED)


def test_five_subcentres_are_entrusted_and_no_power_moves(jiangsu: rs.Engine) -> None:
    """Review and inspection of class II devices; the plan does not name Lianyungang."""
    given = [e for e in edges(jiangsu, "delegates") if e.subject == "jiangsu/mpa"]

    assert [] == [e for e in edges(jiangsu, "delegates", ENTRUSTED - EVE) if e in given]
    assert {f"jiangsu/{c}/subcentre" for c in SUBCENTRES - {"lianyungang"}} == {
        edge.object for edge in given
    }
    assert {DelegationMode.ENTRUSTS} == {edge.mode for edge in given}
    assert {("review",), ("inspection",)} == {edge.steps for edge in given}
    assert {Modality.REPORTED} == {edge.modality for edge in given}
    assert not any(edge.source.is_law for edge in given)


def test_what_is_entrusted_is_inference_throughout(jiangsu: rs.Engine) -> None:
    """The list of matters was found for no sub-centre, nor the form for Taizhou."""
    last = dt.date(2026, 3, 2)

    rows = edges(jiangsu, "delegates", last)

    assert 11 == len(rows)
    assert {SourceKind.ASSUMED} == {edge.source.kind for edge in rows}
    assert all("推定" in edge.source.note for edge in rows)


def test_no_member_of_the_task_force_is_named_by_the_report(
    jiangsu: rs.Engine,
) -> None:
    """It names three kinds of bodies; which bodies they are is inference."""
    members = [e for e in edges(jiangsu, "supports") if e.object.endswith("task-force")]

    told = {e.subject for e in members if e.source.kind is SourceKind.REPORT}

    assert {"jiangsu/parks", "jiangsu/universities"} == told


def test_taizhou_issued_an_advertisement_approval_and_does_not_decide(
    jiangsu: rs.Engine,
) -> None:
    """The report shows the fact, not its legal form."""
    first = dt.date(2026, 2, 27)
    matter = "ad_review_device"

    (edge,) = [e for e in edges(jiangsu, "delegates", first) if matter in e.matters]

    assert ("jiangsu/amr", "jiangsu/taizhou/amr") == (edge.subject, edge.object)
    assert DelegationMode.ENTRUSTS is edge.mode
    for place in ("泰州市", "江阴市"):
        result = jiangsu.who(matter, place=place, at=f"{first}T10:00:00+08:00")
        assert result.competent is not None
        assert "jiangsu/amr" == result.competent.authority
        assert (edge,) * (place == "泰州市") == result.competent.delegations


def test_the_task_force_spans_three_kinds_of_bodies_and_two_supporters(
    jiangsu: rs.Engine,
) -> None:
    """Technical bodies, sub-centres and the station, with parks and universities."""
    bodies = jiangsu.book.hierarchy.authorities
    members = [s for s, o in pairs(jiangsu, "supports") if o == "jiangsu/task-force"]

    levels = Counter(str(bodies[key].level) for key in members)

    assert {"provincial": 4, "branch": 6, "station": 1, "external": 2} == levels
    assert set() == {o for s, o in pairs(jiangsu, "supports", REPORT - EVE)} & {
        "jiangsu/task-force"
    }


@pytest.mark.parametrize("key", ["jiangsu/parks", "jiangsu/universities"])
def test_a_supporter_takes_no_request(jiangsu: rs.Engine, key: str) -> None:
    """It is no authority, and no rule or path names it."""
    tables = jiangsu.book.tables

    assert key not in {rule.holder.authority for rule in tables.rules}
    assert "other_authority" not in {
        kind for row in tables.path_rules for kind in (row.leaves, row.enters)
    }
    assert "泛指" in jiangsu.book.hierarchy.authorities[key].note


def test_nothing_that_rests_on_a_report_is_ordered(jiangsu: rs.Engine) -> None:
    """News is told as news: must and may are left to clauses."""
    tables = jiangsu.book.tables
    every: list[Any] = [*tables.rules, *tables.path_rules, *tables.relations]

    rows = [row for row in every if "jiangsu" in row.id and not row.source.is_law]

    assert rows
    assert {Modality.REPORTED, Modality.ENCOURAGED} == {row.modality for row in rows}


def test_the_only_clauses_are_those_of_national_law(jiangsu: rs.Engine) -> None:
    """No local document that was found divides the work."""
    tables = jiangsu.book.tables
    rows: list[Any] = [
        *tables.rules,
        *tables.path_rules,
        *tables.relations,
        *tables.authorities,
    ]

    cited = {
        row.source.document
        for row in rows
        if "jiangsu/" in row.id and row.source.is_law
    }

    assert {"COMPL", "MDREG"} == cited
