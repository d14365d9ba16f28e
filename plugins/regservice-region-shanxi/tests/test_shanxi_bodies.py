"""Are the bodies, places and relations of Shanxi those of the sources, and no more?"""

from __future__ import annotations

import datetime as dt

import pytest

import regservice as rs
from regservice.core.hierarchy import Line
from regservice.model.authority import Relation
from regservice.model.vocab import RelationType, SourceKind, Tier

CITIES = {
    "140100": "taiyuan", "140200": "datong", "140300": "yangquan",
    "140400": "changzhi", "140500": "jincheng", "140600": "shuozhou",
    "140700": "jinzhong", "140800": "yuncheng", "140900": "xinzhou",
    "141000": "linfen", "141100": "lvliang",
}  # fmt: skip
"""The eleven cities: GB/T 2260 and the ids of their bureaus."""

SEATS = {
    "shanxi/branch-1": "140100",
    "shanxi/branch-2": "140200",
    "shanxi/branch-3": "140400",
    "shanxi/branch-4": "140800",
}
"""The four branches and the city of each: Taiyuan, Datong, Changzhi, Yuncheng."""

UNNAMED = ("140000-specialty-town", "140000-valley-and-parks")
PLAQUE = dt.date(2022, 5, 9)
FORUM = dt.date(2025, 2, 20)
TODAY = dt.date(2026, 3, 2)
DAY = dt.timedelta(days=1)


def own(engine: rs.Engine) -> dict[str, rs.Authority]:
    bodies = engine.book.hierarchy.authorities
    return {key: body for key, body in bodies.items() if key.startswith("shanxi/")}


def edges(engine: rs.Engine, type_: RelationType, day: dt.date) -> list[Relation]:
    return [
        edge
        for edge in engine.book.hierarchy.relations
        if edge.type is type_ and edge.object in own(engine) and day in edge.validity
    ]


@pytest.mark.parametrize("code", CITIES)
def test_a_city_is_a_prefecture_with_one_bureau_of_an_assumed_name(
    shanxi: rs.Engine, code: str
):
    """The clause speaks of the department of the city, and names none."""
    place = shanxi.book.places.places[code]
    bureaus = [b for b in own(shanxi).values() if b.kind == "city_amr"]

    (bureau,) = [b for b in bureaus if code in b.places]

    assert (Tier.PREFECTURE, ()) == (place.tier, place.stands_for)
    assert f"shanxi/{CITIES[code]}/amr" == bureau.id
    assert SourceKind.ASSUMED is bureau.source.kind
    assert (code,) == bureau.places
    assert bureau.name.startswith(place.name)


def test_there_are_eleven_cities_and_no_counties(shanxi: rs.Engine):
    """The study names no county."""
    codes = {code for code in shanxi.book.places.inside("140000") if code.isdigit()}

    assert set(CITIES) == codes


def test_towns_and_parks_have_no_code_no_tier_and_no_body(shanxi: rs.Engine):
    """The source names none of them, so nobody knows in which city they lie."""
    for code in UNNAMED:
        place = shanxi.book.places.places[code]
        covering = [b.id for b in own(shanxi).values() if code in b.places]
        assert (None, ("140000",)) == (place.tier, place.located_in)
        assert place.source is not None
        assert SourceKind.REPORT is place.source.kind
        assert [] == covering


def test_a_branch_covers_the_city_of_its_seat_and_nothing_else(shanxi: rs.Engine):
    """Which other cities it covers was not found."""
    branches = {
        key: body.places
        for key, body in own(shanxi).items()
        if body.kind == "inspection_branch"
    }

    assert {key: (code,) for key, code in SEATS.items()} == branches


def test_the_branches_exist_since_the_day_of_the_plaque(shanxi: rs.Engine):
    """On 9 May 2022, by a report of the day after."""
    for key in SEATS:
        body = own(shanxi)[key]
        assert PLAQUE == body.validity.start
        assert (SourceKind.REPORT, PLAQUE - -DAY) == (
            body.source.kind,
            body.source.dated,
        )


