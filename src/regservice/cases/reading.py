"""What do the names in a decision test mean, and where stands one that is wrong?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, TypeVar

import attrs

from regservice.engine.instants import typed
from regservice.engine.names import Names, choice
from regservice.errors import Location, Problem, RegserviceError, UnknownNameError
from regservice.model.decisiontest import TESTS, DecisionTest, field_key
from regservice.model.package import Contribution, Origin
from regservice.model.request import Override, ServiceRequest
from regservice.ruleset.located import where

T = TypeVar("T")

_NAMED: Final = {
    "place": "place",
    "site": "place",
    "item": "item",
    "received_by": "authority",
}
"""Fields that hold one name, and the kind of row that it means."""

_CODED: Final = ("product", "difficulty", "applicant", "channel")
"""Fields that hold a value of a closed vocabulary."""

_BLAMED: Final = {"RS3104": "received_by", "RS3105": "overrides", "RS3106": "overrides"}
"""Codes of what is wrong with a request as a whole, and the field that is to blame."""


@attrs.frozen
class Places:
    """
    Where the tests of a package stand.

    Attributes:
        package: Its name.
        origins: Origins of its tests and of their fields, by table and key.
    """

    package: str
    origins: Mapping[tuple[str, str], Origin]

    @classmethod
    def of(cls, contribution: Contribution) -> Places:
        """Index the origins of the tests of a package."""
        name = contribution.manifest.name
        found = {
            (table, key): origin
            for table, key, origin in contribution.origins
            if table == TESTS
        }
        return cls(name, found)

    def at(self, test: str, *path: str | int) -> Location:
        """Return where a part of a test stands, or the nearest part around it."""
        for end in range(len(path), -1, -1):
            key = field_key(test, *path[:end])
            if (TESTS, key) in self.origins:
                return where(self.origins, TESTS, key)
        return Location(self.package)


@attrs.define
class Reader:
    """
    Reads the names in one test, and collects those that mean nothing.

    Attributes:
        names: The names of the ruleset.
        test: The test.
        places: Where its fields stand.
        problems: What could not be read, so far.
    """

    names: Names
    test: DecisionTest
    places: Places
    problems: list[Problem] = attrs.Factory(list)

    def read(self, path: tuple[str | int, ...], call: Callable[[], T]) -> T | None:
        """Return what *call* makes of the value at *path*; ``None`` if it fails."""
        try:
            return call()
        except RegserviceError as error:
            self.blame(error, path)
        return None

    def blame(self, error: RegserviceError, path: tuple[str | int, ...]) -> None:
        """Take down the problems of an error as those of the value at *path*."""
        at = self.places.at(self.test.id, *path)
        field = field_key(f"{TESTS}:{self.test.id}", *path)
        self.problems += [
            attrs.evolve(problem, where=at, field=field) for problem in error.problems
        ]

    def name(self, kind: str, value: str, *path: str | int) -> str | None:
        """Return the code that a name means."""
        return self.read(path, lambda: self.names.resolve(kind, value))

    def choice(self, vocabulary: str, value: str, *path: str | int) -> str | None:
        """Return the code of a closed vocabulary that a value means."""
        return self.read(path, lambda: choice(vocabulary, value))

    def fact(self, value: str, *path: str | int) -> str | None:
        """Return the dimension that a value means: one of the core, or a field."""
        try:
            return choice("dimension", value)
        except UnknownNameError:
            return self.name("attribute", value, *path)

    def request(self) -> ServiceRequest:
        """Return what the test asks; what cannot be read is left out, and blamed."""
        test = self.test
        given: dict[str, Any] = {}
        for field, kind in _NAMED.items():
            value = getattr(test, field)
            given[field] = None if value is None else self.name(kind, value, field)
        for field in _CODED:
            value = getattr(test, field)
            given[field] = None if value is None else self.choice(field, value, field)
        programmes = (
            self.name("programme", value, "programmes", index)
            for index, value in enumerate(test.programmes)
        )
        attributes: dict[str, str] = {}
        for key, value in test.attributes.items():
            one = ServiceRequest(attributes={key: value})
            path = "attributes", key
            read = self.read(path, partial(self.names.request, one))
            attributes |= read.attributes if read else {}
        return ServiceRequest(
            text=test.text,
            programmes=[code for code in programmes if code is not None],
            attributes=attributes,
            received_at=test.received_at and typed(test.received_at),
            overrides=[
                Override(
                    rule=rule, actor=test.override_actor, reason=test.override_reason
                )
                for rule in test.overrides
            ],
            **given,
        )

    def refused(self, error: RegserviceError) -> None:
        """Take down why the engine refused the request as a whole."""
        field = _BLAMED.get(error.problems[0].code, "at")
        self.blame(error, (field,))
