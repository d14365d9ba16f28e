"""Write ``reference/fields.md`` and ``fields.en.md`` from the spec of all fields."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from regservice.codec.spec import (
    Kind,
    Shape,
    dimension_shape,
    fields_of,
    table_types,
)
from regservice.messages.fields import FIELD_WORDS, TABLE_WORDS, Word
from regservice.model.condition import Condition

REFERENCE = Path(__file__).parents[1] / "reference"
FILES = {"zh": "fields.md", "en": "fields.en.md"}
"""Language to the name of its page."""

_TEXTS: dict[str, dict[str, Any]] = {
    "zh": {
        "title": "全部字段",
        "about": "本页由程序生成。带 * 的字段必须填写;字段名和可选的值,"
        "中文、英文都可以写。",
        "heads": ("字段", "英文", "怎样写", "意思"),
        "parts": "## 行里面的部分",
        "kinds": {
            Kind.TEXT: "文字",
            Kind.WHOLE: "整数",
            Kind.TRUTH: "`是`、`否`(`true`、`false`)",
            Kind.DATE: "日期",
            Kind.MAPPING: '代码对应文字,如 `{device_class: "2"}`',
        },
        "list": "列表:",
        "open": ";或 `命名空间:代码`",
        "named": ";或它们的别称",
        "form": "写作 ",
    },
    "en": {
        "title": "All fields",
        "about": "This page is generated. Fields with * are required; keys and choices"
        " may be written in Chinese or in English.",
        "heads": ("field", "Chinese", "how to write it", "meaning"),
        "parts": "## Parts of rows",
        "kinds": {
            Kind.TEXT: "text",
            Kind.WHOLE: "whole number",
            Kind.TRUTH: "`true`, `false`",
            Kind.DATE: "date",
            Kind.MAPPING: 'texts by code, such as `{device_class: "2"}`',
        },
        "list": "list of: ",
        "open": "; or `namespace:code`",
        "named": "; or another name for one of them",
        "form": "written as ",
    },
}


def page(lang: str) -> str:
    """Return the page in a language."""
    return _Page(lang).text()


class _Page:
    """Describes the tables, then the records inside their rows."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.words = _TEXTS[lang]
        self.inner: dict[str, type] = {}

    def text(self) -> str:
        lines = [f"# {self.words['title']}", "", self.words["about"], ""]
        for table, record in table_types().items():
            word = TABLE_WORDS[table]
            lines += [f"## {word.key} `{table}`", "", self._meaning(word), ""]
            lines += self._table(record)
        lines += [self.words["parts"], ""]
        done: set[str] = set()
        while set(self.inner) - done:
            name = min(set(self.inner) - done)
            done.add(name)
            lines += [f"({name.lower()}-{self.lang})=", f"### {name}", ""]
            lines += self._table(self.inner[name])
        return "\n".join(lines).rstrip() + "\n"

    def _table(self, record: type) -> Iterator[str]:
        heads = self.words["heads"]
        yield f"| {' | '.join(heads)} |"
        yield f"|{'---|' * len(heads)}"
        if record is Condition:
            for name, word in FIELD_WORDS[Condition.__name__].items():
                yield self._row(name, word, "", dimension_shape(name))
        else:
            for name, spec in fields_of(record).items():
                mark = " *" if spec.is_required else ""
                yield self._row(name, spec.word, mark, spec.shape)
        yield ""

    def _row(self, name: str, word: Word, mark: str, shape: Shape) -> str:
        keys = [f"`{word.key}`", f"`{name}`"]
        first, second = keys if self.lang == "zh" else keys[::-1]
        cells = (first + mark, second, self._how(shape), self._meaning(word))
        return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"

    def _meaning(self, word: Word) -> str:
        return word.meaning if self.lang == "zh" else word.meaning_en

    def _how(self, shape: Shape) -> str:
        if shape.kind is Kind.LIST and shape.inner is not None:
            return f"{self.words['list']}{self._how(shape.inner)}"
        if shape.kind in (Kind.RECORD, Kind.CONDITION):
            record = shape.record or Condition
            self.inner.setdefault(record.__name__, record)
            return f"[{record.__name__}](#{record.__name__.lower()}-{self.lang})"
        if shape.choices:
            both = self.lang == "zh"
            pairs = (
                f"`{word}` `{code}`" if both else f"`{code}`"
                for code, word in shape.choices.items()
            )
            more = "named" if shape.vocabulary else "open"
            return ", ".join(pairs) + ("" if shape.is_closed else self.words[more])
        if shape.form:
            return f"{self.words['form']}`{shape.form}`"
        kinds: dict[Kind, str] = self.words["kinds"]
        return kinds[shape.kind]


if __name__ == "__main__":
    for language, file in FILES.items():
        (REFERENCE / file).write_text(page(language), encoding="utf-8", newline="\n")
