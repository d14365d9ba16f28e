"""
Which bodies of a large picture stand together in one box?

In: bodies and edges. Out: boxes, at most as many as can be read, each with the
bodies that it stands for. Bodies that look alike in the picture go first, then the
lowest floors, so that the top stays as it is for as long as possible.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from regservice.messages import cli_text, name_of
from regservice.model.authority import Authority
from regservice.model.vocab import Level

LIMIT: Final = 60
"""Boxes that can be read in one picture."""

Edge = tuple[str, str, str]
"""Ids of the two bodies, and the type of the relation."""

LEVELS: Final = (
    Level.NATIONAL,
    Level.PROVINCIAL,
    Level.CITY,
    Level.BRANCH,
    Level.EXTERNAL,
    Level.DISTRICT,
    Level.STATION,
    Level.POINT,
)
"""From the top down."""

_NAMED: Final = 8
"""Members of a box that its tooltip names."""
LINES: Final = frozenset({"administers", "guides", "manages"})
"""Relations from a superior to what stands below it."""


@attrs.frozen
class Node:
    """
    One box of a picture.

    Attributes:
        key: Id of its first body.
        members: The bodies that it stands for, sorted by id, at least one.
    """

    key: str
    members: tuple[Authority, ...]

    @property
    def level(self) -> Level:
        """The highest level among its bodies."""
        return min((body.level for body in self.members), key=LEVELS.index)

    @property
    def kind(self) -> str:
        """The kind of its bodies; empty if they are of several."""
        kinds = {body.kind for body in self.members}
        return kinds.pop() if len(kinds) == 1 else ""

    @property
    def row(self) -> str:
        """The first of the places of its bodies; empty for partners elsewhere."""
        places = (place for body in self.members for place in body.places)
        return min(places, default="")

    def name(self, lang: str) -> str:
        """Return the name of its body, or how many bodies of what kind there are."""
        if len(self.members) == 1:
            return self.members[0].name
        if self.kind:
            what = name_of("kind", self.kind, lang)
        elif len({body.level for body in self.members}) == 1:
            what = name_of("level", self.level, lang)
        else:
            what = cli_text("graph.others", lang)
        return f"×{len(self.members)} {what}"

    def title(self, lang: str) -> str:
        """Return the name with the id, or with the names of some of the bodies."""
        if len(self.members) == 1:
            return f"{self.members[0].name} ({self.key})"
        names = [body.name for body in self.members[:_NAMED]]
        more = ["…"] if len(self.members) > _NAMED else []
        return f"{self.name(lang)}: {', '.join([*names, *more])}"


def fold(
    bodies: Mapping[str, Authority],
    edges: Collection[Edge],
    kept: Collection[str],
    limit: int = LIMIT,
) -> dict[str, Node]:
    """
    Put bodies together until there are few enough boxes.

    Args:
        bodies: The bodies by id.
        edges: The edges between them.
        kept: Ids of the bodies that keep a box of their own.
        limit: How many boxes there may be.

    Returns:
        Body to box; the same input gives the same boxes. There are more than
        *limit* only if more bodies are kept.
    """
    folding = _Folding(bodies, edges, kept, limit)
    while len(folding.groups) > limit and folding.fold_once():
        pass
    return folding.nodes()


class _Folding:
    """Groups of bodies, which become fewer and larger."""

    def __init__(
        self,
        bodies: Mapping[str, Authority],
        edges: Collection[Edge],
        kept: Collection[str],
        limit: int,
    ) -> None:
        self.groups = {key: [key] for key in sorted(bodies)}
        self._home = {key: key for key in bodies}
        self._bodies = bodies
        self._edges = edges
        self._kept = frozenset(kept)
        self._limit = limit

    def nodes(self) -> dict[str, Node]:
        boxes = {
            key: Node(key, tuple(self._bodies[member] for member in sorted(members)))
            for key, members in self.groups.items()
        }
        return {key: boxes[home] for key, home in self._home.items()}

    def fold_once(self) -> bool:
        """Fold what looks most alike; tell whether there was anything."""
        around = self._around(lambda _edge, _down: True)
        above = self._around(lambda edge, down: down and edge[2] in LINES)
        alike: list[Callable[[Authority], Any]] = [
            lambda body: (LEVELS.index(body.level), body.kind, around(body.id))
        ]
        # Floor by floor from the lowest: under one superior, of one kind, of one level.
        for level in sorted({self._level(key) for key in self.groups}, reverse=True):
            alike += [
                self._on(level, lambda body: (body.kind, above(body.id))),
                self._on(level, lambda body: (body.kind,)),
                self._on(level, lambda _: ()),
            ]
        alike.append(lambda _: ())
        return any(self._fold_by(key_of) for key_of in alike)

    def _on(
        self, level: int, key_of: Callable[[Authority], Any]
    ) -> Callable[[Authority], Any]:
        """The same, for bodies of one level only."""
        return lambda body: key_of(body) if self._level(body.id) == level else None

    def _level(self, key: str) -> int:
        return LEVELS.index(self._bodies[key].level)

    def _fold_by(self, key_of: Callable[[Authority], Any]) -> bool:
        alike: dict[Any, list[str]] = {}
        for key in self.groups:
            if key not in self._kept:
                alike.setdefault(key_of(self._bodies[key]), []).append(key)
        found = [keys for k, keys in alike.items() if k is not None and len(keys) > 1]
        found.sort(key=lambda keys: (-len(keys), -self._level(keys[0]), keys[0]))
        for first, *others in found:
            if len(self.groups) <= self._limit:
                break
            for other in others:
                members = self.groups.pop(other)
                self.groups[first] += members
                self._home.update(dict.fromkeys(members, first))
        return bool(found)

    def _around(
        self, counts: Callable[[Edge, bool], bool]
    ) -> Callable[[str], frozenset[Any]]:
        """Group to the groups that it is connected with, and how."""
        found: dict[str, set[Any]] = {}
        for edge in self._edges:
            a, b = self._home[edge[0]], self._home[edge[1]]
            if a == b:
                continue
            for key, other, down in ((a, b, False), (b, a, True)):
                if counts(edge, down):
                    found.setdefault(key, set()).add((down, edge[2], other))
        return lambda key: frozenset(found.get(key, ()))


def folded(nodes: Iterable[Node]) -> Iterator[Node]:
    """Give the boxes that stand for several bodies."""
    return (node for node in nodes if len(node.members) > 1)
