"""Faults of rows and manifests in YAML that no builder looks at: figures only."""

from __future__ import annotations

import random

from regservice.codec.spec import fields_of, table_types
from tests.corpus.kinds import FOLDER, Mutant, Register, Truth
from tests.corpus.seen_yaml import chosen
from tests.corpus.slips import NONSENSE, dropped, other_letter
from tests.corpus.yamldoc import MANIFEST, YamlDoc, doc_of, open_yaml

kind = Register("yaml", open_yaml)

_PLACES = {
    ("authorities", "places"),
    ("programmes", "places"),
    ("items", "enabled"),
}


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
        lambda s: (
            s.path[-2:] == ("source", "clause")
            and s.flow
            and s.is_plain
            and "clause" in doc.text[s.record : s.at].replace("条款", "clause")
        ),
    )
    if spot is None or doc.text[spot.at - 2 : spot.at] != ", ":
        return None
    return doc.edit(spot.at - 2, spot.end, "", spot.record)


@kind
def clause_never_checked(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.path[-2:] == ("source", "verified") and s.flow)
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
        lambda s: (
            len(s.path) == 3
            and s.path[1] == "when"
            and not s.key
            and s.path[2] in ("product", "difficulty", "item", "place")
        ),
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
    number = next(
        n
        for n, row in enumerate(table.node.value)
        if start <= row.start_mark.index < end
    )
    fields = {
        s.name: s
        for s in doc.spots
        if s.path[0] == "relations" and s.row == number and len(s.path) == 2
    }
    if not {"type", "subject", "object"} <= fields.keys():
        return None
    if fields["type"].node.value not in (
        "guides",
        "administers",
        "业务指导",
        "隶属管理",
    ):
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
        doc,
        rng,
        lambda s: (
            s.path == ("limits", "count")
            and s.node.value == "10"
            and doc.base.name.startswith("item")
        ),
    )
    return spot and doc.edit(spot.start, spot.end, "30", spot.record, spot.start)


@kind
def manifest_missing(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    files = {name: doc.base.files[name] for name in doc.base.files if name != MANIFEST}
    return Mutant(doc.base, files, Truth(FOLDER))


@kind
def manifest_of_another_version(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    head = doc_of(doc.base, MANIFEST)
    text = head.text.rstrip("\n") + f'\nrequires: ">={rng.randint(5, 99)}"\n'
    return head.edit(0, len(head.text), text, len(head.text))


@kind
def manifest_field_missing(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    head = doc_of(doc.base, MANIFEST)
    spot = chosen(head, rng, lambda s: s.spec and s.spec.is_required)
    if spot is None or not head.block_line(spot):
        return None
    made = head.edit(head.line_start(spot.at), head.line_end(spot.at), "", 0)
    first = next(
        n for n, line in enumerate(head.text.split("\n"), 1) if line[:1] != "#"
    )
    lines = frozenset({1, first, first + 1})
    return Mutant(doc.base, made.files, Truth(MANIFEST, lines))


@kind
def two_deciders(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A rule names a body and a function at once."""
    spot = chosen(
        doc,
        rng,
        lambda s: s.path == ("rules", "holder", "authority") and s.flow,
    )
    if spot is None:
        return None
    key = (
        "functions"
        if spot.key.isascii()
        else fields_of(fields_of(table_types()["rules"])["holder"].shape.record)[
            "functions"
        ].word.key
    )
    return doc.edit(spot.end, spot.end, f", {key}: [station]", spot.at)


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
        doc,
        rng,
        lambda s: s.path == ("documents", "code") and cited.count(s.node.value) > 1,
    )
    slip = spot and dropped(spot.node.value, rng)
    return doc.value(spot, slip) if spot and slip else None
