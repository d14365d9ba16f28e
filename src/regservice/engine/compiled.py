"""Find the packages, compile them, and make an engine of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import attrs

from regservice.engine.engine import Engine
from regservice.errors import DataError, Problem, QuarantineError
from regservice.model.package import Contribution
from regservice.plugin.found import Found
from regservice.plugin.installation import Installation, outlying, survey
from regservice.plugin.manager import collect
from regservice.ruleset.ruleset import Ruleset
from regservice.ruleset.settle import settle


def compiled(  # noqa: PLR0913 - each is a choice of the caller
    folders: Sequence[str | Path] = (),
    *,
    discover: bool = True,
    strict: bool = False,
    isolate: bool = False,
    stand_ins: bool = False,
    allow: Mapping[str, str] | None = None,
) -> Engine:
    """
    Find the packages and compile them, whatever was kept of an earlier time.

    Args:
        folders: As for :func:`regservice.load`.
        discover: As there.
        strict: As there.
        isolate: As there.
        stand_ins: As for :func:`regservice.plugin.manager.collect`.
        allow: As for :func:`regservice.load`.

    Returns:
        The engine.

    Raises:
        QuarantineError: As there.
        DataError: As there.

    Examples:
        >>> [found.name for found in compiled(discover=False).packages]
        ['regservice-national']
    """
    # Taken down before the files are read: what changes meanwhile shows as changed.
    before = survey(folders, discover=discover)
    found = collect(
        folders, discover=discover, isolate=isolate, stand_ins=stand_ins, allow=allow
    )
    usable(found, strict=False)
    found, ruleset = fitted(found)
    usable(found, strict=strict)
    installation = _with_outlying(before, found)
    # The ruleset has their rows; a package looks the same from wherever it started.
    found = tuple(attrs.evolve(f, contribution=None, folder="") for f in found)
    return Engine(ruleset, found, installation)


def _with_outlying(before: Installation, found: Iterable[Found]) -> Installation:
    """Add the data folders that hooks returned from outside their own code."""
    homes = [f.folder for f in found if f.origin == "entry_point" and f.folder]
    beyond = survey(outlying(homes), discover=False) if homes else before
    known = {part.folder for part in before.parts}
    more = [part for part in beyond.parts if part.folder not in known]
    return attrs.evolve(before, parts=(*before.parts, *more)) if more else before


def fitted(found: Iterable[Found]) -> tuple[tuple[Found, ...], Ruleset]:
    """
    Compile the packages that fit together.

    Args:
        found: The packages.

    Returns:
        The packages, each installed one that does not fit with its problems instead
        of its rows; and the ruleset of the others.

    Raises:
        DataError: If the rows of a package that was asked for by path are faulty, or
            clash with those of an installed one.
    """
    found = tuple(found)
    settled = settle(*(_rows(found, o) for o in ("builtin", "path", "entry_point")))
    kept = tuple(_set_aside(package, settled.set_aside) for package in found)
    return kept, settled.ruleset


def _set_aside(found: Found, reasons: Mapping[str, tuple[Problem, ...]]) -> Found:
    if found.origin != "entry_point" or found.manifest is None:
        return found
    problems = reasons.get(found.manifest.name)
    if not problems:
        return found
    return attrs.evolve(found, contribution=None, manifest=None, problems=problems)


def _rows(found: Iterable[Found], origin: str) -> list[Contribution]:
    return [
        package.contribution
        for package in found
        if package.origin == origin and package.contribution is not None
    ]


def usable(found: Iterable[Found], *, strict: bool) -> None:
    """
    Tell whether the packages that were found may be used.

    Raises:
        QuarantineError: If *strict* and a package is faulty.
        DataError: If a package that was asked for by path is faulty.
    """
    found = list(found)
    faulty = [package for package in found if package.problems]
    asked = [
        p
        for package in faulty
        if package.origin != "entry_point"
        for p in package.problems
    ]
    if asked:
        raise DataError(tuple(asked))
    if strict and faulty:
        raise QuarantineError(tuple(p for package in faulty for p in package.problems))
