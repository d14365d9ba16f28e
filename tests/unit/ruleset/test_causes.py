"""Several faults with one cause are told once, where it can be mended."""

from __future__ import annotations

from typing import Any

import pytest

from regservice.codec.package import read_package
from regservice.engine.compiled import fitted
from regservice.errors import DataError, Problem
from regservice.plugin.found import Found
from regservice.ruleset.causes import by_cause, missing_row

BODY = """\
authorities:
  - id: zj/centre
    name: 虚构中心
    kind: station
    level: station
    places: ["330000"]
    source: &guess {kind: assumed, note: 虚构}
  - id: zj/north
    name: 虚构北站
    kind: station
    level: station
    places: ["330000"]
    source: *guess
relations:
  - type: manages
    subject: zj/north
    object: zj/centre
    source: *guess
  - type: cooperates
    subject: zj/centre
    object: zj/north
    source: *guess
"""


def _told(packages: Any, old: str, new: str, times: int = 1) -> tuple[Problem, ...]:
    home = packages.one(BODY.replace(old, new, times), "region-zj", '"330000"')
    found = [
        Found(name=c.manifest.name, origin="path", contribution=c)
        for c in map(read_package, (packages.nation(), home))
    ]
    try:
        fitted(found)
    except DataError as error:
        return error.problems
    return ()


def test_sound_package_has_no_fault(packages: Any) -> None:
    """The text that the others change."""
    assert () == _told(packages, "", "")


def test_slip_in_a_definition_is_told_there(packages: Any) -> None:
    """Two rows lack it; one message, at the id that nobody names."""
    (problem,) = _told(packages, "id: zj/centre", "id: zj/cnetre")

    assert ("RS2036", 2, 9) == (
        problem.code,
        problem.where.line,
        problem.where.column,
    )
    assert ("zj/centre", "zj/cnetre", 2) == tuple(
        problem.params[name] for name in ("key", "near", "count")
    )


def test_name_of_nothing_is_told_where_it_is_first_lacking(packages: Any) -> None:
    """No definition is meant: what is near is named elsewhere."""
    text = "object: zj/centre\n    source: *guess\n  - type: cooperates\n    subject: "
    told = _told(
        packages, f"{text}zj/centre", text.replace("zj/centre", "zj/south") + "zj/south"
    )

    assert [("RS2037", 17, 13)] == [
        (p.code, p.where.line, p.where.column) for p in told
    ]


def test_one_name_of_nothing_stands_at_its_value(packages: Any) -> None:
    """Not where its row begins."""
    (problem,) = _told(packages, "subject: zj/north", "subject: zj/nroth")

    assert ("RS2002", 16, 14) == (
        problem.code,
        problem.where.line,
        problem.where.column,
    )


def test_what_is_missing_is_a_row() -> None:
    """Of other faults there is none."""
    item = {"dimension": "item", "value": "x:y"}

    assert ("items", "x:y") == missing_row(Problem("RS2005", item))
    assert (
        missing_row(Problem("RS2005", {"dimension": "product", "value": "x"})) is None
    )
    assert missing_row(Problem("RS1105")) is None


def test_what_stands_nowhere_is_told() -> None:
    """A problem of a package as such is about no row, and hides no other."""
    twice = Problem("RS2007", {"name": "a", "files": "a"})
    other = Problem("RS2009", {"name": "b"})

    assert (twice, other) == by_cause((twice, other), ())


FIELD = """\
fields:
  - {code: channel, name: 风险, question: 高低?, values: [{code: hi, name: 高}]}
rules:
  - id: zj/high
    role: co
    when: {"zj:risk": [hi]}
    holder: {authority: zj/north}
    modality: may
    source: *guess
"""


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ("", ["RS2019"]),
        (FIELD[FIELD.index("  - id") :].replace("zj:risk", "zj:size"), None),
    ],
)
def test_field_with_a_name_that_it_must_not_have_is_told_once(
    packages: Any, more: str, codes: list[str] | None
) -> None:
    """Unless more than one field is missing: then it is not clear which one it is."""
    more = more.replace("zj/high", "zj/large")
    told = [problem.code for problem in _told(packages, BODY, BODY + FIELD + more)]

    assert told == codes or (codes is None and told.count("RS2002") == 2)
