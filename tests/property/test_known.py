"""Of the documents that were not known, those that are not named make no difference."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.known import left_out
from regservice.core.routing.route import route
from regservice.model.catalogue import Offer
from regservice.model.decision import Decision
from regservice.model.legal import Document
from regservice.model.vocab import Modality
from tests.property.nation import clause
from tests.property.worlds import NOON, World, requests, worlds

KNOWN = dt.date(2022, 1, 1)
LATER = dt.date(2022, 7, 1)
TABLES = (
    *("relations", "rules", "path_rules", "bypasses", "limits", "programmes"),
    *("items", "calendar_notices"),
)


@st.composite
def _published(draw: Any, world: World) -> Book:
    """The rows of a world, some of them by a document of their own that came later."""
    tables = world.book.tables
    documents: list[Document] = []
    changed: dict[str, Any] = {}

    def source() -> Any:
        code = f"LATE-{len(documents)}"
        documents.append(attrs.evolve(tables.documents[0], code=code, issued=LATER))
        return clause(code)

    # A region may offer what the nation does, by a document of its own.
    offers = tuple(
        Offer(id=f"o/{n}", item=item.code, places=(place,), modality=Modality.MAY,
              source=tables.items[0].source)
        for n, (item, place) in enumerate(
            (item, place) for item in tables.items for place in world.places[:2]
        )
    )  # fmt: skip
    tables = attrs.evolve(
        tables,
        offers=offers,
        items=tuple(attrs.evolve(row, enabled=()) for row in tables.items),
    )
    for name in (*TABLES, "offers"):
        changed[name] = tuple(
            attrs.evolve(row, source=source()) if draw(st.integers(0, 4)) == 0 else row
            for row in getattr(tables, name)
        )
    changed["documents"] = (*tables.documents, *documents)
    return Book.of(attrs.evolve(tables, **changed))


def _told(found: Decision) -> dict[str, Any]:
    """The answer, without what might have been: that names rules that did not hold."""
    shape = {part.name: getattr(found, part.name) for part in attrs.fields(Decision)}
    return {k: v for k, v in shape.items() if k not in {"rejected", "relied"}}


@settings(max_examples=60)
@given(data=st.data())
def test_documents_that_are_not_named_make_no_difference(data: st.DataObject) -> None:
    """Had those alone been known that are named, the answer were that of today."""
    world = data.draw(worlds())
    book = data.draw(_published(world))
    day = data.draw(st.sampled_from(world.days))
    since = dt.datetime.combine(day, NOON)

    for _ in range(5):
        asked = data.draw(requests(world, complete=data.draw(st.booleans())))
        bodies = [body.id for body in book.hierarchy.on(day)]
        received = data.draw(st.none() | st.sampled_from(bodies))
        asked = attrs.evolve(asked, received_by=received)
        named = left_out(book, asked, AsOf(day, KNOWN), since)
        documents = tuple(
            attrs.evolve(row, issued=KNOWN) if row.code in named else row
            for row in book.tables.documents
        )
        earlier = Book.of(attrs.evolve(book.tables, documents=documents))

        then = route(earlier, asked, AsOf(day, KNOWN), since)

        assert _told(route(book, asked, AsOf(day), since)) == _told(then)
        assert () == left_out(earlier, asked, AsOf(day, KNOWN), since)
