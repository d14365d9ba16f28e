"""Whatever stands in a log, the command answers or says where the fault is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regservice.cli import main
from regservice.model.event import ClockEvent, EventKind

FIELDS = [field.name for field in attrs.fields(ClockEvent)]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner),
    max_leaves=4,
)
MOMENTS = st.sampled_from(
    [
        *("2026-03-02", "2026-03-02T10:00+08:00", "2026-03-09T17:30", "10:00"),
        *("2025-10-20T02:00Z", "1950-07-01T10:00", "9999-12-31", "2026-02-30"),
    ]
)
USUAL: dict[str, st.SearchStrategy[Any]] = {
    "case": st.sampled_from(["示例-1", "示例-2"]),
    "at": MOMENTS,
    "since": MOMENTS,
    "due": MOMENTS,
    "known": MOMENTS,
    "event": st.sampled_from(list(map(str, EventKind))),
    "limit": st.sampled_from(
        ["5 working_day", "3 hour", "1 year", "x/none", "national/drug-trial"]
    ),
    "goal": st.sampled_from(["reply", "accept", "drug_ind:review"]),
    "reason": st.sampled_from(["testing", "hearing", "why"]),
    "ground": st.sampled_from(["complex", "supplemented"]),
    "amount": st.integers(-1, 10**7),
    "from_start": st.booleans(),
    "keep_pauses": st.booleans(),
}


@st.composite
def lines(draw: st.DrawFn) -> str:
    """A line that looks like an event, with a part or two that may be anything."""
    event: dict[str, Any] = {
        name: draw(USUAL[name]) for name in ("case", "at", "event")
    }
    for name in draw(st.lists(st.sampled_from(FIELDS), max_size=4)):
        event[name] = draw(USUAL.get(name, st.text(max_size=5)))
    for name in draw(st.lists(st.sampled_from([*FIELDS, "limits"]), max_size=1)):
        event[name] = draw(ANYTHING)
    return json.dumps(event, ensure_ascii=draw(st.booleans()))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    log=st.lists(lines() | st.text(max_size=20), max_size=6),
    at=MOMENTS,
    lang=st.sampled_from(["zh", "en"]),
    as_json=st.booleans(),
)
def test_log_is_read_or_refused(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    log: list[str],
    at: str,
    lang: str,
    as_json: bool,
) -> None:
    """Exit code 0, 3 or 5; a refusal names a code, and never an inner failure."""
    path = tmp_path / "log.jsonl"
    path.write_bytes("\n".join(log).encode("utf-8", "surrogatepass"))
    more = ["--json"] if as_json else []

    code = main(["--lang", lang, "clock", str(path), "--at", at, *more])

    said = capsys.readouterr()
    assert code in (0, 3, 5), said.err
    assert "Error" not in said.err
    if as_json:
        shape = json.loads(said.out)
        assert shape["schema_version"] == 1
        assert shape.get("ok", True) is (code != 3)
    elif code == 3:
        assert "[RS" in said.err
        assert said.out == ""
