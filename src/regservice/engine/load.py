"""Find the packages, compile them, and hand out an engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from regservice.engine.engine import Engine
from regservice.errors import DataError, QuarantineError
from regservice.model.package import Contribution
from regservice.plugin.found import Found
from regservice.plugin.installation import Installation, outlying, survey
from regservice.plugin.manager import collect
from regservice.ruleset.compile import compile_ruleset


def load(
    packages: str | Path | Iterable[str | Path] = (),
    *,
    discover: bool = True,
    strict: bool = False,
) -> Engine:
    """
    Load the national package, the installed packages and the given folders.

    Args:
        packages: One folder or several, of data packages or of distributions that
            hold one.
        discover: Whether installed distributions are looked for.
        strict: Whether a package that cannot be used is an error.

    Returns:
        The engine. ``engine.problems`` lists what was quarantined.

    Raises:
        QuarantineError: If *strict* and a package was quarantined.
        DataError: If a folder that was given is faulty, or if the packages do not
            fit together; with every fault.

    Examples:
        >>> import regservice as rs
        >>> rs.load(discover=False).digest.startswith("sha256:")
        True
    """
    folders = [packages] if isinstance(packages, str | Path) else list(packages)
    # Taken down before the files are read: what changes meanwhile shows as changed.
    before = survey(folders, discover=discover)
    found = collect(folders, discover=discover)
    try:
        ruleset = compile_ruleset(usable(found, strict=strict))
    except QuarantineError:
        raise
    except DataError:
        found = tuple(_alone(found))
        ruleset = compile_ruleset(usable(found, strict=strict))
    return Engine(ruleset, found, _with_outlying(before, found))


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
