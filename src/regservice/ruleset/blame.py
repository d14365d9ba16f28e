"""Which row should be mended for what a proof has found?"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import partial

from regservice.core.routing.book import AsOf, Book
from regservice.model.vocab import Role
from regservice.ruleset.finding import Finding, Kind
from regservice.ruleset.judge import Outcome
from regservice.ruleset.ruleset import Ruleset


def home(
    ruleset: Ruleset, found: Finding, outcomes: list[Outcome]
) -> tuple[str, str] | None:
    """
    Return the table and key of the row where a finding is mended, if no dead end.

    Args:
        ruleset: What was proved.
        found: The finding, with its witness.
        outcomes: What the requests that it is made of came to.

    Returns:
        The row; ``None`` if none can be named.
    """
    book = ruleset.book
    if found.kind is Kind.CONFLICT:
        if outcomes[0].is_torn:
            # Of two the later one was added.
            stands = partial(_stands, ruleset, "authorities")
            return "authorities", max(found.bodies, key=stands)
        return "rules", shared(book, outcomes)
    if found.kind is Kind.PATH_VIOLATION:
        past = [rule for rule in found.rules if _is_bypass(book, rule)]
        return ("bypasses", past[0]) if past else ("path_rules", found.rules[0])
    if found.rules:
        gone = _gone(book, found)
        return ("authorities", gone) if gone else ("rules", found.rules[-1])
    row = _run_out(book, found) or _nearest(ruleset, found)
    return ("rules", row) if row else None


def shared(book: Book, outcomes: list[Outcome]) -> str:
    """
    Return the rule that most of them share.

    Args:
        book: The rows.
        outcomes: What the requests came to.

    Returns:
        Its id; of several that of the narrower one, which lacks a word on the wider.
    """
    counted = Counter(rule for outcome in outcomes for rule in outcome.rules)
    tests = {row.id: len(row.when.tests) for row in book.tables.rules}
    return max(counted, key=lambda key: (counted[key], tests[key], key))


def _stands(ruleset: Ruleset, table: str, key: str) -> tuple[str, int, str]:
    """Where a row is written, and its key."""
    where = ruleset.origins.get((table, key))
    return (where.file, where.line, key) if where else ("", 0, key)


def _is_bypass(book: Book, key: str) -> bool:
    return any(row.id == key for row in book.tables.bypasses)


def _gone(book: Book, found: Finding) -> str | None:
    """A body that a rule names by its id, and that does not exist that day."""
    if found.witness is None:
        return None
    view = book.view(found.witness.as_of)
    rules = (row for row in book.tables.rules if row.id in found.rules)
    named = (row.holder.authority for row in rules)
    return next((body for body in named if body and not view.is_alive(body)), None)


def _run_out(book: Book, found: Finding) -> str | None:
    """A rule that ended without another in its place, and would have held."""
    if found.witness is None:
        return None
    facts, day = found.witness.facts(book), found.witness.day
    role = found.role or Role.LEAD
    ended: list[tuple[dt.date, str]] = []
    for row in book.tables.rules:
        end = row.validity.end
        if row.role is role and end and end <= day and row.when.holds(facts):
            since = book.view(AsOf(end)).rules[role]
            # What begins on that day was meant to go on with it.
            if not any(
                later.when.holds(facts) or later.validity.start == end
                for later in since
            ):
                ended.append((end, row.id))
    return max(ended)[1] if ended else None


def _nearest(ruleset: Ruleset, found: Finding) -> str | None:
    """The rule of that role that lacks the fewest tests, and means it most closely."""
    if found.witness is None:
        return None
    facts, as_of = found.witness.facts(ruleset.book), found.witness.as_of
    ranked = []
    for row in ruleset.book.view(as_of).rules[found.role or Role.LEAD]:
        failed = {test.dimension for test in row.when.failed(facts)}
        met = {t.dimension for t in row.when.tests if t.holds(facts)}
        if failed.isdisjoint({"place", "site"}):
            lacks = len(row.when.tests) - len(met)
            means = "item" not in met, -len(met)
            ranked.append((lacks, *means, _stands(ruleset, "rules", row.id)))
    return min(ranked)[-1][-1] if ranked else None
