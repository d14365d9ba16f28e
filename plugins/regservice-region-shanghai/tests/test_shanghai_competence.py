"""Who decides by law in Shanghai, and what does entrusting not change?"""

from __future__ import annotations

import pytest

import regservice as rs
from regservice.model.vocab import SourceKind

AT = "2026-03-02T10:00:00+08:00"
DISTRICTS = {
    "310115": "pudong", "310104": "xuhui", "310105": "changning", "310107": "putuo",
    "310113": "baoshan", "310112": "minhang", "310114": "jiading", "310116": "jinshan",
    "310117": "songjiang", "310120": "fengxian", "310118": "qingpu",
    "310000-lingang": "lingang", "310101": "huangpu", "310106": "jingan",
    "310109": "hongkou", "310110": "yangpu", "310151": "chongming",
}  # fmt: skip

OF_THE_DISTRICT = {
    "device_class1_filing": {"origin": "domestic"},
    "device_class1_production_filing": {},
    "device_distribution_class2": {},
    "device_distribution_class3": {},
    "device_online_sale": {},
    "drug_retail_licence": {},
    "drug_inspection_use": {},
    "cosmetic_distribution": {},
    "device_qms_supervision": {"device_class": "1"},
    "complaint_consumer": {},
    "report_violation": {},
    "penalty": {},
    "ad_supervision": {},
    "ip_trademark_infringement": {},
}
"""What the law gives to the prefecture or the county: in Shanghai the district."""

OF_THE_MUNICIPALITY = {
    "device_class2_registration": {},
    "device_production_licence": {},
    "device_renewal": {"device_class": "2"},
    "device_qms_supervision": {"device_class": "3"},
    "device_trial_filing": {},
    "device_innovation_local": {"origin": "domestic"},
    "drug_production_licence": {},
    "drug_wholesale_licence": {},
    "drug_chain_hq_licence": {},
    "drug_reregistration": {"origin": "domestic"},
    "drug_import_port_filing": {},
    "drug_recall": {},
    "cosmetic_ordinary_domestic": {},
    "cosmetic_production_licence": {},
    "toothpaste_filing": {"origin": "domestic"},
}
"""What the law gives to the province: never the district."""

OF_THE_NATION = {
    "device_class3_registration": {},
    "device_import_registration": {},
    "device_class1_filing": {"origin": "imported"},
    "device_renewal": {"device_class": "3"},
    "device_classification": {},
    "combination_attribute": {},
    "drug_marketing_approval": {},
    "drug_ind": {},
    "drug_reregistration": {"origin": "imported"},
    "cosmetic_special_registration": {},
    "cosmetic_new_ingredient_reg": {},
    "cosmetic_ordinary_import": {},
}

ENTRUSTED = [
    "drug_controlled_purchase",
    "drug_internet_info",
    "cosmetic_production_licence",
]


def decider(
    engine: rs.Engine, matter: str, place: str, given: dict[str, str], at: str = AT
) -> str | None:
    result = engine.who(matter, place=place, attributes=given, at=at)
    assert result.competent is not None
    return result.competent.authority


@pytest.mark.parametrize("matter", OF_THE_DISTRICT)
@pytest.mark.parametrize("place", DISTRICTS)
def test_the_district_decides_what_is_given_to_the_prefecture_or_county(
    shanghai: rs.Engine, matter: str, place: str
):
    """As its own power, in all seventeen places."""
    expected = f"shanghai/{DISTRICTS[place]}/amr"

    assert expected == decider(shanghai, matter, place, OF_THE_DISTRICT[matter])


@pytest.mark.parametrize("matter", OF_THE_MUNICIPALITY)
@pytest.mark.parametrize("place", DISTRICTS)
def test_the_municipal_regulator_decides_what_is_given_to_the_province(
    shanghai: rs.Engine, matter: str, place: str
):
    """Wherever in Shanghai the firm is."""
    found = decider(shanghai, matter, place, OF_THE_MUNICIPALITY[matter])

    assert "shanghai/mpa" == found


