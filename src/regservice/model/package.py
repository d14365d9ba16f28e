"""What does one package contribute, and for which places?"""

from __future__ import annotations

import datetime as dt

import attrs
from attrs import field

from regservice.model.authority import Authority, Place, Relation
from regservice.model.calendar import (
    CalendarNotice,
    CalendarOverride,
    CalendarPattern,
    OfficeHours,
)
from regservice.model.catalogue import (
    IntakeField,
    Matter,
    Offer,
    Programme,
    ServiceItem,
)
from regservice.model.decisiontest import DecisionTest
from regservice.model.fields import fault, filled, matches
from regservice.model.grounds import PauseReason
from regservice.model.legal import Document
from regservice.model.limit import Period, TimeLimit
from regservice.model.rule import Bypass, PathRule, Rule, Strategy
from regservice.model.statement import Statement
from regservice.model.supersession import Supersession
from regservice.model.vocab import is_place_code

_NAME = matches(
    lambda t: t.isascii() and t == t.lower() and bool(t.strip()) and " " not in t,
    "regservice-region-shanghai",
)


@attrs.frozen(kw_only=True)
class Manifest:
    """
    Who contributes, and for which places the package may speak.

    Attributes:
        name: Name of the package; the same as that of its distribution.
        title: Chinese title.
        version: Version of the content, such as ``2026.1``.
        places: Codes of the places it may contribute for, or ``national``.
        owner: The team that answers for it.
        requires: Versions of this library that it is written for, such as
            ``>=0.1,<1``; empty for any.
        needs: Names of the packages on whose rows it leans; installed with it.
        reviewer: The office or post that has read it over, never a person's name;
            empty if nobody has.
        effective: From when on it was released for use; ``None`` if it was not.
        note: Not normative.
    """

    name: str = field(validator=_NAME)
    title: str = field(validator=filled)
    version: str = field(validator=filled)
    places: tuple[str, ...] = field(
        validator=[filled, matches(is_place_code, "national, 310000")]
    )
    owner: str = field(validator=filled)
    requires: str = field(default="", metadata={"normative": False})
    needs: tuple[str, ...] = field(
        default=(), validator=_NAME, metadata={"normative": False}
    )
    reviewer: str = field(default="", metadata={"normative": False})
    effective: dt.date | None = field(default=None, metadata={"normative": False})
    note: str = field(default="", metadata={"normative": False})

    def __attrs_post_init__(self) -> None:
        if self.name in self.needs:
            raise fault("RS1114", self.name, "", "needs")


@attrs.frozen(kw_only=True)
class Tables:
    """
    The rows of one package, or of all packages together, table by table.

    The names of the fields are the names of the tables in a data package.
    """

    documents: tuple[Document, ...] = ()
    places: tuple[Place, ...] = ()
    authorities: tuple[Authority, ...] = ()
    relations: tuple[Relation, ...] = ()
    fields: tuple[IntakeField, ...] = ()
    items: tuple[ServiceItem, ...] = ()
    offers: tuple[Offer, ...] = ()
    matters: tuple[Matter, ...] = ()
    rules: tuple[Rule, ...] = ()
    path_rules: tuple[PathRule, ...] = ()
    bypasses: tuple[Bypass, ...] = ()
    limits: tuple[TimeLimit, ...] = ()
    periods: tuple[Period, ...] = ()
    pause_reasons: tuple[PauseReason, ...] = ()
    programmes: tuple[Programme, ...] = ()
    calendar_patterns: tuple[CalendarPattern, ...] = ()
    calendar_notices: tuple[CalendarNotice, ...] = ()
    calendar_overrides: tuple[CalendarOverride, ...] = ()
    office_hours: tuple[OfficeHours, ...] = ()
    # Statements decide nothing.
    statements: tuple[Statement, ...] = field(default=(), metadata={"normative": False})
    # What applies are the rows that are left; how they came to be says nothing more.
    supersessions: tuple[Supersession, ...] = field(
        default=(), metadata={"normative": False}
    )


Row = (
    Document
    | Place
    | Authority
    | Relation
    | IntakeField
    | ServiceItem
    | Offer
    | Matter
    | Rule
    | PathRule
    | Bypass
    | TimeLimit
    | Period
    | PauseReason
    | Programme
    | CalendarPattern
    | CalendarNotice
    | CalendarOverride
    | OfficeHours
    | Statement
    | Supersession
)


def row_key(row: Row) -> str:
    """
    Return the key of *row*: its code or its id.

    Examples:
        >>> from regservice.model.authority import Place
        >>> row_key(Place(code="310104", name="徐汇区"))
        '310104'
    """
    key: str = row.code if hasattr(row, "code") else row.id
    return key


@attrs.frozen(kw_only=True)
class Origin:
    """
    Where a row was written. Never part of the digest.

    Attributes:
        package: Name of the package.
        file: File, as its folder was given; empty for rows made in Python.
        line: Line, from 1; 0 if there is none.
        column: Column, from 1; 0 if there is none.
        cell: Sheet and cell of a workbook; empty otherwise.
    """

    package: str
    file: str = ""
    line: int = 0
    column: int = 0
    cell: str = ""


@attrs.frozen(kw_only=True)
class Contribution:
    """
    Everything that one package contributes.

    Attributes:
        manifest: Its manifest.
        tables: Its rows.
        origins: Where each row stands, by table and key.
        strategies: Code that rules may name as holder.
        tests: Its decision tests; no part of a ruleset. Their origins, and those of
            their fields, stand under the table ``tests``.
    """

    manifest: Manifest
    tables: Tables
    origins: tuple[tuple[str, str, Origin], ...] = ()
    strategies: tuple[Strategy, ...] = ()
    tests: tuple[DecisionTest, ...] = ()
