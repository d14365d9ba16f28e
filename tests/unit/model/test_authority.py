"""Bodies, places and the edges between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from regservice.model.authority import Relation
from regservice.model.legal import Validity
from regservice.model.vocab import DelegationMode, Level, RelationType, Tier

Read = Callable[[BaseException], tuple[str, str]]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"code": "上海"}, ("RS1105", "code")),
        ({"name": ""}, ("RS1106", "name")),
        ({"located_in": ("310000", "x")}, ("RS1105", "located_in")),
        ({"stands_for": (Tier.PREFECTURE,)}, ("RS1106", "source")),
    ],
)
def test_place_refuses_what_is_not_well_formed(
    make: Any, code_of: Read, given: dict[str, Any], expected: tuple[str, str]
) -> None:
    """A place that reads as another tier says on what that reading rests."""
    with pytest.raises(ValueError, match=expected[0]) as caught:
        make.place(**{"code": "310104", **given})

    assert expected == code_of(caught.value)


def test_place_reads_as_its_tier_and_those_it_stands_for(make: Any) -> None:
    """A district of a municipality exercises powers of two tiers."""
    plain = make.place("330102", tier=Tier.COUNTY)
    city = make.place(
        "310104",
        tier=Tier.COUNTY,
        stands_for=(Tier.PREFECTURE,),
        source=make.source(),
    )
    zone = make.place("310000-zone")

    wanted = (Tier.COUNTY, Tier.PREFECTURE, Tier.PROVINCE)
    assert [True, False, False] == [plain.reads_as(tier) for tier in wanted]
    assert [True, True, False] == [city.reads_as(tier) for tier in wanted]
    assert [False, False, False] == [zone.reads_as(tier) for tier in wanted]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"id": "Shanghai/mpa"}, ("RS1105", "id")),
        ({"name": ""}, ("RS1106", "name")),
        ({"kind": "statoin"}, ("RS1105", "kind")),
        ({"functions": ("station", "tailor")}, ("RS1105", "functions")),
        ({"places": ()}, ("RS1106", "places")),
        ({"places": ("徐汇",)}, ("RS1105", "places")),
    ],
)
def test_authority_refuses_what_is_not_well_formed(
    make: Any, code_of: Read, given: dict[str, Any], expected: tuple[str, str]
) -> None:
    """A body has an id, a name, a known kind and a place."""
    base = {"id": "a/b", "name": "b", "kind": "station", "places": ("310104",)}
    body = {**base, **given}

    with pytest.raises(ValueError, match=expected[0]) as caught:
        make.body(body.pop("id"), body.pop("kind"), *body.pop("places"), **body)

    assert expected == code_of(caught.value)


def test_authority_performs_its_kind_and_its_functions(make: Any) -> None:
    """A district bureau is a company registry too."""
    body = make.body("a", "district_amr", "310104", functions=("company_registry",))

    assert [True, True, False] == [
        body.performs(what) for what in ("district_amr", "company_registry", "station")
    ]


@pytest.mark.parametrize("end", ["subject", "object"])
def test_relation_connects_ids(make: Any, code_of: Read, end: str) -> None:
    """Both ends of an edge are ids."""
    ends = {"subject": "a", "object_": "b"} | {
        "object_" if end == "object" else end: "X"
    }

    with pytest.raises(ValueError, match="RS1105") as caught:
        make.edge(ends["subject"], "guides", ends["object_"])

    assert ("RS1105", end) == code_of(caught.value)


@pytest.mark.parametrize(
    ("type_", "given", "field"),
    [
        ("delegates", {}, "mode"),
        ("delegates", {"mode": DelegationMode.ENTRUSTS}, "matters"),
        ("guides", {"mode": DelegationMode.ENTRUSTS}, "mode"),
        ("guides", {"matters": ("m",)}, "matters"),
    ],
)
def test_mode_and_matters_belong_to_delegations_and_to_them_only(
    make: Any, code_of: Read, type_: str, given: dict[str, Any], field: str
) -> None:
    """A delegation says how and of what; no other edge does."""
    with pytest.raises(ValueError, match="RS1111") as caught:
        make.edge("a", type_, "b", **given)

    assert ("RS1111", field) == code_of(caught.value)


def test_relation_id_tells_apart_what_differs_in_law(make: Any) -> None:
    """Two edges of one type differ by matters, steps or first day."""
    plain: Relation = make.edge("a", "guides", "b/c")
    dated = make.edge("a", "guides", "b/c", validity=Validity(dt.date(2024, 1, 1)))
    delegated = make.edge(
        "a",
        "delegates",
        "b/c",
        mode=DelegationMode.EMPOWERS,
        matters=("m", "n"),
        steps=("intake",),
    )

    assert "a>guides>b/c>@always" == plain.id
    assert "a>guides>b/c>@2024-01-01" == dated.id
    assert "a>delegates>b/c>m+n+intake@always" == delegated.id
    assert RelationType.DELEGATES is delegated.type


def test_partner_elsewhere_covers_no_place(make: Any) -> None:
    """It is named, and no request can be given to it by its place."""
    partner = make.body("a/partner", "provincial_mpa", level=Level.EXTERNAL)

    assert () == partner.places
