"""
Has every request exactly one body to take it?

In: a ruleset. Out: a proof, or the smallest requests that show what is wrong. Over
finite conditions a sweep of all classes is a proof; where a budget ends it, the
outcome is ``undecided`` and never clean.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import partial
from typing import Final

import attrs

from regservice.core.routing.book import Book
from regservice.model.legal import Source
from regservice.model.vocab import NATIONAL, Modality, Role, SourceKind
from regservice.ruleset.boxes import Box, clusters, merge
from regservice.ruleset.judge import CONFLICT, DEAD_END, GAP, Outcome
from regservice.ruleset.ruleset import Ruleset
from regservice.ruleset.sweep import Stray, Swept, periods_of, scope_of, strays, sweep
from regservice.ruleset.witness import Witness, smallest

BUDGET: Final = 5_000_000
"""Classes that a proof decides before it gives up."""

_STRICT: Final = (Modality.MUST, Modality.IN_PRINCIPLE, Modality.IF_NEEDED)


class Kind(StrEnum):
    """What a proof can find."""

    GAP = "gap"
    CONFLICT = "conflict"
    SHADOWED_RULE = "shadowed_rule"
    DEAD_END = "dead_end"
    UNREACHABLE_BODY = "unreachable_body"
    PATH_VIOLATION = "path_violation"
    UNSOURCED_ROW = "unsourced_row"


@attrs.frozen(kw_only=True)
class Finding:
    """
    One thing that is wrong, with the smallest request that shows it.

    Attributes:
        kind: What is wrong.
        role: The role without a single holder; ``None`` for other kinds.
        rules: Ids of the rows at fault, sorted.
        bodies: Ids of the bodies concerned, sorted.
        row: Table and key of the row where it is mended; ``None`` if there is none.
        boxes: The requests concerned; empty for what concerns a row alone.
        witness: The smallest request that shows it; ``None`` if a row is at fault
            that no request uses.
    """

    kind: Kind
    role: Role | None = None
    rules: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    row: tuple[str, str] | None = None
    boxes: tuple[Box, ...] = ()
    witness: Witness | None = None


class Verdict(StrEnum):
    """What a proof amounts to."""

    CLEAN = "clean"
    FINDINGS = "findings"
    UNDECIDED = "undecided"


@attrs.frozen(kw_only=True)
class Proof:
    """
    What a sweep of all classes of requests has shown.

    Attributes:
        verdict: ``clean`` only if every class was decided and nothing was found.
        findings: What is wrong; of an undecided proof, what was found so far.
        unprovable: Ids of rules that name a strategy: what it answers is code.
        partial: Dimensions of which not every combination was decided: so many
            programmes that only two at a time were tried.
        places: Codes of the places for which the packages answer.
        periods: First day of each period; the first one has no beginning.
        dimensions: Dimension to the most values that were told apart.
        classes: How many classes of requests were decided.
        nodes: How many nodes the diagrams have.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]
    unprovable: tuple[str, ...]
    partial: tuple[str, ...] = ()
    places: tuple[str, ...]
    periods: tuple[dt.date, ...]
    dimensions: Mapping[str, int] = attrs.field(hash=False)
    classes: int
    nodes: int

    @property
    def is_clean(self) -> bool:
        """Whether it is proved, and nothing hangs on code, which cannot be."""
        return self.verdict is Verdict.CLEAN and not self.unprovable


def prove(ruleset: Ruleset, budget: int = BUDGET) -> Proof:
    """
    Prove that every request has exactly one body to take it, or show where not.

    Args:
        ruleset: The compiled rows.
        budget: How many classes may be decided before the proof gives up.

    Returns:
        The proof.
    """
    book = ruleset.book
    places = scope_of(book, ruleset.manifests)
    swept = sweep(book, places, budget)
    findings = [*_from_strays(ruleset, swept)]
    if swept.finished:
        findings += _never(book, places, swept, findings)
    findings += _unsourced(book)
    verdict = Verdict.CLEAN if not swept.partial else Verdict.UNDECIDED
    verdict = Verdict.FINDINGS if findings else verdict
    return Proof(
        verdict=verdict if swept.finished else Verdict.UNDECIDED,
        partial=tuple(sorted(swept.partial)),
        findings=tuple(findings),
        unprovable=tuple(
            row.id for row in book.tables.rules if row.holder.strategy is not None
        ),
        places=places,
        periods=periods_of(book),
        dimensions={k: len(v) for k, v in sorted(swept.dimensions.items())},
        classes=swept.classes,
        nodes=swept.nodes,
    )


