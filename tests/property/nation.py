"""The nation of every random country: catalogue, documents, calendar, fallback."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from regservice.model.authority import Authority, Place, Relation
from regservice.model.calendar import (
    CalendarNotice,
    CalendarPattern,
    DaySpan,
    OfficeInterval,
)
from regservice.model.catalogue import (
    Competence,
    FieldValue,
    IntakeField,
    Matter,
    ServiceItem,
)
from regservice.model.legal import Document, Source
from regservice.model.limit import TimeLimit
from regservice.model.package import Contribution, Manifest, Tables
from regservice.model.rule import Holder, Rule
from regservice.model.vocab import (
    Confidence,
    Difficulty,
    DocumentStatus,
    Goal,
    LegalEffect,
    Level,
    Modality,
    Product,
    RelationType,
    Role,
    SourceKind,
    Tier,
    Verification,
)

BREAKS: Final = (dt.date(2024, 1, 1), dt.date(2025, 7, 1))
"""Days on which rows begin and end."""
DAYS: Final = (dt.date(2023, 6, 1), dt.date(2024, 6, 3), dt.date(2025, 12, 1))
"""A day of each period between them."""

REGIONS: Final = (("33", "zj"), ("34", "ah"))
"""Prefix of the codes of places, and of the ids of rows."""
ITEMS: Final = {
    "renewal": ((Product.DRUG, Product.DEVICE), True),
    "training_exchange": ((Product.DRUG, Product.NONE), False),
    "policy_funding": ((Product.DEVICE,), False),
}
STAFF: Final = (0, 500)
SPANS: Final = ("..9", "10..49", "50..", "7", "30..60")
DIMENSIONS: Final = {
    "item": tuple(ITEMS),
    "product": ("drug", "device", "none"),
    "difficulty": tuple(map(str, Difficulty)),
    "risk": ("low", "high"),
    "staff": SPANS,
    "applicant": ("enterprise", "person"),
    "channel": ("hotline", "visit"),
    "registration_business": ("yes", "no"),
    "received_level": ("station", "district"),
}
"""Dimension to values for conditions, beside places and programmes."""
_OFF: Final = dt.date(2025, 10, 1)
ASSUMED: Final = Source(kind=SourceKind.ASSUMED, note="invented")
REPORTED: Final = Source(kind=SourceKind.REPORT, publisher="Invented News")


def clause(document: str = "LAW") -> Source:
    return Source(
        kind=SourceKind.CLAUSE,
        document=document,
        clause="1",
        verified=Verification.READ,
    )


def manifest(name: str, place: str) -> Manifest:
    return Manifest(name=name, title=name, version="1", places=(place,), owner="t")


def body_of(key: str, kind: str, level: Level, *places: str, **kw: Any) -> Authority:
    base = {"name": key, "source": ASSUMED, **kw}
    return Authority(id=key, kind=kind, level=level, places=places, **base)


def edge(upper: str, kind: RelationType, lower: str, **kw: Any) -> Relation:
    base = {"source": REPORTED, **kw}
    return Relation(type=kind, subject=upper, object=lower, **base)


def nation() -> Contribution:
    """Return the national package, which is the same in every world."""
    two = (("low", "LOW"), ("high", "HIGH"))
    fields = (
        IntakeField(
            code="risk",
            name="risk",
            question="risk?",
            values=tuple(FieldValue(code=code, name=name) for code, name in two),
        ),
        IntakeField(
            code="staff", name="staff", question="?", lowest=STAFF[0], highest=STAFF[1]
        ),
    )
    items = tuple(
        ServiceItem(
            code=code,
            name=code,
            products=products,
            registration_business=business,
            source=ASSUMED,
        )
        for code, (products, business) in ITEMS.items()
    )
    limit = Competence(
        tier=Tier.PREFECTURE,
        functions=("district_amr",),
        source=clause(),
        confidence=Confidence.HIGH,
    )
    tables = Tables(
        documents=tuple(
            Document(
                code=code,
                name=code,
                issued=day,
                status=DocumentStatus.IN_FORCE,
                verified=Verification.READ,
                checked_on=DAYS[-1],
            )
            for code, day in (("LAW", dt.date(2020, 1, 1)), ("NEW", BREAKS[0]))
        ),
        places=(
            Place(code="national", name="nation", tier=Tier.NATION),
            *(
                Place(
                    code=f"{prefix}0000",
                    name=key,
                    tier=Tier.PROVINCE,
                    located_in=("national",),
                )
                for prefix, key in REGIONS
            ),
        ),
        authorities=(body_of("top/nmpa", "nmpa", Level.NATIONAL, "national"),),
        fields=fields,
        items=items,
        matters=(
            Matter(code="keep", name="keep", items=("renewal",), competence=(limit,)),
        ),
        calendar_patterns=(
            CalendarPattern(
                code="cn",
                name="cn",
                weekdays=(1, 2, 3, 4, 5),
                hours=(OfficeInterval(opens=540, closes=1020),),
                source=ASSUMED,
            ),
        ),
        calendar_notices=(
            CalendarNotice(
                calendar="cn",
                year=2025,
                days_off=(DaySpan(first=_OFF, last=_OFF, name="off"),),
                source=ASSUMED,
            ),
        ),
        limits=(
            TimeLimit(
                id="nation/untimed",
                goal=Goal.REPLY,
                legal_effect=LegalEffect.INTERNAL,
                modality=Modality.MAY,
                source=ASSUMED,
            ),
        ),
        rules=(
            Rule(
                id="nation/fallback",
                role=Role.FALLBACK,
                holder=Holder(functions=("provincial_mpa",)),
                modality=Modality.MAY,
                source=ASSUMED,
            ),
        ),
    )
    return Contribution(manifest=manifest("nation", "national"), tables=tables)
