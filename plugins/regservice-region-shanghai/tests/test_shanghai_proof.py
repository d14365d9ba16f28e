"""Every request to Shanghai has exactly one body, and changes of law are told."""

from __future__ import annotations

from typing import Any

import pytest

import regservice as rs

AT = "2026-03-02T10:00:00+08:00"


def test_shanghai_proves_clean(shanghai: rs.Engine) -> None:
    """In all places and periods, and nothing hangs on code."""
    proof = shanghai.prove()

    assert [] == [(f.kind, f.rules, f.bodies) for f in proof.findings]
    assert proof.is_clean
    assert () == proof.unprovable
    assert {"310000", "310104", "310000-lingang"} <= set(proof.places)


def _asked(**given: Any) -> rs.ServiceRequest:
    base = {
        "place": "310104",
        "item": "product_registration",
        "product": "device",
        "difficulty": "complex",
    }
    return rs.ServiceRequest(**{**base, **given})


def test_gateway_is_kept_unless_it_is_set_aside(shanghai: rs.Engine) -> None:
    """S3 一(三): in principle through the bureau; otherwise on the record only."""
    aside = rs.Override(
        rule="shanghai/gateway-registration", actor="区局值班岗", reason="应急"
    )

    usual = shanghai.route(_asked(), at=AT)
    direct = shanghai.route(_asked(overrides=(aside,)), at=AT)

    district, municipal = "shanghai/xuhui/amr", "shanghai/mpa"
    station = "shanghai/xuhui/station"
    assert (station, district, municipal) == usual.path
    assert (station, municipal) == direct.path
    assert (district, municipal) == (usual.decision.handler, direct.decision.handler)
    assert "区局值班岗: 应急" in direct.explain()


def test_what_is_no_principle_cannot_be_set_aside(shanghai: rs.Engine) -> None:
    """A rule that must be kept is kept."""
    aside = rs.Override(rule="shanghai/station-to-district", actor="a", reason="b")

    with pytest.raises(rs.UnknownNameError, match="RS3105"):
        shanghai.route(_asked(overrides=(aside,)), at=AT)


def test_complaint_before_2020_has_a_body_too(shanghai: rs.Engine) -> None:
    """By inference, and said to be."""
    route = shanghai.route(
        _asked(item="complaint_report"), at="2019-06-03T10:00:00+08:00"
    )

    assert "shanghai/xuhui/amr" == route.decision.lead
    assert "推定" in route.reason()


@pytest.mark.parametrize(
    ("product", "expected"),
    [("device", ("shanghai/xuhui/industry",)), ("cosmetic", ())],
)
def test_district_list_brings_the_counterpart_for_drugs_and_devices_alone(
    shanghai: rs.Engine, product: str, expected: tuple[str, ...]
) -> None:
    """S3 二(二)2 is about the products of the opinion."""
    asked = _asked(product=product, programmes=("shanghai:district_key_project",))

    assert expected == shanghai.route(asked, at=AT).decision.co_handlers


def test_opinion_of_2024_moved_drugs_to_the_stations(shanghai: rs.Engine) -> None:
    """In the twelve districts that it addresses, and nowhere else."""
    found = shanghai.diff(before="2023-06-01", after="2024-06-01")

    moves = {
        (move.aspect, move.before.kinds, move.after.kinds): move for move in found.moves
    }
    first = moves["receive", ("district_amr",), ("station",)]
    # Where the site of a shop decides, its box is one of its own.
    for box in first.boxes:
        assert {"drug"} == box.get("product")
        assert 12 == len(box.get("place") or ())
        assert "complaint_report" not in (box.get("item") or ())
    assert ("handler", ("district_amr",), ("provincial_mpa",)) in moves
    assert ("lead", ("district_amr",), ("station",)) in moves
    unaddressed = {"310101", "310106", "310109", "310110", "310151"}
    for move in found.moves:
        # The clauses are new everywhere, and so is the duty to report progress.
        if move.aspect not in {"basis", "limit"}:
            assert all(unaddressed.isdisjoint(b.get("place") or ()) for b in move.boxes)
