"""
The words of the product, in Chinese and English, by code.

In: a code and its parameters. Out: a text. Chinese is the source language; a
test demands that every text exists in both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from regservice.messages.names import NAMES
from regservice.messages.sentences import SENTENCES

LANGUAGES: Final = ("zh", "en")
"""Languages in which every text exists; the first is the default."""


class _Lenient(dict[str, Any]):
    """Leaves a mark where a parameter is missing instead of failing in a failure."""

    def __missing__(self, key: str) -> str:
        return "?" + key


def _fill(template: str, params: Mapping[str, Any]) -> str:
    return template.format_map(_Lenient(params))


def _index(lang: str) -> int:
    return LANGUAGES.index(lang) if lang in LANGUAGES else 0


def problem_text(code: str, lang: str, params: Mapping[str, Any]) -> str:
    """Say what is wrong."""
    from regservice.messages.problems import PROBLEMS  # an answer needs none

    return _fill(PROBLEMS[code][_index(lang)][0], _named(params, lang))


def fix_text(code: str, lang: str, params: Mapping[str, Any]) -> str:
    """Say how to mend it."""
    from regservice.messages.problems import PROBLEMS

    return _fill(PROBLEMS[code][_index(lang)][1], _named(params, lang))


def _named(params: Mapping[str, Any], lang: str) -> Mapping[str, Any]:
    """Put codes into words: what a name was taken for, how a clock stands."""
    named = {
        key: name_of(vocabulary, str(params[key]), lang)
        for key, vocabulary in (("kind", "named"), ("state", "clock_state"))
        if key in params
    }
    return {**params, **named}


def sentence(code: str, lang: str, /, **params: Any) -> str:
    """Fill a sentence of an explanation."""
    return _fill(SENTENCES[code][_index(lang)], params)


def cli_text(code: str, lang: str, /, **params: Any) -> str:
    """Fill a text of the command line."""
    from regservice.messages.cli import CLI

    return _fill(CLI[code][_index(lang)], params)


def page_text(code: str, lang: str, /, **params: Any) -> str:
    """Fill a text of a page that is made of packages."""
    from regservice.messages.pages import PAGES

    return _fill(PAGES[code][_index(lang)], params)


def has_name(vocabulary: str, code: str) -> bool:
    """Tell whether a code of a vocabulary has a name of its own."""
    return code in NAMES.get(vocabulary, {})


def name_of(vocabulary: str, code: str, lang: str) -> str:
    """
    Return the name of a code of a closed vocabulary, or the code itself.

    Examples:
        >>> name_of("product", "device", "zh")
        '医疗器械'
        >>> name_of("product", "sh:novel", "en")
        'sh:novel'
    """
    pair = NAMES.get(vocabulary, {}).get(code)
    return pair[_index(lang)] if pair else code
