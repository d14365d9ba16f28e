"""Statutory periods of matters: as the study gives them, and never a reply limit."""

from __future__ import annotations

import pytest

import regservice
from regservice.model.vocab import LegalEffect, SourceKind

# Matter, stage, count: written down from section 3 of the study, not from the table.
EXPECTED = {
    ("device_class2_registration", "transfer"): 3,
    ("device_class2_registration", "review"): 60,
    ("device_class2_registration", "decision"): 20,
    ("device_class2_registration", "delivery"): 10,
    ("device_class3_registration", "transfer"): 3,
    ("device_class3_registration", "review"): 90,
    ("device_class3_registration", "decision"): 20,
    ("device_class3_registration", "delivery"): 10,
    ("device_class1_filing", "publication"): 5,
    ("device_trial_approval", "review"): 60,
    ("device_classification", "handling"): 20,
    ("device_production_licence", "decision"): 20,
    ("device_production_licence", "delivery"): 10,
    ("device_distribution_class3", "decision"): 20,
    ("device_distribution_class3", "delivery"): 10,
    ("cosmetic_new_ingredient_reg", "transfer"): 3,
    ("cosmetic_new_ingredient_reg", "review"): 90,
    ("cosmetic_new_ingredient_reg", "decision"): 20,
    ("drug_ind", "review"): 60,
    ("drug_marketing_approval", "review"): 200,
    ("biz_registration", "decision"): 3,
}


def test_periods_are_those_of_the_study(national: regservice.Engine) -> None:
    """In working days, every one by a clause that was seen."""
    rows = national.book.tables.periods

    assert {(row.matter, str(row.stage)): row.count for row in rows} == EXPECTED
    for row in rows:
        assert "working_day" == row.unit
        assert LegalEffect.STATUTORY is row.legal_effect
        assert SourceKind.CLAUSE is row.source.kind
        grounds = (*row.extensions, *row.restarts, *filter(None, [row.deemed]))
        assert all(ground.source.is_law for ground in grounds)


@pytest.mark.parametrize("matter", sorted({matter for matter, _ in EXPECTED}))
def test_period_of_a_matter_is_no_limit_of_a_request(
    engine: regservice.Engine, matter: str
) -> None:
    """A question about the matter is timed by what was promised, or not at all."""
    row = engine.book.matters[matter]
    request = regservice.ServiceRequest(
        text=row.name, place="徐汇区", difficulty="basic"
    )
    route = engine.route(request, at="2026-03-02T10:00:00+08:00")
    periods = {period.id for period in engine.book.tables.periods}

    assert not periods & {due.limit.id for due in route.limits}
    assert all(due.limit.legal_effect != "statutory" for due in route.limits)


def test_pause_reasons_of_the_licensing_law_need_a_notice(
    national: regservice.Engine,
) -> None:
    """Eight of them; the applicant is told how long they take (LIC 45)."""
    rows = national.book.tables.pause_reasons
    notice = [row for row in rows if row.notice]

    assert 8 == len(notice)
    assert {"第45条"} == {row.source.clause for row in notice}
    assumed = [row.code for row in rows if not row.source.is_law]
    assert ["await_enterprise"] == assumed


def test_only_requests_wait_for_the_enterprise(engine: regservice.Engine) -> None:
    """The one reason that is ours stops no statutory period."""
    for row in engine.book.tables.periods:
        assert "await_enterprise" not in row.pauses
