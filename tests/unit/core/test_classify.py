"""What the question is about, and on which words that rests."""

from __future__ import annotations

import pytest

from regservice.core.classify import THRESHOLD, classify, matches, normalise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ＩＶＤ试剂", "ivd试剂"),
        ("CDE", "cde"),
        ("㎎", "㎎"),
        ("İ", "İ"),
        ("ﬁ", "ﬁ"),
        ("", ""),
    ],
)
def test_normalising_keeps_every_position(text: str, expected: str) -> None:
    """A character that would become two stays as it is."""
    assert expected == normalise(text)
    assert len(text) == len(normalise(text))


def test_longest_word_wins_and_no_character_speaks_twice() -> None:
    """`延续注册` is not also a `注册`."""
    words = {"renewal": ["延续注册"], "registration": ["注册", "续注"]}

    found = matches("延续注册后再注册", words)

    assert [("延续注册", 0, 4)] == [(e.text, e.start, e.end) for e in found["renewal"]]
    assert [(6, 8)] == [(e.start, e.end) for e in found["registration"]]


def test_evidence_comes_in_order_of_position() -> None:
    """Words are looked for by length, and shown as they were read."""
    found = matches("备案和产品备案", {"filing": ["备案", "产品备案"]})

    assert [(0, 2), (3, 7)] == [(e.start, e.end) for e in found["filing"]]


def test_word_of_two_values_speaks_for_both() -> None:
    """Doubt between two values is kept, not decided by order."""
    found = classify("kind", "面膜", {"a": ["面膜"], "b": ["面膜"]})

    assert (None, ("a", "b")) == (found.value, found.candidates)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cde", True),
        ("问CDE吗", True),
        ("CDE-1", True),
        ("abcde", False),
        ("cdes", False),
        ("cde2", False),
        ("ｃｄｅ", True),
    ],
)
def test_latin_word_must_stand_alone(text: str, *, expected: bool) -> None:
    """`cde` is not in `abcdef`; next to Chinese it is a word."""
    assert expected is bool(matches(text, {"cde": ["CDE"]}))


def test_overlapping_occurrences_count_once() -> None:
    """The search goes on after an occurrence that is taken."""
    assert 2 == len(matches("哈哈哈哈哈", {"laugh": ["哈哈"]})["laugh"])


def test_empty_word_speaks_for_nothing() -> None:
    """A keyword that is empty does not match everywhere."""
    assert {} == matches("延续", {"renewal": [""]})


def test_nothing_said_gives_no_value_and_no_candidate() -> None:
    """Silence is not doubt."""
    found = classify("item", "你好", {"renewal": ["延续"]})

    assert (None, 0.0, (), ()) == (
        found.value,
        found.confidence,
        found.candidates,
        found.evidence,
    )


def test_value_needs_the_threshold() -> None:
    """One character of doubt: a single character alone reaches it just so."""
    found = classify("item", "注", {"a": ["注"]})

    assert (THRESHOLD, "a") == (found.confidence, found.value)


def test_below_the_threshold_there_are_candidates_best_first() -> None:
    """Three voices of which none has half give a question, not an answer."""
    words = {"c": ["培训班"], "a": ["延续"], "b": ["变更"]}

    found = classify("item", "延续变更培训班", words)

    assert (None, ("c", "a", "b")) == (found.value, found.candidates)
    assert found.confidence < THRESHOLD
    assert "培训班" == found.evidence[0].text


def test_tie_is_never_decided() -> None:
    """Two values with the same share are a question, whatever their share."""
    found = classify("item", "延续变更", {"a": ["延续"], "b": ["变更"]})

    assert (None, ("a", "b")) == (found.value, found.candidates)


def test_better_of_two_wins_when_it_reaches_the_threshold() -> None:
    """The share of the best value is its confidence."""
    found = classify("item", "延续注册和变更", {"a": ["延续注册"], "b": ["变更"]})

    assert ("a", 0.57, ()) == (found.value, found.confidence, found.candidates)
