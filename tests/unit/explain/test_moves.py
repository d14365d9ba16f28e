"""What moved, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from regservice.core.routing.book import Book
from regservice.explain.moves import diff_lines, side_words
from regservice.model.vocab import LegalEffect
from regservice.ruleset.diff import Diff, diff

DAY = dt.date(2026, 3, 2)
PLACES = ("330000", "330100", "330102")
Lines = Callable[..., str]


def _found(left: Book, right: Book) -> Diff:
    return diff(left, right, [(DAY, DAY)], PLACES)


def _lines(left: Book, right: Book, lang: str = "zh") -> str:
    return "\n".join(diff_lines(_found(left, right), lang))


def _leads(make: Any, one: str, two: str, **kw: Any) -> Book:
    """Two bureaus of the district, each with an item of its own."""
    rules = (
        make.rule("receive", "receive", "station"),
        make.rule("r", "lead", one, when=make.when(item="renewal")),
        make.rule("t", "lead", two, when=make.when(item="training_exchange")),
    )
    more = {
        "authorities": (make.body("p/d/two", "district_amr", "330102", **kw),),
        "relations": (make.edge("p/d/two", "manages", "p/d/station"),),
    }
    return make.world(rules=rules, more=more)


def test_bodies_that_change_places_are_named(make: Any) -> None:
    """Not counted: two of a kind for two of it says nothing."""
    left, right = (
        _leads(make, *two) for two in (("p/d/amr", "p/d/two"), ("p/d/two", "p/d/amr"))
    )

    text = _lines(left, right)

    assert "主办:p/d/amr → p/d/two" in text
    assert "主办:p/d/two → p/d/amr" in text
    assert "2 个" not in text


def test_bodies_of_one_name_are_told_by_their_ids(make: Any) -> None:
    left, right = (
        _leads(make, one, "p/d/amr", name="p/d/amr") for one in ("p/d/amr", "p/d/two")
    )

    assert "主办:p/d/amr(p/d/amr) → p/d/amr(p/d/two)" in _lines(left, right)


def test_several_bodies_beside_the_lead_are_named_where_counts_agree(
    make: Any,
) -> None:
    """They are three, of one kind, and one of them is another."""
    bodies = [make.body(f"p/{n}", "district_amr", "330102") for n in range(4)]
    left, right = (
        make.world(
            more={
                "authorities": bodies,
                "rules": [make.rule(f"c{n}", "co", f"p/{n}") for n in chosen],
            }
        )
        for chosen in ((0, 1), (0, 2))
    )

    assert "协办:p/0、p/1 → p/0、p/2" in _lines(left, right)
    assert "co-handlers: p/0, p/1 -> p/0, p/2" in _lines(left, right, "en")


def test_limit_that_is_not_timed_moves_in_its_effect(make: Any) -> None:
    """The effect is told where nothing else differs."""
    limits = [
        make.limit("untimed", None, legal_effect=effect)
        for effect in (LegalEffect.INTERNAL, LegalEffect.STATUTORY)
    ]
    found = _found(*(make.world(limits=(limit,)) for limit in limits))

    (move,) = found.moves
    before, after = side_words(found, move, "en")
    assert before != after
    assert before.startswith("reply: not timed (")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_basis_is_told_with_the_aspects_that_rest_on_it(make: Any, lang: str) -> None:
    rules = make.tables().rules
    law = make.rule("receive", "receive", "station", source=make.clause())
    basic = make.rule(
        "basic",
        "lead",
        "station",
        when=make.when(difficulty="basic"),
        source=make.clause(),
    )

    text = _lines(make.world(), make.world(rules=(law, basic, *rules[2:])), lang)

    both = {"zh": "首接、承办、主办", "en": "first contact, handler, lead"}[lang]
    one = {"zh": "\n  首接:p/d/station", "en": "\n  first contact: p/d/station"}[lang]
    assert both in text
    assert one in text


def test_what_is_gone_is_told_by_name(make: Any) -> None:
    """A place, an item, a value of a field, a field and a programme."""
    field = make.field("kind", {"a": [], "b": []})
    other = make.field("sort", {"x": [], "y": []})
    rules = (
        make.rule("c1", "co", "p/c/amr", when=make.when(kind="b", place="330109")),
        make.rule("c2", "co", "p/c/amr", when=make.when(sort="x", programme="t:p")),
    )
    base = make.tables()
    left = make.world(
        more={
            "places": (make.place("330109", "330100"),),
            "items": (make.item("post_market", name="item that is gone"),),
            "fields": (field, other),
            "programmes": (make.programme("t:p", "330000", name="list"),),
            "rules": rules,
        },
        authorities=[
            make.body("p/d/station", "station", "330100")
            if body.id == "p/d/station"
            else body
            for body in base.authorities
        ],
    )
    right = make.world(
        more={"fields": (make.field("kind", {"a": []}),)},
        authorities=left.tables.authorities,
    )
    found = diff(left, right, [(DAY, DAY)], (*PLACES, "330109"))

    text = "\n".join(diff_lines(found, "zh"))

    boxes = [line for line in text.splitlines() if line.startswith("    -")]
    told = "\n".join(boxes)
    for name in (":P330109", "item that is gone", "kind:B", "sort:X", "list"):
        assert name in told, name
    for code in ("post_market", "t:p"):
        assert code not in told
    assert ":330109" not in told
