"""
What is the question about?

A keyword classifier over the words that items and intake fields declare. The
longest words win, no character speaks twice, and what speaks for a value is
kept as evidence. Below the threshold it gives no value but the candidates.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from regservice.model.decision import Evidence, Finding

THRESHOLD: Final = 0.5
"""Confidence that a value must reach. Below it the applicant is asked."""

Vocabulary = Mapping[str, Iterable[str]]
"""Value to the words that speak for it."""


def normalise(text: str) -> str:
    """
    Fold width and case, character by character, so that positions stay.

    Examples:
        >>> normalise("ＩＶＤ试剂")
        'ivd试剂'
    """
    if unicodedata.is_normalized("NFKC", text) and text == text.lower():
        return text  # most words: nothing to fold
    folded = []
    for char in text:
        plain = unicodedata.normalize("NFKC", char).lower()
        folded.append(plain if len(plain) == 1 else char)
    return "".join(folded)


# Words of the catalogue come again with each question; questions do not.
_folded = lru_cache(maxsize=16_384)(normalise)


def matches(text: str, vocabulary: Vocabulary) -> dict[str, list[Evidence]]:
    """
    Find the words of *vocabulary* in *text*, longest first, without overlap.

    Args:
        text: The question.
        vocabulary: Words by value. A word of several values speaks for each.

    Returns:
        The evidence by value, in order of position; values without any are left
        out.
    """
    plain = normalise(text)
    owners: dict[str, set[str]] = defaultdict(set)
    for value, words in vocabulary.items():
        for word in map(_folded, words):
            if word and word in plain:
                owners[word].add(value)
    taken = [False] * len(plain)
    found: dict[str, list[Evidence]] = defaultdict(list)
    for word in sorted(owners, key=lambda w: (-len(w), w)):
        start = plain.find(word)
        while start >= 0:
            end = start + len(word)
            if not any(taken[start:end]) and _is_whole(plain, start, end):
                taken[start:end] = [True] * len(word)
                for value in owners[word]:
                    found[value].append(Evidence(text[start:end], start, end))
            start = plain.find(word, start + 1)
    return {v: sorted(found[v], key=lambda e: e.start) for v in sorted(found)}


def _is_whole(text: str, start: int, end: int) -> bool:
    """A Latin word must not be a part of a longer one: `cde` is not in `abcdef`."""

    def joins(left: str, right: str) -> bool:
        return left.isascii() and left.isalnum() and right.isascii() and right.isalnum()

    before = start > 0 and joins(text[start - 1], text[start])
    after = end < len(text) and joins(text[end - 1], text[end])
    return not before and not after


def classify(dimension: str, text: str, vocabulary: Vocabulary) -> Finding:
    """
    Choose the value that *text* speaks for.

    Confidence is the share of the best value in all that was said, with one
    character of doubt: ``best / (sum of all + 1)``.

    Args:
        dimension: The fact that is sought.
        text: The question.
        vocabulary: Words by value.

    Returns:
        The finding; its value is ``None`` below :data:`THRESHOLD`, with the
        candidates that had any evidence, best first.

    Examples:
        >>> words = {"renewal": ["延续", "延续注册"], "registration": ["注册"]}
        >>> found = classify("item", "延续注册要多久", words)
        >>> found.value, found.confidence, found.evidence[0].text
        ('renewal', 0.8, '延续注册')
    """
    found = matches(text, vocabulary)
    score = {v: sum(e.end - e.start for e in found[v]) for v in found}
    ranked = sorted(score, key=lambda value: (-score[value], value))
    if not ranked:
        return Finding(dimension=dimension, value=None, confidence=0.0, basis="text")
    best = ranked[0]
    confidence = round(score[best] / (sum(score.values()) + 1), 2)
    tied = len(ranked) > 1 and score[ranked[1]] == score[best]
    sure = confidence >= THRESHOLD and not tied
    return Finding(
        dimension=dimension,
        value=best if sure else None,
        confidence=confidence,
        evidence=tuple(found[best]),
        basis="text",
        candidates=() if sure else tuple(ranked),
    )
