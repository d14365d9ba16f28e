"""Does every question of Shanxi reach the body that it should, and no other?"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pytest

import regservice as rs
from regservice.core.routing.book import Book
from regservice.model.decision import Decision
from regservice.model.vocab import Role, SourceKind

TODAY = "2026-03-02"
PERIODS = ["2019-06-03", "2020-06-01", "2021-07-01", "2022-05-08", "2022-05-09", TODAY]
CITIES = {
    "140100": "taiyuan", "140200": "datong", "140300": "yangquan",
    "140400": "changzhi", "140500": "jincheng", "140600": "shuozhou",
    "140700": "jinzhong", "140800": "yuncheng", "140900": "xinzhou",
    "141000": "linfen", "141100": "lvliang",
}  # fmt: skip
SEATS = {"140100": "1", "140200": "2", "140400": "3", "140800": "4"}
UNNAMED = ("140000-specialty-town", "140000-valley-and-parks")
IN_EVERY_PERIOD = ["140100", UNNAMED[0]]
TODAY_TOO = ["140300", "141100", UNNAMED[1]]
"""Cities with and without a branch, and both kinds of places without a code."""

PRODUCTS = ["drug", "device", "cosmetic", "combination", "none"]
OPEN = {
    ("distribution_license", "drug"),
    ("distribution_license", "device"),
    ("distribution_license", "cosmetic"),
    ("production_license", "device"),
    ("inspection_enforcement", "drug"),
    ("inspection_enforcement", "device"),
    ("inspection_enforcement", "cosmetic"),
}
"""Complex questions that may hang on one more fact."""


class Asked(NamedTuple):
    """A question by its facts."""

    place: str
    day: str
    item: str
    product: str
    difficulty: str

    @property
    def may_be_open(self) -> bool:
        """Whether the rules may need one more fact."""
        return self.difficulty == "complex" and (self.item, self.product) in OPEN

    @property
    def first(self) -> str:
        """The body that receives it, and leads what is basic."""
        return f"shanxi/{CITIES[self.place]}/amr" if self.is_city else "shanxi/mpa"

    @property
    def is_city(self) -> bool:
        """Whether the place is a city, not a town or park of unknown city."""
        return self.place in CITIES


def asked(book: Book) -> Iterator[Asked]:
    items = sorted(set(book.items) - {"out_of_scope"})
    for place, day in itertools.product([*IN_EVERY_PERIOD, *TODAY_TOO], PERIODS):
        if day == TODAY or place in IN_EVERY_PERIOD:
            for rest in itertools.product(items, PRODUCTS, ["basic", "complex"]):
                yield Asked(place, day, *rest)


def decide(engine: rs.Engine, ask: Asked, **attributes: str) -> Decision:
    request = rs.ServiceRequest(
        item=ask.item,
        product=ask.product,
        difficulty=ask.difficulty,
        place=ask.place,
        attributes=attributes,
    )
    return engine.route(request, at=f"{ask.day}T10:00:00+08:00").decision


@pytest.fixture(scope="module")
def decisions(shanxi: rs.Engine) -> Mapping[Asked, Decision]:
    """The answer to every question."""
    return {ask: decide(shanxi, ask) for ask in asked(shanxi.book)}


@pytest.fixture(scope="module")
def routed(decisions: Mapping[Asked, Decision]) -> Mapping[Asked, Decision]:
    """Those that need no further fact."""
    return {ask: d for ask, d in decisions.items() if d.status == "routed"}


def test_every_question_is_routed_or_asks_for_the_fact_it_hangs_on(
    decisions: Mapping[Asked, Decision],
):
    """No gap and no conflict, in any place and period; only open questions ask."""
    for ask, decision in decisions.items():
        if decision.status != "routed":
            assert "needs_information" == decision.status, ask
            assert ask.may_be_open, ask
            assert (None, None) == (decision.handler, decision.lead)

    assert any(d.status == "needs_information" for d in decisions.values())


def test_the_city_receives_and_owes_the_answer(routed: Mapping[Asked, Decision]):
    """But for towns and parks, of which nobody knows the city."""
    for ask, decision in routed.items():
        assert ask.first == decision.loop_owner, ask


def test_a_basic_question_ends_where_it_is_received_but_for_trials_and_emergencies(
    routed: Mapping[Asked, Decision],
):
    """Clinical trials are supervised by the province alone, since the measures."""
    for ask, decision in routed.items():
        if ask.difficulty != "basic":
            continue
        trial = ask.item == "clinical_trial" and ask.product not in {"cosmetic", "none"}
        upward = ask.item == "emergency" or (trial and ask.day >= "2020-07-01")
        expected = "shanxi/mpa" if upward else ask.first
        assert expected == decision.lead == decision.handler, ask


def test_every_body_named_is_of_the_place_or_of_the_province(
    routed: Mapping[Asked, Decision],
):
    """No question strays into another city, and none to a branch of another one."""
    for ask, decision in routed.items():
        allowed = {"shanxi/mpa", ask.first}
        allowed |= (
            {f"shanxi/branch-{SEATS[ask.place]}"} if ask.place in SEATS else set()
        )
        named = {decision.handler, decision.lead, decision.loop_owner}
        named |= {hop.authority for hop in decision.path} | {*decision.co_handlers}
        assert named <= allowed, ask


@pytest.mark.parametrize("place", [*CITIES, *UNNAMED])
@pytest.mark.parametrize("day", ["2022-05-08", "2022-05-09", TODAY])
@pytest.mark.parametrize(
    ("product", "given"),
    [
        ("drug", {"inspection_subject": "production"}),
        ("drug", {"inspection_subject": "wholesale"}),
        ("device", {"inspection_subject": "production", "device_class": "3"}),
        ("cosmetic", {"inspection_subject": "production"}),
        ("device", {"inspection_subject": "wholesale", "trade_form": "platform"}),
    ],
)
def test_an_inspection_is_of_the_branch_where_one_sits_and_of_the_province_elsewhere(
    shanxi: rs.Engine, place: str, day: str, product: str, given: dict[str, str]
):
    """Since 9 May 2022."""
    ask = Asked(place, day, "inspection_enforcement", product, "complex")
    is_there = place in SEATS and day >= "2022-05-09"

    lead = decide(shanxi, ask, **given).lead

    assert (f"shanxi/branch-{SEATS[place]}" if is_there else "shanxi/mpa") == lead


@pytest.mark.parametrize("place", [*CITIES, *UNNAMED])
@pytest.mark.parametrize(
    ("item", "product", "given"),
    [
        ("product_filing", "device", {"origin": "domestic"}),
        ("production_license", "device", {"device_class": "1"}),
        ("distribution_license", "device", {"trade_form": "wholesale"}),
        ("distribution_license", "drug", {"trade_form": "retail"}),
        (
            "distribution_license",
            "drug",
            {"trade_form": "online", "online_seller": "retailer"},
        ),
        ("distribution_license", "cosmetic", {"trade_form": "retail"}),
        ("inspection_enforcement", "drug", {"inspection_subject": "use"}),
        ("inspection_enforcement", "cosmetic", {"inspection_subject": "retail"}),
        (
            "inspection_enforcement",
            "device",
            {"inspection_subject": "production", "device_class": "1"},
        ),
    ],
)
def test_a_complex_question_stays_in_the_city_where_the_law_leaves_it_there(
    shanxi: rs.Engine, place: str, item: str, product: str, given: dict[str, str]
):
    """And is not passed up: the way has one stop."""
    ask = Asked(place, TODAY, item, product, "complex")

    decision = decide(shanxi, ask, **given)

    assert ask.first == decision.lead
    assert [ask.first] == [hop.authority for hop in decision.path]


@pytest.mark.parametrize(
    ("item", "product", "given"),
    [
        ("product_filing", "device", {"origin": "imported"}),
        ("production_license", "device", {"device_class": "2"}),
        ("production_license", "drug", {}),
        ("distribution_license", "device", {"trade_form": "platform"}),
        ("distribution_license", "cosmetic", {"trade_form": "platform"}),
        ("distribution_license", "drug", {"trade_form": "wholesale"}),
        ("distribution_license", "drug", {"trade_form": "chain_hq"}),
        (
            "distribution_license",
            "drug",
            {"trade_form": "online", "online_seller": "wholesaler"},
        ),
        ("product_filing", "cosmetic", {}),
        ("inspection_enforcement", "drug", {"inspection_subject": "sampling"}),
        ("policy_funding", "device", {}),
    ],
)
def test_a_complex_question_goes_to_the_province_where_the_law_leaves_it_there(
    shanxi: rs.Engine, item: str, product: str, given: dict[str, str]
):
    """Licences are never the business of a branch."""
    for place in ("140100", "140300"):
        ask = Asked(place, TODAY, item, product, "complex")
        decision = decide(shanxi, ask, **given)
        assert "shanxi/mpa" == decision.lead
        assert [ask.first, "shanxi/mpa"] == [hop.authority for hop in decision.path]


def test_no_answer_to_who_leads_is_shown_as_law(routed: Mapping[Asked, Decision]):
    """No text of Shanxi was read that binds anybody to a route."""
    kinds = {
        step.source.kind
        for decision in routed.values()
        for step in decision.steps
        if step.role in {Role.LEAD, Role.RECEIVE, Role.CO}
    }

    assert {SourceKind.ASSUMED, SourceKind.REPORT} == kinds


def test_no_reply_is_timed(routed: Mapping[Asked, Decision]):
    """The sources give no limit, so none is made up."""
    limits = {due.limit.id for d in routed.values() for due in d.limits}

    assert {"national/reply"} == limits


def test_shanxi_proves_clean(shanxi: rs.Engine):
    """In all places and periods, and nothing hangs on code."""
    proof = shanxi.prove()

    assert [] == [(f.kind, f.rules, f.bodies) for f in proof.findings]
    assert proof.is_clean
    assert () == proof.unprovable
    assert {"140000", *CITIES, *UNNAMED} <= set(proof.places)


def test_every_hop_crosses_a_relation_of_its_day(
    shanxi: rs.Engine, routed: Mapping[Asked, Decision]
):
    """No path over an edge that did not exist."""
    for ask, decision in routed.items():
        day = dt.date.fromisoformat(ask.day)
        for before, hop in itertools.pairwise(decision.path):
            ends = {before.authority, hop.authority}
            assert any(
                edge.type is hop.relation
                and {edge.subject, edge.object} == ends
                and day in edge.validity
                for edge in shanxi.book.hierarchy.touching(hop.authority)
            ), ask
