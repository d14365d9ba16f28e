"""``regservice diff``: whose answer moves?"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Final

import click

from regservice.cli.app import Localised, command
from regservice.cli.output import Output
from regservice.codec.files import BOOK
from regservice.engine.engine import Engine
from regservice.engine.load import load
from regservice.engine.unpack import load_pack
from regservice.explain.moves import diff_lines, side_words
from regservice.ruleset.answers import Side
from regservice.ruleset.diff import Diff, Move

_PACKAGES: Final = (BOOK, ".py")
"""Endings of single files that are a package; others are packs."""


def make_diff(output: Output) -> Localised:
    """Make the command."""
    return command(
        output,
        "diff",
        click.Argument(["before"], required=False),
        click.Argument(["after"], required=False),
        click.Option(["--from", "since"], help=output.text("diff.from")),
        click.Option(["--to", "until"], help=output.text("diff.to")),
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=(
            "regservice diff --from 2023-06-01 --to 2024-06-01",
            (
                "regservice diff plugins/regservice-region-shanghai"
                " plugins/regservice-region-shanghai"
            ),
        ),
        callback=lambda **options: _run(output, **options),
    )


def _run(
    output: Output,
    before: str | None,
    after: str | None,
    since: str | None,
    until: str | None,
    *,
    as_json: bool,
) -> int:
    if (before is None) is not (after is None):
        raise click.UsageError(output.text("diff.usage"))
    if before is None and not (since and until):
        raise click.UsageError(output.text("diff.usage"))
    left = output.load() if before is None else open_rules(before)
    right = None if after is None else open_rules(after)
    found = left.diff(right, before=since, after=until)
    if as_json:
        output.json(_json(found, output.lang))
        return 0
    head = (before, after) if before else (since, until)
    output.line(output.text("diff.head", before=head[0], after=head[1]))
    for line in diff_lines(found, output.lang):
        output.line(line)
    return 0


def open_rules(name: str) -> Engine:
    """A pack, or a package in any form beside the national one."""
    path = Path(name)
    if path.is_file() and path.suffix.lower() not in _PACKAGES:
        return load_pack(path, stale="accept")
    return load([path], discover=False)


def _json(found: Diff, lang: str) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "days": [[_day(a), _day(b)] for a, b in found.days],
        "moves": [_move(found, move, lang) for move in found.moves],
        "rows": [
            {"table": row.table, "key": row.key, "change": row.change}
            for row in found.rows
        ],
        "text": diff_lines(found, lang),
    }


def _move(found: Diff, move: Move, lang: str) -> dict[str, Any]:
    before, after = side_words(found, move, lang)
    return {
        "aspect": move.aspect,
        "of": list(move.of),
        "before": _side(move.before, before),
        "after": _side(move.after, after),
        "boxes": [
            {
                "sides": {name: sorted(side) for name, side in box.sides},
                "periods": list(box.periods),
            }
            for box in move.boxes
        ],
    }


def _side(side: Side, text: str) -> dict[str, Any]:
    return {
        "bodies": list(side.bodies),
        "kinds": list(side.kinds),
        "rules": list(side.rules),
        "text": text,
    }


def _day(day: dt.date) -> str:
    return day.isoformat()
