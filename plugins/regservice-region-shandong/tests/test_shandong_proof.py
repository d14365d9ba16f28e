"""Every request to Jining has exactly one body, in every place and period."""

from __future__ import annotations

import itertools

import pytest

import regservice as rs

PERIODS = ["2019-06-03", "2022-07-07", "2022-07-08", "2025-04-20", "2026-03-02"]
PLACES = ["370800", "370881", "370800-gaoxin"]
PRODUCTS = ["drug", "device", "cosmetic", "combination", "none"]
FACTS = {
    "device_class": ["1", "2", "3"],
    "origin": ["domestic", "imported"],
    "trade_form": ["wholesale", "chain_hq", "retail", "platform", "online"],
    "online_seller": ["mah", "wholesaler", "retailer"],
    "inspection_subject": ["production", "wholesale", "retail", "use", "sampling"],
}
CITY = "370800"
HERE = ("shandong/",)


def test_shandong_proves_clean(shandong: rs.Engine) -> None:
    """No gap, no conflict, and nothing hangs on code."""
    proof = shandong.prove()

    assert [] == [(f.kind, f.rules, f.bodies) for f in proof.findings]
    assert proof.is_clean
    assert () == proof.unprovable
    assert {"370000", *PLACES} <= set(proof.places)


@pytest.mark.parametrize("day", PERIODS)
@pytest.mark.parametrize("place", PLACES)
def test_every_question_is_routed_once_its_facts_are_known(
    shandong: rs.Engine, place: str, day: str
) -> None:
    """By bodies of Shandong, from the first contact to the lead."""
    items = sorted(set(shandong.book.items) - {"out_of_scope"})
    whole = [
        dict(zip(FACTS, v, strict=True)) for v in itertools.product(*FACTS.values())
    ]
    some = whole[::93]
    assert all({row[n] for row in some} == set(v) for n, v in FACTS.items())
    if place == CITY:
        items.remove("complaint_report")  # asked where, see the next test

    for item, product in itertools.product(items, PRODUCTS):
        for facts in some:
            found = shandong.route(
                rs.ServiceRequest(
                    item=item,
                    product=product,
                    difficulty="complex",
                    place=place,
                    attributes=facts,
                ),
                at=f"{day}T10:00:00+08:00",
            )
            decision, asked = found.decision, (item, product, facts)
            assert "routed" == found.status, asked
            assert (decision.loop_owner, decision.lead) == (
                found.path[0],
                found.path[-1],
            ), asked
            assert all(body.startswith(HERE) for body in found.path), asked


@pytest.mark.parametrize("day", [day for day in PERIODS if day >= "2020"])
def test_complaint_to_the_city_is_asked_in_which_county(
    shandong: rs.Engine, day: str
) -> None:
    """The law gives it to the counties; the city is not offered as an answer."""
    found = shandong.route(
        rs.ServiceRequest(item="complaint_report", product="drug", place=CITY),
        at=f"{day}T10:00:00+08:00",
    )

    assert "needs_information" == found.status
    assert found.decision.ask is not None
    assert "site" == found.decision.ask.dimension
    assert 11 == len(found.decision.ask.candidates)
    assert CITY not in found.decision.ask.candidates


@pytest.mark.parametrize("place", ["山东省", None])
def test_without_a_city_the_one_question_is_where(
    shandong: rs.Engine, place: str | None
) -> None:
    """No bureau is guessed for the rest of the province."""
    found = shandong.route(
        rs.ServiceRequest(text="药品再注册要提前多久提交", place=place),
        at="2026-03-02T10:00:00+08:00",
    )

    assert "needs_information" == found.status
    assert found.decision.ask is not None
    assert "place" == found.decision.ask.dimension


def test_production_outside_the_city_is_not_lost(shandong: rs.Engine) -> None:
    """A maker in Qufu with a site elsewhere asks the province, not the branch."""
    found = shandong.route(
        rs.ServiceRequest(
            item="quality_system",
            product="drug",
            difficulty="complex",
            place="曲阜市",
            site="江苏省",
        ),
        at="2026-03-02T10:00:00+08:00",
    )

    assert "routed" == found.status
    assert "shandong/mpa" == found.decision.lead
    assert "shandong/branch-6" not in found.path
