"""Which places, periods and classes a proof goes through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.core.routing.book import Book
from regservice.model.legal import Validity
from regservice.model.package import Tables
from regservice.model.rule import Holder
from regservice.model.vocab import PlaceKey
from regservice.ruleset.sweep import Swept, periods_of, scope_of, strays, sweep

NEXT = dt.date(2027, 1, 1)
PLACES = ("330000", "330100", "330102")
Rules = Callable[..., Any]


def _sweep(ruleset: Any, budget: int = 10_000) -> Swept:
    return sweep(ruleset.book, PLACES, budget)


def _kinds(swept: Swept) -> set[tuple[str, str]]:
    return {
        (stray.outcome.kind, min(dict(stray.sides)["place"])) for stray in strays(swept)
    }


def test_packages_answer_for_the_places_that_regions_declare(
    make: Any, province: Rules
) -> None:
    sound = province()

    assert PLACES == scope_of(sound.book, sound.manifests)
    assert () == scope_of(make.world(rules=()), (make.manifest("nation"),))


def test_lead_for_every_place_makes_them_answer_for_the_nation(make: Any) -> None:
    book = make.world(rules=(make.rule("all", "lead", "top/nmpa"),))

    assert (*PLACES, "340000") == scope_of(book, (make.manifest("nation"),))


def test_lead_for_some_places_makes_them_answer_for_these(make: Any) -> None:
    rules = (
        make.rule("one", "lead", "top/nmpa", when=make.when(place="330100")),
        make.rule("co", "co", "top/nmpa"),
    )

    found = scope_of(make.world(rules=rules), (make.manifest("nation"),))

    assert ("330100", "330102") == found


def test_periods_are_the_day_before_all_and_each_day_on_which_a_row_changes(
    make: Any, province: Rules
) -> None:
    late = make.rule("late", "co", "p/mpa", validity=Validity(NEXT))

    assert (dt.date(2000, 1, 1),) == periods_of(Book.of(Tables()))
    assert (NEXT - dt.timedelta(days=1), NEXT) == periods_of(
        province(more={"rules": (late,)}).book
    )


def test_sound_rules_leave_no_stray(province: Rules) -> None:
    swept = _sweep(province())

    assert (True, [], set()) == (swept.finished, swept.strays, swept.partial)
    assert {"receive", "basic", "hard"} == swept.won
    assert {"p/d/station", "p/d/amr", "p/mpa"} == swept.reached
    assert {"difficulty": {"basic", "complex"}} == swept.dimensions


@pytest.mark.parametrize("group", ["plain", "late"])
def test_stray_is_found_whichever_way_it_is_looked_for(
    make: Any, province: Rules, group: str
) -> None:
    """Groups with a rule on the site are decided one by one, others together."""
    when = make.when(site="340000") if group == "late" else make.when(place="330000")
    rules = (
        make.rule("receive", "receive", "station"),
        make.rule("basic", "lead", "station", when=make.when(difficulty="basic")),
        make.rule("co", "co", "p/mpa", when=when),
    )

    swept = _sweep(province(rules=rules))

    assert ("gap", "330102") in _kinds(swept)
    assert {frozenset({"complex"})} == {
        dict(stray.sides)["difficulty"] for stray in swept.strays
    }


def test_stray_has_its_period(make: Any, province: Rules) -> None:
    hard = make.rule(
        "hard",
        "lead",
        "p/mpa",
        when=make.when(difficulty="complex"),
        validity=Validity(NEXT),
    )
    rules = (make.rule("receive", "receive", "station"), hard)
    basic = make.rule("basic", "lead", "station", when=make.when(difficulty="basic"))

    assert {0} == {s.period for s in _sweep(province(rules=(*rules, basic))).strays}


def test_gap_that_only_another_site_shows_is_found(make: Any, province: Rules) -> None:
    rule = attrs.evolve(
        make.rule("site", "lead", "station", exception_to=("basic", "hard")),
        holder=Holder(functions=("station",), place=PlaceKey.SITE),
    )
    places = make.tables().places
    more = make.place("330104", "330100")

    found = sweep(
        province(more={"rules": (rule,)}, places=(*places, more)).book,
        (*PLACES, "330104"),
        10_000,
    )

    gaps = {
        tuple(sorted(min(dict(s.sides)[name]) for name in ("place", "site")))
        for s in found.strays
        if s.outcome.kind == "gap"
    }
    assert ("330102", "330104") in gaps
    assert {"330000", "330100", "330102", "330104"} == found.dimensions["site"]


@pytest.mark.parametrize("budget", [1, 2, 3, 5])
def test_spent_budget_ends_the_sweep(province: Rules, budget: int) -> None:
    swept = _sweep(province(), budget)

    assert not swept.finished
    assert budget < swept.classes <= budget + 2


def test_strays_count_towards_the_budget(make: Any, province: Rules) -> None:
    """A class may be told in very many boxes."""
    fields = [make.field(f"f{n}", {"a": [], "b": []}) for n in range(10)]
    when = make.when(**{f"f{n}": "a" for n in range(10)})
    rules = (
        make.rule("receive", "receive", "station"),
        make.rule("one", "lead", "station", when=when),
        *(
            make.rule(f"c{n}", "co", "p/mpa", when=make.when(**{f"f{n}": "b"}))
            for n in range(10)
        ),
    )

    swept = _sweep(province(more={"fields": fields}, rules=rules), 100)

    assert not swept.finished
    assert len(swept.strays) <= 101


def test_rule_on_a_level_that_never_receives_never_stands(
    make: Any, province: Rules
) -> None:
    rule = make.rule(
        "never", "lead", "p/mpa", when=make.when(received_level="national")
    )

    assert "never" not in _sweep(province(more={"rules": (rule,)})).won


@pytest.mark.parametrize("late", [False, True])
def test_bodies_that_get_a_copy_because_of_the_site_are_reached(
    make: Any, province: Rules, *, late: bool
) -> None:
    places = (*make.tables().places, make.place("330104", "330100"))
    body = make.body("p/e/customs", "customs", "330104")
    when = {"place": "330102", **({"site": "330104"} if late else {})}
    rule = attrs.evolve(
        make.rule("copy", "copy", "customs", when=make.when(**when)),
        holder=Holder(functions=("customs",), place=PlaceKey.ACT),
    )
    more = {"rules": (rule,), "authorities": (body,)}

    swept = sweep(province(places=places, more=more).book, (*PLACES, "330104"), 10_000)

    assert "p/e/customs" in swept.reached


def test_item_that_is_offered_inside_counts_where_the_place_is_known_roughly(
    make: Any, province: Rules
) -> None:
    items = (make.item("renewal", enabled=("330102",)),)
    rules = (make.rule("receive", "receive", "city_amr"),)

    assert {("gap", "330100"), ("gap", "330102")} == (
        _kinds(_sweep(province(items=items, rules=rules)))
    )


def test_many_programmes_leave_the_sweep_partial(make: Any, province: Rules) -> None:
    codes = [f"p:p{n}" for n in range(9)]
    rules = [
        make.rule(f"r{n}", "co", "p/mpa", when=make.when(programme=code))
        for n, code in enumerate(codes)
    ]
    programmes = [make.programme(code, "330000") for code in codes]

    swept = _sweep(province(more={"rules": rules, "programmes": programmes}))

    assert {"programme"} == swept.partial


@pytest.mark.parametrize("dimension", ["site", "received_level"])
def test_rows_of_another_region_cost_nothing_here(
    make: Any, province: Rules, dimension: str
) -> None:
    """They test what makes each class be looked at, but cannot hold."""
    value = {"site": "330100", "received_level": "station"}[dimension]
    when = make.when(place="340000", **{dimension: value})
    rows = tuple(make.rule(f"{n}", "co", "p/mpa", when=when) for n in range(2))

    there = _sweep(province(more={"rules": rows}))

    assert _sweep(province()).classes == there.classes
    assert set() == _kinds(there)
