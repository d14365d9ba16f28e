"""Are the bodies, places and relations of Shanghai those of the documents?"""

from __future__ import annotations

import datetime as dt

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

ADDRESSED = {
    "pudong": ("310115", "浦东新区市场局", "浦东新区科经委"),
    "xuhui": ("310104", "徐汇区市场局", "徐汇区科委"),
    "changning": ("310105", "长宁区市场局", "长宁区商务委"),
    "putuo": ("310107", "普陀区市场局", "普陀区商务委"),
    "baoshan": ("310113", "宝山区市场局", "宝山区经委"),
    "minhang": ("310112", "闵行区市场局", "闵行区经委"),
    "jiading": ("310114", "嘉定区市场局", "嘉定区经委"),
    "jinshan": ("310116", "金山区市场局", "金山区经委"),
    "songjiang": ("310117", "松江区市场局", "松江区经委"),
    "fengxian": ("310120", "奉贤区市场局", "奉贤区经委"),
    "qingpu": ("310118", "青浦区市场局", "青浦区经委"),
    "lingang": ("310000-lingang", "临港新片区市场局", "临港新片区管委会"),
}
"""The twelve addressees: place, bureau and counterpart as the opinion writes them."""

UNADDRESSED = {
    "huangpu": "310101",
    "jingan": "310106",
    "hongkou": "310109",
    "yangpu": "310110",
    "chongming": "310151",
}
"""The five districts that the opinion does not address."""

OPINION = dt.date(2024, 1, 24)
STATIONS = dt.date(2023, 1, 1)
MEASURES = dt.date(2021, 10, 1)
EVE = dt.timedelta(days=1)


def kinds_of(engine: rs.Engine, kind: str) -> set[str]:
    bodies = engine.book.hierarchy.authorities.values()
    return {body.id for body in bodies if body.kind == kind}


def edges(engine: rs.Engine, type_: str, day: dt.date | None = None) -> list[Relation]:
    return [
        edge
        for edge in engine.book.hierarchy.relations
        if edge.type is RelationType(type_)
        and edge.subject.startswith("shanghai/")
        and (day is None or day in edge.validity)
    ]


def pairs(engine: rs.Engine, type_: str, day: dt.date) -> set[tuple[str, str]]:
    return {(edge.subject, edge.object) for edge in edges(engine, type_, day)}


@pytest.mark.parametrize("key", ADDRESSED)
def test_an_addressee_is_found_by_the_name_in_the_opinion(
    shanghai: rs.Engine, key: str
):
    """Bureaus by their short form, counterparts by their irregular names."""
    _, bureau, counterpart = ADDRESSED[key]

    assert f"shanghai/{key}/amr" == shanghai.names.resolve("authority", bureau)
    assert f"shanghai/{key}/industry" == shanghai.names.resolve(
        "authority", counterpart
    )


@pytest.mark.parametrize("key", ADDRESSED)
def test_an_addressee_has_a_bureau_a_station_and_a_counterpart(
    shanghai: rs.Engine, key: str
):
    """All three for its own place and for no other."""
    place = ADDRESSED[key][0]
    bodies = shanghai.book.hierarchy.authorities

    found = {
        part: bodies[f"shanghai/{key}/{part}"].places
        for part in ("amr", "station", "industry")
    }

    assert dict.fromkeys(("amr", "station", "industry"), (place,)) == found


@pytest.mark.parametrize("key", UNADDRESSED)
def test_a_district_without_address_has_a_bureau_only(shanghai: rs.Engine, key: str):
    """No station and no counterpart is made up for it."""
    place = UNADDRESSED[key]
    bodies = shanghai.book.hierarchy.authorities.values()

    found = [body for body in bodies if place in body.places]

    assert [f"shanghai/{key}/amr"] == [body.id for body in found]
    assert SourceKind.ASSUMED is found[0].source.kind


def test_bureaus_stations_and_counterparts_are_counted(shanghai: rs.Engine):
    """Seventeen, twelve and twelve."""
    twelve, five = set(ADDRESSED), set(UNADDRESSED)

    assert {f"shanghai/{k}/amr" for k in twelve | five} == kinds_of(
        shanghai, "district_amr"
    )
    assert {f"shanghai/{k}/station" for k in twelve} == kinds_of(shanghai, "station")
    assert {f"shanghai/{k}/industry" for k in twelve} == kinds_of(
        shanghai, "district_industry"
    )


def test_no_counterpart_is_called_after_a_pattern(shanghai: rs.Engine):
    """The opinion never says 区经信委 of a body; the generic word is no name."""
    names = {
        name
        for body in shanghai.book.hierarchy.authorities.values()
        if body.kind == "district_industry"
        for name in (body.name, *body.aliases)
    }

    assert {counterpart for _, _, counterpart in ADDRESSED.values()} == names


