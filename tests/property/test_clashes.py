"""Any subset of any packages in any order: one outcome, and no harm to the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from regservice.core.routing.book import AsOf
from regservice.model.catalogue import Programme
from regservice.model.condition import Condition
from regservice.model.limit import TimeLimit
from regservice.model.package import Contribution, Tables
from regservice.model.supersession import Supersession
from regservice.model.vocab import Goal, LegalEffect, Modality, Unit
from regservice.ruleset.compile import compile_ruleset
from regservice.ruleset.settle import Settled, settle
from tests.property.nation import ASSUMED, DAYS, clause, manifest, nation
from tests.property.regions import region_packages
from tests.property.worlds import World, requests

NATION: Final = nation()
PLACES: Final = ("330000", "340000")


def _programme(code: str, place: str) -> Programme:
    return Programme(code=code, name=code, key=True, places=(place,), source=ASSUMED)


def _limit(key: str, days: int, *places: str) -> TimeLimit:
    return TimeLimit(
        id=key,
        goal=Goal.FOLLOW_UP,
        count=days,
        unit=Unit.WORKING_DAY,
        when=Condition.of({"place": places} if places else {}),
        legal_effect=LegalEffect.INTERNAL,
        modality=Modality.MAY,
        source=clause(),
    )


@st.composite
def small_packages(draw: Callable[..., Any], name: str) -> Contribution:
    """
    Draw a package of few rows, which may fit, clash, lean on another or be broken.

    It may claim a programme, take the place of the limit of the nation or of
    another package, name a programme or a body of another one, and reach outside.
    """
    place = draw(st.sampled_from(PLACES))
    own = f"{name}/own"
    programmes = draw(st.sets(st.sampled_from(["t:one", "t:two"]), max_size=1))
    limits = [_limit(own, 3)]
    says = []
    if draw(st.integers(0, 3)) == 0:
        key = draw(st.sampled_from(["nation/untimed", "p/own", "q/own"]))
        limits += [] if key == own else [_limit(key, 4)]
        if draw(st.integers(0, 3)):
            says.append(Supersession(table="limits", key=key, source=clause()))
    if draw(st.integers(0, 3)) == 0:
        other = draw(st.sampled_from(["t:one", "t:two", "q:own"]))
        when = Condition.of({"programme": [other]})
        limits.append(attrs.evolve(_limit(f"{name}/leans", 2, place), when=when))
    if draw(st.integers(0, 5)) == 0:
        limits.append(_limit(f"{name}/far", 2, *PLACES))
    tables = Tables(
        programmes=tuple(_programme(c, place) for c in (f"{name}:own", *programmes)),
        limits=tuple(limits),
        supersessions=tuple(says),
    )
    return Contribution(manifest=manifest(name, place), tables=tables)


FEW: Final = st.tuples(*map(small_packages, "pqrs"))


def _settled(packages: Sequence[Contribution]) -> Settled:
    return settle([NATION], [], packages)


@settings(max_examples=100)
@given(packages=FEW, data=st.data())
def test_outcome_is_that_of_the_set(
    packages: tuple[Contribution, ...], data: st.DataObject
) -> None:
    """Of any subset: neither order nor repetition changes digest or quarantine."""
    subset = data.draw(st.lists(st.sampled_from(packages), min_size=1))
    unique = [c for c in packages if c in subset]

    one, other = _settled(unique), _settled(subset)

    assert one.ruleset.digest == other.ruleset.digest
    assert one.set_aside == other.set_aside
    assert all(one.set_aside.values())


@settings(max_examples=100)
@given(packages=FEW)
def test_what_is_left_is_sound_and_nothing_else_counts(
    packages: tuple[Contribution, ...],
) -> None:
    """The digest is that of the packages that were not set aside, in a clean place."""
    found = _settled(packages)
    left = [c for c in packages if c.manifest.name not in found.set_aside]

    assert compile_ruleset([NATION, *left]).digest == found.ruleset.digest
    assert {c.manifest.name for c in left} == {
        m.name for m in found.ruleset.manifests
    } - {NATION.manifest.name}


@settings(max_examples=50)
@given(packages=FEW)
def test_clean_packages_are_all_there(packages: tuple[Contribution, ...]) -> None:
    """Whoever shares no row, names no row of others and stays at home is not blamed."""
    clean = [
        attrs.evolve(
            c,
            tables=Tables(
                programmes=c.tables.programmes[:1], limits=c.tables.limits[:1]
            ),
        )
        for c in packages
    ]

    for package in clean:
        rest = [c for c in packages if c.manifest.name != package.manifest.name]
        rest = [c for c in rest if not _meets(c, package)]

        assert package.manifest.name not in _settled([*rest, package]).set_aside


def _meets(package: Contribution, other: Contribution) -> bool:
    keys = {row.id for row in other.tables.limits}
    return any(row.id in keys for row in package.tables.limits)


@settings(max_examples=30)
@given(packages=FEW, data=st.data())
def test_uninstalling_restores_the_digest(
    packages: tuple[Contribution, ...], data: st.DataObject
) -> None:
    """Whatever was installed, superseded or contested meanwhile, in whatever order."""
    into, out = (data.draw(st.permutations(packages)) for _ in range(2))
    steps = [into[:count] for count in range(len(into) + 1)]
    steps += [out[count:] for count in range(len(out) + 1)]
    known: dict[frozenset[str], Settled] = {}
    for step in steps:
        found = _settled(step)
        before = known.setdefault(frozenset(c.manifest.name for c in step), found)
        assert before.ruleset.digest == found.ruleset.digest
        assert before.set_aside == found.set_aside

    assert compile_ruleset([NATION]).digest == known[frozenset()].ruleset.digest


@settings(max_examples=15)
@given(data=st.data())
def test_clash_changes_no_answer_of_the_others(data: st.DataObject) -> None:
    """A whole region is asked, beside packages that claim what it does not bring."""
    region = data.draw(region_packages())
    few = data.draw(FEW)
    clashing = [
        attrs.evolve(
            package,
            manifest=manifest(package.manifest.name, "340000"),
            tables=Tables(programmes=(_programme("t:one", "340000"),)),
        )
        for package in few[:2]
    ]
    alone = World.of([NATION, region])

    found = _settled([*clashing, region])
    beside = World((NATION, region), found.ruleset)

    assert {"p", "q"} == found.set_aside.keys()
    assert alone.ruleset.digest == beside.ruleset.digest
    for _ in range(6):
        asked = data.draw(requests(alone))
        as_of = AsOf(data.draw(st.sampled_from(DAYS)))
        assert alone.route(asked, as_of) == beside.route(asked, as_of)


@settings(max_examples=15)
@given(data=st.data())
def test_copy_of_a_region_that_reaches_outside_does_it_no_harm(
    data: st.DataObject,
) -> None:
    """Who copies the rows of others for other places is alone to blame."""
    region = data.draw(region_packages())
    table = data.draw(st.sampled_from(["programmes", "authorities", "relations"]))
    copied = Contribution(
        manifest=manifest("copy", "340000"),
        tables=Tables(**{table: getattr(region.tables, table)}),
    )

    found = _settled(data.draw(st.permutations([region, copied])))

    assert {"copy"} == found.set_aside.keys()
    assert compile_ruleset([NATION, region]).digest == found.ruleset.digest
