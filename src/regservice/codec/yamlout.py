"""Plain data as YAML text that reads back as the same data."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any, Final

from regservice.codec.prescan import odd
from regservice.errors import Location

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
          - {code: "0012", aliases: [a]}
    """
    return _dumped(_styled(data, top=True), _WIDTH)


def _dumped(value: Any, width: int) -> str:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = width
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(value, stream)
    return stream.getvalue().removesuffix("...\n")


def _styled(
    value: Any, *, top: bool = False, flow: bool = False, in_list: bool = False
) -> Any:
    """Quote what a reader could take for something else; keep short things short."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(value, str):
        return _text(value, in_list=in_list, flow=flow)
    if not isinstance(value, Mapping | list):
        return value
    flow = flow or (not top and _is_short(value))
    styled: Any
    if isinstance(value, list):
        styled = CommentedSeq(_styled(part, flow=flow, in_list=flow) for part in value)
    else:
        styled = CommentedMap()
        for key, part in value.items():
            styled[key] = _styled(part, top=top and isinstance(part, list), flow=flow)
    if flow:
        styled.fa.set_flow_style()
    return styled


def _is_short(value: Any) -> bool:
    """Whether it fits on one line and holds no text of several lines."""
    text = str(value)
    return len(text) <= _INLINE and "\\n" not in text


def _text(value: str, *, in_list: bool, flow: bool) -> Any:
    from ruamel.yaml.scalarstring import (
        DoubleQuotedScalarString,
        LiteralScalarString,
    )

    if "\n" in value and not flow and _is_block(value):
        return LiteralScalarString(value)
    looks_odd = odd(value, Location(), in_list=in_list)
    if looks_odd or needs_quotes(value) or not value.isprintable():
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
        >>> needs_quotes("?x"), needs_quotes(":x"), needs_quotes("x:y")
        (True, True, False)
    """
    return (
        value != value.strip()
        or value.startswith(_SIGNS)
        or value.lower() in _WORDS
        or _NUMBER.fullmatch(value) is not None
    )


def double_quoted(value: str, hidden: str = "") -> str:
    r"""
    Return a text in double quotes, on one line.

    Args:
        value: The text.
        hidden: Further characters that are written by their number.

    Examples:
        >>> double_quoted('a "b"\n')
        '"a \\"b\\"\\n"'
    """
    chars = []
    for char in value:
        if char in _ESCAPES:
            chars.append(_ESCAPES[char])
        elif char.isprintable() and char not in hidden:
            chars.append(char)
        else:
            chars.append(f"\\U{ord(char):08x}")
    return f'"{"".join(chars)}"'


def flow_text(value: Any) -> str:
    """
    Return plain data as people write it on one line, in brackets.

    Examples:
        >>> flow_text([{"kind": "assumed", "note": "a: b"}]), flow_text({"a": None})
        ('[{kind: assumed, note: "a: b"}]', '{a}')
    """
    if isinstance(value, Mapping):
        pairs = (
            str(key) + ("" if part is None else f": {flow_text(part)}")
            for key, part in value.items()
        )
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow_text, value))}]"
    text = "null" if value is None else str(value)
    plain = not _IN_FLOW.search(text) and not needs_quotes(text)
    return text if plain else double_quoted(text)


_IN_FLOW: Final = re.compile(r"[\[\]{},#&*!|>'\"%@`]|: |:$")
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_SIGNS: Final = ("?", ":")
"""A key or a value begins with them where brackets stand around it."""

_NUMBER: Final = re.compile(r"[-+]?[.\d][\da-fA-F_.,:+xXoOTZ -]*")
"""What numbers, dates and times are made of."""

_WORDS: Final = frozenset(
    (
        *("", "y", "n", "yes", "no", "on", "off", "true", "false", "null", "~"),
        *(".inf", "-.inf", "+.inf", ".nan"),
    )
)
"""What YAML 1.1 takes for a truth, for nothing or for a number."""
