"""``regservice deadline`` and ``regservice calendar``."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import attrs
import click

from regservice.cli.app import Localised, command
from regservice.cli.output import Output
from regservice.core.tally import TALLY
from regservice.core.workcal.almanac import Arranged
from regservice.core.workcal.calendar import WorkingCalendar
from regservice.engine.engine import Engine
from regservice.engine.instants import iso, parse_date, typed
from regservice.engine.route import source_json
from regservice.explain.arithmetic import arithmetic
from regservice.explain.days import day_text, hours_text
from regservice.explain.words import source_detail
from regservice.model.limit import USUAL, Terms
from regservice.model.vocab import Close, Receipt, Roll


def make_deadline(output: Output) -> Localised:
    """Make ``deadline``."""
    return command(
        output,
        "deadline",
        click.Option(["--start"], required=True, help=output.text("deadline.start")),
        click.Option(["--limit"], required=True, help=output.text("deadline.limit")),
        click.Option(
            ["--calendar"],
            default="cn",
            show_default=True,
            help=output.text("deadline.calendar"),
        ),
        click.Option(["--pause"], multiple=True, help=output.text("deadline.pause")),
        click.Option(["--back"], is_flag=True, help=output.text("deadline.back")),
        *(
            click.Option(
                [f"--{name}"],
                type=click.Choice([str(value) for value in type(usual)]),
                default=str(usual),
                show_default=True,
                help=output.text(f"deadline.{name}"),
            )
            for name, usual in attrs.asdict(USUAL).items()
        ),
        click.Option(["--known-at"], help=output.text("deadline.known_at")),
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=(
            'regservice deadline --start 2025-09-30 --limit "5 working_day"',
            'regservice deadline --start 2026-06-30 --limit "90 working_day" --back',
        ),
        callback=lambda **options: _deadline(output, **options),
    )


def _deadline(output: Output, **options: Any) -> int:
    engine = output.load()
    calendar = engine.calendar(str(options["calendar"]), options["known_at"])
    terms = Terms(
        receipt=Receipt(options["receipt"]),
        close=Close(options["close"]),
        roll=Roll(options["roll"]),
    )
    start = str(options["start"]).strip()
    sum_ = calendar.deadline(
        typed(start) if len(start) > len("2026-03-02") else start,
        str(options["limit"]),
        options["pause"],
        back=bool(options["back"]),
        terms=terms,
    )
    kinds = calendar.minutes(sum_, options["pause"])
    text = arithmetic(sum_, calendar.working.last, output.lang, kinds)
    if options["as_json"]:
        output.json(
            {
                "schema_version": 1,
                "start": iso(sum_.start),
                "count": abs(sum_.count),
                "unit": str(sum_.unit),
                "calendar": calendar.code,
                "terms": {k: str(v) for k, v in attrs.asdict(terms).items()},
                "received": sum_.received.isoformat(),
                "nominal": sum_.nominal.isoformat(),
                "due_date": sum_.due_date.isoformat(),
                "due": iso(sum_.due),
                "provisional": sum_.provisional,
                "sum": {name: getattr(sum_, name) for name in TALLY},
                "excluded": sum_.excluded,
                "minutes": kinds,
                "arithmetic": text,
            }
        )
    else:
        output.line(text)
    return 0


def make_calendar(output: Output) -> Localised:
    """Make ``calendar``."""
    return command(
        output,
        "calendar",
        click.Argument(["year"], metavar="YEAR|DAY", callback=_year_or_day),
        click.Option(
            ["--calendar"],
            default="cn",
            show_default=True,
            help=output.text("deadline.calendar"),
        ),
        click.Option(["--known-at"], help=output.text("deadline.known_at")),
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=("regservice calendar 2026", "regservice calendar 2026-10-10"),
        callback=lambda **options: _calendar(output, **options),
    )


def _year_or_day(
    ctx: click.Context, param: click.Parameter, value: str
) -> int | dt.date:
    """A day has dashes; a year is a number from 1 to 9998."""
    if "-" in value.strip("-"):
        return parse_date(value)
    year: int = click.IntRange(1, 9998)(value, param, ctx)
    return year


def _calendar(output: Output, **options: Any) -> int:
    engine = output.load()
    year = options["year"]
    known = options["known_at"]
    facade = engine.calendar(str(options["calendar"]), known)
    if isinstance(year, dt.date):
        return _day(output, engine, facade.day(year), as_json=options["as_json"])
    calendar = facade.working
    months = [_month(calendar, year, month) for month in range(1, 13)]
    notice = facade.notice(year)
    days = [dt.date(year, 1, 1) + dt.timedelta(n) for n in range(366)]
    days = [day for day in days if day.year == year]
    off = [day for day in days if calendar.is_day_off(day)]
    makeup = [day for day in days if calendar.is_makeup(day)]
    shape: dict[str, Any] = {
        "schema_version": 1,
        "year": year,
        "provisional": notice is None,
        "working_days": months,
        "total": sum(months),
        "days_off": _spans(off),
        "makeup_days": [day.isoformat() for day in makeup],
        "source": notice and source_json(engine.book, notice.source),
    }
    if options["as_json"]:
        output.json(shape)
        return 0
    if notice is None:
        output.line(output.text("calendar.unpublished", year=year))
    rows = [(f"{year}-{n:02}", str(days)) for n, days in enumerate(months, 1)]
    rows.append((output.text("calendar.total"), str(sum(months))))
    output.table(("head.month", "head.working"), rows)
    if notice is not None:
        spans = ", ".join(a if a == b else f"{a}..{b}" for a, b in shape["days_off"])
        output.line(f"{output.text('calendar.off')}: {spans}")
        made = ", ".join(shape["makeup_days"])
        output.line(f"{output.text('calendar.makeup')}: {made}")
        output.line(source_detail(engine.book, notice.source, output.lang))
    return 0


def _day(output: Output, engine: Engine, found: Arranged, *, as_json: bool) -> int:
    hours = hours_text(found.hours)
    if as_json:
        output.json(
            {
                "schema_version": 1,
                "day": found.day.isoformat(),
                "kind": str(found.kind),
                "working": found.working,
                "hours": hours,
                "name": found.name,
                "calendar": found.calendar,
                "row": found.row,
                "provisional": found.provisional,
                "source": source_json(engine.book, found.source),
            }
        )
        return 0
    output.line(day_text(engine.book, found, output.lang))
    return 0


def _month(calendar: WorkingCalendar, year: int, month: int) -> int:
    first = dt.date(year, month, 1)
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    return sum(
        calendar.is_working(first + dt.timedelta(n))
        for n in range((after - first).days)
    )


def _spans(days: list[dt.date]) -> list[tuple[str, str]]:
    """Join consecutive days."""
    cuts = [n + 1 for n, (a, b) in enumerate(pairwise(days)) if (b - a).days > 1]
    edges = [0, *cuts, len(days)]
    return [
        (days[a].isoformat(), days[b - 1].isoformat())
        for a, b in pairwise(edges)
        if b > a
    ]
