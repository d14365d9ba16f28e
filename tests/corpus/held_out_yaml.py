"""Faults of YAML files that nobody who builds the readers looks at: figures only."""

from __future__ import annotations

import random

from regservice.codec.spec import Kind
from tests.corpus.kinds import Mutant, Register
from tests.corpus.seen_yaml import chosen, keys_beside
from tests.corpus.slips import NONSENSE, doubled, dropped, is_clear
from tests.corpus.yamldoc import MANIFEST, YamlDoc, open_yaml

kind = Register("yaml", open_yaml)

_PLACES = {
    ("authorities", "places"),
    ("places", "located_in"),
    ("programmes", "places"),
    ("items", "enabled"),
}


@kind
def wide_dash(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    rows = doc.rows()
    if not rows:
        return None
    _, start, end = rng.choice(rows)
    dash = doc.text.index("-", start, end)
    columns = doc.column(dash), doc.column(dash) + 1
    return doc.edit(dash, dash + 1, rng.choice("－—"), columns=columns, mends=True)


@kind
def wide_hash(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A comment behind a value."""
    spot = chosen(doc, rng, lambda s: doc.block_line(s) and s.is_plain and not s.flow)
    return spot and doc.edit(spot.end, spot.end, " ＃ 待核对", mends=True)


@kind
def wide_braces(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.node.id == "mapping"
            and s.node.flow_style
            and doc.block_line(s)
            and s.kind is Kind.RECORD
        ),
    )
    if spot is None:
        return None
    inner = doc.text[spot.start + 1 : spot.end - 1]
    return doc.value(spot, f"｛{inner}｝", mends=True)


@kind
def hard_blanks_before(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: doc.block_line(s) and doc.column(s.at) in (5, 7))
    if spot is None:
        return None
    start = doc.line_start(spot.at)
    new = "\xa0" * (spot.at - start)
    return doc.edit(start, spot.at, new, columns=(1, len(new)), mends=True)


@kind
def invisible_behind(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.is_plain and s.kind in (Kind.TEXT, Kind.CHOICE))
    if spot is None:
        return None
    return doc.edit(spot.end, spot.end, rng.choice(["\u200b", "\u3000"]), mends=True)


@kind
def no_blank_after_dash(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    rows = doc.rows()
    if not rows:
        return None
    _, start, end = rng.choice(rows)
    dash = doc.text.index("-", start, end)
    return doc.edit(dash + 1, dash + 2, "", mends=True)


@kind
def key_of_the_other_language(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """Both may be mixed."""
    spot = chosen(doc, rng, lambda s: bool(s.key) and s.spec)
    if spot is None or spot.spec is None:
        return None
    other = next(key for key in spot.spec.keys if key != spot.key)
    return doc.renamed(spot, other, sound=True)


@kind
def key_in_capitals(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.spec and s.key.isascii() and s.key)
    if spot is None:
        return None
    return doc.renamed(
        spot, rng.choice([spot.key.upper(), spot.key.capitalize()]), mends=True
    )


@kind
def key_letter_lost(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: bool(s.key) and s.spec)
    slip = spot and dropped(spot.key, rng)
    if spot is None or not slip or doc.name == MANIFEST:
        return None
    known = [key for key in keys_beside(doc, spot) if key.isascii() is slip.isascii()]
    if slip in known or spot.key not in known:
        return None
    return doc.renamed(spot, slip, mends=is_clear(slip, spot.key, known))


@kind
def key_letter_twice(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: bool(s.key) and s.spec)
    slip = spot and doubled(spot.key, rng)
    if spot is None or not slip or doc.name == MANIFEST:
        return None
    known = [key for key in keys_beside(doc, spot) if key.isascii() is slip.isascii()]
    if spot.key not in known:
        return None
    return doc.renamed(spot, slip, mends=is_clear(slip, spot.key, known))


@kind
def list_for_text(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.is_plain and s.kind is Kind.TEXT and s.key)
    return spot and doc.value(spot, f"[{NONSENSE[0]}, {NONSENSE[1]}]")


@kind
def mapping_for_text(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.is_plain and s.kind is Kind.CHOICE and s.key)
    return spot and doc.value(spot, "{qq: zz}")


@kind
def nothing_for_a_value(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: s.is_plain and s.spec and s.spec.is_required and doc.block_line(s),
    )
    return spot and doc.value(spot, rng.choice(["", "~", "null"]))


@kind
def date_without_signs(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.is_plain and s.kind is Kind.DATE)
    if spot is None:
        return None
    year, month, day = spot.node.value.split("-")
    forms = [f"{year}{month}{day}", f"{year}-{int(month)}-{int(day)}"]
    new = next((form for form in rng.sample(forms, 2) if form != spot.node.value), "")
    return doc.value(spot, new, mends=True) if new else None


@kind
def date_day_first(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.is_plain and s.kind is Kind.DATE)
    if spot is None:
        return None
    year, month, day = spot.node.value.split("-")
    return doc.value(spot, f"{int(day)}.{int(month)}.{year[2:]}")


@kind
def wide_digits(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.is_plain and s.kind in (Kind.DATE, Kind.WHOLE))
    if spot is None:
        return None
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return doc.value(spot, spot.node.value.translate(wide), mends=True)


@kind
def one_blank_more(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A key stands one column to the right of its neighbours."""
    spot = chosen(doc, rng, lambda s: doc.block_line(s) and s.spec and not s.flow)
    return spot and doc.edit(spot.at, spot.at, " ")


@kind
def two_documents(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    if len(doc.tables) < 2:
        return None
    start = rng.choice(doc.tables[1:]).at
    return doc.edit(start, start, "---\n")


@kind
def anchor_of_nothing(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc, rng, lambda s: s.kind is Kind.RECORD and s.node.flow_style and s.key
    )
    return spot and doc.value(spot, "*nowhere")


@kind
def brace_never_closed(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: s.node.id == "mapping" and s.node.flow_style and doc.block_line(s),
    )
    return spot and doc.edit(spot.end - 1, spot.end, "", spot.start)


@kind
def wide_colon_in_braces(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.flow and s.key and s.is_plain and s.spec)
    if spot is None:
        return None
    colon = spot.at + len(spot.key)
    return doc.edit(colon, spot.start, "：", mends=True)


@kind
def list_as_one_text(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.kind is Kind.LIST
            and s.node.id == "sequence"
            and s.key
            and len(s.node.value) > 1
            and not s.flow
            and all(
                p.id == "scalar" and not p.style and p.value.isalpha()
                for p in s.node.value
            )
        ),
    )
    if spot is None or not doc.block_line(spot):
        return None
    parts = [part.value for part in spot.node.value]
    return doc.value(spot, "、".join(parts), mends=True)


@kind
def word_that_is_none(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.is_plain and s.kind is Kind.CHOICE)
    return spot and doc.value(spot, rng.choice(NONSENSE))
