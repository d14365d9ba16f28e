"""
What was found under one name: a package with its rows, or with its problems.

Nothing here needs pluggy, so that an engine can start from a pack without it.
"""

from __future__ import annotations

import attrs

from regservice.errors import Problem
from regservice.model.package import Contribution, Manifest


def _manifest(found: Found) -> Manifest | None:
    return None if found.contribution is None else found.contribution.manifest


@attrs.frozen(kw_only=True)
class Found:
    """
    One package, as it was found.

    Attributes:
        name: Name of the distribution, or of the folder.
        version: Version of the distribution; empty for a folder.
        origin: ``builtin``, ``entry_point`` or ``path``.
        folder: The folder that holds its tables; empty if it is not known, and in an
            engine.
        contribution: What it contributes; ``None`` if it is quarantined or was not
            asked, and in an engine, whose ruleset holds the rows of all packages as
            one.
        manifest: Its manifest; ``None`` if it is quarantined or was not asked.
        problems: Why it is quarantined; empty otherwise.
        skipped: Why its code was not even imported: ``disabled`` by the
            environment, or ``not_allowed``, since it is not on the list of those
            that are; empty if it was asked.
        isolated: Whether it was read in a process of its own.

    Examples:
        >>> Found(name="regservice-region-x", origin="entry_point").manifest is None
        True
    """

    name: str
    version: str = ""
    origin: str
    folder: str = ""
    contribution: Contribution | None = None
    manifest: Manifest | None = attrs.field(
        default=attrs.Factory(_manifest, takes_self=True)
    )
    problems: tuple[Problem, ...] = ()
    skipped: str = ""
    isolated: bool = False

    @property
    def state(self) -> str:
        """``loaded``, ``quarantined``, ``disabled`` or ``not_allowed``."""
        return self.skipped or ("quarantined" if self.problems else "loaded")
