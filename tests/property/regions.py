"""The package of a region, drawn at random: mostly sound, faulty now and then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from regservice.model.authority import Authority, Place, Relation
from regservice.model.catalogue import Programme
from regservice.model.condition import Condition
from regservice.model.legal import Validity
from regservice.model.limit import TimeLimit
from regservice.model.package import Contribution, Tables
from regservice.model.rule import Bypass, Holder, PathRule, Rule
from regservice.model.vocab import (
    DelegationMode,
    Goal,
    LegalEffect,
    Level,
    Modality,
    PlaceKey,
    RelationType,
    Role,
    Tier,
    Unit,
)
from tests.property.nation import (
    ASSUMED,
    BREAKS,
    DIMENSIONS,
    REPORTED,
    body_of,
    clause,
    edge,
    manifest,
)

SOURCES: Final = st.sampled_from([REPORTED, ASSUMED, clause(), clause("NEW")])
VALIDITIES: Final = st.sampled_from(
    [
        *(Validity(),) * 5,
        Validity(BREAKS[0]),
        Validity(None, BREAKS[1]),
        Validity(*BREAKS),
    ]
)

_ROLES: Final = (Role.LEAD, Role.LEAD, Role.CO, Role.COPY, Role.RECEIVE)


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
    reading = {"stands_for": (Tier.PREFECTURE,), "source": ASSUMED}
    places = [
        Place(code=city, name=city, tier=Tier.PREFECTURE, located_in=(province,)),
        Place(code=one, name=one, tier=Tier.COUNTY, located_in=(city,)),
        Place(code=two, name=two, tier=Tier.COUNTY, located_in=(city,), **reading),
    ]
    if draw(st.booleans()):
        code = f"{one}-zone"
        places.append(Place(code=code, name=code, located_in=(one, two)))
    bodies = [
        body_of(f"{key}/mpa", "provincial_mpa", Level.PROVINCIAL, province),
        body_of(f"{key}/city", "city_amr", Level.CITY, city),
        body_of(
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
            body_of(f"{key}/{name}/amr", "district_amr", Level.DISTRICT, place),
            body_of(
                f"{key}/{name}/industry", "district_industry", Level.DISTRICT, place
            ),
            body_of(
                f"{key}/{name}/station", "station", Level.STATION, place,
                validity=validity,
            ),
        ]  # fmt: skip
    rare = draw(st.integers(0, 9))
    if len(places) > 3 and rare:
        # A zone that straddles has a bureau of its own, or two are equally near.
        bodies.append(
            body_of(f"{key}/zone", "district_amr", Level.DISTRICT, f"{one}-zone")
        )
    if rare == 1:
        bodies.append(body_of(f"{key}/one/second", "station", Level.STATION, one))
    return Region(prefix, key, tuple(places), tuple(bodies))


def _relations(draw: Callable[..., Any], region: Region) -> tuple[Relation, ...]:
    key = region.key
    edges = [
        edge(f"{key}/mpa", RelationType.GUIDES, f"{key}/city"),
        edge(
            f"{key}/city",
            RelationType.SUCCEEDS,
            f"{key}/old",
            validity=Validity(BREAKS[0]),
        ),
        edge(
            f"{key}/city",
            RelationType.DELEGATES,
            f"{key}/one/amr",
            mode=draw(st.sampled_from(DelegationMode)),
            matters=("keep",),
            source=draw(SOURCES),
        ),
    ]
    if any(body.id == f"{key}/zone" for body in region.bodies):
        edges.append(edge(f"{key}/city", RelationType.GUIDES, f"{key}/zone"))
    stations = {body.id: body for body in region.bodies if body.kind == "station"}
    for name in ("one", "two"):
        amr = f"{key}/{name}/amr"
        edges += [
            edge(f"{key}/city", RelationType.GUIDES, amr),
            edge(f"{key}/{name}/industry", RelationType.COUNTERPART, amr),
        ]
        if draw(st.integers(0, 7)):
            body = stations[f"{key}/{name}/station"]
            source = draw(st.sampled_from([REPORTED, REPORTED, clause("NEW")]))
            edges += [
                edge(
                    amr,
                    RelationType.MANAGES,
                    body.id,
                    validity=body.validity,
                    source=source,
                ),
                edge(f"{key}/mpa", RelationType.COOPERATES, body.id),
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
        role = draw(st.sampled_from(_ROLES))
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
        base = {"modality": Modality.IN_PRINCIPLE, "source": REPORTED, **kw}
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
            source=REPORTED,
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
                source=ASSUMED,
            ),
        ),
        programmes=tuple(
            Programme(
                code=code,
                name=code,
                key=True,
                places=(region.codes[0],),
                source=ASSUMED,
            )
            for code in region.programmes
        ),
    )
    package = manifest(f"region-{key}", region.codes[0])
    return Contribution(manifest=package, tables=tables)
