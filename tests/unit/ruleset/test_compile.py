"""Contributions become one ruleset, or every fault is reported at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.codec.package import read_package
from regservice.errors import DataError, Location, Problem
from regservice.ruleset.compile import compile_ruleset
from regservice.ruleset.located import where

Faults = Callable[..., list[Problem]]


def _codes(*contributions: Any) -> list[str]:
    with pytest.raises(DataError) as caught:
        compile_ruleset(contributions)
    return [problem.code for problem in caught.value.problems]


@pytest.fixture
def nation(make: Any) -> Any:
    """The small world of the unit tests as a national contribution."""
    return make.contribution("nation", **attrs.asdict(make.tables(), recurse=False))


def test_ruleset_needs_a_national_package(make: Any, nation: Any) -> None:
    """Regions alone have no ground to stand on."""
    assert ["RS2009"] == _codes()
    assert "RS2009" in _codes(make.contribution("zj", "330000"))
    assert (nation.manifest,) == compile_ruleset([nation]).manifests


def test_same_package_seen_twice_counts_once(nation: Any) -> None:
    """An installed distribution and its folder may both be found."""
    again = attrs.evolve(nation)
    noted = attrs.evolve(nation, manifest=attrs.evolve(nation.manifest, note="x"))

    once = compile_ruleset([nation])

    assert once.digest == compile_ruleset([nation, again, noted]).digest
    assert 1 == len(compile_ruleset([nation, again, noted]).manifests)


@pytest.mark.parametrize("change", ["version", "rows"])
def test_same_name_with_other_content_is_refused(nation: Any, change: str) -> None:
    """Two versions of a package do not mix."""
    other = (
        attrs.evolve(nation, manifest=attrs.evolve(nation.manifest, version="2"))
        if change == "version"
        else attrs.evolve(nation, tables=attrs.evolve(nation.tables, documents=()))
    )

    assert "RS2007" in _codes(nation, other)
    assert "RS2007" in _codes(other, nation)


def test_two_versions_are_named_with_their_files(packages: Any) -> None:
    """The message says where both were found."""
    one = read_package(packages.nation())
    home = packages.write("nation", "national", {"x.yaml": "places: []"}, folder="two")
    (home / "x.yaml").write_text(
        "places: [{code: national, name: 全国, tier: nation}]", encoding="utf-8"
    )

    with pytest.raises(DataError) as caught:
        compile_ruleset([one, read_package(home)])

    (problem,) = caught.value.problems
    assert "RS2007" == problem.code
    assert str(home / "x.yaml") in problem.params["files"]
    assert str(packages.base / "nation") in problem.params["files"]


def test_key_that_stands_twice_is_reported_with_both_places(
    packages: Any, faults: Faults
) -> None:
    """Packages must not overwrite each other."""
    text = "places:\n  - {code: '330000', name: x, located_in: [national]}\n"

    (problem,) = faults(text, name="one-more")

    assert ("RS2001", "330000", 2) == (
        problem.code,
        problem.params["key"],
        problem.where.line,
    )
    assert "places.yaml:3:" in problem.params["other"]


def test_faults_of_all_packages_come_sorted_by_place(make: Any, nation: Any) -> None:
    """The order of the packages does not order the messages."""
    bad = [
        make.contribution(name, "330000", rules=(make.rule(name, "lead", "x/y"),))
        for name in ("b", "a")
    ]

    with pytest.raises(DataError) as one:
        compile_ruleset([nation, *bad])
    with pytest.raises(DataError) as two:
        compile_ruleset([*bad[::-1], nation])

    assert one.value.problems == two.value.problems
    assert ["a", "b"] == [p.where.file for p in one.value.problems]


def test_tables_of_the_ruleset_are_sorted_by_key(make: Any, nation: Any) -> None:
    """What is iterated into an answer has a stated order."""
    more = make.contribution("more", rules=(make.rule("aaa", "co", "station"),))

    rules = compile_ruleset([more, nation]).book.tables.rules

    assert ["aaa", "basic", "hard", "receive"] == [rule.id for rule in rules]


def test_ruleset_knows_where_its_rows_stand(packages: Any) -> None:
    """File, line and column of a row; else table and key."""
    ruleset = compile_ruleset([read_package(packages.nation())])

    found = where(ruleset.origins, "places", "330000")

    assert (3, 5) == (found.line, found.column)
    assert found.file.endswith("places.yaml")
    assert Location("places:x") == where(ruleset.origins, "places", "x")
