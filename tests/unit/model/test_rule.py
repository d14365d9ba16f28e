"""Who takes a request, along which hops, within which limits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regservice.model.rule import Holder
from regservice.model.vocab import PlaceKey, Unit

Read = Callable[[BaseException], tuple[str, str]]


@pytest.mark.parametrize("given", [{}, {"authority": "a", "functions": ("station",)}])
def test_holder_is_a_body_or_a_function(code_of: Read, given: dict[str, Any]) -> None:
    """Exactly one of the two must be written."""
    with pytest.raises(ValueError, match="RS1112") as caught:
        Holder(**given)

    assert ("RS1112", "authority") == code_of(caught.value)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"authority": "A"}, "authority"), ({"functions": ("x",)}, "functions")],
)
def test_holder_is_well_formed(
    code_of: Read, given: dict[str, Any], field: str
) -> None:
    """Ids are paths, functions are known."""
    with pytest.raises(ValueError, match="RS1105") as caught:
        Holder(**given)

    assert ("RS1105", field) == code_of(caught.value)


def test_holder_means_the_place_of_the_holder_unless_it_says_whose() -> None:
    """The place of the asker counts by default."""
    assert PlaceKey.HOLDER is Holder(authority="a").place


@pytest.mark.parametrize("given", [{"key": "A"}, {"exception_to": ("a", "B")}])
def test_rule_has_an_id_and_names_ids(make: Any, given: dict[str, Any]) -> None:
    """A rule and what it is an exception to are known by ids."""
    with pytest.raises(ValueError, match="RS1105"):
        make.rule(given.pop("key", "a"), "lead", "station", **given)


@pytest.mark.parametrize(
    ("key", "leaves", "enters", "field"),
    [
        ("A", "station", "nmpa", "id"),
        ("a", "x", "nmpa", "leaves"),
        ("a", "station", "x", "enters"),
    ],
)
def test_path_rule_joins_known_kinds(
    make: Any, code_of: Read, key: str, leaves: str, enters: str, field: str
) -> None:
    """A hop leaves a kind of body and enters a kind of body."""
    with pytest.raises(ValueError, match="RS1105") as caught:
        make.hop(key, leaves, "guides", enters)

    assert ("RS1105", field) == code_of(caught.value)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"key": "A"}, ("RS1105", "id")),
        ({"count": 0}, ("RS1105", "count")),
        ({"unit": None}, ("RS1106", "unit")),
        ({"count": None, "unit": Unit.MONTH}, ("RS1106", "unit")),
        ({"exception_to": ("A",)}, ("RS1105", "exception_to")),
    ],
)
def test_limit_has_a_length_and_a_unit_or_neither(
    make: Any, code_of: Read, given: dict[str, Any], expected: tuple[str, str]
) -> None:
    """No length means that no limit is set, and then there is no unit."""
    with pytest.raises(ValueError, match=expected[0]) as caught:
        make.limit(**{"key": "a", **given})

    assert expected == code_of(caught.value)


def test_limit_may_say_that_none_is_set(make: Any) -> None:
    """A row without a length is an answer too."""
    row = make.limit("a", None)

    assert (None, None) == (row.count, row.unit)
