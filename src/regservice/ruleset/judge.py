"""
What becomes of the requests in one box, at one place?

The same selection and the same way as for a single request: only that the rules
that hold are known before any request is.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import attrs

from regservice.core.routing.book import View
from regservice.core.routing.gather import Gathered, hanging, settle
from regservice.core.routing.hinges import turning
from regservice.core.routing.precedence import prevailing
from regservice.core.routing.select import Selected, Where, select
from regservice.core.routing.way import Ways, owner
from regservice.model.condition import Test
from regservice.model.decision import Hop, Question
from regservice.model.rule import Bypass, Holder, PathRule, Rule
from regservice.model.vocab import Cause, Role
from regservice.ruleset.held import Parts, passing

ROUTED, ASK, GAP, CONFLICT, DEAD_END, PATH = (
    "routed",
    "ask",
    "gap",
    "conflict",
    "dead_end",
    "path_violation",
)

_ROUGH: Final = ("place", "site")
"""Places of which a request may know only what lies around them."""


@attrs.frozen
class Outcome:
    """
    What becomes of a box.

    Attributes:
        kind: ``routed``, ``ask``, or what is wrong with it.
        role: The role that has no single holder; ``None`` otherwise.
        rules: Ids of the rules that stand, or of the rows that are at fault.
        bodies: The bodies that they name.
        is_torn: Whether each of the rules that names somebody names all of them.
        lead: Who leads; ``None`` unless it is known.
        receive: Who has it first; likewise.
        path: The hops, if any.
        closed: The path rules that hold, where none of them leads to the lead.
        unprovable: Whether a strategy had a say.
    """

    kind: str
    role: Role | None = None
    rules: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    is_torn: bool = False
    lead: str | None = None
    receive: str | None = None
    path: tuple[Hop, ...] = ()
    closed: tuple[PathRule, ...] = ()
    unprovable: bool = False

    @property
    def is_sound(self) -> bool:
        """Whether there is nothing wrong with it."""
        return self.kind in {ROUTED, ASK}

    @property
    def handler(self) -> str | None:
        """Who owns it then."""
        return owner(self.path) if self.path else None


@attrs.frozen(cache_hash=True)
class At:
    """
    The places that selectors read.

    Attributes:
        place: Code of the place of the asker.
        elsewhere: ``site``, ``agent_place`` or ``issuer_place``, with the code of
            the place; what is not named is the place of the asker. Sorted.
    """

    place: str
    elsewhere: tuple[tuple[str, str], ...] = ()

    def code(self, name: str) -> str:
        """Return the code of one of the places."""
        for key, code in self.elsewhere:
            if key == name:
                return code
        return self.place

    @property
    def where(self) -> Where:
        """The places, as selectors read them."""
        return Where(
            holder=self.place,
            site=self.code("site"),
            agent=self.code("agent_place"),
            issuer=self.code("issuer_place"),
            facts={},
        )


class Judge:
    """Decides boxes under one view; remembers selections and ways."""

    def __init__(self, view: View) -> None:
        """Start with nothing remembered."""
        self.view = view
        self._selected: dict[tuple[Holder, str, str], Selected] = {}
        self._ways: dict[object, tuple[Hop, ...] | None] = {}

    def select(self, holder: Holder, at: At) -> Selected:
        """Return the bodies that *holder* can mean there."""
        key = holder, at.place, at.code(holder.reads)
        known = self._selected.get(key)
        if known is None:
            # What code would say is unknown: nobody, and it is told.
            named = holder.strategy is None
            known = select(self.view, holder, at.where) if named else Selected(())
            self._selected[key] = known
        return known

    def way(
        self,
        paths: Sequence[PathRule],
        bypasses: Sequence[Bypass],
        start: str,
        end: str,
    ) -> tuple[Hop, ...] | None:
        """Return the way that these path rules open."""
        key = (
            start,
            end,
            tuple(row.id for row in paths),
            passing(bypasses),
        )
        if key not in self._ways:
            self._ways[key] = Ways(self.view, paths, bypasses).find(start, end)
        return self._ways[key]

    def _role(self, role: Role, parts: Parts, others: Parts, at: At) -> Gathered:
        if role is Role.RECEIVE:
            winners, holding, may = parts.receivers, parts.receive, others.receive
        else:
            winners, holding, may = parts.leaders, parts.lead, others.lead
        if not may:
            sure = {
                body
                for holder in {row.holder for row in winners}
                for body in self.select(holder, at).bodies
            }
            if len(sure) == 1:
                return Gathered(rules=winners, authority=sure.pop())
        named = {row.id: self.select(row.holder, at) for row in (*holding, *may)}
        pending = [(row, self._open(row, at)) for row in may]
        hangs = hanging(holding, pending, named, {})
        ask = Question(dimension="place") if hangs else None
        return settle(role, holding, named, ask)

    def _open(self, row: Rule | PathRule | Bypass, at: At) -> tuple[Test, ...]:
        """The tests of places that are known only roughly."""
        return tuple(
            test
            for test in row.when.tests
            if test.dimension in _ROUGH
            and self.view.book.places.within(at.code(test.dimension)).isdisjoint(
                test.values
            )
        )

    def level(self, parts: Parts, may: Parts, at: At) -> str | None:
        """Return the level of the first contact; ``None`` if there is no single one."""
        found = self._role(Role.RECEIVE, parts, may, at)
        if found.authority is None:
            return None
        return str(self.view.book.hierarchy.authorities[found.authority].level)

    def decide(  # noqa: PLR0911 - the same sequence as for a request
        self, parts: Parts, may: Parts, at: At
    ) -> Outcome:
        """
        Decide a box.

        Args:
            parts: The rows that hold.
            may: The rows that hold in some part of a place that is known roughly.
            at: The places of the asker and of what selectors read.

        Returns:
            What becomes of it.
        """
        receive = self._role(Role.RECEIVE, parts, may, at)
        if receive.authority is None and receive.ask is None:
            return self._faulty(receive, Role.RECEIVE, at)
        lead = self._role(Role.LEAD, parts, may, at)
        if lead.ask is not None or receive.ask is not None:
            return Outcome(ASK)
        if lead.authority is None:
            return self._faulty(lead, Role.LEAD, at)
        start, end = str(receive.authority), lead.authority
        path = self.way(parts.paths, parts.bypasses, start, end)
        rows: tuple[PathRule | Bypass, ...] = (*may.paths, *may.bypasses)
        pending = [(row, self._open(row, at)) for row in rows]

        def way(more: Sequence[PathRule | Bypass]) -> tuple[Hop, ...] | None:
            rules = (r for r in more if isinstance(r, PathRule))
            passes = (r for r in more if isinstance(r, Bypass))
            return self.way(
                (*parts.paths, *rules), (*parts.bypasses, *passes), start, end
            )

        if turning(pending, way, {}):
            return Outcome(ASK)
        rules = tuple(row.id for row in lead.rules)
        found = Outcome(ROUTED, rules=rules, lead=end, receive=start, path=path or ())
        if path is None:
            return attrs.evolve(
                found,
                kind=DEAD_END,
                role=Role.LEAD,
                bodies=(start, end),
                closed=parts.paths,
            )
        crossed = self._crossed(parts, path)
        if crossed:
            return attrs.evolve(found, kind=PATH, rules=crossed)
        return found

    def _faulty(self, found: Gathered, role: Role, at: At) -> Outcome:
        named = {self.select(row.holder, at).bodies for row in found.rules} - {()}
        bodies = {body for one in named for body in one}
        kind = CONFLICT if found.cause is Cause.CONFLICT else GAP
        return Outcome(
            kind,
            role=role,
            rules=tuple(row.id for row in found.rules),
            bodies=tuple(sorted(bodies)),
            is_torn=len(named) == 1,
            unprovable=any(row.holder.strategy for row in found.rules),
        )

    def _crossed(self, parts: Parts, path: Sequence[Hop]) -> tuple[str, ...]:
        """Gateways that the path does not keep to, with the rows that lead past."""
        bodies = self.view.book.hierarchy.authorities
        ways = Ways(self.view, parts.paths, parts.bypasses)
        for before, after in pairwise(path):
            gates = ways.gateways(bodies[before.authority])
            goes = {row.enters for row in gates}
            if len(goes) > 1:
                return tuple(sorted(row.id for row in gates))
            if gates and after.bypass is not None:
                entered = bodies[after.authority]
                if not any(entered.performs(kind) for kind in goes):
                    return (after.bypass, *sorted(row.id for row in gates))
        return ()

    def answers(self, parts: Parts, may: Parts, at: At) -> tuple[object, ...]:
        """Return what a request is told, whichever rules say so."""
        found = self.decide(parts, may, at)
        answer = attrs.evolve(found, rules=(), bodies=(), is_torn=False, closed=())
        if found.kind is not ROUTED:
            return (answer,)
        named = {
            (row.role, row.joint, body)
            for rules in (parts.co, parts.copy)
            for row, bodies in self.collected(rules, at)
            for body in bodies
        }
        return answer, frozenset(named)

    def collected(
        self, rules: Sequence[Rule], at: At
    ) -> tuple[tuple[Rule, tuple[str, ...]], ...]:
        """Return the co-handling or copied bodies, by the rule that names them."""
        winners, _ = prevailing(list(rules))
        return tuple((row, self.select(row.holder, at).bodies) for row in winners)
