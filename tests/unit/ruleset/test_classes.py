"""Every class of requests at a place, with the rows that hold for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from regservice.core.routing.book import AsOf
from regservice.model.rule import Holder
from regservice.model.vocab import PlaceKey
from regservice.ruleset.classes import Held, facts_at, read_elsewhere, sides_of, spots
from regservice.ruleset.judge import At, Judge
from regservice.ruleset.space import Group, make_groups

DAY = dt.date(2026, 3, 2)
PLACES = ("330000", "330102", "340000")
Rules = Callable[..., Any]


@attrs.frozen
class One:
    """Requests at one place."""

    at: At
    held: tuple[Held, ...]
    numbers: Mapping[str, tuple[int, ...]]
    key: object
    classes: int


def _classes(ruleset: Any, place: str = "330102") -> tuple[Group, list[One]]:
    view = ruleset.book.view(AsOf(DAY))
    parts = ("receive", "lead", "path", "bypass")
    groups = make_groups([view], parts, PLACES)
    group = next(group for group in groups if "renewal" in group.items)
    found = list(facts_at(group, place, [Judge(view)], PLACES))
    return group, [
        One(at, one.held, facts.numbers, one.key, id(facts.classes))
        for facts in found
        for one in facts.classes
        for at in one.ats
    ]


def _leads(found: One) -> set[str]:
    return {row.id for row in found.held[0].parts.lead}


def _by_site(make: Any, key: str = "by-site", **when: Any) -> Any:
    rule = make.rule(key, "lead", "station", when=make.when(**when))
    holder = Holder(functions=("station",), place=PlaceKey.SITE)
    return attrs.evolve(rule, holder=holder)


def _side(found: One, group: Group, name: str) -> frozenset[str] | None:
    return sides_of(group, found.numbers, found.at).get(name)


def test_class_is_a_box_with_the_rows_that_hold(province: Rules) -> None:
    group, found = _classes(province())

    assert [
        ({"basic"}, {"basic"}, At("330102")),
        ({"complex"}, {"hard"}, At("330102")),
    ] == [(_side(c, group, "difficulty"), _leads(c), c.at) for c in found]
    for one in found:
        assert ({"330102"}, {"renewal"}) == (
            _side(one, group, "place"),
            _side(one, group, "item"),
        )


def test_selector_that_reads_another_place_makes_a_class_for_each(
    make: Any, province: Rules
) -> None:
    rule = _by_site(make, difficulty="basic")
    group, found = _classes(province(more={"rules": (rule,)}))

    sites = {
        frozenset(_leads(c)): sorted(
            code
            for other in found
            for code in _side(other, group, "site") or ()
            if _leads(other) == _leads(c)
        )
        for c in found
    }

    assert {frozenset({"basic", "by-site"}): [*PLACES], frozenset({"hard"}): []} == (
        sites
    )


def test_two_selectors_make_a_class_for_each_pair_of_places() -> None:
    found = list(spots("330102", {"site": PLACES, "agent_place": PLACES}))

    assert 9 == len(found) == len(set(found))
    assert ("330102", "340000") == (found[2].place, found[2].code("site"))
    assert [At("330102")] == list(spots("330102", {}))


def test_only_places_that_turned_are_gone_through() -> None:
    two = {"site": PLACES, "agent_place": PLACES}
    turned = frozenset({"340000"})

    def codes(place: str, choices: dict[str, tuple[str, ...]]) -> list[set[str]]:
        found = spots(place, choices, turned)
        return [{place, *(code for _, code in at.elsewhere)} for at in found]

    assert [] == codes("330102", {})
    assert [{"340000"}] == codes("340000", {})
    assert [{"330102", "340000"}] == codes("330102", {"site": PLACES})
    assert 3 == len(codes("340000", {"site": PLACES}))
    assert 5 == len(codes("330102", two))
    assert all("340000" in found for found in codes("330102", two))


def test_only_holders_of_rules_read_places(make: Any) -> None:
    rows: Iterable[object] = (
        _by_site(make),
        make.rule("own", "lead", "station"),
        make.hop("h", "station", "manages", "district_amr"),
    )

    assert ("site",) == read_elsewhere(rows)


def test_rule_on_the_site_may_hold_where_the_site_is_known_roughly(
    make: Any, province: Rules
) -> None:
    rule = make.rule("at-site", "lead", "p/d/amr", when=make.when(site="330102"))
    group, found = _classes(province(more={"rules": (rule,)}))
    basic = [c for c in found if _side(c, group, "difficulty") == {"basic"}]

    held = {
        c.at.code("site"): (
            "at-site" in _leads(c),
            "at-site" in {row.id for row in c.held[0].may.lead},
        )
        for c in basic
    }

    assert {
        "330000": (False, True),
        "330102": (True, False),
        "340000": (False, False),
    } == held


def test_rule_for_a_place_inside_may_hold_where_the_place_is_known_roughly(
    make: Any, province: Rules
) -> None:
    rule = make.rule("inside", "lead", "p/d/amr", when=make.when(place="330102"))
    _, found = _classes(province(more={"rules": (rule,)}), "330100")

    assert all("inside" in {row.id for row in c.held[0].may.lead} for c in found)
    assert not any("inside" in _leads(c) for c in found)


def test_rule_on_the_level_holds_for_the_level_of_the_first_contact(
    make: Any, province: Rules
) -> None:
    rules = (
        make.rule("up", "lead", "p/mpa", when=make.when(received_level="station")),
        make.rule("side", "lead", "p/mpa", when=make.when(received_level="district")),
    )
    group, found = _classes(province(more={"rules": rules}))

    assert [{"up", "basic"}, {"up", "hard"}] == [_leads(c) for c in found]
    assert not any(_side(c, group, "received_level") for c in found)


def test_without_a_first_contact_no_rule_on_the_level_is_certain(
    make: Any, province: Rules
) -> None:
    up = make.rule("up", "lead", "p/mpa", when=make.when(received_level="station"))
    hard = make.rule("hard", "lead", "p/mpa")

    _, found = _classes(province(rules=(up, hard)))

    assert [({"hard"}, {"up"})] == [
        (_leads(c), {row.id for row in c.held[0].may.lead}) for c in found
    ]


def test_classes_with_one_key_have_the_same_rows(make: Any, province: Rules) -> None:
    more = make.rule("more", "lead", "p/mpa", when=make.when(grade_of_risk="low"))
    over = make.rule("over", "co", "p/mpa", when=make.when(channel="visit"))
    _, found = _classes(province(more={"rules": (more, over)}))

    by_key: dict[object, set[frozenset[str]]] = {}
    for one in found:
        by_key.setdefault(one.key, set()).add(frozenset(_leads(one)))

    assert all(len(rows) == 1 for rows in by_key.values())
    assert len(by_key) == len({frozenset(_leads(c)) for c in found})


def test_facts_that_lead_to_one_end_have_the_very_same_classes(
    make: Any, province: Rules
) -> None:
    """What a rule on the channel tells apart comes together again behind it."""
    rules = (
        make.rule(
            "one", "lead", "p/mpa", when=make.when(channel="visit", product="drug")
        ),
        make.rule(
            "two", "lead", "p/mpa", when=make.when(channel="phone", origin="import")
        ),
        make.rule("all", "lead", "station"),
    )
    _, found = _classes(province(rules=rules))

    ends: dict[frozenset[str], set[int]] = {}
    for one in found:
        ends.setdefault(frozenset(_leads(one)), set()).add(one.classes)

    assert all(len(classes) == 1 for classes in ends.values())
    assert len(found) > len(ends)
