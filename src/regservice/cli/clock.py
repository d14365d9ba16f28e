"""``regservice clock``."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import click

from regservice.cli.app import Localised, command
from regservice.cli.output import Output
from regservice.core.clocks.reading import Reading
from regservice.core.clocks.revision import Revision
from regservice.core.clocks.sweep import Action
from regservice.engine.clocks import (
    CaseClocks,
    action_json,
    event_json,
    reading_json,
    revision_json,
)
from regservice.engine.engine import Engine
from regservice.engine.instants import instant, local, now, parse_instant, typed
from regservice.errors import (
    EXIT_DONE,
    EXIT_OVERDUE,
    DataError,
    Location,
    UnknownNameError,
)
from regservice.explain.clocks import (
    action_text,
    clock_text,
    goal_name,
    revision_lines,
)
from regservice.exports.files import write_bytes
from regservice.exports.ical import Deadline, to_ics
from regservice.messages import sentence
from regservice.model.vocab import ClockStatus

_LISTED: Final = 10


def make_clock(output: Output) -> Localised:
    """Make ``clock``."""
    return command(
        output,
        "clock",
        click.Argument(["file"], metavar="FILE.jsonl"),
        click.Option(["--at"], help=output.text("clock.at")),
        click.Option(["--case"], multiple=True, help=output.text("clock.case")),
        click.Option(["--against"], help=output.text("clock.against")),
        click.Option(["--facts"], is_flag=True, help=output.text("clock.facts")),
        click.Option(["--ics"], metavar="OUT.ics", help=output.text("clock.ics")),
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=("regservice clock examples/events.jsonl --at 2026-03-10",),
        callback=lambda **options: _clock(output, **options),
    )


def _clock(output: Output, **options: Any) -> int:
    engine = output.load()
    at = now() if options["at"] is None else parse_instant(typed(options["at"]))
    cases = options["case"]
    found = engine.clocks(str(options["file"]), at)
    _must_be_there(cases, found, at)
    if options["facts"]:
        return _facts(output, found, at, cases)
    readings = [r for r in found.read(at) if not cases or r.clock.case in cases]
    actions = [a for a in found.sweep(at) if not cases or a.case in cases]
    if options["ics"]:
        target = Path(options["ics"])
        if target.exists() and target.samefile(options["file"]):
            raise DataError.of("RS4008", Location(str(target)))
        entries = _entries(engine, readings, output.lang)
        write_bytes(target, to_ics(entries))
    moved = _against(options["against"], found, at, cases)
    if options["as_json"]:
        output.json(
            {
                "schema_version": 1,
                "at": at.isoformat(),
                "clocks": [reading_json(engine.book, r, output.lang) for r in readings],
                "actions": [action_json(action) for action in actions],
                "later": found.later,
                "revisions": [revision_json(row) for row in moved],
                "ruleset": engine.digest,
            }
        )
    else:
        for reading in readings:
            output.line(clock_text(engine.book, reading, output.lang))
        _to_do(output, actions, found.later, at)
        if options["against"]:
            head = {"rules": options["against"], "count": len(moved)}
            output.line(sentence("clock.against", output.lang, **head))
        for row in moved:
            for line in revision_lines(row, output.lang):
                output.line(f"  {row.clock.case} {line}")
    overdue = any(r.status is ClockStatus.OVERDUE for r in readings)
    return EXIT_OVERDUE if overdue else EXIT_DONE


def _facts(
    output: Output, found: CaseClocks, at: dt.datetime, cases: tuple[str, ...]
) -> int:
    """Write what is to be put at the end of the log, and nothing else."""
    for event in found.facts(at):
        if not cases or event.case in cases:
            output.json(event_json(event), indent=None)
    return EXIT_DONE


def _to_do(output: Output, actions: list[Action], later: int, at: dt.datetime) -> None:
    moment = f"{local(at):%Y-%m-%d %H:%M}"
    output.line(output.text("clock.actions", count=len(actions), at=moment))
    for action in actions:
        output.line("  " + action_text(action, output.lang))
    if later:
        output.line(output.text("clock.later", count=later, at=moment))


def _must_be_there(cases: tuple[str, ...], found: CaseClocks, at: dt.datetime) -> None:
    """A case that is misspelt must not look like one with nothing to do."""
    known = list(dict.fromkeys(clock.case for clock in found.clocks))
    for case in cases:
        if case not in known:
            more = ["..."] if len(known) > _LISTED else []
            raise UnknownNameError.of(
                "RS3419",
                case=case,
                at=f"{local(at):%Y-%m-%d %H:%M}",
                allowed=", ".join([*known[:_LISTED], *more]) or "-",
            )


def _against(
    rules: str | None, found: CaseClocks, at: dt.datetime, cases: tuple[str, ...]
) -> tuple[Revision, ...]:
    """The clocks that would be due at another moment by other rules."""
    if rules is None:
        return ()
    from regservice.cli.diff import open_rules

    rows = found.revisions(at, open_rules(rules).book)
    return tuple(row for row in rows if not cases or row.clock.case in cases)


def _entries(
    engine: Engine, readings: Iterable[Reading], lang: str
) -> Iterator[Deadline]:
    """Every clock that runs and has an end."""
    for reading in readings:
        clock = reading.clock
        if reading.due is None or reading.ended is not None:
            continue
        # The same count of the same clock is the same entry, however it has moved.
        key = "\n".join((*clock.key, str(clock.cycle), str(clock.leg)))
        text = clock_text(engine.book, reading, lang)
        yield Deadline(
            uid=f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@regservice",
            title=f"{clock.case} {goal_name(engine.book, clock.goal, lang)}",
            text=text,
            stamp=instant(clock.changed),
            due=instant(reading.due),
            provisional=reading.provisional,
        )
