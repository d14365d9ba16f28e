"""Compile small packages, list the faults of others, and make a world to prove."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.codec.package import read_package
from regservice.core.routing.book import Book
from regservice.errors import DataError, Problem
from regservice.model.package import Tables
from regservice.model.rule import Strategy
from regservice.model.vocab import Modality
from regservice.ruleset.compile import compile_ruleset
from regservice.ruleset.ruleset import Ruleset

Faults = Callable[..., list[Problem]]
SOURCE = "source: {kind: assumed, note: n}"


@pytest.fixture
def faults(packages: Any) -> Faults:
    """
    Return a function that adds a package to the small nation and gives its faults.

    In the text of the package ``$S`` stands for an assumed source.
    """

    def run(text: str, places: str = "national", name: str = "more") -> list[Problem]:
        added = packages.one(text.replace("$S", SOURCE), name, places)
        nation, more = (read_package(home) for home in (packages.nation(), added))
        with pytest.raises(DataError) as caught:
            compile_ruleset([nation, more])
        assert all(
            p.where.file.startswith(str(added)) for p in caught.value.problems
        ), "a fault of the added package was blamed on another file"
        return list(caught.value.problems)

    return run


Rules = Callable[..., Ruleset]
_BOUND = ("rules", "path_rules", "bypasses")
_FORCED = (*_BOUND, "relations", "limits")


def _for_province(tables: Tables) -> Tables:
    """Rules for province P alone, none of which says must."""
    rows: dict[str, Any] = {}
    for table in _FORCED:
        found = getattr(tables, table)
        rows[table] = tuple(
            attrs.evolve(row, modality=Modality.MAY)
            if row.modality is Modality.MUST and row.note != "strict"
            else row
            for row in found
        )
    for table in _BOUND:
        rows[table] = tuple(
            row
            if row.when.get("place")
            else attrs.evolve(row, when=row.when.narrowed("place", ("330000",)))
            for row in rows[table]
        )
    return attrs.evolve(tables, **rows)


@pytest.fixture(scope="session")
def province(make: Any) -> Rules:
    """
    Return a function that makes a sound ruleset of the small world.

    A station receives, answers what is basic and passes on what is complex: to the
    bureau of the district, which asks that of the province. A rule that says must
    stays so where its note is ``strict``.
    """

    def build(
        *,
        more: dict[str, Any] | None = None,
        strategies: tuple[Strategy, ...] = (),
        **tables: Any,
    ) -> Ruleset:
        rows = make.tables(**tables)
        added = {t: (*getattr(rows, t), *extra) for t, extra in (more or {}).items()}
        tables_ = _for_province(attrs.evolve(rows, **added))
        manifests = make.manifest("nation"), make.manifest("region", "330000")
        return Ruleset(Book.of(tables_, strategies), "sha256:0", manifests, {})

    return build
