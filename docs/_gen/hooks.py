"""Writes the reference of the hooks, in both languages, from the specifications."""

from __future__ import annotations

import inspect
import re
import textwrap
from pathlib import Path
from typing import Any, Final

import attrs

from regservice.messages.hookwords import HOOK_WORDS, PAGE, USUAL, WHEN_WORDS
from regservice.plugin.hooks import HOOKS

REFERENCE: Final = Path(__file__).resolve().parents[1] / "reference"
PAGES: Final = {"zh": REFERENCE / "hooks.md", "en": REFERENCE / "hooks.en.md"}

_WIDE: Final = 88
"""A longer line is written over several, as formatters do."""

_SECTIONS: Final = ("Args", "Returns", "Raises", "Examples")


@attrs.frozen
class Parts:
    """
    The parts of the docstring of a hook.

    Attributes:
        summary: What it does.
        when: When it is called.
        returns: What it returns, and what nothing means.
        lead: What the example shows.
        example: The code of the example.
        since: The version that brought it.
    """

    summary: str
    when: str
    returns: str
    lead: str
    example: str
    since: str


def parts_of(spec: Any) -> Parts:
    """Take a docstring apart; a part that it lacks is empty."""
    text = inspect.getdoc(spec) or ""
    since = re.search(r"^\.\. versionadded:: (\S+)$", text, re.MULTILINE)
    text = re.sub(r"^\.\. versionadded::.*$", "", text, flags=re.MULTILINE)
    pieces = re.split(rf"^({'|'.join(_SECTIONS)}):$", text, flags=re.MULTILINE)
    sections = dict(zip(pieces[1::2], map(textwrap.dedent, pieces[2::2]), strict=True))
    summary, _, when = pieces[0].strip().partition("\n\n")
    lead, _, example = sections.get("Examples", "").partition("::\n")
    return Parts(
        _line(summary),
        _line(when),
        _line(sections.get("Returns", "")),
        f"{_line(lead)}:",
        textwrap.dedent(example).strip("\n") + "\n",
        since[1] if since else "",
    )


def _line(text: str) -> str:
    return " ".join(text.replace("``", "`").split())


def signature(name: str, spec: Any) -> str:
    """Write a hook as it has to be written."""
    found = inspect.signature(spec)
    given = str(found.return_annotation)
    arguments = ", ".join(map(str, found.parameters.values()))
    head = f"def {name}({arguments}) -> "
    if len(f"{head}{given}: ...") > _WIDE:
        kinds = given.removeprefix("Iterable[").removesuffix("]")
        if len(f"    {kinds}") > _WIDE:
            kinds = kinds.replace(" | ", "\n    | ")
        given = f"Iterable[\n    {kinds}\n]"
    return f"@hookimpl\n{head}{given}: ..."


def section(name: str, spec: Any, lang: str) -> str:
    """Write the section of one hook."""
    parts = parts_of(spec)
    words = {key: pair[lang == "en"] for key, pair in PAGE.items()}
    summary, returns, lead = parts.summary, parts.returns, parts.lead
    when = parts.when
    if lang == "zh":
        summary, returns, lead = HOOK_WORDS[name]
        when = WHEN_WORDS.get(name, USUAL)
    arguments = ", ".join(f"`{word}`" for word in inspect.signature(spec).parameters)
    facts = [
        ("when", when),
        ("arguments", arguments or words["no-arguments"]),
        ("returns", returns),
        ("since", parts.since),
    ]
    listed = "\n\n".join(f"{words[key]}\n: {text}" for key, text in facts)
    return (
        f"## {name}\n\n{summary}\n\n```py\n{signature(name, spec)}\n```\n\n{listed}\n\n"
        f"{words['example']}\n: {lead}\n\n```python\n{parts.example}```\n"
    )


def page(lang: str) -> str:
    """Write the page in one language."""
    words = {key: pair[lang == "en"] for key, pair in PAGE.items()}
    head = f"# {words['title']}\n\n{words['intro']}\n\n{words['generated']}\n"
    sections = (section(name, spec, lang) for name, spec in HOOKS.items())
    return "\n".join([head, *sections])


if __name__ == "__main__":
    for language, file in PAGES.items():
        file.write_text(page(language), "utf-8")
