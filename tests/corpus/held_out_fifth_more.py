"""More faults in YAML of those who take over the rules of a region."""

from __future__ import annotations

import datetime as dt
import random
import re
from typing import Any

from regservice.codec.spec import (
    Kind,
    dimension_names,
    table_names,
)
from tests.corpus.held_out_fifth_yaml import (
    ELSEWHERE,
    beside,
    choices_of,
    chosen,
    everything,
    is_date,
    is_row_field,
    kind,
    known_keys,
    one_line,
    with_line,
)
from tests.corpus.kinds import Mutant, Truth
from tests.corpus.slips import dropped, is_clear, swapped
from tests.corpus.yamldoc import YamlDoc


@kind
def copied_row_keeps_its_id_6(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    found = []
    for _, start, end in doc.rows():
        body = doc.text[start:end]
        tone = re.search(r"(?m)^ +(?:modality|语气): (\S+)$", body)
        if re.match(r" *- (id|编号): ", body) and tone and "&" not in body:
            found.append((body, end, tone, start))
    if not found:
        return None
    body, end, tone, start = rng.choice(found)
    words = (
        ["must", "may", "reported"] if tone[1].isascii() else ["应当", "可以", "据报告"]
    )
    new = rng.choice([word for word in words if word != tone[1]])
    copy = body[: tone.start(1)] + new + body[tone.end(1) :]
    return doc.edit(end, end, copy, start, end)


@kind
def field_twice_with_two_values(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: is_row_field(s) and doc.block_line(s) and len(choices_of(s)) > 1,
    )
    if spot is None:
        return None
    other = rng.choice([word for word in choices_of(spot) if word != spot.node.value])
    return with_line(doc, spot, f"{spot.key}: {other}", both=True)


@kind
def field_nobody_knows(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            is_row_field(s) and doc.block_line(s) and s.at != s.record and not s.flow
        ),
    )
    if spot is None:
        return None
    key = rng.choice(["联系电话", "经办人"] if doc.zh else ["phone", "updated_by_whom"])
    return with_line(doc, spot, f"{key}: 虚构", both=False)


@kind
def table_name_in_the_singular(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    tables = [
        each for each in doc.tables if each.key.endswith("s") and each.key.isascii()
    ]
    if not tables:
        return None
    table = rng.choice(tables)
    slip = table.key[:-3] + "y" if table.key.endswith("ies") else table.key[:-1]
    known = [name for name in table_names() if name.isascii()]
    return doc.renamed(table, slip, mends=is_clear(slip, table.key, known))


@kind
def key_with_a_hyphen_or_capital(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: s.key and s.key.isascii() and s.spec and s.key in known_keys(doc, s),
    )
    if spot is None:
        return None
    slip = spot.key.replace("_", "-") if "_" in spot.key else spot.key.capitalize()
    return doc.renamed(spot, slip, mends=True)


@kind
def word_with_a_hyphen_or_capital(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: s.is_plain and s.node.value.isascii() and len(choices_of(s)) > 1,
    )
    if spot is None:
        return None
    word = spot.node.value
    slip = word.replace("_", "-") if "_" in word else word.capitalize()
    return doc.value(spot, slip, mends=True)


@kind
def yes_and_no(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: s.kind is Kind.TRUTH and s.is_plain and s.node.value.isascii(),
    )
    if spot is None:
        return None
    yes = spot.node.value == "true"
    return doc.value(spot, rng.choice(["yes", "Y"] if yes else ["no", "N"]), mends=True)


@kind
def remark_behind_another_sign(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc, rng, lambda s: doc.block_line(s) and s.is_plain and len(choices_of(s)) > 1
    )
    if spot is None:
        return None
    sign = rng.choice(["＃", "//"])
    return doc.value(spot, f"{spot.node.value} {sign} 待复核", mends=True)


@kind
def source_lacks_what_its_kind_needs_5(
    doc: YamlDoc, rng: random.Random
) -> Mutant | None:
    needs = {
        "clause": ["document", "clause", "verified"],
        "条款": ["document", "clause", "verified"],
        "report": ["publisher"],
        "报道": ["publisher"],
        "local_practice": ["office"],
        "地方做法": ["office"],
        "assumed": ["note"],
        "推定": ["note"],
    }
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.key and s.path[-2:-1] == ("source",) and s.name == "kind" and s.flow
        ),
    )
    if spot is None or spot.node.value not in needs:
        return None
    lost = beside(doc, spot, rng.choice(needs[spot.node.value]))
    if lost is None or doc.line(lost.at) != doc.line(spot.at) or lost.at < spot.at:
        return None
    start = doc.text.rindex(",", 0, lost.at)
    return doc.edit(start, lost.end, "", spot.record)


