"""What is found of a package does not depend on the order in which it is written."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from regservice.engine.engine import Engine
from regservice.levels.finding import Level
from regservice.levels.judge import RULES, Verdict, judge
from regservice.levels.subject import Subject
from regservice.model.legal import Source, Validity
from regservice.model.package import Contribution, Tables
from regservice.plugin.found import Found
from regservice.ruleset.compile import compile_ruleset
from regservice.testing.fakes import fake_engine, fake_nation, fake_package

SLOW = {"S01"}
"""Rules that write workbooks; each table is compared as a whole there."""

ROWS = tuple(rule for rule in RULES if rule.id not in SLOW)


def subject_of(own: Contribution, *others: Contribution) -> Subject:
    """The package beside the fakes."""
    ground = fake_nation()
    return Subject(
        asked=own.manifest.name,
        found=Found(name=own.manifest.name, origin="path", contribution=own),
        contribution=own,
        engine=Engine(compile_ruleset([*others, own, ground]), ()),
        without=Engine(compile_ruleset([ground, *others]), ()),
        ground=(ground,),
        beside=others,
        again=own,
    )


def told(verdict: Verdict) -> dict[str, set[str]]:
    """Rule to what is found, as a set."""
    return {
        each.rule.id: {finding.message() for finding in each.findings}
        for each in verdict.judged
    }


@st.composite
def written(draw: st.DrawFn) -> tuple[Contribution, Contribution]:
    """A package with a fault here and there, and the same in another order."""
    base = fake_package()
    tables: dict[str, Any] = {
        attribute.name: list(getattr(base.tables, attribute.name))
        for attribute in attrs.fields(Tables)
    }
    dated = draw(st.booleans())
    for table in ("rules", "path_rules"):
        validity = Validity() if dated else base.tables.rules[0].validity
        tables[table] = [attrs.evolve(row, validity=validity) for row in tables[table]]
    if draw(st.booleans()):
        bare = Source(kind="assumed", note="虚构")
        tables["limits"] = [attrs.evolve(row, source=bare) for row in tables["limits"]]
    for table in ("limits", "path_rules"):
        if draw(st.booleans()):
            tables[table] = []
    other = {table: draw(st.permutations(rows)) for table, rows in tables.items()}
    return fake_package(**tables), fake_package(**other)


@settings(max_examples=15)
@given(pair=written(), swap=st.booleans())
def test_order_of_rows_and_packages_means_nothing(
    pair: tuple[Contribution, Contribution], *, swap: bool
) -> None:
    """The same level, and the same findings."""
    others = [fake_package("other", "980000")]
    one = judge(subject_of(pair[0], *others), Level.PLATINUM, ROWS)
    two = judge(subject_of(pair[1], *others), Level.PLATINUM, ROWS)

    assert told(one) == told(two)
    assert one.level is two.level
    order = [pair[0], *others] if swap else [*others, pair[0]]
    assert fake_engine(*order).digest == subject_of(pair[1], *others).engine.digest
