"""Whatever a text holds, the terminal is not steered by it."""

from __future__ import annotations

import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regservice.cli.output import Output
from regservice.exports.graph import draw
from regservice.exports.shown import shown
from regservice.model.authority import Authority
from regservice.model.legal import Source
from regservice.model.vocab import Level, SourceKind
from tests.cli.conftest import Run

STEERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
TEXTS = st.text(
    st.characters(exclude_categories=["Cs"])
    | st.sampled_from("\x00\x07\x1b\r\n\t\x7f\x9b\u202a\u202e\u2066\u2069\uffff")
)
SGR = "\x1b[31m红\x9b0m\u202e"


@given(TEXTS)
def test_no_text_steers_and_the_rest_of_it_stays(text: str) -> None:
    """Only what steers is replaced, by signs that say what it was."""
    found = shown(text)

    assert not STEERS.search(found)
    assert STEERS.sub(lambda m: ascii(m[0])[1:-1], text) == found
    assert all(unicodedata.category(c) != "Cc" for c in found if c not in "\n\t")


@given(TEXTS, st.sampled_from([None, 2]))
def test_json_on_a_terminal_says_the_same_and_steers_nothing(
    text: str, indent: int | None
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        written: list[str] = []
        patch.setattr("sys.stdout", _Stream(written))
        Output("zh").json({"a": text}, indent=indent)

    assert not STEERS.search("".join(written))
    assert {"a": text} == json.loads("".join(written))


class _Stream:
    """Takes what is written."""

    encoding = "utf-8"

    def __init__(self, written: list[str]) -> None:
        self.write = written.append


@pytest.mark.parametrize(
    "arguments",
    [
        ("route", "--item", "renewal", "--place", SGR),
        ("route", SGR, "--place", "110000", "--at", "2026-03-02"),
        ("route", "--item", SGR, "--place", "110000"),
        ("route", f"--{SGR}"),
        ("route", "--received-at", SGR, "--place", "110000"),
        (SGR,),
        ("check", SGR),
        ("explain", SGR),
        ("fmt", SGR),
        ("who", SGR),
        ("calendar", SGR),
        ("org", "--place", SGR),
        ("plugins", "why", SGR),
        ("--package", SGR, "route", "x"),
        ("--pack", SGR, "route", "x"),
    ],
    ids=lambda arguments: arguments[0] if arguments[0] != SGR else "command",
)
def test_what_is_typed_does_not_come_back_to_the_terminal(
    run: Run, arguments: tuple[str, ...]
) -> None:
    ran = run(*arguments)

    assert not STEERS.search(ran.out + ran.err)


def test_what_a_package_holds_does_not_reach_the_terminal(
    run: Run, tmp_path: Path
) -> None:
    """Neither as a name in a table nor in the error of a row."""
    (tmp_path / "package.yaml").write_text(
        'name: esc\ntitle: "x\\e[2J"\nversion: "1"\nplaces: ["110000"]\nowner: o\n'
    )
    rows = (
        'authorities:\n  - {id: esc/a, name: "局\\e[31m\\u202e", kind: district_amr,'
        ' level: district, places: ["110000"],'
        ' source: {kind: assumed, note: "\\x07"}}\n'
    )
    (tmp_path / "t.yaml").write_text(rows, "utf-8")
    picture = str(tmp_path / "org.svg")
    ran = run("--package", str(tmp_path), "org", "--svg", picture)

    assert "局\\x1b[31m\\u202e" in ran.out
    assert not STEERS.search(ran.out + ran.err)

    bad = 'rules:\n  - {id: esc/r, role: lead, holder: {authority: "q/\\e[2Jx"}}\n'
    (tmp_path / "r.yaml").write_text(bad, "utf-8")
    for arguments in (("check", str(tmp_path)), ("fmt", "--diff", str(tmp_path))):
        ran = run(*arguments)
        assert not STEERS.search(ran.out + ran.err)


@given(TEXTS)
def test_picture_of_any_name_is_well_formed(text: str) -> None:
    """XML cannot hold a control character."""
    source = Source(kind=SourceKind.ASSUMED, note="n")
    row: dict[str, Any] = {"kind": "district_amr", "level": Level.DISTRICT}
    body = Authority(
        id="p/a", name=text or "x", places=("110000",), source=source, **row
    )

    picture = ET.fromstring(draw([body], (), (), "zh"))  # noqa: S314 - our own

    assert picture.tag.endswith("svg")
