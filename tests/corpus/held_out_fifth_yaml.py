"""Faults of trainees who take over the YAML files of a colleague."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from regservice.codec.spec import (
    Kind,
    dimension_shape,
    fields_of,
    key_names,
    row_types,
)
from tests.corpus.kinds import Mutant, Register
from tests.corpus.slips import dropped, is_clear, swapped
from tests.corpus.yamldoc import MANIFEST, Spot, YamlDoc, open_yaml

kind = Register("yaml", open_yaml)

Test = Callable[[Spot], object]

REFERENCES = {
    "subject",
    "object",
    "authority",
    "document",
    "exception_to",
    "instead_of",
    "located_in",
    "pauses",
}
"""Fields that name a row."""

ELSEWHERE = ("110000", "440000", "510000", "220000")
"""Places for which none of the packages may speak."""


def chosen(doc: YamlDoc, rng: random.Random, test: Test) -> Spot | None:
    """Return one of the spots that pass a test."""
    found = [spot for spot in doc.spots if test(spot)]
    return rng.choice(found) if found else None


def beside(doc: YamlDoc, spot: Spot, name: str) -> Spot | None:
    """Return another field of the same record."""
    for other in doc.spots:
        if other.record == spot.record and other.key and other.name == name:
            return other
    return None


def known_keys(doc: YamlDoc, spot: Spot) -> list[str]:
    """Return the keys of the record of a field, in the language of its key."""
    home = row_types().get(spot.path[0])
    if doc.name == MANIFEST or home is None:
        return []
    for step in spot.path[1:-1]:
        shape = fields_of(home)[step].shape
        home = shape.record or (shape.inner and shape.inner.record)
        if home is None:
            return []
    return [key for key in key_names(home) if key.isascii() is spot.key.isascii()]


def choices_of(spot: Spot) -> list[str]:
    """Return the closed vocabulary of a value, in the language of the value."""
    if spot.spec is not None:
        shape = spot.spec.shape
    elif "when" in spot.path[:-1]:
        shape = dimension_shape(spot.name)
    else:
        return []
    shape = shape.inner or shape
    if not shape.choices or not shape.is_closed or not spot.is_scalar:
        return []
    words = [*shape.choices, *shape.choices.values()]
    known = [word for word in words if word.isascii() is spot.node.value.isascii()]
    return known if spot.node.value in known else []


def everything(doc: YamlDoc) -> str:
    """Return the text of the whole package."""
    return "\n".join(content.decode() for content in doc.base.files.values())


def is_row_field(spot: Spot) -> bool:
    """Whether a field belongs to a row itself."""
    return bool(spot.key) and len(spot.path) == 2 and spot.spec is not None


def one_line(doc: YamlDoc, spot: Spot) -> bool:
    """Whether a value is on one line."""
    return doc.line(spot.start) == doc.line(max(spot.start, spot.end - 1))


def rest(doc: YamlDoc, offset: int) -> str:
    """Return what stands behind an offset on its line."""
    return doc.text[offset : doc.line_end(offset)].rstrip("\n")


def simple_flow(doc: YamlDoc, spot: Spot) -> bool:
    """Whether a value stands in brackets, without others, and ends its line."""
    text = doc.text[spot.start : spot.end]
    return (
        bool(spot.key)
        and not spot.flow
        and text[:1] in "[{"
        and len(text) > 2
        and not re.search(r"[\[\]{}]", text[1:-1])
        and one_line(doc, spot)
        and not rest(doc, spot.end)
    )


def with_line(doc: YamlDoc, after: Spot, new: str, *, both: bool) -> Mutant:
    """Make a mutant with another line behind a line of a row."""
    end = doc.line_end(after.end)
    indent = " " * (doc.column(after.at) - 1)
    at = (after.at, end) if both else (end,)
    return doc.edit(end, end, f"{indent}{new}\n", *at)


def is_date(spot: Spot) -> bool:
    """Whether a value is a date without quotes."""
    return (
        spot.kind is Kind.DATE
        and spot.is_plain
        and bool(re.fullmatch(r"\d{4}-\d\d-\d\d", spot.node.value))
    )


@kind
def required_field_left_out(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: is_row_field(s) and s.spec.is_required and doc.block_line(s),
    )
    if spot is None or spot.at == spot.record:
        return None
    start = doc.line_start(spot.at)
    return doc.edit(start, doc.line_end(spot.end), "", spot.record)


@kind
def reference_misspelt_6(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.name in REFERENCES
            and s.spec
            and s.is_plain
            and s.path[0] != "tests"
            and re.fullmatch(r"[\w:]+[-/][\w/-]+", s.node.value, re.ASCII)
            and len(s.node.value) > 5
        ),
    )
    slip = spot and (dropped(spot.node.value, rng) or swapped(spot.node.value, rng))
    if (
        spot is None
        or not slip
        or re.search(rf"{re.escape(slip)}(?![\w/-])", everything(doc))
    ):
        return None
    return doc.value(spot, slip)


@kind
def word_of_the_list_misspelt_6(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.is_plain and len(choices_of(s)) > 1)
    slip = spot and rng.choice([dropped, swapped])(spot.node.value, rng)
    if spot is None or not slip or slip in choices_of(spot):
        return None
    return doc.value(
        spot, slip, mends=is_clear(slip, spot.node.value, choices_of(spot))
    )


@kind
def value_not_filled_in(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            is_row_field(s) and s.spec.is_required and doc.block_line(s) and s.is_plain
        ),
    )
    if spot is None:
        return None
    colon = spot.at + len(spot.key) + 1
    return doc.edit(colon, spot.end, "", spot.at)


@kind
def no_blank_behind_the_colon(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: doc.block_line(s) and s.is_plain and not s.flow)
    if spot is None:
        return None
    colon = spot.at + len(spot.key) + 1
    return doc.edit(colon, spot.start, "", spot.at, mends=True)


@kind
def line_indented_one_off(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: doc.block_line(s) and not s.flow and s.at != s.record and s.spec,
    )
    if spot is None:
        return None
    start = doc.line_start(spot.at)
    if spot.at > start and rng.random() < 0.5:
        return doc.edit(start, start + 1, "", spot.at, mends=True)
    return doc.edit(start, start, " ", spot.at, mends=True)


@kind
def tab_for_the_indent(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            doc.block_line(s)
            and not s.flow
            and s.at != s.record
            and doc.column(s.at) > 4
        ),
    )
    if spot is None:
        return None
    start = doc.line_start(spot.at)
    tabs = "\t" * ((spot.at - start) // 2)
    return doc.edit(start, spot.at, tabs, spot.at, mends=True)


@kind
def date_with_other_signs_5(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, is_date)
    if spot is None:
        return None
    year, month, day = spot.node.value.split("-")
    form = rng.choice(
        ["{}.{}.{}", "{}/{}/{}", "{}年{}月{}日", "{}－{}－{}", "{}–{}–{}"]
    )
    return doc.value(spot, form.format(year, month, day), mends=True)


@kind
def full_width_comma_in_braces(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: simple_flow(doc, s) and doc.text[s.start] == "{",
    )
    if spot is None:
        return None
    places = [
        spot.start + found.start()
        for found in re.finditer(r", (?=\w+: )", doc.text[spot.start : spot.end])
    ]
    if not places:
        return None
    place = rng.choice(places)
    return doc.edit(place, place + 2, "，", mends=True)


@kind
def full_width_comma_between_choices(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.key
            and s.node.id == "sequence"
            and one_line(doc, s)
            and s.spec
            and s.spec.shape.inner
            and s.spec.shape.inner.choices
            and ", " in doc.text[s.start : s.end]
        ),
    )
    if spot is None:
        return None
    sign = rng.choice("，、")
    new = doc.text[spot.start : spot.end].replace(", ", sign)
    return doc.value(spot, new, mends=True)


@kind
def list_without_brackets_5(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            simple_flow(doc, s)
            and doc.text[s.start] == "["
            and s.spec
            and s.spec.shape.inner
            and s.spec.shape.inner.choices
            and ", " in doc.text[s.start : s.end]
        ),
    )
    if spot is None:
        return None
    return doc.value(spot, doc.text[spot.start + 1 : spot.end - 1], mends=True)


@kind
def brackets_of_chinese_typing(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: simple_flow(doc, s))
    if spot is None:
        return None
    text = doc.text[spot.start : spot.end]
    pairs = ["【】", "［］"] if text[0] == "[" else ["｛｝"]
    left, right = rng.choice(pairs)
    return doc.value(spot, f"{left}{text[1:-1]}{right}", mends=True)


@kind
def bracket_not_closed_6(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: simple_flow(doc, s))
    return spot and doc.edit(spot.end - 1, spot.end, "", spot.at, mends=True)


@kind
def quote_not_closed_6(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.is_scalar
            and s.node.style == '"'
            and re.fullmatch(r"[\w.:%-]+", s.node.value)
            and doc.text[s.end - 1] == '"'
            and rest(doc, s.end) in ("", "]")
            and doc.text[doc.line_start(s.start) : s.start].count('"') == 0
        ),
    )
    return spot and doc.edit(spot.end - 1, spot.end, "", spot.start, mends=True)


@kind
def quotes_of_a_word_processor(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    names = {
        "places",
        "located_in",
        "enabled",
        "hours",
        "registration_business",
        "warnings",
    }
    spot = chosen(
        doc,
        rng,
        lambda s: not s.key and s.is_scalar and s.node.style == '"' and s.name in names,
    )
    return spot and doc.value(spot, f"“{spot.node.value}”", mends=True)
