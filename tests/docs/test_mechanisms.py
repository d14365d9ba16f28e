"""The table of mechanisms is whole, names what is there, and its page is current."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.docs.makers import maker

TABLE = maker("mechanisms")


def test_every_line_is_there_and_all_that_it_names() -> None:
    """Each row, piece of code and test is looked up."""
    assert [] == TABLE.faults()


def test_page_is_current() -> None:
    """Else: python docs/_gen/mechanisms.py."""
    assert TABLE.page() == TABLE.PAGE.read_text("utf-8")


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ({"rows": ["shanghai: rules/shanghai/none"], "tests": ["x"]}, "no row"),
        ({"code": ["regservice.core.nowhere"], "tests": ["x"]}, "no code"),
        (
            {"code": ["regservice.core.routing.path"], "tests": ["no/test"]},
            "no test no/",
        ),
        ({"code": ["regservice.core.routing.path"]}, "no test"),
        ({}, "rows or code"),
        ({"waits": "godot"}, "waits: godot"),
        ({"code": ["regservice.core.routing.path"], "left_out": "因"}, "rows or code"),
    ],
)
def test_what_does_not_hold_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, entry: dict[str, Any], fault: str
) -> None:
    """A line that names what is not there fails the table."""
    found = list(TABLE._faults(TABLE.Line(line="S3-01", what="虚构", **entry)))

    assert any(text.startswith(fault) for text in found)


def test_missing_line_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty folder lacks every line of every source."""
    monkeypatch.setattr(TABLE, "HERE", tmp_path)

    assert len(TABLE.SOURCES) == len(TABLE.faults())
