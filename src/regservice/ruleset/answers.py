"""
What a class of requests is told, aspect by aspect.

In: the rows that hold for it, and the places that selectors read. Out: whom the
answer names, or what runs, and the rows that say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs

from regservice.core.routing.book import View
from regservice.core.routing.precedence import prevailing
from regservice.model.legal import Source
from regservice.model.limit import TimeLimit
from regservice.model.rule import Rule
from regservice.model.vocab import SourceKind
from regservice.ruleset.digest import plain
from regservice.ruleset.held import Parts
from regservice.ruleset.judge import ASK, PATH, ROUTED, At, Judge, Outcome

NOT_OFFERED: Final = "not_offered"


@attrs.frozen(order=True)
class Side:
    """
    One side of what moved.

    Attributes:
        bodies: Ids of bodies, or for limits and states their codes, sorted.
        kinds: Kinds of these bodies, sorted; the same as *bodies* for other things.
        rules: Ids of the rows that say so, sorted.
    """

    bodies: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@attrs.frozen
class Told:
    """
    What is told in one aspect.

    Attributes:
        side: The answer.
        basis: What its rows lean on. Other rows with the same sources are the same
            basis, and one inference is as good as another: only what somebody laid
            down counts.
    """

    side: Side = Side()
    basis: frozenset[str] = frozenset()


Answer = Mapping[str, Told]
"""Aspect to what is told of it."""


class Answers:
    """The answers under one view; remembers what selectors and rows amount to."""

    def __init__(self, view: View) -> None:
        """Start with nothing remembered."""
        self.judge = Judge(view)
        self._book = view.book
        self._known: dict[object, Told] = {}

    def of(self, parts: Parts, may: Parts, at: At | None) -> Answer:
        """
        Answer a class of requests.

        Args:
            parts: The rows that hold for it.
            may: The rows that may hold too, as a fact is open.
            at: The places that selectors read; ``None`` where what is asked for is
                not offered. Limits run there all the same.

        Returns:
            What is told; where a question is asked first nothing but that.
        """
        limits = self._limits(parts, may)
        if at is None:
            return {"status": self._told([NOT_OFFERED], ()), "limit": limits}
        outcome = self.judge.decide(parts, may, at)
        if outcome.kind == ASK:
            return {"status": self._told([ASK], ())}
        # A way past a gateway is a way: the proof says what is wrong with it.
        kind = ROUTED if outcome.kind == PATH else outcome.kind
        leads = [row.id for row in parts.leaders]
        rules = leads if kind == ROUTED else outcome.rules
        answer = {"status": self._told([kind], rules), "limit": limits}
        if kind != ROUTED:
            return answer
        receivers = [row.id for row in parts.receivers]
        return {
            **answer,
            "receive": self._one(outcome.receive, receivers),
            "lead": self._one(outcome.lead, leads),
            "handler": self._one(outcome.handler, [*_hops(outcome)] or leads),
            "co": self._beside(parts.co, outcome, at),
            "copy": self._beside(parts.copy, outcome, at),
        }

    def _one(self, body: str | None, rules: Iterable[str]) -> Told:
        return self._told([] if body is None else [body], rules)

    def _beside(self, rules: Sequence[Rule], outcome: Outcome, at: At) -> Told:
        """The bodies beside the lead, with the rules that name one."""
        named = [
            (body, row.id)
            for row, found in self.judge.collected(rules, at)
            for body in found
            if body != outcome.lead
        ]
        return self._told({body for body, _ in named}, {row for _, row in named})

    def _limits(self, parts: Parts, may: Parts) -> Told:
        rows = _running(parts.limits, may.limits)
        codes = (
            f"{row.goal} {row.count or 0} {row.unit or '-'} {row.legal_effect}"
            for row in rows
        )
        return self._told(codes, (row.id for row in rows))

    def _told(self, names: Iterable[str], rules: Iterable[str]) -> Told:
        bodies, rows = tuple(sorted(names)), tuple(sorted(rules))
        known = self._known.get((bodies, rows))
        if known is None:
            there = self._book.hierarchy.authorities
            kinds = {there[body].kind if body in there else body for body in bodies}
            known = self._known[bodies, rows] = Told(
                Side(bodies, tuple(sorted(kinds)), rows),
                frozenset(_basis(self._book.sources[row]) for row in rows),
            )
        return known


def _running(holding: Sequence[TimeLimit], may: Sequence[TimeLimit]) -> list[TimeLimit]:
    """The limits that run; one that an unknown fact may replace is not given out."""
    open_ = {key for row in may for key in row.exception_to}
    return [row for row in prevailing(list(holding))[0] if row.id not in open_]


def _hops(outcome: Outcome) -> Iterator[str]:
    """The path rules that handed the request over to its handler."""
    for hop in outcome.path[1:]:
        if not hop.hands_over:
            break
        yield from (row for row in (hop.bypass, hop.rule) if row is not None)


def _basis(source: Source) -> str:
    return "assumed" if source.kind is SourceKind.ASSUMED else str(plain(source))
