"""What a source tells that decides nothing."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from regservice.model.amount import Amount
from regservice.model.package import Tables
from regservice.model.statement import Statement, StatementKind
from regservice.model.vocab import Modality
from regservice.ruleset.digest import digest


def _row(make: Any, **kw: Any) -> Statement:
    base = {
        "id": "zj/told",
        "kind": StatementKind.DUTY,
        "says": "虚构的自查报告",
        "modality": Modality.REPORTED,
        "source": make.source(),
    }
    return Statement(**{**base, **kw})


@pytest.mark.parametrize("name", ["id", "says", "about"])
def test_statement_has_key_and_words(make: Any, name: str) -> None:
    """Without them nobody could cite it; bodies are named by their ids."""
    bad: Any = ("Not An Id",) if name == "about" else ""

    with pytest.raises(ValueError, match="RS11"):
        _row(make, **{name: bad})


def test_period_that_the_source_does_not_state_stays_open(make: Any) -> None:
    """It is for the user to set, and never invented."""
    assert _row(make).every is None
    assert "year" == str(_row(make, every=Amount.read("1 year")).every.unit)


def test_statement_is_no_part_of_the_digest(make: Any) -> None:
    """It moves no answer, so it is not what a ruleset is recognised by."""
    tables = make.tables()
    told = attrs.evolve(tables, statements=(_row(make),))

    assert digest(tables) == digest(told)
    assert "statements" in {a.name for a in attrs.fields(Tables)}
