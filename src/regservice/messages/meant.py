"""Which code of a closed vocabulary do people mean by a word?"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

from regservice.messages.names import NAMES


def fold(text: str) -> str:
    """
    Fold width, case and blanks of a name.

    Examples:
        >>> fold(" ＣＤＥ　中心 ")
        'cde中心'
    """
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def meant(vocabulary: str, text: str) -> str:
    """
    Return the code that a text means: the code itself, or any of its names.

    Args:
        vocabulary: Key of :data:`~regservice.messages.names.NAMES`.
        text: What was written, in any width and case.

    Returns:
        The code; empty if the text means none.

    Examples:
        >>> meant("product", "器械"), meant("product", "ＤＲＵＧ")
        ('device', 'drug')
    """
    return _codes(vocabulary).get(fold(text), "")


def named(vocabulary: str) -> frozenset[str]:
    """
    Return every code of a vocabulary, and every name of one.

    Examples:
        >>> sorted(named("difficulty"))[:3]
        ['basic', 'complex', '一般']
    """
    names = NAMES[vocabulary]
    return frozenset(names).union(*names.values())


@cache
def _codes(vocabulary: str) -> Mapping[str, str]:
    """Code by folded name; of two codes with the same name the first."""
    found: dict[str, str] = {}
    for code, names in NAMES[vocabulary].items():
        for name in (code, *names):
            found.setdefault(fold(name), code)
    return found
