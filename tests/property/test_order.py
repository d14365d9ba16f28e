"""Neither order nor repetition of packages changes digest or answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import regservice
from regservice.engine.engine import Engine
from regservice.model.package import Contribution, Tables
from regservice.ruleset.compile import compile_ruleset

AT = "2026-03-02T10:00:00+08:00"
QUESTIONS = (
    {"text": "三类医疗器械延续注册要多久", "place": "徐汇区"},
    {"text": "审评意见有分歧", "place": "浦东新区", "product": "device"},
    {"text": "药品批发许可", "place": "黄浦区", "difficulty": "complex"},
    {"text": "停车怎么收费", "place": "上海"},
    {"text": "投诉假药", "place": "江苏"},
    {"text": ""},
)
SMALL = (
    {"text": "器械延续要哪些材料", "place": "浙江"},
    {"text": "器械延续有争议", "place": "安徽"},
    {"text": "培训", "place": "浙江", "product": "drug"},
    {"text": "药品培训有争议", "place": "全国"},
)


def _answers(
    contributions: Iterable[Contribution], questions: Iterable[dict[str, Any]]
) -> list[dict[str, Any]]:
    engine = Engine(compile_ruleset(contributions), ())
    return [
        engine.route(regservice.ServiceRequest(**asked), at=AT).as_json()
        for asked in questions
    ]


@pytest.mark.parametrize("times", [1, 2, 3])
def test_order_of_the_real_packages_changes_nothing(
    contributions: tuple[Contribution, ...], times: int
) -> None:
    """The national package and Shanghai, both ways round, and seen again."""
    one = contributions * times
    other = one[::-1]

    assert compile_ruleset(one).digest == compile_ruleset(other).digest
    assert compile_ruleset(contributions).digest == compile_ruleset(one).digest
    assert _answers(contributions, QUESTIONS) == _answers(other, QUESTIONS)


@given(data=st.data())
def test_no_order_and_no_repetition_of_packages_counts(
    small: tuple[Contribution, ...], data: st.DataObject
) -> None:
    """Any order of the packages, any of them any number of times more."""
    more = data.draw(st.lists(st.sampled_from(range(len(small))), max_size=4))
    order = data.draw(st.permutations([*range(len(small)), *more]))
    drawn = [small[index] for index in order]

    assert compile_ruleset(small).digest == compile_ruleset(drawn).digest
    assert _answers(small, SMALL) == _answers(drawn, SMALL)


@settings(max_examples=20)
@given(data=st.data())
def test_no_order_of_rows_in_a_package_counts(
    small: tuple[Contribution, ...], data: st.DataObject
) -> None:
    """The rows of each table may stand in any order."""
    drawn = [
        attrs.evolve(
            package,
            tables=attrs.evolve(
                package.tables,
                **{
                    a.name: tuple(
                        data.draw(st.permutations(getattr(package.tables, a.name)))
                    )
                    for a in attrs.fields(type(package.tables))
                },
            ),
        )
        for package in small
    ]

    assert compile_ruleset(small).digest == compile_ruleset(drawn).digest
    assert _answers(small, SMALL) == _answers(drawn, SMALL)


@given(data=st.data())
def test_grouping_of_rows_into_packages_does_not_change_the_digest(
    small: tuple[Contribution, ...], data: st.DataObject
) -> None:
    """National rows may come in one package or in two."""
    nation = small[0]
    first, second = {}, {}
    for attribute in attrs.fields(type(nation.tables)):
        rows = getattr(nation.tables, attribute.name)
        cut = data.draw(st.integers(0, len(rows)))
        first[attribute.name], second[attribute.name] = rows[:cut], rows[cut:]
    halves = [
        Contribution(
            manifest=attrs.evolve(nation.manifest, name=name), tables=Tables(**rows)
        )
        for name, rows in (("nation-a", first), ("nation-b", second))
    ]

    found = compile_ruleset([*halves, *small[1:]])

    assert compile_ruleset(small).digest == found.digest
