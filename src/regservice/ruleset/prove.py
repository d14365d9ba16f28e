"""
Has every request exactly one body to take it?

In: a ruleset. Out: a proof, or the smallest requests that show what is wrong. Over
finite conditions a sweep of all classes is a proof; where a budget ends it, the
outcome is ``undecided`` and never clean.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

import attrs

from regservice.core.routing.book import Book
from regservice.model.legal import Source
from regservice.model.vocab import Modality, Role, SourceKind
from regservice.ruleset.boxes import Box, clusters, merge
from regservice.ruleset.judge import CONFLICT, DEAD_END, GAP
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
        places: Codes of the places for which the packages answer.
        periods: First day of each period; the first one has no beginning.
        dimensions: Dimension to the most values that were told apart.
        classes: How many classes of requests were decided.
        nodes: How many nodes the diagrams have.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]
    unprovable: tuple[str, ...]
    places: tuple[str, ...]
    periods: tuple[dt.date, ...]
    dimensions: Mapping[str, int] = attrs.field(hash=False)
    classes: int
    nodes: int

    @property
    def is_clean(self) -> bool:
        """Whether it is proved that every request has exactly one body."""
        return self.verdict is Verdict.CLEAN


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
    verdict = Verdict.FINDINGS if findings else Verdict.CLEAN
    return Proof(
        verdict=verdict if swept.finished else Verdict.UNDECIDED,
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
    for stray in strays(swept):
        if not stray.outcome.unprovable:
            causes.setdefault(_cause(book, stray), []).append(stray)
    products = {
        item.code: frozenset(map(str, item.products)) for item in book.tables.items
    }
    for found in causes.values():
        boxes = merge(
            (Box(s.sides, (s.period,)) for s in found), products, swept.dimensions
        )
        split = found[0].outcome.kind == GAP and not found[0].outcome.rules
        for group in clusters(boxes) if split else [boxes]:
            yield _finding(book, found, group)


def _cause(book: Book, stray: Stray) -> tuple[object, ...]:
    """What makes strays one finding: the rows at fault, or the bodies."""
    outcome = stray.outcome
    if outcome.kind == CONFLICT:
        rules = [r for r in book.tables.rules if r.id in outcome.rules]
        if len({row.holder for row in rules}) == 1:
            return (CONFLICT, outcome.bodies)  # one selector, two nearest bodies
        return (CONFLICT, outcome.role, outcome.rules)
    if outcome.kind == DEAD_END:
        start = book.hierarchy.authorities[outcome.bodies[0]]
        return (DEAD_END, outcome.bodies[0], start.kind)
    if outcome.kind == GAP and outcome.rules:
        holders = {r.holder for r in book.tables.rules if r.id in outcome.rules}
        return (GAP, outcome.role, frozenset(holders))
    return (outcome.kind, outcome.role, outcome.rules)


def _finding(book: Book, found: list[Stray], boxes: list[Box]) -> Finding:
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
        witness=smallest(book, kind, boxes, rules=rules),
    )
    return attrs.evolve(made, row=_home(book, made, outcomes[0].bodies))


def _home(book: Book, found: Finding, ends: tuple[str, ...]) -> tuple[str, str] | None:
    """The row where a finding is mended."""
    if found.kind is Kind.DEAD_END:
        edge = _expired(book, found, ends[0])
        return ("relations", edge) if edge else ("authorities", ends[0])
    if found.kind is Kind.PATH_VIOLATION:
        table = "bypasses" if _is_bypass(book, found.rules[0]) else "path_rules"
        return table, found.rules[0]
    if found.rules:
        return "rules", found.rules[-1]
    nearest = _nearest(book, found)
    return ("rules", nearest) if nearest else None


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
        if not any(test.dimension in ("place", "site") for test in failed):
            ranked.append((len(failed), row.id))
    return min(ranked)[1] if ranked else None


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
            if fits and not view.knows(edge):
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
            if test is not None and scope.isdisjoint(
                c for v in test.values for c in (v, *book.places.inside(v))
            ):
                continue
            yield Finding(
                kind=Kind.SHADOWED_RULE,
                rules=(row.id,),
                row=(table, row.id),
                witness=smallest(book, Kind.SHADOWED_RULE, (), row=row),
            )
    named = {f for r in book.tables.rules for f in (*r.holder.functions, *r.holder.of)}
    named |= {f for r in book.tables.path_rules for f in (r.leaves, r.enters)}
    told = {body for finding in findings for body in finding.bodies}
    touched = {
        place for f in findings for box in f.boxes for place in box.get("place") or ()
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
