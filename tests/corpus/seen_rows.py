"""Faults of rows in YAML that were looked at while their checks were built."""

from __future__ import annotations

import random
from itertools import pairwise

from regservice.model.vocab import RelationType
from tests.corpus.kinds import Mutant, Register
from tests.corpus.seen_yaml import BODIES, chosen
from tests.corpus.slips import other_letter, swapped
from tests.corpus.yamldoc import YamlDoc, doc_of, open_yaml

kind = Register("yaml", open_yaml)


@kind
def body_one_letter_off(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.is_plain and s.path in BODIES)
    if spot is None:
        return None
    return doc.value(spot, other_letter(spot.node.value, rng))


@kind
def document_unknown(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc, rng, lambda s: s.is_plain and s.path[-2:] == ("source", "document")
    )
    return spot and doc.value(spot, "QQ-9")


@kind
def row_twice(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A row stands there a second time, with another note."""
    rows = [row for row in doc.rows() if row[0].path[0] not in ("relations", "tests")]
    rows = [row for row in rows if "&" not in doc.text[row[1] : row[2]]]
    if not rows:
        return None
    _, start, end = rng.choice(rows)
    return doc.edit(end, end, doc.text[start:end], start, end)


@kind
def validity_reversed(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """It ends long before it starts."""
    spot = chosen(
        doc, rng, lambda s: s.is_plain and s.path[-2:] == ("validity", "start")
    )
    if spot is None:
        return None
    end = "失效日" if not spot.key.isascii() else "end"
    if not spot.flow or end in doc.text[spot.end : doc.line_end(spot.end)]:
        return None
    return doc.edit(spot.end, spot.end, f", {end}: 1999-01-01")


@kind
def dash_missing(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """The row then belongs to the one before it."""
    rows = doc.rows()
    rows = [row for before, row in pairwise(rows) if before[0] is row[0]]
    if not rows:
        return None
    _, start, end = rng.choice(rows)
    dash = doc.text.index("-", start, end)
    return doc.edit(dash, dash + 1, " ")


@kind
def body_defined_otherwise(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """The id of a body has a slip; two rows or more name the body as it should be."""
    named = [
        spot.node.value
        for name in doc.base.files
        for spot in doc_of(doc.base, name).spots
        if spot.path in BODIES and spot.is_scalar
    ]
    spot = chosen(
        doc,
        rng,
        lambda s: s.path == ("authorities", "id") and named.count(s.node.value) > 1,
    )
    slip = spot and swapped(spot.node.value, rng)
    if spot is None or not slip:
        return None
    return doc.value(spot, slip)


@kind
def count_without_unit(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc, rng, lambda s: s.path == ("limits", "unit") and doc.block_line(s)
    )
    if spot is None:
        return None
    start, end = doc.line_start(spot.at), doc.line_end(spot.at)
    return doc.edit(start, end, "", spot.record, start - 1)


@kind
def relation_to_itself(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.is_plain and s.path == ("relations", "object"))
    twin = spot and next(
        (
            s
            for s in doc.spots
            if s.path == ("relations", "subject") and s.row == spot.row
        ),
        None,
    )
    if spot is None or twin is None:
        return None
    kinds = [
        s.node.value
        for s in doc.spots
        if s.path == ("relations", "type") and s.row == spot.row
    ]
    if RelationType.DELEGATES in kinds:
        return None
    return doc.edit(
        spot.start, spot.end, twin.node.value, spot.record, spot.start, twin.start
    )
