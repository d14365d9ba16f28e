"""What can be asked for, and what does the law assign to whom?"""

from __future__ import annotations

import attrs
from attrs import field

from regservice.model.condition import Condition, parse_span
from regservice.model.fields import OF_KINDS, fault, filled, matches
from regservice.model.legal import ROW_ID, Source, Validity
from regservice.model.modes import ServiceMode
from regservice.model.vocab import (
    ITEM_CODES,
    KINDS,
    NATIONAL,
    Applicant,
    Confidence,
    Modality,
    PlaceKey,
    Product,
    Tier,
    is_known_kind,
    is_open_code,
    is_place_code,
)

_CODE = matches(is_open_code, "snake_case, namespace:code")
_ITEM = matches(
    lambda t: t in ITEM_CODES or (":" in t and is_open_code(t)),
    ", ".join(sorted(ITEM_CODES)) + ", namespace:code",
)


@attrs.frozen(kw_only=True)
class FieldValue:
    """
    One value of an intake field.

    Attributes:
        code: Stable code, unique in the field.
        name: What people call it.
        keywords: Words in a question that speak for it.
    """

    code: str = field(validator=filled)
    name: str = field(validator=filled)
    keywords: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class IntakeField:
    """
    A fact with finitely many values, or a bounded number, that conditions ask for.

    Attributes:
        code: Dimension of conditions, such as ``device_class``.
        name: What people call it.
        question: The one question to ask when it is missing.
        values: Its values, at least one; empty exactly for a number.
        lowest: Lowest number that it can be; ``None`` for a field with *values*.
        highest: Highest number; ``None`` likewise.
        presumed: Code of the value that is presumed, and said to be, when nothing
            in the question tells; ``None`` if it must be asked for.
        places: Codes of the places where its words count.
    """

    code: str = field(validator=_CODE)
    name: str = field(validator=filled)
    question: str = field(validator=filled)
    values: tuple[FieldValue, ...] = ()
    lowest: int | None = None
    highest: int | None = None
    presumed: str | None = None
    places: tuple[str, ...] = field(
        default=(NATIONAL,),
        validator=[filled, matches(is_place_code, "national, 310104")],
    )

    def __attrs_post_init__(self) -> None:
        codes = [value.code for value in self.values]
        twice = next((code for code in codes if codes.count(code) > 1), None)
        if twice is not None:
            raise fault("RS1113", twice, "", "values")
        bounds = [end for end in (self.lowest, self.highest) if end is not None]
        if not bounds and not codes:
            raise fault("RS1106", "", "", "values")
        if len(bounds) == 1 or (bounds and codes):
            raise fault("RS1112", "", "values / lowest + highest", "values")
        if bounds and bounds[0] > bounds[1]:
            raise fault("RS1107", f"{self.lowest}..{self.highest}", "", "highest")
        if self.presumed is not None and not self.has(self.presumed):
            allowed = ", ".join(codes) or f"{self.lowest}..{self.highest}"
            raise fault("RS1105", self.presumed, allowed, "presumed")

    def has(self, value: str) -> bool:
        """
        Tell whether *value* is one of its values, or a number within its bounds.

        Examples:
            >>> staff = IntakeField(code="staff", name="从业人数", question="?",
            ...                     lowest=0, highest=5000)
            >>> staff.has("12"), staff.has("-1"), staff.has("many")
            (True, False, False)
        """
        if self.lowest is None or self.highest is None:
            return any(value == known.code for known in self.values)
        span = parse_span(value)
        if span is None or span[0] is None or span[0] != span[1]:
            return False
        return self.lowest <= span[0] <= self.highest


@attrs.frozen(kw_only=True)
class ServiceItem:
    """
    A thing that an applicant can ask for.

    Attributes:
        code: Code of the item.
        name: Chinese name.
        name_en: English name.
        products: Products that it concerns.
        applicants: Who may ask for it.
        fields: Codes of the intake fields that matter for it.
        registration_business: Whether it is registration business, which leaves
            a station only through the gateway (S3 一(三)).
        keywords: Words in a question that speak for it.
        examples: Example questions, invented.
        bring: What one usually has to bring; a working list, not the law's.
        enabled: Codes of the places where it is offered; its keywords count
            only there. Empty if each place takes it up by an :class:`Offer`.
        source: Why it is in the catalogue.
        validity: When it may be offered.
    """

    code: str = field(validator=_ITEM)
    name: str = field(validator=filled)
    name_en: str = ""
    products: tuple[Product, ...] = field(validator=filled)
    applicants: tuple[Applicant, ...] = ()
    fields: tuple[str, ...] = ()
    registration_business: bool
    keywords: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    enabled: tuple[str, ...] = field(
        default=(NATIONAL,), validator=matches(is_place_code, "national, 310104")
    )
    source: Source
    validity: Validity = Validity()


