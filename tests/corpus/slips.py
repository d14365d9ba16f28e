"""Slips of a writer: letters that change places, are lost, or are struck twice."""

from __future__ import annotations

import difflib
import random
from collections.abc import Collection
from typing import Final

_CLEAR: Final = 4
"""A slip in a shorter word may be one in another word."""

NONSENSE: Final = ("qqzzxy", "wholly_else", "乙丙丁戊")
"""Words that are near to no other."""


def swapped(word: str, rng: random.Random) -> str | None:
    """Return a word of which two neighbours changed places; none if nothing changes."""
    places = [n for n in range(1, len(word) - 1) if word[n] != word[n + 1]]
    if not places or not (word.isascii() or len(word) >= _CLEAR):
        return None
    n = rng.choice(places)
    return word[:n] + word[n + 1] + word[n] + word[n + 2 :]


def dropped(word: str, rng: random.Random) -> str | None:
    """Return a word that lacks one letter."""
    n = rng.randrange(1, len(word)) if len(word) >= _CLEAR else 0
    return word[:n] + word[n + 1 :] if n else None


def doubled(word: str, rng: random.Random) -> str | None:
    """Return a word with one letter twice."""
    n = rng.randrange(1, len(word)) if len(word) >= _CLEAR else 0
    return word[:n] + word[n] + word[n:] if n else None


def other_letter(word: str, rng: random.Random) -> str:
    """Return an id that ends with another letter."""
    return word[:-1] + rng.choice([c for c in "bcdxyz" if c != word[-1]])


def is_clear(slip: str, word: str, known: Collection[str]) -> bool:
    """Whether a slip in a word can be meant for no other word."""
    if len(word) < _CLEAR or slip in known:
        return False
    likeness = {
        other: difflib.SequenceMatcher(None, slip, other).ratio() for other in known
    }
    mine = likeness.pop(word)
    return mine > max(likeness.values(), default=0.0) + 0.05
