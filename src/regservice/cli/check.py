"""``regservice check``: are the packages sound, and is nobody left without a body?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from regservice.cli.app import Localised, command
from regservice.cli.output import Output
from regservice.cli.packages import say_isolated
from regservice.engine.compiled import fitted
from regservice.errors import (
    EXIT_DONE,
    EXIT_FINDINGS,
    EXIT_INVALID,
    DataError,
    Location,
    Problem,
)
from regservice.explain.findings import problems as finding_problems
from regservice.explain.words import dimension_name, source_text
from regservice.model.package import Origin
from regservice.plugin.found import Found
from regservice.plugin.manager import collect
from regservice.ruleset.prove import BUDGET, Proof, prove
from regservice.ruleset.ruleset import Ruleset


def make_check(output: Output) -> Localised:
    """Make the command."""
    return command(
        output,
        "check",
        click.Argument(["paths"], nargs=-1),
        click.Option(
            ["--budget"],
            type=click.IntRange(min=1),
            default=BUDGET,
            help=output.text("check.budget"),
        ),
        click.Option(["--fix"], is_flag=True, help=output.text("check.fix")),
        click.Option(["--no-proof"], is_flag=True, help=output.text("check.no_proof")),
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=(
            "regservice check",
            "regservice check plugins/regservice-region-shanghai",
        ),
        callback=lambda **options: _run(output, **options),
    )


def _run(
    output: Output,
    paths: tuple[str, ...],
    *,
    budget: int,
    no_proof: bool,
    as_json: bool,
    fix: bool,
) -> int:
    if fix:
        from regservice.cli.mend import fix as mend

        if not paths:
            raise click.UsageError(output.text("check.fix_path"))
        show = output.hint if as_json else output.line
        count = mend(output, lambda: checked(paths)[0], show)
        output.hint(output.text("check.mended_all", count=count))
    problems, ruleset, packages = checked(paths)
    code = EXIT_INVALID if problems else EXIT_DONE
    proof = None
    if ruleset is not None and not no_proof:
        proof = prove(ruleset, budget)
        found = finding_problems(ruleset, proof, output.lang, paths)
        if problems and not proof.places:
            proof = None  # of what was asked for nothing could be read
        problems += found
        code = code or (EXIT_FINDINGS if found else EXIT_DONE)
    if as_json:
        output.json(
            {
                "schema_version": 1,
                "ok": not problems,
                "ruleset": ruleset.digest if ruleset and not problems else None,
                "problems": [p.as_json(output.lang) for p in problems],
                "isolated": [p.name for p in packages if p.isolated],
                "proof": proof and _proof_json(proof, paths),
                "supersessions": [
                    {**row, "by": _place(new), "instead_of": _place(old)}
                    for row, new, old in _superseded(ruleset, output.lang)
                ],
            }
        )
        return code
    say_isolated(output, packages)
    for problem in problems:
        output.line(output.problem_text(problem))
    if ruleset is not None and not problems:
        count = len(ruleset.manifests)
        output.line(output.text("check.ok", packages=count, digest=ruleset.digest))
    else:
        output.line(output.text("check.found", count=len(problems)))
    if ruleset is not None and proof is not None and code == EXIT_DONE:
        _print_proof(output, ruleset, proof)
    for row, new, old in _superseded(ruleset, output.lang):
        stands = {"new": _stands(new), "old": _stands(old)}
        output.line(output.text("check.superseded", **row, **stands))
    return code


def _stands(origin: Origin) -> str:
    where = Location(origin.file, origin.line, origin.column)
    return f"{origin.package} ({where})" if origin.file else origin.package


def _print_proof(output: Output, ruleset: Ruleset, proof: Proof) -> None:
    if proof.unprovable:
        rules = ", ".join(proof.unprovable)
        output.line(output.text("check.unprovable", rules=rules))
    if not proof.places:
        output.line(output.text("check.nowhere"))
    elif proof.is_clean:
        names = [
            f"{dimension_name(ruleset.book, name, output.lang)} {count}"
            for name, count in proof.dimensions.items()
        ]
        output.line(
            output.text(
                "check.proved",
                places=len(proof.places),
                periods=len(proof.periods),
                classes=proof.classes,
                dimensions=", ".join(names) or "-",
            )
        )


def _proof_json(proof: Proof, paths: tuple[str, ...]) -> dict[str, Any]:
    return {
        "verdict": str(proof.verdict),
        "places": list(proof.places),
        "periods": [day.isoformat() for day in proof.periods],
        "dimensions": dict(proof.dimensions),
        "classes": proof.classes,
        "unprovable": list(proof.unprovable),
        "partial": list(proof.partial),
        "findings": [
            {
                "kind": str(finding.kind),
                "role": finding.role and str(finding.role),
                "rules": list(finding.rules),
                "bodies": list(finding.bodies),
                "boxes": [
                    {
                        "sides": {name: sorted(side) for name, side in box.sides},
                        "periods": list(box.periods),
                    }
                    for box in finding.boxes
                ],
                "witness": finding.witness
                and {
                    "arguments": list(finding.witness.arguments),
                    "command": finding.witness.command(paths),
                    "reproduced": finding.witness.reproduced,
                },
            }
            for finding in proof.findings
        ],
    }


def checked(
    paths: tuple[str, ...],
) -> tuple[list[Problem], Ruleset | None, tuple[Found, ...]]:
    """
    Read and compile packages, and prove nothing.

    Args:
        paths: Folders; none means what is installed.

    Returns:
        What is wrong; the ruleset, ``None`` if the packages do not fit together; and
        the packages.
    """
    found = collect(
        [Path(path) for path in paths],
        discover=not paths,
        isolate=True,
        stand_ins=False,  # a witness may ask a strategy
    )
    ruleset: Ruleset | None = None
    more: tuple[Problem, ...] = ()
    try:
        found, ruleset = fitted(found)
    except DataError as error:
        more = error.problems
    problems = [p for package in found for p in package.problems]
    return [*problems, *more], ruleset, found


def _superseded(
    ruleset: Ruleset | None, lang: str
) -> Iterator[tuple[dict[str, str], Origin, Origin]]:
    """What replaces what by which clause, and where both stand."""
    if ruleset is not None:
        for row in ruleset.book.tables.supersessions:
            source = source_text(ruleset.book, row.source, lang)
            at = row.table, row.key
            said = {"table": row.table, "key": row.key, "source": source}
            yield said, ruleset.origins[at], ruleset.superseded[at]


def _place(origin: Origin) -> dict[str, Any]:
    return {
        "package": origin.package,
        "file": origin.file,
        "line": origin.line or None,
        "column": origin.column or None,
        "cell": origin.cell or None,
    }
