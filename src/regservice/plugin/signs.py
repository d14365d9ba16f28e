"""
Which sign of a Python file did its author type on a Chinese keyboard?

Python refuses such a sign outside of a text, so that nothing else can have been meant.
"""

from __future__ import annotations

import io
import re
import tokenize
import unicodedata
from typing import Final

from regservice.errors import Mend

_QUOTED: Final = re.compile(r"[‘’“”＂＇]([^‘’“”＂＇'\"\\]*)[‘’“”＂＇'\"]")
_HALF: Final = re.compile(r"['\"]([^‘’“”＂＇'\"\\]*)[’”＂＇](?=\s*[,)\]}:#]|\s*$)")
_WIDE: Final = re.compile("[０-９Ａ-Ｚａ-ｚ＿]+")
_COMMAS: Final = {"、": ",", "。": "."}


def unreadable(content: bytes) -> int:
    r"""
    Return the line at which a file is not in its encoding; 0 if it can be read.

    Args:
        content: The file; it may declare another encoding than UTF-8.

    Examples:
        >>> unreadable("a = 1\nb = '规则'\n".encode("gbk")), unreadable(b"a = 1\n")
        (2, 0)
    """
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
    except SyntaxError:
        encoding = "utf-8"
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        return content[: error.start].count(b"\n") + 1
    return 0


def meant_sign(line: str, column: int) -> Mend | None:
    """
    Return what was meant by a sign that Python does not know.

    Args:
        line: The line.
        column: Where the sign stands, from 1.

    Returns:
        How it is mended; both quotes of a text at once. ``None`` if it is another
        kind of sign.

    Examples:
        >>> meant_sign("f(a=1，", 6)
        Mend(old='，', new=',')
        >>> meant_sign("f(a=“x”)", 5)
        Mend(old='“x”', new="'x'")
    """
    start = column - 1
    if not 0 <= start < len(line):
        return None
    for form in (_QUOTED, _HALF):
        found = form.match(line, start)
        if found is not None:
            return Mend(found[0], repr(found[1]))
    digits = _WIDE.match(line, start)
    if digits is not None:
        return Mend(digits[0], unicodedata.normalize("NFKC", digits[0]))
    sign = line[start]
    plain = _COMMAS.get(sign) or unicodedata.normalize("NFKC", sign)
    is_sign = plain != sign and plain.isascii() and not plain.isalnum()
    return Mend(sign, plain) if is_sign and len(plain) == 1 else None
