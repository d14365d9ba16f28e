"""A fact is asked for if the answer hangs on it, and only then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regservice.core.routing import gather as gathering
from regservice.core.routing import path
from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.complete import Completed, complete
from regservice.core.routing.gather import gather
from regservice.core.routing.path import pass_on
from regservice.core.routing.precedence import standing
from regservice.model.decision import Question
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
FIELDS: Final = (
    MAKE.field("shape", {value: [] for value in DOMAINS["shape"]}),
    MAKE.field("grade_of_risk", {"high": [], "low": []}),
    MAKE.field("staff", {}, lowest=0, highest=6),
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
    return Book.of(MAKE.tables(rules=tuple(rules), fields=FIELDS))


def _rule(
    number: int, when: Any, holder: str, specificity: int, beats: set[int]
) -> Rule:
    others = sorted(f"r{other}" for other in beats if other != number)
    more = {"specificity": specificity, "exception_to": tuple(others)}
    return MAKE.rule(f"r{number}", "lead", holder, when=when, **more)


HOPS: Final = (
    ("station", "manages", "district_amr"),
    ("station", "cooperates", "provincial_mpa"),
    ("district_amr", "guides", "provincial_mpa"),
    ("district_amr", "guides", "city_amr"),
    ("city_amr", "guides", "provincial_mpa"),
)
EDGES: Final = (
    ("p/mpa", "cooperates", "p/d/station"),
    ("p/c/amr", "guides", "p/d/amr"),
    ("p/mpa", "guides", "p/c/amr"),
)
"""Beside those of the small world."""


@st.composite
def ways(draw: st.DrawFn) -> Book:
    """Up to six rows of the way, gateways and bypasses among them."""
    whens = st.tuples(WHEN, st.booleans(), st.booleans())
    rows = draw(st.lists(st.tuples(st.sampled_from(HOPS), whens), max_size=5))
    hops = [
        MAKE.hop(f"h{n}", *hop, when=when, hands_over=hands, only=only)
        for n, (hop, (when, hands, only)) in enumerate(rows)
    ]
    skips = draw(st.lists(st.tuples(WHEN, st.integers(0, 1)), max_size=2))
    passes = [
        MAKE.bypass(f"b{n}", "district_amr", when=when, specificity=specificity)
        for n, (when, specificity) in enumerate(skips)
    ]
    relations = (
        *MAKE.tables().relations,
        *(MAKE.edge(*edge) for edge in EDGES),
    )
    return Book.of(
        MAKE.tables(
            fields=FIELDS,
            relations=relations,
            path_rules=tuple(hops),
            bypasses=tuple(passes),
        )
    )


Answer = tuple[object, Question | None]
"""What comes of a request as far as it is known, and what is asked for."""


def body(book: Book, attributes: dict[str, str]) -> Answer:
    """Who leads, or why nobody does."""
    found = gather(book, Role.LEAD, _completed(book, attributes), AsOf(DAY))
    return found.authority or found.cause, found.ask


def way(book: Book, attributes: dict[str, str]) -> Answer:
    """The way to the province; a question hides what is known of it."""
    completed = _completed(book, attributes)
    found = pass_on(book, completed, AsOf(DAY), "p/d/station", "p/mpa")
    return found.path, found.ask


def _completed(book: Book, attributes: dict[str, str]) -> Completed:
    asked = ServiceRequest(
        place="330102", item="renewal", product="drug", attributes=attributes
    )
    return complete(book, asked, AsOf(DAY))


def _completions(stated: dict[str, str]) -> Iterator[dict[str, str]]:
    values = [(stated[n],) if n in stated else DOMAINS[n] for n in DOMAINS]
    for chosen in product(*values):
        yield dict(zip(DOMAINS, chosen, strict=True))


def check(
    ask: Callable[[Book, dict[str, str]], Answer], book: Book, stated: dict[str, str]
) -> None:
    """Compare the question with all the ways to answer it."""
    known, question = ask(book, stated)
    answers = {
        frozenset(attributes.items()): ask(book, attributes)[0]
        for attributes in _completions(stated)
    }

    if question is None:
        assert {known} == {*answers.values()}
        return
    several = len({*answers.values()}) > 1
    assert several or ask is way or {known} != {*answers.values()}
    if several:
        name, seen = question.dimension, dict[object, object]()
        assert any(
            seen.setdefault(frozenset(p for p in facts if p[0] != name), one) != one
            for facts, one in answers.items()
        )


@given(book=books(), stated=STATED)
def test_what_is_asked_for_decides_who_leads(
    book: Book, stated: dict[str, str]
) -> None:
    """By all values of all facts that are not stated."""
    check(body, book, stated)


@given(book=ways(), stated=STATED)
def test_what_is_asked_for_decides_the_way(book: Book, stated: dict[str, str]) -> None:
    """One row of the way may change nothing, and two of them much."""
    check(way, book, stated)


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
    check(body, book, {})

    monkeypatch.setattr(gathering, "hanging", naive)
    with pytest.raises(AssertionError):
        check(body, book, {})


def test_trying_rows_one_by_one_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows open a way together."""

    def naive(pending: Any, outcome: Any, _: object) -> Any:
        more = [tests for row, tests in pending if outcome([row]) != outcome([])]
        return [test for tests in more for test in tests]

    low = MAKE.when(grade_of_risk="low")
    hops = (
        MAKE.hop("a", "station", "manages", "district_amr", when=low),
        MAKE.hop("b", "district_amr", "guides", "provincial_mpa", when=low),
    )
    book = Book.of(MAKE.tables(fields=FIELDS, path_rules=hops))
    check(way, book, {})

    monkeypatch.setattr(path, "turning", naive)
    with pytest.raises(AssertionError):
        check(way, book, {})
