"""Since when, and where, an item is offered by a row of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from regservice.core.routing.book import AsOf, Book
from regservice.model.catalogue import Offer
from regservice.model.decision import Decision
from regservice.model.legal import Validity
from regservice.model.vocab import Cause, Modality

DAY = dt.date(2026, 3, 2)
EVE = DAY - dt.timedelta(days=1)
Ask = Callable[..., Decision]


def _book(make: Any, *offers: Validity, item: Validity | None = None) -> Book:
    """An item that nowhere is offered by itself, and offers of it in one province."""
    rows = [
        Offer(
            id=f"zj/offer-{number}",
            item="zj:pilot",
            places=("330000",),
            modality=Modality.ENCOURAGED,
            source=make.source(),
            validity=validity,
        )
        for number, validity in enumerate(offers)
    ]
    pilot = make.item("zj:pilot", enabled=(), validity=item or Validity())
    return make.world(more={"items": (pilot,), "offers": rows})


@pytest.mark.parametrize(
    ("offers", "day", "cause"),
    [
        ([], DAY, Cause.OUT_OF_SCOPE),
        ([Validity(DAY)], DAY, None),
        ([Validity(DAY)], EVE, Cause.OUT_OF_SCOPE),
        ([Validity(None, DAY)], EVE, None),
        ([Validity(None, DAY)], DAY, Cause.OUT_OF_SCOPE),
        ([Validity(None, EVE), Validity(DAY)], DAY, None),
        ([Validity(None, EVE), Validity(DAY)], EVE, Cause.OUT_OF_SCOPE),
    ],
)
def test_item_is_offered_from_the_day_of_an_offer_on(
    ask: Ask, make: Any, offers: list[Validity], day: dt.date, cause: Cause | None
) -> None:
    """Not the day before, and not after it is withdrawn."""
    found = ask(_book(make, *offers), item="zj:pilot", day=day)

    assert cause is found.cause


def test_offer_counts_at_its_places_only(ask: Ask, make: Any) -> None:
    """Elsewhere the item is as out of scope as before."""
    book = _book(make, Validity())

    assert ask(book, item="zj:pilot", place="330102").cause is None
    outside = ask(book, item="zj:pilot", place="340000")
    assert Cause.OUT_OF_SCOPE is outside.cause


def test_offer_of_an_item_that_is_not_in_force_counts_for_nothing(
    ask: Ask, make: Any
) -> None:
    """The item itself says when it may be offered at all."""
    book = _book(make, Validity(), item=Validity(DAY))

    assert Cause.OUT_OF_SCOPE is ask(book, item="zj:pilot", day=EVE).cause
    assert ask(book, item="zj:pilot", day=DAY).cause is None


def test_offers_add_to_where_the_item_itself_is_enabled(make: Any) -> None:
    """The view has each item once, with all its places; the row stays as it was."""
    offer = Offer(
        id="ah/offer",
        item="zj:pilot",
        places=("340000",),
        modality=Modality.MAY,
        source=make.source(),
    )
    pilot = make.item("zj:pilot", enabled=("330000",))
    book = make.world(more={"items": (pilot,), "offers": (offer,)})

    (found,) = (i for i in book.view(AsOf(DAY)).items if i.code == "zj:pilot")

    assert ("330000", "340000") == found.enabled
    assert ("330000",) == book.items["zj:pilot"].enabled


def test_offer_of_an_item_that_nobody_brings_is_no_fault(make: Any) -> None:
    """A region may be ready before the package of the item is installed."""
    offer = Offer(
        id="zj/offer",
        item="ip",
        places=("330000",),
        modality=Modality.MAY,
        source=make.source(),
    )
    book = make.world(more={"offers": (offer,)})

    assert "ip" not in {item.code for item in book.view(AsOf(DAY)).items}


def test_days_of_offers_part_periods(make: Any) -> None:
    """Or a view of the day before would be taken for that of the day."""
    assert DAY in _book(make, Validity(DAY)).days
