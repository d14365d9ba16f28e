"""
On what does a row lean, and when is it in force?

Law is data here, and honest about itself: every row that states law names a
:class:`Source`, and only a source of kind ``clause`` may be shown as law.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs
from attrs import field

from regservice.model.fields import fault, filled, matches
from regservice.model.vocab import (
    DocumentStatus,
    SourceKind,
    Verification,
    is_row_id,
)

_YEAR: Final = dt.timedelta(days=365)


@attrs.frozen
class Validity:
    """
    The dates on which a row is in force: ``[start, end)``.

    Attributes:
        start: First day in force; ``None`` if it has always been, as far as known.
        end: First day no longer in force; ``None`` if no end is known.

    Raises:
        ValueError: If *end* is not after *start*.

    Examples:
        >>> import datetime as dt
        >>> dt.date(2024, 1, 23) in Validity(start=dt.date(2024, 1, 24))
        False
    """

    start: dt.date | None = None
    end: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        if self.start and self.end and self.end <= self.start:
            raise fault("RS1107", f"{self.start} .. {self.end}", "", "end")

    def __contains__(self, day: dt.date) -> bool:
        return (self.start is None or self.start <= day) and (
            self.end is None or day < self.end
        )


@attrs.frozen(kw_only=True)
class Document:
    """
    One entry of the document register.

    Attributes:
        code: Short code by which sources cite it, such as ``"MDR"``.
        name: Official name.
        number: Document number, such as ``"国务院令第739号"``; empty if unknown.
        issuer: Who issued it; empty if unknown.
        issued: Day of issue, or ``None`` if unknown.
        effective: First day in force, or ``None`` if unknown.
        status: Whether it applies, as far as known on *checked_on*.
        successor: Code of the document that replaced it, or ``None``.
        verified: Whether its text was read, seen on a page, or neither.
        checked_on: The day on which this entry was last checked, not before *issued*.
        recheck_by: The day by which it has to be checked again; ``None`` for a year
            after *checked_on*, and never before it.
        note: What a reader must know beyond that. Not normative.
    """

    code: str = field(
        validator=matches(
            lambda t: bool(t) and t.isascii() and " " not in t, "ASCII, e.g. MDREG"
        )
    )
    name: str = field(validator=filled)
    number: str = ""
    issuer: str = ""
    issued: dt.date | None = None
    effective: dt.date | None = None
    status: DocumentStatus
    successor: str | None = None
    verified: Verification
    checked_on: dt.date
    recheck_by: dt.date | None = field(default=None, metadata={"normative": False})
    note: str = field(default="", metadata={"normative": False})

    def __attrs_post_init__(self) -> None:
        if self.successor and self.status is not DocumentStatus.SUPERSEDED:
            raise fault("RS1108", self.status, DocumentStatus.SUPERSEDED, "status")
        spans = (
            ("checked_on", self.issued, self.checked_on),
            ("recheck_by", self.checked_on, self.recheck_by),
        )
        for name, first, last in spans:
            if first and last and last < first:
                raise fault("RS1107", f"{first} .. {last}", "", name)

    @property
    def good_until(self) -> dt.date:
        """The last day on which the check still counts."""
        return self.recheck_by or self.checked_on + _YEAR

    @property
    def known_since(self) -> dt.date | None:
        """From when it counts as known; ``None`` if always."""
        return self.issued or self.effective


@attrs.frozen(kw_only=True)
class Source:
    """
    What a row leans on, and of which kind that is.

    Attributes:
        kind: ``clause``, ``report``, ``local_practice`` or ``assumed``.
        document: Code of a registered document. Required for ``clause``. With
            ``assumed`` it names the text that the inference starts from.
        clause: Article or section, such as ``"第22条"``. Required for ``clause``.
        verified: Whether the clause was read, or seen on a public page; ``None``
            where the kind already says that nothing was.
        publisher: Who published a ``report``. Required there.
        office: Whose practice a ``local_practice`` is. Required there.
        dated: Date of the report or of the practice; ``None`` if it bears none.
        note: Why we assume it, or what the reader must know. Required for
            ``assumed``; not normative.

    Raises:
        ValueError: If a part that *kind* requires is missing.

    Examples:
        >>> law = Source(kind=SourceKind.CLAUSE, document="MDR", clause="第22条",
        ...              verified=Verification.READ)
        >>> law.is_law
        True
    """

    kind: SourceKind
    document: str | None = None
    clause: str = ""
    verified: Verification | None = None
    publisher: str = ""
    office: str = ""
    dated: dt.date | None = None
    note: str = field(default="", metadata={"normative": False})

    def __attrs_post_init__(self) -> None:
        required = {
            SourceKind.CLAUSE: ("document", "clause", "verified"),
            SourceKind.REPORT: ("publisher",),
            SourceKind.LOCAL_PRACTICE: ("office",),
            SourceKind.ASSUMED: ("note",),
        }[self.kind]
        for name in required:
            if not getattr(self, name):
                raise fault("RS1109", self.kind, ", ".join(required), name)
        # A clause that nobody has seen is not law that may be shown.
        # Rejected: letting `verified: own` pass with a warning in the text.
        if self.kind is SourceKind.CLAUSE and self.verified is Verification.OWN:
            raise fault("RS1110", self.verified, "read, page", "verified")

    @property
    def is_law(self) -> bool:
        """Whether this source may be shown as law."""
        return self.kind is SourceKind.CLAUSE


ROW_ID = matches(is_row_id, "a/b-c, e.g. shanghai/basic-at-station")
"""Validator of row ids."""
