"""How is a character shown that steers the reader's screen instead of being read?"""

from __future__ import annotations

from typing import Final

UNSEEN: Final = (
    *(code for code in range(0x20) if chr(code) not in "\n\t"),
    *range(0x7F, 0xA0),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *(0xFFFE, 0xFFFF),
)
"""
What moves the cursor, colours, or turns the order of the letters round; and what is
no character, which XML cannot hold either.
"""

_SHOWN: Final = {code: ascii(chr(code))[1:-1] for code in UNSEEN}


def shown(text: str) -> str:
    r"""
    Make visible what would steer a terminal; line feeds and tabs stay.

    Examples:
        >>> print(shown(chr(27) + "[31mred"))
        \x1b[31mred
    """
    return text.translate(_SHOWN)
