"""Circles are found on the days on which they hold, and the right link is blamed."""

from __future__ import annotations

from itertools import pairwise

import pytest

from regservice.ruleset import circles
from regservice.ruleset.circles import EVER, Link, find_circles, may_turn


def _links(*ways: str) -> list[Link]:
    """Make the links of ways such as ``abc``; ``ab@1-3`` gives them days."""
    made = []
    for way in ways:
        names, _, days = way.partition("@")
        first, last = map(int, days.split("-")) if days else EVER
        made += [Link(a, b, first, last, way) for a, b in pairwise(names)]
    return made


def _found(links: list[Link], **ranks: int) -> list[str]:
    found = find_circles(links, lambda key: ranks.get(key, 0)).found
    return ["".join(circle.trail) for circle in found]


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        ((), []),
        (("abc", "ac"), []),
        (("aa",), ["aa"]),
        (("aba", "cdc"), ["aba", "cdc"]),
        (("abca", "bd", "xa"), ["abca"]),
        (("abaca",), ["aba", "aca"]),
        (("ab", "ab", "ba"), ["aba"]),
        (("ab", "ba", "ba"), ["aba", "aba"]),
        (("abcdb", "cb"), ["bcb", "bcdb"]),
    ],
)
def test_each_circle_is_found_once(ways: tuple[str, ...], expected: list[str]) -> None:
    """Also those that share members; what hangs on a circle is not part of it."""
    links = _links(*ways)

    assert expected == sorted(_found(links))
    assert bool(expected) is may_turn((link.upper, link.lower) for link in links)


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        (("ab@1-5", "ba@5-9"), []),
        (("ab@1-6", "ba@5-9"), ["aba"]),
        (("ab@1-5", "ba@5-9", "bca@7-8"), []),
        (("ab@1-5", "ba@5-9", "bca@4-8"), ["abca"]),
        (("ab@1-3", "ba@2-9", "ab@3-6", "bca@6-9"), ["aba"]),
        (("ab@1-3", "ba@2-3", "ab@3-9", "ba@5-6"), ["aba", "aba"]),
    ],
)
def test_circle_holds_on_one_day(ways: tuple[str, ...], expected: list[str]) -> None:
    """All of its links do, on a day that is the first of one of them."""
    assert expected == _found(_links(*ways))


def test_circle_is_seen_from_where_it_is_entered() -> None:
    """What leads back there is at fault."""
    entered = _links("xb", "bc", "ca", "ab")

    (circle,) = find_circles(entered).found

    assert "ab" == circle.link.row


def test_link_that_turns_the_ranks_round_most_is_blamed() -> None:
    """Wherever the walk began."""
    links = _links("ab", "bc", "cd", "da")

    def blamed(**ranks: int) -> str:
        (circle,) = find_circles(links, lambda key: ranks[key]).found
        return str(circle.link.row)

    assert "da" == blamed(a=0, b=1, c=2, d=3)
    assert "bc" == blamed(a=1, b=3, c=0, d=0)
    assert "da" == blamed(a=1, b=1, c=1, d=1)


def test_one_link_at_fault_is_reported_once() -> None:
    """Two circles run through it; without it there is none."""
    links = _links("abc", "cdb", "ceb")

    assert ["bcdb"] == _found(links, a=0, b=3, c=0, d=1, e=1)


@pytest.mark.parametrize("passes", [1, 2, 8])
def test_last_pass_leaves_no_circle(
    passes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many there are, what remains can be climbed."""
    names = "abcdefgh"
    links = [Link(a, b, *EVER, None) for a in names for b in names if a != b]
    monkeypatch.setattr(circles, "_PASSES", passes)

    found = find_circles(links, names[::-1].index).found

    bad = {id(circle.link) for circle in found}
    rest = [link for link in links if id(link) not in bad]
    assert not may_turn((link.upper, link.lower) for link in rest)


def test_long_circle_is_named_by_both_ends() -> None:
    """A message is read by people."""
    names = [f"n{number:03}" for number in range(100)]
    links = [Link(a, b, *EVER, b) for a, b in pairwise([*names, names[0]])]

    (circle,) = find_circles(links).found

    assert (*names[:4], "...92...", *names[-4:], names[0]) == circle.trail
    assert "n000" == circle.link.row


def test_tangle_with_too_many_days_is_left_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Those that fit are still looked at."""
    monkeypatch.setattr(circles, "_BUDGET", 9)
    links = _links("ab@1-2", "bc@2-3", "cd@3-4", "da@4-5", "xyx")

    result = find_circles(links)

    assert ["ab@1-2"] == [link.row for link in result.undecided]
    assert [("x", "y", "x")] == [circle.trail for circle in result.found]
