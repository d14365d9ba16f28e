"""What came of a decision test, expectation by expectation?"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import attrs

from regservice.core.routing.what_if import Change
from regservice.core.routing.why_not import WhyNot
from regservice.engine.route import Route
from regservice.errors import Location, Problem
from regservice.model.decisiontest import DecisionTest


@attrs.frozen
class Nearest:
    """
    What stands between the answer and the body that was expected.

    Attributes:
        why: The first thing that stands against the body.
        rule: Id of the rule that comes closest to naming it; ``None`` if none does.
        where: Where that rule is written.
        change: The smallest single change of the question by which the body would be
            what was expected; ``None`` if there is none.
    """

    why: WhyNot
    rule: str | None
    where: Location
    change: Change | None


@attrs.frozen
class Outcome:
    """
    What came of one expectation.

    Attributes:
        field: Name of the field that says what is expected.
        expected: What: codes, or texts as written.
        actual: What came: codes or texts; empty for nothing.
        where: Where the expectation is written.
        ok: Whether it was met.
        finds: Finds what stands against the body that was expected; ``None`` for
            other expectations, and for those that were met.
    """

    field: str
    expected: tuple[str, ...]
    actual: tuple[str, ...]
    where: Location
    ok: bool
    finds: Callable[[], Nearest] | None = attrs.field(
        default=None, eq=False, repr=False
    )

    @cached_property
    def nearest(self) -> Nearest | None:
        """What stands against the body; sought only where it is told."""
        return None if self.finds is None else self.finds()


@attrs.frozen
class Result:
    """
    What came of one test.

    Attributes:
        test: The test.
        package: The package that brings it.
        where: Where it is written.
        outcomes: One for each expectation, in the order of the fields.
        problems: Why it cannot be judged: names that mean nothing. Empty if it can.
        route: The answer; ``None`` if the question ended in an error.
    """

    test: DecisionTest
    package: str
    where: Location
    outcomes: tuple[Outcome, ...] = ()
    problems: tuple[Problem, ...] = ()
    route: Route | None = attrs.field(default=None, repr=False)

    @property
    def ok(self) -> bool:
        """Whether it could be judged, and every expectation was met."""
        return not self.problems and all(outcome.ok for outcome in self.outcomes)
