"""``regservice plugins check``: which level does a package reach?"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any, Final

import click

from regservice.cli.app import Localised, command
from regservice.cli.output import Output
from regservice.errors import EXIT_DONE, EXIT_FINDINGS
from regservice.exports.files import write_text
from regservice.levels.badge import badge
from regservice.levels.finding import Finding, Level
from regservice.levels.judge import Judged, Verdict, judged
from regservice.messages.levels import level_meaning, level_name, rule_words

_SHOWN: Final = 5


def make_check(output: Output) -> Localised:
    """Make the command."""
    made = command(
        output,
        "plugins.check",
        click.Argument(["package"]),
        click.Option(
            ["--level"],
            type=click.Choice([str(level) for level in Level]),
            default=str(Level.BRONZE),
            help=output.text("plugins.check.level"),
        ),
        click.Option(["--badge", "file"], help=output.text("plugins.check.badge")),
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=(
            "regservice plugins check plugins/regservice-region-shanghai",
            (
                "regservice plugins check plugins/regservice-region-shanghai"
                " --badge level.svg"
            ),
        ),
        callback=lambda **options: _run(output, **options),
    )
    made.name = "check"
    return made


def _run(
    output: Output, package: str, *, level: str, file: str | None, as_json: bool
) -> int:
    if file is not None and not file.lower().endswith(".svg"):
        raise click.UsageError(output.text("plugins.check.suffix"))
    asked = Level(level)
    verdict = judged(package, output.packages, asked=asked, lang=output.lang)
    if file is not None:
        write_text(Path(file), badge(verdict.level, output.lang))
    ok = verdict.holds(asked)
    if as_json:
        output.json(_json(verdict, asked, output.lang))
    else:
        _print(output, verdict)
    if file is not None:
        output.hint(output.text("plugins.check.written", file=file))
    return EXIT_DONE if ok else EXIT_FINDINGS


def _print(output: Output, verdict: Verdict) -> None:
    for level, group in groupby(verdict.judged, lambda each: each.rule.level):
        words = {
            "level": level_name(level, output.lang),
            "meaning": level_meaning(level, output.lang),
        }
        output.line(output.text("plugins.check.heading", **words))
        for each in group:
            _print_rule(output, each)
    reached = verdict.level
    named = {"name": verdict.name, "version": verdict.version}
    if reached is None:
        output.line(output.text("plugins.check.none", **named))
    else:
        name = level_name(reached, output.lang)
        output.line(output.text("plugins.check.reached", level=name, **named))


def _print_rule(output: Output, each: Judged) -> None:
    mark = "-" if each.is_open else "√" if each.ok else "×"
    name = rule_words(each.rule.id, output.lang)["name"]
    note = f" ({output.text('plugins.check.open')})" if each.is_open else ""
    output.line(f"  {mark} {each.rule.id} {name}{note}")
    for finding in each.findings[:_SHOWN]:
        where = str(finding.where)
        said = finding.message(output.lang)
        output.line(f"      {where}: {said}" if where else f"      {said}")
        output.line(f"        {output.text('fix')}: {finding.fix(output.lang)}")
    more = len(each.findings) - _SHOWN
    if more > 0:
        output.line(f"      {output.text('plugins.check.more', count=more)}")


def _json(verdict: Verdict, asked: Level, lang: str) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "ok": verdict.holds(asked),
        "name": verdict.name,
        "version": verdict.version or None,
        "asked": str(asked),
        "level": verdict.level and str(verdict.level),
        "rules": [
            {
                "id": each.rule.id,
                "level": str(each.rule.level),
                "name": rule_words(each.rule.id, lang)["name"],
                "ok": None if each.is_open else each.ok,
                "findings": [_shape(finding, lang) for finding in each.findings],
            }
            for each in verdict.judged
        ],
    }


def _shape(finding: Finding, lang: str) -> dict[str, Any]:
    problem = finding.fault.problem
    where = finding.where
    return {
        "code": problem and problem.code,
        "file": where.file,
        "line": where.line or None,
        "column": where.column or None,
        "cell": where.cell or None,
        "message": finding.message(lang),
        "fix": finding.fix(lang),
    }
