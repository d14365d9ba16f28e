"""Do the tests of a package see faults, and does it stand beside others?"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator, Sequence
from typing import Any, Final

from regservice.errors import Location
from regservice.levels.finding import Fault
from regservice.levels.mutation import mutants
from regservice.levels.subject import Subject, answer
from regservice.model.request import ServiceRequest
from regservice.model.vocab import NATIONAL, Difficulty, Product, Tier

SCORE: Final = 90
"""Per cent of the changes that tests have to see."""

REQUESTS: Final = 120
"""Questions that are asked elsewhere."""

_TYPED: Final = "py.typed"


def tests_see_changes(subject: Subject) -> Iterator[Fault]:
    """P01."""
    found = list(mutants(subject))
    seen = sum(mutant.is_seen for mutant in found)
    percent = 100 * seen // len(found) if found else 100
    for mutant in found if percent < SCORE else ():
        if not mutant.is_seen:
            at = subject.at(mutant.table, mutant.key)
            named = {"table": mutant.table, "key": mutant.key, "what": mutant.what}
            yield Fault(at, {**named, "percent": percent})


def code_is_typed(subject: Subject) -> Iterator[Fault]:
    """P02."""
    found = subject.shipped
    if found.wheel is None:
        yield Fault(subject.at_manifest, {"name": subject.asked})
        return
    files = {n: c for n, c in found.wheel.files.items() if n.endswith(".py")}
    if found.is_plain:
        return
    tops = {name.partition("/")[0] for name in files if "/" in name}
    for top in sorted(tops):
        if f"{top}/{_TYPED}" not in found.wheel.files:
            yield Fault(Location(f"{top}/{_TYPED}"), {"name": f"{top}/{_TYPED}"})
    for file, content in sorted(files.items()):
        try:
            tree = ast.parse(content)
        except (SyntaxError, ValueError):  # a template, or no Python at all
            yield Fault(Location(file), {"name": file})
            continue
        for node in ast.walk(tree):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            if not _is_typed(node):
                yield Fault(Location(file, node.lineno), {"name": node.name})


def _is_typed(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    given = node.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    named += [each for each in (given.vararg, given.kwarg) if each is not None]
    free = {"self", "cls"} if named and named[0].arg in {"self", "cls"} else set()
    return node.returns is not None and all(
        each.annotation is not None or each.arg in free for each in named
    )


def answers_elsewhere_stay(subject: Subject) -> Iterator[Fault]:
    """P03."""
    book = subject.without.book
    outside = [
        place.code
        for place in book.tables.places
        if place.tier is Tier.PROVINCE and place.code not in subject.inside
    ]
    if NATIONAL in subject.manifest.places or not outside:
        return
    for number in range(REQUESTS):
        request = _drawn(subject, outside, number)
        before = answer(subject.without, request, subject.instant)
        if before != answer(subject.engine, request, subject.instant):
            params = {"place": request.place, "text": request.text}
            yield Fault(subject.at_manifest, params)


def _drawn(subject: Subject, places: Sequence[str], number: int) -> ServiceRequest:
    """A question of this number, the same each time: its words and those of others."""
    own = [
        word for row in subject.tables.items for word in (*row.keywords, *row.examples)
    ]
    own += [
        word for row in subject.tables.programmes for word in (row.name, *row.aliases)
    ]
    own += [row.name for row in subject.tables.authorities]
    items = subject.without.book.tables.items
    texts = [*own, *(text for row in items for text in (*row.examples, *row.keywords))]
    draw = iter(hashlib.sha256(f"{number}".encode()).digest())

    def chosen(values: Sequence[Any]) -> Any:
        return values[(next(draw) * 256 + next(draw)) % len(values)]

    words = own if own and number % 2 else texts or [""]
    return ServiceRequest(
        text=f"{chosen(words)}{chosen(texts or [''])}",
        place=chosen(places),
        product=chosen([None, *Product]),
        difficulty=chosen([None, *Difficulty]),
        item=chosen([None, None, *(row.code for row in items)]),
    )


def stands_beside_another(subject: Subject) -> Iterator[Fault]:
    """P04."""
    inside = subject.book.places.inside
    regions = [
        frozenset(other.manifest.places).union(*map(inside, other.manifest.places))
        for other in subject.beside
        if NATIONAL not in other.manifest.places
    ]
    # What speaks for the nation shares the places of every region.
    free = NATIONAL in subject.manifest.places
    if not any(free or subject.inside.isdisjoint(region) for region in regions):
        yield Fault(subject.at_manifest)
