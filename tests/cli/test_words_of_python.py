"""A word for a code means the same in Python, in YAML and in a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from regservice.plugin.source import contribution_of
from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
SHANGHAI = str(ROOT / "plugins" / "regservice-region-shanghai")
MODULE = '''\
"""虚构的规则包。"""

from regservice.plugin import hookimpl
from regservice.rows import Condition, DecisionTest, Holder, Manifest, Rule, Source


@hookimpl
def regservice_package():
    return Manifest(
        name="draft", title="虚构", version="1", places=("310104",), owner="虚构"
    )


@hookimpl
def regservice_rules():
    return [
        Rule(
            id="draft/rule",
            role="lead",
            when=Condition.of({"产品类别": ["药品"], "difficulty": ["复杂问题"]}),
            holder=Holder(authority="shanghai/mpa"),
            modality="may",
            source=Source(kind="assumed", note="虚构"),
        )
    ]


@hookimpl
def regservice_tests():
    return [
        DecisionTest(
            id="draft/words",
            item="renewal",
            place="徐汇区",
            product="体外诊断试剂",
            difficulty="疑难",
            applicant="公司",
            channel="１２３４５",
            at="2026-03-02",
            status="已分办",
        )
    ]
'''
ROWS = """\
分办规则:
  - 编号: draft/rule
    角色: lead
    条件: {产品类别: [药品], difficulty: [复杂问题]}
    担任机构: {机构: shanghai/mpa}
    语气: may
    依据: {种类: assumed, 备注: 虚构}
用例:
  - 编号: draft/words
    item: renewal
    place: 徐汇区
    product: 体外诊断试剂
    difficulty: 疑难
    applicant: 公司
    channel: １２３４５
    at: 2026-03-02
    status: 已分办
"""


@pytest.fixture
def doors(packages: Any, tmp_path: Path) -> tuple[Path, Path]:
    """The same package in Python and as YAML."""
    module = tmp_path / "draft.py"
    module.write_text(MODULE, "utf-8")
    return module, Path(packages.one(ROWS, name="draft", places='"310104"'))


def test_records_hold_codes_whatever_door_they_came_through(
    doors: tuple[Path, Path],
) -> None:
    """The names that people use for a code are that code from there on."""
    python, yaml = (contribution_of(path) for path in doors)
    (test,), (rule,) = python.tests, python.tables.rules

    assert ("device", "complex", "enterprise", "hotline", "routed") == (
        *(test.product, test.difficulty, test.applicant, test.channel),
        test.status,
    )
    assert {"product": ("drug",), "difficulty": ("complex",)} == {
        each.dimension: each.values for each in rule.when.tests
    }
    assert yaml.tests == python.tests
    assert yaml.tables == python.tables


def test_the_same_is_judged(run: Run, doors: tuple[Path, Path]) -> None:
    """``regservice test`` says of one what it says of the other."""
    ran = [run("test", str(path), "--package", SHANGHAI) for path in doors]

    assert [(0, "√ 1 条用例全部通过\n")] * 2 == [(r.code, r.out) for r in ran]


@pytest.mark.parametrize("target", ["a.xlsx", "a.py", "a"])
def test_convert_keeps_what_was_meant(
    run: Run, doors: tuple[Path, Path], tmp_path: Path, target: str
) -> None:
    """Out of Python, into everything else, in Chinese."""
    module, _ = doors
    target = str(tmp_path / target)

    done = run("convert", str(module), target, "--keys", "zh")

    before, after = contribution_of(module), contribution_of(Path(target))
    assert (0, "") == (done.code, done.err)
    assert (before.tests, before.tables) == (after.tests, after.tables)


def test_word_that_means_nothing_is_told_where_it_stands(
    run: Run, doors: tuple[Path, Path]
) -> None:
    """It stays as it was written, and the test that has it is invalid."""
    module, _ = doors
    module.write_text(MODULE.replace("体外诊断试剂", "天外来物"), "utf-8")

    ran = run("test", str(module), "--package", SHANGHAI)

    line = MODULE[: MODULE.index("体外诊断试剂")].count("\n") + 1
    assert 3 == ran.code
    assert "天外来物" in ran.out + ran.err
    assert f"draft.py:{line}" in ran.out + ran.err


def test_key_in_two_languages_is_told(run: Run, doors: tuple[Path, Path]) -> None:
    """One of them would be lost."""
    module, _ = doors
    both = MODULE.replace('"difficulty": [', '"product": ["drug"], "difficulty": [')
    module.write_text(both, "utf-8")

    ran = run("check", str(module), "--no-proof")

    assert 3 == ran.code
    assert "RS1006" in ran.out + ran.err
