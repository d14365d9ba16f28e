"""``regservice fmt``: the files of packages in a regular form."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import click

from regservice.cli.app import Localised, command
from regservice.cli.output import Output
from regservice.codec.files import BOOK, SUFFIXES
from regservice.codec.formatting import Formatted, formatted
from regservice.codec.package import package_files
from regservice.errors import (
    EXIT_DONE,
    EXIT_FINDINGS,
    EXIT_INVALID,
    DataError,
    Location,
    Problem,
)
from regservice.exports.files import rewrite
from regservice.messages import LANGUAGES
from regservice.plugin.installation import home_of


def make_fmt(output: Output) -> Localised:
    """Make the command."""
    return command(
        output,
        "fmt",
        click.Argument(["paths"], nargs=-1, required=True),
        click.Option(["--check"], is_flag=True, help=output.text("fmt.check")),
        click.Option(
            ["--keys"], type=click.Choice(LANGUAGES), help=output.text("fmt.keys")
        ),
        click.Option(["--diff"], is_flag=True, help=output.text("fmt.diff")),
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=(
            "regservice fmt plugins/regservice-region-shanghai --diff",
            "regservice fmt plugins/regservice-region-shanghai --keys zh --diff",
        ),
        callback=lambda **options: _run(output, **options),
    )


def _run(
    output: Output,
    paths: tuple[str, ...],
    *,
    check: bool,
    keys: str | None,
    diff: bool,
    as_json: bool,
) -> int:
    files: list[Formatted] = []
    problems: list[Problem] = []
    for path in dict.fromkeys(file for given in paths for file in _files(given)):
        try:
            found = formatted(path, keys)
            if found.is_changed and not check and not diff:
                rewrite(found.path, found.after)
            files.append(found)
        except DataError as error:
            problems += error.problems
    changed = [found for found in files if found.is_changed]
    if as_json:
        output.json(
            {
                "schema_version": 1,
                "ok": not problems and not (check and changed),
                "changed": [str(found.path) for found in changed],
                "unchanged": len(files) - len(changed),
                "problems": [problem.as_json(output.lang) for problem in problems],
            }
        )
    else:
        _print(output, changed, diff=diff, only=check or diff)
        counts = {"changed": len(changed), "same": len(files) - len(changed)}
        output.line(output.text("fmt.done", **counts))
        for problem in problems:
            output.hint(output.problem_text(problem))
    if problems:
        return EXIT_INVALID
    return EXIT_FINDINGS if check and changed else EXIT_DONE


def _files(given: str) -> list[Path]:
    """The files of a package, or the one file."""
    path = Path(given)
    if path.is_file() and path.suffix.lower() in SUFFIXES:
        return [path]
    files = package_files(Path(home_of(given) or given))
    if not files:
        raise DataError.of("RS1008" if path.exists() else "RS1001", Location(given))
    return files


def _print(output: Output, changed: list[Formatted], *, diff: bool, only: bool) -> None:
    for found in changed:
        if diff and found.path.suffix.lower() != BOOK:
            for line in _diff(found):
                output.line(line)
        else:
            code = "fmt.would" if only else "fmt.changed"
            output.line(output.text(code, file=found.path))


def _diff(found: Formatted) -> Iterator[str]:
    before, after = (
        content.decode("utf-8").splitlines() for content in (found.before, found.after)
    )
    name = str(found.path)
    yield from difflib.unified_diff(before, after, name, name, lineterm="")
