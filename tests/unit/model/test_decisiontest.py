"""A decision test asks something, expects something, and can be carried about."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.model.decisiontest import ASKED, EXPECTED, DecisionTest, field_key

Code = Callable[[BaseException], tuple[str, str]]


def made(**given: Any) -> DecisionTest:
    base = {"id": "a/b", "text": "延续", "at": "2026-03-02", "handler": "x"}
    return DecisionTest(**{**base, **given})


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"text": " "}, "RS2701", "text"),
        ({"handler": None}, "RS2702", "id"),
        ({"error": "RS3101"}, "RS2703", "error"),
        ({"overrides": ("a/b",)}, "RS2704", "overrides"),
        ({"override_actor": "区局"}, "RS2704", "overrides"),
        ({"overrides": ("a/b",), "override_reason": "急"}, "RS2704", "overrides"),
        ({"id": "A b"}, "RS1105", "id"),
        ({"at": "soon"}, "RS1105", "at"),
        ({"at": "2026-02-30"}, "RS1105", "at"),
        ({"at": "2026-03-02T25:00"}, "RS1105", "at"),
        ({"known_at": "2026"}, "RS1105", "known_at"),
        ({"error": "3101", "handler": None}, "RS1105", "error"),
        ({"place": ""}, "RS1106", "place"),
        ({"via": ("x", " ")}, "RS1106", "via"),
    ],
)
def test_what_cannot_be_judged_is_refused(
    code_of: Code, given: dict[str, Any], code: str, field: str
) -> None:
    """With the field at fault."""
    with pytest.raises(ValueError, match=code) as caught:
        made(**given)

    assert (code, field) == code_of(caught.value)


@pytest.mark.parametrize(
    "at",
    ["2026-03-02", "2026-03-02 10:00", "2026-03-02T10:00:30", "2026-03-02T10:00+08:00"],
)
def test_day_or_instant_is_enough(at: str) -> None:
    """As people type them on the command line."""
    assert at == made(at=at).at


def test_item_alone_is_a_question() -> None:
    """Without a word of text."""
    assert "renewal" == made(text="", item="renewal").item


def test_only_what_is_written_is_expected() -> None:
    """In the order of the fields."""
    test = made(lead="y", source=("MDR",), not_via=("z",))

    assert ("handler", "lead", "not_via", "source") == test.expectations


def test_every_field_is_asked_or_expected() -> None:
    """But for its key and its note."""
    fields = [field.name for field in attrs.fields(DecisionTest)]

    assert ["id", *ASKED, *EXPECTED, "note"] == fields


def test_test_is_a_value_and_survives_pickling() -> None:
    """Its attributes cannot be changed, and go with it to another process."""
    test = made(attributes={"device_class": "2"})

    for again in (pickle.loads(pickle.dumps(test)), copy.deepcopy(test)):  # noqa: S301
        assert (test, hash(test)) == (again, hash(again))
    with pytest.raises(TypeError):
        test.attributes["device_class"] = "3"  # type: ignore[index]


def test_parts_of_a_test_have_keys_that_no_test_has() -> None:
    """A dot stands in no id."""
    assert ("a/b", "a/b.via.0") == (field_key("a/b"), field_key("a/b", "via", 0))
    with pytest.raises(ValueError, match="RS1105"):
        made(id=field_key("a/b", "via"))


@pytest.mark.parametrize(
    ("wanted", "other"),
    [
        ({"handler": "甲"}, {"not_handler": ("乙", "甲")}),
        ({"via": ("甲",)}, {"not_via": ("甲",)}),
    ],
)
def test_body_is_not_both_expected_and_not(
    wanted: dict[str, Any], other: dict[str, Any]
) -> None:
    """No answer could be the one that such a test expects."""
    base = {"id": "a/b", "text": "甲", "at": "2026-03-02"}
    assert DecisionTest(**base, **wanted)
    assert DecisionTest(**base, **other)

    with pytest.raises(ValueError, match="RS1114"):
        DecisionTest(**base, **wanted, **other)
