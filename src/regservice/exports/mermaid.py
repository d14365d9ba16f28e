"""
Write bodies and relations as a Mermaid flowchart, with one way highlighted.

The text can be pasted where Mermaid is drawn: in Markdown on a code host, in a
wiki, in an editor. Names are escaped, so that none is taken for markup.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from regservice.exports.fold import LIMIT, Edge, Node, fold
from regservice.exports.graph import describe, edges_between
from regservice.messages import cli_text, name_of
from regservice.model.authority import Authority, Relation

_EDGES: Final = 500
"""More edges no drawing program takes unless its settings are changed."""
_PLAIN: Final = frozenset(" ,/:·×→()（）、，。：；…")
"""Signs that are no markup anywhere in a label."""


def to_mermaid(
    bodies: Iterable[Authority],
    relations: Iterable[Relation],
    way: Sequence[str] = (),
    lang: str = "zh",
) -> str:
    """
    Write the bodies and the relations between them as a flowchart.

    Args:
        bodies: The bodies. Where there are more relations than Mermaid draws, those
            that look alike share a node, as in the picture; never those on *way*.
        relations: Edges; those with an end that is not among *bodies* are left out.
        way: Ids of the bodies on the highlighted path, in order; may be empty.
        lang: ``zh`` or ``en``, for title and labels.

    Returns:
        A flowchart; nodes are called ``n1``, ``n2`` ... in the order of the ids, and
        those on the way have the class ``way``.

    Examples:
        >>> print(to_mermaid([], [], lang="en"), end="")
        ---
        title: "Bodies and relations"
        ---
        flowchart TB
          accDescr: 0 bodies, 0 relations
          classDef way fill:#FFF1F1,stroke:#B00020,stroke-width:3px
    """
    known = {body.id: body for body in bodies}
    edges = edges_between(known, relations)
    whole = len(edges) <= _EDGES
    homes = fold(known, edges, way, len(known) if whole else _limit(known, edges, way))
    nodes = {node.key: node for node in homes.values()}
    names = {key: f"n{number}" for number, key in enumerate(sorted(nodes), 1)}
    drawn = _drawn(edges, homes)
    marked = {frozenset(hop) for hop in pairwise(way)}
    text = [
        "---",
        f'title: "{cli_text("graph.title", lang)}"',
        "---",
        "flowchart TB",
        f"  accDescr: {_spoken(describe(nodes.values(), edges, way, lang))}",
        "  classDef way fill:#FFF1F1,stroke:#B00020,stroke-width:3px",
    ]
    text += [
        f'  {names[key]}["{_escaped(nodes[key].name(lang))}"]' for key in sorted(nodes)
    ]
    text += [
        f'  {names[a]} -->|"{_escaped(name_of("relation", kind, lang))}"| {names[b]}'
        for a, b, kind in drawn
    ]
    on_way = sorted({names[key] for key in way if key in names}, key=_number)
    if on_way:
        text.append(f"  class {','.join(on_way)} way")
    hops = [
        str(number)
        for number, (a, b, _) in enumerate(drawn)
        if frozenset((a, b)) in marked
    ]
    if hops:
        text.append(f"  linkStyle {','.join(hops)} stroke:#B00020,stroke-width:3px")
    return "\n".join([*text, ""])


def _limit(
    bodies: Mapping[str, Authority], edges: Collection[Edge], way: Collection[str]
) -> int:
    """How many nodes there may be so that the edges between them can be drawn."""
    limit = LIMIT
    while limit > 1 and len(_drawn(edges, fold(bodies, edges, way, limit))) > _EDGES:
        limit //= 2
    return limit


def _drawn(edges: Iterable[Edge], homes: Mapping[str, Node]) -> list[Edge]:
    """The edges between nodes."""
    return sorted(
        {
            (homes[a].key, homes[b].key, kind)
            for a, b, kind in edges
            if homes[a] is not homes[b]
        }
    )


def _number(name: str) -> int:
    return int(name[1:])


def _spoken(text: str) -> str:
    """
    Leave out what could be markup: here numbers would be read aloud.

    Examples:
        >>> _spoken("2 bodies; %%a")
        '2 bodies, a'
    """
    plain = "".join(c if c.isalnum() or c in _PLAIN else "," * (c == ";") for c in text)
    return " ".join(plain.split())


def _escaped(text: str) -> str:
    """
    Write every character that could be markup by its number.

    Examples:
        >>> _escaped('<b>局"')
        '#60;b#62;局#34;'
    """
    return "".join(c if c.isalnum() or c in _PLAIN else f"#{ord(c)};" for c in text)