@attrs.frozen(kw_only=True)
class Offer:
    """
    Since when an item is offered at some places, and by what right (开通).

    Any package may offer an item of another one at its own places. Where the item
    itself is not in force, no offer counts.

    Attributes:
        id: Key of the row.
        item: Code of the item.
        places: Codes of the places where it is offered.
        modality: With what force the source asks for it.
        source: Where that is said.
        validity: From when on; ``end`` where it was withdrawn.
        note: Not normative.

    Examples:
        >>> from regservice.model.vocab import SourceKind
        >>> offer = Offer(id="ip/offer-x", item="ip", places=("310000",),
        ...               modality=Modality.MAY,
        ...               source=Source(kind=SourceKind.ASSUMED, note="example"))
        >>> offer.item, offer.places
        ('ip', ('310000',))
    """

    id: str = field(validator=ROW_ID)
    item: str = field(validator=_ITEM)
    places: tuple[str, ...] = field(
        validator=[filled, matches(is_place_code, "national, 310104")]
    )
    modality: Modality
    source: Source
    validity: Validity = Validity()
    note: str = field(default="", metadata={"normative": False})


@attrs.frozen(kw_only=True)
class Competence:
    """
    One limb of a matter: under *when*, who decides, by the law of which place.

    Attributes:
        when: Attributes on which this limb depends.
        tier: Tier of the power; ``None`` if no authority decides (see *says*).
        functions: What the deciding body at that tier must be, any of them.
        body: Id of the body, where the law names one; excludes *functions*.
        place: Whose place decides.
        part: Which part of the matter this limb is about; empty for the whole.
        main: Whether this limb names the decider. Other limbs are shown beside it.
        designated: Whether someone else must name the body, region by region; an
            answer without such a designation says so instead of guessing.
        says: Who decides in words, where that is no body of the graph.
        source: The clause, or what else it leans on.
        confidence: How sure the study is of this limb.
        note: Not normative.
    """

    when: Condition = Condition()
    tier: Tier | None = None
    functions: tuple[str, ...] = field(
        default=(),
        validator=matches(is_known_kind, ", ".join(sorted(KINDS))),
        metadata=OF_KINDS,
    )
    body: str | None = field(default=None, validator=attrs.validators.optional(ROW_ID))
    place: PlaceKey = PlaceKey.HOLDER
    part: str = ""
    main: bool = True
    designated: bool = False
    says: str = ""
    source: Source
    confidence: Confidence
    note: str = field(default="", metadata={"normative": False})

    def __attrs_post_init__(self) -> None:
        named = [bool(self.body), bool(self.functions), bool(self.says)]
        if sum(named) != 1:
            raise fault("RS1112", sum(named), "body / functions / says", "functions")
        if self.functions and self.tier is None:
            raise fault("RS1106", "", ", ".join(Tier), "tier")


@attrs.frozen(kw_only=True)
class Matter:
    """
    What the law assigns to a body; never the request that asks about it.

    Attributes:
        code: Code of the matter, such as ``device_class2_registration``.
        number: Row of the competence study, such as ``B03``.
        name: Chinese name.
        items: Service items under which questions about it come in.
        products: Products that it concerns; empty if it is about none.
        when: Attributes that tell it from other matters of the same item.
        keywords: Words in a question that speak for it among those.
        usual: Whether it is meant when nothing in the question tells.
        competence: Its limbs, at least one.
        technical: Ids of the bodies that review or test without deciding.
        statutory_limit: The period of the *matter*, in words; information only.
        note: Not normative.
    """

    code: str = field(validator=_CODE)
    number: str = ""
    name: str = field(validator=filled)
    items: tuple[str, ...] = field(default=(), validator=_ITEM)
    products: tuple[Product, ...] = ()
    when: Condition = Condition()
    keywords: tuple[str, ...] = ()
    usual: bool = False
    competence: tuple[Competence, ...] = field(validator=filled)
    technical: tuple[str, ...] = field(default=(), validator=ROW_ID)
    statutory_limit: str = ""
    note: str = field(default="", metadata={"normative": False})


@attrs.frozen(kw_only=True)
class Programme:
    """
    A list or channel that makes a request a key one, or gives it a duty.

    Attributes:
        code: Namespaced code.
        name: Chinese name.
        name_en: English name; empty if there is no settled one.
        aliases: Other names, each unambiguous.
        modes: In which ways those who are on it are served.
        when: What a request must be to belong to it.
        key: Whether its requests are graded ``key``.
        tracking: Share that must be tracked, in percent; ``None`` if no duty.
        places: Codes of the places where it is run.
        source: Where it is set up.
        validity: When it is run.
    """

    code: str = field(validator=_CODE)
    name: str = field(validator=filled)
    name_en: str = ""
    aliases: tuple[str, ...] = ()
    modes: tuple[ServiceMode, ...] = ()
    when: Condition = Condition()
    key: bool
    tracking: int | None = field(
        default=None,
        validator=attrs.validators.optional(
            matches(lambda n: 1 <= int(n) <= 100, "1..100")  # noqa: PLR2004 - percent
        ),
        metadata={"form": "1 ... 100"},
    )
    places: tuple[str, ...] = field(validator=filled)
    source: Source
    validity: Validity = Validity()
