"""Write ``reference/fields.md`` and ``fields.en.md`` from the spec of all fields."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from regservice.codec.spec import (
    MANIFEST_TABLE,
    Kind,
    Shape,
    dimension_shape,
    fields_of,
    record_of,
    row_types,
)
from regservice.messages.fields import FIELD_WORDS, TABLE_WORDS, Word
from regservice.model.condition import Condition

REFERENCE = Path(__file__).parent / "reference"
FILES = {"zh": "fields.md", "en": "fields.en.md"}
"""Language to the name of its page."""

_TEXTS = {
    "zh": {
        "title": "全部字段",
        "about": "本页由程序生成。带 * 的字段必须填写;字段名和可选的值,"
        "中文、英文都可以写。",
        "heads": ("字段", "英文", "怎样写", "意思"),
        "parts": "## 行里面的部分",
        "condition": "条件",
        "kinds": {
            Kind.TEXT: "文字",
            Kind.WHOLE: "整数",
            Kind.TRUTH: "`是`、`否`(`true`、`false`)",
            Kind.DATE: "日期",
        },
        "list": "列表:",
        "open": ";或 `命名空间:代码`",
        "form": "写作 ",
    },
    "en": {
        "title": "All fields",
        "about": "This page is generated. Fields with * are required; keys and choices"
        " may be written in Chinese or in English.",
        "heads": ("field", "Chinese", "how to write it", "meaning"),
        "parts": "## Parts of rows",
        "condition": "condition",
        "kinds": {
            Kind.TEXT: "text",
            Kind.WHOLE: "whole number",
            Kind.TRUTH: "`true`, `false`",
            Kind.DATE: "date",
        },
        "list": "list of: ",
        "open": "; or `namespace:code`",
        "form": "written as ",
    },
}


def page(lang: str) -> str:
    """Return the page in a language."""
    text = _TEXTS[lang]
    lines = [f"# {text['title']}", "", str(text["about"]), ""]
    inner: dict[str, type] = {}
    for table in (MANIFEST_TABLE, *row_types()):
        word = TABLE_WORDS[table]
        lines += [f"## {word.key} `{table}`", "", _meaning(word, lang), ""]
        lines += _table(record_of(table), lang, inner)
    lines += [str(text["parts"]), ""]
    done: set[str] = set()
    while set(inner) - done:
        name = min(set(inner) - done)
        done.add(name)
        lines += [f"({name.lower()}-{lang})=", f"### {name}", ""]
        lines += _table(inner[name], lang, inner)
    return "\n".join(lines).rstrip() + "\n"


def _table(record: type, lang: str, inner: dict[str, type]) -> Iterator[str]:
    heads = _TEXTS[lang]["heads"]
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    if record is Condition:
        for name, word in FIELD_WORDS[Condition.__name__].items():
            yield _row(name, word, "", dimension_shape(name), lang, inner)
    else:
        for name, spec in fields_of(record).items():
            mark = " *" if spec.is_required else ""
            yield _row(name, spec.word, mark, spec.shape, lang, inner)
    yield ""


def _row(
    name: str, word: Word, mark: str, shape: Shape, lang: str, inner: dict[str, type]
) -> str:
    keys = (f"`{word.key}`", f"`{name}`")
    first, second = keys if lang == "zh" else keys[::-1]
    cells = (first + mark, second, _how(shape, lang, inner), _meaning(word, lang))
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _meaning(word: Word, lang: str) -> str:
    return word.meaning if lang == "zh" else word.meaning_en


def _how(shape: Shape, lang: str, inner: dict[str, type]) -> str:
    text = _TEXTS[lang]
    if shape.kind is Kind.LIST and shape.inner is not None:
        return f"{text['list']}{_how(shape.inner, lang, inner)}"
    if shape.kind in (Kind.RECORD, Kind.CONDITION):
        record = shape.record or Condition
        inner.setdefault(record.__name__, record)
        return f"[{record.__name__}](#{record.__name__.lower()}-{lang})"
    if shape.choices:
        pairs = [
            f"`{w}` `{c}`" if lang == "zh" else f"`{c}`" for c, w in _sorted(shape)
        ]
        return ", ".join(pairs) + ("" if shape.is_closed else str(text["open"]))
    if shape.form:
        return f"{text['form']}`{shape.form}`"
    return str(text["kinds"][shape.kind])


def _sorted(shape: Shape) -> list[tuple[str, str]]:
    return list(shape.choices.items())


if __name__ == "__main__":
    for language, file in FILES.items():
        (REFERENCE / file).write_text(page(language), encoding="utf-8", newline="\n")
