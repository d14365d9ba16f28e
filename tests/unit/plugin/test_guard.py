"""What the guard promises of one package at a time."""

from __future__ import annotations

import sys
import warnings
from typing import Any

import pytest

from regservice.model.package import Contribution
from regservice.plugin import blame, guard, hooks
from regservice.plugin.manager import collect
from tests.unit.plugin.faults import GOOD, NOTHING, module

HOOK = "regservice_rules"


@pytest.mark.parametrize("hook", hooks.HOOKS)
def test_frame_of_the_faults_has_none(install: Any, hook: str) -> None:
    """What is quarantined below is so for its fault, not for what stands around it."""
    install("acme-none", module("acme-none", hook, NOTHING))

    found = [each for each in collect() if each.name == "acme-none"]

    expected = [] if hook == "regservice_package" else ["loaded"]
    assert expected == [each.state for each in found]


@pytest.mark.parametrize("fault", ["exits", "base", "hostile"])
def test_without_the_guard_it_would_escape(
    install: Any, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A guard that is never needed would show nothing."""
    install("acme-bad", module("acme-bad", HOOK, fault))

    def pass_on(error: BaseException, *_: object) -> Any:
        raise error

    monkeypatch.setattr(guard, "problems_of", pass_on)
    monkeypatch.setattr(hooks, "problems_of", pass_on)

    with pytest.raises(BaseException) as caught:  # noqa: PT011 - of any class
        collect()
    assert not isinstance(caught.value, AssertionError)


def test_interrupt_passes(install: Any) -> None:
    """Who presses Ctrl-C means the program, not a package."""
    install("acme-stop", module("acme-stop", HOOK, "raise KeyboardInterrupt"))

    with pytest.raises(KeyboardInterrupt):
        collect()


def test_what_is_printed_spoils_no_result(
    install: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """It goes to stderr, and a warning is no error even where warnings are."""
    talks = 'print("虚构输出"); warnings.warn("虚构"); return ()'
    install("acme-talks", module("acme-talks", HOOK, talks))

    with warnings.catch_warnings(record=True):
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
    keep = "KEPT = []\n\n\ndef kept(row):\n    KEPT.append(row)\n    return row\n\n\n"
    code = keep + GOOD.replace("yield PauseReason(", "yield kept(PauseReason(")
    code = code.replace("    )\n", "    ))\n")
    install("acme-fresh", code)

    (found,) = [each for each in collect() if each.name == "acme-fresh"]

    assert isinstance(found.contribution, Contribution)
    (row,) = found.contribution.tables.pause_reasons
    (kept,) = sys.modules["acme_fresh"].KEPT
    assert kept == row
    assert kept is not row
