"""Which packages does a package lean on, and are they there?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import attrs

from regservice.codec.package import package_files
from regservice.errors import Location, Problem
from regservice.plugin.found import Found
from regservice.plugin.pinpoint import named_in

Fetch = Callable[[set[str]], Iterable[Found]]
"""Names of distributions to what they give; of those that are not installed nothing."""


def alike(name: str) -> str:
    """
    Return a name as package indexes compare names.

    Examples:
        >>> alike("Regservice_Region.Shanghai")
        'regservice-region-shanghai'
    """
    from packaging.utils import canonicalize_name

    return str(canonicalize_name(name))


def with_needs(found: Iterable[Found], fetch: Fetch) -> tuple[Found, ...]:
    """
    Add what packages that were given by path lean on, and miss what is not there.

    Args:
        found: The packages.
        fetch: Finds installed ones by name.

    Returns:
        The packages and those that they need; one that leans on a package that is
        nowhere is set aside, with a problem that names it.
    """
    packages = list(found)
    asked: set[str] = set()
    while True:
        there = {alike(name) for each in packages for name in _names(each)}
        todo = {
            alike(name)
            for each in packages
            if each.manifest is not None and each.origin == "path"
            for name in each.manifest.needs
        }
        todo -= there | asked
        if not todo:
            break
        asked |= todo
        # Their order means nothing: those that are needed come before who needs them.
        packages[1:1] = fetch(todo)
    sound = {alike(name) for e in packages if e.contribution for name in _names(e)}
    return tuple(_checked(each, sound) for each in packages)


def _names(found: Found) -> set[str]:
    return {found.name, found.manifest.name} if found.manifest else {found.name}


def _where(found: Found, name: str) -> Location:
    """Where a package names another one; the package if its files do not tell."""
    rows = found.contribution
    files = {o.file for _, _, o in rows.origins if o.file} if rows is not None else ()
    homes = [Path(file) for file in sorted(files)]
    books = [home for home in homes if home.suffix.lower() != ".py"]
    folder = found.folder or (str(books[0].parent) if books else "")
    places = (
        *(named_in(file, name) for file in package_files(Path(folder)) if folder),
        *(named_in(home, name) for home in homes if home not in books),
    )
    return next(filter(None, places), Location(found.folder or found.name))


def _checked(found: Found, sound: set[str]) -> Found:
    if found.manifest is None:
        return found
    missing = [name for name in found.manifest.needs if alike(name) not in sound]
    if not missing:
        return found
    params = {"name": found.name, "needs": ", ".join(missing)}
    problem = Problem("RS2117", params, _where(found, missing[0]), "needs")
    return attrs.evolve(found, contribution=None, manifest=None, problems=(problem,))
