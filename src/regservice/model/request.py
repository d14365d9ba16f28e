"""What came in, as it came in?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import attrs
from attrs import field

from regservice.model.fields import filled
from regservice.model.vocab import Applicant, Channel, Difficulty, Product


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else tuple(values)


def _all(overrides: Iterable[Override]) -> tuple[Override, ...]:
    # Not `tuple` itself: attrs would parse its signature at every start, for 5 ms.
    return tuple(overrides)


_TEXT = attrs.validators.instance_of(str)
_OPTIONAL_TEXT = attrs.validators.optional(_TEXT)


def _remade(values: dict[str, Any]) -> ServiceRequest:
    return ServiceRequest(**values)


def _frozen_map(value: Mapping[str, str | None] | None) -> Mapping[str, str]:
    # What is not known is not stated.
    given = ((key, text) for key, text in (value or {}).items() if text is not None)
    values = {str(key): str(text) for key, text in given}
    return MappingProxyType(values)


@attrs.frozen(kw_only=True)
class Override:
    """
    A rule of principle that is set aside for one request, on the record.

    Attributes:
        rule: Id of a rule or path rule whose modality is ``in_principle``.
        actor: Who sets it aside: an office or a post, not a name.
        reason: Why.

    Raises:
        ValueError: If a part is empty.
    """

    rule: str = field(validator=filled)
    actor: str = field(validator=filled)
    reason: str = field(validator=filled)


@attrs.frozen(kw_only=True)
class ServiceRequest:
    """
    A question or request of an applicant.

    Places, bodies, items and programmes may be given by code or by name; the
    engine resolves names. Whatever is ``None`` is looked for in *text*.

    Attributes:
        text: The question, as asked. May be empty if *item* is given.
        place: Place of the asker; also the holder's place unless stated.
        site: Place of the production site, shop or act; ``None`` if the same.
        product: Kind of product.
        item: Code of the service item.
        difficulty: Whether the first recipient can answer on the spot.
        programmes: Lists and channels that the product is on.
        attributes: Values of intake fields, such as ``{"device_class": "2"}``.
            ``issuer_place`` and ``agent_place`` state whose place decides.
        applicant: Who asks.
        channel: How it came in.
        received_by: The body that received it; ``None`` means the first contact
            that the rules name.
        received_at: Instant of receipt, aware; ``None`` means the instant at
            which the law is read.
        overrides: Rules of principle that are set aside, with actor and reason.

    Raises:
        TypeError: If what must be a text is none.
        ValueError: If a value is not of its vocabulary.

    Examples:
        >>> ServiceRequest(text="延续注册要多久", place="310104").difficulty is None
        True
    """

    text: str = field(default="", validator=_TEXT)
    place: str | None = field(default=None, validator=_OPTIONAL_TEXT)
    site: str | None = field(default=None, validator=_OPTIONAL_TEXT)
    product: Product | None = field(
        default=None, converter=attrs.converters.optional(Product)
    )
    item: str | None = field(default=None, validator=_OPTIONAL_TEXT)
    difficulty: Difficulty | None = field(
        default=None, converter=attrs.converters.optional(Difficulty)
    )
    programmes: tuple[str, ...] = field(default=(), converter=_texts)
    attributes: Mapping[str, str] = field(
        default=None, converter=_frozen_map, hash=False
    )
    applicant: Applicant | None = field(
        default=None, converter=attrs.converters.optional(Applicant)
    )
    channel: Channel | None = field(
        default=None, converter=attrs.converters.optional(Channel)
    )
    received_by: str | None = field(default=None, validator=_OPTIONAL_TEXT)
    received_at: dt.datetime | str | None = None
    overrides: tuple[Override, ...] = field(default=(), converter=_all)

    def __reduce__(self) -> tuple[Any, ...]:
        # A read-only view of a dictionary cannot be pickled; its copy can.
        values = {a.name: getattr(self, a.name) for a in attrs.fields(ServiceRequest)}
        return _remade, ({**values, "attributes": dict(self.attributes)},)
