"""``regservice route``: one request."""

from __future__ import annotations

from typing import Any

import click

from regservice.cli.app import Localised, command
from regservice.cli.output import Output
from regservice.engine.engine import Engine
from regservice.engine.names import choice
from regservice.engine.route import Route
from regservice.explain.steps import because
from regservice.model.request import ServiceRequest


def make_route(output: Output) -> Localised:
    """Make the command."""

    def option(name: str, *, multiple: bool = False, key: str = "") -> click.Option:
        text = output.text(f"route.{key or name.replace('-', '_')}")
        return click.Option([f"--{name}"], multiple=multiple, help=text)

    return command(
        output,
        "route",
        click.Argument(["text"], required=False, default=""),
        option("place"),
        option("site"),
        option("product"),
        option("item"),
        option("difficulty"),
        option("attr", multiple=True),
        option("programme", multiple=True),
        option("applicant"),
        option("channel"),
        option("received-by"),
        option("received-at"),
        option("at"),
        option("known-at"),
        option("why-not"),
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=(
            'regservice route "二类医疗器械延续注册要提前多久提交" --place 徐汇区',
            'regservice route "化妆品备案需要哪些材料" --place 黄浦区 --json',
        ),
        callback=lambda **options: _run(output, **options),
    )


def parse_pairs(pairs: tuple[str, ...], output: Output) -> dict[str, str]:
    """
    Read ``NAME=VALUE`` arguments.

    Raises:
        click.UsageError: If one has no ``=``.
    """
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name or not value:
            raise click.UsageError(output.text("usage.key_value", value=pair))
        found[name.strip()] = value.strip()
    return found


def _run(output: Output, **options: Any) -> int:
    def text(name: str) -> str | None:
        value = options[name]
        return str(value) if value else None

    def coded(name: str) -> str | None:
        value = text(name)
        return None if value is None else choice(name, value)

    engine = output.load()
    request = ServiceRequest(
        text=text("text") or "",
        place=text("place"),
        site=text("site"),
        product=coded("product"),
        item=text("item"),
        difficulty=coded("difficulty"),
        programmes=options["programme"],
        attributes=parse_pairs(options["attr"], output),
        applicant=coded("applicant"),
        channel=coded("channel"),
        received_by=text("received_by"),
        received_at=text("received_at"),
    )
    route = engine.route(request, at=text("at"), known_at=text("known_at"))
    shape = route.as_json(output.lang)
    why_not = text("why_not")
    answer = _why_not(output, engine, route, why_not) if why_not else None
    if options["as_json"]:
        output.json({**shape, "why_not": answer} if answer else shape)
        return 0
    output.line(route.reason(output.lang))
    output.line()
    output.line(route.explain(output.lang))
    if answer:
        output.line()
        output.line(answer["because"])
    return 0


def _why_not(output: Output, engine: Engine, route: Route, name: str) -> dict[str, str]:
    key = engine.names.resolve("authority", name)
    body = engine.book.hierarchy.authorities[key]
    for entry in route.decision.rejected:
        if entry.authority == key:
            why = because(engine.book, entry, output.lang)
            return {"id": key, "because": f"{body.name}: {why}"}
    code = "is_lead" if key == route.decision.lead else "no_candidate"
    return {"id": key, "because": output.text(f"route.{code}", name=body.name)}
