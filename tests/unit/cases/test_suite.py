"""Which tests are run, which rows they touch, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import regservice
from regservice.cases.coverage import RULES, cover
from regservice.cases.outcome import Result
from regservice.cases.suite import Suite, open_suite
from regservice.cases.words import (
    coverage_json,
    coverage_lines,
    percent_text,
    result_lines,
)
from regservice.codec.package import read_package
from regservice.errors import DataError
from regservice.messages import LANGUAGES

Suites = Callable[[str | Path], Suite]
ROOT = Path(__file__).resolve().parents[3]
SHANGHAI = ROOT / "plugins" / "regservice-region-shanghai"

TWO = """\
tests:
  - {id: one/a, item: renewal, place: 徐汇区, at: 2026-03-02, status: routed}
  - {id: one/b, text: 化妆品备案, at: 2026-03-02, asks: place, note: 缺地区}
"""


def test_tests_of_a_folder_are_run(suite_of: Suites) -> None:
    """In the order of the file."""
    results = list(suite_of(TWO).results())

    assert ["one/a", "one/b"] == [result.test.id for result in results]
    assert {"one"} == {result.package for result in results}


@pytest.mark.parametrize(
    ("keyword", "found"),
    [("ONE/A", ["one/a"]), ("化妆", ["one/b"]), ("缺地区", ["one/b"]), ("x", [])],
)
def test_keyword_chooses(suite_of: Suites, keyword: str, found: list[str]) -> None:
    """By id, question or note."""
    results = suite_of(TWO).results(keyword)

    assert found == [result.test.id for result in results]


def test_two_tests_of_one_id_are_refused(suite_of: Suites) -> None:
    """Neither wins; the second is told, and where the first stands."""
    with pytest.raises(DataError, match="RS2001") as caught:
        suite_of(TWO.replace("one/b", "one/a"))

    (problem,) = caught.value.problems
    assert 3 == problem.where.line
    assert problem.params["other"].endswith(":2:5")


def test_ids_of_other_packages_do_not_matter(
    suite_of: Suites, packages: Any, engine: regservice.Engine
) -> None:
    """Each package has its own."""
    one = read_package(packages.one(TWO))
    other = read_package(packages.one(TWO, name="other"))

    results = list(Suite(engine, (one, other)).results())

    assert [] == [p for result in results for p in result.problems]
    assert 4 == len(results)


def test_folder_is_run_beside_others_whose_tests_are_not(packages: Any) -> None:
    """A draft rests on the rules of its region."""
    draft = packages.one(TWO, places='"310104"')

    suite = open_suite([draft], [SHANGHAI])

    assert ["one"] == [c.manifest.name for c in suite.contributions]
    assert "shanghai/mpa" in suite.engine.book.hierarchy.authorities


def test_distribution_is_found_by_its_name() -> None:
    """From where it is installed, however its name is written."""
    suite = open_suite(["Regservice_Region.Shanghai"])

    (found,) = suite.contributions
    assert "regservice-region-shanghai" == found.manifest.name
    assert found.tests


def test_all_that_is_installed_is_run_without_a_name() -> None:
    """The national package too."""
    names = {c.manifest.name for c in open_suite().contributions}

    assert {"regservice-national", "regservice-region-shanghai"} <= names


def test_what_is_not_there_is_told() -> None:
    """No folder, and no distribution of that name."""
    with pytest.raises(DataError, match="RS1008"):
        open_suite(["no-such-package"])


def test_coverage_lists_the_rows_that_no_answer_relied_on(
    suite_of: Suites, engine: regservice.Engine
) -> None:
    """Of the package, with their places; a rule that gave way is not relied on."""
    home = next(SHANGHAI.glob("src/*/data"))
    shanghai = read_package(home)
    (result,) = suite_of(
        """\
tests:
  - id: one/filing
    item: product_filing
    product: device
    difficulty: complex
    attributes: {device_class: "1", origin: domestic}
    place: 徐汇区
    at: 2026-03-02
    status: routed
"""
    ).results()

    found = cover([shanghai], [result])

    used = {(row.table, row.key) for row in found.rows if row.used}
    unused = {row.key: row.where for row in found.unused}
    assert {
        ("rules", "shanghai/receive-station"),
        ("rules", "shanghai/complex-device-filing"),
        ("path_rules", "shanghai/gateway-registration"),
        ("limits", "shanghai/reply-complex"),
    } == used
    assert unused["shanghai/complex-registration"].line > 1
    assert unused["shanghai/complex-registration"].file.endswith("rules.yaml")
    assert {"entrusts"} == {
        row.mode for row in shanghai.tables.relations if row.id in unused
    }
    rules = [row for row in found.rows if row.table in RULES]
    assert found.percent == 100 * 3 / len(rules)
    assert "6" == percent_text(100 * 3 / 50)


def test_package_without_rules_is_covered(suite_of: Suites) -> None:
    """There is nothing that its tests could leave out."""
    found = cover(suite_of(TWO).contributions, [])

    assert (100, ()) == (found.percent, found.unused)
    assert 100 == coverage_json(found)["percent"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_failure_says_what_came_where_and_why(
    result_of: Callable[..., Result], engine: regservice.Engine, lang: str
) -> None:
    """Expected, actual, file and line, reason, nearest rule, and a command."""
    result = result_of("handler: 市药监局\n    due: 2026-03-10")
    assert result.route is not None

    text = "\n".join(result_lines(engine.book, result, lang, ["draft"]))

    for part in (
        "[shanghai/mpa] ≠ ",
        "rows.yaml:6:14",
        "2026-03-10 ≠ ",
        "rows.yaml:7:10",
        result.route.reason(lang),
        "shanghai/complex-registration",
        "rules.yaml:",
        "--package draft",
    ):
        assert part in text
    assert "?" not in text
    text.encode("gbk")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_kind_of_failure_has_its_words(
    result_of: Callable[..., Result], engine: regservice.Engine, lang: str
) -> None:
    """No mark where a parameter is missing."""
    expected = """\
not_handler: [徐汇工作站]
    loop_owner: 市药监局
    co: [徐汇区科委]
    via: [市药监局]
    not_via: [徐汇工作站]
    competent: 徐汇区市场监管局
    limit: 1 month
    status: fallback
    asks: item
    reason: [没有这句话]
    source: [COMPL]"""
    result = result_of(expected)
    failed = [outcome for outcome in result.outcomes if not outcome.ok]

    lines = list(result_lines(engine.book, result, lang))

    assert 11 == len(failed) == len(result.outcomes)
    assert 1 + 11 + 2 == len(lines)
    assert "?" not in "".join(lines)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_error_that_did_not_come_is_told(
    result_of: Callable[..., Result], engine: regservice.Engine, lang: str
) -> None:
    """There is an answer then, with its reason."""
    result = result_of("error: RS3101")

    text = "\n".join(result_lines(engine.book, result, lang))

    assert "RS3101 ≠ " in text
    assert result.route is not None
    assert result.route.reason(lang) in text


def test_coverage_is_told_with_places(suite_of: Suites) -> None:
    """A line for each row that is not used."""
    home = next(SHANGHAI.glob("src/*/data"))
    found = cover([read_package(home)], suite_of(TWO).results())

    first, *rest = coverage_lines(found, "zh")

    assert first.startswith("规则覆盖率 ")
    assert len(found.unused) == len(rest)
    assert any("shanghai/emergency" in line and "rules.yaml:" in line for line in rest)
