"""What an event must say, and must not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from regservice.model.event import ClockEvent, EventKind

AT = dt.datetime(2026, 3, 2, 10)  # noqa: DTZ001 - local time
Read = Callable[[BaseException], tuple[str, str]]


def _event(kind: str, **parts: Any) -> ClockEvent:
    return ClockEvent(case="c", at=AT, event=kind, **parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "parts", "code", "field"),
    [
        ("start", {}, "RS1106", "limit"),
        ("exclude", {}, "RS1106", "reason"),
        ("extend", {"ground": "x", "reason": "r"}, "RS1106", "by"),
        ("extend", {"ground": "x", "by": "b"}, "RS1106", "reason"),
        ("restart", {}, "RS1106", "ground"),
        ("reroute", {}, "RS1106", "to"),
        ("revise", {}, "RS1106", "reason"),
        ("stop", {"to": "b"}, "RS1114", "to"),
        ("stop", {"keep_pauses": False}, "RS1114", "keep_pauses"),
        ("resume", {"since": AT}, "RS1114", "since"),
        ("start", {"limit": "x", "since": AT + dt.timedelta(1)}, "RS1105", "since"),
        ("extend", {"amount": 0}, "RS1105", "amount"),
        (
            "revise",
            {"reason": "r", "known": AT.date() + dt.timedelta(1)},
            "RS1105",
            "known",
        ),
        ("stop", {"id": "a\n"}, "RS1105", "id"),
        ("reopen", {"due": AT}, "RS1114", "due"),
    ],
)
def test_event_that_does_not_say_enough_or_too_much(
    code_of: Read, kind: str, parts: dict[str, Any], code: str, field: str
) -> None:
    """A part that would have no effect is a mistake of whoever wrote it."""
    with pytest.raises(ValueError, match=code) as caught:
        _event(kind, **parts)

    assert (code, field) == code_of(caught.value)


def test_event_of_a_case(code_of: Read) -> None:
    """A case has a name; the kind may be given as a text."""
    with pytest.raises(ValueError, match="RS1106") as caught:
        ClockEvent(case=" ", at=AT, event=EventKind.STOP)

    assert ("RS1106", "case") == code_of(caught.value)
    for case in ("a\x1b[31m", "\ud800", "x ", "a\nb"):
        with pytest.raises(ValueError, match="RS1105"):
            ClockEvent(case=case, at=AT, event=EventKind.STOP)
    assert EventKind.STOP is _event("stop").event
    assert _event("start", limit="x", by="office").by == "office"
    with pytest.raises(ValueError, match="pause"):
        _event("pause")
