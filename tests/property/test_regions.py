"""A region package changes no answer outside its places."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import regservice
from regservice.engine.engine import Engine
from regservice.model.package import Contribution
from regservice.model.vocab import Difficulty, Product
from regservice.ruleset.compile import compile_ruleset

AT = "2026-03-02T10:00:00+08:00"
WORDS = (
    "三类", "二类", "医疗器械", "药品", "化妆品", "进口", "延续", "首次注册", "备案",
    "生产许可", "批发", "零售", "要多久", "哪些材料", "分歧", "创新通道", "临床试验",
    "投诉", "停车", "培训", "政策资金", "不良事件", "专利",
)  # fmt: skip
# The nation contains the region: whoever is only known to be in it may be there.
OUTSIDE = ("110000", "320000", "330000", "440000", "710000", None)
ITEMS = ("product_registration", "renewal", "policy_funding", "emergency", None)


def _answer(engine: Engine, **asked: Any) -> dict[str, Any]:
    found = engine.route(regservice.ServiceRequest(**asked), at=AT).as_json()
    return {key: value for key, value in found.items() if key != "ruleset"}


REQUESTS = st.fixed_dictionaries(
    {
        "text": st.lists(st.sampled_from(WORDS), max_size=5).map("".join),
        "place": st.sampled_from(OUTSIDE),
        "site": st.sampled_from(OUTSIDE),
        "product": st.sampled_from([None, *Product]),
        "difficulty": st.sampled_from([None, *Difficulty]),
        "item": st.sampled_from(ITEMS),
    }
)


@given(asked=REQUESTS)
def test_shanghai_changes_no_answer_elsewhere(
    engine: Engine, national: Engine, asked: dict[str, Any]
) -> None:
    """With and without the package of Shanghai the whole answer is the same."""
    assert _answer(national, **asked) == _answer(engine, **asked)


def test_shanghai_changes_answers_in_shanghai(engine: Engine, national: Engine) -> None:
    """The comparison can tell a difference where there is one."""
    asked = {"text": "三类医疗器械延续要多久", "place": "310000"}

    assert _answer(national, **asked) != _answer(engine, **asked)


@pytest.fixture(scope="module")
def without(small: tuple[Contribution, ...]) -> Engine:
    """A nation with one region."""
    return Engine(compile_ruleset(small[:2]), ())


@pytest.fixture(scope="module")
def with_both(small: tuple[Contribution, ...]) -> Engine:
    """The same with a second region."""
    return Engine(compile_ruleset(small), ())


@given(
    text=st.lists(
        st.sampled_from(["器械", "药品", "延续", "培训", "哪些材料", "争议", "浙江"]),
        max_size=5,
    ).map("".join),
    place=st.sampled_from(["330000", "浙江", None]),
    difficulty=st.sampled_from([None, *Difficulty]),
)
def test_second_region_changes_no_answer_in_the_first(
    without: Engine, with_both: Engine, **asked: Any
) -> None:
    """Limits, paths, rules and bodies of one region stay in it."""
    assert _answer(without, **asked) == _answer(with_both, **asked)
