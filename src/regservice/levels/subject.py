"""What is known of a package that is judged, and of what stands beside it?"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import attrs

from regservice.cases.outcome import Result
from regservice.cases.suite import Suite, named
from regservice.codec.package import package_files, read_package
from regservice.core.routing.book import Book
from regservice.engine.compiled import fitted
from regservice.engine.engine import Engine
from regservice.errors import DataError, Location, Problem, RegserviceError
from regservice.explain.packages import package_lines, package_parts
from regservice.exports.pages import Page, Section
from regservice.levels.shipped import Shipped, shipped
from regservice.model.package import Contribution, Manifest, Row, Tables, row_key
from regservice.plugin.found import Found
from regservice.plugin.manager import collect
from regservice.ruleset.located import Origins, where
from regservice.ruleset.prove import Proof, prove

_READINGS: Final = 3
_TABLES: Final = tuple(attribute.name for attribute in attrs.fields(Tables))


@attrs.frozen(kw_only=True)
class Subject:
    """
    A package that loads, and what is asked of it; each answer is found once.

    Attributes:
        asked: How it was asked for: a path, or the name of a distribution.
        found: The package as it was found.
        contribution: What it brings.
        engine: The national package, those beside it, and the package.
        without: The same without the package.
        ground: The national package.
        beside: The other packages that were loaded too.
        again: What it brings when it is read again.
        lang: Language of names in texts of others, ``zh`` or ``en``.
    """

    asked: str
    found: Found
    contribution: Contribution
    engine: Engine
    without: Engine
    ground: tuple[Contribution, ...]
    beside: tuple[Contribution, ...]
    again: Contribution | None
    lang: str = "zh"

    @property
    def manifest(self) -> Manifest:
        """Its manifest."""
        return self.contribution.manifest

    @property
    def tables(self) -> Tables:
        """Its rows, as it brings them."""
        return self.contribution.tables

    @property
    def book(self) -> Book:
        """All rows, indexed."""
        return self.engine.book

    @property
    def home(self) -> Path | None:
        """The folder or workbook of its tables; ``None`` if all rows are Python."""
        return Path(self.found.folder) if self.found.folder else None

    @cached_property
    def origins(self) -> Origins:
        """Where its rows stand."""
        return {(t, key): found for t, key, found in self.contribution.origins}

    def rows(self, *tables: str) -> Iterator[tuple[str, str, Any]]:
        """Yield table, key and row of its rows in some tables; in all by default."""
        for table in tables or _TABLES:
            for row in getattr(self.tables, table):
                yield table, row_key(row), row

    def at(self, table: str, key: str) -> Location:
        """Return where a row stands; the package, if it stands nowhere."""
        if (table, key) in self.origins:
            return where(self.origins, table, key)
        return Location(self.manifest.name)

    @property
    def at_manifest(self) -> Location:
        """Where its manifest stands."""
        home = self.home
        if home is None:
            return Location(self.asked)
        return Location(str(next(iter(package_files(home)), home)))

    @cached_property
    def inside(self) -> frozenset[str]:
        """The places for which it may speak, with all inside."""
        places = self.manifest.places
        return frozenset(places).union(*map(self.book.places.inside, places))

    @cached_property
    def suite(self) -> Suite:
        """Its decision tests, against all rules."""
        return Suite(self.engine, (self.contribution,))

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """What came of its decision tests."""
        return tuple(self.suite.results())

    @cached_property
    def day(self) -> dt.date:
        """The day on which its own questions are asked: the last of its tests."""
        days = [dt.date.fromisoformat(t.at[:10]) for t in self.contribution.tests]
        checked = [row.checked_on for row in self.book.tables.documents]
        return max(days or checked, default=dt.date(2026, 1, 5))

    @property
    def instant(self) -> str:
        """Ten o'clock on that day."""
        return f"{self.day.isoformat()}T10:00:00+08:00"

    @cached_property
    def proof(self) -> Proof:
        """
        The proof of what the package answers for, with those beside it.

        That is every item at its own places; of a package that only brings items,
        these items wherever they are offered.
        """
        own = [item.code for item in self.tables.items]
        items = own if own and not self.tables.places else None
        return prove(self.engine.ruleset, places=self.inside, items=items)

    @cached_property
    def milliseconds(self) -> int:
        """How long its tables take to be read, at best."""
        home = self.home
        if home is None:
            return 0
        spent = []
        for _ in range(_READINGS):
            before = time.perf_counter()
            read_package(home)
            spent.append(time.perf_counter() - before)
        return round(min(spent) * 1000)

    @cached_property
    def shipped(self) -> Shipped:
        """What of it is installed, or would be."""
        others = {row.manifest.name: row.manifest for row in self.beside}
        needs = [others[name] for name in self.manifest.needs if name in others]
        return shipped(self.asked, self.home, self.manifest, needs)

    def page(self, lang: str) -> Page:
        """Return the page about it."""
        return page_about(self.book, self.contribution, lang)


