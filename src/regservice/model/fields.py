"""
How are the fields of a record checked?

Validators raise ``ValueError`` with a :class:`FieldFault` as its argument, so
that the codec can say in the reader's language what is allowed. Nothing here
knows about files or lines.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

OF_KINDS: Final[Mapping[str, str]] = {"values": "KINDS"}
"""Metadata of a field whose texts are kinds or functions of bodies."""


@attrs.frozen
class FieldFault:
    """
    Why a value does not fit a field.

    Attributes:
        code: Stable code of the message, such as ``"RS1105"``.
        value: The value, as text.
        allowed: What is allowed, as text; empty if the message says it all.
        field: The field at fault, if it is not the one being checked.
    """

    code: str
    value: str
    allowed: str = ""
    field: str = ""

    def __str__(self) -> str:
        allowed = f"; allowed: {self.allowed}" if self.allowed else ""
        return f"[{self.code}] {self.field}: {self.value!r} does not fit{allowed}"


def fault(code: str, value: object, allowed: str = "", field: str = "") -> ValueError:
    """
    Build the error that a validator raises.

    Examples:
        >>> fault("RS1105", "x").args[0].value
        'x'
    """
    return ValueError(FieldFault(code, str(value), allowed, field))


def matches(
    test: Callable[[str], bool], allowed: str
) -> Callable[[Any, attrs.Attribute[Any], Any], None]:
    """
    Make a validator for a text, or for each text of a tuple.

    Args:
        test: Tells whether one text is well formed.
        allowed: What the texts must look like, with an example.

    Returns:
        An attrs validator that raises ``ValueError``.
    """

    def check(_: object, attribute: attrs.Attribute[Any], value: Any) -> None:
        values = value if isinstance(value, tuple) else (value,)
        for text in values:
            if text is not None and not test(text):
                raise fault("RS1105", text, allowed, attribute.name)

    return check


def filled(_: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    """
    Refuse an empty text or an empty tuple.

    Raises:
        ValueError: If *value* is empty or only blanks.
    """
    if not (value.strip() if isinstance(value, str) else value):
        raise fault("RS1106", value, "", attribute.name)
