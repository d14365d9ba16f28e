"""What may be done to a limit, on which ground, and by when somebody is told of it?"""

from __future__ import annotations

import re
from typing import Final

import attrs
from attrs import field

from regservice.model.amount import Amount, Mark
from regservice.model.fields import fault, filled, matches
from regservice.model.legal import Source
from regservice.model.vocab import Rounding, is_open_code

CODE: Final = matches(is_open_code, "supplement, inspection, sh:visit")
"""Validator of the codes of grounds and pause reasons."""

AT_LEAST_ONE: Final = attrs.validators.optional(matches(lambda n: int(n) >= 1, ">= 1"))
"""Validator of lengths; ``None`` is allowed."""

_FRACTION: Final = re.compile(r"([1-9]\d?)/([1-9]\d?)")


@attrs.frozen(kw_only=True)
class Escalation:
    """
    When, and how far up, a limit is escalated that is not met.

    Attributes:
        at: When.
        up: How many steps up the ladder of the request (逐级上报) it goes; 0 for the
            body that handles it.
    """

    at: Mark
    up: int = field(default=0, validator=matches(lambda n: int(n) >= 0, ">= 0"))


@attrs.frozen(kw_only=True)
class Extension:
    """
    One ground on which a limit may be lengthened, and by how much at most.

    Attributes:
        code: Ground by which events name it.
        count: At most so much, in the unit of the limit; ``None`` if *fraction* says
            it.
        fraction: At most this part of the limit, such as ``1/2``; empty if *count*
            says it.
        rounding: What a fraction that is no whole number comes to. The law does not
            say (domain.md 2.2, point 5); by default it is rounded down, the only way
            in which the fraction is never exceeded.
        times: How often in one cycle.
        before: It has to be granted at least this long before the end; ``None`` if
            any time up to the end will do. Never after it.
        approver: Who has to approve it, in Chinese; empty if the source does not say.
        source: Where it is laid down.
    """

    code: str = field(validator=CODE)
    count: int | None = field(default=None, validator=AT_LEAST_ONE)
    fraction: str = ""
    rounding: Rounding = Rounding.DOWN
    times: int = field(default=1, validator=matches(lambda n: int(n) >= 1, ">= 1"))
    before: Amount | None = None
    approver: str = ""
    source: Source

    def __attrs_post_init__(self) -> None:
        if (self.count is None) is not bool(self.fraction):
            raise fault("RS1112", "", "count / fraction", "count")
        found = _FRACTION.fullmatch(self.fraction)
        if self.fraction and (found is None or int(found[1]) > int(found[2])):
            raise fault("RS1105", self.fraction, "1/2, 1/3, 1/4, 1/1", "fraction")

    def most(self, count: int) -> int:
        """
        Return the longest extension of a limit of *count*, in its unit.

        Examples:
            >>> from regservice.model.legal import Source
            >>> src = Source(kind="assumed", note="example")
            >>> third = Extension(code="x", fraction="1/3", source=src)
            >>> third.most(200), third.most(5)
            (66, 1)
        """
        if self.count is not None:
            return self.count
        over, under = map(int, self.fraction.split("/"))
        more = under - 1 if self.rounding is Rounding.UP else 0
        return (count * over + more) // under


@attrs.frozen(kw_only=True)
class Restart:
    """
    One ground on which a limit starts anew, with a limit of its own.

    Attributes:
        code: Ground by which events name it.
        count: How long it is then, in the unit of the limit; ``None`` for the whole
            limit again.
        source: Where it is laid down.
    """

    code: str = field(validator=CODE)
    count: int | None = field(default=None, validator=AT_LEAST_ONE)
    source: Source


@attrs.frozen(kw_only=True)
class Deemed:
    """
    What counts as done when a limit ends without an answer (视为).

    Attributes:
        outcome: What, in Chinese.
        retroactive: Whether it counts from the start of the limit on, not from its
            end.
        source: Where it is laid down.
    """

    outcome: str = field(validator=filled)
    retroactive: bool = False
    source: Source


@attrs.frozen(kw_only=True)
class PauseReason:
    """
    Why time may be left out of a limit; the only reasons are those with a row.

    Attributes:
        code: Code by which limits and events name it.
        name: Chinese name.
        name_en: English name; empty for none.
        notice: Whether the applicant has to be told in writing how long it takes.
        source: Where it is laid down.
        note: Not normative.
    """

    code: str = field(validator=CODE)
    name: str = field(validator=filled)
    name_en: str = ""
    notice: bool = False
    source: Source
    note: str = field(default="", metadata={"normative": False})
