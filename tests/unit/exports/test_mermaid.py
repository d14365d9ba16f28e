"""The flowchart for Mermaid: labels are text, and one way is marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from regservice.exports.mermaid import to_mermaid
from regservice.model.authority import Authority, Relation

Nation = Callable[..., tuple[list[Authority], list[Relation]]]


def test_bodies_and_relations_are_nodes_and_arrows(make: Any) -> None:
    """Nodes are numbered in the order of the ids; relations are named."""
    bodies = [
        make.body("b", "station", "330101", name="乙站"),
        make.body("a", "nmpa", "330000", name="甲局"),
    ]
    edges = [make.edge("a", "guides", "b"), make.edge("a", "guides", "nobody")]

    text = to_mermaid(bodies, edges)

    assert [
        "---",
        'title: "机构关系图"',
        "---",
        "flowchart TB",
        "  accDescr: 2 个机构,1 条关系",
        "  classDef way fill:#FFF1F1,stroke:#B00020,stroke-width:3px",
        '  n1["甲局"]',
        '  n2["乙站"]',
        '  n1 -->|"业务指导"| n2',
    ] == text.splitlines()
    assert '|"guides"|' in to_mermaid(bodies, edges, lang="en")


def test_way_is_a_class_and_its_arrows_are_red(make: Any) -> None:
    """Bodies by class, arrows by their number; in either direction."""
    bodies = [make.body(key, "station", "330101") for key in "abc"]
    edges = [
        make.edge("a", "guides", "b"),
        make.edge("a", "manages", "c"),
        make.edge("b", "manages", "c"),
    ]

    lines = to_mermaid(bodies, edges, ("c", "b", "elsewhere")).splitlines()

    assert [
        "  class n2,n3 way",
        "  linkStyle 2 stroke:#B00020,stroke-width:3px",
    ] == lines[-2:]
    one = to_mermaid(bodies, edges, ("b",))
    assert ("  class n2 way" in one, "linkStyle" in one) == (True, False)


def test_relation_that_was_renewed_is_one_arrow(make: Any) -> None:
    """Dates are not drawn."""
    bodies = [make.body(key, "station", "330101") for key in "ab"]
    edges = [make.edge("a", "guides", "b"), make.edge("a", "guides", "b")]

    assert 1 == to_mermaid(bodies, edges).count("-->")


@pytest.mark.parametrize(
    "name",
    [
        'a"] --> b[x',
        "`md`",
        "%%{init: {}}%%",
        "<b>x</b>",
        "end; class n1 way",
        "a\nb",
        "1. x",
        "- x",
        "#quot;",
        "&lt;",
        "\\",
        "{x}|y|",
    ],
)
def test_names_are_text_and_no_markup(make: Any, name: str) -> None:
    """Every sign that might mean something is written by its number."""
    bodies = [make.body("a", "nmpa", "330000", name=name)]

    text = to_mermaid(bodies, [], ("a",))

    (line,) = [line for line in text.splitlines() if line.startswith("  n1")]
    label = re.fullmatch(r'  n1\["((?:[\w ,/:]|#\d+;)*)"\]', line)
    assert label is not None
    assert name == re.sub(r"#(\d+);", lambda found: chr(int(found[1])), label[1])
    (spoken,) = [line for line in text.splitlines() if "accDescr" in line]
    assert not set('"`%<>;&\\{}|#') & set(spoken)
    assert 8 == len(text.splitlines())


def test_more_relations_than_mermaid_draws_are_folded(nation: Nation) -> None:
    """What is on the way keeps a node of its own."""
    few, many = nation(20, 4, 4), nation(31, 12, 3)
    way = ("n/p01/d01", "n/p01")

    text = to_mermaid(*many, way, "en")

    assert 421 == to_mermaid(*few).count('["')
    assert 500 >= text.count("-->")
    assert "×371 district market regulator" in text
    assert "share 2 boxes" in text
    assert 1 == text.count("class n")
    assert text == to_mermaid(many[0][::-1], many[1][::-1], way, "en")


def test_dense_relations_are_folded_further(make: Any) -> None:
    """Sixty nodes can still have too many arrows."""
    kinds = ("station", "nmpa", "samr", "customs")
    keys = [f"b{number:02}" for number in range(40)]
    bodies = [
        make.body(key, kinds[number % 4], "330101") for number, key in enumerate(keys)
    ]
    edges = [make.edge(a, "guides", b) for a in keys for b in keys if a < b]

    text = to_mermaid(bodies, edges)

    assert 780 == len(edges)
    assert 500 >= text.count("-->")


def test_dense_way_is_never_folded(make: Any) -> None:
    """Then the flowchart is larger than Mermaid draws, and still whole."""
    keys = [f"b{number:02}" for number in range(40)]
    bodies = [make.body(key, "station", "330101") for key in keys]
    edges = [make.edge(a, "guides", b) for a in keys for b in keys if a < b]

    text = to_mermaid(bodies, edges, keys)

    assert 780 == text.count("-->")
