"""Is an answer the one that was expected?"""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final, Self

import attrs

from regservice.cases.nearest import nearest
from regservice.cases.outcome import Outcome
from regservice.cases.reading import Reader
from regservice.cases.relied import cited, sources
from regservice.core.routing.book import Book
from regservice.engine.engine import Engine
from regservice.engine.names import choice
from regservice.engine.route import Route
from regservice.errors import UnknownNameError
from regservice.messages.meant import fold
from regservice.model.legal import Source

_WAY: Final = "via"
_NAMED: Final = (
    *("handler", "not_handler", "lead", "loop_owner", "co", _WAY),
    *("not_via", "competent"),
)
"""Fields that name bodies."""


def judge(engine: Engine, reader: Reader, route: Route) -> tuple[Outcome, ...]:
    """
    Compare an answer with what a test expects.

    Args:
        engine: The engine that gave it.
        reader: The test. Names that mean nothing are taken down in it, and their
            expectations left out.
        route: The answer.

    Returns:
        One outcome for each expectation; of a list, one for each entry, but for the
        path, which is judged as a whole.
    """
    test = reader.test
    found: list[Outcome] = []
    for field in _NAMED:
        found += _bodies(engine, reader, route, field)
    found += _limits(reader, route)
    if test.status is not None:
        status = reader.choice("status", test.status, "status")
        found += _alike(reader, "status", status, route.status)
    if test.asks is not None:
        ask = route.decision.ask
        fact = reader.fact(test.asks, "asks")
        found += _alike(reader, "asks", fact, ask.dimension if ask else None)
    said = (route.reason("zh"), route.explain("zh")) if test.reason else ()
    for index, text in enumerate(test.reason):
        ok = any(text in words for words in said)
        at = reader.places.at(test.id, "reason", index)
        found.append(Outcome("reason", (text,), said[:1], at, ok))
    found += _sources(engine.book, reader, route)
    return tuple(found)


def _alike(
    reader: Reader, field: str, wanted: str | None, actual: str | None
) -> Iterator[Outcome]:
    """One code; none if what was expected means nothing."""
    if wanted is not None:
        at = reader.places.at(reader.test.id, field)
        came = () if actual is None else (actual,)
        yield Outcome(field, (wanted,), came, at, wanted == actual)


def _bodies(
    engine: Engine, reader: Reader, route: Route, field: str
) -> Iterator[Outcome]:
    """Expectations that name bodies."""
    value = getattr(reader.test, field)
    texts = [value] if isinstance(value, str) else list(value or ())
    several = not isinstance(value, str)
    codes = [
        reader.name("authority", text, field, *((index,) if several else ()))
        for index, text in enumerate(texts)
    ]
    actual = _actual(route, field)
    if field == _WAY:
        way = tuple(code for code in codes if code is not None)
        if way and len(way) == len(texts):
            at = reader.places.at(reader.test.id, field)
            yield Outcome(field, way, actual, at, _is_in_order(way, actual))
        return
    for index, code in enumerate(codes):
        if code is None:
            continue
        ok = (code in actual) is (not field.startswith("not_"))
        at = reader.places.at(reader.test.id, field, *((index,) if several else ()))
        close = None
        if not ok and field in ("handler", "lead"):
            close = partial(nearest, engine, route, field, code)
        yield Outcome(field, (code,), actual, at, ok, close)


def _actual(route: Route, field: str) -> tuple[str, ...]:
    """The bodies that came."""
    decision = route.decision
    if field == "co":
        return decision.co_handlers
    if field in (_WAY, "not_via"):
        return route.path
    if field == "competent":
        body = decision.competent.authority if decision.competent else None
    elif field == "lead":
        body = decision.lead
    else:
        body = decision.loop_owner if field == "loop_owner" else decision.handler
    return () if body is None else (body,)


def _is_in_order(wanted: Iterable[str], path: Iterable[str]) -> bool:
    """Whether all are on the path, in this order; others may lie between."""
    rest = iter(path)
    return all(body in rest for body in wanted)


def _limits(reader: Reader, route: Route) -> Iterator[Outcome]:
    """How long it may take, and when that ends."""
    test = reader.test
    if test.limit is not None:
        actual = [
            f"{due.limit.count} {due.limit.unit}"
            for due in route.limits
            if due.limit.count is not None
        ]
        at = reader.places.at(test.id, "limit")
        wanted = str(test.limit)
        yield Outcome("limit", (wanted,), tuple(actual), at, wanted in actual)
    if test.due is not None:
        ends = [due.due.date().isoformat() for due in route.limits if due.due]
        at = reader.places.at(test.id, "due")
        day = test.due.isoformat()
        yield Outcome("due", (day,), tuple(ends), at, day in ends)


def _sources(book: Book, reader: Reader, route: Route) -> Iterator[Outcome]:
    """Documents and clauses on which it rests."""
    relied = tuple(sources(route.decision))
    actual = tuple(dict.fromkeys(map(cited, relied)))
    for index, text in enumerate(reader.test.source):
        wanted = reader.read(("source", index), partial(_Wanted.read, book, text))
        if wanted is not None:
            at = reader.places.at(reader.test.id, "source", index)
            yield Outcome("source", (text,), actual, at, any(map(wanted.fits, relied)))


@attrs.frozen
class _Wanted:
    """A source that is expected: any part that is empty may be anything."""

    kind: str
    document: str
    clause: str

    @classmethod
    def read(cls, book: Book, text: str) -> Self:
        """
        Read a kind, a document and a clause, with blanks between; each may be absent.

        Raises:
            UnknownNameError: If a word has the form of a code and is none.
        """
        kind = document = ""
        rest = text.strip()
        first, _, other = rest.partition(" ")
        with contextlib.suppress(UnknownNameError):
            kind, rest = choice("source", first), other.strip()
        first, _, other = rest.partition(" ")
        for code, row in book.documents.items():
            if first and fold(first) in map(fold, (code, row.number, row.name)):
                document, rest = code, other.strip()
        if first.isascii() and first and not document:
            near = difflib.get_close_matches(first, list(book.documents), 1, 0.5)
            hint = f"(是否“{near[0]}”?)" if near else ""
            raise UnknownNameError.of("RS2008", key=first, near=hint)
        return cls(kind, document, rest)

    def fits(self, source: Source) -> bool:
        """Whether this is a source that was expected."""
        return (
            self.kind in ("", source.kind)
            and self.document in ("", source.document)
            and self.clause in source.clause
        )
