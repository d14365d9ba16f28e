"""The reference names everything that there is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import attrs
import click
import pytest

import regservice
from regservice.cli import main
from regservice.cli.app import COMMANDS, make_app
from regservice.cli.output import Output
from regservice.messages.findings import FINDINGS
from regservice.model.catalogue import Competence
from regservice.model.decisiontest import DecisionTest
from regservice.model.package import Manifest, Tables
from regservice.model.rule import Holder, Strategy
from regservice.plugin import hookspecs

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"


def words(page: Path) -> set[str]:
    """The words in backticks on a page."""
    codes = re.findall(r"`([^`\n]+)`", page.read_text("utf-8"))
    return {word for code in codes for word in re.findall(r"[\w-]+", code)}


def records() -> Iterator[type]:
    """The records of a data package, and those that stand inside a row."""
    yield from (Manifest, Competence, Holder, Strategy, DecisionTest)
    for table in attrs.fields(attrs.resolve_types(Tables)):
        yield get_args(table.type)[0]


def keys(shape: Any) -> Iterator[str]:
    """The keys of a JSON value, however deep."""
    if isinstance(shape, dict):
        for key, value in shape.items():
            yield key
            yield from keys(value)
    elif isinstance(shape, list):
        for value in shape:
            yield from keys(value)


@pytest.mark.parametrize("record", [*records()], ids=lambda record: record.__name__)
def test_every_field_of_a_data_package_is_described(record: type) -> None:
    """Of every table, of conditions inside rows, and of the manifest."""
    fields = {field.name for field in attrs.fields(record)}

    assert fields <= words(REFERENCE / "data-package.md")


def test_every_table_is_described() -> None:
    """A table of which nobody is told would stay empty."""
    tables = {table.name for table in attrs.fields(Tables)}

    assert tables <= words(REFERENCE / "data-package.md")


def test_every_command_is_described() -> None:
    """In the table of commands."""
    assert set(COMMANDS) <= words(REFERENCE / "cli.md")


@pytest.mark.parametrize("name", ["route", "check", "diff", "test", "convert", "fmt"])
def test_every_option_is_described(name: str) -> None:
    """Of the commands with many options; ``--json`` is told once for all."""
    app = make_app(Output(lang="zh"))
    command = app.get_command(click.Context(app), name)
    assert command is not None
    options = {option for param in command.params for option in param.opts}
    long = {option for option in options if option.startswith("--")}

    assert long <= words(REFERENCE / "cli.md")


@pytest.mark.parametrize(
    "line",
    [
        (
            "route 第三类医疗器械注册证延续 --place 徐汇区 --difficulty complex"
            " --at 2026-03-02T10:00:00+08:00 --what-if --why-not shanghai/xuhui/station"
        ),
        "check plugins/regservice-region-shanghai",
        "diff --from 2023-06-01 --to 2024-06-01",
        "explain RS1105",
        "test plugins/regservice-region-shanghai --cov",
        "plugins check plugins/regservice-region-shandong",
    ],
    ids=lambda line: line.split()[0],
)
def test_every_key_of_the_json_is_described(
    line: str,
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Codes of dimensions that serve as keys are no part of the shape."""
    monkeypatch.chdir(root)
    main([*line.split(), "--json"])
    found = json.loads(capsys.readouterr().out)
    for free in ("relied_on", "request"):
        found.pop(free, None)
    for move in found.get("moves", ()):
        for box in move["boxes"]:
            box["sides"] = {}
    for side in {"bad", "good"} & set(found):
        found[side]["files"] = {}
    if found.get("proof"):
        found["proof"]["dimensions"] = {}

    assert set(keys(found)) - words(REFERENCE / "json.md") == set()


def test_every_finding_of_a_proof_is_described() -> None:
    """By its code, with an example."""
    page = REFERENCE.parent / "explanation" / "proof.md"

    assert set(FINDINGS) <= words(page)


def test_every_public_name_is_described() -> None:
    """What is public and not told is not used."""
    public = set(regservice.__all__) - {"__version__"}
    told = re.findall(r"\w+", (REFERENCE / "python.md").read_text("utf-8"))

    assert public <= set(told)


def test_every_hook_is_described() -> None:
    """By its name."""
    hooks = {name for name in vars(hookspecs) if name.startswith("regservice_")}
    told = re.findall(r"\w+", (REFERENCE / "python.md").read_text("utf-8"))

    assert hooks
    assert hooks <= set(told)
