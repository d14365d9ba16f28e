"""Which documents were left out because they had not been issued by then?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs

from regservice.core.routing.book import AsOf, Book, View
from regservice.core.routing.competence import find_competence
from regservice.core.routing.complete import Completed, complete
from regservice.core.routing.gather import gather
from regservice.core.routing.path import at_level, crossed, received
from regservice.core.routing.select import rests_on
from regservice.core.routing.steps import ladder
from regservice.core.routing.timing import limits_of
from regservice.model.calendar import CalendarNotice, CalendarOverride
from regservice.model.catalogue import Programme
from regservice.model.legal import Source
from regservice.model.limit import TimeLimit
from regservice.model.request import ServiceRequest
from regservice.model.rule import Bypass, PathRule, Rule
from regservice.model.vocab import Role


def left_out(
    book: Book, request: ServiceRequest, as_of: AsOf, since: dt.datetime
) -> tuple[str, ...]:
    """
    Name the documents that could have had a say, had they been known.

    Args:
        book: The rows.
        request: With codes for names.
        as_of: The day, and what was known.
        since: Local time of receipt; the clock starts there.

    Returns:
        Codes, the oldest first: of each a row is in force on the day, and either no
        fact of the request stands against it, or the answer rests on it once all
        documents are known. Empty if nothing was asked to be left out.
    """
    if as_of.known is None:
        return ()
    whole = attrs.evolve(as_of, known=None)
    completed = complete(book, request, whole)
    sources = (
        *_rows(book.view(whole), completed),
        *_relations(book, completed, as_of, whole),
        *_arrangements(book, completed, whole, since, as_of.known),
    )
    found = {
        source.document: book.documents[source.document].known_since or dt.date.min
        for source in sources
        if source.document is not None and not as_of.was_known(book, source)
    }
    return tuple(sorted(found, key=lambda code: (found[code], code)))


def _rows(view: View, completed: Completed) -> Iterator[Source]:
    """Rows that may hold, and those by which the item is offered there."""
    facts = completed.facts
    rows: tuple[Rule | PathRule | Bypass | TimeLimit | Programme, ...] = (
        *(row for rows in view.rules.values() for row in rows),
        *view.path_rules,
        *view.bypasses,
        *view.limits,
        *view.programmes,
    )
    yield from (row.source for row in rows if not row.when.failed(facts))
    finding = completed.findings["item"]
    items = {finding.value, *finding.candidates}
    here = {*facts.get("place", ()), *facts.get("place?", ())}
    offers = view.as_of.in_force(view.book, view.book.tables.offers)
    yield from (row.source for row in view.items if row.code in items)
    for offer in offers:
        if offer.item in items and not here.isdisjoint(offer.places):
            yield offer.source


def _relations(
    book: Book, completed: Completed, as_of: AsOf, whole: AsOf
) -> Iterator[Source]:
    """Succession, delegation, the hops of the way and the ladder above its end."""
    view = book.view(whole)
    for rows in view.rules.values():
        for rule in rows:
            if not rule.when.failed(completed.facts):
                edges = rests_on(view, rule.holder, completed.where)
                yield from (edge.source for edge in edges)
    competence = find_competence(book, completed, whole)
    for limb in (competence.competent, *competence.also):
        yield from (edge.source for edge in (limb.delegations if limb else ()))
    starts, leads = {completed.request.received_by}, set[str | None]()
    # The way is closed where the lead of that time was not to be reached.
    for axes in (as_of, whole):
        asked = complete(book, completed.request, axes)
        receive = received(book, asked, axes)
        asked = at_level(book, asked, receive)
        contact = gather(book, Role.RECEIVE, asked, axes)
        lead = gather(book, Role.LEAD, asked, axes)
        starts |= {receive.authority, contact.authority}
        leads |= {lead.authority}
        if lead.authority is not None:
            rungs = ladder(book, lead.authority, lead.rules, whole)
            yield from (rung.source for rung in rungs)
    for start in filter(None, starts):
        for end in filter(None, leads):
            edges = crossed(book, completed, whole, start, end)
            yield from (edge.source for edge in edges)


def _arrangements(
    book: Book, completed: Completed, whole: AsOf, since: dt.datetime, known: dt.date
) -> Iterator[Source]:
    """Notices that arrange a day on which a limit runs, or the year of one."""
    dues, _, _ = limits_of(book, completed, whole, since)
    for due in dues:
        if due.due is not None:
            calendar, first, last = due.limit.calendar, since.date(), due.due.date()
            rows = book.calendars.became_known(calendar, known, dt.date.max)
            yield from (row.source for row in rows if _concerns(row, first, last))


def _concerns(
    row: CalendarNotice | CalendarOverride, first: dt.date, last: dt.date
) -> bool:
    """Whether a row says something of the days from *first* to *last*."""
    if isinstance(row, CalendarOverride):
        return row.first <= last and first <= row.last
    if first.year <= row.year <= last.year:
        return True
    return any(span.first <= last and first <= span.last for span in row.days_off)
