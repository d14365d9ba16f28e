"""Who takes a request, along which hops, and within which limits?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import attrs
from attrs import field

from regservice.model.condition import Condition, Facts
from regservice.model.fields import OF_KINDS, fault, filled, matches
from regservice.model.legal import ROW_ID, Source, Validity
from regservice.model.vocab import (
    KINDS,
    Modality,
    PlaceKey,
    RelationType,
    Role,
    Tier,
    is_known_kind,
)

_READ: Final[Mapping[PlaceKey, str]] = {
    PlaceKey.HOLDER: "place",
    PlaceKey.SITE: "site",
    PlaceKey.ACT: "site",
    PlaceKey.AGENT: "agent_place",
    PlaceKey.ISSUER: "issuer_place",
}
_OF_FIRST_CONTACT: Final = "place, site, item, product, difficulty, programme ..."
_KIND = matches(is_known_kind, ", ".join(sorted(KINDS)) + ", namespace:kind")


@attrs.frozen(kw_only=True)
class Holder:
    """
    Whom a rule names: one body, one that a selector finds, or a strategy's choice.

    Attributes:
        authority: Id of the body. A body that no longer exists is succeeded by
            those that a ``succeeds`` relation names.
        functions: The body must be or perform one of these; the nearest one that
            covers the place is taken, and it must be the only one there.
        place: Whose place is meant with *functions*.
        tier: With *functions*: not the nearest body, but the one that covers the
            place where powers of this tier are exercised; ``None`` for nearest.
        relation: With *functions* and *of*: the body must stand in this relation,
            in either direction, to the nearest body that performs one of *of*;
            it need not cover the place itself.
        of: The functions at the other end of *relation*.
        strategy: Id of a registered strategy that names the body. What it would
            answer cannot be proved.

    Raises:
        ValueError: If not exactly one of *authority*, *functions* and *strategy*
            is given, or *relation* and *of* are not given together.

    Examples:
        >>> Holder(functions=("district_industry",),
        ...        relation=RelationType.COUNTERPART, of=("district_amr",)).tier
    """

    authority: str | None = field(
        default=None, validator=attrs.validators.optional(ROW_ID)
    )
    functions: tuple[str, ...] = field(default=(), validator=_KIND, metadata=OF_KINDS)
    place: PlaceKey = PlaceKey.HOLDER
    tier: Tier | None = None
    relation: RelationType | None = None
    of: tuple[str, ...] = field(default=(), validator=_KIND, metadata=OF_KINDS)
    strategy: str | None = field(
        default=None, validator=attrs.validators.optional(ROW_ID)
    )

    def __attrs_post_init__(self) -> None:
        named = (self.authority, self.functions, self.strategy)
        if sum(map(bool, named)) != 1:
            raise fault("RS1112", "", "authority / functions / strategy", "authority")
        selecting = self.tier or self.relation or self.of
        if selecting and not self.functions:
            raise fault("RS1106", "", "", "functions")
        if bool(self.relation) is not bool(self.of):
            raise fault("RS1106", "", "", "of" if self.relation else "relation")
        if self.tier and self.relation:
            raise fault("RS1112", "", "tier / relation", "tier")

    @property
    def reads(self) -> str:
        """Which place the selection reads: ``place``, ``site``, ``agent_place`` ..."""
        return _READ[self.place] if self.functions else "place"


@attrs.frozen(kw_only=True)
class Strategy:
    """
    Code that names a holder where rows cannot; the one exception to "law is data".

    Attributes:
        id: Key, unique in a ruleset.
        version: Part of the digest: another version is another ruleset.
        choose: Given the known facts (dimension to values), returns the id of a
            body, or ``None`` if it names none. It must be a pure function.
        source: What the method leans on.
    """

    id: str = field(validator=ROW_ID)
    version: str = field(validator=filled)
    choose: Callable[[Facts], str | None] = field(
        eq=False, repr=False, metadata={"normative": False}
    )
    source: Source


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
        specificity: Of rules that apply and did not give way, only those with the
            highest number stand. Not for ``co`` and ``copy``, which are collected.
        joint: With ``co``: the answer needs this body's consent (joint handling),
            not its help alone.
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
    specificity: int = 0
    joint: bool = False
    modality: Modality
    source: Source
    validity: Validity = Validity()
    note: str = field(default="", metadata={"normative": False})

    def __attrs_post_init__(self) -> None:
        if self.joint and self.role is not Role.CO:
            raise fault("RS1105", "true", f"false ({self.role})", "joint")
        # Who receives it cannot hang on who received it.
        if self.role is Role.RECEIVE and self.when.get("received_level"):
            raise fault("RS1105", "received_level", _OF_FIRST_CONTACT, "when")


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
        only: Whether a request under this condition may leave *leaves* by this hop
            alone (a gateway). Gateways that lead to bodies of different kinds are
            all open, and a proof finds that they contradict each other.
        instead_of: Ids of gateways that are ``in_principle``: this hop opens only
            where the request sets them aside, with actor and reason.
        modality: With what force the source speaks.
        source: Where it is laid down.
        validity: When it is in force.
        note: Not normative.
    """

    id: str = field(validator=ROW_ID)
    when: Condition = Condition()
    leaves: str = field(validator=_KIND, metadata=OF_KINDS)
    enters: str = field(validator=_KIND, metadata=OF_KINDS)
    over: RelationType
    hands_over: bool
    only: bool = False
    instead_of: tuple[str, ...] = field(default=(), validator=ROW_ID)
    modality: Modality
    source: Source
    validity: Validity = Validity()
    note: str = field(default="", metadata={"normative": False})


@attrs.frozen(kw_only=True)
class Bypass:
    """
    Under a condition, a request passes bodies of some kinds without a stop.

    Never the first body on the path, and never the lead.

    Attributes:
        id: Key, unique in a ruleset.
        when: The condition.
        skips: Kinds or functions of the bodies that are passed.
        exception_to: Ids of the bypasses that give way where this one applies.
        specificity: As for rules.
        modality: With what force the source speaks.
        source: Where it is laid down.
        validity: When it is in force.
        note: Not normative.
    """

    id: str = field(validator=ROW_ID)
    when: Condition = Condition()
    skips: tuple[str, ...] = field(validator=[filled, _KIND], metadata=OF_KINDS)
    exception_to: tuple[str, ...] = field(default=(), validator=ROW_ID)
    specificity: int = 0
    modality: Modality
    source: Source
    validity: Validity = Validity()
    note: str = field(default="", metadata={"normative": False})