def test_the_provincial_regulator_dispatches_the_four_branches(shanxi: rs.Engine):
    """Organs of its own, with no superior beside it."""
    found = edges(shanxi, RelationType.DISPATCHES, PLAQUE)

    assert {("shanxi/mpa", key) for key in SEATS} == {
        (edge.subject, edge.object) for edge in found
    }
    assert [] == edges(shanxi, RelationType.DISPATCHES, PLAQUE - DAY)


def test_nothing_is_delegated(shanxi: rs.Engine):
    """No delegation was found in Shanxi; a branch acts in the name of the province."""
    assert [] == edges(shanxi, RelationType.DELEGATES, TODAY)


def test_the_provincial_regulator_guides_the_cities_and_commands_none(
    shanxi: rs.Engine,
):
    """Guidance by the measures on device registration, article 6."""
    guided = {
        edge.object
        for edge in edges(shanxi, RelationType.GUIDES, TODAY)
        if edge.subject == "shanxi/mpa" and edge.source.is_law
    }
    commanded = {
        edge.object
        for edge in edges(shanxi, RelationType.ADMINISTERS, TODAY)
        if edge.subject == "shanxi/mpa"
    }

    bureaus = {f"shanxi/{name}/amr" for name in CITIES.values()}
    assert bureaus == guided
    assert {*SEATS, "shanxi/mpa/division", "shanxi/mpa/affiliates"} == commanded


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("shanxi/taiyuan/amr", "shanxi/mpa"),
        ("shanxi/branch-1", "shanxi/mpa"),
        ("shanxi/mpa/division", "shanxi/mpa"),
        ("shanxi/task-force", "shanxi/mpa"),
        ("shanxi/mpa", "national/nmpa"),
    ],
)
def test_a_body_has_its_superior_in_some_line(
    shanxi: rs.Engine, body: str, expected: str
):
    """Nothing is left hanging."""
    hierarchy = shanxi.book.hierarchy

    above = {
        edge.subject for line in Line for edge in hierarchy.superiors(body, TODAY, line)
    }

    assert expected in above


def test_what_the_source_does_not_name_has_no_made_up_name(shanxi: rs.Engine):
    """Divisions, direct bodies and the task force are each one collective row."""
    bodies = own(shanxi)

    assert ["shanxi/mpa/division"] == [
        key for key, body in bodies.items() if body.kind == "division"
    ]
    assert ["shanxi/task-force"] == [
        key for key, body in bodies.items() if body.kind == "task_force"
    ]
    for key in ("shanxi/mpa/division", "shanxi/mpa/affiliates", "shanxi/task-force"):
        assert bodies[key].note, key
        assert SourceKind.REPORT is bodies[key].source.kind


def test_the_committee_coordinates_and_handles_nothing(shanxi: rs.Engine):
    """A coordinating body beside the regulator, reached by no rule."""
    (edge,) = [
        edge
        for edge in edges(shanxi, RelationType.COOPERATES, FORUM)
        if edge.subject == "shanxi/food-drug-committee"
    ]
    holders = {rule.holder.authority for rule in shanxi.book.tables.rules}

    assert "shanxi/mpa" == edge.object
    assert "coordinating_body" == own(shanxi)[edge.subject].kind
    assert edge.subject not in holders


@pytest.mark.parametrize(
    "function", ["advertising_authority", "company_registry", "science_authority"]
)
def test_a_function_that_was_not_found_is_given_to_nobody(
    shanxi: rs.Engine, function: str
):
    """An unverified cell of the binding table is not filled with a guess."""
    assert [] == [key for key, body in own(shanxi).items() if body.performs(function)]


def test_every_relation_that_is_no_clause_is_only_reported(shanxi: rs.Engine):
    """Inference and news never say must."""
    for edge in shanxi.book.hierarchy.relations:
        if {edge.subject, edge.object} & own(shanxi).keys() and not edge.source.is_law:
            assert "reported" == edge.modality, edge.id
