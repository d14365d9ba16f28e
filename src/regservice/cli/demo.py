"""``regservice demo``: the whole job on an invented ledger."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Final

import click

from regservice.cli.app import Localised, command
from regservice.cli.batch import progress
from regservice.cli.output import Output
from regservice.cli.results import due_text, result_table
from regservice.codec.ledger import Ledger, read_ledger
from regservice.engine.engine import Engine
from regservice.engine.intake import Outcome
from regservice.errors import EXIT_DONE, EXIT_INVALID, file_error
from regservice.explain.words import body_name
from regservice.exports.files import write_bytes
from regservice.exports.graph import draw
from regservice.exports.report import report
from regservice.exports.sheets import to_jsonl, to_xlsx
from regservice.messages import name_of
from regservice.model.authority import Authority
from regservice.model.vocab import NATIONAL, Level

_CLOCK: Final = "2026-03-18T09:00:00+08:00"
_YEAR: Final = 2026
_EXPLAINED: Final = 3
_REGIONS: Final = tuple(
    f"regservice-region-{name}"
    for name in ("shanghai", "jiangsu", "beijing", "shandong", "shanxi")
)


def make_demo(output: Output) -> Localised:
    """Make the command."""
    return command(
        output,
        "demo",
        click.Option(
            ["--out"], default="out", show_default=True, help=output.text("demo.out")
        ),
        examples=("regservice demo --out out",),
        callback=lambda **options: _run(output, **options),
    )


def _run(output: Output, out: str) -> int:
    engine = output.load()
    there = {manifest.name for manifest in engine.ruleset.manifests}
    missing = [name for name in _REGIONS if name not in there]
    if missing:
        output.hint(output.text("demo.missing", names=", ".join(missing)))
        return EXIT_INVALID
    _introduce(output, engine)
    source = resources.files("regservice").joinpath("demo/ledger.xlsx")
    with resources.as_file(source) as path:
        ledger = read_ledger(path, _YEAR)
    output.line(output.text("demo.read", file=source.name, rows=len(ledger.entries)))
    # The law is read at one fixed instant; each clock starts at its receipt.
    outcomes = progress(output, engine, ledger, _CLOCK)
    output.line()
    output.line(output.text("demo.table"))
    _table(output, outcomes)
    explained = _pick(outcomes)
    output.line(output.text("demo.explain"))
    for outcome in explained:
        output.line(f"\n[{outcome.id}] {outcome.entry.values['text']}")
        if outcome.route is not None:
            output.line(outcome.route.explain(output.lang))
    counts = _counts(output, outcomes)
    output.line()
    output.line(output.text("demo.files"))
    for file in _write(output, engine, ledger, outcomes, explained, Path(out), counts):
        output.line(f"    {file}")
    output.line()
    output.line(counts)
    return EXIT_DONE


def _introduce(output: Output, engine: Engine) -> None:
    tables = engine.book.tables
    packages = ", ".join(
        f"{m.title} {m.version}" if output.lang == "zh" else f"{m.name} {m.version}"
        for m in engine.ruleset.manifests
    )
    output.line(output.text("demo.title"))
    output.line()
    output.line(output.text("demo.loaded", packages=packages))
    output.line(
        output.text(
            "demo.ruleset",
            bodies=len(tables.authorities),
            relations=len(tables.relations),
            matters=len(tables.matters),
            rules=len(tables.rules),
            digest=engine.digest[:19],
        )
    )


def _table(output: Output, outcomes: Sequence[Outcome]) -> None:
    output.table(
        ("head.id", "head.text", "head.handler", "head.due", "head.reason"),
        (_row(output, outcome) for outcome in outcomes),
        ratios=(3, 15, 12, 8, 26),
    )


def _row(output: Output, outcome: Outcome) -> tuple[str, ...]:
    text = outcome.entry.values.get("text", "")
    route = outcome.route
    if route is None:
        reason = "; ".join(
            f"{p.where}: {p.message(output.lang)}" for p in outcome.problems
        )
        return outcome.id, text, name_of("status", "error", output.lang), "", reason
    handler = (
        body_name(route.book, route.handler.id, output.lang)
        if route.handler
        else name_of("status", route.status, output.lang)
    )
    due = due_text(output, route.limits)
    return outcome.id, text, handler, due, route.reason(output.lang)


def _pick(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """One that takes the gateway, one answered at a station, one elsewhere."""
    picked: dict[tuple[int, str], Outcome] = {}
    for outcome in outcomes:
        route = outcome.route
        if route is None or route.handler is None or route.competent is None:
            continue
        kind = (min(len(route.path), 2), route.handler.kind)
        picked.setdefault(kind, outcome)
    return [picked[kind] for kind in sorted(picked, reverse=True)][:_EXPLAINED]


_COUNTED: Final = {
    Level.STATION: "station",
    Level.POINT: "station",
    Level.DISTRICT: "district",
    Level.CITY: "city",
    Level.BRANCH: "branch",
    Level.PROVINCIAL: "provincial",
}


def _counts(output: Output, outcomes: Sequence[Outcome]) -> str:
    counts = dict.fromkeys(
        (*_COUNTED.values(), "fallback", "ask", "error"),
        0,
    )
    for outcome in outcomes:
        if outcome.route is None:
            counts["error"] += 1
        elif outcome.status == "needs_information" or outcome.route.handler is None:
            counts["ask"] += 1
        elif outcome.status == "fallback":
            counts["fallback"] += 1
        else:
            counts[_COUNTED[outcome.route.handler.level]] += 1
    return output.text("demo.counts", total=sum(counts.values()), **counts)


def _write(
    output: Output,
    engine: Engine,
    ledger: Ledger,
    outcomes: Sequence[Outcome],
    explained: Sequence[Outcome],
    out: Path,
    counts: str,
) -> list[Path]:
    """Make every file in memory first: nothing is half written."""
    heads, rows = result_table(output, ledger, outcomes)
    graph = _graph(output, engine, explained)
    page = report(
        output.lang,
        title=output.text("report.title"),
        notice=output.text("demo.title"),
        lead=output.text("report.lead", total=len(outcomes), digest=engine.digest),
        counts=counts,
        headings={
            "path": output.text("report.path"),
            "rows": output.text("report.rows"),
            "explanations": output.text("report.explanations"),
        },
        graph=graph,
        heads=heads,
        rows=rows,
        explanations=[
            (
                f"{outcome.id} {outcome.entry.values['text']}",
                outcome.route.explain(output.lang) if outcome.route else "",
            )
            for outcome in explained
        ],
    )
    title = output.text("demo.sheet")
    contents = {
        "ledger.xlsx": to_xlsx(title, heads, rows, len(ledger.headers)),
        "report.html": page.encode("utf-8"),
        "organisation.svg": graph.encode("utf-8"),
        "routes.jsonl": to_jsonl([o.as_json(output.lang) for o in outcomes]),
    }
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_error(error, str(out), writing=True) from None
    for name, content in contents.items():
        write_bytes(out / name, content)
    return [out / name for name in contents]


def _graph(output: Output, engine: Engine, explained: Sequence[Outcome]) -> str:
    """The region of the longest path, with that path and who decides by law."""
    routes = [outcome.route for outcome in explained if outcome.route is not None]
    route = max(routes, key=lambda r: len(r.path))
    tables = engine.book.tables
    around = {
        code
        for hop in route.path
        for place in engine.book.hierarchy.authorities[hop].places
        for code in engine.book.places.within(place) - {NATIONAL}
    }
    here = around.union(*map(engine.book.places.inside, around))
    region = {
        body.id
        for body in tables.authorities
        if _is_regional(body) and not here.isdisjoint(body.places)
    }
    linked = {
        end
        for edge in tables.relations
        for end in (edge.subject, edge.object)
        if {edge.subject, edge.object} & region
    }
    bodies = [body for body in tables.authorities if body.id in region | linked]
    return draw(bodies, tables.relations, route.path, output.lang)


def _is_regional(body: Authority) -> bool:
    return body.level is not Level.NATIONAL
