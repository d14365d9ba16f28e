"""What Python packages import is a decision: SemVer speaks of these names."""

from __future__ import annotations

from enum import StrEnum

import attrs
import pytest

from regservice import rows
from regservice.codec.spec import fields_of, table_types

NAMES = [
    "Amount",
    "Applicant",
    "Authority",
    "Bypass",
    "CalendarNotice",
    "CalendarOverride",
    "CalendarPattern",
    "Channel",
    "Close",
    "Competence",
    "Condition",
    "Confidence",
    "DaySpan",
    "DecisionTest",
    "Deemed",
    "DelegationMode",
    "Difficulty",
    "Document",
    "DocumentStatus",
    "Escalation",
    "Extension",
    "FieldValue",
    "Goal",
    "Holder",
    "IntakeField",
    "LegalEffect",
    "Level",
    "Manifest",
    "Mark",
    "Matter",
    "Modality",
    "Offer",
    "OfficeHours",
    "OfficeInterval",
    "OnReroute",
    "Partial",
    "PathRule",
    "PauseReason",
    "Period",
    "Place",
    "PlaceKey",
    "Product",
    "Programme",
    "Receipt",
    "Relation",
    "RelationType",
    "Reminders",
    "Restart",
    "Role",
    "Roll",
    "Rounding",
    "Rule",
    "ServiceItem",
    "ServiceMode",
    "Source",
    "SourceKind",
    "Stage",
    "StartEvent",
    "Statement",
    "StatementKind",
    "Strategy",
    "Supersession",
    "Terms",
    "Tier",
    "TimeLimit",
    "Unit",
    "Validity",
    "Verification",
]


def test_names_are_these() -> None:
    """None comes or goes by accident."""
    assert NAMES == rows.__all__


@pytest.mark.parametrize("name", NAMES)
def test_name_is_a_record_or_an_enumeration(name: str) -> None:
    """Under the name that it has where it lives."""
    found = getattr(rows, name)

    assert name == found.__name__
    assert attrs.has(found) or issubclass(found, StrEnum)
    assert found.__module__.startswith("regservice.model.")


@pytest.mark.parametrize("table", table_types())
def test_all_that_a_row_holds_can_be_imported(table: str) -> None:
    """The record of each table, and those inside it."""
    waiting, known = [table_types()[table]], set()
    while waiting:
        cls = waiting.pop()
        known.add(cls.__name__)
        for spec in fields_of(cls).values() if cls.__name__ != "Condition" else ():
            shape = spec.shape.inner or spec.shape
            if shape.record is not None and shape.record.__name__ not in known:
                waiting.append(shape.record)

    assert known <= set(rows.__all__)
