"""
Write YAML that somebody wrote in a regular form; comments, order and records stay.

Indentation is two blanks, and two more before a dash. Texts that another reader
would take for numbers, dates or truths stand in double quotes. What stood in
brackets stays there if it fits on a line, and holds no comment.
"""

from __future__ import annotations

from collections import deque
from typing import Any, Final

import attrs

from regservice.codec.keys import canonical, canonical_record
from regservice.codec.rename import rename
from regservice.codec.tree import Tree
from regservice.codec.yamlcomments import Comment, comments
from regservice.codec.yamlout import double_quoted
from regservice.codec.yamlparts import Part, parts_of
from regservice.codec.yamltree import parse_text
from regservice.errors import DataError, Location
from regservice.model.package import Manifest

_STEP: Final = 2
_WIDTH: Final = 100


def format_yaml(
    text: str, file: str = "", *, is_manifest: bool = False, lang: str | None = None
) -> str:
    r"""
    Return a YAML file of a package in a regular form.

    Args:
        text: The file; a mark at its start and line ends of Windows are taken away.
        file: What messages call it.
        is_manifest: Whether it is the manifest, not tables.
        lang: Language of keys and choices; ``None`` to leave them.

    Returns:
        The text; formatting it again changes nothing.

    Raises:
        DataError: If it is no YAML, or would read otherwise afterwards.

    Examples:
        >>> print(format_yaml("places:\n- {code: 310104,\n   name: '徐汇区'} # new\n"))
        places:
          - {code: "310104", name: "徐汇区"} # new
        <BLANKLINE>
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        before = _meaning(plain, is_manifest=is_manifest)
        done = _once(plain, is_manifest=is_manifest, lang=lang)
        kept = _meaning(done, is_manifest=is_manifest) == before
        stable = _once(done, is_manifest=is_manifest, lang=lang) == done
    except DataError as error:
        raise DataError(
            tuple(
                attrs.evolve(problem, where=attrs.evolve(problem.where, file=file))
                for problem in error.problems
            )
        ) from None
    if not (kept and stable and _remarks(plain) == _remarks(done)):
        raise DataError.of("RS1027", Location(file))
    return done


def flow_text(root: Part) -> str:
    """
    Return a tree on one line, in brackets.

    Examples:
        >>> flow_text(parts_of("a: [1, '2']"))
        '{a: [1, "2"]}'
    """
    return _Writer("").flat(root)


def _once(text: str, *, is_manifest: bool, lang: str | None) -> str:
    root = parts_of(text)
    if root is not None:
        rename(root, Manifest if is_manifest else None, lang)
    return _Writer(text).write(root)


def _meaning(text: str, *, is_manifest: bool) -> tuple[Any, list[str]]:
    tree = Tree("", parse_text(text), {})
    if is_manifest:
        tree, problems = canonical_record(tree, Manifest)
    else:
        tree, problems = canonical(tree)
    return tree.data, [problem.code for problem in problems]


def _remarks(text: str) -> list[str]:
    return sorted(comment.text for comment in comments(text))


class _Writer:
    """Writes part by part, and each comment where it belongs."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.comments = deque(comments(text))
        self.out: list[str] = []

    def write(self, root: Part | None) -> str:
        if root is not None and root.is_block:
            self._block(root, 0, len("\n".join(self.lines)))
        elif root is not None:
            self._flush(root.start, 0)
            self._line(f"{self._mark(root)}{self.flat(root)}".strip(), root.last)
        while self.comments:
            self._comment(self.comments.popleft(), 0)
        return "".join(f"{line}\n" for line in self.out)

    def _block(self, part: Part, indent: int, until: int) -> None:
        firsts = [key for key, _ in part.pairs] or part.items
        ends = [first.start for first in firsts[1:]] + [until]
        for (key, value), after in zip(part.pairs, ends, strict=False):
            self._pair(key, value, " " * indent, indent, after)
        for item, after in zip(part.items, ends, strict=False):
            self._item(item, indent, after)
        self._tail(part.column, indent, until)

    def _pair(self, key: Part, value: Part, lead: str, indent: int, until: int) -> None:
        """One key with its value; *lead* is what stands before it on the line."""
        if not lead.strip():
            self._flush(key.start, indent)
            self._blank(key.line)
        alias = " " if key.kind == "alias" else ""
        head = f"{lead}{self._mark(key)}{self.flat(key)}{alias}:"
        if value.kind == "seq" and value.is_block and value.column == key.column:
            value.column += 1  # what stands left of it belongs to what comes then
        self._value(head, value, key.last, indent + _STEP, until)

    def _item(self, item: Part, indent: int, until: int) -> None:
        lead = " " * indent + "-"
        self._flush(item.start, indent)
        self._blank(item.line)
        opens = item.kind == "map" and item.is_block and not item.anchor
        if not opens or self._next(item.pairs[0][0].start):
            self._value(lead, item, item.line, indent + _STEP, until)
            return
        first, *others = item.pairs
        starts = [key.start for key, _ in others] + [until]
        self._pair(*first, f"{lead} ", indent + _STEP, starts[0])
        for number, (key, value) in enumerate(others, 1):
            inner = indent + _STEP
            self._pair(key, value, " " * inner, inner, starts[number])
        self._tail(item.column, indent + _STEP, until)

    def _value(
        self, head: str, value: Part, line: int, indent: int, until: int
    ) -> None:
        mark = f" {self._mark(value)}".rstrip()
        if value.style in ("|", ">") and value.kind == "text":
            self._lines(head + mark, value, indent)
            return
        if value.is_block or (
            (value.pairs or value.items) and self._next(value.end, value.start)
        ):
            first = value.pairs[0][0] if value.pairs else value.items[0]
            self._line(head + mark, line, first.start)
            self._block(value, indent, until)
            return
        if value.kind in ("map", "seq"):
            self._flow(head + mark, value, indent)
            return
        flat = self.flat(value)
        self._line(f"{head}{mark} {flat}".rstrip(), value.last if flat else line)

    def _flow(self, head: str, value: Part, indent: int) -> None:
        """In brackets on one line, or filled into several."""
        flat = f"{head} {self.flat(value)}"
        if len(flat) <= _WIDTH:
            self._line(flat, value.last)
            return
        opening, closing = "{}" if value.kind == "map" else "[]"
        line = f"{head} {opening}"
        parts = self._entries(value)
        for number, part in enumerate(parts):
            more = part + ("," if number + 1 < len(parts) else closing)
            room = line.endswith(opening)
            if len(line) + len(more) >= _WIDTH and not room:
                self.out.append(line)
                line, room = " " * (indent + 1), True
            line += more if room else f" {more}"
        self._line(line, value.last)

    def flat(self, part: Part) -> str:
        """A part on one line."""
        if part.kind == "alias":
            return f"*{part.value}"
        if part.kind == "text":
            return _scalar(part)
        opening, closing = "{}" if part.kind == "map" else "[]"
        return f"{opening}{', '.join(self._entries(part))}{closing}"

    def _entries(self, part: Part) -> list[str]:
        if part.kind == "seq":
            return [self._inner(item) for item in part.items]
        return [
            f"{self._inner(key)}{' ' if key.kind == 'alias' else ''}:"
            f" {self._inner(value)}"
            for key, value in part.pairs
        ]

    def _inner(self, part: Part) -> str:
        return self._mark(part) + (self.flat(part) or "null")

    @staticmethod
    def _mark(part: Part) -> str:
        return f"&{part.anchor} " if part.anchor else ""

    def _lines(self, head: str, part: Part, indent: int) -> None:
        """A text of several lines, as it was written, with another indent."""
        header, *body = part.raw.split("\n")
        while body and not body[-1].strip():
            body.pop()
        widths = [len(row) - len(row.lstrip(" ")) for row in body if row.strip()]
        own = min(widths, default=0)
        signs = set(header.partition("#")[0]) - set("|>- ")
        if signs or any(not row.strip() and row for row in body):
            # Its blanks count: write it as one line that says so.
            comment = header.partition(" #")[2]
            note = f" #{comment}" if comment else ""
            self.out.append(f"{head} {double_quoted(part.value)}{note}")
        else:
            rows = [" " * indent + row[own:] if row.strip() else "" for row in body]
            self.out += [f"{head} {header.rstrip()}", *rows]
        while self.comments and self.comments[0].index < part.end:
            self.comments.popleft()  # those of the header

    def _line(self, text: str, line: int, before: int | None = None) -> None:
        """Finish a line with the comment that stood behind it, *before* a place."""
        if (
            self.comments
            and self.comments[0].line == line
            and not self.comments[0].is_alone
            and (before is None or self.comments[0].index < before)
        ):
            text = f"{text} {self.comments.popleft().text}"
        self.out.append(text)

    def _next(self, before: int, after: int = 0) -> bool:
        """Whether the next comment stands before, and not before another place."""
        return bool(self.comments) and after <= self.comments[0].index < before

    def _flush(self, until: int, indent: int) -> None:
        while self._next(until):
            self._comment(self.comments.popleft(), indent)

    def _tail(self, column: int, indent: int, until: int) -> None:
        """The comments at the end of a block that stand as deep as it does."""
        while (
            column > 0
            and self._next(until)
            and self.comments[0].is_alone
            and self.comments[0].column >= column
        ):
            self._comment(self.comments.popleft(), indent)

    def _comment(self, comment: Comment, indent: int) -> None:
        if comment.is_alone:
            self._blank(comment.line)
        self.out.append(" " * indent + comment.text)

    def _blank(self, line: int) -> None:
        """Keep one of the empty lines above."""
        above = line > 0 and not self.lines[line - 1].strip()
        if above and self.out and self.out[-1]:
            self.out.append("")


def _scalar(part: Part) -> str:
    """A text on one line."""
    if part.style == '"' and "\n" not in part.raw:
        return part.raw
    if part.style or "\n" in part.value:
        return double_quoted(part.value)
    return part.value
