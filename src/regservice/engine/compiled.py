"""Find the packages, compile them, and make an engine of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from regservice.engine.engine import Engine
from regservice.errors import DataError, QuarantineError
from regservice.model.package import Contribution
from regservice.plugin.found import Found
from regservice.plugin.installation import Installation, outlying, survey
from regservice.plugin.manager import collect
from regservice.ruleset.compile import compile_ruleset


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
    try:
        ruleset = compile_ruleset(usable(found, strict=strict))
    except QuarantineError:
        raise
    except DataError:
        found = tuple(_alone(found))
        ruleset = compile_ruleset(usable(found, strict=strict))
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


def _alone(found: Iterable[Found]) -> Iterator[Found]:
    """Set aside each installed package that does not even fit the national one."""
    packages = list(found)
    base = [
        p.contribution
        for p in packages
        if p.contribution is not None and p.origin == "builtin"
    ]
    for package in packages:
        if package.origin == "entry_point" and package.contribution is not None:
            try:
                compile_ruleset([*base, package.contribution])
            except DataError as error:
                yield attrs.evolve(
                    package, contribution=None, manifest=None, problems=error.problems
                )
                continue
        yield package


def usable(found: Iterable[Found], *, strict: bool) -> list[Contribution]:
    """
    Return the contributions of the sound packages.

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
    return [p.contribution for p in found if p.contribution is not None]
