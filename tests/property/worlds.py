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

from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.route import route
from regservice.model.condition import in_span, parse_span
from regservice.model.decision import Decision
from regservice.model.package import Contribution
from regservice.model.request import ServiceRequest
from regservice.model.vocab import Applicant, Channel, Difficulty, Product
from regservice.ruleset.boxes import Box
from regservice.ruleset.compile import compile_ruleset
from regservice.ruleset.ruleset import Ruleset
from regservice.ruleset.sweep import periods_of, scope_of
from tests.property.nation import ASSUMED, ITEMS, REGIONS, STAFF, nation
from tests.property.regions import region_packages

NOON: Final = dt.time(12)
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
        attrs.evolve(row, source=ASSUMED) if row.source else row
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

    def _repr_pretty_(self, printer: Any, _: object) -> None:
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

    def route(self, request: ServiceRequest, as_of: AsOf) -> Decision:
        """Route a request that comes in at noon."""
        return route(self.book, request, as_of, dt.datetime.combine(as_of.day, NOON))

    def programmes(self, day: dt.date, *, limits: bool = False) -> frozenset[str]:
        """The programmes that some row tests on a day, limits among them or not."""
        view = self.book.view(AsOf(day))
        conditions = [row.when for rows in view.rules.values() for row in rows]
        conditions += [row.when for row in (*view.path_rules, *view.bypasses)]
        conditions += [row.when for row in view.limits if limits]
        tests = (when.get("programme") for when in conditions)
        return frozenset(value for test in tests if test for value in test.values)


def lies_in(request: ServiceRequest, box: Box, programmes: frozenset[str]) -> bool:
    """
    Tell whether a request lies in a box, whatever the day.

    Args:
        request: With codes, and with a value for each side of the box.
        box: The box.
        programmes: Those that some row tests: others make no difference.
    """
    return all(
        _is_among(request, name, values, programmes) for name, values in box.sides
    )


def _is_among(
    request: ServiceRequest,
    name: str,
    values: frozenset[str],
    programmes: frozenset[str],
) -> bool:
    if name == "programme":
        return "+".join(sorted({*request.programmes} & programmes)) in values
    if name == "site":
        return (request.site or request.place) in values
    if name.endswith("_place"):
        return request.attributes.get(name, request.place) in values
    stated = request.attributes.get(name) or str(getattr(request, name, None))
    spans = [span for span in map(parse_span, values) if span is not None]
    if name == "staff" and spans:
        return any(in_span(int(stated), span) for span in spans)
    return stated in values


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
        given = {"risk": st.sampled_from(["low", "high"]), "staff": staff.map(str)}
        other = {f"{key}_place": st.sampled_from(leaves) for key in ("agent", "issuer")}
        attributes = st.fixed_dictionaries(
            given if complete else {},
            optional=other if complete else {**given, **other},
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
