"""
Every class of requests at one place, with the rows that hold for it.

A class is a box of facts. Where a selector reads another place than that of the
asker, there is one class for each such place; the level of receipt follows from the
first contact, so it is no fact of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import product

import attrs

from regservice.model.rule import Rule
from regservice.ruleset.axes import LEVEL
from regservice.ruleset.held import Parts, Row
from regservice.ruleset.judge import At, Judge
from regservice.ruleset.space import Group, Node


@attrs.frozen(eq=False)
class Held:
    """
    What holds for a class, on one side.

    Attributes:
        parts: The rows that hold.
        may: The rows that may hold too, as a place is only known roughly.
    """

    parts: Parts
    may: Parts


@attrs.frozen(eq=False)
class Class:
    """
    Requests that come out alike, whatever facts lead there.

    Attributes:
        ats: The places that selectors read, for each of them.
        held: What holds, for each side.
        first: The first places that were seen of those that come out alike.
        key: Classes at one place with the same key come out alike too.
    """

    ats: tuple[At, ...]
    held: tuple[Held, ...]
    first: At
    key: object


@attrs.frozen(eq=False)
class Facts:
    """
    Facts, and the classes of requests that have them.

    Attributes:
        numbers: For each axis the numbers of the values, the site left out.
        classes: The classes: the very same tuple for all facts that lead there, so
            that what was found of it need not be found again.
    """

    numbers: Mapping[str, tuple[int, ...]]
    classes: tuple[Class, ...]


def sides_of(
    group: Group, numbers: Mapping[str, tuple[int, ...]], at: At
) -> dict[str, frozenset[str]]:
    """Return the sides of a box of requests."""
    return {
        "place": frozenset({at.place}),
        "item": frozenset(group.items),
        "product": frozenset(group.products),
        **group.told(numbers),
        **{name: frozenset({code}) for name, code in at.elsewhere},
    }


def read_elsewhere(rows: Iterable[object]) -> tuple[str, ...]:
    """Return the places, beside that of the asker, that holders of *rows* read."""
    found = {row.holder.reads for row in rows if isinstance(row, Rule)}
    return tuple(sorted(found - {"place"}))


def spots(
    place: str,
    choices: Mapping[str, Sequence[str]],
    turned: AbstractSet[str] | None = None,
) -> Iterator[At]:
    """
    Go through all places that may be meant.

    Args:
        place: Code of the place of the asker.
        choices: Name of each other place that is read, to the codes that it may be.
        turned: Only what lies in one of these counts; ``None`` for everywhere.

    Yields:
        The place of the asker with each combination of the others.
    """
    names = sorted(choices)
    lists: list[Sequence[str]] = [choices[name] for name in names]
    elsewhere = None if turned is None or place in turned else turned
    if elsewhere is not None and len(lists) == 1:  # by far the most of them
        lists = [[code for code in lists[0] if code in elsewhere]]
    for chosen in product(*lists):
        if elsewhere is None or not elsewhere.isdisjoint(chosen):
            yield At(place, tuple(zip(names, chosen, strict=True)))


def facts_at(
    group: Group,
    place: str,
    judges: Sequence[Judge | None],
    places: Sequence[str],
    turned: AbstractSet[str] | None = None,
) -> Iterator[Facts]:
    """
    Go through the classes of requests of a group at a place, facts by facts.

    Args:
        group: The group.
        place: Code of the place of the asker.
        judges: One a side; ``None`` where nobody receives what is asked for.
        places: Codes of the places that another place may be.
        turned: Only requests that lie in one of these count; ``None`` for all.

    Yields:
        All facts that rows tell apart, with their classes.
    """
    certain, may = group.certain(place), group.open(place)
    known: dict[object, tuple[Class, ...]] = {}
    held: dict[object, tuple[Held, ...]] = {}
    names: dict[int, tuple[str, ...]] = {}
    alike: dict[int, _Alike] = {}
    sites = next((axis.values for axis in group.axes if axis.name == "site"), ())

    def classes(node: Node, site: Sequence[int] | None) -> Iterator[Class]:
        if id(node) not in names:
            rows = group.holding(group.alive(node))
            names[id(node)] = read_elsewhere(row.record for row in rows)
            alike[id(node)] = _Alike.of(group, rows, names[id(node)])
        # Neither a site nor the level of receipt tells what holds.
        is_plain = node.axis < 0 and site is None
        choices: dict[str, Sequence[str]] = dict.fromkeys(names[id(node)], places)
        if site is not None:
            choices["site"] = [sites[number] for number in site]
        found: dict[At, list[At]] = {}
        for at in spots(place, choices, turned):
            first = at if is_plain else alike[id(node)].first(at)
            found.setdefault(first, []).append(at)
        for first, ats in found.items():
            key = id(node), None if is_plain else first
            if key not in held:
                held[key] = tuple(
                    _at_level(group, node, certain, first, judge, side)
                    for side, judge in enumerate(judges)
                )
            yield Class(tuple(ats), held[key], first, (id(node), first))

    for node, numbers in group.leaves(group.node(certain | may)):
        site = numbers.pop("site", None)
        way = id(node), site
        if way not in known:
            known[way] = tuple(classes(node, site))
        yield Facts(numbers, known[way])


def once(
    found: Iterable[Facts], told: Mapping[object, object]
) -> Iterator[tuple[Facts, Class]]:
    """
    Go through classes, but not again through those that are sound.

    Args:
        found: The facts, with their classes.
        told: Key of a class to what is told of it, if anything; the caller fills it
            in when the class is yielded.

    Yields:
        Each class with facts that lead there: with all of them if there is something
        to tell of it or of one that comes with it, else with the first.
    """
    done: set[int] = set()
    for facts in found:
        if id(facts.classes) not in done:
            for one in facts.classes:
                yield facts, one
            if not any(told[one.key] for one in facts.classes):
                done.add(id(facts.classes))


@attrs.frozen(eq=False)
class _Alike:
    """Sites that come out alike: no holder reads them and no test tells them apart."""

    group: Group
    tested: tuple[Row, ...] | None
    known: dict[object, At] = attrs.field(factory=dict)

    @classmethod
    def of(cls, group: Group, rows: Iterable[Row], names: Sequence[str]) -> _Alike:
        if "site" in names:
            return cls(group, None)
        return cls(group, tuple(row for row in rows if row.record.when.get("site")))

    def first(self, at: At) -> At:
        """The first place that was seen of those that come out as *at* does."""
        if self.tested is None:
            return at
        site = at.code("site")
        sure = tuple(self.group.is_sure(row, site) for row in self.tested)
        others = tuple(pair for pair in at.elsewhere if pair[0] != "site")
        return self.known.setdefault((others, sure), at)


def _at_level(  # noqa: PLR0913, PLR0917 - what holds for one class on one side
    group: Group, node: Node, certain: int, at: At, judge: Judge | None, side: int
) -> Held:
    """What holds once the level of the first contact is known."""
    held = _held(group, group.alive(node), certain, at, side)
    if node.axis < 0:
        return held
    level = judge.level(held.parts, held.may, at) if judge else None
    if level is None:  # nobody has it: no rule on the level of receipt holds for sure
        certain &= ~group.asking(LEVEL)
    return _held(group, group.alive(node, level), certain, at, side)


def _held(group: Group, alive: int, certain: int, at: At, side: int) -> Held:
    """Tell the rows that hold from those that may."""
    sure = alive & certain
    tested = sure & group.sited
    while tested:
        bit = tested & -tested
        tested ^= bit
        if not group.is_sure(group.rows[bit.bit_length() - 1], at.code("site")):
            sure ^= bit
    return Held(group.parts(sure, side), group.parts(alive & ~sure, side))
