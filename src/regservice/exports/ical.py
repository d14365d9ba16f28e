"""
Deadlines as an iCalendar file, for the calendar that an officer uses anyway.

The same deadlines give the same bytes; instants are written in UTC, so that no
calendar has to know a zone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from regservice.errors import MissingExtraError


@attrs.frozen(kw_only=True)
class Deadline:
    """
    One entry of the file.

    Attributes:
        uid: What the entry is known by: a file that is read again replaces it.
        title: One line.
        text: What stands below the title.
        stamp: When it began to run, aware.
        due: Its last moment, aware.
        provisional: Whether it may still move.
    """

    uid: str
    title: str
    text: str
    stamp: dt.datetime
    due: dt.datetime
    provisional: bool


def to_ics(deadlines: Iterable[Deadline]) -> bytes:
    """
    Return the content of an iCalendar file.

    Args:
        deadlines: In any order; the file has them by their last moment. Those that
            may still move are tentative.

    Raises:
        MissingExtraError: If the extra ``ical`` is not installed.

    Examples:
        >>> begun, due = (dt.datetime(2026, 3, d, 9, tzinfo=dt.UTC) for d in (2, 9))
        >>> reply = Deadline(uid="1", title="答复", text="", stamp=begun, due=due,
        ...                  provisional=False)
        >>> b"DTSTART:20260309T090000Z" in to_ics([reply])
        True
    """
    try:
        import icalendar
    except ImportError:
        raise MissingExtraError.of("RS5001", extra="ical") from None
    whole = icalendar.Calendar()
    whole.add("prodid", "-//regservice//deadlines//ZH")
    whole.add("version", "2.0")
    for deadline in sorted(deadlines, key=lambda entry: (entry.due, entry.uid)):
        event = icalendar.Event()
        event.add("uid", deadline.uid)
        event.add("dtstamp", deadline.stamp.astimezone(dt.UTC))
        event.add("dtstart", deadline.due.astimezone(dt.UTC))
        event.add("summary", deadline.title)
        event.add("description", deadline.text)
        event.add("status", "TENTATIVE" if deadline.provisional else "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        whole.add_component(event)
    content: bytes = whole.to_ical()
    return content
