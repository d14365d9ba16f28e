"""
The tests that every package has to pass, as a class to inherit from.

In the tests of a package::

    from regservice.testing.conformance import PackageConformance


    class TestConformance(PackageConformance):
        package = "regservice-region-shanghai"

By its name the package is read from where it is installed, so that a table that was
left out of the wheel is missed.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import ClassVar

import pytest

from regservice.cases.outcome import Result
from regservice.codec.package import package_files
from regservice.errors import RegserviceError
from regservice.levels.finding import Finding, Level, LevelRule
from regservice.levels.judge import RULES
from regservice.levels.mutation import mutants
from regservice.levels.subject import Subject, open_subject
from regservice.messages.levels import rule_words
from regservice.model.package import Contribution
from regservice.plugin.installation import home_of
from regservice.ruleset.compile import compile_ruleset
from regservice.testing.pytest_plugin import DecisionTestFailed, check

_SHOWN = 20
_ORDERS = 6


class PackageConformance:
    """
    Tests of one package.

    Attributes:
        package: Name of the installed distribution, or a path.
        beside: Paths of packages that are loaded too.
        level: The level that it has to reach: one test for each rule up to it.
        exempt: Rules that are not judged here, each with the reason.
        watched: Tables of whose rows no change may go unseen by the decision tests.
        source: The folder of its source: each of its tables has to be in what is
            tested; empty for no comparison.
    """

    package: ClassVar[str] = ""
    beside: ClassVar[Sequence[str]] = ()
    level: ClassVar[Level | str] = Level.BRONZE
    exempt: ClassVar[Mapping[str, str]] = {}
    watched: ClassVar[Sequence[str]] = ()
    source: ClassVar[str | Path] = ""

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Make one case for each rule, and one for each decision test."""
        if "level_rule" in metafunc.fixturenames:
            known = rules_up_to(Level(self.level))
            rules = [rule for rule in known if rule.id not in self.exempt]
            metafunc.parametrize("level_rule", rules, ids=[rule.id for rule in rules])
        if "decision_result" in metafunc.fixturenames:
            subject = _subject(self.package, tuple(self.beside))
            results = subject.results if isinstance(subject, Subject) else ()
            ids = [result.test.id for result in results]
            metafunc.parametrize("decision_result", results, ids=ids)

    def test_package_loads(self) -> None:
        """Else nothing of it can be tested."""
        self.subject()

    def test_rule_of_the_level_holds(self, level_rule: LevelRule) -> None:
        """As ``regservice plugins check`` decides."""
        faults = level_rule.judge(self.subject())
        found = [Finding(level_rule.id, fault) for fault in faults]
        if found:
            pytest.fail(told(level_rule, found), pytrace=False)

    def test_decision(self, decision_result: Result) -> None:
        """Each decision test, with what was expected, what came and why."""
        try:
            check(self.subject().suite, decision_result)
        except DecisionTestFailed as failed:
            pytest.fail(str(failed), pytrace=False)

    def test_no_change_goes_unseen(self) -> None:
        """Without a row, or with another length or hand-over, some test fails."""
        found = mutants(self.subject(), self.watched) if self.watched else ()
        unseen = [f"{m.table} {m.key} {m.what}" for m in found if not m.is_seen]
        if unseen:
            pytest.fail("没有用例发现的改动:" + ", ".join(unseen), pytrace=False)

    def test_order_of_packages_means_nothing(self) -> None:
        """Any order of them gives the fingerprint of the engine."""
        subject = self.subject()
        every = _contributions(subject)
        for order in itertools.islice(itertools.permutations(every), _ORDERS):
            if compile_ruleset(order).digest != subject.engine.digest:
                names = ", ".join(one.manifest.name for one in order)
                pytest.fail(f"次序不同,指纹不同:{names}", pytrace=False)

    def test_uninstalling_restores_the_fingerprint(self) -> None:
        """Without the package the rest is what it is where it never was."""
        subject = self.subject()
        others = [c for c in _contributions(subject) if c is not subject.contribution]
        if compile_ruleset(others).digest != subject.without.digest:
            pytest.fail("卸载后指纹没有恢复", pytrace=False)
        if subject.without.digest == subject.engine.digest:
            pytest.fail("装与不装,指纹相同:包里没有行", pytrace=False)

    def test_no_table_is_missing(self) -> None:
        """Each table of the source is in what is tested, byte by byte."""
        if not self.source:
            return
        missing = missing_files(self.subject(), Path(self.source))
        if missing:
            text = "源文件夹里有、受测的包里没有(或内容不同)的文件:"
            pytest.fail(text + ", ".join(missing), pytrace=False)

    def subject(self) -> Subject:
        """Return the package; the test fails in words if it does not load."""
        return subject_of(self.package, tuple(self.beside))


def rules_up_to(level: Level) -> list[LevelRule]:
    """
    Return the rules of a level and of all below it.

    Examples:
        >>> [rule.id for rule in rules_up_to(Level.BRONZE)][:2]
        ['B01', 'B02']
    """
    levels = list(Level)[: list(Level).index(level) + 1]
    return [rule for rule in RULES if rule.level in levels]


def told(rule: LevelRule, findings: Sequence[Finding]) -> str:
    """Say in lines where a rule does not hold."""
    lines = [f"{rule.id} {rule_words(rule.id, 'zh')['name']}"]
    for finding in findings[:_SHOWN]:
        lines += [f"{finding.where}: {finding.message()}", f"  改法: {finding.fix()}"]
    more = len(findings) - _SHOWN
    return "\n".join([*lines, *([f"... +{more}"] if more > 0 else [])])


def missing_files(subject: Subject, source: Path) -> list[str]:
    """
    Return the tables of a source folder that a package lacks, or has otherwise.

    Args:
        subject: The package.
        source: A data package, or the source folder of a distribution.
    """
    home = Path(home_of(str(source)) or source)
    own = subject.home
    found = []
    for path in package_files(home):
        name = path.name if home.is_file() else path.relative_to(home).as_posix()
        other = own if own is None or own.is_file() else own / name
        if other is None or not other.is_file() or _differ(path, other):
            found.append(name)
    return found


def _differ(one: Path, other: Path) -> bool:
    return one.read_bytes() != other.read_bytes()


def subject_of(package: str, beside: tuple[str, ...]) -> Subject:
    """
    Return a package for tests; the test fails in words if it does not load.

    Args:
        package: Name of the installed distribution, or a path.
        beside: Paths of packages that are loaded too.
    """
    found = _subject(package, beside)
    if isinstance(found, Subject):
        return found
    pytest.fail(found, pytrace=False)


@cache
def _subject(package: str, beside: tuple[str, ...]) -> Subject | str:
    """The package, read once for all tests; or why it cannot be."""
    try:
        found = open_subject(package, beside)
    except RegserviceError as error:
        return str(error)
    if isinstance(found, Subject):
        return found
    return "\n".join(
        f"{p.where}: [{p.code}] {p.message()}\n  改法: {p.fix()}" for p in found
    )


def _contributions(subject: Subject) -> list[Contribution]:
    return [*subject.ground, *subject.beside, subject.contribution]
