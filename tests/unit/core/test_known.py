"""Which documents an earlier state of knowledge leaves out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from regservice.core.routing.book import AsOf
from regservice.core.routing.known import left_out
from regservice.model.legal import Validity
from regservice.model.request import ServiceRequest

DAY = dt.date(2026, 3, 2)


def _asked(make: Any, known: dt.date | None) -> tuple[str, ...]:
    def rule(key: str, **when: str) -> Any:
        tests = make.when(**when)
        return make.rule(
            key.lower(), "lead", "p/mpa", when=tests, source=make.clause(key)
        )

    past = Validity(end=dt.date(2025, 1, 1))
    book = make.world(
        rules=(
            make.rule("r", "receive", "station"),
            rule("LATE", product="device"),
            rule("LATER", applicant="person"),
            rule("DRUG", product="drug"),
            rule("UNDATED"),
            make.rule("old", "co", "p/mpa", validity=past, source=make.clause("OVER")),
        ),
        more={
            "documents": (
                make.document(),
                make.document("LATER", issued=dt.date(2025, 9, 1)),
                make.document("LATE", effective=dt.date(2025, 8, 1)),
                make.document("DRUG", issued=dt.date(2025, 8, 1)),
                make.document("OVER", issued=dt.date(2025, 8, 1)),
                make.document("LIST", issued=dt.date(2025, 10, 1)),
                make.document("UNDATED"),
            ),
            "programmes": (
                make.programme("p:list", "330000", source=make.clause("LIST")),
            ),
        },
    )
    request = ServiceRequest(place="330102", item="renewal", product="device")
    return left_out(book, request, AsOf(DAY, known))


def test_documents_that_could_have_a_say_are_named_oldest_first(make: Any) -> None:
    """Not those of rows that are over, or that the request fails for sure."""
    assert ("LATE", "LATER", "LIST") == _asked(make, dt.date(2025, 7, 31))
    assert ("LATER", "LIST") == _asked(make, dt.date(2025, 8, 1))
    assert () == _asked(make, DAY)


def test_nothing_is_left_out_unless_asked_for(make: Any) -> None:
    assert () == _asked(make, None)
