"""What no guard can hold is held by another process, and costs only its package."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

import regservice
from regservice.cli import main
from regservice.errors import DataError
from regservice.plugin import manager
from regservice.plugin.found import Found
from regservice.plugin.hooks import HOOKS
from regservice.plugin.isolate import isolated
from regservice.plugin.manager import collect
from regservice.plugin.sources import Candidate
from regservice.ruleset.compile import compile_ruleset
from tests.unit.plugin.faults import (
    BODIES,
    BREAKING,
    GOOD,
    SHAPES,
    every,
    module,
    write,
)

Install = Callable[..., Path]

ALL = os.environ.get("REGSERVICE_FAULTS") == "all"
"""Whether every fault is tried with every hook, which takes minutes."""

FAULTS = every({**BODIES, **SHAPES, **BREAKING} if ALL else BREAKING)
CHOSEN = FAULTS if ALL else FAULTS[: len(BREAKING)]
CODES = {"loop": "RS2114", "sleeps": "RS2114", "memory-all": "RS2101"}

STRATEGY = """

from regservice.model.rule import Strategy


@hookimpl
def regservice_strategies():
    yield Strategy(
        id="acme/choose", version="1", choose=lambda facts: "national/nmpa",
        source=Source(kind="assumed", note="虚构"),
    )
"""


def _sound(found: tuple[Found, ...]) -> str:
    rows = [each.contribution for each in found if each.contribution is not None]
    return compile_ruleset(rows).digest


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of distributions, on the path; a good one first and last."""
    folder = tmp_path / "many"
    folder.mkdir()
    for name in ("aaa-good", "zzz-good"):
        code = GOOD.replace("acme-good", name).replace("acme:", f"{name[:3]}:")
        write(folder, name, code)
    monkeypatch.syspath_prepend(str(folder))
    importlib.invalidate_caches()
    return folder


@pytest.fixture
def breaking(site: Path) -> tuple[str, dict[str, Found]]:
    """The digest before, and what is found when those are installed that break."""
    before = _sound(collect(isolate=True))
    for name, hook, fault in CHOSEN:
        write(site, name, module(name, hook, fault))
    return before, {each.name: each for each in collect(isolate=True, timeout=1.5)}


def test_break_costs_one_package(breaking: tuple[str, dict[str, Found]]) -> None:
    """Each is quarantined with how it ended; the others are as they were."""
    before, found = breaking

    for name, _, fault in CHOSEN:
        (problem, *_) = found[name].problems
        assert found[name].isolated
        if fault in BREAKING:
            assert CODES.get(fault, "RS2113") == problem.code
            assert f"REGSERVICE_DISABLE={name}" in problem.fix("zh")
    assert before == _sound(tuple(found.values()))


def test_commands_isolate_without_being_told(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``check``, ``doctor`` and ``plugins list`` survive an exit and say who it was."""
    monkeypatch.setattr(manager, "TIMEOUT", 1.5)
    write(site, "mmm-exits", module("mmm-exits", "regservice_rules", "exit-now"))

    codes = [main(["check", "--no-proof"]), main(["doctor"]), main(["plugins", "list"])]

    printed = capsys.readouterr()
    assert [3, 1, 0] == codes
    assert 2 <= printed.out.count("mmm-exits")
    assert "在子进程中读取" in printed.err
    assert "[RS2113]" in printed.err


def test_good_ones_share_one_process(site: Path) -> None:
    """And give what they give in this one."""
    here, there = collect(), collect(isolate=True)

    assert _sound(here) == _sound(there)
    assert [each.name for each in here] == [each.name for each in there]
    for mine, other in zip(here, there, strict=True):
        assert attrs.evolve(other, isolated=mine.isolated) == mine


def test_bomb_of_another_is_not_blamed_on_the_next(site: Path) -> None:
    """Who is blamed has had a process of its own."""
    bomb = "import os, threading\nthreading.Timer(0.05, os._exit, (3,)).start()\n"
    write(site, "mmm-bomb", bomb + GOOD.replace("acme-good", "mmm-bomb"))
    slow = "import time\ntime.sleep(0.4)\n" + GOOD.replace("acme-good", "nnn-slow")
    write(site, "nnn-slow", slow.replace("acme:", "nnn:"))
    importlib.invalidate_caches()

    found = {each.name: each for each in collect(isolate=True)}

    assert "loaded" == found["nnn-slow"].state
    assert "loaded" == found["zzz-good"].state


def test_strategy_runs_only_where_it_was_imported(site: Path) -> None:
    """A stand-in says so; an engine that is to route imports what did no harm."""
    write(site, "mmm-picks", GOOD.replace("acme-good", "mmm-picks") + STRATEGY)
    importlib.invalidate_caches()

    def pick(found: tuple[Found, ...]) -> Any:
        (one,) = [each for each in found if each.name == "mmm-picks"]
        assert one.contribution is not None
        return one.contribution.strategies[0].choose({})

    with pytest.raises(DataError) as caught:
        pick(collect(isolate=True))
    assert ["RS2115"] == [problem.code for problem in caught.value.problems]
    assert "national/nmpa" == pick(collect(isolate=True, stand_ins=False))
    engine = regservice.load(isolate=True)
    assert "national/nmpa" == engine.book.strategies["acme/choose"].choose({})


def test_what_cannot_be_started_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """No package is then imported here instead."""
    monkeypatch.setattr("sys.executable", "/no/such/python")

    (found,) = isolated([Candidate(name="acme-x", target="acme_x")])[0]

    assert ["RS2113"] == [problem.code for problem in found.problems]


@pytest.mark.parametrize("hook", HOOKS)
def test_faults_of_every_hook_are_written(hook: str) -> None:
    """The long run tries all of them."""
    assert {fault for _, one, fault in every(BREAKING) if one == hook} == set(BREAKING)
