"""
On which facts does an answer rest?

A rule that holds rests on all that it tests; one that does not, on one test that
failed. Whoever agrees on these facts gets the same rules, and so the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable

from regservice.core.routing.book import View
from regservice.core.routing.complete import Completed
from regservice.core.routing.missing import rank
from regservice.model.condition import Condition, Facts
from regservice.model.rule import Holder
from regservice.model.vocab import Role

_ROLES = (Role.RECEIVE, Role.LEAD, Role.CO, Role.COPY)
_ALWAYS = ("item", "place", "product")


def relied(
    view: View, completed: Completed, matter: Iterable[Condition] = ()
) -> dict[str, str]:
    """
    Return the facts that decide, with their values.

    Args:
        view: The rows in force.
        completed: The request. Of what it leaves unknown the product may still be
            stated, as far as the item concerns it.
        matter: The conditions of the matter and its limbs.

    Returns:
        Value by dimension, dimensions in the order of asking. An empty value: that
        nothing was stated, which leaves out a body beside the lead.
    """
    rules = [row for role in _ROLES for row in view.rules[role]]
    conditions = [row.when for row in rules]
    conditions += [row.when for row in view.path_rules]
    conditions += [*(row.when for row in view.bypasses), *matter]
    facts = completed.facts
    used = {name for name in _ALWAYS if facts.get(name)}
    for when in conditions:
        if when.holds(facts):
            used |= {test.dimension for test in when.tests}
    for row in rules:
        if row.when.holds(facts):
            used |= _read(row.holder, completed)
    for when in conditions:
        failed = {test.dimension for test in when.failed(facts)}
        if failed and failed.isdisjoint(used):
            used.add(min(failed, key=lambda name: (rank(name), name)))
    # It follows from the item, which is always among them; so does what holds or
    # fails for every value that an unknown fact can have.
    used = {name for name in used - {"registration_business"} if _is_known(name, facts)}
    ordered = sorted(used | _unstated(view, facts), key=lambda name: (rank(name), name))
    found = {name: _value(name, completed) for name in ordered}
    if completed.request.received_by is not None:
        found["received_by"] = completed.request.received_by
    if completed.set_aside:
        found["override"] = ", ".join(sorted(completed.set_aside))
    return found


def _read(holder: Holder, completed: Completed) -> set[str]:
    """Facts beside the place of the asker that the selection itself reads."""
    if holder.strategy is not None:
        return {name for name in completed.facts if not name.endswith("?")}
    return {holder.reads}


def _unstated(view: View, facts: Facts) -> set[str]:
    """Unknown facts that might bring in a body beside the lead, one a rule."""
    found = set[str]()
    for row in (*view.rules[Role.CO], *view.rules[Role.COPY]):
        unknown = {test.dimension for test in row.when.unknown(facts)}
        if unknown and unknown.isdisjoint(found) and not row.when.failed(facts):
            found.add(min(unknown, key=lambda name: (rank(name), name)))
    return found


def _is_known(name: str, facts: Facts) -> bool:
    return name in facts or name in {"agent_place", "issuer_place"}


def _value(name: str, completed: Completed) -> str:
    where = completed.where
    places = {
        "place": where.holder,
        "site": where.site,
        "agent_place": where.agent,
        "issuer_place": where.issuer,
    }
    if name in places:
        return places[name] or ""
    return ", ".join(sorted(completed.facts.get(name, ())))
