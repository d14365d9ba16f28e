"""A level as a small picture: the same bytes each time, nothing from outside."""

from __future__ import annotations

import html
from typing import Final

from regservice.levels.finding import Level
from regservice.messages.levels import level_name

_COLOURS: Final = {
    None: "#5f6368",
    Level.BRONZE: "#8a4b1f",
    Level.SILVER: "#56616b",
    Level.GOLD: "#7a5c00",
    Level.PLATINUM: "#2f4b6e",
}
"""Dark enough for white letters (contrast 5 and more)."""

_WIDE: Final = 12
_NARROW: Final = 7
_FONT: Final = (
    "Microsoft YaHei, PingFang SC, Noto Sans CJK SC, WenQuanYi Micro Hei, sans-serif"
)


def badge(level: Level | None, lang: str = "zh") -> str:
    """
    Draw the badge of a level.

    Args:
        level: The level; ``None`` for none.
        lang: ``zh`` or ``en``.

    Returns:
        An SVG picture with a title for those who do not see it.

    Examples:
        >>> badge(Level.GOLD) == badge(Level.GOLD), "金" in badge(Level.GOLD)
        (True, True)
    """
    none = "无等级" if lang == "zh" else "no level"
    right = none if level is None else level_name(level, lang)
    left = "regservice"
    widths = [_width(text) for text in (left, right)]
    whole = sum(widths)
    title = html.escape(f"{left}: {right}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="20"'
        f' role="img" aria-label="{title}">\n<title>{title}</title>\n'
        f'<rect width="{whole}" height="20" rx="3" fill="#333"/>\n'
        f'<rect x="{widths[0]}" width="{widths[1]}" height="20" rx="3"'
        f' fill="{_COLOURS[level]}"/>\n'
        f'<g fill="#fff" text-anchor="middle" font-family="{_FONT}" font-size="12">\n'
        f'<text x="{widths[0] / 2:g}" y="14">{left}</text>\n'
        f'<text x="{widths[0] + widths[1] / 2:g}" y="14">{html.escape(right)}</text>\n'
        "</g>\n</svg>\n"
    )


def _width(text: str) -> int:
    return 16 + sum(_NARROW if letter.isascii() else _WIDE for letter in text)
