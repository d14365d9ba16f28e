"""A decision with its words: what an embedding application gets."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import attrs

from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.known import left_out
from regservice.core.routing.what_if import Change, what_if
from regservice.core.routing.why_not import WhyNot, why_not
from regservice.engine.instants import iso, local, parse_instant
from regservice.engine.names import Names
from regservice.explain.alternatives import why_not_text
from regservice.explain.reason import reason
from regservice.explain.steps import because, explain_lines, known_text, step_text
from regservice.explain.words import competent_name, question_text
from regservice.model.authority import Authority
from regservice.model.decision import Competent, Decision, Due, Finding
from regservice.model.legal import Source
from regservice.model.request import ServiceRequest

if TYPE_CHECKING:
    from regservice.model.event import ClockEvent

SCHEMA_VERSION = 1
"""Version of the JSON shape of a route."""


@attrs.frozen
class Route:
    """
    The answer to one request.

    Attributes:
        decision: The pure record.
        at: The instant whose law was read, ISO 8601.
        digest: Fingerprint of the ruleset.
        book: The rows that the answer rests on.
        request: What was asked, with codes for names.
        as_of: The day whose law was read, and what was known.
        received: Local time of receipt.
    """

    decision: Decision
    at: str
    digest: str
    book: Book = attrs.field(repr=False)
    request: ServiceRequest = attrs.field(repr=False)
    as_of: AsOf
    received: dt.datetime

    @property
    def status(self) -> str:
        """``routed``, ``needs_information`` or ``fallback``."""
        return str(self.decision.status)

    @property
    def handler(self) -> Authority | None:
        """Who owns the request now; ``None`` while a fact is missing."""
        return self._body(self.decision.handler)

    @property
    def lead(self) -> Authority | None:
        """Who is accountable for the substance here."""
        return self._body(self.decision.lead)

    @property
    def loop_owner(self) -> Authority | None:
        """Whose named tracker must bring the answer back."""
        return self._body(self.decision.loop_owner)

    @property
    def competent(self) -> Competent | None:
        """Who decides the matter by law; its ``authority`` may be ``None``."""
        return self.decision.competent

    @property
    def path(self) -> tuple[str, ...]:
        """Ids of the bodies on the path."""
        return tuple(hop.authority for hop in self.decision.path)

    @property
    def limits(self) -> tuple[Due, ...]:
        """Time limits at work."""
        return self.decision.limits

    def events(
        self, case: str, on: str = "received", at: dt.datetime | str | None = None
    ) -> tuple[ClockEvent, ...]:
        """
        Return the events that start the clocks of this request.

        Args:
            case: How the request is called from now on.
            on: What has happened; limits that start on something else are left out.
            at: When that was, aware or with an offset; ``None`` for when the request
                was received.

        Returns:
            One ``start`` for each limit. It tells which row of the limit it means, and
            the last notice that is known here: one that comes later into the packages
            revises the clock, and does not silently change it.

        Raises:
            ValueError: If *case* is empty.
            DataError: If the instant cannot be read.
        """
        from regservice.model.event import ClockEvent, EventKind
        from regservice.ruleset.digest import edition_of

        begin = self.received if at is None else local(parse_instant(at))
        return tuple(
            ClockEvent(
                case=case,
                at=begin,
                event=EventKind.START,
                limit=due.limit.id,
                edition=edition_of(due.limit),
                known=self._last_notice(due.limit.calendar, begin.date()),
                on=on,
            )
            for due in self.limits
            if due.limit.starts == on
        )

    def _last_notice(self, calendar: str, day: dt.date) -> dt.date | None:
        """When the last row of a calendar became known that is here on that day."""
        days = self.book.calendars.editions(calendar)
        return max((known for known in days if known <= day), default=None)

    @property
    def grade(self) -> str | None:
        """``key``, else the difficulty; ``None`` if that is unknown."""
        finding = self.decision.findings.get("difficulty")
        return "key" if self.decision.is_key else (finding.value if finding else None)

    def reason(self, lang: str = "zh") -> str:
        """Say in one sentence who takes it and on what that rests."""
        return reason(self.book, self.decision, lang)

    def explain(self, lang: str = "zh", *, why_not: str | None = None) -> str:
        """
        Explain in full, several lines.

        Args:
            lang: ``zh`` or ``en``.
            why_not: Id or name of a body: say instead why it is not the lead.

        Raises:
            UnknownNameError: If *why_not* means no body.
        """
        if why_not is not None:
            return why_not_text(self.book, self.why_not(why_not), self, lang)
        lines = explain_lines(self.book, self.decision, lang)
        if self.as_of.known is not None:
            lines.insert(
                0, known_text(self.book, self.as_of.known, self.left_out, lang)
            )
        return "\n".join(lines)

    @property
    def left_out(self) -> tuple[str, ...]:
        """
        Codes of documents that could have had a say, had they been issued by then.

        Empty if ``known_at`` was not asked for, or leaves out nothing that matters.
        """
        return left_out(self.book, self.request, self.as_of, self.received)

    def why_not(self, body: str) -> WhyNot:
        """
        Say why a body is not the lead.

        Args:
            body: Its id or name.

        Returns:
            The first failed condition of the rule that comes closest, the rule that
            beat it, or that no rule names the body.

        Raises:
            UnknownNameError: If *body* means nothing.
        """
        key = Names(self.book).resolve("authority", body)
        return why_not(self.book, self.request, self.as_of, self.decision, key)

    def what_if(self) -> Change | None:
        """
        Return the smallest single change that moves the answer.

        Returns:
            The change with the answer then; ``None`` if no single change moves it.

        Examples:
            >>> import regservice as rs
            >>> engine = rs.load(discover=False)
            >>> asked = rs.ServiceRequest(item="renewal", place="110000")
            >>> engine.route(asked, at="2026-03-02T10:00:00+08:00").what_if()
        """
        changes = what_if(
            self.book, self.request, self.as_of, self.received, self.decision
        )
        return next(changes, None)

    def ask(self, lang: str = "zh") -> str | None:
        """Return the one question to ask; ``None`` if nothing is missing."""
        question = self.decision.ask
        return None if question is None else question_text(self.book, question, lang)

    def _body(self, key: str | None) -> Authority | None:
        return None if key is None else self.book.hierarchy.authorities[key]

    def as_json(self, lang: str = "zh") -> dict[str, Any]:
        """Return the shape of ``regservice route --json`` (architecture 8)."""
        decision, book = self.decision, self.book
        value = {key: f.value for key, f in decision.findings.items()}
        return {
            "schema_version": SCHEMA_VERSION,
            "status": self.status,
            "cause": decision.cause and str(decision.cause),
            "grade": self.grade,
            "request": {
                "item": value.get("item"),
                "product": value.get("product"),
                "difficulty": value.get("difficulty"),
                "place": value.get("place"),
                "at": self.at,
                "known_at": self.as_of.known and self.as_of.known.isoformat(),
                "attributes": {
                    key: found
                    for key, found in value.items()
                    if key not in ("item", "product", "difficulty", "place") and found
                },
                "classified": {
                    key: _finding(finding)
                    for key, finding in decision.findings.items()
                    if finding.basis != "stated"
                    and (finding.value is not None or finding.candidates)
                },
            },
            "handler": body_json(self.handler),
            "lead": body_json(self.lead),
            "competent": competent_json(book, decision.competent, lang),
            "also_competent": [competent_json(book, c, lang) for c in decision.also],
            "loop_owner": body_json(self.loop_owner),
            "co_handlers": [
                {**(body_json(self._body(b)) or {}), "joint": b in decision.joint}
                for b in decision.co_handlers
            ],
            "copies": [body_json(self._body(b)) for b in decision.copies],
            "path": [
                {"id": hop.authority, "relation": hop.relation and str(hop.relation)}
                for hop in decision.path
            ],
            "ladder": [
                {
                    "id": rung.authority,
                    "relation": str(rung.relation),
                    "source": source_json(book, rung.source),
                }
                for rung in decision.ladder
            ],
            "programmes": list(decision.programmes),
            "limits": [limit_json(book, due) for due in decision.limits],
            "reason": self.reason(lang),
            "steps": [
                {
                    "rule": step.rule,
                    "source": source_json(book, step.source),
                    "outcome": step.outcome,
                    "authority": step.authority,
                    "text": step_text(book, step, decision.steps, lang),
                }
                for step in decision.steps
            ],
            "rejected": [
                {
                    "id": entry.authority,
                    "reason": entry.reason,
                    "because": because(book, entry, lang),
                    "rule": entry.rule,
                    "source": source_json(book, entry.source),
                }
                for entry in decision.rejected
            ],
            "relied_on": dict(decision.relied),
            "left_out": list(self.left_out),
            "ask": self.ask(lang),
            "ruleset": self.digest,
        }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "value": finding.value,
        "confidence": finding.confidence,
        "basis": finding.basis,
        "evidence": [
            {"text": e.text, "start": e.start, "end": e.end} for e in finding.evidence
        ],
        **({"candidates": list(finding.candidates)} if finding.candidates else {}),
    }


def body_json(body: Authority | None) -> dict[str, Any] | None:
    """Return the JSON shape of a body; ``None`` stays ``None``."""
    if body is None:
        return None
    return {
        "id": body.id,
        "name": body.name,
        "kind": body.kind,
        "functions": list(body.functions),
        "level": str(body.level),
    }


def source_json(book: Book, source: Source) -> dict[str, Any]:
    """Return the JSON shape of a source: its kind first, and nothing it lacks."""
    document = book.documents.get(source.document or "")
    shape: dict[str, Any] = {
        "kind": str(source.kind),
        "document": source.document,
        "document_name": document and document.name,
        "document_status": document and str(document.status),
        "clause": source.clause,
        "verified": source.verified and str(source.verified),
        "publisher": source.publisher,
        "office": source.office,
        "dated": source.dated and source.dated.isoformat(),
        "note": source.note,
    }
    return {key: value for key, value in shape.items() if value}


def competent_json(
    book: Book, competent: Competent | None, lang: str
) -> dict[str, Any] | None:
    """Return the JSON shape of a decider; its id is null if no body is known."""
    if competent is None:
        return None
    body = book.hierarchy.authorities.get(competent.authority or "")
    limb = competent.limb
    return {
        "id": competent.authority,
        "name": competent_name(book, competent, lang),
        "kind": body and body.kind,
        "level": body and str(body.level),
        "matter": competent.matter.code,
        "matter_name": competent.matter.name,
        "part": limb.part or None,
        "tier": limb.tier and str(limb.tier),
        "place": competent.place,
        "place_key": str(limb.place),
        "presumed": competent.presumed,
        "confidence": str(competent.confidence),
        "source": source_json(book, limb.source),
        "tier_reading": competent.reading and source_json(book, competent.reading),
        "delegations": [
            {
                "to": edge.object,
                "mode": str(edge.mode),
                "steps": list(edge.steps),
                "source": source_json(book, edge.source),
            }
            for edge in competent.delegations
        ],
    }


def limit_json(book: Book, due: Due) -> dict[str, Any]:
    """Return the JSON shape of a limit; ``due`` is null where none can be named."""
    limit = due.limit
    status = "waiting" if due.is_waiting else "running"
    status = status if due.covered else "no_calendar"
    moment: dt.datetime | None = due.due
    return {
        "goal": str(limit.goal),
        "status": status if limit.count else "not_timed",
        "count": limit.count,
        "unit": limit.unit and str(limit.unit),
        "calendar": limit.calendar,
        "starts": str(limit.starts),
        "terms": {name: str(term) for name, term in attrs.asdict(limit.terms).items()},
        "due": iso(moment),
        "provisional": due.provisional,
        "legal_effect": str(limit.legal_effect),
        "source": source_json(book, limit.source),
    }
