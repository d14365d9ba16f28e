"""Is every body, edge and statement of Shandong shown as what its source makes it?"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import regservice_region_shandong

import regservice as rs
from regservice.codec.package import read_package
from regservice.model.package import Contribution, Tables
from regservice.model.vocab import Modality, SourceKind

REPORTED = {
    "shandong/mpa", "shandong/branch-6", "shandong/jining/amr",
    "shandong/jining/task-force",
}  # fmt: skip
"""The bodies that the report of the meeting names."""

LAW = {"complaint-report"}
"""The only rule that may be shown as law: what was read, while it was in force."""


@pytest.fixture(scope="module")
def package() -> Contribution:
    """The package as it is written."""
    return read_package(Path(regservice_region_shandong.__file__).parent / "data")


@pytest.fixture(scope="module")
def tables(package: Contribution) -> Tables:
    """Its rows."""
    return package.tables


def test_the_report_names_four_bodies_and_the_rest_is_inference(
    tables: Tables,
) -> None:
    """No other body rests on the report, and none on law."""
    kinds = {row.id: row.source.kind for row in tables.authorities}

    assert REPORTED == {key for key, kind in kinds.items() if kind == "report"}
    assert {"assumed"} == {kinds[key] for key in kinds.keys() - REPORTED}


def test_there_is_a_bureau_for_each_of_the_eleven_counties(shandong: rs.Engine) -> None:
    """And one of the city; the zone has none of its own."""
    index = shandong.book.places
    counties = [p for p in index.inside("370800") if index.places[p].tier == "county"]

    bureaus = [
        body
        for body in shandong.book.hierarchy.authorities.values()
        if body.kind == "district_amr"
    ]

    assert 11 == len(counties)
    assert sorted(counties) == sorted(place for b in bureaus for place in b.places)
    zone = shandong.book.places.places["370800-gaoxin"]
    assert zone.tier is None


def test_licence_and_supervision_are_two_bodies_in_the_city(
    shandong: rs.Engine,
) -> None:
    """The registry of companies is not the market regulator."""
    bodies = shandong.book.hierarchy.authorities
    here = [body for body in bodies.values() if body.places == ("370800",)]

    (registry,) = [body for body in here if body.performs("company_registry")]
    (regulator,) = [body for body in here if body.kind == "city_amr"]

    assert registry.id != regulator.id
    assert ("SD-BIZ", "第23条") == (registry.source.document, registry.source.clause)
    assert not registry.source.is_law


@pytest.mark.parametrize("kind", ["advertising_authority"])
def test_what_was_not_found_is_not_named(tables: Tables, kind: str) -> None:
    """Nobody is guessed to review advertisements."""
    assert [] == [row.id for row in tables.authorities if row.performs(kind)]


def test_no_delegation_and_no_limit_is_stated(tables: Tables) -> None:
    """Neither was found in any source."""
    assert [] == [edge.id for edge in tables.relations if edge.type == "delegates"]
    assert () == tables.limits


def test_only_complaints_are_law_and_only_while_they_were(tables: Tables) -> None:
    """Who answers whom is written nowhere else."""
    law = {
        row.id: row for row in (*tables.rules, *tables.path_rules) if row.source.is_law
    }

    assert {f"shandong/{name}" for name in LAW} == set(law)
    for row in law.values():
        assert (dt.date(2020, 1, 1), dt.date(2025, 4, 20)) == (
            row.validity.start,
            row.validity.end,
        )


def test_what_is_no_law_is_only_reported(tables: Tables) -> None:
    """No inference and no news speaks with the force of a must."""
    rows = (
        *tables.rules, *tables.path_rules, *tables.relations, *tables.statements,
    )  # fmt: skip

    loud = [
        row.id
        for row in rows
        if not row.source.is_law and row.modality is not Modality.REPORTED
    ]

    assert [] == loud


def test_period_of_a_duty_comes_from_law_or_from_nobody(tables: Tables) -> None:
    """The report states none; the yearly report is the law's."""
    duties = {row.id: row for row in tables.statements if row.kind == "duty"}

    timed = {key: row for key, row in duties.items() if row.every is not None}

    assert {"shandong/duty-annual-report"} == set(timed)
    (row,) = timed.values()
    assert ("DAL", "第37条", True) == (
        row.source.document,
        row.source.clause,
        row.source.is_law,
    )
    assert duties["shandong/duty-risk-self-check"].every is None


def test_two_lists_and_two_reports_are_duties(tables: Tables) -> None:
    """As the meeting asked of the makers."""
    duties = {row.id for row in tables.statements if row.kind == "duty"}

    assert {
        f"shandong/{name}"
        for name in (
            "duty-responsibility-list", "duty-negative-list",
            "duty-annual-report", "annual-report-urged", "duty-risk-self-check",
        )
    } == duties  # fmt: skip


def test_number_of_firms_is_what_the_report_says(tables: Tables) -> None:
    """A figure of that day, with its publisher and date."""
    (row,) = [row for row in tables.statements if row.kind == "figure"]

    assert "40" in row.figure
    assert SourceKind.REPORT is row.source.kind
    assert ("大众网", dt.date(2022, 7, 12)) == (row.source.publisher, row.source.dated)


def test_procurement_is_a_topic_of_the_insurance_line(
    shandong: rs.Engine, tables: Tables
) -> None:
    """The bodies named for it can be reached from the bureau of the city."""
    (topic,) = [r for r in tables.statements if r.id.endswith("volume-procurement")]

    bodies = shandong.book.hierarchy.authorities
    kinds = {bodies[key].kind for key in topic.about}
    neighbours = {
        (edge.subject, edge.object)
        for edge in tables.relations
        if edge.type == "cooperates"
    }

    assert {"healthcare_security_authority"} == kinds
    assert ("shandong/jining/amr", "shandong/jining/healthcare-security") in neighbours
    assert ("shandong/mpa", "shandong/healthcare-security") in neighbours
