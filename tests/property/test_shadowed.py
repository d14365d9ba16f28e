"""A rule is told to have no say exactly where no answer hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from regservice.core.routing.book import AsOf
from regservice.core.routing.complete import complete
from regservice.core.routing.precedence import prevailing, standing
from regservice.model.condition import Condition
from regservice.model.decision import Decision
from regservice.model.request import ServiceRequest
from regservice.model.rule import Holder, Rule
from regservice.model.vocab import Modality, Role
from regservice.ruleset.finding import Kind
from regservice.ruleset.prove import prove
from tests.property.nation import ITEMS, REPORTED
from tests.property.regions import VALIDITIES
from tests.property.worlds import World, worlds

SIDES = {
    "item": ("renewal", "policy_funding"),
    "difficulty": ("basic", "complex"),
    "risk": ("low", "high"),
}
Rules = tuple[Rule, ...]


def _with(world: World, rules: Rules) -> World:
    """The world with other rules, and without bypasses."""
    nation, region = world.contributions
    tables = attrs.evolve(region.tables, rules=rules, bypasses=())
    return World.of([nation, attrs.evolve(region, tables=tables)])


@st.composite
def beating(draw: Callable[..., Any]) -> tuple[World, Rules]:
    """Draw a country whose rules are exceptions to each other in all ways."""
    world = draw(worlds())
    rules: list[Rule] = []
    for number in range(draw(st.integers(4, 8))):
        role = draw(st.sampled_from([Role.RECEIVE, Role.LEAD, Role.LEAD, Role.CO]))
        below = [row.id for row in rules if row.role is role]
        beats = st.lists(st.sampled_from(below), unique=True) if below else st.just([])
        names = draw(st.lists(st.sampled_from(sorted(SIDES)), max_size=2, unique=True))
        bodies = ["zj/mpa", "zj/city", "zj/one/amr", "zj/one/industry"]
        rules.append(
            Rule(
                id=f"zj/r{number}",
                role=role,
                when=Condition.of(
                    {n: [draw(st.sampled_from(SIDES[n]))] for n in names}
                ),
                holder=Holder(authority=draw(st.sampled_from(bodies))),
                exception_to=tuple(draw(beats)),
                specificity=draw(st.integers(0, 2)) if role is not Role.CO else 0,
                joint=False,
                modality=Modality.MAY,
                source=REPORTED,
                validity=draw(VALIDITIES),
            )
        )
    return _with(world, tuple(rules)), tuple(rules)


def _asked(world: World) -> Iterator[tuple[ServiceRequest, AsOf]]:
    """Every request that these rules can tell apart, at every place."""
    facts = product(ITEMS, SIDES["difficulty"], SIDES["risk"])
    for (item, hard, risk), place, day in product(facts, world.places, world.days):
        request = ServiceRequest(
            item=item,
            product=ITEMS[item][0][0],
            place=place,
            difficulty=hard,
            applicant="person",
            channel="visit",
            attributes={"risk": risk, "staff": "7"},
        )
        yield request, AsOf(day)


def _told(found: Decision) -> tuple[object, ...]:
    return (
        *(found.status, found.cause, found.lead, found.handler, found.path),
        *(found.co_handlers, found.joint),
    )


def _standing(world: World, request: ServiceRequest, as_of: AsOf) -> Iterator[str]:
    """The rules that stand, whatever comes of the request."""
    facts = complete(world.book, request, as_of).facts
    for role, rows in world.book.view(as_of).rules.items():
        holding = [row for row in rows if row.when.holds(facts)]
        split = prevailing if role is Role.CO else standing
        yield from (row.id for row in split(holding)[0])


@settings(max_examples=25)
@given(drawn=beating())
def test_rule_has_a_say_if_it_stands_or_an_answer_would_be_another_without_it(
    drawn: tuple[World, Rules],
) -> None:
    """Compared with every request; a rule that decides by excluding has one."""
    world, rules = drawn
    proof = prove(world.ruleset)
    told = {
        key for f in proof.findings if f.kind is Kind.SHADOWED_RULE for key in f.rules
    }
    answers = [world.route(*asked) for asked in _asked(world)]
    stood = {key for asked in _asked(world) for key in _standing(world, *asked)}

    for row in rules:
        less = tuple(
            attrs.evolve(
                r, exception_to=tuple(k for k in r.exception_to if k != row.id)
            )
            for r in rules
            if r is not row
        )
        without = _with(world, less)
        same = all(
            _told(found) == _told(without.route(*asked))
            for asked, found in zip(_asked(world), answers, strict=True)
        )
        if row.id in told:
            assert same
        elif same:
            assert row.id in stood
