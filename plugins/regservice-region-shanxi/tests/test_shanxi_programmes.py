"""What did the forum say, and is it kept apart from what is a rule?"""

from __future__ import annotations

import datetime as dt

import pytest

import regservice as rs
from regservice.model.modes import ServiceMode
from regservice.model.statement import StatementKind
from regservice.model.vocab import Modality, SourceKind

FORUM = dt.date(2025, 2, 20)
FORMULA = (
    ServiceMode.PROACTIVE_CONTACT,
    ServiceMode.PER_PRODUCT_PLAN,
    ServiceMode.FULL_PROCESS_TRACKING,
    ServiceMode.TASK_FORCE,
)


def own(engine: rs.Engine, table: str, prefix: str = "shanxi") -> dict[str, object]:
    rows = getattr(engine.book.tables, table)
    keyed = {getattr(row, "id", None) or row.code: row for row in rows}
    return {key: row for key, row in keyed.items() if key.startswith(prefix)}


@pytest.mark.parametrize(
    "code", ["shanxi:one_product_one_plan", "shanxi:one_ingredient_one_plan"]
)
def test_the_service_formula_is_kept_as_its_four_modes(shanxi: rs.Engine, code: str):
    """Contact, a plan per product, tracking, a task force; no share, no key grade."""
    row = shanxi.book.programmes[code]

    assert FORMULA == row.modes
    assert ServiceMode.PER_ENTERPRISE_PLAN not in row.modes
    assert (None, False) == (row.tracking, row.key)


def test_the_formula_is_for_drugs_devices_and_new_ingredients(shanxi: rs.Engine):
    """Of cosmetics the new ingredients alone."""
    rows = shanxi.book.programmes
    product = rows["shanxi:one_product_one_plan"].when
    ingredient = rows["shanxi:one_ingredient_one_plan"].when

    def values(when: object, dimension: str) -> set[str]:
        test = when.get(dimension)  # type: ignore[attr-defined]
        return set(test.values) if test else set()

    assert {"drug", "device"} == values(product, "product")
    assert {"cosmetic"} == values(ingredient, "product")
    assert {"new_ingredient"} == values(ingredient, "cosmetic_kind")


@pytest.mark.parametrize(
    ("product", "given", "programme", "is_on"),
    [
        ("drug", {}, "shanxi:one_product_one_plan", True),
        ("device", {}, "shanxi:one_product_one_plan", True),
        ("combination", {}, "shanxi:one_product_one_plan", False),
        (
            "cosmetic",
            {"cosmetic_kind": "new_ingredient"},
            "shanxi:one_ingredient_one_plan",
            True,
        ),
        (
            "cosmetic",
            {"cosmetic_kind": "special"},
            "shanxi:one_ingredient_one_plan",
            False,
        ),
    ],
)
def test_a_product_on_a_plan_has_the_task_force_beside_and_is_not_graded_key(
    shanxi: rs.Engine, product: str, given: dict[str, str], programme: str, is_on: bool
):
    """The task force helps and decides nothing; the source calls nobody key."""
    request = rs.ServiceRequest(
        item="product_registration",
        product=product,
        difficulty="complex",
        place="太原市",
        programmes=(programme,),
        attributes=given,
    )

    found = shanxi.route(request, at="2025-02-20T10:00:00+08:00")

    assert ("shanxi/task-force",) * is_on == found.decision.co_handlers
    assert "complex" == found.grade
    assert "shanxi/mpa" == found.decision.lead


@pytest.mark.parametrize(
    ("text", "role", "is_on"),
    [
        ("我公司是链主企业，二类器械延续注册要提前多久提交", None, True),
        ("二类器械延续注册要提前多久提交", "chain_core", True),
        ("二类器械延续注册要提前多久提交", "ordinary", False),
        ("二类器械延续注册要提前多久提交", None, False),
    ],
)
def test_a_chain_leader_has_to_be_said_to_be_one(
    shanxi: rs.Engine, text: str, role: str | None, is_on: bool
):
    """In the question or as a fact; nobody is presumed to be one."""
    request = rs.ServiceRequest(
        text=text,
        place="忻州市",
        programmes=("shanxi:chain_outreach",),
        attributes={"shanxi:enterprise_role": role} if role else {},
    )

    found = shanxi.route(request, at="2026-03-02T10:00:00+08:00").decision

    assert ("shanxi/mpa/division",) * is_on == found.co_handlers
    assert "shanxi/xinzhou/amr" == found.handler


def test_what_the_forum_said_is_reported_and_never_law(shanxi: rs.Engine):
    """No statement is a clause, none says must, none counts before the forum."""
    rows = own(shanxi, "statements").values()

    assert rows
    assert {SourceKind.REPORT} == {row.source.kind for row in rows}
    assert {Modality.REPORTED} == {row.modality for row in rows}
    assert {FORUM} == {row.validity.start for row in rows}


def test_figures_of_the_forum_are_figures_and_no_duty_has_a_period(shanxi: rs.Engine):
    """How often anything has to be done is not said."""
    rows = own(shanxi, "statements").values()

    figures = {row.figure for row in rows if row.kind is StatementKind.FIGURE}
    periods = {row.every for row in rows if row.kind is StatementKind.DUTY}

    assert {"27家", "50余人"} == figures
    assert {None} == periods
    assert {""} == {row.figure for row in rows if row.kind is not StatementKind.FIGURE}


def test_plans_are_told_as_plans(shanxi: rs.Engine):
    """Measures to come, restraint of inspections, outreach, the committee."""
    plans = {
        row.id
        for row in own(shanxi, "statements").values()
        if row.kind is StatementKind.PLAN
    }

    assert {
        "shanxi/measures-to-come",
        "shanxi/inspection-restraint",
        "shanxi/outreach-plan",
        "shanxi/committee-plan",
    } == plans


def test_the_short_name_of_the_opinion_is_said_to_be_ambiguous(shanxi: rs.Engine):
    """Two documents of the State Council's office are called number 53."""
    row = own(shanxi, "statements")["shanxi/short-name-53"]
    documents = shanxi.book.documents.values()

    assert "国办发〔2020〕53号" in row.note
    assert "国办发〔2024〕53号" in row.source.note
    assert "国办发〔2024〕53号" in {document.number for document in documents}


@pytest.mark.parametrize(
    ("programme", "given"),
    [
        ("shanxi:one_product_one_plan", {}),
        ("shanxi:chain_outreach", {"shanxi:enterprise_role": "chain_leader"}),
    ],
)
def test_help_does_not_reach_into_inspections(
    shanxi: rs.Engine, programme: str, given: dict[str, str]
):
    """Guidance stands beside a question of registration, not of enforcement."""
    helped = {
        item: shanxi.route(
            rs.ServiceRequest(
                item=item,
                product="drug",
                difficulty="complex",
                place="太原市",
                programmes=(programme,),
                attributes={"inspection_subject": "production", **given},
            ),
            at="2026-03-02T10:00:00+08:00",
        ).decision.co_handlers
        for item in ("product_registration", "inspection_enforcement")
    }

    assert 1 == len(helped["product_registration"])
    assert () == helped["inspection_enforcement"]
