"""``regservice pack``: the ruleset in one file, for a fast start."""

from __future__ import annotations

from pathlib import Path

import attrs
import click

from regservice.cli.app import Localised, command
from regservice.cli.output import Output
from regservice.engine.pack import save
from regservice.errors import EXIT_DONE


def make_pack(output: Output) -> Localised:
    """Make the command."""
    return command(
        output,
        "pack",
        click.Argument(["file"]),
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=("regservice pack rules.pack",),
        callback=lambda **options: _run(output, **options),
    )


def _run(output: Output, file: str, *, as_json: bool) -> int:
    # From the packages, even where the environment names a pack: it may be stale.
    engine = attrs.evolve(output, pack="").load(afresh=True)
    save(engine, file)
    size = Path(file).stat().st_size
    kept = [found for found in engine.packages if found.state == "loaded"]
    if as_json:
        output.json(
            {
                "schema_version": 1,
                "file": file,
                "size": size,
                "ruleset": engine.digest,
                "packages": [found.name for found in kept],
                "left_out": [found.name for found in engine.problems],
            }
        )
        return EXIT_DONE
    for found in kept:
        version = found.manifest.version if found.manifest else ""
        output.line(f"{found.name} {found.version or version}")
    output.line(output.text("pack.done", file=file, size=size, digest=engine.digest))
    left_out = ", ".join(found.name for found in engine.problems)
    if left_out:
        output.hint(output.text("pack.left_out", names=left_out))
    return EXIT_DONE
