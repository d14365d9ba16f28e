"""
What was decided, from which rows, and what was rejected?

The explanation is part of the result: nothing is decided without the steps.
All of it is codes and rows; words are made of it in :mod:`regservice.explain`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import attrs

from regservice.model.authority import Relation
from regservice.model.catalogue import Competence, Matter
from regservice.model.condition import Test
from regservice.model.legal import Source
from regservice.model.limit import TimeLimit
from regservice.model.vocab import (
    Cause,
    Confidence,
    PlaceKey,
    RelationType,
    Role,
    SourceKind,
    StartEvent,
    Status,
)


@attrs.frozen
class Evidence:
    """
    The words of the question that speak for a value.

    Attributes:
        text: The words.
        start: Index of the first character in the text.
        end: Index after the last character.
    """

    text: str
    start: int
    end: int


@attrs.frozen(kw_only=True)
class Finding:
    """
    One fact about the request and where it comes from.

    Attributes:
        dimension: Which fact.
        value: Its value; ``None`` if nothing reached the threshold.
        confidence: 0 to 1; 1 for what was stated.
        evidence: The words that speak for it.
        basis: ``stated``, ``text``, ``presumed`` (the field says so) or ``implied``.
        candidates: Values in play when *value* is ``None``.
    """

    dimension: str
    value: str | None
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    basis: str
    candidates: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Hop:
    """
    One body on the path.

    Attributes:
        authority: Id of the body.
        relation: The relation by which the hop before reached it; ``None`` at
            the start.
        rule: Id of the path rule that admits the hop; ``None`` at the start.
        hands_over: Whether the request is this body's own after the hop.
        bypass: Id of the bypass by which bodies before it were passed; ``None`` if
            none was.
    """

    authority: str
    relation: RelationType | None = None
    rule: str | None = None
    hands_over: bool = True
    bypass: str | None = None


@attrs.frozen(kw_only=True)
class Competent:
    """
    Who decides the matter by law.

    Attributes:
        matter: The matter.
        limb: The limb of it that applies.
        authority: Id of the body; ``None`` if no installed package names it, if
            nobody designated it, or if no body of the graph decides.
        place: Code of the place that was decisive; ``None`` if none was needed.
        key: Whose place that is.
        presumed: Whether that place was presumed from the place of the asker.
        reading: Source of reading the place as the statutory tier, of the
            designation of the body, or of the delegation that made it the decider;
            ``None`` if none was needed.
        delegations: Delegations of the matter that concern the place. Entrustment
            (委托) is told, but leaves the decider where it is.
    """

    matter: Matter
    limb: Competence
    authority: str | None
    place: str | None
    key: PlaceKey
    presumed: bool
    reading: Source | None = None
    delegations: tuple[Relation, ...] = ()

    @property
    def confidence(self) -> Confidence:
        """That of the limb, but not high where the body rests on an inference."""
        weak = self.reading is not None and self.reading.kind in (
            SourceKind.ASSUMED,
            SourceKind.REPORT,
        )
        if weak and self.limb.confidence is Confidence.HIGH:
            return Confidence.MEDIUM
        return self.limb.confidence


@attrs.frozen(kw_only=True)
class Applied:
    """
    A row that was used, and what came of it.

    Attributes:
        rule: Id or code of the row.
        role: The role it gave; ``None`` for rows that give none.
        authority: Id of the body it named; ``None`` if it names none.
        source: What the row leans on.
        outcome: Code of what came of it, such as ``lead`` or ``gave_way``.
        note: Who set the row aside and why; empty for other outcomes.
    """

    rule: str
    role: Role | None = None
    authority: str | None = None
    source: Source
    outcome: str
    note: str = ""


@attrs.frozen(kw_only=True)
class Rejected:
    """
    A body that did not get the lead, and the first reason.

    Attributes:
        authority: Id of the body.
        rule: The rule that would have named it.
        source: What that rule leans on.
        reason: ``failed`` (a condition), ``beaten`` (another rule takes precedence),
            ``set_aside`` (by the request), ``not_known`` (its document had not been
            issued then), ``conflict``, or ``dead_end`` (no way leads there).
        failed: The first test that failed; ``None`` for any other reason.
        actual: The values that hold for that dimension, sorted.
        beaten_by: Id of the rule that took precedence; ``None`` otherwise.
    """

    authority: str
    rule: str
    source: Source
    reason: str
    failed: Test | None = None
    actual: tuple[str, ...] = ()
    beaten_by: str | None = None


@attrs.frozen(kw_only=True)
class Due:
    """
    A time limit at work on this request.

    Attributes:
        limit: The row.
        due: Last moment, local time of the calendar; ``None`` if no limit is set
            (not timed), or if it starts later than on receipt.
        provisional: Whether it rests on days that no notice has arranged yet.
        covered: Whether the calendar has an answer at all.
    """

    limit: TimeLimit
    due: dt.datetime | None
    provisional: bool = False
    covered: bool = True

    @property
    def is_waiting(self) -> bool:
        """Whether it starts with something that comes after receipt."""
        return self.limit.count is not None and (
            self.limit.starts is not StartEvent.RECEIVED
        )


@attrs.frozen(kw_only=True)
class Question:
    """
    The one question to ask.

    Attributes:
        dimension: The fact that is missing.
        candidates: The values that would settle it; empty if any.
    """

    dimension: str
    candidates: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Rung:
    """
    One step of the escalation ladder.

    Attributes:
        authority: Id of the body to turn to.
        relation: By which relation it stands above the body before.
        source: Where that relation is stated.
    """

    authority: str
    relation: RelationType
    source: Source


@attrs.frozen(kw_only=True)
class Decision:
    """
    The answer to "who must take this request?", with everything it rests on.

    Attributes:
        status: ``routed``, ``needs_information`` or ``fallback``.
        cause: Why it fell back; ``None`` unless it did.
        findings: The facts, by dimension.
        handler: Who owns it now; ``None`` while information is missing.
        lead: Who is accountable for the substance here; likewise.
        loop_owner: Whose named tracker must bring the answer back; likewise.
        competent: Who decides the matter by law; ``None`` if no matter was found
            or a fact is missing.
        also: Further limbs of the matter that apply.
        co_handlers: Ids of co-handling bodies, sorted.
        joint: Of these, the bodies whose consent the answer needs.
        copies: Ids of bodies that get a copy, sorted.
        path: The hops from the receiving body to the lead.
        programmes: Codes of the programmes that it belongs to.
        is_key: Whether it is graded ``key``.
        ladder: Whom to turn to if the lead does not answer, up to a root.
        limits: Time limits.
        relied: The facts on which the answer rests, by dimension: requests that
            agree on them, on that day, are routed alike.
        steps: The rows that were used, in order.
        rejected: Bodies that did not get the lead.
        ask: What to ask next; may be set although the request is routed, where
            only the competent authority is open.
    """

    status: Status
    cause: Cause | None = None
    findings: Mapping[str, Finding] = attrs.field(hash=False)
    handler: str | None = None
    lead: str | None = None
    loop_owner: str | None = None
    competent: Competent | None = None
    also: tuple[Competent, ...] = ()
    co_handlers: tuple[str, ...] = ()
    joint: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    path: tuple[Hop, ...] = ()
    programmes: tuple[str, ...] = ()
    is_key: bool = False
    ladder: tuple[Rung, ...] = ()
    limits: tuple[Due, ...] = ()
    relied: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    steps: tuple[Applied, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    ask: Question | None = None
