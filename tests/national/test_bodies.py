"""Are the national bodies and places those of the study, and who of them decides?"""

from __future__ import annotations

import datetime as dt

import pytest

import regservice as rs
from regservice.model.vocab import NATIONAL, Level, RelationType, SourceKind, Tier

PROVINCES = {
    "110000": "北京市", "120000": "天津市", "130000": "河北省", "140000": "山西省",
    "150000": "内蒙古自治区", "210000": "辽宁省", "220000": "吉林省",
    "230000": "黑龙江省", "310000": "上海市", "320000": "江苏省", "330000": "浙江省",
    "340000": "安徽省", "350000": "福建省", "360000": "江西省", "370000": "山东省",
    "410000": "河南省", "420000": "湖北省", "430000": "湖南省", "440000": "广东省",
    "450000": "广西壮族自治区", "460000": "海南省", "500000": "重庆市",
    "510000": "四川省", "520000": "贵州省", "530000": "云南省", "540000": "西藏自治区",
    "610000": "陕西省", "620000": "甘肃省", "630000": "青海省",
    "640000": "宁夏回族自治区", "650000": "新疆维吾尔自治区", "710000": "台湾省",
    "810000": "香港特别行政区", "820000": "澳门特别行政区",
}  # fmt: skip
"""GB/T 2260, level of the province."""

DECIDERS = {"national/nmpa", "national/samr", "national/cnipa", "national/nhsa"}
"""National bodies that decide a matter by themselves."""

DECISIONS_OF_CMDE = {"device_priority_national", "device_priority_local"}
"""The device centre itself admits the second ground of priority (MDREG 74)."""

TECHNICAL = {
    "cde", "cmde", "cfdi", "nifdc", "cmde-std", "cdr", "chp", "intake-centre",
    "info-centre", "special-drug-centre", "pharmacist-centre", "training-institute",
    "drug-subcentre-yrd", "device-subcentre-yrd", "drug-subcentre-gba",
    "device-subcentre-gba", "subcentre-jjj", "subcentre-central",
    "subcentre-southwest",
}  # fmt: skip
"""Technical bodies of the national regulator."""

OPENED = {
    "drug-subcentre-yrd": "2020-12-22",
    "device-subcentre-yrd": "2020-12-22",
    "drug-subcentre-gba": "2020-12-23",
    "device-subcentre-gba": "2020-12-23",
    "subcentre-jjj": "2025-09-24",
    "subcentre-central": "2025-09-24",
    "subcentre-southwest": "2025-09-24",
}
"""Day of the plaque; of the later three the day of the report."""

ADMINISTRATIVE = {"nmpa", "samr", "cnipa", "nhsa", "nhc", "gacc"}


def test_the_places_are_the_nation_and_its_34_provinces(national: rs.Engine):
    """Districts belong to the packages of their regions."""
    places = national.book.places.places
    provinces = {c: p.name for c, p in places.items() if p.tier is Tier.PROVINCE}

    assert 34 == len(PROVINCES)
    assert PROVINCES == provinces
    assert {NATIONAL} == set(places) - set(provinces)


def test_every_province_lies_in_the_nation_and_stands_for_no_other_tier(
    national: rs.Engine,
):
    """A province, an autonomous region and a municipality are one tier."""
    for code in PROVINCES:
        place = national.book.places.places[code]
        assert ((NATIONAL,), ()) == (place.located_in, place.stands_for)


@pytest.mark.parametrize("code", PROVINCES)
def test_a_province_is_found_by_its_full_and_by_its_short_name(
    national: rs.Engine, code: str
):
    """People write 北京 and 北京市."""
    place = national.book.places.places[code]

    found = {national.names.resolve("place", n) for n in (place.name, *place.aliases)}

    assert place.aliases
    assert {code} == found


def test_the_national_bodies_are_those_of_the_study(national: rs.Engine):
    """Six administrative bodies and the technical bodies of the regulator."""
    bodies = {key.split("/")[1] for key in national.book.hierarchy.authorities}

    assert ADMINISTRATIVE | TECHNICAL == bodies


