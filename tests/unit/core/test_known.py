"""Which documents an earlier state of knowledge leaves out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from regservice.core.routing.book import AsOf
from regservice.core.routing.known import left_out
from regservice.model.calendar import DaySpan
from regservice.model.catalogue import Offer
from regservice.model.legal import Validity
from regservice.model.request import ServiceRequest
from regservice.model.rule import Holder
from regservice.model.vocab import DelegationMode, Level, Modality, RelationType, Tier

DAY = dt.date(2026, 3, 2)
NOON = dt.datetime.combine(DAY, dt.time(12))
BEFORE = dt.date(2025, 1, 1)


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
    return left_out(book, request, AsOf(DAY, known), NOON)


def test_documents_that_could_have_a_say_are_named_oldest_first(make: Any) -> None:
    """Not those of rows that are over, or that the request fails for sure."""
    assert ("LATE", "LATER", "LIST") == _asked(make, dt.date(2025, 7, 31))
    assert ("LATER", "LIST") == _asked(make, dt.date(2025, 8, 1))
    assert () == _asked(make, DAY)


def test_nothing_is_left_out_unless_asked_for(make: Any) -> None:
    assert () == _asked(make, None)


def _late(
    make: Any, *, base: dict[str, Any], more: dict[str, Any], **given: Any
) -> Any:
    """What is left out of a world of which ``LATE`` was published on the day."""
    documents = make.document("LATE", issued=DAY)
    more = {**more, "documents": (documents,)}
    asked = {
        "place": "330102", "item": "renewal", "product": "device",
        "difficulty": "complex", **given,
    }  # fmt: skip
    book = make.world(**base, more=more)
    return left_out(book, ServiceRequest(**asked), AsOf(DAY, BEFORE), NOON)


def test_succession_that_was_not_known_is_named(make: Any) -> None:
    """Who acts for the old body rests on it, of no other body."""
    gone = Validity(end=dt.date(2026, 1, 1))
    more = {
        "authorities": (
            make.body("p/old", "customs", "330102", validity=gone),
            make.body("p/other", "customs", "340000", validity=gone),
        ),
        "rules": (
            make.rule("l", "lead", "p/old", exception_to=("hard",)),
            make.rule("m", "lead", "p/other", when=make.when(place="340000")),
        ),
    }

    def asked(old: str) -> Any:
        edge = make.edge("p/mpa", "succeeds", old, source=make.clause("LATE"))
        return _late(make, base={}, more={**more, "relations": (edge,)})

    assert [("LATE",), ()] == [asked("p/old"), asked("p/other")]


@pytest.mark.parametrize(
    ("item", "named"), [("renewal", True), ("training_exchange", False)]
)
def test_delegation_that_was_not_known_is_named(
    make: Any, item: str, named: bool
) -> None:
    """Of the matter of the request, not of another."""
    limb = make.limb(tier=Tier.PROVINCE, functions=("provincial_mpa",))
    also = make.limb(tier=Tier.PREFECTURE, functions=("city_amr",), main=False)
    edge = make.edge(
        *("p/mpa", "delegates", "p/c/amr"),
        mode=DelegationMode.ENTRUSTS,
        matters=("m",),
        source=make.clause("LATE"),
    )
    base = {"matters": (make.matter("m", limb, also, items=(item,)),)}

    found = _late(make, base=base, more={"relations": (edge,)})

    assert (("LATE",) if named else ()) == found


@pytest.mark.parametrize(
    ("place", "named"), [("330102", True), ("330000", True), ("340000", False)]
)
def test_relation_by_which_a_rule_selects_is_named(
    make: Any, place: str, named: bool
) -> None:
    """Of a place that is known roughly, whatever lies inside it."""
    kind = RelationType.COUNTERPART
    holder = Holder(functions=("customs",), relation=kind, of=("district_amr",))
    edge = make.edge("x", kind, "p/d/amr", source=make.clause("LATE"))
    more = {
        "authorities": (make.body("x", "customs", "340000"),),
        "relations": (edge,),
        "rules": (make.rule("c", "co", holder),),
    }

    found = _late(make, base={}, more=more, place=place)

    assert (("LATE",) if named else ()) == found


def test_place_that_is_not_known_leaves_the_selection_open(make: Any) -> None:
    holder = Holder(
        functions=("customs",), relation=RelationType.COUNTERPART, of=("nmpa",)
    )
    more = {"rules": (make.rule("c", "co", holder),)}

    assert () == _late(make, base={}, more=more, place=None)


def _hop(make: Any, subject: str, object_: str) -> Any:
    return make.edge(subject, "manages", object_, source=make.clause("LATE"))


def test_hop_of_the_way_is_named_and_no_other(make: Any) -> None:
    """Without it nobody gets there, and that may be the answer of that day."""
    up = make.edge("p/mpa", "guides", "p/d/amr")
    station = make.body("p/x", "station", "340000", level=Level.STATION)

    def asked(object_: str, **given: Any) -> Any:
        relations = up, _hop(make, "p/d/amr", object_)
        more = {"authorities": (station,)}
        return _late(make, base={"relations": relations}, more=more, **given)

    assert ("LATE",) == asked("p/d/station")
    assert ("LATE",) == asked("p/d/station", received_by="p/d/station")
    assert () == asked("p/x")


def test_hop_that_a_rule_on_an_unknown_fact_would_open_is_named(make: Any) -> None:
    """The question would not be asked without it."""
    edge = make.edge("p/d/station", "cooperates", "p/mpa", source=make.clause("LATE"))
    risky = make.when(grade_of_risk="high")
    hop = make.hop("short", "station", "cooperates", "provincial_mpa", when=risky)
    more = {"relations": (edge,), "path_rules": (hop,)}

    assert ("LATE",) == _late(make, base={}, more=more)
    low = {"attributes": {"grade_of_risk": "low"}}
    assert () == _late(make, base={}, more=more, **low)


def test_rung_above_the_lead_is_named(make: Any) -> None:
    edge = make.edge("top/nmpa", "guides", "p/mpa", source=make.clause("LATE"))

    assert ("LATE",) == _late(make, base={}, more={"relations": (edge,)})


@pytest.mark.parametrize(
    ("item", "place", "named"),
    [
        ("renewal", "330000", True),
        ("renewal", "340000", False),
        ("training_exchange", "330000", False),
    ],
)
def test_offer_of_the_item_at_the_place_is_named(
    make: Any, item: str, place: str, named: bool
) -> None:
    offer = Offer(
        id="o", item=item, places=(place,), modality=Modality.MAY,
        source=make.clause("LATE"),
    )  # fmt: skip

    found = _late(make, base={}, more={"offers": (offer,)})

    assert (("LATE",) if named else ()) == found


def test_item_is_named_if_it_is_the_one_that_is_asked_for(make: Any) -> None:
    items = make.item("renewal"), make.item("feedback", source=make.clause("LATE"))

    assert () == _late(make, base={"items": items}, more={})
    assert ("LATE",) == _late(make, base={"items": items}, more={}, item="feedback")


def test_limit_that_is_not_timed_needs_no_notice(make: Any) -> None:
    late = make.notice(2026, source=make.clause("LATE"))
    base = {
        "limits": (make.limit("l", None),),
        "calendar_notices": (make.notice(2025), late),
    }

    assert () == _late(make, base=base, more={})


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("year", True),
        ("other-year", False),
        ("turn-of-year", True),
        ("override", True),
        ("later-override", False),
    ],
)
def test_notice_that_arranges_a_day_of_the_limit_is_named(
    make: Any, row: str, named: bool
) -> None:
    """The year of a day, a day off that another year's notice gives, or an override."""
    source = {"source": make.clause("LATE")}
    span = DaySpan(first=DAY, last=DAY, name="x")
    day = {"override": DAY, "later-override": dt.date(2026, 9, 1)}.get(row)
    notices = {
        "year": make.notice(2026, **source),
        "other-year": make.notice(2027, **source),
        "turn-of-year": make.notice(2027, days_off=(span,), **source),
    }
    late = (notices[row],) if row in notices else ()
    base = {
        "limits": (make.limit("l"),),
        "calendar_notices": (make.notice(2025), *late),
        "calendar_overrides": (make.override("o", day, **source),) if day else (),
    }

    assert (("LATE",) if named else ()) == _late(make, base=base, more={})
