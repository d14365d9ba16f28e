"""Every request to Beijing has exactly one body, and changes are told."""

from __future__ import annotations

import itertools

import regservice as rs


def test_beijing_proves_clean(beijing: rs.Engine) -> None:
    """In all places and periods, and nothing hangs on code."""
    proof = beijing.prove()

    assert [] == [(f.kind, f.rules, f.bodies) for f in proof.findings]
    assert proof.is_clean
    zones = {"110000-airport", "110000-bda", "110111-yanshan", "110113-tianzhu"}
    assert {"110000", "110108", *zones} <= set(proof.places)


def test_the_branches_moved_production_and_trade_away_from_the_city(
    beijing: rs.Engine,
) -> None:
    """Everywhere but at the airport, and nothing else of what they took."""
    found = beijing.diff(before="2020-11-30", after="2020-12-01")

    moved = [
        box
        for move in found.moves
        if move.aspect == "lead" and move.after.kinds == ("inspection_branch",)
        for box in move.boxes
    ]
    assert moved
    items = {item for box in moved for item in box.get("item") or ()}
    assert {
        "quality_system",
        "production_license",
        "inspection_enforcement",
        "distribution_license",
    } == items
    assert all("110000-airport" not in (box.get("place") or ()) or box.get("site")
               for box in moved)  # fmt: skip


def test_first_contact_never_changed(beijing: rs.Engine) -> None:
    """Before and after each of the dates that are known."""
    days = ["2019-06-03", "2020-06-01", "2021-01-04", "2025-04-19", "2026-03-02"]

    for before, after in itertools.pairwise(days):
        moves = beijing.diff(before=before, after=after).moves
        # With a site that is only known to be in Beijing it is asked which one.
        assert [] == [
            box
            for move in moves
            if move.aspect == "receive"
            for box in move.boxes
            if box.get("site") != frozenset({"110000"})
        ], after
