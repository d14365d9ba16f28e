"""``regservice test`` runs what experts wrote, and records what they may check."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[2]
SHANGHAI = str(ROOT / "plugins" / "regservice-region-shanghai")
QUESTION = "二类医疗器械延续注册要提前多久提交"

GOOD = """\
tests:
  - id: draft/good
    text: 二类医疗器械延续注册要提前多久提交
    place: 徐汇区
    at: 2026-03-02
    handler: 徐汇工作站
"""
BAD = GOOD.replace("good", "bad").replace("handler: 徐汇工作站", "handler: 市药监局")
WRONG = GOOD.replace("handler: 徐汇工作站", "handler: 徐汇站")


@pytest.fixture
def draft(packages: Any) -> Callable[[str], str]:
    """Write a package that has tests alone."""

    def write(text: str) -> str:
        return str(packages.one(text, name="draft", places='"310104"'))

    return write


def test_what_passes_is_counted(run: Run, draft: Callable[[str], str]) -> None:
    """Exit code 0, in both languages."""
    folder = draft(GOOD)

    zh = run("test", folder, "--package", SHANGHAI)
    en = run("test", folder, "--package", SHANGHAI, "--lang", "en")

    assert (0, "√ 1 条用例全部通过\n") == (zh.code, zh.out)
    assert (0, "√ all 1 tests passed\n") == (en.code, en.out)


def test_what_fails_is_shown_with_line_reason_and_nearest_rule(
    run: Run, draft: Callable[[str], str]
) -> None:
    """Exit code 1; the printed command shows the same answer."""
    ran = run("test", draft(BAD), "--package", SHANGHAI)

    assert 1 == ran.code
    for part in (
        "× 用例“draft/bad”未通过",
        "承办:期望 上海市药品监督管理局 [shanghai/mpa] ≠ 实际 徐汇区",
        "rows.yaml:6:14",
        "引擎的理由:由徐汇区",
        "最接近的规则:shanghai/complex-registration(",
        "难易程度为“基础问题”,只适用于复杂问题",
        f"--package {SHANGHAI}",
        "× 1 条用例:通过 0,未通过 1,无效 0",
    ):
        assert part in ran.out
    assert "Traceback" not in ran.err


def test_name_that_means_nothing_is_invalid_data(
    run: Run, draft: Callable[[str], str]
) -> None:
    """Exit code 3, with the place and the nearest name."""
    ran = run("test", draft(WRONG), "--package", SHANGHAI)

    assert 3 == ran.code
    assert "rows.yaml:6:14: [RS3101] tests:draft/good.handler" in ran.out
    assert "无效 1" in ran.out


def test_misspelt_key_is_found_before_anything_runs(
    run: Run, draft: Callable[[str], str]
) -> None:
    """As in any other table."""
    ran = run("test", draft(GOOD.replace("handler", "handlerx")))

    assert 3 == ran.code
    assert "[RS1104]" in ran.err
    assert "handler" in ran.err


def test_json_holds_what_the_text_says(run: Run, draft: Callable[[str], str]) -> None:
    """For scripts and for other tools."""
    ran = run("test", draft(BAD), "--package", SHANGHAI, "--cov", "--json")

    (test,) = ran.json["tests"]
    (outcome,) = test["outcomes"]
    assert (1, False, 0, 1, 0) == (
        ran.code,
        *(ran.json[key] for key in ("ok", "passed", "failed", "invalid")),
    )
    assert ("draft/bad", "draft", 2, False) == tuple(
        test[key] for key in ("id", "package", "line", "ok")
    )
    assert (["shanghai/mpa"], ["shanghai/xuhui/station"], 6) == tuple(
        outcome[key] for key in ("expected", "actual", "line")
    )
    assert "shanghai/complex-registration" == outcome["nearest"]["rule"]
    assert {"percent": 100.0, "tables": [], "unused": []}.items() <= ran.json[
        "coverage"
    ].items()


def test_shanghai_passes_and_covers_its_rules(run: Run) -> None:
    """By its folder and by its name."""
    for package in (SHANGHAI, "regservice-region-shanghai"):
        ran = run("test", package, "--fail-under", "100")

        assert 0 == ran.code, ran.out
        assert "规则覆盖率 100%" in ran.out
        assert "没有用到" not in ran.out


def test_rows_that_no_answer_relied_on_are_listed(run: Run) -> None:
    """And fail where so much is asked for."""
    ran = run("test", SHANGHAI, "-k", "basic-in-lingang", "--cov")
    under = run("test", SHANGHAI, "-k", "basic-in-lingang", "--fail-under", "50")

    assert 0 == ran.code
    assert "没有用到:分办规则 shanghai/emergency(" in ran.out
    assert 1 == under.code
    assert re.search(r"× 规则覆盖率 \d(\.\d)?%,低于要求的 50%", under.out)
    assert "没有用到" not in under.out


def test_nothing_to_run_is_no_success(run: Run, draft: Callable[[str], str]) -> None:
    """It is told on stderr."""
    ran = run("test", draft(""))

    assert (1, "", "没有可运行的用例\n") == (ran.code, ran.out, ran.err)


def test_question_is_recorded_and_passes(run: Run, draft: Callable[[str], str]) -> None:
    """Comments stay; the answer is printed to be checked; the id is taken."""
    folder = draft("")
    file = Path(folder, "tests.yaml")
    file.write_text("# 手写的注释\n" + GOOD, "utf-8")
    arguments = (
        *("test", folder, "--package", SHANGHAI, "--record", QUESTION),
        *("--place", "徐汇区", "--difficulty", "复杂", "--attr", "device_class=2"),
        *("--programme", "上海区级重点项目", "--at", "2026-03-02", "--id", "draft/new"),
    )

    ran, again = run(*arguments), run(*arguments)

    assert 0 == ran.code
    assert f"√ 已记入 {file}:draft/new" in ran.out
    assert "承办: 徐汇区市场监督管理局" in ran.out
    assert file.read_text("utf-8").startswith("# 手写的注释\n" + GOOD)
    assert 'attributes: {device_class: "2"}' in file.read_text("utf-8")
    assert 3 == again.code
    assert "[RS2705]" in again.err
    assert 0 == run("test", folder, "--package", SHANGHAI).code


def test_rule_that_is_set_aside_is_recorded_with_who_and_why(
    run: Run, draft: Callable[[str], str]
) -> None:
    """By the options of ``route``."""
    folder = draft("")

    ran = run(
        *("test", folder, "--package", SHANGHAI, "--record", "首次注册收到发补有争议"),
        *("--product", "device", "--place", "徐汇区", "--at", "2026-03-02T10:00"),
        *("--override", "shanghai/gateway-registration", "--actor", "值班岗"),
        *("--reason", "应急", "--json"),
    )

    assert 0 == ran.code
    assert "recorded/1" == ran.json["test"]["id"]
    assert "上海市药品监督管理局" == ran.json["test"]["handler"]
    assert "override_actor: 值班岗" in Path(ran.json["file"]).read_text("utf-8")
    assert 0 == run("test", folder, "--package", SHANGHAI).code


def test_instant_that_is_not_given_is_written_down(
    run: Run, draft: Callable[[str], str]
) -> None:
    """Or the test would be another one tomorrow."""
    folder = draft("")

    ran = run("test", folder, "--package", SHANGHAI, "--record", QUESTION)

    assert 0 == ran.code
    assert "    at: 20" in Path(folder, "tests.yaml").read_text("utf-8")


def test_question_that_ends_in_an_error_is_not_recorded(
    run: Run, draft: Callable[[str], str]
) -> None:
    """There is no answer to record."""
    folder = draft("")

    ran = run("test", folder, "--record", QUESTION, "--place", "火星")

    assert 3 == ran.code
    assert "[RS3101]" in ran.err
    assert not Path(folder, "tests.yaml").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--record", "x"),
        ("--record", "x", "a", "b"),
        ("--record", "x", "a", "--cov"),
        ("--record", "x", "a", "-k", "y"),
        ("--record", "x", "a", "--fail-under", "5"),
        ("a", "--place", "徐汇区"),
        ("a", "--id", "b"),
        ("a", "--fail-under", "101"),
        ("--record", "x", "a", "--override", "b"),
        ("--record", "x", "a", "--attr", "b"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    run: Run, arguments: tuple[str, ...]
) -> None:
    """Exit code 2, in words."""
    ran = run("test", *arguments)

    assert (2, "") == (ran.code, ran.out)
    assert "regservice test --help" in ran.err


def test_output_can_be_read_on_a_chinese_console(start: Run, packages: Any) -> None:
    """Every glyph is there."""
    folder = str(packages.one(BAD, name="draft", places='"310104"'))

    ran = start("test", folder, "--package", SHANGHAI, PYTHONIOENCODING="gbk")

    assert 1 == ran.code
    assert "≠" in ran.out
    assert "?" not in ran.out
    assert "" == ran.err


def test_recorded_test_speaks_the_language_of_the_package(
    run: Run, tmp_path: Path
) -> None:
    """Chinese keys beside a Chinese workbook, and after tests that have them."""
    out = ("--place", "310104", "--start", "2026-06-01", "--out", str(tmp_path))
    run("plugins", "new", "one", *out)
    home = tmp_path / "one"
    asked = ("--place", "徐汇区", "--product", "drug", "--at", "2026-07-01")
    for number in (1, 2):
        name = ("--id", f"one/more-{number}")
        ran = run("test", str(home), "--record", "示例one怎么办", *asked, *name)
        assert 0 == ran.code, ran.err

    text = (home / "tests.yaml").read_text("utf-8")
    assert text.startswith("用例:\n  - 编号: one/more-1\n    问题: 示例one怎么办\n")
    assert "产品类别: 药品" in text
    assert 4 == run("test", str(home), "--json").json["passed"]
