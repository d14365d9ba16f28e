"""When a row applies."""

from __future__ import annotations

import pytest

from regservice.model.condition import Condition, Test

FACTS = {
    "product": frozenset({"device"}),
    "place": frozenset({"310104", "310000", "national"}),
    "programme": frozenset[str](),
}
BOX = Condition.of({"product": ["drug", "device"], "place": ["310000"]})


def test_test_sorts_its_values() -> None:
    """The order in which values are written means nothing."""
    assert Test("x", ("a", "b")) == Test("x", ("b", "a"))


def test_test_without_values_is_refused() -> None:
    """A side of the box that admits nothing is no condition."""
    with pytest.raises(ValueError, match="RS1106"):
        Test("product", ())


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        (Test("product", ("device",)), True),
        (Test("place", ("310000",)), True),
        (Test("product", ("drug",)), False),
        (Test("programme", ("x",)), False),
        (Test("origin", ("imported",)), None),
    ],
)
def test_unknown_is_neither_true_nor_false(
    test: Test, *, expected: bool | None
) -> None:
    """A dimension that nobody stated is unknown; an empty one is known."""
    assert expected is test.holds(FACTS)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("310000",), True),
        (("310104",), None),
        (("310104", "310000"), True),
        (("110000",), False),
    ],
)
def test_what_is_only_known_roughly_may_hold(
    values: tuple[str, ...], *, expected: bool | None
) -> None:
    """A city may mean any of its districts, but no other city."""
    facts = {
        "place": frozenset({"310000", "national"}),
        "place?": frozenset({"310104", "310101"}),
    }

    assert expected is Test("place", values).holds(facts)


@pytest.mark.parametrize(
    ("values", "possible", "expected"),
    [
        (("drug",), {"drug", "device"}, None),
        (("drug", "device"), {"drug", "device"}, True),
        (("drug", "device", "none"), {"drug"}, True),
        (("none",), {"drug", "device"}, False),
        (("10..49",), {"0..100"}, None),
        (("..49",), {"0..100"}, None),
        (("0..100",), {"0..100"}, True),
        (("0..",), {"0..100"}, True),
        (("..100",), {"0..100"}, True),
        (("..9", "10.."), {"0..100"}, True),
        (("10..", "..9"), {"0..100"}, True),
        (("..9", "11.."), {"0..100"}, None),
        (("..9", "10", "11.."), {"0..100"}, True),
        (("..50", "30..60", "61..100"), {"0..100"}, True),
        (("7",), {"0..100"}, None),
        (("7",), {"7..7"}, True),
        (("101..200",), {"0..100"}, False),
        (("..-1",), {"0..100"}, False),
        (("..-6", "-5..3"), {"-10..3"}, True),
    ],
)
def test_unknown_fact_holds_or_fails_if_it_does_for_every_value(
    values: tuple[str, ...], possible: set[str], expected: bool | None
) -> None:
    """What it can be decides, where that is enough."""
    assert expected is Test("x", values).holds({"x?": frozenset(possible)})


def test_known_fact_is_not_what_else_it_could_have_been() -> None:
    """Possible values count for an unknown fact, and beside a rough place."""
    facts = {"x": frozenset({"a"})}

    assert False is Test("x", ("b",)).holds(facts)
    assert None is Test("x", ("b",)).holds({**facts, "x?": frozenset({"b"})})


def test_empty_condition_always_holds() -> None:
    """No test means no restriction, even of nothing."""
    assert Condition().holds({})


def test_condition_holds_when_every_side_does() -> None:
    """A condition is a conjunction."""
    narrower = BOX.narrowed("place", ("320000",))

    assert (True, False) == (BOX.holds(FACTS), narrower.holds(FACTS))


def test_unknown_dimension_does_not_hold_and_does_not_fail() -> None:
    """Where a fact is missing a rule neither applies nor is excluded."""
    open_ = BOX.narrowed("origin", ("imported",))

    assert not open_.holds(FACTS)
    assert () == open_.failed(FACTS)
    assert (Test("origin", ("imported",)),) == open_.unknown(FACTS)


def test_failed_lists_only_known_contradictions() -> None:
    """The failed tests are those that a known fact contradicts."""
    box = Condition.of({"product": ["drug"], "origin": ["x"], "place": ["310000"]})

    assert (Test("product", ("drug",)),) == box.failed(FACTS)


def test_get_finds_the_side_of_a_dimension() -> None:
    """A dimension without a test admits anything."""
    assert (Test("place", ("310000",)), None) == (BOX.get("place"), BOX.get("origin"))


def test_narrowed_replaces_the_side_and_keeps_the_rest_sorted() -> None:
    """Narrowing gives a box with one test a dimension, sorted by dimension."""
    found = BOX.narrowed("place", ("320000",)).narrowed("channel", ("visit",))

    assert ["channel", "place", "product"] == [t.dimension for t in found.tests]
    assert Test("place", ("320000",)) == found.get("place")
    assert Test("place", ("310000",)) == BOX.get("place")


def test_text_for_the_values_of_a_condition_is_refused() -> None:
    """Its letters are no values."""
    with pytest.raises(ValueError, match="RS1105"):
        Condition.of({"product": "drug"})
