"""Route the requests of a ledger, one answer for each row."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from regservice.codec.ledger import Entry, Ledger
from regservice.engine.engine import Engine
from regservice.engine.instants import instant
from regservice.engine.names import choice
from regservice.engine.route import SCHEMA_VERSION, Route
from regservice.errors import Problem, RegserviceError, UnknownNameError
from regservice.model.request import ServiceRequest


@attrs.frozen
class Outcome:
    """
    What became of one row.

    Attributes:
        entry: The row.
        id: Its number in the ledger, or its position there.
        route: The answer; ``None`` if the row is not usable.
        problems: Why it is not usable; empty if it is.
    """

    entry: Entry
    id: str
    route: Route | None
    problems: tuple[Problem, ...] = ()

    @property
    def status(self) -> str:
        """Status of the answer, or ``error``."""
        return self.route.status if self.route else "error"

    def as_json(self, lang: str = "zh") -> dict[str, Any]:
        """Return the JSON shape of a line of ``regservice batch``."""
        if self.route is not None:
            notes = [note.as_json(lang) for note in self.entry.notes]
            shape = {"id": self.id, **self.route.as_json(lang)}
            return {**shape, "notes": notes} if notes else shape
        return {
            "id": self.id,
            "schema_version": SCHEMA_VERSION,
            "status": "error",
            "code": self.problems[0].code,
            "problems": [problem.as_json(lang) for problem in self.problems],
        }


def route_ledger(
    engine: Engine, ledger: Ledger, at: dt.datetime | str | None = None
) -> Iterator[Outcome]:
    """
    Route every row of a ledger; a bad row is an outcome too, never lost.

    Args:
        engine: The engine.
        ledger: The rows.
        at: The instant whose law applies; ``None`` takes the receipt of each row,
            or now where it states none.

    Yields:
        One outcome for each row, in order.
    """
    for number, entry in enumerate(ledger.entries, 1):
        key = entry.values.get("id") or str(number)
        if entry.problems:
            yield Outcome(entry, key, None, entry.problems)
            continue
        received = instant(entry.received) if entry.received else None
        try:
            request = _request(engine, entry, received)
            yield Outcome(entry, key, engine.route(request, at=at or received))
        except RegserviceError as error:
            located = tuple(_located(p, entry) for p in error.problems)
            yield Outcome(entry, key, None, located)


def _located(problem: Problem, entry: Entry) -> Problem:
    """Say in which cell the value stands that could not be used."""
    where = entry.cells.get(problem.field, entry.where)
    return attrs.evolve(problem, where=where)


def _request(
    engine: Engine, entry: Entry, received: dt.datetime | None
) -> ServiceRequest:
    values = entry.values

    def coded(field: str) -> str | None:
        value = values.get(field)
        return None if value is None else _in_field(field, choice, field, value)

    def named(field: str, kind: str) -> str | None:
        value = values.get(field)
        resolve = engine.names.resolve
        return None if value is None else _in_field(field, resolve, kind, value)

    programmes = re.split(r"[;;,,、]", values.get("programme", ""))
    return ServiceRequest(
        text=values.get("text", ""),
        place=named("place", "place"),
        site=named("site", "place"),
        product=coded("product"),
        item=named("item", "item"),
        difficulty=coded("difficulty"),
        programmes=[
            _in_field("programme", engine.names.resolve, "programme", part)
            for part in programmes
            if part.strip()
        ],
        attributes=_attributes(engine, entry.extra),
        applicant=coded("applicant"),
        channel=coded("channel"),
        received_by=named("received_by", "authority"),
        received_at=received,
    )


def _in_field(field: str, resolve: Any, kind: str, value: str) -> str:
    try:
        code: str = resolve(kind, value)
    except UnknownNameError as error:
        problems = tuple(attrs.evolve(p, field=field) for p in error.problems)
        raise UnknownNameError(problems) from None
    return code


def _attributes(engine: Engine, extra: Mapping[str, str]) -> dict[str, str]:
    """Columns that are headed by an intake field; other columns are not ours."""
    found = {}
    for head, text in extra.items():
        try:
            found[engine.names.resolve("attribute", head)] = text
        except UnknownNameError:
            if head == "attributes":
                pairs = (part.partition("=") for part in text.split(";") if part)
                found |= {name.strip(): value.strip() for name, _, value in pairs}
    return found
