"""What has to be said of a rule of levels?"""

from __future__ import annotations

from typing import NamedTuple

Pair = tuple[str, str]
"""Chinese and English."""


class RuleWords(NamedTuple):
    """
    The words of one rule, each in Chinese and English.

    Attributes:
        name: What has to hold.
        reason: Why.
        good: An example that meets it.
        bad: An example that does not.
        how: How the machine decides.
        finding: What is found where it does not hold.
        fix: What to do then.
    """

    name: Pair
    reason: Pair
    good: Pair
    bad: Pair
    how: Pair
    finding: Pair
    fix: Pair
