"""The engine: a ruleset behind names and instants as people write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import attrs

from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.competence import CompetenceResult, decide_matter
from regservice.core.routing.complete import complete
from regservice.core.routing.route import route
from regservice.engine.calendar import Calendar
from regservice.engine.instants import local, now, parse_date, parse_instant, typed
from regservice.engine.names import Names
from regservice.engine.route import Route
from regservice.errors import DataError, UnknownNameError
from regservice.model.request import ServiceRequest
from regservice.plugin.found import Found
from regservice.plugin.installation import Installation
from regservice.ruleset.ruleset import Ruleset

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

    from regservice.engine.clocks import CaseClocks
    from regservice.model.event import ClockEvent
    from regservice.model.limit import Period
    from regservice.ruleset.diff import Diff
    from regservice.ruleset.index import Index
    from regservice.ruleset.prove import Proof


class Engine:
    """
    Routes requests by one ruleset. Immutable; safe to share.

    Attributes:
        ruleset: The compiled rows.
        packages: What was found, quarantined packages included.
        installation: What it was loaded from, down to the bytes of the files;
            ``None`` if it was put together by hand.
        names: Resolves names to codes.
    """

    def __init__(
        self,
        ruleset: Ruleset,
        packages: tuple[Found, ...],
        installation: Installation | None = None,
    ) -> None:
        """Wrap a ruleset; use :func:`regservice.load` to make one."""
        self.ruleset = ruleset
        self.packages = packages
        self.installation = installation
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

    def calendar(
        self, code: str = "cn", known_at: dt.datetime | dt.date | str | None = None
    ) -> Calendar:
        """
        Return a working calendar.

        Args:
            code: Its code.
            known_at: Leave out notices that were published after it; ``None`` leaves
                out none.

        Raises:
            UnknownNameError: If there is none of that code.
            DataError: If *known_at* cannot be read.
            CalendarError: If no notice was known then.
        """
        if code not in self.book.calendars:
            raise UnknownNameError.of(
                "RS3101",
                kind="calendar",
                name=code,
                near=f"({', '.join(self.book.calendars)})",
                command="plugins list",
            )
        if known_at is not None and not isinstance(known_at, dt.datetime):
            known_at = typed(str(known_at))
        known = None if known_at is None else parse_instant(known_at).date()
        return Calendar(self.book.calendars, code, known)

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
        moment, since = now() if at is None else parse_instant(at), request.received_at
        received = moment if since is None else parse_instant(since)
        known = None if known_at is None else parse_instant(known_at).date()
        coded = self.names.request(request)
        self._must_exist(coded.received_by, _day(moment))
        as_of = AsOf(_day(moment), known)
        self._must_bind(coded, as_of)
        start = local(received)
        decision = route(self.book, coded, as_of, start)
        return Route(
            decision, moment.isoformat(), self.digest, self.book, coded, as_of, start
        )

    def _must_bind(self, request: ServiceRequest, as_of: AsOf) -> None:
        """A principle that was not in force that day cannot be set aside."""
        if not request.overrides:
            return
        view = self.book.view(as_of)
        bound = {row.id for row in view.path_rules}
        bound |= {row.id for rows in view.rules.values() for row in rows}
        for override in request.overrides:
            if override.rule not in bound:
                why = as_of.day.isoformat()
                raise UnknownNameError.of("RS3106", rule=override.rule, day=why)

    def clocks(
        self,
        events: Iterable[ClockEvent] | str | Path,
        until: dt.datetime | str | None = None,
    ) -> CaseClocks:
        """
        Let recorded events happen to the clocks of requests.

        Args:
            events: The events, of each request in order; or a ``.jsonl`` file of
                them.
            until: Leave out events after this instant; ``None`` leaves out none.

        Returns:
            The clocks, to be read and swept.

        Raises:
            DataError: If the file, or the instant, cannot be read.
            ClockError: If an event does not fit what happened before.
            CalendarError: If a day lies where a calendar has no answer.

        Examples:
            >>> import datetime as dt
            >>> import regservice as rs
            >>> start = rs.ClockEvent(case="c", event="start", limit="5 working_day",
            ...                       at=dt.datetime(2026, 3, 2, 10))
            >>> cases = rs.load(discover=False).clocks([start])
            >>> (found,) = cases.read("2026-03-05T12:00+08:00")
            >>> str(found.status), str(found.due), found.used, found.total
            ('running', '2026-03-09 17:30:00', 3, 5)
        """
        from regservice.engine.clocks import CaseClocks, located, replay

        last = None if until is None else parse_instant(until)
        kept, later = located(events, last)
        return CaseClocks(self.book, replay(self.book, kept), later)

    def periods(
        self, matter: str, at: dt.datetime | str | None = None
    ) -> tuple[Period, ...]:
        """
        Return the statutory periods of a matter; they time no request.

        Args:
            matter: Code, number in the study, or name.
            at: The instant whose law applies; ``None`` means now.

        Raises:
            UnknownNameError: If the name means nothing.

        Examples:
            >>> import regservice as rs
            >>> [row.count for row in rs.load(discover=False).periods("drug_ind")]
            [60]
        """
        code = self.names.resolve("matter", matter)
        as_of = AsOf(_day(parse_instant(at or now())))
        rows = as_of.in_force(self.book, self.book.tables.periods)
        return tuple(row for row in rows if row.matter == code)

    def index(
        self,
        at: dt.datetime | str | None = None,
        known_at: dt.datetime | str | None = None,
    ) -> Index:
        """
        Compile the rules of one instant into an index for very many requests.

        Args:
            at: The instant whose law applies; ``None`` means now.
            known_at: Leave out documents issued after it; ``None`` leaves out none.

        Returns:
            An index that answers by codes: who has it first, who handles it, who
            leads, along which path and by which rules. What it cannot decide from
            the facts that it is given, it says.

        Examples:
            >>> import regservice as rs
            >>> index = rs.load(discover=False).index("2026-03-02T10:00:00+08:00")
            >>> index.route("110000", "renewal", product="device").kind
            'gap'
        """
        from regservice.ruleset.index import Index

        moment = now() if at is None else parse_instant(at)
        known = None if known_at is None else parse_instant(known_at).date()
        return Index.of(self.book.view(AsOf(_day(moment), known)))

    def prove(self, budget: int | None = None) -> Proof:
        """
        Prove that every request has exactly one body to take it, or show where not.

        Args:
            budget: How many classes of requests may be decided; ``None`` for a
                number that suffices for a whole country.

        Returns:
            The proof, over all places for which packages answer and all periods.

        Examples:
            >>> import regservice as rs
            >>> rs.load(discover=False).prove().is_clean
            True
        """
        from regservice.ruleset.prove import BUDGET, prove

        return prove(self.ruleset, BUDGET if budget is None else budget)

    def diff(
        self,
        other: Engine | None = None,
        *,
        before: dt.date | str | None = None,
        after: dt.date | str | None = None,
    ) -> Diff:
        """
        Say whose answer moves: to another ruleset, or from one day to another.

        Args:
            other: The ruleset after; ``None`` compares this one with itself.
            before: The day whose law applies before. Without days two rulesets are
                compared in all periods.
            after: The day whose law applies after; with *other*, the same as
                *before* unless given.

        Returns:
            Boxes of requests whose answer moves, and the rows that changed.

        Raises:
            DataError: If a day cannot be read, or both are missing without *other*.

        Examples:
            >>> import regservice as rs
            >>> engine = rs.load(discover=False)
            >>> bool(engine.diff(engine))
            False
        """
        from regservice.ruleset.diff import diff
        from regservice.ruleset.sweep import periods_of, scope_of

        right = other or self
        first = None if before is None else parse_date(before)
        last = None if after is None else parse_date(after)
        if other is None and (first is None or last is None):
            raise DataError.of("RS3206")
        if first is not None or last is not None:
            days = [(first or last, last or first)]
        else:
            every = {*periods_of(self.book), *periods_of(right.book)}
            days = [(day, day) for day in sorted(every)]
        places = {
            place
            for engine in (self, right)
            for place in scope_of(engine.book, engine.ruleset.manifests)
        }
        pairs = [(a, b) for a, b in days if a is not None and b is not None]
        return diff(self.book, right.book, pairs, places)

    def overlay(self, package: str | Path) -> Engine:
        """
        Try draft rows: they replace rows with the same key, and add the others.

        Args:
            package: Folder of a data package.

        Returns:
            Another engine; this one stays as it is.

        Raises:
            DataError: If the draft cannot be read, or does not fit.
        """
        from regservice.plugin.manager import collect
        from regservice.ruleset.compile import overlaid

        *_, draft = collect(package, discover=False)
        if draft.contribution is None:
            raise DataError(draft.problems)
        ruleset = overlaid(self.ruleset, draft.contribution)
        return Engine(ruleset, (*self.packages, draft))

    def save(self, path: str | Path) -> None:
        """
        Write this engine to a pack, from which another process starts faster.

        Raises:
            DataError: If it cannot be saved; see :func:`regservice.load_pack`.
        """
        from regservice.engine.pack import save

        save(self, path)

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
        as_of = AsOf(_day(moment))
        completed = complete(self.book, request, as_of)
        return decide_matter(self.book, row, completed, as_of)


def _day(moment: dt.datetime) -> dt.date:
    return dt.date(moment.year, moment.month, moment.day)
