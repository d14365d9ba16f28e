"""
How long may something take, what stops the count, and what happens when it ends?

A limit of a *request* says by when it has to be answered; a period of a *matter* is
what the law gives an authority to decide it. They are counted alike, and never stand
for each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import attrs
from attrs import field

from regservice.model.amount import Mark
from regservice.model.condition import Condition
from regservice.model.fields import fault, filled
from regservice.model.grounds import (
    AT_LEAST_ONE,
    CODE,
    Deemed,
    Escalation,
    Extension,
    Restart,
)
from regservice.model.legal import ROW_ID, Source, Validity
from regservice.model.vocab import (
    Close,
    Goal,
    LegalEffect,
    Modality,
    OnReroute,
    Partial,
    Receipt,
    Reminders,
    Roll,
    Stage,
    StartEvent,
    Unit,
)


@attrs.frozen(kw_only=True)
class Terms:
    """
    What the law leaves open when a limit is counted; each default has its reason.

    Attributes:
        receipt: On which day something is received that arrives while the office is
            closed. The law does not say (domain.md 2.2, point 1); by default on that
            day, so that nobody is promised less time than the day of arrival gives.
        close: Until when the last day lasts. By default until the office closes: a
            day ends at 24:00, or with business where there are business hours (民法典
            第203条).
        roll: Where the last day of a limit in calendar days, months or years goes if
            it is not worked. By default to the next working day (民法典 第203条).
            Working units end on a working day anyway, and windows that count back
            are not moved.
        partial: What of a day of which a pause takes a part, in limits of days. The
            law does not say (domain.md 2.2, point 4); by default the day on which the
            pause begins is left out and the day on which it ends counts, so that
            pausing and resuming on one day changes nothing.
    """

    receipt: Receipt = Receipt.SAME_DAY
    close: Close = Close.OFFICE_HOURS
    roll: Roll = Roll.NEXT
    partial: Partial = Partial.BEGINNING


USUAL: Final = Terms()
"""The terms of a limit that names none."""


def _distinct(texts: Iterable[Any], name: str) -> None:
    known = set()
    for text in map(str, texts):
        if text in known:
            raise fault("RS1113", text, "", name)
        known.add(text)


@attrs.frozen(kw_only=True)
class Timed:
    """
    What limits of requests and periods of matters have in common.

    Attributes:
        id: Key, unique in a ruleset.
        count: Length in *unit*, at least 1; ``None`` means that no limit is set.
        unit: What one tick is; ``None`` exactly if *count* is.
        terms: What the law leaves open; the reasons for other terms than usual belong
            into *source*.
        calendar: Code of the working calendar.
        starts: What has to happen for it to start.
        legal_effect: What missing it means.
        pauses: Codes of the pause reasons that leave time out of it; no other does.
        extensions: Grounds on which it may be lengthened.
        restarts: Grounds on which it starts anew.
        deemed: What counts as done when it ends without an answer; ``None`` for
            nothing. Only of statutory limits.
        warnings: When somebody is warned before the end.
        ladder: When, and how far up, it is escalated.
        reminders: When warnings and escalations may be sent; by default while the
            office is open, so that nobody is woken at midnight.
        on_reroute: What it does when the request goes to another body. By default it
            goes on, because the one who asked has been waiting all the same.
        modality: With what force the source speaks.
        source: Where it is laid down.
        validity: When it is in force.
        note: Not normative.
    """

    id: str = field(validator=ROW_ID)
    count: int | None = field(default=None, validator=AT_LEAST_ONE)
    unit: Unit | None = None
    terms: Terms = USUAL
    calendar: str = "cn"
    starts: StartEvent = StartEvent.RECEIVED
    legal_effect: LegalEffect
    pauses: tuple[str, ...] = field(default=(), validator=CODE)
    extensions: tuple[Extension, ...] = ()
    restarts: tuple[Restart, ...] = ()
    deemed: Deemed | None = None
    warnings: tuple[Mark, ...] = ()
    ladder: tuple[Escalation, ...] = ()
    reminders: Reminders = Reminders.OFFICE_HOURS
    on_reroute: OnReroute = OnReroute.CONTINUE
    modality: Modality
    source: Source
    validity: Validity = Validity()
    note: str = field(default="", metadata={"normative": False})

    def __attrs_post_init__(self) -> None:
        if (self.count is None) is not (self.unit is None):
            raise fault("RS1106", "", ", ".join(Unit), "unit")
        for name in (
            "pauses",
            "extensions",
            "restarts",
            "deemed",
            "warnings",
            "ladder",
        ):
            # Nothing can be left out of, or happen in, a time that has no end.
            if self.count is None and getattr(self, name):
                raise fault("RS1106", "", ">= 1", "count")
        if self.deemed and self.legal_effect is not LegalEffect.STATUTORY:
            statutory = LegalEffect.STATUTORY
            raise fault("RS1105", self.legal_effect, statutory, "legal_effect")
        _distinct(self.pauses, "pauses")
        _distinct((row.code for row in self.extensions), "extensions")
        _distinct((row.code for row in self.restarts), "restarts")
        _distinct(self.warnings, "warnings")
        _distinct((f"{rung.at} ({rung.up})" for rung in self.ladder), "ladder")
        for mark in self.warnings:
            if mark.sign > 0 or mark.percent >= 100:  # noqa: PLR2004 - per cent
                raise fault("RS1105", mark, "1% .. 99%, -2 working_day", "warnings")


@attrs.frozen(kw_only=True)
class TimeLimit(Timed):
    """
    How long the handler has; the clock of the request, never of the matter.

    Attributes:
        goal: What must have happened by then.
        when: The condition.
        exception_to: Ids of the limits that give way where this one applies.
    """

    goal: Goal
    when: Condition = Condition()
    exception_to: tuple[str, ...] = field(default=(), validator=ROW_ID)

    @property
    def purpose(self) -> str:
        """What its clock is for, as events name it."""
        return str(self.goal)


@attrs.frozen(kw_only=True)
class Period(Timed):
    """
    A statutory period of a matter: information, never the limit of a request.

    Attributes:
        matter: Code of the matter.
        stage: What the authority has to do within it.
        when: The condition, over the facts of the matter.
    """

    matter: str = field(validator=filled)
    stage: Stage
    when: Condition = Condition()

    @property
    def purpose(self) -> str:
        """What its clock is for, as events name it."""
        return f"{self.matter}:{self.stage}"
