"""The answer of now becomes a test that passes now, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import regservice
from regservice.cases import record as module
from regservice.cases.record import FILE, expected, record
from regservice.cases.suite import Suite
from regservice.codec.package import read_package
from regservice.errors import DataError

AT = "2026-03-02T10:00:00+08:00"
QUESTION = {"text": "二类医疗器械延续注册要提前多久提交", "place": "徐汇区"}


def answer(engine: regservice.Engine, **given: Any) -> dict[str, Any]:
    route = engine.route(regservice.ServiceRequest(**given), at=AT)
    return expected(engine, route)


def test_answer_is_told_by_names_with_its_sources(engine: regservice.Engine) -> None:
    """Who, who decides, how long, on what."""
    found = answer(engine, **QUESTION)

    assert {
        "handler": "徐汇区生物医药产品注册指导服务工作站",
        "lead": "徐汇区生物医药产品注册指导服务工作站",
        "competent": "上海市药品监督管理局",
        "limit": "5 working_day",
        "source": ("MDR 第22条", "SH-STATION-2024 一(一)、二(三)"),
    } == {**found, "limit": str(found["limit"])}


def test_what_is_missing_is_told(engine: regservice.Engine) -> None:
    """No body is named, and a question is asked."""
    found = answer(engine, text=QUESTION["text"])

    assert ("needs_information", "place") == (found["status"], found["asks"])
    assert "handler" not in found


def test_fallback_is_told(engine: regservice.Engine) -> None:
    """As a fallback, with the body that took it."""
    found = answer(engine, item="out_of_scope", place="徐汇区")

    assert ("fallback", "徐汇区市场监督管理局") == (found["status"], found["handler"])


def test_assumption_is_recorded_as_one(engine: regservice.Engine) -> None:
    """Not as a clause."""
    found = answer(engine, text="化妆品备案需要哪些材料", place="徐汇区")

    assert "assumed SH-STATION-2024 一(一)" in found["source"]


def test_recorded_test_passes(engine: regservice.Engine, packages: Any) -> None:
    """On the rules of now, and gets a free id."""
    folder = packages.one("")
    given = {**QUESTION, "at": AT, **answer(engine, **QUESTION)}

    first, second = record(folder, given), record(folder, given)
    suite = Suite(engine, (read_package(folder),))

    assert ["recorded/1", "recorded/2"] == [first.id, second.id]
    assert [True, True] == [result.ok for result in suite.results()]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"id": "one/a"}, "RS2705"),
        ({"id": "一"}, "RS2708"),
        ({"text": "", "handler": "x"}, "RS2701"),
        ({"at": "2026-03-02T10:00:00.5+08:00"}, "RS1105"),
    ],
)
def test_what_cannot_be_recorded_changes_nothing(
    packages: Any, given: dict[str, Any], code: str
) -> None:
    """An id that exists in any file of the package, or is none; no question."""
    row = "{id: one/a, text: b, at: 2026-03-02, handler: x}"
    folder = packages.one(f"tests:\n  - {row}\n")

    with pytest.raises(DataError, match=code):
        record(folder, {**QUESTION, "at": AT, "handler": "x", **given})

    assert ["package.yaml", "rows.yaml"] == sorted(p.name for p in folder.iterdir())


def test_failure_in_the_middle_leaves_the_file_whole(
    packages: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written whole or not at all; nothing is left lying about."""
    folder = packages.one("")
    given = {**QUESTION, "at": AT, "handler": "x"}
    record(folder, given)
    before = (folder / FILE).read_bytes()

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(DataError, match="RS4009"):
        record(folder, given)

    assert before == (folder / FILE).read_bytes()
    assert [] == [p for p in folder.iterdir() if p.name.startswith(".")]


def test_source_folder_of_a_distribution_will_do(packages: Any, tmp_path: Path) -> None:
    """The tests stand beside its tables."""
    data = tmp_path / "dist" / "src" / "some" / "data"
    data.parent.mkdir(parents=True)
    packages.one("").rename(data)

    record(tmp_path / "dist", {**QUESTION, "at": AT, "handler": "x"})

    assert (data / FILE).is_file()


def test_name_that_means_several_bodies_is_recorded_by_id(
    engine: regservice.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name must lead back to the body."""
    resolve: Callable[..., str] = type(engine.names).resolve

    def doubtful(self: Any, kind: str, name: str) -> str:
        if name == "上海市药品监督管理局":
            raise regservice.UnknownNameError.of("RS3102", kind=kind, name=name)
        return resolve(self, kind, name)

    monkeypatch.setattr(type(engine.names), "resolve", doubtful)

    assert "shanghai/mpa" == module._name(engine, "shanghai/mpa")
