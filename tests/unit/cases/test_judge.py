"""Each kind of expectation can be met and missed, and is shown where it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regservice.cases.outcome import Outcome, Result
from regservice.errors import DataError

Outcomes = Callable[..., Outcome]
Results = Callable[..., Result]

HARD = """\
tests:
  - id: one/hard
    text: 二类器械首次注册收到发补,对临床评价路径有争议
    place: 徐汇区
    at: 2026-03-02T10:00
"""
LISTED = HARD + "    programmes: [上海区级重点项目]\n"
NOWHERE = HARD.replace("    place: 徐汇区\n", "")
FILING = """\
tests:
  - id: one/filing
    item: product_filing
    product: device
    difficulty: complex
    attributes: {device_class: "1", origin: domestic}
    place: 徐汇区
    at: 2026-03-02
"""
MARS = HARD.replace("徐汇区", "火星")


@pytest.mark.parametrize(
    ("base", "expected", "ok"),
    [
        ("", "handler: 徐汇工作站", True),
        ("", "handler: shanghai/xuhui/station", True),
        ("", "handler: 徐汇区市场监管局", False),
        (HARD, "handler: 徐汇区市场监管局", True),
        (HARD, "lead: 市药监局", True),
        (HARD, "lead: 徐汇区市场监管局", False),
        (HARD, "loop_owner: 徐汇工作站", True),
        (HARD, "loop_owner: 徐汇区市场监管局", False),
        ("", "not_handler: [市药监局]", True),
        ("", "not_handler: [徐汇工作站]", False),
        (LISTED, "co: [徐汇区科委]", True),
        (HARD, "co: [徐汇区科委]", False),
        (HARD, "via: [徐汇工作站, 市药监局]", True),
        (HARD, "via: [徐汇工作站, 徐汇区市场监管局, 市药监局]", True),
        (HARD, "via: [市药监局, 徐汇工作站]", False),
        ("", "via: [徐汇区市场监管局]", False),
        ("", "not_via: [徐汇区市场监管局]", True),
        (HARD, "not_via: [徐汇区市场监管局]", False),
        ("", "competent: 上海市药监局", True),
        ("", "competent: 国家药品监督管理局", False),
        ("", "limit: 5 working_day", True),
        (HARD, "limit: 15 working_days", True),
        ("", "limit: 15 working_day", False),
        ("", "limit: 5 calendar_day", False),
        ("", "due: 2026-03-09", True),
        ("", "due: 2026-03-10", False),
        ("", "status: routed", True),
        ("", "status: 已分办", True),
        ("", "status: needs_information", False),
        (NOWHERE, "status: 待补充", True),
        (NOWHERE, "asks: place", True),
        (NOWHERE, "asks: 所在地区", True),
        (NOWHERE, "asks: 医疗器械管理类别", False),
        ("", "asks: place", False),
        ("", "reason: [沪药监械注〔2024〕25号]", True),
        ("", "reason: [北京市药品监督管理局]", False),
        ("", "source: [MDR]", True),
        ("", "source: [医疗器械监督管理条例 第22条]", True),
        ("", "source: [第22条]", True),
        ("", "source: [第2条]", False),
        ("", "source: [SH-STATION-2024 一(一)]", True),
        ("", "source: [沪药监械注〔2024〕25号 一(一)]", True),
        ("", "source: [SH-STATION-2024 一(三)]", False),
        ("", "source: [assumed SH-BIZ 第49条]", True),
        ("", "source: [推定 SH-BIZ 第49条]", True),
        ("", "source: [条款 SH-BIZ 第49条]", False),
        ("", "source: [clause MDR]", True),
        ("", "source: [report]", False),
        (MARS, "error: RS3101", True),
        (MARS, "error: RS3104", False),
        ("", "error: RS3101", False),
    ],
)
def test_expectation_is_met_or_missed(
    outcome_of: Outcomes, base: str, expected: str, ok: bool
) -> None:
    """Codes and names mean the same."""
    outcome = outcome_of(expected, base) if base else outcome_of(expected)

    assert ok is outcome.ok
    assert expected.partition(":")[0] == outcome.field
    assert 6 + base.count("programmes") - (base == NOWHERE) == outcome.where.line


def test_only_rows_on_which_it_rests_are_its_sources(outcome_of: Outcomes) -> None:
    """A rule that gave way is told, but nothing rests on it."""
    assert outcome_of("source: [推定 MDR 第15条]", FILING).ok
    # The rule that gave way rests on this clause; in Huangpu there is no gateway.
    huangpu = FILING.replace("徐汇区", "黄浦区")
    assert not outcome_of("source: [条款 SH-STATION-2024 一(三)]", huangpu).ok


@pytest.mark.parametrize(
    ("expected", "code", "field"),
    [
        ("handler: 徐汇站", "RS3101", "handler"),
        ("not_handler: [徐汇站]", "RS3101", "not_handler.0"),
        ("via: [徐汇工作站, 徐汇站]", "RS3101", "via.1"),
        ("asks: weather", "RS3101", "asks"),
        ("source: [SH-STATOIN-2024 一(一)]", "RS2008", "source.0"),
        ("source: [推定 MDX]", "RS2008", "source.0"),
    ],
)
def test_name_that_means_nothing_is_located(
    result_of: Results, expected: str, code: str, field: str
) -> None:
    """A misspelt name is no failed expectation."""
    result = result_of(expected)

    (problem,) = result.problems

    assert (code, 6) == (problem.code, problem.where.line)
    assert f"tests:one/asked.{field}" == problem.field
    assert not result.ok


@pytest.mark.parametrize(
    ("line", "code", "field"),
    [
        ("site: 火星", "RS3101", "site"),
        ("item: 买菜", "RS3101", "item"),
        ("programmes: [登月]", "RS3101", "programmes.0"),
        ("attributes: {color: red}", "RS3101", "attributes.color"),
        ('attributes: {device_class: "9"}', "RS3103", "attributes.device_class"),
        ("received_by: 某局", "RS3101", "received_by"),
    ],
)
def test_what_is_asked_must_mean_something_too(
    result_of: Results, line: str, code: str, field: str
) -> None:
    """Unless the error is what is expected."""
    result = result_of(f"{line}\n    handler: 徐汇工作站")
    expected = result_of(f"{line}\n    error: {code}")

    (problem,) = result.problems

    assert (code, 6) == (problem.code, problem.where.line)
    assert f"tests:one/asked.{field}" == problem.field
    assert expected.ok


@pytest.mark.parametrize("line", ["product: 玩具", "difficulty: 难", "channel: 信鸽"])
def test_word_of_no_vocabulary_is_told_before_anything_is_asked(
    result_of: Results, line: str
) -> None:
    """Unless the error is what is expected."""
    assert result_of(f"{line}\n    error: RS3103").ok

    with pytest.raises(DataError, match="RS1105") as caught:
        result_of(f"{line}\n    handler: 徐汇工作站")

    assert [6] == [problem.where.line for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("line", "code", "where"),
    [
        ("received_by: 徐汇工作站", "RS3104", 6),
        ("overrides: [shanghai/station-to-district]", "RS3105", 6),
        ("overrides: [shanghai/gateway-registration]", "RS3106", 6),
    ],
)
def test_what_the_engine_refuses_is_located(
    result_of: Results, line: str, code: str, where: int
) -> None:
    """At the field that is to blame."""
    base = HARD.replace("2026-03-02T10:00", "2022-06-01")
    signed = "\n    override_actor: 局\n    override_reason: 急"
    more = signed if "overrides" in line else ""

    (problem,) = result_of(f"{line}{more}\n    status: routed", base).problems

    assert (code, where) == (problem.code, problem.where.line)


def test_rule_that_comes_nearest_is_named_with_its_place(outcome_of: Outcomes) -> None:
    """Its first failed condition, and the change that would give the body."""
    found: Any = outcome_of("lead: 市药监局").nearest

    assert ("shanghai/complex-registration", "failed") == (found.rule, found.why.reason)
    assert found.where.file.endswith("rules.yaml")
    assert found.where.line > 1
    assert ("difficulty", "complex") == (found.change.dimension, found.change.after)
    assert "shanghai/mpa" == found.change.decision.lead


def test_rule_that_gave_way_is_named_with_the_winner(outcome_of: Outcomes) -> None:
    """The expected rule holds, and another one is its exception."""
    found: Any = outcome_of("lead: 市药监局", FILING).nearest

    assert "beaten" == found.why.reason
    assert "shanghai/complex-device-filing" == found.why.beaten_by


def test_lead_that_only_liaises_is_no_handler_by_its_path_rule(
    outcome_of: Outcomes,
) -> None:
    """The municipality leads; the bureau keeps the request."""
    found: Any = outcome_of("handler: 市药监局", HARD).nearest

    assert ("is_lead", "shanghai/district-liaises-municipal") == (
        found.why.reason,
        found.rule,
    )
    assert found.where.file.endswith("paths.yaml")


def test_what_is_met_has_no_nearest_rule(outcome_of: Outcomes) -> None:
    """Nor has an expectation that is not of a body."""
    for expected in ("lead: 徐汇工作站", "limit: 3 working_day"):
        assert outcome_of(expected).nearest is None
