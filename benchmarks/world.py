"""
A synthetic national world, as rows of regservice and as plain numbers.

Made up: a nation, 34 provinces, cities, districts, and three stations a district;
60 items times 3 products times 3 grades with a base level each; delegations that
move an item of a product to another level in one part of the country; bypasses that
skip levels on the way. The nearest delegation and the nearest bypass count.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Final

import attrs

from regservice.model.authority import Authority, Place, Relation
from regservice.model.catalogue import FieldValue, IntakeField, ServiceItem
from regservice.model.condition import Condition
from regservice.model.legal import Document, Source, Validity
from regservice.model.package import Contribution, Manifest, Tables
from regservice.model.rule import Bypass, Holder, PathRule, Rule
from regservice.model.vocab import (
    DocumentStatus,
    Level,
    Modality,
    Product,
    RelationType,
    Role,
    SourceKind,
    Tier,
    Verification,
)

KINDS: Final = ("nmpa", "provincial_mpa", "city_amr", "district_amr", "station")
LEVELS: Final = (
    Level.NATIONAL,
    Level.PROVINCIAL,
    Level.CITY,
    Level.DISTRICT,
    Level.STATION,
)
PRODUCTS: Final = (Product.DRUG, Product.DEVICE, Product.COSMETIC)
GRADES: Final = ("1", "2", "3")
DAY: Final = dt.date(2026, 3, 2)

Key = tuple[int, int, int]
Case = tuple[str, str, str, str]
"""Code of the place, of the item, of the product, and the grade."""


@attrs.frozen
class World:
    """
    The world as plain numbers.

    Attributes:
        parent: Number of the superior of each body; -1 for the nation.
        level: Level of each body, 0 for the nation to 4 for a station.
        base: (item, product, grade) to the level that leads.
        delegations: (body, item, product) to the level that leads there instead.
        bypasses: (body, item, product) to a mask of levels that are passed.
    """

    parent: tuple[int, ...]
    level: tuple[int, ...]
    base: dict[Key, int]
    delegations: dict[Key, int]
    bypasses: dict[Key, int]

    def chain(self, body: int) -> Iterator[int]:
        """Walk from a body up to the nation."""
        while body >= 0:
            yield body
            body = self.parent[body]

    def place(self, body: int) -> str:
        """Code of the place of a body."""
        return f"{100000 + body:06d}" if body else "national"

    def name(self, body: int) -> str:
        """Id of a body."""
        return f"w/{KINDS[self.level[body]].replace('_', '-')}-{body:06d}"

    def number(self, place: str) -> int:
        """Number of the body of a place."""
        return 0 if place == "national" else int(place) - 100000


def item_code(number: int) -> str:
    """Code of an item."""
    return f"world:item{number:03d}"


def make(
    scale: float = 1.0, seed: int = 3, delegations: int = 3000, bypasses: int = 200
) -> World:
    """Make the world; *scale* stretches bodies and delegations."""
    draw = random.Random(seed)  # noqa: S311 - a made-up world, not a secret
    cities, districts = max(34, int(333 * scale)), max(100, int(2844 * scale))
    parent, level = [-1], [0]

    def add(number: int, above: list[int], count: int) -> list[int]:
        made = []
        for n in range(count):
            parent.append(above[n] if n < len(above) else draw.choice(above))
            level.append(number)
            made.append(len(parent) - 1)
        return made

    provinces = add(1, [0] * 34, 34)
    city = add(2, provinces, cities)
    district = add(3, city, districts)
    add(4, [d for d in district for _ in range(3)], 3 * districts)
    base = {
        (i, p, g): draw.choice((0, 1, 1, 2, 2, 3, 3, 3, 4))
        for i in range(60)
        for p in range(3)
        for g in range(3)
    }
    pool = provinces * 20 + city * 3 + district
    delegated: dict[Key, int] = {}
    while len(delegated) < int(delegations * scale):
        body = draw.choice(pool)
        key = body, draw.randrange(60), draw.randrange(3)
        delegated[key] = draw.randint(level[body], 4)
    passed: dict[Key, int] = {}
    while len(passed) < bypasses:
        key = draw.choice([0, *provinces]), draw.randrange(60), draw.randrange(3)
        passed[key] = draw.choice((0b00100, 0b01000, 0b01100, 0b00010))
    return World(tuple(parent), tuple(level), base, delegated, passed)


def cases(
    world: World, count: int, seed: int = 11, places: int | None = None
) -> list[Case]:
    """
    Draw requests of districts and stations, or of so many of them, as codes.

    Each has texts of its own, as a request has that was just read.
    """
    draw = random.Random(seed)  # noqa: S311 - a made-up world, not a secret
    low = [body for body, level in enumerate(world.level) if level >= 3]  # noqa: PLR2004 - districts and stations
    if places is not None:
        low = draw.sample(low, places)
    return [
        (
            world.place(draw.choice(low)),
            item_code(draw.randrange(60)),
            str(draw.choice(PRODUCTS)),
            draw.choice(GRADES),
        )
        for _ in range(count)
    ]


Truth = tuple[str, tuple[str, ...], str, str | None]
"""Id of the lead, ids on the way, and the ids of the rule and the bypass."""


def oracle(world: World, case: Case) -> Truth:
    """Decide a case by walking the dictionaries, with no index at all."""
    body = world.number(case[0])
    item, product = int(case[1][-3:]), PRODUCTS.index(Product(case[2]))
    level = world.base[item, product, GRADES.index(case[3])]
    rule = base_id(item, product, GRADES.index(case[3]))
    chain = list(world.chain(body))
    for above in chain:
        if (above, item, product) in world.delegations:
            level = world.delegations[above, item, product]
            rule = delegation_id(above, item, product)
            break
    mask, bypass = 0, None
    for above in chain:
        if (above, item, product) in world.bypasses:
            mask = world.bypasses[above, item, product]
            bypass = bypass_id(above, item, product)
            break
    level = min(level, world.level[body])
    way = [
        above
        for above in chain
        if world.level[above] >= level
        and (
            world.level[above] == level
            or above == body
            or not mask >> world.level[above] & 1
        )
    ]
    return world.name(way[-1]), tuple(map(world.name, way)), rule, bypass


def base_id(item: int, product: int, grade: int) -> str:
    """Id of a base rule."""
    return f"w/base-{item}-{product}-{grade}"


def delegation_id(body: int, item: int, product: int) -> str:
    """Id of the rule of a delegation."""
    return f"w/deleg-{body}-{item}-{product}"


def bypass_id(body: int, item: int, product: int) -> str:
    """Id of a bypass."""
    return f"w/bypass-{body}-{item}-{product}"


_NOTE: Final = Source(kind=SourceKind.ASSUMED, note="made up for a benchmark")


def _leads(level: int) -> Holder:
    """The body of that level above the place; never deeper than the place itself."""
    return Holder(functions=(KINDS[level],) if level < 3 else KINDS[3 : level + 1])  # noqa: PLR2004


def contribution(world: World) -> Contribution:
    """Return the world as the rows of one package."""
    bodies = range(len(world.parent))
    tables = Tables(
        documents=(
            Document(
                code="W",
                name="W",
                status=DocumentStatus.IN_FORCE,
                verified=Verification.READ,
                checked_on=DAY,
            ),
        ),
        places=tuple(
            Place(
                code=world.place(b),
                name=world.place(b),
                located_in=() if b == 0 else (world.place(world.parent[b]),),
                tier=Tier.NATION if b == 0 else None,
            )
            for b in bodies
        ),
        authorities=tuple(
            Authority(
                id=world.name(b),
                name=world.name(b),
                kind=KINDS[world.level[b]],
                level=LEVELS[world.level[b]],
                places=(world.place(b),),
                source=_NOTE,
            )
            for b in bodies
        ),
        relations=tuple(
            Relation(
                type=RelationType.ADMINISTERS,
                subject=world.name(world.parent[b]),
                object=world.name(b),
                source=_NOTE,
                modality=Modality.MAY,
            )
            for b in bodies
            if b
        ),
        fields=(
            IntakeField(
                code="difficulty",
                name="grade",
                question="?",
                values=(FieldValue(code="basic", name="basic"),),
            ),
            IntakeField(
                code="grade",
                name="grade",
                question="?",
                values=tuple(FieldValue(code=g, name=g) for g in GRADES),
            ),
        ),
        items=tuple(
            ServiceItem(
                code=item_code(i),
                name=item_code(i),
                products=PRODUCTS,
                registration_business=False,
                source=_NOTE,
            )
            for i in range(60)
        ),
        rules=tuple(_rules(world)),
        path_rules=tuple(
            PathRule(
                id=f"w/up-{level}",
                leaves=KINDS[level],
                enters=KINDS[level - 1],
                over=RelationType.ADMINISTERS,
                hands_over=True,
                modality=Modality.MAY,
                source=_NOTE,
            )
            for level in range(1, 5)
        ),
        bypasses=tuple(_bypasses(world)),
    )
    manifest = Manifest(
        name="world", title="world", version="1", places=("national",), owner="nobody"
    )
    return Contribution(manifest=manifest, tables=tables)


def _when(
    item: int, product: int, place: str | None = None, grade: str | None = None
) -> Condition:
    tests = {"item": (item_code(item),), "product": (str(PRODUCTS[product]),)}
    if place is not None:
        tests["place"] = (place,)
    if grade is not None:
        tests["grade"] = (grade,)
    return Condition.of(tests)


def _rules(world: World) -> Iterator[Rule]:
    yield Rule(
        id="w/receive",
        role=Role.RECEIVE,
        holder=Holder(functions=KINDS),
        modality=Modality.MAY,
        source=_NOTE,
        validity=Validity(),
    )
    for (item, product, grade), level in world.base.items():
        yield Rule(
            id=base_id(item, product, grade),
            role=Role.LEAD,
            when=_when(item, product, grade=GRADES[grade]),
            holder=_leads(level),
            modality=Modality.MAY,
            source=_NOTE,
        )
    for (body, item, product), level in world.delegations.items():
        yield Rule(
            id=delegation_id(body, item, product),
            role=Role.LEAD,
            when=_when(item, product, place=world.place(body)),
            holder=_leads(level),
            specificity=1 + world.level[body],
            modality=Modality.MAY,
            source=_NOTE,
        )


def _bypasses(world: World) -> Iterator[Bypass]:
    for (body, item, product), mask in world.bypasses.items():
        skips = tuple(kind for level, kind in enumerate(KINDS) if mask >> level & 1)
        yield Bypass(
            id=bypass_id(body, item, product),
            when=_when(item, product, place=world.place(body)),
            skips=skips,
            specificity=1 + world.level[body],
            modality=Modality.MAY,
            source=_NOTE,
        )
