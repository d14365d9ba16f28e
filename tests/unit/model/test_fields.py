"""How validators refuse a value."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

from regservice.model.fields import FieldFault, fault, filled, matches


@attrs.frozen
class _Row:
    text: str | None = attrs.field(default="a", validator=matches(str.islower, "low"))
    many: tuple[str, ...] = attrs.field(
        default=("a",), validator=matches(str.islower, "low")
    )
    needed: str | tuple[str, ...] = attrs.field(default="a", validator=filled)


def test_fault_carries_code_value_allowed_and_field() -> None:
    """The codec can say what is wrong in the language of the reader."""
    error = fault("RS1105", 5, "1..3", "count")

    assert FieldFault("RS1105", "5", "1..3", "count") == error.args[0]


@pytest.mark.parametrize("given", ["A", "", "1"])
def test_text_that_does_not_match_is_refused(given: str) -> None:
    """A validator of forms refuses the text and says what is allowed."""
    with pytest.raises(ValueError, match="RS1105") as caught:
        _Row(text=given)

    assert FieldFault("RS1105", given, "low", "text") == caught.value.args[0]


def test_each_text_of_a_tuple_must_match() -> None:
    """The first text of a tuple that does not match is the one that is named."""
    with pytest.raises(ValueError, match="RS1105") as caught:
        _Row(many=("a", "B", "C"))

    assert caught.value.args[0].value == "B"


def test_nothing_matches_everything() -> None:
    """A field that may be left out takes None, and an empty tuple."""
    row = _Row(text=None, many=())

    assert (None, ()) == (row.text, row.many)


@pytest.mark.parametrize("given", ["", "  ", "\u3000", ()])
def test_empty_is_refused_where_a_field_must_be_filled(
    given: str | tuple[str, ...], code_of: Callable[[BaseException], tuple[str, str]]
) -> None:
    """Blanks are empty too."""
    with pytest.raises(ValueError, match="RS1106") as caught:
        _Row(needed=given)

    assert ("RS1106", "needed") == code_of(caught.value)


@pytest.mark.parametrize("given", ["x", " x ", ("",)])
def test_filled_takes_what_is_not_empty(given: str | tuple[str, ...]) -> None:
    """A tuple counts as filled when it has a part."""
    assert given == _Row(needed=given).needed


def test_a_fault_reads_as_a_sentence() -> None:
    """Who builds records in Python sees code, field, value and what is allowed."""
    assert str(fault("RS1105", "x", "a, b", "kind")) == (
        "[RS1105] kind: 'x' does not fit; allowed: a, b"
    )
    assert "allowed" not in str(fault("RS1106", "", "", "name"))
