"""What would a test say that expects the answer of now?"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from regservice.cases.reading import Places
from regservice.cases.relied import cited
from regservice.codec.convert import language_of
from regservice.codec.keys import coded
from regservice.codec.package import read_package
from regservice.codec.testfile import with_test
from regservice.engine.engine import Engine
from regservice.engine.route import Route
from regservice.errors import DataError, Location, Problem, file_error
from regservice.exports.files import write_bytes
from regservice.model.amount import Amount
from regservice.model.decisiontest import DecisionTest
from regservice.model.fields import FieldFault
from regservice.model.legal import Source
from regservice.model.vocab import Status, is_row_id
from regservice.plugin.installation import home_of

FILE: Final = "tests.yaml"
"""File of a package to which tests are recorded."""


def expected(engine: Engine, route: Route) -> dict[str, Any]:
    """
    Return what a test expects that passes on this answer.

    Args:
        engine: The engine that gave the answer.
        route: The answer.

    Returns:
        Fields of a test: who, who decides, how long, and on which sources it rests; of
        an answer without a body its status, and what is asked for. Bodies by name as
        far as the name means one body.
    """
    decision = route.decision
    found: dict[str, Any] = {}
    bodies = {"handler": decision.handler, "lead": decision.lead}
    if decision.competent is not None:
        bodies["competent"] = decision.competent.authority
    for field, body in bodies.items():
        if body is not None:
            found[field] = _name(engine, body)
    if decision.status is not Status.ROUTED:
        found["status"] = str(decision.status)
    if decision.status is Status.NEEDS_INFORMATION and decision.ask is not None:
        found["asks"] = decision.ask.dimension
    timed = (due.limit for due in route.limits if due.limit.count is not None)
    limit = next(timed, None)
    if limit is not None:
        found["limit"] = Amount.read(f"{limit.count} {limit.unit}")
    found["source"] = tuple(dict.fromkeys(map(cited, _leading(route))))
    return {field: value for field, value in found.items() if value}


def _name(engine: Engine, body: str) -> str:
    """The name of a body; its id where the name means several, or another."""
    name = engine.book.hierarchy.authorities[body].name
    try:
        return name if engine.names.resolve("authority", name) == body else body
    except DataError:
        return body


def _leading(route: Route) -> Iterable[Source]:
    """Sources of who leads, and of who decides."""
    for step in route.decision.steps:
        if step.outcome in ("lead", "competent"):
            yield step.source


def record(folder: str | os.PathLike[str], given: dict[str, Any]) -> DecisionTest:
    """
    Append a test to ``tests.yaml`` of a package.

    Args:
        folder: The package, or the source folder of its distribution.
        given: Fields of the test. Without ``id`` it gets a free one.

    Returns:
        The test. The file is written whole or not at all, and all that stood in it
        stays as it was.

    Raises:
        DataError: If the package cannot be read, has a test of that id, or if nothing
            can be appended to the file.
    """
    home = Path(home_of(os.fspath(folder)) or folder)
    contribution = read_package(home)
    known = {test.id for test in contribution.tests}
    key = given.get("id") or _free(known)
    if not is_row_id(key):
        allowed = "a/b-c, shanghai/basic-at-station"
        raise DataError.of("RS2708", allowed=allowed, key=key)
    if key in known:
        raise DataError.of("RS2705", Places.of(contribution).at(key), key=key)
    file = home / FILE
    test = _made(file, {**given, "id": key})
    try:
        content = file.read_bytes() if file.exists() else b""
    except OSError as error:
        raise file_error(error, str(file)) from None
    text = with_test(content, test, str(file), language_of(home))
    write_bytes(file, text)
    return test


def _made(file: Path, given: dict[str, Any]) -> DecisionTest:
    try:
        return coded(DecisionTest(**given))
    except ValueError as error:
        found: FieldFault = error.args[0]
        params = {"field": found.field, "value": found.value, "allowed": found.allowed}
        problem = Problem(found.code, params, Location(str(file)), found.field)
        raise DataError((problem,)) from None


def _free(known: set[str]) -> str:
    number = 1
    while f"recorded/{number}" in known:
        number += 1
    return f"recorded/{number}"
