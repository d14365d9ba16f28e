"""Plain data as YAML text that reads back as the same data."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any, Final

_WIDTH: Final = 100
_INLINE: Final = 80


def to_yaml(data: Mapping[str, Any]) -> str:
    """
    Return a document.

    Short lists and mappings stand on one line; between the rows of a table there is
    no blank line.

    Args:
        data: Keys to texts, numbers, truths, dates, lists and mappings.

    Examples:
        >>> print(to_yaml({"places": [{"code": "0012", "aliases": ["a"]}]}), end="")
        places:
          - code: "0012"
            aliases: [a]
    """
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = _WIDTH
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(_document(data), stream)
    return stream.getvalue()


def _document(data: Mapping[str, Any]) -> Any:
    """Rows on lines of their own, however short they are."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    found = CommentedMap()
    for key, value in data.items():
        found[key] = _styled(value)
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            rows = (
                {name: _styled(part) for name, part in row.items()} for row in value
            )
            found[key] = CommentedSeq(map(CommentedMap, rows))
    return found


def _styled(value: Any) -> Any:
    """Quote what a reader of another version would take for no text."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(value, Mapping):
        styled = CommentedMap({key: _styled(part) for key, part in value.items()})
        if _is_short(value):
            styled.fa.set_flow_style()
        return styled
    if isinstance(value, list):
        found = CommentedSeq(map(_styled, value))
        if _is_short(value):
            found.fa.set_flow_style()
        return found
    return _text(value) if isinstance(value, str) else value


def _is_short(value: Any) -> bool:
    """Whether it fits on one line and holds no text of several lines."""
    text = str(value)
    return len(text) <= _INLINE and "\\n" not in text


def _text(value: str) -> Any:
    from ruamel.yaml.scalarstring import (
        DoubleQuotedScalarString,
        LiteralScalarString,
    )

    if "\n" in value and _is_block(value):
        return LiteralScalarString(value)
    if needs_quotes(value) or not value.isprintable():
        return DoubleQuotedScalarString(value)
    return value


def _is_block(value: str) -> bool:
    """Whether lines can stand as they are."""
    lines = value.removesuffix("\n").split("\n")
    return all(
        line.isprintable() and line == line.rstrip() and not line.startswith(" ")
        for line in lines
    ) and all((lines[0], lines[-1]))


def needs_quotes(value: str) -> bool:
    """
    Tell whether a reader of another version would take a text for something else.

    Examples:
        >>> needs_quotes("0012"), needs_quotes("on"), needs_quotes("renewal")
        (True, True, False)
    """
    return (
        value != value.strip()
        or value.lower() in _WORDS
        or _NUMBER.fullmatch(value) is not None
    )


def double_quoted(value: str) -> str:
    r"""
    Return a text in double quotes, on one line.

    Examples:
        >>> double_quoted('a "b"\n')
        '"a \\"b\\"\\n"'
    """
    chars = []
    for char in value:
        if char in _ESCAPES:
            chars.append(_ESCAPES[char])
        elif char.isprintable():
            chars.append(char)
        else:
            chars.append(f"\\U{ord(char):08x}")
    return f'"{"".join(chars)}"'


_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_NUMBER: Final = re.compile(r"[-+]?[.\d][\da-fA-F_.,:+xXoOTZ -]*")
"""What numbers, dates and times are made of."""

_WORDS: Final = frozenset(
    (
        *("", "y", "n", "yes", "no", "on", "off", "true", "false", "null", "~"),
        *(".inf", "-.inf", "+.inf", ".nan"),
    )
)
"""What YAML 1.1 takes for a truth, for nothing or for a number."""