def test_every_national_body_is_national(national: rs.Engine):
    """By level and by place."""
    for body in national.book.hierarchy.authorities.values():
        assert (Level.NATIONAL, (NATIONAL,)) == (body.level, body.places)


def test_only_administrative_bodies_decide(national: rs.Engine):
    """A review centre signs in the name of the regulator."""
    deciding = {
        (limb.body, matter.code)
        for matter in national.book.tables.matters
        for limb in matter.competence
        if limb.main and limb.body
    }

    centre = {code for body, code in deciding if body == "national/cmde"}

    assert DECIDERS | {"national/cmde"} == {body for body, _ in deciding}
    assert DECISIONS_OF_CMDE == centre


@pytest.mark.parametrize("key", sorted(TECHNICAL))
def test_a_technical_body_supports_the_regulator_and_is_above_nobody(
    national: rs.Engine, key: str
):
    """One edge, and no other."""
    body = f"national/{key}"
    edges = [
        (edge.type, edge.subject, edge.object)
        for edge in national.book.hierarchy.relations
        if body in (edge.subject, edge.object)
    ]

    assert [(RelationType.SUPPORTS, body, "national/nmpa")] == edges
    kind = national.book.hierarchy.authorities[body].kind
    assert "nmpa_review_centre" == kind


@pytest.mark.parametrize(("key", "day"), OPENED.items())
def test_a_sub_centre_exists_from_the_day_it_was_reported(
    national: rs.Engine, key: str, day: str
):
    """Not before, and its source is a report, not a law."""
    first = dt.date.fromisoformat(day)
    body = national.book.hierarchy.authorities[f"national/{key}"]
    before = first - dt.timedelta(days=1)

    assert first in body.validity
    assert before not in body.validity
    assert SourceKind.REPORT is body.source.kind


@pytest.mark.parametrize(
    "key", ["subcentre-jjj", "subcentre-central", "subcentre-southwest"]
)
def test_the_later_sub_centres_combine_drugs_and_devices(national: rs.Engine, key: str):
    """Unlike the earlier four, which are one for each."""
    body = national.book.hierarchy.authorities[f"national/{key}"]

    assert "药品和医疗器械审评检查" in body.name


def test_the_market_regulator_administers_the_drug_regulator(national: rs.Engine):
    """Known, but not read: never shown as law."""
    (edge,) = [
        edge
        for edge in national.book.hierarchy.relations
        if edge.type is RelationType.ADMINISTERS
    ]

    assert ("national/samr", "national/nmpa") == (edge.subject, edge.object)
    assert SourceKind.ASSUMED is edge.source.kind


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("国家药监局", "nmpa"),
        ("NMPA", "nmpa"),
        ("市场监管总局", "samr"),
        ("药审中心", "cde"),
        ("CDE", "cde"),
        ("器审中心", "cmde"),
        ("CFDI", "cfdi"),
        ("中检院", "nifdc"),
        ("药典委", "chp"),
        ("国家知识产权局", "cnipa"),
        ("国家医保局", "nhsa"),
        ("海关总署", "gacc"),
    ],
)
def test_a_national_body_is_found_by_the_name_that_people_use(
    national: rs.Engine, name: str, key: str
):
    """Short names and Latin letters."""
    assert f"national/{key}" == national.names.resolve("authority", name)


def test_no_channel_is_a_body(national: rs.Engine):
    """12315 and 12345 take calls; they own nothing."""
    kinds = {body.kind for body in national.book.hierarchy.authorities.values()}

    assert kinds.isdisjoint({"hotline_12315", "hotline_12345"})


def test_without_a_region_nobody_in_the_nation_is_handed_a_request(
    national: rs.Engine,
):
    """Where no package knows the bodies, the answer says so and names none."""
    request = rs.ServiceRequest(
        item="renewal", product="device", difficulty="basic", place="北京市",
        attributes={"device_class": "2"},
    )  # fmt: skip

    route = national.route(request, at="2026-03-02T10:00:00+08:00")

    assert ("fallback", "gap") == (route.status, str(route.decision.cause))
    assert (None, None, ()) == (route.handler, route.lead, route.path)
