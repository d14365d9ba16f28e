"""More faults in YAML of a provincial office and of its districts."""

from __future__ import annotations

import random
import re
from itertools import pairwise

from regservice.codec.spec import Kind, table_types
from tests.corpus.held_out_fourth_yaml import (
    ALIKE,
    WIDE,
    added,
    beside,
    in_condition,
    inside,
    keys_beside,
    kind,
    made,
    one_line,
    parts,
)
from tests.corpus.kinds import Mutant
from tests.corpus.seen_yaml import chosen
from tests.corpus.slips import dropped, is_clear
from tests.corpus.yamldoc import YamlDoc, doc_of


@kind
def copied_row_keeps_its_id_again(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    rows = [
        row
        for row in doc.rows()
        if row[0].name in {"rules", "path_rules", "limits", "documents", "tests"}
        and "&" not in doc.text[row[1] : row[2]]
        and re.match(r" *- (id|编号|code|代码): ", doc.text[row[1] :])
    ]
    if not rows:
        return None
    _, start, end = rng.choice(rows)
    body = doc.text[start:end]
    margin = re.sub("-", " ", re.match(r" *- +", body)[0])  # type: ignore[index]
    copy = re.sub(rf"(?m)^{margin}(note|备注): .*\n", "", body)
    copy += f"{margin}{'备注' if doc.zh else 'note'}: 第二版\n"
    text = doc.text[:end] + copy + doc.text[end:]
    first = doc.line(start)
    return made(doc, text, first, first + body.count("\n"))


@kind
def pause_mark_between_choices(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.key
            and s.node.id == "sequence"
            and s.node.flow_style
            and len(s.node.value) > 1
            and (parts(s) or (in_condition(s) and s.name in {"product", "difficulty"}))
            and '"' not in doc.text[s.start : s.end]
        ),
    )
    if spot is None:
        return None
    return doc.value(
        spot, doc.text[spot.start : spot.end].replace(", ", "、"), mends=True
    )


