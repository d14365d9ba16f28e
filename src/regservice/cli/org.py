"""``regservice org``: which bodies are there, and what is between them?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
import click

from regservice.cli.app import Localised, command
from regservice.cli.catalogue import json_option, span_json
from regservice.cli.output import Output
from regservice.engine.engine import Engine
from regservice.engine.instants import now, parse_instant, typed
from regservice.engine.route import body_json, source_json
from regservice.explain.words import body_name, place_name
from regservice.exports.files import write_text
from regservice.exports.graph import draw
from regservice.exports.mermaid import to_mermaid
from regservice.exports.orgpage import OrgView, org_page
from regservice.messages import name_of
from regservice.model.authority import Authority, Relation
from regservice.model.vocab import NATIONAL


def make_org(output: Output) -> Localised:
    """Make ``org``."""
    return command(
        output,
        "org",
        click.Option(["--place"], help=output.text("org.place")),
        click.Option(["--at"], help=output.text("org.at")),
        click.Option(["--svg"], metavar="FILE", help=output.text("org.svg")),
        click.Option(["--html"], metavar="FILE", help=output.text("org.html")),
        click.Option(["--mermaid"], metavar="FILE", help=output.text("org.mermaid")),
        json_option(output),
        examples=(
            "regservice org --place 徐汇区",
            "regservice org --at 2024-06-01 --json",
        ),
        callback=lambda **options: _org(output, **options),
    )


@attrs.frozen
class _There:
    """
    What is there on a day, of what the packages know.

    Attributes:
        view: Bodies that exist, and the relations between them that hold.
        bodies: How many bodies have ended, or have not begun.
        relations: How many relations have, or lead to one of those.
    """

    view: OrgView
    bodies: int
    relations: int


def _org(
    output: Output,
    place: str | None,
    at: str | None,
    svg: str | None,
    html: str | None,
    mermaid: str | None,
    *,
    as_json: bool,
) -> int:
    day = (now() if at is None else parse_instant(typed(at))).date()
    engine = output.load()
    there = _there(engine, output, place, day)
    view = there.view
    bodies, edges = view.bodies, view.relations
    if svg is not None:
        write_text(Path(svg), draw(bodies, edges, (), output.lang))
    if html is not None:
        views = [view, *_regions(engine, output, day)] if place is None else [view]
        write_text(Path(html), org_page(engine.book, views, output.lang))
    if mermaid is not None:
        write_text(Path(mermaid), to_mermaid(bodies, edges, (), output.lang))
    if as_json:
        output.json(_org_json(engine, there, day))
        return 0
    output.table(
        ("head.code", "head.name", "head.level", "head.kind", "head.places"),
        (
            (
                body.id,
                body_name(engine.book, body.id, output.lang),
                name_of("level", body.level, output.lang),
                name_of("kind", body.kind, output.lang),
                ", ".join(place_name(engine.book, code) for code in body.places),
            )
            for body in bodies
        ),
    )
    if there.bodies or there.relations:
        counts = {"bodies": there.bodies, "relations": there.relations}
        output.line(output.text("org.left_out", day=day.isoformat(), **counts))
    return 0


def _org_json(engine: Engine, there: _There, day: dt.date) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "at": day.isoformat(),
        "authorities": [
            {
                **(body_json(body) or {}),
                "places": list(body.places),
                **span_json(body.validity),
            }
            for body in there.view.bodies
        ],
        "relations": [
            {
                "type": str(edge.type),
                "subject": edge.subject,
                "object": edge.object,
                "modality": str(edge.modality),
                **span_json(edge.validity),
                "source": source_json(engine.book, edge.source),
            }
            for edge in there.view.relations
        ],
        "left_out": {"authorities": there.bodies, "relations": there.relations},
    }


def _there(engine: Engine, output: Output, place: str | None, day: dt.date) -> _There:
    bodies = _bodies(engine, place)
    alive = [body for body in bodies if day in body.validity]
    edges = _between(bodies, engine.book.tables.relations)
    holding = [edge for edge in _between(alive, edges) if day in edge.validity]
    title = output.text("org.whole")
    if place is not None:
        title = place_name(engine.book, engine.names.resolve("place", place))
    title = output.text("org.on", title=title, day=day.isoformat())
    return _There(
        OrgView(title, alive, holding),
        len(bodies) - len(alive),
        len(edges) - len(holding),
    )


def _between(
    bodies: Iterable[Authority], relations: Iterable[Relation]
) -> list[Relation]:
    ids = {body.id for body in bodies}
    return [edge for edge in relations if {edge.subject, edge.object} <= ids]


def _regions(engine: Engine, output: Output, day: dt.date) -> list[OrgView]:
    """A picture of each region: its bodies with those of the nation."""
    codes = {
        code
        for manifest in engine.ruleset.manifests
        for code in manifest.places
        if code != NATIONAL and engine.book.places.inside(code)
    }
    return [_there(engine, output, code, day).view for code in sorted(codes)]


def _bodies(engine: Engine, place: str | None) -> list[Authority]:
    bodies = [
        engine.book.hierarchy.authorities[k]
        for k in sorted(engine.book.hierarchy.authorities)
    ]
    if place is None:
        return bodies
    code = engine.names.resolve("place", place)
    here = engine.book.places.within(code) | engine.book.places.inside(code)
    return [body for body in bodies if not here.isdisjoint(body.places)]
