"""Rows with short defaults, and a small world made of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import attrs
import pytest

from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.route import route
from regservice.model.authority import Authority, Place, Relation
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
    Programme,
    ServiceItem,
)
from regservice.model.condition import Condition
from regservice.model.decision import Decision
from regservice.model.grounds import PauseReason
from regservice.model.legal import Document, Source
from regservice.model.limit import Period, TimeLimit
from regservice.model.package import Contribution, Manifest, Tables
from regservice.model.request import ServiceRequest
from regservice.model.rule import Bypass, Holder, PathRule, Rule
from regservice.model.vocab import (
    Confidence,
    DocumentStatus,
    Goal,
    LegalEffect,
    Level,
    Modality,
    Product,
    RelationType,
    Role,
    SourceKind,
    Stage,
    Tier,
    Unit,
    Verification,
)

DAY = dt.date(2026, 3, 2)
"""A Monday."""


class Make:
    """Makes rows; every argument overrides a default."""

    def source(self, **kw: Any) -> Source:
        return Source(**{"kind": SourceKind.ASSUMED, "note": "guess", **kw})

    def clause(self, document: str = "LAW", clause: str = "1", **kw: Any) -> Source:
        kw = {"verified": Verification.READ, **kw}
        return Source(kind=SourceKind.CLAUSE, document=document, clause=clause, **kw)

    def document(self, code: str = "LAW", **kw: Any) -> Document:
        base = {
            "name": code,
            "status": DocumentStatus.IN_FORCE,
            "verified": Verification.READ,
            "checked_on": DAY,
        }
        return Document(code=code, **{**base, **kw})

    def when(self, **dims: Iterable[str] | str) -> Condition:
        return Condition.of(
            {k: (v,) if isinstance(v, str) else tuple(v) for k, v in dims.items()}
        )

    def place(self, code: str, *above: str, **kw: Any) -> Place:
        return Place(code=code, **{"name": f"P{code}", "located_in": above, **kw})

    def body(self, key: str, kind: str, *places: str, **kw: Any) -> Authority:
        base = {"name": key, "level": Level.DISTRICT, "source": self.source()}
        return Authority(id=key, kind=kind, places=places, **{**base, **kw})

    def edge(self, subject: str, type_: str, object_: str, **kw: Any) -> Relation:
        base = {"source": self.source()}
        return Relation(
            subject=subject,
            type=RelationType(type_),
            object=object_,
            **{**base, **kw},
        )

    def field(self, code: str, words: dict[str, list[str]], **kw: Any) -> IntakeField:
        values = tuple(
            FieldValue(code=c, name=c.upper(), keywords=tuple(k))
            for c, k in words.items()
        )
        base = {"name": code, "question": f"{code}?", "values": values}
        return IntakeField(code=code, **{**base, **kw})

    def item(self, code: str = "renewal", **kw: Any) -> ServiceItem:
        base = {
            "name": code,
            "products": (Product.DRUG, Product.DEVICE),
            "registration_business": True,
            "source": self.source(),
        }
        return ServiceItem(code=code, **{**base, **kw})

    def limb(self, **kw: Any) -> Competence:
        base = {"source": self.source(), "confidence": Confidence.HIGH}
        return Competence(**{**base, **kw})

    def matter(self, code: str, *limbs: Competence, **kw: Any) -> Matter:
        base = {"name": code, "items": ("renewal",), "competence": limbs}
        return Matter(code=code, **{**base, **kw})

    def rule(self, key: str, role: str, holder: str | Holder, **kw: Any) -> Rule:
        """Build a rule; of a text, one with a slash is an id, else a function."""
        if isinstance(holder, Holder):
            who = holder
        elif "/" in holder:
            who = Holder(authority=holder)
        else:
            who = Holder(functions=tuple(holder.split()))
        base = {"holder": who, "modality": Modality.MUST, "source": self.source()}
        return Rule(id=key, role=Role(role), **{**base, **kw})

    def hop(self, key: str, leaves: str, over: str, enters: str, **kw: Any) -> PathRule:
        base = {
            "hands_over": True,
            "modality": Modality.MUST,
            "source": self.source(),
        }
        return PathRule(
            id=key,
            leaves=leaves,
            over=RelationType(over),
            enters=enters,
            **{**base, **kw},
        )

    def bypass(self, key: str, *skips: str, **kw: Any) -> Bypass:
        base = {"modality": Modality.MAY, "source": self.source()}
        return Bypass(id=key, skips=skips, **{**base, **kw})

    def limit(self, key: str, count: int | None = 5, **kw: Any) -> TimeLimit:
        base = {
            "goal": Goal.REPLY,
            "count": count,
            "unit": None if count is None else Unit.WORKING_DAY,
            "legal_effect": LegalEffect.INTERNAL,
            "modality": Modality.MAY,
            "source": self.source(),
        }
        return TimeLimit(id=key, **{**base, **kw})

    def period(self, key: str, matter: str = "m", **kw: Any) -> Period:
        base = {
            "matter": matter,
            "stage": Stage.DECISION,
            "count": 20,
            "unit": Unit.WORKING_DAY,
            "legal_effect": LegalEffect.STATUTORY,
            "modality": Modality.MUST,
            "source": self.source(),
        }
        return Period(id=key, **{**base, **kw})

    def pause_reason(self, code: str, **kw: Any) -> PauseReason:
        return PauseReason(code=code, **{"name": code, "source": self.source(), **kw})

    def programme(self, code: str, *places: str, **kw: Any) -> Programme:
        base = {"name": code, "key": True, "source": self.source()}
        return Programme(code=code, places=places, **{**base, **kw})

    def pattern(self, **kw: Any) -> CalendarPattern:
        base = {
            "code": "cn",
            "name": "cn",
            "weekdays": (1, 2, 3, 4, 5),
            "hours": (
                OfficeInterval(opens=540, closes=720),
                OfficeInterval(opens=780, closes=1020),
            ),
            "fixed_days": ("01-01",),
            "source": self.source(),
        }
        return CalendarPattern(**{**base, **kw})

    def notice(self, year: int = 2026, *workdays: dt.date, **kw: Any) -> CalendarNotice:
        span = DaySpan(first=dt.date(year, 10, 1), last=dt.date(year, 10, 7), name="x")
        base = {
            "calendar": "cn",
            "days_off": (span,),
            "workdays": workdays,
            "source": self.source(),
        }
        return CalendarNotice(year=year, **{**base, **kw})

    def override(
        self, key: str, first: dt.date, last: dt.date | None = None, **kw: Any
    ) -> CalendarOverride:
        base = {"calendar": "cn", "name": key, "source": self.source()}
        return CalendarOverride(
            id=key, first=first, last=last or first, **{**base, **kw}
        )

    def office_hours(self, key: str, **kw: Any) -> OfficeHours:
        base = {
            "calendar": "cn",
            "weekdays": (7,),
            "hours": (OfficeInterval(opens=540, closes=720),),
            "source": self.source(),
        }
        return OfficeHours(id=key, **{**base, **kw})

    def manifest(self, name: str, *places: str, **kw: Any) -> Manifest:
        base = {"title": name, "version": "1", "owner": "t"}
        return Manifest(name=name, places=places or ("national",), **{**base, **kw})

    def contribution(self, name: str, *places: str, **tables: Any) -> Contribution:
        rows = {table: tuple(found) for table, found in tables.items()}
        return Contribution(
            manifest=self.manifest(name, *places), tables=Tables(**rows)
        )

    def tables(self, **tables: Any) -> Tables:
        """A province P with a city C and its district D; each has its bodies."""
        base: dict[str, Any] = {
            "documents": (self.document(),),
            "places": (
                self.place("national", tier=Tier.NATION),
                self.place("330000", "national", tier=Tier.PROVINCE),
                self.place("330100", "330000", tier=Tier.PREFECTURE),
                self.place("330102", "330100", tier=Tier.COUNTY),
                self.place("340000", "national", tier=Tier.PROVINCE),
            ),
            "authorities": (
                self.body("top/nmpa", "nmpa", "national"),
                self.body("p/mpa", "provincial_mpa", "330000", level=Level.PROVINCIAL),
                self.body("p/c/amr", "city_amr", "330100", level=Level.CITY),
                self.body("p/d/amr", "district_amr", "330102"),
                self.body("p/d/station", "station", "330102", level=Level.STATION),
            ),
            "relations": (
                self.edge("p/mpa", "guides", "p/d/amr"),
                self.edge("p/d/amr", "manages", "p/d/station"),
            ),
            "fields": (
                self.field("product", {"drug": ["药品"], "device": ["器械"]}),
                self.field("difficulty", {"basic": ["哪些"], "complex": ["争议"]}),
                self.field("grade_of_risk", {"low": ["低风险"], "high": ["高风险"]}),
            ),
            "items": (
                self.item("renewal", keywords=("延续",)),
                self.item(
                    "training_exchange",
                    keywords=("培训",),
                    products=(Product.NONE,),
                    registration_business=False,
                ),
            ),
            "rules": (
                self.rule("receive", "receive", "station"),
                self.rule(
                    "basic", "lead", "station", when=self.when(difficulty="basic")
                ),
                self.rule(
                    "hard", "lead", "p/mpa", when=self.when(difficulty="complex")
                ),
            ),
            "path_rules": (
                self.hop("to-district", "station", "manages", "district_amr"),
                self.hop(
                    "to-province",
                    "district_amr",
                    "guides",
                    "provincial_mpa",
                    hands_over=False,
                ),
            ),
            "calendar_patterns": (self.pattern(),),
            "calendar_notices": (self.notice(2025), self.notice(2026)),
            "calendar_overrides": (self.override("typhoon", dt.date(2026, 8, 3)),),
            "office_hours": (self.office_hours("sundays"),),
        }
        base.update({table: tuple(rows) for table, rows in tables.items()})
        return Tables(**base)

    def world(self, *, more: dict[str, Any] | None = None, **tables: Any) -> Book:
        """Index :meth:`tables`, with rows of *more* added to their tables."""
        rows = self.tables(**tables)
        added = {t: (*getattr(rows, t), *extra) for t, extra in (more or {}).items()}
        return Book.of(attrs.evolve(rows, **added))


@pytest.fixture(scope="session")
def make() -> Make:
    """Makes rows with short defaults."""
    return Make()


@pytest.fixture(scope="session")
def ask() -> Callable[..., Decision]:
    """Route in a book: a hard question about a device of district D, on a Monday."""

    def run(
        book: Book,
        *,
        day: dt.date = DAY,
        known: dt.date | None = None,
        received: dt.datetime | None = None,
        **given: Any,
    ) -> Decision:
        base = {
            "place": "330102",
            "item": "renewal",
            "product": "device",
            "difficulty": "complex",
        }
        request = ServiceRequest(**{**base, **given})
        start = received or dt.datetime.combine(day, dt.time(10))
        return route(book, request, AsOf(day, known), start)

    return run
