"""Faults of YAML files that were looked at while the readers were built."""

from __future__ import annotations

import random
import re

from regservice.codec.spec import Kind, fields_of, key_names, row_types, table_names
from tests.corpus.kinds import Mutant, Register
from tests.corpus.slips import NONSENSE, is_clear, swapped
from tests.corpus.yamldoc import MANIFEST, Spot, YamlDoc, open_yaml

kind = Register("yaml", open_yaml)

BODIES = {
    ("relations", "subject"),
    ("relations", "object"),
    ("rules", "holder", "authority"),
}
"""Fields that name a body."""


def chosen(doc: YamlDoc, rng: random.Random, test: object) -> Spot | None:
    """Return one of the spots that pass a test."""
    found = [spot for spot in doc.spots if test(spot)]  # type: ignore[operator]
    return rng.choice(found) if found else None


def keys_beside(doc: YamlDoc, spot: Spot) -> set[str]:
    """Every key that the record of a field may have, in both languages."""
    home = row_types().get(spot.path[0])
    if doc.name == MANIFEST or home is None:
        return set()
    for step in spot.path[1:-1]:
        shape = fields_of(home)[step].shape
        home = shape.record or (shape.inner and shape.inner.record)
        if home is None:
            return set()
    return set(key_names(home))


@kind
def full_width_colon(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: doc.block_line(s) and s.is_plain and not s.flow)
    if spot is None:
        return None
    colon = spot.at + len(spot.key)
    columns = doc.column(spot.at), doc.column(colon)
    return doc.edit(colon, spot.start, "：", columns=columns, mends=True)


@kind
def full_width_comma(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """Between two texts of a list in brackets."""
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.node.id == "sequence"
            and s.node.flow_style
            and len(s.node.value) > 1
            and all(part.id == "scalar" and not part.style for part in s.node.value)
        ),
    )
    if spot is None:
        return None
    first, second = spot.node.value[:2]
    start, end = first.end_mark.index, second.start_mark.index
    columns = doc.column(first.start_mark.index), doc.column(start)
    return doc.edit(start, end, rng.choice("，、"), columns=columns, mends=True)


@kind
def full_width_brackets(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.node.id == "sequence"
            and s.node.flow_style
            and doc.block_line(s)
            and all(part.id == "scalar" and not part.style for part in s.node.value)
        ),
    )
    if spot is None:
        return None
    inner = doc.text[spot.start + 1 : spot.end - 1]
    left, right = rng.choice(["［］", "【】"])
    return doc.value(spot, left + inner + right, mends=True)


@kind
def typographic_quotes(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.is_plain and s.kind is Kind.TEXT and not s.flow)
    if spot is None:
        return None
    return doc.value(spot, f"“{spot.node.value}”", mends=True)


