"""
What a package can contribute.

All hooks are collect-only: they are called once, while a ruleset is compiled,
every implementation runs, and the order of the results carries no meaning. What
would need an order is an ``exception_to`` row, because a row can cite a clause.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

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
from regservice.model.grounds import PauseReason
from regservice.model.legal import Document
from regservice.model.limit import Period, TimeLimit
from regservice.model.package import Manifest
from regservice.model.rule import Bypass, PathRule, Rule, Strategy
from regservice.model.statement import Statement
from regservice.model.supersession import Supersession
from regservice.plugin.markers import hookspec


@hookspec
def regservice_package() -> Path | Manifest:
    """
    Return the folder of a data package, or the manifest of one without a folder.

    Called once for each registered plugin, while a ruleset is compiled, before its
    other hooks. What is installed is compiled once for many starts: the same code has
    to return the same folder.

    Returns:
        A folder with ``package.yaml`` and tables. A manifest alone if all rows
        come from the other hooks. A plugin that contributes nothing returns
        ``None``.

    Examples:
        Rows of Python belong to a package, and its manifest says for which places
        it may speak::

            from regservice.model.package import Manifest
            from regservice.plugin import hookimpl


            @hookimpl
            def regservice_package() -> Manifest:
                return Manifest(
                    name="acme-hooks",
                    title="虚构",
                    version="1",
                    places=("national",),
                    owner="虚构",
                )

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def regservice_documents() -> Iterable[Document]:
    """
    Return documents that sources of the package name.

    Called once for each registered plugin, while a ruleset is compiled.

    Returns:
        Documents in any order, beside those of the folder. An empty iterable if
        the package names only documents of others.

    Examples:
        A document says how its text was checked, and when::

            import datetime as dt
            from collections.abc import Iterable

            from regservice.model.legal import Document
            from regservice.model.vocab import DocumentStatus, Verification
            from regservice.plugin import hookimpl


            @hookimpl
            def regservice_documents() -> Iterable[Document]:
                yield Document(
                    code="ACME-1",
                    name="虚构办法",
                    status=DocumentStatus.IN_FORCE,
                    verified=Verification.OWN,
                    checked_on=dt.date(2026, 1, 1),
                )

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def regservice_authorities() -> Iterable[Authority | Relation | Place]:
    """
    Return bodies, the relations between them, and places.

    Called once for each registered plugin, while a ruleset is compiled.

    Returns:
        Rows of the three kinds, mixed, in any order, beside those of the folder. An
        empty iterable if the package adds no body.

    Examples:
        A body and the relation that puts it below another::

            from collections.abc import Iterable

            from regservice.model.authority import Authority, Place, Relation
            from regservice.model.legal import Source
            from regservice.model.vocab import Level, RelationType, SourceKind
            from regservice.plugin import hookimpl

            GUESS = Source(kind=SourceKind.ASSUMED, note="虚构")


            @hookimpl
            def regservice_authorities() -> Iterable[Authority | Relation | Place]:
                yield Authority(
                    id="acme/centre",
                    name="虚构审评中心",
                    kind="nmpa_review_centre",
                    level=Level.NATIONAL,
                    places=("national",),
                    source=GUESS,
                )
                yield Relation(
                    type=RelationType.ADMINISTERS,
                    subject="national/nmpa",
                    object="acme/centre",
                    source=GUESS,
                )

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def regservice_service_items() -> Iterable[ServiceItem | IntakeField | Offer]:
    """
    Return service items, the facts asked for with them, and where they are offered.

    Called once for each registered plugin, while a ruleset is compiled.

    Returns:
        Rows of these kinds, mixed, in any order, beside those of the folder. An
        empty iterable if the package adds no item.

    Examples:
        An item with a code of one's own has a namespace::

            from collections.abc import Iterable

            from regservice.model.catalogue import IntakeField, ServiceItem
            from regservice.model.legal import Source
            from regservice.model.vocab import Product, SourceKind
            from regservice.plugin import hookimpl


            @hookimpl
            def regservice_service_items() -> Iterable[ServiceItem | IntakeField]:
                yield ServiceItem(
                    code="acme:visit",
                    name="虚构参观",
                    products=(Product.DRUG,),
                    registration_business=False,
                    keywords=("虚构参观",),
                    source=Source(kind=SourceKind.ASSUMED, note="虚构"),
                )

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def regservice_rules() -> Iterable[Rule | PathRule | Bypass | Matter | Supersession]:
    """
    Return routing rules, path rules, bypasses and statutory matters.

    Called once for each registered plugin, while a ruleset is compiled.

    Returns:
        Rows of the four kinds, mixed, in any order, beside those of the folder. An
        empty iterable if the rules of others suffice.

    Examples:
        A rule that copies a national body in::

            from collections.abc import Iterable

            from regservice.model.catalogue import Matter
            from regservice.model.condition import Condition
            from regservice.model.legal import Source
            from regservice.model.rule import Bypass, Holder, PathRule, Rule
            from regservice.model.vocab import Modality, Role, SourceKind
            from regservice.plugin import hookimpl


            @hookimpl
            def regservice_rules() -> Iterable[Rule | PathRule | Bypass | Matter]:
                yield Rule(
                    id="acme/copy",
                    role=Role.COPY,
                    when=Condition.of({"product": ["drug"]}),
                    holder=Holder(authority="national/nmpa"),
                    modality=Modality.MAY,
                    source=Source(kind=SourceKind.ASSUMED, note="虚构"),
                )

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def regservice_time_limits() -> Iterable[
    TimeLimit
    | Period
    | PauseReason
    | CalendarPattern
    | CalendarNotice
    | CalendarOverride
    | OfficeHours
]:
    """
    Return time limits, statutory periods, reasons to pause, and calendars.

    Called once for each registered plugin, while a ruleset is compiled.

    Returns:
        Rows of these kinds, mixed, in any order, beside those of the folder. An
        empty iterable if the limits of others suffice.

    Examples:
        A reason for which time can be left out of a limit::

            from collections.abc import Iterable

            from regservice.model.grounds import PauseReason
            from regservice.model.legal import Source
            from regservice.model.vocab import SourceKind
            from regservice.plugin import hookimpl


            @hookimpl
            def regservice_time_limits() -> Iterable[PauseReason]:
                yield PauseReason(
                    code="acme:waiting",
                    name="虚构等待",
                    source=Source(kind=SourceKind.ASSUMED, note="虚构"),
                )

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def regservice_programmes() -> Iterable[Programme | Statement]:
    """
    Return programmes that conditions can name, and what else a source tells.

    Called once for each registered plugin, while a ruleset is compiled.

    Returns:
        Programmes and statements, mixed, in any order, beside those of the folder.
        An empty iterable if the package has none.

    Examples:
        A programme for the places that it names::

            from collections.abc import Iterable

            from regservice.model.catalogue import Programme
            from regservice.model.legal import Source
            from regservice.model.vocab import SourceKind
            from regservice.plugin import hookimpl


            @hookimpl
            def regservice_programmes() -> Iterable[Programme]:
                yield Programme(
                    code="acme:first",
                    name="虚构计划",
                    key=True,
                    places=("national",),
                    source=Source(kind=SourceKind.ASSUMED, note="虚构"),
                )

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def regservice_tests() -> Iterable[DecisionTest]:
    """
    Return decision tests.

    Called once for each registered plugin, while a ruleset is compiled. They are no
    rows: they change no answer and no digest. ``regservice test`` runs them.

    Returns:
        Tests in any order, beside those of the folder. An empty iterable for none.

    Examples:
        A question, and who has to take it::

            from collections.abc import Iterable

            from regservice.model.decisiontest import DecisionTest
            from regservice.plugin import hookimpl


            @hookimpl
            def regservice_tests() -> Iterable[DecisionTest]:
                yield DecisionTest(
                    id="acme/first",
                    text="虚构的问题",
                    place="national",
                    at="2026-03-02",
                    status="fallback",
                )

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def regservice_strategies() -> Iterable[Strategy]:
    """
    Return the strategies that rules of the package name as holder.

    Called once for each registered plugin, while a ruleset is compiled. The functions
    themselves are the only code of a package that runs while a request is routed, and
    only where a rule names them. What they would answer cannot be proved.

    Returns:
        Strategies in any order. An empty iterable for none.

    Examples:
        A strategy names a body by the facts that are known::

            from collections.abc import Iterable

            from regservice.model.condition import Facts
            from regservice.model.legal import Source
            from regservice.model.rule import Strategy
            from regservice.model.vocab import SourceKind
            from regservice.plugin import hookimpl


            def choose(facts: Facts) -> str | None:
                return "national/nmpa" if "drug" in facts["product"] else None


            @hookimpl
            def regservice_strategies() -> Iterable[Strategy]:
                yield Strategy(
                    id="acme/choose",
                    version="1",
                    choose=choose,
                    source=Source(kind=SourceKind.ASSUMED, note="虚构"),
                )

    .. versionadded:: 0.1
    """
    raise NotImplementedError
