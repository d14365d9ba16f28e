"""The result columns that are added to a ledger."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from regservice.cli.output import Output
from regservice.codec.ledger import Ledger
from regservice.engine.intake import Outcome
from regservice.explain.days import until
from regservice.messages import name_of
from regservice.model.decision import Due

RESULT_HEADS: Final = (
    "head.status",
    "head.grade",
    "head.handler",
    "head.lead",
    "head.competent",
    "head.loop_owner",
    "head.co_handlers",
    "head.due",
    "head.reason",
    "head.ask",
    "head.error",
)
"""Codes of the headers of the result columns."""


def due_text(output: Output, dues: Iterable[Due]) -> str:
    """Say when the answer is due, for a narrow column."""
    texts = []
    for due in dues:
        if due.is_waiting:
            start = name_of("start_event", due.limit.starts, output.lang)
            texts.append(output.text("waiting", start=start))
            continue
        if due.due is None:
            texts.append(output.text("not_timed" if due.covered else "not_covered"))
            continue
        text = until(due.due).partition(" ")[0]
        texts.append(output.text("provisional", due=text) if due.provisional else text)
    return "; ".join(texts)


def result_cells(output: Output, outcome: Outcome) -> tuple[str, ...]:
    """Return the result columns of one row, as texts."""
    lang = output.lang
    status = name_of("status", outcome.status, lang)
    route = outcome.route
    if route is None:
        error = "; ".join(
            f"[{p.code}] {p.where}: {p.message(lang)}" for p in outcome.problems
        )
        return (status, *[""] * (len(RESULT_HEADS) - 2), error)
    shape = route.as_json(lang)
    return (
        status,
        name_of("grade", route.grade or "", lang),
        _name(shape["handler"]),
        _name(shape["lead"]),
        _name(shape["competent"]),
        _name(shape["loop_owner"]),
        "; ".join(map(_name, shape["co_handlers"])),
        due_text(output, route.limits),
        shape["reason"],
        shape["ask"] or "",
        "; ".join(f"[{n.code}] {n.message(lang)}" for n in outcome.entry.notes),
    )


def _name(body: dict[str, Any] | None) -> str:
    return str(body["name"]) if body else ""


def result_table(
    output: Output, ledger: Ledger, outcomes: Iterable[Outcome]
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the headers and rows of the ledger with its result columns."""
    heads = (*ledger.headers, *(output.text(code) for code in RESULT_HEADS))
    rows = [
        (*original, *result_cells(output, outcome))
        for original, outcome in zip(ledger.originals, outcomes, strict=True)
    ]
    return heads, rows
