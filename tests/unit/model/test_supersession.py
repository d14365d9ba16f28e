"""A row takes the place of another by a clause only."""

from __future__ import annotations

import pytest

from regservice.model.legal import Source
from regservice.model.supersession import Supersession
from regservice.model.vocab import SourceKind, Verification

LAW = Source(
    kind=SourceKind.CLAUSE,
    document="X",
    clause="1",
    verified=Verification.READ,
)


def test_key_names_table_and_row() -> None:
    """Two for one row are a double key."""
    assert "rules:a/b" == Supersession(table="rules", key="a/b", source=LAW).id


def test_nothing_but_a_clause_sets_a_row_aside() -> None:
    """An inference does not."""
    guess = Source(kind=SourceKind.ASSUMED, note="invented")
    with pytest.raises(ValueError, match="RS2031"):
        Supersession(table="rules", key="a/b", source=guess)
