"""How long is something, and when is a moment on the way to its end?"""

from __future__ import annotations

import re
from typing import Self

import attrs
from attrs import field

from regservice.model.fields import fault, matches
from regservice.model.vocab import Unit


@attrs.frozen
class Amount:
    """
    A length of time in its own unit.

    Attributes:
        count: How many, at least 1.
        unit: Of what.

    Examples:
        >>> Amount.read("5 working_day")
        Amount(count=5, unit=<Unit.WORKING_DAY: 'working_day'>)
        >>> str(Amount.read(" 2 months "))
        '2 month'
    """

    count: int = field(validator=matches(lambda n: int(n) >= 1, ">= 1"))
    unit: Unit

    @classmethod
    def read(cls, text: str) -> Self:
        """
        Read a text such as ``5 working_day``.

        Raises:
            ValueError: If it is none.
        """
        found = re.fullmatch(r"\s*([1-9][0-9]{0,5})\s+([a-z_]+?)s?\s*", text)
        if found is None or found[2] not in list(Unit):
            raise fault("RS1105", text, f"5 working_day ({', '.join(Unit)})")
        return cls(int(found[1]), Unit(found[2]))

    def __str__(self) -> str:
        return f"{self.count} {self.unit}"


@attrs.frozen
class Mark:
    """
    A moment on the way to the end of a limit, or after it.

    Attributes:
        percent: So much of the limit has been used; 100 is its end, more lies after
            it. Of limits in months and years it is so much of their days.
        sign: -1 for *amount* before the end, 1 after it, 0 if *percent* counts.
        amount: How far from the end; ``None`` if *percent* counts.

    Examples:
        >>> str(Mark.read("80%")), str(Mark.read("-2 working_day"))
        ('80%', '-2 working_day')
        >>> Mark.read("+5 working_day").sign
        1
    """

    percent: int = 0
    sign: int = 0
    amount: Amount | None = None

    @classmethod
    def read(cls, text: str) -> Self:
        """
        Read ``80%``, ``-2 working_day`` (before the end) or ``+1 hour`` (after it).

        Raises:
            ValueError: If it is none of them.
        """
        text = text.strip()
        found = re.fullmatch(r"([1-9]\d{0,2})\s*%", text)
        if found is not None:
            return cls(percent=int(found[1]))
        if text[:1] in ("-", "+"):
            return cls(sign=1 if text[0] == "+" else -1, amount=Amount.read(text[1:]))
        raise fault("RS1105", text, "80%, -2 working_day, +5 working_day")

    def __str__(self) -> str:
        if self.amount is None:
            return f"{self.percent}%"
        return f"{'+' if self.sign > 0 else '-'}{self.amount}"
