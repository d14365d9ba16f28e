"""Does a package stand up to questions?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Final

from regservice.cases.outcome import Result
from regservice.explain.reason import LONGEST
from regservice.exports.pages import to_markdown
from regservice.levels.finding import Fault
from regservice.levels.subject import Subject
from regservice.model.legal import Source, Validity
from regservice.model.vocab import (
    DelegationMode,
    DocumentStatus,
    RelationType,
    SourceKind,
)
from regservice.ruleset.parts import conditions_and_sources

FEWEST: Final = 3
"""Tests of each item."""

_DAY: Final = dt.timedelta(days=1)
_ADDRESSES: Final = ("http://", "https://")
_CUT: Final = "…"
_NAMED: Final = ("items", "authorities", "pause_reasons")
_DATED: Final = ("rules", "path_rules", "bypasses")


def names_are_english_too(subject: Subject) -> Iterator[Fault]:
    """G01."""
    for table, key, row in subject.rows(*_NAMED):
        if not row.name_en:
            yield Fault(subject.at(table, key), {"table": table, "key": key})


def tests_are_at_the_edges(subject: Subject) -> Iterator[Fault]:
    """G02."""
    edges = _edges(subject)
    groups: dict[str, list[Result]] = {row.code: [] for row in subject.tables.items}
    for result in subject.results:
        finding = result.route and result.route.decision.findings.get("item")
        if finding and finding.value in groups:
            groups[finding.value].append(result)
    if not groups:
        groups[subject.manifest.name] = list(subject.results)
    for key, results in groups.items():
        for what in _lacking(results, edges):
            params = {"key": key, "what": what, "count": len(results)}
            yield Fault(subject.at("items", key), params)


def _edges(subject: Subject) -> set[str]:
    """The days on which a row of the package starts or ends, and those before."""
    days: set[dt.date] = set()
    for _, _, row in subject.rows():
        validity = getattr(row, "validity", Validity())
        for day in (validity.start, validity.end):
            days |= {day, day - _DAY} if day else set()
    return {day.isoformat() for day in days}


def _lacking(results: Sequence[Result], edges: set[str]) -> Iterator[str]:
    tests = [result.test for result in results]
    if len(tests) < FEWEST:
        yield "few"
    if not any(test.not_handler or test.not_via for test in tests):
        yield "no_refusal"
    # Where nothing ever starts or ends there is no such day.
    if edges and not any(test.at[:10] in edges for test in tests):
        yield "no_edge"


def _delegations(subject: Subject) -> Iterator[tuple[str, str, Any]]:
    for table, key, row in subject.rows("relations"):
        if row.type is RelationType.DELEGATES:
            yield table, key, row


def rows_are_dated(subject: Subject) -> Iterator[Fault]:
    """G03."""
    for table, key, row in (*subject.rows(*_DATED), *_delegations(subject)):
        if row.validity == Validity():
            yield Fault(subject.at(table, key), {"table": table, "key": key})


def powers_are_cited(subject: Subject) -> Iterator[Fault]:
    """G04."""
    # What is entrusted stays the principal's to decide (LIC 第24条).
    found: list[tuple[str, str, Source]] = [
        (table, key, row.source)
        for table, key, row in _delegations(subject)
        if row.mode is not DelegationMode.ENTRUSTS
    ]
    for table, key, row in subject.rows("matters"):
        found += [(table, key, limb.source) for limb in row.competence]
    for table, key, source in found:
        if not source.is_law:
            params = {"table": table, "key": key, "kind": source.kind}
            yield Fault(subject.at(table, key), params)


def reasons_are_whole(subject: Subject) -> Iterator[Fault]:
    """G05."""
    for result in subject.results:
        reason = result.route.reason("zh") if result.route else ""
        if len(reason) > LONGEST or _CUT in reason:
            yield Fault(result.where, {"key": result.test.id, "reason": reason})


def page_stays_inside(subject: Subject) -> Iterator[Fault]:
    """G06."""
    page = "".join(to_markdown(subject.page(lang)) for lang in ("zh", "en"))
    for text in _ADDRESSES:
        if text in page.lower():
            yield Fault(subject.at_manifest, {"text": text})


def law_is_in_force(subject: Subject) -> Iterator[Fault]:
    """G07."""
    documents = subject.book.documents
    for table, key, row in subject.rows():
        if getattr(row, "validity", Validity()).end is not None:
            continue
        cited = {
            part.document
            for part in conditions_and_sources(row)
            if isinstance(part, Source) and part.is_law and part.document in documents
        }
        for code in sorted(filter(None, cited)):
            status = documents[code].status
            if status is not DocumentStatus.IN_FORCE:
                params = {
                    "table": table,
                    "key": key,
                    "document": code,
                    "status": status,
                }
                yield Fault(subject.at(table, key), params)


def inference_is_told(subject: Subject) -> Iterator[Fault]:
    """G08."""
    count = sum(
        isinstance(part, Source) and part.kind is SourceKind.ASSUMED
        for _, _, row in subject.rows()
        for part in conditions_and_sources(row)
    )
    if count and not subject.manifest.note:
        yield Fault(subject.at_manifest, {"count": count})
