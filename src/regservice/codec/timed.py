"""Amounts and marks as texts: their units in Chinese or in English."""

from __future__ import annotations

import re
from typing import Final

from regservice.codec.repair import tidy
from regservice.messages.fields import VALUE_WORDS

_AMOUNT: Final = re.compile(r"([-+]?\s*\d+)\s*(\D+)")


def timed(value: str, lang: str) -> str:
    """
    Put the unit of an amount or a mark into a language.

    Args:
        value: Such as ``5 working_day``, ``-2 工作日`` or ``80%``.
        lang: ``zh`` or ``en``.

    Returns:
        The text; as it is if it ends in no unit of the other language.

    Examples:
        >>> timed("5个工作日", "en"), timed("-2 working_days", "zh"), timed("80%", "zh")
        ('5 working_day', '-2 工作日', '80%')
    """
    found = _AMOUNT.fullmatch(tidy(value))
    words = VALUE_WORDS["Unit"]
    if lang == "en":
        words = {word: code for code, word in words.items()}
    written = found[2] if found else ""
    unit = words.get(written) or words.get(written.removeprefix("个").strip())
    unit = unit or words.get(written.removesuffix("s"))
    return f"{found[1]} {unit}" if found and unit else value
