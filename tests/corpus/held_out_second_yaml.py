"""
Faults of YAML files, thought of before anybody looked at what is said of them.

Of 165 cases, when they were measured first: 81.2 % at their place, 85.5 % once, 51.1 %
mended, 3 mended to something else; none escaped, none counted in part. See
``test_corpus`` for what came later.
"""

from __future__ import annotations

import random
import re
from pathlib import PurePath
from typing import Final

from regservice.codec.spec import Kind
from tests.corpus.kinds import Mutant, Register, Truth
from tests.corpus.seen_yaml import BODIES, chosen
from tests.corpus.yamldoc import MANIFEST, Spot, YamlDoc, open_yaml

kind = Register("yaml", open_yaml)

WIDE: Final = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
"""Each sign as a Chinese keyboard writes it."""

_TRADITIONAL: Final = str.maketrans(
    "机构规则条级区时称编号类来关种别权说据数单简范围标题备档渠间状态录项",
    "機構規則條級區時稱編號類來關種別權說據數單簡範圍標題備檔渠間狀態錄項",
)
_TENS: Final = 10


def _row_numbers(doc: YamlDoc, start: int, end: int) -> frozenset[int]:
    return frozenset(range(doc.line(start), doc.line(end - 1) + 1))


def _is_line(doc: YamlDoc, spot: Spot) -> bool:
    """Whether a key and its plain value are a line of their own."""
    return doc.block_line(spot) and spot.is_plain and not spot.flow


def _is_text(doc: YamlDoc, spot: Spot) -> bool:
    return _is_line(doc, spot) and spot.kind is Kind.TEXT


def _is_flow(doc: YamlDoc, spot: Spot) -> bool:
    """Whether brackets with something in them end the line of a key."""
    held = not spot.is_scalar and spot.node.flow_style and bool(spot.node.value)
    return bool(held) and doc.block_line(spot)


def _is_plain_list(spot: Spot) -> bool:
    return bool(
        spot.node.id == "sequence"
        and spot.node.flow_style
        and len(spot.node.value) > 1
        and all(part.id == "scalar" and not part.style for part in spot.node.value)
    )


@kind
def wide_slash_in_an_id(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc, rng, lambda s: s.is_plain and s.path in BODIES and "/" in s.node.value
    )
    return spot and doc.value(spot, spot.node.value.replace("/", "／"), mends=True)


@kind
def wide_letters_in_a_word(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: s.is_plain and s.kind is Kind.CHOICE and s.node.value.isascii(),
    )
    return spot and doc.value(spot, spot.node.value.translate(WIDE), mends=True)


@kind
def word_in_capitals(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: s.is_plain and s.kind is Kind.CHOICE and s.node.value.isascii(),
    )
    if spot is None:
        return None
    word = spot.node.value
    return doc.value(spot, rng.choice([word.upper(), word.capitalize()]), mends=True)


@kind
def traditional_key(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.spec and s.key.translate(_TRADITIONAL) != s.key)
    return spot and doc.renamed(spot, spot.key.translate(_TRADITIONAL))


