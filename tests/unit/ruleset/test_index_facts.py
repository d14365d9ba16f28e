"""The facts that an index is asked with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regservice.errors import UnknownNameError
from tests.unit.ruleset.indexed import HARD, both, index_of, refers

Rules = Callable[..., Any]


@pytest.mark.parametrize("staff", ["0", "9", "10", "12", "49", "50", "100"])
def test_number_is_looked_up_by_its_interval(
    make: Any, province: Rules, staff: str
) -> None:
    field = make.field("staff", {}, lowest=0, highest=100)
    rules = (
        make.rule("receive", "receive", "station"),
        make.rule("few", "lead", "station", when=make.when(staff="..9")),
        make.rule("some", "lead", "p/d/amr", when=make.when(staff="10..49")),
    )
    index = index_of(province(rules=rules, more={"fields": (field,)}))
    seen = refers(index)

    found, reference = both(index, staff=staff)

    assert reference == found
    assert (1 if int(staff) < 50 else 2) == len(seen)


@pytest.mark.parametrize("staff", ["101", "-1", "many", "²", "1.5", ""])
def test_value_that_a_fact_cannot_have_is_refused(
    make: Any, province: Rules, staff: str
) -> None:
    field = make.field("staff", {}, lowest=0, highest=100)
    rule = make.rule("few", "lead", "p/d/station", when=make.when(staff="..9"))
    index = index_of(province(more={"fields": (field,), "rules": (rule,)}))

    with pytest.raises(UnknownNameError, match="staff"):
        index.route("330102", "renewal", difficulty="basic", staff=staff)


@pytest.mark.parametrize("values", [["low", "high"], ["low"]])
def test_rule_for_every_value_of_a_fact_needs_none(
    make: Any, province: Rules, values: list[str]
) -> None:
    """Both leave the fact out, or neither."""
    field = make.field("risk", {"low": [], "high": []})
    when = make.when(risk=values)
    rule = make.rule("all", "lead", "p/mpa", when=when, exception_to=("complex",))
    index = index_of(province(more={"fields": (field,), "rules": (rule,)}))

    found, reference = both(index, **HARD)

    assert reference == found
    assert ("all" in found.rules) is (len(values) > 1)


def test_order_of_programmes_is_no_matter(make: Any, province: Rules) -> None:
    codes = ("p:a", "p:b")
    rules = [
        make.rule(code[2:], "lead", "p/d/station", when=make.when(programme=code))
        for code in codes
    ]
    programmes = [make.programme(code, "330000") for code in codes]
    index = index_of(province(more={"rules": rules, "programmes": programmes}))
    seen = refers(index)

    one, other = (
        index.route("330102", "renewal", difficulty="basic", programme=p)
        for p in ("p:a+p:b", "p:b+p:a")
    )

    assert one == other
    assert ("receive", "a", "b", "basic") == one.rules
    assert [] == seen


def test_resolver_takes_one_value_for_each_fact(province: Rules) -> None:
    index = index_of(province())
    resolve = index.resolver("difficulty", "product", remember=2)

    for _ in range(2):
        assert index.route("330102", "renewal", **HARD) == (
            resolve("330102", "renewal", "complex", "device")
        )
    with pytest.raises(TypeError):
        resolve("330102", "renewal", "complex")
    with pytest.raises(KeyError):
        resolve("999999", "renewal", "complex", "device")
    with pytest.raises(KeyError):
        resolve("330102", "nothing", "complex", "device")
    with pytest.raises(UnknownNameError):
        resolve("330102", "renewal", "easy", "device")
    with pytest.raises(UnknownNameError, match="difficulties"):
        index.resolver("difficulties")


def test_fact_that_is_none_is_not_stated(province: Rules) -> None:
    index = index_of(province())

    assert index.route("330102", "renewal", **HARD) == (
        index.route("330102", "renewal", **HARD, grade_of_risk=None)
    )


def test_too_many_combinations_of_facts_are_walked_one_by_one(
    make: Any, province: Rules
) -> None:
    values = {f"v{n}": [] for n in range(20)}
    fields = [make.field(f"f{n}", values) for n in range(3)]
    rules = [
        make.rule(f"r{n}", "lead", "p/d/station", when=make.when(**{f"f{n}": "v1"}))
        for n in range(3)
    ]
    index = index_of(province(more={"fields": fields, "rules": rules}))
    seen = refers(index)
    facts = {"f0": "v1", "f1": "v2", "f2": "v1", "difficulty": "basic"}

    assert ("receive", "basic", "r0", "r2") == (
        index.route("330102", "renewal", **facts).rules
    )
    assert [] == seen
