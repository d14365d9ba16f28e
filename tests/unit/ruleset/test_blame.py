"""At which row a gap is mended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from regservice.model.legal import Validity
from regservice.ruleset.finding import Kind
from regservice.ruleset.prove import prove

DAY = dt.date(2025, 1, 1)
Rules = Callable[..., Any]


def _gap(ruleset: Any) -> tuple[str, str] | None:
    (found,) = prove(ruleset).findings
    assert Kind.GAP is found.kind
    return found.row


@pytest.fixture
def complex_rules(make: Any, province: Rules) -> Callable[..., Any]:
    """A province whose rules for complex requests are the given ones."""

    def run(*rules: Any) -> Any:
        base = [r for r in make.tables().rules if r.id != "hard"]
        return province(rules=(*base, *rules))

    return run


def _rule(make: Any, key: str, start: Any, end: Any, **when: str) -> Any:
    tests = make.when(difficulty="complex", **when)
    return make.rule(key, "lead", "p/mpa", when=tests, validity=Validity(start, end))


def test_rule_that_ended_is_named_where_nothing_follows_it(
    make: Any, complex_rules: Any
) -> None:
    """Not one that is far from it and in force."""
    assert ("rules", "old") == _gap(complex_rules(_rule(make, "old", None, DAY)))


def test_hole_of_a_day_is_blamed_on_the_rule_that_ended_too_soon(
    make: Any, complex_rules: Any
) -> None:
    later = DAY + dt.timedelta(days=1)
    rules = _rule(make, "old", None, DAY), _rule(make, "new", later, None)

    assert ("rules", "old") == _gap(complex_rules(*rules))


def test_rule_that_follows_and_is_narrower_is_the_one_to_mend(
    make: Any, complex_rules: Any
) -> None:
    """The old one ended as it should."""
    rules = (
        _rule(make, "old", None, DAY),
        _rule(make, "new", DAY, None, product="drug"),
    )

    assert ("rules", "new") == _gap(complex_rules(*rules))


def test_of_rules_that_ended_the_last_one_is_named(
    make: Any, complex_rules: Any
) -> None:
    first = dt.date(2020, 1, 1)
    rules = _rule(make, "first", None, first), _rule(make, "second", first, DAY)

    assert ("rules", "second") == _gap(complex_rules(*rules))


def test_body_that_ended_is_named_before_the_rule_that_names_it(
    make: Any, province: Rules
) -> None:
    bodies = tuple(
        attrs.evolve(body, validity=Validity(None, DAY)) if body.id == "p/mpa" else body
        for body in make.tables().authorities
    )

    assert ("authorities", "p/mpa") == _gap(province(authorities=bodies))


OTHERS = ["station", "hotline", "online", "visit", "face_to_face"]
"""Every channel but letters."""


def test_gap_is_located_at_the_rule_that_lacks_the_fewest_facts(
    make: Any, complex_rules: Any
) -> None:
    """What the request leaves open is not met: it is no closer for that."""
    far = make.when(item="training_exchange", applicant="enterprise")
    rules = (
        make.rule("a-far", "co", "p/mpa", when=far),
        make.rule("far", "lead", "p/mpa", when=far, exception_to=("near",)),
        make.rule(
            "near",
            "lead",
            "p/mpa",
            when=make.when(difficulty="complex", channel=OTHERS),
        ),
    )

    proof = prove(complex_rules(*rules))

    assert {("rules", "near")} == {
        found.row for found in proof.findings if found.kind is Kind.GAP
    }


def test_of_rules_as_near_the_one_that_names_the_item_is_told(
    make: Any, complex_rules: Any
) -> None:
    wide = make.when(difficulty="complex", product="drug", channel=OTHERS)
    narrow = make.when(item="renewal", channel=OTHERS, difficulty="complex")
    rules = (
        make.rule("a-wide", "lead", "p/mpa", when=wide),
        make.rule("narrow", "lead", "p/mpa", when=narrow),
        make.rule(
            "training", "lead", "p/mpa", when=make.when(item="training_exchange")
        ),
    )

    proof = prove(complex_rules(*rules))

    gaps = [found.row for found in proof.findings if found.kind is Kind.GAP]
    assert [("rules", "narrow")] == gaps
