"""What does ``pyproject.toml`` state, and what of it would need a build backend?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from regservice.errors import DataError, Location, Problem

_BACKENDS: Final = ("hatchling.build", "setuptools.build_meta")
_KNOWN: Final = frozenset(
    {"name", "version", "description", "readme", "requires-python", "license"}
    | {"license-files", "authors", "maintainers", "keywords", "classifiers", "urls"}
    | {"scripts", "gui-scripts", "entry-points", "dependencies", "dynamic"}
    | {"optional-dependencies"}
)
_OF_SETUPTOOLS: Final[Mapping[str, Any]] = {
    "package-dir": {"": "src"},
    "packages": {"find": {"where": ["src"]}},
    "include-package-data": True,
}
"""What setuptools may be told: that everything below ``src`` is shipped."""


@attrs.frozen
class Table:
    """
    A table of a project file, read with care.

    Attributes:
        values: Its keys and values.
        path: Where it stands in the file.
        where: The file.
    """

    values: Mapping[str, Any]
    path: str
    where: Location

    def fault(self, code: str, value: str) -> DataError:
        """Make the error of something in this table."""
        return DataError.of(code, self.where, value=value)

    def _bad(self, key: str) -> DataError:
        reason = f"[{self.path}] {key} = {str(self.values[key])[:60]}"
        return DataError.of("RS4109", self.where, reason=reason)

    def text(self, key: str) -> str:
        """Return a text; empty if there is none."""
        value = self.values.get(key, "")
        if not isinstance(value, str):
            raise self._bad(key)
        return value

    def texts(self, key: str) -> list[str]:
        """Return a list of texts."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self._bad(key)
        return value

    def table(self, key: str) -> Table:
        """Return a table inside; an empty one if there is none."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self._bad(key)
        return Table(value, f"{self.path}.{key}", self.where)

    def tables(self, key: str) -> list[Table]:
        """Return a list of tables."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            raise self._bad(key)
        return [Table(v, f"{self.path}.{key}", self.where) for v in value]

    def pairs(self) -> list[tuple[str, str]]:
        """Return keys and values, all of which have to be texts."""
        return [(key, self.text(key)) for key in self.values]

    def specifier(self, key: str) -> str:
        """Return a range of versions, in its usual form."""
        from packaging.specifiers import InvalidSpecifier, SpecifierSet

        try:
            return str(SpecifierSet(self.text(key)))
        except InvalidSpecifier:
            raise self._bad(key) from None

    def requirements(self, key: str, extra: str = "") -> Iterator[str]:
        """Give what is required, with *extra* if it is required for one alone."""
        from packaging.requirements import InvalidRequirement, Requirement

        for text in self.texts(key):
            try:
                found = Requirement(text)
            except InvalidRequirement:
                raise self._bad(key) from None
            if not extra:
                yield str(found)
                continue
            only = f'extra == "{extra}"'
            marker = f"({found.marker}) and {only}" if found.marker else only
            found.marker = None
            yield f"{found} ; {marker}" if found.url else f"{found}; {marker}"


def refused(
    whole: Mapping[str, Any], folder: Path, where: Location
) -> tuple[Problem, ...]:
    """
    Say what in a project only its build backend could do.

    Args:
        whole: The content of ``pyproject.toml``.
        folder: Where it lies.
        where: The file, for messages.

    Returns:
        One problem for each; none if everything can be taken as it stands.

    Examples:
        >>> [p.params["value"] for p in refused({"project": {"dynamic": ["version"]}},
        ...  Path("."), Location()) if "dynamic" in p.params["value"]]
        ['[project] dynamic = version']
    """
    return tuple(
        Problem("RS4110", {"value": value}, where) for value in _foreign(whole, folder)
    )


def _foreign(whole: Mapping[str, Any], folder: Path) -> Iterator[str]:
    project = whole.get("project")
    if not isinstance(project, dict):
        yield "[project]"
        return
    dynamic = project.get("dynamic")
    if dynamic:
        listed = dynamic if isinstance(dynamic, list) else [dynamic]
        yield f"[project] dynamic = {', '.join(map(str, listed))}"
    for key in ("name", "version"):
        if not project.get(key) and key not in (dynamic or ()):
            yield f"[project] {key}"
    for key in sorted(project.keys() - _KNOWN):
        yield f"[project] {key}"
    yield from _of_backend(whole)
    for name in ("setup.py", "setup.cfg"):
        if (folder / name).is_file():
            yield name
    if not (folder / "src").is_dir():
        yield "src/"


def _of_backend(whole: Mapping[str, Any]) -> Iterator[str]:
    """What backends are told beside the project itself."""
    system = whole.get("build-system")
    backend = system.get("build-backend") if isinstance(system, dict) else None
    if backend is not None and backend not in _BACKENDS:
        yield f"[build-system] build-backend = {backend}"
    tools = whole.get("tool")
    yield from _of_hatch(_within(tools, "hatch", "build"))
    setuptools = _within(tools, "setuptools")
    for key in sorted(setuptools):
        if setuptools[key] != _OF_SETUPTOOLS.get(key):
            yield f"[tool.setuptools] {key}"


def _of_hatch(build: Mapping[str, Any]) -> Iterator[str]:
    for key in sorted(build.keys() - {"targets"}):
        yield f"[tool.hatch.build] {key}"
    targets = _within(build, "targets")
    for key in sorted(targets.keys() - {"wheel", "sdist"}):
        yield f"[tool.hatch.build.targets] {key}"
    wheel = _within(targets, "wheel")
    for key in sorted(wheel.keys() - {"packages"}):
        yield f"[tool.hatch.build.targets.wheel] {key}"
    packages = wheel.get("packages", [])
    good = isinstance(packages, list) and all(
        isinstance(path, str) and path.count("/") == 1 and path.startswith("src/")
        for path in packages
    )
    if not good:
        yield f"[tool.hatch.build.targets.wheel] packages = {packages}"


def _within(table: Any, *keys: str) -> Mapping[str, Any]:
    """A table inside others; an empty one where there is none."""
    for key in keys:
        table = table.get(key) if isinstance(table, dict) else None
    return table if isinstance(table, dict) else {}
