"""Writes the reference of the levels, in both languages, from the rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from regservice.levels.finding import Level
from regservice.levels.judge import RULES
from regservice.messages.levels import level_meaning, level_name, rule_words

REFERENCE: Final = Path(__file__).resolve().parents[1] / "reference"
PAGES: Final = {"zh": REFERENCE / "levels.md", "en": REFERENCE / "levels.en.md"}

_WORDS: Final = {
    "title": ("等级", "Levels"),
    "intro": (
        (
            "`regservice plugins check 包` 按下面的规则判定规则包够到哪一级:"
            "一级够到,指它和更低各级的规则全部成立。没有豁免。"
        ),
        (
            "`regservice plugins check PACKAGE` decides by these rules which level a"
            " package reaches: one of which all rules hold, and all below it. There are"
            " no exemptions."
        ),
    ),
    "generated": (
        "本页由 `python docs/_gen/levels.py` 根据 `regservice.levels` 生成。",
        "This page is made by `python docs/_gen/levels.py` from `regservice.levels`.",
    ),
    "reason": ("为什么", "Why"),
    "good": ("好的例子", "Good"),
    "bad": ("不好的例子", "Bad"),
    "how": ("怎样判定", "How it is decided"),
}
_PARTS: Final = ("reason", "good", "bad", "how")


def page(lang: str) -> str:
    """Return the page."""
    return "\n\n".join(_blocks(lang)) + "\n"


def _blocks(lang: str) -> Iterator[str]:
    words = {name: pair[0 if lang == "zh" else 1] for name, pair in _WORDS.items()}
    yield f"# {words['title']}"
    yield words["intro"]
    yield words["generated"]
    for level in Level:
        yield f"## {level_name(level, lang)} `{level}`"
        yield level_meaning(level, lang)
        for rule in RULES:
            if rule.level is level:
                said = rule_words(rule.id, lang)
                yield f"### {rule.id} {said['name']}"
                yield "\n".join(
                    f"- {words[part]}: {_plain(said[part])}" for part in _PARTS
                )


def _plain(text: str) -> str:
    """A text that means nothing to Markdown."""
    for mark in ("\\", "<", "*", "[", "]", "_", "`"):
        text = text.replace(mark, f"\\{mark}")
    return text


if __name__ == "__main__":
    for language, path in PAGES.items():
        path.write_text(page(language), "utf-8")
