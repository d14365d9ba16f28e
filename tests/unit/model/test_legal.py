"""On what a row leans, and when it is in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.model.legal import Document, Source, Validity
from regservice.model.vocab import DocumentStatus, SourceKind, Verification

START, END = dt.date(2024, 1, 24), dt.date(2025, 1, 1)
BEFORE, LAST = START - dt.timedelta(days=1), END - dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("validity", "day", "expected"),
    [
        (Validity(), dt.date.min, True),
        (Validity(START), START, True),
        (Validity(START), BEFORE, False),
        (Validity(START), dt.date.max, True),
        (Validity(None, END), LAST, True),
        (Validity(None, END), END, False),
        (Validity(START, END), END, False),
        (Validity(START, END), LAST, True),
    ],
)
def test_validity_has_its_start_and_not_its_end(
    validity: Validity, day: dt.date, *, expected: bool
) -> None:
    """Intervals are half-open; an open side has no bound."""
    assert expected is (day in validity)


@pytest.mark.parametrize("end", [START, BEFORE])
def test_validity_must_not_end_before_it_has_begun(
    end: dt.date, code_of: Callable[[BaseException], tuple[str, str]]
) -> None:
    """An interval without a day is a mistake."""
    with pytest.raises(ValueError, match="RS1107") as caught:
        Validity(START, end)

    assert ("RS1107", "end") == code_of(caught.value)


@pytest.mark.parametrize("code", ["", "MDR 1", "条例"])
def test_document_code_is_ascii_without_blanks(make: Any, code: str) -> None:
    """A document is cited by a short code."""
    with pytest.raises(ValueError, match="RS1105"):
        make.document(code, name="x")


def test_document_needs_a_name(make: Any) -> None:
    """A code alone tells no reader what the document is."""
    with pytest.raises(ValueError, match="RS1106"):
        make.document(name=" ")


@pytest.mark.parametrize("status", [DocumentStatus.IN_FORCE, DocumentStatus.UNKNOWN])
def test_document_with_a_successor_is_superseded(
    make: Any, status: DocumentStatus
) -> None:
    """What has been replaced is not in force."""
    with pytest.raises(ValueError, match="RS1108"):
        make.document(successor="NEW", status=status)


def test_superseded_document_may_name_its_successor_or_not(make: Any) -> None:
    """Not every repealed text is replaced."""
    gone = DocumentStatus.SUPERSEDED

    assert "NEW" == make.document(successor="NEW", status=gone).successor
    assert make.document(status=gone).successor is None


FULL = {
    SourceKind.CLAUSE: {"document": "D", "clause": "1", "verified": Verification.READ},
    SourceKind.REPORT: {"publisher": "p"},
    SourceKind.LOCAL_PRACTICE: {"office": "o"},
    SourceKind.ASSUMED: {"note": "n"},
}


@pytest.mark.parametrize(
    ("kind", "part"), [(kind, part) for kind in FULL for part in FULL[kind]]
)
def test_source_states_what_its_kind_requires(
    kind: SourceKind, part: str, code_of: Callable[[BaseException], tuple[str, str]]
) -> None:
    """Each kind of source has parts without which it cannot be checked."""
    given: dict[str, Any] = {k: v for k, v in FULL[kind].items() if k != part}

    with pytest.raises(ValueError, match="RS1109") as caught:
        Source(kind=kind, **given)

    assert ("RS1109", part) == code_of(caught.value)


@pytest.mark.parametrize("kind", list(SourceKind))
def test_only_a_clause_is_law(kind: SourceKind) -> None:
    """Reports, practice and inference are never shown as law."""
    parts: dict[str, Any] = dict(FULL[kind])

    assert (kind is SourceKind.CLAUSE) is Source(kind=kind, **parts).is_law


def test_clause_that_nobody_read_is_refused(
    make: Any, code_of: Callable[[BaseException], tuple[str, str]]
) -> None:
    """Own knowledge is no verification of a clause."""
    with pytest.raises(ValueError, match="RS1110") as caught:
        make.clause(verified=Verification.OWN)

    assert ("RS1110", "verified") == code_of(caught.value)


def test_clause_seen_on_a_public_page_is_law(make: Any) -> None:
    """A clause may be shown once its text or a public page was seen."""
    assert make.clause(verified=Verification.PAGE).is_law


@pytest.mark.parametrize("record", [Document, Source])
def test_notes_are_not_normative(record: type) -> None:
    """A note explains, it does not rule."""
    note = attrs.fields_dict(record)["note"]

    assert note.metadata["normative"] is False


@pytest.mark.parametrize(
    ("recheck_by", "expected"),
    [(None, dt.date(2025, 1, 23)), (dt.date(2024, 3, 1), dt.date(2024, 3, 1))],
)
def test_a_check_counts_for_a_year_unless_a_day_is_named(
    recheck_by: dt.date | None, expected: dt.date
) -> None:
    document = Document(
        code="X",
        name="示例文件",
        status=DocumentStatus.IN_FORCE,
        verified=Verification.READ,
        checked_on=START,
        recheck_by=recheck_by,
    )

    assert expected == document.good_until


@pytest.mark.parametrize(
    ("name", "day"),
    [("checked_on", dt.date(2019, 12, 31)), ("recheck_by", dt.date(2020, 1, 31))],
)
def test_document_is_checked_after_its_issue_and_again_after_that(
    make: Any, code_of: Any, name: str, day: dt.date
) -> None:
    """Days that run backward are a slip of somebody."""
    days = {"issued": dt.date(2020, 1, 1), "checked_on": dt.date(2020, 2, 1)}
    assert make.document(**days, recheck_by=dt.date(2020, 2, 1))

    with pytest.raises(ValueError, match="RS1107") as caught:
        make.document(**{**days, name: day})

    assert ("RS1107", name) == code_of(caught.value)
