"""Faults of YAML files, a third set, thought of before anybody looked at them."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
import re
from typing import Any, Final

from ruamel.yaml import YAML

from regservice.codec.spec import Kind
from tests.corpus.kinds import Mutant, Register, Truth
from tests.corpus.seen_yaml import chosen, keys_beside
from tests.corpus.yamldoc import MANIFEST, Spot, YamlDoc, open_yaml

kind = Register("yaml", open_yaml)

_OTHER_WORDS: Final = {
    "modality": ("lead", "主办"),
    "role": ("must", "应当"),
    "level": ("county", "县级"),
    "tier": ("district", "区级"),
    "status": ("read", "已核对原文"),
    "verified": ("in_force", "有效"),
    "goal": ("working_day", "工作日"),
    "unit": ("reply", "答复"),
}
"""A word of another vocabulary that is easily taken for this one."""

_SENTENCES: Final = (
    "由工作站首接，应当当日答复",
    "按照第三条的规定，原则上由区局牵头办理。",
)


def _is_line(doc: YamlDoc, spot: Spot) -> bool:
    """Whether a key and its plain value are a line of their own."""
    return doc.block_line(spot) and spot.is_plain and not spot.flow


@kind
def word_of_another_vocabulary(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A role stands in place of a modality, a tier in place of a level."""
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.is_plain and s.key and s.kind is Kind.CHOICE and s.name in _OTHER_WORDS
        ),
    )
    if spot is None:
        return None
    return doc.value(spot, _OTHER_WORDS[spot.name][0 if spot.key.isascii() else 1])


@kind
def key_in_another_style(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """Words of a key are joined by a hyphen, by a blank, or by a capital."""
    spot = chosen(doc, rng, lambda s: s.spec and "_" in s.key and not s.flow)
    if spot is None:
        return None
    first, *others = spot.key.split("_")
    camel = first + "".join(word.capitalize() for word in others)
    forms = camel, spot.key.replace("_", "-"), spot.key.replace("_", " ")
    return doc.renamed(spot, rng.choice(forms), mends=True)


@kind
def key_in_another_number(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """The plural of a key stands for the singular, or the other way round."""
    spot = chosen(
        doc, rng, lambda s: s.spec and re.fullmatch("[a-z]+", s.key) and not s.flow
    )
    if spot is None or doc.name == MANIFEST:
        return None
    new = {"aliases": "alias"}.get(spot.key) or (
        spot.key[:-1] if spot.key[-1] == "s" else f"{spot.key}s"
    )
    if new in keys_beside(doc, spot) or spot.key in ("status", "basis"):
        return None
    return doc.renamed(spot, new, mends=True)


@kind
def sign_of_a_remark_before_a_value(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A value that must be there begins with #: then nothing is there."""
    spot = chosen(
        doc, rng, lambda s: _is_line(doc, s) and s.spec and s.spec.is_required
    )
    return spot and doc.edit(spot.start, spot.start, "#", spot.start, spot.record)


@kind
def colon_and_blank_in_a_text(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A text without quotes has a colon with a blank in it."""
    spot = chosen(doc, rng, lambda s: _is_line(doc, s) and s.kind is Kind.TEXT)
    if spot is None or spot.name in ("id", "code"):
        return None
    head = rng.choice(["网址: https://example.invalid/a ", "关于: "])
    return doc.edit(spot.start, spot.start, head)


@kind
def no_blank_in_braces(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """No blank stands behind a colon in braces."""
    spot = chosen(doc, rng, lambda s: s.flow and s.key and s.is_plain and s.spec)
    if spot is None:
        return None
    colon = spot.at + len(spot.key) + 1
    columns = doc.column(spot.at), doc.column(colon)
    return doc.edit(colon, spot.start, "", columns=columns, mends=True)


@kind
def brackets_twice(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """Brackets of a list are written twice."""
    spot = chosen(
        doc,
        rng,
        lambda s: (
            s.kind is Kind.LIST
            and s.node.id == "sequence"
            and s.node.flow_style
            and s.node.value
            and all(part.id == "scalar" for part in s.node.value)
        ),
    )
    return spot and doc.value(spot, f"[{doc.text[spot.start : spot.end]}]", mends=True)


@kind
def list_with_nothing_in_it(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A list that must have a part has none."""
    needed = {
        ("items", "products"),
        ("programmes", "places"),
        ("authorities", "places"),
    }
    needed |= {("calendar_patterns", "weekdays"), ("calendar_patterns", "hours")}
    spot = chosen(
        doc, rng, lambda s: s.key and s.path in needed and s.node.id == "sequence"
    )
    if spot is None or not spot.node.flow_style:
        return None
    return doc.edit(spot.start, spot.end, "[]", spot.record, spot.start)


@kind
def mark_behind_a_word(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A little picture, as telephones offer them, stands behind a word."""
    spot = chosen(doc, rng, lambda s: _is_line(doc, s) and s.kind is Kind.CHOICE)
    new = rng.choice("✅👍")
    return spot and doc.value(spot, spot.node.value + new, mends=True)


@kind
def sentence_for_a_word(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A whole sentence was pasted where a word is wanted."""
    spot = chosen(doc, rng, lambda s: _is_line(doc, s) and s.kind is Kind.CHOICE)
    return spot and doc.value(spot, rng.choice(_SENTENCES))


@kind
def fence_around_the_file(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """It was copied out of a chat with the marks that show it as code."""
    fence = "`" * 3
    text = f"{fence}{rng.choice(['yaml', 'yml', ''])}\n{doc.text.rstrip()}\n{fence}\n"
    made = doc.edit(0, len(doc.text), text)
    truth = Truth(doc.name, frozenset({1, text.count("\n")}), mends=True)
    return Mutant(doc.base, made.files, truth)


@kind
def all_lines_indented(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """The whole file stands some columns to the right."""
    blanks = " " * rng.choice([2, 4])
    text = re.sub(r"^(?=.)", blanks, doc.text, flags=re.MULTILINE)
    return doc.edit(0, len(doc.text), text, sound=True)


@kind
def written_as_json(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A program wrote the file with all its braces and quotes."""

    def plain(value: Any) -> str:
        return value.isoformat() if isinstance(value, dt.date) else str(value)

    loaded = YAML(typ="safe", pure=True).load(io.StringIO(doc.text))
    indent = rng.choice([1, 2, 4])
    text = json.dumps(loaded, ensure_ascii=False, indent=indent, default=plain)
    return doc.edit(0, len(doc.text), f"{text}\n", sound=True)


@kind
def marks_of_a_document(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """The file begins with three dashes, and may end with three dots."""
    end = rng.choice(["", "...\n"])
    return doc.edit(0, len(doc.text), f"---\n{doc.text.rstrip()}\n{end}", sound=True)


@kind
def key_in_quotes(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A key stands in quotes."""
    spot = chosen(doc, rng, lambda s: s.spec and s.key and doc.text[s.at] not in "\"'")
    if spot is None:
        return None
    quote = rng.choice("\"'")
    return doc.renamed(spot, f"{quote}{spot.key}{quote}", sound=True)