@kind
def unit_joined_to_count(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """The unit stands in its own field too."""
    spot = chosen(doc, rng, lambda s: s.path == ("limits", "count") and s.is_plain)
    return spot and doc.value(spot, f"{spot.node.value}个工作日")


@kind
def chinese_number(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.is_plain and s.kind is Kind.WHOLE)
    if spot is None or not 0 < int(spot.node.value) < _TENS**2:
        return None
    digits = " 一二三四五六七八九"
    tens, ones = divmod(int(spot.node.value), _TENS)
    ten = (digits[tens] if tens > 1 else "") + "十" if tens else ""
    return doc.value(spot, (ten + digits[ones]).strip(), mends=True)


@kind
def month_for_a_date(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.is_plain and s.kind is Kind.DATE)
    return spot and doc.value(spot, spot.node.value[:7])


@kind
def validity_as_one_text(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.name == "validity" and _is_flow(doc, s))
    return spot and doc.value(spot, "2025年4月1日起施行")


@kind
def line_of_equals(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    rows = doc.rows()
    if not rows:
        return None
    _, start, _ = rng.choice(rows)
    return doc.edit(start, start, "==========\n")


@kind
def merge_marks(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """Two people changed a line, and a program left both for a third to choose."""
    spot = chosen(doc, rng, lambda s: _is_text(doc, s))
    if spot is None:
        return None
    start, end = doc.line_start(spot.at), doc.line_end(spot.at)
    mine = doc.text[start:end]
    other = f"{doc.text[start : spot.start]}qq\n"
    new = f"<<<<<<< HEAD\n{mine}=======\n{other}>>>>>>> 9c1e0aa\n"
    made, first = doc.edit(start, end, new), doc.line(start)
    lines = frozenset(range(first, first + 5))
    return Mutant(doc.base, made.files, Truth(doc.name, lines))


@kind
def prose_at_the_end(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    end = len(doc.text)
    words = "（以上内容由信息处整理）", "以下空白"
    return doc.edit(end, end, f"{rng.choice(words)}\n")


@kind
def remark_in_a_key(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.spec and s.key and not s.flow)
    if spot is None:
        return None
    remark = " (required)" if spot.key.isascii() else "（必填）"
    return doc.renamed(spot, spot.key + remark)


@kind
def colon_lost(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: _is_line(doc, s))
    return spot and doc.edit(spot.at + len(spot.key), spot.start, " ")


@kind
def two_lines_joined(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    first = chosen(doc, rng, lambda s: _is_line(doc, s))
    second = first and next(
        (
            s
            for s in doc.spots
            if s.at > first.at and s.record == first.record and _is_line(doc, s)
        ),
        None,
    )
    if not first or not second or doc.text[first.end : second.at].strip():
        return None
    return doc.edit(first.end, second.at, " ")


@kind
def text_after_a_quote(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: _is_text(doc, s) and len(s.node.value) > 3)
    if spot is None:
        return None
    word = spot.node.value
    return doc.value(spot, f'"{word[:2]}"{word[2:]}')


@kind
def sign_before_a_text(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: _is_text(doc, s))
    return spot and doc.value(spot, rng.choice("@%`*") + spot.node.value)


@kind
def row_in_the_wrong_table(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A copy of a row stands at the end of another table."""
    rows = doc.rows()
    if not rows:
        return None
    table, start, end = rng.choice(rows)
    others = [row for row in rows if row[0].path != table.path]
    text = doc.text[start:end]
    if not others or re.search("[&*]", text):
        return None
    other = rng.choice(others)[0]
    last = max(row[2] for row in others if row[0] is other)
    made = doc.edit(last, last, text)
    first = doc.line(last)
    lines = frozenset(range(first, first + text.count("\n")))
    return Mutant(doc.base, made.files, Truth(doc.name, lines))


@kind
def bracket_closed_by_another(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: _is_flow(doc, s))
    if spot is None:
        return None
    return doc.edit(spot.end - 1, spot.end, "]" if spot.node.id == "mapping" else "}")


@kind
def commas_doubled(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, _is_plain_list)
    if spot is None:
        return None
    first, second = spot.node.value[:2]
    return doc.edit(first.end_mark.index, second.start_mark.index, ",, ")


@kind
def semicolon_between_parts(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, _is_plain_list)
    if spot is None:
        return None
    first, second = spot.node.value[:2]
    start, end = first.end_mark.index, second.start_mark.index
    columns = doc.column(first.start_mark.index), doc.column(start)
    return doc.edit(start, end, rng.choice(["；", "; "]), columns=columns, mends=True)


@kind
def quote_closed_by_another(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: _is_text(doc, s))
    if spot is None:
        return None
    left, right = rng.choice(['"”', '“"'])
    return doc.value(spot, f"{left}{spot.node.value}{right}", mends=True)


@kind
def body_by_its_name(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    names = {body.id: body.name for body in doc.base.package.tables.authorities}
    spot = chosen(doc, rng, lambda s: s.path in BODIES and s.node.value in names)
    return spot and doc.value(spot, names[spot.node.value])


@kind
def tab_after_colon(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: _is_line(doc, s))
    if spot is None:
        return None
    return doc.edit(spot.at + len(spot.key) + 1, spot.start, "\t", sound=True)


@kind
def comma_before_the_end(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: _is_flow(doc, s))
    return spot and doc.edit(spot.end - 1, spot.end - 1, ",", sound=True)


@kind
def bullet_for_dash(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    rows = doc.rows()
    if not rows:
        return None
    _, start, end = rng.choice(rows)
    dash = doc.text.index("-", start, end)
    return doc.edit(dash, dash + 1, rng.choice("•·●"), mends=True)


@kind
def row_numbered(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    rows = doc.rows()
    if not rows:
        return None
    _, start, end = rng.choice(rows)
    dash = doc.text.index("-", start, end)
    return doc.edit(dash, dash + 1, f"{rng.randint(1, 9)}.")


@kind
def row_to_the_left(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A row that is not the first of its table stands two columns too far left."""
    rows = doc.rows()
    later = [row for n, row in enumerate(rows) if n and rows[n - 1][0] is row[0]]
    later = [row for row in later if doc.text[row[1] : row[1] + 2] == "  "]
    if not later:
        return None
    _, start, end = rng.choice(later)
    text = re.sub("^  ", "", doc.text[start:end], flags=re.MULTILINE)
    return doc.edit(start, end, text)


@kind
def ends_with_yml(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """Many programs write that ending."""
    files = {name: doc.base.files[name] for name in doc.base.files if name != doc.name}
    name = str(PurePath(doc.name).with_suffix(rng.choice([".yml", ".YAML"])))
    files[name] = doc.base.files[doc.name]
    return Mutant(doc.base, files, Truth(name, sound=True))


@kind
def saved_as_txt(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """An editor added an ending that the system does not show."""
    if doc.name == MANIFEST:
        return None
    files = {name: doc.base.files[name] for name in doc.base.files if name != doc.name}
    name = f"{doc.name}.txt"
    files[name] = doc.base.files[doc.name]
    return Mutant(doc.base, files, Truth(name, frozenset({0})))


@kind
def saved_as_utf_16(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """What an editor calls Unicode."""
    files = {**doc.base.files, doc.name: doc.text.encode("utf-16")}
    return Mutant(doc.base, files, Truth(doc.name, frozenset({0, 1}), mends=True))


@kind
def file_copied(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """All its rows are there twice, for one cause."""
    if doc.name == MANIFEST:
        return None
    path = PurePath(doc.name)
    name = str(path.with_stem(path.stem + rng.choice(["副本", "_old", "_v2"])))
    files = {**doc.base.files, name: doc.base.files[doc.name]}
    lines = _row_numbers(doc, 0, len(doc.text)) | {0}
    return Mutant(doc.base, files, Truth(name, lines))


@kind
def quotes_left_off_a_code(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.is_scalar
            and s.node.style == '"'
            and s.node.value.isdigit()
            and s.node.value[0] != "0"
        ),
    )
    return spot and doc.value(spot, spot.node.value, sound=True)


@kind
def hours_as_people_write(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.name == "hours" and not s.key and s.is_scalar)
    if spot is None:
        return None
    hours = spot.node.value
    forms = hours.replace("-", "~"), hours.replace("-", "—"), hours.replace(":", "：")
    return doc.value(spot, f'"{rng.choice(forms)}"', mends=True)
