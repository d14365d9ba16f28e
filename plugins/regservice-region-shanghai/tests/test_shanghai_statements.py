"""Is what the opinion says beside rules and limits told with its own force?"""

from __future__ import annotations

import datetime as dt

import pytest

import regservice as rs
from regservice.model.statement import Statement, StatementKind
from regservice.model.vocab import Applicant, Modality, SourceKind

OPINION = dt.date(2024, 1, 24)
EVE = dt.timedelta(days=1)
AT = "2026-03-02T10:00:00+08:00"

MUST, MAY = Modality.MUST, Modality.MAY
ENCOURAGED, IF_NEEDED = Modality.ENCOURAGED, Modality.IF_NEEDED


@pytest.fixture(scope="module")
def statements(shanghai: rs.Engine) -> dict[str, Statement]:
    """The statements of Shanghai, by the last part of their ids."""
    return {
        row.id.partition("/")[2]: row
        for row in shanghai.book.tables.statements
        if row.id.startswith("shanghai/")
    }


@pytest.mark.parametrize(
    ("key", "clause", "modality"),
    [
        ("service-points", "一(二)", MAY),
        ("daily-liaison", "一(三)", MUST),
        ("prospecting", "二(一)", MUST),
        ("innovation-status", "二(一)", MUST),
        ("innovation-fields", "二(一)", MUST),
        ("cultivate-and-recommend", "二(一)", MUST),
        ("tracking-records", "二(一)、二(二)1", MUST),
        ("district-list-help", "二(二)2", IF_NEEDED),
        ("record-and-classify", "二(三)", MUST),
        ("closed-loop", "二(三)", MUST),
        ("capability", "二(四)", MUST),
        ("further-clients", "三(一)", ENCOURAGED),
        ("joint-mechanism", "三(二)", ENCOURAGED),
        ("six-items", "三(二)", ENCOURAGED),
        ("station-network", "三(三)", ENCOURAGED),
        ("third-parties", "三(四)", ENCOURAGED),
        ("municipal-coordination", "四(一)", MUST),
        ("municipal-resources", "四(一)", ENCOURAGED),
    ],
)
def test_a_statement_speaks_with_the_force_of_its_source(
    statements: dict[str, Statement], key: str, clause: str, modality: Modality
):
    """What the opinion orders is an order; what it encourages is none."""
    row = statements[key]

    assert ("SH-STATION-2024", clause) == (row.source.document, row.source.clause)
    assert modality is row.modality
    assert OPINION in row.validity
    assert OPINION - EVE not in row.validity


def test_only_a_duty_is_a_must_and_no_period_is_made_up(
    statements: dict[str, Statement],
):
    """One text alone gives a period: the agents' report, every year."""
    for row in statements.values():
        if row.modality is MUST:
            assert row.kind is StatementKind.DUTY, row.id
            assert row.source.is_law, row.id

    timed = {key: str(row.every) for key, row in statements.items() if row.every}
    assert {"agent-self-check": "1 year"} == timed


def test_every_station_is_spoken_of_alike(
    shanghai: rs.Engine, statements: dict[str, Statement]
):
    """All twelve, and no district without one."""
    bodies = shanghai.book.hierarchy.authorities.values()
    stations = {body.id for body in bodies if body.kind == "station"}

    for key in ("service-points", "record-and-classify", "closed-loop", "six-items"):
        assert stations == {*statements[key].about}


def test_no_service_point_is_made_up(shanghai: rs.Engine):
    """A station may have points; the opinion names none."""
    bodies = shanghai.book.hierarchy.authorities.values()

    assert [] == [body.id for body in bodies if body.kind == "service_point"]


def test_a_candidate_is_recommended_to_two_bodies(statements: dict[str, Statement]):
    """To the drug regulator and to the economic commission."""
    about = statements["cultivate-and-recommend"].about

    assert {"shanghai/mpa", "shanghai/industry"} == {*about}


def test_no_third_party_handles_a_request(shanghai: rs.Engine):
    """Associations and universities lend resources: no rule names such a body."""
    kinds = {
        body.kind
        for body in shanghai.book.hierarchy.authorities.values()
        if body.id.startswith("shanghai/")
    }

    assert "other_authority" not in kinds
    for rule in shanghai.book.tables.rules:
        if rule.id.startswith("shanghai/"):
            assert set(rule.holder.functions) <= {
                "station",
                "district_amr",
                "district_industry",
            }, rule.id


@pytest.mark.parametrize("applicant", Applicant)
def test_whoever_asks_is_taken_alike(shanghai: rs.Engine, applicant: Applicant):
    """Universities, institutes and hospitals like enterprises."""
    request = rs.ServiceRequest(
        item="clinical_trial",
        product="device",
        difficulty="basic",
        place="310104",
        applicant=applicant,
    )

    assert "shanghai/xuhui/station" == shanghai.route(request, at=AT).decision.handler


def test_what_was_not_read_again_is_only_assumed(statements: dict[str, Statement]):
    """The rules on Zhangjiang were amended on 29 April 2025, unread."""
    amended = dt.date(2025, 4, 29)
    before, since = (
        statements["pudong-station"],
        statements["pudong-station-since-2025"],
    )

    assert (amended, True) == (before.validity.end, before.source.is_law)
    assert (amended, SourceKind.ASSUMED) == (since.validity.start, since.source.kind)
    assert since.modality is Modality.REPORTED
