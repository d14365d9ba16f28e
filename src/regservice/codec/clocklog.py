"""Read what happened to clocks: one JSON object a line, one event each."""

from __future__ import annotations

from pathlib import Path

from regservice.codec.cells import read_jsonl
from regservice.codec.structure import structure
from regservice.codec.tree import Tree
from regservice.errors import DataError, Location, Problem
from regservice.model.event import ClockEvent


def read_events(path: Path) -> list[tuple[Location, ClockEvent]]:
    """
    Read a log of events.

    Args:
        path: A ``.jsonl`` file; blank lines are left out.

    Returns:
        The events in the order of the lines, and where each stands.

    Raises:
        DataError: With every fault of every line.
    """
    problems: list[Problem] = []
    events = []
    for where, data in read_jsonl(path):
        if isinstance(data, str):
            problems.append(Problem("RS4007", {"reason": data}, where))
            continue
        tree = Tree(where.file, data, {"": (where.line, 0)})
        event, found = structure(tree, (), ClockEvent)
        problems += found
        if event is not None:
            events.append((where, event))
    if problems:
        raise DataError(tuple(problems))
    return events
