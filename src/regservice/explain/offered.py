"""Where does a package offer items, and what else do its sources say?"""

from __future__ import annotations

from regservice.explain.pagewords import PageWords, Part
from regservice.explain.words import body_name, value_name
from regservice.messages import name_of


def offers(words: PageWords) -> Part:
    """
    Return since when which item is offered where.

    Args:
        words: The words of the page.
    """
    rows = (
        (
            value_name(words.book, "item", row.item, words.lang),
            words.places(row.places),
            words.modality(row),
            words.validity(row.validity),
            words.source(row.source),
        )
        for row in words.tables.offers
    )
    heads = ("item", "places", "modality", "validity", "source")
    return words.part("offers", heads, rows)


def statements(words: PageWords) -> Part:
    """
    Return what the sources say that is neither rule nor limit.

    Args:
        words: The words of the page.
    """
    rows = (
        (
            name_of("statement_kind", row.kind, words.lang),
            words.joined(body_name(words.book, b, words.lang) for b in row.about),
            row.says,
            row.figure or (words.amount(row.every) if row.every else ""),
            words.modality(row),
            words.source(row.source),
        )
        for row in words.tables.statements
    )
    heads = ("kind", "bodies", "says", "figure", "modality", "source")
    return words.part("statements", heads, rows, words.text("statements_only"))
