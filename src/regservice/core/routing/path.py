"""
Step 5: who has the request first, and which way does it take to the lead?

A body elsewhere only passes a request on; one that cannot pass it on by any rule
gives it to the first contact that the rules name.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TypeVar

import attrs

from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.complete import Completed
from regservice.core.routing.gather import Gathered, gather
from regservice.core.routing.hinges import turning
from regservice.core.routing.missing import missing
from regservice.core.routing.way import Ways
from regservice.model.authority import Relation
from regservice.model.decision import Applied, Hop, Question
from regservice.model.rule import Bypass, PathRule
from regservice.model.vocab import Role


@attrs.frozen(kw_only=True)
class Passage:
    """
    The way of a request.

    Attributes:
        path: The hops; ``None`` if no way is open, or a fact is missing.
        loop_owner: Id of the body that owes the answer.
        ask: The missing fact on which the way hangs; ``None`` if none does.
        steps: The rules of first contact that were used on the way.
    """

    path: tuple[Hop, ...] | None
    loop_owner: str
    ask: Question | None = None
    steps: tuple[Applied, ...] = ()


def received(book: Book, completed: Completed, as_of: AsOf) -> Gathered:
    """Say who has it: whoever received it there, else the first contact."""
    has_it = completed.request.received_by
    here = completed.facts.get("place", frozenset())
    if has_it and not here.isdisjoint(book.hierarchy.authorities[has_it].places):
        return Gathered(authority=has_it)
    return gather(book, Role.RECEIVE, completed, as_of)


def at_level(book: Book, completed: Completed, receive: Gathered) -> Completed:
    """Add the level of the body that received the request, if that is known."""
    if receive.authority is None:
        return completed
    has_it = completed.request.received_by or receive.authority
    level = book.hierarchy.authorities[has_it].level
    return completed.learnt("received_level", str(level))


def pass_on(
    book: Book, completed: Completed, as_of: AsOf, start: str, lead: str
) -> Passage:
    """
    Find the way from the body that has the request to the lead.

    Args:
        book: The rows.
        completed: The request.
        as_of: The two time axes.
        start: Id of the body that has it.
        lead: Id of the body that leads.

    Returns:
        The way, or the fact that is missing.
    """
    has_it = completed.request.received_by
    steps: tuple[Applied, ...] = ()
    path, ask = _way(book, completed, as_of, start, lead)
    if path is None and ask is None and has_it == start:
        contact = gather(book, Role.RECEIVE, completed, as_of)
        if contact.ask is not None or contact.authority is None:
            return Passage(path=None, loop_owner=start, ask=contact.ask)
        start, steps = contact.authority, contact.steps
        path, ask = _way(book, completed, as_of, start, lead)
    if path is not None and has_it not in {None, start}:
        path = (Hop(authority=str(has_it)), *path)
    return Passage(path=path, loop_owner=start, ask=ask, steps=steps)


def crossed(
    book: Book, completed: Completed, as_of: AsOf, start: str, end: str
) -> tuple[Relation, ...]:
    """
    Return the relations that the way crosses, or might, from one body to another.

    Args:
        book: The rows.
        completed: The request.
        as_of: The two time axes.
        start: Id of the body that has it.
        end: Id of the body that leads.

    Returns:
        Those of the way by the rules that hold, and of each way that a rule would open
        which hangs on an unknown fact.
    """
    view = book.view(as_of)
    holding, might = _open(view.path_rules, completed)
    used = holding, *([*holding, row] for row in might), [*holding, *might]
    ways = (Ways(view, rules, (), completed.set_aside) for rules in used)
    find = book.hierarchy.path
    found = (find(start, end, as_of.day, way.admits) for way in ways)
    return tuple(edge for hops in found for _, edge, _ in hops or ())


def _way(
    book: Book, completed: Completed, as_of: AsOf, start: str, end: str
) -> tuple[tuple[Hop, ...] | None, Question | None]:
    """The way, unless a row that hangs on an unknown fact would change it."""
    view, facts, aside = book.view(as_of), completed.facts, completed.set_aside
    rows: tuple[PathRule | Bypass, ...] = (*view.path_rules, *view.bypasses)
    holding, might = _open(rows, completed)

    @cache
    def way(*more: PathRule | Bypass) -> tuple[Hop, ...] | None:
        used = (*holding, *more)
        rules = [row for row in used if isinstance(row, PathRule)]
        passes = [row for row in used if isinstance(row, Bypass)]
        return Ways(view, rules, passes, aside).find(start, end)

    pending = [(row, row.when.unknown(facts)) for row in might]
    tests = turning(pending, lambda more: way(*more), facts)
    return (None, missing(tests)) if tests else (way(), None)


_Row = TypeVar("_Row", PathRule, PathRule | Bypass)


def _open(rows: Sequence[_Row], completed: Completed) -> tuple[list[_Row], list[_Row]]:
    """Those of *rows* that hold, and those that hang on an unknown fact."""
    facts = completed.facts
    holding = [row for row in rows if row.when.holds(facts)]
    might = [row for row in rows if row not in holding and not row.when.failed(facts)]
    return holding, might
