"""What does a process of its own tell of one package, as data?"""

from __future__ import annotations

import json

import attrs

from regservice.codec.packfile import dump, load
from regservice.codec.plain import plain_record
from regservice.codec.structure import structure
from regservice.codec.tree import Tree
from regservice.errors import DataError, Location, Mend, Problem
from regservice.messages.problems import PROBLEMS
from regservice.model.decisiontest import DecisionTest
from regservice.model.package import Contribution, Manifest, Origin, Tables
from regservice.plugin.found import Found
from regservice.plugin.signed import Signed


@attrs.frozen(kw_only=True)
class Trouble:
    """
    A problem whose parameters are texts.

    Attributes:
        code: As in the problem.
        params: Names and texts.
        where: As in the problem.
        field: As there.
        allowed: As there.
        severity: As there.
        mend: As there.
    """

    code: str
    params: tuple[tuple[str, str], ...]
    where: Location
    field: str
    allowed: str
    severity: str
    mend: Mend | None


@attrs.frozen(kw_only=True)
class Told:
    """
    What was found under one name.

    Attributes:
        name: As in what was found.
        version: As there.
        origin: As there.
        folder: As there.
        manifest: The manifest; ``None`` if it is quarantined.
        tables: The rows.
        origins: Where each was written.
        strategies: Strategies without their functions.
        tests: Decision tests, each as a line of JSON.
        problems: Why it is quarantined.
    """

    name: str
    version: str
    origin: str
    folder: str
    manifest: Manifest | None
    tables: Tables
    origins: tuple[tuple[str, str, Origin], ...]
    strategies: tuple[Signed, ...]
    tests: tuple[str, ...]
    problems: tuple[Trouble, ...]


@attrs.frozen(kw_only=True)
class Answer:
    """
    All that code at one place gave.

    Attributes:
        packages: One, or none if it contributes nothing.
    """

    packages: tuple[Told, ...]


def tell(found: tuple[Found, ...]) -> bytes:
    """Write what was found."""
    return dump(Answer(packages=tuple(map(_told, found))))


def hear(content: bytes, name: str) -> tuple[Found, ...]:
    """
    Read what was found.

    Args:
        content: What :func:`tell` wrote in another process.
        name: Name for messages.

    Raises:
        DataError: If it is anything else.

    Examples:
        >>> found = Found(name="x", origin="entry_point")
        >>> hear(tell((found,)), "x") == (attrs.evolve(found, isolated=True),)
        True
    """
    return tuple(map(_found, load(content, Answer, name).packages))


def _told(found: Found) -> Told:
    rows = found.contribution
    return Told(
        name=found.name,
        version=found.version,
        origin=found.origin,
        folder=found.folder,
        manifest=found.manifest,
        tables=rows.tables if rows else Tables(),
        origins=rows.origins if rows else (),
        strategies=tuple(
            Signed(id=s.id, version=s.version, source=s.source)
            for s in (rows.strategies if rows else ())
        ),
        tests=tuple(map(_test_told, rows.tests if rows else ())),
        problems=tuple(
            Trouble(
                code=p.code,
                params=tuple((key, str(value)) for key, value in p.params.items()),
                where=p.where,
                field=p.field,
                allowed=p.allowed,
                severity=p.severity,
                mend=p.mend,
            )
            for p in found.problems
        ),
    )


def _test_told(test: DecisionTest) -> str:
    return json.dumps(plain_record(test, "en"), default=str)


def _test(line: str, name: str) -> DecisionTest:
    test, problems = structure(Tree.of(name, json.loads(line), {}), (), DecisionTest)
    if test is None:
        raise DataError(tuple(problems))
    return test


def _found(told: Told) -> Found:
    contribution = None
    if told.manifest is not None:
        contribution = Contribution(
            manifest=told.manifest,
            tables=told.tables,
            origins=told.origins,
            strategies=tuple(s.stand_in(told.name) for s in told.strategies),
            tests=tuple(_test(line, told.name) for line in told.tests),
        )
    problems = tuple(
        Problem(p.code, dict(p.params), p.where, p.field, p.allowed, p.severity, p.mend)
        for p in told.problems
        if p.code in PROBLEMS
    )
    return Found(
        name=told.name,
        version=told.version,
        origin=told.origin,
        folder=told.folder,
        contribution=contribution,
        problems=problems,
        isolated=True,
    )
