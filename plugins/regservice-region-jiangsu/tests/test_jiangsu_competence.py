"""Who decides by law in Jiangsu, and what does entrusting not change?"""

from __future__ import annotations

import itertools

import pytest

import regservice as rs

AT = "2026-03-02T10:00:00+08:00"
MPA = "jiangsu/mpa"
CITY_OF = {
    "江阴市": "wuxi",
    "锡山区": "wuxi",
    "常州市": "changzhou",
    "高淳区": "nanjing",
}

OF_THE_CITY = {
    "device_class1_filing": {"origin": "domestic"},
    "device_class1_production_filing": {},
    "device_distribution_class2": {},
    "device_distribution_class3": {},
}
"""What the law gives to the city with districts: never the county."""

OF_THE_COUNTY: dict[str, dict[str, str]] = {
    "drug_retail_licence": {},
    "drug_inspection_use": {},
}

OF_THE_PROVINCE = {
    "device_class2_registration": {},
    "device_production_licence": {},
    "device_renewal": {"device_class": "2"},
    "device_qms_registration": {"origin": "domestic"},
    "drug_production_licence": {},
    "drug_wholesale_licence": {},
    "drug_chain_hq_licence": {},
    "drug_reregistration": {"origin": "domestic"},
    "cosmetic_ordinary_domestic": {},
    "cosmetic_production_licence": {},
}

OF_THE_NATION = {
    "device_class3_registration": {},
    "device_import_registration": {},
    "device_class1_filing": {"origin": "imported"},
    "drug_marketing_approval": {},
    "cosmetic_special_registration": {},
}


def decider(
    engine: rs.Engine, matter: str, place: str, given: dict[str, str], at: str = AT
) -> str | None:
    result = engine.who(matter, place=place, attributes=given, at=at)
    assert result.competent is not None
    return result.competent.authority


@pytest.mark.parametrize("matter", OF_THE_CITY)
@pytest.mark.parametrize("place", CITY_OF)
def test_the_city_decides_what_is_given_to_the_city_with_districts(
    jiangsu: rs.Engine, matter: str, place: str
) -> None:
    """For Jiangyin it is Wuxi, though both are called 市."""
    expected = f"jiangsu/{CITY_OF[place]}/amr"

    assert expected == decider(jiangsu, matter, place, OF_THE_CITY[matter])


@pytest.mark.parametrize("matter", OF_THE_COUNTY)
def test_the_county_decides_where_its_bureau_is_known(
    jiangsu: rs.Engine, matter: str
) -> None:
    """In Xishan nobody is named: the bureau is in no source."""
    found = [decider(jiangsu, matter, place, {}) for place in ("江阴市", "锡山区")]

    assert ["jiangsu/jiangyin/amr", None] == found


@pytest.mark.parametrize("matter", OF_THE_PROVINCE)
@pytest.mark.parametrize("place", [*CITY_OF, "连云港市"])
def test_the_province_decides_what_is_given_to_the_province(
    jiangsu: rs.Engine, matter: str, place: str
) -> None:
    """Branches and sub-centres are organs without a power of their own."""
    assert MPA == decider(jiangsu, matter, place, OF_THE_PROVINCE[matter])


@pytest.mark.parametrize("matter", OF_THE_NATION)
def test_the_nation_decides_what_is_given_to_the_nation(
    jiangsu: rs.Engine, matter: str
) -> None:
    """Jiangsu moves nothing of it."""
    found = decider(jiangsu, matter, "江阴市", OF_THE_NATION[matter])

    assert "national/nmpa" == found


@pytest.mark.parametrize(
    "matter",
    ["device_class2_registration", "device_renewal", "device_qms_registration"],
)
@pytest.mark.parametrize("day", ["2022-06-30", "2022-07-01", "2026-03-02"])
def test_entrusting_never_changes_the_decider(
    jiangsu: rs.Engine, matter: str, day: str
) -> None:
    """Before the day, on it and today, in the entrusted cities and elsewhere."""
    given = {"device_class": "2"}

    found = {
        decider(jiangsu, matter, place, given, at=f"{day}T10:00:00+08:00")
        for place in ("无锡市", "常州市", "连云港市", "南京市")
    }

    assert {MPA} == found


def test_no_answer_makes_a_technical_body_the_decider(jiangsu: rs.Engine) -> None:
    """All matters, in all places of the package."""
    books = jiangsu.book
    organs = {
        body.id
        for body in books.hierarchy.authorities.values()
        if body.kind in {"inspection_branch", "review_subcentre", "station", "division"}
    }
    places = [code for code in books.places.places if code.startswith("32")]

    for matter, place in itertools.product(books.matters, places):
        result = jiangsu.who(matter, place=place, at=AT)
        if result.competent is not None:
            assert result.competent.authority not in organs, (matter, place)


def test_advertisements_are_reviewed_by_the_provincial_market_regulator(
    jiangsu: rs.Engine,
) -> None:
    """Designated, as far as a report tells."""
    result = jiangsu.who("ad_review_drug", place="江阴市", at=AT)

    assert result.competent is not None
    assert result.competent.limb.designated
    assert "jiangsu/amr" == result.competent.authority
