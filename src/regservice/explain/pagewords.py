"""How are the rows of a package put into words on its page?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from regservice.core.routing.book import Book
from regservice.explain.arithmetic import length_text
from regservice.explain.words import (
    body_name,
    dimension_name,
    place_name,
    source_detail,
    value_name,
)
from regservice.messages import name_of, page_text
from regservice.model.amount import Amount
from regservice.model.catalogue import Competence
from regservice.model.condition import Condition
from regservice.model.legal import Source, Validity
from regservice.model.limit import Timed
from regservice.model.package import Contribution, Tables
from regservice.model.rule import Holder

Part = tuple[str, tuple[str, ...], tuple[str, ...], tuple[tuple[str, ...], ...]]
"""Heading, sentences, headings of columns, rows of cells."""


@attrs.frozen
class PageWords:
    """
    The words of one page.

    Attributes:
        book: The rows of the package and of all that it leans on.
        contribution: What the package brings.
        lang: ``zh`` or ``en``.
    """

    book: Book
    contribution: Contribution
    lang: str

    @property
    def tables(self) -> Tables:
        """The rows of the package."""
        return self.contribution.tables

    def text(self, code: str, **params: Any) -> str:
        """Return a text of the page."""
        return page_text(f"page.{code}", self.lang, **params)

    def joined(self, texts: Iterable[str]) -> str:
        """Return a list in words."""
        return ("、" if self.lang == "zh" else ", ").join(texts)

    def part(
        self,
        code: str,
        heads: Sequence[str],
        rows: Iterable[Sequence[str]],
        *lines: str,
    ) -> Part:
        """Return one part of the page; without rows and lines it says so."""
        cells = tuple(tuple(row) for row in rows)
        names = tuple(self.text(f"head.{head}") for head in heads) if cells else ()
        told = lines if cells or lines else (self.text("none"),)
        return self.text(code), told, names, cells

    def named(self, row: Any) -> str:
        """Return the name of a row; Chinese where there is no English one."""
        english = getattr(row, "name_en", "") if self.lang == "en" else ""
        return english or str(row.name)

    def when(self, condition: Condition) -> str:
        """Return a condition in words."""
        parts = [
            f"{dimension_name(self.book, test.dimension, self.lang)}: "
            f"{self.values(test.dimension, test.values)}"
            for test in condition.tests
        ]
        return "; ".join(parts) or self.text("always")

    def values(self, dimension: str, values: Iterable[str]) -> str:
        """Return the values that a condition admits."""
        # All of them: who reads the page decides by it.
        return self.joined(
            value_name(self.book, dimension, value, self.lang) for value in values
        )

    def kinds(self, kinds: Iterable[str]) -> str:
        """Return kinds and functions of bodies."""
        return self.joined(name_of("kind", kind, self.lang) for kind in kinds)

    def places(self, codes: Iterable[str]) -> str:
        """Return the names of places."""
        return self.joined(place_name(self.book, code) for code in codes)

    def source(self, source: Source) -> str:
        """Return a source as what it is."""
        return source_detail(self.book, source, self.lang)

    def modality(self, row: Any) -> str:
        """Return with what force the source of a row speaks."""
        return name_of("modality", row.modality, self.lang)

    def validity(self, validity: Validity) -> str:
        """Return when a row holds."""
        code = "since" if validity.start else "ever"
        if validity.end:
            code = "span" if validity.start else "until"
        return self.text(code, start=validity.start, end=validity.end)

    def holder(self, holder: Holder) -> str:
        """Return whom a rule names."""
        if holder.authority is not None:
            return body_name(self.book, holder.authority, self.lang)
        if holder.strategy is not None:
            return self.text("strategy", id=holder.strategy)
        place = name_of("place_key", holder.place, self.lang)
        text = self.text("nearest", kinds=self.kinds(holder.functions), place=place)
        if holder.tier is not None:
            tier = name_of("tier", holder.tier, self.lang)
            text = self.text("tiered", text=text, tier=tier)
        if holder.relation is not None:
            relation = name_of("relation", holder.relation, self.lang)
            text = self.text(
                "related", text=text, relation=relation, of=self.kinds(holder.of)
            )
        return text

    def decider(self, limb: Competence) -> str:
        """Return who decides by a limb of a matter."""
        if limb.body is not None:
            return body_name(self.book, limb.body, self.lang)
        if limb.says:
            return limb.says
        tier = name_of("tier", str(limb.tier), self.lang)
        return f"{self.kinds(limb.functions)} ({tier})"

    def amount(self, amount: Amount) -> str:
        """Return a length of time."""
        return length_text(amount.count, amount.unit, self.lang)

    def length(self, row: Timed) -> str:
        """Return how long a limit is."""
        if row.count is None or row.unit is None:
            return self.text("untimed")
        return length_text(row.count, row.unit, self.lang)
