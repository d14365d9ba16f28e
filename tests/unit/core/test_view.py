"""What is in force and known, and the ladder above a body."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from regservice.core.routing.book import AsOf
from regservice.model.decision import Decision
from regservice.model.legal import Validity
from regservice.model.vocab import Cause, RelationType, Role

DAY = dt.date(2026, 3, 2)
BEFORE = DAY - dt.timedelta(days=1)
AFTER = DAY + dt.timedelta(days=1)
Ask = Callable[..., Decision]


@pytest.fixture
def new(make: Any) -> dict[str, Any]:
    """A document that was issued on the day."""
    return {"documents": (make.document("NEW", issued=DAY),)}


def test_view_is_made_once_a_period(make: Any) -> None:
    """Between two days on which some row starts or ends nothing changes."""
    rule = make.rule("a", "copy", "station", validity=Validity(DAY))
    book = make.world(more={"rules": (rule,)})

    assert book.view(AsOf(DAY)) is book.view(AsOf(AFTER))
    assert book.view(AsOf(BEFORE)) is not book.view(AsOf(DAY))


def test_view_of_todays_knowledge_is_not_that_of_any_day(
    make: Any, new: dict[str, Any]
) -> None:
    """Known without a limit, known by a day, and known before it are three views."""
    book = make.world(more=new)

    views = [book.view(AsOf(DAY, known)) for known in (None, DAY, BEFORE)]

    assert 3 == len(set(map(id, views)))
    assert views[1] is book.view(AsOf(DAY, AFTER))


@pytest.mark.parametrize("table", ["rules", "path_rules", "bypasses", "limits"])
def test_every_dated_row_counts_on_its_days_once_known(
    make: Any, new: dict[str, Any], table: str
) -> None:
    """Whichever table it is in."""
    rows = {
        "rules": lambda **kw: make.rule("x", "copy", "station", **kw),
        "path_rules": lambda **kw: make.hop("x", "station", "guides", "nmpa", **kw),
        "bypasses": lambda **kw: make.bypass("x", "station", **kw),
        "limits": lambda **kw: make.limit("x", **kw),
    }
    row = rows[table](validity=Validity(DAY, AFTER), source=make.clause("NEW"))
    book = make.world(more={**new, table: (row,)})

    def there(day: dt.date, known: dt.date | None = None) -> bool:
        view = book.view(AsOf(day, known))
        found = view.rules[Role.COPY] if table == "rules" else getattr(view, table)
        return row in found

    assert [False, True, False] == [there(day) for day in (BEFORE, DAY, AFTER)]
    assert [False, True] == [there(DAY, known) for known in (BEFORE, DAY)]


def test_source_of_every_row_on_a_way_is_found_by_its_id(make: Any) -> None:
    """Rules, path rules, bypasses and limits alike."""
    book = make.world(bypasses=(make.bypass("b", "nmpa"),), limits=(make.limit("l"),))

    assert {"receive", "basic", "hard", "to-district", "to-province", "b", "l"} == set(
        book.sources
    )


def test_rule_that_was_not_known_yet_names_nobody(
    ask: Ask, make: Any, new: dict[str, Any]
) -> None:
    """It cannot be held against whoever decided before."""
    rules = (
        make.rule("r", "receive", "station"),
        make.rule("l", "lead", "p/mpa", source=make.clause("NEW")),
    )
    book = make.world(rules=rules, more=new)

    assert "p/mpa" == ask(book, known=DAY).lead
    assert Cause.GAP is ask(book, known=BEFORE).cause


def test_hop_needs_an_edge_that_was_known(
    ask: Ask, make: Any, new: dict[str, Any]
) -> None:
    """Over an edge that nobody could know of no request goes."""
    edges = (
        make.edge("p/mpa", "guides", "p/d/amr", source=make.clause("NEW")),
        make.edge("p/d/amr", "manages", "p/d/station"),
    )
    book = make.world(relations=edges, more=new)

    assert "p/mpa" == ask(book, known=DAY).lead
    assert Cause.GAP is ask(book, known=BEFORE).cause


# --- the ladder -------------------------------------------------------------


def _rungs(decision: Decision) -> list[str]:
    return [rung.authority for rung in decision.ladder]


def test_ladder_goes_up_from_the_lead_to_a_root(ask: Ask, make: Any) -> None:
    """Each rung says by which relation it stands there, and where that is stated."""
    top = make.edge("top/nmpa", "guides", "p/mpa", source=make.clause("LAW", "3"))

    found = ask(make.world(more={"relations": (top,)}), difficulty="basic")

    assert ["p/d/amr", "p/mpa", "top/nmpa"] == _rungs(found)
    assert (RelationType.GUIDES, top.source) == (
        found.ladder[-1].relation,
        found.ladder[-1].source,
    )


def test_root_has_no_ladder(ask: Ask, make: Any) -> None:
    """Above it there is nobody to turn to."""
    assert () == ask(make.world()).ladder


def test_ladder_takes_the_organisation_where_the_profession_ends(
    ask: Ask, make: Any
) -> None:
    """The other line is better than none."""
    edge = make.edge("p/c/amr", "administers", "p/mpa")

    assert ["p/c/amr"] == _rungs(ask(make.world(more={"relations": (edge,)})))


def test_ladder_has_only_rungs_that_were_known(
    ask: Ask, make: Any, new: dict[str, Any]
) -> None:
    """Knowledge of a day holds for the ladder as for the way."""
    top = make.edge("top/nmpa", "guides", "p/mpa", source=make.clause("NEW"))
    book = make.world(more={**new, "relations": (top,)})

    assert [["top/nmpa"], ["top/nmpa"], []] == [
        _rungs(ask(book, known=known)) for known in (None, DAY, BEFORE)
    ]


def test_answer_without_a_lead_has_no_ladder(ask: Ask, make: Any) -> None:
    """A fallback body is no lead to escalate from."""
    rules = (make.rule("f", "fallback", "district_amr"),)

    assert () == ask(make.world(rules=rules)).ladder
