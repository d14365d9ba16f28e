"""
Step 1: complete the request from its text.

In: a request whose names are codes. Out: the facts, and for each where it comes
from. What nothing speaks for stays unknown, unless the field itself presumes it.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from regservice.core.classify import Vocabulary, classify, matches
from regservice.core.routing.book import AsOf, Book
from regservice.core.routing.select import Where
from regservice.model.condition import Facts
from regservice.model.decision import Finding
from regservice.model.request import ServiceRequest
from regservice.model.vocab import NATIONAL, PlaceKey, Product

PLACE_ATTRIBUTES: Mapping[str, PlaceKey] = {
    "agent_place": PlaceKey.AGENT,
    "issuer_place": PlaceKey.ISSUER,
}
"""Attributes that state whose place decides, beside *place* and *site*."""


@attrs.frozen
class Completed:
    """
    The request as the rules see it.

    Attributes:
        request: What came in.
        findings: Fact by dimension, stated and found.
        facts: The known facts in the form that conditions read.
    """

    request: ServiceRequest
    findings: Mapping[str, Finding]
    facts: Facts

    @property
    def set_aside(self) -> frozenset[str]:
        """Ids of the rules of principle that the request sets aside."""
        return frozenset(override.rule for override in self.request.overrides)

    @property
    def where(self) -> Where:
        """The places and facts, as selectors read them."""
        holder, site, agent, issuer = (
            self.place_of(key)[0]
            for key in (
                PlaceKey.HOLDER,
                PlaceKey.SITE,
                PlaceKey.AGENT,
                PlaceKey.ISSUER,
            )
        )
        return Where(holder, site, agent, issuer, self.facts)

    def learnt(self, dimension: str, value: str) -> Completed:
        """Return this request with one more fact."""
        facts = {**self.facts, dimension: frozenset({value})}
        return attrs.evolve(self, facts=facts)

    def value(self, dimension: str) -> str | None:
        """Return the value found for *dimension*, or ``None``."""
        finding = self.findings.get(dimension)
        return finding.value if finding else None

    def place_of(self, key: PlaceKey) -> tuple[str | None, bool]:
        """
        Return whose place is meant by *key*, and whether it is presumed.

        Without a statement the place of the asker is presumed to be it.
        """
        asker = self.value("place")
        if key is PlaceKey.HOLDER:
            return asker, False
        if key in (PlaceKey.SITE, PlaceKey.ACT):
            return self.request.site or asker, self.request.site is None
        stated = self.request.attributes.get(f"{key}_place")
        return stated or asker, stated is None


def complete(book: Book, request: ServiceRequest, as_of: AsOf) -> Completed:
    """
    Find what the request states, says or implies.

    Args:
        book: The rows.
        request: With codes for names.
        as_of: The day whose items count.

    Returns:
        The completed request.
    """
    text = request.text
    findings: dict[str, Finding] = {}
    # The whole country is no place to route by: it is asked for like a missing one.
    asker = None if request.place == NATIONAL else request.place
    findings["place"] = _stated("place", asker) or _place(book, text)
    given = request.product or request.attributes.get("product")
    here = _here(book, findings["place"].value)
    product = _stated("product", given) or _field(book, "product", text, here)
    item = _stated("item", request.item) or classify(
        "item", text, _item_words(book, as_of, here, product.value)
    )
    findings["product"] = _implied_product(book, product, item)
    findings["item"] = item
    for code in (*book.fields, "difficulty"):
        if code not in findings:
            stated = request.attributes.get(code)
            if code == "difficulty":
                stated = request.difficulty or stated
            if stated is None and _is_of_elsewhere(book, code, here):
                continue
            findings[code] = _stated(code, stated) or _field(book, code, text, here)
    return Completed(request, findings, _facts(book, request, findings))


def _stated(dimension: str, value: str | None) -> Finding | None:
    if value is None or value == Product.UNKNOWN:
        return None
    return Finding(
        dimension=dimension, value=str(value), confidence=1.0, basis="stated"
    )


def _here(book: Book, place: str | None) -> frozenset[str]:
    """Where words are heard: the place with all around it, or the nation alone."""
    return (book.places.within(place) if place else frozenset()) | {NATIONAL}


def _is_of_elsewhere(book: Book, code: str, here: frozenset[str]) -> bool:
    """A field of other places is no part of an answer here, not even as unknown."""
    field = book.fields.get(code)
    return field is not None and here.isdisjoint(field.places)


def _field(book: Book, code: str, text: str, here: frozenset[str]) -> Finding:
    field = book.fields.get(code)
    if field is None or here.isdisjoint(field.places):
        return Finding(dimension=code, value=None, confidence=0.0, basis="text")
    words = {value.code: value.keywords for value in field.values}
    found = classify(code, text, words)
    if found.value is None and not found.candidates and field.presumed:
        return Finding(
            dimension=code, value=field.presumed, confidence=0.0, basis="presumed"
        )
    return found


def _place(book: Book, text: str) -> Finding:
    """The most specific place that the text names, if it names only one."""
    words = {
        place.code: (place.name, *place.aliases)
        for place in book.tables.places
        if place.code != NATIONAL
    }
    found = matches(text, words)
    lowest = [
        code
        for code in found
        if not any(code in book.places.within(o) for o in found if o != code)
    ]
    if len(lowest) == 1:
        return Finding(
            dimension="place",
            value=lowest[0],
            confidence=1.0,
            evidence=tuple(found[lowest[0]]),
            basis="text",
        )
    return Finding(
        dimension="place",
        value=None,
        confidence=0.0,
        basis="text",
        candidates=tuple(lowest),
    )


def _item_words(
    book: Book, as_of: AsOf, here: frozenset[str], product: str | None
) -> Vocabulary:
    """Words of the items that are offered there; elsewhere they do not count."""
    return {
        item.code: item.keywords
        for item in book.view(as_of).items
        if not here.isdisjoint(item.enabled)
        and (product is None or product in item.products)
    }


def _implied_product(book: Book, product: Finding, item: Finding) -> Finding:
    """An item that concerns one product only implies it; one of several does not."""
    row = book.items.get(item.value or "")
    if product.value is not None or product.candidates or row is None:
        return product
    if len(row.products) > 1:
        return product
    return attrs.evolve(
        product,
        value=str(row.products[0]),
        confidence=item.confidence,
        basis="implied",
    )


def _facts(
    book: Book, request: ServiceRequest, findings: Mapping[str, Finding]
) -> Facts:
    facts = {
        dimension: frozenset({finding.value})
        for dimension, finding in findings.items()
        if finding.value is not None
    }
    for dimension, value in (
        ("applicant", request.applicant),
        ("channel", request.channel),
    ):
        if value is not None:
            facts[dimension] = frozenset({str(value)})
    facts["programme"] = frozenset(request.programmes)
    item = book.items.get(findings["item"].value or "")
    possible = dict(book.possible)
    if item is not None:
        facts["registration_business"] = frozenset(
            {"yes" if item.registration_business else "no"}
        )
        possible["product"] = frozenset(map(str, item.products))
    unknown = possible.keys() - facts.keys()
    facts |= {f"{dimension}?": possible[dimension] for dimension in unknown}
    for dimension, code in (
        ("place", findings["place"].value),
        ("site", request.site or findings["place"].value),
    ):
        if code is not None:
            facts[dimension] = book.places.within(code)
            facts[f"{dimension}?"] = book.places.inside(code)
    return facts
