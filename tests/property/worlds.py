"""
Small random countries, and requests to ask in them.

Hypothesis draws a nation and one or two regions of few places and bodies, with
rules that are sound as a rule and faulty now and then. Everything compiles.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from regservice.core.routing.book import Book
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
    Programme,
    ServiceItem,
)
from regservice.model.condition import Condition
from regservice.model.legal import Document, Source, Validity
from regservice.model.package import Contribution, Manifest, Tables
from regservice.model.request import ServiceRequest
from regservice.model.rule import Bypass, Holder, PathRule, Rule, TimeLimit
from regservice.model.vocab import (
    Applicant,
    Channel,
    Confidence,
    DelegationMode,
    Difficulty,
    DocumentStatus,
    Goal,
    LegalEffect,
    Level,
    Modality,
    PlaceKey,
    Product,
    RelationType,
    Role,
    SourceKind,
    Tier,
    Unit,
    Verification,
)
from regservice.ruleset.compile import compile_ruleset
from regservice.ruleset.ruleset import Ruleset
from regservice.ruleset.sweep import periods_of, scope_of

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
_ASSUMED: Final = Source(kind=SourceKind.ASSUMED, note="invented")
_REPORTED: Final = Source(kind=SourceKind.REPORT, publisher="Invented News")
_LONG: Final = re.compile(
    r", (source=Source\(.*?\)|validity=Validity\(start=None, end=None\)|note=''"
    r"|name(_en)?='[^']*'|aliases=\(\)|functions=\(\)|exception_to=\(\)|matters=\(\)"
    r"|steps=\(\)|mode=None|modality=<[^>]*>)"
)
"""What says nothing in the text of a row."""


def _shown(contributions: Sequence[Contribution]) -> str:
    """Only what differs from world to world, one row a line."""
    tables = ("places", "authorities", "relations", "rules", "path_rules", "bypasses")
    rows = (
        attrs.evolve(row, source=_ASSUMED) if row.source else row
        for package in contributions[1:]
        for table in tables
        for row in getattr(package.tables, table)
    )
    return "\n    ".join(("", *(_LONG.sub("", repr(row)) for row in rows)))


@attrs.frozen
class World:
    """
    A country that compiles.

    Attributes:
        contributions: The packages: the nation first, then the regions.
        ruleset: What they compile to.
    """

    contributions: tuple[Contribution, ...] = attrs.field(repr=_shown)
    ruleset: Ruleset = attrs.field(repr=False)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    @classmethod
    def of(cls, contributions: Sequence[Contribution]) -> World:
        """Compile *contributions*."""
        return cls(tuple(contributions), compile_ruleset(contributions))

    @property
    def book(self) -> Book:
        """The indexed rows."""
        return self.ruleset.book

    @property
    def places(self) -> tuple[str, ...]:
        """Codes of the places for which the packages answer."""
        return scope_of(self.book, self.ruleset.manifests)

    @property
    def days(self) -> tuple[dt.date, ...]:
        """A day of each period."""
        return periods_of(self.book)


def _clause(document: str = "LAW") -> Source:
    return Source(
        kind=SourceKind.CLAUSE,
        document=document,
        clause="1",
        verified=Verification.READ,
    )


SOURCES: Final = st.sampled_from([_REPORTED, _ASSUMED, _clause(), _clause("NEW")])
VALIDITIES: Final = st.sampled_from(
    [
        *(Validity(),) * 5,
        Validity(BREAKS[0]),
        Validity(None, BREAKS[1]),
        Validity(*BREAKS),
    ]
)


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
            source=_ASSUMED,
        )
        for code, (products, business) in ITEMS.items()
    )
    limit = Competence(
        tier=Tier.PREFECTURE,
        functions=("district_amr",),
        source=_clause(),
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
        authorities=(_body("top/nmpa", "nmpa", Level.NATIONAL, "national"),),
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
                source=_ASSUMED,
            ),
        ),
        calendar_notices=(
            CalendarNotice(
                calendar="cn",
                year=2025,
                days_off=(DaySpan(first=_OFF, last=_OFF, name="off"),),
                source=_ASSUMED,
            ),
        ),
        limits=(
            TimeLimit(
                id="nation/untimed",
                goal=Goal.REPLY,
                legal_effect=LegalEffect.INTERNAL,
                modality=Modality.MAY,
                source=_ASSUMED,
            ),
        ),
        rules=(
            Rule(
                id="nation/fallback",
                role=Role.FALLBACK,
                holder=Holder(functions=("provincial_mpa",)),
                modality=Modality.MAY,
                source=_ASSUMED,
            ),
        ),
    )
    return Contribution(manifest=_manifest("nation", "national"), tables=tables)


def _manifest(name: str, place: str) -> Manifest:
    return Manifest(name=name, title=name, version="1", places=(place,), owner="t")


def _body(key: str, kind: str, level: Level, *places: str, **kw: Any) -> Authority:
    base = {"name": key, "source": _ASSUMED, **kw}
    return Authority(id=key, kind=kind, level=level, places=places, **base)


def _edge(upper: str, kind: RelationType, lower: str, **kw: Any) -> Relation:
    base = {"source": _REPORTED, **kw}
    return Relation(type=kind, subject=upper, object=lower, **base)


@attrs.frozen
class Region:
    """What the rows of a region may name."""

    prefix: str
    key: str
    places: tuple[Place, ...]
    bodies: tuple[Authority, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return f"{self.prefix}0000", *(place.code for place in self.places)

    @property
    def programmes(self) -> tuple[str, ...]:
        return f"{self.key}:fast", f"{self.key}:pilot"


@st.composite
def regions(draw: Callable[..., Any], prefix: str, key: str) -> Region:
    """Draw the places and bodies of a region."""
    province, city = f"{prefix}0000", f"{prefix}0100"
    one, two = f"{prefix}0102", f"{prefix}0103"
    reading = {"stands_for": (Tier.PREFECTURE,), "source": _ASSUMED}
    places = [
        Place(code=city, name=city, tier=Tier.PREFECTURE, located_in=(province,)),
        Place(code=one, name=one, tier=Tier.COUNTY, located_in=(city,)),
        Place(code=two, name=two, tier=Tier.COUNTY, located_in=(city,), **reading),
    ]
    if draw(st.booleans()):
        code = f"{one}-zone"
        places.append(Place(code=code, name=code, located_in=(one, two)))
    bodies = [
        _body(f"{key}/mpa", "provincial_mpa", Level.PROVINCIAL, province),
        _body(f"{key}/city", "city_amr", Level.CITY, city),
        _body(
            f"{key}/old",
            "customs",
            Level.CITY,
            city,
            validity=Validity(None, BREAKS[0]),
        ),
    ]
    for name, place in (("one", one), ("two", two)):
        validity = draw(VALIDITIES)
        bodies += [
            _body(f"{key}/{name}/amr", "district_amr", Level.DISTRICT, place),
            _body(
                f"{key}/{name}/industry", "district_industry", Level.DISTRICT, place
            ),
            _body(
                f"{key}/{name}/station", "station", Level.STATION, place,
                validity=validity,
            ),
        ]  # fmt: skip
    rare = draw(st.integers(0, 9))
    if len(places) > 3 and rare:
        # A zone that straddles has a bureau of its own, or two are equally near.
        bodies.append(
            _body(f"{key}/zone", "district_amr", Level.DISTRICT, f"{one}-zone")
        )
    if rare == 1:
        bodies.append(_body(f"{key}/one/second", "station", Level.STATION, one))
    return Region(prefix, key, tuple(places), tuple(bodies))


def _relations(draw: Callable[..., Any], region: Region) -> tuple[Relation, ...]:
    key = region.key
    edges = [
        _edge(f"{key}/mpa", RelationType.GUIDES, f"{key}/city"),
        _edge(
            f"{key}/city",
            RelationType.SUCCEEDS,
            f"{key}/old",
            validity=Validity(BREAKS[0]),
        ),
        _edge(
            f"{key}/city",
            RelationType.DELEGATES,
            f"{key}/one/amr",
            mode=draw(st.sampled_from(DelegationMode)),
            matters=("keep",),
            source=draw(SOURCES),
        ),
    ]
    if any(body.id == f"{key}/zone" for body in region.bodies):
        edges.append(_edge(f"{key}/city", RelationType.GUIDES, f"{key}/zone"))
    stations = {body.id: body for body in region.bodies if body.kind == "station"}
    for name in ("one", "two"):
        amr = f"{key}/{name}/amr"
        edges += [
            _edge(f"{key}/city", RelationType.GUIDES, amr),
            _edge(f"{key}/{name}/industry", RelationType.COUNTERPART, amr),
        ]
        if draw(st.integers(0, 7)):
            body = stations[f"{key}/{name}/station"]
            source = draw(st.sampled_from([_REPORTED, _REPORTED, _clause("NEW")]))
            edges += [
                _edge(
                    amr,
                    RelationType.MANAGES,
                    body.id,
                    validity=body.validity,
                    source=source,
                ),
                _edge(f"{key}/mpa", RelationType.COOPERATES, body.id),
            ]
    return tuple(edges)


def conditions(
    region: Region, most: int = 3, *, level: bool = True
) -> st.SearchStrategy[Condition]:
    """Draw a condition on at most *most* dimensions, the level of receipt or not."""
    sides = {
        **DIMENSIONS,
        "place": region.codes,
        "site": region.codes,
        # One at a time: two that all rules treat alike stand for each other.
        "programme": region.programmes,
    }

    def condition(names: Sequence[str]) -> st.SearchStrategy[Condition]:
        values = {
            name: st.lists(
                st.sampled_from(sides[name]),
                min_size=1,
                max_size=1 if name == "programme" else 2,
                unique=True,
            )
            for name in names
        }
        return st.fixed_dictionaries(values).map(Condition.of)

    known = sorted(sides if level else sides.keys() - {"received_level"})
    names = st.lists(st.sampled_from(known), max_size=most, unique=True)
    return names.flatmap(condition)


def holders(region: Region) -> st.SearchStrategy[Holder]:
    """Draw a holder: a body, the nearest of a kind, by tier, or by a relation."""
    bodies = [body.id for body in region.bodies]
    industry = Holder(
        functions=("district_industry",),
        relation=RelationType.COUNTERPART,
        of=("district_amr",),
    )
    return st.one_of(
        st.sampled_from([f"{region.key}/mpa", *bodies]).map(
            lambda key: Holder(authority=key)
        ),
        st.builds(
            lambda kind, key: Holder(functions=(kind,), place=key),
            st.sampled_from(["station", "district_amr", "city_amr", "provincial_mpa"]),
            st.sampled_from([PlaceKey.HOLDER, *PlaceKey]),
        ),
        st.sampled_from(
            [industry, Holder(functions=("city_amr",), tier=Tier.PREFECTURE)]
        ),
    )


def _rules(draw: Callable[..., Any], region: Region) -> tuple[Rule, ...]:
    """Sound rules of two grades, exceptions to them, and a free one now and then."""

    def rule(name: str, role: Role, holder: Holder, when: Condition, **kw: Any) -> Rule:
        base = {"modality": Modality.MAY, "source": draw(SOURCES), **kw}
        key = f"{region.key}/{name}"
        return Rule(id=key, role=role, holder=holder, when=when, **base)

    first = draw(st.sampled_from(["station", "district_amr", "district_amr"]))
    mpa = Holder(authority=f"{region.key}/mpa")
    rules = [
        rule("receive", Role.RECEIVE, Holder(functions=(first,)), Condition()),
        rule(
            "basic",
            Role.LEAD,
            Holder(functions=("district_amr",)),
            Condition.of({"difficulty": ["basic"]}),
            modality=Modality.IN_PRINCIPLE,
        ),
        rule("hard", Role.LEAD, mpa, Condition.of({"difficulty": ["complex"]})),
    ]
    for number in range(draw(st.integers(0, 4))):
        role = draw(st.sampled_from([Role.LEAD, Role.LEAD, Role.CO, Role.RECEIVE]))
        free = draw(st.integers(0, 5)) == 0
        below = [] if free else [row.id for row in rules if row.role is role]
        made = rule(
            f"more-{number}",
            role,
            draw(holders(region)),
            draw(conditions(region, level=role is not Role.RECEIVE)),
            exception_to=tuple(below),
            specificity=draw(st.integers(0, 1)),
            joint=role is Role.CO and draw(st.booleans()),
            validity=draw(VALIDITIES),
        )
        rules.append(made)
    return tuple(rules)


def _path_rules(draw: Callable[..., Any], region: Region) -> tuple[PathRule, ...]:
    def hop(name: str, way: tuple[str, RelationType, str], **kw: Any) -> PathRule:
        base = {"modality": Modality.IN_PRINCIPLE, "source": _REPORTED, **kw}
        base.setdefault("hands_over", draw(st.booleans()))
        return PathRule(
            id=f"{region.key}/{name}", leaves=way[0], over=way[1], enters=way[2], **base
        )

    managed = ("station", RelationType.MANAGES, "district_amr")
    direct = ("station", RelationType.COOPERATES, "provincial_mpa")
    side = ("district_amr", RelationType.COUNTERPART, "district_industry")
    rows = [
        hop("up-1", managed),
        hop("up-2", ("district_amr", RelationType.GUIDES, "city_amr")),
        hop("up-3", ("city_amr", RelationType.GUIDES, "provincial_mpa")),
    ]
    if draw(st.booleans()):
        rows.append(hop("side", side, when=draw(conditions(region, 1))))
    if draw(st.booleans()):
        down = ("provincial_mpa", RelationType.GUIDES, "city_amr")
        rows += [hop("down-1", down), hop("down-2", (down[2], down[1], side[0]))]
    if draw(st.booleans()):
        business = Condition.of({"registration_business": ["yes"]})
        rows += [
            hop("gate", managed, only=True, when=business),
            hop("direct", direct, validity=draw(VALIDITIES)),
            hop("past", direct, instead_of=(f"{region.key}/gate",)),
        ]
    return tuple(rows)


def _bypasses(draw: Callable[..., Any], region: Region) -> tuple[Bypass, ...]:
    return tuple(
        Bypass(
            id=f"{region.key}/pass-{number}",
            when=draw(conditions(region, 2)),
            skips=(draw(st.sampled_from(["city_amr", "district_amr"])),),
            specificity=draw(st.integers(0, 1)),
            modality=Modality.MAY,
            source=_REPORTED,
            validity=draw(VALIDITIES),
        )
        for number in range(draw(st.sampled_from([0, 0, 1, 2])))
    )


@st.composite
def region_packages(
    draw: Callable[..., Any], prefix: str = "33", key: str = "zj"
) -> Contribution:
    """Draw the package of a region."""
    region = draw(regions(prefix, key))
    tables = Tables(
        places=region.places,
        authorities=region.bodies,
        relations=_relations(draw, region),
        rules=_rules(draw, region),
        path_rules=_path_rules(draw, region),
        bypasses=_bypasses(draw, region),
        limits=(
            TimeLimit(
                id=f"{key}/reply",
                goal=Goal.REPLY,
                count=5,
                unit=Unit.WORKING_DAY,
                when=draw(conditions(region, 1)),
                exception_to=("nation/untimed",),
                legal_effect=LegalEffect.SERVICE_STANDARD,
                modality=Modality.MAY,
                source=_ASSUMED,
            ),
        ),
        programmes=tuple(
            Programme(
                code=code,
                name=code,
                key=True,
                places=(region.codes[0],),
                source=_ASSUMED,
            )
            for code in region.programmes
        ),
    )
    manifest = _manifest(f"region-{key}", region.codes[0])
    return Contribution(manifest=manifest, tables=tables)


@st.composite
def worlds(draw: Callable[..., Any], most: int = 1) -> World:
    """Draw a nation with one region, or with up to *most*."""
    count = draw(st.integers(1, most))
    packages = [draw(region_packages(*names)) for names in REGIONS[:count]]
    return World.of([nation(), *packages])


def requests(
    world: World, *, complete: bool = True
) -> st.SearchStrategy[ServiceRequest]:
    """
    Draw requests for a world.

    Args:
        world: The world.
        complete: Whether every fact is stated, at a place that holds no other.
    """
    places = world.book.places
    leaves = [code for code in world.places if not places.inside(code)]
    programmes = [row.code for row in world.book.tables.programmes]

    def own(values: Any) -> st.SearchStrategy[Any]:
        drawn = st.sampled_from(list(values))
        return drawn if complete else st.none() | drawn

    def of_item(item: str | None) -> st.SearchStrategy[ServiceRequest]:
        products = ITEMS[item][0] if item else tuple(Product)
        staff = st.integers(*STAFF) | st.sampled_from([7, 9, 10, 49, 50, 60, 61])
        given = {"risk": own(("low", "high")), "staff": staff.map(str)}
        other = {f"{key}_place": st.sampled_from(leaves) for key in ("agent", "issuer")}
        attributes = st.fixed_dictionaries(
            given if complete else {}, optional=other if complete else {**given, **other}
        )
        return st.builds(
            ServiceRequest,
            item=st.just(item),
            product=own(products),
            place=own(leaves if complete else world.places),
            site=st.none() | st.sampled_from(leaves),
            difficulty=own(Difficulty),
            applicant=own((Applicant.ENTERPRISE, Applicant.PERSON)),
            channel=own((Channel.HOTLINE, Channel.VISIT)),
            programmes=st.lists(st.sampled_from(programmes), unique=True).map(
                lambda codes: tuple(sorted(codes))
            ),
            attributes=attributes,
        )

    return own(ITEMS).flatmap(of_item)
