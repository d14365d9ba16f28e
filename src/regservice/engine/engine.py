"""The engine: a ruleset behind names and instants as people write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.competence import CompetenceResult, decide_matter
from regservice.core.routing.complete import complete
from regservice.core.routing.route import route
from regservice.engine.calendar import Calendar
from regservice.engine.instants import local, now, parse_instant
from regservice.engine.names import Names
from regservice.engine.route import Route
from regservice.errors import UnknownNameError
from regservice.model.request import ServiceRequest
from regservice.plugin.manager import Found
from regservice.ruleset.compile import Ruleset

if TYPE_CHECKING:
    import networkx as nx
    import pendulum


class Engine:
    """
    Routes requests by one ruleset. Immutable; safe to share.

    Attributes:
        ruleset: The compiled rows.
        packages: What was found, quarantined packages included.
        names: Resolves names to codes.
    """

    def __init__(self, ruleset: Ruleset, packages: tuple[Found, ...]) -> None:
        """Wrap a ruleset; use :func:`regservice.load` to make one."""
        self.ruleset = ruleset
        self.packages = packages
        self.names = Names(ruleset.book)

    @property
    def book(self) -> Book:
        """The indexed rows."""
        return self.ruleset.book

    @property
    def digest(self) -> str:
        """Fingerprint of the normative rows."""
        return self.ruleset.digest

    @property
    def problems(self) -> tuple[Found, ...]:
        """Packages that were quarantined, each with its problems."""
        return tuple(found for found in self.packages if found.problems)

    @property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The hierarchy as a frozen networkx multigraph."""
        return self.book.hierarchy.graph()

    def calendar(self, code: str = "cn") -> Calendar:
        """
        Return a working calendar.

        Raises:
            UnknownNameError: If there is none of that code.
        """
        working = self.book.calendars.get(code)
        if working is None:
            raise UnknownNameError.of(
                "RS3101",
                kind="日历",
                name=code,
                near=f"({', '.join(self.book.calendars)})",
                command="plugins list",
            )
        return Calendar(working)

    def route(
        self,
        request: ServiceRequest,
        at: dt.datetime | str | None = None,
        known_at: dt.datetime | str | None = None,
    ) -> Route:
        """
        Decide who must take a request, along which path, by when, and why.

        Args:
            request: With codes or names.
            at: The instant whose law applies, aware or with an offset; ``None``
                means now.
            known_at: Leave out documents issued after it; ``None`` leaves out none.

        Returns:
            The answer with its explanation.

        Raises:
            UnknownNameError: If a name in the request means nothing.
            DataError: If an instant cannot be read.

        Examples:
            >>> import regservice as rs
            >>> engine = rs.load(discover=False)
            >>> route = engine.route(rs.ServiceRequest(text="三类医疗器械首次注册"),
            ...                      at="2026-03-02T10:00:00+08:00")
            >>> route.status, route.competent.authority
            ('needs_information', 'national/nmpa')
        """
        moment = now() if at is None else parse_instant(at)
        received = parse_instant(request.received_at) if request.received_at else moment
        known = None if known_at is None else parse_instant(known_at).date()
        coded = self.names.request(request)
        self._must_exist(coded.received_by, _day(moment))
        as_of = AsOf(_day(moment), known)
        decision = route(self.book, coded, as_of, local(received))
        return Route(decision, moment.isoformat(), self.digest, self.book)

    def _must_exist(self, key: str | None, day: dt.date) -> None:
        """A body that was not there that day cannot have received anything."""
        if key is None or day in self.book.hierarchy.authorities[key].validity:
            return
        name = self.book.hierarchy.authorities[key].name
        raise UnknownNameError.of("RS3104", name=name, day=day.isoformat())

    def who(
        self,
        matter: str,
        place: str | None = None,
        attributes: Mapping[str, str] | None = None,
        at: dt.datetime | str | None = None,
    ) -> CompetenceResult:
        """
        Say who decides a matter by law.

        Args:
            matter: Code, number in the study, or name.
            place: Place of the holder, site, agent or act; ``None`` if open.
            attributes: Values of intake fields.
            at: The instant whose law applies; ``None`` means now.

        Returns:
            The decider, or the fact that is missing.

        Raises:
            UnknownNameError: If a name means nothing.
        """
        row = self.book.matters[self.names.resolve("matter", matter)]
        moment = now() if at is None else parse_instant(at)
        request = self.names.request(
            ServiceRequest(place=place, attributes=dict(attributes or {}))
        )
        if len(row.products) == 1:
            request = attrs.evolve(request, product=row.products[0])
        completed = complete(self.book, request, AsOf(_day(moment)))
        return decide_matter(self.book, row, completed, _day(moment))


def _day(moment: pendulum.DateTime) -> dt.date:
    return dt.date(moment.year, moment.month, moment.day)
