"""Faults of YAML files that nobody who builds the readers looks at: figures only."""

from __future__ import annotations

import random

from regservice.codec.spec import Kind, fields_of, table_types
from tests.corpus.kinds import Mutant, Register, Truth
from tests.corpus.seen_yaml import chosen, keys_beside
from tests.corpus.slips import NONSENSE, doubled, dropped, is_clear, other_letter
from tests.corpus.yamldoc import MANIFEST, YamlDoc, doc_of, open_yaml

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
            s.node.id == "mapping" and s.node.flow_style and doc.block_line(s)
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
def row_in_two_files(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    rows = [row for row in doc.rows() if row[0].path[0] not in ("relations", "tests")]
    rows = [row for row in rows if "&" not in doc.text[row[1] : row[2]]]
    rows = [row for row in rows if "*" not in doc.text[row[1] : row[2]]]
    if not rows:
        return None
    table, start, end = rng.choice(rows)
    text = f"{table.key}:\n{doc.text[start:end]}"
    made = doc.edit(0, 0, "", start, more={"zz.yaml": text.encode()})
    # The first that is read is taken for the right one, and named by the message.
    return Mutant(doc.base, made.files, Truth("zz.yaml", frozenset({2})))


@kind
def clause_left_out(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A source says that it is a clause, and of which document, and not which."""
    spot = chosen(
        doc,
        rng,
        lambda s: s.path[-2:] == ("source", "clause") and s.flow and s.is_plain
        and "clause" in doc.text[s.record : s.at].replace("条款", "clause"),
    )
    if spot is None or doc.text[spot.at - 2 : spot.at] != ", ":
        return None
    return doc.edit(spot.at - 2, spot.end, "", spot.record)


@kind
def clause_never_checked(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc, rng, lambda s: s.path[-2:] == ("source", "verified") and s.flow
    )
    if spot is None or doc.text[spot.at - 2 : spot.at] != ", ":
        return None
    return doc.edit(spot.at - 2, spot.end, "", spot.record)


@kind
def dimension_unknown(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc, rng, lambda s: len(s.path) == 3 and s.path[1] == "when" and s.key
    )
    if spot is None or "." in spot.key or ":" in spot.key:
        return None
    return doc.renamed(spot, rng.choice([NONSENSE[0], spot.key + "zzz"]))


@kind
def value_of_a_dimension_unknown(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: len(s.path) == 3 and s.path[1] == "when" and not s.key
        and s.path[2] in ("product", "difficulty", "item", "place"),
    )
    return spot and doc.value(spot, NONSENSE[0])


@kind
def number_too_small(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.path == ("limits", "count") and s.is_plain)
    return spot and doc.value(spot, rng.choice(["0", "-3"]))


@kind
def place_of_others(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A row is given for a place for which the package may not speak."""
    spot = chosen(
        doc, rng, lambda s: s.path in _PLACES and not s.key and s.path[0] != "places"
    )
    return spot and doc.edit(spot.start, spot.end, '"610000"', spot.record, spot.start)


@kind
def supervision_in_a_circle(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A row is added that turns a line of supervision round."""
    rows = [row for row in doc.rows() if row[0].path == ("relations",)]
    if not rows:
        return None
    table, start, end = rng.choice(rows)
    number = next(n for n, row in enumerate(table.node.value)
                  if start <= row.start_mark.index < end)
    fields = {s.name: s for s in doc.spots
              if s.path[0] == "relations" and s.row == number and len(s.path) == 2}
    if not {"type", "subject", "object"} <= fields.keys():
        return None
    if fields["type"].node.value not in ("guides", "administers", "业务指导", "隶属管理"):
        return None
    a, b = fields["subject"], fields["object"]
    row = fields_of(table_types()["relations"])
    inner = fields_of(row["source"].shape.record)
    words = [row["source"], inner["kind"], inner["note"]]
    source, kind_, note = (w.name if a.key.isascii() else w.word.key for w in words)
    new = (
        f"  - {fields['type'].key}: {fields['type'].node.value}\n"
        f"    {a.key}: {b.node.value}\n    {b.key}: {a.node.value}\n"
        f"    {source}: {{{kind_}: assumed, {note}: 虚构}}\n"
    )
    made = doc.edit(end, end, new)
    first = doc.line(start)
    lines = {first, doc.line(end), *range(doc.line(end), doc.line(end) + 4)}
    return Mutant(doc.base, made.files, Truth(doc.name, frozenset(lines)))


@kind
def promise_longer_than_the_law(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc, rng,
        lambda s: s.path == ("limits", "count") and s.node.value == "10"
        and doc.base.name.startswith("item"),
    )
    return spot and doc.edit(spot.start, spot.end, "30", spot.record, spot.start)


@kind
def manifest_missing(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    made = doc_of(doc.base, MANIFEST).edit(0, 0, "")
    files = {name: made.files[name] for name in made.files if name != MANIFEST}
    lines = frozenset({0})
    return Mutant(doc.base, files, Truth("corpus_tmp", lines))


@kind
def manifest_of_another_version(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    head = doc_of(doc.base, MANIFEST)
    text = head.text.rstrip("\n") + f"\nrequires: \">={rng.randint(5, 99)}\"\n"
    return head.edit(0, len(head.text), text, len(head.text))


@kind
def manifest_field_missing(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    head = doc_of(doc.base, MANIFEST)
    spot = chosen(head, rng, lambda s: s.spec and s.spec.is_required)
    if spot is None or not head.block_line(spot):
        return None
    made = head.edit(head.line_start(spot.at), head.line_end(spot.at), "", 0)
    first = next(n for n, line in enumerate(head.text.split("\n"), 1) if line[:1] != "#")
    lines = frozenset({1, first, first + 1})
    return Mutant(doc.base, made.files, Truth(MANIFEST, lines))


@kind
def two_deciders(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A rule names a body and a function at once."""
    spot = chosen(
        doc, rng,
        lambda s: s.path == ("rules", "holder", "authority") and s.flow,
    )
    if spot is None:
        return None
    key = "functions" if spot.key.isascii() else fields_of(
        fields_of(table_types()["rules"])["holder"].shape.record)["functions"].word.key
    return doc.edit(spot.end, spot.end, f", {key}: [station]", spot.at)


@kind
def brace_never_closed(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc, rng,
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
        doc, rng,
        lambda s: s.kind is Kind.LIST and s.node.id == "sequence" and s.key
        and len(s.node.value) > 1 and not s.flow
        and all(p.id == "scalar" and not p.style and p.value.isalpha()
                for p in s.node.value),
    )
    if spot is None or not doc.block_line(spot):
        return None
    parts = [part.value for part in spot.node.value]
    return doc.value(spot, "、".join(parts), mends=True)


@kind
def word_that_is_none(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.is_plain and s.kind is Kind.CHOICE)
    return spot and doc.value(spot, rng.choice(NONSENSE))


@kind
def exception_to_nothing(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.name == "exception_to" and not s.key)
    return spot and doc.value(spot, other_letter(spot.node.value, rng))


@kind
def document_defined_otherwise(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """Two rows or more cite it as it should be."""
    cited = [
        spot.node.value
        for name in doc.base.files
        for spot in doc_of(doc.base, name).spots
        if spot.path[-2:] == ("source", "document") and spot.is_scalar
    ]
    spot = chosen(
        doc, rng,
        lambda s: s.path == ("documents", "code") and cited.count(s.node.value) > 1,
    )
    slip = spot and dropped(spot.node.value, rng)
    return doc.value(spot, slip) if spot and slip else None
