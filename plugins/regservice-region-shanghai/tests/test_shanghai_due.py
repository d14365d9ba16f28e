"""When is the reply of Shanghai due, and what of a place that is not enough?"""

from __future__ import annotations

import regservice as rs


def _asked(**given: str) -> rs.ServiceRequest:
    return rs.ServiceRequest(item="renewal", **given)


def test_the_reply_is_due_at_the_close_of_the_last_day(shanghai: rs.Engine):
    """From a Friday before a make-up Saturday, and over the spring block."""
    due = [
        str(
            shanghai.route(
                _asked(place="310104", product="device", difficulty=difficulty),
                at="2026-02-13T10:00:00+08:00",
            )
            .decision.limits[0]
            .due
        )
        for difficulty in ("basic", "complex")
    ]

    assert ["2026-02-27 17:30:00", "2026-03-12 17:30:00"] == due


def test_a_place_without_a_district_gets_no_made_up_body(shanghai: rs.Engine):
    """上海市 alone names no bureau: nobody is guessed."""
    request = _asked(product="cosmetic", difficulty="basic", place="上海市")

    route = shanghai.route(request, at="2026-03-02T10:00:00+08:00")

    assert "routed" != route.status
