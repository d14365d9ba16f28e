"""``regservice clock``, as somebody uses it who keeps a log."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Log = Callable[..., str]


@pytest.fixture
def log(tmp_path: Path) -> Log:
    """Write events, one a line."""

    def write(*events: Any) -> str:
        path = tmp_path / "events.jsonl"
        lines = [
            event if isinstance(event, str) else json.dumps(event, ensure_ascii=False)
            for event in events
        ]
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return str(path)

    return write


def _event(at: str, event: str, **parts: Any) -> dict[str, Any]:
    return {"case": "示例-1", "at": at, "event": event, **parts}


START = _event("2026-03-02T10:00+08:00", "start", limit="shanghai/reply-basic")


def test_clock_that_runs(run: Run, log: Log) -> None:
    """Status, sum, source; nothing to be done."""
    ran = run("clock", log(START), "--at", "2026-03-05 12:00")

    assert 0 == ran.code
    for text in (
        "示例-1 答复(shanghai/reply-basic):计时中,2026-03-09 17:30 到期",
        "计入的工作日 5 日",
        "已用 3 个工作日 / 共 5 个工作日,还剩 2 个工作日",
        "服务标准",
        "类推采用",
        "该做的事:0 项",
    ):
        assert text in ran.out


def test_overdue_clock_has_an_exit_code(run: Run, log: Log) -> None:
    """And its actions, each with its key."""
    ran = run("clock", log(START), "--at", "2026-03-12", "--json")

    assert 5 == ran.code
    (found,) = ran.json["clocks"]
    assert ("overdue", -3) == (found["status"], found["remaining"])
    assert [
        ["示例-1", "reply", 1, "shanghai/reply-basic:warn@80%"],
        ["示例-1", "reply", 1, "shanghai/reply-basic:breach"],
        ["示例-1", "reply", 1, "shanghai/reply-basic:up1@+1 working_day"],
    ] == [action["key"] for action in ran.json["actions"]]
    assert "已超过 3 个工作日" in found["text"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_that_can_happen_is_told(run: Run, log: Log, lang: str) -> None:
    """Pauses, extension, cycles, breaches, deemed outcome, revision."""
    events = log(
        _event(
            "2026-03-02T10:00+08:00", "start", limit="national/device-class2-review"
        ),
        _event("2026-03-10T10:00+08:00", "exclude", reason="device_supplement"),
        _event("2026-03-20T10:00+08:00", "resume"),
        _event(
            "2026-03-20T10:00+08:00", "extend", ground="complex", reason="r", by="b"
        ),
        _event("2026-10-30T10:00+08:00", "restart", ground="supplemented"),
        {
            "case": "示例-2",
            "at": "2026-03-02",
            "event": "start",
            "limit": "national/drug-trial",
        },
        {"case": "示例-3", "at": "2026-03-02", "event": "start", "limit": "3 hour"},
        {"case": "示例-3", "at": "2026-03-02 02:00", "event": "stop"},
        {"case": "示例-3", "at": "2026-03-03", "event": "reopen"},
        {"case": "示例-3", "at": "2026-03-03 01:00", "event": "withdraw"},
        {
            "case": "示例-4",
            "at": "2025-10-30",
            "event": "start",
            "limit": "50 working_day",
        },
    )
    ran = run("--lang", lang, "clock", events, "--at", "2026-11-02")
    said = ran.out
    for at in ("2025-12-01", "2026-03-15", "2026-04-01"):
        said += run("--lang", lang, "clock", events, "--at", at).out

    assert 5 == ran.code
    assert "?" not in said
    texts = {
        "zh": "申请人补正 已延长 视为同意 曾于 第2轮 已撤回 应修订 暂定 法定期限"
        " 审评 若现在恢复",
        "en": "supplements extended deemed ran cycle withdrawn revised provisional"
        " statutory review resumed",
    }
    assert [] == [text for text in texts[lang].split() if text not in said]


def test_case_and_time_can_be_chosen(run: Run, log: Log) -> None:
    """Later events are left out, other cases too."""
    other = {**START, "case": "示例-2"}
    events = log(START, other, _event("2026-03-04", "stop"))
    before = run("clock", events, "--at", "2026-03-03", "--case", "示例-1", "--json")
    after = run("clock", events, "--at", "2026-03-05", "--json")

    assert ["running"] == [found["status"] for found in before.json["clocks"]]
    misspelt = run("clock", events, "--at", "2026-03-03", "--case", "示例1")
    assert 3 == misspelt.code
    assert "示例-1, 示例-2" in misspelt.err
    assert ["met", "running"] == [found["status"] for found in after.json["clocks"]]


@pytest.mark.parametrize(
    ("line", "code", "text"),
    [
        ("{", "RS4007", "JSON"),
        ("[]", "RS4007", "JSON"),
        ('{"case": "c", "case": "d"}', "RS4007", "case"),
        ({**START, "case": "a\x1b"}, "RS1105", "示例-1"),
        ({**START, "at": "0001-01-01T00:00+14:00"}, "RS1105", "2026-03-02 10:00"),
        ({**START, "limit": "5 工作日"}, "RS3407", "5 working_day"),
        ({"case": "c"}, "RS1030", "at"),
        ({**START, "event": "pause"}, "RS1105", "exclude"),
        ({**START, "at": "3月2日"}, "RS1105", "2026-03-02 10:00"),
        ({**START, "limits": "x"}, "RS1104", "limit"),
        ({**START, "limit": ""}, "RS1106", "limit"),
        ({**START, "to": "b"}, "RS1114", "to"),
        ({**START, "amount": "many"}, "RS1105", "amount"),
        ({**START, "limit": "x/none"}, "RS3407", "shanghai/reply-basic"),
        ({**START, "limit": "5 working_day", "goal": "x"}, "RS3415", "reply"),
        ({**START, "limit": "999999 working_day"}, "RS3301", "cn"),
        (_event("2026-03-04", "stop"), "RS3413", "start"),
        ({**START, "limit": "national/drug-trial", "on": "received"}, "RS3408", "acc"),
    ],
)
def test_line_that_is_wrong_is_located(
    run: Run, log: Log, line: Any, code: str, text: str
) -> None:
    """One message with file and line; nothing of the log is shown."""
    ran = run("clock", log("", line), "--at", "2026-03-05")

    assert 3 == ran.code
    assert f"events.jsonl:2: [{code}]" in ran.err.replace(":2:1:", ":2:")
    assert text in ran.err
    assert "" == ran.out


def test_all_lines_that_cannot_be_read_are_told(run: Run, log: Log) -> None:
    """Not only the first of them."""
    ran = run("clock", log("{", {"case": "c"}, START), "--at", "2026-03-05")

    assert 3 == ran.code
    assert "events.jsonl:1: [RS4007]" in ran.err
    assert "events.jsonl:2: [RS1030]" in ran.err


def test_ends_can_be_put_into_a_calendar(run: Run, log: Log, tmp_path: Path) -> None:
    """Of what has not ended; never over the log itself."""
    done = {**START, "case": "示例-2"}
    events = log(
        START, done, {**done, "at": "2026-03-03", "event": "stop"} | {"limit": ""}
    )
    target = tmp_path / "ends.ics"
    ran = run("clock", events, "--at", "2026-03-05", "--ics", str(target))

    assert 0 == ran.code
    text = target.read_text("utf-8")
    assert 1 == text.count("BEGIN:VEVENT")
    assert "DTSTART:20260309T093000Z" in text
    ran = run("clock", events, "--at", "2026-03-05", "--ics", events)
    assert 3 == ran.code
    assert "RS4008" in ran.err


def test_hours_of_the_clock_need_no_calendar(run: Run, log: Log) -> None:
    """An old event, and one that never ends, are read all the same."""
    events = log(
        {"case": "a", "at": "2010-03-02 10:00", "event": "start", "limit": "5 hour"},
        {"case": "b", "at": "2026-03-02", "event": "start", "limit": "999999 hour"},
    )
    shape = run("clock", events, "--at", "2026-03-05", "--json").json

    assert ["overdue", "running"] == [c["status"] for c in shape["clocks"]]
    assert [None, None] == [c["minutes"] for c in shape["clocks"]]


def test_file_that_is_not_there(run: Run) -> None:
    """Told as everywhere."""
    ran = run("clock", "nowhere.jsonl")

    assert 3 == ran.code
    assert "RS1001" in ran.err


def test_time_that_cannot_be_read(run: Run, log: Log) -> None:
    """Told as everywhere."""
    ran = run("clock", log(START), "--at", "tomorrow")

    assert 3 == ran.code
    assert "RS3201" in ran.err


def test_what_other_rules_would_move_is_listed(
    run: Run, log: Log, tmp_path: Path, root: Path
) -> None:
    """With old end, new end and the row; nothing is moved by looking."""
    import shutil

    source = root / "plugins/regservice-region-shanghai/src/regservice_region_shanghai"
    folder = tmp_path / "shanghai"
    shutil.copytree(source / "data", folder)
    rows = (folder / "limits.yaml").read_text("utf-8")
    (folder / "limits.yaml").write_text(rows.replace("count: 5", "count: 3"), "utf-8")
    done = {**START, "case": "示例-2"}
    events = log(START, done, {**_event("2026-03-03", "stop"), "case": "示例-2"})
    options = ("clock", events, "--at", "2026-03-04", "--against", str(folder))
    ran = run(*options)
    shape = run(*options, "--json").json

    assert 0 == ran.code
    assert (
        "2026-03-09 17:30 改为 2026-03-05 17:30,因为新公布了 shanghai/reply-basic"
        in ran.out
    )
    assert ["示例-1"] == [row["case"] for row in shape["revisions"]]
    assert "2026-03-05T17:30:00+08:00" == shape["revisions"][0]["new"]
    edition = shape["clocks"][0]["edition"]
    pinned = log({**START, "edition": edition})
    assert 0 == run("clock", pinned, "--at", "2026-03-04").code
    ran = run("--package", str(folder), "clock", pinned, "--at", "2026-03-04")
    assert 3 == ran.code
    assert "RS3416" in ran.err


def test_provisional_end_that_has_passed_is_not_called_overdue(
    run: Run, log: Log
) -> None:
    """It is settled by the notice, and the text says so."""
    start = _event("2026-12-28T09:00+08:00", "start", limit="10 working_day")
    ran = run("clock", log(start), "--at", "2027-03-01")

    assert 0 == ran.code
    assert "放假安排公布后再定" in ran.out
    assert "已超过" not in ran.out


def test_facts_are_written_to_the_end_of_the_log(run: Run, log: Log) -> None:
    """Line for line; what is recorded is not written again, and the text says so."""
    stop = (
        {**START, "at": "2026-03-02", "case": "示例-2"},
        {
            "case": "示例-2",
            "at": "2026-03-03",
            "event": "stop",
        },
    )
    events = log(START, *stop)
    ran = run("clock", events, "--at", "2026-03-12", "--facts")
    assert 0 == ran.code
    assert [
        {
            "case": case,
            "at": "2026-03-12T00:00:00+08:00",
            "event": "record",
            "limit": "shanghai/reply-basic",
            "due": "2026-03-09T17:30:00+08:00",
        }
        for case in ("示例-1", "示例-2")
    ] == [json.loads(line) for line in ran.out.splitlines()]
    with Path(events).open("a", encoding="utf-8") as file:
        file.write(ran.out)

    assert "" == run("clock", events, "--at", "2026-03-12", "--facts").out
    again = run("clock", events, "--at", "2026-03-12")
    assert 2 == again.out.count("当时记下的")
    one = run("clock", events, "--at", "2026-03-12", "--case", "示例-2", "--json").json
    assert "2026-03-09T17:30:00+08:00" == one["clocks"][0]["told"]


def test_facts_of_one_case(run: Run, log: Log) -> None:
    """Others are left out."""
    events = log(START, {**START, "case": "示例-2"})
    ran = run("clock", events, "--at", "2026-03-12", "--facts", "--case", "示例-2")
    assert 1 == len(ran.out.splitlines())