def test_the_names_of_addressees_are_law_and_the_names_of_stations_are_not(
    shanghai: rs.Engine,
):
    """The opinion lists whom it addresses, and no station by name."""
    bodies = shanghai.book.hierarchy.authorities

    for key in ADDRESSED:
        named = [bodies[f"shanghai/{key}/{part}"] for part in ("amr", "industry")]
        assert ["主送单位"] * 2 == [body.source.clause for body in named]
        assert all(body.source.is_law for body in named)
        station = bodies[f"shanghai/{key}/station"]
        assert SourceKind.ASSUMED is station.source.kind


def test_the_sixteen_districts_have_their_codes(shanghai: rs.Engine):
    """GB/T 2260, and no retired code."""
    codes = {place for place, _, _ in ADDRESSED.values()} - {"310000-lingang"}
    codes |= set(UNADDRESSED.values())
    retired = {"310103", "310108", "310119", "310230"}
    places = shanghai.book.places.places

    found = {code for code in places if code.startswith("3101")}

    assert 16 == len(codes)
    assert codes == found
    assert set() == retired & set(places)


def test_lingang_has_no_code_and_lies_in_two_districts(shanghai: rs.Engine):
    """An own code, in Pudong and in Fengxian."""
    place = shanghai.book.places.places["310000-lingang"]

    assert ("310115", "310120") == place.located_in
    assert "临港新片区" == place.name
    assert "310000" in shanghai.book.places.within(place.code)


def test_a_district_stands_for_the_prefecture_and_says_why(shanghai: rs.Engine):
    """Practice where a guide was seen, an assumption elsewhere; never a clause."""
    seen = {"310104", "310118"}

    for code in {place for place, _, _ in ADDRESSED.values()} | set(
        UNADDRESSED.values()
    ):
        place = shanghai.book.places.places[code]
        kind = SourceKind.LOCAL_PRACTICE if code in seen else SourceKind.ASSUMED
        assert (Tier.COUNTY, (Tier.PREFECTURE,)) == (place.tier, place.stands_for)
        assert place.source is not None
        assert kind is place.source.kind


def test_the_municipality_itself_is_a_province_and_no_prefecture(shanghai: rs.Engine):
    """The word 市 tells no tier."""
    place = shanghai.book.places.places["310000"]

    assert (Tier.PROVINCE, ()) == (place.tier, place.stands_for)


@pytest.mark.parametrize(
    ("day", "kind", "modality"),
    [
        (STATIONS, SourceKind.ASSUMED, Modality.REPORTED),
        (OPINION - EVE, SourceKind.ASSUMED, Modality.REPORTED),
        (OPINION, SourceKind.CLAUSE, Modality.MUST),
    ],
)
def test_a_bureau_manages_its_own_station(
    shanghai: rs.Engine, day: dt.date, kind: SourceKind, modality: Modality
):
    """By the opinion since its date, by assumption before it, each day once."""
    managing = edges(shanghai, "manages", day)

    expected = {(f"shanghai/{k}/amr", f"shanghai/{k}/station") for k in ADDRESSED}
    assert len(expected) == len(managing)
    assert expected == {(edge.subject, edge.object) for edge in managing}
    assert {(kind, modality)} == {(e.source.kind, e.modality) for e in managing}


def test_before_2023_no_station_exists(shanghai: rs.Engine):
    """The plan of 2022 was not found."""
    day = STATIONS - EVE

    alive = {body.kind for body in shanghai.book.hierarchy.on(day)}

    assert "station" not in alive
    assert [] == edges(shanghai, "manages", day)


def test_two_municipal_bodies_oversee_every_station_jointly(shanghai: rs.Engine):
    """The drug regulator and the economic commission, since the opinion."""
    expected = {
        (f"shanghai/{owner}", f"shanghai/{key}/station")
        for owner in ("mpa", "industry")
        for key in ADDRESSED
    }

    assert set() == pairs(shanghai, "oversees_jointly", OPINION - EVE)
    assert expected == pairs(shanghai, "oversees_jointly", OPINION)


@pytest.mark.parametrize(
    ("day", "kind"),
    [(OPINION - EVE, SourceKind.ASSUMED), (OPINION, SourceKind.CLAUSE)],
)
def test_bureau_and_counterpart_are_paired_one_to_one(
    shanghai: rs.Engine, day: dt.date, kind: SourceKind
):
    """Twelve pairs; as the opinion lists them, and by assumption before it."""
    expected = {(f"shanghai/{k}/amr", f"shanghai/{k}/industry") for k in ADDRESSED}

    found = edges(shanghai, "counterpart", day)

    assert sorted(expected) == sorted((edge.subject, edge.object) for edge in found)
    assert {kind} == {edge.source.kind for edge in found}


