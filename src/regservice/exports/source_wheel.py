"""
How does the source folder of a pure Python distribution become a wheel?

Nothing is run and nothing is fetched: only what ``pyproject.toml`` states is taken, and
everything below ``src``. What would need a build backend is refused by name, because a
wheel that lacks something is worse than none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from regservice.errors import DataError, Location, file_error
from regservice.exports.data_wheel import READMES, distribution, text_of
from regservice.exports.pyproject import Table, refused
from regservice.exports.wheel import Wheel, licences_among, module_name
from regservice.model.package import Manifest

PROJECT: Final = "pyproject.toml"
"""File that makes a folder the source of a distribution."""

_LEFT_OUT: Final = ("__pycache__", ".egg-info")
_COMPILED: Final = (".c", ".cpp", ".pyx", ".so", ".pyd", ".dll", ".dylib", ".rs")


def source_wheel(folder: Path, manifest: Manifest | None = None) -> Wheel:
    """
    Make a wheel of a distribution whose code lies below ``src``.

    Args:
        folder: Holds ``pyproject.toml`` and ``src``.
        manifest: The manifest of the data package inside, which has to bear the same
            name and version; ``None`` if there is none.

    Returns:
        The code as it is, and the metadata.

    Raises:
        DataError: If the project states what a build backend would have to work out,
            if it is not pure Python, or if a file cannot be read.
    """
    path = folder / PROJECT
    where = Location(str(path))
    whole = _toml(path)
    problems = refused(whole, folder, where)
    if problems:
        raise DataError(problems)
    project = Table(whole["project"], "project", where)
    name, version = distribution(project.text("name"), project.text("version"), where)
    if manifest is not None:
        _same(manifest, name, version, where)
    files = dict(_code(folder / "src", project, whole))
    readme, kind = _readme(folder, project)
    return Wheel(
        name=name,
        version=version,
        metadata=(*_heads(project), ("Description-Content-Type", kind)),
        description=readme,
        entry_points=_entry_points(project),
        files=files,
        licences=_licences(folder, project),
    )


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text_of(path.read_bytes(), path))
    except tomllib.TOMLDecodeError as error:
        raise DataError.of("RS4109", Location(str(path)), reason=str(error)) from None
    except OSError as error:
        raise file_error(error, str(path)) from None


def _same(manifest: Manifest, name: str, version: str, where: Location) -> None:
    """The table of packages must not show another version than pip does."""
    said = distribution(manifest.name, manifest.version, where)
    if (module_name(said[0]), said[1]) != (module_name(name), version):
        raise DataError.of(
            "RS4111", where, project=f"{name} {version}", manifest=" ".join(said)
        )


def _code(
    source: Path, project: Table, whole: Mapping[str, Any]
) -> Iterator[tuple[str, bytes]]:
    """All files of the packages; those that ``packages`` names, if it names any."""
    named = whole.get("tool", {}).get("hatch", {}).get("build", {}).get("targets", {})
    chosen = {
        Path(path).name for path in named.get("wheel", {}).get("packages", ())
    } or {path.name for path in source.iterdir()}
    for path in sorted(source.rglob("*")):
        parts = path.relative_to(source).parts
        hidden = any(p.startswith(".") or p.endswith(_LEFT_OUT) for p in parts)
        if hidden or parts[0] not in chosen or path.suffix == ".pyc":
            continue
        if path.suffix in _COMPILED:
            raise project.fault("RS4110", str(path))
        if path.is_file():
            try:
                yield "/".join(parts), path.read_bytes()
            except OSError as error:
                raise file_error(error, str(path)) from None


def _heads(project: Table) -> Iterator[tuple[str, str]]:
    yield "Summary", project.text("description")
    yield "Keywords", ",".join(project.texts("keywords"))
    for key, head in (("authors", "Author"), ("maintainers", "Maintainer")):
        people = project.tables(key)
        alone = [one.text("name") for one in people if not one.text("email")]
        yield head, ", ".join(alone)
        both = [
            f"{one.text('name')} <{one.text('email')}>".strip()
            for one in people
            if one.text("email")
        ]
        yield f"{head}-email", ", ".join(both)
    if isinstance(project.values.get("license"), str):
        yield "License-Expression", project.text("license")
    else:
        yield "License", project.table("license").text("text")
    for line in project.texts("classifiers"):
        yield "Classifier", line
    for label, address in project.table("urls").pairs():
        yield "Project-URL", f"{label}, {address}"
    yield "Requires-Python", project.specifier("requires-python")
    for text in project.requirements("dependencies"):
        yield "Requires-Dist", text
    extras = project.table("optional-dependencies")
    for extra in sorted(extras.values):
        yield "Provides-Extra", extra
        for text in extras.requirements(extra, extra):
            yield "Requires-Dist", text


def _entry_points(project: Table) -> dict[str, dict[str, str]]:
    groups = project.table("entry-points")
    found = {name: dict(groups.table(name).pairs()) for name in groups.values}
    found["console_scripts"] = dict(project.table("scripts").pairs())
    found["gui_scripts"] = dict(project.table("gui-scripts").pairs())
    return found


def _readme(folder: Path, project: Table) -> tuple[str, str]:
    """The description and its kind; a path, or a table with a file or a text."""
    value = project.values.get("readme", "")
    if isinstance(value, str):
        file, kind = value, READMES.get(f"README{Path(value).suffix}", "text/plain")
    else:
        told = project.table("readme")
        file, kind = told.text("file"), told.text("content-type")
        if told.text("text"):
            return told.text("text"), kind
    if not file:
        return "", ""
    path = _inside(folder, file, project)
    return text_of(_bytes(path), path), kind


def _licences(folder: Path, project: Table) -> dict[str, bytes]:
    globs = project.texts("license-files")
    value = project.values.get("license")
    if isinstance(value, dict) and "file" in value:
        globs = [*globs, project.table("license").text("file")]
    if not globs:
        globs = licences_among(p.name for p in folder.iterdir() if p.is_file())
    found = {}
    for glob in globs:
        _inside(folder, glob, project)
        for path in sorted(folder.glob(glob)):
            if path.is_file():
                found[path.relative_to(folder).as_posix()] = _bytes(path)
    return found


def _inside(folder: Path, name: str, project: Table) -> Path:
    """A path of the project; nothing is taken from outside its folder."""
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise project.fault("RS4110", name)
    return folder / name


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise file_error(error, str(path)) from None
