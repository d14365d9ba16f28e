"""
What a compile ends in: the frozen rows of all packages.

Apart from the compiler, so that an engine can start from a pack without it.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from regservice.core.routing.book import Book
from regservice.model.package import Manifest, Origin


@attrs.frozen
class Ruleset:
    """
    The frozen compile of all packages.

    Attributes:
        book: The rows, indexed.
        digest: Fingerprint of the normative rows.
        manifests: The packages, sorted by name.
        origins: Where each row stands, by table and key.
        superseded: Where rows stand that another package has replaced, by table and
            key; these lead to the row that counts.
    """

    book: Book = attrs.field(repr=False)
    digest: str
    manifests: tuple[Manifest, ...]
    origins: Mapping[tuple[str, str], Origin] = attrs.field(repr=False, hash=False)
    superseded: Mapping[tuple[str, str], Origin] = attrs.field(
        factory=dict, repr=False, hash=False
    )
