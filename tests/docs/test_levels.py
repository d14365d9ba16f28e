"""The pages of the levels are current in both languages, and say all of each rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from regservice.levels.judge import RULES
from tests.docs.makers import maker

ROOT = Path(__file__).resolve().parents[2]


GENERATOR = maker("levels")


@pytest.mark.parametrize("lang", GENERATOR.PAGES)
def test_page_is_current(lang: str) -> None:
    """Else: python docs/_gen/levels.py."""
    assert GENERATOR.page(lang) == GENERATOR.PAGES[lang].read_text("utf-8")


@pytest.mark.parametrize("lang", GENERATOR.PAGES)
def test_every_rule_has_a_section(lang: str) -> None:
    """With reason, good, bad, and how it is decided."""
    page = GENERATOR.page(lang)

    for rule in RULES:
        section = page.partition(f"### {rule.id} ")[2].partition("\n#")[0]
        assert 4 == section.count("\n- ")
