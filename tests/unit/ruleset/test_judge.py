"""What becomes of the requests of one class."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.core.routing.book import AsOf
from regservice.model.rule import Holder, Strategy
from regservice.model.vocab import PlaceKey, Role
from regservice.ruleset.held import Parts, Row
from regservice.ruleset.judge import At, Judge, Outcome
from regservice.ruleset.space import rows_of

DAY = dt.date(2026, 3, 2)
HERE = At("330102")
NONE = Parts((), (), (), ())
PARTS = ("receive", "lead", "co", "copy", "path", "bypass", "limit")
Rules = Callable[..., Any]


def _parts(ruleset: Any, *ids: str) -> tuple[Judge, Parts]:
    """The rows with some ids, or all of them."""
    view = ruleset.book.view(AsOf(DAY))
    rows = rows_of(view, 0, PARTS)
    return Judge(view), Parts.of([r for r in rows if not ids or r.record.id in ids])


def _decide(
    ruleset: Any, *ids: str, may: tuple[str, ...] = (), at: At = HERE
) -> Outcome:
    judge, parts = _parts(ruleset, *ids)
    _, open_ = _parts(ruleset, *may) if may else (None, NONE)
    return judge.decide(parts, open_, at)


SOUND = ("receive", "hard", "to-district", "to-province")


def test_class_with_one_lead_and_a_way_is_routed(province: Rules) -> None:
    found = _decide(province(), *SOUND)

    assert ("routed", "p/d/station", "p/d/amr", "p/mpa") == (
        found.kind,
        found.receive,
        found.handler,
        found.lead,
    )
    assert ["p/d/station", "p/d/amr", "p/mpa"] == [h.authority for h in found.path]
    assert ("hard",) == found.rules


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (("hard", "to-district", "to-province"), ("gap", Role.RECEIVE, (), ())),
        (("receive", "to-district", "to-province"), ("gap", Role.LEAD, (), ())),
        (
            ("receive", "basic", "hard"),
            ("conflict", Role.LEAD, ("basic", "hard"), ("p/d/station", "p/mpa")),
        ),
        (
            ("receive", "hard"),
            ("dead_end", Role.LEAD, ("hard",), ("p/d/station", "p/mpa")),
        ),
    ],
)
def test_class_without_a_single_body_or_way_says_what_is_wrong(
    province: Rules, ids: tuple[str, ...], expected: tuple[object, ...]
) -> None:
    found = _decide(province(), *ids)

    assert expected == (found.kind, found.role, found.rules, found.bodies)


def test_selector_without_a_body_is_a_gap_that_names_its_rule(
    make: Any, province: Rules
) -> None:
    rules = province(more={"rules": (make.rule("none", "lead", "customs"),)})

    found = _decide(rules, "receive", "none")

    assert ("gap", Role.LEAD, ("none",), False) == (
        found.kind,
        found.role,
        found.rules,
        found.unprovable,
    )


def test_what_a_strategy_names_is_unprovable(make: Any, province: Rules) -> None:
    strategy = Strategy(
        id="s", version="1", choose=lambda _: "p/mpa", source=make.source()
    )
    rule = make.rule("chosen", "lead", "p/mpa")
    rule = attrs.evolve(rule, holder=Holder(strategy="s"))
    rules = province(more={"rules": (rule,)}, strategies=(strategy,))

    found = _decide(rules, "receive", "chosen", "to-district", "to-province")

    assert ("gap", True) == (found.kind, found.unprovable)


def test_rule_that_may_hold_and_would_change_the_answer_is_a_question(
    make: Any, province: Rules
) -> None:
    there = make.when(place="340000")
    more = make.rule("more", "lead", "p/d/amr", when=there)
    first = make.rule("first", "receive", "district_amr", when=there)
    beaten = make.rule("over", "lead", "p/mpa", exception_to=("more",))
    same = make.rule("same", "lead", "provincial_mpa", when=there)
    rules = province(more={"rules": (more, first, beaten, same)})

    assert "ask" == _decide(rules, *SOUND, may=("more",)).kind
    assert "ask" == _decide(rules, *SOUND, may=("first",)).kind
    assert "ask" == _decide(rules, "receive", may=("more",)).kind
    assert "routed" == _decide(rules, *SOUND, may=("same",)).kind
    over = ("receive", "over", "to-district", "to-province")
    assert "routed" == _decide(rules, *over, may=("more",)).kind


def test_row_of_the_way_that_may_hold_is_a_question_if_it_changes_the_way(
    make: Any, province: Rules
) -> None:
    there = make.when(place="340000")
    edge = make.edge("p/mpa", "cooperates", "p/d/station")
    hops = (
        make.hop("direct", "station", "cooperates", "provincial_mpa", when=there),
        make.hop("z-again", "station", "manages", "district_amr", when=there),
    )
    passes = (
        make.bypass("pass", "district_amr", when=there),
        make.bypass("none", "customs", when=there),
    )
    rules = province(
        more={"relations": (edge,), "path_rules": hops, "bypasses": passes}
    )

    kinds = {
        may: _decide(rules, *SOUND, may=(may,)).kind
        for may in ("direct", "z-again", "pass", "none")
    }

    assert {"direct": "ask", "z-again": "routed", "pass": "ask", "none": "routed"} == (
        kinds
    )


def test_two_rows_of_the_way_that_only_change_it_together_are_a_question(
    make: Any, province: Rules
) -> None:
    there = make.when(place="340000")
    edges = (
        make.edge("p/mpa", "cooperates", "p/c/amr"),
        make.edge("p/c/amr", "supports", "p/d/station"),
    )
    hops = (
        make.hop("one", "station", "supports", "city_amr", when=there),
        make.hop("two", "city_amr", "cooperates", "provincial_mpa", when=there),
    )
    rules = province(more={"relations": edges, "path_rules": hops})

    assert "dead_end" == _decide(rules, "receive", "hard").kind
    assert "dead_end" == _decide(rules, "receive", "hard", may=("one",)).kind
    assert "ask" == _decide(rules, "receive", "hard", may=("one", "two")).kind


def test_bypass_over_the_goal_of_a_gateway_is_a_path_violation(
    make: Any, province: Rules
) -> None:
    gate = make.hop("gate", "station", "manages", "district_amr", only=True)
    passes = (make.bypass("pass", "district_amr"), make.bypass("city", "city_amr"))
    rules = province(more={"path_rules": (gate,), "bypasses": passes})

    past = _decide(rules, *SOUND, "gate", "pass")
    through = _decide(rules, *SOUND, "gate", "city")
    free = _decide(rules, *SOUND, "pass")

    assert ("path_violation", ("pass", "gate")) == (past.kind, past.rules)
    assert ("p/d/station", "p/mpa") == (past.receive, past.lead)
    assert ["routed", "routed"] == [through.kind, free.kind]


def test_two_gateways_to_different_goals_are_a_path_violation(
    make: Any, province: Rules
) -> None:
    gates = (
        make.hop("gate", "station", "manages", "district_amr", only=True),
        make.hop("other", "station", "manages", "city_amr", only=True),
        make.hop("twin", "station", "manages", "district_amr", only=True),
    )
    rules = province(more={"path_rules": gates})

    assert ("path_violation", ("gate", "other")) == (
        (found := _decide(rules, *SOUND, "gate", "other")).kind,
        found.rules,
    )
    assert "routed" == _decide(rules, *SOUND, "gate", "twin").kind


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (PlaceKey.HOLDER, "place"),
        (PlaceKey.SITE, "site"),
        (PlaceKey.ACT, "site"),
        (PlaceKey.AGENT, "agent_place"),
        (PlaceKey.ISSUER, "issuer_place"),
    ],
)
def test_selector_reads_the_place_that_it_says(
    make: Any, province: Rules, key: PlaceKey, name: str
) -> None:
    holder = Holder(functions=("station",), place=key)
    judge, _ = _parts(province())
    elsewhere = At("340000", ((name, "330102"),)) if name != "place" else HERE

    assert ("p/d/station",) == judge.select(holder, elsewhere).bodies
    assert () == judge.select(holder, At("340000")).bodies


def test_place_that_is_only_known_roughly_is_a_question(province: Rules) -> None:
    assert "ask" == _decide(province(), *SOUND, at=At("330100")).kind


def test_level_of_receipt_is_that_of_the_first_contact(province: Rules) -> None:
    judge, parts = _parts(province(), *SOUND)

    assert "station" == judge.level(parts, NONE, HERE)
    assert judge.level(NONE, NONE, HERE) is None


def test_collected_bodies_are_those_of_the_rules_that_prevail(
    make: Any, province: Rules
) -> None:
    rules = (
        make.rule("all", "co", "station district_amr"),
        make.rule("out", "co", "p/mpa"),
        make.rule("nobody", "co", "customs", exception_to=("out",)),
    )
    judge, parts = _parts(province(more={"rules": rules}))

    assert [("all", ("p/d/amr", "p/d/station")), ("nobody", ())] == [
        (row.id, bodies) for row, bodies in judge.collected(parts.co, HERE)
    ]


def test_rows_of_the_other_side_play_no_part(province: Rules) -> None:
    view = province().book.view(AsOf(DAY))
    rows = [
        Row(row.record, side, row.part)
        for side in (0, 1)
        for row in rows_of(view, 0, ("lead",))
    ]

    assert [["basic", "hard"]] * 2 == [
        [row.id for row in Parts.of(rows, side).lead] for side in (0, 1)
    ]


def test_leaves_that_come_out_alike_have_one_signature(
    make: Any, province: Rules
) -> None:
    rules = (
        make.rule("again", "lead", "p/mpa"),
        make.rule("third", "lead", "p/d/amr"),
    )
    passes = make.bypass("a", "city_amr"), make.bypass("b", "city_amr")
    built = province(more={"rules": rules, "bypasses": passes})

    def signature(*ids: str) -> object:
        return _parts(built, *ids)[1].signature

    assert signature(*SOUND) == signature(*SOUND, "again")
    assert signature(*SOUND) != signature(*SOUND, "third")
    assert signature(*SOUND) != signature(*SOUND[:-1])
    assert signature(*SOUND, "a") != signature(*SOUND, "b")
