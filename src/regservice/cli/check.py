"""``regservice check``: are the packages sound?"""

from __future__ import annotations

from pathlib import Path

import click

from regservice.cli.app import Localised, command
from regservice.cli.output import Output
from regservice.errors import EXIT_DONE, EXIT_INVALID, DataError, Problem
from regservice.plugin.manager import collect
from regservice.ruleset.compile import Ruleset, compile_ruleset


def make_check(output: Output) -> Localised:
    """Make the command."""
    return command(
        output,
        "check",
        click.Argument(["paths"], nargs=-1),
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=(
            "regservice check",
            "regservice check plugins/regservice-region-shanghai",
        ),
        callback=lambda **options: _run(output, **options),
    )


def _run(output: Output, paths: tuple[str, ...], *, as_json: bool) -> int:
    problems, ruleset = _check(paths)
    ok = not problems
    if as_json:
        output.json(
            {
                "schema_version": 1,
                "ok": ok,
                "ruleset": ruleset.digest if ruleset and ok else None,
                "problems": [p.as_json(output.lang) for p in problems],
            }
        )
        return EXIT_DONE if ok else EXIT_INVALID
    for problem in problems:
        output.line(output.problem_text(problem))
    if ruleset is not None and ok:
        packages = len(ruleset.manifests)
        output.line(output.text("check.ok", packages=packages, digest=ruleset.digest))
    else:
        output.line(output.text("check.found", count=len(problems)))
    return EXIT_DONE if ok else EXIT_INVALID


def _check(paths: tuple[str, ...]) -> tuple[list[Problem], Ruleset | None]:
    found = collect([Path(path) for path in paths], discover=not paths)
    problems = [problem for package in found for problem in package.problems]
    sound = [p.contribution for p in found if p.contribution is not None]
    try:
        ruleset = compile_ruleset(sound)
    except DataError as error:
        return [*problems, *error.problems], None
    return problems, ruleset
