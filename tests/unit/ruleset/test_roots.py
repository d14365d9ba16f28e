"""The link that adds a second root is found, whatever the days."""

from __future__ import annotations

import pytest

from regservice.ruleset import roots
from regservice.ruleset.circles import EVER, Link
from regservice.ruleset.roots import Roots, find_roots


def _roots(*ways: str) -> Roots:
    """Look at links such as ``ab`` or ``ab@1-5``; earlier ones come first."""
    links = []
    for number, way in enumerate(ways):
        names, _, days = way.partition("@")
        first, last = map(int, days.split("-")) if days else EVER
        links.append(Link(names[0], names[1], first, last, number))
    return find_roots(links[::-1], lambda link: link.row)


def _second(*ways: str) -> list[tuple[str, str, str]]:
    return [(ways[link.row], one, other) for link, one, other in _roots(*ways).second]


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        ((), []),
        (("ab", "bc"), []),
        (("ac", "bc"), [("bc", "a", "b")]),
        (("ac", "bc", "cd", "de"), [("bc", "a", "b")]),
        (("ab", "ac", "bd", "cd"), []),
        (("ac", "bc", "dc"), [("bc", "a", "b"), ("dc", "a", "d")]),
        (("ac", "bc", "ad", "bd"), [("bd", "a", "b"), ("bc", "a", "b")]),
        (("ac", "bc", "cd", "bd"), [("bd", "a", "b"), ("bc", "a", "b")]),
    ],
)
def test_link_to_another_root_is_found(
    ways: tuple[str, ...], expected: list[tuple[str, str, str]]
) -> None:
    """Once, and not again for what stands below."""
    assert sorted(expected) == sorted(_second(*ways))


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        (("ac@1-5", "bc@5-9"), []),
        (("ac@1-6", "bc@5-9"), [("bc@5-9", "a", "b")]),
        (("ac@1-3", "ac@3-9", "bc@8-9"), [("bc@8-9", "a", "b")]),
        (("ra", "rb", "ac@1-5", "bc@5-9", "cd@1-9", "rd@1-9"), []),
        (("xa", "xb@5-9", "ac@5-9", "bc@1-9"), []),
        (("xa@1-5", "yb@5-9", "ac", "bc"), [("bc", "a", "b")]),
        (("xa@1-5", "ya@5-9", "ac@1-9", "yc@5-9"), []),
        (("xa@1-5", "ya@5-9", "ac@1-9", "yc@4-9"), [("yc@4-9", "x", "y")]),
        (("ra@1-9", "rb@2-3", "rb@4-6", "ac@2-3", "bc@2-3", "ac@4-6"), []),
        (("ac@3-5", "bc@1-9", "bc@3-4"), [("bc@1-9", "a", "b"), ("bc@3-4", "a", "b")]),
        (("ac@3-5", "ac@1-9", "bc@8-9"), [("bc@8-9", "a", "b")]),
    ],
)
def test_roots_are_compared_day_by_day(
    ways: tuple[str, ...], expected: list[tuple[str, str, str]]
) -> None:
    """Superiors of different times never meet."""
    assert sorted(expected) == sorted(_second(*ways))


@pytest.mark.parametrize("budget", range(12))
def test_climb_that_takes_too_long_is_left_open(
    budget: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never taken for sound."""
    monkeypatch.setattr(roots, "_BUDGET", budget)

    found = _roots("ra", "rb", "ac", "bc", "xc")

    assert found.undecided is not None or 1 == len(found.second)
    assert 0 < budget or found.undecided is not None
