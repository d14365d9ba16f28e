"""Whatever a package does, no other one notices, and it is named with its reason."""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from regservice.cli import main
from regservice.engine import compiled
from regservice.plugin import hooks
from regservice.plugin.found import Found
from regservice.plugin.manager import collect
from regservice.ruleset.compile import compile_ruleset
from tests.unit.plugin.faults import BODIES, GOOD, SHAPES, every, module, write

FAULTS = every({**BODIES, **SHAPES})
pytestmark = pytest.mark.xdist_group("faults")


def _digest(found: tuple[Found, ...]) -> str:
    sound = [p.contribution for p in found if p.contribution is not None]
    return compile_ruleset(sound).digest


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of distributions, on the path."""
    folder = tmp_path_factory.mktemp("site")
    write(folder, "acme-good", GOOD)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        yield folder
    for name in [*sys.modules]:
        if name.startswith("acme_"):
            sys.modules.pop(name)


@pytest.fixture(scope="module")
def alone(site: Path) -> tuple[Found, ...]:
    """What is found before a faulty package is installed."""
    return collect()


@pytest.fixture(scope="module")
def found(site: Path, alone: tuple[Found, ...]) -> dict[str, Found]:
    """What is found when every fault of every hook is installed at once."""
    for name, hook, fault in FAULTS:
        write(site, name, module(name, hook, fault))
    importlib.invalidate_caches()
    return {each.name: each for each in collect()}


def test_there_are_many_faults() -> None:
    """At least twenty of each hook."""
    assert len(FAULTS) >= 20 * len(hooks.HOOKS)


@pytest.mark.parametrize(("name", "hook", "fault"), FAULTS, ids=lambda value: value)
def test_fault_is_quarantined(
    found: dict[str, Found], site: Path, name: str, hook: str, fault: str
) -> None:
    """With file and line of the package, a reason, and how to go on without it."""
    package = found[name]
    file = str(site / f"{name.replace('-', '_')}.py")

    assert package.contribution is None
    assert "quarantined" == package.state
    for problem in package.problems:
        assert file == problem.where.file
        assert problem.where.line
        for lang in ("zh", "en"):
            assert problem.message(lang)
            assert problem.fix(lang)
    assert package.problems


def test_others_are_as_they_were(
    alone: tuple[Found, ...], found: dict[str, Found]
) -> None:
    """The same rows, the same digest."""
    assert found["acme-good"].contribution is not None
    assert _digest(alone) == _digest(tuple(found.values()))


def test_process_is_as_it_was(found: dict[str, Found]) -> None:
    """What was changed has been put back."""
    assert "REGSERVICE_DISABLE" not in os.environ
    assert sys.path
    assert Path.cwd().is_dir()
    assert callable(len)
    assert sys.stdout is not None


KINDS = {
    "number": "RS2105",
    "mapping": "RS2105",
    "hostile-class": "RS2105",
    "hostile-rows": "RS2105",
    "subclass": "RS2105",
    "exits": "RS2101",
    "mute": "RS2101",
    "environ": "RS2110",
    "path": "RS2110",
    "builtins": "RS2110",
    "library": "RS2110",
    "modules": "RS2110",
    "argument": "RS2104",
    "coroutine": "RS2104",
    "wrapper": "RS2104",
    "unmarked": "RS2103",
    "misspelt": "RS2102",
    "syntax": "RS2101",
}


@pytest.mark.parametrize("fault", KINDS)
def test_reason_is_what_was_done(found: dict[str, Found], fault: str) -> None:
    """Not that something failed in the guard for it."""
    for name, _, one in FAULTS:
        if one == fault:
            assert {KINDS[fault]} == {problem.code for problem in found[name].problems}


def test_endless_rows_stop_at_the_limit(found: dict[str, Found]) -> None:
    """Numbers without end are too many rows before they are no rows."""
    codes = {
        hook: found[name].problems[0].code
        for name, hook, fault in FAULTS
        if fault == "endless"
    }

    assert "RS2105" == codes.pop("regservice_package")
    assert {"RS2106"} == set(codes.values())


@pytest.mark.parametrize("command", ["plugins list", "doctor"])
def test_each_is_named_to_the_user(
    found: dict[str, Found],
    command: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In the list with its state and its reason, and as a finding of the doctor."""
    # They would be asked once more, for the same answers.
    monkeypatch.setattr(compiled, "collect", lambda *_, **__: tuple(found.values()))

    main([*command.split(), "--json"])

    shape = json.loads(capsys.readouterr().out)
    if command == "doctor":
        bad = [f for f in shape["findings"] if not f["ok"] and "acme-" in f["text"]]
        assert len(FAULTS) == len(bad)
        assert all("REGSERVICE_DISABLE=acme-" in finding["fix"] for finding in bad)
        return
    listed = {package["name"]: package for package in shape["packages"]}
    for name, _, _ in FAULTS:
        assert "quarantined" == listed[name]["state"]
        assert listed[name]["problems"]
    assert "loaded" == listed["acme-good"]["state"]
