"""Help, usage errors, and consoles that cannot show Chinese."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regservice.cli.app import COMMANDS, make_app
from regservice.cli.output import Output
from regservice.cli.packages import SHIPPING

Run = Callable[..., Any]
SHIPPED = [f"plugins {name}" for name in ("list", *SHIPPING)]
LEAVES = [*(name for name in COMMANDS if name != "plugins"), *SHIPPED]
QUESTION = "二类医疗器械延续注册要提前多久提交"
CALLS = (
    ("route", QUESTION, "--place", "徐汇区"),
    ("route", QUESTION, "--place", "徐汇区", "--json"),
    ("route", QUESTION, "--place", "火星"),
    ("demo",),
    ("who", "ad_review_device", "--place", "北京市"),
    ("org",),
    ("items",),
    ("plugins", "list"),
    ("calendar", "2026"),
    ("deadline", "--start", "2025-09-30", "--limit", "5 working_day"),
    ("check", "--no-proof"),
    ("--help",),
    ("nonsense",),
)


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_no_console_makes_it_crash(start: Run, encoding: str) -> None:
    """A character that cannot be shown is replaced."""
    for call in CALLS:
        ran = start(*call, PYTHONIOENCODING=encoding)
        assert "Traceback" not in ran.err, call
        assert ran.code in (0, 2, 3), call


def test_json_loses_nothing_on_an_ascii_console(start: Run) -> None:
    """It is escaped instead of replaced."""
    call = ("route", QUESTION, "--place", "徐汇区", "--json")
    plain = start(*call, "--at", "2026-03-02T10:00:00+08:00", PYTHONIOENCODING="ascii")
    wide = start(*call, "--at", "2026-03-02T10:00:00+08:00", PYTHONIOENCODING="utf-8")

    assert json.loads(wide.out) == json.loads(plain.out)
    assert "徐汇区" in wide.out


@pytest.mark.parametrize("name", LEAVES)
def test_help_is_in_the_chosen_language(run: Run, name: str) -> None:
    """Chinese by default, English on demand, with examples."""
    zh = run(*name.split(), "--help")
    en = run(*name.split(), "--help", "--lang", "en")

    assert (0, 0) == (zh.code, en.code)
    assert zh.out.startswith("用法:")
    assert "Options" not in zh.out
    assert en.out.startswith("Usage:")
    assert not re.search(r"[\u4e00-\u9fff]", en.out.partition("Examples:")[0])
    assert "例:" in zh.out


def examples() -> list[str]:
    """The command lines that the help shows."""
    found = []
    for lang in ("zh",):
        app = make_app(Output(lang))
        for name in COMMANDS:
            command = app.get_command(None, name)  # type: ignore[arg-type]
            names = command.list_commands(None) if hasattr(command, "modules") else ()
            for member in [command.get_command(None, n) for n in names] or [command]:
                lines = (member.epilog or "").splitlines()
                found += [line.strip() for line in lines if "regservice " in line]
    return found


def test_every_command_shows_an_example() -> None:
    """At least one for each."""
    assert len(examples()) >= len(LEAVES)


@pytest.mark.parametrize("line", examples())
def test_the_examples_of_the_help_run(
    run: Run,
    line: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As printed, in a folder that holds what they name; the demo has five regions."""
    if line.startswith("regservice demo"):
        monkeypatch.delenv("REGSERVICE_DISABLE")
    root = Path(__file__).resolve().parents[2]
    for name in ("examples", "plugins"):
        (tmp_path / name).symlink_to(root / name)
    monkeypatch.chdir(tmp_path)
    ran = run(*shlex.split(line)[1:])

    assert 0 == ran.code, ran.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("rout",), "route"),
        (("route", "--plac", "x"), "--place"),
        (("deadline", "--start", "2025-01-02"), "--limit"),
        (("calendar",), "YEAR"),
        (("calendar", "0"), "YEAR"),
        (("route", "a", "b"), "用法不对"),
        (("route", "--lang", "fr"), "zh 或 en"),
        (("plugins", "nonsense"), "nonsense"),
        (("route", "--place"), "--place"),
    ],
)
def test_a_usage_error_is_told_in_chinese(
    run: Run, arguments: tuple[str, ...], words: str
) -> None:
    """Exit code 2, what is wrong, and where help is."""
    ran = run(*arguments)

    assert 2 == ran.code
    assert words in ran.err
    assert "" == ran.out


def test_no_command_shows_the_help(run: Run) -> None:
    """With the code of a usage error."""
    ran = run()

    assert 2 == ran.code
    assert "命令" in ran.err


def test_the_version_is_that_of_the_library(run: Run) -> None:
    """One version, in one place."""
    assert run("--version").out.startswith("regservice 0.")


@pytest.mark.parametrize(
    "arguments",
    [
        ("route", "--item", "renewal", "--place", "110000", "--at", ""),
        ("route", "--item", "renewal", "--place", "110000", "--known-at", ""),
        ("route", "--item", "renewal", "--place", "110000", "--received-at", ""),
        ("who", "device_renewal", "--at", ""),
        ("org", "--at", ""),
    ],
    ids=lambda arguments: f"{arguments[0]} {arguments[-2]}",
)
def test_empty_day_is_not_taken_for_today(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)

    assert (3, "") == (ran.code, ran.out)
    assert "[RS3201]" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("diff", "--from", "20240301", "--to", "2024-06-01"),
        ("diff", "--from", "2024-03-01", "--to", "2024-W23-6"),
        ("deadline", "--start", "20240301", "--limit", "5 working_day"),
        ("calendar", "2024-W23-6"),
    ],
    ids=" ".join,
)
def test_day_is_read_in_one_form_by_every_command(
    run: Run, arguments: tuple[str, ...]
) -> None:
    ran = run(*arguments)

    assert (3, "") == (ran.code, ran.out)
    assert "[RS3202]" in ran.err
