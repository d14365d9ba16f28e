"""Every text exists in both languages, and every code has a text."""

from __future__ import annotations

import inspect
import re
import string
from enum import StrEnum
from pathlib import Path

import pytest

from regservice import messages
from regservice.messages import LANGUAGES
from regservice.messages.cli import CLI
from regservice.messages.names import NAMES, QUESTIONS
from regservice.messages.pages import PAGES
from regservice.messages.problems import PROBLEMS
from regservice.messages.sentences import SENTENCES
from regservice.model import vocab

CATALOGUES = {
    "sentences": SENTENCES,
    "cli": CLI,
    "pages": PAGES,
    "questions": QUESTIONS,
}
PAIRS = [
    pytest.param(pair, id=f"{name}:{code}")
    for name, catalogue in CATALOGUES.items()
    for code, pair in catalogue.items()
]


def _slots(text: str) -> set[str]:
    return {
        name for _, name, _, _ in string.Formatter().parse(text) if name is not None
    }


@pytest.fixture(scope="module")
def code(root: Path) -> str:
    """All Python of the library but the catalogues of texts."""
    base = root / "src" / "regservice"
    return "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted(base.rglob("*.py"))
        if path.parent != base / "messages"
    )


@pytest.mark.parametrize("pair", PAIRS)
def test_text_says_the_same_in_both_languages(pair: tuple[str, str]) -> None:
    """Neither is empty, and both fill in the same facts."""
    chinese, english = pair

    assert chinese.strip()
    assert english.strip()
    assert _slots(chinese) == _slots(english)


@pytest.mark.parametrize("number", sorted(PROBLEMS))
def test_problem_and_fix_exist_in_both_languages(number: str) -> None:
    """What is wrong fills in the same facts; so do both parts together."""
    (wrong, fix), (wrong_en, fix_en) = PROBLEMS[number]

    assert all(text.strip() for text in (wrong, fix, wrong_en, fix_en))
    assert _slots(wrong) == _slots(wrong_en)
    assert _slots(wrong) | _slots(fix) == _slots(wrong_en) | _slots(fix_en)


@pytest.mark.parametrize("vocabulary", sorted(NAMES))
def test_code_has_a_name_in_both_languages(vocabulary: str) -> None:
    """Names are not empty."""
    assert all(name.strip() for pair in NAMES[vocabulary].values() for name in pair)


def test_every_problem_code_is_used_and_every_used_one_has_a_text(code: str) -> None:
    """No message without a use, no use without a message."""
    assert set(PROBLEMS) == set(re.findall(r"\bRS\d{4}\b", code))


@pytest.mark.parametrize("number", sorted(PROBLEMS))
def test_problem_code_belongs_to_a_known_range(number: str) -> None:
    """Files, fields, rules, packages, proofs, names, instants, time, packs, ..."""
    ranges = {10, 11, 20, 21, 26, 27, 28, 31, 32, 33, 34, 35, 40, 41, 50}
    assert int(number[2:4]) in ranges


VOCABULARIES = {
    "SourceKind": "source",
    "Verification": "verified",
    "Confidence": "confidence",
    "Modality": "modality",
    "DocumentStatus": "status_of_document",
    "Level": "level",
    "Tier": "tier",
    "PlaceKey": "place_key",
    "RelationType": "relation",
    "Product": "product",
    "Difficulty": "difficulty",
    "Applicant": "applicant",
    "Channel": "channel",
    "Goal": "goal",
    "Unit": "unit",
    "Receipt": "receipt",
    "Close": "close",
    "Roll": "roll",
    "Partial": "partial",
    "Rounding": "rounding",
    "StartEvent": "start_event",
    "OnReroute": "on_reroute",
    "Reminders": "reminders",
    "Stage": "stage",
    "ClockStatus": "clock_status",
    "Status": "status",
    "Cause": "cause",
}


@pytest.mark.parametrize(("name", "vocabulary"), VOCABULARIES.items())
def test_every_value_of_a_vocabulary_has_a_name(name: str, vocabulary: str) -> None:
    """And no name stands for a value that does not exist."""
    values = {str(value) for value in getattr(vocab, name)}
    extra = {"error"} if vocabulary == "status" else set()

    assert values | extra == set(NAMES[vocabulary])


def test_events_actions_and_outcomes_of_clocks_have_words() -> None:
    """They live beside what uses them."""
    from regservice.core.clocks.clock import Outcome
    from regservice.core.clocks.sweep import ActionKind
    from regservice.model.event import EventKind

    assert set(map(str, EventKind)) == set(NAMES["clock_event"])
    assert set(map(str, Outcome)) == set(NAMES["clock_outcome"])
    assert all(f"action.{kind}" in SENTENCES for kind in ActionKind)


def test_list_of_vocabularies_is_complete() -> None:
    """A new enumeration needs names; roles are named by the outcomes of steps."""
    found = {
        name
        for name, value in inspect.getmembers(vocab, inspect.isclass)
        if issubclass(value, StrEnum) and value is not StrEnum
    }

    assert found == set(VOCABULARIES) | {"DelegationMode", "LegalEffect", "Role"}
    assert all(f"step.{role}" in SENTENCES for role in vocab.Role)


def test_every_kind_has_a_name_and_every_dimension_of_the_core_too() -> None:
    """Open vocabularies are named as far as they belong to the core."""
    assert set(NAMES["kind"]) == vocab.KINDS
    assert set(QUESTIONS) <= set(NAMES["dimension"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_missing_fact_leaves_a_mark_and_no_second_failure(lang: str) -> None:
    """A message about a failure must not fail itself."""
    text = messages.problem_text("RS1102", lang, {})

    assert "?field" in text


def test_unknown_language_is_the_first_one() -> None:
    """Chinese is the source language."""
    assert messages.sentence("long.path", "zh") == messages.sentence("long.path", "xx")


def test_code_without_a_name_is_its_own_name() -> None:
    """Packages may add namespaced codes."""
    assert "sh:x" == messages.name_of("product", "sh:x", "en")
    assert "x" == messages.name_of("no_such_vocabulary", "x", "zh")
    assert messages.has_name("product", "device")
    assert not messages.has_name("no_such_vocabulary", "x")
