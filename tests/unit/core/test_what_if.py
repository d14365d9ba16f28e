"""Which single change would move the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from regservice.core.routing.book import AsOf
from regservice.core.routing.route import route
from regservice.core.routing.what_if import Change, what_if
from regservice.model.legal import Validity
from regservice.model.request import Override, ServiceRequest
from regservice.model.rule import Holder
from regservice.model.vocab import Level, Modality, PlaceKey, Product, Status, Tier

DAY = dt.date(2026, 3, 2)
AT = dt.datetime.combine(DAY, dt.time(10))
Changes = Callable[..., list[Change]]


@pytest.fixture
def changes(make: Any) -> Changes:
    """List the changes that move the answer, with rules beside a general one."""

    def run(
        *rules: Any, more: dict[str, Any] | None = None, **given: Any
    ) -> list[Change]:
        base = make.rule("r", "receive", "station"), make.rule("l", "lead", "p/mpa")
        book = make.world(rules=(*base, *rules), more=more)
        values = {
            "place": "330102",
            "item": "renewal",
            "product": "device",
            "difficulty": "complex",
        }
        request, as_of = ServiceRequest(**{**values, **given}), AsOf(DAY)
        decision = route(book, request, as_of, AT)
        return list(what_if(book, request, as_of, AT, decision))

    return run


@pytest.fixture
def special(make: Any) -> Callable[..., Any]:
    """An exception that leads at the station under a condition."""

    def run(**when: Any) -> Any:
        return make.rule(
            "s", "lead", "station", exception_to=("l",), when=make.when(**when)
        )

    return run


def _told(found: list[Change]) -> list[tuple[str, str | None, str]]:
    return [(c.dimension, c.before, c.after) for c in found]


def test_answer_that_nothing_moves_has_no_change(changes: Changes) -> None:
    """One rule for all leads wherever and whenever."""
    assert [] == changes()


@pytest.mark.parametrize(
    ("when", "given", "expected"),
    [
        ({"difficulty": "basic"}, {}, ("difficulty", "complex", "basic")),
        ({"product": "drug"}, {}, ("product", "device", "drug")),
        ({"channel": "visit"}, {"channel": "letter"}, ("channel", "letter", "visit")),
        (
            {"applicant": "person"},
            {"applicant": "enterprise"},
            ("applicant", "enterprise", "person"),
        ),
        (
            {"grade_of_risk": "low"},
            {"attributes": {"grade_of_risk": "high"}},
            ("grade_of_risk", "high", "low"),
        ),
        ({"item": "training_exchange"}, {}, ("item", "renewal", "training_exchange")),
    ],
)
def test_fact_that_a_rule_tests_moves_the_answer(
    changes: Changes,
    special: Any,
    when: dict[str, Any],
    given: dict[str, Any],
    expected: tuple[str, str, str],
) -> None:
    """To the value that the rule names, and to no other."""
    (found,) = changes(special(**when), **given)

    assert [expected] == _told([found])
    assert (Status.ROUTED, "p/d/station") == (
        found.decision.status,
        found.decision.lead,
    )


def test_fact_that_was_not_stated_has_no_value_before(
    changes: Changes, special: Any
) -> None:
    """The answer was a question; each value that settles it counts."""
    found = changes(special(grade_of_risk="low"))

    assert [("grade_of_risk", None, "low"), ("grade_of_risk", None, "high")] == _told(
        found
    )


def test_fact_that_was_said_has_the_value_that_was_heard(
    changes: Changes, special: Any
) -> None:
    """Before is what the answer went by, stated or not."""
    found = changes(special(grade_of_risk="low"), text="高风险")

    assert [("grade_of_risk", "high", "low")] == _told(found)


def test_fact_that_no_rule_tests_is_not_tried(changes: Changes, make: Any) -> None:
    """It could not move anything."""
    field = make.field("origin", {"domestic": [], "imported": []})

    assert [] == changes(more={"fields": (field,)}, attributes={"origin": "domestic"})


@pytest.mark.parametrize(
    ("tested", "stated", "expected"),
    [
        ("10..49", "5", ["10", "49"]),
        ("10..49", "60", ["49", "10"]),
        ("10..49", "20", ["50", "9"]),
        ("..9", "20", ["9"]),
        ("..9", "5", ["10"]),
        ("50..", "5", ["50"]),
        ("0..5", "3", ["6"]),
        ("7", "1", ["7"]),
    ],
)
def test_number_is_moved_to_the_nearest_on_the_other_side_of_a_bound(
    changes: Changes,
    special: Any,
    make: Any,
    tested: str,
    stated: str,
    expected: list[str],
) -> None:
    """Just over the ends of each interval that some rule names, within its bounds."""
    staff = make.field("staff", {}, lowest=0, highest=100)

    found = changes(
        special(staff=tested), more={"fields": (staff,)}, attributes={"staff": stated}
    )

    assert {("staff", stated, value) for value in expected} == set(_told(found))


def test_programme_may_be_entered_and_left(
    changes: Changes, special: Any, make: Any
) -> None:
    """One that some rule tests; a dash means none."""
    more = {
        "programmes": (
            make.programme("t:p", "330000"),
            make.programme("t:q", "330000"),
        )
    }

    outside = changes(special(programme="t:p"), more=more)
    inside = changes(special(programme="t:p"), more=more, programmes=("t:p",))
    beside = changes(special(programme="t:p"), more=more, programmes=("t:q",))

    assert [("programme", None, "t:p")] == _told(outside)
    assert [("programme", "t:p", "-")] == _told(inside)
    assert [("programme", "t:q", "t:p, t:q")] == _told(beside)


def test_products_are_those_that_the_item_concerns(
    changes: Changes, special: Any, make: Any
) -> None:
    """A contradiction is no change to propose; without an item any product is tried."""
    item = make.item("zj:pilot", products=(Product.DEVICE, Product.COSMETIC))

    found = changes(
        special(product=("drug", "cosmetic")), more={"items": (item,)}, item="zj:pilot"
    )

    products = [change for change in _told(found) if change[0] == "product"]
    assert [("product", "device", "cosmetic")] == products


@pytest.mark.parametrize("item", [None, "gone:item"])
def test_request_without_an_item_is_moved_by_naming_one(
    changes: Changes, item: str | None
) -> None:
    """Every item that is offered gives an answer."""
    found = changes(item=item, product=None)

    assert [("item", item, "renewal"), ("item", item, "training_exchange")] == _told(
        found
    )


def test_rule_of_principle_may_be_set_aside(changes: Changes, make: Any) -> None:
    """One that leads, or one that closes the way."""
    soft = make.rule(
        "soft",
        "lead",
        "station",
        exception_to=("l",),
        modality=Modality.IN_PRINCIPLE,
    )

    (found,) = changes(soft)

    assert [("override", None, "soft")] == _told([found])
    assert "p/mpa" == found.decision.lead


def test_gateway_of_principle_may_be_set_aside(changes: Changes, make: Any) -> None:
    """The handler moves although the lead does not."""
    more = {
        "relations": (make.edge("p/mpa", "dispatches", "p/d/station"),),
        "path_rules": (
            make.hop(
                "gate",
                "station",
                "manages",
                "district_amr",
                only=True,
                modality=Modality.IN_PRINCIPLE,
            ),
            make.hop(
                "instead",
                "station",
                "dispatches",
                "provincial_mpa",
                instead_of=("gate",),
            ),
        ),
    }

    (found,) = changes(more=more)

    assert ("override", "gate") == (found.dimension, found.after)
    assert ("p/mpa", "p/mpa") == (found.decision.lead, found.decision.handler)


def test_rule_that_is_set_aside_already_is_not_proposed(
    changes: Changes, make: Any
) -> None:
    """Nor is one that binds in any case."""
    soft = make.rule(
        "soft", "lead", "station", exception_to=("l",), modality=Modality.IN_PRINCIPLE
    )
    given = (Override(rule="soft", actor="a", reason="b"),)

    assert [] == changes(soft, overrides=given)


def _twin(make: Any, *, station: bool = True) -> dict[str, Any]:
    """Another district of the same city."""
    body = make.body("p/e/station", "station", "330103", level=Level.STATION)
    return {
        "places": (make.place("330103", "330100", tier=Tier.COUNTY),),
        "authorities": (body,) if station else (),
    }


def test_place_is_moved_to_those_beside_it(
    changes: Changes, make: Any, special: Any
) -> None:
    """Districts of the same city, not another province."""
    found = changes(special(difficulty="complex"), more=_twin(make))

    assert ("place", "330102", "330103") in _told(found)
    assert not [c for c in found if c.after == "340000"]


def test_provinces_are_not_beside_each_other(
    changes: Changes, make: Any, special: Any
) -> None:
    """That they lie in one nation does not make the change a small one."""
    far = make.body("x/station", "station", "340000", level=Level.STATION)

    found = changes(
        special(place="340000"),
        more={"authorities": (far,)},
        place="330000",
        received_by="p/mpa",
    )

    assert "340000" not in {change.after for change in found}


def test_places_of_the_province_are_tried_the_nearest_first(
    changes: Changes, make: Any, special: Any
) -> None:
    """Beside it, then another city and its district; the city alone only last."""
    places = (
        make.place("330103", "330100", tier=Tier.COUNTY),
        make.place("330200", "330000", tier=Tier.PREFECTURE),
        make.place("330202", "330200", tier=Tier.COUNTY),
    )
    stations = tuple(
        make.body(f"s/{code}", "station", code, level=Level.STATION)
        for code in ("330103", "330202")
    )
    rule = special(place=["330103", "330202"])

    found = changes(rule, more={"places": places, "authorities": stations})

    told = [change.after for change in found if change.dimension == "place"]
    assert ["330103", "330202"] == told


def test_place_that_moves_takes_the_receiving_body_with_it(
    changes: Changes, make: Any, special: Any
) -> None:
    """Whoever received it here did not receive it there."""
    found = changes(
        special(difficulty="complex"), more=_twin(make), received_by="p/d/station"
    )

    (moved,) = [c for c in found if c.dimension == "place"]
    assert ["p/e/station"] == [hop.authority for hop in moved.decision.path]


def test_place_without_an_answer_is_no_change(changes: Changes, make: Any) -> None:
    """What would be a gap is not proposed."""
    rule = make.rule("s", "lead", "p/d/station", exception_to=("l",))

    assert [] == changes(rule, more=_twin(make, station=False))


@pytest.mark.parametrize("site", [None, "330102"])
def test_site_is_tried_where_a_selection_reads_it(
    changes: Changes, make: Any, site: str | None
) -> None:
    """Although no condition tests it."""
    holder = Holder(functions=("station",), place=PlaceKey.SITE)
    rule = make.rule("s", "lead", holder, exception_to=("l",))
    hop = make.hop("over", "station", "cooperates", "station")
    more = {
        **_twin(make),
        "relations": (make.edge("p/d/station", "cooperates", "p/e/station"),),
        "path_rules": (hop,),
    }

    found = changes(rule, more=more, site=site)

    assert ("site", site, "330103") in _told(found)


def test_site_is_tried_where_a_condition_tests_it(
    changes: Changes, special: Any, make: Any
) -> None:
    """Beside where it is now."""
    assert [("site", None, "330103")] == [
        c
        for c in _told(changes(special(site="330103"), more=_twin(make)))
        if c[0] == "site"
    ]


def test_request_without_a_place_is_not_moved_to_any(changes: Changes) -> None:
    """Nothing is beside an unknown place; it is asked for."""
    assert [] == changes(place=None)


def test_day_is_moved_to_the_nearest_on_which_the_law_differs(
    changes: Changes, make: Any
) -> None:
    """The first day of a later period, the last of an earlier one; the nearer first."""
    now = Validity(DAY - dt.timedelta(days=9), DAY + dt.timedelta(days=5))
    rule = make.rule("s", "lead", "station", exception_to=("l",), validity=now)

    found = changes(rule)

    assert [
        ("at", "2026-03-02", "2026-03-07"),
        ("at", "2026-03-02", "2026-02-20"),
    ] == _told(found)


def test_nearer_changes_come_first(changes: Changes, make: Any) -> None:
    """A fact of the case, the product, the place, the day."""
    until = Validity(None, DAY + dt.timedelta(days=5))
    here = make.when(product="device", difficulty="complex", place="330102")
    rule = make.rule(
        "s", "lead", "station", exception_to=("l",), when=here, validity=until
    )
    edge = make.edge("p/d/amr", "manages", "p/e/station")

    found = changes(rule, more={**_twin(make), "relations": (edge,)})

    order = [change.dimension for change in found]
    assert ["difficulty", "product", "place", "at"] == order
