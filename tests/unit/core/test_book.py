"""Rows by key, and the two time axes on which they are read."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

from regservice.core.routing.book import AsOf
from regservice.model.legal import Validity

DAY = dt.date(2026, 3, 2)
BEFORE = dt.date(2026, 3, 1)


def test_book_finds_every_row_by_its_key(make: Any) -> None:
    """The index holds the rows themselves."""
    book = make.world(
        matters=(make.matter("m", make.limb(says="x")),),
        programmes=(make.programme("sh:key", "330000"),),
    )

    assert book.tables.documents[0] is book.documents["LAW"]
    assert book.tables.matters[0] is book.matters["m"]
    assert book.tables.programmes[0] is book.programmes["sh:key"]
    assert {"product", "difficulty", "grade_of_risk"} == set(book.fields)
    assert {"renewal", "training_exchange"} == set(book.items)


def test_book_compiles_each_calendar_from_its_own_notices(make: Any) -> None:
    """A notice of another calendar does not count."""
    other = attrs.evolve(make.notice(2026), calendar="xj", year=2030)
    book = make.world(
        calendar_patterns=(make.pattern(), make.pattern(code="xj")),
        calendar_notices=(make.notice(2026), other),
    )

    assert {"cn": 2026, "xj": 2030} == {
        k: c.last.year for k, c in book.calendars.items()
    }


@pytest.mark.parametrize(
    ("known", "document", "expected"),
    [
        (None, {"issued": DAY}, True),
        (DAY, {"issued": DAY}, True),
        (BEFORE, {"issued": DAY}, False),
        (BEFORE, {"effective": DAY}, False),
        (DAY, {"effective": DAY}, True),
        (BEFORE, {"issued": BEFORE, "effective": DAY}, True),
        (BEFORE, {}, True),
    ],
)
def test_row_counts_once_its_document_was_known(
    make: Any, known: dt.date | None, document: dict[str, Any], *, expected: bool
) -> None:
    """Known means issued; of a document without that day, effective."""
    book = make.world(documents=(make.document("LAW", **document),))
    row = make.rule("a", "lead", "station", source=make.clause("LAW"))

    assert expected is bool(AsOf(DAY, known).in_force(book, [row]))


def test_row_without_a_document_was_always_known(make: Any) -> None:
    """What leans on no document cannot have come later."""
    row = make.rule("a", "lead", "station")

    assert [row] == AsOf(DAY, dt.date(1900, 1, 1)).in_force(make.world(), [row])


def test_row_counts_only_while_it_is_in_force(make: Any) -> None:
    """The day whose law applies is the other axis."""
    row = make.rule("a", "lead", "station", validity=Validity(DAY))
    book = make.world()

    assert [row] == AsOf(DAY).in_force(book, [row])
    assert [] == AsOf(BEFORE).in_force(book, [row])
