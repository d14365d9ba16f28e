"""Texts of ``regservice org`` and of the page of bodies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ORG: Final[Mapping[str, tuple[str, str]]] = {
    "org.help": ("列出机构。", "List the bodies."),
    "org.place": (
        "只列覆盖该地区或在其中的机构",
        "only bodies that cover this place or lie in it",
    ),
    "org.at": (
        "看哪一天的,如 2024-06-01(默认今天)",
        "as of which day, such as 2024-06-01 (default: today)",
    ),
    "org.html": (
        "另存可以查找、筛选、展开的网页(HTML,自成一体,离线可用)",
        "also save a page to search, filter and unfold (HTML, works offline)",
    ),
    "org.svg": ("另存机构图(SVG)", "also write a picture (SVG)"),
    "org.mermaid": ("另存机构图(Mermaid 文本)", "also write a Mermaid flowchart"),
    "org.whole": ("全部", "All"),
    "org.on": ("{title}({day})", "{title} ({day})"),
    "org.left_out": (
        "{day}已经结束或尚未开始的没有列出:机构{bodies}个,关系{relations}条;"
        "--at 看别的日期",
        "not listed, for they have ended or not begun on {day}: bodies {bodies},"
        " relations {relations}; --at shows another day",
    ),
    "org.page.title": ("机构关系图", "Bodies and relations"),
    "org.page.lead": (
        "点机构看它的上下级、职能和依据;带重影的框代表几个机构,点开逐个列出。",
        "Pick a body to see its superiors, functions and sources; a box with a shadow"
        " stands for several, which it lists when picked.",
    ),
    "org.page.view": ("看哪里", "Show"),
    "org.page.search": ("查找机构", "Find a body"),
    "org.page.relations": ("关系", "Relations"),
    "org.page.details": ("机构", "Body"),
    "org.page.pick": ("还没有选机构", "No body is picked yet"),
    "org.page.members": ("这个框代表的机构", "Bodies of this box"),
    "org.page.upper": ("哪些机构对它", "Towards it"),
    "org.page.lower": ("它对哪些机构", "From it"),
    "org.page.list": ("文字清单", "The same in words"),
    "org.page.kind": ("性质", "Kind"),
    "org.page.level": ("层级", "Level"),
    "org.page.places": ("地区", "Places"),
    "org.page.source": ("依据", "Source"),
    "org.page.functions": ("职能", "Functions"),
    "org.page.note": ("说明", "Note"),
}
"""Code to (Chinese, English)."""
