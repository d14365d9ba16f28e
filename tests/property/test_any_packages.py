"""Random packages: neither order nor grouping counts, and each keeps to its places."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from regservice.core.routing.book import AsOf
from regservice.model.package import Contribution, Tables
from regservice.ruleset.compile import compile_ruleset
from tests.property.nation import DAYS, nation
from tests.property.regions import region_packages
from tests.property.worlds import World, requests, worlds

RULES = ("rules", "path_rules", "bypasses", "limits", "programmes")
"""Tables whose rows may stand in another package than the bodies that they name."""


def _halves(package: Contribution, cut: int) -> list[Contribution]:
    """A package with some of its rules in a second one, for the same places."""
    parts: list[dict[str, Any]] = [{}, {}]
    for attribute in attrs.fields(Tables):
        rows = getattr(package.tables, attribute.name)
        at = cut % (len(rows) + 1) if attribute.name in RULES else len(rows)
        parts[0][attribute.name], parts[1][attribute.name] = rows[:at], rows[at:]
    name = package.manifest.name
    return [
        Contribution(
            manifest=attrs.evolve(package.manifest, name=f"{name}-{number}"),
            tables=Tables(**rows),
        )
        for number, rows in enumerate(parts)
    ]


@settings(max_examples=25)
@given(data=st.data())
def test_neither_order_nor_grouping_of_packages_counts(data: st.DataObject) -> None:
    """The digest and every answer are the same."""
    world = data.draw(worlds(2))
    first, *regions = world.contributions
    cuts = st.integers(0, 20)
    parts = [half for region in regions for half in _halves(region, data.draw(cuts))]
    other = World.of(data.draw(st.permutations([first, *parts])))

    assert world.ruleset.digest == other.ruleset.digest
    for _ in range(8):
        asked = data.draw(requests(world, complete=data.draw(st.booleans())))
        as_of = AsOf(data.draw(st.sampled_from(DAYS)))
        assert world.route(asked, as_of) == other.route(asked, as_of)


@settings(max_examples=25)
@given(data=st.data())
def test_region_changes_no_answer_outside_of_its_places(data: st.DataObject) -> None:
    """Whatever is asked in the first region, with and without the second."""
    alone = World.of([nation(), data.draw(region_packages())])
    other = data.draw(region_packages("34", "ah"))
    both = World.of([*alone.contributions, other])

    for _ in range(12):
        asked = data.draw(requests(alone, complete=data.draw(st.booleans())))
        as_of = AsOf(data.draw(st.sampled_from(DAYS)))
        assert alone.route(asked, as_of) == both.route(asked, as_of)


@settings(max_examples=20)
@given(world=worlds(), days=st.integers(1, 3000))
def test_digest_tells_a_rule_that_ends_earlier(world: World, days: int) -> None:
    """One day in the validity of one rule is another ruleset."""
    first, region = world.contributions
    row, *rest = region.tables.rules
    validity = attrs.evolve(row.validity, end=DAYS[-1].replace(year=2027 + days % 50))
    rules = (attrs.evolve(row, validity=validity), *rest)
    changed = attrs.evolve(region, tables=attrs.evolve(region.tables, rules=rules))

    assert world.ruleset.digest != compile_ruleset([first, changed]).digest
