"""Which conditions and sources does a row hold, in whatever part of it?"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from typing import Any, Final

import attrs

from regservice.model.condition import Condition
from regservice.model.legal import Source

_SOUGHT: Final = (Condition, Source)


def conditions_and_sources(row: Any) -> list[Condition | Source]:
    """
    Return the conditions and sources of a record, the outermost first.

    Only fields that can hold one, by their types, are looked into: most of the
    fields of most rows are plain.

    Examples:
        >>> from regservice.model.authority import Place
        >>> conditions_and_sources(Place(code="310104", name="徐汇区"))
        []
    """
    found: list[Condition | Source] = []
    todo = [row]
    for value in todo:  # grows
        if isinstance(value, _SOUGHT):
            found.append(value)
        elif isinstance(value, tuple):
            todo += value
        else:
            todo += [getattr(value, name) for name in _FIELDS[type(value)]]
    return found


class _Fields(dict[type, tuple[str, ...]]):
    """Record type to the fields that can hold what is sought."""

    def __missing__(self, cls: type) -> tuple[str, ...]:
        self[cls] = found = tuple(_holding(cls)) if attrs.has(cls) else ()
        return found


_FIELDS: Final = _Fields()


def _holding(cls: type) -> Iterator[str]:
    hints = typing.get_type_hints(cls)
    for field in attrs.fields(cls):
        parts = _classes(hints[field.name])
        if any(issubclass(part, _SOUGHT) or _FIELDS[part] for part in parts):
            yield field.name


def _classes(hint: Any) -> Iterator[type]:
    """The classes that a type is made of."""
    if isinstance(hint, type) and not typing.get_args(hint):
        yield hint
    for part in typing.get_args(hint):
        yield from _classes(part)
