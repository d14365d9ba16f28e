"""What rows can say: numbers and intervals, selectors, joint handling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regservice.model.condition import Condition, Span, Test, in_span, parse_span
from regservice.model.request import Override
from regservice.model.rule import Holder
from regservice.model.vocab import PlaceKey, RelationType, Tier

Read = Callable[[BaseException], tuple[str, str]]
COUNTERPART = {"relation": RelationType.COUNTERPART}
STATION = {"functions": ("station",)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10..49", (10, 49)),
        ("50..", (50, None)),
        ("..9", (None, 9)),
        ("-3..-1", (-3, -1)),
        ("7", (7, 7)),
        ("..", None),
        ("", None),
        ("1..x", None),
        ("1...2", None),
        ("drug", None),
    ],
)
def test_interval_has_two_ends_of_which_one_may_be_open(
    text: str, expected: Span | None
) -> None:
    """What is open at both ends says nothing, and is no interval."""
    assert expected == parse_span(text)


@pytest.mark.parametrize(
    ("span", "inside", "outside"),
    [
        ((10, 49), (10, 49), (9, 50)),
        ((10, None), (10, 10**8), (9,)),
        ((None, 9), (-5, 9), (10,)),
    ],
)
def test_interval_includes_both_its_ends(
    span: Span, inside: tuple[int, ...], outside: tuple[int, ...]
) -> None:
    """An open end has no bound."""
    assert all(in_span(number, span) for number in inside)
    assert not any(in_span(number, span) for number in outside)


@pytest.mark.parametrize(
    ("number", "expected"),
    [("5", True), ("6", False), ("9", False), ("10", True), ("19", True), ("50", True)],
)
def test_number_holds_where_one_admitted_interval_contains_it(
    number: str, *, expected: bool
) -> None:
    """Numbers and intervals stand side by side; any of them will do."""
    test = Test("staff", ("5", "10..19", "50.."))

    assert expected is test.holds({"staff": frozenset({number})})


def test_interval_that_no_number_is_known_for_is_unknown() -> None:
    """A number that nobody stated lies neither inside nor outside."""
    box = Condition.of({"staff": ("10..49",)})

    assert Test("staff", ("10..49",)).holds({}) is None
    assert (False, box.tests) == (box.holds({}), box.unknown({}))


def test_code_that_is_no_interval_admits_only_itself() -> None:
    """Two dots alone do not make a code a number."""
    test = Test("model", ("a..b",))

    assert test.holds({"model": frozenset({"a..b"})})
    assert test.holds({"model": frozenset({"a"})}) is False


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"lowest": 0}, ("RS1112", "values")),
        ({"highest": 9}, ("RS1112", "values")),
        ({"lowest": 0, "highest": 9, "words": {"few": []}}, ("RS1112", "values")),
        ({"lowest": 9, "highest": 0}, ("RS1107", "highest")),
        ({"lowest": 0, "highest": 9, "presumed": "10"}, ("RS1105", "presumed")),
        ({"lowest": 0, "highest": 9, "presumed": "few"}, ("RS1105", "presumed")),
        ({"words": {"few": []}, "presumed": "1"}, ("RS1105", "presumed")),
    ],
)
def test_field_that_counts_has_both_bounds_and_no_values(
    make: Any, code_of: Read, given: dict[str, Any], expected: tuple[str, str]
) -> None:
    """A bounded number can be proved; what it presumes lies within its bounds."""
    with pytest.raises(ValueError, match=expected[0]) as caught:
        make.field("staff", **{"words": {}, **given})

    assert expected == code_of(caught.value)


def test_field_cannot_have_one_value_twice(make: Any, code_of: Read) -> None:
    """A code means one value."""
    (value,) = make.field("origin", {"domestic": []}).values

    with pytest.raises(ValueError, match="RS1113") as caught:
        make.field("origin", {}, values=(value, value))

    assert ("RS1113", "values") == code_of(caught.value)


def test_field_may_count_one_number_only(make: Any) -> None:
    """Equal bounds are bounds, and so is zero."""
    field = make.field("staff", {}, lowest=0, highest=0, presumed="0")

    assert ("0", True) == (field.presumed, field.has("0"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", True),
        ("5000", True),
        ("-1", False),
        ("5001", False),
        ("1..2", False),
        ("1..", False),
        ("..1", False),
        ("many", False),
    ],
)
def test_field_that_counts_has_the_numbers_within_its_bounds(
    make: Any, value: str, *, expected: bool
) -> None:
    """An interval is a condition, never the value of a request."""
    assert expected is make.field("staff", {}, lowest=0, highest=5000).has(value)


def test_field_of_words_has_its_own_values_alone(make: Any) -> None:
    """A number is no word."""
    field = make.field("origin", {"domestic": [], "imported": []})

    assert [True, False, False] == [field.has(v) for v in ("imported", "x", "1")]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"strategy": "s", **STATION}, ("RS1112", "authority")),
        ({"strategy": "s", "authority": "a"}, ("RS1112", "authority")),
        ({"strategy": "S"}, ("RS1105", "strategy")),
        ({"authority": "a", "tier": Tier.COUNTY}, ("RS1106", "functions")),
        (
            {"authority": "a", "of": ("station",), **COUNTERPART},
            ("RS1106", "functions"),
        ),
        ({"strategy": "s", "of": ("station",)}, ("RS1106", "functions")),
        ({**STATION, **COUNTERPART}, ("RS1106", "of")),
        ({**STATION, "of": ("nmpa",)}, ("RS1106", "relation")),
        ({**STATION, "of": ("x",), **COUNTERPART}, ("RS1105", "of")),
        (
            {**STATION, "of": ("nmpa",), "tier": Tier.COUNTY, **COUNTERPART},
            ("RS1112", "tier"),
        ),
    ],
)
def test_holder_is_selected_in_one_way(
    code_of: Read, given: dict[str, Any], expected: tuple[str, str]
) -> None:
    """By a body, functions, or a strategy; by tier or by relation, not both."""
    with pytest.raises(ValueError, match=expected[0]) as caught:
        Holder(**given)

    assert expected == code_of(caught.value)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (PlaceKey.HOLDER, "place"),
        (PlaceKey.SITE, "site"),
        (PlaceKey.ACT, "site"),
        (PlaceKey.AGENT, "agent_place"),
        (PlaceKey.ISSUER, "issuer_place"),
    ],
)
def test_selection_by_functions_reads_the_place_that_it_names(
    key: PlaceKey, expected: str
) -> None:
    """A body that is named reads none; the place of the asker stands for that."""
    assert expected == Holder(functions=("station",), place=key).reads
    assert "place" == Holder(authority="a", place=key).reads


@pytest.mark.parametrize("role", ["receive", "lead", "copy", "fallback"])
def test_only_a_co_handler_handles_jointly(make: Any, code_of: Read, role: str) -> None:
    """Consent is asked of those beside the lead."""
    with pytest.raises(ValueError, match="RS1105") as caught:
        make.rule("a", role, "station", joint=True)

    assert ("RS1105", "joint") == code_of(caught.value)
    assert make.rule("a", "co", "station", joint=True).joint


def test_first_contact_cannot_hang_on_who_received_it(make: Any, code_of: Read) -> None:
    """That would be a circle; every later role may hang on it."""
    when = make.when(received_level="station")

    with pytest.raises(ValueError, match="RS1105") as caught:
        make.rule("a", "receive", "station", when=when)

    assert ("RS1105", "when") == code_of(caught.value)
    assert when == make.rule("a", "lead", "station", when=when).when


@pytest.mark.parametrize(
    ("skips", "expected"),
    [((), ("RS1106", "skips")), (("x",), ("RS1105", "skips"))],
)
def test_bypass_passes_bodies_of_known_kinds(
    make: Any, code_of: Read, skips: tuple[str, ...], expected: tuple[str, str]
) -> None:
    """A bypass that passes nobody is none."""
    with pytest.raises(ValueError, match=expected[0]) as caught:
        make.bypass("a", *skips)

    assert expected == code_of(caught.value)


@pytest.mark.parametrize("part", ["rule", "actor", "reason"])
def test_rule_is_set_aside_only_with_actor_and_reason(code_of: Read, part: str) -> None:
    """On the record means that it can be answered for."""
    with pytest.raises(ValueError, match="RS1106") as caught:
        Override(**{"rule": "r", "actor": "值班", "reason": "急", part: " "})

    assert ("RS1106", part) == code_of(caught.value)
