"""
Which row is at fault where no way leads to the lead?

A row that ended is at fault only if a way would be open had it gone on, a gateway
only if one would be open without it. Else a body is, where others of its kind get on;
else the lead, if nobody gets there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from regservice.core.routing.book import AsOf, Book, View
from regservice.core.routing.way import Ways
from regservice.model.authority import Relation
from regservice.model.legal import Validity
from regservice.model.rule import PathRule
from regservice.ruleset.blame import shared
from regservice.ruleset.judge import Outcome
from regservice.ruleset.sweep import Stray, Swept, periods_of

Row = tuple[str, str]
"""Table and key of a row."""


@attrs.frozen(cache_hash=True)
class End:
    """
    Where a way ends.

    Attributes:
        period: Number of the period.
        start: The first contact.
        lead: The body that is not reached.
        rules: The path rules that hold.
    """

    period: int
    start: str
    lead: str
    rules: tuple[PathRule, ...] = attrs.field(repr=False)

    @classmethod
    def of(cls, stray: Stray) -> End:
        """Return where the way of a class ends."""
        start, lead = stray.outcome.bodies
        return cls(stray.period, start, lead, stray.outcome.closed)


def rows_at_fault(
    book: Book, swept: Swept, strays: Iterable[Stray]
) -> Mapping[End, Row]:
    """
    Say which row is at fault for each dead end.

    Args:
        book: The rows.
        swept: What a sweep has seen: ways that are open to others.
        strays: Classes of requests whose ways end.

    Returns:
        The row; dead ends of one cause have the same.
    """
    told: dict[End, list[Outcome]] = {}
    for stray in strays:
        told.setdefault(End.of(stray), []).append(stray.outcome)
    faults = _Faults(book, swept, periods_of(book))
    rows, ruled = faults.sorted(told)
    for (what, _), ends in ruled.items():
        starts = {end.start for end in ends}
        if what == "start" and len(starts) == 1:
            row = "authorities", starts.pop()
        else:
            outcomes = [outcome for end in ends for outcome in told[end]]
            row = "rules", shared(book, outcomes)
        rows |= dict.fromkeys(ends, row)
    return rows


@attrs.frozen(eq=False)
class _Faults:
    book: Book
    swept: Swept
    days: Sequence[dt.date]
    near: dict[object, tuple[str, ...]] = attrs.field(factory=dict, init=False)

    def sorted(
        self, ends: Iterable[End]
    ) -> tuple[dict[End, Row], dict[tuple[str, str], list[End]]]:
        """The row at fault for each; else what is not reached, or gets nowhere."""
        rows: dict[End, Row] = {}
        ruled: dict[tuple[str, str], list[End]] = {}
        alone: list[End] = []
        for end in ends:
            row = self.opening(end) or self.stuck(end)
            if row is not None:
                rows[end] = row
            elif len(self.reached(end)) > 1:
                ruled.setdefault(self.unreached(end.lead), []).append(end)
            else:
                alone.append(end)
        # A start that nothing leaves tells nothing of a lead that others miss too.
        missed = set(ruled)
        for end in alone:
            what = self.unreached(end.lead)
            lost = "start", self.kind(end.start)
            ruled.setdefault(what if what in missed else lost, []).append(end)
        return rows, ruled

    def kind(self, body: str) -> str:
        return self.book.hierarchy.authorities[body].kind

    def ways(self, end: End, set_aside: Collection[str] = ()) -> Ways:
        view = self.book.view(AsOf(self.days[end.period]))
        return Ways(view, end.rules, set_aside=set_aside)

    def reached(self, end: End) -> tuple[str, ...]:
        """The bodies to which ways lead from the start, and the start itself."""
        key = end.period, end.start, tuple(row.id for row in end.rules)
        known = self.near.get(key)
        if known is None:
            ways, near = self.ways(end), dict.fromkeys([end.start])
            level = list(near)
            for body in level:
                for edge, other in self.around(body):
                    if (
                        other not in near
                        and ways.view.is_alive(other)
                        and _crosses(ways, edge, body, other)
                    ):
                        near[other] = None
                        level.append(other)
            known = self.near[key] = tuple(near)
        return known

    def around(self, body: str) -> Iterator[tuple[Relation, str]]:
        """The edges of a body, with the body at the other end."""
        for edge in self.book.hierarchy.touching(body):
            yield edge, edge.object if edge.subject == body else edge.subject

    def opening(self, end: End) -> Row | None:
        """The last change without which a way would be open."""
        ways, near = self.ways(end), self.reached(end)
        changes = [*self.ended(ways, end.lead, near)]
        for row in end.rules:
            # Nobody has passed it: it closes a way and opens none.
            if row.only and row.id not in self.swept.passed:
                without = self.ways(end, {row.id})
                if without.find(end.start, end.lead) is not None:
                    since = row.validity.start or dt.date.min
                    changes.append((since, ("path_rules", row.id)))
        return max(changes)[1] if changes else None

    def ended(
        self, ways: Ways, lead: str, near: Sequence[str]
    ) -> Iterator[tuple[dt.date, Row]]:
        """What has ended and would lead there if it had not: a relation, or a body."""
        view = ways.view

        def leads(edge: Relation, body: str, other: str) -> bool:
            on = view.is_alive(other) and _crosses(ways, edge, body, other)
            return on and ways.find(other, lead) is not None

        for body in near:
            for edge, other in self.around(body):
                if other in near:
                    continue
                end, gone = edge.validity.end, self.gone(view, other)
                over = end is not None and end <= view.day
                if end and over and leads(_continued(edge, end), body, other):
                    yield end, ("relations", edge.id)
                if gone is not None and any(
                    leads(_continued(further, gone), other, third)
                    for further, third in self.around(other)
                    if _crosses(ways, _continued(edge, gone), body, other)
                ):
                    yield gone, ("authorities", other)

    def gone(self, view: View, body: str) -> dt.date | None:
        """The day on which a body ended of which nobody has taken over."""
        end = self.book.hierarchy.authorities[body].validity.end
        if end is None or end > view.day:
            return None
        return None if self.book.hierarchy.successors(body, view.day) else end

    def stuck(self, end: End) -> Row | None:
        """The body at which a way ends that others of its kind go on."""
        kinds = self.kind(end.start), self.kind(end.lead)
        way = self.swept.joined.get((end.period, *kinds))
        near = self.reached(end)
        if way is None or any(self.kind(body) == kinds[1] for body in near):
            return None
        known = [body for body in near if self.kind(body) in way]
        return "authorities", max(known, key=lambda body: way.index(self.kind(body)))

    def unreached(self, lead: str) -> tuple[str, str]:
        """A lead that is not reached; its whole kind if nobody of it is."""
        kind = self.kind(lead)
        others = any(way[-1] == kind for way in self.swept.joined.values())
        return "lead", lead if others else kind


def _crosses(ways: Ways, edge: Relation, body: str, other: str) -> bool:
    bodies = ways.view.book.hierarchy.authorities
    return ways.admits(edge, bodies[body], bodies[other]) is not None


def _continued(edge: Relation, since: dt.date) -> Relation:
    """A relation without its end, unless it ended before a day."""
    if edge.validity.end is None or edge.validity.end < since:
        return edge
    return attrs.evolve(edge, validity=Validity(edge.validity.start))
