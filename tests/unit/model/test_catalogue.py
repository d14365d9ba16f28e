"""What can be asked for, and to whom the law assigns it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regservice.model.catalogue import FieldValue
from regservice.model.vocab import PlaceKey, Tier

Read = Callable[[BaseException], tuple[str, str]]


@pytest.mark.parametrize("given", [{"code": ""}, {"name": " "}])
def test_field_value_has_a_code_and_a_name(given: dict[str, str]) -> None:
    """A value that cannot be named cannot be asked for."""
    with pytest.raises(ValueError, match="RS1106"):
        FieldValue(**{"code": "a", "name": "A", **given})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"code": "Device class"}, ("RS1105", "code")),
        ({"name": ""}, ("RS1106", "name")),
        ({"question": ""}, ("RS1106", "question")),
        ({"values": ()}, ("RS1106", "values")),
        ({"presumed": "x"}, ("RS1105", "presumed")),
    ],
)
def test_intake_field_is_finite_and_can_be_asked_for(
    make: Any, code_of: Read, given: dict[str, Any], expected: tuple[str, str]
) -> None:
    """A field has values, a question, and presumes one of its own values."""
    with pytest.raises(ValueError, match=expected[0]) as caught:
        make.field(**{"code": "origin", "words": {"domestic": []}, **given})

    assert expected == code_of(caught.value)


def test_intake_field_may_presume_one_of_its_values(make: Any) -> None:
    """What is usual need not be asked for."""
    field = make.field("origin", {"domestic": [], "imported": []}, presumed="domestic")

    assert "domestic" == field.presumed


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"code": "renewla"}, ("RS1105", "code")),
        ({"code": "sh:Renewal"}, ("RS1105", "code")),
        ({"name": ""}, ("RS1106", "name")),
        ({"products": ()}, ("RS1106", "products")),
        ({"enabled": ("上海",)}, ("RS1105", "enabled")),
    ],
)
def test_service_item_is_of_the_core_or_of_a_namespace(
    make: Any, code_of: Read, given: dict[str, Any], expected: tuple[str, str]
) -> None:
    """An item is offered somewhere and concerns a product."""
    with pytest.raises(ValueError, match=expected[0]) as caught:
        make.item(**given)

    assert expected == code_of(caught.value)


def test_service_item_is_offered_everywhere_unless_it_says_where(make: Any) -> None:
    """Packages may add items under their own namespace."""
    assert ("national",) == make.item("sh:pilot").enabled
    assert () == make.item("sh:pilot", enabled=()).enabled


@pytest.mark.parametrize(
    "given",
    [
        {"body": "top/nmpa", "tier": Tier.NATION},
        {"functions": ("nmpa",), "tier": Tier.NATION},
        {"says": "nobody"},
    ],
)
def test_limb_names_who_decides_in_one_way(make: Any, given: dict[str, Any]) -> None:
    """A limb names a body, or functions at a tier, or says who in words."""
    assert PlaceKey.HOLDER is make.limb(**given).place


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ("RS1112", "functions")),
        ({"body": "a", "says": "b"}, ("RS1112", "functions")),
        ({"body": "a", "functions": ("nmpa",)}, ("RS1112", "functions")),
        ({"functions": ("nmpa",)}, ("RS1106", "tier")),
        ({"functions": ("x",), "tier": Tier.NATION}, ("RS1105", "functions")),
        ({"body": "A"}, ("RS1105", "body")),
    ],
)
def test_limb_that_names_nobody_or_two_is_refused(
    make: Any, code_of: Read, given: dict[str, Any], expected: tuple[str, str]
) -> None:
    """Functions need the tier at which they are exercised."""
    with pytest.raises(ValueError, match=expected[0]) as caught:
        make.limb(**given)

    assert expected == code_of(caught.value)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"code": "Class 3"}, ("RS1105", "code")),
        ({"name": ""}, ("RS1106", "name")),
        ({"items": ("renewla",)}, ("RS1105", "items")),
        ({"competence": ()}, ("RS1106", "competence")),
        ({"technical": ("CDE",)}, ("RS1105", "technical")),
    ],
)
def test_matter_has_a_limb_and_known_items(
    make: Any, code_of: Read, given: dict[str, Any], expected: tuple[str, str]
) -> None:
    """A matter that assigns nothing to anybody is none."""
    base = {"code": "m", "competence": (make.limb(says="x"),)}

    with pytest.raises(ValueError, match=expected[0]) as caught:
        make.matter(**{**base, **given})

    assert expected == code_of(caught.value)


def test_matter_without_items_stands_for_itself(make: Any) -> None:
    """The law assigns matters that no item leads to."""
    assert () == make.matter("m", make.limb(says="x"), items=()).items


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"code": "Key list"}, ("RS1105", "code")),
        ({"name": ""}, ("RS1106", "name")),
        ({"tracking": 0}, ("RS1105", "tracking")),
        ({"tracking": 101}, ("RS1105", "tracking")),
    ],
)
def test_programme_tracks_a_share_in_percent(
    make: Any, code_of: Read, given: dict[str, Any], expected: tuple[str, str]
) -> None:
    """A share is 1 to 100 percent, or there is no duty."""
    with pytest.raises(ValueError, match=expected[0]) as caught:
        make.programme(given.pop("code", "sh:x"), "310000", **given)

    assert expected == code_of(caught.value)


def test_programme_is_run_somewhere(make: Any) -> None:
    """A programme that is run nowhere is refused; the ends of the share count."""
    assert [1, 100, None] == [
        make.programme("sh:x", "310000", tracking=n).tracking for n in (1, 100, None)
    ]
    with pytest.raises(ValueError, match="RS1106"):
        make.programme("sh:x")
