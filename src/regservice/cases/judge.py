"""Is an answer the one that was expected?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from regservice.cases.nearest import nearest
from regservice.cases.outcome import Outcome
from regservice.cases.reading import Reader
from regservice.cases.relied import sources
from regservice.core.routing.book import Book
from regservice.engine.engine import Engine
from regservice.engine.names import fold
from regservice.engine.route import Route
from regservice.errors import Location, UnknownNameError
from regservice.model.legal import Source

_WAY: Final = "via"


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
    for field in ("handler", "not_handler", "lead", "co", _WAY, "competent"):
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
        ok = (code in actual) is (field != "not_handler")
        at = reader.places.at(reader.test.id, field, *((index,) if several else ()))
        close = None
        if not ok and field in ("handler", "lead"):
            close = nearest(engine, route, field, code)
        yield Outcome(field, (code,), actual, at, ok, close)


def _actual(route: Route, field: str) -> tuple[str, ...]:
    """The bodies that came."""
    decision = route.decision
    if field == "co":
        return decision.co_handlers
    if field == _WAY:
        return route.path
    if field == "competent":
        body = decision.competent.authority if decision.competent else None
    else:
        body = decision.lead if field == "lead" else decision.handler
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
            f"{due.limit.count} {due.limit.unit}" for due in route.limits
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
    cited = tuple(dict.fromkeys(map(_cited, relied)))
    for index, text in enumerate(reader.test.source):
        found = reader.read(
            ("source", index), lambda text=text: _document(book, text)  # type: ignore[misc]
        )
        if found is None:
            continue
        document, clause = found
        ok = any(
            (document is None or source.document == document)
            and clause in source.clause
            for source in relied
        )
        at: Location = reader.places.at(reader.test.id, "source", index)
        yield Outcome("source", (text,), tuple(filter(None, cited)), at, ok)


def _cited(source: Source) -> str:
    return " ".join(filter(None, (source.document, source.clause)))


def _document(book: Book, text: str) -> tuple[str | None, str]:
    """
    Read a document, a clause, or both with a blank between.

    Raises:
        UnknownNameError: If the first word has the form of a code and is none.
    """
    first, _, rest = text.strip().partition(" ")
    for code, document in book.documents.items():
        if fold(first) in map(fold, (code, document.number, document.name)):
            return code, rest.strip()
    if not first.isascii():
        return None, text.strip()
    import difflib

    near = difflib.get_close_matches(first, list(book.documents), 1, 0.5)
    raise UnknownNameError.of(
        "RS2008", key=first, near=f"(是否“{near[0]}”?)" if near else ""
    )
