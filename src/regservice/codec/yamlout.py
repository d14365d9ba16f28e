"""Plain data as YAML text that reads back as the same data."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, Final

from regservice.codec.prescan import odd
from regservice.errors import Location

_WIDTH: Final = 100
_INLINE: Final = 80
_ONE_LINE: Final = 1_000_000


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


def to_flow(value: Any) -> str:
    """
    Return a value on one line, as it stands in a cell.

    Examples:
        >>> to_flow({"product": ["drug"], "n": "1"})
        '{product: [drug], n: "1"}'
    """
    return _dumped(_styled(value, flow=True), _ONE_LINE).strip()


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
        return _text(value, in_list=in_list)
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


def _text(value: str, *, in_list: bool) -> Any:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    if (
        value[:1].isdigit()
        or value.lower() in _WORDS
        or value != value.strip()
        or odd(value, Location(), in_list=in_list)
    ):
        return DoubleQuotedScalarString(value)
    return value


_WORDS: Final = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
"""What YAML 1.1 takes for a truth or for nothing."""
