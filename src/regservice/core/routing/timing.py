"""Step 6: which time limits run, and when do they end?"""

from __future__ import annotations

import datetime as dt

from regservice.core.limits import reckon
from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.complete import Completed
from regservice.core.routing.missing import missing
from regservice.core.routing.precedence import prevailing
from regservice.errors import CalendarError
from regservice.model.decision import Applied, Due, Question


def limits_of(
    book: Book, completed: Completed, as_of: AsOf, received: dt.datetime
) -> tuple[tuple[Due, ...], tuple[Applied, ...], Question | None]:
    """
    Return the limits that hold, each with its last moment.

    A limit that a still unknown fact may replace is not given out: "no limit" or
    the wrong limit would be a guess. The fact is asked for instead.
    """
    rows = book.view(as_of).limits
    holding = [row for row in rows if row.when.holds(completed.facts)]
    winners, losers = prevailing(holding)
    beaten = {key for row in holding for key in row.exception_to}
    facts = completed.facts
    pending = [r for r in rows if r not in holding and not r.when.failed(facts)]
    replaceable = {key for row in pending for key in row.exception_to}
    might = [
        row
        for row in pending
        if row.id not in beaten or any(w.id in row.exception_to for w in winners)
    ]
    winners = [row for row in winners if row.id not in replaceable]
    dues = []
    for row in winners:
        due = Due(limit=row, due=None)
        if row.count is None or row.unit is None or due.is_waiting:
            dues.append(due)
            continue
        try:
            calendar = book.calendars.known(row.calendar, as_of.known)
            sum_ = reckon(calendar, received, row.count, row.unit, terms=row.terms)
            dues.append(Due(limit=row, due=sum_.due, provisional=sum_.provisional))
        except CalendarError:
            dues.append(Due(limit=row, due=None, covered=False))
    steps = [Applied(rule=r.id, source=r.source, outcome="gave_way") for r in losers]
    steps += [Applied(rule=r.id, source=r.source, outcome="limit") for r in winners]
    ask = missing(test for row in might for test in row.when.unknown(facts))
    return tuple(dues), tuple(steps), ask
