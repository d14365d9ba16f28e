"""
A page of headings, sentences and tables, as Markdown or as one HTML file.

Whatever stands in a package may stand on a page: everything is escaped for where it
goes, and nothing refers to an address outside the page.
"""

from __future__ import annotations

import html
import re
from typing import Final

import attrs

_MARKS: Final = re.compile(r"[\\`*\[\]|]")
_FIRST: Final = re.compile(r"^([#%+\-:=~]|\d+[.)])")
GENERATOR: Final = '<meta name="generator" content="regservice">'
"""What tells a page of ours from one that somebody wrote."""

_STYLE: Final = """\
body { font: 15px/1.6 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC",
 "WenQuanYi Micro Hei", sans-serif; margin: 0 auto; max-width: 72rem;
 padding: 1rem 2rem; color: #1b1b1b; background: #fff; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { border: 1px solid #b8c2cc; padding: .35rem .5rem; text-align: left;
 vertical-align: top; overflow-wrap: anywhere; }
th { background: #e9eff6; }
@media print { body { max-width: none; padding: 0; } h2 { break-after: avoid; }
 tr { break-inside: avoid; } .table { overflow: visible; } }
"""


@attrs.frozen
class Section:
    """
    A part of a page.

    Attributes:
        heading: What it is about.
        lines: Sentences, each on a line of its own.
        heads: Headings of the columns of its table; empty for no table.
        rows: The cells below them.
    """

    heading: str
    lines: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@attrs.frozen
class Page:
    """
    A page.

    Attributes:
        lang: ``zh`` or ``en``.
        title: Its title.
        lines: Sentences below the title.
        sections: Its parts.
    """

    lang: str
    title: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...]


def to_markdown(page: Page) -> str:
    r"""
    Return the page as Markdown.

    Examples:
        >>> to_markdown(Page("zh", "a|b", ("# x",), ()))
        '# a\\|b\n\n\\# x\n'
    """
    blocks = [f"# {_inline(page.title)}", _lines(page.lines)]
    for section in page.sections:
        blocks += [f"## {_inline(section.heading)}", _lines(section.lines)]
        if section.heads:
            rows = [section.heads, ("---",) * len(section.heads), *section.rows]
            blocks.append("\n".join(map(_row, rows)))
    return "\n\n".join(filter(None, blocks)) + "\n"


def _lines(lines: tuple[str, ...]) -> str:
    # Two blanks would break a line too, but editors take them away.
    return "\n\n".join(_FIRST.sub(r"\\\1", _inline(line)) for line in lines)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(_inline, cells))} |"


def _inline(text: str) -> str:
    flat = " ".join(text.split())
    escaped = html.escape(flat, quote=False)
    return _MARKS.sub(r"\\\g<0>", escaped)


def to_html(page: Page) -> str:
    """
    Return the page as one HTML file that can be printed.

    Examples:
        >>> "<h1>&lt;b&gt;</h1>" in to_html(Page("zh", "<b>", (), ()))
        True
    """
    lang = "zh-CN" if page.lang == "zh" else "en"
    parts = [_section(section) for section in page.sections]
    title = html.escape(page.title)
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{GENERATOR}\n<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{title}</h1>\n{_paragraphs(page.lines)}"
        f"{''.join(parts)}</main>\n</body>\n</html>\n"
    )


def _section(section: Section) -> str:
    head = f"<h2>{html.escape(section.heading)}</h2>\n{_paragraphs(section.lines)}"
    if not section.heads:
        return head
    name = html.escape(section.heading)
    heads = "".join(f'<th scope="col">{html.escape(h)}</th>' for h in section.heads)
    rows = "".join(
        f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>\n"
        for row in section.rows
    )
    return (
        f'{head}<div class="table" tabindex="0" role="region" aria-label="{name}">\n'
        f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n"
        "</table>\n</div>\n"
    )


def _paragraphs(lines: tuple[str, ...]) -> str:
    return "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
