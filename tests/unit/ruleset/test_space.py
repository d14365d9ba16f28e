"""The diagram of the requests that rules can tell apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import pytest

from regservice.core.routing.book import AsOf, View
from regservice.model.vocab import Product
from regservice.ruleset.held import Row
from regservice.ruleset.space import Group, make_groups, rows_of

DAY = dt.date(2026, 3, 2)
Rules = Callable[..., Any]


def _view(ruleset: Any) -> View:
    view: View = ruleset.book.view(AsOf(DAY))
    return view


def _groups(ruleset: Any, *parts: str, sites: Sequence[str] = ()) -> list[Group]:
    return make_groups([_view(ruleset)], parts or ("receive", "lead"), sites)


def _group(ruleset: Any, item: str = "renewal", **kw: Any) -> Group:
    return next(group for group in _groups(ruleset, **kw) if item in group.items)


def _ids(rows: Sequence[Row]) -> list[str]:
    return [row.record.id for row in rows]


def test_rows_play_the_part_of_their_table_or_role(province: Rules) -> None:
    rows = rows_of(_view(province()), 0, ("receive", "path"))

    assert [
        ("receive", "receive"),
        ("to-district", "path"),
        ("to-province", "path"),
    ] == [(row.record.id, row.part) for row in rows]


def test_items_that_all_rows_treat_alike_are_one_group(
    make: Any, province: Rules
) -> None:
    more = {"items": (make.item("product_registration"), make.item("post_market"))}

    groups = _groups(province(more=more))

    assert [
        {"renewal", "product_registration", "post_market"},
        {"training_exchange"},
    ] == [set(group.items) for group in groups]


def test_rule_on_an_item_on_business_or_on_products_parts_a_group(
    make: Any, province: Rules
) -> None:
    rule = make.rule(
        "more", "lead", "station", when=make.when(registration_business="no")
    )
    items = (
        make.item("post_market", registration_business=False),
        make.item("product_filing", products=(Product.DRUG,)),
        make.item("emergency"),
    )
    named = make.rule("own", "lead", "station", when=make.when(item="emergency"))

    groups = _groups(province(more={"items": items, "rules": (rule, named)}))

    assert {1} == {len(group.items) for group in groups}
    held = {g.items[0]: set(_ids(g.rows)) for g in groups}
    assert "more" in held["post_market"] & held["training_exchange"]
    assert "more" not in held["renewal"] | held["product_filing"]
    assert ["emergency"] == [item for item, rows in held.items() if "own" in rows]


def test_what_is_out_of_scope_is_in_no_group(make: Any, province: Rules) -> None:
    groups = _groups(province(more={"items": (make.item("out_of_scope"),)}))

    assert not any("out_of_scope" in group.items for group in groups)


def test_leaves_are_a_partition_of_all_requests(make: Any, province: Rules) -> None:
    rules = (
        make.rule("one", "lead", "station", when=make.when(grade_of_risk="low")),
        make.rule("two", "lead", "station", when=make.when(channel=["visit"])),
        make.rule("drug", "lead", "station", when=make.when(product="drug")),
    )
    group = _group(province(more={"rules": rules}))
    sizes = {axis.name: len(axis.values) for axis in group.axes}

    seen = [
        point
        for _, numbers in group.leaves(group.node(group.certain("330102")))
        for point in product(*(numbers.get(n, range(sizes[n])) for n in sizes))
    ]

    assert {"product", "difficulty", "grade_of_risk", "channel"} == set(sizes)
    assert sorted(product(*(range(size) for size in sizes.values()))) == sorted(seen)


def test_leaf_holds_the_rows_whose_tests_hold_there(make: Any, province: Rules) -> None:
    rules = (make.rule("one", "lead", "station", when=make.when(grade_of_risk="low")),)
    group = _group(province(more={"rules": rules}))

    for leaf, numbers in group.leaves(group.node(group.certain("330102"))):
        facts = {
            axis.name: frozenset(axis.values[n] for n in numbers[axis.name])
            for axis in group.axes
            if axis.name in numbers
        }
        facts["place"] = frozenset({"330000"})
        assert [
            row.record.id for row in group.rows if row.record.when.holds(facts)
        ] == (_ids(group.holding(group.alive(leaf))))


def test_only_facts_that_some_row_tests_make_a_diagram_grow(
    make: Any, province: Rules
) -> None:
    many = [
        make.rule(f"r{n}", "co", "station", when=make.when(**{f"f{n}": "a"}))
        for n in range(12)
    ]
    fields = [make.field(f"f{n}", {"a": [], "b": []}) for n in range(12)]
    rules = province(more={"rules": many, "fields": fields})
    without, with_all = (
        next(g for g in _groups(rules, *parts) if "renewal" in g.items)
        for parts in (("receive", "lead"), ("receive", "lead", "co"))
    )

    for group in (without, with_all):
        group.node(group.certain("330102"))

    assert ["difficulty"] == [axis.name for axis in without.axes]
    assert 13 == len(with_all.axes)
    assert without.size <= 8
    assert with_all.size > 2**12


def test_fact_is_not_asked_for_once_its_rows_are_out(
    make: Any, province: Rules
) -> None:
    when = make.when(difficulty="basic", grade_of_risk="low")
    rule = make.rule("more", "lead", "station", when=when)
    group = _group(province(more={"rules": (rule,)}))
    difficulty = group.axes[0].values

    asked = {
        difficulty[number]: "grade_of_risk" in numbers
        for _, numbers in group.leaves(group.node(group.certain("330102")))
        for number in numbers["difficulty"]
    }

    assert {"basic": True, "complex": False} == asked


def _group_with(province: Rules, make: Any, **when: Any) -> Group:
    rule = make.rule("more", "lead", "station", when=make.when(**when))
    return _group(province(more={"rules": (rule,)}), sites=("330000", "330102"))


def test_place_of_a_rule_is_certain_within_and_open_around(
    make: Any, province: Rules
) -> None:
    group = _group_with(province, make, place="330102")

    assert "more" in _ids(group.holding(group.certain("330102")))
    assert "more" not in _ids(group.holding(group.certain("330100")))
    assert ["more"] == _ids(group.holding(group.open("330100")))
    assert [] == _ids(group.holding(group.open("330102")))
    assert [] == _ids(group.holding(group.open("340000")))


def test_row_that_holds_for_certain_is_not_open_too(make: Any, province: Rules) -> None:
    group = _group_with(province, make, place=["330100", "330102"])

    assert "more" in _ids(group.holding(group.certain("330100")))
    assert [] == _ids(group.holding(group.open("330100")))


def test_site_that_is_known_roughly_leaves_a_test_open(
    make: Any, province: Rules
) -> None:
    group = _group_with(province, make, site="330102")
    more = next(row for row in group.rows if row.record.id == "more")
    held = {
        site: _ids(group.holding(group.alive(node)))
        for node, numbers in group.leaves(group.node(group.certain("330102")))
        for number in numbers["site"]
        for site in [group.axes[-1].values[number]]
    }

    assert "more" in held["330102"]
    assert "more" in held["330000"]
    assert [True, False] == [group.is_sure(more, site) for site in ("330102", "330000")]


def test_level_of_receipt_is_left_open_by_the_leaves(
    make: Any, province: Rules
) -> None:
    group = _group_with(province, make, received_level="station", difficulty="basic")
    open_ = [
        node
        for node, _ in group.leaves(group.node(group.certain("330102")))
        if node.axis >= 0
    ]

    (node,) = open_
    assert "more" in _ids(group.holding(group.alive(node)))
    assert "more" in _ids(group.holding(group.alive(node, "station")))
    assert "more" not in _ids(group.holding(group.alive(node, "district")))
    assert ["more"] == _ids(group.holding(group.asking("received_level")))
    assert 0 == group.asking("channel")


@pytest.mark.parametrize("tested", [True, False])
def test_product_is_an_axis_only_if_some_row_tests_it(
    make: Any, province: Rules, *, tested: bool
) -> None:
    when = make.when(product="drug") if tested else make.when()
    rule = make.rule("more", "lead", "station", when=when)

    names = [axis.name for axis in _group(province(more={"rules": (rule,)})).axes]

    assert tested is ("product" in names)
