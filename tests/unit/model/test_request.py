"""What came in, as it came in."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from regservice.model.decision import Decision
from regservice.model.request import ServiceRequest
from regservice.model.vocab import Applicant, Channel, Difficulty, Product, Status


def test_request_states_nothing_unless_it_is_told() -> None:
    """What nobody stated is None, never a guess."""
    values = attrs.asdict(ServiceRequest(), recurse=False)

    assert {"text": "", "programmes": (), "attributes": {}, "overrides": ()} == {
        name: value for name, value in values.items() if value is not None
    }


def test_request_turns_codes_into_vocabulary() -> None:
    """Codes may be given as plain texts."""
    request = ServiceRequest(
        product="device", difficulty="basic", applicant="person", channel="visit"
    )

    assert (Product.DEVICE, Difficulty.BASIC, Applicant.PERSON, Channel.VISIT) == (
        request.product,
        request.difficulty,
        request.applicant,
        request.channel,
    )


@pytest.mark.parametrize("name", ["product", "difficulty", "applicant", "channel"])
def test_request_refuses_a_code_that_does_not_exist(name: str) -> None:
    """A misspelt code is an error, not an unknown fact."""
    given: dict[str, Any] = {name: "nonsense"}

    with pytest.raises(ValueError, match="nonsense"):
        ServiceRequest(**given)


def test_request_does_not_change_when_its_inputs_do() -> None:
    """A request copies what it is given, and cannot be written."""
    attributes = {"device_class": "2"}
    programmes = ["a"]

    request = ServiceRequest(attributes=attributes, programmes=programmes)
    attributes["device_class"] = "3"
    programmes.append("b")

    assert ({"device_class": "2"}, ("a",)) == (request.attributes, request.programmes)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        request.text = "x"  # type: ignore[misc]
    with pytest.raises(TypeError):
        request.attributes["x"] = "y"  # type: ignore[index]


def test_requests_with_equal_content_are_one_key() -> None:
    """Requests and decisions can be members of a set."""
    one, two = (ServiceRequest(text="a", attributes={"x": "1"}) for _ in range(2))
    decisions = {
        Decision(status=Status.ROUTED, findings={}),
        Decision(status=Status.ROUTED, findings={}),
    }

    assert {one} == {one, two}
    assert 1 == len(decisions)


@pytest.mark.parametrize("name", ["text", "place", "site", "item", "received_by"])
def test_a_number_is_no_text(name: str) -> None:
    """A code given as a number would lose its leading zeros."""
    with pytest.raises(TypeError, match=name):
        ServiceRequest(**{name: 310104})  # type: ignore[arg-type]
