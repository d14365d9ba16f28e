"""Is a fact one that requests may state, with a value that it can have?"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any, Final

from regservice.core.routing.book import Book
from regservice.errors import UnknownNameError
from regservice.model.vocab import Applicant, Channel, Difficulty, Level, Product

_ENUMERATED: Final[Mapping[str, tuple[str, ...]]] = {
    "product": tuple(map(str, Product)),
    "difficulty": tuple(map(str, Difficulty)),
    "applicant": tuple(map(str, Applicant)),
    "channel": tuple(map(str, Channel)),
    "received_level": tuple(map(str, Level)),
}
_PLACES: Final = ("site", "agent_place", "issuer_place")


def check_names(book: Book, names: Iterable[str]) -> None:
    """
    Refuse a fact that no request can state.

    Raises:
        UnknownNameError: With the nearest that there is.
    """
    known = {*_ENUMERATED, *_PLACES, "programme", *book.fields}
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, sorted(known), 1, 0.5)
            raise UnknownNameError.of(
                "RS3101",
                kind="attribute",
                name=name,
                near=f" ({near[0]}?)" if near else "",
                command="items",
            )


def check_values(book: Book, facts: Mapping[str, Any]) -> None:
    """
    Refuse a value that its fact cannot have.

    Raises:
        UnknownNameError: With what is allowed.
    """
    for name, value in facts.items():
        allowed = _allowed(book, name, value)
        if allowed is not None:
            raise UnknownNameError.of(
                "RS3103", allowed=allowed, name=name, value=str(value)
            )


def _allowed(book: Book, name: str, value: Any) -> str | None:
    """What is allowed instead of a value; ``None`` if it is allowed itself."""
    field = book.fields.get(name)
    text = value if isinstance(value, str) else ""
    if name in _ENUMERATED:
        known: Iterable[str] = _ENUMERATED[name]
    elif name in _PLACES:
        known = book.places.places
    elif name == "programme":
        known, codes = book.programmes, [code for code in text.split("+") if code]
        good = isinstance(value, str) and all(code in known for code in codes)
        return None if good else ", ".join(sorted(known))
    elif field is not None and field.values:
        known = [row.code for row in field.values]
    elif field is not None:
        return None if field.has(text) else f"{field.lowest}..{field.highest}"
    else:
        return None
    return None if text in known else ", ".join(sorted(known)[:30])
