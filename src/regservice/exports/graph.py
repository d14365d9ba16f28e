"""
Draw bodies and relations as SVG, with one way highlighted.

A grid: a column for each level, a row for each place, so that boxes never
overlap. No font, script or picture is loaded from anywhere.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final
from xml.sax.saxutils import escape

import attrs

from regservice.messages import cli_text, name_of
from regservice.model.authority import Authority, Relation
from regservice.model.vocab import Level

_FONTS: Final = (
    "Microsoft YaHei, PingFang SC, Noto Sans CJK SC, WenQuanYi Micro Hei, sans-serif"
)
_LEVELS: Final = (
    Level.NATIONAL,
    Level.PROVINCIAL,
    Level.CITY,
    Level.BRANCH,
    Level.EXTERNAL,
    Level.DISTRICT,
    Level.STATION,
    Level.POINT,
)
_BOX: Final = (216, 44)
_GAP: Final = (84, 14)
_TOP: Final = 96
_LEFT: Final = 72
_LINE: Final = 26.0
"""Widths of two Chinese characters times 13: one line of a box."""


@attrs.frozen
class _Box:
    body: Authority
    x: int
    y: int


def draw(
    bodies: Iterable[Authority],
    relations: Iterable[Relation],
    way: Sequence[str],
    lang: str,
) -> str:
    """
    Draw the bodies and the relations between them.

    Args:
        bodies: The bodies.
        relations: Edges; those with an end that is not drawn are left out.
        way: Ids of the bodies on the highlighted path, in order; may be empty.
        lang: ``zh`` or ``en``, for title and legend.

    Returns:
        A self-contained SVG document; the same input gives the same text.
    """
    known = {body.id: body for body in bodies}
    edges = sorted(
        {
            (r.subject, r.object, str(r.type))
            for r in relations
            if r.subject in known and r.object in known
        }
    )
    boxes = _layout(known, edges)
    hops = list(pairwise(way))
    width = max((b.x + _BOX[0] for b in boxes.values()), default=400) + 40
    height = max((b.y + _BOX[1] for b in boxes.values()), default=100) + 40
    names = " → ".join(boxes[key].body.name for key in way if key in boxes)
    description = cli_text(
        "graph.description", lang, bodies=len(boxes), edges=len(edges), way=names or "-"
    )
    title = cli_text("graph.title", lang)
    parts = [
        _opening(width, height),
        f'<title id="t">{escape(title)}</title>',
        f'<desc id="d">{escape(description)}</desc>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="34" font-size="20">{escape(title)}</text>',
        f'<text x="{_LEFT}" y="60" fill="#444444">{escape(description)}</text>',
    ]
    marked = {frozenset(hop) for hop in hops}
    parts += [
        _edge(boxes[a], boxes[b], name_of("relation", kind, lang))
        for a, b, kind in edges
        if frozenset((a, b)) not in marked
    ]
    parts += [
        _hop(boxes[a], boxes[b], number)
        for number, (a, b) in enumerate(hops, 1)
        if a in boxes and b in boxes
    ]
    parts += [
        _box(boxes[key], highlighted=key in way, dimmed=bool(way))
        for key in sorted(boxes)
    ]
    return "\n".join([*parts, "</svg>", ""])


def _opening(width: int, height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" role="img" aria-labelledby="t d"'
        f' font-family="{_FONTS}" font-size="13">'
    )


Edge = tuple[str, str, str]
"""Ids of the two bodies, and the type of the relation."""


def _layout(bodies: Mapping[str, Authority], edges: Sequence[Edge]) -> dict[str, _Box]:
    """Columns by level and kind; rows by place, wide bodies in the middle."""
    members: dict[tuple[int, int, str], list[Authority]] = {}
    reach = _reach(bodies, edges)
    for key in sorted(bodies):
        body = bodies[key]
        members.setdefault(_column(body, reach), []).append(body)
    local = sorted({_row(body) for body in bodies.values() if _is_local(body)})
    step = _BOX[1] + _GAP[1]
    boxes = {}
    for number, column in enumerate(sorted(members)):
        x = _LEFT + number * (_BOX[0] + _GAP[0])
        wide = [body for body in members[column] if not _is_local(body)]
        spread = max(1, max(1, len(local)) // (len(wide) + 1))
        for place, body in enumerate(wide):
            boxes[body.id] = _Box(body, x, _TOP + place * spread * step)
        taken: Counter[str] = Counter()
        for body in members[column]:
            if _is_local(body):
                row = _row(body)
                y = _TOP + local.index(row) * step + taken[row] * step // 2
                taken[row] += 1
                boxes[body.id] = _Box(body, x, y)
    return boxes


def _reach(bodies: Mapping[str, Authority], edges: Sequence[Edge]) -> Counter[str]:
    """How many edges each kind has to a lower level: more go further right."""
    reach: Counter[str] = Counter()
    for subject, other, _ in edges:
        a, b = bodies[subject], bodies[other]
        if _LEVELS.index(a.level) < _LEVELS.index(b.level):
            reach[a.kind] += 1
    return reach


def _is_local(body: Authority) -> bool:
    return body.level in (Level.DISTRICT, Level.STATION, Level.POINT)


def _row(body: Authority) -> str:
    return min(body.places)


def _column(body: Authority, reach: Mapping[str, int]) -> tuple[int, int, str]:
    level = _LEVELS.index(body.level)
    return (level, reach[body.kind], body.kind) if _is_local(body) else (level, 0, "")


def _width(text: str) -> float:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1.1 for c in text)


def _lines(text: str) -> list[str]:
    """Break a name into at most two lines that fit the box."""
    lines = [""]
    for char in text:
        if _width(lines[-1] + char) > _LINE:
            lines.append("")
        lines[-1] += char
    if len(lines) > 2:  # noqa: PLR2004 - two lines fit
        return [lines[0], lines[1][:-1] + "…"]
    return lines


def _box(box: _Box, *, highlighted: bool, dimmed: bool) -> str:
    stroke, weight = ("#B00020", 3) if highlighted else ("#12325B", 1.2)
    fill = "#FFF1F1" if highlighted else "#FFFFFF"
    ink = "#5A5A5A" if dimmed and not highlighted else "#111111"
    lines = _lines(box.body.name)
    middle, x = box.y + _BOX[1] / 2 + 5, box.x + _BOX[0] // 2
    texts = []
    for number, line in enumerate(lines):
        y = middle + (number - (len(lines) - 1) / 2) * 16
        texts.append(
            f'<text x="{x}" y="{y:g}" text-anchor="middle" fill="{ink}">'
            f"{escape(line)}</text>"
        )
    return (
        f"<g><title>{escape(box.body.name)} ({escape(box.body.id)})</title>"
        f'<rect x="{box.x}" y="{box.y}" width="{_BOX[0]}" height="{_BOX[1]}" rx="6"'
        f' fill="{fill}" stroke="{stroke}" stroke-width="{weight:g}"/>'
        f"{''.join(texts)}</g>"
    )


def _ends(a: _Box, b: _Box) -> tuple[int, int, int, int]:
    """From the side of one box to the facing side of the other."""
    ay, by = a.y + _BOX[1] // 2, b.y + _BOX[1] // 2
    if a.x < b.x:
        return a.x + _BOX[0], ay, b.x, by
    if a.x > b.x:
        return a.x, ay, b.x + _BOX[0], by
    return a.x, ay, b.x, by


def _curve(a: _Box, b: _Box) -> str:
    x1, y1, x2, y2 = _ends(a, b)
    if x1 == x2:
        return f"M{x1},{y1} C{x1 - 40},{y1} {x2 - 40},{y2} {x2},{y2}"
    bend = (x2 - x1) // 2
    return f"M{x1},{y1} C{x1 + bend},{y1} {x2 - bend},{y2} {x2},{y2}"


def _edge(a: _Box, b: _Box, label: str) -> str:
    title = f"{a.body.name} - {label} - {b.body.name}"
    return (
        f'<path d="{_curve(a, b)}" fill="none" stroke="#9AA5B1" stroke-width="1">'
        f"<title>{escape(title)}</title></path>"
    )


def _hop(a: _Box, b: _Box, number: int) -> str:
    x1, _, x2, y2 = _ends(a, b)
    # The number stands in the gap before the box that the hop enters.
    x, y = x2 + (_GAP[0] // 3 if x1 > x2 else -_GAP[0] // 3), y2
    return (
        f'<path d="{_curve(a, b)}" fill="none" stroke="#B00020" stroke-width="3.5"/>'
        f'<circle cx="{x}" cy="{y}" r="12" fill="#B00020"/>'
        f'<text x="{x}" y="{y + 5}" text-anchor="middle" fill="#FFFFFF">{number}</text>'
    )
