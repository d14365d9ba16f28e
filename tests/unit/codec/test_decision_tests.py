"""Decision tests are read beside the tables, and appended without touching them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from regservice.codec.package import read_package
from regservice.codec.testfile import with_test
from regservice.errors import DataError, Problem
from regservice.model.amount import Amount
from regservice.model.decisiontest import DecisionTest

Faults = Callable[[str], list[Problem]]

ROW = """\
tests:
  - id: one/basic
    text: 延续要多久
    place: "310104"
    attributes: {device_class: "2"}
    at: 2026-03-02
    handler: 徐汇工作站
    via:
      - 甲
      - 乙
    limit: 5 working_day
    due: 2026-03-09
"""


def test_tests_are_read_and_are_no_rows(packages: Any) -> None:
    """They stand in the contribution, not in its tables."""
    contribution = read_package(packages.one(ROW))

    (test,) = contribution.tests

    assert ("one/basic", "310104", "2026-03-02") == (test.id, test.place, test.at)
    assert {"device_class": "2"} == dict(test.attributes)
    assert (Amount.read("5 working_day"), dt.date(2026, 3, 9)) == (test.limit, test.due)
    assert not hasattr(contribution.tables, "tests")


def test_each_field_and_entry_has_its_place(packages: Any) -> None:
    """So that an expectation that is not met can be shown."""
    origins = read_package(packages.one(ROW)).origins

    lines = {key: (o.line, o.column) for table, key, o in origins if table == "tests"}

    assert (2, 5) == lines["one/basic"]
    assert (7, 14) == lines["one/basic.handler"]
    assert (5, 32) == lines["one/basic.attributes.device_class"]
    assert [(9, 9), (10, 9)] == [lines[f"one/basic.via.{i}"] for i in range(2)]


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "field"),
    [
        ("handler:", "handlerx:", "RS1104", 7, "handlerx"),
        ("handler:", "boss:", "RS1103", 7, "boss"),
        ("    at: 2026-03-02\n", "", "RS1102", 2, "at"),
        ("at: 2026-03-02", "at: tomorrow", "RS1105", 6, "at"),
        ("limit: 5 working_day", "limit: 5 days", "RS1105", 11, "limit"),
        ("due: 2026-03-09", "due: 9 March", "RS1105", 12, "due"),
        ("via:\n      - 甲\n      - 乙", "via: 甲", "RS1105", 8, "via"),
        ('{device_class: "2"}', "device", "RS1105", 5, "attributes"),
        ('{device_class: "2"}', "{device_class: }", "RS1105", 5, "device_class"),
        ("tests:", "test:", "RS1104", 1, "test"),
    ],
)
def test_fault_is_located(
    faults: Faults, old: str, new: str, code: str, line: int, field: str
) -> None:
    """One message, where it stands, as of the tables."""
    assert ROW.count(old) == 1

    (found,) = faults(ROW.replace(old, new))

    assert (code, line) == (found.code, found.where.line)
    assert field == str(found.params["field"])


def test_what_expects_nothing_is_located(faults: Faults) -> None:
    """A test that cannot fail is none."""
    (found,) = faults("tests:\n  - {id: a, text: b, at: 2026-03-02}\n")

    assert ("RS2702", 2) == (found.code, found.where.line)


TEST = DecisionTest(
    id="new/one",
    text='他问:"能不能" # 行不行\n第二行\u2028\x85 \U0001f600 end ',
    item="null",
    attributes={"on": "no", "staff": "0012"},
    at="2026-03-02T10:00",
    via=("甲, 乙", "[x]", "- y"),
    limit=Amount.read("5 working_day"),
    due=dt.date(2026, 3, 9),
    source=("SH-STATION-2024 一(一)", "~", "yes", "1e3"),
    note="",
)


def _read(packages: Any, content: bytes) -> tuple[DecisionTest, ...]:
    folder = packages.one("")
    (folder / "tests.yaml").write_bytes(content)
    return read_package(folder).tests


@pytest.mark.parametrize(
    "before",
    [
        b"",
        b"# only a comment",
        b"\xef\xbb\xbf# a mark at the start\n",
        b"tests:\n",
        b"tests:   # to be filled in",
        ROW.encode(),
        ROW.rstrip().encode(),
        (ROW + "\n    # 末尾的注释\n\n").encode(),
        ROW.replace("\n", "\r\n").encode(),
        ROW.replace("\n  ", "\n").encode(),
        (ROW + "    note: |\n      several\n      lines\n").encode(),
        b"rules: []\n" + ROW.encode(),
        b"rules: []",
    ],
)
def test_what_stands_in_the_file_stays(packages: Any, before: bytes) -> None:
    """Byte for byte, and the test is read as it was."""
    known = _read(packages, before)

    after = with_test(before, TEST, "tests.yaml")

    assert after.startswith(before)
    assert (*known, TEST) == _read(packages, after)
    assert before.count(b"\r\n") == 0 or after.count(b"\n") == after.count(b"\r\n")


@pytest.mark.parametrize(
    "before",
    [
        ROW + "rules: []\n",
        "{tests: []}\n",
        "tests: []\n",
        'tests: [{id: a, text: b, at: 2026-03-02, handler: "x"}]\n',
        "tests: x\n",
        "- tests\n",
        ROW + "...\n",
        ROW + "    note: |\n      the end of the line would be one more",
    ],
)
def test_where_nothing_can_be_appended_is_told(before: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(DataError, match="RS2706"):
        with_test(before.encode(), TEST, "tests.yaml")


def test_what_is_no_text_cannot_be_written() -> None:
    """A byte that the shell could not read."""
    broken = DecisionTest(id="a", text="\udcff", at="2026-03-02", handler="x")

    with pytest.raises(DataError, match="RS1002"):
        with_test(b"", broken, "tests.yaml")
