"""
Which code would be asked for rows: of a distribution, of its source, of a script?

Nothing is imported to find it. As the survey of what is installed needs this at every
start, neither is pathlib.
"""

from __future__ import annotations

import os
import re
from typing import Any, Final

import attrs

from regservice.codec.files import is_manifest

GROUP: Final = "regservice"
"""Entry-point group in which distributions announce packages."""

DISABLE: Final = "REGSERVICE_DISABLE"
"""Names of distributions that are not imported, with commas."""

ALLOW: Final = "REGSERVICE_ALLOW"
"""Requirements, with commas; nothing else that is installed is imported."""

_HOOK: Final = re.compile(
    r"^\s*(?:async\s+)?def\s+regservice_(?!package\b)|^\s*regservice_\w+\s*(?::.*)?=",
    re.MULTILINE,
)


def settings() -> str:
    """
    Return what the environment says on this, as one text that tells settings apart.

    Examples:
        >>> type(settings())
        <class 'str'>
    """
    return f"{os.environ.get(DISABLE, '')}\n{os.environ.get(ALLOW, '')}"


@attrs.frozen(kw_only=True)
class Candidate:
    """
    Code that may give a package.

    Attributes:
        name: Name of the distribution; for code given by path, the path.
        version: Version of the distribution; empty for a path.
        origin: ``builtin``, ``entry_point`` or ``path``.
        target: Module, and after a colon the object in it, as entry points write it.
        root: For a path: the absolute folder in which the module lies.
    """

    name: str
    version: str = ""
    origin: str = "entry_point"
    target: str
    root: str = ""

    @property
    def top(self) -> str:
        """The top package or module."""
        return self.target.partition(":")[0].partition(".")[0]

    @property
    def file(self) -> str:
        """For a path: the file of the top package or module."""
        home = os.path.join(self.root, self.top)
        inside = os.path.join(home, "__init__.py")
        return inside if os.path.isfile(inside) else f"{home}.py"


def candidates_at(path: str) -> tuple[Candidate, ...]:
    """
    Return the code at a path that has hooks beside that of its folder.

    Args:
        path: A ``.py`` file, or the source folder of a distribution: with a
            ``pyproject.toml`` that has entry points, and code at ``src`` or beside it.

    Returns:
        Empty for a data package, and for a distribution that only names its data.

    Raises:
        ValueError: If its ``pyproject.toml`` cannot be read.

    Examples:
        >>> candidates_at("no/such/folder")
        ()
    """
    if path.endswith(".py") and os.path.isfile(path):
        root, name = os.path.split(os.path.abspath(path))
        target = name.removesuffix(".py")
        return (Candidate(name=path, origin="path", target=target, root=root),)
    project = os.path.join(path, "pyproject.toml")
    if not os.path.isfile(project):
        return ()
    found = []
    for target in _targets(project):
        for root in (os.path.join(path, "src"), path):
            candidate = Candidate(
                name=path, origin="path", target=target, root=os.path.abspath(root)
            )
            if os.path.isfile(candidate.file):
                found.append(candidate)
                break
    return tuple(each for each in found if _has_hooks(each) or not _has_data(path))


def _targets(project: str) -> list[str]:
    import tomllib

    with open(project, "rb") as file:
        settings: Any = tomllib.load(file)
    for key in ("project", "entry-points", GROUP):
        settings = settings.get(key, {}) if isinstance(settings, dict) else {}
    named = settings.values() if isinstance(settings, dict) else ()
    return sorted(target for target in named if isinstance(target, str))


def _has_data(path: str) -> bool:
    return any(any(map(is_manifest, names)) for _, _, names in os.walk(path))


def _has_hooks(candidate: Candidate) -> bool:
    """Whether a file of it defines another hook than that of a folder."""
    return any(_HOOK.search(_read(file)) for file in code_of(candidate))


def code_of(candidate: Candidate) -> list[str]:
    """
    Return the Python files of a candidate that was given by path.

    Examples:
        >>> code_of(Candidate(name="x", target="x", root="/no/such"))
        []
    """
    if not candidate.file.endswith("__init__.py"):
        return [candidate.file] if os.path.isfile(candidate.file) else []
    return sorted(
        os.path.join(at, name)
        for at, _, names in os.walk(os.path.dirname(candidate.file))
        for name in names
        if name.endswith(".py")
    )


def _read(file: str) -> str:
    try:
        with open(file, encoding="utf-8", errors="replace") as stream:
            return stream.read()
    except OSError:
        return ""
