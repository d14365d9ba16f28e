"""
Which records can a package written in Python return?

All of them, and the enumerations of their fields, under one name each. Importing
this is light: no file is read, nothing is drawn.

Examples:
    >>> from regservice.rows import Place, Tier
    >>> Place(code="330100", name="杭州市", tier=Tier.PREFECTURE).code
    '330100'
"""

from __future__ import annotations

from regservice.model.amount import (
    Amount,
    Mark,
)
from regservice.model.authority import (
    Authority,
    Place,
    Relation,
)
from regservice.model.calendar import (
    CalendarNotice,
    CalendarOverride,
    CalendarPattern,
    DaySpan,
    OfficeHours,
    OfficeInterval,
)
from regservice.model.catalogue import (
    Competence,
    FieldValue,
    IntakeField,
    Matter,
    Offer,
    Programme,
    ServiceItem,
)
from regservice.model.condition import (
    Condition,
)
from regservice.model.decisiontest import (
    DecisionTest,
)
from regservice.model.grounds import (
    Deemed,
    Escalation,
    Extension,
    PauseReason,
    Restart,
)
from regservice.model.legal import (
    Document,
    Source,
    Validity,
)
from regservice.model.limit import (
    Period,
    Terms,
    TimeLimit,
)
from regservice.model.modes import (
    ServiceMode,
)
from regservice.model.package import (
    Manifest,
)
from regservice.model.rule import (
    Bypass,
    Holder,
    PathRule,
    Rule,
    Strategy,
)
from regservice.model.statement import (
    Statement,
    StatementKind,
)
from regservice.model.supersession import (
    Supersession,
)
from regservice.model.vocab import (
    Applicant,
    Channel,
    Close,
    Confidence,
    DelegationMode,
    Difficulty,
    DocumentStatus,
    Goal,
    LegalEffect,
    Level,
    Modality,
    OnReroute,
    Partial,
    PlaceKey,
    Product,
    Receipt,
    RelationType,
    Reminders,
    Role,
    Roll,
    Rounding,
    SourceKind,
    Stage,
    StartEvent,
    Tier,
    Unit,
    Verification,
)

__all__ = [
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