@kind
def wide_blanks_before(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A line is indented by U+3000, which is as wide as two blanks."""
    spot = chosen(
        doc,
        rng,
        lambda s: doc.block_line(s) and not s.flow and doc.column(s.at) in (5, 7),
    )
    if spot is None:
        return None
    start = doc.line_start(spot.at)
    new = "\u3000" * ((spot.at - start) // 2)
    return doc.edit(start, spot.at, new, columns=(1, len(new)), mends=True)


@kind
def tab_before(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc, rng, lambda s: doc.block_line(s) and not s.flow and doc.column(s.at) == 5
    )
    if spot is None:
        return None
    start = doc.line_start(spot.at)
    return doc.edit(start, spot.at, "\t", columns=(1, 2), mends=True)


@kind
def hard_blank_after_colon(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: doc.block_line(s) and s.is_plain and not s.flow)
    if spot is None:
        return None
    colon = spot.at + len(spot.key) + 1
    columns = doc.column(spot.at), doc.column(colon) + 1
    return doc.edit(colon, spot.start, "\xa0", columns=columns, mends=True)


@kind
def no_blank_after_colon(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: doc.block_line(s) and s.is_plain and not s.flow)
    if spot is None:
        return None
    colon = spot.at + len(spot.key) + 1
    columns = doc.column(spot.at), doc.column(colon)
    return doc.edit(colon, spot.start, "", columns=columns, mends=True)


@kind
def gbk_bytes(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """The file as an editor in China saves it; its first Chinese letter tells."""
    first = re.search(r"[^\x00-\x7f]", doc.text)
    if first is None:
        return None
    made = doc.edit(first.start(), first.start(), "", mends=True)
    files = {**made.files, doc.name: doc.text.encode("gb18030")}
    return Mutant(doc.base, files, made.truth)


@kind
def byte_order_mark(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    return doc.edit(0, 0, "\ufeff", sound=True)


@kind
def windows_line_ends(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    return doc.edit(0, len(doc.text), doc.text.replace("\n", "\r\n"), sound=True)


@kind
def key_twice(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """With another value: which of them holds is for people to say."""
    spot = chosen(
        doc,
        rng,
        lambda s: (
            doc.block_line(s)
            and s.is_plain
            and s.kind in (Kind.TEXT, Kind.CHOICE)
            and not s.flow
        ),
    )
    if spot is None:
        return None
    end = doc.line_end(spot.at)
    blank = " " * (doc.column(spot.at) - 1)
    return doc.edit(end, end, f"{blank}{spot.key}: qq\n", spot.at, end)


@kind
def key_swapped(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: bool(s.key) and s.spec and not s.flow)
    slip = spot and swapped(spot.key, rng)
    if spot is None or not slip:
        return None
    known = [key for key in keys_beside(doc, spot) if key.isascii() is slip.isascii()]
    mends = spot.key in known and is_clear(slip, spot.key, known)
    return doc.renamed(spot, slip, mends=mends)


@kind
def choice_swapped(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.is_plain and s.kind is Kind.CHOICE)
    slip = spot and swapped(spot.node.value, rng)
    if spot is None or not slip or spot.spec is None:
        return None
    choices = spot.spec.shape.choices
    known = {*choices, *choices.values()}
    alike = [word for word in known if word.isascii() is slip.isascii()]
    return doc.value(spot, slip, mends=is_clear(slip, spot.node.value, alike))


@kind
def text_for_list(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """The one part of a list stands there without brackets."""
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.kind is Kind.LIST
            and s.node.id == "sequence"
            and s.node.flow_style
            and len(s.node.value) == 1
            and s.node.value[0].id == "scalar"
        ),
    )
    if spot is None:
        return None
    return doc.value(spot, doc.text[spot.start + 1 : spot.end - 1], mends=True)


@kind
def date_with_slashes(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.is_plain and s.kind is Kind.DATE)
    if spot is None:
        return None
    year, month, day = map(int, spot.node.value.split("-"))
    form = rng.choice(["{}/{}/{}", "{}年{}月{}日", "{}.{:02}.{:02}"])
    return doc.value(spot, form.format(year, month, day), mends=True)


@kind
def month_that_is_none(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.is_plain and s.kind is Kind.DATE)
    if spot is None:
        return None
    return doc.value(spot, f"{spot.node.value[:4]}-{rng.randint(13, 19)}-01")


@kind
def required_field_missing(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc, rng, lambda s: s.spec and s.spec.is_required and doc.block_line(s)
    )
    if spot is None or spot.at == spot.record:
        return None
    start, end = doc.line_start(spot.at), doc.line_end(spot.at)
    return doc.edit(start, end, "", spot.record)


@kind
def field_unknown(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: doc.block_line(s) and s.spec and not s.flow)
    if spot is None:
        return None
    end = doc.line_end(spot.at)
    blank = " " * (doc.column(spot.at) - 1)
    return doc.edit(end, end, f"{blank}{rng.choice(NONSENSE)}: 虚构\n")


@kind
def quote_never_closed(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc, rng, lambda s: s.is_plain and s.kind is Kind.TEXT and doc.block_line(s)
    )
    if spot is None or '"' in doc.text[spot.end :].partition("\n")[0]:
        return None
    return doc.edit(spot.start, spot.start, '"')


@kind
def bracket_never_closed(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: s.node.id == "sequence" and s.node.flow_style and doc.block_line(s),
    )
    if spot is None:
        return None
    return doc.edit(spot.end - 1, spot.end, "", spot.start)


@kind
def table_misspelt(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = rng.choice(doc.tables) if doc.tables else None
    slip = spot and swapped(spot.key, rng)
    if spot is None or not slip:
        return None
    known = [key for key in table_names() if key.isascii() is slip.isascii()]
    return doc.renamed(spot, slip, mends=is_clear(slip, spot.key, known))


@kind
def truth_as_yes(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.is_plain and s.kind is Kind.TRUTH)
    if spot is None:
        return None
    word = {"true": ["yes", "on", "有"], "false": ["no", "off", "无"]}.get(
        spot.node.value
    )
    return doc.value(spot, rng.choice(word), mends=True) if word else None
