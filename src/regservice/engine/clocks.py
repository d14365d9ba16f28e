"""The clocks of requests as people use them: instants in, texts and JSON out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import attrs

from regservice.core.clocks.cases import Clocks, take
from regservice.core.clocks.clock import Clock
from regservice.core.clocks.facts import facts
from regservice.core.clocks.fold import TYPED
from regservice.core.clocks.reading import Reading, read
from regservice.core.clocks.revision import Revision, revisions
from regservice.core.clocks.sweep import Action, sweep
from regservice.core.routing.book import Book
from regservice.engine.instants import iso, local, parse_instant
from regservice.engine.route import source_json
from regservice.errors import CalendarError, ClockError, Location
from regservice.explain.clocks import clock_text
from regservice.model.amount import Amount
from regservice.model.event import ClockEvent, EventKind
from regservice.model.fields import FieldFault
from regservice.model.legal import Source
from regservice.model.limit import Period, TimeLimit
from regservice.model.vocab import Goal, LegalEffect, Modality, SourceKind
from regservice.ruleset.digest import edition_of

_TYPED: Final = Source(
    kind=SourceKind.ASSUMED, note="使用者在记录中直接写明的时限，不出自任何文件。"
)


class CaseClocks:
    """
    The clocks of many requests, after the events that were recorded.

    Attributes:
        clocks: All of them, in the order in which their requests first came.
        later: How many events were left out because they came later.
    """

    def __init__(self, book: Book, clocks: Iterable[Clock], later: int = 0) -> None:
        """Take the clocks; use :meth:`regservice.Engine.clocks` to make them."""
        self._book = book
        self.clocks = tuple(clocks)
        self.later = later

    def read(self, at: dt.datetime | str) -> tuple[Reading, ...]:
        """
        Read all clocks.

        Args:
            at: When, aware or with an offset.

        Raises:
            DataError: If the instant cannot be read.
            CalendarError: If a day lies where a calendar has no answer.
        """
        moment = local(parse_instant(at))
        return tuple(read(clock, moment) for clock in self.clocks)

    def sweep(self, at: dt.datetime | str) -> tuple[Action, ...]:
        """
        List all that has come due; see :func:`regservice.core.clocks.sweep.sweep`.

        Raises:
            DataError: If the instant cannot be read.
            CalendarError: If a day lies where a calendar has no answer.
        """
        return sweep(self.clocks, local(parse_instant(at)))

    def facts(self, at: dt.datetime | str) -> tuple[ClockEvent, ...]:
        """
        List the events that record what has been met or missed by then.

        Put them at the end of the log: what is recorded stays, whatever becomes known
        later. See :func:`regservice.core.clocks.facts.facts`.

        Raises:
            DataError: If the instant cannot be read.
            CalendarError: If a day lies where a calendar has no answer.
        """
        return facts(self.clocks, local(parse_instant(at)))

    def revisions(
        self, at: dt.datetime | str, book: Book | None = None
    ) -> tuple[Revision, ...]:
        """
        List the clocks that would be due at another moment.

        Args:
            at: By what is known then.
            book: By these rows, such as those of a new edition of the packages;
                ``None`` for those by which the clocks started, where only calendars
                can have become known.

        Raises:
            DataError: If the instant cannot be read.
            CalendarError: If a day lies where a calendar has no answer.
        """
        moment = local(parse_instant(at))
        if book is None:
            return revisions(self.clocks, moment)
        return revisions(self.clocks, moment, limits_of(book), book.calendars)

    def as_json(self, at: dt.datetime | str, lang: str = "zh") -> list[dict[str, Any]]:
        """Return the JSON shape of the readings."""
        return [reading_json(self._book, found, lang) for found in self.read(at)]


def limits_of(book: Book) -> dict[str, TimeLimit | Period]:
    """Return the limits of requests and the periods of matters by id."""
    rows: tuple[TimeLimit | Period, ...] = (*book.tables.limits, *book.tables.periods)
    return {row.id: row for row in rows}


def located(
    events: Iterable[ClockEvent] | str | Path, until: dt.datetime | None
) -> tuple[list[tuple[Location, ClockEvent]], int]:
    """
    Return events, from a file if they are in one, and where each stands.

    With them comes how many were left out because they came later.

    Args:
        events: The events, or a ``.jsonl`` file of them. Aware instants in them
            become local time.
        until: Leave out events after this instant; ``None`` leaves out none.

    Raises:
        DataError: If the file cannot be read.
    """
    if isinstance(events, str | Path):
        from regservice.codec.clocklog import read_events

        found = read_events(Path(events))
    else:
        found = [(Location(), _in_local_time(event)) for event in events]
    last = dt.datetime.max if until is None else local(until)  # noqa: DTZ901 - local
    kept = [(where, event) for where, event in found if event.at <= last]
    return kept, len(found) - len(kept)


def _in_local_time(event: ClockEvent) -> ClockEvent:
    at, since = map(_local, (event.at, event.since))
    return attrs.evolve(event, at=at or event.at, since=since)


def _local(moment: dt.datetime | None) -> dt.datetime | None:
    if moment is None or moment.tzinfo is None:
        return moment
    return local(parse_instant(moment))


def replay(
    book: Book, events: Iterable[tuple[Location, ClockEvent]]
) -> Iterator[Clock]:
    """
    Let events happen to the clocks of many requests.

    Args:
        book: The rows.
        events: Where each event stands, and the event; of each request in order.

    Returns:
        The clocks, in the order in which their requests first came.

    Raises:
        ClockError: If an event does not fit; it says where that event stands.
        CalendarError: If a day lies where a calendar has no answer.
    """
    limits = limits_of(book)
    cases: dict[str, Clocks] = {}
    for where, event in events:
        try:
            named = _with_amount(book, event, limits)
            _must_be_the_same(named, limits)
            clocks = cases.get(event.case, {})
            cases[event.case] = take(clocks, named, limits, book.calendars)
        except (ClockError, CalendarError) as error:
            raise error.at(where) from None
    return (clock for clocks in cases.values() for clock in clocks.values())


def _must_be_the_same(event: ClockEvent, limits: dict[str, TimeLimit | Period]) -> None:
    """A log that says which edition of a limit it means is not read by another."""
    row = limits.get(event.limit)
    if event.edition and row is not None and edition_of(row) != event.edition:
        raise ClockError.of(
            "RS3416",
            case=event.case,
            limit=event.limit,
            edition=event.edition,
            allowed=edition_of(row),
        )


def _with_amount(
    book: Book, event: ClockEvent, limits: dict[str, TimeLimit | Period]
) -> ClockEvent:
    """Make a limit of an amount that stands where the id of one is expected."""
    if event.event is not EventKind.START or event.limit in limits:
        return event
    try:
        amount = Amount.read(event.limit)
        goal = Goal(event.goal or Goal.REPLY)
    except ValueError as error:
        if error.args and isinstance(error.args[0], FieldFault):
            return event  # no amount: the id of a limit that does not exist
        raise ClockError.of(
            "RS3415", goal=event.goal, allowed=", ".join(Goal)
        ) from None
    key = f"{TYPED}{goal}-{amount}".replace("_", "-").replace(" ", "-")
    limits[key] = TimeLimit(
        id=key,
        goal=goal,
        count=amount.count,
        unit=amount.unit,
        pauses=tuple(row.code for row in book.tables.pause_reasons),
        legal_effect=LegalEffect.INTERNAL,
        modality=Modality.MAY,
        source=_TYPED,
    )
    return attrs.evolve(event, limit=key)


def reading_json(book: Book, found: Reading, lang: str) -> dict[str, Any]:
    """Return the JSON shape of a reading."""
    clock = found.clock
    return {
        "case": clock.case,
        "goal": clock.goal,
        "limit": clock.limit.id,
        "edition": edition_of(clock.limit),
        "cycle": clock.cycle,
        "status": str(found.status),
        "due": iso(found.due),
        "if_resumed": iso(found.if_resumed),
        "provisional": found.provisional,
        "told": iso(found.told),
        "unit": found.unit and str(found.unit),
        "total": found.total,
        "used": found.used,
        "remaining": found.remaining,
        "minutes": found.minutes,
        "next": iso(found.next),
        "started": iso(clock.since),
        "known": clock.known.isoformat(),
        "extended": clock.extended,
        "pauses": [
            {
                "reason": pause.reason,
                "first": iso(pause.first),
                "resumed": iso(pause.resumed),
            }
            for pause in clock.pauses
        ],
        "ended": iso(found.ended.at) if found.ended else None,
        "outcome": str(found.ended.outcome) if found.ended else None,
        "past": [
            {
                "cycle": ended.cycle,
                "at": iso(ended.at),
                "due": iso(ended.due),
                "outcome": str(ended.outcome),
            }
            for ended in found.past
        ],
        "breaches": [
            {"cycle": fact.cycle, "leg": fact.leg, "due": iso(fact.due)}
            for fact in found.breaches
        ],
        "deemed": found.deemed and found.deemed.outcome,
        "kinds": dict(found.kinds),
        "revision": found.revision and revision_json(found.revision),
        "legal_effect": str(clock.limit.legal_effect),
        "source": source_json(book, clock.limit.source),
        "text": clock_text(book, found, lang),
    }


def event_json(event: ClockEvent) -> dict[str, Any]:
    """Return an event as the line of a log that means it."""
    found = {}
    for part in attrs.fields(ClockEvent):
        value = getattr(event, part.name)
        if value == part.default:
            continue
        if isinstance(value, dt.datetime):
            value = iso(value)
        elif isinstance(value, dt.date):
            value = value.isoformat()
        found[part.name] = value
    return found


def period_json(book: Book, row: Period) -> dict[str, Any]:
    """Return the JSON shape of a statutory period."""
    return {
        "id": row.id,
        "stage": str(row.stage),
        "count": row.count,
        "unit": row.unit and str(row.unit),
        "starts": str(row.starts),
        "pauses": list(row.pauses),
        "source": source_json(book, row.source),
        "note": row.note or None,
    }


def revision_json(row: Revision) -> dict[str, Any]:
    """Return the JSON shape of a revision."""
    return {
        "case": row.clock.case,
        "goal": row.clock.goal,
        "old": iso(row.old.due),
        "new": None if row.new is None else iso(row.new.due),
        "known": row.known.isoformat(),
        "limit": row.limit or None,
        "rows": list(row.rows),
        "late": row.late,
    }


def action_json(action: Action) -> dict[str, Any]:
    """Return the JSON shape of an action."""
    return {
        "kind": str(action.kind),
        "key": list(action.key),
        "reached": iso(action.reached),
        "at": iso(action.at),
        "due": iso(action.due),
        "up": action.up,
        "outcome": action.outcome or None,
        "known": action.known and action.known.isoformat(),
        "new": iso(action.new),
    }
