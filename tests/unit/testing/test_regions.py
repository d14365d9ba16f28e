"""The class of tests that packages of regions inherit: each of them can fail."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from regservice.engine.engine import Engine
from regservice.levels.subject import Subject
from regservice.ruleset.compile import compile_ruleset
from regservice.testing.regions import RegionIsolation

TESTS = sorted(name for name in vars(RegionIsolation) if name.startswith("test_"))
ANSWERS = [name for name in TESTS if name.endswith("elsewhere")]


class Region(RegionIsolation):
    """Shandong as it comes with the library."""

    package = "regservice-region-shandong"
    words = ("我公司是链主企业，普通化妆品备案需要哪些材料",)
    elsewhere = ("110000",)


@cache
def leaking() -> Subject:
    """Give a package with which the rows of Beijing are gone."""
    subject = RegionIsolation.subject(Region())
    others = [c for c in subject.beside if "beijing" not in c.manifest.name]
    ruleset = compile_ruleset([*subject.ground, *others, subject.contribution])
    return attrs.evolve(subject, engine=Engine(ruleset, ()))


@pytest.mark.parametrize("name", TESTS)
def test_sound_region_passes(name: str) -> None:
    """Each of the tests, by what the region is."""
    getattr(Region(), name)()


@pytest.mark.parametrize("name", ["test_every_row_of_others_is_the_same", *ANSWERS])
def test_region_that_changes_others_fails(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its rows, and by each way to ask."""
    monkeypatch.setattr(Region, "subject", lambda _: leaking())
    monkeypatch.setattr(Region, "outside", lambda _: Region.elsewhere)
    monkeypatch.setattr(Region, "heard", lambda _: ["药品", "延续", "注册"])

    with pytest.raises(AssertionError):
        getattr(Region(), name)()


@pytest.mark.parametrize("test", [None, SimpleNamespace(values=("370000", "110000"))])
def test_rule_beyond_the_region_fails(
    test: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bound to no place, or to one outside too."""
    loose = SimpleNamespace(when={"place": test})
    monkeypatch.setattr("regservice.testing.regions._rows", lambda *_: {"x": loose})
    monkeypatch.setattr(Region, "is_own", lambda *_: True)

    with pytest.raises(AssertionError):
        Region().test_every_rule_is_bound_to_the_region()


def test_what_holds_the_region_is_not_outside() -> None:
    """Neither the nation nor the region itself nor what lies in it."""
    region = Region()

    assert not any(map(region.is_outside, ("national", "370000", "370800")))
    assert "370000" not in region.outside()
    assert "110000" in region.outside()
    assert ("110000",) == region.asked()
