"""A fact is asked for if the answer hangs on it, and only then."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regservice.core.routing import gather as module
from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.complete import complete
from regservice.core.routing.gather import Gathered, gather
from regservice.core.routing.precedence import standing
from regservice.model.request import ServiceRequest
from regservice.model.rule import Rule
from regservice.model.vocab import Role
from tests.unit.conftest import DAY, Make

MAKE: Final = Make()
DOMAINS: Final = {
    "shape": ("flat", "long", "round"),
    "grade_of_risk": ("high", "low"),
    "staff": tuple(map(str, range(7))),
}
ADMITTED: Final = {
    "shape": st.sets(st.sampled_from(DOMAINS["shape"]), min_size=1, max_size=2),
    "grade_of_risk": st.sampled_from([{"high"}, {"low"}]),
    "staff": st.sampled_from([{"..2"}, {"2..4"}, {"5.."}, {"0", "3"}, {"1..9"}]),
}
WHEN: Final = st.fixed_dictionaries({}, optional=ADMITTED).map(
    lambda tests: MAKE.when(**tests)
)
HOLDERS: Final = ("p/mpa", "p/c/amr", "p/d/amr", "district_amr", "customs")
"""Bodies by id, one by function, and a function that nobody has."""

ROWS: Final = st.tuples(
    WHEN,
    st.sampled_from(HOLDERS),
    st.integers(0, 2),
    st.sets(st.integers(0, 5), max_size=2),
)
STATED: Final = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in DOMAINS.items()}
)


@st.composite
def books(draw: st.DrawFn) -> Book:
    """Up to six rules for the lead, some of them exceptions to others."""
    rows = draw(st.lists(ROWS, min_size=1, max_size=6))
    rules = [_rule(n, *row) for n, row in enumerate(rows)]
    fields = (
        MAKE.field("shape", {value: [] for value in DOMAINS["shape"]}),
        MAKE.field("grade_of_risk", {"high": [], "low": []}),
        MAKE.field("staff", {}, lowest=0, highest=6),
    )
    return Book.of(MAKE.tables(rules=tuple(rules), fields=fields))


def _rule(
    number: int, when: Any, holder: str, specificity: int, beats: set[int]
) -> Rule:
    others = sorted(f"r{other}" for other in beats if other != number)
    more = {"specificity": specificity, "exception_to": tuple(others)}
    return MAKE.rule(f"r{number}", "lead", holder, when=when, **more)


def _gathered(book: Book, attributes: dict[str, str]) -> Gathered:
    asked = ServiceRequest(
        place="330102", item="renewal", product="drug", attributes=attributes
    )
    as_of = AsOf(DAY)
    return gather(book, Role.LEAD, complete(book, asked, as_of), as_of)


def _completions(stated: dict[str, str]) -> Iterator[dict[str, str]]:
    values = [(stated[n],) if n in stated else DOMAINS[n] for n in DOMAINS]
    for chosen in product(*values):
        yield dict(zip(DOMAINS, chosen, strict=True))


def check(book: Book, stated: dict[str, str]) -> None:
    """Compare the question with all the ways to answer it."""
    found = _gathered(book, stated)
    answers = {}
    for attributes in _completions(stated):
        one = _gathered(book, attributes)
        answers[frozenset(attributes.items())] = one.authority or one.cause

    is_sure = {*answers.values()} == {found.authority or found.cause}
    assert (found.ask is None) is is_sure
    if found.ask is not None and len({*answers.values()}) > 1:
        name, seen = found.ask.dimension, dict[object, object]()
        assert any(
            seen.setdefault(frozenset(p for p in facts if p[0] != name), one) != one
            for facts, one in answers.items()
        )


@given(book=books(), stated=STATED)
def test_what_is_asked_for_decides(book: Book, stated: dict[str, str]) -> None:
    """By all values of all facts that are not stated."""
    check(book, stated)


def test_guess_by_the_body_alone_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule for the same body is not harmless: it may be what lets another win."""

    def naive(holding: Any, pending: Any, named: Any, _: object) -> Any:
        winners, _ = standing(holding)
        bodies = {body for row in winners for body in named[row.id].bodies}
        more = [p for p in pending if {*named[p[0].id].bodies} != bodies]
        return [test for _, tests in more for test in tests]

    rules = (
        MAKE.rule("a", "lead", "p/mpa", specificity=2),
        MAKE.rule("b", "lead", "p/c/amr"),
        MAKE.rule(
            *("x", "lead", "p/mpa"),
            when=MAKE.when(grade_of_risk="low"),
            exception_to=("a",),
        ),
    )
    book = Book.of(MAKE.tables(rules=rules))
    check(book, {})

    monkeypatch.setattr(module, "hanging", naive)
    with pytest.raises(AssertionError):
        check(book, {})
