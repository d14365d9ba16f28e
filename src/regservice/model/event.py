"""What happened to the clocks of a request, one event a row."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

import attrs
from attrs import field

from regservice.model.fields import fault, filled, matches


class EventKind(StrEnum):
    """What happens to a clock."""

    START = "start"
    EXCLUDE = "exclude"
    RESUME = "resume"
    EXTEND = "extend"
    RESTART = "restart"
    REROUTE = "reroute"
    REOPEN = "reopen"
    STOP = "stop"
    WITHDRAW = "withdraw"
    REVISE = "revise"
    RECORD = "record"


_NAME = matches(
    lambda text: text.isprintable() and text == text.strip(), "2026-001, 示例-1"
)

_NEEDS: Final = {
    EventKind.START: ("limit",),
    EventKind.EXCLUDE: ("reason",),
    EventKind.EXTEND: ("ground", "reason", "by"),
    EventKind.RESTART: ("ground",),
    EventKind.REROUTE: ("to",),
    EventKind.REVISE: ("reason",),
    EventKind.RECORD: ("limit", "due"),
}
_MAY: Final = {
    EventKind.START: ("since", "on", "goal", "edition", "known", "by"),
    EventKind.EXCLUDE: ("since", "goal", "by", "due"),
    EventKind.RESUME: ("reason", "goal", "by", "due"),
    EventKind.EXTEND: ("amount", "goal", "due"),
    EventKind.RESTART: ("reason", "goal", "by", "due"),
    EventKind.REROUTE: ("reason", "goal", "by", "due"),
    EventKind.REOPEN: ("reason", "goal", "by"),
    EventKind.STOP: ("reason", "goal", "by", "due"),
    EventKind.WITHDRAW: ("reason", "goal", "by", "due"),
    EventKind.REVISE: (
        *("limit", "edition", "known", "from_start", "keep_pauses", "goal", "by"),
        "due",
    ),
    EventKind.RECORD: ("reason", "by"),
}
_ALWAYS: Final = ("case", "id", "at", "event")


@attrs.frozen(kw_only=True)
class ClockEvent:
    """
    One thing that happened to the clocks of a request.

    Attributes:
        case: Which request.
        at: When it was recorded as having happened, in local time to the minute.
            Events come in this order.
        event: What happened.
        id: Its key within *case*; empty if it has none. An event that comes twice is
            taken once; another one with the same id is an error.
        goal: Which clocks it concerns, by the purpose of their limits; empty for all
            of the request that it fits. With ``start``, what an amount is for.
        limit: With ``start``, the id of the limit, or an amount such as
            ``5 working_day``. With ``revise``, the id of the limit that counts from
            now on; empty to keep it. With ``record``, the id of the limit with which
            the clock started.
        edition: With ``start`` and ``revise``, the fingerprint of the row that *limit*
            names. If the row has been changed since, the log is refused, because its
            clocks would silently count otherwise. Empty for not to look.
        on: With ``start``, what happened; it must be what the limit starts on. Empty
            if that goes without saying.
        since: With ``start``, from when it counts; with ``exclude``, from when time is
            left out; ``None`` for *at*. So something can be told afterwards.
        reason: With ``exclude`` and ``resume``, the code of a pause reason; ``resume``
            without one ends all pauses. With others, why, in words.
        ground: With ``extend`` and ``restart``, the code of the ground in the limit.
        amount: With ``extend``, by how much, in the unit of the limit; ``None`` for as
            much as the ground allows.
        due: When the count was due up to then, as it was told: by that moment it is
            judged whether it had run out, whatever becomes known later. ``None`` to
            reckon it.
        by: Who did or approved it, as an office, never a person's name.
        to: With ``reroute``, the id of the body that has it now.
        known: With ``start`` and ``revise``, the calendar as it was known on this day
            counts from now on; ``None`` for the day of *at*.
        from_start: With ``revise`` to another limit, whether it counts from where the
            count began, as if it had always been so; else it counts from *at*.
        keep_pauses: With ``revise`` to another limit, whether the pauses that have
            been stay left out.

    Raises:
        ValueError: If a part that *event* needs is missing, or one is there that it
            cannot have.
    """

    case: str = field(validator=[filled, _NAME])
    at: dt.datetime
    event: EventKind = field(converter=EventKind)
    id: str = field(default="", validator=_NAME)
    goal: str = ""
    limit: str = ""
    edition: str = ""
    on: str = ""
    since: dt.datetime | None = None
    reason: str = ""
    ground: str = ""
    amount: int | None = field(
        default=None,
        validator=attrs.validators.optional(matches(lambda n: int(n) >= 1, ">= 1")),
    )
    due: dt.datetime | None = None
    by: str = ""
    to: str = ""
    known: dt.date | None = None
    from_start: bool = True
    keep_pauses: bool = True

    def __attrs_post_init__(self) -> None:
        needs = _NEEDS.get(self.event, ())
        for name in needs:
            if not getattr(self, name):
                raise fault("RS1106", "", "", name)
        allowed = (*_ALWAYS, *needs, *_MAY[self.event])
        for part in attrs.fields(ClockEvent):
            # What it cannot have is a mistake that must not go unnoticed.
            if part.name not in allowed and getattr(self, part.name) != part.default:
                value = getattr(self, part.name)
                raise fault("RS1114", value, ", ".join(allowed), part.name)
        if self.known is not None and self.known > self.at.date():
            raise fault("RS1105", self.known, f"<= {self.at:%Y-%m-%d}", "known")
        if self.since is not None and self.since > self.at:
            raise fault("RS1105", self.since, f"<= {self.at}", "since")
