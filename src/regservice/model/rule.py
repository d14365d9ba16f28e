"""Who takes a request, along which hops, and within which limits?"""

from __future__ import annotations

import attrs
from attrs import field

from regservice.model.condition import Condition
from regservice.model.fields import fault, matches
from regservice.model.legal import ROW_ID, Source, Validity
from regservice.model.vocab import (
    KINDS,
    Goal,
    LegalEffect,
    Modality,
    PlaceKey,
    RelationType,
    Role,
    Unit,
    is_known_kind,
)

_KIND = matches(is_known_kind, ", ".join(sorted(KINDS)) + ", namespace:kind")


@attrs.frozen(kw_only=True)
class Holder:
    """
    Whom a rule names: one body, or the nearest one with a function.

    Attributes:
        authority: Id of the body; excludes *functions*.
        functions: The body must be or perform one of these; the nearest one that
            covers the place is taken, and it must be the only one there.
        place: Whose place is meant with *functions*.
    """

    authority: str | None = field(
        default=None, validator=attrs.validators.optional(ROW_ID)
    )
    functions: tuple[str, ...] = field(default=(), validator=_KIND)
    place: PlaceKey = PlaceKey.HOLDER

    def __attrs_post_init__(self) -> None:
        if bool(self.authority) is bool(self.functions):
            raise fault("RS1112", "", "authority / functions", "authority")


@attrs.frozen(kw_only=True)
class Rule:
    """
    Under a condition, a body gets a role.

    Attributes:
        id: Key, unique in a ruleset.
        role: ``receive`` (first contact), ``lead``, ``co``, ``copy``, ``fallback``.
        when: The condition.
        holder: Who gets the role.
        exception_to: Ids of the rules that give way where this one applies.
        modality: With what force the source speaks.
        source: Where it is laid down.
        validity: When it is in force.
        note: Not normative.
    """

    id: str = field(validator=ROW_ID)
    role: Role
    when: Condition = Condition()
    holder: Holder
    exception_to: tuple[str, ...] = field(default=(), validator=ROW_ID)
    modality: Modality
    source: Source
    validity: Validity = Validity()
    note: str = field(default="", metadata={"normative": False})


@attrs.frozen(kw_only=True)
class PathRule:
    """
    Under a condition, a request may take a hop.

    Attributes:
        id: Key, unique in a ruleset.
        when: The condition.
        leaves: Kind or function of the body that the hop leaves.
        enters: Kind or function of the body that it enters.
        over: The relation that must connect them, in either direction.
        hands_over: Whether the next body owns the request after the hop. Without
            it the body before stays the handler and only liaises.
        modality: With what force the source speaks.
        source: Where it is laid down.
        validity: When it is in force.
        note: Not normative.
    """

    id: str = field(validator=ROW_ID)
    when: Condition = Condition()
    leaves: str = field(validator=_KIND)
    enters: str = field(validator=_KIND)
    over: RelationType
    hands_over: bool
    modality: Modality
    source: Source
    validity: Validity = Validity()
    note: str = field(default="", metadata={"normative": False})


@attrs.frozen(kw_only=True)
class TimeLimit:
    """
    How long the handler has; the clock of the request, never of the matter.

    Attributes:
        id: Key, unique in a ruleset.
        goal: What must have happened by then.
        count: Length in *unit*, at least 1; ``None`` means that no limit is set.
        unit: What one tick is; ``None`` exactly if *count* is.
        when: The condition.
        exception_to: Ids of the limits that give way where this one applies.
        calendar: Code of the working calendar.
        legal_effect: What missing it means.
        modality: With what force the source speaks.
        source: Where it is laid down.
        validity: When it is in force.
        note: Not normative.
    """

    id: str = field(validator=ROW_ID)
    goal: Goal
    count: int | None = field(
        default=None,
        validator=attrs.validators.optional(matches(lambda n: int(n) >= 1, ">= 1")),
    )
    unit: Unit | None = None
    when: Condition = Condition()
    exception_to: tuple[str, ...] = field(default=(), validator=ROW_ID)
    calendar: str = "cn"
    legal_effect: LegalEffect
    modality: Modality
    source: Source
    validity: Validity = Validity()
    note: str = field(default="", metadata={"normative": False})

    def __attrs_post_init__(self) -> None:
        if (self.count is None) is not (self.unit is None):
            raise fault("RS1106", "", ", ".join(Unit), "unit")
