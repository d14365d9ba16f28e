"""
Draw bodies and relations as SVG, with one way highlighted.

A grid: a column for each level, a row for each place, so that boxes never
overlap. Of many bodies those that look alike share a box. No font, script or
picture is loaded from anywhere.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import attrs

from regservice.exports.fold import LEVELS, LINES, Edge, Node, fold, folded
from regservice.exports.shown import shown
from regservice.messages import cli_text, name_of
from regservice.model.authority import Authority, Relation
from regservice.model.vocab import Level

_FONTS: Final = (
    "Microsoft YaHei, PingFang SC, Noto Sans CJK SC, WenQuanYi Micro Hei, sans-serif"
)
_BOX: Final = (216, 44)
_GAP: Final = (84, 14)
_TOP: Final = 96
_LEFT: Final = 72
_FONT: Final = 13
_LINE: Final = 26.0
"""Widths of two Chinese characters times 13: one line of a box."""


@attrs.frozen
class _Box:
    node: Node
    name: str
    x: int
    y: int


def draw(
    bodies: Iterable[Authority],
    relations: Iterable[Relation],
    way: Sequence[str],
    lang: str,
    *,
    name: str = "",
) -> str:
    """
    Draw the bodies and the relations between them.

    Args:
        bodies: The bodies. Of more than 60 those that look alike share a box, which
            says how many it stands for; those on *way* never do.
        relations: Edges; those with an end that is not drawn are left out.
        way: Ids of the bodies on the highlighted path, in order; may be empty.
        lang: ``zh`` or ``en``, for title and legend.
        name: Tells the ids of several pictures in one page apart; ASCII.

    Returns:
        A self-contained SVG document; the same input gives the same text.
    """
    known = {body.id: body for body in bodies}
    all_edges = edges_between(known, relations)
    homes = fold(known, all_edges, way)
    nodes = {node.key: node for node in homes.values()}
    edges = sorted(
        {
            (homes[a].key, homes[b].key, kind)
            for a, b, kind in all_edges
            if homes[a] is not homes[b]
        }
    )
    boxes = _layout(nodes, edges, lang)
    hops = list(pairwise(way))
    description = describe(nodes.values(), all_edges, way, lang)
    text = _LEFT + round(_width(description) * _FONT / 2)
    width = max((text, *(b.x + _BOX[0] for b in boxes.values()))) + 40
    height = max((b.y + _BOX[1] for b in boxes.values()), default=100) + 40
    title = cli_text("graph.title", lang)
    parts = [
        _opening(width, height, name),
        f'<title id="{name}t">{_escaped(title)}</title>',
        f'<desc id="{name}d">{_escaped(description)}</desc>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="34" font-size="20">{_escaped(title)}</text>',
        f'<text x="{_LEFT}" y="60" fill="#444444">{_escaped(description)}</text>',
    ]
    marked = {frozenset(hop) for hop in hops}
    parts += [
        _edge(boxes[a], boxes[b], kind, lang)
        for a, b, kind in edges
        if frozenset((a, b)) not in marked
    ]
    parts += [
        _hop(boxes[a], boxes[b], number)
        for number, (a, b) in enumerate(hops, 1)
        if a in boxes and b in boxes
    ]
    parts += [
        _box(boxes[key], lang, highlighted=key in way, dimmed=bool(way))
        for key in sorted(boxes)
    ]
    return "\n".join([*parts, "</svg>", ""])


def edges_between(bodies: Collection[str], relations: Iterable[Relation]) -> list[Edge]:
    """Return the edges between *bodies*, each once whatever its dates, sorted."""
    return sorted(
        {
            (r.subject, r.object, str(r.type))
            for r in relations
            if r.subject in bodies and r.object in bodies
        }
    )


def describe(
    nodes: Iterable[Node], edges: Sequence[Edge], way: Sequence[str], lang: str
) -> str:
    """Say in one sentence what a picture shows, and what it folds."""
    nodes = list(nodes)
    known = {body.id: body.name for node in nodes for body in node.members}
    counts = {"bodies": len(known), "edges": len(edges)}
    names = " → ".join(known[key] for key in way if key in known)
    text = (
        cli_text("graph.description", lang, **counts, way=names)
        if names
        else cli_text("graph.counts", lang, **counts)
    )
    several = [len(node.members) for node in folded(nodes)]
    if not several:
        return text
    shared = {"bodies": sum(several), "boxes": len(several)}
    return text + cli_text("graph.folded", lang, **shared)


def _escaped(text: str) -> str:
    """XML has no way to write a control character."""
    return escape(shown(text))


def _opening(width: int, height: int, name: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" role="img"'
        f' aria-labelledby="{name}t {name}d"'
        f' font-family="{_FONTS}" font-size="{_FONT}">'
    )


def _layout(
    nodes: Mapping[str, Node], edges: Sequence[Edge], lang: str
) -> dict[str, _Box]:
    """Columns by level and kind; rows by place, wide bodies in the middle."""
    members: dict[tuple[int, int, str], list[Node]] = {}
    reach = _reach(nodes, edges)
    for key in sorted(nodes):
        members.setdefault(_column(nodes[key], reach), []).append(nodes[key])
    homes = _homes(nodes, edges)
    tops, rows = _rows(members.values(), homes)
    step = _BOX[1] + _GAP[1]
    boxes = {}
    for number, column in enumerate(sorted(members)):
        x = _LEFT + number * (_BOX[0] + _GAP[0])
        wide = sum(node.key not in homes for node in members[column])
        spread = max(1, max(1, rows) // (wide + 1))
        taken: Counter[str | None] = Counter()
        for node in members[column]:
            place = homes.get(node.key)
            row = taken[place] * spread if place is None else tops[place] + taken[place]
            taken[place] += 1
            boxes[node.key] = _Box(node, node.name(lang), x, _TOP + row * step)
    return boxes


def _homes(nodes: Mapping[str, Node], edges: Sequence[Edge]) -> dict[str, str]:
    """The place by which a local box has its row: that of its one local superior."""
    local = {key for key, node in nodes.items() if _is_local(node)}
    above: dict[str, set[str]] = {}
    for upper, lower, kind in edges:
        if kind in LINES and {upper, lower} <= local:
            above.setdefault(lower, set()).add(upper)
    homes: dict[str, str] = {}
    for key in sorted(local, key=lambda key: (LEVELS.index(nodes[key].level), key)):
        known = above.get(key, set()) & homes.keys()
        homes[key] = homes[min(known)] if len(known) == 1 else nodes[key].row
    return homes


def _rows(
    columns: Iterable[Sequence[Node]], homes: Mapping[str, str]
) -> tuple[dict[str, int], int]:
    """Where the rows of each place begin, and how many rows there are in all."""
    needed: dict[str, int] = {}
    for nodes in columns:
        count = Counter(homes[node.key] for node in nodes if node.key in homes)
        for place, rows in count.items():
            needed[place] = max(needed.get(place, 0), rows)
    places = sorted(needed)
    starts = list(accumulate((needed[place] for place in places), initial=0))
    return dict(zip(places, starts, strict=False)), starts[-1]


def _reach(nodes: Mapping[str, Node], edges: Sequence[Edge]) -> Counter[str]:
    """How many edges each kind has to a lower level: more go further right."""
    reach: Counter[str] = Counter()
    for subject, other, _ in edges:
        a, b = nodes[subject], nodes[other]
        if LEVELS.index(a.level) < LEVELS.index(b.level):
            reach[a.kind] += 1
    return reach


def _is_local(node: Node) -> bool:
    return node.level in (Level.DISTRICT, Level.STATION, Level.POINT)


def _column(node: Node, reach: Mapping[str, int]) -> tuple[int, int, str]:
    level = LEVELS.index(node.level)
    return (level, reach[node.kind], node.kind) if _is_local(node) else (level, 0, "")


def _width(text: str) -> float:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1.1 for c in text)


def _lines(text: str) -> list[str]:
    """Break a name into at most two lines that fit the box, between words if any."""
    lines = [""]
    for char in text:
        if _width(lines[-1] + char) > _LINE:
            if char == " ":
                lines.append("")
                continue
            line, blank, word = lines[-1].rpartition(" ")
            lines[-1:] = [line, word] if blank else [lines[-1], ""]
        lines[-1] += char
    if len(lines) > 2:  # noqa: PLR2004 - two lines fit
        return [lines[0], lines[1][:-1] + "…"]
    return lines


def _box(box: _Box, lang: str, *, highlighted: bool, dimmed: bool) -> str:
    stroke, weight = ("#B00020", 3) if highlighted else ("#12325B", 1.2)
    fill = "#FFF1F1" if highlighted else "#FFFFFF"
    # A box behind the box shows that there are more.
    behind = (
        f'<rect x="{box.x + 4}" y="{box.y + 4}" width="{_BOX[0]}" height="{_BOX[1]}"'
        f' rx="6" fill="#E8EDF3" stroke="{stroke}" stroke-width="{weight:g}"/>'
        if len(box.node.members) > 1
        else ""
    )
    ink = "#5A5A5A" if dimmed and not highlighted else "#111111"
    lines = _lines(box.name)
    middle, x = box.y + _BOX[1] / 2 + 5, box.x + _BOX[0] // 2
    texts = []
    for number, line in enumerate(lines):
        y = middle + (number - (len(lines) - 1) / 2) * 16
        texts.append(
            f'<text x="{x}" y="{y:g}" text-anchor="middle" fill="{ink}">'
            f"{_escaped(line)}</text>"
        )
    return (
        f'<g class="box" data-key={quoteattr(box.node.key)}>'
        f"<title>{_escaped(box.node.title(lang))}</title>{behind}"
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


def _edge(a: _Box, b: _Box, kind: str, lang: str) -> str:
    title = f"{a.name} - {name_of('relation', kind, lang)} - {b.name}"
    ends = f"data-a={quoteattr(a.node.key)} data-b={quoteattr(b.node.key)}"
    return (
        f'<path class="edge" {ends} data-kind="{kind}" d="{_curve(a, b)}" fill="none"'
        ' stroke="#9AA5B1" stroke-width="1">'
        f"<title>{_escaped(title)}</title></path>"
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
