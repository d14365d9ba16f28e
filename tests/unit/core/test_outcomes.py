"""Every outcome that has words comes about in some answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from regservice.messages.sentences import SENTENCES
from regservice.model.decision import Decision
from regservice.model.legal import Validity
from regservice.model.request import Override
from regservice.model.vocab import DelegationMode, Modality, Tier

DAY = dt.date(2026, 3, 2)
Ask = Callable[..., Decision]


def _matter(make: Any) -> Any:
    limb = make.limb(tier=Tier.PROVINCE, functions=("provincial_mpa",), designated=True)
    return make.matter("m", limb, make.limb(says="testing", main=False))


def _delegated(make: Any, to: str, mode: DelegationMode) -> Any:
    return make.edge(
        "p/mpa", "delegates", to, mode=mode, matters=("m",), source=make.clause()
    )


@pytest.fixture
def reached(ask: Ask, make: Any) -> set[str]:
    """The outcomes of three requests in a world with a row of each sort."""
    old = make.body("p/old", "provincial_mpa", "340000", validity=Validity(None, DAY))
    more = {
        "authorities": (old,),
        "relations": (
            make.edge("p/mpa", "succeeds", "p/old"),
            _delegated(make, "p/c/amr", DelegationMode.ENTRUSTS),
        ),
        "matters": (_matter(make),),
        "programmes": (
            make.programme("t:p", "330000"),
            make.programme("t:q", "330000", tracking=10),
            make.programme("t:over", "330000", validity=Validity(None, DAY)),
            make.programme("t:far", "340000"),
            make.programme("t:unfit", "330000", when=make.when(channel="visit")),
        ),
        "limits": (make.limit("a"),),
        "rules": (
            make.rule("lead", "lead", "p/old", exception_to=("hard", "soft")),
            make.rule("soft", "lead", "station", modality=Modality.IN_PRINCIPLE),
            make.rule("beside", "co", "p/c/amr"),
            make.rule("jointly", "co", "p/d/amr", joint=True),
            make.rule("copied", "copy", "top/nmpa"),
            make.rule("back", "fallback", "district_amr"),
        ),
    }
    bypass = make.bypass("b", "district_amr", when=make.when(channel="visit"))
    book = make.world(more=more, bypasses=(bypass,))
    aside = (Override(rule="soft", actor="a", reason="b"),)
    moved = _delegated(make, "p/c/amr", DelegationMode.DEVOLVES)
    devolved = make.world(matters=(_matter(make),), more={"relations": (moved,)})
    every = ("t:far", "t:over", "t:p", "t:q", "t:unfit")
    answers = (
        ask(book, channel="letter", programmes=every, overrides=aside),
        ask(book, channel="visit"),
        ask(book, channel="letter", place="340000"),
        ask(devolved),
    )
    return {step.outcome for answer in answers for step in answer.steps}


@pytest.mark.parametrize(
    "outcome",
    sorted(key.removeprefix("step.") for key in SENTENCES if key.startswith("step.")),
)
def test_outcome_that_has_words_is_reached(reached: set[str], outcome: str) -> None:
    """No sentence is written for what never happens."""
    assert outcome in reached


def test_outcome_that_is_reached_has_words(reached: set[str]) -> None:
    """Nothing happens for which there is no sentence."""
    assert reached <= {key.removeprefix("step.") for key in SENTENCES}
