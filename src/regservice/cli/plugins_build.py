"""``regservice plugins build``: a wheel of a package, by this tool alone."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import click

from regservice.cli.app import Localised, command
from regservice.cli.check import checked
from regservice.cli.output import Output
from regservice.errors import EXIT_DONE, DataError, Location, file_error
from regservice.exports.data_wheel import data_wheel
from regservice.exports.files import write_bytes
from regservice.exports.source_wheel import PROJECT, source_wheel
from regservice.exports.wheel import Wheel, stamp_of, wheel_bytes
from regservice.model.package import Manifest
from regservice.plugin.installation import home_of
from regservice.plugin.manager import collect
from regservice.plugin.needs import alike


def make_build(output: Output) -> Localised:
    """Make the command."""
    made = command(
        output,
        "plugins.build",
        click.Argument(["path"]),
        click.Option(["--out"], default="dist", help=output.text("plugins.build.out")),
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=(
            "regservice plugins build plugins/regservice-region-shanghai",
            "regservice plugins build plugins/regservice-region-shanghai --out wheels",
        ),
        callback=lambda **options: _run(output, **options),
    )
    made.name = "build"
    return made


def _run(output: Output, path: str, out: str, *, as_json: bool) -> int:
    wheel, needs = _wheel(output, path)
    content = wheel_bytes(wheel, stamp_of(os.environ.get("SOURCE_DATE_EPOCH", "")))
    file = Path(out, wheel.file)
    written = _put(file, content, wheel.version)
    digest = hashlib.sha256(content).hexdigest()
    if as_json:
        output.json(
            {
                "schema_version": 1,
                "ok": True,
                "name": wheel.name,
                "version": wheel.version,
                "file": str(file),
                "size": len(content),
                "sha256": digest,
                "written": written,
                "needs": [manifest.name for manifest in needs],
            }
        )
        return EXIT_DONE
    code = "plugins.build.done" if written else "plugins.build.same"
    output.line(output.text(code, file=file, size=len(content)))
    output.line(f"sha256:{digest}")
    shown = [f'"{name}"' if " " in name else name for name in (out, str(file))]
    line = f"python3 -m pip install --no-index --find-links {shown[0]} {shown[1]}"
    output.line(output.text("plugins.build.install", line=line))
    return EXIT_DONE


def _wheel(output: Output, path: str) -> tuple[Wheel, list[Manifest]]:
    """What is built, and of the packages beside it those that it needs."""
    folder = Path(path)
    is_source = (folder / PROJECT).is_file() and home_of(path) != path
    if folder.is_dir() and not is_source and not home_of(path):
        raise DataError.of("RS4108", Location(path))
    manifest, named = _manifests(path)
    needs = named + _needs(output, path)
    if is_source:
        return source_wheel(folder, manifest), []
    if needs:
        names = ", ".join(other.name for other in needs)
        output.hint(output.text("plugins.build.needs", names=names))
    return data_wheel(folder, manifest, needs), needs


def _manifests(path: str) -> tuple[Manifest, list[Manifest]]:
    """The manifest of a package, and those of the packages that it says it needs."""
    *others, found = collect([path], discover=False, isolate=True)
    if found.manifest is None:
        raise DataError(found.problems)
    names = set(map(alike, found.manifest.needs))
    known = [other.manifest for other in others if other.manifest is not None]
    return found.manifest, [m for m in known if alike(m.name) in names]


def _needs(output: Output, path: str) -> list[Manifest]:
    """
    Check the package beside the national one, and beside those that were given.

    Raises:
        DataError: If it is faulty, or does not fit them.
    """
    alone = checked((path,))[0]
    beside = checked((path, *output.packages))[0] if output.packages else alone
    if beside:
        raise DataError(tuple(beside))
    return [_manifests(other)[0] for other in output.packages] if alone else []


def _put(file: Path, content: bytes, version: str) -> bool:
    """Write the file unless it is there; one of other content stays."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists():
            if file.read_bytes() != content:
                raise DataError.of("RS4107", Location(str(file)), version=version)
            return False
    except OSError as error:
        raise file_error(error, str(file), writing=True) from None
    write_bytes(file, content)
    return True
