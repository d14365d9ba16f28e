"""No code of a package runs while a request is routed, but strategies."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType
from typing import Any

import attrs
import pytest

import regservice
from regservice.engine.engine import Engine
from regservice.model.rule import Holder, Strategy
from regservice.ruleset.compile import compile_ruleset

AT = "2026-03-02T10:00:00+08:00"
ASKED = regservice.ServiceRequest(
    item="key_project_service", product="drug", difficulty="complex", place="310104"
)


def _files(engine: Engine) -> set[str]:
    """The files of all functions that are called while a request is routed."""
    seen: set[str] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            seen.add(frame.f_code.co_filename)

    sys.setprofile(note)
    try:
        engine.route(ASKED, at=AT)
    finally:
        sys.setprofile(None)
    return seen


@pytest.fixture
def with_strategy(contributions: Any, make: Any) -> Engine:
    """Shanghai, where code names the lead of key projects."""
    national, shanghai = contributions
    choice = Strategy(
        id="shanghai/choice",
        version="1",
        choose=lambda _: "shanghai/mpa",
        source=make.source(),
    )
    rules = tuple(
        attrs.evolve(rule, holder=Holder(strategy=choice.id))
        if rule.id == "shanghai/complex-key-project"
        else rule
        for rule in shanghai.tables.rules
    )
    tables = attrs.evolve(shanghai.tables, rules=rules)
    changed = attrs.evolve(shanghai, tables=tables, strategies=(choice,))
    return Engine(compile_ruleset([national, changed]), ())


def test_routing_calls_no_code_of_a_package(engine: Engine) -> None:
    """Packages have said all they have to say when a ruleset is compiled."""
    home = str(Path(regservice.__file__).parent)
    files = _files(engine)

    assert any(name.startswith(home) for name in files)
    assert [] == [
        name for name in files if "plugins" in name or "regservice_" in Path(name).name
    ]


def test_strategy_is_the_one_exception(with_strategy: Engine) -> None:
    """The frame of its function is seen: so others would be."""
    assert __file__ in _files(with_strategy)
    assert "shanghai/mpa" == with_strategy.route(ASKED, at=AT).decision.lead


def test_rule_that_code_decides_is_listed_as_unprovable(with_strategy: Engine) -> None:
    """It is neither a gap nor proved."""
    proof = with_strategy.prove()

    assert ("shanghai/complex-key-project",) == proof.unprovable
    assert () == proof.findings
