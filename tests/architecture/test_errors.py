"""One tree of errors, with facts, codes and exit codes; they survive pickling."""

from __future__ import annotations

import copy
import pickle

import pytest

import regservice
from regservice import errors
from regservice.errors import DataError, Location, Problem, RegserviceError

CLASSES = sorted(
    {
        value
        for value in vars(errors).values()
        if isinstance(value, type) and issubclass(value, RegserviceError)
    },
    key=lambda cls: cls.__name__,
)
PROBLEM = Problem(
    "RS1105",
    {"field": "role", "value": "leader", "allowed": "lead"},
    Location("a.yaml", 3, 5),
    "rules[0].role",
    "lead",
)


def _errors() -> list[RegserviceError]:
    return [
        *(cls((PROBLEM, PROBLEM)) for cls in CLASSES),
        *(cls.of("RS1007", Location("f"), "x", file="package.yaml") for cls in CLASSES),
    ]


@pytest.mark.parametrize("error", _errors(), ids=repr)
def test_error_survives_pickling_and_copying(error: RegserviceError) -> None:
    """An error of a worker process reaches the one who asked."""
    for again in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):  # noqa: S301
        assert type(error) is type(again)
        assert error.problems == again.problems
        assert str(error) == str(again)
        assert error.exit_code == again.exit_code


def test_errors_that_are_raised_survive_too(engine: regservice.Engine) -> None:
    """Not only those that a test makes."""
    with pytest.raises(RegserviceError) as caught:
        engine.route(regservice.ServiceRequest(place="火星"), at="2026-03-02T10:00Z")

    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301

    assert str(caught.value) == str(again)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("RegserviceError", 3),
        ("DataError", 3),
        ("UnknownNameError", 3),
        ("CalendarError", 3),
        ("MissingExtraError", 2),
        ("QuarantineError", 4),
    ],
)
def test_exit_code_belongs_to_the_branch(name: str, code: int) -> None:
    """Scripts tell faults apart by it."""
    assert code == getattr(errors, name).exit_code
    assert name in {cls.__name__ for cls in CLASSES}


def test_message_names_code_place_and_fault() -> None:
    """At most twenty faults are shown, then their number."""
    many = DataError((PROBLEM,) * 23)

    lines = str(many).splitlines()

    assert "[RS1105] a.yaml:3:5: “role”的值“leader”不在允许范围" == lines[0]
    assert (21, "... +3") == (len(lines), lines[-1])


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        (Location(), ""),
        (Location("f"), "f"),
        (Location("f", 3), "f:3"),
        (Location("f", 3, 5), "f:3:5"),
        (Location("f.xlsx", cell="台账!B4"), "f.xlsx[台账!B4]"),
    ],
)
def test_location_reads_as_editors_understand_it(
    location: Location, expected: str
) -> None:
    """File, line and column; or sheet and cell."""
    assert expected == str(location)


def test_problem_as_json_has_a_null_for_what_is_unknown() -> None:
    """Line 0 is no line."""
    shape = Problem("RS2009").as_json("en")

    assert (None, None, None) == (shape["line"], shape["column"], shape["cell"])
    assert ("error", "RS2009") == (shape["severity"], shape["code"])


def test_problems_are_values() -> None:
    """Equal faults are one, also in a set."""
    one, two = (Problem("RS1102", {"field": "x"}) for _ in range(2))

    assert {one} == {one, two}
    assert 1 == len({one, two})
