"""
Hand out an engine: from the pack that was kept, else from the packages.

What is installed is compiled once. Later starts read the pack that was kept of it, as
long as nothing of it has changed; a folder that is given by name is read each time.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from regservice.engine.kept import keep, kept

if TYPE_CHECKING:
    from pathlib import Path

    from regservice.engine.engine import Engine


def load(
    packages: str | Path | Iterable[str | Path] = (),
    *,
    discover: bool = True,
    strict: bool = False,
    isolate: bool = False,
    allow: Mapping[str, str] | None = None,
) -> Engine:
    """
    Load the national package, the installed packages and the given folders.

    Without folders the compile is kept, as a pack in the cache of the user; it is used
    again only while the library, the distributions and the bytes of all their files
    are the same, and while none of them is quarantined or brings strategies.

    What the environment variable ``REGSERVICE_DISABLE`` names is not imported; if
    ``REGSERVICE_ALLOW`` is set, nothing else is.

    Args:
        packages: One folder or several, of data packages or of distributions that
            hold one; or ``.py`` files with hooks.
        discover: Whether installed distributions are looked for.
        strict: Whether a package that cannot be used is an error.
        isolate: Whether the code of packages is imported in another process, so that
            not even a crash or an endless loop of it reaches this one. Packages with
            strategies that pass are imported here too.
        allow: Distribution to range of versions, such as ``>=2026.1``, an empty one
            for any: nothing else that is installed is imported. ``None`` for no
            list. A list of the environment counts beside it.

    Returns:
        The engine. ``engine.problems`` lists what was quarantined.

    Raises:
        QuarantineError: If *strict* and a package was quarantined.
        DataError: If a folder that was given is faulty, if the packages do not fit
            together, or if *allow* cannot be read; with every fault.

    Examples:
        >>> import regservice as rs
        >>> rs.load(discover=False).digest.startswith("sha256:")
        True
    """
    folders = [packages] if isinstance(packages, str | os.PathLike) else list(packages)
    engine = None if folders else kept(discover=discover, allow=allow)
    if engine is None:
        from regservice.engine.compiled import compiled

        engine = compiled(
            folders, discover=discover, strict=strict, isolate=isolate, allow=allow
        )
        if not folders:
            keep(engine, discover=discover, allow=allow)
    return engine
