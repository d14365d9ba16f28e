"""
A tiny nation and a tiny region, for the unit tests of authors of packages.

All of it is invented, and says so in its names: nothing here is law.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

import attrs

from regservice.engine.engine import Engine
from regservice.model.authority import Authority, Place, Relation
from regservice.model.calendar import (
    CalendarNotice,
    CalendarPattern,
    DaySpan,
    OfficeInterval,
)
from regservice.model.catalogue import FieldValue, IntakeField, ServiceItem
from regservice.model.condition import Condition
from regservice.model.legal import Source
from regservice.model.limit import TimeLimit
from regservice.model.package import Contribution, Manifest, Tables
from regservice.model.rule import Holder, PathRule, Rule
from regservice.model.vocab import (
    Goal,
    LegalEffect,
    Level,
    Modality,
    Product,
    RelationType,
    Role,
    SourceKind,
    Tier,
    Unit,
)
from regservice.plugin.found import Found
from regservice.ruleset.compile import compile_ruleset

INVENTED: Final = Source(kind=SourceKind.ASSUMED, note="虚构")
"""On what every invented row leans."""

PLACE: Final = "990000"
"""An invented province; its one district is ``990001``."""


def fake_nation() -> Contribution:
    """
    Make a tiny national package: two provinces, two facts, an item and a calendar.

    Examples:
        >>> fake_nation().manifest.places
        ('national',)
    """

    def known(code: str, name: str, **values: tuple[str, str]) -> IntakeField:
        found = tuple(
            FieldValue(code=key, name=label, keywords=(word,))
            for key, (label, word) in values.items()
        )
        return IntakeField(code=code, name=name, question=f"{name}?", values=found)

    spans = (
        OfficeInterval(opens=540, closes=720),
        OfficeInterval(opens=780, closes=1020),
    )
    return Contribution(
        manifest=_manifest("fake-national", ("national",)),
        tables=Tables(
            places=(
                Place(code="national", name="全国", tier=Tier.NATION),
                _province(PLACE, "虚构省"),
                _province("980000", "虚构外省"),
            ),
            authorities=(
                Authority(
                    id="fake-national/nmpa",
                    name="虚构国家局",
                    kind="nmpa",
                    level=Level.NATIONAL,
                    places=("national",),
                    source=INVENTED,
                ),
            ),
            fields=(
                known(
                    "product",
                    "产品类别",
                    drug=("药品", "药品"),
                    device=("医疗器械", "器械"),
                ),
                known(
                    "difficulty",
                    "难易程度",
                    basic=("基础问题", "哪些材料"),
                    complex=("复杂问题", "争议"),
                ),
            ),
            items=(
                ServiceItem(
                    code="renewal",
                    name="延续",
                    products=(Product.DRUG, Product.DEVICE),
                    registration_business=True,
                    keywords=("延续",),
                    examples=("延续要哪些材料",),
                    source=INVENTED,
                ),
                ServiceItem(
                    code="out_of_scope",
                    name="不属药监",
                    products=(Product.NONE,),
                    registration_business=False,
                    source=INVENTED,
                ),
            ),
            rules=(
                _rule(
                    "fake-national",
                    "fallback",
                    Role.FALLBACK,
                    Holder(functions=("provincial_mpa",)),
                ),
            ),
            limits=(_limit("fake-national/reply", 10),),
            calendar_patterns=(
                CalendarPattern(
                    code="cn",
                    name="虚构日历",
                    weekdays=(1, 2, 3, 4, 5),
                    hours=spans,
                    source=INVENTED,
                ),
            ),
            calendar_notices=(
                CalendarNotice(
                    calendar="cn",
                    year=2026,
                    days_off=(
                        DaySpan(
                            first=dt.date(2026, 10, 1),
                            last=dt.date(2026, 10, 7),
                            name="国庆节",
                        ),
                    ),
                    source=INVENTED,
                ),
            ),
        ),
    )


def _manifest(name: str, places: tuple[str, ...]) -> Manifest:
    return Manifest(
        name=name, title="虚构规则包", version="1.0", places=places, owner="虚构"
    )


def _province(code: str, name: str) -> Place:
    return Place(code=code, name=name, tier=Tier.PROVINCE, located_in=("national",))


def _limit(key: str, count: int, **given: Any) -> TimeLimit:
    return TimeLimit(
        id=key,
        goal=Goal.REPLY,
        count=count,
        unit=Unit.WORKING_DAY,
        legal_effect=LegalEffect.INTERNAL,
        modality=Modality.MAY,
        source=INVENTED,
        **given,
    )


def fake_package(
    name: str = "fake", place: str = PLACE, **tables: Iterable[Any]
) -> Contribution:
    """
    Make the package of a tiny region: a bureau, a district with a station, a way.

    Args:
        name: Its name; ids begin with it.
        place: A province of the nation: ``990000`` or ``980000``.
        **tables: Rows instead of those of a table, such as ``rules=[...]``.

    Returns:
        The package. Basic questions stay with the station, complex ones go to the
        bureau by way of the district.

    Examples:
        >>> [rule.id for rule in fake_package().tables.rules]
        ['fake/receive', 'fake/basic', 'fake/complex']
        >>> fake_package(limits=[]).tables.limits
        ()
    """
    district = f"{place[:2]}0001"
    base = Tables(
        places=(
            Place(
                code=district, name=f"{name}区", tier=Tier.COUNTY, located_in=(place,)
            ),
        ),
        authorities=(
            _body(name, "mpa", "provincial_mpa", Level.PROVINCIAL, place),
            _body(name, "amr", "district_amr", Level.DISTRICT, district),
            _body(name, "station", "station", Level.STATION, district),
        ),
        relations=(
            _edge(name, "mpa", RelationType.GUIDES, "amr"),
            _edge(name, "amr", RelationType.MANAGES, "station"),
        ),
        rules=(
            _rule(name, "receive", Role.RECEIVE, Holder(functions=("station",))),
            _rule(name, "basic", Role.LEAD, Holder(functions=("station",))),
            _rule(name, "complex", Role.LEAD, Holder(authority=f"{name}/mpa")),
        ),
        path_rules=(
            _hop(name, "up", "station", RelationType.MANAGES, "district_amr"),
            _hop(name, "on", "district_amr", RelationType.GUIDES, "provincial_mpa"),
        ),
        limits=(_limit(f"{name}/reply", 3, exception_to=("fake-national/reply",)),),
    )
    rows = {table: tuple(found) for table, found in tables.items()}
    return Contribution(
        manifest=_manifest(name, (place,)), tables=attrs.evolve(base, **rows)
    )


def _body(name: str, key: str, kind: str, level: Level, place: str) -> Authority:
    return Authority(
        id=f"{name}/{key}",
        name=f"{name}虚构{key}",
        kind=kind,
        level=level,
        places=(place,),
        source=INVENTED,
    )


def _edge(name: str, above: str, kind: RelationType, below: str) -> Relation:
    return Relation(
        subject=f"{name}/{above}",
        type=kind,
        object=f"{name}/{below}",
        modality=Modality.REPORTED,
        source=INVENTED,
    )


def _rule(name: str, key: str, role: Role, holder: Holder) -> Rule:
    given = {"difficulty": [key]} if role is Role.LEAD else {}
    return Rule(
        id=f"{name}/{key}",
        role=role,
        when=Condition.of(given),
        holder=holder,
        modality=Modality.MAY,
        source=INVENTED,
    )


def _hop(name: str, key: str, leaves: str, over: RelationType, enters: str) -> PathRule:
    return PathRule(
        id=f"{name}/{key}",
        leaves=leaves,
        enters=enters,
        over=over,
        hands_over=True,
        modality=Modality.MAY,
        source=INVENTED,
    )


def fake_engine(*packages: Contribution) -> Engine:
    """
    Make an engine of the tiny nation and of packages, without a file.

    Args:
        *packages: The packages; none for that of :func:`fake_package`.

    Returns:
        The engine.

    Raises:
        DataError: If a row is faulty or the packages do not fit together.

    Examples:
        >>> import regservice as rs
        >>> asked = rs.ServiceRequest(text="器械延续有争议", place="990001")
        >>> route = fake_engine().route(asked, at="2026-03-02T10:00:00+08:00")
        >>> route.path, route.limits[0].limit.count
        (('fake/station', 'fake/amr', 'fake/mpa'), 3)
    """
    everything = (fake_nation(), *(packages or (fake_package(),)))
    found = tuple(
        Found(name=package.manifest.name, origin="path", contribution=package)
        for package in everything
    )
    return Engine(compile_ruleset(everything), found)