@kind
def clause_nobody_has_read(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.name == "verified"
            and s.path[-2:-1] == ("source",)
            and s.key
            and s.is_plain
        ),
    )
    sort = spot and beside(doc, spot, "kind")
    if spot is None or sort is None or sort.node.value not in ("clause", "条款"):
        return None
    own = "own" if spot.node.value.isascii() else "未核对"
    return doc.edit(spot.start, spot.end, own, spot.start, sort.start)


@kind
def row_for_a_place_of_others_5(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.path in (("authorities", "places"), ("programmes", "places"))
            and not s.key
        ),
    )
    if spot is None:
        return None
    return doc.value(spot, f'"{rng.choice(ELSEWHERE)}"')


@kind
def day_that_is_none_5(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, is_date)
    if spot is None:
        return None
    year = spot.node.value[:4]
    return doc.value(spot, year + rng.choice(["-02-30", "-04-31", "-13-01", "-06-31"]))


@kind
def date_still_open(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, is_date)
    return spot and doc.value(spot, rng.choice(["待定", "长期", "2025-XX-XX", "至今"]))


@kind
def validity_the_wrong_way_round_5(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: s.name == "end" and s.path[-2:-1] == ("validity",) and is_date(s),
    )
    start = spot and beside(doc, spot, "start")
    if spot is None or start is None:
        return None
    day = dt.date.fromisoformat(start.node.value) - dt.timedelta(rng.randrange(30, 900))
    return doc.edit(spot.start, spot.end, day.isoformat(), spot.start, start.start)


@kind
def alias_of_another_file(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: is_row_field(s) and s.name == "source" and doc.block_line(s),
    )
    name = rng.choice(["assumed", "guide", "opinion"])
    if spot is None or f"&{name}" in everything(doc):
        return None
    return doc.value(spot, f"*{name}")


@kind
def count_without_measure(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.path[-1] in ("count", "unit") and is_row_field(s) and doc.block_line(s)
        ),
    )
    if spot is None:
        return None
    other = beside(doc, spot, "unit" if spot.name == "count" else "count")
    if other is None:
        return None
    start, end = doc.line_start(spot.at), doc.line_end(spot.end)
    made = doc.edit(start, end, "", spot.record)
    line = doc.line(other.at) - (other.at > spot.at)
    lines = made.truth.lines | {line}
    return Mutant(made.base, made.files, Truth(doc.name, lines))


@kind
def number_in_full_width_digits(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.kind is Kind.WHOLE and s.key and s.is_plain)
    if spot is None:
        return None
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return doc.value(spot, spot.node.value.translate(wide), mends=True)


@kind
def number_out_of_its_bounds(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    bounds = {
        "count": ["0", "-5"],
        "tracking": ["0", "150", "120"],
        "weekdays": ["0", "8"],
    }
    spot = chosen(
        doc,
        rng,
        lambda s: s.name in bounds and s.spec and s.is_plain and len(s.path) == 2,
    )
    return spot and doc.value(spot, rng.choice(bounds[spot.name]))


@kind
def holder_named_twice(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.path[-2:] in (("holder", "authority"), ("holder", "functions")) and s.key
        ),
    )
    if spot is None or not spot.flow or not one_line(doc, spot):
        return None
    if beside(doc, spot, "relation") or beside(doc, spot, "place"):
        return None
    zh = not spot.key.isascii()
    if spot.name == "authority":
        new = ", 职能: [工作站]" if zh else ", functions: [station]"
    else:
        new = f", {'机构' if zh else 'authority'}: national/nmpa"
    return doc.edit(spot.end, spot.end, new, spot.at)


@kind
def joint_for_a_lead(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: s.path == ("rules", "role") and doc.block_line(s) and s.is_plain,
    )
    if spot is None or spot.node.value in ("co", "协办") or beside(doc, spot, "joint"):
        return None
    return with_line(doc, spot, "会办: 是" if doc.zh else "joint: true", both=True)


@kind
def dimension_misspelt(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.key in dimension_names() and s.path[-2:-1] == ("when",) and s.spec is None
        ),
    )
    slip = spot and rng.choice([dropped, swapped])(spot.key, rng)
    if spot is None or not slip or slip in dimension_names():
        return None
    known = [name for name in dimension_names() if name.isascii() is slip.isascii()]
    return doc.renamed(spot, slip, mends=is_clear(slip, spot.key, known))


@kind
def file_in_gbk(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    first = next((n for n, c in enumerate(doc.text) if not c.isascii()), None)
    if first is None:
        return None
    files: dict[str, Any] = {**doc.base.files, doc.name: doc.text.encode("gb18030")}
    return Mutant(doc.base, files, Truth(doc.name, frozenset({1, doc.line(first)})))


@kind
def file_saved_by_notepad(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    text = "\ufeff" + doc.text.replace("\n", "\r\n")
    files: dict[str, Any] = {**doc.base.files, doc.name: text.encode()}
    return Mutant(doc.base, files, Truth(doc.name, sound=True))