def test_the_municipal_regulator_guides_all_seventeen_bureaus(shanghai: rs.Engine):
    """It guides; it does not command."""
    expected = {
        ("shanghai/mpa", f"shanghai/{k}/amr") for k in {**ADDRESSED, **UNADDRESSED}
    }

    guided = pairs(shanghai, "guides", OPINION)
    commanded = {obj for _, obj in pairs(shanghai, "administers", OPINION)}

    assert expected == {pair for pair in guided if pair[0] == "shanghai/mpa"}
    assert {"shanghai/mpa"} == commanded


@pytest.mark.parametrize(
    ("day", "kind", "modality"),
    [
        (MEASURES - EVE, SourceKind.ASSUMED, Modality.REPORTED),
        (MEASURES, SourceKind.CLAUSE, Modality.MUST),
    ],
)
def test_guidance_is_law_from_the_day_of_the_measures(
    shanghai: rs.Engine, day: dt.date, kind: SourceKind, modality: Modality
):
    """One edge a day for each district; for Lingang it stays an assumption."""
    found = [e for e in edges(shanghai, "guides", day) if e.subject == "shanghai/mpa"]

    of_lingang = [edge for edge in found if edge.object == "shanghai/lingang/amr"]
    rest = {(e.source.kind, e.modality) for e in found if e not in of_lingang}

    assert 17 == len({edge.object for edge in found}) == len(found)
    assert {(kind, modality)} == rest
    assert [SourceKind.ASSUMED] == [edge.source.kind for edge in of_lingang]


def test_the_science_commission_joins_the_regulator_from_march_2025(
    shanghai: rs.Engine,
):
    """The statute pairs them; the joint oversight of 2024 goes on."""
    first = dt.date(2025, 3, 1)
    pair = ("shanghai/mpa", "shanghai/science")

    (edge,) = [e for e in edges(shanghai, "cooperates", first) if e.object == pair[1]]

    assert pair not in pairs(shanghai, "cooperates", first - EVE)
    assert pair == (edge.subject, edge.object)
    assert ("SH-DD", "第16条", True) == (
        edge.source.document,
        edge.source.clause,
        edge.source.is_law,
    )
    assert ("shanghai/industry", "shanghai/xuhui/station") in pairs(
        shanghai, "oversees_jointly", first
    )


def test_the_sub_centres_of_the_delta_support_the_municipal_regulator(
    shanghai: rs.Engine,
):
    """Encouraged, not ordered."""
    found = {
        (edge.subject, edge.modality)
        for edge in shanghai.book.hierarchy.relations
        if edge.type is RelationType.SUPPORTS and edge.object == "shanghai/mpa"
    }

    assert {
        ("national/drug-subcentre-yrd", Modality.ENCOURAGED),
        ("national/device-subcentre-yrd", Modality.ENCOURAGED),
    } == found


@pytest.mark.parametrize(
    ("matter", "steps"),
    [
        ("drug_controlled_purchase", ()),
        ("drug_internet_info", ()),
        ("cosmetic_production_licence", ("intake", "issue")),
    ],
)
def test_the_notice_of_2021_entrusts_the_sixteen_districts(
    shanghai: rs.Engine, matter: str, steps: tuple[str, ...]
):
    """All steps of two matters, two steps of the third; Lingang is not named."""
    first = dt.date(2021, 7, 15)
    districts = {**ADDRESSED, **UNADDRESSED}.keys() - {"lingang"}

    given = [e for e in edges(shanghai, "delegates") if matter in e.matters]

    assert {f"shanghai/{key}/amr" for key in districts} == {e.object for e in given}
    assert 16 == len(given)
    for edge in given:
        assert (DelegationMode.ENTRUSTS, steps) == (edge.mode, edge.steps)
        # Whether the notice is still in force is not known.
        assert (SourceKind.ASSUMED, "SH-0714") == (
            edge.source.kind,
            edge.source.document,
        )
        assert first in edge.validity
        assert first - EVE not in edge.validity


def test_nothing_is_empowered_or_devolved(shanghai: rs.Engine):
    """The only delegation that was found leaves the decider where it was."""
    modes = {edge.mode for edge in edges(shanghai, "delegates")}

    assert {DelegationMode.ENTRUSTS} == modes


def test_every_row_of_a_station_rule_before_the_opinion_is_only_reported(
    shanghai: rs.Engine,
):
    """Of the plan of 2022 only its mention in 2024 is known."""
    early = [
        row
        for row in (*shanghai.book.tables.rules, *shanghai.book.tables.path_rules)
        if row.id.startswith("shanghai/")
        and row.validity.end is not None
        and row.validity.end <= OPINION
    ]

    assert early
    assert {Modality.REPORTED} == {row.modality for row in early}
