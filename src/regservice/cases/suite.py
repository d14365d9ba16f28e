"""Which tests are run, and against which rules?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from regservice.cases.judge import judge
from regservice.cases.outcome import Outcome, Result
from regservice.cases.reading import Places, Reader
from regservice.engine.engine import Engine
from regservice.engine.instants import typed
from regservice.engine.load import load
from regservice.errors import DataError, Location, RegserviceError
from regservice.model.decisiontest import DecisionTest
from regservice.model.package import Contribution
from regservice.plugin.found import Found
from regservice.plugin.manager import collect
from regservice.plugin.needs import alike


@attrs.frozen
class Suite:
    """
    Rules, and the packages whose decision tests are run against them.

    Attributes:
        engine: The rules.
        contributions: The packages, each with its tests.
    """

    engine: Engine
    contributions: tuple[Contribution, ...]

    def results(self, keyword: str = "") -> Iterator[Result]:
        """
        Run the tests.

        Args:
            keyword: Only those whose id, question or note contains it; empty for
                all.

        Yields:
            One result for each, package by package in the order of the files.
        """
        wanted = keyword.casefold()
        for contribution in self.contributions:
            places = Places.of(contribution)
            for test in contribution.tests:
                words = f"{test.id}\n{test.text}\n{test.note}".casefold()
                if wanted in words:
                    yield run(self.engine, test, places)


def open_suite(
    packages: Sequence[str | Path] = (),
    beside: Sequence[str | Path] = (),
    *,
    strict: bool = False,
) -> Suite:
    """
    Load rules and decision tests.

    Args:
        packages: Whose tests are run: folders of packages, or names of installed
            distributions; empty for all that are loaded.
        beside: Folders of packages that are loaded too.
        strict: Whether a package that cannot be used is an error.

    Returns:
        The suite. Without names of distributions, folders are loaded beside the
        national package alone; without anything, what is installed is.

    Raises:
        DataError: If a package cannot be read, or there is none of that name.
        QuarantineError: If *strict* and a package was quarantined.

    Examples:
        >>> open_suite(["no-such-package"])
        Traceback (most recent call last):
        regservice.errors.DataError: [RS1008] no-such-package: 不是规则包文件夹
    """
    given = [Path(package) for package in packages]
    folders = [path for path in given if path.exists()]
    names = [str(path) for path in given if not path.exists()]
    discover = bool(names) or not (folders or beside)
    engine = load([*beside, *folders], discover=discover, strict=strict, isolate=True)
    found = collect([*beside, *folders], discover=discover, isolate=True)
    quarantined = {package.name for package in engine.problems}
    sound = [f for f in found if f.name not in quarantined]
    if given:
        asked = sound[len(sound) - len(folders) :] if folders else []
        sound = [*asked, *(named(sound, name) for name in names)]
    rows = (package.contribution for package in sound)
    return Suite(engine, tuple(row for row in rows if row is not None))


def named(found: Iterable[Found], name: str) -> Found:
    """
    Return the installed distribution of a name, however it is written.

    Args:
        found: What was found.
        name: The name.

    Raises:
        DataError: If there is none.
    """
    wanted = alike(name)
    for package in found:
        if alike(package.name) == wanted:
            return package
    raise DataError.of("RS1008", Location(name))


def run(engine: Engine, test: DecisionTest, places: Places) -> Result:
    """
    Run one test.

    Args:
        engine: The rules.
        test: The test.
        places: Where the tests of its package stand.

    Returns:
        What came of it.
    """
    reader = Reader(engine.names, test, places)
    request = reader.request()
    route = None
    if not reader.problems:
        known = None if test.known_at is None else typed(test.known_at)
        try:
            route = engine.route(request, at=typed(test.at), known_at=known)
        except RegserviceError as error:
            reader.refused(error)
    outcomes: tuple[Outcome, ...] = ()
    problems = tuple(reader.problems)
    if test.error is not None:
        codes = tuple(dict.fromkeys(problem.code for problem in problems))
        at = places.at(test.id, "error")
        outcomes = (Outcome("error", (test.error,), codes, at, test.error in codes),)
        problems = ()
    elif route is not None:
        outcomes = judge(engine, reader, route)
        problems = tuple(reader.problems)
    at = places.at(test.id)
    return Result(test, places.package, at, outcomes, problems, route)
