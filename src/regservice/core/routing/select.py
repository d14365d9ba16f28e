"""
Step 4: which bodies can the holder of a rule mean here?

One id is an answer; none, or several that the nearest ring does not tell apart,
are none. A body that no longer exists is succeeded, never silently replaced.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from regservice.core.routing.book import View
from regservice.model.authority import Relation
from regservice.model.condition import Facts
from regservice.model.rule import Holder


@attrs.frozen
class Where:
    """
    The places that selectors read, and the facts that strategies read.

    Attributes:
        holder: Code of the place of the asker; ``None`` if unknown.
        site: Code of the place of the site or act; ``None`` if unknown.
        agent: Code of the place of the agent; ``None`` if unknown.
        issuer: Code of the place of the issuer; ``None`` if unknown.
        facts: The known facts.
    """

    holder: str | None
    site: str | None
    agent: str | None
    issuer: str | None
    facts: Facts

    def of(self, holder: Holder) -> str | None:
        """Return the place that *holder* reads."""
        places = {
            "place": self.holder,
            "site": self.site,
            "agent_place": self.agent,
            "issuer_place": self.issuer,
        }
        return places[holder.reads]


@attrs.frozen
class Selected:
    """
    The bodies that a holder can mean.

    Attributes:
        bodies: Ids, sorted.
        via: ``succeeds`` relations that were followed.
        inside: Where no body covers a place that is only known roughly: the codes of
            the places inside it that would settle it.
    """

    bodies: tuple[str, ...]
    via: tuple[Relation, ...] = ()
    inside: tuple[str, ...] = ()


def select(view: View, holder: Holder, where: Where) -> Selected:
    """
    Find the bodies that *holder* can mean.

    Args:
        view: The rows in force.
        holder: Whom the rule names.
        where: The places.

    Returns:
        One body if the rule decides; else none or several.
    """
    if holder.authority is not None:
        return _named(view, holder.authority, where)
    if holder.strategy is not None:
        return _chosen(view, holder.strategy, where)
    place = where.of(holder)
    if place is None:
        return Selected(())
    found = bodies_at(view, holder, place)
    if found:
        return Selected(found)
    inside = view.book.places.inside(place)
    return Selected(
        (), inside=tuple(sorted(c for c in inside if bodies_at(view, holder, c)))
    )


def bodies_at(view: View, holder: Holder, place: str) -> tuple[str, ...]:
    """Return the bodies that a selector by functions means at *place*."""
    found = _nearest(view, holder, place)
    if holder.relation is None:
        return found
    edges = _related(view, holder, found)
    return tuple(sorted({_other(edge, found[0]) for edge in edges}))


def _nearest(view: View, holder: Holder, place: str) -> tuple[str, ...]:
    """The nearest bodies that have the function, or are at the other end."""
    places, hierarchy = view.book.places, view.book.hierarchy
    if holder.tier is not None:
        seat = places.at_tier(place, holder.tier)
        rings: Iterable[Iterable[str]] = ((seat.code,),) if seat else ()
    else:
        rings = places.rings(place)
    wanted = holder.of or holder.functions
    return tuple(b.id for b in hierarchy.nearest(wanted, rings, view.day))


def rests_on(view: View, holder: Holder, where: Where) -> tuple[Relation, ...]:
    """Return the relations on which it rests whom *holder* means."""
    if holder.authority is not None:
        return _named(view, holder.authority, where).via
    place = where.of(holder)
    if place is None or holder.relation is None:
        return ()
    inside = sorted(view.book.places.inside(place))
    return _related(view, holder, _nearest(view, holder, place)) or tuple(
        edge
        for code in inside
        for edge in _related(view, holder, _nearest(view, holder, code))
    )


def _related(view: View, holder: Holder, ends: tuple[str, ...]) -> tuple[Relation, ...]:
    """The edges of the relation at whose other end is the one body, by id."""
    if len(ends) != 1:
        return ()
    bodies = view.book.hierarchy.authorities
    return tuple(
        edge
        for edge in view.book.hierarchy.touching(ends[0])
        if edge.type is holder.relation
        and view.knows(edge)
        and view.is_alive(other := _other(edge, ends[0]))
        and any(bodies[other].performs(f) for f in holder.functions)
    )


def _other(edge: Relation, end: str) -> str:
    return edge.object if edge.subject == end else edge.subject


def _named(view: View, key: str, where: Where) -> Selected:
    """The body itself, or whoever acts for it once it is gone."""
    if view.is_alive(key):
        return Selected((key,))
    via: list[Relation] = []
    found: set[str] = set()
    gone = [key]
    for body in gone:
        for edge in view.book.hierarchy.successors(body, view.day):
            if not view.knows(edge) or edge in via:
                continue
            via.append(edge)
            if view.is_alive(edge.subject):
                found.add(edge.subject)
            else:
                gone.append(edge.subject)
    bodies = tuple(sorted(found))
    if len(bodies) > 1 and where.holder is not None:
        # A split: the successor that covers the place, the nearest.
        for ring in view.book.places.rings(where.holder):
            here = [b for b in bodies if _covers(view, b, ring)]
            if here:
                bodies = tuple(here)
                break
    used = tuple(edge for edge in via if edge.subject in bodies or edge.subject in gone)
    return Selected(bodies, used)


def _covers(view: View, body: str, ring: Iterable[str]) -> bool:
    places = view.book.hierarchy.authorities[body].places
    return not set(ring).isdisjoint(places)


def _chosen(view: View, key: str, where: Where) -> Selected:
    """What a strategy names; one that fails or names nobody is a gap."""
    try:
        body = view.book.strategies[key].choose(where.facts)
    except Exception:  # noqa: BLE001 - a faulty strategy costs its own rule only
        return Selected(())
    known = isinstance(body, str) and body in view.book.hierarchy.authorities
    return Selected((str(body),) if known and view.is_alive(str(body)) else ())
