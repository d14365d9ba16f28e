"""Faults in YAML of a provincial office and of the districts that send corrections."""

from __future__ import annotations

import random
from typing import Any, Final

from regservice.codec.spec import Kind, fields_of, key_names, table_types
from tests.corpus.kinds import Mutant, Register, Truth
from tests.corpus.seen_yaml import BODIES, chosen
from tests.corpus.slips import dropped, is_clear, swapped
from tests.corpus.yamldoc import MANIFEST, Spot, YamlDoc, open_yaml

kind = Register("yaml", open_yaml)

WORDS: Final = {
    "in_force": "valid",
    "有效": "现行",
    "clause": "law",
    "条款": "法规",
    "report": "news",
    "报道": "新闻",
    "local_practice": "custom",
    "地方做法": "惯例",
    "assumed": "guess",
    "推定": "猜测",
    "must": "shall",
    "应当": "必须",
    "may": "allowed",
    "可以": "允许",
    "reported": "hearsay",
    "据报告": "听说",
    "lead": "main",
    "主办": "牵头",
    "receive": "first",
    "首接": "首问",
    "working_day": "business_day",
    "工作日": "上班日",
    "service_standard": "promise",
    "服务标准": "承诺",
    "statutory": "law",
    "法定": "法律规定",
    "reply": "answer",
    "答复": "回函",
    "guides": "directs",
    "业务指导": "督导",
    "manages": "runs",
    "牵头管理": "主管",
    "drug": "medicine",
    "药品": "药物",
    "device": "instrument",
    "医疗器械": "医用设备",
    "district": "area",
    "区级": "县局",
    "provincial": "capital",
    "省级": "全省",
    "basic": "simple",
    "基础问题": "简单",
    "complex": "hard",
    "复杂问题": "疑难",
}
"""What people write who do not look up the word of the format."""

NEEDED: Final = {
    "clause": ("document", "clause", "verified"),
    "条款": ("document", "clause", "verified"),
    "report": ("publisher",),
    "报道": ("publisher",),
    "local_practice": ("office",),
    "地方做法": ("office",),
    "assumed": ("note",),
    "推定": ("note",),
}
"""What a source must have, by its kind."""

ALIKE: Final = dict(
    zip(
        "机构据核期级效限区状职地关层时日主对",
        "几够剧合其及校线曲壮值的光曾是曰住队",
        strict=True,
    )
)
"""Characters that are typed alike."""

CODED: Final = {"places", "located_in", "enabled", "weekdays", "hours", "fixed_days"}
WIDE: Final = str.maketrans("0123456789", "０１２３４５６７８９")


def made(
    doc: YamlDoc,
    text: str,
    *lines: int,
    mends: bool = False,
    sound: bool = False,
) -> Mutant:
    """Make a mutant of a whole text and the numbers of lines in it."""
    truth = Truth(doc.name, frozenset(lines), mends=mends, sound=sound)
    return Mutant(doc.base, {**doc.base.files, doc.name: text.encode()}, truth)


def all_text(doc: YamlDoc) -> str:
    """Every file of the package."""
    return "\n".join(content.decode() for content in doc.base.files.values())


def parts(spot: Spot) -> dict[str, str]:
    """The words of the format from which a value, or a part of a list, is chosen."""
    if spot.spec is None:
        return {}
    shape = spot.spec.shape
    if shape.kind is Kind.LIST and shape.inner is not None:
        shape = shape.inner
    is_known = shape.kind is Kind.CHOICE and not shape.vocabulary
    return dict(shape.choices) if is_known else {}


def keys_beside(doc: YamlDoc, spot: Spot) -> set[str]:
    """Every key that the record of a field may have, in both languages."""
    table, steps = ("package", spot.path) if doc.name == MANIFEST else ("", spot.path)
    home: Any = table_types()[table or steps[0]]
    for step in steps[not table : -1]:
        shape = fields_of(home)[step].shape
        home = shape.record or (shape.inner and shape.inner.record)
    return set(key_names(home))


def in_condition(spot: Spot) -> bool:
    """Whether it is a dimension, or a value of one."""
    return spot.spec is None and "when" in spot.path


def one_line(doc: YamlDoc, spot: Spot) -> bool:
    """Whether a key and its value stand on one line, and nothing behind them."""
    same = doc.line(spot.at) == doc.line(max(spot.start, spot.end - 1))
    rest = doc.text[spot.end : doc.line_end(spot.end)]
    return bool(spot.key) and same and not spot.flow and not rest.strip()


def inside(doc: YamlDoc, spot: Spot) -> bool:
    """Whether it is a whole line in the midst of a record, lines of it around."""
    lines = doc.text.split("\n")
    number = doc.line(spot.at)
    if not doc.block_line(spot) or spot.at == spot.record or number >= len(lines):
        return False
    margin = " " * (doc.column(spot.at) - 1)
    before = lines[number - 2].replace("- ", "  ", 1)
    return all(
        line.startswith(margin) and line[len(margin) :][:1] not in ("", " ", "#", "-")
        for line in (before, lines[number])
    )


