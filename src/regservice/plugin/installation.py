"""
What is installed, down to the bytes, without importing any of it?

A pack is compared with this at every start. So nothing here imports pluggy,
pathlib or, as long as all of ``sys.path`` is plain folders, importlib.metadata:
each would cost more than the scan itself.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import attrs

from regservice._version import __version__
from regservice.codec.files import BOOK, SUFFIXES, is_manifest, manifests_in
from regservice.errors import Location, Problem
from regservice.plugin.announced import announced
from regservice.plugin.sources import candidates_at, code_of, settings

BUILTIN: Final = "regservice-national"
"""Name of the built-in national package."""

_SHOWN: Final = 3


@attrs.frozen(kw_only=True)
class Part:
    """
    One package as it lies on the disk.

    Attributes:
        origin: ``builtin``, ``entry_point`` or ``path``.
        name: Name of the distribution; for a folder, the folder as it was given.
        version: Version of the distribution; empty for a folder.
        folder: Absolute path of a folder that was given; empty for what Python
            finds by its name, so that the machine does not matter.
        files: Each file with its SHA-256, sorted: tables, and for distributions
            whatever lies in the package that the entry point names, but what Python
            and editors put there.
        left_out: Whether the environment does not let it in.
    """

    origin: str
    name: str
    version: str = ""
    folder: str = ""
    files: tuple[tuple[str, str], ...] = ()
    left_out: bool = False


@attrs.frozen(kw_only=True)
class Installation:
    """
    Everything from which an engine was loaded.

    Attributes:
        library: Version of this library.
        discovered: Whether installed distributions were looked for.
        parts: The packages, sound or not, sorted.
    """

    library: str
    discovered: bool
    parts: tuple[Part, ...]


def survey(
    folders: Iterable[str | os.PathLike[str]], *, discover: bool
) -> Installation:
    """
    Take down what is installed now.

    Args:
        folders: Folders of packages, as they were given.
        discover: Whether distributions count.

    Returns:
        The library, the distributions of the entry-point group if *discover*, and
        the *folders*; one that is no package is left out.

    Examples:
        >>> [part.name for part in survey((), discover=False).parts]
        ['regservice-national']
    """
    national = os.path.join(os.path.dirname(os.path.dirname(__file__)), "national")
    builtin = Part(
        origin="builtin",
        name=BUILTIN,
        version=__version__,
        files=_hashes(national, SUFFIXES),
    )
    found = {builtin, *(_distributions() if discover else ())}
    for given in folders:
        folder = os.fspath(given)
        home = home_of(folder)
        files = (*_hashes(home, SUFFIXES), *_scripts(folder)) if home else ()
        files = files or _scripts(folder)
        if files:
            path = os.path.abspath(folder)
            found.add(Part(origin="path", name=folder, folder=path, files=files))
    parts = sorted(found, key=lambda part: (part.origin, part.name, part.folder))
    return Installation(library=__version__, discovered=discover, parts=tuple(parts))


def home_of(folder: str) -> str:
    """
    Return where the tables of a package lie.

    Args:
        folder: A data package, which may be one workbook, or the source folder of a
            distribution with one.

    Returns:
        The folder that holds the manifest, or the workbook that does; empty if there
        is none.

    Examples:
        >>> home_of("no/such/folder")
        ''
    """
    if folder.lower().endswith(BOOK) and os.path.isfile(folder):
        return folder
    if manifests_in(folder):
        return folder
    homes = [
        at
        for at, _, names in os.walk(os.path.join(folder, "src"))
        if any(map(is_manifest, names))
    ]
    return min(homes, key=lambda home: home.split(os.sep), default="")


def differences(saved: Installation, now: Installation, pack: str) -> list[Problem]:
    """
    Say what is installed otherwise than when *pack* was made.

    Examples:
        >>> here = survey((), discover=False)
        >>> old = attrs.evolve(here, library="0.0.1")
        >>> [problem.code for problem in differences(old, here, "rules.pack")]
        ['RS3511']
    """

    def problem(code: str, **params: str) -> Problem:
        return Problem(code, {**params, "pack": pack}, Location(pack))

    if saved.library != now.library:
        return [problem("RS3511", was=saved.library, now=now.library)]
    old, new = ({_key(part): part for part in side.parts} for side in (saved, now))
    found = []
    for key in sorted({*old, *new}):
        was, is_now = old.get(key), new.get(key)
        if all(part is None or part.left_out for part in (was, is_now)):
            continue  # nothing of it counted, and nothing of it does
        if is_now is None:
            gone = old[key]
            code = "RS3514" if gone.folder else "RS3513"
            found.append(problem(code, name=gone.name))
        elif was is None:
            found.append(problem("RS3512", name=is_now.name, now=is_now.version))
        elif was.left_out != is_now.left_out:
            found.append(problem("RS3519", name=was.name))
        elif was.version != is_now.version:
            versions = {"was": was.version, "now": is_now.version}
            found.append(problem("RS3515", name=was.name, **versions))
        else:
            found += [
                problem(code, name=was.name, files=_listed(files))
                for code, files in _changes(dict(was.files), dict(is_now.files))
            ]
    return found


def _key(part: Part) -> tuple[str, str]:
    return part.origin, part.folder or part.name


def _changes(
    was: dict[str, str], now: dict[str, str]
) -> Iterator[tuple[str, list[str]]]:
    changed = [name for name in was.keys() & now.keys() if was[name] != now[name]]
    for code, names in (
        ("RS3516", changed),
        ("RS3517", list(now.keys() - was.keys())),
        ("RS3518", list(was.keys() - now.keys())),
    ):
        if names:
            yield code, sorted(names)


def _listed(names: list[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" (+{more})" if more > 0 else "")


def _hashes(folder: str, suffixes: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
    """Files below *folder* with these endings, by their path in it; all if none."""
    if os.path.isfile(folder):
        return ((os.path.basename(folder), _hash(folder)),)
    found = []
    for at, folders, names in os.walk(folder):
        inner = at[len(folder) :].replace(os.sep, "/").strip("/")
        if not suffixes:
            folders[:] = filter(_is_own, folders)
            names = [*filter(_is_own, names)]  # noqa: PLW2901 - what is left of them
        found += [
            (f"{inner}/{name}".lstrip("/"), _hash(os.path.join(at, name)))
            for name in names
            if not suffixes or name.lower().endswith(suffixes)
        ]
    return tuple(sorted(found))


def _is_own(name: str) -> bool:
    """Whether somebody wrote it: neither Python nor an editor or version control."""
    return not name.startswith(".") and not name.endswith(("__pycache__", ".pyc"))


def _scripts(path: str) -> tuple[tuple[str, str], ...]:
    """The code at a path that would be asked for rows."""
    try:
        candidates = candidates_at(path)
    except (OSError, ValueError):
        return ()
    return tuple(
        (os.path.relpath(file, each.root).replace(os.sep, "/"), _hash(file))
        for each in candidates
        for file in code_of(each)
    )


def _hash(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return "unreadable"


def _distributions() -> Iterator[Part]:
    """The distributions that announce a package; none of their code runs."""
    bars = _bars()
    for name, version, modules in announced():
        files = {found for module in modules for found in _code(module)}
        yield Part(
            origin="entry_point",
            name=name,
            version=version,
            files=tuple(sorted(files)),
            left_out=bars(name, version),
        )


def _bars() -> Callable[[str, str], bool]:
    """Whether the environment keeps a distribution out; it rarely says anything."""
    if not settings().strip():
        return lambda *_: False
    from regservice.plugin.admission import Admission

    return Admission.of().bars


def outlying(folders: Iterable[str]) -> list[str]:
    """
    Return the data folders that lie outside the code of all distributions.

    A package may return any folder from its hook; most keep it beside their code,
    where the survey finds it.

    Examples:
        >>> outlying(["/no/such/folder"])
        ['/no/such/folder']
    """
    homes = [
        os.path.join(os.path.realpath(home), "")
        for _, _, modules in announced()
        for module in modules
        for home, _ in code_homes(module)
    ]
    return [
        folder
        for folder in folders
        if not os.path.join(os.path.realpath(folder), "").startswith(tuple(homes))
    ]


def _code(module: str) -> Iterator[tuple[str, str]]:
    """The files of the package or module that an entry point names: it reads any."""
    for home, prefix in code_homes(module):
        for name, found in _hashes(home):
            yield f"{prefix}/{name}", found
        if os.path.isfile(f"{home}.py"):
            yield f"{prefix}.py", _hash(f"{home}.py")


def code_homes(module: str) -> Iterator[tuple[str, str]]:
    """
    The folder of the top package of *module*, and its name for messages.

    A module that is no package has the path that it would have as one. Several
    distributions may share a namespace: there the next name counts.
    """
    import importlib.util

    top, _, rest = module.partition(".")
    try:
        # A name without a dot: nothing is imported to find it.
        spec: Any = importlib.util.find_spec(top)
    except (ImportError, ValueError):
        return
    if spec is None:
        return
    for place in spec.submodule_search_locations or ():
        inner = "" if spec.origin else rest.partition(".")[0]
        yield os.path.join(place, inner).rstrip(os.sep), f"{top}/{inner}".rstrip("/")
    if not spec.submodule_search_locations and spec.origin:
        yield spec.origin.removesuffix(".py"), top
