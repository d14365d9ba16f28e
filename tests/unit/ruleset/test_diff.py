"""Whose answer moves between two small rulesets, or two days of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.model.legal import Validity
from regservice.model.rule import Holder
from regservice.model.vocab import LegalEffect, PlaceKey, Product, Unit
from regservice.ruleset.diff import Diff, Move, diff

DAY = dt.date(2026, 3, 2)
NEXT = dt.date(2027, 1, 1)
LATER = Validity(NEXT)
PLACES = ("330000", "330100", "330102")
Rules = Callable[..., Any]
Told = set[tuple[str, tuple[str, ...], tuple[str, ...]]]


def _diff(left: Any, right: Any, *days: tuple[dt.date, dt.date]) -> Diff:
    return diff(left.book, right.book, days or ((DAY, DAY),), PLACES)


def _told(found: Diff) -> Told:
    return {(m.aspect, m.before.bodies, m.after.bodies) for m in found.moves}


def _side(move: Move, name: str) -> list[set[str] | None]:
    return [side and set(side) for side in (box.get(name) for box in move.boxes)]


def _changed(make: Any, key: str, **kw: Any) -> tuple[Any, ...]:
    """The rules of the small world, with one of them changed."""
    return tuple(
        attrs.evolve(row, **kw) if row.id == key else row for row in make.tables().rules
    )


def test_lead_that_moves_is_told_with_its_requests(make: Any, province: Rules) -> None:
    amr = Holder(authority="p/d/amr")

    found = _diff(province(), province(rules=_changed(make, "basic", holder=amr)))

    assert {
        ("lead", ("p/d/station",), ("p/d/amr",)),
        ("handler", ("p/d/station",), ("p/d/amr",)),
    } == _told(found)
    for move in found.moves:
        assert [{"basic"}] == _side(move, "difficulty")
        assert [{"330102"}] == _side(move, "place")
        assert [{"renewal", "training_exchange"}] == _side(move, "item")
    assert [("rules", "basic", "changed")] == [
        (row.table, row.key, row.change) for row in found.rows
    ]


def test_request_that_nobody_takes_any_more_has_another_outcome(
    make: Any, province: Rules
) -> None:
    found = _diff(province(), province(rules=make.tables().rules[:2]))

    assert ("status", ("routed",), ("gap",)) in _told(found)
    assert ("lead", ("p/mpa",), ()) in _told(found)
    assert [("rules", "hard", "ended")] == [
        (row.table, row.key, row.change) for row in found.rows
    ]


@pytest.mark.parametrize("aspect", ["co", "copy"])
def test_bodies_beside_the_lead_are_told(
    make: Any, province: Rules, aspect: str
) -> None:
    rule = make.rule("more", aspect, "p/c/amr", when=make.when(product="drug"))

    found = _diff(province(), province(more={"rules": (rule,)}))

    assert {(aspect, (), ("p/c/amr",))} == _told(found)
    assert [{"drug"}] == _side(found.moves[0], "product")


@pytest.mark.parametrize("aspect", ["co", "copy"])
def test_body_that_leads_anyway_is_no_move(
    make: Any, province: Rules, aspect: str
) -> None:
    rule = make.rule("more", aspect, "p/mpa", when=make.when(difficulty="complex"))

    assert () == _diff(province(), province(more={"rules": (rule,)})).moves


@pytest.mark.parametrize("aspect", ["co", "copy"])
def test_row_that_names_the_lead_alone_is_no_basis(
    make: Any, province: Rules, aspect: str
) -> None:
    """What stands beside it does not lean on it, and nobody does not at all."""
    hard = make.when(difficulty="complex")
    law = make.rule("law", aspect, "p/mpa", when=hard, source=make.clause())
    left = make.rule("more", aspect, "p/c/amr", when=hard)

    found = _diff(
        province(more={"rules": (left,)}), province(more={"rules": (left, law)})
    )
    gone = _diff(province(more={"rules": (left,)}), province(more={"rules": (law,)}))

    assert () == found.moves
    assert [("more",), ()] == [
        rules for m in gone.moves for rules in (m.before.rules, m.after.rules)
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"count": 6},
        {"unit": Unit.CALENDAR_DAY},
        {"legal_effect": LegalEffect.STATUTORY},
    ],
)
def test_limit_that_changes_moves_every_request(
    make: Any, province: Rules, change: dict[str, Any]
) -> None:
    limit = make.limit("limit")
    left = province(limits=(limit,))

    found = _diff(left, province(limits=(attrs.evolve(limit, **change),)))

    assert {"limit"} == {move.aspect for move in found.moves}
    assert [None] == _side(found.moves[0], "difficulty")


def test_handler_moves_where_a_hop_hands_over(make: Any, province: Rules) -> None:
    hops = [attrs.evolve(hop, hands_over=True) for hop in make.tables().path_rules]

    found = _diff(province(), province(path_rules=hops))

    assert {("handler", ("p/d/amr",), ("p/mpa",))} == _told(found)


def test_way_past_a_gateway_is_still_a_way(make: Any, province: Rules) -> None:
    """What is wrong with it is a matter of the proof."""
    gate = make.hop("gate", "station", "manages", "district_amr", only=True)
    past = make.bypass("past", "district_amr")
    left = province(more={"path_rules": (gate,)})
    right = province(more={"path_rules": (gate,), "bypasses": (past,)})

    assert {("handler", ("p/d/amr",), ("p/mpa",))} == _told(_diff(left, right))


def test_same_bodies_on_another_basis_are_told_as_that(
    make: Any, province: Rules
) -> None:
    law = _changed(make, "basic", source=make.clause())
    guess = _changed(make, "basic", source=make.source(note="other"))

    found = _diff(province(), province(rules=law))

    assert {("basis", ("p/d/station",), ("p/d/station",))} == _told(found)
    assert [("handler", "lead")] == [move.of for move in found.moves]
    assert [{"basic"}] == _side(found.moves[0], "difficulty")
    assert not _diff(province(), province(rules=guess)).moves


def test_basis_of_an_aspect_is_told_whatever_else_moves(
    make: Any, province: Rules
) -> None:
    """The lead moves, and who receives it does so by law now."""
    receive = make.rule("receive", "receive", "station", source=make.clause())
    amr = make.rule(
        "amr", "lead", "p/d/amr", when=make.when(difficulty="basic", item="renewal")
    )
    others = make.rule(
        "others",
        "lead",
        "station",
        when=make.when(difficulty="basic", item="training_exchange"),
        source=make.clause(),
    )
    hard = make.tables().rules[2]

    found = _diff(province(), province(rules=(receive, amr, others, hard)))

    rests = [move for move in found.moves if move.of]
    assert [
        (("receive",), ("p/d/station",), [{"complex"}, None]),
        (("receive", "handler", "lead"), ("p/d/station",), [{"basic"}]),
    ] == [(m.of, m.after.bodies, _side(m, "difficulty")) for m in rests]
    assert {"receive", "others"} == {*rests[1].after.rules}
    assert ("lead", ("p/d/station",), ("p/d/amr",)) in _told(found)


def test_requests_on_other_sources_are_told_apart(make: Any, province: Rules) -> None:
    """An inference does not stand beside law for what does not lean on it."""

    def rule(key: str, item: str, source: Any) -> Any:
        when = make.when(difficulty="basic", item=item)
        return make.rule(key, "lead", "p/d/amr", when=when, source=source)

    law, guess = make.clause(), make.source()
    first, _, hard = make.tables().rules
    made = [rule("r", "renewal", law), rule("t", "training_exchange", guess)]
    same = [rule("r", "renewal", law), rule("t", "training_exchange", law)]

    found, together = (
        [m for m in _diff(province(), right).moves if m.aspect == "lead"]
        for right in (province(rules=(first, *r, hard)) for r in (made, same))
    )

    assert [
        (("r",), [{"renewal"}]),
        (("t",), [{"training_exchange"}]),
    ] == [(move.after.rules, _side(move, "item")) for move in found]
    assert [("r", "t")] == [move.after.rules for move in together]


def test_bodies_of_one_kind_that_change_places_are_told_apart(
    make: Any, province: Rules
) -> None:
    """Else both sides would read alike."""
    more = {
        "authorities": (make.body("p/d/amr2", "district_amr", "330102"),),
        "relations": (make.edge("p/d/amr2", "manages", "p/d/station"),),
    }

    def build(one: str, two: str) -> Any:
        rules = (
            make.rule("receive", "receive", "station"),
            make.rule("r", "lead", one, when=make.when(item="renewal")),
            make.rule("t", "lead", two, when=make.when(item="training_exchange")),
        )
        return province(rules=rules, more=more)

    turned = _diff(build("p/d/amr", "p/d/amr2"), build("p/d/amr2", "p/d/amr"))
    joined = _diff(build("p/d/amr", "p/d/amr2"), build("p/d/amr2", "p/d/amr2"))

    for found in (turned, joined):
        leads = [move for move in found.moves if move.aspect == "lead"]
        assert (("p/d/amr",), ("p/d/amr2",), [{"renewal"}]) in [
            (m.before.bodies, m.after.bodies, _side(m, "item")) for m in leads
        ]
        assert all(1 == len(m.before.bodies) == len(m.after.bodies) for m in leads)


def test_other_rule_with_the_same_source_is_no_other_basis(
    make: Any, province: Rules
) -> None:
    renamed = _changed(make, "basic", id="renamed")

    found = _diff(province(), province(rules=renamed))

    assert ((), {("basic", "ended"), ("renamed", "began")}) == (
        found.moves,
        {(row.key, row.change) for row in found.rows},
    )


def test_days_of_one_ruleset_are_compared(make: Any, province: Rules) -> None:
    amr = make.rule(
        "later",
        "lead",
        "p/d/amr",
        when=make.when(difficulty="basic"),
        exception_to=("basic",),
        validity=Validity(NEXT),
    )
    built = province(more={"rules": (amr,)})

    found = _diff(built, built, (DAY, NEXT))

    assert ("lead", ("p/d/station",), ("p/d/amr",)) in _told(found)
    assert [("rules", "later", "began")] == [
        (row.table, row.key, row.change) for row in found.rows
    ]
    assert not _diff(built, built, (NEXT, NEXT))
    assert ((DAY, NEXT),) == found.days


def test_body_that_begins_moves_requests_without_any_rule(
    make: Any, province: Rules
) -> None:
    """The rules are the same on both days; whom they find is not."""
    bodies = [
        attrs.evolve(body, validity=Validity(NEXT)) if body.kind == "station" else body
        for body in make.tables().authorities
    ]
    built = province(authorities=bodies)

    found = _diff(built, built, (DAY, NEXT))

    assert ("status", ("gap",), ("routed",)) in _told(found)
    assert [("authorities", "p/d/station", "began")] == [
        (row.table, row.key, row.change) for row in found.rows
    ]


def test_limit_that_a_place_inside_may_replace_is_given_out_nowhere_around(
    make: Any, province: Rules
) -> None:
    """Where the place is only known roughly there is no telling which one runs."""
    rules = (make.rule("receive", "receive", "p/mpa"), make.rule("l", "lead", "p/mpa"))
    limit = make.limit("all")
    inside = make.limit(
        "inside", 9, when=make.when(place="330102"), exception_to=("all",)
    )

    found = _diff(
        province(rules=rules, limits=(limit,)),
        province(rules=rules, limits=(limit, inside)),
    )

    after = {
        place: len(move.after.bodies)
        for move in found.moves
        for box in move.boxes
        for place in box.get("place") or ()
    }
    assert {"330000": 0, "330100": 0, "330102": 1} == after


@pytest.mark.parametrize("off", [{"enabled": ("340000",)}, {"validity": LATER}])
@pytest.mark.parametrize(
    "when",
    [
        {},
        {"place": "330102"},
        {"difficulty": "basic"},
        {"registration_business": "yes"},
        {"registration_business": "no"},
        {"received_level": "station"},
        {"received_level": "district"},
        {"received_level": "district", "difficulty": "basic"},
        {"site": "330102"},
    ],
)
def test_limits_of_what_is_not_offered_are_those_that_route_gives(
    make: Any, province: Rules, ask: Any, off: dict[str, Any], when: dict[str, str]
) -> None:
    """Out of scope it runs all the same; the level of receipt is unknown there."""
    item, other = make.tables().items
    more = make.limit("more", 9, when=make.when(**when), exception_to=("all",))
    limits = make.limit("all"), more
    left = province(limits=limits, items=(attrs.evolve(item, **off), other))
    right = province(limits=limits)

    found = _diff(left, right)

    boxes = [b for m in found.moves if m.aspect == "limit" for b in m.boxes]
    for level in ("basic", "complex"):
        before, after = (
            [due.limit for due in ask(side.book, difficulty=level).limits]
            for side in (left, right)
        )
        facts = {"difficulty": level, "place": "330102", "product": "device"}
        facts |= {"item": "renewal", "site": "330102"}
        told = any(all(facts[n] in held for n, held in box.sides) for box in boxes)
        assert told is (before != after)


def test_periods_in_which_it_moves_are_told(make: Any, province: Rules) -> None:
    amr = Holder(authority="p/d/amr")
    end = Validity(None, NEXT)
    rules = (
        _changed(make, "basic", validity=end),
        _changed(make, "basic", validity=end, holder=amr),
    )
    left, right = (province(rules=found) for found in rules)

    found = _diff(left, right, (DAY, DAY), (NEXT, NEXT))

    assert {(0,)} == {box.periods for move in found.moves for box in move.boxes}


def test_item_that_is_offered_moves_from_nobody(make: Any, province: Rules) -> None:
    base = make.tables().items
    more = make.item("post_market", enabled=("330102",))

    found = _diff(province(), province(items=(*base, more)))

    assert ("status", ("not_offered",), ("routed",)) in _told(found)
    assert ("status", ("not_offered",), ("ask",)) in _told(found)
    for move in found.moves:
        assert [{"post_market"}] == _side(move, "item")


def test_product_that_an_item_takes_on_counts_on_both_sides(
    make: Any, province: Rules
) -> None:
    narrow, wide = (
        make.item("renewal", products=products)
        for products in ((Product.DRUG,), (Product.DRUG, Product.DEVICE))
    )
    rule = make.rule("device", "lead", "p/d/amr", when=make.when(product="device"))
    drugs = make.rule("drug", "lead", "p/d/amr", when=make.when(product="drug"))
    first = make.tables().rules[:1]

    found = _diff(
        province(items=(narrow,), rules=(*first, drugs)),
        province(items=(wide,), rules=(*first, drugs, rule)),
    )

    assert ("lead", (), ("p/d/amr",)) in _told(found)
    assert {("device",)} == {
        tuple(sorted(box.get("product") or ())) for m in found.moves for box in m.boxes
    }


def test_move_that_only_another_site_shows_is_found(make: Any, province: Rules) -> None:
    there = Holder(functions=("district_amr",), place=PlaceKey.SITE)
    here = Holder(functions=("district_amr",))
    bodies = make.body("p/e/amr", "district_amr", "330104")
    places = (*make.tables().places, make.place("330104", "330100"))
    edge = make.edge("p/mpa", "guides", "p/e/amr")
    hop = make.hop("down", "provincial_mpa", "guides", "district_amr")
    more = {"authorities": (bodies,), "relations": (edge,), "path_rules": (hop,)}
    left, right = (
        province(rules=_changed(make, "basic", holder=holder), places=places, more=more)
        for holder in (here, there)
    )

    found = diff(left.book, right.book, [(DAY, DAY)], (*PLACES, "330104"))

    leads = [move for move in found.moves if move.aspect == "lead"]
    moved = [m for m in leads if m.after.bodies == ("p/e/amr",)]
    assert [[{"330104"}]] == [_side(move, "site") for move in moved]


def test_level_of_receipt_is_that_of_each_side(make: Any, province: Rules) -> None:
    """One rule for stations, one for bureaus: who receives it decides which holds."""
    rules = (
        make.rule("receive", "receive", "station"),
        make.rule("up", "lead", "p/mpa", when=make.when(received_level="station")),
        make.rule("own", "lead", "p/d/amr", when=make.when(received_level="district")),
    )
    first = attrs.evolve(rules[0], holder=Holder(functions=("district_amr",)))

    found = _diff(province(rules=rules), province(rules=(first, *rules[1:])))

    assert {
        ("receive", ("p/d/station",), ("p/d/amr",)),
        ("lead", ("p/mpa",), ("p/d/amr",)),
    } == _told(found)
    assert {None} == {
        box.get("received_level") for move in found.moves for box in move.boxes
    }


def test_values_that_only_one_side_knows_are_compared(
    make: Any, province: Rules
) -> None:
    fields = [
        make.field("grade_of_risk", {"low": [], code: []}) for code in ("high", "new")
    ]
    base = make.tables().fields[:2]
    more = make.rule("new", "co", "p/c/amr", when=make.when(grade_of_risk="new"))
    old = make.rule("old", "co", "p/c/amr", when=make.when(grade_of_risk="high"))

    found = _diff(
        province(fields=(*base, fields[0]), more={"rules": (old,)}),
        province(fields=(*base, fields[1]), more={"rules": (more,)}),
    )

    assert {("co", ("p/c/amr",), ()), ("co", (), ("p/c/amr",))} == _told(found)


def test_same_rows_are_not_looked_into(province: Rules) -> None:
    found = _diff(province(), province(), (DAY, DAY), (NEXT, NEXT))

    assert not found
    assert ((), (), ()) == (found.moves, found.rows, found.places)
    assert ("renewal", "training_exchange") == found.items


@pytest.mark.parametrize(
    "table",
    ["calendar_patterns", "calendar_notices", "calendar_overrides", "office_hours"],
)
def test_row_by_which_time_is_counted_is_a_change(
    make: Any, province: Rules, table: str
) -> None:
    """No answer moves, but due dates do."""
    (row, *others) = getattr(make.tables(), table)
    changed = attrs.evolve(row, source=make.clause())
    keys = [
        [(r.table, r.change) for r in _diff(province(), right).rows]
        for right in (
            province(**{table: (changed, *others)}),
            province(**{table: others}),
        )
    ]

    assert [[(table, "changed")], [(table, "ended")]] == keys
    assert _diff(province(), province(**{table: others}))
    assert () == _diff(province(), province(**{table: others})).moves


def test_office_hours_of_another_day_are_a_change(make: Any, province: Rules) -> None:
    built = province(office_hours=(make.office_hours("later", validity=LATER),))

    found = _diff(built, built, (DAY, NEXT))

    assert [("office_hours", "later", "began")] == [
        (row.table, row.key, row.change) for row in found.rows
    ]