@kind
def dash_of_word(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    rows = doc.rows()
    if not rows:
        return None
    _, start, _ = rng.choice(rows)
    dash = doc.text.index("-", start)
    return doc.edit(dash, dash + 1, rng.choice("–—•"), mends=True)


@kind
def choice_letter_lost(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.is_plain and parts(s))
    slip = spot and dropped(spot.node.value, rng)
    if spot is None or not slip:
        return None
    word, choices = spot.node.value, parts(spot)
    known = [*choices] if word.isascii() else [*choices.values()]
    if slip in known:
        return None
    return doc.value(spot, slip, mends=word in known and is_clear(slip, word, known))


@kind
def row_dash_lost(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    rows = doc.rows()
    late = [row for before, row in pairwise(rows) if before[0] == row[0]]
    if not late:
        return None
    _, start, _ = rng.choice(late)
    dash = doc.text.index("-", start)
    return doc.edit(dash, dash + 1, " ")


@kind
def quote_not_closed(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.is_scalar
            and s.node.style == '"'
            and re.fullmatch(r"[\w.:%-]+", s.node.value)
            and doc.text[s.end : doc.line_end(s.end)] in ("\n", "]\n")
        ),
    )
    return spot and doc.edit(spot.end - 1, spot.end, "", mends=True)


@kind
def key_of_ones_own(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.spec and one_line(doc, s) and inside(doc, s))
    if spot is None:
        return None
    key = rng.choice(["联系人", "填报科室"] if doc.zh else ["contact", "updated_by"])
    return added(doc, spot, f"{key}: 信息科")


@kind
def alike_character_in_key(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: s.spec and len(s.key) > 3 and any(c in ALIKE for c in s.key),
    )
    if spot is None:
        return None
    place = rng.choice([n for n, c in enumerate(spot.key) if c in ALIKE])
    slip = spot.key[:place] + ALIKE[spot.key[place]] + spot.key[place + 1 :]
    known = [key for key in keys_beside(doc, spot) if not key.isascii()]
    mends = spot.key in known and is_clear(slip, spot.key, known)
    return doc.renamed(spot, slip, mends=mends)


@kind
def no_such_day_again(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.kind is Kind.DATE and s.is_scalar)
    if spot is None:
        return None
    day = rng.choice(["02-30", "06-31", "13-01", "11-31"])
    return doc.value(spot, f"{spot.node.value[:4]}-{day}")


@kind
def place_of_another_province(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    homes = {
        ("authorities", "places"),
        ("programmes", "places"),
        ("items", "enabled"),
        ("rules", "when", "place"),
    }
    spot = chosen(doc, rng, lambda s: s.path in homes and not s.key and s.is_scalar)
    return spot and doc.value(spot, '"500000"')


@kind
def end_written_as_for_good(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.path[-2:] == ("validity", "start") and s.flow)
    if spot is None or beside(doc, spot, "end"):
        return None
    key = "end" if spot.key.isascii() else "失效日"
    return doc.edit(
        spot.end, spot.end, f", {key}: {rng.choice(['长期', '至今', '无'])}"
    )


@kind
def field_in_both_languages(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.spec
            and one_line(doc, s)
            and inside(doc, s)
            and s.is_plain
            and (s.name in {"name", "note", "issuer", "title"} or parts(s))
        ),
    )
    if spot is None or spot.spec is None:
        return None
    (other,) = [key for key in spot.spec.keys if key != spot.key]
    choices = parts(spot)
    known = [*choices] if other.isascii() else [*choices.values()]
    others = [c for c in known if spot.node.value not in (c, choices.get(c))]
    others = [c for c in others if choices.get(spot.node.value) != c]
    value = rng.choice(others) if others else f"{spot.node.value}之二"
    return added(doc, spot, f"{other}: {value}", doc.line(spot.at))


@kind
def table_in_singular(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    tables = [t for t in doc.tables if t.key.isascii() and t.key.endswith("s")]
    if not tables:
        return None
    table = rng.choice(tables)
    irregular = {"authorities": "authority", "bypasses": "bypass"}
    slip = irregular.get(table.key, table.key[:-1])
    known = list(table_types())
    if slip in known:
        return None
    return doc.renamed(table, slip, mends=is_clear(slip, table.key, known))


@kind
def table_name_missing(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    if len(doc.tables) != 1:
        return None
    at = doc.tables[0].at
    if doc.text[doc.tables[0].start - 1] not in " \n":
        return None
    return doc.edit(doc.line_start(at), doc.line_end(at), "")


@kind
def count_without_unit_again(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.path[0] in {"limits", "periods"}
            and len(s.path) == 2
            and s.name in {"count", "unit"}
            and doc.block_line(s)
        ),
    )
    if spot is None:
        return None
    other = beside(doc, spot, "unit" if spot.name == "count" else "count")
    if other is None:
        return None
    start, end = doc.line_start(spot.at), doc.line_end(spot.end)
    text = doc.text[:start] + doc.text[end:]
    left = doc.line(other.at) - (other.at > spot.at)
    return made(doc, text, doc.line(spot.record), left)


@kind
def hours_with_other_signs(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.name == "hours" and not s.key and s.is_scalar)
    if spot is None:
        return None
    text = spot.node.value
    forms = [text.replace("-", "~"), text.replace(":", "："), text.replace("-", "—")]
    if text[0] == "0":
        forms.append(text[1:])
    return doc.value(spot, f'"{rng.choice(forms)}"', mends=True)


@kind
def wide_mark_of_comment(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: one_line(doc, s) and inside(doc, s))
    return spot and added(doc, spot, "＃ 按区局来函修改", mends=True)


@kind
def end_before_start(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.path[-2:] == ("validity", "start") and s.flow)
    if spot is None:
        return None
    year = int(spot.node.value[:4])
    early = f"{year - rng.randint(1, 3)}{spot.node.value[4:]}"
    end = beside(doc, spot, "end")
    if end is not None:
        return doc.value(end, early)
    key = "end" if spot.key.isascii() else "失效日"
    return doc.edit(spot.end, spot.end, f", {key}: {early}")


@kind
def holder_in_two_ways(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: s.path == ("rules", "holder") and one_line(doc, s),
    )
    if spot is None or doc.text[spot.end - 1] != "}":
        return None
    zh = not spot.key.isascii()
    names = [key.value for key, _ in spot.node.value]
    if "authority" in names or "机构" in names:
        more = "职能: [工作站]" if zh else "functions: [station]"
    else:
        bodies = [
            other.node.value
            for name in doc.base.files
            for other in doc_of(doc.base, name).spots
            if other.path == ("authorities", "id")
        ]
        more = f"{'机构' if zh else 'authority'}: {rng.choice(bodies)}"
    return doc.edit(spot.end - 1, spot.end - 1, f", {more}")


@kind
def exception_to_another_table_again(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: s.name in {"exception_to", "instead_of"} and not s.key,
    )
    if spot is None:
        return None
    others = [
        other.node.value
        for name in doc.base.files
        for other in doc_of(doc.base, name).spots
        if other.path[1:] == ("id",) and other.path[0] not in {spot.path[0], "tests"}
    ]
    return doc.value(spot, rng.choice(others)) if others else None


@kind
def number_in_wide_digits(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.is_plain and s.kind is Kind.WHOLE)
    return spot and doc.value(spot, spot.node.value.translate(WIDE), mends=True)


@kind
def lines_of_windows(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    lead = "\ufeff" if rng.random() < 0.5 else ""
    return made(doc, lead + doc.text.replace("\n", "\r\n"), 1, sound=True)


@kind
def key_in_the_other_language(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.spec and s.key in s.spec.keys)
    if spot is None or spot.spec is None:
        return None
    (other,) = [key for key in spot.spec.keys if key != spot.key] or [None]
    return other and doc.renamed(spot, other, sound=True)
