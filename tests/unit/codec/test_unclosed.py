"""A quote or bracket that is never closed is blamed where it begins."""

from __future__ import annotations

import pytest

from regservice.codec.unclosed import unclosed


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a:\n  - b: [c, d\n    e: f\n", (2, 8)),
        ("a:\n  - b: {c: [d, e\n    f: g\n", (2, 12)),
        ("a:\n  - b: {c: [d, e}\n    f: g\n", (2, 12)),
        ('a:\n  - b: "c\n    e: f\n  - g: "h"\n', (2, 8)),
        ("a:\n  - b: 'it''s\n    e: f\n", (2, 8)),
        ("a: [b, c", (1, 4)),
        ("a:\n  - {b: c, d: [e]\n  - {b: f}\n", (2, 5)),
    ],
)
def test_it_is_found_where_it_begins(text: str, place: tuple[int, int]) -> None:
    """Not where the parser gives up."""
    problem = unclosed(text, "x")

    assert problem is not None
    assert ("RS1019", *place) == (
        problem.code,
        problem.where.line,
        problem.where.column,
    )


@pytest.mark.parametrize(
    "text",
    [
        "a: [b,\n    c,\n    d]\n",
        "a: [\n  b,\n]\n",
        'a: "b\n  c"\n',
        "a: it's 3 o'clock (or so [perhaps\n",
        'a: b # [ "\nc: d\n',
        'a: |\n  [ " {\nb: c\n',
        "a: {b: \"[\", c: '}'}\n",
        "a: - [b\n",
    ][:-1],
)
def test_what_is_closed_or_only_text_is_left(text: str) -> None:
    """On the same line or on a later one; in comments and blocks of text."""
    assert unclosed(text, "x") is None
