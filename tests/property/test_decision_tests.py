"""What is recorded passes; what is expected otherwise fails, where it stands."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import regservice
from regservice.cases.outcome import Result
from regservice.cases.record import expected
from regservice.cases.suite import Suite
from regservice.cases.words import result_json, result_lines
from regservice.codec.package import read_package
from regservice.codec.testfile import with_test
from regservice.errors import RegserviceError
from regservice.messages import LANGUAGES
from regservice.model.amount import Amount
from regservice.model.decisiontest import DecisionTest
from regservice.model.request import ServiceRequest
from regservice.model.vocab import ITEM_CODES, Difficulty, Product, Unit

MANIFEST = """\
name: drawn
title: 试验包
version: "1"
places: [national]
owner: tests
"""
PLACES = ("310104", "310101", "310000-lingang", "310000", "110000", None)
TEXTS = ("", "延续注册要多久", "首次注册收到发补", "举报过期药品", "化妆品备案", "补贴")
FACTS = {
    "device_class": ("1", "2", "3"),
    "origin": ("domestic", "imported"),
    "trade_form": ("wholesale", "retail", "platform"),
}

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
names = st.lists(texts, max_size=3).map(tuple)
optional = st.none() | texts


@st.composite
def any_tests(draw: st.DrawFn) -> DecisionTest:
    """Any test, with any texts."""
    day = st.dates(dt.date(1900, 1, 1))
    return DecisionTest(
        id=draw(st.from_regex(r"[a-z0-9][a-z0-9_-]*(/[a-z0-9]+)?", fullmatch=True)),
        text=draw(texts),
        place=draw(optional),
        product=draw(st.none() | st.sampled_from(["drug", "device", "none"])),
        programmes=draw(names),
        attributes=draw(st.dictionaries(texts, texts, max_size=3)),
        at=f"{draw(day).isoformat()}T{draw(st.times()).isoformat('minutes')}",
        known_at=draw(st.none() | day.map(dt.date.isoformat)),
        handler=draw(texts),
        via=draw(names),
        limit=draw(
            st.none()
            | st.builds(Amount, st.integers(1, 999), st.sampled_from(list(Unit)))
        ),
        due=draw(st.none() | day),
        reason=draw(names),
        note=draw(st.text(st.characters(exclude_categories=["Cs"]))),
    )


@st.composite
def asked(draw: st.DrawFn) -> dict[str, Any]:
    """What somebody may ask in Shanghai, or elsewhere."""
    given: dict[str, Any] = {
        "text": draw(st.sampled_from(TEXTS)),
        "item": draw(st.none() | st.sampled_from(sorted(ITEM_CODES))),
        "place": draw(st.sampled_from(PLACES)),
        "product": draw(st.none() | st.sampled_from([str(p) for p in Product])),
        "difficulty": draw(st.none() | st.sampled_from([str(d) for d in Difficulty])),
        "attributes": draw(
            st.fixed_dictionaries(
                {}, optional={k: st.sampled_from(v) for k, v in FACTS.items()}
            )
        ),
    }
    assume(given["text"] or given["item"])
    return given


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a package, whose tests are written anew each time."""
    folder = tmp_path_factory.mktemp("drawn")
    (folder / "package.yaml").write_text(MANIFEST, "utf-8")
    return folder


def _run(engine: regservice.Engine, home: Path, test: DecisionTest) -> Result:
    (home / "tests.yaml").write_bytes(with_test(b"", test, "tests.yaml"))
    (result,) = Suite(engine, (read_package(home),)).results()
    return result


def _recorded(engine: regservice.Engine, given: dict[str, Any], day: dt.date) -> Any:
    at = f"{day.isoformat()}T10:00+08:00"
    try:
        route = engine.route(ServiceRequest(**given), at=at)
    except RegserviceError:
        assume(False)
        raise
    return DecisionTest(id="a", at=at, **given, **expected(engine, route))


days = st.dates(dt.date(2019, 1, 1), dt.date(2026, 12, 31))


@given(st.lists(any_tests(), min_size=1, max_size=3, unique_by=lambda test: test.id))
def test_any_test_is_read_as_it_was_written(
    home: Path, drawn: list[DecisionTest]
) -> None:
    """One after the other, and each leaves the others as they were."""
    content = b""
    for test in drawn:
        after = with_test(content, test, "tests.yaml")
        assert after.startswith(content)
        content = after
    (home / "tests.yaml").write_bytes(content)

    assert tuple(drawn) == read_package(home).tests


@given(asked(), days)
def test_recorded_test_passes_on_the_same_rules(
    engine: regservice.Engine, home: Path, given: dict[str, Any], day: dt.date
) -> None:
    """Whatever is asked, on whatever day."""
    result = _run(engine, home, _recorded(engine, given, day))

    assert () == result.problems
    assert result.ok


@given(asked(), days, st.data())
def test_expectation_that_is_changed_fails_where_it_stands(
    engine: regservice.Engine,
    home: Path,
    given: dict[str, Any],
    day: dt.date,
    data: st.DataObject,
) -> None:
    """It alone, with the line on which it is written."""
    test = _recorded(engine, given, day)
    field = data.draw(st.sampled_from(test.expectations))
    changed = attrs.evolve(test, **{field: _other(data, engine, field, test)})

    result = _run(engine, home, changed)

    failed = [outcome for outcome in result.outcomes if not outcome.ok]
    for lang in LANGUAGES:
        told = "\n".join(result_lines(engine.book, result, lang))
        assert str(failed[0].where) in told
        assert json.loads(json.dumps(result_json(engine.book, result, lang)))["reason"]
    lines = (home / "tests.yaml").read_text("utf-8").splitlines()
    assert () == result.problems
    assert [field] == [outcome.field for outcome in failed]
    assert lines[failed[0].where.line - 1].lstrip().startswith(f"{field}: ")
    assert failed[0].where.column == lines[failed[0].where.line - 1].index(": ") + 3 + (
        field == "source"
    )


def _other(
    data: st.DataObject, engine: regservice.Engine, field: str, test: DecisionTest
) -> Any:
    """Another value than the one that came."""
    value = getattr(test, field)
    if field in ("handler", "lead", "competent"):
        bodies = engine.book.hierarchy.authorities
        other = [key for key, body in bodies.items() if value not in (key, body.name)]
        return data.draw(st.sampled_from(other))
    if field == "limit":
        return attrs.evolve(value, count=value.count + 1)
    if field == "source":
        return ("第九百九十九条",)
    codes = {
        "status": ("routed", "needs_information", "fallback"),
        "asks": ("place", "item", "product", "device_class"),
    }[field]
    return data.draw(st.sampled_from([code for code in codes if code != value]))
