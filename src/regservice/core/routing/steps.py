"""What the rows that were used came to, as steps of the explanation."""

from __future__ import annotations

from collections.abc import Iterable

from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.competence import CompetenceResult, transfers
from regservice.core.routing.complete import Completed
from regservice.model.decision import Applied, Hop, Rung
from regservice.model.rule import Rule


def override_steps(
    book: Book, completed: Completed, as_of: AsOf
) -> tuple[Applied, ...]:
    """Rules of principle that were set aside, each with who did it and why."""
    view = book.view(as_of)
    sources = {row.id: row.source for row in view.path_rules}
    sources |= {row.id: row.source for rows in view.rules.values() for row in rows}
    return tuple(
        Applied(
            rule=override.rule,
            source=sources[override.rule],
            outcome="set_aside",
            note=f"{override.actor}: {override.reason}",
        )
        for override in completed.request.overrides
        if override.rule in sources
    )


def ladder(
    book: Book, lead: str, rules: Iterable[Rule], as_of: AsOf
) -> tuple[Rung, ...]:
    """Whom to turn to above the lead, in the function in which *rules* name it."""
    functions = {kind for rule in rules for kind in rule.holder.functions}
    return tuple(
        Rung(authority=edge.subject, relation=edge.type, source=edge.source)
        for edge in book.view(as_of).hierarchy.ladder(lead, as_of.day, functions)
    )


def competence_steps(result: CompetenceResult) -> tuple[Applied, ...]:
    """Say who decides by law, on which readings, and to whom it is delegated."""
    steps = []
    for limb in (result.competent, *result.also):
        if limb is None:
            continue
        steps.append(
            Applied(
                rule=limb.matter.code,
                authority=limb.authority,
                source=limb.limb.source,
                outcome="competent" if limb is result.competent else "also_competent",
            )
        )
        moved = [edge for edge in limb.delegations if edge.source is limb.reading]
        if limb.reading is not None and not moved:
            steps.append(
                Applied(
                    rule=limb.place or "", source=limb.reading, outcome="tier_reading"
                )
            )
        steps += [
            Applied(
                rule=edge.id,
                authority=edge.object,
                source=edge.source,
                outcome="devolved" if transfers(edge) else "entrusted",
            )
            for edge in limb.delegations
        ]
    return tuple(steps)


def path_steps(book: Book, path: tuple[Hop, ...]) -> tuple[Applied, ...]:
    """Say by which path rules and bypasses the request goes its way."""
    sources = book.sources
    steps = []
    for hop in path:
        if hop.bypass is not None:
            steps.append(
                Applied(
                    rule=hop.bypass,
                    authority=hop.authority,
                    source=sources[hop.bypass],
                    outcome="passed",
                )
            )
        if hop.rule is not None:
            steps.append(
                Applied(
                    rule=hop.rule,
                    authority=hop.authority,
                    source=sources[hop.rule],
                    outcome="handed_over" if hop.hands_over else "liaison",
                )
            )
    return tuple(steps)
