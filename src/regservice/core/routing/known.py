"""Which documents were left out because they had not been issued by then?"""

from __future__ import annotations

import datetime as dt

import attrs

from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.complete import complete
from regservice.model.catalogue import Programme
from regservice.model.limit import TimeLimit
from regservice.model.request import ServiceRequest
from regservice.model.rule import Bypass, PathRule, Rule


def left_out(book: Book, request: ServiceRequest, as_of: AsOf) -> tuple[str, ...]:
    """
    Name the documents that could have had a say, had they been known.

    Args:
        book: The rows.
        request: With codes for names.
        as_of: The day, and what was known.

    Returns:
        Codes, the oldest first: of each a row is in force on the day, and no fact of
        the request stands against it. Empty if nothing was asked to be left out.
    """
    if as_of.known is None:
        return ()
    whole = book.view(attrs.evolve(as_of, known=None))
    facts = complete(book, request, whole.as_of).facts
    rows: tuple[Rule | PathRule | Bypass | TimeLimit | Programme, ...] = (
        *(row for rows in whole.rules.values() for row in rows),
        *whole.path_rules,
        *whole.bypasses,
        *whole.limits,
        *whole.programmes,
    )
    sources = (row.source for row in rows if not row.when.failed(facts))
    found = {
        source.document: book.documents[source.document].known_since or dt.date.min
        for source in sources
        if source.document is not None and not as_of.was_known(book, source)
    }
    return tuple(sorted(found, key=lambda code: (found[code], code)))
