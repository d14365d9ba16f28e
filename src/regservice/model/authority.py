"""Which bodies are there, where, and how are they connected?"""

from __future__ import annotations

import attrs
from attrs import field

from regservice.model.fields import OF_KINDS, fault, filled, matches
from regservice.model.legal import ROW_ID, Source, Validity
from regservice.model.vocab import (
    KINDS,
    DelegationMode,
    Level,
    Modality,
    RelationType,
    Tier,
    is_known_kind,
    is_place_code,
)

_KIND = matches(is_known_kind, ", ".join(sorted(KINDS)) + ", namespace:kind")
_PLACE = matches(is_place_code, "national, 310104, 310000-lingang")


@attrs.frozen(kw_only=True)
class Place:
    """
    A place of the place tree.

    Attributes:
        code: GB/T 2260 code, own code such as ``310000-lingang``, or ``national``.
        name: Official name.
        aliases: Other names by which people call it.
        located_in: Codes of the places that contain it; several if it straddles.
        tier: Its administrative tier; ``None`` for a zone that is no division.
        stands_for: Further statutory tiers whose powers are exercised here. In a
            municipality the district reads ``prefecture`` (competence.md 0.1).
        source: Why it *stands_for* another tier; required then.
        validity: When the place exists under this code.
    """

    code: str = field(validator=_PLACE)
    name: str = field(validator=filled)
    aliases: tuple[str, ...] = ()
    located_in: tuple[str, ...] = field(default=(), validator=_PLACE)
    tier: Tier | None = None
    stands_for: tuple[Tier, ...] = ()
    source: Source | None = None
    validity: Validity = Validity()

    def __attrs_post_init__(self) -> None:
        if self.stands_for and self.source is None:
            raise fault("RS1106", "", "", "source")

    def reads_as(self, tier: Tier) -> bool:
        """Tell whether powers of *tier* are exercised at this place."""
        return tier is self.tier or tier in self.stands_for


@attrs.frozen(kw_only=True)
class Authority:
    """
    A body of the hierarchy: regulator, station, technical centre, counterpart.

    Attributes:
        id: Lower-case path, such as ``shanghai/xuhui/amr``.
        name: Official name, or the name by which the source addresses it.
        name_en: English name; empty if there is no settled one.
        aliases: Other names, each unambiguous.
        kind: What it is.
        functions: What else it is (a district bureau is also a company registry).
        level: Where it stands in the service network.
        places: Codes of the places that it covers. Empty exactly for a body of
            another place that is only named as a partner (``external``): no selector
            finds it, and the package of its place says what it does.
        source: Where it is named.
        validity: When it exists.
        note: Not normative.
    """

    id: str = field(validator=ROW_ID)
    name: str = field(validator=filled)
    name_en: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = field(validator=_KIND, metadata=OF_KINDS)
    functions: tuple[str, ...] = field(default=(), validator=_KIND, metadata=OF_KINDS)
    level: Level
    places: tuple[str, ...] = field(validator=_PLACE)
    source: Source
    validity: Validity = Validity()
    note: str = field(default="", metadata={"normative": False})

    def __attrs_post_init__(self) -> None:
        if not self.places and self.level is not Level.EXTERNAL:
            raise fault("RS1106", "", "", "places")

    def performs(self, function: str) -> bool:
        """Tell whether this body is of that kind or has that function."""
        return function == self.kind or function in self.functions


@attrs.frozen(kw_only=True)
class Relation:
    """
    A typed, dated, sourced edge: *subject* -type-> *object*.

    Attributes:
        type: ``administers``, ``guides``, ``manages`` ...
        subject: Id of the upper or acting body.
        object: Id of the lower or affected body.
        mode: How a power is delegated; only and always with ``delegates``.
        matters: Codes of the matters delegated; only with ``delegates``.
        steps: The steps handed on, such as intake; empty means all.
        modality: With what force the source speaks.
        source: Where the edge is stated.
        validity: When it holds.
        note: Not normative.
    """

    type: RelationType
    subject: str = field(validator=ROW_ID)
    object: str = field(validator=ROW_ID)
    mode: DelegationMode | None = None
    matters: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    modality: Modality = Modality.MUST
    source: Source
    validity: Validity = Validity()
    note: str = field(default="", metadata={"normative": False})

    def __attrs_post_init__(self) -> None:
        delegates = self.type is RelationType.DELEGATES
        if delegates is not (self.mode is not None):
            raise fault("RS1111", self.type, ", ".join(DelegationMode), "mode")
        if delegates is not bool(self.matters):
            raise fault("RS1111", self.type, "matters", "matters")

    @property
    def id(self) -> str:
        """Key of the edge: its ends, type, matters and first day."""
        since = self.validity.start or "always"
        about = "+".join((*self.matters, *self.steps))
        return f"{self.subject}>{self.type}>{self.object}>{about}@{since}"
