"""Amounts and marks as texts: their units in Chinese or in English."""

from __future__ import annotations

import re
from typing import Final

from regservice.codec.words import DASHES, as_digits, tidy
from regservice.messages.fields import VALUE_WORDS

_BETWEEN: Final = re.compile("[ -]+")
_PERCENT: Final = re.compile(r"\d+ *%")
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
        >>> timed("5 Working Days", "en"), timed("80 ％", "en")
        ('5 working_day', '80%')
    """
    text = as_digits(tidy(value).translate(DASHES))
    if _PERCENT.fullmatch(text):
        return text.replace(" ", "")
    found = _AMOUNT.fullmatch(text)
    words = VALUE_WORDS["Unit"]
    known = {
        **{word: code for code, word in words.items()},
        **{code: code for code in words},
    }
    written = found[2].lower() if found else ""
    written = _BETWEEN.sub("_", written) if written.isascii() else written
    forms = written, written.removeprefix("个").strip(), written.removesuffix("s")
    code = next((known[form] for form in forms if form in known), "")
    if not found or not code:
        return value
    return f"{found[1]} {code if lang == 'en' else words[code]}"
