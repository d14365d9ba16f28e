"""Random requests that any of the packages could be asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random
from typing import Any

import attrs

from regservice.core.routing.book import Book
from regservice.model.request import ServiceRequest
from regservice.model.vocab import Applicant, Channel, Difficulty, Product

_OPEN = dt.timedelta(hours=10)


@attrs.frozen
class Asker:
    """
    Draws requests from the rows of a book, the same ones for the same seed.

    Attributes:
        book: The rows that requests speak of.
        random: Where chance comes from.
        places: Codes of the places of those who ask.
        items: Codes of the items that are asked for.
        texts: Questions that are asked in words.
    """

    book: Book
    random: Random
    places: Sequence[str]
    items: Sequence[str]
    texts: Sequence[str]

    def request(self) -> ServiceRequest:
        """Draw a request: in words or by item, with some of the facts."""
        chance = self.random
        given: dict[str, Any] = {"place": chance.choice(self.places)}
        if chance.random() < 0.5:
            given["text"] = chance.choice(self.texts)
        else:
            given["item"] = chance.choice(self.items)
            given["product"] = str(chance.choice(list(Product)[:6]))
            given["difficulty"] = str(chance.choice(list(Difficulty)))
        if chance.random() < 0.3:
            given["site"] = chance.choice(self.places)
        if chance.random() < 0.3:
            given["applicant"] = str(chance.choice(list(Applicant)))
        if chance.random() < 0.2:
            given["channel"] = str(chance.choice(list(Channel)))
        if chance.random() < 0.2 and self.book.programmes:
            given["programmes"] = (chance.choice(sorted(self.book.programmes)),)
        fields = [f for f in self.book.tables.fields if f.values]
        picked = chance.sample(fields, chance.randint(0, 3))
        own = ("product", "difficulty")
        given["attributes"] = {
            field.code: chance.choice(field.values).code
            for field in picked
            if field.code not in own
        }
        return ServiceRequest(**given)

    def day(self) -> dt.date:
        """Draw a day: one on which something starts or ends, or about there."""
        day = self.random.choice(self.book.days)
        return day + dt.timedelta(days=self.random.choice((-1, 0, 1, 40)))


def received(day: dt.date) -> dt.datetime:
    """Ten o'clock on *day*."""
    return dt.datetime.combine(day, dt.time()) + _OPEN
