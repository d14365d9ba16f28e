"""Are the bodies of the six further items there, and can a district reach them?"""

from __future__ import annotations

import datetime as dt

import pytest

import regservice as rs
from regservice.model.authority import Authority, Relation
from regservice.model.vocab import Modality, RelationType, SourceKind

DAY = dt.date(2026, 3, 2)
OPINION = dt.date(2024, 1, 24)
AT = "2026-03-02T10:00:00+08:00"
EVE = dt.timedelta(days=1)

ADDRESSED = {
    "310115": "pudong", "310104": "xuhui", "310105": "changning", "310107": "putuo",
    "310113": "baoshan", "310112": "minhang", "310114": "jiading", "310116": "jinshan",
    "310117": "songjiang", "310120": "fengxian", "310118": "qingpu",
    "310000-lingang": "lingang",
}  # fmt: skip
UNADDRESSED = {
    "310101": "huangpu", "310106": "jingan", "310109": "hongkou",
    "310110": "yangpu", "310151": "chongming",
}  # fmt: skip
DISTRICTS = {**ADDRESSED, **UNADDRESSED}

MUNICIPAL = {
    "standards_authority": "shanghai/amr",
    "advertising_authority": "shanghai/amr",
    "healthcare_security_authority": "shanghai/healthcare-security",
    "health_authority": "shanghai/health",
    "science_authority": "shanghai/science",
}
"""What only the city has."""


def nearest(engine: rs.Engine, function: str, place: str) -> list[str]:
    """The bodies that an item package would find for a place."""
    rings = engine.book.places.rings(place)
    found = engine.book.hierarchy.nearest((function,), rings, DAY)
    return [body.id for body in found]


def between(engine: rs.Engine, one: str, other: str) -> list[Relation]:
    return [
        edge
        for edge in engine.book.hierarchy.touching(one)
        if {one, other} == {edge.subject, edge.object} and DAY in edge.validity
    ]


@pytest.mark.parametrize("place", DISTRICTS)
def test_a_district_finds_one_body_for_each_function(shanghai: rs.Engine, place: str):
    """Its own bureau for registration and quality, the city for the rest."""
    bureau = f"shanghai/{DISTRICTS[place]}/amr"

    for function in ("company_registry", "quality_authority"):
        assert [bureau] == nearest(shanghai, function, place)
    for function, body in MUNICIPAL.items():
        assert [body] == nearest(shanghai, function, place)


@pytest.mark.parametrize("place", DISTRICTS)
def test_only_pudong_has_an_ip_office_of_its_own(shanghai: rs.Engine, place: str):
    """Elsewhere the body in charge is not known: the city; none is made up."""
    own = "shanghai/pudong/ip"

    expected = own if place == "310115" else "shanghai/ip"

    assert [expected] == nearest(shanghai, "ip_authority", place)


def test_lingang_does_not_borrow_the_ip_office_of_pudong(shanghai: rs.Engine):
    """A part of Lingang lies in Fengxian, where that office has no power."""
    assert {"310115", "310120"} <= set(
        shanghai.book.places.places["310000-lingang"].located_in
    )
    assert ["shanghai/ip"] == nearest(shanghai, "ip_authority", "310000-lingang")


def test_the_ip_office_of_pudong_leans_on_the_statute_and_has_a_first_day(
    shanghai: rs.Engine,
):
    """Unified powers by the clause; running since 2015 by a report."""
    body: Authority = shanghai.book.hierarchy.authorities["shanghai/pudong/ip"]

    assert ("PD-IP", True) == (body.source.document, body.source.is_law)
    assert dt.date(2015, 1, 1) in body.validity
    assert dt.date(2014, 12, 31) not in body.validity


@pytest.mark.parametrize("place", DISTRICTS)
@pytest.mark.parametrize(
    ("function", "types"),
    [
        ("standards_authority", {RelationType.GUIDES}),
        ("advertising_authority", {RelationType.GUIDES}),
        ("ip_authority", {RelationType.GUIDES, RelationType.COOPERATES}),
        ("healthcare_security_authority", {RelationType.COOPERATES}),
        ("health_authority", {RelationType.COOPERATES}),
    ],
)
def test_a_bureau_is_one_edge_from_the_body_of_an_item(
    shanghai: rs.Engine, place: str, function: str, types: set[RelationType]
):
    """So that the path rules of item packages find a way; by assumption only."""
    (body,) = nearest(shanghai, function, place)

    found = between(shanghai, f"shanghai/{DISTRICTS[place]}/amr", body)

    usable = [edge for edge in found if edge.type in types]
    assert usable
    assert {SourceKind.ASSUMED} == {edge.source.kind for edge in usable}
    assert {Modality.REPORTED} == {edge.modality for edge in usable}


@pytest.mark.parametrize("key", ADDRESSED.values())
def test_bureau_and_counterpart_are_encouraged_to_work_together(
    shanghai: rs.Engine, key: str
):
    """The joint mechanism: encouraged by the opinion, since its day."""
    found = between(shanghai, f"shanghai/{key}/amr", f"shanghai/{key}/industry")

    (edge,) = [edge for edge in found if edge.type is RelationType.COOPERATES]
    assert (Modality.ENCOURAGED, True) == (edge.modality, edge.source.is_law)
    assert OPINION in edge.validity
    assert OPINION - EVE not in edge.validity


def test_every_two_stations_exchange(shanghai: rs.Engine):
    """One network of twelve; encouraged, and no station with itself."""
    stations = {f"shanghai/{key}/station" for key in ADDRESSED.values()}

    found = [
        edge
        for edge in shanghai.book.hierarchy.relations
        if edge.type is RelationType.EXCHANGES
    ]

    pairs = {frozenset((edge.subject, edge.object)) for edge in found}
    assert 66 == len(found) == len(pairs)
    assert all(pair < stations and len(pair) == 2 for pair in pairs)
    assert {(Modality.ENCOURAGED, OPINION)} == {
        (edge.modality, edge.validity.start) for edge in found
    }


def test_since_the_statute_the_departments_work_with_the_regulator(
    shanghai: rs.Engine,
):
    """Insurance, health, science, market and IP, each within its duties."""
    partners = {"healthcare-security", "health", "science", "ip", "amr"}
    first = dt.date(2025, 3, 1)

    found = {
        edge.object: edge
        for edge in shanghai.book.hierarchy.relations
        if edge.type is RelationType.COOPERATES
        and edge.subject == "shanghai/mpa"
        and edge.source.document == "SH-DD"
    }

    assert {f"shanghai/{name}" for name in partners} == found.keys()
    assert {first} == {edge.validity.start for edge in found.values()}
    assert all(edge.source.is_law for edge in found.values())


@pytest.mark.parametrize(
    ("kind", "place", "expected"),
    [
        ("ordinary", "310104", "shanghai/xuhui/amr"),
        ("state_owned", "310104", "shanghai/amr"),
        ("ordinary", "310000-lingang", "shanghai/lingang/amr"),
    ],
)
def test_the_registry_of_a_company_goes_by_its_kind(
    shanghai: rs.Engine, kind: str, place: str, expected: str
):
    """A district registers; a company of the state is registered by the city."""
    result = shanghai.who(
        "biz_registration", place=place, attributes={"company_kind": kind}, at=AT
    )

    assert result.competent is not None
    assert expected == result.competent.authority


def test_every_body_has_an_english_name(shanghai: rs.Engine):
    """And no two bodies share one."""
    names = [
        body.name_en
        for body in shanghai.book.hierarchy.authorities.values()
        if body.id.startswith("shanghai/")
    ]

    assert all(names)
    assert len(names) == len(set(names))
