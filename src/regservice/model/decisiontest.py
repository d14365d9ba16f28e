"""
Which answer does an expert expect to which question?

Decision tests stand in a package beside its tables. They are no rows of a ruleset:
they change no answer and no digest. Names in them are names as people write them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs
from attrs import field

from regservice.model.amount import Amount
from regservice.model.fields import fault, filled, matches
from regservice.model.legal import ROW_ID

TESTS: Final = "tests"
"""Name of the table in a data package, beside those of :class:`Tables`."""

ASKED: Final = (
    *("text", "place", "site", "product", "item", "difficulty", "applicant"),
    *("channel", "programmes", "attributes", "received_by", "received_at"),
    *("at", "known_at", "overrides", "override_actor", "override_reason"),
)
"""Fields that say what is asked, in the order in which they are written."""

EXPECTED: Final = (
    *("handler", "not_handler", "lead", "loop_owner", "co", "via"),
    *(
        "not_via",
        "competent",
        "limit",
        "due",
        "status",
        "asks",
        "reason",
        "source",
        "error",
    ),
)
"""Fields that say what is expected, likewise."""

_MOMENT: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:?\d{2})?)?"
)


def _is_moment(text: str) -> bool:
    if not _MOMENT.fullmatch(text):
        return False
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


_INSTANT: Final = matches(_is_moment, "2026-03-02, 2026-03-02T10:00+08:00")
_OPTIONAL_INSTANT: Final = attrs.validators.optional(_INSTANT)
_INSTANT_FORM: Final = {"form": "2026-03-02T10:00+08:00"}
_CODE: Final = attrs.validators.optional(
    matches(lambda text: re.fullmatch(r"RS\d{4}", text) is not None, "RS3101")
)
_NAME: Final = attrs.validators.optional(filled)


def _each(_: object, attribute: attrs.Attribute[Any], value: tuple[str, ...]) -> None:
    if not all(text.strip() for text in value):
        raise fault("RS1106", "", "", attribute.name)


def _frozen(value: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(value))


def _remade(values: dict[str, Any]) -> DecisionTest:
    return DecisionTest(**values)


@attrs.frozen(kw_only=True)
class DecisionTest:
    """
    A question and the answer that is expected, as an expert writes it.

    What is asked is asked as in a request. Of what is expected only what is written
    is judged. Places, bodies, items and all other names may be codes or names.

    Attributes:
        id: Key, unique in its package.
        text: The question, as asked.
        place: Place of the asker.
        site: Place of the production site, shop or act, if another.
        product: Kind of product.
        item: Service item.
        difficulty: ``basic`` or ``complex``.
        applicant: Who asks.
        channel: How it came in.
        programmes: Programmes that the product is on.
        attributes: Further facts, such as ``{device_class: "2"}``.
        received_by: The body that received it.
        received_at: When it was received; ``None`` for *at*.
        at: The day or instant whose law applies. It must be stated: a test that
            reads the clock would be another one tomorrow.
        known_at: Leave out documents that were issued after it.
        overrides: Ids of rules of principle that are set aside.
        override_actor: Who sets them aside: an office or a post.
        override_reason: Why.
        handler: Who owns it now.
        not_handler: Bodies that must not own it.
        lead: Who is accountable for the substance.
        loop_owner: Whose named tracker must bring the answer back: the first contact.
        co: Bodies that are among the co-handlers.
        via: Bodies that lie on the path, in this order.
        not_via: Bodies that must not lie on the path.
        competent: Who decides the matter by law.
        limit: A limit that is at work, such as ``5 working_day``.
        due: The day on which a limit ends.
        status: ``routed``, ``needs_information`` or ``fallback``.
        asks: The fact that is asked for: ``place``, ``item``, ``product`` or a field.
        reason: Texts that stand in the Chinese reason or explanation.
        source: Sources on which the answer rests: kind, document and clause, as far as
            they matter: ``SH-STATION-2024 一(三)``, ``assumed MDR 第15条``, ``第22条``.
        error: Code of the error that the question ends in, instead of an answer.
        note: Why it is expected. Not normative.

    Raises:
        ValueError: If nothing is asked, nothing is expected, a body is both expected
            and not, or an error is expected beside an answer.

    Examples:
        >>> test = DecisionTest(id="example/basic", text="延续注册要多久",
        ...                     place="徐汇区", at="2026-03-02", handler="徐汇工作站")
        >>> test.expectations
        ('handler',)
    """

    id: str = field(validator=ROW_ID)
    text: str = ""
    place: str | None = field(default=None, validator=_NAME)
    site: str | None = field(default=None, validator=_NAME)
    product: str | None = field(
        default=None, validator=_NAME, metadata={"values": "Product"}
    )
    item: str | None = field(default=None, validator=_NAME)
    difficulty: str | None = field(
        default=None, validator=_NAME, metadata={"values": "Difficulty"}
    )
    applicant: str | None = field(
        default=None, validator=_NAME, metadata={"values": "Applicant"}
    )
    channel: str | None = field(
        default=None, validator=_NAME, metadata={"values": "Channel"}
    )
    programmes: tuple[str, ...] = field(default=(), validator=_each)
    attributes: Mapping[str, str] = field(factory=dict, converter=_frozen, hash=False)
    received_by: str | None = field(default=None, validator=_NAME)
    received_at: str | None = field(
        default=None, validator=_OPTIONAL_INSTANT, metadata=_INSTANT_FORM
    )
    at: str = field(validator=_INSTANT, metadata=_INSTANT_FORM)
    known_at: str | None = field(
        default=None, validator=_OPTIONAL_INSTANT, metadata=_INSTANT_FORM
    )
    overrides: tuple[str, ...] = field(default=(), validator=ROW_ID)
    override_actor: str = ""
    override_reason: str = ""
    handler: str | None = field(default=None, validator=_NAME)
    not_handler: tuple[str, ...] = field(default=(), validator=_each)
    lead: str | None = field(default=None, validator=_NAME)
    loop_owner: str | None = field(default=None, validator=_NAME)
    co: tuple[str, ...] = field(default=(), validator=_each)
    via: tuple[str, ...] = field(default=(), validator=_each)
    not_via: tuple[str, ...] = field(default=(), validator=_each)
    competent: str | None = field(default=None, validator=_NAME)
    limit: Amount | None = None
    due: dt.date | None = None
    status: str | None = field(
        default=None, validator=_NAME, metadata={"values": "Status"}
    )
    asks: str | None = field(default=None, validator=_NAME)
    reason: tuple[str, ...] = field(default=(), validator=_each)
    source: tuple[str, ...] = field(default=(), validator=_each)
    error: str | None = field(default=None, validator=_CODE)
    note: str = field(default="", metadata={"normative": False})

    def __attrs_post_init__(self) -> None:
        if not (self.text.strip() or self.item):
            raise fault("RS2701", "", "text, item", "text")
        if not self.expectations:
            raise fault("RS2702", "", ", ".join(EXPECTED), "id")
        if self.error is not None and len(self.expectations) > 1:
            others = [name for name in self.expectations if name != "error"]
            raise fault("RS2703", self.error, others[0], "error")
        for name, other in (("handler", self.not_handler), ("via", self.not_via)):
            wanted = getattr(self, name) or ()
            both = {wanted} if isinstance(wanted, str) else {*wanted}
            for body in both.intersection(other):
                raise fault("RS1114", body, "", f"not_{name}")
        signed = self.override_actor.strip(), self.override_reason.strip()
        parts = bool(self.overrides), *map(bool, signed)
        if any(parts) and not all(parts):
            raise fault("RS2704", "", "", "overrides")

    @property
    def expectations(self) -> tuple[str, ...]:
        """The fields that say what is expected, as far as they are written."""
        return tuple(name for name in EXPECTED if getattr(self, name))

    def __reduce__(self) -> tuple[Any, ...]:
        # A read-only view of a dictionary cannot be pickled; its copy can.
        values = {a.name: getattr(self, a.name) for a in attrs.fields(DecisionTest)}
        return _remade, ({**values, "attributes": dict(self.attributes)},)


def field_key(test: str, *path: str | int) -> str:
    """
    Return the key under which the origin of a part of a test is kept.

    Examples:
        >>> field_key("a/b", "via", 1)
        'a/b.via.1'
    """
    return ".".join(map(str, (test, *path)))
