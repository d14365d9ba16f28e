"""Whatever a package does, no other one notices, and it is named with its reason."""

from __future__ import annotations

import importlib
import json
import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from regservice.cli import main
from regservice.model.package import Contribution
from regservice.plugin import blame, guard, hooks
from regservice.plugin.found import Found
from regservice.plugin.manager import collect
from regservice.ruleset.compile import compile_ruleset
from tests.unit.plugin.faults import BODIES, MANIFEST, SHAPES, every, module, write

FAULTS = every({**BODIES, **SHAPES})

GOOD = f"""\
from regservice.model.grounds import PauseReason
from regservice.model.legal import Source
from regservice.model.package import Manifest
from regservice.plugin import hookimpl


@hookimpl
def regservice_package():
    return {MANIFEST.format(name="acme-good")}


@hookimpl
def regservice_time_limits():
    yield PauseReason(
        code="acme:good",
        name="虚构",
        source=Source(kind="assumed", note="虚构"),
    )
"""


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
        # The line that a DataError of a forged class names, or the file at least.
        assert file == problem.where.file
        assert problem.where.line or "RS2110" == problem.code
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


@pytest.mark.parametrize("command", ["plugins list", "doctor"])
def test_each_is_named_to_the_user(
    found: dict[str, Found], command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the list with its state and its reason, and as a finding of the doctor."""
    main([*command.split(), "--json"])
    shape = json.loads(capsys.readouterr().out)

    if command == "doctor":
        bad = [f for f in shape["findings"] if not f["ok"] and "acme-" in f["text"]]
        assert len(FAULTS) == len(bad)
        assert all("REGSERVICE_DISABLE=acme-" in finding["fix"] for finding in bad)
        return
    listed = {package["name"]: package for package in shape["packages"]}
    for name, _, _ in FAULTS:
        assert ("quarantined", True) == (listed[name]["state"], listed[name]["isolated"])
        assert listed[name]["problems"]
    assert "loaded" == listed["acme-good"]["state"]


@pytest.mark.parametrize("fault", ["exits", "base", "hostile"])
def test_without_the_guard_it_would_escape(
    install: Any, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A guard that is never needed would show nothing."""
    install("acme-bad", module("acme-bad", "regservice_rules", fault))

    def pass_on(error: BaseException, *_: object) -> Any:
        raise error

    monkeypatch.setattr(guard, "problems_of", pass_on)
    monkeypatch.setattr(hooks, "problems_of", pass_on)

    with pytest.raises(BaseException) as caught:  # noqa: PT011 - of any class
        collect()
    assert not isinstance(caught.value, AssertionError)


def test_interrupt_passes(install: Any) -> None:
    """Who presses Ctrl-C means the program, not a package."""
    code = module("acme-stop", "regservice_rules", "raises")
    install("acme-stop", code.replace('ValueError("虚构")', "KeyboardInterrupt"))

    with pytest.raises(KeyboardInterrupt):
        collect()


def test_what_is_printed_spoils_no_result(
    install: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """It goes to stderr, and a warning is no error even where warnings are."""
    talks = 'print("虚构输出"); warnings.warn("虚构"); return ()'
    code = module("acme-talks", "regservice_rules", "raises")
    install("acme-talks", code.replace('raise ValueError("虚构")', talks))

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (found,) = [each for each in collect() if each.name == "acme-talks"]

    printed = capsys.readouterr()
    assert "loaded" == found.state
    assert ("", True) == (printed.out, "虚构输出" in printed.err)


def test_package_contributes_wholly_or_not_at_all(install: Any) -> None:
    """One sound hook does not save the rows of a package."""
    install(
        "acme-half",
        GOOD + "\n\n@hookimpl\ndef regservice_rules():\n    return [42]\n",
    )

    (found,) = [each for each in collect() if each.name == "acme-half"]

    assert (None, ["RS2105"]) == (
        found.contribution,
        [problem.code for problem in found.problems],
    )


def test_reason_is_one_line_however_long() -> None:
    """Nobody reads a page of it."""
    reason = blame.reason_of(ValueError("x\n" * 1_000))

    assert "\n" not in reason
    assert len(reason) < 400


def test_contribution_is_made_anew(install: Any) -> None:
    """No object that a package still holds is in a ruleset."""
    code = GOOD + "\n\nROW = list(regservice_time_limits())[0]\n"
    install("acme-fresh", code.replace("    yield PauseReason(", "    yield KEPT or PauseReason("
    ).replace("@hookimpl\ndef regservice_package", "KEPT = None\n\n\n@hookimpl\ndef regservice_package"))

    (found,) = [each for each in collect() if each.name == "acme-fresh"]

    assert isinstance(found.contribution, Contribution)
    (row,) = found.contribution.tables.pause_reasons
    kept = sys.modules["acme_fresh"].ROW
    assert kept == row
    assert kept is not row
