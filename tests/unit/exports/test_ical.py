"""Deadlines in the calendar of an officer."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Any

import icalendar
import pytest

from regservice.errors import MissingExtraError
from regservice.exports.ical import Deadline, to_ics

HERE = dt.timezone(dt.timedelta(hours=8))


def _deadline(uid: str = "1", day: int = 9, **kw: Any) -> Deadline:
    base = {
        "title": "答复: 示例站",
        "text": "一,二;三\n四",
        "stamp": dt.datetime(2026, 3, 2, 9, tzinfo=HERE),
        "due": dt.datetime(2026, 3, day, 17, 30, tzinfo=HERE),
        "provisional": False,
    }
    return Deadline(uid=uid, **{**base, **kw})


def _events(content: bytes) -> list[Any]:
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def test_what_is_written_is_read_again() -> None:
    """Text, instants and state, through the reader of the library."""
    (event,) = _events(to_ics([_deadline(provisional=True)]))

    assert dt.datetime(2026, 3, 9, 9, 30, tzinfo=dt.UTC) == event.decoded("dtstart")
    assert ("答复: 示例站", "一,二;三\n四", "TENTATIVE", "1") == (
        str(event["summary"]),
        str(event["description"]),
        str(event["status"]),
        str(event["uid"]),
    )


def test_file_is_the_same_whatever_the_order() -> None:
    """By their last moment; no clock is read."""
    entries = [_deadline("b", 12), _deadline("a", 10), _deadline("c", 10)]
    content = to_ics(entries)

    assert content == to_ics(entries[::-1])
    assert ["a", "c", "b"] == [str(event["uid"]) for event in _events(content)]
    assert b"CONFIRMED" in content


def test_no_deadline_is_an_empty_calendar() -> None:
    """It can still be read."""
    assert [] == _events(to_ics([]))


def test_line_breaks_cannot_add_an_entry() -> None:
    """A title is data."""
    title = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT"

    assert 1 == len(_events(to_ics([_deadline(title=title)])))


def test_missing_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the extra that brings it."""
    monkeypatch.setitem(sys.modules, "icalendar", None)

    with pytest.raises(MissingExtraError) as caught:
        to_ics([])

    assert "ical" == caught.value.problems[0].params["extra"]
