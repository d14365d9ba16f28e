"""``regservice plugins index``: a folder of wheels that pip installs from."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from regservice.cli.app import Localised, command
from regservice.cli.output import Output
from regservice.errors import (
    EXIT_DONE,
    EXIT_INVALID,
    DataError,
    Location,
    Problem,
    file_error,
)
from regservice.exports.files import write_bytes
from regservice.exports.wheelhouse import Shelved, index_files, is_ours, shelved, stale


def make_index(output: Output) -> Localised:
    """Make the command."""
    made = command(
        output,
        "plugins.index",
        click.Argument(["folder"], metavar="DIR"),
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=("regservice plugins index .",),
        callback=lambda **options: _run(output, **options),
    )
    made.name = "index"
    return made


def _run(output: Output, folder: str, *, as_json: bool) -> int:
    home = Path(folder)
    wheels, problems = _read(home)
    files = index_files(wheels, output.lang)
    _write(home, files)
    code = EXIT_INVALID if problems else EXIT_DONE
    packages = len({wheel.name for wheel in wheels})
    if as_json:
        output.json(
            {
                "schema_version": 1,
                "ok": not problems,
                "folder": folder,
                "packages": packages,
                "files": [wheel.file for wheel in wheels],
                "written": sorted(files),
                "problems": [problem.as_json(output.lang) for problem in problems],
            }
        )
        return code
    for problem in problems:
        output.hint(output.problem_text(problem))
    if not wheels:
        output.hint(output.text("plugins.index.empty"))
    output.line(
        output.text(
            "plugins.index.done", folder=folder, packages=packages, files=len(wheels)
        )
    )
    return code


def _read(home: Path) -> tuple[list[Shelved], list[Problem]]:
    """What lies there; a broken file hides none of the others."""
    try:
        names = sorted(path.name for path in home.iterdir() if path.suffix == ".whl")
    except OSError as error:
        raise file_error(error, str(home)) from None
    wheels: list[Shelved] = []
    problems: list[Problem] = []
    for name in names:
        try:
            wheels.append(shelved(home / name))
        except DataError as error:
            problems += error.problems
    return wheels, problems


def _write(home: Path, files: dict[str, bytes]) -> None:
    """Write all pages, those that lead to the others last; take old ones away."""
    foreign = [
        Problem("RS4112", {}, Location(str(home / name)))
        for name in files
        if (home / name).exists() and not is_ours(home / name)
    ]
    if foreign:
        raise DataError(tuple(foreign))
    old = list(stale(home, files))
    for name, content in files.items():
        try:
            (home / name).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise file_error(error, str(home / name), writing=True) from None
        write_bytes(home / name, content)
    for page in old:
        try:
            page.unlink()
        except OSError as error:
            raise file_error(error, str(page), writing=True) from None
        with contextlib.suppress(OSError):  # somebody put a file of theirs there
            page.parent.rmdir()