@pytest.mark.parametrize("matter", OF_THE_NATION)
def test_the_national_regulator_decides_what_is_given_to_the_nation(
    shanghai: rs.Engine, matter: str
):
    """Shanghai moves nothing of it."""
    found = decider(shanghai, matter, "310104", OF_THE_NATION[matter])

    assert "national/nmpa" == found


@pytest.mark.parametrize(
    "matter", ["device_class1_filing", "device_distribution_class3", "penalty"]
)
def test_for_the_city_without_a_district_nobody_is_guessed(
    shanghai: rs.Engine, matter: str
):
    """The municipal regulator is a province; it has no power of a prefecture."""
    given = OF_THE_DISTRICT.get(matter, {})

    assert decider(shanghai, matter, "上海市", given) is None


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("徐汇区", SourceKind.LOCAL_PRACTICE),
        ("青浦区", SourceKind.LOCAL_PRACTICE),
        ("浦东新区", SourceKind.ASSUMED),
        ("黄浦区", SourceKind.ASSUMED),
        ("临港新片区", SourceKind.ASSUMED),
    ],
)
def test_reading_a_district_as_the_prefecture_is_said_with_its_source(
    shanghai: rs.Engine, place: str, kind: SourceKind
):
    """An official guide in two districts, inference in the others."""
    result = shanghai.who("device_class1_filing", place=place, at=AT)

    assert result.competent is not None
    assert result.competent.reading is not None
    assert kind is result.competent.reading.kind


def test_lingang_is_decided_by_its_own_bureau(shanghai: rs.Engine):
    """Not by those of Pudong and Fengxian, in which it lies."""
    found = decider(shanghai, "device_class1_filing", "临港新片区", {})

    assert "shanghai/lingang/amr" == found


@pytest.mark.parametrize("matter", ENTRUSTED)
@pytest.mark.parametrize("place", ["310104", "310115", "310101", "310000-lingang"])
@pytest.mark.parametrize("day", ["2021-07-14", "2021-07-15", "2026-03-02"])
def test_entrusting_never_changes_the_decider(
    shanghai: rs.Engine, matter: str, place: str, day: str
):
    """The trustee acts in the name of the principal, before and after the notice."""
    found = decider(shanghai, matter, place, {}, at=f"{day}T10:00:00+08:00")

    assert "shanghai/mpa" == found


@pytest.mark.parametrize("difficulty", ["basic", "complex"])
@pytest.mark.parametrize("place", DISTRICTS)
def test_a_cosmetic_production_licence_stays_with_the_municipal_regulator(
    shanghai: rs.Engine, place: str, difficulty: str
):
    """Whoever answers the question and takes the papers in."""
    request = rs.ServiceRequest(
        item="production_license",
        product="cosmetic",
        difficulty=difficulty,
        place=place,
    )

    route = shanghai.route(request, at=AT)

    assert route.competent is not None
    assert "shanghai/mpa" == route.competent.authority
    assert route.loop_owner is not None
    assert f"shanghai/{DISTRICTS[place]}/amr" == route.loop_owner.id


def test_advertisements_are_reviewed_by_the_designated_market_regulator(
    shanghai: rs.Engine,
):
    """Designated, and known from a report, not from a clause."""
    result = shanghai.who("ad_review_device", place="徐汇区", at=AT)

    assert result.competent is not None
    assert result.competent.limb.designated
    assert "shanghai/amr" == result.competent.authority
    body = shanghai.book.hierarchy.authorities["shanghai/amr"]
    assert SourceKind.REPORT is body.source.kind


@pytest.mark.parametrize("difficulty", ["basic", "complex"])
def test_difficulty_and_programmes_never_move_the_decider(
    shanghai: rs.Engine, difficulty: str
):
    """They decide who answers; the law decides who decides."""
    request = rs.ServiceRequest(
        item="product_registration",
        product="device",
        difficulty=difficulty,
        place="310104",
        programmes=("shanghai:municipal_key_project",),
        attributes={"device_class": "3"},
    )

    route = shanghai.route(request, at=AT)

    assert route.competent is not None
    assert "national/nmpa" == route.competent.authority
