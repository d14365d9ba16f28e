"""Which comments does a YAML text hold, and where do they stand?"""

from __future__ import annotations

from collections.abc import Iterator

import attrs


@attrs.frozen
class Comment:
    """
    One comment.

    Attributes:
        index: Where its ``#`` stands in the text.
        line: Line, from 0.
        column: Column, from 0.
        text: The comment, from its ``#`` to the end of the line.
        is_alone: Whether nothing else stands on its line.
    """

    index: int
    line: int
    column: int
    text: str
    is_alone: bool


def comments(text: str) -> Iterator[Comment]:
    r"""
    Find the comments between the tokens of a text.

    Args:
        text: YAML that can be parsed.

    Examples:
        >>> [c.text for c in comments("a: '# b' # c\n# d\n")]
        ['# c', '# d']
    """
    from ruamel.yaml import YAML

    at = 0
    for token in YAML(typ="safe", pure=True).scan(text):
        yield from _between(text, at, token.start_mark.index)
        at = max(at, token.end_mark.index)
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Comment]:
    at = text.find("#", start, end)
    while at >= 0:
        line = text.count("\n", 0, at)
        first = text.rfind("\n", 0, at) + 1
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        before = text[first:at]
        yield Comment(at, line, at - first, text[at:stop].rstrip(), not before.strip())
        at = text.find("#", stop, end)
