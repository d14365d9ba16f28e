"""
Has every request exactly one body to take it?

In: a ruleset. Out: a proof, or the smallest requests that show what is wrong. Over
finite conditions a sweep of all classes is a proof; where a budget ends it, the
outcome is ``undecided`` and never clean.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import Final

import attrs

from regservice.core.routing.book import Book
from regservice.model.legal import Source
from regservice.model.rule import Bypass, Rule
from regservice.model.vocab import NATIONAL, Modality, Role, SourceKind
from regservice.ruleset.blame import home
from regservice.ruleset.boxes import Box, clusters, merge
from regservice.ruleset.ends import End, Row, rows_at_fault
from regservice.ruleset.finding import Finding, Kind
from regservice.ruleset.judge import CONFLICT, DEAD_END, GAP
from regservice.ruleset.ruleset import Ruleset
from regservice.ruleset.sweep import Stray, Swept, periods_of, scope_of, strays, sweep
from regservice.ruleset.witness import Witness, smallest

BUDGET: Final = 5_000_000
"""Classes that a proof decides before it gives up."""

_STRICT: Final = (Modality.MUST, Modality.IN_PRINCIPLE, Modality.IF_NEEDED)


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


def prove(
    ruleset: Ruleset,
    budget: int = BUDGET,
    *,
    places: Collection[str] | None = None,
    items: Collection[str] | None = None,
) -> Proof:
    """
    Prove that every request has exactly one body to take it, or show where not.

    Args:
        ruleset: The compiled rows.
        budget: How many classes may be decided before the proof gives up.
        places: Codes of the places of those who ask, if not of all that count.
        items: Codes of the items that are asked for, if not of all; rules that do not
            name one of them, and bodies that nobody reaches, are then left out.

    Returns:
        The proof.
    """
    book = ruleset.book
    whole = scope_of(book, ruleset.manifests)
    asked = tuple(place for place in whole if places is None or place in places)
    swept = sweep(book, whole, budget, asked, items)
    findings = [*_from_strays(ruleset, swept)]
    if swept.finished:
        findings += _never(book, asked, swept, findings, items)
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
        places=asked,
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
    dead = (s for s in found_strays if s.outcome.kind == DEAD_END)
    ends = rows_at_fault(book, swept, dead)
    for stray in found_strays:
        causes.setdefault(_cause(book, stray, ends, knots), []).append(stray)
    products = {
        item.code: frozenset(map(str, item.products)) for item in book.tables.items
    }
    for found in causes.values():
        first = found[0].outcome
        split = first.kind == GAP and not first.rules
        row = ends[End.of(found[0])] if first.kind == DEAD_END else None
        boxes = merge(
            (Box(s.sides, (s.period,)) for s in found), products, swept.dimensions
        )
        for group in clusters(boxes) if split else [boxes]:
            yield _finding(ruleset, found, group, row)


def _knots(strays_: Iterable[Stray]) -> dict[str, str]:
    """Rules that conflict, directly or through a third, under one of their names."""
    knots: dict[str, str] = {}

    def root(rule: str) -> str:
        while knots.setdefault(rule, rule) != rule:
            rule = knots[rule]
        return rule

    for stray in strays_:
        if stray.outcome.kind == CONFLICT and not stray.outcome.is_torn:
            first, *others = stray.outcome.rules
            for other in others:
                a, b = sorted((root(first), root(other)))
                knots[b] = a
    return {rule: root(rule) for rule in list(knots)}


def _cause(
    book: Book, stray: Stray, ends: Mapping[End, Row], knots: Mapping[str, str]
) -> tuple[object, ...]:
    """What makes strays one finding: the rows at fault, or the bodies."""
    outcome = stray.outcome
    if outcome.kind == CONFLICT:
        if outcome.is_torn:
            return (CONFLICT, outcome.bodies)  # one selector, two nearest bodies
        return (CONFLICT, outcome.role, knots[outcome.rules[0]])
    if outcome.kind == DEAD_END:
        return (DEAD_END, ends[End.of(stray)])
    if outcome.kind == GAP and outcome.rules:
        holders = {r.holder for r in book.tables.rules if r.id in outcome.rules}
        return (GAP, outcome.role, frozenset(holders))
    return (outcome.kind, outcome.role, outcome.rules)


def _finding(
    ruleset: Ruleset, found: list[Stray], boxes: list[Box], row: Row | None
) -> Finding:
    book = ruleset.book
    outcomes = [stray.outcome for stray in found]
    kind = Kind(outcomes[0].kind)
    rules = tuple(sorted({rule for outcome in outcomes for rule in outcome.rules}))
    bodies = tuple(sorted({body for outcome in outcomes for body in outcome.bodies}))
    # Two bodies that are equally near may clash in more than one role.
    counted = Counter(outcome.role for outcome in outcomes)
    role = max(counted, key=lambda role: (counted[role], role or ""))
    made = Finding(
        kind=kind,
        role=role,
        rules=rules,
        bodies=bodies,
        boxes=tuple(boxes),
        witness=_shown_by(book, found, boxes, role),
    )
    return attrs.evolve(made, row=row or home(ruleset, made, outcomes))


def _shown_by(
    book: Book, found: list[Stray], boxes: list[Box], role: Role | None
) -> Witness | None:
    """A request that shows the finding."""
    rules: Iterable[str] = {r for stray in found for r in stray.outcome.rules}
    first = next(s.outcome for s in found if s.outcome.role is role)
    if first.kind == CONFLICT and first.is_torn:
        # The same two bodies may clash by other rules too, and in another role.
        rules = first.rules
        alike = [s for s in found if s.outcome.rules == first.rules]
        boxes = [Box(s.sides, (s.period,)) for s in alike]
    return smallest(book, first.kind, boxes, rules=rules, role=role)


def _never(
    book: Book,
    places: tuple[str, ...],
    swept: Swept,
    findings: list[Finding],
    items: Collection[str] | None,
) -> Iterable[Finding]:
    """Rules that never stand, and bodies that no request reaches."""
    scope = frozenset(places)
    for table in ("rules", "bypasses"):
        for row in getattr(book.tables, table):
            if row.id in swept.won or getattr(row, "role", None) is Role.FALLBACK:
                continue
            if not _speaks_of(book, row, scope):
                continue
            if items is not None and (table != "rules" or not _names(row, items)):
                continue
            yield Finding(
                kind=Kind.SHADOWED_RULE,
                rules=(row.id,),
                row=(table, row.id),
                witness=smallest(book, Kind.SHADOWED_RULE, (), row=row),
            )
    if items is not None:
        return
    named = _named(book)
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
            and any(
                body.performs(function) and not around.isdisjoint(body.places)
                for function, around in named.items()
            )
            and not scope.isdisjoint(body.places)
            and touched.isdisjoint(body.places)
        ):
            yield Finding(
                kind=Kind.UNREACHABLE_BODY,
                bodies=(body.id,),
                row=("authorities", body.id),
                witness=smallest(book, Kind.UNREACHABLE_BODY, (), row=body),
            )


def _speaks_of(book: Book, row: Rule | Bypass, scope: frozenset[str]) -> bool:
    """Tell whether a row can hold for a request at some place of the scope."""
    tests = row.when.get("place"), row.when.get("site")
    named = [test.values for test in tests if test is not None] or [(NATIONAL,)]
    return not any(
        scope.isdisjoint(
            code for place in values for code in (place, *book.places.inside(place))
        )
        for values in named
    )


def _names(row: Rule, items: Collection[str]) -> bool:
    """Whether a rule is one for some of these items."""
    test = row.when.get("item")
    return test is not None and not set(test.values).isdisjoint(items)


def _named(book: Book) -> Mapping[str, AbstractSet[str]]:
    """Functions that rules name, each with the places where they do, and all inside."""
    rules, hops = book.tables.rules, book.tables.path_rules
    rows = [(r.when, (*r.holder.functions, *r.holder.of)) for r in rules]
    rows += [(row.when, (row.leaves, row.enters)) for row in hops]
    found: dict[str, set[str]] = {}
    for when, functions in rows:
        test = when.get("site") or when.get("place")
        for function in functions:
            places = found.setdefault(function, set())
            for code in test.values if test else (NATIONAL,):
                places |= {code, *book.places.inside(code), *book.places.within(code)}
    return found


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
                    witness=smallest(book, Kind.UNSOURCED_ROW, (), row=row),
                )
