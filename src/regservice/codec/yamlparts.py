"""
A YAML text as a tree that forgets nothing: styles, anchors and aliases too.

The reader of packages takes what a text means; here is how it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import attrs

_PROPERTIES: Final = re.compile(r"\A(?:[&!]\S*(?:\s+|$))+")
"""Anchor and tag before a text."""

NULLS: Final = ("", "~", "null")
"""Plain texts that stand for nothing."""


@attrs.define(eq=False)
class Part:
    """
    A node of the text.

    Attributes:
        kind: ``map``, ``seq``, ``text`` or ``alias``.
        start: Where it begins in the text; its anchor too, if it has one.
        end: Where it ends.
        line: Line of its start, from 0.
        column: Column of its start, from 0; of a collection, of its first part.
        last: Line of its end.
        anchor: Name of its anchor; empty for none.
        value: What a text says, or the name of an alias.
        style: Of a text: empty if plain, else its quote or ``|`` or ``>``.
        raw: A text as it was written.
        is_flow: Whether a collection stands in brackets.
        pairs: Keys and values of a mapping.
        items: Parts of a sequence.
    """

    kind: str
    start: int
    end: int
    line: int
    column: int
    last: int
    anchor: str = ""
    value: str = ""
    style: str = ""
    raw: str = ""
    is_flow: bool = False
    pairs: list[tuple[Part, Part]] = attrs.Factory(list)
    items: list[Part] = attrs.Factory(list)

    @property
    def is_nothing(self) -> bool:
        """Whether it stands for no value."""
        return self.kind == "text" and not self.style and self.value in NULLS

    @property
    def is_block(self) -> bool:
        """Whether it is a collection that takes lines of its own."""
        return self.kind in ("map", "seq") and not self.is_flow


def parts_of(text: str) -> Part | None:
    """
    Return the tree of a text with one document.

    Args:
        text: YAML that can be parsed.

    Returns:
        Its root; ``None`` if there is nothing but comments.

    Examples:
        >>> root = parts_of("a: &x [1, '2']")
        >>> [(key.value, value.anchor) for key, value in root.pairs]
        [('a', 'x')]
    """
    from ruamel.yaml import YAML

    events = iter(YAML(typ="safe", pure=True).parse(text))
    for event in events:
        if type(event).__name__ == "DocumentStartEvent":
            root = _part(next(events), events, text)
            return None if root.is_nothing and not root.raw else root
    return None


def _part(event: Any, events: Iterator[Any], text: str) -> Part:
    start, end = event.start_mark, event.end_mark
    part = Part(
        kind="text",
        start=start.index,
        end=end.index,
        line=start.line,
        column=start.column,
        last=end.line,
        anchor=event.anchor or "",
    )
    name = type(event).__name__
    if name in ("MappingStartEvent", "SequenceStartEvent"):
        part.column = end.column  # behind an anchor
    if name == "AliasEvent":
        part.kind, part.value, part.anchor = "alias", event.anchor, ""
    elif name == "ScalarEvent":
        part.value, part.style = event.value, event.style or ""
        part.raw = _PROPERTIES.sub("", text[part.start : part.end], count=1)
    elif name == "SequenceStartEvent":
        part.kind, part.is_flow = "seq", bool(event.flow_style)
        for inner in iter(lambda: next(events), None):
            if type(inner).__name__ == "SequenceEndEvent":
                _close(part, inner)
                break
            part.items.append(_part(inner, events, text))
    else:
        part.kind, part.is_flow = "map", bool(event.flow_style)
        for inner in iter(lambda: next(events), None):
            if type(inner).__name__ == "MappingEndEvent":
                _close(part, inner)
                break
            key = _part(inner, events, text)
            part.pairs.append((key, _part(next(events), events, text)))
    return part


def _close(part: Part, event: Any) -> None:
    part.end, part.last = event.end_mark.index, event.end_mark.line
