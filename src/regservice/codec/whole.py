"""
What has happened to a text as a whole: signs before every line, another encoding?

A mail, a diff, an editor or a terminal puts something before each line that is copied
out of it, a chat or a command something above and below; a text that was read in a
wrong encoding and saved again is another text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_BEFORE: Final = (
    re.compile(r"(?:>>>|\.\.\.) ?"),
    *(re.compile(sign) for sign in (r"> ", r"\| ", r"\+ ", ">", r"\|", r"\+")),
    re.compile(r"[ \t]*\d{1,5}[:.|]?(?:[ \t]|$)"),
    re.compile(r"[ \t]*\d{1,5}[:|→\t]"),
    re.compile(r"L\d{1,5}[:.]? "),
)
_INDENT: Final = re.compile(r"[ \t]+")
_FEWEST: Final = 3
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_COMMAND: Final = re.compile(r"\$ |(?:cat|tee|echo|printf)\b|~~~|```")
_END: Final = re.compile(r"(?:EOF|EOT|END|```|~~~|\$ .*)\s*$")
_STRANGE: Final = re.compile("[\x80-\xff]{3}")


def restored(text: str) -> Iterator[str]:
    r"""
    Give what a text may have been, the likelier first.

    Args:
        text: What cannot be read.

    Examples:
        >>> list(restored("> a: 1\n> b:\n>   c: 2\n"))
        ['a: 1\nb:\n  c: 2\n']
        >>> list(restored("a: 1\n")), list(restored("é: è"))
        ([], [])
    """
    lines = text.splitlines(keepends=True)
    full = [line for line in lines if line.strip()]
    forms = [form for form in _BEFORE if all(form.match(line) for line in full)]
    for form in forms[:1] if len(full) >= _FEWEST else ():
        yield "".join(_without(line, form) for line in lines)
    depth = min((len(line) - len(line.lstrip(" ")) for line in full), default=0)
    if depth:
        yield "".join(line[depth:] if line.strip() else line for line in lines)
    if _COMMAND.match(text):
        last = 1 if _END.match(lines[-1]) else 0
        yield "".join(lines[1 : len(lines) - last])
    if _STRANGE.search(text) and not _CHINESE.search(text):
        for encoding in ("latin-1", "cp1252"):
            try:
                found = text.encode(encoding).decode()
            except UnicodeError:
                continue
            if _CHINESE.search(found):
                yield found


def _without(line: str, form: re.Pattern[str]) -> str:
    found = form.match(line)
    return line[found.end() :] if found else line
