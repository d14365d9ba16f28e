"""``regservice test``: do the rules answer as experts expect?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from regservice.cases.coverage import Coverage, cover
from regservice.cases.outcome import Result
from regservice.cases.record import FILE, expected, record
from regservice.cases.suite import Suite, open_suite
from regservice.cases.words import (
    coverage_json,
    coverage_lines,
    percent_text,
    result_json,
    result_lines,
)
from regservice.cli import asking
from regservice.cli.app import Localised, command
from regservice.cli.output import Output
from regservice.engine.instants import now
from regservice.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_INVALID
from regservice.plugin.installation import home_of

_FIELDS = {"attr": "attributes", "programme": "programmes", "override": "overrides"} | {
    "actor": "override_actor",
    "reason": "override_reason",
}
"""Options that a test calls by another name."""


def make_test(output: Output) -> Localised:
    """Make the command."""
    return command(
        output,
        "test",
        click.Argument(["paths"], nargs=-1),
        click.Option(["-k", "keyword"], default="", help=output.text("test.k")),
        click.Option(["--cov"], is_flag=True, help=output.text("test.cov")),
        click.Option(
            ["--fail-under"],
            type=click.IntRange(0, 100),
            help=output.text("test.fail_under"),
        ),
        click.Option(["--record", "text"], help=output.text("test.record")),
        click.Option(["--id", "key"], help=output.text("test.id")),
        *asking.make_options(output, asking.OPTIONS),
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=(
            "regservice test",
            "regservice test plugins/regservice-region-shanghai --cov",
        ),
        callback=lambda **options: _run(output, options),
    )


def _run(output: Output, options: dict[str, Any]) -> int:
    if options["text"] is not None:
        for name in ("keyword", "cov", "fail_under"):
            if options[name]:
                raise _misused(output, "not_record", _written(name))
        return _record(output, options)
    for name in ("key", *(option.replace("-", "_") for option in asking.OPTIONS)):
        if options[name]:
            raise _misused(output, "only_record", _written(name))
    return _test(output, options)


def _written(name: str) -> str:
    """How an option is written on the command line."""
    short = {"keyword": "-k", "key": "--id"}
    return short.get(name, f"--{name.replace('_', '-')}")


def _misused(output: Output, code: str, option: str) -> click.UsageError:
    return click.UsageError(output.text(f"test.{code}", option=option))


def _test(output: Output, options: dict[str, Any]) -> int:
    paths: Sequence[str] = options["paths"]
    suite = open_suite(paths, output.packages, strict=output.strict)
    output.tell_quarantined(suite.engine)
    results = list(suite.results(options["keyword"]))
    if not results:
        output.hint(output.text("test.none"))
    least = options["fail_under"]
    wanted = options["cov"] or least is not None
    coverage = cover(suite.contributions, results) if wanted else None
    code = _code(results, coverage, least)
    if options["as_json"]:
        output.json(_json(output, suite, results, coverage, ok=code == EXIT_DONE))
        return code
    _print(output, suite, results, (*output.packages, *paths))
    if coverage is not None:
        lines = list(coverage_lines(coverage, output.lang))
        for line in lines if options["cov"] else lines[:1]:
            output.line(line)
        if least is not None and coverage.percent < least:
            percent, asked = map(percent_text, (coverage.percent, least))
            output.line(output.text("test.under", percent=percent, least=asked))
    return code


def _code(
    results: Sequence[Result], coverage: Coverage | None, least: float | None
) -> int:
    if any(result.problems for result in results):
        return EXIT_INVALID
    under = coverage is not None and least is not None and coverage.percent < least
    passed = results and all(result.ok for result in results)
    return EXIT_DONE if passed and not under else EXIT_FINDINGS


def _print(
    output: Output, suite: Suite, results: Sequence[Result], packages: Sequence[str]
) -> None:
    for result in results:
        for problem in result.problems:
            output.line(output.problem_text(problem))
        if not result.problems and not result.ok:
            book = suite.engine.book
            for line in result_lines(book, result, output.lang, packages):
                output.line(line)
    invalid = sum(bool(result.problems) for result in results)
    passed = sum(result.ok for result in results)
    count, failed = len(results), len(results) - passed - invalid
    if count and count == passed:
        output.line(output.text("test.passed", count=count))
    elif count:
        counts = {"passed": passed, "failed": failed, "invalid": invalid}
        output.line(output.text("test.counts", count=count, **counts))


def _json(
    output: Output,
    suite: Suite,
    results: Sequence[Result],
    coverage: Coverage | None,
    *,
    ok: bool,
) -> dict[str, Any]:
    book, lang = suite.engine.book, output.lang
    invalid = sum(bool(result.problems) for result in results)
    passed = sum(result.ok for result in results)
    return {
        "schema_version": 1,
        "ok": ok,
        "passed": passed,
        "failed": len(results) - passed - invalid,
        "invalid": invalid,
        "tests": [result_json(book, result, lang) for result in results],
        "coverage": coverage and coverage_json(coverage),
        "ruleset": suite.engine.digest,
    }


def _record(output: Output, options: dict[str, Any]) -> int:
    paths = options["paths"]
    if len(paths) != 1:
        raise click.UsageError(output.text("test.one_path"))
    if not options["at"]:
        options = {**options, "at": now().isoformat(timespec="minutes")}
    asked = asking.asked(output, options)
    suite = open_suite(paths, output.packages, strict=output.strict)
    output.tell_quarantined(suite.engine)
    route = suite.engine.route(asked.request, at=asked.at, known_at=asked.known_at)
    given = {"text": options["text"], **_given(output, options)}
    answer = expected(suite.engine, route)
    test = record(paths[0], {**given, **answer, "id": options["key"]})
    file = str(Path(home_of(paths[0]) or paths[0], FILE))
    if options["as_json"]:
        shape = {**given, **answer, "limit": test.limit and str(test.limit)}
        output.json(
            {"schema_version": 1, "file": file, "test": {"id": test.id, **shape}}
        )
        return EXIT_DONE
    output.line(output.text("test.recorded", file=file, id=test.id))
    for field in answer:
        value = getattr(test, field)
        text = ", ".join(value) if isinstance(value, tuple) else str(value)
        output.line(f"  {output.text(f'test.field.{field}')}: {text}")
    return EXIT_DONE


def _given(output: Output, options: dict[str, Any]) -> dict[str, Any]:
    """What is asked, as it was typed."""
    found: dict[str, Any] = {}
    for option in asking.OPTIONS:
        name = option.replace("-", "_")
        value = options[name]
        if name == "attr":
            value = asking.attributes_of(output, options)
        if value:
            found[_FIELDS.get(name, name)] = value
    return found
