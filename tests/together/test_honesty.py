"""Is anything that is shipped shown as more than it is?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import pytest

from regservice.engine.engine import Engine
from regservice.explain.words import source_detail
from regservice.model.legal import Document, Source, Validity
from regservice.model.package import Contribution, Tables, row_key
from regservice.model.statement import StatementKind
from regservice.model.vocab import (
    DocumentStatus,
    LegalEffect,
    Modality,
    SourceKind,
    Verification,
)
from regservice.ruleset.parts import conditions_and_sources

Row = tuple[str, str, Any, Source]

_ORDER = (Verification.OWN, Verification.PAGE, Verification.READ)

SAID = {
    "zh": {
        SourceKind.REPORT: "报道",
        SourceKind.LOCAL_PRACTICE: "做法",
        SourceKind.ASSUMED: "推定",
    },
    "en": {
        SourceKind.REPORT: "reported",
        SourceKind.LOCAL_PRACTICE: "practice",
        SourceKind.ASSUMED: "assumed",
    },
}
"""How each kind of source that is no law is called where it is shown."""

UNREAD = {"DALR26", "CNIPA76", "MI1", "SH-STATION-2022", "GCPF", "GRAN", "TOOTH71"}
"""Documents of which the studies know number and date, but no clause."""


def _rows(engine: Engine) -> Iterator[Row]:
    """Every row of every package with each of its sources, however deep it stands."""
    for table in attrs.fields(Tables):
        for row in getattr(engine.book.tables, table.name):
            for part in conditions_and_sources(row):
                if isinstance(part, Source):
                    yield table.name, row_key(row), row, part


def faults(row: Row, documents: Mapping[str, Document]) -> Iterator[str]:
    """What is said of a source that does not hold."""
    table, key, record, source = row
    at = f"{table} {key}: {source.document} {source.clause}"
    document = documents.get(source.document or "")
    if source.document and document is None:
        yield f"{at}: not in the register"
    if source.kind is SourceKind.CLAUSE and document is not None:
        assert source.verified is not None
        if _ORDER.index(source.verified) > _ORDER.index(document.verified):
            yield f"{at}: read where the document was not"
        if document.code in UNREAD:
            yield f"{at}: nobody has read a clause of it"
        ended = getattr(record, "validity", Validity()).end is not None
        if document.status is DocumentStatus.SUPERSEDED and not ended:
            yield f"{at}: superseded, yet without an end"
    force = getattr(record, "modality", None)
    if source is getattr(record, "source", None) and not source.is_law:
        if force is Modality.MUST:
            yield f"{at}: {source.kind} is no duty"
        if getattr(record, "legal_effect", None) is LegalEffect.STATUTORY:
            yield f"{at}: {source.kind} sets no statutory limit"


def test_sources_are_registered_and_no_more_than_they_are(whole: Engine) -> None:
    """Of rules, limits, periods, competences, relations and all other rows."""
    documents = whole.book.documents
    rows = list(_rows(whole))

    assert len(rows) > 1000
    assert [] == [fault for row in rows for fault in faults(row, documents)]


def test_what_is_no_law_is_named_for_what_it_is(whole: Engine) -> None:
    """Wherever a source is written out its kind is said, unless it is a clause."""
    for _, key, _, source in _rows(whole):
        for lang, words in SAID.items():
            text = source_detail(whole.book, source, lang)
            said = {kind for kind, word in words.items() if word in text[:40]}
            wanted = set() if source.is_law else {source.kind}
            assert wanted <= said, (key, text)
            if source.is_law:
                assert not text.startswith(tuple(words.values())), (key, text)


def test_figures_studies_and_plans_are_only_reported(whole: Engine) -> None:
    """No score, share or number of days of a report became a duty."""
    for row in whole.book.tables.statements:
        if row.kind is not StatementKind.DUTY:
            assert row.modality is not Modality.MUST, row.id
        if row.source.kind is SourceKind.REPORT:
            assert row.modality is Modality.REPORTED, row.id


def test_no_share_is_asked_for_that_no_clause_asks_for(whole: Engine) -> None:
    """Tracking rates of programmes come from a clause; others have none."""
    for row in whole.book.tables.programmes:
        if row.tracking is not None:
            assert row.source.is_law, row.code


def test_limits_of_answers_are_service_standards_at_most(whole: Engine) -> None:
    """No source gives a handling limit of a question (domain.md 0, point 1)."""
    timed = [row for row in whole.book.tables.limits if row.count is not None]

    assert timed
    for row in timed:
        assert row.legal_effect is not LegalEffect.STATUTORY, row.id


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"document": "NONE"}, "not in the register"),
        ({"document": "DALR26"}, "read where"),
        ({"kind": SourceKind.ASSUMED, "note": "虚构"}, "is no duty"),
        ({"document": "DALR19"}, "superseded"),
    ],
)
def test_source_that_is_shown_as_more_than_it_is_fails(
    whole: Engine,
    packages: Mapping[str, Contribution],
    change: dict[str, Any],
    fault: str,
) -> None:
    """The walk finds a rule whose source was changed."""
    rule = next(
        row
        for row in packages["regservice-region-shanghai"].tables.rules
        if row.modality is Modality.MUST and row.validity.end is None
    )
    source = attrs.evolve(rule.source, **change)
    row = ("rules", rule.id, attrs.evolve(rule, source=source), source)

    assert any(fault in text for text in faults(row, whole.book.documents))