def _from_strays(ruleset: Ruleset, swept: Swept) -> Iterable[Finding]:
    """One finding for each cause, however many classes it touches."""
    book = ruleset.book
    causes: dict[tuple[object, ...], list[Stray]] = {}
    found_strays = [s for s in strays(swept) if not s.outcome.unprovable]
    knots = _knots(found_strays)
    for stray in found_strays:
        causes.setdefault(_cause(book, stray, swept, knots), []).append(stray)
    products = {
        item.code: frozenset(map(str, item.products)) for item in book.tables.items
    }
    for found in causes.values():
        boxes = merge(
            (Box(s.sides, (s.period,)) for s in found), products, swept.dimensions
        )
        split = found[0].outcome.kind == GAP and not found[0].outcome.rules
        for group in clusters(boxes) if split else [boxes]:
            yield _finding(ruleset, found, group)


def _knots(strays_: Iterable[Stray]) -> dict[str, str]:
    """Rules that conflict, directly or through a third, under one of their names."""
    knots: dict[str, str] = {}

    def root(rule: str) -> str:
        while knots.setdefault(rule, rule) != rule:
            rule = knots[rule]
        return rule

    for stray in strays_:
        if stray.outcome.kind == CONFLICT:
            first, *others = stray.outcome.rules
            for other in others:
                a, b = sorted((root(first), root(other)))
                knots[b] = a
    return {rule: root(rule) for rule in list(knots)}


def _cause(
    book: Book, stray: Stray, swept: Swept, knots: Mapping[str, str]
) -> tuple[object, ...]:
    """What makes strays one finding: the rows at fault, or the bodies."""
    outcome = stray.outcome
    if outcome.kind == CONFLICT:
        rules = [r for r in book.tables.rules if r.id in outcome.rules]
        if len({row.holder for row in rules}) == 1:
            return (CONFLICT, outcome.bodies)  # one selector, two nearest bodies
        return (CONFLICT, outcome.role, knots[outcome.rules[0]])
    if outcome.kind == DEAD_END:
        kinds = tuple(book.hierarchy.authorities[b].kind for b in outcome.bodies)
        if (stray.period, *kinds) in swept.joined:
            return (DEAD_END, outcome.bodies[0])  # others of its kind get there
        return (DEAD_END, *kinds)
    if outcome.kind == GAP and outcome.rules:
        holders = {r.holder for r in book.tables.rules if r.id in outcome.rules}
        return (GAP, outcome.role, frozenset(holders))
    return (outcome.kind, outcome.role, outcome.rules)


def _finding(ruleset: Ruleset, found: list[Stray], boxes: list[Box]) -> Finding:
    book = ruleset.book
    outcomes = [stray.outcome for stray in found]
    kind = Kind(outcomes[0].kind)
    rules = tuple(sorted({rule for outcome in outcomes for rule in outcome.rules}))
    bodies = tuple(sorted({body for outcome in outcomes for body in outcome.bodies}))
    made = Finding(
        kind=kind,
        role=outcomes[0].role,
        rules=rules,
        bodies=bodies,
        boxes=tuple(boxes),
        witness=_shown_by(book, found, boxes, rules),
    )
    return attrs.evolve(made, row=_home(ruleset, made, outcomes))


def _shown_by(
    book: Book, found: list[Stray], boxes: list[Box], rules: tuple[str, ...]
) -> Witness | None:
    """A request that shows the finding."""
    first = found[0].outcome
    holders = {row.holder for row in book.tables.rules if row.id in first.rules}
    if first.kind == CONFLICT and len(holders) == 1:
        # The same two bodies may clash by other rules too, and in another role.
        rules = first.rules
        alike = [s for s in found if s.outcome.rules == rules]
        boxes = [Box(s.sides, (s.period,)) for s in alike]
    return smallest(book, first.kind, boxes, rules=rules, role=first.role)


def _home(  # noqa: PLR0911 - one for each kind of finding
    ruleset: Ruleset, found: Finding, outcomes: list[Outcome]
) -> tuple[str, str] | None:
    """The row where a finding is mended."""
    book, ends = ruleset.book, outcomes[0].bodies
    if found.kind is Kind.CONFLICT:
        rules = {row.id: row for row in book.tables.rules if row.id in found.rules}
        if len({row.holder for row in rules.values()}) == 1:
            return "authorities", max(found.bodies, key=partial(_stands, ruleset))
        counted = Counter(rule for outcome in outcomes for rule in outcome.rules)
        # The rule that most conflicts share; else the narrower one, which lacks a
        # word on the wider one.
        return "rules", max(
            rules, key=lambda key: (counted[key], len(rules[key].when.tests), key)
        )
    if found.kind is Kind.DEAD_END:
        edge = _expired(book, found, ends[0])
        if edge is not None:
            return "relations", edge
        one = len({body for body in found.bodies if _is_start(book, body, ends)}) == 1
        return ("authorities", ends[0]) if one else ("rules", found.rules[-1])
    if found.kind is Kind.PATH_VIOLATION:
        past = [rule for rule in found.rules if _is_bypass(book, rule)]
        return ("bypasses", past[0]) if past else ("path_rules", found.rules[0])
    if found.rules:
        return "rules", found.rules[-1]
    nearest = _nearest(book, found)
    return ("rules", nearest) if nearest else None


