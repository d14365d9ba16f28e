"""``regservice plugins schema``: what editors need to check YAML while it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import click

from regservice.cli.app import Localised, command
from regservice.cli.output import Output
from regservice.codec.schema import manifest_schema, tables_schema
from regservice.errors import EXIT_DONE, file_error
from regservice.messages import LANGUAGES

FILES = {
    "regservice.schema.json": tables_schema,
    "regservice-package.schema.json": manifest_schema,
}
"""File to what makes its content."""


def make_schema(output: Output) -> Localised:
    """Make the command of the group ``plugins``."""
    return command(
        output,
        "schema",
        click.Option(
            ["--keys"], type=click.Choice(LANGUAGES), help=output.text("schema.lang")
        ),
        click.Option(
            ["--out"], default=".", metavar="DIR", help=output.text("schema.out")
        ),
        examples=(
            "regservice plugins schema",
            "regservice plugins schema --keys zh --out schemas",
        ),
        callback=lambda **options: _run(output, **options),
    )


def _run(output: Output, *, keys: str | None, out: str) -> int:
    for name, make in FILES.items():
        file = Path(out, name)
        text = json.dumps(make(keys), ensure_ascii=False, indent=1) + "\n"
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise file_error(error, str(file), writing=True) from None
        output.line(output.text("schema.done", file=file))
    return EXIT_DONE
