"""Who is set aside where packages do not fit together, and who never is."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import Any

import attrs
import pytest

from regservice.codec.package import read_package
from regservice.errors import DataError
from regservice.model.package import Contribution
from regservice.ruleset.compile import compile_ruleset
from regservice.ruleset.settle import Settled, settle

Settle = Callable[..., Settled]
GUESS = "source: {kind: assumed, note: n}"
PROGRAMME = "  - {code: '%s', name: n, key: true, places: [%s], $S}\n"


def _programme(*codes: str, place: str = '"330000"') -> str:
    return "programmes:\n" + "".join(PROGRAMME % (code, place) for code in codes)


def _edges(*edges: tuple[str, str]) -> str:
    rows = (
        f"  - {{type: administers, subject: {a}, object: {b}, $S}}\n" for a, b in edges
    )
    return "relations:\n" + "".join(rows)


def _bodies(*keys: str, place: str = '"330000"') -> str:
    rows = (
        f"  - {{id: {key}, name: n, kind: customs, level: city,"
        f" places: [{place}], $S}}\n"
        for key in keys
    )
    return "authorities:\n" + "".join(rows)


@pytest.fixture
def region(packages: Any) -> Callable[..., Contribution]:
    """Return a function that writes and reads the package of a region."""

    def make(name: str, text: str, place: str = '"330000"') -> Contribution:
        return read_package(packages.one(text.replace("$S", GUESS), name, place))

    return make


@pytest.fixture
def settled(packages: Any) -> Settle:
    """
    Return a function that settles installed packages on the small nation.

    It does so in every order, and wants the same outcome each time.
    """
    nation = read_package(packages.nation())

    def run(*installed: Contribution, asked: tuple[Contribution, ...] = ()) -> Settled:
        outcomes = [settle([nation], asked, order) for order in permutations(installed)]
        first = outcomes[0]
        for other in outcomes:
            assert first.ruleset.digest == other.ruleset.digest
            assert first.set_aside == other.set_aside
        rest = [c for c in installed if c.manifest.name not in first.set_aside]
        alone = compile_ruleset([nation, *asked, *rest])
        assert alone.digest == first.ruleset.digest
        return first

    return run


def _codes(found: Settled) -> dict[str, list[str]]:
    return {
        name: [p.code for p in problems] for name, problems in found.set_aside.items()
    }


def test_nobody_is_set_aside_where_all_fit(region: Any, settled: Settle) -> None:
    """Packages with keys of their own are all there."""
    found = settled(region("a", _programme("a:x")), region("b", _programme("b:x")))

    assert {} == found.set_aside
    assert ["a", "b", "nation"] == [m.name for m in found.ruleset.manifests]


@pytest.mark.parametrize("count", [2, 3])
def test_all_that_claim_one_key_are_set_aside(
    region: Any, settled: Settle, count: int
) -> None:
    """Each is told where the others stand; who claims nothing of theirs stays."""
    claiming = [
        region(name, _programme(f"{name}:own", "t:one")) for name in "abc"[:count]
    ]

    found = settled(*claiming, region("other", _programme("other:x")))

    assert {name: ["RS2001"] for name in "abc"[:count]} == _codes(found)
    for name, (problem,) in found.set_aside.items():
        assert (f"{name}/rows.yaml", 3) == (
            problem.where.file[-len("a/rows.yaml") :],
            problem.where.line,
        )
        for other in set("abc"[:count]) - {name}:
            assert f"{other} (" in problem.params["other"]
            assert f"{other}/rows.yaml:3" in problem.params["other"]


def test_claim_on_a_national_key_hurts_the_claimer_alone(
    region: Any, settled: Settle
) -> None:
    """Whichever name comes first: the nation is the ground, never set aside."""
    text = (
        "limits: [{id: nation/reply, goal: reply, legal_effect: internal,"
        " modality: may, $S}]\n"
    )

    found = settled(region("a", text), region("z", text, "national"))

    assert {"a": ["RS2001"], "z": ["RS2001"]} == _codes(found)
    assert all(
        "nation (" in problem.params["other"]
        for problems in found.set_aside.values()
        for problem in problems
    )
    assert {} == settled(region("b", _programme("b:x"))).set_aside


def test_claimer_that_is_broken_by_itself_hurts_nobody_else(
    region: Any, settled: Settle
) -> None:
    """A package that reaches outside cannot take another one with it."""
    sound = region("b", _programme("t:one"))
    broken = region("a", _programme("t:one") + _bodies("x", place='"340000"'))

    assert {"a": ["RS2003"]} == _codes(settled(broken, sound))


def test_fault_that_a_broken_package_plants_in_a_sound_one_is_not_its_own(
    region: Any, settled: Settle
) -> None:
    """A statutory limit from outside makes the promises of others too long."""
    limit = (
        "limits: [{id: %s, goal: resolve, count: %s, unit: working_day,"
        " legal_effect: %s, modality: may, when: {place: ['330000']}, $S}]\n"
    )
    promise = region("zj", limit % ("zj/r", 9, "service_standard"))
    law = region("ah", limit % ("ah/r", 1, "statutory"), '"340000"')

    found = settled(promise, law)

    assert {"ah": ["RS2003"]} == _codes(found)


def test_who_leans_on_a_package_that_is_set_aside_is_so_too(
    region: Any, settled: Settle
) -> None:
    """However far away; each says on which row of which package."""
    leaning = region("c", _edges(("c/x", "a/x")) + _bodies("c/x"))
    further = region("d", _edges(("d/x", "c/x")) + _bodies("d/x"))
    claiming = [region(n, _bodies(f"{n}/x") + _programme("t:one")) for n in "ab"]

    found = settled(further, leaning, *claiming)

    assert {"a": ["RS2001"], "b": ["RS2001"], "c": ["RS2035"], "d": ["RS2035"]} == (
        _codes(found)
    )
    assert [("a/x", "a"), ("c/x", "c")] == [
        (
            found.set_aside[name][0].params["key"],
            found.set_aside[name][0].params["other"],
        )
        for name in "cd"
    ]
    assert "“a”" in found.set_aside["c"][0].message("en")


def test_claim_of_a_package_that_leans_on_a_broken_one_counts_no_more(
    region: Any, settled: Settle
) -> None:
    """Who cannot be loaded anyway does not contest what another one brings."""
    broken = region("z", _bodies("z/x") + _bodies("y", place='"340000"')[13:])
    leaning = region("a", _bodies("a/x") + _edges(("a/x", "z/x")) + _programme("t:one"))
    sound = region("b", _programme("t:one"))

    assert {"a": ["RS2035"], "z": ["RS2003"]} == _codes(settled(broken, leaning, sound))


def test_user_of_a_contested_row_stays_with_the_one_that_is_sound(
    region: Any, settled: Settle
) -> None:
    """It is not judged by the row of the package whose name comes first."""
    field = (
        "fields: [{code: x, name: n, question: q, places: ['330000'],"
        " values: [{code: %s, name: n}]}]\n"
    )
    broken = region("a", field % "one" + _bodies("y", place='"340000"'))
    sound = region("b", field % "two")
    user = region(
        "c",
        "rules: [{id: r, role: co, holder: {authority: top/nmpa},"
        " when: {x: [two]}, modality: may, $S}]\n",
    )

    assert {"a": ["RS2003"]} == _codes(settled(broken, sound, user))
    contested = settled(region("a", field % "one"), sound, user)
    assert {"a": ["RS2001"], "b": ["RS2001"], "c": ["RS2035"]} == _codes(contested)
    assert "a, b" == contested.set_aside["c"][0].params["other"]


def test_circle_of_two_packages_is_the_fault_of_both(
    region: Any, settled: Settle
) -> None:
    """The message stands at one row; the others make the circle as much."""
    bodies = region("base", _bodies("p", "q"))
    # Each edge has a body of its own package, so that neither reaches outside.
    one = region("a", _bodies("a/x") + _edges(("a/x", "p"), ("q", "a/x")))
    two = region("b", _bodies("b/x") + _edges(("b/x", "q"), ("p", "b/x")))

    found = settled(bodies, one, two)

    assert {"a", "b"} == found.set_aside.keys()
    assert {"RS2004"} == {p.code for ps in found.set_aside.values() for p in ps} - {
        "RS2014"
    }


def test_second_superior_is_the_fault_of_who_adds_it(
    region: Any, settled: Settle
) -> None:
    """A foreign package cannot take away the body that it reaches for."""
    own = region("a", _bodies("a/x", "a/y") + _edges(("a/x", "a/y")))
    foreign = region(
        "b",
        _bodies("b/x", place='"340000"') + _edges(("b/x", "a/y")),
        '"340000"',
    )

    assert {"b": ["RS2014"]} == _codes(settled(own, foreign))


def test_two_versions_of_a_package_are_both_set_aside(
    packages: Any, region: Any, settled: Settle
) -> None:
    """Neither is better for being found first."""
    one = region("a", _programme("a:x"))
    packages.base /= "again"
    two = region("a", _programme("a:y"))

    found = settled(one, two, region("b", _programme("b:x")))

    assert {"a": ["RS2007"]} == _codes(found)


def test_same_package_found_twice_fits(region: Any, settled: Settle) -> None:
    """Two distributions may bring equal rows."""
    one = region("a", _programme("a:x"))

    assert {} == settled(one, attrs.evolve(one)).set_aside


def _refused(settled: Settle, *installed: Contribution, asked: Any) -> list[Any]:
    with pytest.raises(DataError) as caught:
        settled(*installed, asked=asked)
    return list(caught.value.problems)


def test_folder_that_clashes_with_an_installed_package_is_an_error(
    region: Any, settled: Settle
) -> None:
    """Who asked for it must know; both are named, whichever name comes first."""
    for mine, theirs in (("a", "b"), ("b", "a")):
        problems = _refused(
            settled,
            region(theirs, _programme("t:one")),
            asked=(region(mine, _programme("t:one")),),
        )

        assert {"RS2001"} == {p.code for p in problems}
        told = " ".join(f"{p.where} {p.params['other']}" for p in problems)
        assert f"{mine}/rows.yaml:2" in told
        assert f"{theirs}/rows.yaml:2" in told


def test_folder_does_not_clash_with_a_package_that_is_broken_anyway(
    region: Any, settled: Settle
) -> None:
    """That one is set aside, whatever else it claims."""
    broken = region("a", _programme("t:one") + _bodies("x", place='"340000"'))

    found = settled(broken, asked=(region("mine", _programme("t:one")),))

    assert {"a": ["RS2003"]} == _codes(found)


def test_folder_that_leans_on_a_package_that_is_set_aside_is_an_error(
    region: Any, settled: Settle
) -> None:
    """With what is wrong with that one."""
    broken = region("a", _bodies("a/x") + _bodies("y", place='"340000"')[13:])
    mine = region("mine", _bodies("m/x") + _edges(("m/x", "a/x")))

    problems = _refused(settled, broken, asked=(mine,))

    assert ["RS2003", "RS2035"] == sorted(p.code for p in problems)


def test_all_faults_of_folders_are_reported(region: Any, settled: Settle) -> None:
    """But not those of an installed package, which is a matter of its own."""
    asked = tuple(
        region(name, _bodies(f"{name}/x") + _edges((f"{name}/x", f"no/{name}")))
        for name in ("one", "two")
    )
    broken = region("a", _bodies("y", place='"340000"'))

    problems = _refused(settled, broken, asked=asked)

    assert ["no/one", "no/two"] == [p.params["key"] for p in problems]


def test_ground_that_is_at_fault_is_an_error(make: Any) -> None:
    """Nobody else is blamed for it."""
    rule = make.rule("bad", "lead", "no/body")
    rows = attrs.asdict(make.tables(), recurse=False)
    nation = make.contribution("nation", **{**rows, "rules": (rule,)})
    region = make.contribution("zj", "330000")

    with pytest.raises(DataError) as caught:
        settle([nation], [], [region])

    assert ["RS2002"] == [p.code for p in caught.value.problems]


def test_rows_made_in_python_are_blamed_by_package(make: Any) -> None:
    """They stand in no file."""
    nation = make.contribution("nation", **attrs.asdict(make.tables(), recurse=False))
    rule = make.rule("r", "co", "station")
    pair = [make.contribution(name, "330000", rules=(rule,)) for name in ("a", "b")]

    found = settle([nation], [], pair)

    assert {"a": "b", "b": "a"} == {
        name: problem.params["other"] for name, (problem,) in found.set_aside.items()
    }
