"""``regservice deadline`` and ``regservice calendar``."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import click

from regservice.cli.app import Localised, command
from regservice.cli.output import Output
from regservice.core.workcal import WorkingCalendar
from regservice.engine.instants import iso
from regservice.engine.route import source_json
from regservice.explain.arithmetic import arithmetic
from regservice.explain.words import source_detail


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
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=(
            'regservice deadline --start 2025-09-30 --limit "5 working_day"',
            'regservice deadline --start 2026-06-30 --limit "90 working_day" --back',
        ),
        callback=lambda **options: _deadline(output, **options),
    )


def _deadline(output: Output, **options: Any) -> int:
    engine = output.load()
    calendar = engine.calendar(str(options["calendar"]))
    sum_ = calendar.deadline(
        str(options["start"]),
        str(options["limit"]),
        options["pause"],
        back=bool(options["back"]),
    )
    text = arithmetic(sum_, calendar.working.last, output.lang)
    if options["as_json"]:
        output.json(
            {
                "schema_version": 1,
                "start": iso(sum_.start),
                "count": abs(sum_.count),
                "unit": str(sum_.unit),
                "calendar": calendar.code,
                "due_date": sum_.due_date.isoformat(),
                "due": iso(sum_.due),
                "provisional": sum_.provisional,
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
        click.Argument(["year"], type=click.IntRange(1, 9998)),
        click.Option(
            ["--calendar"],
            default="cn",
            show_default=True,
            help=output.text("deadline.calendar"),
        ),
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=("regservice calendar 2026", "regservice calendar 2025 --json"),
        callback=lambda **options: _calendar(output, **options),
    )


def _calendar(output: Output, **options: Any) -> int:
    engine = output.load()
    year = int(str(options["year"]))
    calendar = engine.calendar(str(options["calendar"])).working
    months = [_month(calendar, year, month) for month in range(1, 13)]
    notice = next(
        (
            n
            for n in engine.book.tables.calendar_notices
            if n.calendar == calendar.code and n.year == year
        ),
        None,
    )
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
