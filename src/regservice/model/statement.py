"""What does a source say that is neither a rule nor a time limit?"""

from __future__ import annotations

from enum import StrEnum

import attrs
from attrs import field

from regservice.model.amount import Amount
from regservice.model.fields import filled
from regservice.model.legal import ROW_ID, Source, Validity
from regservice.model.vocab import Modality, Product


class StatementKind(StrEnum):
    """What a source says that is neither a rule nor a time limit."""

    FIGURE = "figure"
    PRACTICE = "practice"
    STUDY = "study"
    PLAN = "plan"
    DUTY = "duty"


@attrs.frozen(kw_only=True)
class Statement:
    """
    A figure, a practice, a study, a plan or a duty that a source tells of.

    It decides nothing: no request is routed by it and no clock runs by it. It is kept
    so that what a source reports is neither lost nor taken for a rule.

    Attributes:
        id: Key of the row.
        kind: What is said.
        about: Ids of the bodies of which it is said; empty if of none in particular.
        products: Products that it concerns; empty if of all or none.
        says: What the source says, in our own words, in Chinese.
        figure: The figure, as the source gives it, such as ``99%``; empty for none.
        every: With a duty: how often; ``None`` if the source does not say, so that
            whoever runs it has to set it.
        modality: With what force the source speaks.
        source: Where it is said.
        validity: Of which days it is said.
        note: Not normative.

    Examples:
        >>> from regservice.model.vocab import SourceKind
        >>> row = Statement(id="x/sampling", kind=StatementKind.FIGURE, figure="99%",
        ...                 says="抽验合格率在此以上", modality=Modality.REPORTED,
        ...                 source=Source(kind=SourceKind.REPORT, publisher="示例"))
        >>> row.every is None
        True
    """

    id: str = field(validator=ROW_ID)
    kind: StatementKind
    about: tuple[str, ...] = field(default=(), validator=ROW_ID)
    products: tuple[Product, ...] = ()
    says: str = field(validator=filled)
    figure: str = ""
    every: Amount | None = None
    modality: Modality
    source: Source
    validity: Validity = Validity()
    note: str = field(default="", metadata={"normative": False})
