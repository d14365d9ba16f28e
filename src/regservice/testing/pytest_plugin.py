"""
Decision tests as items of pytest, one for each.

Two ways. A test module names the package, and gets one case for each test::

    from regservice.testing.pytest_plugin import decision_tests

    test_decisions = decision_tests("regservice-region-shanghai")

Or the plugin collects them, without a module: ``pytest -p
regservice.testing.pytest_plugin --regservice-package DIR``, or ``regservice_packages``
in the settings of pytest. A package is a folder, or the name of an installed
distribution; by its name the tests are read from where it is installed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from regservice.cases.outcome import Result
from regservice.cases.suite import Suite, open_suite
from regservice.cases.words import result_lines
from regservice.errors import DataError, Location, RegserviceError

_OPTION = "regservice_package"
_BESIDE = "regservice_beside"
_SETTING = "regservice_packages"


class DecisionTestFailed(Exception):  # noqa: N818 - a failure, not an error
    """The answer is not the one that was expected, or the test cannot be judged."""


class DecisionTestItem(pytest.Item):
    """
    One decision test.

    Attributes:
        result: What came of it.
        suite: The rules that it was run against.
    """

    result: Result
    suite: Suite

    def runtest(self) -> None:
        """Fail unless every expectation was met."""
        check(self.suite, self.result)

    def repr_failure(  # type: ignore[override]
        self, excinfo: pytest.ExceptionInfo[BaseException]
    ) -> str:
        """Say what was expected, what came, and why; no traceback."""
        return str(excinfo.value)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the test is written."""
        at = self.result.where
        return Path(at.file), max(at.line - 1, 0), self.name


class PackageCollector(pytest.Collector):
    """
    The decision tests of packages.

    Attributes:
        packages: The packages.
        beside: Folders of packages that are loaded too.
    """

    packages: Sequence[str]
    beside: Sequence[str]

    def collect(self) -> Iterator[DecisionTestItem]:
        """Give one item for each test."""
        suite, results = run_tests(self.packages, self.beside)
        for result in results:
            item: DecisionTestItem = DecisionTestItem.from_parent(
                self, name=result.test.id
            )
            item.result, item.suite = result, suite
            yield item


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option and the setting that name packages."""
    group = parser.getgroup("regservice")
    group.addoption(
        "--regservice-package",
        action="append",
        default=[],
        metavar="PACKAGE",
        help="collect the decision tests of this folder or distribution (repeatable)",
    )
    group.addoption(
        "--regservice-beside",
        action="append",
        default=[],
        metavar="DIR",
        help="load this package too, without its tests (repeatable)",
    )
    parser.addini(
        _SETTING,
        "folders and distributions whose decision tests are collected",
        type="args",
        default=[],
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Add the decision tests, before others choose among the items."""
    packages = [*config.getini(_SETTING), *config.getoption(_OPTION)]
    if not packages:
        return
    collector: PackageCollector = PackageCollector.from_parent(
        session, name="regservice", nodeid="regservice"
    )
    collector.packages = packages
    collector.beside = config.getoption(_BESIDE)
    try:
        items += collector.collect()
    except RegserviceError as error:
        raise pytest.UsageError(str(error)) from None


def run_tests(
    packages: Sequence[str], beside: Sequence[str] = ()
) -> tuple[Suite, list[Result]]:
    """
    Run the decision tests of packages.

    Args:
        packages: Folders, or names of installed distributions.
        beside: Folders of packages that are loaded too.

    Returns:
        The suite, and what came of each test.

    Raises:
        DataError: If a package cannot be read or is not there, or has no tests: they
            may have been left out of its wheel.
    """
    suite = open_suite(packages, beside)
    for contribution in suite.contributions:
        if not contribution.tests:
            name = contribution.manifest.name
            raise DataError.of("RS2707", Location(name), name=name)
    return suite, list(suite.results())


def check(suite: Suite, result: Result) -> None:
    """
    Fail unless every expectation of a test was met.

    Raises:
        DecisionTestFailed: With what was expected, what came, where and why.
    """
    if result.problems:
        raise DecisionTestFailed(
            "\n".join(
                f"{p.where}: [{p.code}] {p.field}\n  {p.message()}\n  {p.fix()}"
                for p in result.problems
            )
        )
    if not result.ok:
        lines = result_lines(suite.engine.book, result, "zh")
        raise DecisionTestFailed("\n".join(lines))


def decision_tests(
    *packages: str, beside: Sequence[str] = ()
) -> Callable[[Result], None]:
    """
    Make a test function that runs each decision test of packages.

    Args:
        *packages: Folders, or names of installed distributions.
        beside: Folders of packages that are loaded too.

    Returns:
        A function that pytest calls once for each test.

    Raises:
        DataError: As for :func:`run_tests`.
    """
    suite, results = run_tests(packages, beside)

    @pytest.mark.parametrize(
        "result", [pytest.param(result, id=result.test.id) for result in results]
    )
    def test_decisions(result: Result) -> None:
        try:
            check(suite, result)
        except DecisionTestFailed as failed:
            pytest.fail(str(failed), pytrace=False)

    return test_decisions
