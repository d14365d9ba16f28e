"""``regservice batch``: a whole ledger."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from regservice.cli.app import Localised, command
from regservice.cli.output import Output
from regservice.cli.results import result_table
from regservice.codec.ledger import Ledger, read_ledger
from regservice.engine.engine import Engine
from regservice.engine.instants import instant, now, parse_instant, typed
from regservice.engine.intake import Outcome, route_ledger
from regservice.errors import EXIT_DONE, EXIT_FINDINGS, DataError, Location
from regservice.exports.files import write_bytes
from regservice.exports.ical import Deadline, to_ics
from regservice.exports.sheets import to_csv, to_jsonl, to_xlsx
from regservice.messages import name_of

_SUFFIXES = (".jsonl", ".csv", ".xlsx", ".ics")


def make_batch(output: Output) -> Localised:
    """Make the command."""
    return command(
        output,
        "batch",
        click.Argument(["source"], metavar="IN"),
        click.Argument(["target"], metavar="OUT"),
        click.Option(["--at"], help=output.text("route.at")),
        examples=(
            "regservice batch examples/ledger.csv out.xlsx",
            "regservice batch examples/ledger.csv deadlines.ics",
        ),
        callback=lambda **options: _run(output, **options),
    )


def _run(output: Output, source: str, target: str, at: str | None) -> int:
    at = at if at is None else typed(at)
    paths = Path(source), Path(target)
    if paths[1].suffix.lower() not in _SUFFIXES:
        raise DataError.of("RS4004", Location(target), suffix=paths[1].suffix)
    if paths[1].exists() and paths[0].exists() and paths[1].samefile(paths[0]):
        raise DataError.of("RS4008", Location(target))
    year = (parse_instant(at) if at else now()).year
    ledger = read_ledger(paths[0], year)
    for note in ledger.notes:
        output.hint(output.problem_text(note))
    engine = output.load()
    outcomes = progress(output, engine, ledger, at)
    write_bytes(paths[1], _content(output, paths[1], ledger, outcomes))
    counts = Counter(outcome.status for outcome in outcomes)
    output.hint(
        output.text(
            "batch.done",
            total=len(outcomes),
            routed=counts["routed"],
            ask=counts["needs_information"],
            fallback=counts["fallback"],
            error=counts["error"],
            out=target,
        )
    )
    return EXIT_FINDINGS if counts["error"] else EXIT_DONE


def progress(
    output: Output, engine: Engine, ledger: Ledger, at: str | None
) -> list[Outcome]:
    """Route every row with a progress bar on stderr."""
    from rich.console import Console
    from rich.progress import track

    outcomes: Iterable[Outcome] = route_ledger(engine, ledger, at)
    return list(
        track(
            outcomes,
            description=output.text("demo.routing"),
            total=len(ledger.entries),
            console=Console(stderr=True),
        )
    )


def _content(
    output: Output, target: Path, ledger: Ledger, outcomes: list[Outcome]
) -> bytes:
    if target.suffix.lower() == ".jsonl":
        return to_jsonl([outcome.as_json(output.lang) for outcome in outcomes])
    if target.suffix.lower() == ".ics":
        return to_ics(_deadlines(output, outcomes))
    heads, rows = result_table(output, ledger, outcomes)
    if target.suffix.lower() == ".csv":
        return to_csv(heads, rows)
    title = output.text("report.title")
    return to_xlsx(title, heads, rows, len(ledger.headers))


def _deadlines(output: Output, outcomes: Iterable[Outcome]) -> Iterator[Deadline]:
    """Every limit that runs, of every row that was routed."""
    lang = output.lang
    for outcome in outcomes:
        route = outcome.route
        if route is None or route.handler is None:
            continue
        for due in route.limits:
            if due.due is None:
                continue
            goal = name_of("goal", due.limit.goal, lang)
            # The same row of the same ledger is the same entry when it is read again.
            parts = outcome.id, str(due.limit.goal), str(route.received)
            key = "\n".join((*parts, route.request.text or ""))
            yield Deadline(
                uid=f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@regservice",
                title=f"{outcome.id} {goal}: {route.handler.name}",
                text=route.reason(lang),
                stamp=instant(route.received),
                due=instant(due.due),
                provisional=due.provisional,
            )
