"""Facts that count: stated, presumed, asked for, and relied on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regservice.core.routing.book import Book
from regservice.model.condition import Test
from regservice.model.decision import Decision, Question
from regservice.model.vocab import Cause, Status

Ask = Callable[..., Decision]


@pytest.fixture
def by_staff(make: Any) -> Callable[..., Book]:
    """Small firms are answered at the station, larger ones by the province."""

    def run(**field: Any) -> Book:
        staff = make.field("staff", {}, **{"lowest": 0, "highest": 5000, **field})
        rules = (
            make.rule("r", "receive", "station"),
            make.rule("few", "lead", "station", when=make.when(staff="..49")),
            make.rule(
                "many", "lead", "p/mpa", when=make.when(staff=("50..299", "301.."))
            ),
        )
        book: Book = make.world(rules=rules, more={"fields": (staff,)})
        return book

    return run


@pytest.mark.parametrize(
    ("staff", "lead"),
    [
        ("0", "p/d/station"),
        ("49", "p/d/station"),
        ("50", "p/mpa"),
        ("299", "p/mpa"),
        ("301", "p/mpa"),
        ("5000", "p/mpa"),
    ],
)
def test_number_is_routed_by_the_interval_that_contains_it(
    ask: Ask, by_staff: Any, staff: str, lead: str
) -> None:
    """Both ends belong to the interval."""
    assert lead == ask(by_staff(), attributes={"staff": staff}).lead


def test_number_between_two_intervals_is_a_gap(ask: Ask, by_staff: Any) -> None:
    """No interval is stretched to take it."""
    found = ask(by_staff(), attributes={"staff": "300"})

    assert (Status.FALLBACK, Cause.GAP) == (found.status, found.cause)


def test_number_that_nobody_stated_is_asked_for_with_the_intervals(
    ask: Ask, by_staff: Any
) -> None:
    """The intervals are what would settle it."""
    expected = Question(dimension="staff", candidates=("..49", "301..", "50..299"))

    assert expected == ask(by_staff()).ask


def test_number_that_is_presumed_routes_and_is_said_to_be_presumed(
    ask: Ask, by_staff: Any
) -> None:
    """A stated number takes its place."""
    book = by_staff(presumed="10")

    presumed, stated = ask(book), ask(book, attributes={"staff": "50"})

    assert ("p/d/station", "p/mpa") == (presumed.lead, stated.lead)
    assert "stated" == stated.findings["staff"].basis


def test_number_is_not_read_from_the_text(ask: Ask, by_staff: Any) -> None:
    """A number in a question may count anything."""
    found = ask(by_staff(), text="我们有 50 人")

    assert "staff" == found.ask.dimension  # type: ignore[union-attr]


def test_number_itself_is_relied_on(ask: Ask, by_staff: Any) -> None:
    """Not the interval that it fell into."""
    assert "20" == ask(by_staff(), attributes={"staff": "20"}).relied["staff"]


def test_interval_that_the_number_missed_is_why_a_body_was_rejected(
    ask: Ask, by_staff: Any
) -> None:
    """With the number that holds instead."""
    (found,) = ask(by_staff(), attributes={"staff": "50"}).rejected

    assert ("p/d/station", Test("staff", ("..49",)), ("50",)) == (
        found.authority,
        found.failed,
        found.actual,
    )


def test_way_may_hang_on_a_number(ask: Ask, make: Any) -> None:
    """A bypass for small firms alone."""
    staff = make.field("staff", {}, lowest=0, highest=5000)
    row = make.bypass("b", "district_amr", when=make.when(staff="..9"))
    book = make.world(bypasses=(row,), more={"fields": (staff,)})

    assert [2, 3] == [
        len(ask(book, attributes={"staff": number}).path) for number in ("9", "10")
    ]
