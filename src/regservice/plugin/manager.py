"""
Find packages, ask each for its rows, and set aside those that fail.

A package that cannot be imported or read is quarantined with its reason; the
others work on. Nothing is global: every call makes its own manager.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from regservice.codec.package import read_package
from regservice.errors import DataError, Location, Problem
from regservice.plugin.admission import Admission, installed
from regservice.plugin.blame import reason_of
from regservice.plugin.found import Found
from regservice.plugin.guard import ask
from regservice.plugin.installation import BUILTIN, home_of
from regservice.plugin.isolate import TIMEOUT, isolated
from regservice.plugin.needs import alike, with_needs
from regservice.plugin.sources import Candidate, candidates_at


def collect(  # noqa: PLR0913 - each is a choice of the caller
    packages: str | Path | Iterable[str | Path] = (),
    *,
    discover: bool = True,
    isolate: bool = False,
    timeout: float | None = None,
    stand_ins: bool = True,
    allow: Mapping[str, str] | None = None,
) -> tuple[Found, ...]:
    """
    Collect the national package, installed packages and the given folders.

    Args:
        packages: A folder or several: a data package, or a distribution that holds
            one; or a ``.py`` file with hooks.
        discover: Whether installed distributions are looked for by their entry
            points in group ``regservice``.
        isolate: Whether code of packages is imported in another process.
        timeout: Seconds that a package has there; ``None`` for 30.
        stand_ins: Whether the functions of strategies that were isolated are
            replaced by ones that cannot run. If not, the packages that have any,
            and did no harm in the other process, are imported into this one too.
        allow: Distribution to range of versions: nothing else that is installed is
            imported; ``None`` for no list. The environment may have another.

    Returns:
        The national package, the installed ones by name, then the folders as given;
        each with rows, with problems, or with why it was skipped. What a folder needs
        is there too, if it is installed.

    Raises:
        DataError: If the list of what is allowed cannot be read.
    """
    if isinstance(packages, str | Path):
        packages = [packages]
    found: list[Candidate | Found] = [
        Candidate(name=BUILTIN, origin="builtin", target="")
    ]
    if discover:
        found += installed(Admission.of(allow))
    for folder in packages:
        found += _given(str(folder))
    apart = [
        each
        for each in found
        if isolate and isinstance(each, Candidate) and each.origin != "builtin"
    ]
    answers = dict(zip(apart, isolated(apart, timeout or TIMEOUT), strict=True))

    def fetch(names: set[str]) -> Iterable[Found]:
        """Ask installed packages that are needed, though nobody looks for others."""
        wanted = [c for c in installed(Admission.of(allow)) if alike(c.name) in names]
        needed = [each for each in wanted if isolate and isinstance(each, Candidate)]
        heard = dict(zip(needed, isolated(needed, timeout or TIMEOUT), strict=True))
        return _each(wanted, heard, stand_ins=stand_ins)

    return with_needs(_each(found, answers, stand_ins=stand_ins), fetch)


def _each(
    found: Iterable[Candidate | Found],
    answers: Mapping[Candidate, tuple[Found, ...]],
    *,
    stand_ins: bool,
) -> Iterator[Found]:
    for each in found:
        if isinstance(each, Found):
            yield each
            continue
        answer = answers.get(each)
        if answer is None or (not stand_ins and _has_strategies(answer)):
            answer = ask(each)
        yield from answer


def _has_strategies(found: Iterable[Found]) -> bool:
    return any(each.contribution and each.contribution.strategies for each in found)


def _given(path: str) -> list[Candidate | Found]:
    """A data package, the source folder of a distribution, or a script."""
    try:
        candidates = candidates_at(path)
    except (OSError, ValueError) as error:
        params = {"name": path, "reason": reason_of(error)}
        where = Location(str(Path(path, "pyproject.toml")))
        problem = Problem("RS2101", params, where)
        return [Found(name=path, origin="path", problems=(problem,))]
    return [*candidates] or [_folder(Path(path))]


def _folder(path: Path) -> Found:
    """A data package, or the source folder of a distribution that holds one."""
    home = Path(home_of(str(path)) or path)
    try:
        contribution = read_package(home)
    except DataError as error:
        return Found(name=str(path), origin="path", problems=error.problems)
    return Found(
        name=contribution.manifest.name,
        origin="path",
        folder=str(home),
        contribution=contribution,
    )
