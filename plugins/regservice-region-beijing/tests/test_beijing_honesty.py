"""Is nothing shown as more than its source says?"""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs

import regservice as rs
from regservice.model.legal import Source
from regservice.model.package import Tables, row_key
from regservice.model.vocab import DocumentStatus, Modality, SourceKind, Verification

NAME = "regservice-region-beijing"
AT = "2026-03-02T10:00:00+08:00"
TABLES = [attribute.name for attribute in attrs.fields(Tables)]


def own(engine: rs.Engine) -> list[tuple[str, Any]]:
    """All rows of Beijing with the name of their table."""
    origins = engine.ruleset.origins
    return [
        (table, row)
        for table in TABLES
        for row in getattr(engine.book.tables, table)
        if origins[table, row_key(row)].package == NAME
    ]


def sourced(engine: rs.Engine) -> list[tuple[str, Any, Source]]:
    return [
        (table, row, row.source)
        for table, row in own(engine)
        if isinstance(getattr(row, "source", None), Source)
    ]


def test_there_is_no_time_limit(beijing: rs.Engine):
    """No source sets one: three weeks are what a filing was shortened by."""
    assert [] == [row for table, row in own(beijing) if table == "limits"]

    found = beijing.route(
        rs.ServiceRequest(
            text="进口化妆品多色号备案的时间", item="product_filing",
            product="cosmetic", difficulty="basic", place="朝阳区",
        ),
        at=AT,
    )  # fmt: skip

    assert [None] == [due.due for due in found.limits]


def test_only_two_clauses_are_cited_as_law(beijing: rs.Engine):
    """Guidance of the districts, and complaints while the measures are known."""
    found = {
        (table, source.document, source.clause)
        for table, _, source in sourced(beijing)
        if source.is_law
    }

    assert {
        ("relations", "MDREG", "第6条"),
        ("rules", "COMPL", "第12条、第25条"),
    } == found


def test_a_clause_is_read_and_of_a_document_in_force_while_it_is_cited(
    beijing: rs.Engine,
):
    """Or the row ends where the knowledge ends."""
    for _, row, source in sourced(beijing):
        if not source.is_law:
            continue
        document = beijing.book.documents[str(source.document)]
        assert Verification.OWN is not document.verified
        if document.status is not DocumentStatus.IN_FORCE:
            assert dt.date(2025, 4, 20) == row.validity.end


def test_what_is_no_law_is_reported(beijing: rs.Engine):
    """Reports and inference never say must."""
    for table, row, source in sourced(beijing):
        modality = getattr(row, "modality", None)
        if modality is not None and not source.is_law:
            assert Modality.REPORTED is modality, (table, row_key(row))


def test_nothing_is_delegated(beijing: rs.Engine):
    """No instrument of entrustment was found for Beijing."""
    kinds = {str(row.type) for table, row in own(beijing) if table == "relations"}

    assert "delegates" not in kinds


def test_no_body_reviews_advertisements_or_bears_the_patent_sign(beijing: rs.Engine):
    """Not found, so not said; the matter itself then names no body."""
    bodies = [row for table, row in own(beijing) if table == "authorities"]

    assert [] == [b.id for b in bodies if b.performs("advertising_authority")]
    assert ["beijing/ip"] == [b.id for b in bodies if b.performs("ip_authority")]


def test_programmes_are_told_as_reported_and_make_nothing_key(beijing: rs.Engine):
    """No rate and no duty."""
    found = [row for table, row in own(beijing) if table == "programmes"]

    assert 3 == len(found)
    for row in found:
        assert SourceKind.REPORT is row.source.kind
        assert not row.key
        assert row.tracking is None


def test_what_the_meeting_reports_is_no_rule(beijing: rs.Engine):
    """Figures, practices, a study and plans: reported, of a period, undated source."""
    found = {
        row.id: row for table, row in own(beijing) if table == "statements"
    }  # fmt: skip

    figures = {row.id: row.figure for row in found.values() if row.figure}
    assert {
        "beijing/sampling-rate": "99%",
        "beijing/innovative-devices-rank": "第一",
        "beijing/supplement-pilot-institutions": "11个",
        "beijing/off-site-fields": "6个领域",
        "beijing/multi-shade-weeks": "3周",
        "beijing/multi-shade-products": "6个",
        "beijing/penalty-exemption-study": "7省市",
    } == figures
    for row in found.values():
        assert Modality.REPORTED is row.modality
        assert SourceKind.REPORT is row.source.kind
        assert row.source.dated is None
        assert row.every is None
        assert dt.date(2024, 7, 1) in {row.validity.start, row.validity.end}


def test_the_exemption_list_is_a_study_and_no_rule(beijing: rs.Engine):
    """Whoever asks about it is answered as about any penalty."""
    (study,) = [
        row
        for table, row in own(beijing)
        if table == "statements" and row.kind == "study"
    ]
    found = beijing.route(
        rs.ServiceRequest(
            text="轻微违法是否适用免罚清单，各方说法不一",
            item="inspection_enforcement", product="drug", difficulty="complex",
            place="东城区", attributes={"inspection_subject": "retail"},
        ),
        at=AT,
    )  # fmt: skip

    assert "beijing/penalty-exemption-study" == study.id
    assert "beijing/dongcheng/amr" == found.decision.lead
    assert study.id not in found.explain()
    rules = [row for table, row in own(beijing) if table in {"rules", "limits"}]
    assert [] == [row.id for row in rules if "免罚" in str(attrs.asdict(row))]


def test_a_zone_decides_only_by_inference(beijing: rs.Engine):
    """The clause is law, its reading is not, and the answer says so."""
    found = beijing.route(
        rs.ServiceRequest(
            text="一类器械产品备案被退回", item="product_filing", product="device",
            difficulty="complex", place="北京经开区",
        ),
        at=AT,
    )  # fmt: skip

    assert found.competent is not None
    assert "beijing/bda/commerce-finance" == found.competent.authority
    assert found.competent.reading is not None
    assert SourceKind.ASSUMED is found.competent.reading.kind
    assert "属推定" in found.reason()
