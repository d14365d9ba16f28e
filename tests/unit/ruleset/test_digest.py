"""The fingerprint covers what is normative, and nothing else."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

import attrs
import pytest

from regservice.model.catalogue import Offer
from regservice.model.legal import Validity
from regservice.model.package import Tables, row_key
from regservice.model.vocab import Modality, Product, RelationType, Tier, Unit
from regservice.ruleset.digest import digest, plain


@pytest.fixture
def tables(make: Any) -> Tables:
    """One small world with a row in every table."""
    rows: Tables = make.tables(
        matters=(make.matter("m", make.limb(says="x")),),
        bypasses=(make.bypass("b", "station"),),
        limits=(make.limit("l"),),
        periods=(make.period("p"),),
        pause_reasons=(make.pause_reason("r"),),
        programmes=(make.programme("t:p", "330000"),),
        offers=(
            Offer(
                id="t/offer",
                item="ip",
                places=("330000",),
                modality=Modality.MAY,
                source=make.source(),
            ),
        ),
    )
    return rows


def _changed(tables: Tables, table: str, **values: Any) -> Tables:
    first, *rest = getattr(tables, table)
    return attrs.evolve(tables, **{table: (attrs.evolve(first, **values), *rest)})


def test_digest_is_a_named_hash(tables: Tables) -> None:
    """The kind of hash is part of it."""
    found = digest(tables)

    assert ("sha256:", 71) == (found[:7], len(found))
    assert 0 <= int(found[7:], 16)


def test_notes_do_not_count(tables: Tables, make: Any) -> None:
    """Neither the note of a row nor that of its source."""
    for table in (
        "documents",
        "authorities",
        "relations",
        "rules",
        "matters",
        "limits",
    ):
        assert digest(tables) == digest(_changed(tables, table, note="other"))
    other = make.source(note="another guess")
    assert digest(tables) == digest(_changed(tables, "rules", source=other))


def test_order_of_rows_does_not_count(tables: Tables) -> None:
    """Rows are known by their keys."""
    mixed = {a.name: getattr(tables, a.name)[::-1] for a in attrs.fields(Tables)}

    assert digest(tables) == digest(Tables(**mixed))


NEXT = Validity(dt.date(2027, 1, 1))


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("documents", {"name": "other"}),
        ("places", {"tier": Tier.COUNTY}),
        ("authorities", {"functions": ("customs",)}),
        ("authorities", {"validity": NEXT}),
        ("relations", {"type": RelationType.SUPPORTS}),
        ("relations", {"modality": Modality.MAY}),
        ("fields", {"presumed": "drug"}),
        ("items", {"keywords": ("x",)}),
        ("items", {"products": (Product.DRUG,)}),
        ("matters", {"usual": True}),
        ("rules", {"exception_to": ("hard",)}),
        ("rules", {"validity": NEXT}),
        ("path_rules", {"hands_over": False}),
        ("limits", {"count": 6}),
        ("limits", {"unit": Unit.CALENDAR_DAY}),
        ("programmes", {"key": False}),
        ("calendar_patterns", {"weekdays": (1, 2)}),
        ("calendar_notices", {"workdays": (dt.date(2025, 10, 11),)}),
        ("calendar_notices", {"published": dt.date(2025, 10, 11)}),
        ("calendar_overrides", {"last": dt.date(2026, 8, 4)}),
        ("office_hours", {"weekdays": (4,)}),
    ],
)
def test_normative_change_changes_the_digest(
    tables: Tables, table: str, values: dict[str, Any]
) -> None:
    """In every table."""
    assert digest(tables) != digest(_changed(tables, table, **values))


def test_row_that_goes_or_comes_changes_the_digest(tables: Tables) -> None:
    """Whichever table it is in, if it says what applies."""
    told = [a for a in attrs.fields(Tables) if a.metadata.get("normative", True)]
    assert {"statements", "supersessions"} == {a.name for a in attrs.fields(Tables)} - {
        a.name for a in told
    }
    for attribute in told:
        rows = getattr(tables, attribute.name)
        less = attrs.evolve(tables, **{attribute.name: rows[1:]})
        assert digest(tables) != digest(less), attribute.name


def test_plain_is_json_without_what_is_not_normative(make: Any) -> None:
    """Dates as ISO texts, vocabulary as codes, tuples as lists."""
    row = make.notice(2026, dt.date(2026, 10, 10))

    assert {
        "calendar": "cn",
        "year": 2026,
        "edition": 1,
        "published": None,
        "workdays": ["2026-10-10"],
        "days_off": [{"first": "2026-10-01", "last": "2026-10-07", "name": "x"}],
        "source": {
            "kind": "assumed",
            "document": None,
            "clause": "",
            "verified": None,
            "publisher": "",
            "office": "",
            "dated": None,
        },
    } == plain(row)
    assert "cn/2026" == row_key(row)


def test_digest_is_that_of_one_json_object(tables: Tables, make: Any) -> None:
    """Written row by row, it reads as if it were written at once."""
    body = make.body("z", "station", "330102", aliases=("b", "é", "国", 'q"'))
    rows = attrs.evolve(tables, authorities=(*tables.authorities, body, body))
    content = {
        a.name: {row_key(row): plain(row) for row in getattr(rows, a.name)}
        for a in attrs.fields(Tables)
        if a.metadata.get("normative", True)
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)

    assert "sha256:" + hashlib.sha256(text.encode()).hexdigest() == digest(rows)
