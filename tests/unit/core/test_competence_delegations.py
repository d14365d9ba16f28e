"""What a delegation does to the decider of a matter: mostly nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from regservice.core.routing.competence import transfers
from regservice.model.decision import Competent, Decision
from regservice.model.legal import Validity
from regservice.model.vocab import Confidence, DelegationMode, Level, Tier

DAY = dt.date(2026, 3, 2)
OVER = Validity(None, DAY)
Decide = Callable[..., Competent]
MOVES = [DelegationMode.EMPOWERS, DelegationMode.DEVOLVES]


@pytest.fixture
def edge(make: Any) -> Callable[..., Any]:
    """A delegation of the matter by the province, by a clause that was read."""

    def run(to: str = "p/c/amr", mode: str = "devolves", **kw: Any) -> Any:
        by = kw.pop("by", "p/mpa")
        base = {"matters": ("m",), "source": make.clause("LAW", "9")}
        return make.edge(
            by, "delegates", to, mode=DelegationMode(mode), **{**base, **kw}
        )

    return run


@pytest.fixture
def answer(make: Any, ask: Callable[..., Decision]) -> Callable[..., Decision]:
    """Route where the province decides the matter and delegates it."""

    def run(
        *edges: Any,
        limb: dict[str, Any] | None = None,
        more: dict[str, Any] | None = None,
        **given: Any,
    ) -> Decision:
        base = {"tier": Tier.PROVINCE, "functions": ("provincial_mpa",)}
        matter = make.matter("m", make.limb(**{**base, **(limb or {})}))
        added = {**(more or {}), "relations": edges}
        return ask(make.world(matters=(matter,), more=added), **given)

    return run


@pytest.fixture
def decide(answer: Callable[..., Decision]) -> Decide:
    """Say who decides there."""

    def run(*edges: Any, **given: Any) -> Competent:
        found = answer(*edges, **given).competent
        assert found is not None
        return found

    return run


@pytest.mark.parametrize("steps", [(), ("intake",)])
def test_entrustment_never_moves_the_decider(
    decide: Decide, edge: Any, steps: tuple[str, ...]
) -> None:
    """Not even by a clause and as a whole; it is told all the same."""
    row = edge(mode="entrusts", steps=steps)

    found = decide(row)

    assert ("p/mpa", None, (row,)) == (
        found.authority,
        found.reading,
        found.delegations,
    )


@pytest.mark.parametrize("mode", MOVES)
def test_devolution_and_empowerment_by_a_clause_move_the_decider(
    decide: Decide, edge: Any, mode: str
) -> None:
    """The reading is the clause that says so."""
    row = edge(mode=mode)

    found = decide(row)

    assert ("p/c/amr", row.source, (row,)) == (
        found.authority,
        found.reading,
        found.delegations,
    )


@pytest.mark.parametrize("mode", MOVES)
def test_delegation_without_a_clause_moves_nothing(
    decide: Decide, edge: Any, make: Any, mode: str
) -> None:
    """Practice and guesses cannot move a power."""
    row = edge(mode=mode, source=make.source())

    assert (False, "p/mpa") == (transfers(row), decide(row).authority)


@pytest.mark.parametrize("mode", MOVES)
def test_delegation_of_single_steps_moves_nothing(
    decide: Decide, edge: Any, mode: str
) -> None:
    """Whoever only takes the papers does not decide."""
    row = edge(mode=mode, steps=("intake",))

    assert (False, "p/mpa") == (transfers(row), decide(row).authority)


def test_nearest_trustee_alone_is_told(decide: Decide, edge: Any) -> None:
    """That of the district, not that of the city around it."""
    far, near = edge("p/c/amr"), edge("p/d/amr")

    found = decide(far, near)

    assert ("p/d/amr", (near,)) == (found.authority, found.delegations)


def test_two_trustees_that_are_equally_near_leave_the_decider(
    decide: Decide, edge: Any
) -> None:
    """Both are told, sorted by id; neither is chosen."""
    rows = edge("p/d/station"), edge("p/d/amr")

    found = decide(*rows)

    assert ("p/mpa", rows[::-1]) == (found.authority, found.delegations)


def test_entrustment_beside_a_devolution_does_not_hinder_it(
    decide: Decide, edge: Any
) -> None:
    """One body decides, another takes the papers."""
    moved, told = edge("p/d/amr"), edge("p/d/station", mode="entrusts")

    found = decide(moved, told)

    assert ("p/d/amr", (moved, told)) == (found.authority, found.delegations)


@pytest.mark.parametrize(
    "given",
    [
        {"matters": ("other",)},
        {"validity": OVER},
        {"to": "x/far"},
        {"to": "x/gone"},
        {"by": "p/c/amr", "to": "p/d/amr"},
        {"by": "p/c/amr", "to": "p/mpa"},
    ],
    ids=["matter", "over", "elsewhere", "gone", "principal", "direction"],
)
def test_delegation_must_fit_the_matter_the_day_the_place_and_the_decider(
    decide: Decide, edge: Any, make: Any, given: dict[str, Any]
) -> None:
    """Each of them is needed, else it is not even told."""
    bodies = (
        make.body("x/far", "customs", "340000"),
        make.body("x/gone", "customs", "330102", validity=OVER),
    )

    found = decide(edge(**given), more={"authorities": bodies})

    assert ("p/mpa", ()) == (found.authority, found.delegations)


def test_other_relation_to_a_body_delegates_nothing(decide: Decide, make: Any) -> None:
    """Guidance is no power."""
    assert () == decide(make.edge("p/mpa", "supports", "p/c/amr")).delegations


def test_delegation_counts_once_its_document_was_known(
    decide: Decide, edge: Any, make: Any
) -> None:
    """Before it was issued nobody could have known of it."""
    row = edge(source=make.clause("NEW"))
    more = {"documents": (make.document("NEW", issued=DAY),)}
    before = DAY - dt.timedelta(days=1)

    assert ["p/c/amr", "p/mpa"] == [
        decide(row, more=more, known=known).authority for known in (DAY, before)
    ]


def test_nobody_delegates_what_nobody_is_known_to_decide(
    decide: Decide, edge: Any
) -> None:
    """Without a body for the limb there is no principal."""
    found = decide(edge(), limb={"functions": ("provincial_amr",)})

    assert (None, ()) == (found.authority, found.delegations)


def test_designation_is_the_reading_where_a_body_was_designated(
    decide: Decide, make: Any
) -> None:
    """The clause says that somebody designates; the body's source says whom."""
    why = make.source(note="designated")
    body = make.body(
        "p/ads", "advertising_authority", "330000", source=why, level=Level.PROVINCIAL
    )
    limb = {"functions": ("advertising_authority",), "designated": True}

    found = decide(limb=limb, more={"authorities": (body,)})

    assert ("p/ads", why) == (found.authority, found.reading)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [(True, Confidence.HIGH), (False, Confidence.MEDIUM)],
)
def test_designation_that_is_a_guess_lowers_the_confidence(
    decide: Decide, make: Any, *, clause: bool, expected: Confidence
) -> None:
    """The limb may be sure, the body is as sure as what it rests on."""
    source = make.clause() if clause else make.source()
    body = make.body("p/ads", "advertising_authority", "330000", source=source)
    limb = {"functions": ("advertising_authority",), "designated": True}

    assert expected is decide(limb=limb, more={"authorities": (body,)}).confidence


