"""
Is every question in Shanghai taken by exactly one body, on an admitted path?

All items, products, difficulties and places are tried, in each period of law.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pytest

import regservice as rs
from regservice.core.routing.book import Book
from regservice.model.authority import Relation
from regservice.model.decision import Decision
from regservice.model.vocab import LegalEffect, RelationType, Role, SourceKind, Unit

TODAY = "2026-03-02"
PERIODS = ["2022-06-01", "2023-06-01", "2024-01-23", "2024-01-24", TODAY]
"""Before the stations, devices only, the eve of the opinion, the opinion, today."""

ADDRESSED = {
    "310115": "pudong", "310104": "xuhui", "310105": "changning", "310107": "putuo",
    "310113": "baoshan", "310112": "minhang", "310114": "jiading", "310116": "jinshan",
    "310117": "songjiang", "310120": "fengxian", "310118": "qingpu",
    "310000-lingang": "lingang",
}  # fmt: skip
UNADDRESSED = {
    "310101": "huangpu", "310106": "jingan", "310109": "hongkou",
    "310110": "yangpu", "310151": "chongming",
}  # fmt: skip
DISTRICTS = {**ADDRESSED, **UNADDRESSED}
IN_EVERY_PERIOD = ["310104", "310000-lingang", "310101"]

PRODUCTS = ["drug", "device", "cosmetic", "combination", "none"]
OPEN = {
    ("distribution_license", "drug"): (
        "trade_form",
        ["wholesale", "chain_hq", "retail", "platform", "online"],
    ),
    ("distribution_license", "device"): (
        "trade_form",
        ["wholesale", "retail", "platform", "online"],
    ),
    ("production_license", "device"): ("device_class", ["1", "2", "3"]),
    ("inspection_enforcement", "drug"): (
        "inspection_subject",
        ["production", "wholesale", "retail", "use", "sampling"],
    ),
    ("inspection_enforcement", "device"): (
        "inspection_subject",
        ["wholesale", "retail", "use", "sampling"],
    ),
    ("distribution_license", "cosmetic"): (
        "trade_form",
        ["wholesale", "retail", "platform"],
    ),
    ("inspection_enforcement", "cosmetic"): (
        "inspection_subject",
        ["production", "retail", "use"],
    ),
}
"""Complex questions that hang on one more fact, and its values."""

MORE = {
    ("distribution_license", "drug"): {"online_seller": "retailer"},
    ("inspection_enforcement", "device"): {"trade_form": "wholesale"},
}
"""Some values of the fact make the rules ask for one more."""

FIRST = {
    ("inspection_enforcement", "device"): "device_class",
    ("distribution_license", "drug"): "online_seller",
}
"""Where another fact is asked first: the class tells who inspects production."""


class Asked(NamedTuple):
    """A question by its facts."""

    place: str
    day: str
    item: str
    product: str
    difficulty: str

    @property
    def is_open(self) -> bool:
        """Whether the rules need one more fact."""
        return self.difficulty == "complex" and (self.item, self.product) in OPEN

    @property
    def district(self) -> str:
        """Id prefix of the district."""
        return f"shanghai/{DISTRICTS[self.place]}"

    @property
    def has_station(self) -> bool:
        """Whether the opinion or the earlier plan gives it to a station."""
        since = {"drug": "2024-01-24", "device": "2023-01-01"}.get(self.product)
        return self.place in ADDRESSED and since is not None and since <= self.day


def asked(book: Book) -> Iterator[Asked]:
    items = sorted(set(book.items) - {"out_of_scope"})
    for place, day in itertools.product(DISTRICTS, PERIODS):
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
def decisions(shanghai: rs.Engine) -> Mapping[Asked, Decision]:
    """The answer to every question; open questions with each value of the fact."""
    return {ask: decide(shanghai, ask) for ask in asked(shanghai.book)}


@pytest.fixture(scope="module")
def routed(decisions: Mapping[Asked, Decision]) -> Mapping[Asked, Decision]:
    """Those that need no further fact."""
    return {ask: d for ask, d in decisions.items() if not ask.is_open}


def is_station(body: str | None) -> bool:
    return str(body).endswith("/station")


def used(decision: Decision, role: Role) -> list[str]:
    return [
        step.rule
        for step in decision.steps
        if step.role is role and step.outcome == str(role)
    ]


def test_every_question_is_routed_but_the_open_ones(
    decisions: Mapping[Asked, Decision],
):
    """No gap and no conflict, in any district and period."""
    strays = {
        ask: (str(decision.status), decision.cause)
        for ask, decision in decisions.items()
        if decision.status != ("needs_information" if ask.is_open else "routed")
    }

    assert {} == strays


def test_an_open_question_asks_for_the_fact_on_which_it_hangs(
    decisions: Mapping[Asked, Decision],
):
    """One fact, and nobody is named before it is known."""
    for ask, decision in decisions.items():
        if ask.is_open:
            assert decision.ask is not None
            key = (ask.item, ask.product)
            assert FIRST.get(key, OPEN[key][0]) == decision.ask.dimension
            assert (None, None) == (decision.handler, decision.lead)


@pytest.mark.parametrize("key", OPEN, ids=" ".join)
@pytest.mark.parametrize("place", DISTRICTS)
def test_an_open_question_is_routed_once_the_fact_is_known(
    shanghai: rs.Engine, key: tuple[str, str], place: str
):
    """Whatever the answer is."""
    dimension, values = OPEN[key]

    for value in values:
        ask = Asked(place, TODAY, *key, "complex")
        assert (
            "routed"
            == decide(shanghai, ask, **{dimension: value, **MORE.get(key, {})}).status
        )


def test_one_rule_names_the_lead_and_one_the_first_contact(
    routed: Mapping[Asked, Decision],
):
    """Two rules that agree today would disagree after the next change."""
    for ask, decision in routed.items():
        counts = [len(used(decision, role)) for role in (Role.LEAD, Role.RECEIVE)]
        assert [1, 1] == counts, ask


def test_the_path_runs_from_the_first_contact_to_the_lead(
    routed: Mapping[Asked, Decision],
):
    """The first contact owns the loop, and the handler is on the way."""
    for ask, decision in routed.items():
        way = [hop.authority for hop in decision.path]
        assert (decision.loop_owner, decision.lead) == (way[0], way[-1]), ask
        assert decision.handler in way, ask


def test_every_body_named_is_of_the_district_or_of_the_city(
    routed: Mapping[Asked, Decision],
):
    """No question strays into another district."""
    for ask, decision in routed.items():
        named = {decision.handler, decision.lead, decision.loop_owner}
        named |= {hop.authority for hop in decision.path} | {*decision.co_handlers}
        others = {body for body in named if not str(body).startswith(ask.district)}
        assert others <= {"shanghai/mpa"}, ask


def test_a_question_starts_at_the_station_exactly_within_its_mandate(
    routed: Mapping[Asked, Decision],
):
    """Drugs since the opinion, devices since 2023; complaints never go there."""
    for ask, decision in routed.items():
        station = ask.has_station and ask.item != "complaint_report"
        part = "station" if station else "amr"
        assert f"{ask.district}/{part}" == decision.loop_owner, ask


def test_outside_its_mandate_no_station_is_on_the_way(
    routed: Mapping[Asked, Decision],
):
    """Cosmetics, combinations and company matters, and drugs before the opinion."""
    for ask, decision in routed.items():
        if not ask.has_station:
            way = [hop.authority for hop in decision.path]
            named = [*way, decision.handler, decision.lead, *decision.co_handlers]
            assert not any(map(is_station, named)), ask


def test_a_basic_question_within_the_mandate_ends_at_the_station(
    routed: Mapping[Asked, Decision],
):
    """It is answered at once and never forwarded."""
    elsewhere = {"complaint_report", "emergency"}

    for ask, decision in routed.items():
        if ask.has_station and ask.difficulty == "basic" and ask.item not in elsewhere:
            way = [hop.authority for hop in decision.path]
            assert [f"{ask.district}/station"] == way, ask


def test_registration_business_leaves_the_station_only_through_the_bureau(
    shanghai: rs.Engine, routed: Mapping[Asked, Decision]
):
    """The gateway: the bureau handles it, the municipal regulator leads."""
    items = shanghai.book.items
    seen = set()

    for ask, decision in routed.items():
        way = [hop.authority for hop in decision.path]
        if not (is_station(way[0]) and items[ask.item].registration_business):
            continue
        if len(way) > 1:
            seen.add(ask.item)
            assert f"{ask.district}/amr" == way[1] == decision.handler, ask

    assert {code for code, item in items.items() if item.registration_business} == seen


def test_other_business_may_go_from_the_station_straight_to_the_city(
    shanghai: rs.Engine, routed: Mapping[Asked, Decision]
):
    """Pushed as the case requires, since the opinion; then the city handles it."""
    straight = {
        ask
        for ask, decision in routed.items()
        if [f"{ask.district}/station", "shanghai/mpa"]
        == [hop.authority for hop in decision.path]
    }

    assert "quality_system" in {ask.item for ask in straight}
    assert "2024-01-24" <= min(ask.day for ask in straight)
    assert {"shanghai/mpa"} == {routed[ask].handler for ask in straight}
    assert not any(shanghai.book.items[a.item].registration_business for a in straight)


def test_a_matter_that_the_district_decides_ends_in_the_district(
    routed: Mapping[Asked, Decision],
):
    """A filing of class 1 is not pushed upward."""
    for ask, decision in routed.items():
        key = (ask.item, ask.product, ask.difficulty)
        if key == ("product_filing", "device", "complex"):
            assert f"{ask.district}/amr" == decision.lead == decision.handler, ask


@pytest.mark.parametrize(
    ("item", "product", "given", "lead"),
    [
        ("product_filing", "device", {"origin": "imported"}, "mpa"),
        ("production_license", "device", {"device_class": "1"}, "amr"),
        ("production_license", "device", {"device_class": "2"}, "mpa"),
        ("distribution_license", "device", {"trade_form": "wholesale"}, "amr"),
        ("distribution_license", "device", {"trade_form": "platform"}, "mpa"),
        ("distribution_license", "drug", {"trade_form": "wholesale"}, "mpa"),
        ("distribution_license", "drug", {"trade_form": "chain_hq"}, "mpa"),
        ("distribution_license", "drug", {"trade_form": "retail"}, "amr"),
        ("inspection_enforcement", "drug", {"inspection_subject": "use"}, "amr"),
        ("inspection_enforcement", "drug", {"inspection_subject": "wholesale"}, "mpa"),
        ("inspection_enforcement", "device", {"inspection_subject": "retail"}, "amr"),
        (
            "inspection_enforcement",
            "device",
            {"inspection_subject": "production", "device_class": "1"},
            "amr",
        ),
        (
            "inspection_enforcement",
            "device",
            {"inspection_subject": "production", "device_class": "3"},
            "mpa",
        ),
        ("distribution_license", "cosmetic", {"trade_form": "retail"}, "amr"),
        ("product_filing", "cosmetic", {}, "mpa"),
        ("policy_funding", "device", {}, "industry"),
        ("complaint_report", "device", {}, "amr"),
        ("emergency", "drug", {}, "mpa"),
    ],
)
def test_a_complex_question_is_led_by_the_body_that_decides(
    shanghai: rs.Engine, item: str, product: str, given: dict[str, str], lead: str
):
    """In Xuhui, by class, origin and trade form."""
    body = "shanghai/mpa" if lead == "mpa" else f"shanghai/xuhui/{lead}"
    ask = Asked("310104", TODAY, item, product, "complex")

    assert body == decide(shanghai, ask, **given).lead


def test_policy_has_a_counterpart_in_addressed_districts_only(
    routed: Mapping[Asked, Decision],
):
    """Elsewhere the bureau takes it; no counterpart is made up."""
    for ask, decision in routed.items():
        if (ask.item, ask.difficulty) == ("policy_funding", "complex"):
            part = "industry" if ask.place in ADDRESSED else "amr"
            assert f"{ask.district}/{part}" == decision.lead, ask


def test_every_hop_crosses_a_relation_of_its_day(
    shanghai: rs.Engine, routed: Mapping[Asked, Decision]
):
    """No path over an edge that did not exist."""
    edges: dict[tuple[str, str, RelationType], list[Relation]] = {}
    for edge in shanghai.book.hierarchy.relations:
        for ends in ((edge.subject, edge.object), (edge.object, edge.subject)):
            edges.setdefault((*ends, edge.type), []).append(edge)

    for ask, decision in routed.items():
        day = dt.date.fromisoformat(ask.day)
        for before, hop in itertools.pairwise(decision.path):
            assert hop.relation is not None
            crossed = edges[before.authority, hop.authority, hop.relation]
            assert any(day in edge.validity for edge in crossed), ask


def test_a_question_in_lingang_goes_to_lingang(routed: Mapping[Asked, Decision]):
    """Not to Pudong or Fengxian, in which it lies."""
    bodies = {
        hop.authority
        for ask, decision in routed.items()
        if ask.place == "310000-lingang"
        for hop in decision.path
    }

    local = {f"shanghai/lingang/{part}" for part in ("station", "amr", "industry")}
    assert {"shanghai/mpa"} | local == bodies


def test_the_reply_is_due_in_five_or_fifteen_working_days_by_assumption(
    routed: Mapping[Asked, Decision],
):
    """A service standard taken by analogy, never shown as law."""
    for ask, decision in routed.items():
        (due,) = decision.limits
        count = {"basic": 5, "complex": 15}[ask.difficulty]
        assert (count, Unit.WORKING_DAY) == (due.limit.count, due.limit.unit), ask
        assert SourceKind.ASSUMED is due.limit.source.kind
        assert LegalEffect.SERVICE_STANDARD is due.limit.legal_effect
