"""What does it mean that a product is on a list, or that there is an emergency?"""

from __future__ import annotations

import pytest

import regservice as rs

TODAY = "2026-03-02"

INNOVATION = "shanghai:device_innovation_channel"
MUNICIPAL = "shanghai:municipal_key_project"
DISTRICT = "shanghai:district_key_project"


def with_programme(
    engine: rs.Engine,
    code: str | None,
    day: str = TODAY,
    product: str = "device",
    **given: str,
) -> rs.Route:
    request = rs.ServiceRequest(
        item="product_registration",
        product=product,
        difficulty="complex",
        place="310104",
        programmes=(code,) if code else (),
        attributes=given,
    )
    return engine.route(request, at=f"{day}T10:00:00+08:00")


def outcome(route: rs.Route, code: str) -> str:
    return next(step.outcome for step in route.decision.steps if step.rule == code)


@pytest.mark.parametrize(
    ("code", "product", "given", "duty"),
    [
        (INNOVATION, "device", {"device_class": "2"}, "tracked"),
        (INNOVATION, "device", {"device_class": "3"}, "tracked"),
        (MUNICIPAL, "device", {}, "tracked"),
        (MUNICIPAL, "drug", {}, "tracked"),
        (DISTRICT, "device", {}, "programme"),
        (DISTRICT, "drug", {}, "programme"),
    ],
)
def test_a_programme_makes_a_request_a_key_one(
    shanghai: rs.Engine, code: str, product: str, given: dict[str, str], duty: str
):
    """With the duty to track all of them, but for the lists of districts."""
    route = with_programme(shanghai, code, product=product, **given)

    assert ("key", (code,)) == (route.grade, route.decision.programmes)
    assert duty == outcome(route, code)


def test_the_duty_to_track_is_a_hundred_percent_by_the_clause(shanghai: rs.Engine):
    """For the innovation channel and for municipal projects; none for districts."""
    rows = shanghai.book.programmes

    shares = {code: rows[code].tracking for code in (INNOVATION, MUNICIPAL, DISTRICT)}

    assert {INNOVATION: 100, MUNICIPAL: 100, DISTRICT: None} == shares
    assert all(rows[code].source.is_law for code in shares)


@pytest.mark.parametrize(
    ("code", "product", "given", "day"),
    [
        (INNOVATION, "device", {"device_class": "1"}, TODAY),
        (INNOVATION, "drug", {}, TODAY),
        (MUNICIPAL, "cosmetic", {}, TODAY),
        (MUNICIPAL, "device", {}, "2024-01-23"),
    ],
)
def test_outside_its_conditions_a_programme_does_not_count(
    shanghai: rs.Engine, code: str, product: str, given: dict[str, str], day: str
):
    """Class 1, other products, and the time before the opinion."""
    route = with_programme(shanghai, code, day, product, **given)

    assert () == route.decision.programmes
    assert "key" != route.grade


def test_a_key_request_takes_the_way_of_its_difficulty(shanghai: rs.Engine):
    """Key is a flag for tracking; it changes neither handler nor lead."""
    plain = with_programme(shanghai, None).decision

    key = with_programme(shanghai, MUNICIPAL).decision

    assert (plain.path, plain.handler, plain.lead) == (key.path, key.handler, key.lead)


def test_a_product_on_a_district_list_has_the_counterpart_beside_it(
    shanghai: rs.Engine,
):
    """The industry department tracks and answers together with the bureau."""
    route = with_programme(shanghai, DISTRICT)

    assert ("shanghai/xuhui/industry",) == route.decision.co_handlers


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        (MUNICIPAL, "2024-01-24", ["progress_update", "reply"]),
        (MUNICIPAL, "2024-01-23", ["reply"]),
        (DISTRICT, TODAY, ["reply"]),
        (None, TODAY, ["reply"]),
    ],
)
def test_progress_is_reported_without_a_made_up_period(
    shanghai: rs.Engine, code: str | None, day: str, expected: list[str]
):
    """Of municipal projects, from time to time: the opinion does not say how often."""
    dues = with_programme(shanghai, code, day).decision.limits

    assert expected == sorted(due.limit.goal for due in dues)
    for due in dues:
        if due.limit.goal == "progress_update":
            assert (None, None) == (due.limit.count, due.due)
            assert due.limit.source.is_law


def test_a_candidate_has_no_share_to_be_tracked(shanghai: rs.Engine):
    """It is fostered and recommended; the share is asked for of the channel alone."""
    candidate = "shanghai:innovation_candidate"

    route = with_programme(shanghai, candidate)

    assert ("key", "programme") == (route.grade, outcome(route, candidate))
    assert shanghai.book.programmes[candidate].tracking is None
    assert shanghai.book.programmes[candidate].source.is_law


def test_an_emergency_is_a_key_request(shanghai: rs.Engine):
    """Without any list."""
    request = rs.ServiceRequest(
        item="emergency", product="drug", difficulty="complex", place="310104"
    )

    assert "key" == shanghai.route(request, at=f"{TODAY}T10:00:00+08:00").grade
