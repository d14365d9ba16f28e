"""What is only told by a source: is it kept, and kept from deciding anything?"""

from __future__ import annotations

import pytest

import regservice as rs
from regservice.model.modes import ServiceMode
from regservice.model.statement import Statement
from regservice.model.vocab import Modality, SourceKind

PUBLISHER = "江苏省药品监督管理局"
"""Publisher of the news page that bears no year."""

AT = "2026-03-02T10:00:00+08:00"


@pytest.fixture(scope="module")
def told(jiangsu: rs.Engine) -> dict[str, Statement]:
    """The statements of the package by id."""
    rows = jiangsu.book.tables.statements
    return {row.id: row for row in rows if row.id.startswith("jiangsu/")}


def test_the_report_of_last_year_is_told_as_reported(
    told: dict[str, Statement],
) -> None:
    """Which year was the last one is not known: the page bears none."""
    row = told["jiangsu/last-year-report"]

    assert (SourceKind.REPORT, Modality.REPORTED) == (row.source.kind, row.modality)
    assert row.source.dated is None
    assert "未写年份" in row.source.note
    assert ("jiangsu/mpa",) == row.about


def test_nothing_of_the_news_page_is_dated_or_ordered(
    told: dict[str, Statement],
) -> None:
    """No year is made up, no word of it is law, and no period is set."""
    rows = [row for row in told.values() if row.source.publisher == PUBLISHER]

    assert len(rows) >= 10
    assert {None} == {row.source.dated for row in rows}
    assert {Modality.REPORTED} == {row.modality for row in rows}
    assert {None} == {row.every for row in told.values()}


def test_what_was_seen_as_an_excerpt_is_told_as_reported(
    told: dict[str, Statement],
) -> None:
    """No statement is shown as law; the pilots sought are reported, not granted."""
    row = told["jiangsu/pilots-sought"]

    assert not any(other.source.is_law for other in told.values())
    assert (SourceKind.REPORT, Modality.REPORTED) == (row.source.kind, row.modality)
    assert "JS-REFORM-2025" == row.source.document
    assert "摘录" in row.source.note


def test_the_complex_is_no_body(jiangsu: rs.Engine, told: dict[str, Statement]) -> None:
    """What it is and where, the page does not say."""
    names = [
        name
        for body in jiangsu.book.hierarchy.authorities.values()
        for name in (body.name, *body.aliases)
    ]

    assert "药监综合体" in told["jiangsu/province-city-synergy"].says
    assert [] == [name for name in names if "综合体" in name]


def test_the_four_principles_are_modes_of_the_face_to_face_service(
    jiangsu: rs.Engine,
) -> None:
    """And the answers on the spot and the visits with them."""
    modes = jiangsu.book.programmes["jiangsu:face_to_face"].modes

    assert {
        ServiceMode.EARLY_INTERVENTION,
        ServiceMode.PER_ENTERPRISE_PLAN,
        ServiceMode.FULL_PROCESS_GUIDANCE,
        ServiceMode.RD_REVIEW_LINKAGE,
        ServiceMode.ON_SITE_ANSWER,
        ServiceMode.DOOR_TO_DOOR,
    } == {*modes}


@pytest.mark.parametrize(
    ("code", "product", "grade"),
    [
        ("jiangsu:key_innovation", "drug", "key"),
        ("jiangsu:key_innovation", "cosmetic", "complex"),
        ("jiangsu:face_to_face", "drug", "complex"),
        ("jiangsu:pilot_supplementary_application", "drug", "complex"),
        ("jiangsu:pilot_segmented_production", "drug", "complex"),
    ],
)
def test_only_key_products_make_a_request_a_key_one(
    jiangsu: rs.Engine, code: str, product: str, grade: str
) -> None:
    """A session or a pilot does not; no share to be tracked is stated."""
    request = rs.ServiceRequest(
        item="production_license",
        product=product,
        difficulty="complex",
        place="320281",
        programmes=(code,),
    )

    assert grade == jiangsu.route(request, at=AT).grade
    assert jiangsu.book.programmes[code].tracking is None


def test_no_answer_to_a_request_is_timed(jiangsu: rs.Engine) -> None:
    """No document of Jiangsu sets a limit, and the targets of plans set none."""
    tables = jiangsu.book.tables
    request = rs.ServiceRequest(
        item="renewal", product="drug", difficulty="basic", place="320281"
    )

    assert [] == [row.id for row in tables.limits if row.id.startswith("jiangsu/")]
    assert {None} == {due.limit.count for due in jiangsu.route(request, at=AT).limits}
