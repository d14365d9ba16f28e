"""Which row of another package does a row of this one replace, and by what law?"""

from __future__ import annotations

from typing import Any, Final

import attrs
from attrs import field

from regservice.model.fields import fault, filled, matches
from regservice.model.legal import Source

SUPERSEDABLE: Final = (
    *("authorities", "relations", "fields", "items", "offers", "matters"),
    *("rules", "statements"),
    *("path_rules", "bypasses", "limits", "periods", "pause_reasons", "programmes"),
    *("calendar_patterns", "calendar_notices", "calendar_overrides", "office_hours"),
)
"""
Tables whose rows may be replaced by another package.

Not the register of documents, which only says what there is, and not the places,
which decide for whom a package may speak.
"""


def _is_law(_: object, attribute: attrs.Attribute[Any], value: Source) -> None:
    if not value.is_law:
        raise fault("RS2031", value.kind, "clause", attribute.name)


@attrs.frozen(kw_only=True)
class Supersession:
    """
    A row of another package that the row of this one with the same key replaces.

    It has no dates: the row of the other package is gone for as long as this one is
    installed. What changes on a day is an exception with a validity.

    Attributes:
        table: The table of both rows, such as ``rules``.
        key: Their key: ``code`` or ``id``.
        source: The clause that sets the other row aside.
        note: Not normative.

    Examples:
        >>> from regservice.model.vocab import SourceKind, Verification
        >>> law = Source(kind=SourceKind.CLAUSE, document="X", clause="1",
        ...              verified=Verification.READ)
        >>> Supersession(table="rules", key="national/fallback", source=law).id
        'rules:national/fallback'
    """

    table: str = field(
        validator=matches(lambda t: t in SUPERSEDABLE, ", ".join(SUPERSEDABLE)),
        metadata={"values": "TABLES"},
    )
    key: str = field(validator=filled)
    source: Source = field(validator=_is_law)
    note: str = field(default="", metadata={"normative": False})

    @property
    def id(self) -> str:
        """Key of the supersession: two of one row are a clash, like any double key."""
        return f"{self.table}:{self.key}"