@pytest.mark.parametrize(
    ("mode", "outcome"), [("entrusts", "entrusted"), ("devolves", "devolved")]
)
def test_step_says_what_the_delegation_did(
    answer: Callable[..., Decision], edge: Any, mode: str, outcome: str
) -> None:
    """After the step that names the decider, with the trustee."""
    row = edge(mode=mode)

    steps = [(s.rule, s.outcome, s.authority) for s in answer(row).steps]

    decider = "p/c/amr" if mode == "devolves" else "p/mpa"
    assert [("m", "competent", decider), (row.id, outcome, "p/c/amr")] == steps[:2]


def test_reading_of_a_designation_stays_beside_an_entrustment(
    answer: Callable[..., Decision], edge: Any, make: Any
) -> None:
    """A reading that no delegation gave has a step of its own."""
    body = make.body("p/ads", "advertising_authority", "330000")
    limb = {"functions": ("advertising_authority",), "designated": True}
    row = edge(mode="entrusts", by="p/ads")

    found = answer(row, limb=limb, more={"authorities": (body,)})

    assert ["competent", "tier_reading", "entrusted"] == [
        step.outcome for step in found.steps[:3]
    ]


def test_delegation_of_a_matter_does_not_move_the_request(
    answer: Callable[..., Decision], edge: Any
) -> None:
    """Who decides is information; who takes the request is another question."""
    without, with_ = answer(), answer(edge())

    assert (without.lead, without.path) == (with_.lead, with_.path)