def added(doc: YamlDoc, spot: Spot, line: str, *at: int, **known: Any) -> Mutant:
    """Make a mutant with one more line behind that of a spot, to be blamed there."""
    end = doc.line_end(spot.end)
    margin = " " * (doc.column(spot.at) - 1)
    text = f"{doc.text[:end]}{margin}{line}\n{doc.text[end:]}"
    return made(doc, text, *at, doc.line(spot.at) + 1, **known)


def beside(doc: YamlDoc, spot: Spot, name: str) -> Spot | None:
    """Return another field of the same record."""
    home = (*spot.path[:-1], name)
    for other in doc.spots:
        if other.path == home and other.record == spot.record and other.key:
            return other
    return None


@kind
def no_blank_after_colon_again(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: doc.block_line(s) and s.is_plain)
    if spot is None:
        return None
    return doc.edit(spot.at + len(spot.key) + 1, spot.start, "", mends=True)


@kind
def comma_of_chinese_again(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc, rng, lambda s: s.flow and s.key and doc.text[s.at - 2 : s.at] == ", "
    )
    return spot and doc.edit(spot.at - 2, spot.at, "，", mends=True)


@kind
def date_in_office_style(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.kind is Kind.DATE and s.is_scalar)
    if spot is None:
        return None
    year, month, day = map(int, spot.node.value.split("-"))
    form = rng.choice(["{}.{:02}.{:02}", "{}/{}/{}", "{}年{}月{}日"])
    return doc.value(spot, form.format(year, month, day), mends=True)


@kind
def required_line_missing(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    depth = 1 if doc.name == MANIFEST else 2
    spot = chosen(
        doc,
        rng,
        lambda s: (
            doc.block_line(s)
            and s.spec
            and s.spec.is_required
            and len(s.path) == depth
            and "&" not in doc.text[s.at : s.end]
        ),
    )
    if spot is None:
        return None
    start, end = doc.line_start(spot.at), doc.line_end(spot.end)
    return doc.edit(start, end, "", spot.record)


@kind
def indent_one_off(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: inside(doc, s))
    if spot is None:
        return None
    start = doc.line_start(spot.at)
    more = rng.random() < 0.5 or spot.at - start < 4
    return doc.edit(start, start if more else start + 1, " " * more, mends=True)


@kind
def body_misspelt_again(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.path in BODIES and s.is_plain)
    slip = spot and rng.choice([dropped, swapped])(spot.node.value, rng)
    if spot is None or not slip or slip in all_text(doc) or "//" in slip:
        return None
    return doc.value(spot, slip)


@kind
def quotes_of_word(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.is_scalar and s.node.style == '"' and (s.name in CODED or in_condition(s))
        ),
    )
    return spot and doc.value(spot, f"“{spot.node.value}”", mends=True)


@kind
def tab_for_blanks(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: inside(doc, s) and doc.column(s.at) > 1)
    if spot is None:
        return None
    return doc.edit(doc.line_start(spot.at), spot.at, "\t", mends=True)


@kind
def bracket_not_closed(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: one_line(doc, s) and doc.text[s.end - 1] in "]}")
    return spot and doc.edit(spot.end - 1, spot.end, "", mends=True)


@kind
def list_without_brackets(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.key
            and s.node.id == "sequence"
            and s.node.flow_style
            and len(s.node.value) == 1
            and s.node.value[0].id == "scalar"
        ),
    )
    return spot and doc.value(spot, doc.text[spot.start + 1 : spot.end - 1], mends=True)


@kind
def word_of_ones_own_again_again(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.is_plain and parts(s) and s.node.value in WORDS)
    if spot is None:
        return None
    word, known = WORDS[spot.node.value], parts(spot)
    return None if word in {*known, *known.values()} else doc.value(spot, word)


@kind
def key_letter_lost_again(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    spot = chosen(doc, rng, lambda s: s.key.isascii() and s.spec and len(s.key) > 3)
    slip = spot and dropped(spot.key, rng)
    if spot is None or not slip:
        return None
    known = [key for key in keys_beside(doc, spot) if key.isascii()]
    if slip in known:
        return None
    mends = spot.key in known and is_clear(slip, spot.key, known)
    return doc.renamed(spot, slip, mends=mends)


@kind
def source_incomplete_again(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    def needed(spot: Spot) -> bool:
        if spot.path[-2:-1] != ("source",) or not spot.key or not spot.flow:
            return False
        what = beside(doc, spot, "kind")
        found = what is not None and spot.name in NEEDED[what.node.value]
        here = doc.line(spot.record) == doc.line(spot.end)
        return found and here and doc.text[spot.at - 2 : spot.at] == ", "

    spot = chosen(doc, rng, needed)
    return spot and doc.edit(spot.at - 2, spot.end, "")
