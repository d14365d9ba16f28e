"""``regservice convert``: the same package as YAML, as a workbook or in Python."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from regservice.cli.app import Localised, command
from regservice.cli.output import Output
from regservice.codec.cells import cell_text, read_xlsx
from regservice.codec.convert import language_of, write_package
from regservice.codec.files import BOOK
from regservice.codec.package import package_files
from regservice.codec.spec import row_types
from regservice.codec.workbook import UNREAD
from regservice.codec.yamlcomments import comments
from regservice.errors import EXIT_DONE
from regservice.messages import LANGUAGES
from regservice.plugin.installation import home_of
from regservice.plugin.source import contribution_of


def make_convert(output: Output) -> Localised:
    """Make the command."""
    return command(
        output,
        "convert",
        click.Argument(["source"], metavar="SRC"),
        click.Argument(["target"], metavar="DST"),
        click.Option(
            ["--keys"], type=click.Choice(LANGUAGES), help=output.text("convert.keys")
        ),
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=(
            "regservice convert plugins/regservice-region-shanghai shanghai.xlsx",
            "regservice convert plugins/regservice-region-shanghai shanghai --keys zh",
        ),
        callback=lambda **options: _run(output, **options),
    )


def _run(
    output: Output, source: str, target: str, *, keys: str | None, as_json: bool
) -> int:
    package = contribution_of(Path(source))
    home = Path(home_of(source) or source)
    lang = keys or language_of(home)
    write_package(package, Path(target), lang)
    rows = {name: len(getattr(package.tables, name)) for name in row_types()}
    lost = {
        "comments": _commented(home),
        "remarks": list(_remarks(home)),
        "strategies": [strategy.id for strategy in package.strategies],
    }
    if as_json:
        output.json(
            {
                "schema_version": 1,
                "package": package.manifest.name,
                "target": target,
                "keys": lang,
                "rows": {name: count for name, count in rows.items() if count},
                "left_behind": lost,
            }
        )
        return EXIT_DONE
    output.line(output.text("convert.done", target=target, rows=sum(rows.values())))
    for code, name in (
        ("comments", "files"),
        ("remarks", "columns"),
        ("strategies", "names"),
    ):
        if lost[code]:
            listed = ", ".join(lost[code])
            output.hint(output.text(f"convert.{code}", **{name: listed}))
    return EXIT_DONE


def _commented(home: Path) -> list[str]:
    """The YAML files that hold comments."""
    return [
        file.name
        for file in package_files(home)
        if file.suffix.lower() != BOOK and any(comments(file.read_text("utf-8-sig")))
    ]


def _remarks(home: Path) -> Iterator[str]:
    """Columns of workbooks whose header begins with #."""
    for file in package_files(home):
        if file.suffix.lower() != BOOK:
            continue
        for grid in read_xlsx(file):
            if grid.sheet.strip().lower() in UNREAD:
                continue
            for cell in grid.rows[0]:
                if cell_text(cell).startswith("#"):
                    yield f"{grid.sheet}!{cell_text(cell)}"