def _stands(ruleset: Ruleset, body: str) -> tuple[str, int, str]:
    """Where a body is written: of two, the later one was added."""
    where = ruleset.origins.get(("authorities", body))
    return (where.file, where.line, body) if where else ("", 0, body)


def _is_start(book: Book, body: str, ends: tuple[str, ...]) -> bool:
    """Whether a body is of the kind of the first of *ends*."""
    bodies = book.hierarchy.authorities
    return bodies[body].kind == bodies[ends[0]].kind


def _is_bypass(book: Book, key: str) -> bool:
    return any(row.id == key for row in book.tables.bypasses)


def _nearest(book: Book, found: Finding) -> str | None:
    """The rule of that role that fails the fewest tests on the witness."""
    if found.witness is None:
        return None
    facts, as_of = found.witness.facts(book), found.witness.as_of
    ranked = []
    for row in book.view(as_of).rules[found.role or Role.LEAD]:
        failed = row.when.failed(facts)
        if not any(test.dimension in {"place", "site"} for test in failed):
            met = len(row.when.tests) - len(failed)
            ranked.append((len(failed), -met, row.id))
    return min(ranked)[2] if ranked else None


def _expired(book: Book, found: Finding, start: str) -> str | None:
    """An edge that a path rule would cross, were it in force that day."""
    if found.witness is None:
        return None
    view, bodies = book.view(found.witness.as_of), book.hierarchy.authorities
    near = [start]
    for body in near:
        for edge in book.hierarchy.touching(body):
            other = edge.object if edge.subject == body else edge.subject
            fits = any(
                row.over is edge.type
                and bodies[body].performs(row.leaves)
                and bodies[other].performs(row.enters)
                for row in view.path_rules
            )
            goes_on = any(
                view.knows(later)
                and (later.type, later.subject, later.object)
                == (edge.type, edge.subject, edge.object)
                for later in book.hierarchy.touching(body)
            )
            if fits and not goes_on:
                return edge.id
            if fits and other not in near:
                near.append(other)
    return None


def _never(
    book: Book, places: tuple[str, ...], swept: Swept, findings: list[Finding]
) -> Iterable[Finding]:
    """Rules that never stand, and bodies that no request reaches."""
    scope = frozenset(places)
    for table in ("rules", "bypasses"):
        for row in getattr(book.tables, table):
            if row.id in swept.won or getattr(row, "role", None) is Role.FALLBACK:
                continue
            test = row.when.get("place")
            if scope.isdisjoint(
                code
                for place in (test.values if test else (NATIONAL,))
                for code in (place, *book.places.inside(place))
            ):
                continue
            yield Finding(
                kind=Kind.SHADOWED_RULE,
                rules=(row.id,),
                row=(table, row.id),
                witness=_shown(smallest(book, Kind.SHADOWED_RULE, (), row=row)),
            )
    named = {f for r in book.tables.rules for f in (*r.holder.functions, *r.holder.of)}
    named |= {f for r in book.tables.path_rules for f in (r.leaves, r.enters)}
    told = {body for finding in findings for body in finding.bodies}
    touched = {
        around
        for finding in findings
        for box in finding.boxes
        for place in box.get("place") or ()
        for around in book.places.within(place)
    }
    for body in book.tables.authorities:
        if (
            body.id not in swept.reached
            and body.id not in told
            and any(body.performs(function) for function in named)
            and not scope.isdisjoint(body.places)
            and touched.isdisjoint(body.places)
        ):
            yield Finding(
                kind=Kind.UNREACHABLE_BODY,
                bodies=(body.id,),
                row=("authorities", body.id),
                witness=smallest(book, Kind.UNREACHABLE_BODY, (), row=body),
            )


def _shown(witness: Witness | None) -> Witness | None:
    """A rule that can never hold has no request that it is meant for."""
    return witness if witness is not None and witness.reproduced else None


def _unsourced(book: Book) -> Iterable[Finding]:
    """Rows that say must where nothing but our inference says so."""
    for table in ("relations", "rules", "path_rules", "bypasses", "limits"):
        for row in getattr(book.tables, table):
            source: Source = row.source
            if row.modality in _STRICT and source.kind is SourceKind.ASSUMED:
                yield Finding(
                    kind=Kind.UNSOURCED_ROW,
                    rules=(row.id,),
                    row=(table, row.id),
                    witness=_shown(smallest(book, Kind.UNSOURCED_ROW, (), row=row)),
                )
