"""Programmes, limits and the competent authority in a routed answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from regservice.model.decision import Decision
from regservice.model.legal import Validity
from regservice.model.vocab import Cause, PlaceKey, Status, Tier, Unit

DAY = dt.date(2026, 3, 2)
T = dt.datetime
Ask = Callable[..., Decision]


def _bodies(decision: Decision) -> tuple[str | None, str | None, str | None]:
    return decision.handler, decision.lead, decision.loop_owner


def _outcomes(decision: Decision) -> list[tuple[str, str]]:
    return [(step.rule, step.outcome) for step in decision.steps]


@pytest.mark.parametrize(
    ("row", "expected", "key"),
    [
        ({}, "programme", True),
        ({"tracking": 100}, "tracked", True),
        ({"key": False}, "programme", False),
        ({"when": "drug"}, "does_not_fit", False),
        ({"when": "high"}, "programme", True),
        ({"validity": Validity(None, DAY)}, "not_running", False),
        ({"places": ("340000",)}, "not_run_here", False),
    ],
)
def test_programme_counts_where_and_while_it_is_run_and_if_it_fits(
    ask: Ask, make: Any, row: dict[str, Any], expected: str, *, key: bool
) -> None:
    """A key programme makes the request a key one."""
    when = {
        "drug": make.when(product="drug"),
        "high": make.when(grade_of_risk="high"),
    }
    if "when" in row:
        row = {"when": when[row["when"]]}
    places = row.get("places", ("330000",))
    rest = {k: v for k, v in row.items() if k != "places"}
    book = make.world(
        programmes=(
            make.programme("zj:list", *places, **rest),
            make.programme("zj:other", "330000"),
        )
    )

    found = ask(book, programmes=("zj:list",))

    on = expected in {"programme", "tracked"}
    assert [("zj:list", expected)] == [o for o in _outcomes(found) if ":" in o[0]]
    assert (("zj:list",) if on else (), key) == (found.programmes, found.is_key)


def test_emergency_is_key_without_a_programme(ask: Ask, make: Any) -> None:
    """What cannot wait is graded so by what it is."""
    book = make.world(more={"items": (make.item("emergency"),)})

    assert ask(book, item="emergency").is_key
    assert not ask(book).is_key


def test_limit_runs_from_the_receipt(ask: Ask, make: Any) -> None:
    """The law is read at one instant, the clock starts at another."""
    found = ask(make.world(limits=(make.limit("a"),)), received=T(2026, 2, 27, 10))

    assert T(2026, 3, 6, 17) == found.limits[0].due
    assert (False, True) == (found.limits[0].provisional, found.limits[0].covered)
    assert ("a", "limit") in _outcomes(found)


@pytest.mark.parametrize(
    ("received", "due", "provisional", "covered"),
    [
        (T(2026, 12, 31, 9), T(2027, 1, 4, 17), True, True),
        (T(2024, 12, 31, 9), None, False, False),
    ],
)
def test_limit_beyond_the_calendar_is_provisional_or_uncovered(
    ask: Ask,
    make: Any,
    received: dt.datetime,
    due: dt.datetime | None,
    *,
    provisional: bool,
    covered: bool,
) -> None:
    """A calendar without an answer does not stop the routing."""
    found = ask(make.world(limits=(make.limit("a", 1),)), received=received)

    assert Status.ROUTED is found.status
    assert (due, provisional, covered) == (
        found.limits[0].due,
        found.limits[0].provisional,
        found.limits[0].covered,
    )


def test_limit_that_is_not_set_is_said_not_to_be(ask: Ask, make: Any) -> None:
    """A row without a length is an answer, covered and without a moment."""
    due = ask(make.world(limits=(make.limit("a", None),))).limits[0]

    assert (None, True, None) == (due.due, due.covered, due.limit.count)


def test_special_limit_replaces_the_general_one(ask: Ask, make: Any) -> None:
    """What gave way is shown as having given way."""
    rows = (
        make.limit("general", None),
        make.limit(
            "special",
            2,
            unit=Unit.WORKING_DAY,
            exception_to=("general",),
            when=make.when(difficulty="complex"),
        ),
    )

    hard, easy = (
        ask(make.world(limits=rows), difficulty=d) for d in ("complex", "basic")
    )

    assert ["special"] == [due.limit.id for due in hard.limits]
    assert ("general", "gave_way") in _outcomes(hard)
    assert ["general"] == [due.limit.id for due in easy.limits]


def test_limit_that_an_unknown_fact_may_replace_is_not_given_out(
    ask: Ask, make: Any
) -> None:
    """The wrong limit would be a guess; the fact is asked for instead."""
    rows = (
        make.limit("general", None),
        make.limit(
            "special",
            2,
            exception_to=("general",),
            when=make.when(grade_of_risk="high"),
        ),
        make.limit("beside", 9),
    )

    found = ask(make.world(limits=rows))

    assert (Status.ROUTED, ["beside"]) == (
        found.status,
        [due.limit.id for due in found.limits],
    )
    assert "grade_of_risk" == found.ask.dimension  # type: ignore[union-attr]


def test_limit_that_has_given_way_already_asks_nothing(ask: Ask, make: Any) -> None:
    """A fact that could only bring back a beaten row changes nothing."""
    rows = (
        make.limit("beaten", 1, when=make.when(grade_of_risk="high")),
        make.limit("sure", 2, exception_to=("beaten",)),
    )

    found = ask(make.world(limits=rows))

    assert (["sure"], None) == ([due.limit.id for due in found.limits], found.ask)


def test_fallback_has_limits_too(ask: Ask, make: Any) -> None:
    """The clock runs whoever has it."""
    found = ask(make.world(rules=(), limits=(make.limit("a"),)))

    assert T(2026, 3, 9, 17) == found.limits[0].due


def test_law_that_was_not_known_is_not_read(ask: Ask, make: Any) -> None:
    """The same day looks different to who knew less."""
    book = make.world(
        documents=(make.document("LAW", issued=DAY),),
        rules=(
            make.rule("r", "receive", "station"),
            make.rule("l", "lead", "p/mpa", source=make.clause("LAW")),
        ),
    )

    assert Status.ROUTED is ask(book, known=DAY).status
    assert Cause.GAP is ask(book, known=DAY - dt.timedelta(days=1)).cause


def test_competent_authority_is_shown_with_its_readings(ask: Ask, make: Any) -> None:
    """Decider, other limbs and the reading of a tier are steps of the answer."""
    reading = make.source(note="municipality")
    book = make.world(
        places=(
            make.place("310000", tier=Tier.PROVINCE),
            make.place(
                "310104",
                "310000",
                tier=Tier.COUNTY,
                stands_for=(Tier.PREFECTURE,),
                source=reading,
            ),
        ),
        authorities=(make.body("s/amr", "district_amr", "310104"),),
        relations=(),
        rules=(make.rule("r", "receive", "s/amr"), make.rule("l", "lead", "s/amr")),
        matters=(
            make.matter(
                "m",
                make.limb(tier=Tier.PREFECTURE, functions=("district_amr",)),
                make.limb(says="a laboratory", main=False),
            ),
        ),
    )

    found = ask(book, place="310104")

    assert "s/amr" == found.competent.authority  # type: ignore[union-attr]
    assert [
        ("m", "competent"),
        ("310104", "tier_reading"),
        ("m", "also_competent"),
        ("r", "receive"),
        ("l", "lead"),
    ] == _outcomes(found)


def test_presumption_is_shown_only_where_the_matter_needs_it(
    ask: Ask, make: Any
) -> None:
    """What was presumed and used by nothing is no part of the answer."""
    used, unused = (
        make.field(code, {"a": [], "b": []}, presumed="a")
        for code in ("used", "unused")
    )
    limb = make.limb(says="x", when=make.when(used="a"))
    book = make.world(
        more={"fields": (used, unused)}, matters=(make.matter("m", limb),)
    )

    found = ask(book).findings

    assert "presumed" == found["used"].basis
    assert "unused" not in found


def test_decision_does_not_depend_on_whose_place_only_the_law_asks_for(
    ask: Ask, make: Any
) -> None:
    """The matter is information: it does not move the request."""
    book = make.world(
        matters=(
            make.matter(
                "m",
                make.limb(
                    tier=Tier.PROVINCE,
                    functions=("provincial_mpa",),
                    place=PlaceKey.ISSUER,
                ),
            ),
        )
    )

    here, there = (
        ask(book, attributes=given) for given in ({}, {"issuer_place": "340000"})
    )

    assert _bodies(here) == _bodies(there)
    assert ("p/mpa", None) == (here.competent.authority, there.competent.authority)  # type: ignore[union-attr]
