"""``regservice items`` and ``who``: what the packages know."""

from __future__ import annotations

import click

from regservice.cli.app import Localised, command
from regservice.cli.asking import parse_pairs
from regservice.cli.output import Output
from regservice.core.routing.competence import CompetenceResult
from regservice.engine.clocks import period_json
from regservice.engine.engine import Engine
from regservice.engine.instants import typed
from regservice.engine.names import choice
from regservice.engine.route import body_json, competent_json
from regservice.explain.clocks import period_text
from regservice.explain.steps import competent_lines
from regservice.explain.words import (
    place_name,
    question_text,
)
from regservice.messages import name_of, sentence
from regservice.model.authority import Authority
from regservice.model.catalogue import IntakeField, Matter
from regservice.model.legal import Validity
from regservice.model.vocab import NATIONAL, Tier


def json_option(output: Output) -> click.Option:
    """Make the option for an answer as JSON."""
    return click.Option(["--json", "as_json"], is_flag=True, help=output.text("json"))


def make_items(output: Output) -> Localised:
    """Make ``items``."""
    return command(
        output,
        "items",
        json_option(output),
        examples=("regservice items", "regservice items --json"),
        callback=lambda **options: _items(output, **options),
    )


def span_json(validity: Validity) -> dict[str, str | None]:
    """Return the JSON shape of a validity."""
    return {
        "from": str(validity.start) if validity.start else None,
        "to": str(validity.end) if validity.end else None,
    }


def _items(output: Output, *, as_json: bool) -> int:
    engine = output.load()
    items = engine.book.tables.items
    if as_json:
        output.json(
            {
                "schema_version": 1,
                "items": [
                    {
                        "code": item.code,
                        "name": item.name,
                        "name_en": item.name_en,
                        "products": [str(p) for p in item.products],
                        "fields": list(item.fields),
                        "registration_business": item.registration_business,
                        "bring": list(item.bring),
                        "enabled": list(item.enabled),
                        "offered": [
                            {"places": list(offer.places), **span_json(offer.validity)}
                            for offer in engine.book.tables.offers
                            if offer.item == item.code
                        ],
                        "keywords": list(item.keywords),
                    }
                    for item in items
                ],
                "fields": [
                    {
                        "code": field.code,
                        "name": field.name,
                        "values": {v.code: v.name for v in field.values},
                        "presumed": field.presumed,
                    }
                    for field in engine.book.tables.fields
                ],
                "programmes": [
                    {
                        "code": programme.code,
                        "name": programme.name,
                        "places": list(programme.places),
                    }
                    for programme in engine.book.tables.programmes
                ],
            }
        )
        return 0
    output.table(
        ("head.code", "head.name", "head.products", "head.registration"),
        (
            (
                item.code,
                item.name_en if output.lang == "en" and item.name_en else item.name,
                ", ".join(name_of("product", p, output.lang) for p in item.products),
                output.text("yes" if item.registration_business else "no"),
            )
            for item in items
        ),
    )
    output.table(
        ("head.fact", "head.name", "head.values"),
        ((f.code, f.name, _values(f)) for f in engine.book.tables.fields),
    )
    programmes = engine.book.tables.programmes
    if programmes:
        output.table(
            ("head.programme", "head.name", "head.places"),
            (
                (
                    programme.code,
                    programme.name,
                    ", ".join(place_name(engine.book, p) for p in programme.places),
                )
                for programme in programmes
            ),
        )
    return 0


def _values(field: IntakeField) -> str:
    if not field.values:
        return f"{field.lowest}..{field.highest}"
    return ", ".join(f"{value.code} {value.name}" for value in field.values)


def make_who(output: Output) -> Localised:
    """Make ``who``."""
    return command(
        output,
        "who",
        click.Argument(["matter"]),
        click.Option(["--place"], help=output.text("route.place")),
        click.Option(["--product"], help=output.text("route.product")),
        click.Option(["--attr"], multiple=True, help=output.text("route.attr")),
        click.Option(["--at"], help=output.text("route.at")),
        json_option(output),
        examples=(
            "regservice who device_class1_filing --place 徐汇区",
            "regservice who device_renewal --place 徐汇区 --attr device_class=2",
        ),
        callback=lambda **options: _who(output, **options),
    )


def _who(
    output: Output,
    matter: str,
    place: str | None,
    product: str | None,
    attr: tuple[str, ...],
    at: str | None,
    *,
    as_json: bool,
) -> int:
    at = at if at is None else typed(at)
    engine = output.load()
    pairs = parse_pairs(attr, output)
    if product is not None:
        pairs["product"] = choice("product", product)
    row = engine.book.matters[engine.names.resolve("matter", matter)]
    installed = [] if place else _installed(engine, row, pairs, at)
    only = installed[0][0] if len(installed) == 1 else None
    result = engine.who(matter, place or only, pairs, at)
    book, lang = engine.book, output.lang
    ask = question_text(book, result.ask, lang) if result.ask else None
    if as_json:
        output.json(
            {
                "schema_version": 1,
                "matter": row.code,
                "name": row.name,
                "competent": competent_json(book, result.competent, lang),
                "also": [competent_json(book, c, lang) for c in result.also],
                "technical": list(row.technical),
                "installed": [
                    {"place": code, **(body_json(body) or {})}
                    for code, body in installed
                ],
                "place_presumed": only,
                "statutory_limit": row.statutory_limit or None,
                "periods": [period_json(book, p) for p in engine.periods(row.code, at)],
                "ask": ask,
                "ruleset": engine.digest,
            }
        )
        return 0
    _print_who(output, engine, row, result, [] if only else installed)
    for period in engine.periods(row.code, at):
        output.line("  " + period_text(book, period, lang))
    if only:
        output.line("  " + output.text("who.only", place=place_name(book, only)))
    return 0


def _print_who(
    output: Output,
    engine: Engine,
    row: Matter,
    result: CompetenceResult,
    installed: list[tuple[str, Authority]],
) -> None:
    book, lang = engine.book, output.lang
    output.line(f"{row.name} ({row.code}, {row.number})")
    for limb in (result.competent, *result.also):
        if limb is None:
            continue
        for line in competent_lines(book, limb, lang):
            output.line("  " + line)
        confidence = name_of("confidence", limb.confidence, lang)
        output.line(f"    {output.text('head.confidence')}: {confidence}")
    if result.ask is not None:
        ask = question_text(book, result.ask, lang)
        output.line(f"  {output.text('head.ask')}: {ask}")
    if installed:
        output.line(f"  {output.text('who.installed')}:")
    for code, body in installed:
        output.line(f"    {place_name(book, code)}: {body.name} [{body.id}]")
    if row.statutory_limit:
        period = row.statutory_limit
        output.line("  " + sentence("long.statutory", lang, period=period))


def _installed(
    engine: Engine, row: Matter, pairs: dict[str, str], at: str | None
) -> list[tuple[str, Authority]]:
    """Without a place: who decides in each province of which a body is known."""
    found = []
    for place in engine.book.tables.places:
        if place.tier is not Tier.PROVINCE or NATIONAL not in place.located_in:
            continue
        competent = engine.who(row.code, place.code, pairs, at).competent
        if competent and competent.limb.functions and competent.authority:
            body = engine.book.hierarchy.authorities[competent.authority]
            found.append((place.code, body))
    return found