def page_about(book: Book, contribution: Contribution, lang: str) -> Page:
    """
    Make the page about a package.

    Args:
        book: The rows of the package and of all that it leans on.
        contribution: What it brings.
        lang: ``zh`` or ``en``.
    """
    parts = package_parts(book, contribution, lang)
    return Page(
        lang,
        contribution.manifest.title,
        package_lines(book, contribution, lang),
        tuple(Section(*part) for part in parts),
    )


def open_subject(
    package: str, beside: Sequence[str] = (), lang: str = "zh"
) -> Subject | tuple[Problem, ...]:
    """
    Read a package, and compile it with those beside it.

    Args:
        package: Its path, or the name of an installed distribution.
        beside: Paths of packages that are loaded too.
        lang: ``zh`` or ``en``.

    Returns:
        The package; or why it cannot be used.

    Raises:
        DataError: If there is none of that name, or one beside it is faulty.
    """
    discover = not Path(package).exists()
    paths = [*beside, *(() if discover else (package,))]
    found = collect(paths, discover=discover, isolate=True, stand_ins=False)
    own = named(found, package) if discover else found[-1]
    strangers = [p for f in found if f is not own and _is_given(f) for p in f.problems]
    if strangers:
        raise DataError(tuple(strangers))
    if own.contribution is None:
        return own.problems or (_unread(package),)
    try:
        kept, ruleset = fitted(found)
        others, without = fitted(each for each in found if each is not own)
    except DataError as error:
        return error.problems
    set_aside = named(kept, own.name).problems if discover else ()
    if set_aside:
        return set_aside
    again = collect(paths, discover=discover, isolate=True, stand_ins=False)
    twice = named(again, package) if discover else again[-1]
    return Subject(
        asked=package,
        found=own,
        contribution=own.contribution,
        engine=Engine(ruleset, kept),
        without=Engine(without, others),
        ground=tuple(_rows(others, built_in=True)),
        beside=tuple(_rows(others, built_in=False)),
        again=twice.contribution,
        lang=lang,
    )


def _is_given(found: Found) -> bool:
    """Whether it was asked for by path, so that it must be sound."""
    return found.origin == "path"


def _unread(package: str) -> Problem:
    return Problem("RS1008", {}, Location(package))


def _rows(found: Iterable[Found], *, built_in: bool) -> Iterator[Contribution]:
    for each in found:
        is_ground = each.origin == "builtin"
        if is_ground is built_in and each.contribution is not None:
            yield each.contribution


def answer(engine: Engine, request: Any, at: str) -> tuple[Any, str]:
    """
    Return decision and reason, or the codes of the error that it ends in.

    Args:
        engine: The rules.
        request: The question.
        at: The instant.
    """
    try:
        route = engine.route(request, at=at)
    except RegserviceError as error:
        return tuple(problem.code for problem in error.problems), ""
    return route.decision, route.reason("zh")


def keyed(tables: Tables) -> Mapping[tuple[str, str], Row]:
    """Return rows by table and key."""
    return {(t, row_key(row)): row for t in _TABLES for row in getattr(tables, t)}
