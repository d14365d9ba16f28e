"""Find the packages, compile them, and hand out an engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from regservice.engine.engine import Engine
from regservice.errors import DataError, QuarantineError
from regservice.model.package import Contribution
from regservice.plugin.manager import Found, collect
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
    found = collect(packages, discover=discover)
    try:
        ruleset = compile_ruleset(usable(found, strict=strict))
    except QuarantineError:
        raise
    except DataError:
        found = tuple(_alone(found))
        ruleset = compile_ruleset(usable(found, strict=strict))
    return Engine(ruleset, found)


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
                yield attrs.evolve(package, contribution=None, problems=error.problems)
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
