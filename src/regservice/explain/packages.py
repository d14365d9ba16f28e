"""What does one package bring, in words: items, paths, limits, powers and sources?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from regservice.core.routing.book import Book
from regservice.explain.offered import offers, statements
from regservice.explain.pagewords import PageWords, Part
from regservice.explain.words import (
    body_name,
    document_name,
)
from regservice.messages import name_of
from regservice.model.catalogue import Matter
from regservice.model.legal import Source
from regservice.model.package import Contribution, Tables
from regservice.model.vocab import RelationType, SourceKind
from regservice.ruleset.parts import conditions_and_sources

_KINDS: Final = tuple(SourceKind)


def package_lines(book: Book, contribution: Contribution, lang: str) -> tuple[str, ...]:
    """
    Say who brings a package, for which places, and what of it is no law.

    Args:
        book: The rows of the package and of all that it leans on.
        contribution: What it brings.
        lang: ``zh`` or ``en``.
    """
    words, manifest = PageWords(book, contribution, lang), contribution.manifest
    rows = sum(len(getattr(words.tables, a.name)) for a in attrs.fields(Tables))
    lines = [
        words.text("generated"),
        words.text("name", name=manifest.name, version=manifest.version),
        words.text("places", places=words.places(manifest.places)),
        words.text("owner", owner=manifest.owner),
    ]
    reviewer = str(getattr(manifest, "reviewer", "") or "")
    lines.append(words.text("reviewer" if reviewer else "unreviewed", name=reviewer))
    lines.append(words.text("rows", count=rows))
    if manifest.note:
        lines.append(words.text("note", note=manifest.note))
    return tuple(lines)


def package_parts(book: Book, contribution: Contribution, lang: str) -> list[Part]:
    """
    Put what a package brings into headings, sentences and tables.

    Args:
        book: The rows of the package and of all that it leans on.
        contribution: What it brings.
        lang: ``zh`` or ``en``; a name without English stays Chinese.

    Returns:
        The same parts for the same rows; nothing is left out because it is long.
    """
    words = PageWords(book, contribution, lang)
    return [
        _items(words),
        offers(words),
        _roles(words),
        _paths(words),
        _limits(words),
        _competences(words),
        _delegations(words),
        _programmes(words),
        statements(words),
        _sources(words),
        _tests(words),
        _living(words),
    ]


def _items(words: PageWords) -> Part:
    rows = (
        (
            row.code,
            words.named(row),
            words.joined(name_of("product", p, words.lang) for p in row.products),
            name_of(
                "registration_business",
                "yes" if row.registration_business else "no",
                words.lang,
            ),
            words.places(row.enabled),
            words.validity(row.validity),
            words.source(row.source),
        )
        for row in words.tables.items
    )
    heads = ("code", "name", "products", "registration", "places", "validity", "source")
    return words.part("items", heads, rows)


def _roles(words: PageWords) -> Part:
    rows = (
        (
            name_of("role", row.role, words.lang),
            words.when(row.when),
            words.holder(row.holder),
            words.modality(row),
            words.validity(row.validity),
            words.source(row.source),
            row.id,
        )
        for row in words.tables.rules
    )
    heads = ("role", "when", "holder", "modality", "validity", "source", "code")
    return words.part("roles", heads, rows)


def _paths(words: PageWords) -> Part:
    def hops() -> Iterator[tuple[str, ...]]:
        for row in words.tables.path_rules:
            code = "hop.only" if row.only else "hop"
            text = words.text(
                code,
                leaves=words.kinds((row.leaves,)),
                enters=words.kinds((row.enters,)),
                relation=name_of("relation", row.over, words.lang),
            )
            keeps = words.text("hands_over" if row.hands_over else "keeps")
            yield text, keeps, *_common(words, row)
        for skip in words.tables.bypasses:
            text = words.text("skip", kinds=words.kinds(skip.skips))
            yield text, "", *_common(words, skip)

    heads = ("hop", "keeps", "when", "modality", "validity", "source", "code")
    return words.part("paths", heads, hops())


def _common(words: PageWords, row: Any) -> tuple[str, ...]:
    return (
        words.when(row.when),
        words.modality(row),
        words.validity(row.validity),
        words.source(row.source),
        row.id,
    )


def _limits(words: PageWords) -> Part:
    def rows() -> Iterator[tuple[str, ...]]:
        for limit in words.tables.limits:
            yield name_of("goal", limit.goal, words.lang), *_timed(words, limit)
        for period in words.tables.periods:
            matter = words.book.matters.get(period.matter)
            stage = name_of("stage", period.stage, words.lang)
            name = matter.name if matter else period.matter
            yield f"{name}: {stage}", *_timed(words, period)

    heads = ("goal", "length", "effect", "when", "validity", "source", "code")
    return words.part("limits", heads, rows())


def _timed(words: PageWords, row: Any) -> tuple[str, ...]:
    return (
        words.length(row),
        name_of("legal_effect", row.legal_effect, words.lang),
        words.when(row.when),
        words.validity(row.validity),
        words.source(row.source),
        row.id,
    )


def _competences(words: PageWords) -> Part:
    rows = (
        (
            f"{matter.name}{f': {limb.part}' if limb.part else ''}",
            words.when(limb.when),
            words.decider(limb),
            name_of("confidence", limb.confidence, words.lang),
            words.source(limb.source),
            matter.code,
        )
        for matter in words.tables.matters
        for limb in matter.competence
    )
    heads = ("matter", "when", "decides", "confidence", "source", "code")
    return words.part("competences", heads, rows)


def _delegations(words: PageWords) -> Part:
    """Powers that are handed on; many bodies that get the same stand in one row."""
    known: Mapping[str, Matter] = words.book.matters
    getters: dict[tuple[str, ...], list[str]] = {}
    for row in words.tables.relations:
        if row.type is RelationType.DELEGATES:
            what = (
                body_name(words.book, row.subject, words.lang),
                words.text(f"mode.{row.mode}"),
                words.joined(known[m].name if m in known else m for m in row.matters),
                words.joined(name_of("matter_step", s, words.lang) for s in row.steps)
                or words.text("all_steps"),
                words.validity(row.validity),
                words.source(row.source),
            )
            getter = body_name(words.book, row.object, words.lang)
            getters.setdefault(what, []).append(getter)
    rows = ((w[0], words.joined(to), *w[1:]) for w, to in getters.items())
    heads = ("from", "to", "mode", "matter", "steps", "validity", "source")
    return words.part("delegations", heads, rows)


def _programmes(words: PageWords) -> Part:
    rows = (
        (
            row.code,
            words.named(row),
            words.joined(name_of("service_mode", m, words.lang) for m in row.modes),
            words.places(row.places),
            words.validity(row.validity),
            words.source(row.source),
        )
        for row in words.tables.programmes
    )
    heads = ("code", "name", "modes", "places", "validity", "source")
    return words.part("programmes", heads, rows)


def _sources(words: PageWords) -> Part:
    """On what the rows lean: each text and clause once, with how many rows."""
    found: Counter[tuple[int, str, str, str]] = Counter()
    for attribute in attrs.fields(Tables):
        for row in getattr(words.tables, attribute.name):
            for part in conditions_and_sources(row):
                if isinstance(part, Source):
                    found[_cited(words, part)] += 1
    rows = (
        (name_of("source", _KINDS[kind], words.lang), text, clause, more, str(count))
        for (kind, text, clause, more), count in sorted(found.items())
    )
    heads = ("kind", "document", "clause", "about", "count")
    return words.part("sources", heads, rows, words.text("law_only"))


def _cited(words: PageWords, source: Source) -> tuple[int, str, str, str]:
    code = source.document
    known = code is not None and code in words.book.documents
    text = document_name(words.book, code) if code is not None and known else ""
    verified = (
        name_of("verified", source.verified, words.lang) if source.verified else ""
    )
    more = source.publisher or source.office or verified or source.note
    return _KINDS.index(source.kind), text, source.clause, more


def _tests(words: PageWords) -> Part:
    rows = (
        (
            test.id,
            test.text or test.item or "",
            test.place or "",
            test.at,
            "; ".join(f"{name}={_said(test, name)}" for name in test.expectations),
        )
        for test in getattr(words.contribution, "tests", ())
    )
    return words.part("tests", ("code", "question", "place", "day", "expected"), rows)


def _said(test: Any, name: str) -> str:
    value = getattr(test, name)
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _living(words: PageWords) -> Part:
    """How it comes, how it goes, and what its going changes."""
    manifest = words.contribution.manifest
    return words.part(
        "living",
        (),
        (),
        words.text("install", name=manifest.name),
        words.text("remove", name=manifest.name),
        words.text("effect", places=words.places(manifest.places)),
    )
