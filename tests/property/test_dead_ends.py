"""What is at fault for a dead end is what would open a way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from regservice.model.authority import Authority, Relation
from regservice.model.legal import Validity
from regservice.model.package import Contribution
from regservice.model.vocab import RelationType, Status
from regservice.ruleset.finding import Finding, Kind
from regservice.ruleset.prove import prove
from tests.property.regions import VALIDITIES
from tests.property.worlds import World, worlds


def _changed(world: World, table: str, change: Callable[[Any], Any]) -> World:
    """The world with each row of a table of its regions changed."""

    def of(package: Contribution) -> Contribution:
        rows = tuple(map(change, getattr(package.tables, table)))
        tables = attrs.evolve(package.tables, **{table: rows})
        return attrs.evolve(package, tables=tables)

    nation, *regions = world.contributions
    return World.of([nation, *map(of, regions)])


@st.composite
def ending(draw: Callable[..., Any]) -> World:
    """Draw a country in which relations and bureaus end now and then."""
    world = draw(worlds())

    def edge(row: Relation) -> Relation:
        if row.type is RelationType.SUCCEEDS or row.validity.end is not None:
            return row
        return attrs.evolve(row, validity=draw(VALIDITIES))

    def body(row: Authority) -> Authority:
        if row.kind != "city_amr":
            return row
        end = draw(VALIDITIES).end
        return attrs.evolve(row, validity=Validity(None, end))

    return _changed(_changed(world, "relations", edge), "authorities", body)


def _on(row: Any) -> Any:
    """The row without its end."""
    return attrs.evolve(row, validity=Validity(row.validity.start))


def _with(world: World, table: str, key: str) -> World:
    """The world in which a row goes on; with a body what ended with it."""
    changed = _changed(world, table, lambda row: _on(row) if row.id == key else row)
    if table != "authorities":
        return changed
    gone = world.book.hierarchy.authorities[key].validity.end

    def edge(row: Relation) -> Relation:
        ended = row.validity.end
        went = key in (row.subject, row.object) and gone and ended and ended >= gone
        return _on(row) if went else row

    return _changed(changed, "relations", edge)


def _gets_on(world: World, found: Finding) -> bool:
    assert found.witness
    answer = world.route(found.witness.request, found.witness.as_of)
    return answer.status is not Status.FALLBACK


@settings(max_examples=40)
@given(world=ending())
def test_relation_that_ended_is_blamed_if_a_way_were_open_had_it_gone_on(
    world: World,
) -> None:
    """And no other row is, where one of them would have led there."""
    for found in prove(world.ruleset).findings:
        if found.kind is not Kind.DEAD_END or found.witness is None:
            continue
        table, key = found.row or ("", "")
        over = [row for row in world.book.tables.relations if row.validity.end]
        opening = {
            row.id
            for row in over
            if row.type is not RelationType.SUCCEEDS
            and _gets_on(_with(world, "relations", row.id), found)
        }
        if table == "relations":
            assert key in opening
        else:
            body = world.book.hierarchy.authorities.get(key)
            gone = body is not None and found.witness.day not in body.validity
            assert not opening or gone or table == "path_rules"
            assert not gone or _gets_on(_with(world, table, key), found)
